"""The text of each glyph of a line, the codes of glyphs, and lines that are rewritten in reading order."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pydyf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from copydesk.writing.pdf import character_codes, glyphs, text_layer
from copydesk.writing.pdf.character_codes import BATCH, LAST, ROOM, Codes, NewGlyph, Part
from copydesk.writing.pdf.glyphs import Glyph
from copydesk.writing.pdf.text_layer import Piece, Position

ACUTE = "\u0301"


def font(hash_: str = "face", *, count: int = 10, kind: str = "ttf", upem: int = 2000) -> Any:
    """A font of WeasyPrint: each of its glyphs is 500 thousandths wide, but for 0, a mark, and 5, which is wider."""
    widths = dict.fromkeys(range(count), 500) | {0: 0, 5: 800}
    return SimpleNamespace(
        hash=hash_, glyph_count=count, type=kind, upem=upem, widths=widths, to_unicode={}, bitmap=False
    )


def glyph(number: int, text: str, start: int = 0, **more: Any) -> Glyph:
    values: dict[str, Any] = {
        "codes": CODES,
        "size": 10.0,
        "rtl": False,
        "narrow": number == 0,
        "seen": True,
        "missing": False,
    }
    return Glyph(number=number, text=text, start=start, **(values | more))


CODES = Codes(font())


# ---------------------------------------------------------------------------------------------- the text of glyphs


@pytest.mark.parametrize(
    ("letters", "count", "shares"),
    [
        ("", 1, [""]),
        ("", 2, ["", ""]),
        ("a", 1, ["a"]),
        ("ab", 1, ["ab"]),
        ("abc", 2, ["ab", "c"]),
        ("abc", 3, ["a", "b", "c"]),
        ("é", 1, ["é"]),
        ("é", 2, ["e", ACUTE]),
        ("é", 3, ["e", ACUTE, ""]),
        ("éa", 1, ["éa"]),
        ("aé", 3, ["a", "e", ACUTE]),
        ("a", 3, ["a", "", ""]),
    ],
)
def test_letters_are_shared_out_among_glyphs(letters: str, count: int, shares: list[str]) -> None:
    assert glyphs._shares(letters, count) == shares


@pytest.mark.parametrize(
    ("clusters", "text", "rtl", "shares"),
    [
        ([0, 1, 2], "abc", False, ["a", "b", "c"]),
        ([0, 2], "éb", False, ["é", "b"]),
        ([0, 3], "ffia", False, ["ffi", "a"]),
        ([0, 0, 2], "éa", False, ["e", ACUTE, "a"]),
        ([2, 0], "שם", True, ["ם", "ש"]),
        ([4, 2, 0], "שלם", True, ["ם", "ל", "ש"]),
        ([2, 0, 0], "שם", True, ["ם", "", "ש"]),
        ([0], "a\u200b", False, ["a"]),  # no part of words
        ([0], "\u00ada", False, ["a"]),
        ([0], "a\u200d", False, ["a\u200d"]),
    ],
)
def test_the_share_of_each_glyph(clusters: list[int], text: str, rtl: bool, shares: list[str]) -> None:
    """By the bytes where the clusters begin, which decrease from left to right in right-to-left text."""
    assert glyphs._texts(clusters, [True] * len(clusters), text.encode(), rtl) == shares


def test_glyphs_that_are_not_shown_have_no_share() -> None:
    assert glyphs._texts([0, 0], [False, True], b"fi", False) == ["", "fi"]
    assert glyphs._texts([0, 0], [True, False], b"fi", False) == ["fi", ""]
    assert glyphs._texts([0, 0, 2], [False, False, True], b"fia", False) == ["fi", "", "a"]


def item(*infos: tuple[int, int, int], offset: int = 0, length: int | None = None, level: int = 0) -> Any:
    """A ``PangoGlyphItem`` of glyphs with their numbers, widths and clusters."""
    from weasyprint.text.ffi import ffi

    array = ffi.new("PangoGlyphInfo[]", len(infos))
    for one, (number, width, _) in zip(array, infos, strict=True):
        one.glyph, one.geometry.width = number, width
    clusters = ffi.new("int[]", [cluster for *_, cluster in infos])
    string = ffi.new("PangoGlyphString*", {"num_glyphs": len(infos), "glyphs": array, "log_clusters": clusters})
    pango_item = ffi.new("PangoItem*", {"offset": offset, "length": length or len(infos), "analysis": {"level": level}})
    new = ffi.new("PangoGlyphItem*", {"item": pango_item, "glyphs": string})
    _KEPT.extend([array, clusters, string, pango_item, new])
    return new


_KEPT: list[Any] = []  # cffi frees memory to which only other structures point


def test_the_numbers_and_widths_of_glyphs() -> None:
    assert glyphs._numbers_and_widths(item((7, 500, 0), (8, 0, 1))) == ([7, 8], [500, 0])


EMPTY, UNKNOWN = 0x0FFFFFFF, 0x10000000


def test_the_glyphs_of_an_item() -> None:
    line = "xx aé".encode()
    run = item((1, 5, 0), (2, 5, 1), (0, 0, 1), (EMPTY, 0, 3), (UNKNOWN | 9, 5, 3), offset=3, length=3)
    assert list(glyphs._run(run, CODES, 12.0, line)) == [
        glyph(1, "a", 3, size=12.0, narrow=False),
        glyph(2, "e", 4, size=12.0, narrow=False),
        glyph(0, ACUTE, 4, size=12.0, narrow=True),
        glyph(EMPTY, "", 6, size=12.0, narrow=True, seen=False),
        glyph(UNKNOWN | 9, "", 6, size=12.0, narrow=False, missing=True),
    ]
    (alef,) = glyphs._run(item((1, 5, 0), length=2, level=1), CODES, 12.0, "א".encode())
    assert (alef.rtl, alef.text) == (True, "א")
    assert not next(glyphs._run(item((1, 5, 0), level=2), CODES, 12.0, b"a")).rtl


@pytest.mark.parametrize(
    ("plain", "infos", "level", "expected"),
    [
        ({1: "a", 2: "b"}, [(1, 5, 0), (2, 5, 1)], 0, True),
        ({1: "a", 2: "b"}, [(1, 5, 0), (2, 5, 1)], 2, True),
        ({1: "a", 2: "b"}, [(1, 5, 0), (2, 5, 1)], 1, False),
        ({1: "a", 2: "b"}, [(1, 5, 0), (2, 0, 1)], 0, False),
        ({1: "a"}, [(1, 5, 0), (2, 5, 1)], 0, False),
        ({1: "a", 2: "x"}, [(1, 5, 0), (2, 5, 1)], 0, False),
        ({1: "ab", 3: "x"}, [(1, 5, 0)], 0, True),
    ],
)
def test_glyphs_that_have_occurred_before(
    plain: dict[int, str], infos: list[tuple[int, int, int]], level: int, *, expected: bool
) -> None:
    """One for each letter, from left to right, none without a width."""
    codes = Codes(font())
    codes.plain.update(plain)
    run = item(*infos, offset=2, length=2, level=level)
    assert glyphs._is_well_known(run, codes, b"xxabyy") == expected


def test_the_texts_that_are_shown_without_correction() -> None:
    codes = Codes(font())
    shown = [
        glyph(1, "a", codes=codes),
        glyph(2, "", codes=codes),
        glyph(1, "b", codes=codes),
        glyph(3, "c", codes=codes, seen=False),
        glyph(UNKNOWN, "d", codes=codes, missing=True),
    ]
    assert list(glyphs._as_shown(shown)) == ["a", "", "a", "d"]
    assert codes.plain == {1: "a", 2: ""}


# ------------------------------------------------------------------------------------------------- the codes


def test_a_glyph_has_a_further_code_for_each_further_text() -> None:
    codes = Codes(font(count=10))
    assert [codes.code(3, "("), codes.code(3, "("), codes.code(4, ")")] == [3, 3, 4]
    new = NewGlyph(500)
    further = [codes.code(3, ")"), codes.code(new, "a"), codes.code(new, "b"), codes.code(3, ")"), codes.code(3, "(")]
    assert further == [10 + ROOM, 11 + ROOM, 12 + ROOM, 10 + ROOM, 3]
    assert codes.plain == {3: "(", 4: ")"}


def test_a_font_has_so_many_codes_and_only_truetype_has_further_ones() -> None:
    full = Codes(font(count=LAST - ROOM))
    assert (full.code(NewGlyph(1), "a"), full.code(NewGlyph(1), "b"), full.code(2, "c")) == (LAST, None, 2)
    postscript = Codes(font(kind="otf"))
    assert (postscript.code(2, "a"), postscript.code(2, "b")) == (2, None)
    assert postscript.others == {}


def test_widths_are_thousandths_of_the_size() -> None:
    codes = Codes(font(upem=2000))
    assert (codes.width(5), codes.width(NewGlyph(500)), codes.width(NewGlyph(333))) == (800, 250, 166)


def cmap(*lines: bytes) -> Any:
    return SimpleNamespace(stream=list(lines), compress=False)


def test_texts_of_codes_are_corrected_and_added() -> None:
    codes = Codes(font())
    codes.plain = {1: "a", 0x1F: "𝒙"}
    codes.others = {(1, "b"): 0x40A}
    to_unicode = cmap(b"1 beginbfchar", b"<001f> <0058>", b"<0002> <00b9>", b"endbfchar", b"endcmap", b"end")
    character_codes._correct_to_unicode(to_unicode, codes)
    assert to_unicode.stream == [
        b"1 beginbfchar",
        b"<001f> <d835dc99>",
        b"<0002> <00b9>",
        b"endbfchar",
        b"2 beginbfchar",
        b"<0001> <0061>",
        b"<040a> <0062>",
        b"endbfchar",
        b"endcmap",
        b"end",
    ]


def test_a_section_of_a_cmap_has_so_many_entries() -> None:
    whole = cmap(b"begin", b"endcmap")
    character_codes._insert(whole, b"cidchar", (b"%d" % number for number in range(BATCH + 1)))
    assert whole.stream[:2] == [b"begin", b"100 begincidchar"]
    assert whole.stream[2:102] == [b"%d" % number for number in range(BATCH)]
    assert whole.stream[102:] == [b"endcidchar", b"1 begincidchar", b"100", b"endcidchar", b"endcmap"]
    none = cmap(b"endcmap")
    character_codes._insert(none, b"cidchar", ())
    assert none.stream == [b"endcmap"]


def truetype() -> bytes:
    """A TrueType font of three glyphs: an empty one, a square of 100, and one of 50 that begins at 10."""
    squares = {"a": (0, 100), "b": (10, 60)}
    outlines = {".notdef": TTGlyphPen(None).glyph()}
    for name, (low, high) in squares.items():
        pen = TTGlyphPen(None)
        pen.moveTo((low, 0))
        for corner in ((low, high), (high, high), (high, 0)):
            pen.lineTo(corner)
        pen.closePath()
        outlines[name] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(outlines))
    builder.setupCharacterMap({97: "a", 98: "b"})
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (100, 0), "b": (70, 10)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcTimestamp = False
    builder.font["head"].modified = 1
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


COMPOSED = NewGlyph(170, (Part(1), Part(2, 30, -40)))
BLANK = NewGlyph(20)


def test_new_glyphs_are_added_to_the_font() -> None:
    content = truetype()
    changed, first = character_codes._with_glyphs(content, [COMPOSED, BLANK])
    before, after = (TTFont(io.BytesIO(data), recalcTimestamp=False) for data in (content, changed))
    assert first == 3
    order = after.getGlyphOrder()
    assert order[:3] == before.getGlyphOrder()
    assert len(order) == 5
    composed, blank = (after["glyf"][name] for name in order[3:])
    assert [(part.glyphName, part.x, part.y) for part in composed.components] == [("a", 0, 0), ("b", 30, -40)]
    assert (composed.xMin, composed.yMin, composed.xMax, composed.yMax) == (0, -40, 100, 100)
    assert sorted(blank.coordinates) == [(0, 0), (0, 20), (20, 0), (20, 20)]
    assert [after["hmtx"][name] for name in order[3:]] == [(170, 0), (20, 0)]
    assert after["head"].modified == before["head"].modified
    shifted, _ = character_codes._with_glyphs(content, [NewGlyph(70, (Part(2),))])
    after = TTFont(io.BytesIO(shifted))
    assert after["hmtx"][after.getGlyphOrder()[3]] == (70, 10)


def test_the_glyph_number_of_each_further_code() -> None:
    codes = Codes(font(count=3))
    for number, text in ((1, "a"), (1, "b"), (COMPOSED, "c"), (BLANK, "d"), (BLANK, "e")):
        codes.code(number, text)
    stream = SimpleNamespace(stream=[truetype()], extra={"Length1": 1})
    assert character_codes._glyphs(stream, codes) == {
        3 + ROOM: 1,
        4 + ROOM: 3,
        5 + ROOM: 4,
        6 + ROOM: 4,
    }
    assert stream.extra["Length1"] == len(stream.stream[0])
    assert len(TTFont(io.BytesIO(stream.stream[0])).getGlyphOrder()) == 5


def test_a_font_file_stays_without_new_glyphs() -> None:
    codes = Codes(font(count=3))
    codes.code(1, "a")
    codes.code(1, "b")
    stream = SimpleNamespace(stream=[b"a font"], extra={})
    assert character_codes._glyphs(stream, codes) == {3 + ROOM: 1}
    assert (stream.stream, stream.extra) == ([b"a font"], {})


def pdf_with(codes: Codes, *, encoding: bool) -> Any:
    """A document with one font: objects 1 to 5 are its dictionary, descendant, descriptor, file and CMap, and 6 its
    encoding."""
    pdf = SimpleNamespace(objects=[None])
    own = cmap(b"endcmap")
    pdf.objects += [
        {
            "Subtype": "/Type0",
            "BaseFont": b"/face+Name",
            "ToUnicode": b"5 0 R",
            "DescendantFonts": [b"2 0 R"],
            "Encoding": b"6 0 R" if encoding else "/Identity-H",
        },
        {"FontDescriptor": b"3 0 R", "W": [1, [500]]},
        {"FontFile2": b"4 0 R"},
        SimpleNamespace(stream=[truetype()], extra={}),
        cmap(b"endcmap"),
        own,
        {"Subtype": "/Type0", "BaseFont": b"/other+Name"},
        {"Subtype": "/Image"},
    ]

    def add_object(added: Any) -> None:
        added.number = len(pdf.objects)
        pdf.objects.append(added)

    pdf.add_object = add_object
    return pdf


@pytest.mark.parametrize("encoding", [True, False])
def test_further_codes_are_mapped_to_glyphs(encoding: bool) -> None:
    codes = Codes(font(count=3))
    codes.font.to_unicode = {0: "", 2: "b", 3: "missing"}
    codes.code(1, "a")
    codes.code(1, "(")
    codes.code(BLANK, "c")
    pdf = pdf_with(codes, encoding=encoding)
    character_codes.finish(pdf, {"face": codes})
    further = 3 + ROOM
    stream = pdf.objects[-1]
    assert isinstance(stream, pydyf.Stream)
    assert pdf.objects[2]["CIDToGIDMap"] == stream.reference
    table = stream.stream[0]
    entries = {at // 2: int.from_bytes(table[at : at + 2], "big") for at in range(0, len(table), 2)}
    assert {code: number for code, number in entries.items() if number} == {2: 2, further: 1, further + 1: 3}
    assert len(table) == 2 * (further + 2)
    assert pdf.objects[2]["W"] == [1, [500], further, [500], further + 1, [10]]
    assert pdf.objects[5].stream[0] == b"3 beginbfchar"
    own = [b"2 begincidchar", b"<0403> 1027", b"<0404> 1028", b"endcidchar"] if encoding else []
    assert pdf.objects[6].stream == [*own, b"endcmap"]


def test_a_font_without_further_codes_keeps_its_map() -> None:
    codes = Codes(font(count=3))
    codes.code(1, "a")
    pdf = pdf_with(codes, encoding=False)
    character_codes.finish(pdf, {"face": codes})
    assert "CIDToGIDMap" not in pdf.objects[2]
    assert pdf.objects[5].stream == [b"1 beginbfchar", b"<0001> <0061>", b"endbfchar", b"endcmap"]


# ------------------------------------------------------------------------------------------------- the positions


def test_positions_add_up_the_widths_and_moves() -> None:
    other = Codes(font("other"))
    shown = [
        glyph(1, "a"),
        glyph(9, "", seen=False),
        glyph(5, "b"),
        glyph(2, "c"),
        glyph(1, "d", codes=other, size=20.0),
    ]
    items = [
        b"1 0 0 1 5 5 Tm",
        b"/face 10 Tf",
        b"[<00010005>-100<0002>] TJ",
        b"2.5 Ts",
        b"/other 20 Tf",
        b"[50<0001>] TJ",
    ]
    assert text_layer._positions(items, shown) == [
        Position(0, 0, 1),
        None,
        Position(5, 0, 5),
        Position(14, 0, 2),
        Position(18, 2.5, 1),
    ]


@pytest.mark.parametrize(
    ("items", "numbers", "expected"),
    [
        ([b"[<0001>] TJ"], [1], True),
        ([b"[<00010002>] TJ"], [1], False),
        ([b"[<0001>] TJ"], [1, 2], False),
        ([b"[<0002>] TJ"], [1], False),
        ([b"[<0001>] TJ", b"Q"], [1], False),
        ([b"[<0001>1e-05] TJ"], [1], True),
        ([], [1], False),
    ],
)
def test_operators_that_show_other_glyphs_have_no_positions(
    items: list[bytes], numbers: list[int], *, expected: bool
) -> None:
    assert (text_layer._positions(items, [glyph(number, "a") for number in numbers]) is not None) == expected


def test_a_missing_glyph_has_any_code() -> None:
    missing = glyph(UNKNOWN, "a", missing=True)
    assert text_layer._positions([b"[<0003>] TJ"], [missing]) == [Position(0, 0, 3)]


# ------------------------------------------------------------------------------------------------------ the units


def units(run: list[Glyph], *, rtl: bool = False) -> list[str]:
    """The texts of the units of a run, in order; a glyph without a text is a dot."""
    make = text_layer._units_rtl if rtl else text_layer._units_ltr
    shown: list[text_layer.Shown] = [(one, Position(0, 0, 0) if one.seen else None) for one in run]
    return ["".join(one.text or "." for one, _ in unit) for unit in make(shown)]


OTHER = Codes(font("other"))


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ([glyph(1, "a"), glyph(2, "b")], ["a", "b"]),
        ([glyph(1, "a"), glyph(0, "´"), glyph(2, "b")], ["a´", "b"]),
        ([glyph(0, "´"), glyph(1, "a")], ["´", "a"]),
        ([glyph(1, "a"), glyph(2, ""), glyph(2, "b")], ["a.", "b"]),
        ([glyph(1, "a"), glyph(2, "", seen=False), glyph(0, "´")], ["a.´"]),
        ([glyph(1, "a"), glyph(2, "x", seen=False)], ["ax"]),
        ([glyph(1, "a"), glyph(0, "´", codes=OTHER)], ["a", "´"]),
    ],
)
def test_units_from_left_to_right(run: list[Glyph], expected: list[str]) -> None:
    assert units(run) == expected


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ([glyph(1, "b", 2), glyph(2, "a", 0)], ["b", "a"]),
        ([glyph(0, "´", 2), glyph(1, "a", 0)], ["a´"]),
        ([glyph(1, "b", 4), glyph(0, "´", 2), glyph(1, "a", 0)], ["b", "a´"]),
        ([glyph(1, "b", 2), glyph(2, "", 2), glyph(1, "a", 0)], [".b", "a"]),
        ([glyph(0, "´", 2, codes=OTHER), glyph(1, "a", 0)], ["´", "a"]),
        ([glyph(0, "´", 4), glyph(0, "`", 2), glyph(1, "a", 0)], ["a`´"]),
        ([glyph(1, "b", 2), glyph(0, "´", 0)], ["b", "´"]),
    ],
)
def test_units_from_right_to_left(run: list[Glyph], expected: list[str]) -> None:
    assert units(run, rtl=True) == expected


# ------------------------------------------------------------------------------------------------------ the pieces


def at(x: float, code: int, rise: float = 0) -> Position:
    return Position(x, rise, code)


def test_a_glyph_and_its_text_are_one_piece() -> None:
    codes = Codes(font())
    plain, missing = glyph(1, "ab", codes=codes), glyph(UNKNOWN, "x", codes=codes, missing=True)
    assert text_layer._pieces([(plain, at(3, 1))]) == [Piece(codes, 10, 1, at(3, 1), 500)]
    assert text_layer._pieces([(missing, at(3, 7))]) == [Piece(codes, 10, 7, at(3, 7), 500)]
    alef = glyph(2, "א", codes=codes, rtl=True)
    assert text_layer._pieces([(alef, at(3, 2))]) == [Piece(codes, 10, 2, at(3, 2), 500, apart=True)]
    hidden = glyph(3, "", codes=codes, seen=False)
    assert text_layer._pieces([(plain, at(3, 1)), (hidden, None)]) == [Piece(codes, 10, 1, at(3, 1), 500)]


def test_what_shows_nothing_has_no_piece_and_what_has_no_text_cannot_be_shown() -> None:
    assert text_layer._pieces([(glyph(1, "a", seen=False), None)]) == []
    assert text_layer._pieces([(glyph(1, ""), at(0, 1))]) is None
    full = Codes(font(kind="otf"))
    full.code(1, "a")
    assert text_layer._pieces([(glyph(1, "b", codes=full), at(0, 1))]) is None
    pair: text_layer.Unit = [(glyph(1, "b", codes=full), at(0, 1)), (glyph(0, "´", codes=full), at(0, 0))]
    assert text_layer._pieces(pair) is None


def test_glyphs_of_two_fonts_or_missing_ones_are_not_joined() -> None:
    base = glyph(1, "a"), at(0, 1)
    assert text_layer._pieces([base, (glyph(0, "´", codes=OTHER), at(5, 0))]) is None
    assert text_layer._pieces([base, (glyph(UNKNOWN, "´", missing=True), at(5, 0))]) is None


def test_a_letter_and_its_mark_become_one_new_glyph() -> None:
    """Its parts are in units of the font, of which 200 are one of the page here, from the widest glyph."""
    codes = Codes(font())
    unit: text_layer.Unit = [
        (glyph(0, "´", codes=codes), at(2, 0, 1)),
        (glyph(5, "a", codes=codes), at(3, 5, 0.5)),
    ]
    (piece,) = text_layer._pieces(unit) or []
    assert piece == Piece(codes, 10, 10 + ROOM, at(3, 10 + ROOM, 0.5), 800)
    new = NewGlyph(1600, (Part(0, -200, 100), Part(5, 0, 0)))
    assert codes.others == {(new, "´a"): 10 + ROOM}


def test_letters_of_one_glyph_have_a_box_each_from_right_to_left() -> None:
    codes = Codes(font())
    ligature = glyph(5, "לא", codes=codes, rtl=True)
    first, second = text_layer._pieces([(ligature, at(3, 5))]) or []
    shown = NewGlyph(800, (Part(5, -800, 0),))
    assert codes.others == {(shown, "ל"): 10 + ROOM, (NewGlyph(800), "א"): 11 + ROOM}
    assert first == Piece(codes, 10, 10 + ROOM, at(7, 10 + ROOM), 400, apart=True)
    assert second == Piece(codes, 10, 11 + ROOM, at(3, 11 + ROOM), 400, apart=True, hidden=True)


def test_a_joiner_has_a_narrow_box() -> None:
    codes = Codes(font())
    joined = glyph(5, "ל\u200dא", codes=codes, rtl=True)
    pieces = text_layer._pieces([(joined, at(0, 5))]) or []
    widths = [new.width for new, _ in codes.others if isinstance(new, NewGlyph)]
    assert widths == [780, 40, 780]
    assert [piece.position.x for piece in pieces] == pytest.approx([4.1, 3.9, 0])
    assert [piece.hidden for piece in pieces] == [False, True, True]
    alone = Codes(font())
    text_layer._pieces([(glyph(5, "\u200c\u200d", codes=alone, rtl=True), at(0, 5))])
    assert [new.width for new, _ in alone.others if isinstance(new, NewGlyph)] == [40, 40]


# --------------------------------------------------------------------------------------------------- the operators


def shown(*pieces: Piece) -> str:
    return " ".join(line.decode() for line in text_layer._operators(pieces))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([Piece(CODES, 10, 1, at(0, 1), 500)], "/face 10 Tf [<0001>] TJ"),
        (
            [Piece(CODES, 10, 1, at(0, 1), 500), Piece(CODES, 10, 2, at(5, 2), 500)],
            "/face 10 Tf [<00010002>] TJ",
        ),
        (
            [Piece(CODES, 10, 1, at(1, 1), 500), Piece(CODES, 10, 2, at(5, 2), 500)],
            "/face 10 Tf [-100<0001>100<0002>] TJ",
        ),
        (
            [Piece(CODES, 10, 1, at(0, 1, 2), 500), Piece(CODES, 10, 2, at(5, 2, 2), 500, hidden=True)],
            "/face 10 Tf 2 Ts [<0001>] TJ 3 Tr [<0002>] TJ 0 Ts 0 Tr",
        ),
        (
            [
                Piece(CODES, 10, 1, at(0, 1), 500, apart=True),
                Piece(CODES, 10, 2, at(5, 2), 500),
                Piece(CODES, 10, 3, at(10, 3), 500, apart=True),
                Piece(OTHER, 12.5, 4, at(15, 4), 500),
            ],
            "/face 10 Tf [<0001>] TJ [<0002>] TJ [<0003>] TJ /other 12.5 Tf [<0004>] TJ",
        ),
    ],
)
def test_the_operators_that_show_pieces(pieces: list[Piece], expected: str) -> None:
    """Moves are in thousandths of the size; what a piece changes is changed back at the end."""
    assert shown(*pieces) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0 Ts"), (10, "10 Ts"), (2.5, "2.5 Ts"), (-0.1234567, "-0.123457 Ts"), (1e-9, "0 Ts")]
)
def test_numbers_of_operators(value: float, expected: str) -> None:
    assert text_layer._operator("Ts", value) == expected


# ------------------------------------------------------------------------------------------------------- the lines


def test_a_line_is_rewritten_in_reading_order() -> None:
    codes = Codes(font())
    right = [glyph(3, "ג", 4, codes=codes, rtl=True), glyph(2, "ב", 2, codes=codes, rtl=True)]
    line = [*right, glyph(1, "a", 0, codes=codes)]
    items = [b"1 0 0 1 5 5 Tm", b"/face 10 Tf", b"[<000300020001>] TJ"]
    rewritten = text_layer._rewritten(items, line) or []
    assert [operator.decode() for operator in rewritten] == [
        "1 0 0 1 5 5 Tm",
        "/face 10 Tf",
        "[-1000<0001>] TJ",
        "[1000<0002>] TJ",
        "[1000<0003>] TJ",
        "/face 10 Tf",
    ]


def test_a_line_that_cannot_be_rewritten() -> None:
    assert text_layer._rewritten([b"[<0002>] TJ"], [glyph(1, "a")]) is None
    assert text_layer._rewritten([b"[<0001>] TJ"], [glyph(1, "")]) is None
    assert text_layer._rewritten([], [glyph(1, "a", seen=False)]) is None


def test_a_line_ends_in_the_font_that_was_shown_last() -> None:
    codes, other = Codes(font()), Codes(font("other"))
    line = [
        glyph(1, "a", 0, codes=codes),
        glyph(2, "b", 1, codes=other, size=12.0),
        glyph(3, "", 2, codes=codes, seen=False),
    ]
    items = [b"/face 10 Tf", b"[<0001>] TJ", b"/other 12 Tf", b"[<0002>] TJ"]
    assert (text_layer._rewritten(items, line) or [])[-1] == b"/other 12 Tf"


def drawing(monkeypatch: pytest.MonkeyPatch, line: list[Glyph]) -> Any:
    """A call of WeasyPrint's function that draws a line ``a``, here with these glyphs; it gives the stream."""
    monkeypatch.setattr(text_layer, "glyphs_to_correct", lambda *_: line)

    def call(text: str = "a", overflow: str = "clip", ellipsis: str = "none", emojis: object = ()) -> list[bytes]:
        stream: Any = SimpleNamespace(stream=[b"before"])

        def draw(stream: Any, box_: Any, *others: Any) -> object:
            assert (box_, *others) == (box, overflow, ellipsis, "matrix")
            stream.stream += [b"/face 10 Tf", b"[<0001>] TJ"]
            return emojis

        box = SimpleNamespace(text=text, pango_layout=None)
        assert text_layer._draw(draw, {}, stream, box, overflow, ellipsis, "matrix") == emojis
        return list(stream.stream[1:])

    return call


def test_a_line_is_rewritten_only_where_that_is_needed_and_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = Codes(font())
    original, rewritten = [b"/face 10 Tf", b"[<0001>] TJ"], [b"/face 10 Tf", b"[<0001>] TJ", b"/face 10 Tf"]
    call = drawing(monkeypatch, [glyph(1, "a", codes=codes)])
    assert call() == rewritten
    assert call(text=" ") == original
    assert call(overflow="ellipsis") == original
    assert call(ellipsis="auto") == original
    assert call(emojis=["emoji"]) == original
    assert drawing(monkeypatch, [])() == original
    assert drawing(monkeypatch, [glyph(2, "a", codes=codes)])() == original  # which was not shown


def test_weasyprint_draws_lines_as_before_when_a_pdf_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.draw import text

    events: list[str] = []
    before = text.draw_first_line
    monkeypatch.setattr(character_codes, "finish", lambda pdf, fonts: events.append(f"codes of {pdf} {fonts}"))

    class Document:
        def write_pdf(self, finisher: Any, **options: Any) -> bytes:
            assert text.draw_first_line is not before
            assert text.draw_first_line.args[0] is before
            finisher(self, "the pdf")
            if "fails" in options:
                raise ValueError
            return repr(options).encode()

    def finisher(document: Any, pdf: Any) -> None:
        events.append(f"{type(document).__name__} {pdf}")

    assert text_layer.write_pdf(Document(), finisher, pdf_variant="pdf/ua-1") == b"{'pdf_variant': 'pdf/ua-1'}"
    assert events == ["codes of the pdf {}", "Document the pdf"]
    assert text.draw_first_line is before
    with pytest.raises(ValueError):  # noqa: PT011 - it is raised above
        text_layer.write_pdf(Document(), finisher, fails=True)
    assert text.draw_first_line is before
