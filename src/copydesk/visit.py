"""Walking the tree: a visitor with one abstract method for each node type, and the words of any node.

A writer subclasses ``Visitor[T]``. Python does not instantiate one that lacks a method, and mypy says which is missing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Generic, TypeVar

from copydesk import tree
from copydesk.tree import Node

T = TypeVar("T")

HEAD_ORDER = ("kicker", "headline", "deck", "bylines", "dates", "editors_note", "dateline")


class Visitor(ABC, Generic[T]):
    """``visitor.visit(node)`` calls the method named after the node: ``block_quote`` for a ``BlockQuote``.

    ``Article``, ``Head``, ``Person``, ``Picture``, ``Metadata``, ``Source`` and ``Furniture`` have no method: each
    writer handles the article as a whole and a figure's picture in its own way, and furniture is not written.
    """

    def visit(self, node: Node) -> T:
        """The result of the method for this node."""
        result: T = getattr(self, _METHODS[type(node)])(node)
        return result

    # head
    @abstractmethod
    def kicker(self, node: tree.Kicker) -> T: ...
    @abstractmethod
    def headline(self, node: tree.Headline) -> T: ...
    @abstractmethod
    def deck(self, node: tree.Deck) -> T: ...
    @abstractmethod
    def byline(self, node: tree.Byline) -> T: ...
    @abstractmethod
    def pub_date(self, node: tree.PubDate) -> T: ...
    @abstractmethod
    def editors_note(self, node: tree.EditorsNote) -> T: ...
    @abstractmethod
    def dateline(self, node: tree.Dateline) -> T: ...

    # blocks
    @abstractmethod
    def heading(self, node: tree.Heading) -> T: ...
    @abstractmethod
    def paragraph(self, node: tree.Paragraph) -> T: ...
    @abstractmethod
    def block_quote(self, node: tree.BlockQuote) -> T: ...
    @abstractmethod
    def pull_quote(self, node: tree.PullQuote) -> T: ...
    @abstractmethod
    def speech(self, node: tree.Speech) -> T: ...
    @abstractmethod
    def verse(self, node: tree.Verse) -> T: ...
    @abstractmethod
    def list(self, node: tree.List) -> T: ...
    @abstractmethod
    def figure(self, node: tree.Figure) -> T: ...
    @abstractmethod
    def table(self, node: tree.Table) -> T: ...
    @abstractmethod
    def preformatted(self, node: tree.Preformatted) -> T: ...
    @abstractmethod
    def break_(self, node: tree.Break) -> T: ...

    # foot
    @abstractmethod
    def contact(self, node: tree.Contact) -> T: ...
    @abstractmethod
    def bio(self, node: tree.Bio) -> T: ...
    @abstractmethod
    def rights(self, node: tree.Rights) -> T: ...
    @abstractmethod
    def related(self, node: tree.Related) -> T: ...
    @abstractmethod
    def correction(self, node: tree.Correction) -> T: ...
    @abstractmethod
    def note(self, node: tree.Note) -> T: ...

    # inlines
    @abstractmethod
    def text(self, node: tree.Text) -> T: ...
    @abstractmethod
    def emphasis(self, node: tree.Emphasis) -> T: ...
    @abstractmethod
    def strong(self, node: tree.Strong) -> T: ...
    @abstractmethod
    def link(self, node: tree.Link) -> T: ...
    @abstractmethod
    def superscript(self, node: tree.Superscript) -> T: ...
    @abstractmethod
    def code(self, node: tree.Code) -> T: ...
    @abstractmethod
    def line_break(self, node: tree.LineBreak) -> T: ...
    @abstractmethod
    def note_ref(self, node: tree.NoteRef) -> T: ...


def _method_name(node_type: type[Node]) -> str:
    tag = str(node_type.__struct_config__.tag)
    return "break_" if tag == "break" else tag


_METHODS = {
    node_type: _method_name(node_type)
    for node_type in vars(tree).values()
    if isinstance(node_type, type) and issubclass(node_type, Node) and _method_name(node_type) in vars(Visitor)
}


def children(node: object) -> Iterator[Node]:
    """The nodes directly inside a node or a tuple, in reading order."""
    if isinstance(node, tuple):
        for part in node:
            if isinstance(part, Node):
                yield part
            elif isinstance(part, tuple):
                yield from children(part)
    elif isinstance(node, Node):
        for name in _ORDER.get(type(node), node.__struct_fields__):
            yield from children((getattr(node, name),))


def walk(node: object) -> Iterator[Node]:
    """The node and everything below it, each before its children, in reading order."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, tuple):
            pending.extend(reversed(node))
        elif isinstance(node, Node):
            yield node
            names = _ORDER.get(type(node), node.__struct_fields__)
            pending.extend([getattr(node, name) for name in reversed(names)])


_ORDER: dict[type, tuple[str, ...]] = {
    tree.Article: ("head", "body", "notes", "foot", "furniture"),
    tree.Head: HEAD_ORDER,
    tree.Table: ("caption", "header", "rows"),
    tree.Byline: (),
}


def plain(node: object) -> str:
    """The words of inlines, or of any node, without markup, as a title in metadata or a search index needs them.

    Blocks are separated by a blank line, cells and lines by a line end; references to notes are left out.
    """
    if isinstance(node, (tree.Text, tree.Code, tree.Preformatted, tree.Byline, tree.PubDate, tree.Dateline)):
        return node.text
    if isinstance(node, tree.LineBreak):
        return "\n"
    if isinstance(node, tuple):
        if node and isinstance(node[0], tuple):
            return "\n".join(plain(part) for part in node)
        inline = any(isinstance(part, _INLINE) for part in node)
        return ("" if inline else "\n\n").join(filter(None, (plain(part) for part in node)))
    if isinstance(node, Node):
        names = _ORDER.get(type(node), node.__struct_fields__)
        return "\n\n".join(filter(None, (plain(getattr(node, name)) for name in names if name != "origin")))
    return ""


_INLINE = tree.Inline.__args__
