"""Items -> lists, each item with the lists inside it."""

from __future__ import annotations

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.nesting import Entry, Item, lists_of
from copydesk.reading.text.parts import Part
from copydesk.tree import Block, List


def lists(builder: Builder, group: list[Part]) -> list[List]:
    """The parts as lists, each item with the lists inside it."""
    entries = [Entry(part.piece.text, part.piece.lines[0].indent) for part in group]
    return [_list(builder, items, group) for items in lists_of(entries)]


def _list(builder: Builder, run: list[Item], group: list[Part]) -> List:
    first = run[0].marker
    parts = [group[item.position] for item in run]
    marks = [(part, 0, item.marker.end) for part, item in zip(parts, run, strict=True) if item.marker]
    items: list[tuple[Block, ...]] = [
        (
            builder.paragraph(part, item.marker.end if item.marker else 0),
            *(
                builder.paragraph(group[inner]) if isinstance(inner, int) else _list(builder, inner, group)
                for inner in item.inner
            ),
        )
        for part, item in zip(parts, run, strict=True)
    ]
    origin = builder.container(parts, [*marks])
    if first is None or first.number is None:
        return List(tuple(items), origin=origin)
    return List(tuple(items), ordered=True, start=first.number, numbering=first.numbering, origin=origin)
