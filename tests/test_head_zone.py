"""The head ends where the text begins: no word of the text is moved above it."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.recognisers.extent import SHORT
from copydesk.reading.text.roles.features import Findings
from copydesk.reading.text.roles.head_zone import _without_first_of_run, misplaced, text_begins, text_ends
from copydesk.tree import Located, Node
from tests.parts import ENGLISH, credit_lines, pieces_of
from tests.roles import roles_of
from tests.test_accounting import ARTICLES, read


@pytest.mark.parametrize(
    ("roles", "may_sign", "expected"),
    [
        ("headline byline paragraph", "", []),
        ("headline paragraph byline paragraph", "2", [2]),
        ("headline paragraph byline bio", "2", []),
        ("headline paragraph byline bio", "", [2]),
        ("headline paragraph date", "2", [2]),
        ("headline caption byline paragraph", "", []),
        ("headline heading deck paragraph kicker", "", [2, 4]),
    ],
)
def test_misplaced(roles: str, may_sign: str, expected: list[int]) -> None:
    path = roles_of(roles)
    assert misplaced(path, [str(index) in may_sign for index in range(len(path))]) == expected


def test_where_the_text_begins_and_ends() -> None:
    path = roles_of("headline date paragraph heading byline note")
    assert (text_begins(path), text_ends(path)) == (2, 4)
    assert text_begins(roles_of("headline")) == 1


RUNS = {
    "fields below a deck": ("headline deck paragraph paragraph", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", "paragraph"),
    "items": ("headline deck list_item list_item", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", "list_item"),
    "headings": ("headline deck heading heading", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", "heading"),
    "rows": ("headline deck table_row table_row", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", "table_row"),
    "verse": ("headline deck verse_line verse_line", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", None),
    "one of another kind": ("headline deck paragraph heading", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", None),
    "another kind below the run": (
        "headline deck paragraph paragraph heading", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4\nRain", "paragraph"),
    "one below": ("headline deck paragraph", "Rain\n\nDay: 4\nPlace: Ormby", None),
    "no headline": ("deck paragraph paragraph", "Day: 4\nPlace: Ormby\nCost: 4", None),
    "two lines of a deck": ("headline deck deck paragraph paragraph", "Rain\n\nDay\nDay\nPlace\nCost", None),
    "a date": ("headline date paragraph paragraph", "Rain\n\nDay: 4\nPlace: Ormby\nCost: 4", None),
    "names": ("headline byline paragraph paragraph", "Rain\n\nAna Ruiz\nJo Park\nAda Pell", "paragraph"),
    "a name and other words": ("headline byline paragraph paragraph", "Rain\n\nAna Ruiz\nJo the Park\nAda Pell", None),
    "an announced name": ("headline byline paragraph paragraph", "Rain\n\nBy Ana Ruiz\nJo Park\nAda Pell", None),
    "no name": ("headline byline paragraph paragraph", "Rain\n\nRain 4\nJo Park\nAda Pell", None),
    "a blank line between two": ("headline deck paragraph paragraph", "Rain\n\nDay: 4\n\nPlace: Ormby\nCost: 4", None),
    "blank lines between all": (
        "headline deck paragraph paragraph", "Rain\n\nDay: 4\n\nPlace: Ormby\n\nCost: 4", "paragraph"),
    "more of them than above": (
        "headline deck paragraph paragraph", "Rain\n\nDay: 4\n\n\nPlace: Ormby\n\n\nCost: 4", None),
    "lines set in below the first": (
        "headline deck paragraph paragraph", "Rain\n\nDay: 4\n  Place: Ormby\n  Cost: 4", None),
    "a sentence": ("headline deck paragraph paragraph", "Rain\n\nDay: 4\nPlace: Ormby.\nCost: 4", None),
    "a small letter": ("headline deck paragraph paragraph", "Rain\n\nDay: 4\nplace: Ormby\nCost: 4", None),
    "small letters": ("headline deck paragraph paragraph", "Rain\n\nday: 4\nplace: Ormby\ncost: 4", "paragraph"),
    "three times as long": ("headline deck paragraph paragraph", "Rain\n\nRain\nRain in town\nRain", "paragraph"),
    "longer": ("headline deck paragraph paragraph", "Rain\n\nRain\nRain in towns\nRain", None),
    "the longest lines": (
        "headline deck paragraph paragraph", f"Rain\n\n{'n' * SHORT}\n{'n' * SHORT}\n{'n' * SHORT}", "paragraph"),
    "longer lines": (
        "headline deck paragraph paragraph", f"Rain\n\n{'n' * SHORT}\n{'n' * SHORT}\n{'n' * (SHORT + 1)}", None),
}  # fmt: skip


@pytest.mark.parametrize(("roles", "text", "first"), RUNS.values(), ids=RUNS)
def test_the_first_of_a_run_of_like_lines(roles: str, text: str, first: str | None) -> None:
    """``first`` is its role; None where it keeps that it has."""
    path, pieces = roles_of(roles), pieces_of(text)
    findings = [Findings((), credit_lines().byline(piece.text)) for piece in pieces]
    changed = roles_of(roles if first is None else re.sub("deck|byline", first, roles))
    assert _without_first_of_run(path, pieces, findings) == changed


def test_a_deck_of_two_lines_is_no_first_of_a_run() -> None:
    pieces = pieces_of("Rain\n\nDay: 4\nPlace: Ormby\nCost: 4")
    pieces[1] = as_one([pieces[1].lines[0], pieces[1].lines[0]], ENGLISH[0])
    path = roles_of("headline deck paragraph paragraph")
    assert _without_first_of_run(path, pieces, [Findings(())] * 4) == path


LINES = st.sampled_from(
    [
        "By Ana Ruiz",
        "Ana Ruiz",
        "— Jo Park",
        "3 May 2024",
        "RAIN",
        "Rain at last",
        "For the first time in two years",
        "Editor's note: names have been changed.",
        "It rained in the valley on Thursday, for the first time in two years, and the children stood in the road.",
        "The mayor declared a holiday. Nobody had waited for him to do so, and nobody thanked him. It fell.",
        "* the mayor",
    ]
)


HEADS_AND_TEXTS = (
    st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])), min_size=2, max_size=14)
    .map(chain.from_iterable)
    .map("".join)
)


def starts(node: Node) -> list[int]:
    """Where the spans of a node and of all in it begin."""
    return [
        span.start
        for inner in copydesk.walk(node)
        if isinstance(inner, Located) and inner.origin
        for span in inner.origin.spans
    ]


@given(HEADS_AND_TEXTS | ARTICLES)
def test_no_part_of_the_text_is_in_the_head(raw: str) -> None:
    article = read(raw)
    text = (copydesk.Paragraph, copydesk.Heading, copydesk.BlockQuote, copydesk.List, copydesk.Verse, copydesk.Table)
    body = [start for node in article.body if isinstance(node, text) for start in starts(node)]
    head = article.head
    bylines = [start for node in head.bylines for start in starts(node)]
    others = [head.kicker, head.headline, head.deck, head.editors_note, *head.dates]
    if body:
        assert all(start < min(body) or start > max(body) for start in bylines)
        assert all(start < min(body) for node in others if node for start in starts(node))
