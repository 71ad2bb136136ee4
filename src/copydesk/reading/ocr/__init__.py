"""The results of optical character recognition, as archives and programs deliver them -> Article.

hOCR, ALTO XML, PAGE XML and the tables of Tesseract, one file or an archive of pages with or without a METS. All
become pages of blocks of lines (``scanned``), these copy (``as_copy``), and that is read like raw text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from copydesk.errors import InputError, named
from copydesk.problems import Problem
from copydesk.reading import text
from copydesk.reading._source import BEGINNING, LIMIT, Reading, ReadOptions, check_size
from copydesk.reading.copy import Copy
from copydesk.reading.ocr import alto, archive, hocr, mets, page_xml, tsv
from copydesk.reading.ocr.as_copy import as_copy
from copydesk.reading.ocr.scanned import Scanned
from copydesk.reading.ocr.xml import decoded, root_name

_NAME = "ocr"
_DESCRIPTION = "OCR (hOCR, ALTO, PAGE XML or a table of Tesseract)"


class _Form(NamedTuple):
    """A form of OCR: whether a file that begins so is of it, and how it is read."""

    matches: Callable[[bytes], bool]
    read: Callable[[bytes], Scanned]


_FORMS = (
    _Form(lambda beginning: root_name(beginning).lower() == alto.ROOT, alto.read),
    _Form(lambda beginning: root_name(beginning) == page_xml.ROOT, page_xml.read),
    _Form(lambda beginning: hocr.is_hocr(decoded(beginning)), hocr.read),
    _Form(lambda beginning: tsv.is_tsv(decoded(beginning)), tsv.read),
)


def _form(data: bytes) -> _Form | None:
    beginning = data[:BEGINNING]
    return next((form for form in _FORMS if form.matches(beginning)), None)


def _is_mets(data: bytes) -> bool:
    return root_name(data[:BEGINNING]).lower() == mets.ROOT


_SEEN_IN_ARCHIVES = re.compile(
    rb"<(?:[\w.-]+:)?(?:alto|PcGts|mets|METS)[\s>]|\bclass\s*=\s*[\"'][^\"'<>]*\bocr_page\b|\bname=[\"']ocr-system\b"
)


def is_ocr(beginning: bytes) -> bool:
    """Whether a file begins as a page or an archive of pages does."""
    if archive.is_archive(beginning):
        return _SEEN_IN_ARCHIVES.search(archive.glimpse(beginning)) is not None
    return _form(beginning) is not None or _is_mets(beginning)


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of one or many recognised pages. Raises InputError if they cannot be read or hold no text."""
    return text.read(copy_of(data.encode() if isinstance(data, str) else data), options)


def copy_of(data: bytes) -> Copy:
    """The copy of a file of OCR, or of an archive of such files. Raises InputError if it cannot be read."""
    if archive.is_archive(data):
        return _of_archive(archive.members(data))
    check_size(data, _DESCRIPTION, LIMIT)
    form = _form(data)
    if form is not None:
        return as_copy(form.read(data), _NAME)
    if _is_mets(data):
        raise InputError(
            "it is a METS, which only names the files of its pages",
            "Pack its folder and give the archive: tar -czf issue.tar.gz FOLDER",
        )
    raise InputError(f"it is not {_DESCRIPTION}", "Name another file, or see -f")


def _of_archive(members: dict[str, bytes]) -> Copy:
    contents = [name for name, content in members.items() if _is_mets(content)]
    if len(contents) > 1:
        raise InputError(
            f"the archive holds {len(contents)} METS, each of an issue of its own", "Pack each issue by itself"
        )
    missing: list[str] = []
    if contents:
        names = list(_named_by(contents[0], members, missing))
    else:
        names = sorted(name for name, content in members.items() if _form(content))
    if not names:
        raise InputError(f"the archive holds no pages in a form of {_DESCRIPTION}", "Name another file")
    scanned: list[Scanned] = []
    for name in names:
        form = _form(members[name])
        with named(name, InputError):
            scanned.append(form.read(members.pop(name)) if form else Scanned(()))
    copy = as_copy(_together(scanned), _NAME)
    if missing:
        others = ("", " and another", f" and {len(missing) - 1} others")[min(len(missing), 3) - 1]
        absent = Problem("lost", None, f"the archive lacks {missing[0]}{others}, which its METS names for a page")
        copy = copy._replace(problems=(absent, *copy.problems))
    return copy


def _named_by(contents: str, members: dict[str, bytes], missing: list[str]) -> list[str]:
    """The names of the members that a METS names for its pages: of each page the first that is a file of OCR. The
    others are left out: they are the same page in another form. ``missing`` gets those that are not there."""
    names = []
    for page in mets.files_of_pages(members[contents]):
        there = [mets.find(name, contents, members) for name in page]
        usable = [name for name in there if name and _form(members[name])]
        names += usable[:1]
        if not usable:
            missing += [name for name, found in zip(page, there, strict=True) if not found and archive.may_be_ocr(name)]
    return list(dict.fromkeys(names))


def _together(parts: list[Scanned]) -> Scanned:
    """The pages of several files as those of one."""
    pages = tuple(chain.from_iterable(part.pages for part in parts))
    languages = tuple(dict.fromkeys(chain.from_iterable(part.languages for part in parts)))
    unbroken = tuple(chain.from_iterable(part.unbroken for part in parts))
    disorders: list[tuple[int, str]] = []
    before = 0
    for part in parts:
        disorders += [(before + page, what) for page, what in part.disorders]
        before += len(part.pages)
    return Scanned(pages, languages, unbroken, tuple(disorders))
