"""Amending metadata: what each key replaces and refuses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import UsageError
from copydesk.metadata import KEYS, amend, canonical, fill
from copydesk.tree import Article, Byline, Dateline, Deck, EditorsNote, Headline, Kicker, Person, PubDate
from tests import trees
from tests.trees import words

SET: list[tuple[str, str, Callable[[Article], Any], Any]] = [
    ("title", "New", lambda article: article.head.headline, Headline(words("New"))),
    ("headline", "New", lambda article: article.head.headline, Headline(words("New"))),
    ("deck", "New", lambda article: article.head.deck, Deck(words("New"))),
    ("subtitle", "New", lambda article: article.head.deck, Deck(words("New"))),
    ("kicker", "New", lambda article: article.head.kicker, Kicker(words("New"))),
    ("author", "Ana Ruiz", lambda article: article.head.bylines, (Byline("Ana Ruiz", (Person("Ana Ruiz"),)),)),
    ("lang", "de-AT", lambda article: article.lang, "de-AT"),
    ("dateline", "LIMA —", lambda article: article.head.dateline, Dateline("LIMA —")),
    ("editors-note", "New", lambda article: article.head.editors_note, EditorsNote(words("New"))),
    ("Editors_Note", "New", lambda article: article.head.editors_note, EditorsNote(words("New"))),
    ("publisher", "New", lambda article: article.metadata.publisher, "New"),
    ("description", "New", lambda article: article.metadata.description, "New"),
    ("keywords", "rain, Lima ,, sea", lambda article: article.metadata.keywords, ("rain", "Lima", "sea")),
    ("rights", "New", lambda article: article.metadata.rights, "New"),
    ("identifier", "doi:10.1/x", lambda article: article.metadata.identifier, "doi:10.1/x"),
    ("url", "https://example.org/a", lambda article: article.metadata.url, "https://example.org/a"),
]


@pytest.mark.parametrize(("key", "value", "get", "expected"), SET, ids=[row[0] for row in SET])
def test_a_value_replaces_what_stood_there(key: str, value: str, get: Callable[[Article], Any], expected: Any) -> None:
    amended = amend(
        trees.everything(), [(key, "first"), (key, value)] if key not in ("author", "lang") else [(key, value)]
    )
    assert get(amended) == expected


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_value_removes_and_nothing_else_changes(key: str) -> None:
    article = trees.everything()
    removed = amend(article, [(key, " ")])
    assert removed != article
    assert amend(removed, [(key, "")]) == removed
    assert removed.body == article.body
    assert removed.notes == article.notes


@pytest.mark.parametrize(("key", "value", "get", "expected"), SET, ids=[row[0] for row in SET])
def test_a_value_fills_in_what_is_not_there_and_no_more(
    key: str, value: str, get: Callable[[Article], Any], expected: Any
) -> None:
    article = trees.everything()
    assert fill(article, [(key, value)]) == article
    assert get(fill(amend(article, [(key, "")]), [(key, value)])) == expected


def test_every_key_is_tested() -> None:
    assert {canonical(row[0]) for row in SET} | {"date"} == set(KEYS)


def test_authors_are_given_one_by_one_and_replace_those_in_the_text() -> None:
    amended = amend(trees.everything(), [("author", "Ana Ruiz"), ("title", "T"), ("author", " Jo  Park ")])
    assert amended.head.bylines == (Byline("Ana Ruiz, Jo Park", (Person("Ana Ruiz"), Person("Jo Park"))),)


def test_a_date_replaces_the_published_ones_and_leaves_the_updated() -> None:
    amended = amend(trees.everything(), [("date", "2024-02-29")])
    assert amended.head.dates == (
        PubDate("2024-02-29", iso="2024-02-29"),
        PubDate("Updated in June", kind="updated"),
    )


REFUSED = [
    ("date", "14 August 2025", "2025-08-14"),
    ("date", "2025-02-29", "2025-08-14"),
    ("date", "20250814", "2025-08-14"),
    ("lang", "German?", "de-AT"),
    ("colour", "red", "title, deck, kicker"),
    ("title", "a\x00b", "Leave"),
    ("title", "a\ud800", "Leave"),
    ("title", "a\uffff", "Leave"),
]


@pytest.mark.parametrize(("key", "value", "remedy"), REFUSED)
def test_what_cannot_be_is_refused_with_a_remedy(key: str, value: str, remedy: str) -> None:
    with pytest.raises(UsageError) as raised:
        amend(trees.plain_article(), [(key, value)])
    assert remedy in raised.value.remedy


def test_the_article_itself_stays_as_it_was() -> None:
    article = trees.everything()
    amend(article, [("title", "New"), ("keywords", "")])
    assert article == trees.everything()
    assert amend(article, ()) == article


@given(st.text(), st.text())
def test_any_pair_amends_or_is_a_usage_error(key: str, value: str) -> None:
    with suppress(UsageError):
        amend(trees.plain_article(), [(key, value), ("title", value)])
