"""The sources whose files are zip files: which one a file is, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.errors import InputError
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.office.finish import finished
from copydesk.reading.office.flow import Document
from copydesk.reading.office.package import MAGIC, Package
from copydesk.reading.office.structured import article_of, is_unstyled
from copydesk.reading.office.unstyled import read_unstyled

_NAMES = {
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "epub": "an e-book",
    "pptx": "a PowerPoint presentation",
    "xlsx": "an Excel workbook",
    "ods": "an OpenDocument spreadsheet",
    "odp": "an OpenDocument presentation",
    "": "a zip file of another kind",
}
_ENCRYPTED = b"EncryptedPackage".decode().encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"


def shows(kind: str) -> Callable[[bytes], bool]:
    """Whether the beginning of a file shows that it is a package of this kind: by the names of its first members."""

    def matches(beginning: bytes) -> bool:
        return beginning.startswith(MAGIC) and _kind(beginning) == kind

    return matches


def is_odt(beginning: bytes) -> bool:
    """Whether the beginning of a file shows that it is an OpenDocument text, as a package or in one piece of XML."""
    return shows("odt")(beginning) or is_flat(beginning)


def is_flat(beginning: bytes | str) -> bool:
    """Whether the beginning of a file shows that it is an OpenDocument text in one piece of XML (``.fodt``)."""
    text = beginning[:_BEGINNING]
    opening = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return _FLAT.search(opening) is not None


_BEGINNING = 16_384
_FLAT = re.compile(rb"<office:document\s[^>]*office:mimetype=[\"']application/vnd\.oasis\.opendocument\.text")


def _kind(beginning: bytes) -> str:
    mimetype = beginning[30:38] == b"mimetype" and beginning[38:140]
    if mimetype:
        return "epub" if b"epub+zip" in mimetype else "odt" if b"opendocument.text" in mimetype else ""
    folders = ((b"word/", "docx"), (b"ppt/", "pptx"), (b"xl/", "xlsx"), (b"META-INF/container.xml", "epub"))
    positions = [(beginning.find(folder), kind) for folder, kind in folders if folder in beginning]
    return min(positions)[1] if positions else ""


def _opened(data: bytes | str, kind: str) -> Package:
    """The package. Raises InputError if it is no zip file, or one of another kind."""
    content = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise InputError("it is encrypted with a password", "Open it and save it without one")
    if not content.startswith(b"PK"):
        raise InputError(f"it is not {_NAMES[kind]}: it is no zip file", "Check its name, or see -f")
    package = Package(content)
    found = package.kind()
    if not found:
        names = ", ".join(package.names[:3]) + (", ..." if len(package.names) > 3 else "")
        held = f"a zip file of {len(package.names)} files: {names}" if names else "an empty zip file"
        raise InputError(f"it is {held}", "Unpack it, and name what is in it" if names else "Name another file")
    if found != kind:
        raise InputError(f"it is not {_NAMES[kind]} but {_NAMES[found]}", "Give it its right name, or see -f")
    return package


def read_docx(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a Word file. Raises InputError if it is damaged, encrypted, or has no words."""
    from copydesk.reading.office.word import read_word

    return _read(lambda: read_word(_opened(data, "docx")), options, "docx")


def read_odt(data: bytes | str, options: ReadOptions) -> Reading:
    """The same for an OpenDocument text."""
    from copydesk.reading.office.opendocument import read_flat, read_opendocument

    if is_flat(data[:_BEGINNING]):
        return _read(lambda: read_flat(data), options, "odt")
    return _read(lambda: read_opendocument(_opened(data, "odt")), options, "odt")


def read_epub(data: bytes | str, options: ReadOptions) -> Reading:
    """The same for an e-book, which becomes one article. Raises MissingEngineError if pandoc is missing."""
    from copydesk.reading.office.epub import read_epub as read_book

    try:
        return read_book(_opened(data, "epub"), options)
    except RecursionError:
        raise InputError("its pages are nested too deep", "Remove some of the levels") from None


def _read(read: Callable[[], Document], options: ReadOptions, form: str) -> Reading:
    try:
        document = read()
        if is_unstyled(document.flow):
            reading = read_unstyled(document, options, form)
        else:
            reading = Reading(article_of(document), ())
        return finished(
            reading, options, stated=document.stated, furniture=document.furniture, problems=document.problems
        )
    except RecursionError:
        raise InputError("its tables, boxes or lists are nested too deep", "Remove some of the levels") from None
