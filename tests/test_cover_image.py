"""The lines of a cover: where its words are broken, and the size in which they fit."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from copydesk.style import load
from copydesk.tree import Article, Byline, Deck, Head, Headline, Kicker, Metadata, PubDate, Text
from copydesk.writing.epub import cover_image
from copydesk.writing.epub.cover_image import (
    HEIGHT,
    MARGIN,
    SIZES,
    SMALL,
    WIDTH,
    Cover,
    Face,
    _balanced,
    _cut,
    _fitted,
    _Pen,
    _pieces,
    _width,
    _wrap,
    draw,
)
from tests.tools import examples

ROOM = WIDTH - 2 * MARGIN


@pytest.mark.parametrize(
    ("words", "ems"),
    [
        ("", 0),
        ("a", 0.58),
        ("é", 0.58),
        ("e\u0301", 0.58),
        ("il.", 3 * 0.34),
        ("I", 0.34),
        ("rs-", 3 * 0.48),
        ("mW—", 3 * 0.86),
        ("AB", 2 * 0.72),
        ("渡船", 2),
        ("a b", 2 * 0.58 + 0.34),
    ],
)
def test_widths_of_letters(words: str, ems: float) -> None:
    assert _width(words) == pytest.approx(ems)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("", []),
        ("ferry", ["ferry"]),
        ("渡船", ["渡", "船"]),
        ("渡ab船", ["渡", "ab", "船"]),
        ("渡船。", ["渡", "船。"]),
        ("「渡」船", ["「渡」", "船"]),
        ("(渡)", ["(渡)"]),
        ("“渡”", ["“", "渡”"]),
    ],
)
def test_a_line_may_end_between_east_asian_letters(word: str, pieces: list[str]) -> None:
    assert list(_pieces(word)) == pieces


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 10, []),
        ("  ", 10, []),
        ("xx xx", 2.67, ["xx xx"]),
        ("xx xx", 2.65, ["xx", "xx"]),
        (" xx  xx\n", 10, ["xx xx"]),
        ("xx xx xx", 3, ["xx xx", "xx"]),
        ("渡船渡船", 3, ["渡船渡", "船"]),
        ("渡船 渡船", 3, ["渡船", "渡船"]),
        ("渡船 渡船", 3.5, ["渡船 渡", "船"]),
        ("渡船。", 2, ["渡", "船。"]),
        ("xxxxxx", 2.3, ["xxx-", "xxx"]),
        ("xxxxxxx", 2.3, ["xxx-", "xxx-", "x"]),
        ("xx xxxxxx", 2.3, ["xx", "xxx-", "xxx"]),
        ("xxxxxx xx", 3.3, ["xxxx-", "xx xx"]),
        ("000000", 2.3, ["000", "000"]),
        ("---------", 2.3, ["---", "---", "---"]),
    ],
)
def test_words_are_broken_into_lines(words: str, room: float, lines: list[str]) -> None:
    """In size 1, so that the room is in ems; a word is broken with a hyphen if it has letters with capitals."""
    assert list(_wrap(words, 1, room)) == lines
    assert list(_wrap(words, 10, room * 10)) == lines


@pytest.mark.parametrize(("words", "broken"), [("xx xx", 0), ("xxxxxx", 1), ("xxxxxxx xxxxxx", 3)])
def test_breaks_within_words_are_counted(words: str, broken: int) -> None:
    assert _wrap(words, 1, 2.3).broken == broken


@pytest.mark.parametrize(
    ("words", "size", "lines"),
    [
        ("", 100, []),
        ("short", 100, ["short"]),
        ("one two three four five", 100, ["one two three", "four five"]),
        (
            "The board will keep the old ferry until spring",
            100,
            ["The board will", "keep the old", "ferry until spring"],
        ),
    ],
)
def test_lines_are_as_even_as_possible(words: str, size: float, lines: list[str]) -> None:
    assert list(_balanced(words, size)) == lines


@given(st.lists(st.text("ailmW渡", min_size=1, max_size=12), max_size=12), st.sampled_from(SIZES))
@examples(60)
def test_even_lines_are_as_few_as_possible_and_fit(words: list[str], size: int) -> None:
    text = " ".join(words)
    lines, greedy = _balanced(text, size), _wrap(text, size)
    assert len(lines) == len(greedy)
    assert max(map(_width, lines), default=0) <= max(map(_width, greedy), default=0)
    assert max(map(_width, lines), default=0) * size <= ROOM
    assert re.sub("[ -]", "", "".join(lines)) == "".join(words)


@pytest.mark.parametrize(
    ("lines", "most", "expected"),
    [([], 2, []), (["a", "b"], 2, ["a", "b"]), (["a", "b", "c"], 2, ["a", "b …"]), (["a", "b", "c"], 1, ["a …"])],
)
def test_what_has_no_room_is_cut(lines: list[str], most: int, expected: list[str]) -> None:
    assert _cut(lines, most) == expected


@pytest.mark.parametrize(
    ("words", "weight", "size", "count"),
    [
        ("Ferry", 400, SIZES[0], 1),
        ("x" * 12, 400, SIZES[0], 1),  # 12 letters of 0.58 em in 980 units
        ("x" * 13, 400, SIZES[1], 1),
        ("x" * 12, 700, SIZES[1], 1),  # bold letters are wider
        ("x" * 24, 400, SMALL, 1),
        ("x" * 25, 400, SMALL, 2),  # broken
        ("x" * 24, 700, SMALL, 2),
        ("word " * 45, 400, SMALL, 9),
        ("渡" * 60, 400, 108, 7),
    ],
)
def test_the_largest_size_that_fits(words: str, weight: int, size: int, count: int) -> None:
    fitted, lines = _fitted(words, weight)
    assert (fitted, len(lines)) == (size, count)


def test_a_line_that_is_almost_empty_is_avoided_by_a_smaller_size() -> None:
    size, lines = _fitted("An unforgettable a", 400)
    assert (size, list(lines)) == (108, ["An unforgettable a"])


def test_words_without_end_are_cut_at_half_of_the_cover() -> None:
    size, lines = _fitted("word " * 500, 400)
    assert size == SIZES[-1]
    assert len(lines) == int(HEIGHT * 0.48 / size / 1.1)
    assert lines[-1].endswith("word …")


# --------------------------------------------------------------------------------------------------- the drawing


def drawn(pen: _Pen) -> list[dict[str, str]]:
    elements = [etree.fromstring(line) for line in pen.drawn]
    return [
        {**{str(name): str(value) for name, value in one.attrib.items()}, "text": str(one.text)} for one in elements
    ]


def test_lines_are_drawn_below_one_another() -> None:
    pen = _Pen(Cover(serif="Serif", sans="Sans"), rtl=False)
    assert pen.draw(["a < b", "c"], 100.4, Face(40, "#000000", leading=1.5)) == pytest.approx(220.4)
    first, second = drawn(pen)
    assert first == {
        "x": str(MARGIN),
        "y": "100",
        "font-family": "Serif",
        "font-size": "40",
        "font-weight": "400",
        "fill": "#000000",
        "text-anchor": "start",
        "text": "a < b",
    }
    assert second["y"] == "160"
    assert pen.draw([], 7, Face(40, "#000000")) == 7


@pytest.mark.parametrize(
    ("align", "rtl", "x"),
    [("start", False, MARGIN), ("start", True, WIDTH - MARGIN), ("middle", False, 600), ("middle", True, 600)],
)
def test_where_lines_begin(align: str, rtl: bool, x: int) -> None:
    design = msgspec.convert({"align": align}, Cover)
    pen = _Pen(design, rtl=rtl)
    pen.draw(["a"], 0, Face(40, "#000000", sans=True, weight=600, italic=True))
    (line,) = drawn(pen)
    assert (line["x"], line["text-anchor"], line["font-family"]) == (str(x), align, design.sans)
    assert line["font-weight"] == "600"
    assert line.get("font-style") == (None if rtl else "italic")


@pytest.mark.parametrize(("align", "left", "width"), [("start", MARGIN, ROOM), ("middle", 510, 180)])
def test_the_rule_at_the_top(align: str, left: int, width: int) -> None:
    svg = etree.fromstring(_Pen(msgspec.convert({"align": align}, Cover), rtl=True).document("ar", "a & b").encode())
    background, rule = svg.findall("{*}rect")
    assert (rule.get("x"), rule.get("y"), rule.get("width"), rule.get("height")) == (
        str(left),
        str(MARGIN),
        str(width),
        "12",
    )
    assert (background.get("width"), background.get("height")) == (str(WIDTH), str(HEIGHT))
    assert (svg.get("viewBox"), svg.get("direction")) == (f"0 0 {WIDTH} {HEIGHT}", "rtl")
    assert svg.findtext("{*}title") == "a & b"


def lines_of(article: Article, style: str = "plain") -> list[tuple[str, int]]:
    """The lines of a cover, each with its position from the top."""
    svg = etree.fromstring(draw(article, load(style), name="Ferry", rtl=False).encode())
    return [(str(one.text), int(one.get("y", ""))) for one in svg.findall("{*}text")]


LONG = "word " * 100
TOP = MARGIN + cover_image.cover(load("plain")).rule + 90


def test_what_a_cover_has() -> None:
    head = Head(
        kicker=Kicker((Text("Lakes"),)),
        headline=Headline((Text("Ferry"),)),
        deck=Deck((Text(LONG),)),
        bylines=tuple(Byline(text) for text in ("By Ana", LONG, "By Jon", "By Inez")),
        dates=(PubDate("12 May 2025"), PubDate("14 May 2025")),
    )
    lines = lines_of(Article(head=head))
    texts = [text for text, _ in lines]
    assert texts[:2] == ["LAKES", "Ferry"]
    deck = texts[2:7]
    assert [text.endswith("…") for text in deck] == [False] * 4 + [True]
    assert texts[7] == "By Ana"
    assert texts[9].endswith("…")
    assert texts[10:] == ["By Jon", "12 May 2025"]
    tops = [top for _, top in lines]
    assert tops == sorted(tops)
    assert tops[-1] == HEIGHT - MARGIN  # the foot of the cover
    assert lines_of(Article())[0] == ("Ferry", TOP + SIZES[0] // 2)


def test_the_types_of_a_cover() -> None:
    head = Head(
        headline=Headline((Text("Ferry"),)),
        deck=Deck((Text("It came"),)),
        bylines=(Byline("By Ana"),),
        dates=(PubDate("12 May"),),
    )
    article = Article(head=head, metadata=Metadata(publisher="The Courier"))
    svg = etree.fromstring(draw(article, load("plain"), name="Ferry", rtl=False).encode())
    design = cover_image.cover(load("plain"))
    types = [
        [one.get(name) for name in ("font-family", "font-size", "font-weight", "fill")] for one in svg.iter("{*}text")
    ]
    assert types == [
        [design.sans, "40", "600", design.accent],
        [design.serif, str(SIZES[0]), str(design.weight), design.ink],
        [design.serif, "46", "400", design.quiet],
        [design.sans, "42", "600", design.ink],
        [design.sans, "38", "400", design.quiet],
    ]


def test_a_publisher_stands_at_the_top_in_two_lines_at_most() -> None:
    lines = lines_of(Article(metadata=Metadata(publisher=LONG)))
    assert lines[1][0].endswith(" …")
    assert [text.isupper() for text, _ in lines] == [True, True, False]
    assert [y for _, y in lines] == [TOP, TOP + 55, round(TOP + 2 * 55.2 + 50 + SIZES[0] / 2)]
    assert cover_image._width(lines[0][0]) * 40 * cover_image.CAPITALS <= ROOM
