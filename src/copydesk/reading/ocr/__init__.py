"""The results of optical character recognition, as archives and programs deliver them -> Article.

hOCR, ALTO XML, PAGE XML and the tables of Tesseract, one file or an archive of pages with or without a METS. All
become pages of blocks of lines (``scanned``), these copy (``as_copy``), and that is read like raw text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from copydesk.errors import InputError
from copydesk.reading import text
from copydesk.reading._source import DEFAULTS, LIMIT, Part, Reading, ReadOptions, check_size
from copydesk.reading.copy import Copy
from copydesk.reading.ocr import archive
from copydesk.reading.ocr.as_copy import as_copy
from copydesk.reading.ocr.forms import form_of
from copydesk.reading.ocr.issue import NAME, Issue, is_mets

_DESCRIPTION = "OCR (hOCR, ALTO, PAGE XML or a table of Tesseract)"

_SEEN_IN_ARCHIVES = re.compile(
    rb"<(?:[\w.-]+:)?(?:alto|PcGts|mets|METS)[\s>]|\bclass\s*=\s*[\"'][^\"'<>]*\bocr_page\b|\bname=[\"']ocr-system\b"
)


def is_ocr(beginning: bytes) -> bool:
    """Whether a file begins as a page or an archive of pages does."""
    if archive.is_archive(beginning):
        return _SEEN_IN_ARCHIVES.search(archive.glimpse(beginning)) is not None
    return form_of(beginning) is not None or is_mets(beginning)


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of one or many recognised pages. Raises InputError if they cannot be read or hold no text."""
    return text.read(copy_of(data.encode() if isinstance(data, str) else data), options)


def parts(data: bytes, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The articles of an archive, as its METS divides it; a file of pages is one. Raises InputError if an archive
    cannot be read."""
    if not archive.is_archive(data):
        return (Part("", partial(read, data)),)
    return Issue(archive.members(data)).parts()


def copy_of(data: bytes) -> Copy:
    """The copy of a file of OCR, or of an archive of such files. Raises InputError if it cannot be read."""
    if archive.is_archive(data):
        return Issue(archive.members(data)).copy()
    check_size(data, _DESCRIPTION, LIMIT)
    form = form_of(data)
    if form is not None:
        return as_copy(form.read(data), NAME)
    if is_mets(data):
        raise InputError(
            "it is a METS, which only names the files of its pages",
            "Pack its folder and give the archive: tar -czf issue.tar.gz FOLDER",
        )
    raise InputError(f"it is not {_DESCRIPTION}", "Name another file, or see -f")
