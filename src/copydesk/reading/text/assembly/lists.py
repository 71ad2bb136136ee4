"""Items -> lists, each item with the lists inside it."""

from __future__ import annotations

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.nesting import Entry, Item, lists_of
from copydesk.reading.text.parts import Part
from copydesk.tree import Block, List


def lists(builder: Builder, group: list[Part]) -> list[List]:
    """The parts as lists, each item with the program text below it and the lists inside it."""
    items = [part for part in group if not part.is_in_item]
    programs: dict[int, list[Part]] = {}
    count = 0
    for part in group:
        if part.is_in_item:
            programs.setdefault(count - 1, []).append(part)
        else:
            count += 1
    entries = [Entry(part.piece.text, part.piece.lines[0].indent) for part in items]
    return [_list(builder, run, items, programs) for run in lists_of(entries)]


def _list(builder: Builder, run: list[Item], group: list[Part], programs: dict[int, list[Part]]) -> List:
    first = run[0].marker
    parts = [group[item.position] for item in run]
    marks = [(part, 0, item.marker.end) for part, item in zip(parts, run, strict=True) if item.marker]
    items: list[tuple[Block, ...]] = [
        (
            builder.paragraph(part, item.marker.end if item.marker else 0),
            *map(builder.preformatted, programs.get(item.position, ())),
            *(
                builder.paragraph(group[inner]) if isinstance(inner, int) else _list(builder, inner, group, programs)
                for inner in item.inner
            ),
        )
        for part, item in zip(parts, run, strict=True)
    ]
    origin = builder.container(parts, [*marks])
    if first is None or first.number is None:
        return List(tuple(items), origin=origin)
    return List(tuple(items), ordered=True, start=first.number, numbering=first.numbering, origin=origin)
