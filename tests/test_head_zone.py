"""The head ends where the text begins: no word of the text is moved above it."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.reading.role import Role
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import SHORT
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings
from copydesk.reading.text.roles.head_zone import (
    _sentences,
    _with_capital_decks,
    _with_deck,
    _without_false_deck,
    _without_first_of_run,
    in_order,
    misplaced,
    text_begins,
    text_ends,
)
from copydesk.tree import Located, Node
from tests.contexts import words
from tests.parts import ENGLISH, credit_lines, parts_of, pieces_of
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


MARKS = {
    "+": Findings((), credit=Credit((), announced=True)),
    "-": Findings((), credit=Credit((), announced=False)),
    "=": Findings(("date_line",)),
    "@": Findings((SPEAKER_NAME,)),
}


def head_of(marked: str) -> tuple[list[Role], list[Piece], list[Findings]]:
    """Roles, pieces and findings. Behind a role ``+`` says that the piece is a byline after a word such as By, ``-``
    that it is names alone, ``=`` that it is a date, ``@`` that it is the name of a speaker; ``!`` that the form of the
    file gives it its role."""
    roles = [row.partition("|")[0] for row in marked.split("\n") if row.partition("|")[0]]
    found = [MARKS.get(role[-1], Findings(())) for role in roles]
    by_form = [role.endswith("!") for role in roles]
    bare = re.sub(r"(?m)^(\w+)[-+=@!]", r"\1", marked)
    parts = parts_of(bare)
    pieces = [
        part.piece._replace(lines=tuple(line._replace(role=part.decision.role) for line in part.piece.lines))
        if formed
        else part.piece
        for part, formed in zip(parts, by_form, strict=True)
    ]
    return [part.decision.role for part in parts], pieces, found


T = "paragraph| It rained."


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"headline| Rain\nheadline| At last\n{T}", "headline headline paragraph"),
        (f"headline| Rain\n\nheadline| At last\n{T}", "headline deck paragraph"),
        (f"deck| Sun\nheadline| Rain\n\nheadline| At last\n{T}", "deck headline paragraph paragraph"),
        (f"headline| Rain\ndeck| Sun\nheadline| Hail\n{T}", "headline deck paragraph paragraph"),
        (f"headline| Rain\n\ndeck| Sun\n\ndeck| Hail.\n{T}", "headline deck paragraph paragraph"),
        (f"headline| Rain\n\ndeck| Sun\n\ndeck| Hail\n{T}", "headline deck deck paragraph"),
        (f"headline| Rain\n\ndeck| Sun\ndeck| Hail.\n{T}", "headline deck deck paragraph"),
        (f"headline| Rain\nkicker| Town\n{T}", "headline kicker paragraph"),
        (f"headline| Rain\ndeck| Sun\nkicker| Town\n{T}", "headline deck heading paragraph"),
        (f"kicker| Town\nkicker| Land\nheadline| Rain\n{T}", "kicker kicker headline paragraph"),
        (f"kicker| Town\nheadline| Rain\nkicker| Land\n{T}", "kicker headline paragraph paragraph"),
        (f"deck| Sun\nkicker| Town\n{T}", "deck kicker paragraph"),
        (f"caption| Mill\nheadline| Rain\n{T}", "caption paragraph paragraph"),
        (f"date| May\nheadline| Rain\n{T}", "date headline paragraph"),
        (f"{T}\nheadline| Rain", "paragraph paragraph"),
        (f"{T}\nheadline!| Rain", "paragraph paragraph"),
        (f"headline| Rain\n\nheadline!| Hail\n{T}", "headline headline paragraph"),
        (f"caption| Mill\nheadline!| Rain\n{T}", "caption headline paragraph"),
        (f"headline| Dear Tom,\n\n{T}", "paragraph paragraph"),
        (f"headline| Dear Tom,\n{T}", "headline paragraph"),
        (f"headline| Dear Tom\n\n{T}", "headline paragraph"),
        ("date| May\ndeck| Dear Tom,", "date paragraph"),
        (f"headline| Dear\n| Tom,\n\n{T}", "headline paragraph"),
        (f"headline| {words(40, ',')}\n\n{T}", "paragraph paragraph"),
        (f"headline| {words(41, ',')}\n\n{T}", "headline paragraph"),
        (f"headline| Rain\nbyline| Ana\n{T}", "headline deck paragraph"),
        (f"headline| Rain\nbyline-| Ana\n{T}", "headline byline paragraph"),
        (f"headline| Rain\nbyline!| Ana\n{T}", "headline byline paragraph"),
        (f"byline| Ana\n{T}", "byline paragraph"),
        (f"headline| Rain\ndeck| Sun\nbyline| Ana\n{T}", "headline deck deck paragraph"),
        (f"headline| Rain\ndate| May\nbyline| Ana\n{T}", "headline date byline paragraph"),
        ("headline| Rain\nbio| Ana writes.", "headline paragraph"),
        (f"headline| Rain\n{T}\nbio| Ana writes.", "headline paragraph bio"),
        (f"headline| RAIN\nparagraph| SUN\n{T}", "headline deck paragraph"),
        (f"headline| Rain\n\nparagraph| Sun\n\nbyline+| By Ana\n{T}", "headline deck byline paragraph"),
        (f"headline| Rain\ndeck| Hail fell. Sun shone\nbyline-| Ana\n{T}", "headline paragraph byline paragraph"),
    ],
)
def test_the_order_of_the_head(marked: str, expected: str) -> None:
    path, pieces, found = head_of(marked)
    assert in_order(path, pieces, found) == roles_of(expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"headline| RAIN\nparagraph| SUN\nheading| HAIL\n{T}", "headline deck deck paragraph"),
        (f"deck| RAIN\nparagraph| SUN\n{T}", "deck deck paragraph"),
        (f"headline| Rain\nparagraph| SUN\n{T}", "headline paragraph paragraph"),
        (f"headline| RAIN\nparagraph| Sun\n{T}", "headline paragraph paragraph"),
        (f"headline| RAIN\nparagraph| {'S' * 90}\n{T}", "headline deck paragraph"),
        (f"headline| RAIN\nparagraph| {'S' * 91}\n{T}", "headline paragraph paragraph"),
        (f"headline| RAIN\nparagraph@| SUN\n{T}", "headline paragraph paragraph"),
        (f"headline| RAIN\ntable_row| SUN\n{T}", "headline table_row paragraph"),
        ("headline| RAIN\nparagraph| SUN", "headline paragraph"),
        ("headline| RAIN\nparagraph| SUN\nheading| Hail", "headline paragraph heading"),
        (f"byline| ANA\nparagraph| SUN\n{T}", "byline paragraph paragraph"),
        (f"paragraph| SUN\n{T}", "paragraph paragraph"),
        (f"kicker| Town\nheadline| RAIN\nparagraph| SUN\n{T}", "kicker headline deck paragraph"),
    ],
)
def test_decks_in_capitals(marked: str, expected: str) -> None:
    assert _with_capital_decks(*head_of(marked)) == roles_of(expected)


BY = "byline+| By Ana"
SAME = "-"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"headline| Rain\n\nparagraph| Sun\n\n{BY}\n{T}", "headline deck byline paragraph"),
        (f"headline| Rain\n\nparagraph| Sun\n\ndate=| 3 May\n{T}", "headline deck date paragraph"),
        (f"headline| Rain\n\nparagraph| Sun\n\ndate| May\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\n\nbyline-| Ana\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\n\nbyline| Ana\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\n\nparagraph=| 3 May\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\n\n{BY}", SAME),
        (f"kicker| Rain\n\nparagraph| Sun\n\n{BY}\n{T}", SAME),
        (f"headline| Rain\n{BY}\n\nparagraph| Sun\n\n{BY}\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\n\nparagraph| Hail\n\n{BY}\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\nparagraph| Hail\n\n{BY}\n{T}", "headline deck deck byline paragraph"),
        (f"headline| Rain\nparagraph| Sun\n\n{BY}\n{T}", "headline headline byline paragraph"),
        (f"headline| Rain\ndeck| Sun\nparagraph| Hail\n\n{BY}\n{T}", "headline deck deck byline paragraph"),
        (f"headline| Rain\ndeck| Sun\n\nparagraph| Hail\n\n{BY}\n{T}", SAME),
        (f"headline| Rain\n\nheading| Sun\n\n{BY}\n{T}", SAME),
        (f"headline| Rain\n\nparagraph| Sun\nbyline-| Jo\n{BY}\n{T}", "headline deck deck byline paragraph"),
        (f"headline| Rain\n\nparagraph| {words(400)}\n\n{BY}\n{T}", "headline deck byline paragraph"),
        (f"headline| Rain\n\nparagraph| {words(401)}\n\n{BY}\n{T}", SAME),
        (
            f"headline| Rain\n\nparagraph| a\nparagraph| b\nparagraph| c\nparagraph| d\n{BY}\n{T}",
            "headline deck deck deck deck byline paragraph",
        ),
        (f"headline| Rain\n\nparagraph| a\nparagraph| b\nparagraph| c\nparagraph| d\nparagraph| e\n{BY}\n{T}", SAME),
    ],
)
def test_decks_above_credits(marked: str, expected: str) -> None:
    path, pieces, found = head_of(marked)
    assert _with_deck(path, pieces, found) == (path if expected == SAME else roles_of(expected))


DECK = "deck| Hail fell. Sun shone"


@pytest.mark.parametrize(
    ("marked", "index"),
    [
        (f"headline| Rain\n{DECK}\nbyline-| Ana\n{T}", 1),
        (f"headline| Rain\n{DECK}\nbyline-| Ana\ndate| May\n{T}", None),
        (f"headline| Rain\n{DECK}\nbyline-| Ana\nbyline-| Jo\ndate| May\n{T}", 1),
        (f"date| May\n{DECK}\nbyline-| Ana\n{T}", None),
        (f"headline| Rain\ndeck| Hail fell\nbyline-| Ana\n{T}", None),
        (f"headline| Rain\n{DECK}\ncaption| Ana\n{T}", None),
        (f"{DECK}\nbyline-| Ana\n{T}", None),
        (f"headline| Rain\n{DECK}\n{BY}\n{T}", None),
        (f"headline| Rain\n{DECK}\n{BY}\n{T}\n{BY}\n{T}", 1),
        (f"headline| Rain\n{DECK}\n{BY}\n{T}\n{BY}", None),
        (f"headline| Rain\n{DECK}\n{BY}\n{BY}\n{T}", None),
        (f"headline| Rain\n{DECK}\n{BY}\n{T}\nbyline-| Ana\n{T}", None),
        (f"headline| Rain\n{DECK}\n{BY}\n{T}\ndate=| May\n{T}", None),
        (f"headline| Rain\n{DECK}\ndate=| May\n{T}\ndate=| May\n{T}", 1),
        ("headline| Rain\ndeck| Hail\ndeck| Sun", 2),
        ("headline| Rain\nheadline| Sun", None),
        ("headline| Rain\ndeck| Hail\ndate| May", 1),
        (f"headline| Rain\n{DECK}\nbyline-| Ana\n{DECK}\nbyline-| Ana\n{T}", 1),
    ],
)
def test_a_false_deck_is_a_paragraph(marked: str, index: int | None) -> None:
    path, pieces, found = head_of(marked)
    expected = ["paragraph" if at == index else role for at, role in enumerate(path)]
    assert _without_false_deck(path, pieces, found) == expected


@pytest.mark.parametrize(
    ("text", "number"), [("Rain fell. Sun shone.", 1), ("Rain fell.", 0), ("A Mr. Ruiz", 0), ("雨。晴れ。", 2)]
)
def test_sentences_that_another_follows(text: str, number: int) -> None:
    assert _sentences(text) == number
