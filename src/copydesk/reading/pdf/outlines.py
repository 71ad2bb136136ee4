"""Pages whose words are drawn as outlines: they have no text, but as many strokes as letters take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MOST_OBJECTS = 20_000  # of a page, and of a form
_DEEPEST = 3  # forms within forms
_FEWEST_STROKES = 400  # of a few words: a letter takes a dozen or more
_FEWEST_OF_LETTER = 6  # strokes; a rule, an arrow or a box has fewer


def is_drawn(raw: Any, page: Any) -> bool:
    """Whether a page, of pdfium's handle, paints so many shapes that they may be words."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    strokes = 0
    for number in range(count):
        strokes += sum(_strokes(raw, raw.FPDFPage_GetObject(page, number)))
        if strokes >= _FEWEST_STROKES:
            return True
    return False


def _strokes(raw: Any, each: Any, depth: int = 0) -> Iterator[int]:
    """The lines and curves of the shapes that an object is, or holds."""
    kind = raw.FPDFPageObj_GetType(each)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        strokes = raw.FPDFPath_CountSegments(each)
        yield strokes if strokes >= _FEWEST_OF_LETTER else 0
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for number in range(min(raw.FPDFFormObj_CountObjects(each), _MOST_OBJECTS)):
            yield from _strokes(raw, raw.FPDFFormObj_GetObject(each, number), depth + 1)
