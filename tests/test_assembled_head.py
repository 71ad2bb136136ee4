"""The pieces of the head -> its nodes; contacts in the foot; names and signs that only look like those in a head."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.assembly.contact import contact
from copydesk.reading.text.assembly.head import head
from copydesk.reading.text.recognisers.dates import DateMatch
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles.false_names import without_false_names
from copydesk.reading.text.roles.features import Findings
from copydesk.reading.text.roles.surroundings import _without_false_rights
from copydesk.tree import Article, Person, Span
from tests.outline import outline
from tests.parts import builder, drawn, parts_of, pieces_of

ENGLISH = with_english(locale("en"))

HEADS = {
    "one of each": (
        "kicker| NEWS\nheadline| Rain\ndeck| At last\neditors_note| Names are changed.",
        "kicker: NEWS\nheadline: Rain\ndeck: At last\neditors_note: Names are changed.",
    ),
    "a headline on two lines": ("headline| Rain\nheadline| at last", "headline: Rain at last"),
    "a deck on lines that stand apart": ("deck| Rain\n\ndeck| at last", "deck: Rain ⏎ at last"),
    "a headline with a typist's mark": ("headline| # Rain #", "headline: Rain"),
    "nothing": ("paragraph| It fell.", ""),
}


@pytest.mark.parametrize(("marked", "lines"), HEADS.values(), ids=HEADS)
def test_the_nodes_of_a_head(marked: str, lines: str) -> None:
    article = Article(lang="en", head=head(builder(), parts_of(marked)))
    assert outline(article) == f"lang: en\n{lines}\n".replace("\n\n", "\n")


def test_the_origin_of_a_headline_on_two_lines() -> None:
    node = head(builder(), parts_of("headline| Rain\nheadline| at last")).headline
    assert node is not None
    assert node.origin is not None
    assert node.origin.spans == (Span(0, 4), Span(5, 12))


def test_every_part_of_a_head_may_be_doubtful() -> None:
    build = builder()
    head(build, parts_of("kicker| NEWS\nheadline| Rain", confidence=0.5))
    assert [part.piece.number for part in build.uncertain] == [1, 2]


def test_bylines_as_they_stood_with_their_persons() -> None:
    first, second = parts_of("byline| By Ana  Ruiz |\nbyline| By a reporter")
    credit = Credit((Person("Ana Ruiz"),), announced=True)
    first = first._replace(decision=first.decision._replace(findings=Findings((), credit)))
    named, nameless = head(builder(), [first, second]).bylines
    assert (named.text, named.persons, nameless.text, nameless.persons) == (
        "By Ana Ruiz",
        (Person("Ana Ruiz"),),
        "By a reporter",
        (),
    )
    assert named.origin is not None
    assert named.origin.spans == (Span(0, 14),)


@pytest.mark.parametrize(
    ("text", "iso", "printed", "kind", "problems"),
    [
        ("3 May 2024,", "2024-05-03", "3 May 2024", "published", 0),
        ("Updated 3 May 2024 –", "2024-05-03", "Updated 3 May 2024", "updated", 0),
        ("3/4/2024", None, "3/4/2024", "published", 1),
        ("Sunday", "", "Sunday", "published", 0),
    ],
)
def test_dates_as_they_stood(text: str, iso: str | None, printed: str, kind: str, problems: int) -> None:
    (part,) = parts_of(f"\ndate| {text}")
    date = None if iso == "" else DateMatch(iso, 0, len(text))
    part = part._replace(decision=part.decision._replace(findings=Findings((), date=date)))
    build = builder()
    (node,) = head(build, [part]).dates
    assert (node.text, node.iso, node.kind) == (printed, iso or None, kind)
    assert [(problem.kind, problem.line, problem.message) for problem in build.problems] == [
        ("metadata", 2, f"the date {printed!r} can be read in two ways")
    ] * problems
    assert node.origin is not None
    assert node.origin.spans == (Span(1, 1 + len(text)),)


CONTACTS = {
    "lines": ("Write to us\nat Mill Lane", "contact:\n  p: Write to us ⏎ at Mill Lane"),
    "stanzas": ("Write to us\n\nat Mill Lane", "contact:\n  p: Write to us\n  p: at Mill Lane"),
    "addresses, each once": (
        "desk@post.example\npost.example/contact\ndesk@post.example, post.example/contact",
        "contact:\n"
        "  p: [desk@post.example](mailto:desk@post.example) ⏎ [post.example/contact](https://post.example/contact) ⏎ "
        "[desk@post.example](mailto:desk@post.example), [post.example/contact](https://post.example/contact)\n"
        "  links: https://post.example/contact\n  emails: desk@post.example",
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CONTACTS.values(), ids=CONTACTS)
def test_a_contact(lines: str, expected: str) -> None:
    marked = "\n".join(f"contact| {line}" if line else "" for line in lines.split("\n"))
    node = contact(builder(), parts_of(marked, confidence=0.75))
    assert drawn([node]) == f"{expected}\n"
    assert node.origin is not None
    assert (node.origin.spans, node.origin.rule, node.origin.confidence) == ((), "contact", 0.75)
    spans = [span for block in node.blocks if block.origin for span in block.origin.spans]
    assert "".join(lines[span.start : span.end] for span in spans) == lines.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("(c) 2019: rain\n(d) 2020: snow", 0, False),
        ("(b) 2018: wind\n(c) 2019: rain", 1, False),
        ("(B) 2018: wind\n(C) 2019: rain", 1, False),
        ("(a) 2018: wind\n(c) 2019: rain", 1, True),
        ("(c) 2019: rain", 0, True),
        ("Rights (c) 2019\n(d) 2020: snow", 0, True),
        ("(b) wind\n" + "x\n" * 7 + "(c) 2019: rain", 8, False),
        ("(b) wind\n" + "x\n" * 8 + "(c) 2019: rain", 9, True),
        ("(c) 2019: rain\n" + "x\n" * 7 + "(d) snow", 0, False),
        ("(c) 2019: rain\n" + "x\n" * 8 + "(d) snow", 0, True),
    ],
)
def test_a_copyright_sign_is_no_letter_of_a_list(text: str, index: int, *, expected: bool) -> None:
    pieces = pieces_of(text)
    findings = [Findings(("opens_as_rights", "x") if at == index else ()) for at in range(len(pieces))]
    names = _without_false_rights(pieces, findings)[index].names
    assert names == (("opens_as_rights", "x") if expected else ("x",))


NAMES = {
    "a name": ("Rain\nANA RUIZ\nIt rained on the town.", True),
    "words that the text has in small letters": ("Rain\nOLD MILL\nIt rained on the old mill.", False),
    "one word that the text has in small letters": ("Rain\nOLD RUIZ\nIt rained on the old mill.", True),
    "two of four words": ("Rain\nOLD MILL RUIZ PARK\nIt rained on the old mill.", True),
    "two of three words": ("Rain\nOLD MILL RUIZ\nIt rained on the old mill.", False),
    "a text in capitals": ("RAIN\nANA RUIZ\nIT RAINED ON THE TOWN.", False),
    "a name in small letters in a text in capitals": ("RAIN\nAna Ruiz\nIT RAINED ON THE TOWN.", True),
    "a name above the rows of a table": ("Rain\nANA RUIZ\nTarn  412", False),
    "a name and a line above the rows of a table": ("Rain\nANA RUIZ\nDepths\nTarn  412", False),
    "a name and two lines above the rows of a table": ("Rain\nANA RUIZ\nDepths\nin feet\nTarn  412", True),
    "a name and a long line above the rows of a table": (f"Rain\nANA RUIZ\n{'x' * 91}\nTarn  412", True),
    "a name and a line just short enough above the rows": (f"Rain\nANA RUIZ\n{'x' * 90}\nTarn  412", False),
    "a name of cells": ("Rain\nANA   RUIZ\nIt rained on the town.", False),
    "a name as another heading": ("Rain\nANA RUIZ\nIt rained on the town.\nANA STONE", False),
    "a name and a numeral": ("Rain\nACT II\nIt rained on the town.", False),
    "a name behind a heading's mark": ("Rain\n** ANA RUIZ\nIt rained on the town.", False),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_a_line_of_capitals_that_is_no_name(text: str, *, expected: bool) -> None:
    pieces = pieces_of(text)
    rows = frozenset(piece.lines[0].start for piece in pieces if piece.text == "Tarn  412")
    credit = Credit((Person("Ana Ruiz"),), announced=False)
    findings = [
        Findings(("bare_names", "x") if at == 1 else (), credit if at == 1 else None) for at in range(len(pieces))
    ]
    corrected = without_false_names(pieces, findings, rows, ENGLISH)[1]
    assert corrected == (findings[1] if expected else Findings(("x",)))


def test_the_headline_is_no_false_name() -> None:
    pieces = pieces_of("OLD MILL\nIt rained on the old mill.")
    findings = [Findings(("bare_names",)), Findings(())]
    assert without_false_names(pieces, findings, frozenset(), ENGLISH) == findings
