"""Lines of the head that hold two things: ``By Ana Ruiz | 3 May 2024`` -> the byline and the date."""

from __future__ import annotations

import re
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.reading.dates import find_date, is_date_line
from copydesk.reading.names import read_credit
from copydesk.reading.paragraphs import Piece, Segment

_REACH = 10  # pieces from the top
_LONGEST = 200
_BARS = re.compile(r"\s*[|｜•·]\s*")


def split_heads(pieces: list[Piece], locales: tuple[Locale, ...]) -> list[Piece]:
    """The pieces, those of the head parted where a byline meets a date."""
    made: list[Piece] = []
    for place, piece in enumerate(pieces):
        if 0 < place < _REACH and len(piece.text) <= _LONGEST:
            made += _split(piece, locales)
        else:
            made.append(piece)
    return made


def _split(piece: Piece, locales: tuple[Locale, ...]) -> list[Piece]:
    found = find_date(piece.text, locales)
    if found is None or is_date_line(piece.text, locales):
        return [piece]
    bars = [match.span() for match in _BARS.finditer(piece.text)]
    cuts = [end for _, end in bars] or _around_date(piece.text, found.start, found.end, locales)
    bounds = [0, *cuts, len(piece.text)]
    parts = [_part(piece, start, end) for start, end in pairwise(bounds) if start < end]
    kinds = [_kind(part.text.strip(" |｜•·,–—-"), locales) for part in parts]
    return parts if len(parts) > 1 and all(kinds) else [piece]


def _around_date(text: str, start: int, end: int, locales: tuple[Locale, ...]) -> list[int]:
    """``Ana Ruiz, Monday, 3 May 2024`` -> where the date, with its weekday, begins or ends."""
    before, after = text[:start].rstrip(), text[end:].strip()
    if after and (not before or all(_leads_to_date(word, locales) for word in before.split())):
        return [len(text) - len(text[end:].lstrip(" ,–—-"))]
    words = before.split(" ")
    while len(words) > 1 and _leads_to_date(words[-1], locales):
        words.pop()
    return [len(" ".join(words)) + 1] if words else []


def _leads_to_date(word: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a word may stand before a date: a weekday, ``on``."""
    told = word.casefold().strip(" ,.–—-")
    return not told or any(
        told in names or any(told in cue.split() for cue in (*locale.dates.published, *locale.dates.updated))
        for locale in locales
        for names in (*locale.dates.weekdays, locale.dates.between)
    )


def _kind(text: str, locales: tuple[Locale, ...]) -> str:
    if is_date_line(text, locales):
        return "date"
    return "byline" if read_credit(text, locales) else ""


def _part(piece: Piece, start: int, end: int) -> Piece:
    """Characters ``start`` to ``end`` of a piece as a piece of its own, the separator that ends it included."""
    text = piece.text[start:end]
    trimmed = text.strip(" |｜•·")
    segments, at = [], 0
    for first, last in piece.spans(start, end):
        segments.append(Segment(at, first, last))
        at += last - first
    lines = piece.lines if not start else tuple(line._replace(gap=0, cut=False) for line in piece.lines)
    return Piece(trimmed, lines, tuple(segments), piece.confidence, piece.reasons)
