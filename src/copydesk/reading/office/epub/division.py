"""Which parts of an e-book are articles of their own.

A book is one article unless it shows that it is several: most entries of its contents (or, without contents, most
of its top headings) are called articles, or have bylines that name different persons, or the book calls itself a
periodical and they have headlines. Chapters of one work have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from copydesk.locales import locale, with_english
from copydesk.reading.office.epub.book import Book, Page, load
from copydesk.reading.office.epub.contents import Entry, entries_of
from copydesk.reading.office.epub.elements import types_of, words_in
from copydesk.reading.office.epub.notes import NOTES, is_page_of_notes, links_out, words_beside
from copydesk.reading.office.epub.pages import body_of, is_frame, target_of
from copydesk.reading.office.epub.starts import HEADINGS, Start, starts_on
from copydesk.reading.office.package import Package
from copydesk.reading.text.recognisers.credit_lines import CreditLines

_ARTICLES = frozenset(["article", "z3998:article", "z3998:essay", "z3998:editorial", "z3998:interview"])
_MOST = 0.6  # of the entries, those that must show it
_FEW_WORDS = 12  # of a section that only has a heading
_FRONT = 60  # words before the first article that are a title page
_PAGE_LABEL = re.compile(r"(?:\w+\.?\s+)?(?:\d+|[ivxlc]+)", re.IGNORECASE)


class Division(NamedTuple):
    """An article of a book: from an element of its first page, by its place there, up to one of its last, which is 0 if
    it ends before that page. The first ``frames`` pages of the book are title pages. ``notes`` are the numbers of the
    pages that hold notes of several articles; one that ``is_notes`` is such pages."""

    title: str
    byline: str
    first: int
    first_at: int
    last: int
    last_at: int
    frames: int = 0
    notes: tuple[int, ...] = ()
    is_notes: bool = False


class _Unit(NamedTuple):
    """A part of a book: its start, and the page and the place where it begins, with the heading of its section."""

    start: Start
    page: int
    at: int

    @property
    def is_notes(self) -> bool:
        return bool(self.start.kinds & NOTES) and not self.start.at


def divided(package: Package, book: Book) -> list[Division]:
    """The articles of a book, none if it is one. Raises InputError if a page that its contents lead to is damaged."""
    entries = entries_of(package, book)
    if len(entries) < 2:
        entries = list(_headings(package, book))
    if len(entries) < 2:
        return []
    starts = list(_starts(package, book, entries))
    for depth in sorted({start.entry.depth for start in starts}):
        units = _units([start for start in starts if start.entry.depth <= depth])
        units = [unit for unit in units if not unit.start.is_frame]
        if _are_articles([unit.start for unit in units if not unit.is_notes], book):
            return list(_divisions(package, book, units))
    return []


def _starts(package: Package, book: Book, entries: list[Entry]) -> Iterator[Start]:
    lines = CreditLines(with_english(locale(book.stated.lang or "und")))
    in_order = sorted(entries, key=lambda entry: entry.page)
    for number, on_page in groupby(in_order, key=lambda entry: entry.page):
        yield from starts_on(load(package, book.files[number]), list(on_page), lines, book.stated.authors)


def _headings(package: Package, book: Book) -> Iterator[Entry]:
    """The top headings of a book as its contents, where it has none."""
    for number, file in enumerate(book.files):
        page = load(package, file)
        if is_frame(page):
            continue
        body = body_of(page)
        articles = list(body.iter("article"))
        tops = [heading for each in articles for heading in list(each.iter(*HEADINGS))[:1]] if articles else []
        tops = tops or list(body.iter("h1")) or list(body.iter(*HEADINGS))[:1]
        for heading in tops:
            yield Entry(words_in(heading), number, "", 1, frozenset(types_of(heading)))


def _units(starts: list[Start]) -> list[_Unit]:
    """The parts that the starts begin, one at each place. A section that only has a heading is no part: the first part
    in it begins there."""
    units = []
    begin: tuple[int, int] | None = None
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        begin = begin or (start.entry.page, start.at)
        if after is None or not _is_above(start, after):
            units.append(_Unit(start, *begin))
            begin = None
    return units


def _is_above(start: Start, after: Start) -> bool:
    """Whether a start is that of the section in which the next one is the first, or is the same."""
    if (after.entry.page, after.at) == (start.entry.page, start.at):
        return True
    is_near = after.entry.page - start.entry.page <= 1
    return is_near and after.entry.depth > start.entry.depth and start.words <= _FEW_WORDS


def _are_articles(units: list[Start], book: Book) -> bool:
    least = max(2, _MOST * len(units))
    if sum(1 for unit in units if unit.kinds & _ARTICLES) >= least:
        return True
    bylines = [unit.byline.casefold() for unit in units if unit.byline]
    if len(bylines) >= least and len(set(bylines)) > 1:
        return True
    headed = [unit for unit in units if unit.has_headline and not _PAGE_LABEL.fullmatch(unit.entry.title)]
    return book.is_periodical and len(headed) >= least


def _divisions(package: Package, book: Book, units: list[_Unit]) -> Iterator[Division]:
    """The parts, each up to the next. Pages above the first are a part of their own if they hold more than a title
    page does."""
    unlisted = _pages_of_notes(package, book, {unit.page for unit in units})
    notes = (*(unit.page for unit in units if unit.is_notes), *(page for page, _ in unlisted))
    begins = [(unit.page, unit.at) for unit in units]
    front = sum(_words(load(package, file)) for file in book.files[: begins[0][0]])
    if front > _FRONT:
        yield Division("what stands before the first article", "", 0, 0, *begins[0])
        frames = 0
    else:
        frames, begins[0] = begins[0][0], (0, 0)
    for unit, begin, end in zip(units, begins, [*begins[1:], (len(book.files), 0)], strict=True):
        of_articles = () if unit.is_notes else notes
        title, byline = unit.start.entry.title, unit.start.byline
        yield Division(title, byline, *begin, *end, frames, of_articles, unit.is_notes)
    for number, title in ((number, title) for number, title in unlisted if title):
        yield Division(title, "", number, 0, number + 1, 0, is_notes=True)


def _pages_of_notes(package: Package, book: Book, listed: set[int]) -> list[tuple[int, str]]:
    """The pages of notes that are no part by the contents of a book, each with its number and its title, which is empty
    if the text refers to all of its notes."""
    pages = [load(package, file) for file in book.files]
    unlisted = [number for number, page in enumerate(pages) if number not in listed and is_page_of_notes(body_of(page))]
    referred = {target_of(page, href) for page in pages for href in links_out(page.root)} if unlisted else set()
    titled = []
    for number in unlisted:
        name, body = pages[number].name, body_of(pages[number])
        anchors = {anchor for member, _, anchor in (target.rpartition("#") for target in referred) if member == name}
        title = next(filter(None, map(words_in, body.iter(*HEADINGS))), name.rpartition("/")[2])
        titled.append((number, title if words_beside(body, anchors) > _FEW_WORDS else ""))
    return titled


def _words(page: Page) -> int:
    return 0 if is_frame(page) else len(words_in(body_of(page)).split())
