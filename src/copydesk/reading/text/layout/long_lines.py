"""Lines that hold several: an article on one line, its parts separated by gaps, and paragraphs marked by ``//``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import ends_sentence

_LONG = 100  # characters of a part that no cell of a table has
_GAP = re.compile(r"\s{3,}")
_SLASHES = re.compile(r"(?<=\s)//(?=\s)")
_FEWEST_SLASHES = 2


def apart(lines: list[Line]) -> list[Line]:
    """The lines, those that hold several as several: what a gap of three spaces or more separates on a line with a
    long part, and what ``//`` separates between sentences. Each ``//`` is a line of its own."""
    slashed = sum(1 for line in lines if "//" in line.text for _ in _slashes(line.text)) >= _FEWEST_SLASHES
    if not slashed and all(len(line.text) <= _LONG for line in lines):
        return lines
    separated: list[Line] = []
    for line in lines:
        if line.role:
            separated.append(line)
            continue
        for part in _at(line, _gaps(line.text)):
            separated += _paragraphs(part) if slashed else [part]
    return separated


def _gaps(text: str) -> list[tuple[int, int]]:
    """The gaps of a line that has a long part: where each begins and ends."""
    if len(text) <= _LONG or "|" in text:
        return []
    gaps = [match.span() for match in _GAP.finditer(text)]
    has_long_part = bool(gaps) and any(len(part) >= _LONG for part in _GAP.split(text))
    return gaps if has_long_part else []


def _slashes(text: str) -> Iterator[tuple[int, int]]:
    """Where ``//`` begins and ends, each with the words before it: between two sentences, or at a line's end."""
    for match in _SLASHES.finditer(f"{text} "):
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        if ends_sentence(before) and not after[:1].islower():
            yield match.start(), match.start()
            yield match.end(), match.end()


def _paragraphs(line: Line) -> list[Line]:
    """The parts of a line between ``//``; what such marks, or a blank line and a mark, enclose is a paragraph."""
    parts = _at(line, list(_slashes(line.text)))
    for index, part in enumerate(parts[:-1]):
        if part.gap and any(map(str.isalnum, part.text)):
            parts[index] = part._replace(role="paragraph", begins=True)
    return parts


def _at(line: Line, seams: list[tuple[int, int]]) -> list[Line]:
    """A line in parts: what stands between the seams, which are given by their beginnings and ends. Parts but the
    first begin paragraphs, as below a blank line."""
    if not seams:
        return [line]
    parts: list[Line] = []
    bounds = zip([0, *(end for _, end in seams)], [*(start for start, _ in seams), len(line.text)], strict=True)
    for start, end in bounds:
        text = line.text[start:end]
        words = text.strip()
        if not words:
            continue
        first = line.start + start + len(text) - len(text.lstrip())
        part = line._replace(text=words, start=first, end=first + len(words))
        parts.append(part if not parts else part._replace(gap=1, mark=0, begins=True, cut=False))
    if len(parts) > 1 and line.page_end:
        parts[:-1] = [part._replace(page_end=False) for part in parts[:-1]]
    return parts or [line]
