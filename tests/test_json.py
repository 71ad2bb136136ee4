"""JSON: the tree written and read back exactly, and what is said of JSON that is no article."""

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


@examples(40)
@given(trees.articles())
def test_reading_undoes_writing_for_any_tree(article: Article) -> None:
    output = writing.write(article, ".json")
    assert output.problems == ()
    assert read_json(output.data) == article


def test_text_and_a_byte_order_mark_are_read_too() -> None:
    told = trees.plain_article().to_json()
    assert read_json(told.decode()) == read_json(b"\xef\xbb\xbf" + told) == trees.plain_article()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "line 1"),
        (b"A letter to the editor", "line 1"),
        (b'{\n  "type": "article",\n  "lang": en\n}', "line 3, column 11"),
        (b'{"type": "article", "body": [', "line 1"),
        (b"\xff\xfe{", "byte 0"),
        (b'{"type": "article", "lang": 7}', "at lang"),
        (b'{"type": "article", "body": [{"type": "stanza"}]}', "stanza"),
        (b'{"type": "article", "head": {"type": "head", "headline": {"type": "headline"}}}', "at head.headline"),
        (b"[]", "the top"),
        (b'{"type": "article", "body": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "JSON"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_json(data)
    assert told in raised.value.message
    assert raised.value.remedy
