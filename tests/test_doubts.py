"""Damage that is reported but not repaired: misread letters, columns in the wrong order."""

from __future__ import annotations

import pytest

from copydesk import examine
from copydesk.locales import locale
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.uncertain import role_doubts
from copydesk.reading.text.characters import clean
from copydesk.reading.text.inlines import NoteIds
from copydesk.reading.text.lines import Line
from copydesk.reading.text.parts import Part
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.role import Role
from copydesk.reading.text.roles import Decision
from copydesk.reading.text.roles.features import Findings

PARAGRAPH = (
    "The council decided on Monday that the old ferry would cross the upper lake again from May, after nine years in "
    "which nobody without a car had been able to reach the far shore."
)


def messages_of(text: str, kind: str) -> list[str]:
    return [problem.message for problem in examine(text, lang="en").problems if problem.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("There was no rnoney left for a new boat.", "'rnoney' could be 'money'"),
        ("The ferry was built in l914 by two brothers.", "'l914' could be '1914'"),
        ("It carried 2O0 people on its first day.", "'2O0' could be '200'"),
        (
            "The council met. The council chose. The council paid. The govemment did not. " * 2
            + "A government may. A government must. A government shall.",
            "",
        ),
        (
            "A government may. A government must. A government shall. The govemment did not.",
            "'govemment' could be 'government'",
        ),
        ("A number of a number is a number. One nurnber was wrong.", "'nurnber' could be 'number'"),
    ],
)
def test_misread_words_are_reported_and_left_alone(sentence: str, words: str) -> None:
    text = f"Ferry returns\n\n{PARAGRAPH}\n\n{sentence}\n\n{PARAGRAPH}\n"
    messages = messages_of(text, "misread")
    assert bool(messages) == bool(words)
    assert not words or messages[0].startswith(words)
    assert sentence.rsplit(maxsplit=1)[-1] in examine(text).article.to_json().decode()


@pytest.mark.parametrize(
    "sentence",
    [
        "The stern of the boat and the stem of a flower are different things, and a stern look is another.",
        "A modern office has a modem. The modern office is a modern thing in a modern town.",
        "Mr O'Brien, Model 2L, O2 and H2O, room 3O and the IO office; see MMI, II, 10l and B12.",
        "Corn, com, barn, bam, torn and tom.",
        "https://example.org/l9l4/O2O0 is an address.",
    ],
)
def test_what_may_be_meant_is_not_doubted(sentence: str) -> None:
    assert not [
        message
        for message in messages_of(f"Ferry returns\n\n{PARAGRAPH}\n\n{sentence}\n", "misread")
        if "10l" not in message
    ]


COLUMNS = [
    "The council decided on Monday that the old ferry would cross the upper lake again from May, and it asked the",
    "harbour master to find a pilot who knows the stones. He has until the end of March to name one, the council said.",
    "Two men and a woman have written to him so far, and one of them has crossed the lake in winter on foot, he says.",
]


def test_columns_in_the_wrong_order_are_reported() -> None:
    right = "Ferry returns\n\n" + "\n\n".join(COLUMNS) + "\n"
    wrong = "Ferry returns\n\n" + "\n\n".join([PARAGRAPH, COLUMNS[1], COLUMNS[2], COLUMNS[0]]) + "\n"
    assert not messages_of(right, "order")
    (message,) = messages_of(wrong, "order")
    assert "may go on in line 5" in message


def test_an_unfinished_paragraph_alone_is_no_evidence_of_wrong_order() -> None:
    assert not messages_of(f"Ferry returns\n\n{PARAGRAPH}\n\n{COLUMNS[0]}\n\n{PARAGRAPH}\n\n{COLUMNS[2]}\n", "order")


@pytest.mark.parametrize(("second", "is_doubtful"), [("paragraph", True), ("headline", False), (None, False)])
def test_a_doubt_is_between_two_roles(second: Role | None, is_doubtful: bool) -> None:
    line = Line("The ferry", 0, 9, 1, 0, 0)
    part = Part(Piece(line.text, (line,), ()), Decision("headline", 0.5, (), second, Findings(())))
    builder = Builder(clean(line.text), (locale("en"),), NoteIds(), frozenset())
    builder.doubt(part)
    assert bool(role_doubts(builder.uncertain)) == is_doubtful
