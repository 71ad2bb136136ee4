"""The fonts of a PDF: their names, weight and slope."""

from __future__ import annotations

import ctypes
import re
from typing import Any, NamedTuple

_BOLD_FROM = 600  # of the weights from 100 to 900
_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_NAME = re.compile(r"bold|black|heavy|(?<![a-z])(?:demi|bd|blk|hvy)(?![a-z])|demi$", re.IGNORECASE)
_NOT_BOLD_NAME = re.compile(r"semi-?light|demi-?light", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv|slanted|-it\b|,it\b|\bcmti|\bsfti", re.IGNORECASE)
_NAMED_STYLE = re.compile(
    r"[-,](?:regular|roman|book|medium|normal|light|thin|(?:light)?(?:it|italic|oblique))$", re.IGNORECASE
)
"""The end of a name that says how a font is set, and not that it is bold."""

_GUESSES = re.compile(r"Skia/PDF")
"""Programs that take the weight of a font from the width of some of its letters: Chromium's."""

_LONGEST_NAME = 256


class Font(NamedTuple):
    """A font by its ``name`` without the tag of a subset, and whether it is bold and italic."""

    name: str
    bold: bool
    italic: bool


NO_FONT = Font("", bold=False, italic=False)


def has_weights(raw: Any, document: Any) -> bool:
    """Whether the weights that a file gives its fonts are theirs; ``raw`` is the module of pdfium's functions."""
    buffer = ctypes.create_string_buffer(2 * _LONGEST_NAME)
    length = raw.FPDF_GetMetaText(document, b"Producer", buffer, len(buffer))
    return not _GUESSES.match(buffer.raw[: max(0, min(length, len(buffer)) - 2)].decode("utf-16-le", "replace"))


def font_of(raw: Any, text_object: Any, *, has_weights: bool = True) -> Font:
    """The font of a text object; ``has_weights`` says that the file knows the weights of its fonts."""
    handle = raw.FPDFTextObj_GetFont(text_object)
    if not handle:
        return NO_FONT
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFFont_GetBaseFontName(handle, buffer, _LONGEST_NAME)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_NAME else ""
    name = name.rpartition("+")[2]
    angle = ctypes.c_int(0)
    raw.FPDFFont_GetItalicAngle(handle, angle)
    flags = max(0, raw.FPDFFont_GetFlags(handle))
    named_bold = bool(_BOLD_NAME.search(name)) and not _NOT_BOLD_NAME.search(name)
    is_heavy = has_weights and not _NAMED_STYLE.search(name) and raw.FPDFFont_GetWeight(handle) >= _BOLD_FROM
    bold = named_bold or bool(flags & _FORCE_BOLD) or is_heavy
    italic = bool(_ITALIC_NAME.search(name)) or bool(flags & _ITALIC) or angle.value != 0
    return Font(name, bold, italic)
