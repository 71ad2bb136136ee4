"""The package of a Word file: python-docx manages its parts, their relationships and content types."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from copydesk.errors import MissingEngineError, UsageError
from copydesk.writing.docx.xml import parse

if TYPE_CHECKING:
    from docx.document import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""The prefix of relationship types."""

LARGEST = 200 * 1024 * 1024
"""The largest unpacked size of a reference document, in bytes."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def opened(file: Any) -> Document:
    """A document read by python-docx, or its empty template if ``file`` is None.

    Raises MissingEngineError if python-docx is missing, and the errors of python-docx for an invalid file.
    """
    try:
        import docx
    except ImportError:
        raise MissingEngineError("python-docx, which makes Word files, is missing", "pip install python-docx") from None
    return docx.Document(file)


def keep(document: Document, part_kinds: tuple[str, ...]) -> None:
    """Drops every part of the file except its text, its properties and parts of these kinds."""
    for owner, kinds in ((document.part, part_kinds), (document.part.package, ("officeDocument", "core-properties"))):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rpartition("/")[2] not in kinds]:
            del owner.rels[key]


def refill(element: Any, xml: str) -> None:
    """Replaces the attributes and children of an element by those of ``xml``."""
    replacement = parse(xml)
    element.attrib.clear()
    element.attrib.update(replacement.attrib)
    element[:] = list(replacement)


def add_part(document: Document, name: str, xml: str) -> Any:
    """Adds a part to the file, such as ``"footnotes"``, and returns it."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(f"/word/{name}.xml"), f"{_MAIN}{name}+xml", encoded(xml), document.part.package)
    document.part.relate_to(part, OFFICE + name)
    return part


def encoded(xml: str) -> bytes:
    """The bytes of an XML file."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


# ---------------------------------------------------------------------------------------- reference documents


def read(data: bytes, name: str) -> Document:
    """The document, read by python-docx. Raises UsageError, with ``name``, for another kind of file or a damaged
    one."""
    kind, remedy = _other_kind(data)
    if not kind:
        try:
            document = opened(io.BytesIO(data))
            if any(rel.reltype == f"{OFFICE}styles" for rel in document.part.rels.values()):
                return document
            kind = "without any styles"
        except MissingEngineError:
            raise
        except Exception as error:  # damaged files raise errors of any kind in python-docx
            kind = f"damaged ({error or type(error).__name__})"
    raise UsageError(f"{name} is {kind}", remedy)


_REMEDY = "Open it in Word or LibreOffice and save it as a Word document (.docx)"

_STARTS = {b"{\\rtf": "an RTF file", b"%PDF-": "a PDF file"}

_CONTENTS = {
    "wordprocessingml.template": "a Word template (.dotx)",
    "word.document.macroEnabled": "a Word document with macros (.docm)",
    "word.template.macroEnabled": "a Word template with macros (.dotm)",
    "spreadsheetml": "an Excel workbook",
    "presentationml": "a PowerPoint presentation",
}
"""The kinds of Microsoft Office files, by content type."""


def _other_kind(data: bytes) -> tuple[str, str]:
    """What kind of file this is if it is no Word document, empty if it may be one; and the remedy."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the container format of old and of encrypted Office files
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "locked with a password", "Save a copy of it without the password"
        return "an old Word file (.doc)", _REMEDY
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind, _REMEDY
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                return (
                    f"larger than {LARGEST >> 20} MB when unpacked",
                    "Choose a smaller one: its text is not needed",
                )
            if "mimetype" in archive.namelist():
                return "an OpenDocument file or an e-book", _REMEDY
            types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
            strict = b"purl.oclc.org/ooxml" in archive.read("_rels/.rels")
    except Exception:  # a zip archive can be damaged in many ways
        return "no Word document, or damaged beyond reading", _REMEDY
    if strict:
        return "a Strict Open XML document", f"{_REMEDY}, not as a strict one"
    if "wordprocessingml.document.main" not in types:
        return next(
            (kind for content_type, kind in _CONTENTS.items() if content_type in types), "no Word document"
        ), _REMEDY
    return "", _REMEDY
