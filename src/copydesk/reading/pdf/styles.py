"""Words that are set apart from their line, or lead to an address, as marks in the text: ``*so*``, ``**so**``,
``[so](https://...)``.

The reader of text knows these marks. A line that is set as a whole in italics or bold has none, for it may be a
heading, a byline or a caption, unless what is so set goes on from the line before, or into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading.copy import Typeset
from copydesk.reading.pdf.set_line import SetLine

_SAME_SIZE = 0.03
_LONGEST = 280  # characters between two marks
_UNMARKABLE = re.compile(r"[*_\[\]`]")
_MARKS = {(True, False): "**", (False, True): "*", (True, True): "***"}


class _Stretch(NamedTuple):
    """Neighbouring words of one style: of each line, from where to where."""

    style: tuple[bool, bool] | str
    parts: list[tuple[int, int, int]]


def marked(lines: Sequence[tuple[SetLine, Typeset]]) -> list[str]:
    """The texts of the lines, with marks."""
    inserted: dict[int, list[tuple[int, str]]] = {}
    for stretch in _stretches(lines):
        first, start, _ = stretch.parts[0]
        last, _, end = stretch.parts[-1]
        words = "\n".join(lines[number][0].text[begin:stop] for number, begin, stop in stretch.parts)
        if not _may_be_marked(lines, stretch, words):
            continue
        if isinstance(stretch.style, str):
            opening, closing = "[", f"]({stretch.style})"
        else:
            opening = closing = _MARKS[stretch.style]
        inserted.setdefault(first, []).append((start, opening))
        inserted.setdefault(last, []).append((end, closing))
    return [
        _with(line.text, inserted[number]) if number in inserted else line.text
        for number, (line, _) in enumerate(lines)
    ]


def _with(text: str, insertions: list[tuple[int, str]]) -> str:
    for position, mark in sorted(insertions, reverse=True):
        text = text[:position] + mark + text[position:]
    return text


def _stretches(lines: Sequence[tuple[SetLine, Typeset]]) -> Iterator[_Stretch]:
    """The stretches of words of one style, over several lines where they go on."""
    current: _Stretch | None = None
    for number, (line, typeset) in enumerate(lines):
        if typeset.furniture or typeset.role == "table_row":
            continue
        for style, start, end in line.styles:
            begin = start + len(line.text[start:end]) - len(line.text[start:end].lstrip())
            stop = start + len(line.text[start:end].rstrip())
            if begin >= stop:
                continue
            if current is not None and current.style == style and _touches(lines, current, number, begin):
                current.parts.append((number, begin, stop))
                continue
            if current is not None:
                yield current
            current = _Stretch(style, [(number, begin, stop)])
    if current is not None:
        yield current


def _touches(lines: Sequence[tuple[SetLine, Typeset]], stretch: _Stretch, number: int, begin: int) -> bool:
    """Whether words that begin in a line go on with a stretch."""
    last, _, stop = stretch.parts[-1]
    before = lines[last][0]
    if last == number:
        return not before.text[stop:begin].strip()
    return (
        number == last + 1
        and begin == 0
        and not before.text[stop:].strip()
        and _go_together(lines[last], lines[number])
    )


def _go_together(one: tuple[SetLine, Typeset], other: tuple[SetLine, Typeset]) -> bool:
    """Whether two lines may be of one paragraph."""
    same_size = abs(one[0].size - other[0].size) <= _SAME_SIZE * other[0].size
    near = other[0].top - one[0].bottom <= other[0].size
    return (
        same_size
        and near
        and (one[1].page, one[1].column, one[1].block) == (other[1].page, other[1].column, other[1].block)
    )


def _may_be_marked(lines: Sequence[tuple[SetLine, Typeset]], stretch: _Stretch, words: str) -> bool:
    """Whether a stretch stands out from its lines, in whole words, and no mark is in it."""
    if len(words) > _LONGEST or _UNMARKABLE.search(words) or not any(map(str.isalpha, words)):
        return False
    (first, start, _), (last, _, end) = stretch.parts[0], stretch.parts[-1]
    before, behind = lines[first][0].text[:start], lines[last][0].text[end:]
    if (
        before[-1:].isalnum()
        or behind[:1].isalnum()
        or before[-1:] in ("*", "_", "`", "/", "\\")
        or behind[:1] in ("*", "_", "`")
    ):
        return False
    if isinstance(stretch.style, str):
        return words.replace("\n", "").casefold() not in stretch.style.casefold()
    rest = before + behind
    if any(map(str.isalpha, rest)):
        return True
    return any(
        0 <= number < len(lines)
        and not lines[number][1].furniture
        and _go_together(lines[number], lines[beside])
        and not _is_whole(lines[number][0], stretch.style)
        for number, beside in ((first - 1, first), (last + 1, last))
        if len(stretch.parts) > 1
    )


def _is_whole(line: SetLine, style: tuple[bool, bool] | str) -> bool:
    """Whether a line is set in a style as a whole."""
    return (line.bold, line.italic) == style
