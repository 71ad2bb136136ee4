"""The head ends where the text begins: no word of the text is moved above it."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.reading.text.roles.head_zone import misplaced, text_begins, text_ends
from copydesk.tree import Located, Node
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
