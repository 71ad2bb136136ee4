"""Walking the tree: a method for each node type, the order of reading, the words without marks."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given

from copydesk import tree, visit
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Code,
    Emphasis,
    Figure,
    Head,
    Headline,
    Inline,
    Kicker,
    LineBreak,
    Link,
    List,
    Node,
    NoteRef,
    PubDate,
    Table,
    Text,
    Verse,
)
from copydesk.visit import Visitor, children, plain, walk
from tests import trees
from tests.tools import examples
from tests.trees import paragraph, words

WITHOUT_METHOD = {"Node", "Located", "Article", "Head", "Person", "Picture", "Metadata", "Source", "Furniture"}


def methods() -> set[str]:
    return {name for name, value in vars(Visitor).items() if getattr(value, "__isabstractmethod__", False)}


def visitor_class(names: set[str]) -> type[Visitor[str]]:
    """A visitor with a method for each of these names, which returns the name."""

    def method(name: str) -> object:
        return lambda self, node: name

    return type("Made", (Visitor,), {name: method(name) for name in names})


@pytest.mark.parametrize("missing", sorted(methods()))
def test_a_visitor_that_lacks_a_method_cannot_be_made(missing: str) -> None:
    with pytest.raises(TypeError, match=rf"\b{missing}\b"):
        visitor_class(methods() - {missing})()


def test_every_type_of_node_has_its_method() -> None:
    kinds = {name: kind for name, kind in vars(tree).items() if inspect.isclass(kind) and issubclass(kind, Node)}
    assert len(methods()) == len(kinds.keys() - WITHOUT_METHOD)


def test_each_node_is_visited_by_the_method_of_its_name() -> None:
    visitor = visitor_class(methods())()
    nodes = [node for node in walk(trees.everything()) if type(node).__name__ not in WITHOUT_METHOD]
    for node in nodes:
        assert visitor.visit(node).rstrip("_") == str(node.__struct_config__.tag)
    assert len({type(node) for node in nodes}) == len(methods())


def test_the_head_is_walked_in_the_order_of_output() -> None:
    head = Head(
        dates=(PubDate("3 May"),),
        headline=Headline(words("Two")),
        kicker=Kicker(words("One")),
        bylines=(Byline("By A"),),
    )
    assert [type(node).__name__ for node in children(head)] == ["Kicker", "Headline", "Byline", "PubDate"]


def test_a_node_comes_before_its_children_and_a_caption_before_its_table() -> None:
    table = Table(rows=((words("c"),),), header=(words("b"),), caption=words("a"))
    quote = BlockQuote((table,), attribution=words("d"))
    assert [node.text if isinstance(node, Text) else type(node).__name__ for node in walk(quote)] == [
        *("BlockQuote", "Table", "a", "b", "c", "d")
    ]


@examples(30)
@given(trees.articles())
def test_walk_meets_every_text_once_and_in_order(article: Article) -> None:
    spoken = (Text, Code, tree.Preformatted, Byline, PubDate, tree.Dateline)
    parts = (article.head, *article.body, *article.notes, *article.foot)
    text = "".join(node.text for part in parts for node in walk(part) if isinstance(node, spoken))
    assert "".join(text.split()) == "".join(trees.words_of(article))


PLAIN: list[tuple[object, str]] = [
    (words("one"), "one"),
    ((Text("a "), Emphasis((Text("b"), Code("c"))), Text("d")), "a bcd"),
    ((Text("a"), LineBreak(), Text("b")), "a\nb"),
    ((Text("a"), NoteRef("1", "1")), "a"),
    (Link(words("here"), "https://example.org"), "here"),
    (paragraph("a ", Emphasis(words("b"))), "a b"),
    (BlockQuote((paragraph("a"), paragraph("b")), attribution=words("c")), "a\n\nb\n\nc"),
    (Verse((words("a"), words("b"), (), words("c"))), "a\nb\n\nc"),
    (List(((paragraph("a"),), (paragraph("b"), paragraph("c")))), "a\nb\n\nc"),
    (Figure(caption=words("a"), credit=words("b"), source="c.jpg", alt="d"), "a\n\nb"),
    (Table(rows=((words("a"), words("b")), (words("c"), ()))), "a\nb\nc\n"),
    (tree.Break(), ""),
    (None, ""),
    ((), ""),
    (Article(head=Head(headline=Headline(words("a"))), body=(paragraph("b"),)), "a\n\nb"),
    (Article(metadata=tree.Metadata(publisher="x"), furniture=(tree.Furniture("7", "page_number"),)), ""),
]


@pytest.mark.parametrize(("node", "expected"), PLAIN, ids=[str(number) for number in range(len(PLAIN))])
def test_plain_words(node: object, expected: str) -> None:
    assert plain(node) == expected


def test_every_inline_is_plain_text_or_nothing() -> None:
    for kind in Inline.__args__:
        assert kind in {type(node) for node in visit.walk(trees.everything())}
