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
def opened(data: bytes, password: str | None = None) -> Iterator[Any]:
    """The document of a PDF, which is closed at the end; ``password`` opens it if it is locked with one. Raises
    InputError if it cannot be opened."""
    pdfium = library("pypdfium2", "pdf")
    try:
        document = pdfium.PdfDocument(data, password or None)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED and b"/Encrypt" in data:  # pdfium's error may be that of the file before
            fault = "not with the one given" if password else "which was not given"
            raise InputError(
                f"the PDF is locked with a password, {fault}",
                "Give it by --password, or by COPYDESK_PASSWORD in the environment",
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
