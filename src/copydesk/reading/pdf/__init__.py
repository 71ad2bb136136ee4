"""PDF -> Article: the lines of its pages in the order of reading, with how they are set, are read as copy.

pdfium reads the pages, through pypdfium2.

============ ======================================================================
opening      the document, or why it cannot be read
stated       its title, author and language
characters   the characters of a page by text object
place        where they stand on the upright page
letters      words whose letters the file names wrongly
fonts, runs  text objects with font, size and place
rules        the rules drawn on a page, and the grids that they make
gutters      which gaps separate columns
lines        what stands on one baseline, within one column
initials     letters that go down over several lines
spacing      letterspaced words, words that run together
bidi         lines that run from right to left
words        the words of a line: spaces, raised figures
brackets     brackets of lines that run from right to left
pages        the lines of a page, and what stands apart from them
scanned      pages that are pictures, which are recognised
tables       rows of cells
stacks       lines below one another in a column
order        the order of reading
footnotes    notes at the feet of pages, which go behind the text
structure    the elements of a tagged file
links        what leads to an address
credits      which lines are bylines or dates
displayed    a newspaper's name, pull quotes between rules, last lines that are short
styles       marks around words that are bold, italic or links
tags         what they say of its lines, where that is reliable
============ ======================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copydesk.errors import InputError, MissingEngineError
from copydesk.problems import Problem
from copydesk.reading import text as text_source
from copydesk.reading._shared.margins import furniture_of
from copydesk.reading._source import DEFAULTS, Ocr, Reading, ReadOptions, Source, library
from copydesk.reading.copy import Box, Copy, CopyLine, Typeset
from copydesk.reading.pdf.bidi import runs_to_left
from copydesk.reading.pdf.credits import Credits
from copydesk.reading.pdf.displayed import with_displayed
from copydesk.reading.pdf.footnotes import with_notes_last
from copydesk.reading.pdf.letters import doubtful_words
from copydesk.reading.pdf.opening import opened
from copydesk.reading.pdf.order import columns_of, in_reading_order
from copydesk.reading.pdf.pages import PageLines, page_lines
from copydesk.reading.pdf.scanned import recognised_pages, with_scans
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.stacks import stacks_of
from copydesk.reading.pdf.stated import stated_in
from copydesk.reading.pdf.styles import marked
from copydesk.reading.pdf.tables import rows_by_rules, rows_by_structure
from copydesk.reading.pdf.tags import are_reliable, with_roles
from copydesk.tree import FurnitureKind

_LIMIT = 512 * 2**20
_BEGINNING = 1024
_MOST_CHARACTERS = 6_000_000
_PICTURE_OF_PAGE = 0.5  # of a page without text, that its picture covers if it is a scan
_INDENT = "  "
"""By which an item of a list within a list is set in, as in plain text."""
_UNMAPPED = 0.02  # of the characters of a page, those whose letters are unknown


def is_pdf(beginning: bytes) -> bool:
    """Whether a file begins as PDFs do, perhaps behind a few other bytes."""
    return b"%PDF-" in beginning[:_BEGINNING]


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a PDF. Raises InputError if it is damaged, locked or without text, and MissingEngineError if it
    is nothing but scans and tesseract is not installed."""
    if isinstance(data, str):
        raise InputError("a PDF is bytes, not text", "Give the bytes of the file, or its path")
    return text_source.read(copy_of(data, options), options)


def copy_of(data: bytes, options: ReadOptions = DEFAULTS) -> Copy:
    """The lines of a PDF in the order of reading, and what it states. Raises as ``read`` does."""
    raw = library("pypdfium2.raw", "pdf")
    with opened(data) as document:
        pages = _read_pages(raw, document)
        stated = stated_in(raw, document)
        scans = [number for number, page in enumerate(pages, 1) if _is_scan(page, options.ocr)]
        copy = _recognised(document, pages, scans, options) if scans else Copy((), "pdf")
        pages = [
            page._replace(lines=[], apart=[]) if number in scans and copy.lines else page
            for number, page in enumerate(pages, 1)
        ]
    lang = options.lang or options.conventions.language or stated.lang
    lines = tuple(with_scans(_text(pages, lang), copy))
    if not any(line.typeset and not line.typeset.furniture for line in lines):
        message = f"the PDF has no text on its {f'{len(pages)} pages' if len(pages) > 1 else 'page'}"
        raise InputError(message, "If they are pictures of text, leave out --ocr never")
    return Copy(lines, "pdf", stated, (*_problems(pages), *copy.problems))


def _read_pages(raw: Any, document: Any) -> list[PageLines]:
    pages: list[PageLines] = []
    left = _MOST_CHARACTERS
    for number in range(len(document)):
        pages.append(page_lines(raw, document.raw, number, left))
        left -= pages[-1].characters
    if all(page.is_damaged for page in pages):
        raise InputError("the PDF is damaged: none of its pages can be read", "Get the file anew")
    return pages


def _is_scan(page: PageLines, ocr: Ocr) -> bool:
    """Whether the words of a page are to be recognised."""
    if ocr == "auto":
        return not page.lines and page.pictures > _PICTURE_OF_PAGE
    return ocr == "force" and not page.is_damaged


def _recognised(document: Any, pages: Sequence[PageLines], scans: Sequence[int], options: ReadOptions) -> Copy:
    """The copy of the pages that are scans; a problem in its place where tesseract is missing and others have text."""
    try:
        return recognised_pages(document, scans, options.lang or options.conventions.language)
    except MissingEngineError as error:
        if options.ocr == "force" or not any(page.lines for page in pages):
            raise
        message = f"{_listed(scans)} no text, only a picture, and {error.message}"
        return Copy((), "pdf", problems=(Problem("unsupported", None, message),))


def _text(pages: Sequence[PageLines], lang: str | None) -> list[CopyLine]:
    """The lines of the pages in the order of reading, in a language if it is known."""
    furniture = furniture_of([page.lines for page in pages], [page.height for page in pages])
    texts = [
        [line for line in page.lines if line.start not in aside] for page, aside in zip(pages, furniture, strict=True)
    ]
    reliable = are_reliable(texts)
    ordered = [
        each
        for number, (page, lines, aside) in enumerate(zip(pages, texts, furniture, strict=True), 1)
        for each in _in_order(page, rows_by_structure(lines) if reliable else _rows(page, lines), number, aside)
    ]
    ordered = with_notes_last(ordered, [page.height for page in pages])
    credit = Credits([line.text for line, typeset in ordered if not typeset.furniture], lang)
    ordered = with_roles(ordered) if reliable else with_displayed(ordered, [page.rules for page in pages], credit)
    return [_copy_line(text, *each) for text, each in zip(marked(ordered, credit.is_credit), ordered, strict=True)]


def _rows(page: PageLines, lines: Sequence[SetLine]) -> list[SetLine]:
    """The ``lines`` of the text of a page, the rows of its tables as one line each."""
    return rows_by_rules(lines, page.grids, to_left=runs_to_left("".join(line.text for line in lines)))


def _in_order(
    page: PageLines, lines: Sequence[SetLine], number: int, aside: Mapping[int, FurnitureKind]
) -> Iterator[tuple[SetLine, Typeset]]:
    """The ``lines`` of the text of a page in the order of reading, with page and column; the running heads
    ``aside`` come first, what is turned last."""
    stacks = in_reading_order(stacks_of(lines), to_left=runs_to_left("".join(line.text for line in lines)))
    for line in page.lines:
        if line.start in aside:
            yield line, Typeset(number, furniture=aside[line.start])
    for stack, column in zip(stacks, columns_of(stacks), strict=True):
        for line in stack.lines:
            yield line, Typeset(number, column)
    for line in page.apart:
        yield line, Typeset(number, furniture="frame")


def _copy_line(text: str, line: SetLine, typeset: Typeset) -> CopyLine:
    box = Box(*(round(edge, 1) for edge in (line.left, line.top, line.right, line.bottom)))
    indent = _INDENT * (line.element.depth - 1) if typeset.role == "list_item" else ""
    return CopyLine(
        indent + text, typeset._replace(box=box, size=round(line.size, 1), bold=line.bold, italic=line.italic)
    )


def _problems(pages: Sequence[PageLines]) -> Iterator[Problem]:
    """What a person should know of the pages: scans, characters that cannot be told."""
    damaged = [number for number, page in enumerate(pages, 1) if page.is_damaged]
    if damaged:
        yield Problem("lost", None, f"{_listed(damaged)} been left out: damaged, they cannot be read")
    unmapped = [number for number, page in enumerate(pages, 1) if page.unmapped]
    if unmapped:
        many = any(page.unmapped > _UNMAPPED * page.characters for page in pages)
        message = f"{_listed(unmapped)} letters in a font that does not say which they are"
        count = sum(page.unmapped for page in pages)
        yield Problem("decoding", None, message + ("; some are missing" if many else f": {count} in all"))
    doubtful = [doubtful_words(line.text for line in page.lines) for page in pages]
    if mixed := [number for number, words in enumerate(doubtful, 1) if words]:
        example = next(filter(None, doubtful))[0]
        message = f"{_listed(mixed)} words such as {example!r} in a font that says wrongly which letters it shows"
        yield Problem("decoding", None, f"{message}: compare them with the page")
    hidden = [number for number, page in enumerate(pages, 1) if page.hidden > page.characters / 2]
    if hidden:
        message = f"{_listed(hidden)} a hidden layer of text, perhaps recognised from a scan, with its misreadings"
        yield Problem("decoding", None, message)


def _listed(numbers: Sequence[int]) -> str:
    """``pages 3 to 5 and 9 have``: the numbers of pages as the subject of a sentence."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    shown = parts if len(parts) <= 6 else [*parts[:5], f"{len(parts) - 5} others"]
    listed = ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else shown[0]
    return f"page {listed} has" if len(numbers) == 1 else f"pages {listed} have"


SOURCE = Source("pdf", (".pdf",), read, "PDF", is_pdf, _LIMIT, "pdf", ("pypdfium2",))
