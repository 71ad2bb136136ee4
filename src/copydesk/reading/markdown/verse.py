"""The lines of a verse."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.reading.markdown.normalise import tidy
from copydesk.tree import Inline, LineBreak, Section, Verse


def lines_of(inlines: tuple[Inline, ...]) -> Iterable[tuple[Inline, ...]]:
    """The lines of a paragraph, without its line breaks."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return map(tidy, lines)


def verse(lines: Iterable[tuple[Inline, ...]]) -> list[Section]:
    """A verse without empty lines at its ends, or two of them together."""
    kept: list[tuple[Inline, ...]] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return [Verse(tuple(kept))] if kept else []
