"""Names in the head of those whom an article is about, and not of its authors: the dead, and the authors of books that
it reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading._shared.reach import HEAD_PIECES
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.dates.lives import spans_life
from copydesk.reading.text.recognisers.marks import COMMAS, holds_digit
from copydesk.reading.text.recognisers.people.byline_words import BylineWords
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.reading.text.roles.features.context import Findings

_BOOK = re.compile(
    r"ISBN|(?<!\d)\d{2,4}\s?(?:pp?|pages|S|Seiten|páginas|págs?|pagine|pagg?|blz|sider|sidor|stron)\b"
    r"|,\s?(?:[£$€]\s?\d|\d[\d.,]*\s?[£$€])",
)
_BOOK_LINES = 3  # below the author of a book, with its translator, publisher and price


def named_subjects(
    pieces: list[Piece], findings: list[Findings], words: BylineWords, locales: tuple[Locale, ...]
) -> Iterator[int]:
    """The indices of pieces of the head that name such persons and no author."""
    credited = [
        index
        for index in range(1, min(HEAD_PIECES, len(pieces)))
        if findings[index].credit and not pieces[index].lines[0].role
    ]
    for index in credited:
        if "bare_names" in findings[index].names:
            if _is_dead(pieces, findings, index, words, locales):
                yield index
        elif _is_of_book(pieces, findings, index, locales):
            yield index


def _is_dead(
    pieces: list[Piece], findings: list[Findings], index: int, words: BylineWords, locales: tuple[Locale, ...]
) -> bool:
    """Whether a name stands below the label of an obituary, above the years of a life, or goes on behind a comma with
    words that are no office of an author: ``CAPT. JON VIK,`` / ``WHALER, DEAD AT 91``."""
    text = pieces[index].text
    if _obituaries(locales).fullmatch(pieces[index - 1].text):
        return True
    if index + 1 == len(pieces):
        return False
    below = pieces[index + 1]
    if spans_life(below.text):
        return True
    goes_on = text[-1] in COMMAS and not below.lines[0].gap and len(below.lines) == 1
    if findings[index + 1].date:
        return False
    return goes_on and not words.roles.search(below.text) and (text.isupper() or holds_digit(below.text))


def _is_of_book(pieces: list[Piece], findings: list[Findings], index: int, locales: tuple[Locale, ...]) -> bool:
    """Whether an announced author stands right above the publisher, the pages or the price of a book, or right above or
    below another line that says who reviewed it."""
    reviewed = _reviewers(locales)
    if reviewed.match(pieces[index].text):
        return False
    block = []
    for piece in pieces[index + 1 : index + 1 + _BOOK_LINES]:
        if piece.lines[0].gap:
            break
        block.append(piece.text)
    if any(_BOOK.search(text) for text in block):
        return True
    near = range(max(0, index - 2), min(len(pieces), index + 3))
    return any(findings[other].credit and reviewed.match(pieces[other].text) for other in near if other != index)


@cache
def _obituaries(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    labels = alternatives(word for locale in locales for word in locale.head.obituaries)
    return re.compile(rf"\W*(?:{labels}|in memoriam)\W*", re.IGNORECASE)


@cache
def _reviewers(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    openings = alternatives(word for locale in locales for word in locale.byline.reviews)
    return re.compile(rf"\W*(?:{openings})(?!\w)", re.IGNORECASE)
