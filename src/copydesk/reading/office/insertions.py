"""The tables and pictures of a document without styles -> the article that was read of its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from copydesk.tree import BlockQuote, Figure, List, Section, Speech

LinesOf = Callable[[Any], list[int]]
"""The indexes of the lines that a node was made of."""


class Insertion(NamedTuple):
    """Sections that stand among the lines, and the number of lines before them; ``within`` is said of pictures in the
    paragraph that ends there."""

    at: int
    sections: Sequence[Section]
    within: bool = False


def inserted(body: Sequence[Any], insertions: Sequence[Insertion], lines_of: LinesOf) -> tuple[Any, ...]:
    """The sections with the insertions after those that end above them, or in the list, the quotation or the speech
    whose lines are around them. A caption that was read below a picture is that picture's."""
    if not insertions:
        return tuple(body)
    result: list[Any] = []
    waiting = list(insertions)
    for section in body:
        lines = lines_of(section)
        while waiting and lines and waiting[0].at <= lines[0]:
            result += waiting.pop(0).sections
        inside: list[Insertion] = []
        while waiting and lines and waiting[0].at <= lines[-1] + waiting[0].within and _holds(section):
            inside.append(waiting.pop(0))
        result.append(_filled(section, inside, lines_of) if inside else section)
    return _captioned([*result, *(section for one in waiting for section in one.sections)])


def _holds(section: Any) -> bool:
    return isinstance(section, List | BlockQuote | Speech)


def _filled(section: Any, insertions: list[Insertion], lines_of: LinesOf) -> Any:
    """A list, a quotation or a speech with the insertions at their places in it."""
    if not isinstance(section, List):
        return replace(section, blocks=inserted(section.blocks, insertions, lines_of))
    starts: list[int] = []
    for item in section.items:
        starts.append(min(lines_of(item), default=starts[-1] if starts else 0))
    items = [
        inserted(item, [one for one in insertions if start < one.at <= end], lines_of)
        for item, start, end in zip(section.items, starts, [*starts[1:], insertions[-1].at], strict=True)
    ]
    return replace(section, items=tuple(items))


def _captioned(sections: list[Any]) -> tuple[Any, ...]:
    """The sections, with what was read as the caption of a picture unknown in the picture above it."""
    result: list[Any] = []
    for section in sections:
        above = result[-1] if result else None
        if isinstance(above, Figure) and isinstance(section, Figure) and _is_caption_of(section, above):
            result[-1] = replace(section, source=above.source, alt=above.alt)
        else:
            result.append(section)
    return tuple(result)


def _is_caption_of(figure: Figure, above: Figure) -> bool:
    return bool(above.source) and not (above.caption or above.credit or above.origin or figure.source or figure.alt)
