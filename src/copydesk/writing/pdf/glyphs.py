"""The glyphs of a line that WeasyPrint is about to show, each with its share of the line's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from copydesk.writing.pdf.character_codes import Codes

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that control line breaks and direction and are no part of words; the joiners U+200C and U+200D are."""


class Glyph(NamedTuple):
    """A glyph of a line, in the order from left to right. ``text`` is its share of the line's text, ``start`` the byte
    of that text where its cluster begins. ``seen`` says whether WeasyPrint shows it."""

    codes: Codes
    size: float
    number: int
    text: str
    start: int
    rtl: bool
    narrow: bool
    seen: bool
    missing: bool


def glyphs_to_correct(stream: Any, layout: Any, fonts: dict[str, Codes]) -> list[Glyph]:
    """The glyphs of a layout's first line; none if WeasyPrint will show them correctly."""
    from weasyprint.text.ffi import ffi, pango

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as WeasyPrint does before it shows it
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    runs: list[tuple[Any, Codes, float]] = []
    run = line.runs[0]
    while run != ffi.NULL:
        font, size = stream.add_font(run.data.item.analysis.font)
        if font.bitmap:
            return []
        codes = fonts.setdefault(font.hash, Codes(font))
        codes.font = font
        runs.append((run.data, codes, size))
        run = run.next
    if all(_is_well_known(item, codes, text) for item, codes, _ in runs):
        return []
    glyphs = [glyph for item, codes, size in runs for glyph in _run(item, codes, size, text)]
    shown = "".join(_as_shown(glyphs))
    irregular = any(glyph.rtl or (glyph.seen and glyph.narrow) for glyph in glyphs)
    return glyphs if irregular or shown != "".join(glyph.text for glyph in glyphs) else []


def _is_well_known(item: Any, codes: Codes, line: bytes) -> bool:
    """Whether all glyphs of a ``PangoGlyphItem`` have occurred before, one for each letter; this is the usual case."""
    numbers, widths = _numbers_and_widths(item)
    if item.item.analysis.level % 2 or 0 in widths or not codes.plain.keys() >= set(numbers):
        return False
    text = line[item.item.offset : item.item.offset + item.item.length]
    return "".join(map(codes.plain.__getitem__, numbers)).encode() == text


def _numbers_and_widths(item: Any) -> tuple[list[int], list[int]]:
    """The numbers of the glyphs of a ``PangoGlyphItem``, and their widths."""
    from weasyprint.text.ffi import ffi

    stride = ffi.sizeof("PangoGlyphInfo") // 4
    values = memoryview(ffi.buffer(item.glyphs.glyphs, 4 * stride * item.glyphs.num_glyphs)).cast("I").tolist()
    return values[::stride], values[1::stride]


def _as_shown(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """The texts that WeasyPrint's codes for these glyphs stand for."""
    for glyph in glyphs:
        if glyph.missing:
            yield glyph.text
        elif glyph.seen:
            yield glyph.codes.plain.setdefault(glyph.number, glyph.text)


def _run(item: Any, codes: Codes, size: float, line: bytes) -> Iterator[Glyph]:
    """The glyphs of a ``PangoGlyphItem``."""
    from weasyprint.text.ffi import ffi, pango

    offset, rtl = item.item.offset, bool(item.item.analysis.level % 2)
    numbers, widths = _numbers_and_widths(item)
    clusters = ffi.unpack(item.glyphs.log_clusters, len(numbers))
    seen = [number != pango.PANGO_GLYPH_EMPTY for number in numbers]
    texts = _texts(clusters, seen, line[offset : offset + item.item.length], rtl)
    for index, number in enumerate(numbers):
        missing = seen[index] and bool(number & pango.PANGO_GLYPH_UNKNOWN_FLAG)
        start = offset + clusters[index]
        yield Glyph(codes, size, number, texts[index], start, rtl, not widths[index], seen[index], missing)


def _texts(clusters: Sequence[int], seen: Sequence[bool], text: bytes, rtl: bool) -> list[str]:
    """The share of a run's text that each of its glyphs stands for, by the bytes where the glyphs' clusters begin."""
    order = range(len(clusters))[:: -1 if rtl else 1]
    groups = [(start, list(indices)) for start, indices in groupby(order, key=lambda index: clusters[index])]
    ends = [start for start, _ in groups[1:]] + [len(text)]
    shares = [""] * len(clusters)
    for (start, indices), end in zip(groups, ends, strict=True):
        shown = [index for index in indices if seen[index]] or indices[:1]
        letters = _UNSEEN.sub("", text[start:end].decode())
        for index, share in zip(shown, _shares(letters, len(shown)), strict=True):
            shares[index] = share
    return shares


def _shares(letters: str, count: int) -> list[str]:
    """Letters split into ``count`` shares of one letter each; the first share gets any surplus."""
    if len(letters) < count:
        letters = unicodedata.normalize("NFD", letters)
    spare = max(len(letters) - count, 0)
    return [letters[: spare + 1], *letters[spare + 1 :], *[""] * (count - len(letters))][:count]
