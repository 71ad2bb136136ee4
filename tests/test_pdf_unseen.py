"""What a PDF shows without being text of its pages, such as filled forms, and what it holds without showing it."""

from __future__ import annotations

import zlib

import pytest

from copydesk.errors import MissingEngineError
from copydesk.reading import ReadOptions, pdf
from copydesk.reading.copy import Copy
from copydesk.reading.pdf.layers import may_be_off
from copydesk.writing._shared import font_files
from tests.pdf_files import HEIGHT, WIDTH, Page, Stream, column, words
from tests.pdf_files import pdf as pdf_of
from tests.tools import require

LINES = ("The ferry came home on Monday,", "and nobody stood on the quay.")
PAGE = "".join(column(LINES, 40, 100))


def text_of(copy: Copy) -> list[str]:
    return [line.text for line in copy.lines if line.typeset and not line.typeset.furniture]


def aside_of(copy: Copy) -> list[tuple[str, str | None]]:
    return [(line.text, line.typeset.furniture) for line in copy.lines if line.typeset and line.typeset.furniture]


def messages_of(copy: Copy) -> list[str]:
    return [f"{problem.kind}: {problem.message}" for problem in copy.problems]


# ---------------------------------------------------------------------------------------------- layers

LAYER = "/OCProperties << /OCGs [900 0 R] /D << {} >> >>"
GERMAN = words("Die Glocke hing am Pfosten.", 40, 200)
FORM = f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /OC 900 0 R /Resources << /Font << "
FORM += "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
LAYERED = {  # the layer itself is the first of the objects
    "a form": ("/L Do", ""),
    "marked content": (f"/OC /MC0 BDC {GERMAN} EMC", "/MC0 900 0 R"),
}


def layered(how: str, state: str) -> Copy:
    """A page with a sentence in a layer."""
    content, properties = LAYERED[how]
    streams = {"O": Stream("/Type /OCG /Name (Deutsch)", None), "L": Stream(FORM, GERMAN.encode())}
    page = Page(PAGE + content, resources=f"/Properties << {properties} >>")
    return pdf.copy_of(pdf_of(page, catalog=LAYER.format(state), streams=streams))


@pytest.mark.parametrize("state", ["/OFF [900 0 R]", "/BaseState /OFF"])
@pytest.mark.parametrize("how", LAYERED)
def test_a_layer_that_is_off_is_set_aside(how: str, state: str) -> None:
    copy = layered(how, state)
    assert text_of(copy) == list(LINES)
    assert aside_of(copy) == [("Die Glocke hing am Pfosten.", "frame")]
    assert messages_of(copy) == ["set_aside: page 1 has a layer that is switched off, and so is not shown: set aside"]


@pytest.mark.parametrize("state", ["", "/OFF []", "/BaseState /OFF /ON [900 0 R]"])
@pytest.mark.parametrize("how", LAYERED)
def test_a_layer_that_is_on_is_text(how: str, state: str) -> None:
    copy = layered(how, state)
    assert text_of(copy) == [*LINES, "Die Glocke hing am Pfosten."]
    assert not copy.problems


def test_layers_are_told_in_packed_objects() -> None:
    packed = b"1 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n%s\nendstream"
    assert may_be_off(packed % zlib.compress(b"<< /OCProperties << /D << /OFF [ 18 0 R ] >> >> >>"))
    assert not may_be_off(packed % zlib.compress(b"<< /OCProperties << /D << /OFF [ ] >> >> >>"))
    assert may_be_off(packed % b"encrypted"), "it may be"


# ---------------------------------------------------------------------------------------------- words that are drawn


def drawn(text: str, left: float, down: float, size: float) -> str:
    """Words as the outlines of their letters, whose curves are straight lines here."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    shapes: list[str] = []
    with TTFont(font_files.faces(("Source Serif Pro",))[0].file) as font:
        names, glyphs, scale = font.getBestCmap(), font.getGlyphSet(), size / font["head"].unitsPerEm
        for letter in text:
            glyph, pen = glyphs[names[ord(letter)]], DecomposingRecordingPen(glyphs)
            glyph.draw(pen)
            for step, points in pen.value:
                shapes += [
                    f"{left + x * scale:.2f} {HEIGHT - down + y * scale:.2f} {'m' if step == 'moveTo' else 'l'}"
                    for x, y in points
                ]
            shapes.append("f")
            left += glyph.width * scale
    return "\n".join(shapes) + "\n"


SEEN = "The harbour office has no objection"
OUTLINED = pdf_of(PAGE, drawn(SEEN, 40, 100, 16) + drawn("to a rowing boat that is rowed.", 40, 124, 16))


def test_words_that_are_drawn_are_recognised() -> None:
    require("tesseract")
    assert text_of(pdf.copy_of(OUTLINED)) == [*LINES, SEEN, "to a rowing boat that is rowed."]


def test_words_that_are_drawn_and_not_recognised_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "unsupported: page 2 has no text, only drawings, "
    copy = pdf.copy_of(OUTLINED, ReadOptions(ocr="never"))
    assert messages_of(copy) == [said + "which --ocr never leaves out"]

    def missing(*_: object, **__: object) -> Copy:
        raise MissingEngineError("the program tesseract is missing", "apt install tesseract-ocr")

    monkeypatch.setattr(pdf, "recognised_pages", missing)
    assert messages_of(pdf.copy_of(OUTLINED)) == [said + "and the program tesseract is missing"]


@pytest.mark.parametrize("shapes", ["", "40 40 300 200 re f\n" * 60, "40 40 m 300 40 l S\n" * 200])
def test_rules_and_boxes_are_no_words(shapes: str) -> None:
    assert not pdf.copy_of(pdf_of(PAGE, shapes), ReadOptions(ocr="never")).problems
