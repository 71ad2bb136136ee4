"""What stands on a page without being of its content: values of form fields, text boxes, comments.

The values of fields and text boxes are text of the page; the comments of reviewers are not.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from copydesk.problems import Problem
from copydesk.reading.pdf.layers import texts_in
from copydesk.reading.pdf.place import Box

_MOST_NAMED = 10  # attached files
_MOST = 5_000  # annotations of a page
_MOST_OPTIONS = 1_000  # of a field
_LONGEST = 10_000_000  # bytes of a value
_SIZE = re.compile(r"([\d.]+)\s+Tf\b")
_PASSWORD = 1 << 13  # of the flags of a field (ISO 32000-1, table 228)
CHECKED, UNCHECKED = "☑", "☐"


class Written(NamedTuple):
    """Words in a rectangle, in the file's own coordinates (left, bottom, right, top); ``size`` is that of their type, 0
    if the file does not say. ``is_value`` says that they are of a field of a form, which has a label beside it."""

    text: str
    box: Box
    size: float
    is_value: bool


class Annotations(NamedTuple):
    """The words that are ``written`` on a page, the ``comments`` on it, each with its author, and the names of the
    ``files`` that are pinned to it. ``has_unread`` says that stamps or signatures show words that cannot be read."""

    written: tuple[Written, ...] = ()
    comments: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    has_unread: bool = False


NO_ANNOTATIONS = Annotations()


@contextmanager
def form_of(raw: Any, document: Any) -> Iterator[Any]:
    """pdfium's handle of the form of a document, which asks for its values; None if it has none."""
    if raw.FPDF_GetFormType(document) == raw.FORMTYPE_NONE:
        yield None
        return
    settings = raw.FPDF_FORMFILLINFO(version=2)  # pdfium keeps a pointer to it
    form = raw.FPDFDOC_InitFormFillEnvironment(document, settings)
    try:
        yield form or None
    finally:
        if form:
            raw.FPDFDOC_ExitFormFillEnvironment(form)


def files_of(raw: Any, document: Any) -> list[str]:
    """The names of the files that a document holds beside its pages."""
    files = (raw.FPDFDoc_GetAttachment(document, each) for each in range(raw.FPDFDoc_GetAttachmentCount(document)))
    return [_words(raw, raw.FPDFAttachment_GetName, each) for each in files]


def attached(files: Sequence[str]) -> Iterator[Problem]:
    """Names the files that a PDF holds beside its pages."""
    if files:
        shown = ", ".join(files[:_MOST_NAMED]) + (", ..." if len(files) > _MOST_NAMED else "")
        what = "an attached file, which is" if len(files) == 1 else f"{len(files)} attached files, which are"
        yield Problem("set_aside", None, f"the PDF holds {what} not read: {shown}")


def annotations_of(raw: Any, page: Any, form: Any) -> Annotations:
    """What stands on a page beside its content; ``page`` and ``form`` are pdfium's handles."""
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST)
    if count <= 0:
        return NO_ANNOTATIONS
    reader = _Reader(raw, form)
    for number in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if annotation:
            reader.take(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
    return Annotations(tuple(reader.written), tuple(reader.comments), tuple(reader.files), reader.has_unread)


class _Reader:
    """Takes annotations one after the other."""

    def __init__(self, raw: Any, form: Any) -> None:
        self._raw = raw
        self._form = form
        self._unseen = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
        self._remarks = {
            raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE,
            raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE,
            raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_CARET,
            raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_FILEATTACHMENT,
        }  # fmt: skip
        self.written: list[Written] = []
        self.comments: list[str] = []
        self.files: list[str] = []
        self.has_unread = False

    def take(self, annotation: Any) -> None:
        raw = self._raw
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_LINK:  # by far the most, whose words are those of the page
            return
        is_shown = not raw.FPDFAnnot_GetFlags(annotation) & self._unseen
        if kind == raw.FPDF_ANNOT_WIDGET:
            if is_shown:
                self._write(annotation, self._value(annotation), is_value=True)
        elif kind == raw.FPDF_ANNOT_FREETEXT:
            if is_shown:
                self._write(annotation, self._string(annotation, b"Contents"), is_value=False)
        elif kind in self._remarks:
            words = " ".join(self._string(annotation, b"Contents").split())
            author = " ".join(self._string(annotation, b"T").split())
            if words:
                self.comments.append(f"{author}: {words}" if author else words)
            if kind == raw.FPDF_ANNOT_STAMP and is_shown:
                self._see(annotation)
            if kind == raw.FPDF_ANNOT_FILEATTACHMENT:
                file = raw.FPDFAnnot_GetFileAttachment(annotation)
                self.files += [_words(raw, raw.FPDFAttachment_GetName, file)] if file else []

    def _write(self, annotation: Any, text: str, *, is_value: bool) -> None:
        around = self._raw.FS_RECTF()
        if text.strip() and self._raw.FPDFAnnot_GetRect(annotation, around):
            left, right = sorted((around.left, around.right))
            bottom, top = sorted((around.bottom, around.top))
            size = _SIZE.search(self._string(annotation, b"DA"))
            points = float(size[1]) if size and size[1].count(".") < 2 and size[1] != "." else 0.0
            self.written.append(Written(text, (left, bottom, right, top), points, is_value))

    def _see(self, annotation: Any) -> None:
        """Notices whether what an annotation looks like has words."""
        raw = self._raw
        count = raw.FPDFAnnot_GetObjectCount(annotation)
        objects = (raw.FPDFAnnot_GetObject(annotation, number) for number in range(count))
        self.has_unread = self.has_unread or any(True for each in objects for _ in texts_in(raw, each))

    def _value(self, annotation: Any) -> str:
        """What a field of a form shows; a box as a sign."""
        raw, form = self._raw, self._form
        if form is None:
            return self._string(annotation, b"V")
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
            return UNCHECKED if self._string(annotation, b"AS") in ("", "Off") else CHECKED
        if kind == raw.FPDF_FORMFIELD_SIGNATURE:
            self._see(annotation)
        if kind not in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
            return ""
        if kind == raw.FPDF_FORMFIELD_TEXTFIELD and raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
            return ""
        chosen = [
            _words(raw, raw.FPDFAnnot_GetOptionLabel, form, annotation, number)
            for number in range(min(raw.FPDFAnnot_GetOptionCount(form, annotation), _MOST_OPTIONS))
            if raw.FPDFAnnot_IsOptionSelected(form, annotation, number)
        ]
        return ", ".join(chosen) or _words(raw, raw.FPDFAnnot_GetFormFieldValue, form, annotation)

    def _string(self, annotation: Any, key: bytes) -> str:
        return _words(self._raw, self._raw.FPDFAnnot_GetStringValue, annotation, key)


def _words(raw: Any, ask: Callable[..., int], *of: Any) -> str:
    """A string that a function of pdfium's gives in UTF-16; the last arguments of all are a buffer and its length."""
    length = ask(*of, None, 0)
    if not 2 < length <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(*of, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace").replace("\0", "")
