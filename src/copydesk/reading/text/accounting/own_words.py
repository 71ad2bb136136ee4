"""The words of a node of the tree itself, in the order of the raw text.

The words of a container's blocks are theirs. A list has the labels that it prints, a link its target too.
A line end separates what is not one word: cells, lines, labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from copydesk import tree
from copydesk.tree import Located


class Choice(tuple[str, ...]):
    """Words of which one alternative stands in the raw text; the first is the likeliest."""

    __slots__ = ()


def own_words(node: Located) -> Iterator[str | Choice]:
    """The words of a node, one piece after another."""
    say = _SAY.get(type(node))
    return say(node) if say else _inlines(getattr(node, "inlines", ()))


def _inlines(inlines: Sequence[Any]) -> Iterator[str | Choice]:
    for inline in inlines:
        kind = type(inline)
        if kind is tree.Text or kind is tree.Code:
            yield inline.text
        elif kind is tree.Link:
            yield from _link(inline)
        elif kind is tree.NoteRef:
            yield _mark(inline.mark)
        elif kind is tree.LineBreak:
            yield "\n"
        else:
            yield from _inlines(inline.inlines)


def _link(link: tree.Link) -> Iterator[str | Choice]:
    """Words, and behind them the target, if the raw text has it: ``[words](target)``, ``[words](www.a.example)``; or
    before them the scheme of ``<mailto:a@b.example>``."""
    target = link.target
    yield Choice(("", "mailto"))
    yield from _inlines(link.inlines)
    if target is None:
        yield LOST_TARGET
    else:
        yield Choice(("", *(f" {target[start:]}" for start in (0, target.find("://") + 1, target.find(":") + 1))))


LOST_TARGET = Choice(("",))
"""Words in the place of a target that lead nowhere. Each is reported in a problem of its own."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _mark(mark: str) -> Choice:
    """A note's mark, raised or not."""
    return Choice((mark, mark.translate(_RAISED)))


def _attributed(node: Any) -> Iterator[str | Choice]:
    yield from _inlines(getattr(node, "inlines", ()))
    yield "\n"
    yield from _inlines(node.attribution)


def _speaker(node: Any) -> Iterator[str | Choice]:
    yield from _inlines(node.speaker)
    yield "\n"


def _figure(node: Any) -> Iterator[str | Choice]:
    yield f"{node.alt}\n{node.source or ''}\n"
    yield from _inlines(node.caption)
    yield "\n"
    yield from _inlines(node.credit)


def _table(node: Any) -> Iterator[str | Choice]:
    yield from _inlines(node.caption)
    for row in (node.header, *node.rows):
        for cell in row:
            yield from _inlines(cell)
            yield "\n"


def _verse(node: Any) -> Iterator[str | Choice]:
    for line in node.lines:
        yield from _inlines(line)
        yield "\n"


def _labels(node: Any) -> Iterator[str | Choice]:
    if node.ordered:
        yield from (f"{label(node.numbering, node.start + index)}\n" for index in range(len(node.items)))


def _text(node: Any) -> Iterator[str | Choice]:
    yield node.text


_SAY: dict[type, Callable[[Any], Iterator[str | Choice]]] = {
    tree.Byline: _text,
    tree.Dateline: _text,
    tree.PubDate: _text,
    tree.Preformatted: _text,
    tree.Furniture: _text,
    tree.BlockQuote: _attributed,
    tree.PullQuote: _attributed,
    tree.Speech: _speaker,
    tree.Figure: _figure,
    tree.Table: _table,
    tree.Verse: _verse,
    tree.List: _labels,
    tree.Note: lambda node: iter([_mark(node.mark)]),
}

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def label(numbering: str, number: int) -> str:
    """What stands before an item of a list: ``label("lower_alpha", 4)`` is ``d``."""
    if numbering == "decimal" or number < 1:
        return str(number)
    numeral = ""
    if numbering.endswith("alpha"):
        while number:
            number, letter = divmod(number - 1, 26)
            numeral = chr(ord("a") + letter) + numeral
    else:
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            numeral += sign * count
    return numeral.upper() if numbering.startswith("upper") else numeral
