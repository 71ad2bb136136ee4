"""Damage that is reported but not repaired: misread letters, columns in the wrong order."""

from __future__ import annotations

import pytest

from copydesk import examine
from copydesk.locales import locale
from copydesk.reading.role import Role
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.uncertain import role_doubts
from copydesk.reading.text.characters import clean
from copydesk.reading.text.doubts import _confused, broken_order, lost_bullets, misread_words, repeated_text
from copydesk.reading.text.furniture import FurnitureLine
from copydesk.reading.text.inlines.note_ids import NoteIds
from copydesk.reading.text.lines import Line
from copydesk.reading.text.parts import Part
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.roles import Decision
from copydesk.reading.text.roles.features import Findings
from tests.parts import lines_of, parts_of

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


@pytest.mark.parametrize(
    ("text", "suspects"),
    [
        ("rnon", {"rnon": "mon"}),
        ("rno", {}),
        ("rnoney rnoney rnoney", {"rnoney": "money"}),
        ("caverns caverns caverns cavems", {"cavems": "caverns"}),
        ("caverns caverns cavems", {}),
        ("caverns caverns caverns cavems cavems", {}),
        ("caverns cavems cavems cavems", {"caverns": "cavems"}),
        ("caverns cavems cavems", {}),
        ("caverns caverns cavems cavems cavems", {}),
        ("tavern tavern tavern tavem", {}),
        ("tavern tavem tavem tavem", {}),
        ("caverns caverns caverns cavemsy", {}),
        ("it rained", {}),
    ],
)
def test_words_that_a_scan_confuses(text: str, suspects: dict[str, str]) -> None:
    assert _confused(text) == suspects


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("It was Rnoney.", [(1, "'Rnoney' could be 'money'")]),
        ("It was.\n19l4 and 2O0", [(2, "'19l4' could be '1914'"), (2, "'2O0' could be '200'")]),
        ("It was 1914.", []),
        ("It was rnoney in l914.", [(1, "'rnoney' could be 'money'"), (1, "'l914' could be '1914'")]),
    ],
)
def test_what_is_said_of_misread_words(text: str, problems: list[tuple[int, str]]) -> None:
    assert [(each.line, each.message) for each in misread_words(lines_of(text))] == [
        (line, f"{words}, misread by a scan; left as it is") for line, words in problems
    ]


@pytest.mark.parametrize(("number", "reported"), [(20, 20), (21, 20)])
def test_the_most_misread_words_that_are_reported(number: int, reported: int) -> None:
    assert len(list(misread_words(lines_of("l914\n" * number)))) == reported


LINE = "It rained on the roof now"


@pytest.mark.parametrize(
    ("again", "others", "reported"), [(3, 1, True), (3, 2, False), (2, 0, False), (4, 2, True), (4, 3, False)]
)
def test_how_much_of_a_text_repeats_itself(again: int, others: int, *, reported: bool) -> None:
    lines = [f"{LINE}, {number}" for number in range(again)] * 2 + [f"{LINE}, x{number}" for number in range(others)]
    problems = list(repeated_text(lines_of("\n".join(lines))))
    assert bool(problems) == reported
    for problem in problems:
        assert problem.line == again + 1
        assert problem.message.startswith(f"{again} of {len(lines)} lines stand in the text before")


@pytest.mark.parametrize(("length", "reported"), [(25, True), (24, False)])
def test_short_lines_may_repeat_by_chance(length: int, *, reported: bool) -> None:
    assert bool(list(repeated_text(lines_of(f"{LINE[:length]}\n" * 4)))) == reported


LONG = "It rained on the roofs of the town of Tarn and on the hay that lay there, and"  # 77 letters
WHOLE = f"{LONG} stopped."
AGAIN = "columns or pages may stand in the wrong order"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([f"p {LONG}", f"p {WHOLE}", f"p so {WHOLE}"], [(1, 3)]),
        ([f"p {LONG}", f"p so {WHOLE}"], []),
        ([f"p {LONG}", f"p so {WHOLE}", f"p so {WHOLE}"], []),
        ([f"p so {WHOLE}", f"p {LONG}"], [(2, 1)]),
        ([f"p {LONG}", f"p {WHOLE}", f"p {LONG}", f"p so {WHOLE}", f"p so {WHOLE}"], [(1, 5)]),
        ([f"p {WHOLE}", f"p {WHOLE}", f"p so {WHOLE}"], []),
        ([f"p {LONG}", f"p {WHOLE}", f"h so {WHOLE}"], []),
        ([f"h {LONG}", f"p {WHOLE}", f"p so {WHOLE}"], []),
        ([f"q {LONG}", f"p {WHOLE}", f"q so {WHOLE}"], [(1, 3)]),
        ([f"p {LONG[:76]}", f"p {WHOLE}", f"p so {WHOLE}"], [(1, 3)]),
        ([f"p {LONG[:75]}", f"p {WHOLE}", f"p so {WHOLE}"], []),
        ([f"p {LONG}", f"p {WHOLE}", f"p {LONG}", f"p {WHOLE}", f"p so {WHOLE}"], [(1, 5)]),
    ],
)
def test_where_a_sentence_may_go_on(rows: list[str], expected: list[tuple[int, int]]) -> None:
    roles = {"p": "paragraph", "h": "heading", "q": "quotation"}
    parts = parts_of("\n".join(f"{roles[row[0]]}| {row[2:]}" for row in rows))
    assert [(each.line, each.message) for each in broken_order(parts)] == [
        (
            line,
            f"a sentence breaks off here and may go on in line {onward}; {AGAIN}",
        )
        for line, onward in expected
    ]


@pytest.mark.parametrize(
    ("indices", "expected"),
    [
        ([1], "a bullet stands apart from the items that lost them, in line 2"),
        ([0, 2], "2 bullets stand apart from the items that lost them, in lines 1 and 3"),
        ([], ""),
    ],
)
def test_bullets_without_words(indices: list[int], expected: str) -> None:
    lines = lines_of("•\n*\n•")
    furniture = [FurnitureLine(line, "stray_mark", 1.0, "it is alone") for line in lines]
    problems = list(lost_bullets(furniture, [lines[index].start for index in indices]))
    assert [each.message for each in problems] == [f"{expected}; see which lines are items"] * bool(indices)
    assert [each.line for each in problems] == [lines[index].number for index in indices[:1]]
