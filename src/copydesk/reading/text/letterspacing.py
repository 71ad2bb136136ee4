"""Letterspaced lines closed up: ``T H E   L A S T   F E R R Y`` -> ``THE LAST FERRY``.

The gaps between words are wider than those between letters. Where all are alike no one can tell the words, and the
line stays as it is, but for one right above or below a line that tells: there it is one word.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading.text.characters import Clean

_LETTER = re.compile(r"[\"“„«‘(\[]*(?:[^\W_][\u0300-\u036f]*|[&–—.,:;!?'’-])[.,:;!?'’\"”»)\]]*")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f]+")
_MAY_BE_SPACED = re.compile(
    r"(?:^|[ \t])[^\W_][ \t\u00a0\u2000-\u200a\u202f]+[^\W_](?=[ \t\u00a0\u2000-\u200a\u202f])", re.MULTILINE
)
_LINE = re.compile(r"[^\n\f]+")
_CELLS = re.compile(r"\S(?: {2,}|\t+)\S")
_TAB = 8.0
_THIN = 0.25  # of a space: what typesetters put between letters
_FEWEST_LETTERS = 3  # of a word that tells a line to be letterspaced
_MOST_LETTERS = 20  # of a word
_MOSTLY = 0.75  # of what stands between the gaps are letters, not figures


class _Line(NamedTuple):
    start: int
    gaps: tuple[tuple[int, int], ...]  # where white space begins and ends within the line
    wide: tuple[bool, ...]  # whether each gap parts words
    sure: bool


def closed_up(cleaned: Clean) -> Clean:
    """The clean text without the white space between the letters of letterspaced words."""
    gaps = list(_letter_gaps(cleaned.text)) if _MAY_BE_SPACED.search(cleaned.text) else []
    if not gaps:
        return cleaned
    pieces: list[str] = []
    marks = deque(zip(cleaned.clean_marks, cleaned.raw_marks, strict=True))
    made: list[tuple[int, int]] = []
    done = removed = 0
    for start, end in [*gaps, (len(cleaned.text), len(cleaned.text))]:
        pieces.append(cleaned.text[done:start])
        while marks and marks[0][0] <= start:
            place, raw = marks.popleft()
            made.append((place - removed, raw))
        if end > start:
            span = cleaned.raw(start, end)
            made += [(start - removed, span.start), (start - removed, span.end)]
            removed += end - start
        done = end
    made += [(place - removed, raw) for place, raw in marks]
    return cleaned._replace(
        text="".join(pieces),
        clean_marks=tuple(place for place, _ in made),
        raw_marks=tuple(raw for _, raw in made),
    )


def _letter_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where white space stands between two letters of a word, in order."""
    lines = [(match.start(), match[0]) for match in _LINE.finditer(text)]
    read = [_read(start, line) for start, line in lines]
    for place, spaced in enumerate(read):
        if spaced is None or _is_among_cells(lines, read, place):
            continue
        beside = [read[other] for other in _touching(lines, place)]
        if spaced.sure or any(other is not None and other.sure for other in beside):
            yield from (gap for gap, wide in zip(spaced.gaps, spaced.wide, strict=True) if not wide)


def _read(start: int, line: str) -> _Line | None:
    """A line of single letters, and which of its gaps part words; None if it is anything else."""
    bare = line.strip()
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
    if any(width != narrow and not parts for width, parts in zip(widths, wide, strict=True)):
        return None
    words = "".join(" " if parts else "x" for parts in wide).split(" ")
    sizes = [len(word) + 1 for word in words]
    if max(sizes) > _MOST_LETTERS or max(sizes) < _FEWEST_LETTERS:
        return None
    return _Line(start, gaps, wide, sure=any(wide))


def _width(gap: str) -> float:
    """How wide white space is, in spaces."""
    return sum(1.0 if character == " " else _TAB if character == "\t" else _THIN for character in gap)


def _touching(lines: Sequence[tuple[int, str]], place: int) -> Iterator[int]:
    """The places of the lines right above and below, with no blank line between."""
    start, line = lines[place]
    if place and lines[place - 1][0] + len(lines[place - 1][1]) + 1 == start and lines[place - 1][1].strip():
        yield place - 1
    if place + 1 < len(lines) and start + len(line) + 1 == lines[place + 1][0] and lines[place + 1][1].strip():
        yield place + 1


def _is_among_cells(lines: Sequence[tuple[int, str]], read: Sequence[_Line | None], place: int) -> bool:
    """Whether a line is a row of a table, such as the letters above the columns of a league."""
    return any(read[other] is None and _CELLS.search(lines[other][1].strip()) for other in _touching(lines, place))
