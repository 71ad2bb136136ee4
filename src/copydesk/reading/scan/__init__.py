"""Scans -> Article: pictures of pages, whose words the program Tesseract recognises.

A picture is unpacked within limits (``pictures``) and handed to tesseract (``tesseract``), whose table of words is read
as any other OCR is (``reading/ocr``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

from copydesk._machine import processors
from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.progress import report_pages
from copydesk.reading import text
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.copy import Copy
from copydesk.reading.ocr import tsv
from copydesk.reading.ocr.as_copy import as_copy
from copydesk.reading.ocr.scanned import Page
from copydesk.reading.scan import tesseract
from copydesk.reading.scan.pictures import Scan, as_scan, number_of_pages, pages
from copydesk.reading.scan.turned import recognise_upright

__all__ = ["Scan", "as_scan", "read", "recognised"]

_POINTS = 72


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article on a picture of one or several pages. Raises InputError if it cannot be read or shows no text, and
    MissingEngineError if tesseract, or its data for the language, is not installed."""
    if isinstance(data, str):
        raise InputError("a picture is bytes, not text", "Give the bytes of its file, or its path")
    if options.ocr == "never":
        raise InputError("it is a picture, and its words may not be recognised", "Leave out --ocr never")
    lang = options.lang or options.conventions.language
    reading = text.read(recognised(pages(data), lang, number=number_of_pages(data)), options)
    doubt = None if lang else _other_language(reading.article.lang)
    return reading._replace(problems=(doubt, *reading.problems)) if doubt else reading


def _other_language(lang: str) -> Problem | None:
    """A problem for a text that is in another language than it was recognised as."""
    if lang.partition("-")[0] in (tesseract.DEFAULT_LANGUAGE, "und"):
        return None
    message = f"recognised as English, but the words seem to be {lang}: recognise them again with --lang {lang}"
    return Problem("misread", None, message)


def recognised(
    scans: Iterable[Scan], lang: str | None = None, first_page: int = 1, *, done: int = 0, number: int = 1
) -> Copy:
    """The copy of pictures of pages, recognised in parallel; they are asked for as they are needed, so that few are in
    memory. ``lang`` is a BCP 47 tag, English if None; ``first_page`` the number of the first page. They are of
    ``number`` pages, of which so many are ``done`` already, as is reported. Raises InputError if no text is recognised,
    and MissingEngineError if tesseract, or its data for the language, is not installed."""
    code = tesseract.check_language(lang or tesseract.DEFAULT_LANGUAGE)
    by_picture = []
    for at, (table, resolution) in enumerate(_tables(scans, code), done + 1):
        by_picture.append(_page(table, resolution))
        report_pages(at, number)
    if not any(by_picture):
        raise InputError("no text was recognised on it", "Check that the picture shows a page, upright and sharp")
    blank = [number for number, part in enumerate(by_picture, first_page) if not part]
    copy = as_copy(chain.from_iterable(part or [Page()] for part in by_picture), "scan", first_page)
    if not blank:
        return copy
    message = f"no text was recognised on page {', '.join(map(str, blank))}"
    return copy._replace(problems=(Problem("misread", None, message), *copy.problems))


def _page(table: bytes, resolution: float) -> list[Page]:
    return list(tsv.read(table, _POINTS / resolution))


def _tables(scans: Iterable[Scan], code: str) -> Iterator[tuple[bytes, float]]:
    """The tables of words of the pages in order, each with the resolution of its picture."""
    number = _processes()
    with ThreadPoolExecutor(number) as pool:  # each thread waits for a process of its own
        running: deque[tuple[Future[bytes], float]] = deque()
        try:
            for scan in scans:
                running.append((pool.submit(recognise_upright, *scan, code), scan.resolution))
                if len(running) > number:
                    table, resolution = running.popleft()
                    yield table.result(), resolution
            while running:
                table, resolution = running.popleft()
                yield table.result(), resolution
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _processes() -> int:
    """How many pages are recognised at a time: one for each core, and one in a worker of a batch, which has others."""
    from multiprocessing import parent_process

    if parent_process() is not None:
        return 1
    return processors()
