"""The faults of laid-out pages, found by the positions of their lines."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from copydesk.writing.pdf import box_lines, finished_pages
from copydesk.writing.pdf.box_lines import Line
from copydesk.writing.pdf.finished_pages import Area, Fault, Kind, Page
from tests.boxes import Box, FootnoteAreaBox, LineBox, MarginBox, PageBox, TableCellBox, TableWrapper, TextBox, document


def lines(*tops: float, left: float = 100, right: float = 300, height: float = 10, heading: bool = False) -> list[Line]:
    return [Line(left, top, right, top + height, "words", (None, None), heading) for top in tops]


def page_of(*areas: Area, notes: list[Line] | None = None, margins: list[Line] | None = None) -> Page:
    """A page 600 wide, whose text area is between 100 and 900."""
    return Page(600, 100, 900, list(areas), notes or [], margins or [], [])


def column(number: int, *set_lines: Line, page: int = 1) -> Area:
    """One of two columns of 200, which are 20 apart."""
    return Area(page, 100 + 220 * number, 300 + 220 * number, list(set_lines), ("text", 2))


FULL_PAGE = range(100, 900, 12)
WHOLE = page_of(Area(1, 0, 0, lines(*FULL_PAGE)))
END = page_of(Area(2, 0, 0, lines(100, 112)))
EMPTY = page_of()
RIGHT: dict[str, Any] = {"left": 320, "right": 520}


@pytest.mark.parametrize(
    ("pages", "faults"),
    [
        ([], []),
        ([EMPTY], []),
        ([WHOLE, END], []),
        ([page_of(Area(1, 0, 0, lines(*FULL_PAGE, 305))), END], [(1, "overlap")]),
        ([page_of(Area(1, 0, 0, lines(*FULL_PAGE)), notes=lines(880)), END], [(1, "overlap")]),
        ([page_of(Area(1, 0, 0, lines(*FULL_PAGE)), margins=lines(880)), END], [(1, "overlap")]),
        ([page_of(Area(1, 0, 0, lines(*FULL_PAGE, 905)))], [(1, "outside")]),
        ([page_of(column(0, *lines(*FULL_PAGE), *lines(900, right=310)))], [(1, "outside")]),
        ([WHOLE._replace(is_too_narrow=True)], [(1, "outside")]),
        ([WHOLE._replace(broken=["lan"])], [(1, "broken")]),
        ([WHOLE._replace(broken=["lan"], is_too_narrow=True)], [(1, "broken"), (1, "outside")]),
        ([page_of(Area(1, 0, 0, lines(100, 112))), END], [(1, "hole")]),
        ([page_of(Area(1, 0, 0, lines(100, 112))), END, END], [(1, "hole"), (2, "hole")]),
        ([page_of(Area(1, 0, 0, lines(100, 112))), EMPTY], []),
        ([EMPTY, WHOLE], [(1, "hole")]),
        ([page_of(Area(1, 0, 0, [*lines(*FULL_PAGE)[:-1], *lines(890, heading=True)])), END], [(1, "heading")]),
        (
            [
                page_of(
                    column(0, *lines(*FULL_PAGE)[:-1], *lines(890, heading=True)),
                    column(1, *lines(*FULL_PAGE, **RIGHT)[:-1], *lines(890, **RIGHT, heading=True)),
                ),
                END,
            ],
            [(1, "heading")],
        ),
        (
            [
                page_of(
                    column(0, *lines(*FULL_PAGE[:40])),
                    column(1, *lines(*FULL_PAGE[:10], **RIGHT)),
                    Area(1, 0, 0, lines(*FULL_PAGE[41:])),
                )
            ],
            [(1, "hole")],
        ),
    ],
)
def test_the_faults_of_pages(pages: list[Page], faults: list[tuple[int, Kind]]) -> None:
    """Each kind once a page, sorted."""
    numbered = [
        page._replace(areas=[area._replace(page=number) for area in page.areas]) for number, page in enumerate(pages, 1)
    ]
    assert list(finished_pages.faults(numbered)) == faults


def test_a_fault_in_words_and_in_numbers() -> None:
    assert str(Fault(3, "hole")) == "page 3: more than a third of a page or column is empty"
    assert finished_pages.badness([]) == 0
    assert finished_pages.badness([Fault(1, "hole"), Fault(2, "hole"), Fault(2, "broken")]) == 120
    weights = finished_pages.WEIGHTS
    assert weights["overlap"] > weights["broken"] > weights["heading"] == weights["hole"] > 0


@pytest.mark.parametrize(
    ("set_lines", "expected"),
    [
        ([], False),
        (lines(0), False),
        (lines(0, 10), False),
        (lines(0, 7), False),  # slightly less than a third of the height
        (lines(0, 6.9), True),
        (lines(6.9, 0), True),
        (lines(0, 0), True),
        ([*lines(0, right=202), *lines(5, left=200, right=300)], False),
        ([*lines(0, right=202.1), *lines(5, left=200, right=300)], True),
        ([*lines(0, left=200), *lines(5, right=202.1)], True),
        ([*lines(0, left=200), *lines(5, right=202)], False),
        ([*lines(0, height=40), *lines(37, height=10)], False),  # of the lower line
        ([*lines(0, height=40), *lines(36.9, height=10)], True),
        ([*lines(0, height=10), *lines(7, height=40)], False),
        ([*lines(0, height=10), *lines(6.9, height=40)], True),
        ([*lines(50, height=10), *lines(56.9, height=40)], True),
        ([*lines(20, left=90), *lines(0, height=21), *lines(15, left=400, right=500)], False),
        ([*lines(12, left=90), *lines(0, height=21), *lines(15, left=400, right=500)], True),
        ([*lines(0, height=40), *lines(5, height=10)], True),
        ([*lines(0, height=40), *lines(5, 20, left=400, right=500), *lines(35, left=250, right=260)], True),
        ([*lines(0, left=0, right=50), *lines(2, left=400, right=500), *lines(4, left=30, right=60)], True),
    ],
)
def test_lines_overlap_if_they_share_height_and_width(set_lines: list[Line], *, expected: bool) -> None:
    assert finished_pages._overlap(set_lines) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (page_of(), False),
        (page_of(column(0, *lines(100, left=94, right=306))), False),
        (page_of(column(0, *lines(100, left=93.9))), True),
        (page_of(column(0, *lines(100, right=306.1))), True),
        (page_of(column(0, *lines(100)), column(1, *lines(100, left=313, right=520))), True),
        (page_of(Area(1, 0, 0, lines(100))), False),
        (page_of(Area(1, 0, 0, lines(896))), False),
        (page_of(Area(1, 0, 0, lines(896.1))), True),
        (page_of(notes=lines(896)), False),
        (page_of(notes=lines(896.1)), True),
        (page_of(margins=lines(930)), False),
        (page_of(Area(1, 0, 0, lines(100, left=15, right=585))), False),
        (page_of(Area(1, 0, 0, lines(100, left=14.9))), True),
        (page_of(Area(1, 0, 0, lines(100, right=585.1))), True),
        (page_of(notes=lines(800, left=14.9)), True),
        (page_of(margins=lines(930, left=14.9)), True),
        (page_of(margins=lines(930, right=585.1)), True),
        (page_of(margins=lines(0)), False),
        (page_of(margins=lines(-0.1)), True),
    ],
)
def test_letters_outside_of_their_area(page: Page, *, expected: bool) -> None:
    """By more than the width of a letter beside a column or below the text area, or less than 4 mm from an edge."""
    assert finished_pages._outside(page) == expected


@pytest.mark.parametrize(
    ("page", "in_the_middle", "at_the_end"),
    [
        (page_of(), True, False),
        (page_of(notes=lines(800)), False, False),
        (page_of(Area(1, 0, 0, lines(623.4))), False, False),
        (page_of(Area(1, 0, 0, lines(623.3))), True, False),
        (page_of(Area(1, 0, 0, lines(100)), notes=lines(376, 388)), False, False),
        (page_of(Area(1, 0, 0, lines(100)), notes=lines(388, 377)), True, False),
        (page_of(Area(1, 0, 0, lines(110, 386, 650))), False, False),
        (page_of(Area(1, 0, 0, lines(110, 387, 650))), True, True),
        (page_of(Area(1, 0, 0, lines(650, 387, 110))), True, True),
        (page_of(Area(1, 0, 0, [*lines(100, height=300), *lines(110, 650)])), False, False),
        (page_of(Area(1, 0, 0, [*lines(387), *lines(110, left=320), *lines(650)])), True, True),
    ],
)
def test_a_hole_is_more_than_a_third_of_the_page(page: Page, *, in_the_middle: bool, at_the_end: bool) -> None:
    """Between lines or, unless the article ends on the page, below them; notes stand on the floor."""
    assert finished_pages._hole(page, is_last=False) == in_the_middle
    assert finished_pages._hole(page, is_last=True) == at_the_end


BELOW = Area(1, 0, 0, lines(890))
ABOVE = Area(1, 0, 0, lines(100))


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        ([], False),
        ([BELOW], False),
        ([column(0, *lines(100, 400)), column(1, *lines(100, **RIGHT))], False),  # nothing is below them
        ([column(0, *lines(100, 400)), column(1, *lines(100, **RIGHT)), BELOW], True),
        ([column(0, *lines(100)), column(1, *lines(100, 400, **RIGHT)), BELOW], True),
        ([column(0, *lines(100, 400)), column(1, *lines(100, 297, **RIGHT)), BELOW], False),
        ([column(0, *lines(100, 400)), column(1, *lines(100, 296, **RIGHT)), BELOW], True),
        ([column(0, *lines(100, 290)), column(1, *lines(100, **RIGHT)), BELOW], False),  # a quarter of the page
        ([column(0, *lines(100, 290.1)), column(1, *lines(100, **RIGHT)), BELOW], True),
        ([column(0, *lines(100, 400)), BELOW], True),  # the other column is empty
        ([column(0, *lines(100, 400)), column(1), BELOW], True),
        ([ABOVE, column(0, *lines(112, 400)), column(1, *lines(112, **RIGHT)), BELOW], True),
        ([ABOVE, BELOW], False),
    ],
)
def test_a_column_that_is_too_empty_beside_another(areas: list[Area], *, expected: bool) -> None:
    """Its foot is more than a third of their height above that of the other, and there is text below both."""
    assert finished_pages._column_is_empty(page_of(*areas)) == expected


def test_breaks_are_between_columns_and_between_pages() -> None:
    first, second = column(0, *lines(100)), column(1, *lines(100, **RIGHT))
    across, empty = Area(1, 0, 0, lines(500)), Area(1, 0, 0, [])
    following = Area(2, 0, 0, lines(100))
    pages = [page_of(ABOVE, first, second, empty, across), page_of(following)]
    assert list(finished_pages.breaks(pages)) == [(first, second), (second, across), (across, following)]
    assert list(finished_pages.breaks([])) == []


def set_line(text: str, first: object, last: object) -> Line:
    return Line(100, 880, 300, 890, text, (first, last), heading=False)


def test_what_stands_behind_a_hole() -> None:
    high, end = page_of(Area(1, 0, 0, lines(100))), page_of(Area(2, 0, 0, [set_line("words", "first", "last")]))
    assert list(finished_pages.after_holes([high, end])) == ["first"]
    assert list(finished_pages.after_holes([WHOLE, end])) == []
    assert list(finished_pages.after_holes([high])) == []


@pytest.mark.parametrize(
    ("end", "start", "words"),
    [
        (("the steam-", "a", "p"), ("boat left", "p", "b"), [("p", "steam-boat")]),
        (("the steam\u2010", "a", "p"), ("boat left", "p", "b"), [("p", "steamboat")]),
        (("on the steam-", "a", "p"), ("boat left at noon", "p", "b"), [("p", "steam-boat")]),
        (("the steam", "a", "p"), ("boat left", "p", "b"), []),
        (("steam-", "a", "p"), ("boat left", "p", "b"), []),  # the beginning of the word may be on the line above
        (("the steam-", "p", "a"), ("boat left", "p", "b"), []),
        (("the steam-", "a", "p"), ("boat left", "b", "p"), []),
    ],
)
def test_words_that_a_break_divides(
    end: tuple[str, str, str], start: tuple[str, str, str], words: list[tuple[str, str]]
) -> None:
    above = Area(1, 0, 0, [*lines(100, 112), set_line(*end)])
    below = Area(2, 0, 0, [set_line(*start), *lines(112)])
    assert list(finished_pages.broken_words([page_of(above), page_of(below)])) == words


# ------------------------------------------------------------------------------------------------------ the boxes


def line_of(*letters: Any, element: Element | None = None) -> LineBox:
    return LineBox(letters, element)


def test_a_line_extends_from_its_first_to_its_last_letter() -> None:
    """Its height is that of its largest letters: a superscript belongs to its line."""
    emphasis, mark = Element("em"), Element("sup")
    (line,) = box_lines.lines_of(
        line_of(
            TextBox(" so ", position_x=20, position_y=100, width=30, element=emphasis),
            TextBox("   ", position_x=0, width=500, size=90),
            Box([TextBox("it", position_x=50, position_y=102, width=25)]),
            TextBox("1 ", position_x=75, position_y=90, width=5, size=6, element=mark),
            Box(),
        )
    )
    assert line == Line(20, 101, 80, 112, "so it1", (emphasis, mark), heading=False)


def test_boxes_without_letters_are_no_lines() -> None:
    assert list(box_lines.lines_of(line_of())) == []
    assert list(box_lines.lines_of(line_of(TextBox(" ")))) == []
    assert list(box_lines.lines_of(Box([Box(), object()]))) == []
    assert [line.text for line in box_lines.lines_of(Box([line_of(TextBox("a")), Box([line_of(TextBox("b"))])]))] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, False),
        ({"class": "paragraph"}, False),
        ({"class": "heading"}, True),
        ({"class": "paragraph question"}, True),
        ({"class": "paragraph question", "data-next": "paragraph"}, True),
        ({"class": "paragraph question", "data-next": "paragraph question"}, False),
        ({"class": "heading", "data-next": "question"}, True),
    ],
)
def test_lines_that_belong_to_what_follows(attributes: dict[str, str], *, expected: bool) -> None:
    (line,) = box_lines.lines_of(line_of(TextBox("So"), element=Element("p", attributes)))
    assert line.heading is expected


def test_the_parts_of_a_page() -> None:
    columns = Box(
        [
            Box([line_of(TextBox("left"))], is_column=True, position_x=10, width=45),
            Box([line_of(TextBox("right")), line_of(TextBox("below"))], is_column=True, position_x=65, width=45),
            Box([line_of(TextBox("across"))]),
        ],
        element=Element("div"),
        columns=2,
    )
    single = Box([Box([line_of(TextBox("single"))], is_column=True)], columns=1)
    page_box = PageBox(
        [
            Box([line_of(TextBox("head")), line_of(TextBox("deck")), columns, single]),
            FootnoteAreaBox([line_of(TextBox("note"))]),
            MarginBox([line_of(TextBox("folio"))]),
        ]
    )
    (page,) = finished_pages.pages_of(document(page_box))
    assert (page.width, page.top, page.bottom) == (140, 20, 220)
    shown = [(area.page, area.left, area.right, [line.text for line in area.lines]) for area in page.areas]
    assert shown == [
        (1, 0, 0, ["head", "deck"]),
        (1, 10, 55, ["left"]),
        (1, 65, 110, ["right", "below"]),
        (1, 0, 0, ["across", "single"]),
    ]
    assert [area.group for area in page.areas] == [None, (columns.element, 2), (columns.element, 2), None]
    assert [line.text for line in page.lines] == ["head", "deck", "left", "right", "below", "across", "single"]
    assert [line.text for line in page.notes] == ["note"]
    assert [line.text for line in page.margins] == ["folio"]
    assert (page.broken, page.is_too_narrow) == ([], False)


def test_pages_are_counted_from_one_and_have_columns_or_none() -> None:
    plain = PageBox([Box([line_of(TextBox("words"))])])
    with_columns = PageBox([Box([Box([line_of(TextBox("words"))], is_column=True)], columns=2)])
    pages = finished_pages.pages_of(document(plain, with_columns))
    assert [area.page for page in pages for area in page.areas] == [1, 2]
    assert not finished_pages.has_columns(document(plain))
    assert finished_pages.has_columns(document(plain, with_columns))
    assert finished_pages.pages_of(document()) == []


def test_tables_of_a_page_may_be_too_wide_or_break_words() -> None:
    cell = Element("td")
    cell.text = "landing"
    broken = TableCellBox([Box([line_of(TextBox("lan")), line_of(TextBox("ding"))], element=cell)])
    wide, narrow = (PageBox([TableWrapper([Box([broken], width=width)])]) for width in (101, 100))
    (too_wide,), (fitting,) = (finished_pages.pages_of(document(page)) for page in (wide, narrow))
    assert (too_wide.is_too_narrow, fitting.is_too_narrow) == (True, False)
    assert fitting.broken == ["landing"]
