"""The character codes by which a PDF shows the glyphs of a font, each with the text that it stands for.

WeasyPrint's code of a glyph is its number in the font, so a glyph always stands for the same text. Here it may have
several codes: a bracket is mirrored in right-to-left text, and a letter of Devanagari has its glyph before or after
others. Glyphs that cannot be separated by position, such as a letter and its vowel mark, become one new glyph of the
font.

Sources of the rules: ISO 32000-1, 9.7.4.2 (CIDToGIDMap), 9.7.5 (CMaps) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

ROOM = 1024
"""The number of codes after a font's last glyph reserved for WeasyPrint, which uses them for missing characters."""

LAST = 0xFFFF
"""The highest code: all have two bytes."""

BATCH = 100
"""The most entries in one section of a CMap."""


class Part(NamedTuple):
    """A component of a new glyph: the number of a glyph, and its position in font units."""

    glyph: int
    x: int = 0
    y: int = 0


class NewGlyph(NamedTuple):
    """A new glyph made of these parts; ``width`` is in font units. One without parts is an invisible box of that width,
    which tells PDF readers the position of its letter."""

    width: int
    parts: tuple[Part, ...] = ()


class Codes:
    """The codes of one font of a document. ``font`` is WeasyPrint's."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.plain: dict[int, str] = {}
        """The text of each glyph whose code is its number."""
        self.others: dict[tuple[int | NewGlyph, str], int] = {}
        """The further codes by glyph and text."""

    def code(self, glyph: int | NewGlyph, text: str) -> int | None:
        """The code that shows this glyph and stands for this text; None if the font has no more codes."""
        if isinstance(glyph, int) and self.plain.setdefault(glyph, text) == text:
            return glyph
        further_code = self.others.get((glyph, text))
        if further_code is None:
            further_code = self.font.glyph_count + ROOM + len(self.others)
            if further_code > LAST or self.font.type != "ttf":
                return None
            self.others[glyph, text] = further_code
        return further_code

    def width(self, glyph: int | NewGlyph) -> int:
        """The advance width of a glyph, in thousandths of the font size."""
        wide: float = self.font.widths[glyph] if isinstance(glyph, int) else glyph.width * 1000 / self.font.upem
        return round(wide)


def finish(pdf: Any, fonts: Mapping[str, Codes]) -> None:
    """Adds these codes, given by the hashes of their fonts, to a pydyf document."""
    for dictionary in list(pdf.objects):
        if not isinstance(dictionary, dict) or dictionary.get("Subtype") != "/Type0":
            continue
        codes = fonts.get(dictionary["BaseFont"][1:].split(b"+")[0].decode())
        if codes is None:
            continue
        _correct_to_unicode(_object(dictionary["ToUnicode"], pdf), codes)
        if codes.others:
            _map_codes(dictionary, codes, pdf)


def _correct_to_unicode(to_unicode: Any, codes: Codes) -> None:
    """Corrects and completes the ToUnicode stream of a font."""
    texts = codes.plain | {code: text for (_, text), code in codes.others.items()}
    for index, line in enumerate(to_unicode.stream):
        if match := re.fullmatch(rb"<([0-9a-f]{4})> <[0-9a-f]*>", line):
            code = int(match[1], 16)
            if code in texts:
                to_unicode.stream[index] = _bfchar(code, texts.pop(code))
    _insert(to_unicode, b"bfchar", (_bfchar(code, text) for code, text in texts.items()))


def _bfchar(code: int, text: str) -> bytes:
    return f"<{code:04x}> <{text.encode('utf-16-be').hex()}>".encode()


def _insert(cmap: Any, kind: bytes, entries: Iterable[bytes]) -> None:
    """Adds sections with entries of this kind to the stream of a CMap."""
    lines = list(entries)
    end = cmap.stream.index(b"endcmap")
    for start in range(0, len(lines), BATCH):
        section = lines[start : start + BATCH]
        block = [b"%d begin%b" % (len(section), kind), *section, b"end" + kind]
        cmap.stream[end:end] = block
        end += len(block)


def _map_codes(dictionary: Any, codes: Codes, pdf: Any) -> None:
    """Maps a font's further codes to their glyphs."""
    import pydyf

    font = _object(dictionary["DescendantFonts"][0], pdf)
    glyphs = _glyphs(_object(_object(font["FontDescriptor"], pdf)["FontFile2"], pdf), codes)
    if isinstance(dictionary["Encoding"], bytes):  # WeasyPrint's own CMap, for missing characters
        _insert(_object(dictionary["Encoding"], pdf), b"cidchar", (b"<%04x> %d" % (code, code) for code in glyphs))
    shown = {code: code for code in codes.font.to_unicode if code < codes.font.glyph_count} | glyphs
    table = bytearray(2 * max(shown) + 2)
    for code, glyph in shown.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    stream = pydyf.Stream([bytes(table)], compress=_object(dictionary["ToUnicode"], pdf).compress)
    pdf.add_object(stream)
    font["CIDToGIDMap"] = stream.reference
    for (glyph, _), code in codes.others.items():
        font["W"] += [code, pydyf.Array([codes.width(glyph)])]


def _glyphs(stream: Any, codes: Codes) -> dict[int, int]:
    """The glyph number of each further code. New glyphs are added to the font file's stream."""
    new_glyphs = dict.fromkeys(glyph for glyph, _ in codes.others if isinstance(glyph, NewGlyph))
    first = 0
    if new_glyphs:
        stream.stream[0], first = _with_glyphs(stream.stream[0], new_glyphs)
        stream.extra["Length1"] = len(stream.stream[0])
    numbers = {glyph: number for number, glyph in enumerate(new_glyphs, first)}
    return {code: numbers[glyph] if isinstance(glyph, NewGlyph) else glyph for (glyph, _), code in codes.others.items()}


def _with_glyphs(content: bytes, new_glyphs: Iterable[NewGlyph]) -> tuple[bytes, int]:
    """The TrueType font with these glyphs added, and the number of the first of them."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    names = font.getGlyphOrder()
    first = len(names)
    for number, glyph in enumerate(new_glyphs, first):
        name = f"made{number}"
        font["glyf"][name] = outline = _outline(glyph, names)  # this adds the name to the font
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = glyph.width, getattr(outline, "xMin", 0)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue(), first


def _outline(glyph: NewGlyph, names: list[str]) -> Any:
    """A new glyph in the form of fontTools."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(dict.fromkeys(names))
    for part in glyph.parts:
        pen.addComponent(names[part.glyph], (1, 0, 0, 1, part.x, part.y))
    if not glyph.parts:
        corners = (0, 0), (0, glyph.width), (glyph.width, glyph.width), (glyph.width, 0)
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _object(reference: bytes, pdf: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]
