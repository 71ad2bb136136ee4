"""JSON: the tree written and read back exactly, and the errors for JSON that is no article."""

from __future__ import annotations

import pytest
from hypothesis import given

from copydesk import writing
from copydesk.errors import InputError
from copydesk.reading.json import read_json
from copydesk.tree import Article
from tests import trees
from tests.tools import examples


@pytest.mark.parametrize("article", [trees.everything(), trees.plain_article(), Article()])
def test_reading_undoes_writing(article: Article) -> None:
    assert read_json(writing.write(article, "json").data) == article


@examples(30)
@given(trees.articles())
def test_reading_undoes_writing_for_any_tree(article: Article) -> None:
    output = writing.write(article, ".json")
    assert output.problems == ()
    assert read_json(output.data) == article


def test_text_and_a_byte_order_mark_are_read_too() -> None:
    data = trees.plain_article().to_json()
    assert read_json(data.decode()) == read_json(b"\xef\xbb\xbf" + data) == trees.plain_article()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "line 1"),
        (b"A letter to the editor", "line 1"),
        (b'{\n  "type": "article",\n  "lang": en\n}', "line 3, column 11"),
        (b'{"type": "article", "body": [', "line 1"),
        (b"\xff\xfe{", "byte 0"),
        (b'{"type": "article", "lang": 7}', "at lang"),
        (b'{"lang": "en"}', "`type`, at the top"),
        (b'{"type": "article", "body": [{"type": "stanza"}]}', "stanza"),
        (b'{"type": "article", "head": {"type": "head", "headline": {"type": "headline"}}}', "at head.headline"),
        (b"[]", "the top"),
        (b'{"type": "article", "body": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "JSON"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_json(data)
    assert message in raised.value.message
    assert raised.value.remedy


SCHEMA = '"$schema": "https://json-schema.org/draft/2020-12/schema"'


def test_the_address_of_a_schema_is_passed_over() -> None:
    text = trees.everything().to_json().decode().replace("{", f"{{{SCHEMA},", 1)
    assert read_json(text) == trees.everything()


def in_article(member: str) -> str:
    return f'{{"type": "article", {member}}}'


UNKNOWN = {
    "misspelt": (
        in_article('"head": {"type": "head", "headlin": {"type": "headline", "inlines": []}}'),
        ("'head' has no key 'headlin', at head", "'headline'", "kicker", "bylines", "dateline"),
    ),
    "at the top": (in_article('"titel": "Rain"'), ("'article' has no key 'titel', at the top", "lang", "type")),
    "without a type": ('{"title": "Rain", "text": "It rained."}', ("'article' has no key 'title'", "body")),
    "in a head without a type": (in_article('"head": {"titel": 1}'), ("'head' has no key 'titel', at head", "deck")),
    "in a block": (
        in_article('"body": [{"type": "break"}, {"type": "paragraph", "inlines": [], "text": "Rain"}]'),
        ("'paragraph' has no key 'text', at body[1]", "inlines, origin", "type,"),
    ),
    "deep": (
        in_article(
            '"notes": [{"type": "note", "id": "1", "mark": "1", "blocks": [{"type": "list", "items": [[{"type": '
            '"paragraph", "inlines": [{"type": "link", "inlines": [], "title": "Rain"}]}]]}]}]'
        ),
        ("'link' has no key 'title', at notes[0].blocks[0].items[0][0].inlines[0]", "type, inlines, target"),
    ),
    "of a person": (
        in_article('"head": {"bylines": [{"text": "", "persons": [{"name": "Ana", "twitter": "@ana"}]}]}'),
        ("'person' has no key 'twitter', at head.bylines[0].persons[0]", "affiliation"),
    ),
    "of an origin": (
        in_article('"body": [{"type": "break", "origin": {"spans": [[0, 1]], "rules": "a"}}]'),
        ("'origin' has no key 'rules', at body[0].origin", "'rule'", "spans"),
    ),
    "odd": (in_article('"a`b - at `$.b`": 1'), ("has no key 'a`b - at `$.b`'",)),
    "of a schema within": (in_article('"head": {"$schema": "a"}'), ("'head' has no key '$schema', at head",)),
    "twice": (
        in_article('"body": [{"type": "preformatted", "text": "Rain", "text": "Sun"}]'),
        ("the key 'text' is repeated, at body[0]",),
    ),
    "twice at the top": (in_article('"body": [{"type": "break"}], "body": []'), ("'body' is repeated, at the top",)),
}
"""JSON with a key that no tree has, and words of the error."""


@pytest.mark.parametrize(("text", "words_reported"), UNKNOWN.values(), ids=list(UNKNOWN))
def test_a_key_that_would_be_dropped_is_refused(text: str, words_reported: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as raised:
        read_json(text)
    assert [words for words in words_reported if words not in str(raised.value)] == []


@pytest.mark.parametrize("text", ['{"titel":', in_article('"titel": 1, "lang": }'), in_article('"head": {"titel": 1]')])
def test_an_unknown_key_of_broken_json_is_not_the_fault(text: str) -> None:
    with pytest.raises(InputError, match=r"the JSON cannot be read: .*, line 1, column"):
        read_json(text)
