"""Why each line was read as it was: the origins of the tree, line by line."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from copydesk.reading.text.lines import LINE_END
from copydesk.tree import Article, Heading, Located, Origin
from copydesk.visit import walk


class LineReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """The reading of one line: its number from 1, its role (``heading 2``, ``quotation``, ``page number``),
    the confidence from 0 to 1, the reasons in words, and the line itself; of a source with pages, the page and the box
    of the node there, as in its ``Origin``."""

    number: int
    role: str
    confidence: float
    reasons: tuple[str, ...]
    text: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


def explain(raw: str, article: Article) -> list[LineReading]:
    """A reading of each line of ``raw`` that is not blank.

    ``raw`` is the decoded text that ``article`` was read from. A line that several nodes share (a byline and a date)
    is listed once for each, in order; a line of no node, as in a tree that was not read from raw text, is left out.
    """
    starts = [0, *(match.end() for match in LINE_END.finditer(raw))]
    readings: dict[tuple[int, int], LineReading] = {}
    for node in walk(article):
        if isinstance(node, Located) and node.origin:
            for span in node.origin.spans:
                first = bisect_right(starts, span.start) - 1
                last = bisect_right(starts, max(span.start, span.end - 1)) - 1
                for index in range(first, last + 1):
                    text = raw[starts[index] : starts[index + 1] if index + 1 < len(starts) else None].strip()
                    if text:
                        readings.setdefault((index, id(node)), _reading(index + 1, node, node.origin, text))
    return sorted(readings.values(), key=lambda reading: reading.number)


def _reading(number: int, node: Located, origin: Origin, text: str) -> LineReading:
    role = (origin.rule or str(type(node).__struct_config__.tag)).replace("_", " ")
    if isinstance(node, Heading):
        role += f" {node.level}"
    return LineReading(number, role, round(origin.confidence, 2), origin.reasons, text, origin.page, origin.box)
