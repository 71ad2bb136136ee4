"""The tree: JSON both ways and its schema, hashing, pickling, comparing."""

from __future__ import annotations

import json
import pickle
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given

from copydesk import tree, visit
from copydesk.errors import InputError
from copydesk.tree import Article, Figure, Origin, Paragraph, Person, Span, Text, bare
from tests import trees
from tests.tools import examples

EXAMPLES = examples(30)


@pytest.mark.parametrize("article", [trees.everything(), trees.plain_article(), Article()])
@pytest.mark.parametrize("indent", [0, 2])
def test_json_undoes_json(article: Article, indent: int) -> None:
    assert Article.from_json(article.to_json(indent=indent)) == article


@EXAMPLES
@given(trees.articles())
def test_json_undoes_json_for_any_tree(article: Article) -> None:
    assert Article.from_json(article.to_json()) == article


@examples(10)
@given(trees.articles())
def test_json_is_what_the_schema_says(article: Article) -> None:
    VALIDATOR.validate(json.loads(article.to_json()))


VALIDATOR = jsonschema.Draft202012Validator(Article.json_schema())


def test_schema_is_a_schema_and_refuses_what_is_no_article() -> None:
    jsonschema.Draft202012Validator.check_schema(Article.json_schema())
    VALIDATOR.validate(json.loads(trees.everything().to_json()))
    document = json.loads(trees.everything().to_json())
    document["body"][0]["type"] = "chapter"
    assert not VALIDATOR.is_valid(document)


def test_everything_holds_every_type_of_node() -> None:
    held: set[type] = {type(node) for node in visit.walk((trees.everything(), trees.pictured()))}
    article = trees.everything()
    held |= {type(article.metadata), type(article.source), type(article.head.bylines[0].persons[0])}
    kinds = {kind for kind in vars(tree).values() if isinstance(kind, type) and issubclass(kind, tree.Node)}
    assert held == kinds - {tree.Node, tree.Located}


def test_json_names_nodes_in_snake_case_and_leaves_defaults_out() -> None:
    quote = tree.BlockQuote((trees.paragraph("So it is."),))
    assert json.loads(msgspec.json.encode(quote)) == {
        "type": "block_quote",
        "blocks": [{"type": "paragraph", "inlines": [{"type": "text", "text": "So it is."}]}],
    }


def test_spans_are_pairs_in_json() -> None:
    node = Paragraph((Text("a"),), origin=Origin((Span(3, 4),), "paragraph"))
    assert json.loads(msgspec.json.encode(node))["origin"] == {"spans": [[3, 4]], "rule": "paragraph"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b'{"type": "article", "body": [{"type": "paragraph"}]}',
            r"inlines.*\$\.body\[0\]|inlines.*\$\.body\[\.\.\.\]",
        ),
        (b'{"type": "book"}', "book"),
        (b'{"type": "article", "lang": 3}', r"\$\.lang"),
        (b'{"type": "article", "lang": "en"', "not JSON"),
        (b'{"type": "article", "lang": "\xff"}', "not JSON"),
        (b'{"type": "article", "lang": "en"' + b', "body": [' * 9, "not JSON"),
        ("x", "not JSON"),
        ("{}", "type"),
        (b'{"lang": "en"}', "type"),
        (None, "not None"),
        (5, "not an int"),
    ],
)
def test_wrong_fields_are_named(data: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Article.from_json(data)


@EXAMPLES
@given(trees.articles())
def test_trees_are_hashed_and_pickled(article: Article) -> None:
    copy = pickle.loads(pickle.dumps(article))
    assert copy == article
    assert hash(copy) == hash(article)


def test_trees_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        setattr(trees.plain_article(), "lang", "de")  # noqa: B010 -- mypy knows that it cannot be set


def test_bare_takes_origins_and_source_off_and_nothing_else() -> None:
    article = trees.everything()
    stripped = bare(article)
    assert stripped.source is None
    assert all(getattr(node, "origin", None) is None for node in visit.walk(stripped))
    assert visit.plain(stripped) == visit.plain(article)
    assert [node.source for node in visit.walk(stripped) if isinstance(node, Figure)] == [
        node.source for node in visit.walk(article) if isinstance(node, Figure)
    ]
    assert bare(stripped) == stripped


def test_bare_trees_are_equal_where_only_origins_differ() -> None:
    one = Paragraph((Text("a"),), origin=Origin((Span(0, 1),)))
    other = Paragraph((Text("a"),), origin=Origin((Span(7, 8),)))
    assert one != other
    assert bare(one) == bare(other)
    assert bare((one,)) == bare((other,))


def test_what_is_no_node_stays_as_it_is() -> None:
    assert bare("words") == "words"
    assert bare(Person("Ana Ruiz", place="Lima")) == Person("Ana Ruiz", place="Lima")
