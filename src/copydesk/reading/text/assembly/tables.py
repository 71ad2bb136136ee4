"""Lines of cells -> tables."""

from __future__ import annotations

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.lists import lists
from copydesk.reading.text.assembly.rows import Cell, rows_of
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.lines import Line
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.tables.parts import tables_of
from copydesk.tree import Block, Inline, Table


def tables(builder: Builder, group: list[Part]) -> list[Block]:
    """The lines of the group as tables, cells that go over several lines joined as paragraphs are; as a list where
    they have but one cell each."""
    lines_at = _lines_of(group)
    starts = {line.start: start for start, line in lines_at.items()}
    runs = tables_of(list(lines_at.values()))
    begins = {part.piece.lines[0].start for part in group}
    if any(starts[lines[0].start] not in begins for lines in runs):  # a blank line stands within a row
        runs = [list(lines_at.values())]
    blocks: list[Block] = []
    for lines in runs:
        run_starts = {starts[line.start] for line in lines}
        blocks += _one_table(builder, [part for part in group if part.piece.lines[0].start in run_starts], lines)
    return blocks


def _one_table(builder: Builder, group: list[Part], lines: list[Line]) -> list[Block]:
    header, rows = rows_of(lines, builder.rules, builder.cleaned.led)
    if len(rows[0]) == 1:
        return [*lists(builder, group)]
    origin = builder.origin_of([(part, 0, None) for part in group])
    return [
        Table(
            tuple(_row(builder, group[0], row) for row in rows),
            header=_row(builder, group[0], header) if header else (),
            origin=origin,
        )
    ]


def _row(builder: Builder, part: Part, row: tuple[Cell, ...]) -> tuple[tuple[Inline, ...], ...]:
    first = part.piece.lines[0]
    texts = [as_one([first._replace(text=text) for text in cell], builder.locales[0]).text for cell in row if cell]
    cells = iter(texts)
    return tuple(builder.parsed(part, next(cells)) if cell else () for cell in row)


def _lines_of(group: list[Part]) -> dict[int, Line]:
    """The lines of all parts by their starts in the clean text; of a line that was divided, only what the parts hold.
    The two halves of a line that two columns share have starts of their own."""
    by_start: dict[int, Line] = {}
    for part in group:
        lines = part.piece.lines
        (first, _), (_, last) = part.piece.spans()[0], part.piece.spans()[-1]
        for line in lines:
            earlier = by_start.get(line.start)
            start = earlier.start if earlier else max(line.start, first) if line is lines[0] else line.start
            end = min(line.end, last) if line is lines[-1] else line.end
            text = line.text[start - line.start : end - line.start]
            by_start[line.start] = line._replace(
                text=text, start=start, end=end, indent=line.indent + start - line.start
            )
    return by_start
