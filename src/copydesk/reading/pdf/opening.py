"""Opens a PDF: refuses what is damaged, locked or far too long, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from copydesk.errors import InputError
from copydesk.reading._source import library

MOST_PAGES = 3000
"""The pages of the longest PDF that is read."""

_LOCKED = (4, 5)  # of pdfium's errors: the password is wrong, or its kind of lock is unknown


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document of a PDF, which is closed at the end. Raises InputError if it cannot be opened."""
    pdfium = library("pypdfium2", "pdf")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED:
            raise InputError(
                "the PDF is locked with a password", "Save it without one: qpdf --password=... --decrypt in.pdf out.pdf"
            ) from None
        raise InputError(
            "the PDF is damaged or cut off", "Get the file anew, or repair it: qpdf in.pdf out.pdf"
        ) from None
    try:
        if len(document) > MOST_PAGES:
            raise InputError(f"the PDF has {len(document):,} pages, and may have {MOST_PAGES:,}", "Split it")
        if not len(document):
            raise InputError("the PDF has no pages", "Get the file anew")
        yield document
    finally:
        document.close()
