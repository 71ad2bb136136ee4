"""Lines of the head that hold two things: ``By Ana Ruiz | 3 May 2024`` -> the byline and the date."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_PIECES
from copydesk.reading.text.pieces import Piece, Segment
from copydesk.reading.text.recognisers.bylines import read_credit
from copydesk.reading.text.recognisers.dates import Found, end_of_date, find_date, is_date_line, rest_of_date_line
from copydesk.reading.text.recognisers.eastern_bylines import is_eastern_name, read_eastern_names
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import ends_sentence

_LONGEST = 200
_REST = 3  # letters
_LONGEST_NAME = 48
_PROSE = 90
_BARS = re.compile(r"\s*[|｜•·]\s*|\u3000+")
_BRACKETS = re.compile(r"[【〔\[(（](?P<told>[^】〕\])）]{3,40})[】〕\])）]\s*(?=\S)")


def split_heads(pieces: list[Piece], locales: tuple[Locale, ...]) -> list[Piece]:
    """The pieces, those of the head parted where a byline meets a date or, in brackets, opens the text."""
    made: list[Piece] = []
    for place, piece in enumerate(pieces):
        if 0 < place < HEAD_PIECES and len(piece.text) <= _LONGEST:
            made += _split(piece, locales)
        elif place < HEAD_PIECES and (end := _bracketed_byline(piece.text, locales)):
            made += [_part(piece, 0, end), _part(piece, end, len(piece.text))]
        else:
            made.append(piece)
    return _vouched(made, locales)


def _vouched(pieces: list[Piece], locales: tuple[Locale, ...]) -> list[Piece]:
    """The pieces, those vouched for that stand where a name does though no capitals tell it: below something longer,
    next to a date or above the text; or at the end of the text."""
    made = list(pieces)
    lengths = [extent(piece.text) for piece in pieces]
    text = next((place for place, length in enumerate(lengths) if length > _LONGEST), len(pieces))
    sections = {section for locale in locales for section in locale.head.sections}
    dated = [is_date_line(piece.text, locales) for piece in pieces[: HEAD_PIECES + 1]]
    for place, piece in enumerate(pieces):
        if lengths[place] > _LONGEST_NAME or dated[place : place + 1] == [True] or not _is_uncased(piece.text):
            continue
        if 0 < place < min(text, HEAD_PIECES):
            kicker = pieces[0].text.casefold().strip(" :|/") in sections
            below = any(
                not dated[at] and (longer > 1.2 * lengths[place] or (kicker and at))
                for at, longer in enumerate(lengths[:place])
            )
            prose = place + 1 == text or (lengths[place + 1] > _PROSE and ends_sentence(pieces[place + 1].text))
            beside = dated[place - 1] or any(dated[place + 1 : place + 2]) or prose
            made[place] = piece._replace(vouched=piece.vouched or (below and beside))
        elif len(pieces) - place <= FOOT_PIECES and lengths[place - 1] > _LONGEST_NAME and text < place:
            above = ends_sentence(pieces[place - 1].text)
            told = piece.text.casefold().strip("（）()[]【】") in _no_signature(locales)
            made[place] = piece._replace(vouched=piece.vouched or (above and not told and piece.lines[0].gap > 0))
    return made


def _is_uncased(text: str) -> bool:
    """Whether a text is in letters of a script without capitals."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and not any(letter.isupper() or letter.islower() for letter in letters)


@cache
def _no_signature(locales: tuple[Locale, ...]) -> frozenset[str]:
    """What stands alone below a text and is no name: ``完``, ``参考文献``."""
    return frozenset(
        word
        for locale in locales
        for words in (locale.page.end, locale.page.debris, locale.foot.notes, locale.foot.related, locale.head.sections)
        for word in words
    )


def _bracketed_byline(text: str, locales: tuple[Locale, ...]) -> int:
    """Where the byline ends that opens a paragraph in brackets: ``【記者王小明／台北報導】``; 0 if there is none."""
    match = _BRACKETS.match(text)
    return match.end() if match and read_eastern_names(match["told"], locales[0]) else 0


def _split(piece: Piece, locales: tuple[Locale, ...]) -> list[Piece]:
    found = find_date(piece.text, locales)
    if found is None or is_date_line(piece.text, locales):
        return [piece]
    text = piece.text
    second = find_date(text[found.end :], locales)
    update = _cue_of_update(text, found.end, found.end + second.start, locales) if second else 0
    bars = [match.end() for match in _BARS.finditer(text)]
    end = end_of_date(text, found.end, locales)
    cuts = sorted({*bars, update} - {0}) or _around_date(text, found.start, end, locales)
    parts: list[tuple[int, int, str]] = []
    for start, end in pairwise([0, *cuts, len(text)]):
        told = text[start:end].strip(" |｜•·,–—-()（）")
        kind = _kind(told, locales, barred=bool(bars)) if told else "rest"
        if parts and kind == "rest":
            parts[-1] = (parts[-1][0], end, parts[-1][2])
        elif start < end:
            parts.append((start, end, kind))
    if len(parts) < 2 or not all(kind in ("date", "byline") for _, _, kind in parts):
        return [piece]
    return [_part(piece, start, end, vouched=kind == "byline") for start, end, kind in parts]


def _cue_of_update(text: str, start: int, end: int, locales: tuple[Locale, ...]) -> int:
    """Where the words begin that tell of an update between two dates, bracket included; 0 if there are none."""
    between = text[start:end].casefold()
    cues = [cue for locale in locales for cue in (*locale.dates.updated, *locale.dates.published)]
    at = min((place for cue in cues if len(cue) > 1 and (place := between.find(cue)) >= 0), default=-1)
    if at < 0:
        return 0
    return start + at - (between[at - 1 : at] in ("(", "（", "["))


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


def _kind(text: str, locales: tuple[Locale, ...], *, barred: bool) -> str:
    """What a part of a line is: ``date``, ``byline``, ``rest`` (a time, how long it takes to read), or none of these.

    Between bars a name stands by itself, also where no capitals could tell it.
    """
    if is_date_line(text, locales):
        return "date"
    if read_credit(text, locales, vouched=barred or is_eastern_name(text, locales[0])):
        return "byline"
    reading = text[0].isdigit() and any(
        told in text.casefold() for locale in locales for told in locale.page.reading_time
    )
    return "rest" if reading or len(rest_of_date_line(text, Found(None, 0, 0), locales)) <= _REST else ""


def _part(piece: Piece, start: int, end: int, *, vouched: bool = False) -> Piece:
    """Characters ``start`` to ``end`` of a piece as a piece of its own, the separator that ends it included."""
    text = piece.text[start:end]
    trimmed = text.strip(" |｜•·\u3000")
    segments, at = [], 0
    for first, last in piece.spans(start, end):
        segments.append(Segment(at, first, last))
        at += last - first
    lines = piece.lines if not start else tuple(line._replace(gap=0, cut=False) for line in piece.lines)
    return Piece(trimmed, lines, tuple(segments), piece.confidence, piece.reasons, vouched)
