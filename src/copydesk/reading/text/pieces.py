"""A piece: the text of one paragraph, heading, item or line of verse, and the lines that it is read from."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.reading.text.lines import Line


class Segment(NamedTuple):
    """A stretch of a piece's text that runs in step with the clean text.

    ``at`` is where it begins in the piece; ``mark`` counts characters right before ``start`` that belong to it too.
    """

    at: int
    start: int
    end: int
    mark: int = 0


class Piece(NamedTuple):
    """Lines that belong together, as one text; ``confidence`` and ``reasons`` are those of its weakest join."""

    text: str
    lines: tuple[Line, ...]
    segments: tuple[Segment, ...]
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    in_byline_position: bool = False  # whether it stands where a byline does, beside a date

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    def spans(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where characters ``start`` to ``end`` of the text stand in the clean text."""
        stop = len(self.text) if end is None else end
        stretches: list[tuple[int, int]] = []
        for index, segment in enumerate(self.segments):
            following = self.segments[index + 1].at if index + 1 < len(self.segments) else len(self.text)
            if following <= start or segment.at >= stop:
                continue
            first = segment.start + start - segment.at if start > segment.at else segment.start - segment.mark
            last = segment.end if stop >= following else min(segment.end, segment.start + stop - segment.at)
            if first < last:
                stretches.append((first, last))
        return stretches
