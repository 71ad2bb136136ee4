"""The sources whose files are zip files: which one a file is, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from struct import Struct
from typing import TYPE_CHECKING

from copydesk.errors import InputError
from copydesk.reading._shared.pictures import Find, nothing_brought
from copydesk.reading._shared.xml_opening import text_of
from copydesk.reading._source import DEFAULTS, Part, Reading, ReadOptions
from copydesk.reading.office.asides import without_asides
from copydesk.reading.office.captions import with_captions
from copydesk.reading.office.cover import with_cover
from copydesk.reading.office.finish import finished
from copydesk.reading.office.flow import Document
from copydesk.reading.office.layout_tables import with_layout_as_text
from copydesk.reading.office.package import MAGIC, Package
from copydesk.reading.office.structured import article_of, is_unstyled
from copydesk.reading.office.tables import moved_pictures
from copydesk.reading.office.typed_contents import with_typed_contents
from copydesk.reading.office.unstyled import read_unstyled

if TYPE_CHECKING:
    from copydesk.reading.office.epub.division import Division

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


def is_package(kind: str, beginning: bytes) -> bool:
    """Whether the beginning of a file shows that it is a package of this kind: by the names of its first members."""
    return beginning.startswith(MAGIC) and _kind(beginning) == kind


def is_odt(beginning: bytes) -> bool:
    """Whether the beginning of a file shows that it is an OpenDocument text, as a package or in one piece of XML."""
    return is_package("odt", beginning) or is_flat(beginning)


def is_flat(beginning: bytes | str) -> bool:
    """Whether the beginning of a file shows that it is an OpenDocument text in one piece of XML (``.fodt``)."""
    return _FLAT.search(text_of(beginning[:_BEGINNING]) if isinstance(beginning, bytes) else beginning) is not None


_BEGINNING = 16_384
_FLAT = re.compile(r"<office:document\s[^>]*office:mimetype=[\"']application/vnd\.oasis\.opendocument\.text")


_HEAD = Struct("<6xH10xI4xHH")
"""The head of a member of a zip file: its flags, its packed size, and the lengths of its name and of what follows."""
_SIZE_BEHIND = 8
"""The flag of a member whose size stands behind its content."""
_DESCRIPTOR, _DESCRIPTOR_LENGTH = b"PK\x07\x08", 16
_FOLDERS = ((b"word/", "docx"), (b"ppt/", "pptx"), (b"xl/", "xlsx"), (b"META-INF/container.xml", "epub"))


def _kind(beginning: bytes) -> str:
    mimetype = beginning[30:38] == b"mimetype" and beginning[38:140]
    if mimetype:
        return "epub" if b"epub+zip" in mimetype else "odt" if b"opendocument.text" in mimetype else ""
    names = _first_names(beginning)
    return next((kind for name in names for folder, kind in _FOLDERS if name.startswith(folder)), "")


def _first_names(beginning: bytes) -> Iterator[bytes]:
    """The names of the members whose heads stand in the beginning of a zip file, not of those in packages within it."""
    at = 0
    while beginning.startswith(MAGIC, at) and len(beginning) >= at + _HEAD.size:
        flags, packed, name_length, more = _HEAD.unpack_from(beginning, at)
        start = at + _HEAD.size + name_length
        yield beginning[at + _HEAD.size : start]
        is_unknown = flags & _SIZE_BEHIND and not packed
        at = beginning.find(MAGIC, start + more) if is_unknown else start + more + packed
        if at < 0:
            return
        if beginning.startswith(_DESCRIPTOR, at):
            at += _DESCRIPTOR_LENGTH


def _opened(data: bytes | str, kind: str) -> Package:
    """The package. Raises InputError if it is no zip file, or one of another kind."""
    content = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise InputError("it is encrypted with a password", "Open it in its program and save it without one")
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
    package = _opened(data, "docx")
    return _read(lambda: _document(package, "docx"), options, "docx", find=package.picture)


def _document(package: Package, kind: str) -> Document:
    from copydesk.reading.office.opendocument import read_opendocument
    from copydesk.reading.office.word import read_word

    return with_layout_as_text(read_word(package) if kind == "docx" else read_opendocument(package))


def docx_parts(data: bytes, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The articles of a Word file. One that cannot be read is one article, whose reading says so."""
    return _parts(data, "docx", read_docx)


def odt_parts(data: bytes, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The same for an OpenDocument text."""
    return _parts(data, "odt", read_odt)


def _parts(data: bytes, kind: str, read: Callable[[bytes, ReadOptions], Reading]) -> Sequence[Part]:
    from copydesk.reading.office.several import articles_in, may_be_several, title_of

    whole = (Part("", partial(read, data)),)
    try:
        package = _opened(data, kind)
        if not may_be_several(package, kind):
            return whole
        documents = articles_in(_document(package, kind))
    except (InputError, RecursionError):
        return whole

    def part(document: Document, options: ReadOptions) -> Reading:
        return _read(lambda: document, options, kind, find=package.picture)

    titles = [title_of(document.flow) for document in documents] if len(documents) > 1 else [""]
    return [Part(title, partial(part, document)) for title, document in zip(titles, documents, strict=True)]


def read_odt(data: bytes | str, options: ReadOptions) -> Reading:
    """The same for an OpenDocument text."""
    from copydesk.reading.office.opendocument import read_flat
    from copydesk.reading.office.opendocument.flat import without_pictures

    if is_flat(data[:_BEGINNING]):
        flat = without_pictures(data)
        return _read(lambda: with_layout_as_text(read_flat(flat.data)), options, "odt", find=flat.find)
    package = _opened(data, "odt")
    return _read(lambda: _document(package, "odt"), options, "odt", find=package.picture)


def read_pptx(data: bytes | str, options: ReadOptions) -> Reading:
    """The same for a PowerPoint presentation."""
    from copydesk.reading.office.slides import read_slides

    package = _opened(data, "pptx")
    return _read(lambda: read_slides(package), options, "pptx", find=package.picture, styled=True)


def read_xlsx(data: bytes | str, options: ReadOptions) -> Reading:
    """The same for an Excel workbook."""
    from copydesk.reading.office.sheets import read_sheets

    package = _opened(data, "xlsx")
    return _read(lambda: read_sheets(package), options, "xlsx", find=package.picture, styled=True)


def read_epub(data: bytes | str, options: ReadOptions) -> Reading:
    """The article that a whole e-book is. Raises InputError as above, and MissingEngineError if pandoc is missing."""
    return _read_book(data, None, options)


def epub_parts(data: bytes, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The articles of an e-book. Raises InputError if it is damaged or encrypted."""
    from copydesk.reading.office.epub import parts_of

    with _nested_pages():
        parts = parts_of(_opened(data, "epub"))
    if not parts:
        return (Part("", partial(read_epub, data)),)
    return [Part(part.title, partial(_read_book, data, part), attached=part.is_notes) for part in parts]


def _read_book(data: bytes | str, part: Division | None, options: ReadOptions) -> Reading:
    from copydesk.reading.office.epub import read_epub as read_book

    with _nested_pages():
        return read_book(_opened(data, "epub"), options, part)


@contextmanager
def _nested_pages() -> Iterator[None]:
    try:
        yield
    except RecursionError:
        raise InputError("its pages are nested too deep", "Remove some of the levels") from None
    except ValueError as error:  # of lxml, for names and characters that no page may have
        raise InputError(f"its pages are damaged: {error}", "Fetch it again") from None


def _read(
    read: Callable[[], Document],
    options: ReadOptions,
    form: str,
    *,
    find: Find = nothing_brought,
    styled: bool = False,
) -> Reading:
    """The article of a document; one that is not ``styled``, nor shows it to be, is raw text. ``find`` has the pictures
    that it brings."""
    try:
        document = without_asides(with_cover(with_typed_contents(with_captions(read()))))
        if not styled and is_unstyled(document.flow):
            reading = read_unstyled(document, options, form)
        else:
            reading = Reading(article_of(document), ())
        return finished(
            reading,
            options,
            stated=document.stated,
            furniture=document.furniture,
            problems=(*document.problems, *moved_pictures(document)),
            find=find,
        )
    except RecursionError:
        raise InputError("its tables, boxes or lists are nested too deep", "Remove some of the levels") from None
