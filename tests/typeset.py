"""Copy for tests, written as text: how a line is set stands before a bar, what it says behind it.

    18b 50-250 @90 p2c1 | The ferry comes home

is a line of 18 points, bold (``i``: italic), from 50 to 250 points of its page, its foot at 90, on page 2 in column 1.
What is left out is as on the line before; the foot is then 12 points below that of the line before.
"""

from __future__ import annotations

import re

from copydesk.reading.copy import Box, Copy, CopyLine, Typeset

_LINE = re.compile(
    r"\s*(?:(?P<size>[\d.]+)(?P<style>[bi]*)\s+)?(?:(?P<left>\d+)-(?P<right>\d+)\s*)?(?:@(?P<foot>\d+)\s*)?"
    r"(?:p(?P<page>\d+)c(?P<column>\d+)\s*)?\| ?(?P<text>.*)"
)
_LEADING = 12.0


def copy_of(lines: str) -> Copy:
    """The copy that such lines describe."""
    result: list[CopyLine] = []
    size, style, left, right, foot, page, column = 10.0, "", 50.0, 300.0, 60.0, 1, 1
    for line in lines.strip("\n").split("\n"):
        match = _LINE.fullmatch(line)
        assert match is not None, line
        if match["size"]:
            size, style = float(match["size"]), match["style"]
        if match["left"]:
            left, right = float(match["left"]), float(match["right"])
        foot = float(match["foot"]) if match["foot"] else foot + _LEADING
        if match["page"]:
            page, column = int(match["page"]), int(match["column"])
        box = Box(left, foot - size, right, foot)
        typeset = Typeset(page, column, box, size, bold="b" in style, italic="i" in style)
        result.append(CopyLine(match["text"], typeset))
    return Copy(tuple(result), "pdf")
