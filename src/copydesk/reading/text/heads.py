"""Lines of the head that hold two things: ``By Ana Ruiz | 3 May 2024`` -> the byline and the date."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_PIECES
from copydesk.reading.text.pieces import Piece, Segment
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import DateMatch, end_of_date, rest_of_date_line
from copydesk.reading.text.recognisers.dates.lives import spans_life
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import MARKER, ends_sentence
from copydesk.reading.text.recognisers.people.eastern_bylines import is_eastern_name, read_eastern_names

_LONGEST = 200
_REST = 3  # letters
_LONGEST_NAME = 48
_PROSE = 90
_DISPLAY = 1.12  # times the size of the text below, that of a heading
_BARS = pattern(r"\s*[|｜•·]\s*|\u3000+")
_BRACKETS = re.compile(r"[【〔\[(（](?P<names>[^】〕\])）]{3,40})[】〕\])）]\s*(?=\S)")


def split_heads(pieces: list[Piece], credit_lines: CreditLines) -> list[Piece]:
    """The pieces, those of the head split where a byline meets a date or, in brackets, opens the text."""
    divided: list[Piece] = []
    for index, piece in enumerate(pieces):
        if 0 < index < HEAD_PIECES and len(piece.text) <= _LONGEST:
            divided += _split(piece, credit_lines)
        elif index < HEAD_PIECES and (end := _bracketed_byline(piece.text, credit_lines.locales)):
            divided += [_part(piece, 0, end), _part(piece, end, len(piece.text))]
        else:
            divided.append(piece)
    return _in_byline_positions(divided, credit_lines)


def _in_byline_positions(pieces: list[Piece], credit_lines: CreditLines) -> list[Piece]:
    """The pieces, those without capitals marked that stand where a byline does: below something longer, next to a date
    or above the text; or at the end of the text."""
    updated = list(pieces)
    lengths = [extent(piece.text) for piece in pieces]
    text = next((index for index, length in enumerate(lengths) if length > _LONGEST), len(pieces))
    sections = {section for locale in credit_lines.locales for section in locale.head.sections}
    dated = [credit_lines.is_date_line(piece.text) for piece in pieces[: HEAD_PIECES + 1]]
    for index, piece in enumerate(pieces):
        if lengths[index] > _LONGEST_NAME or dated[index : index + 1] == [True] or not _is_uncased(piece.text):
            continue
        if MARKER.match(piece.text) or (_is_displayed(pieces, index) and _is_credited(pieces[:index], credit_lines)):
            continue
        if 0 < index < min(text, HEAD_PIECES):
            kicker = pieces[0].text.casefold().strip(" :|/") in sections
            below = any(
                not dated[at] and (longer > 1.2 * lengths[index] or (kicker and at))
                for at, longer in enumerate(lengths[:index])
            )
            prose = index + 1 < len(pieces) and (
                index + 1 == text or (lengths[index + 1] > _PROSE and ends_sentence(pieces[index + 1].text))
            )
            beside = dated[index - 1] or any(dated[index + 1 : index + 2]) or prose
            updated[index] = piece._replace(in_byline_position=piece.in_byline_position or (below and beside))
        elif len(pieces) - index <= FOOT_PIECES and lengths[index - 1] > _LONGEST_NAME and text < index:
            above = ends_sentence(pieces[index - 1].text)
            is_no_signature = piece.text.casefold().strip("（）()[]【】") in _no_signature(credit_lines.locales)
            updated[index] = piece._replace(
                in_byline_position=piece.in_byline_position
                or (above and not is_no_signature and piece.lines[0].gap > 0)
            )
    return updated


def _is_displayed(pieces: list[Piece], index: int) -> bool:
    """Whether a piece is set larger than the one below it, as a heading is."""
    one, below = (
        each.lines[0].typeset if each else None for each in (pieces[index], *pieces[index + 1 : index + 2], None)[:2]
    )
    return one is not None and below is not None and 0 < below.size * _DISPLAY < one.size


def _is_credited(pieces: list[Piece], credit_lines: CreditLines) -> bool:
    """Whether one of some pieces is a byline that a word announces."""
    found = (credit_lines.byline(piece.text) for piece in pieces if len(piece.text) <= _LONGEST)
    return any(credit is not None and credit.announced for credit in found)


def _is_uncased(text: str) -> bool:
    """Whether a text is in letters of a script without capitals."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and not any(letter.isupper() or letter.islower() for letter in letters)


@cache
def _no_signature(locales: tuple[Locale, ...]) -> frozenset[str]:
    """Lines that stand alone below a text and are no name: ``完``, ``参考文献``."""
    return frozenset(
        word
        for locale in locales
        for words in (locale.page.end, locale.page.debris, locale.foot.notes, locale.foot.related, locale.head.sections)
        for word in words
    )


def _bracketed_byline(text: str, locales: tuple[Locale, ...]) -> int:
    """Where the byline ends that opens a paragraph in brackets: ``【記者王小明／台北報導】``; 0 if there is none."""
    match = _BRACKETS.match(text)
    return match.end() if match and read_eastern_names(match["names"], locales[0]) else 0


def _split(piece: Piece, credit_lines: CreditLines) -> list[Piece]:
    parts = credits_in(piece.text, credit_lines)
    return [_part(piece, start, end, in_byline_position=kind == "byline") for start, end, kind in parts] or [piece]


def credits_in(text: str, credit_lines: CreditLines) -> list[tuple[int, int, str]]:
    """The parts of a line that holds nothing but bylines and dates, and two of these or more: from which character to
    which each goes, and its kind, ``byline`` or ``date``. Empty for any other line."""
    locales, date = credit_lines.locales, credit_lines.date(text)
    if date is None or credit_lines.is_date_line(text) or spans_life(text):
        return []
    second = credit_lines.date(text[date.end :])
    update = _start_of_update(text, date.end, date.end + second.start, locales) if second else 0
    bars = [match.end() for match in _BARS.finditer(text)]
    end = end_of_date(text, date.end, locales)
    cuts = sorted({*bars, update} - {0}) or _around_date(text, date.start, end, locales)
    parts: list[tuple[int, int, str]] = []
    for start, end in pairwise([0, *cuts, len(text)]):
        words = text[start:end].strip(" |｜•·,–—-()（）")
        kind = _kind(words, credit_lines, barred=bool(bars)) if words else "rest"
        if parts and kind == "rest":
            parts[-1] = (parts[-1][0], end, parts[-1][2])
        elif start < end:
            parts.append((start, end, kind))
    return parts if len(parts) > 1 and all(kind in ("date", "byline") for _, _, kind in parts) else []


def _start_of_update(text: str, start: int, end: int, locales: tuple[Locale, ...]) -> int:
    """Where the words between two dates begin that announce the second, bracket included; 0 if there are none."""
    between = text[start:end].casefold()
    phrases = [phrase for locale in locales for phrase in (*locale.dates.updated, *locale.dates.published)]
    at = min((offset for phrase in phrases if len(phrase) > 1 and (offset := between.find(phrase)) >= 0), default=-1)
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
    bare = word.casefold().strip(" ,.–—-")
    return not bare or any(
        bare in names or any(bare in phrase.split() for phrase in (*locale.dates.published, *locale.dates.updated))
        for locale in locales
        for names in (*locale.dates.weekdays, locale.dates.between)
    )


def _kind(text: str, credit_lines: CreditLines, *, barred: bool) -> str:
    """What a part of a line is: ``date``, ``byline``, ``rest`` (a time, how long it takes to read), or none of these.

    Between bars a name stands by itself, also in a script without capitals.
    """
    if credit_lines.is_date_line(text):
        return "date"
    locales = credit_lines.locales
    if credit_lines.byline(text, in_byline_position=barred or is_eastern_name(text, locales[0])):
        return "byline"
    reading = text[0].isdigit() and any(
        phrase in text.casefold() for locale in locales for phrase in locale.page.reading_time
    )
    return "rest" if reading or len(rest_of_date_line(text, DateMatch(None, 0, 0), locales)) <= _REST else ""


def _part(piece: Piece, start: int, end: int, *, in_byline_position: bool = False) -> Piece:
    """Characters ``start`` to ``end`` of a piece as a piece of its own, with the lines they stand on, the separator
    that ends it included."""
    text = piece.text[start:end]
    trimmed = text.strip(" |｜•·\u3000")
    spans = piece.spans(start, end)
    segments, at = [], 0
    for first, last in spans:
        segments.append(Segment(at, first, last))
        at += last - first
    own = [line for line in piece.lines if any(line.start < last and first < line.end for first, last in spans)]
    lines = own if not start else [line._replace(gap=0, cut=False) for line in own]
    return Piece(trimmed, tuple(lines), tuple(segments), piece.confidence, piece.reasons, in_byline_position)
