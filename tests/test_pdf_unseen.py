"""What a PDF shows without being text of its pages, such as filled forms, and what it holds without showing it."""

from __future__ import annotations

import zlib

import pytest

from copydesk.errors import MissingEngineError
from copydesk.reading import ReadOptions, examine, pdf
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


# ---------------------------------------------------------------------------------------------- forms


def field(kind: str, left: float, down: float, entries: str, width: float = 150, height: float = 16) -> str:
    """A field of a form, whose lower edge is ``down`` points below the top of the page."""
    box = f"[{left} {HEIGHT - down} {left + width} {HEIGHT - down + height}]"
    return f"/Subtype /Widget /FT /{kind} /T (field at {left} {down}) /Rect {box} /F 4 {entries}"


def box(left: float, down: float, state: str) -> str:
    look = "/AP << /N << /Yes 900 0 R /Off 900 0 R >> >>"
    return field("Btn", left, down, f"{look} /AS /{state} /V /{state}", 10, 10)


def form(content: str, *fields: str) -> Copy:
    """A page with fields, which are the form of the file."""
    streams = {"A": Stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", b"0 0 m 10 10 l S")}
    kids = " ".join(f"<< /Type /Annot {each} >>" for each in fields)
    page = Page(content, annotations=fields)
    return pdf.copy_of(pdf_of(page, catalog=f"/AcroForm << /Fields [{kids}] >>", streams=streams))


NAME = words("Name:", 40, 100)
CHOICE = "/Opt [[(y) (A whole year)] [(q) (A quarter)]] /V (y)"
FILLED: dict[str, tuple[str, tuple[str, ...], list[str]]] = {
    "text beside its label": (NAME, (field("Tx", 120, 104, "/V (Arthur Peel)"),), ["Name: Arthur Peel"]),
    "text below its label": (NAME, (field("Tx", 40, 122, "/V (Arthur Peel)"),), ["Name:", "Arthur Peel"]),
    "several lines": (
        NAME,
        (field("Tx", 40, 170, "/V (4 Mill Brow\\rOtley)", height=60),),
        ["Name:", "4 Mill Brow", "Otley"],
    ),
    "one label of two fields": (
        words("Date:", 40, 100),
        (field("Tx", 110, 104, "/V (May)", 20), field("Tx", 80, 104, "/V (7)", 20)),
        ["Date: 7 May"],
    ),
    "a choice by its label": (
        words("For:", 40, 100),
        (field("Ch", 70, 104, f"/Ff 131072 {CHOICE}"),),
        ["For: A whole year"],
    ),
    "boxes before their labels": (
        words("Hens", 60, 100) + words("Ducks", 60, 120),
        (box(45, 101, "Yes"), box(45, 121, "Off")),
        ["☑ Hens", "☐ Ducks"],
    ),
    "a box behind its label": (words("Hens", 40, 100), (box(70, 101, "Yes"),), ["Hens ☑"]),
    "nothing in it": (NAME, (field("Tx", 120, 104, "/V ()"), field("Tx", 120, 124, "")), ["Name:"]),
    "a button": (NAME, (field("Btn", 120, 104, "/Ff 65536 /MK << /CA (Send) >>"),), ["Name:"]),
    "a password": (NAME, (field("Tx", 120, 104, "/Ff 8192 /V (secret)"),), ["Name:"]),
    "hidden": (NAME, (field("Tx", 120, 104, "/V (draft)").replace("/F 4", "/F 2"),), ["Name:"]),
}


@pytest.mark.parametrize("case", FILLED)
def test_what_is_filled_into_a_form_is_text(case: str) -> None:
    content, fields, expected = FILLED[case]
    assert text_of(form(content, *fields)) == expected


def test_a_page_of_nothing_but_fields_is_read() -> None:
    assert text_of(form("", field("Tx", 120, 104, "/V (Arthur Peel)"))) == ["Arthur Peel"]


def test_what_is_filled_into_a_scan_is_kept() -> None:
    require("tesseract")
    assert text_of(form(drawn(SEEN, 40, 300, 16), field("Tx", 120, 104, "/V (Arthur Peel)"))) == ["Arthur Peel", SEEN]


# ---------------------------------------------------------------------------------------------- other annotations

BOX = f"/Rect [40 {HEIGHT - 220} 300 {HEIGHT - 200}]"


def test_a_text_box_is_text() -> None:
    page = Page(
        PAGE, annotations=(f"/Subtype /FreeText {BOX} /DA (/Helv 10 Tf) /Contents (The last ferry goes at six.)",)
    )
    assert text_of(pdf.copy_of(pdf_of(page))) == [*LINES, "The last ferry goes at six."]


def test_comments_are_set_aside_and_said() -> None:
    notes = (
        f"/Subtype /Text {BOX} /T (Ann) /Contents (Ask the\rharbour.)",
        f"/Subtype /Highlight {BOX} /Contents (Twice?)",
        f"/Subtype /Popup {BOX} /Contents (Twice?)",
        f"/Subtype /Link {BOX} /Contents (a link, in words)",
    )
    data = pdf_of(Page(PAGE, annotations=notes))
    assert aside_of(pdf.copy_of(data)) == [("Ann: Ask the harbour.", "comment"), ("Twice?", "comment")]
    reading = examine(data)
    assert [each.text for each in reading.article.furniture] == ["Ann: Ask the harbour.", "Twice?"]
    assert "set aside: 2 comments beside the text; see copydesk explain" in [each.message for each in reading.problems]


def test_a_stamp_with_words_is_said() -> None:
    font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    look = Stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << {font} >>", b"BT /F 9 Tf (PASSED) Tj ET"
    )
    page = Page(PAGE, annotations=(f"/Subtype /Stamp {BOX} /AP << /N 900 0 R >>",))
    said = "unsupported: page 1 has a stamp or a signature whose words are not read: look at the page"
    assert messages_of(pdf.copy_of(pdf_of(page, streams={"A": look}))) == [said]


def test_attached_files_are_named() -> None:
    file = "<< /Type /Filespec /F ({0}) /UF ({0}) /EF << /F 900 0 R >> >>"
    names = f"/Names << /EmbeddedFiles << /Names [(notes.txt) {file.format('notes.txt')}] >> >>"
    pinned = Page(PAGE, annotations=(f"/Subtype /FileAttachment {BOX} /FS {file.format('map.png')}",))
    streams = {"A": Stream("/Type /EmbeddedFile", b"Bring the rope.")}
    copy = pdf.copy_of(pdf_of(pinned, catalog=names, streams=streams))
    assert messages_of(copy) == ["set_aside: the PDF holds 2 attached files, which are not read: notes.txt, map.png"]
    copy = pdf.copy_of(pdf_of(PAGE, catalog=names, streams=streams))
    assert messages_of(copy) == ["set_aside: the PDF holds an attached file, which is not read: notes.txt"]
