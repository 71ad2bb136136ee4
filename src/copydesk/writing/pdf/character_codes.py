"""The codes by which a PDF shows the glyphs of a font, each with what it stands for.

WeasyPrint's code of a glyph is its number in the font, so that a glyph stands for one thing wherever it is shown. Here
it may have more codes than one: a bracket is mirrored in text that runs from right to left, and a letter of Devanagari
has its glyph before or behind others. Glyphs that cannot be told apart by their place, such as a letter and its vowel
mark, become one glyph of the font.

Sources of the rules: ISO 32000-1, 9.7.4.2 (CIDToGIDMap), 9.7.5 (CMaps) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

ROOM = 1024
"""How many codes after a font's last glyph are left to WeasyPrint, which counts from there what no font has."""

LAST = 0xFFFF
"""The highest code: all have two bytes."""

BATCH = 100
"""The most entries in one section of a CMap."""


class Part(NamedTuple):
    """A glyph in a new one: its number, and where it stands, in the font's units."""

    glyph: int
    x: int = 0
    y: int = 0


class Made(NamedTuple):
    """A new glyph of these parts, so wide, in the font's units. One without parts is a box of that width, which is not
    to be seen, but by which readers of PDFs know where its letter stands."""

    width: int
    parts: tuple[Part, ...] = ()


class Codes:
    """The codes of one font of a document. ``font`` is WeasyPrint's."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.plain: dict[int, str] = {}
        """What each glyph stands for where its code is its number."""
        self.others: dict[tuple[int | Made, str], int] = {}
        """The further codes: of which glyph, and for what."""

    def code(self, glyph: int | Made, text: str) -> int | None:
        """The code that shows this glyph and stands for this text; None if the font can have no more."""
        if isinstance(glyph, int) and self.plain.setdefault(glyph, text) == text:
            return glyph
        known = self.others.get((glyph, text))
        if known is None:
            known = self.font.glyph_count + ROOM + len(self.others)
            if known > LAST or self.font.type != "ttf":
                return None
            self.others[glyph, text] = known
        return known

    def width(self, glyph: int | Made) -> int:
        """How far a glyph moves on, in thousandths of the font's size."""
        wide: float = self.font.widths[glyph] if isinstance(glyph, int) else glyph.width * 1000 / self.font.upem
        return round(wide)


def finish(pdf: Any, fonts: Mapping[str, Codes]) -> None:
    """Writes into a document of pydyf what WeasyPrint does not know of these codes, by the hashes of their fonts."""
    for dictionary in list(pdf.objects):
        if not isinstance(dictionary, dict) or dictionary.get("Subtype") != "/Type0":
            continue
        codes = fonts.get(dictionary["BaseFont"][1:].split(b"+")[0].decode())
        if codes is None:
            continue
        _stand_for(_object(dictionary["ToUnicode"], pdf), codes)
        if codes.others:
            _show(dictionary, codes, pdf)


def _stand_for(to_unicode: Any, codes: Codes) -> None:
    """Corrects and completes a stream that says what the codes of a font stand for."""
    wanted = codes.plain | {code: text for (_, text), code in codes.others.items()}
    for place, line in enumerate(to_unicode.stream):
        if match := re.fullmatch(rb"<([0-9a-f]{4})> <[0-9a-f]*>", line):
            code = int(match[1], 16)
            if code in wanted:
                to_unicode.stream[place] = _bfchar(code, wanted.pop(code))
    _insert(to_unicode, b"bfchar", (_bfchar(code, text) for code, text in wanted.items()))


def _bfchar(code: int, text: str) -> bytes:
    return f"<{code:04x}> <{text.encode('utf-16-be').hex()}>".encode()


def _insert(cmap: Any, kind: bytes, entries: Iterable[bytes]) -> None:
    """Adds sections of this kind of entries to the stream of a CMap."""
    lines = list(entries)
    end = cmap.stream.index(b"endcmap")
    for start in range(0, len(lines), BATCH):
        section = lines[start : start + BATCH]
        made = [b"%d begin%b" % (len(section), kind), *section, b"end" + kind]
        cmap.stream[end:end] = made
        end += len(made)


def _show(dictionary: Any, codes: Codes, pdf: Any) -> None:
    """Makes a font's further codes show their glyphs."""
    import pydyf

    font = _object(dictionary["DescendantFonts"][0], pdf)
    glyphs = _glyphs(_object(_object(font["FontDescriptor"], pdf)["FontFile2"], pdf), codes)
    if isinstance(dictionary["Encoding"], bytes):  # WeasyPrint's own CMap, which knows what no font has
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
    """The number of the glyph that each further code shows. New glyphs are put into the stream of the font's file."""
    made = dict.fromkeys(glyph for glyph, _ in codes.others if isinstance(glyph, Made))
    first = 0
    if made:
        stream.stream[0], first = _with_glyphs(stream.stream[0], made)
        stream.extra["Length1"] = len(stream.stream[0])
    numbers = {glyph: number for number, glyph in enumerate(made, first)}
    return {code: numbers[glyph] if isinstance(glyph, Made) else glyph for (glyph, _), code in codes.others.items()}


def _with_glyphs(content: bytes, made: Iterable[Made]) -> tuple[bytes, int]:
    """A TrueType font with these glyphs more, and the number of the first of them."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    names = font.getGlyphOrder()
    first = len(names)
    for number, glyph in enumerate(made, first):
        name = f"made{number}"
        font["glyf"][name] = outline = _outline(glyph, names)  # which adds the name to the others
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = glyph.width, getattr(outline, "xMin", 0)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue(), first


def _outline(glyph: Made, names: list[str]) -> Any:
    """A new glyph as fontTools has it."""
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
