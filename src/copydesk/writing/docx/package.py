"""The package of a Word file: python-docx reads and keeps its parts, their relationships and content types."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from copydesk.errors import MissingEngineError, UsageError
from copydesk.writing.docx.xml import parse

if TYPE_CHECKING:
    from docx.document import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""What the kinds of relationship between the parts of a file begin with."""

LARGEST = 200 * 1024 * 1024
"""Bytes that a reference document may hold when it is unpacked."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def opened(file: Any) -> Document:
    """A document that python-docx has read, or its own empty one if ``file`` is None.

    Raises MissingEngineError where python-docx is missing, and what python-docx raises for a file that is none.
    """
    try:
        import docx
    except ImportError:
        raise MissingEngineError("python-docx, which makes Word files, is missing", "pip install python-docx") from None
    return docx.Document(file)


def keep(document: Document, wanted: tuple[str, ...]) -> None:
    """Drop every part of the file but its text, its properties and those of the kinds that are ``wanted``."""
    for owner, kinds in ((document.part, wanted), (document.part.package, ("officeDocument", "core-properties"))):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rpartition("/")[2] not in kinds]:
            del owner.rels[key]


def refill(element: Any, xml: str) -> None:
    """Put the attributes and children of ``xml`` in the place of the element's."""
    made = parse(xml)
    for name in list(element.attrib):
        del element.attrib[name]
    element[:] = list(made)


def add_part(document: Document, name: str, xml: str) -> Any:
    """A new part of the file, ``"footnotes"``."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(f"/word/{name}.xml"), f"{_MAIN}{name}+xml", encoded(xml), document.part.package)
    document.part.relate_to(part, OFFICE + name)
    return part


def encoded(told: str) -> bytes:
    """XML as it stands in a file."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{told}'.encode()


# ---------------------------------------------------------------------------------------- a person's own document


def read(data: bytes, name: str) -> Document:
    """The document, by python-docx. Raises UsageError that says what ``name`` is instead, or that it is damaged."""
    what, remedy = _instead(data)
    if not what:
        try:
            document = opened(io.BytesIO(data))
            if any(rel.reltype == f"{OFFICE}styles" for rel in document.part.rels.values()):
                return document
            what = "without any styles"
        except MissingEngineError:
            raise
        except Exception as error:  # damage leads python-docx to errors of every kind
            what = f"damaged ({error or type(error).__name__})"
    raise UsageError(f"{name} is {what}", remedy)


_REMEDY = "Open it in Word or LibreOffice and save it as a Word document (.docx)"

_STARTS = {b"{\\rtf": "an RTF file", b"%PDF-": "a PDF file"}

_CONTENTS = {
    "wordprocessingml.template": "a Word template (.dotx)",
    "word.document.macroEnabled": "a Word document with macros (.docm)",
    "word.template.macroEnabled": "a Word template with macros (.dotm)",
    "spreadsheetml": "an Excel workbook",
    "presentationml": "a PowerPoint presentation",
}
"""What a package of Microsoft Office is by its content types."""


def _instead(data: bytes) -> tuple[str, str]:
    """What a file is that is no Word document, as far as can be told from outside, and what to do about it."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the container of Office before it took to zip, and of locked files now
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "locked with a password", "Save a copy of it without the password"
        return "an old Word file (.doc)", _REMEDY
    for start, what in _STARTS.items():
        if data.startswith(start):
            return what, _REMEDY
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                return (
                    f"larger than {LARGEST >> 20} MB when it is unpacked",
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
        return next((what for told, what in _CONTENTS.items() if told in types), "no Word document"), _REMEDY
    return "", _REMEDY
