"""PDF -> Article: the lines of its pages in the order of reading, with how they are set, are read as copy.

pdfium reads the pages, through pypdfium2.

============ ======================================================================
opening      the document, or why it cannot be read
stated       its title, author and language
characters   the characters of a page by text object
place        where they stand on the upright page
letters      words whose letters the file names wrongly
annotations  form fields, text boxes, comments; ``written`` are those that are text
layers       what is not shown, as its layer is switched off
fonts, runs  text objects with font, size and place; ``settings`` asks for these
rules        the rules drawn on a page, and the grids that they make
recognised_lines  the lines of a scan's hidden layer
gutters      which gaps separate columns
lines        what stands on one baseline, within one column
across       which of them may go across two columns
initials     letters that go down over several lines
spacing      letterspaced words, words that run together
bidi         lines that run from right to left; ``directions`` has the rules
words        the words of a line: spaces, raised figures
brackets     brackets of lines that run from right to left
pages        the lines of a page, and what stands apart from them
scanned      pages that are pictures or drawings, which are recognised
outlines     words that are drawn
tables       rows of cells
stacks       lines below one another in a column
line_numbers numbers in the margin that count the lines
hanging_numbers numbers of items far left of their words
order        the order of reading
covers       the sheet that an archive puts before an article
glance       may a file hold several articles?
articles     which lines are of which article: ``heads`` are headlines, ``drawn`` the rules and
             boxes of a page, ``areas`` what stands below a headline, ``openings`` which of them
             open articles, ``jumps`` what goes on pages later
footnotes    notes at the feet of pages, which go behind the text
side_notes   notes in the margin beside the text
images       the pictures of a page
chosen       which of them are of the article, and where
pixels       what they look like
unpacked     their files
figures      the pictures in the article
structure    the elements of a tagged file
links        what leads to an address
credits      which lines are bylines or dates
displayed    a newspaper's name, pull quotes between rules, last lines that are short
short_lines  lines that stand for themselves: verse, amounts, dots that lead to a value
entries      entries that hang, or open with a bold term
styles       marks around words that are bold, italic or links
bookmarks    lines that the outline of the file names as headings
tags         what they say of its lines, where that is reliable
flow         the lines of a file or of an article, in the order of reading
problems     what a person should know of the pages; ``page_ranges`` has 3 to 5 and 9
============ ======================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from copydesk.errors import InputError, MissingEngineError
from copydesk.problems import Problem
from copydesk.reading import text as text_source
from copydesk.reading._shared.pictures import Shelf
from copydesk.reading._source import DEFAULTS, Ocr, Part, Reading, ReadOptions, library
from copydesk.reading.copy import Copy, Stated
from copydesk.reading.pdf.annotations import attached, files_of, form_of
from copydesk.reading.pdf.articles import ArticleLines, PageText, parted
from copydesk.reading.pdf.bookmarks import NamedLines, bookmarks_of, named_lines
from copydesk.reading.pdf.chosen import chosen_pictures, is_nearest
from copydesk.reading.pdf.drawn import drawn_on
from copydesk.reading.pdf.figures import with_pictures
from copydesk.reading.pdf.flow import Margins, copy_lines, folio_of, margins_of
from copydesk.reading.pdf.glance import shows_headlines
from copydesk.reading.pdf.layers import may_be_off
from copydesk.reading.pdf.opening import opened
from copydesk.reading.pdf.pages import PageLines, page_lines
from copydesk.reading.pdf.problems import listed, page_problems
from copydesk.reading.pdf.scanned import recognised_pages, with_scans
from copydesk.reading.pdf.stated import stated_in
from copydesk.reading.pdf.unpacked import unpacked

_MOST_CHARACTERS = 6_000_000
_PICTURE_OF_PAGE = 0.5  # of a page without text, that its picture covers if it is a scan
_NOTHING_RECOGNISED = Copy((), "pdf")


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a PDF. Raises InputError if it is damaged, locked or without text, and MissingEngineError if it
    is nothing but scans and tesseract is not installed."""
    if isinstance(data, str):
        raise InputError("a PDF is bytes, not text", "Give the bytes of the file, or its path")
    return _reading(copy_of(data, options), options)


def copy_of(data: bytes, options: ReadOptions = DEFAULTS, known: _ReadPages | None = None) -> Copy:
    """The lines and pictures of a PDF in the order of reading, and what it states; ``known`` are its pages if they have
    been read before. Raises as ``read`` does."""
    raw = library("pypdfium2.raw", "pdf")
    with opened(data, options.password) as document:
        read_pages = known or _read_pages(raw, document, data)
        pages = read_pages.pages
        scans = [number for number, page in enumerate(pages, 1) if _is_scan(page, options.ocr)]
        recognised = _recognised(document, pages, scans, options) if scans else _NOTHING_RECOGNISED
        if recognised.lines:
            others = [
                page._replace(lines=page.written, apart=[]) if number in scans else page
                for number, page in enumerate(pages, 1)
            ]
            read_pages = read_pages._replace(pages=others, margins=margins_of(others))
        return _copy(document, read_pages, options, recognised=recognised, scans=frozenset(scans))


class _ReadPages(NamedTuple):
    """The pages of a file, what stands in their margins, what the file states, the files within it, and the lines
    that its outline names."""

    pages: Sequence[PageLines]
    margins: Margins
    stated: Stated
    files: Sequence[str] = ()
    named: NamedLines = MappingProxyType({})


def _copy(
    document: Any,
    read_pages: _ReadPages,
    options: ReadOptions,
    article: ArticleLines | None = None,
    *,
    recognised: Copy = _NOTHING_RECOGNISED,
    scans: frozenset[int] = frozenset(),
) -> Copy:
    """The copy of a whole file, or of one of its articles; ``recognised`` is that of the pages with the numbers
    ``scans``."""
    pages, margins, stated, files, named = read_pages
    lang = options.lang or options.conventions.language or stated.lang
    parts = list(enumerate(margins.texts)) if article is None else article.parts
    own_pages = frozenset(range(len(pages))) if article is None else article.own_pages
    put_aside = {} if article is None else article.aside
    lines = tuple(with_scans(copy_lines(pages, margins.aside, parts, own_pages, put_aside, named, lang), recognised))
    if not any(line.typeset and not line.typeset.furniture for line in lines):
        message = f"the PDF has no text on its {f'{len(pages)} pages' if len(pages) > 1 else 'page'}"
        raise InputError(message, "If they are pictures of text, leave out --ocr never")
    shelf = Shelf()
    chosen = chosen_pictures(pages, lines, scans)
    if article is not None:
        chosen = [picture for picture in chosen if is_nearest(picture, article.parts, margins.texts)]
    pictures = tuple(unpacked(document, pages, chosen, shelf))
    of_article = range(len(pages)) if article is None else sorted({page for page, _ in parts})
    of_pages = page_problems({number + 1: pages[number] for number in of_article}, margins)
    unread = _without_text(pages, "which --ocr never leaves out") if options.ocr == "never" else ()
    return Copy(
        lines,
        "pdf",
        stated,
        (*of_pages, *attached(files), *unread, *recognised.problems, *shelf.problems()),
        pictures=pictures,
    )


def parts(data: bytes, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The articles of a PDF: several where headlines and rules surely show them, and its words are not recognised.
    Raises InputError if it is damaged or locked."""
    raw = library("pypdfium2.raw", "pdf")
    with opened(data, options.password) as document:
        if options.ocr == "force" or not shows_headlines(raw, document):
            return (Part("", partial(read, data)),)
        read_pages = _read_pages(raw, document, data)
        pages, margins, stated, _, _ = read_pages
        if any(_is_scan(page, options.ocr) for page in pages):
            return (Part("", partial(_read_whole, data, read_pages, ())),)
        texts = [
            PageText(
                lines, folio_of(page, aside), partial(drawn_on, raw, document.raw, number, (page.width, page.height))
            )
            for number, (page, lines, aside) in enumerate(zip(pages, margins.texts, margins.aside, strict=True))
        ]
        parting = parted(texts)
    if not parting.articles:
        return (Part("", partial(_read_whole, data, read_pages, parting.problems)),)
    if len(parting.articles) > 1:
        read_pages = read_pages._replace(stated=Stated(lang=stated.lang, publisher=stated.publisher))
    return [
        Part(each.title, partial(_read_article, data, read_pages, each, parting.problems)) for each in parting.articles
    ]


def _read_whole(data: bytes, pages: _ReadPages, problems: tuple[Problem, ...], options: ReadOptions) -> Reading:
    reading = _reading(copy_of(data, options, pages), options)
    return reading._replace(problems=(*problems, *reading.problems))


def _read_article(
    data: bytes, pages: _ReadPages, article: ArticleLines, problems: tuple[Problem, ...], options: ReadOptions
) -> Reading:
    with opened(data, options.password) as document:
        copy = _copy(document, pages, options, article)
    return _reading(copy._replace(problems=(*problems, *copy.problems)), options)


def _reading(copy: Copy, options: ReadOptions) -> Reading:
    reading = text_source.read(copy, options)
    return reading._replace(article=with_pictures(reading.article, copy))


def _read_pages(raw: Any, document: Any, data: bytes) -> _ReadPages:
    pages: list[PageLines] = []
    has_layers = may_be_off(data)
    left = _MOST_CHARACTERS
    with form_of(raw, document.raw) as form:
        for number in range(len(document)):
            pages.append(page_lines(raw, document.raw, number, left, form=form, may_be_off=has_layers))
            left -= pages[-1].characters
    if all(page.is_damaged for page in pages):
        raise InputError("the PDF is damaged: none of its pages can be read", "Get the file anew")
    files = [*files_of(raw, document.raw), *(file for page in pages for file in page.beside.files)]
    margins = margins_of(pages)
    named = named_lines(bookmarks_of(raw, document), margins.texts, [page.height for page in pages])
    return _ReadPages(pages, margins, stated_in(raw, document), files, named)


def _is_scan(page: PageLines, ocr: Ocr) -> bool:
    """Whether the words of a page are to be recognised."""
    if ocr == "auto":
        return _shows_words(page)
    return ocr == "force" and not page.is_damaged


def _shows_words(page: PageLines) -> bool:
    """Whether a page has no text, and what it shows may be words."""
    return page.lines == page.written and (page.is_drawn or page.picture_share > _PICTURE_OF_PAGE)


def _recognised(document: Any, pages: Sequence[PageLines], scans: Sequence[int], options: ReadOptions) -> Copy:
    """The copy of the pages that are scans; a problem in its place where tesseract is missing and others have text."""
    try:
        return recognised_pages(document, scans, options.lang or options.conventions.language)
    except MissingEngineError as error:
        if options.ocr == "force" or not any(page.lines for page in pages):
            raise
        return _NOTHING_RECOGNISED._replace(problems=tuple(_without_text(pages, f"and {error.message}")))


def _without_text(pages: Sequence[PageLines], why: str) -> Iterator[Problem]:
    """Says which pages have no text, but may show words, and ``why`` these are missing."""
    shown = {number: page.is_drawn for number, page in enumerate(pages, 1) if _shows_words(page)}
    for is_drawn, what in ((False, "a picture"), (True, "drawings")):
        if numbers := [number for number, drawn in shown.items() if drawn is is_drawn]:
            yield Problem("unsupported", None, f"{listed(numbers)} no text, only {what}, {why}")
