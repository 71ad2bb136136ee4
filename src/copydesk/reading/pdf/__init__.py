"""PDF -> Article: the lines of its pages in the order of reading, with how they are set, are read as copy.

Each page is read by pdfium, through pypdfium2: ``runs.py`` takes its characters, ``lines.py`` makes lines of them,
``stacks.py`` and ``order.py`` the columns.
"""

from __future__ import annotations

from typing import Any

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading import text
from copydesk.reading._source import Reading, ReadOptions, Source, library
from copydesk.reading.copy import Box, Copy, CopyLine, Typeset
from copydesk.reading.pdf.lines import Line, lines_of
from copydesk.reading.pdf.order import columns_of, in_reading_order
from copydesk.reading.pdf.runs import page_runs
from copydesk.reading.pdf.stacks import stacks_of
from copydesk.reading.pdf.words import text_of

_LIMIT = 512 * 2**20
_BEGINNING = 1024


def is_pdf(beginning: bytes) -> bool:
    """Whether a file begins as PDFs do, perhaps behind a few other bytes."""
    return b"%PDF-" in beginning[:_BEGINNING]


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a PDF. Raises InputError if it is damaged, encrypted or without text."""
    if isinstance(data, str):
        raise InputError("a PDF is bytes, not text", "Give the bytes of the file, or its path")
    return text.read(copy_of(data), options)


def copy_of(data: bytes) -> Copy:
    """The lines of a PDF in the order of reading, and what it states."""
    pdfium = library("pypdfium2", "pdf")
    raw = pdfium.raw
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise InputError(f"the PDF cannot be opened: {error}", "Save it anew") from None
    lines: list[CopyLine] = []
    problems: list[Problem] = []
    for number in range(len(document)):
        lines += _page(raw, document, number)
    document.close()
    return Copy(tuple(lines), "pdf", problems=tuple(problems))


def _page(raw: Any, document: Any, number: int) -> list[CopyLine]:
    page = document[number]
    text_page = page.get_textpage()
    runs = page_runs(raw, page.raw, text_page.raw).runs
    text_page.close()
    page.close()
    stacks = in_reading_order(stacks_of(lines_of(run for run in runs if abs(run.angle) <= 3 and run.shown)))
    columns = columns_of(stacks)
    return [
        _copy_line(line, number + 1, column)
        for stack, column in zip(stacks, columns, strict=True)
        for line in stack.lines
    ]


def _copy_line(line: Line, page: int, column: int) -> CopyLine:
    box = Box(*(round(edge, 1) for edge in (line.left, line.top, line.right, line.bottom)))
    setting = Typeset(page, column, box, line.size, line.font.bold, line.font.italic)
    return CopyLine(text_of(line), setting)


SOURCE = Source("pdf", (".pdf",), read, "PDF", is_pdf, _LIMIT, "pdf", ("pypdfium2",))
