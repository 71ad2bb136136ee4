"""Letterspaced lines closed up: ``T H E   L A S T   F E R R Y`` -> ``THE LAST FERRY``.

The gaps between words are wider than those between letters. Where all are alike the words cannot be known, and the
line stays as it is, unless it is right above or below a line with both, or of Korean syllables: then it is one word.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.reading.text.characters import Clean
from copydesk.reading.text.indents import TAB
from copydesk.reading.text.recognisers.marks import SYLLABLES

_LETTER = pattern(r"[\"“„«‘(\[]*(?:[^\W_][\u0300-\u036f]*|[&–—.,:;!?'’-])[.,:;!?'’\"”»)\]]*")
_BLANKS = pattern(r"[ \t\u00a0\u2000-\u200a\u202f]+")
_MAY_BE_SPACED = re.compile(r"[ \t\n][^\W_][ \t\u00a0\u2000-\u200a\u202f]+[^\W_][ \t\u00a0\u2000-\u200a\u202f]")
"""Two letters between blanks; that blanks stand first makes it quick to search for."""

_LINE = re.compile(r"[^\n\f]+")
_CELLS = re.compile(r"\S(?: {2,}|\t+)\S")
_THIN = 0.25  # of a space: what typesetters put between letters
_FEWEST_LETTERS = 3  # of a word that shows a line to be letterspaced
_MOST_LETTERS = 20  # of a word
_MOSTLY = 0.75  # of what stands between the gaps are letters, not figures


@cache
def _syllables() -> re.Pattern[str]:
    """A whole line of single syllables, as Korean names and headings are set, perhaps with the mark of a note:
    ``김 철 수*``."""
    return re.compile(rf"[{SYLLABLES}](?:\s+[{SYLLABLES}]){{1,7}}[*†‡]{{0,3}}")


class _Line(NamedTuple):
    start: int
    gaps: tuple[tuple[int, int], ...]  # where white space begins and ends within the line
    wide: tuple[bool, ...]  # whether each gap separates words
    sure: bool


def closed_up(cleaned: Clean) -> Clean:
    """The clean text without the white space between the letters of letterspaced words."""
    gaps = list(_letter_gaps(cleaned.text)) if _MAY_BE_SPACED.search(f"\n{cleaned.text}") else []
    return without_gaps(cleaned, gaps)


def without_gaps(cleaned: Clean, gaps: Sequence[tuple[int, int]]) -> Clean:
    """The clean text without white space at the gaps, each given by its beginning and end, in order."""
    if not gaps:
        return cleaned
    pieces: list[str] = []
    marks = deque(zip(cleaned.clean_marks, cleaned.raw_marks, strict=True))
    new_marks: list[tuple[int, int]] = []
    done = removed = 0
    for start, end in [*gaps, (len(cleaned.text), len(cleaned.text))]:
        pieces.append(cleaned.text[done:start])
        while marks and marks[0][0] <= start:
            position, raw = marks.popleft()
            new_marks.append((position - removed, raw))
        if end > start:
            span = cleaned.raw(start, end)
            new_marks += [(start - removed, span.start), (start - removed, span.end)]
            removed += end - start
        done = end
    new_marks += [(position - removed, raw) for position, raw in marks]
    return cleaned._replace(
        text="".join(pieces),
        clean_marks=tuple(position for position, _ in new_marks),
        raw_marks=tuple(raw for _, raw in new_marks),
    )


def _letter_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where white space stands between two letters of a word, in order."""
    lines = [(match.start(), match[0]) for match in _LINE.finditer(text)]
    spaced_lines = [_spaced_line(start, line) for start, line in lines]
    for index, spaced in enumerate(spaced_lines):
        if spaced is None or _is_among_cells(lines, spaced_lines, index):
            continue
        beside = [spaced_lines[other] for other in _touching(lines, index)]
        if spaced.sure or any(other is not None and other.sure for other in beside):
            yield from (gap for gap, wide in zip(spaced.gaps, spaced.wide, strict=True) if not wide)


def _spaced_line(start: int, line: str) -> _Line | None:
    """A line of single letters, and which of its gaps separate words; None if it is anything else."""
    bare = line.strip()
    if _syllables().fullmatch(bare):
        first = start + line.index(bare[0])
        gaps = tuple((first + match.start(), first + match.end()) for match in _BLANKS.finditer(bare))
        return _Line(start, gaps, (False,) * len(gaps), sure=True)
    letters = _BLANKS.split(bare)
    if len(letters) <= _FEWEST_LETTERS or not all(map(_LETTER.fullmatch, letters)):
        return None
    if sum(letter.strip('"“„«‘([')[:1].isalpha() for letter in letters) < _MOSTLY * len(letters):
        return None
    first = start + line.index(bare[0])
    gaps = tuple((first + match.start(), first + match.end()) for match in _BLANKS.finditer(bare))
    widths = [_width(match[0]) for match in _BLANKS.finditer(bare)]
    narrow = min(widths)
    wide = tuple(width >= 2 * narrow for width in widths)
    if any(width != narrow and not separates for width, separates in zip(widths, wide, strict=True)):
        return None
    words = "".join(" " if separates else "x" for separates in wide).split(" ")
    sizes = [len(word) + 1 for word in words]
    if max(sizes) > _MOST_LETTERS or max(sizes) < _FEWEST_LETTERS:
        return None
    return _Line(start, gaps, wide, sure=any(wide))


def _width(gap: str) -> float:
    """How wide white space is, in spaces."""
    return sum(1.0 if character == " " else TAB if character == "\t" else _THIN for character in gap)


def _touching(lines: Sequence[tuple[int, str]], index: int) -> Iterator[int]:
    """The indices of the lines right above and below, with no blank line between."""
    start, line = lines[index]
    if index and lines[index - 1][0] + len(lines[index - 1][1]) + 1 == start and lines[index - 1][1].strip():
        yield index - 1
    if index + 1 < len(lines) and start + len(line) + 1 == lines[index + 1][0] and lines[index + 1][1].strip():
        yield index + 1


def _is_among_cells(lines: Sequence[tuple[int, str]], spaced_lines: Sequence[_Line | None], index: int) -> bool:
    """Whether a line is a row of a table, such as the letters above the columns of a league."""
    return any(
        spaced_lines[other] is None and _CELLS.search(lines[other][1].strip()) for other in _touching(lines, index)
    )
