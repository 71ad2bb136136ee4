"""Layers of a PDF (optional content) that are switched off: what they hold is not to be seen on the page.

pdfium does not say which layers are off, but does not paint them either: so what may be of a layer is painted alone.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

_SWITCHED_OFF = re.compile(rb"/OFF\s*(?:\[\s*)?\d|/(?:BaseState|ViewState)\s*/OFF\b")
_PACKED = re.compile(rb"/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)
_MOST_INFLATED = 20_000_000  # bytes of a stream of objects
_MOST_PAINTED = 200  # objects of a page that are painted alone
_MOST_OBJECTS = 20_000  # of a page, and of a form
_DEEPEST = 3  # forms within forms
_SIDE = 400  # pixels of the longer side of what is painted
_LAYER = "OC".encode("utf-16-le")


class Unseen(NamedTuple):
    """What a page holds in layers that are switched off: the addresses of its text objects, and the numbers of its
    outermost objects."""

    texts: frozenset[int] = frozenset()
    objects: frozenset[int] = frozenset()


NOTHING_UNSEEN = Unseen()


def may_be_off(data: bytes) -> bool:
    """Whether a file may have layers that are switched off: it says so, or its objects cannot be unpacked."""
    if _SWITCHED_OFF.search(data):
        return True
    for packed in _PACKED.finditer(data):
        try:
            objects = zlib.decompressobj().decompress(data[packed.end() :], _MOST_INFLATED)
        except zlib.error:  # such as one that is encrypted
            return True
        if _SWITCHED_OFF.search(objects):
            return True
    return False


def unseen_on(raw: Any, page: Any) -> Unseen:
    """What is in layers of a page that are switched off; ``page`` is pdfium's handle."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    objects = [raw.FPDFPage_GetObject(page, number) for number in range(count)]
    suspects = [number for number, each in enumerate(objects) if _may_be_of_layer(raw, each)]
    if not suspects:
        return NOTHING_UNSEEN
    active = [number for number, each in enumerate(objects) if _is_active(raw, each)]
    for number in active:
        raw.FPDFPageObj_SetIsActive(objects[number], False)
    unseen: list[int] = []
    try:
        for number in suspects[:_MOST_PAINTED]:
            raw.FPDFPageObj_SetIsActive(objects[number], True)
            if not _paints(raw, page):
                unseen.append(number)
            raw.FPDFPageObj_SetIsActive(objects[number], False)
    finally:
        for number in active:
            raw.FPDFPageObj_SetIsActive(objects[number], True)
    texts = (address for number in unseen for address in texts_in(raw, objects[number]))
    return Unseen(frozenset(texts), frozenset(unseen))


def _may_be_of_layer(raw: Any, each: Any) -> bool:
    """Whether an object is a form that holds text, or marked as one of a layer."""
    if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_FORM:
        return next(texts_in(raw, each), None) is not None
    name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    wide = ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR))
    for number in range(raw.FPDFPageObj_CountMarks(each)):
        mark = raw.FPDFPageObj_GetMark(each, number)
        if raw.FPDFPageObjMark_GetName(mark, wide, len(name), length) and name.raw[: length.value - 2] == _LAYER:
            return next(texts_in(raw, each), None) is not None
    return False


def _is_active(raw: Any, each: Any) -> bool:
    active = ctypes.c_int(1)
    return not raw.FPDFPageObj_GetIsActive(each, active) or bool(active.value)


def texts_in(raw: Any, each: Any, depth: int = 0) -> Iterator[int]:
    """The addresses of the text objects that an object is, or holds; without those that are never painted, as those
    below a scan are."""
    kind = raw.FPDFPageObj_GetType(each)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        if raw.FPDFTextObj_GetTextRenderMode(each) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            yield ctypes.addressof(each.contents)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for number in range(min(raw.FPDFFormObj_CountObjects(each), _MOST_OBJECTS)):
            yield from texts_in(raw, raw.FPDFFormObj_GetObject(each, number), depth + 1)


def _paints(raw: Any, page: Any) -> bool:
    """Whether a page, as it is now, paints anything at all, white included."""
    wide, high = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = _SIDE / max(wide, high, 1.0)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRA, None, 0)
    if not bitmap:
        return True
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        painted = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), raw.FPDFBitmap_GetStride(bitmap) * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return any(painted)
