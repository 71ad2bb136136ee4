"""Words that are set apart from their line, or lead to an address, as marks in the text: ``*so*``, ``**so**``,
``[so](https://...)``.

The reader of text knows these marks. A line that is set as a whole in italics or bold has none, for it may be a
heading, a byline or a caption, unless what is so set goes on from the line before, or into the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.copy import Typeset, body_size
from copydesk.reading.pdf.bidi import runs_to_left
from copydesk.reading.pdf.set_line import SetLine

_Set = tuple[SetLine, Typeset]

_Insertion = tuple[int, int, str]
"""Where a mark stands in its line, its rank among those there, and the mark."""

_SAME_SIZE = 0.03
_SAME_LEADING = 1.15  # times the leading of words that are set apart, that of the paragraph that they are in
_NEAR = 8  # lines from another that show how wide the column is
_SPACE = 0.2  # em
_HYPHENS = ("-", "\u2010", "\u00ad")
_LARGEST = 1.05  # times the size of the text
_LONGEST = 280  # characters between two marks
_SENTENCE_ENDS = ".!?…"
_UNMARKABLE = re.compile(r"[*_\[\]`]")
_MARKS = {(True, False): "**", (False, True): "*", (True, True): "***"}


class _Stretch(NamedTuple):
    """Neighbouring words of one style: of each line, from where to where."""

    style: tuple[bool, bool] | str
    parts: list[tuple[int, int, int]]


def marked(lines: Sequence[_Set], is_credit: Callable[[str], bool]) -> list[str]:
    """The texts of the lines, with marks. An address that goes over two lines stands on the second. Bylines and dates,
    as ``is_credit`` tells them, have no marks: their type is no emphasis."""
    texts = [line.text for line, _ in lines]
    body = body_size((line.size, line.letters) for line, typeset in lines if not typeset.furniture)
    inserted: dict[int, list[_Insertion]] = {}
    for stretch in _stretches(lines):
        words = "\n".join(lines[number][0].text[start:end] for number, start, end in stretch.parts)
        if _is_address(stretch, words):
            if len(stretch.parts) > 1:
                _move(texts, inserted, stretch)
            continue
        if not _may_be_marked(lines, stretch, words, body) or (
            len({number for number, *_ in stretch.parts}) == 1 and is_credit(lines[stretch.parts[0][0]][0].text)
        ):
            continue
        opening, closing = _marks(stretch.style)
        (first, start, _), (last, _, end) = stretch.parts[0], stretch.parts[-1]
        is_link = isinstance(stretch.style, str)
        inserted.setdefault(first, []).append((start, 3 if is_link else 4, opening))
        inserted.setdefault(last, []).append((end, 1 if is_link else 0, closing))
    return [_with(text, inserted.get(number, [])) for number, text in enumerate(texts)]


def _marks(style: tuple[bool, bool] | str) -> tuple[str, str]:
    if isinstance(style, str):
        return "[", f"]({style})"
    return _MARKS[style], _MARKS[style]


def _is_address(stretch: _Stretch, words: str) -> bool:
    """Whether words are the address that they lead to, as the reader of text knows without a mark."""
    target = stretch.style if isinstance(stretch.style, str) else ""
    return words.replace("\n", "").casefold() in target.casefold() and len(words) > len(target) / 2


def _move(texts: list[str], inserted: dict[int, list[_Insertion]], stretch: _Stretch) -> None:
    """Moves an address that lines divide to the last of them."""
    last = stretch.parts[-1][0]
    for number, start, end in stretch.parts[:-1]:
        inserted.setdefault(last, []).append((0, 2, texts[number][start:end]))
        texts[number] = texts[number][:start] + texts[number][end:]


def _with(text: str, insertions: list[_Insertion]) -> str:
    """The text with marks; of those at one position, the inner end before the outer, and the outer opens first."""
    parts: list[str] = []
    done = 0
    for position, _, mark in sorted(insertions):
        parts += (text[done:position], mark)
        done = position
    return "".join([*parts, text[done:]])


def _stretches(lines: Sequence[_Set]) -> Iterator[_Stretch]:
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


def _touches(lines: Sequence[_Set], stretch: _Stretch, number: int, begin: int) -> bool:
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
        and _is_full(lines, last)
    )


def _is_full(lines: Sequence[_Set], number: int) -> bool:
    """Whether a line goes on in the next as those of paragraphs do: it is broken within a word, or leaves no room for
    the next word, and the next stands no further below it than lines near do. Marks that go over other lines would
    become text where the reader parts these."""
    (line, typeset), (following, _) = lines[number], lines[number + 1]
    if line.text.endswith(_HYPHENS) or runs_to_left(following.text):
        return True
    near = [
        other
        for other, place in lines[max(0, number - _NEAR) : number + _NEAR]
        if (place.page, place.column) == (typeset.page, typeset.column)
        and abs(other.size - line.size) <= _SAME_SIZE * line.size
    ]
    steps = [down for one, other in pairwise(near) if (down := other.baseline - one.baseline) > line.size]
    if steps and following.baseline - line.baseline > _SAME_LEADING * min(steps):
        return False
    word = len(following.text.split(None, 1)[0]) / len(following.text) * (following.right - following.left)
    return max(other.right for other in near) - line.right < word + _SPACE * line.size


def _go_together(one: _Set, other: _Set) -> bool:
    """Whether two lines may be of one paragraph."""
    same_size = abs(one[0].size - other[0].size) <= _SAME_SIZE * other[0].size
    near = other[0].top - one[0].bottom <= other[0].size
    return (
        same_size
        and near
        and (one[1].page, one[1].column, one[1].block) == (other[1].page, other[1].column, other[1].block)
    )


def _may_be_marked(lines: Sequence[_Set], stretch: _Stretch, words: str, body: float) -> bool:
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
        return True
    ends = words[-1] + behind.lstrip()[:1] if words.isupper() else words[-1]
    if start == 0 and not set(ends).isdisjoint("—–-"):  # a dateline, which is run in with its paragraph
        return False
    rest = before + behind
    if any(map(str.isalpha, rest)) or _is_paragraph(lines, stretch, words, body):
        return True
    if last == first:
        return False
    leading = (lines[last][0].baseline - lines[first][0].baseline) / (last - first)
    return any(
        0 <= number < len(lines)
        and not lines[number][1].furniture
        and _go_together(lines[number], lines[beside])
        and not _is_whole(lines[number][0], stretch.style)
        and abs(lines[number][0].baseline - lines[beside][0].baseline) <= _SAME_LEADING * leading
        for number, beside in ((first - 1, first), (last + 1, last))
    )


def _is_paragraph(lines: Sequence[_Set], stretch: _Stretch, words: str, body: float) -> bool:
    """Whether a stretch is a whole paragraph of a tagged file, in type no larger than the ``body``, such as a question
    of an interview: no heading."""
    first, last = stretch.parts[0][0], stretch.parts[-1][0]
    (line, typeset), beside = (
        lines[first],
        [lines[number] for number in (first - 1, last + 1) if 0 <= number < len(lines)],
    )
    is_sentence = words[-1] in _SENTENCE_ENDS and line.element.kind == "P" and typeset.block is not None
    return is_sentence and line.size <= _LARGEST * body and all(other[1].block != typeset.block for other in beside)


def _is_whole(line: SetLine, style: tuple[bool, bool] | str) -> bool:
    """Whether a line is set in a style as a whole."""
    return (line.bold, line.italic) == style
