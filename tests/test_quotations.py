"""Quotations with their attributions, verse, pull quotes, and what is quoted by ``>``."""

from __future__ import annotations

from textwrap import dedent

import pytest

from copydesk.reading.text.assembly.quotations import pull_quote, quotation, quoted, verses
from copydesk.reading.text.assembly.uncertain import role_doubts
from copydesk.tree import Span
from tests.parts import builder, drawn, parts_of

QUOTATIONS = {
    "paragraphs": ("quotation| It rained.\nquotation| It stopped.", "quote:\n  p: It rained.\n  p: It stopped."),
    "an attribution": (
        "quotation| It rained.\nattribution| — Ana Ruiz",
        "quote:\n  p: It rained.\n  -- Ana Ruiz",
    ),
    "two attributions": (
        "quotation| It rained.\nattribution| — Ana Ruiz\nattribution| The Post",
        "quote:\n  p: It rained.\n  -- Ana RuizThe Post",
    ),
    "verse and its attribution": (
        "verse_line| The rain\nverse_line| the wind\nattribution| — Ana Ruiz",
        "quote:\n  verse:\n    / The rain\n    / the wind\n  -- Ana Ruiz",
    ),
    "one line of verse": (
        "verse_line| The rain\nattribution| — Ana Ruiz",
        "quote:\n  p: The rain\n  -- Ana Ruiz",
    ),
    "a paragraph and verse": (
        "quotation| So:\nverse_line| The rain\nverse_line| the wind",
        "quote:\n  p: So:\n  verse:\n    / The rain\n    / the wind",
    ),
}


@pytest.mark.parametrize(("marked", "outline"), QUOTATIONS.values(), ids=QUOTATIONS)
def test_quotation(marked: str, outline: str) -> None:
    assert drawn([quotation(builder(), parts_of(marked))]) == f"{outline}\n"


QUOTED = {
    "a paragraph": ("quotation| > It rained.", "quote:\n  p: It rained."),
    "a quotation inside it": (
        "quotation| > It rained.\nquotation| >> It stopped.\nquotation| > Yes.",
        "quote:\n  p: It rained.\n  quote:\n    p: It stopped.\n  p: Yes.",
    ),
    "two inside one another": (
        "quotation| > It rained.\nquotation| >>> It stopped.",
        "quote:\n  p: It rained.\n  quote:\n    quote:\n      p: It stopped.",
    ),
    "an attribution": ("quotation| > It rained.\nattribution| — Ana Ruiz", "quote:\n  p: It rained.\n  -- Ana Ruiz"),
    "verse": (
        "verse_line| > The rain\nverse_line| > the wind",
        "quote:\n  verse:\n    / The rain\n    / the wind",
    ),
    "one line of verse": ("verse_line| > The rain", "quote:\n  p: The rain"),
    "a list": ("list_item| > * oars\nlist_item| > * nets", "quote:\n  list:\n    * p: oars\n    * p: nets"),
    "a table": ("table_row| > Tarn  412\ntable_row| > Bray  7", "quote:\n  table:\n    Tarn | 412\n    Bray | 7"),
    "a break": ("quotation| > It rained.\nbreak| > ***", "quote:\n  p: It rained.\n  break"),
}


@pytest.mark.parametrize(("marked", "outline"), QUOTED.values(), ids=QUOTED)
def test_what_mail_quotes(marked: str, outline: str) -> None:
    assert drawn([quoted(builder(), parts_of(marked), 1)]) == f"{outline}\n"


def test_a_doubtful_part_that_mail_quotes_is_reported() -> None:
    build = builder()
    quoted(build, parts_of("quotation| > It rained.\nlist_item| > * oars", confidence=0.5), 1)
    assert [problem.message for problem in role_doubts(build.uncertain)] == [
        "read as quotation, could be paragraph, confidence 0.50",
        "read as list item, could be paragraph, confidence 0.50",
    ]


def test_a_quotation_owns_its_attribution_and_its_children_their_words() -> None:
    marked = "quotation| It rained.\n\nattribution| — Ana Ruiz"
    node = quotation(builder(), parts_of(marked, confidence=0.7))
    assert node.origin is not None
    assert (node.origin.spans, node.origin.rule, node.origin.confidence) == ((Span(12, 22),), "quotation", 0.7)
    assert [block.origin and block.origin.spans for block in node.blocks] == [(Span(0, 10),)]


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("verse_line| The rain\nverse_line| the wind", "/ The rain\n/ the wind"),
        ("\n\nverse_line| The rain\n\nverse_line| the *wind*", "/ The rain\n/\n/ the *wind*"),
    ],
)
def test_a_stanza_ends_at_a_blank_line(marked: str, lines: str) -> None:
    (verse,) = nodes = verses(builder(), parts_of(marked))
    assert dedent(drawn(nodes).removeprefix("verse:\n")) == f"{lines}\n"
    assert verse.origin is not None
    assert len(verse.origin.spans) == 2


@pytest.mark.parametrize(
    ("words", "credit", "outline"),
    [
        ("It rained.", None, "pull_quote: It rained."),
        ("It rained — Ana", 12, "pull_quote: It rained\n  -- Ana"),
        ("It rained – Ana", 12, "pull_quote: It rained\n  -- Ana"),
        ("It *rained* — Ana", 14, "pull_quote: It *rained*\n  -- Ana"),
        ("It *rained* Ana", 11, "pull_quote: It *rained*\n  -- Ana"),
        ("It rained —", None, "pull_quote: It rained —"),
    ],
)
def test_a_pull_quote_and_its_attribution(words: str, credit: int | None, outline: str) -> None:
    (part,) = parts_of(f"pull_quote| {words}")
    node = pull_quote(builder(), part._replace(credit=credit))
    assert drawn([node]) == f"{outline}\n"
    assert node.origin is not None
    assert node.origin.spans == (Span(0, len(words)),)
