"""PDFs are read in the order of reading, with how their lines are set; what stands apart is set aside; bad files are
refused in words that say what to do."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import InputError, MissingEngineError
from copydesk.reading import ReadOptions, examine, pdf, source_of
from copydesk.reading.copy import Copy, CopyLine, Typeset
from copydesk.reading.pdf import opening, tags
from copydesk.reading.pdf.scanned import with_scans
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.structure import NO_ELEMENT, Element
from copydesk.tree import Furniture, Table
from copydesk.visit import plain
from copydesk.writing import write
from tests.outline import outline
from tests.pdf_files import HEIGHT, WIDTH, Link, Page, Stream, column, words
from tests.pdf_files import pdf as pdf_of
from tests.tools import ROOT, examples, require

LEFT = (
    "The ferry came home on Monday,",
    "and nobody stood on the quay to",
    "catch the rope. The pilot waited",
    "for an hour. Then he tied it up",
    "by himself and walked along the",
    "wall to the inn, where the lamps",
    "had been lit early, because the",
    "fog was already at the door and",
)
RIGHT = (
    "the bell could not be heard. He",
    "asked for soup. There was none,",
    "they said, but there was bread,",
    "and there was a letter that had",
    "come for him in the spring, and",
    "that he might as well have now,",
    "since it was addressed to none",
    "other than the man he had been.",
)


def lines_of(data: bytes) -> list[str]:
    """The lines of a PDF in the order of reading, without furniture."""
    return [line.text for line in pdf.copy_of(data).lines if line.typeset and not line.typeset.furniture]


def aside(data: bytes) -> dict[str, str]:
    """What is set aside of a PDF, with its kind."""
    return {
        line.text: line.typeset.furniture for line in pdf.copy_of(data).lines if line.typeset and line.typeset.furniture
    }


def shuffled(shown: list[str]) -> list[str]:
    result = list(shown)
    random.Random(4).shuffle(result)
    return result


# ---------------------------------------------------------------------------------------------- lines and order

ORDERS: dict[str, Callable[[list[str], list[str]], list[str]]] = {
    "by column": lambda left, right: left + right,
    "by row": lambda left, right: list(chain.from_iterable(zip(left, right, strict=True))),
    "at random": lambda left, right: shuffled(left + right),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("gutter", [10, 24])
@pytest.mark.parametrize("shift", [0, 5], ids=["on one grid", "off the grid"])
def test_columns_are_read_one_after_the_other(order: str, gutter: int, shift: int) -> None:
    left, right = column(LEFT, 40, 100), column(RIGHT, 40 + 152 + gutter, 100 + shift)
    head = words("Home in the fog", 40, 70, 20, "B")
    page = "".join([head, *ORDERS[order](left, right)])
    assert lines_of(pdf_of(page)) == ["Home in the fog", *LEFT, *RIGHT]


def test_a_folio_below_the_gutter_does_not_close_it() -> None:
    """A line of the heading stands beside one of the text, on another grid, with no more than a gutter between them."""
    heading = words("What the pilot knew of fogs", 40, 200, 10.5, "B")
    left, right = column(LEFT[:6], 40, 100), [*column(RIGHT, 204, 100), *column(LEFT[6:], 204, 202)]
    page = "".join([*left, heading, *right, words("7", 198, 300, 8)])
    assert lines_of(pdf_of(page))[:9] == [*LEFT[:6], "What the pilot knew of fogs", *RIGHT[:2]]


def test_how_lines_are_set() -> None:
    page = (
        words("Home in the fog", 40, 70, 20, "B") + "".join(column(LEFT, 40, 100)) + words("At night", 40, 230, 9, "I")
    )
    head, first, *_, last = [line.typeset for line in pdf.copy_of(pdf_of(page)).lines]
    assert head is not None
    assert first is not None
    assert last is not None
    assert (head.page, head.size, head.bold, head.italic) == (1, 20, True, False)
    assert (last.size, last.bold, last.italic) == (9, False, True)
    assert first.box == pytest.approx((40, 93, 189, 102), abs=1)


def test_two_columns_are_two() -> None:
    page = "".join([*column(LEFT, 40, 100), *column(RIGHT, 210, 100)])
    columns = [line.typeset.column for line in pdf.copy_of(pdf_of(page)).lines if line.typeset]
    assert columns == [1] * 8 + [2] * 8


def test_wide_spaces_are_no_gutter() -> None:
    lines = ["The  ferry  came  home  at  last", "and nobody  stood  on  the quay", "to catch the rope of  the boat"]
    spread = [f"{4 * number} Tw " + words(line, 40, 100 + 12 * number) for number, line in enumerate(lines)]
    assert [line.split() for line in lines_of(pdf_of("".join(spread)))] == [line.split() for line in lines]


def test_a_bullet_belongs_to_its_item() -> None:
    items = ["a lamp for each room", "two candles", "matches that are dry", "a thermos", "bread", "the letter"]
    page = "".join(
        words("•", 40, 100 + 14 * number) + words(item, 62, 100 + 14 * number) for number, item in enumerate(items)
    )
    assert lines_of(pdf_of(page)) == [f"• {item}" for item in items]


def test_a_page_that_is_turned_is_read_upright() -> None:
    turned = "".join(
        f"BT /F 10 Tf 0 1 -1 0 {100 + 12 * number} 60 Tm ({line}) Tj ET\n" for number, line in enumerate(LEFT)
    )
    for entries in ("", "/Rotate 90"):
        assert lines_of(pdf_of(Page(turned, entries))) == list(LEFT)


def test_a_skewed_page_is_read_in_lines() -> None:
    turn = "0.9997 0.0262 -0.0262 0.9997"  # 1.5 degrees
    page = ""
    for number, line in enumerate(LEFT):
        across = 0.0
        for word in line.split():
            page += words(word, 40 + across, 100 + 12 * number - across * 0.0262, matrix=turn)
            across += 6.5 * len(word) + 3
    assert lines_of(pdf_of(page)) == list(LEFT)


# ---------------------------------------------------------------------------------------------- words


def test_a_word_broken_at_a_line_end_is_whole() -> None:
    page = "".join(
        column(["Nobody stood on the quay to catch", "the rope that the pilot had thrown from the fer-", "ry."], 40, 99)
    )
    assert lines_of(pdf_of(page))[1].endswith("fer-")
    assert "ferry" in plain(copydesk.read(pdf_of(page)))


@pytest.mark.parametrize(
    "shown",
    [
        "4 Tc (guerra e pace) Tj 0 Tc",
        "[(g) -300 (u) -300 (e) -300 (r) -300 (r) -300 (a) -900 (e) -900 (p) -300 (a) -300 (c) -300 (e)] TJ",
    ],
)
def test_letterspaced_words_are_closed_up(shown: str) -> None:
    page = f"BT /F 10 Tf 40 520 Td {shown} ET\n" + "".join(column(LEFT, 40, 110))
    assert lines_of(pdf_of(page))[0] == "guerra e pace"


def test_words_that_run_together_are_parted() -> None:
    shown = " ".join(f"({word}) -110" for word in ("It", "shows", "a", "conceptual", "diagram"))  # pdfium sees no space
    page = f"BT /C 10 Tf 40 500 Td [{shown}] TJ ET\n" + "".join(column(LEFT, 40, 120))
    assert lines_of(pdf_of(page))[0] == "It shows a conceptual diagram"


@pytest.mark.parametrize(
    ("initial", "rest", "first"),
    [("T", "he ferry came home", "The ferry came home"), ("A", "t noon he rang", "At noon he rang"),
     ("A", "bell rang", "A bell rang")],
)  # fmt: skip
def test_an_initial_belongs_to_its_line(initial: str, rest: str, first: str) -> None:
    beside = [rest, "and nobody stood on the quay,", "for the bell was not heard"]
    page = words(initial, 40, 126, 36) + "".join(column(beside, 70, 102)) + "".join(column(LEFT, 40, 138))
    lines = pdf.copy_of(pdf_of(page)).lines
    assert [line.text for line in lines[:4]] == [first, *beside[1:], LEFT[0]]
    assert (
        len({round(line.typeset.box.left) for line in lines if line.typeset and line.typeset.box} - {40, 41, 42}) == 0
    )


def test_raised_figures() -> None:
    line = words("The bell rang", 40, 100) + words("on the 10", 104, 100) + words("of May.", 154, 100)
    raised = words("2", 98, 96, 6) + words("th", 145.5, 96, 6)
    assert lines_of(pdf_of(line + raised + "".join(column(LEFT, 40, 112))))[0] == "The bell rang² on the 10^th^ of May."


def test_emphasis_and_links_become_marks() -> None:
    page = (
        "".join(column(LEFT, 40, 100)) + words("He read the", 40, 196) + words("Gazette", 98, 196, 10, "I")
        + words("of May, and", 140, 196) + words("never", 198, 196, 10, "B") + words("again.", 228, 196)
        + "".join(column(RIGHT, 40, 208))
    )  # fmt: skip
    link = Link((96, HEIGHT - 198, 135, HEIGHT - 186), "https://gazette.example/may")
    assert "He read the *Gazette* of May, and **never** again." in lines_of(pdf_of(page))
    assert "[*Gazette*](https://gazette.example/may)" in "\n".join(lines_of(pdf_of(Page(page, links=(link,)))))


def test_a_line_in_italics_has_no_marks() -> None:
    page = words("At night", 40, 80, 10, "I") + "".join(column(LEFT, 40, 100))
    assert lines_of(pdf_of(page))[0] == "At night"


def test_a_bold_signature_over_two_lines_has_no_marks() -> None:
    letter = "".join(column(LEFT, 40, 100))
    under = 100 + 12 * len(LEFT)
    signature = words("Enid Palfrey", 90, under + 7, 10, "B") + words("Tarn Foot", 100, under + 19, 10, "B")
    assert lines_of(pdf_of(letter + signature))[-2:] == ["Enid Palfrey", "Tarn Foot"]


def test_marks_go_over_lines_of_a_paragraph_alone() -> None:
    paragraph = "".join(column(LEFT, 40, 100))
    under = 100 + 12 * len(LEFT)
    full = words(LEFT[0], 40, under, 10, "B") + words("Tarn Foot", 40, under + 12, 10, "B")
    assert lines_of(pdf_of(paragraph + full))[-2:] == [f"**{LEFT[0]}", "Tarn Foot**"]
    short = words("He sang:", 40, under) + words("the wheel goes", 85, under, 10, "I")
    verse = short + words("And the water falls", 40, under + 12, 10, "I")
    assert lines_of(pdf_of(paragraph + verse))[-2:] == ["He sang: *the wheel goes*", "And the water falls"]


def test_an_address_over_two_lines_is_whole() -> None:
    page = "".join(column([*LEFT, "The letter can be read at https://", "letters.example/may"], 40, 100))
    links = (
        Link((150, HEIGHT - 200, 190, HEIGHT - 186), "https://letters.example/may"),
        Link((38, HEIGHT - 212, 140, HEIGHT - 199), "https://letters.example/may"),
    )
    assert lines_of(pdf_of(Page(page, links=links)))[-2:] == [
        "The letter can be read at ", "https://letters.example/may",
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------------- what stands apart


def test_running_heads_and_folios_are_set_aside() -> None:
    def page(number: int) -> str:
        return words("The Gazette", 170, 40, 8) + words(str(number), 196, 580, 8) + "".join(column(LEFT * 2, 40, 80))

    data = pdf_of(*map(page, range(3, 7)))
    assert aside(data) == {"The Gazette": "running_head", **{str(n): "page_number" for n in range(3, 7)}}
    furniture = copydesk.read(data).furniture
    assert sorted(each.text for each in furniture) == ["3", "4", "5", "6", *["The Gazette"] * 4]


@pytest.mark.parametrize("size", [8, 12])
def test_a_foot_of_two_pages_that_counts_them(size: int) -> None:
    pages = [
        "".join(column(lines, 40, 60)) + words(f"Harbour Quarterly | {number}", 150, 580, size)
        for number, lines in enumerate((LEFT, RIGHT), 1)
    ]
    assert aside(pdf_of(*pages)) == dict.fromkeys(("Harbour Quarterly | 1", "Harbour Quarterly | 2"), "running_head")


def test_lines_of_text_that_come_again_stay() -> None:
    pages = ["".join(column([*LEFT, f"The end of day {number}."], 40, 60)) for number in range(3)]
    assert aside(pdf_of(*pages)) == {}


def test_a_running_head_that_comes_once() -> None:
    pages = ["".join(column(LEFT, 40, 100)), words("The Gazette", 170, 40, 8) + "".join(column(RIGHT, 40, 100))]
    assert aside(pdf_of(*pages)) == {"The Gazette": "running_head"}


@pytest.mark.parametrize(
    ("line", "down", "size", "kind"),
    [
        ("The Gazette - March 1911", 26, 8, "running_head"),
        ("The Gazette - March 1911", 26, 10, None),  # as large as the text
        ("SHIPPING", 48, 8, None),  # not nearer to the edge than the text
        ("SHIPPING", 38, 8, None),  # right above the headline
        ("The Gazette - March 1911", 580, 8, "running_head"),
        ("Page 1 of 1", 580, 8, "page_number"),
        ("* desk@gazette.example, 0160 23", 580, 8, None),
        ("The Gazette - March 1911", 540, 8, None),
    ],
)
def test_the_margin_of_the_only_page(line: str, down: float, size: float, kind: str | None) -> None:
    page = words("Fog at the quay", 40, 64, 20, "B") + "".join(column([*LEFT, *RIGHT], 40, 100))
    assert aside(pdf_of(words(line, 40, down, size) + page)) == ({line: kind} if kind else {})


def test_notes_stand_behind_the_text() -> None:
    first = [*LEFT[:7], "fog was already at the quay and"]
    pages = [
        "".join(column(first, 40, 100)) + words("1", 190, 96, 6) + words("1 The fog of 1911.", 40, 500, 7),
        "".join(column([*RIGHT, *RIGHT], 40, 100)),
    ]
    lines = lines_of(pdf_of(*pages))
    assert lines[-1] == "1 The fog of 1911."
    article = copydesk.read(pdf_of(*pages))
    assert [plain(note).strip() for note in article.notes] == ["The fog of 1911."]
    assert "at the quay and the bell" in plain(article.body[0])


def test_turned_text_in_the_margin_is_set_aside() -> None:
    margin = "BT /F 8 Tf 0 1 -1 0 20 200 Tm (arch:1911.0042 [sea] 5 May 1911) Tj ET\n"
    data = pdf_of(margin + "".join(column(LEFT, 40, 100)))
    assert aside(data) == {"arch:1911.0042 [sea] 5 May 1911": "frame"}
    assert isinstance(copydesk.read(data).furniture[0], Furniture)


def test_text_beyond_the_edges_is_set_aside() -> None:
    page = Page("".join(column(LEFT, 40, 100)) + words("gazette_final3.indd", 40, 590), "/CropBox [0 40 400 600]")
    assert aside(pdf_of(page)) == {"gazette_final3.indd": "frame"}


def test_hidden_text_is_read_unless_it_is_shown_too() -> None:
    hidden = "3 Tr " + "".join(column(LEFT, 40, 100)) + "0 Tr "
    alone = pdf.copy_of(pdf_of(hidden))
    assert [line.text for line in alone.lines] == list(LEFT)
    assert [problem.kind for problem in alone.problems] == ["decoding"]
    assert "hidden layer" in alone.problems[0].message
    both = pdf_of(hidden + "".join(column(LEFT, 40, 100)))
    assert lines_of(both) == list(LEFT)
    assert set(aside(both)) == set(LEFT)
    among = pdf.copy_of(
        pdf_of("".join(column(LEFT, 40, 100)) + "3 Tr " + words("Nobody sees this.", 40, 300) + "0 Tr ")
    )
    assert [line.text for line in among.lines] == [*LEFT, "Nobody sees this."]
    assert [problem.message.partition(",")[0] for problem in among.problems] == ["page 1 has words that are not shown"]
    assert pdf.copy_of(both).problems == ()


def layer(lines: Sequence[str], lefts: Sequence[float], down: float) -> str:
    """Hidden lines, each word at the next of some places, a little lower than the one before, as in a scan that lies
    askew."""
    return "3 Tr " + "".join(
        words(f"{word} ", left, down + 12 * number + (left - lefts[0]) / 80)
        for number, line in enumerate(lines)
        for word, left in zip(line.split(), lefts, strict=False)
    )


COLUMNS = (
    ("Nobody owned", "clocks until", "trains arrived", "wanted hourly", "tickets sold", "before noon"),
    ("Wardens kept", "ledgers about", "horses hiring", "stables rented", "barges moored", "beside locks"),
)


@pytest.mark.parametrize("number", [1, 2])
def test_a_hidden_layer_keeps_its_lines(number: int) -> None:
    texts = COLUMNS[:number]
    content = [layer(lines, (left, left + 46), 100) for lines, left in zip(texts, (40, 140), strict=False)]
    assert [line.split() for line in lines_of(pdf_of("".join(content)))] == [
        line.split() for lines in texts for line in lines
    ]


def test_a_hidden_layer_that_was_read_across_columns_is_divided() -> None:
    lines = [f"{one} {other}" for one, other in zip(*COLUMNS, strict=True)]
    data = pdf_of(layer(lines, (40, 80, 130, 170), 100))
    assert [line.split() for line in lines_of(data)] == [line.split() for lines in COLUMNS for line in lines]


# ---------------------------------------------------------------------------------------------- tables


ROWS = (("Winter", "Wallers", "Stones"), ("1991", "58", "1,140"), ("2006", "44", "1,875"), ("2019", "31", "2,960"))


def test_a_table_beside_text() -> None:
    cells = [
        words(cell, (220, 270, 320)[at], 118 + 12 * number)
        for number, row in enumerate(ROWS)
        for at, cell in enumerate(row)
    ]
    data = pdf_of("".join([*column(LEFT, 40, 100), *cells, *column(RIGHT, 212, 180)]))
    lines = lines_of(data)
    assert [line for line in lines if "\t" in line] == ["\t".join(row) for row in ROWS]
    table = next(block for block in copydesk.read(data).body if isinstance(block, Table))
    assert [[plain_of(cell) for cell in row] for row in (table.header, *table.rows)] == [list(row) for row in ROWS]


def plain_of(inlines: tuple[object, ...]) -> str:
    return "".join(getattr(each, "text", "") for each in inlines)


# ---------------------------------------------------------------------------------------------- what the file states


@pytest.mark.parametrize(
    ("info", "title", "authors"),
    [
        ("/Title (Rain at last) /Author (Ana Ruiz; Jo Park)", "Rain at last", ("Ana Ruiz", "Jo Park")),
        ("/Title (Microsoft Word - rain_v2.doc) /Author (admin)", "", ()),
        ("/Title (rain.indd) /Author (User)", "", ()),
        ("/Title (untitled) /Author (anonymous)", "", ()),
    ],
)
def test_what_a_file_states(info: str, title: str, authors: tuple[str, ...]) -> None:
    data = pdf_of("".join(column(LEFT, 40, 100)), info=info, catalog="/Lang (en-GB)")
    stated = pdf.copy_of(data).stated
    assert (stated.title, stated.authors, stated.lang) == (title, authors, "en-GB")


# -------------------------------------------------------------------------------------- numbers in the margin


_HEARD = (
    "Q. You hold the key of the hall?", "A. I do. My wife held it", "before me.", "Q. And on the night of the fair you",
    "lent it to the miller?", "A. I lent him the key of the yard.", "MS BRANDT: That is not before us.",
    "THE JUDGE: It is now.", "A. He gave it back wet.", "Q. Did you ask him why?", "A. It had rained.",
)  # fmt: skip


def numbered(lines: Sequence[str], first: int = 1, step: int = 1, left: float = 20) -> str:
    """Lines with numbers in their margin, counted by these steps."""
    page = "".join(column(lines, 60, 80, 10, 24))
    numbers = {first + step * at: 80 + 24 * (first - 1 + step * at) for at in range(len(lines) // step)}
    return page + "".join(words(str(number), left - 5 * len(str(number)), down) for number, down in numbers.items())


@pytest.mark.parametrize(("lines", "first", "step", "left", "count"), [
    (_HEARD, 1, 1, 30, 11),
    (_HEARD, 1, 1, 350, 11),
    ([*_HEARD[:3], *_HEARD[3:6], *_HEARD, *_HEARD[:3]], 5, 5, 350, 4),
    (LEFT[:1] * 11, 1, 1, 30, 0),  # no sentence goes on: they may be of items
    (_HEARD[:9], 1, 1, 30, 0),
])  # fmt: skip
def test_numbers_that_count_lines(lines: Sequence[str], first: int, step: int, left: float, count: int) -> None:
    data = pdf_of(numbered(lines, first, step, left))
    framed = [text for text, kind in aside(data).items() if kind == "frame"]
    assert framed == [str(first + step * at) for at in range(count)]


def test_what_is_said_in_court_is_read_without_the_numbers_of_its_lines() -> None:
    article = copydesk.read(pdf_of(numbered(_HEARD)))
    _, _, body = outline(article).partition("--- body\n")
    assert [line.strip() for line in body.split("\n") if line.startswith("speech")] == [
        "speech: Q.", "speech: A.", "speech: Q.", "speech: A.", "speech: MS BRANDT:", "speech: THE JUDGE:",
        "speech: A.", "speech: Q.", "speech: A.",
    ]  # fmt: skip
    assert "My wife held it before me." in body
    assert "lent it to the miller?" in body


_ITEMS = ("Apologies", "Ana Ruiz was at the weir.", "The bell", "It is cracked, and it rings.", "The clapper", "Lost.")


@pytest.mark.parametrize(
    ("numbers", "counts"),
    [
        (("1", "2", "2.1"), True),
        (("1.", "2.", "3."), True),
        (("1", "3", "4"), False),
        (("1", "2", ""), False),
    ],
)
def test_numbers_that_hang_left_of_their_items(numbers: Sequence[str], counts: bool) -> None:
    page = words("The council met on Monday in", 40, 48) + words("the hall of the weir, and it", 40, 60)
    page += "".join(column(numbers, 40, 76, 10, 28))
    for at in range(3):
        page += words(_ITEMS[2 * at], 90, 76 + 28 * at, font="B") + words(_ITEMS[2 * at + 1], 90, 90 + 28 * at)
    lines = [line.replace("*", "") for line in lines_of(pdf_of(page))]
    assert (f"{numbers[0]} Apologies" in lines) is counts
    assert (numbers[0] in lines) is not counts


def test_numbers_of_items_of_one_line_each_are_not_joined_to_them() -> None:
    """They may be of the rows of a table."""
    lines = lines_of(pdf_of("".join(column(("1", "2", "3"), 40, 76)) + "".join(column(_ITEMS[:6:2], 90, 76))))
    assert "1 Apologies" not in lines


def test_a_label_in_bold_beside_the_text_is_not_in_its_sentence() -> None:
    page = "".join(column(LEFT, 40, 100)) + words("Pilot", 197, 124, 9, "B")
    assert LEFT[2] in lines_of(pdf_of(page))


# ---------------------------------------------------------------------------------------------- tagged files


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["H1 0", "P 1", "P 1", "P 2", "P 2"], True),
        (["H1 0", "P 1", "P 2", "P 3", "P 4"], False),  # each line is a paragraph
        (["H1 0", "P 1", "P 1", "", ""], False),  # text that is in no element
        (["", "", ""], False),
    ],
)
def test_a_structure_counts_where_it_is_whole_and_its_paragraphs_are_not_lines(
    kinds: list[str], expected: bool
) -> None:
    elements = [Element(kind.split()[0], int(kind.split()[1])) if kind else NO_ELEMENT for kind in kinds]
    page = [
        SetLine("rain", 0, 9, 0, 9, 9, 9, bold=False, italic=False, start=at, letters=4, element=element)
        for at, element in enumerate(elements)
    ]
    assert tags.are_reliable([page]) is expected


def written(name: str, style: str) -> tuple[str, str]:
    """The outline of a sample, and that of the PDF that is made of it, both without furniture."""
    article = copydesk.read((ROOT / "samples" / f"{name}.txt").read_bytes())
    output = write(article, "pdf", style=style, typography=False)
    return _without_furniture(outline(article)), _without_furniture(outline(copydesk.read(output.data)))


def _without_furniture(drawn: str) -> str:
    return drawn.partition("--- furniture")[0].strip()


@pytest.mark.parametrize(
    ("name", "style"),
    [("dispatch", "plain"), ("hearing", "broadsheet"), ("press-release", "broadsheet"), ("german", "broadsheet"),
     ("forwarded", "plain")],
)  # fmt: skip
def test_our_own_files_are_read_back(name: str, style: str) -> None:
    before, after = written(name, style)
    assert after == before


def tagged(kinds: Sequence[str], lines: Sequence[str]) -> bytes:
    """A PDF whose only page has these lines, each in an element of its structure of one of these kinds."""
    elements = {
        f"E{at}": Stream(f"/Type /StructElem /S /{kind} /P 901 0 R /Pg 3 0 R /K {at}", None)
        for at, kind in enumerate(kinds)
    }
    kids = " ".join(f"{at + 902} 0 R" for at in range(len(kinds)))
    tree = {
        "Root": Stream(f"/Type /StructTreeRoot /K 901 0 R /ParentTree << /Nums [0 [{kids}]] >>", None),
        "Document": Stream(f"/Type /StructElem /S /Document /P 900 0 R /K [{kids}]", None),
    }
    content = "".join(
        f"/{kind} << /MCID {at} >> BDC\n{line}EMC\n" for at, (kind, line) in enumerate(zip(kinds, lines, strict=True))
    )
    catalog = "/MarkInfo << /Marked true >> /StructTreeRoot 900 0 R"
    return pdf_of(Page(content, "/StructParents 0"), catalog=catalog, streams=tree | elements)


@pytest.mark.parametrize("kind", ["Div", "H1"])
def test_what_stands_in_the_structure_but_in_no_block_is_no_running_head(kind: str) -> None:
    """Browsers write so what a page has in a ``div``."""
    texts = ["".join(column(LEFT, 40, 100)), "".join(column(RIGHT, 40, 220))]
    page = tagged([kind, "P", "P"], [words("Crossings of the ferry", 40, 60, 20), *texts])
    article = copydesk.read(page)
    assert article.head.headline
    assert plain(article.head.headline) == "Crossings of the ferry"
    assert aside(page) == {}


@pytest.mark.parametrize(
    ("menu", "kicker", "size", "is_menu"),
    [
        ("Home Local Sport Subscribe", "", 20, True),
        ("Home | Local | Sport | Subscribe", "", 20, True),
        ("Home Local Sport Subscribe", "ARCHIVES", 20, True),
        ("Home Local Sport Subscribe", "", 14, False),
        ("Home local Sport Subscribe", "", 20, False),
        ("Home Affairs Committee", "", 20, False),
        ("Local Sport Subscribe Home", "", 20, False),
    ],
)
def test_the_menu_of_a_page_above_its_headline(menu: str, kicker: str, size: int, *, is_menu: bool) -> None:
    """It opens with a button, and has another; what stands below it may be a kicker."""
    page = words(menu, 40, 25) + words(kicker, 40, 40, 9, "B") + words("Crossings of the ferry", 40, 66, size, "B")
    article = copydesk.read(pdf_of(page + "".join(column((*LEFT, *RIGHT), 40, 100))))
    assert [(each.kind, each.text) for each in article.furniture] == [("navigation", menu)] * is_menu
    if is_menu:
        assert (plain(article.head.kicker) if article.head.kicker else "") == kicker


def test_what_reads_as_a_menu_below_other_text_is_none() -> None:
    page = words("It rained.", 40, 40) + words("Home Local Sport Subscribe", 40, 170)
    page += words("Crossings of the ferry", 40, 210, 20, "B") + "".join(column((*LEFT, *RIGHT), 40, 240))
    assert copydesk.read(pdf_of(page)).furniture == ()


def test_notes_at_the_foot_that_raised_figures_refer_to() -> None:
    """A raised ``1)`` is a mark too; a list within a note opens no other."""
    page = "".join(column(LEFT, 40, 100)) + words("1)", 189, 96, 6) + words("2)", 178.5, 120, 6)
    notes = ("1) The ferry of the valley, of", "two decks:", "2) It is said of the quay:", "1) of stone, 2) of wood")
    page += "".join(column(notes, 40, 500, 8, 10))
    copy = pdf.copy_of(pdf_of(page))
    assert copy.lines[0].text == f"{LEFT[0]}¹"
    stated = [(line.typeset.role, line.typeset.block) for line in copy.lines[-4:] if line.typeset]
    assert stated == [("note", -1), ("note", -1), ("note", -2), ("note", -2)]
    article = copydesk.read(pdf_of(page))
    assert [plain(note) for note in article.notes] == [
        "The ferry of the valley, of two decks:",
        "It is said of the quay: 1) of stone, 2) of wood",
    ]


@pytest.mark.parametrize("size", [8, 10])
@pytest.mark.parametrize("left", [40, 215])
def test_marks_of_notes_that_hang_left_of_their_words(size: int, left: int) -> None:
    """In either of two columns, in small type and in that of the text, which goes on on the next page."""
    other = "".join(column(RIGHT if left == 40 else LEFT, 255 - left, 100))
    marked = [f"{line}{mark}" for line, mark in zip(LEFT, ("¹", "", "²", "", "³", "", "", ""), strict=True)]
    notes = ("Log of the ferry, 12.", "Told by the keeper,", "who would say no more.", "Ledger of the inn, 3.")
    page = "".join(column(marked, left, 100)) + "".join(column(notes, left + 20, 500, size, size + 2))
    page += "".join(words(mark, left, 500 + at * (size + 2), size) for mark, at in (("1", 0), ("2", 1), ("3", 3)))
    rest = "".join(column(("the tide was late again.", *RIGHT), 40, 60))
    article = copydesk.read(pdf_of(page + other if left == 40 else other + page, rest))
    assert [plain(note) for note in article.notes] == [
        "Log of the ferry, 12.",
        "Told by the keeper, who would say no more.",
        "Ledger of the inn, 3.",
    ]


@pytest.mark.parametrize("left", [220, 20])
def test_notes_in_the_margin_that_raised_figures_refer_to(left: int) -> None:
    """Their marks may stand before their words; what has no mark stands behind the text."""
    text_left = 40 if left == 220 else 160
    page = (
        "".join(column(LEFT, text_left, 100)) + words("1", text_left + 149, 96, 6) + words("2", text_left + 138, 120, 6)
    )
    page += words("1", left, 98, 5) + "".join(column(("Log of the ferry, of", "14 March 1874."), left + 5, 100, 8, 10))
    page += words("2 Told by Ana Ruiz.", left, 140, 8) + words("See the inn.", left, 170, 8)
    article = copydesk.read(pdf_of(words("The ferry", 40, 60, 18) + page))
    assert [plain(note) for note in article.notes] == ["Log of the ferry, of 14 March 1874.", "Told by Ana Ruiz."]
    assert not article.head.bylines
    assert not article.head.dates
    assert plain(article.body[-1]) == "See the inn."


def test_what_stands_in_the_margin_without_a_mark_is_no_note() -> None:
    page = "".join(column(LEFT, 160, 100)) + words("Ferries", 20, 100, 8) + words("The bell", 20, 150, 8)
    assert copydesk.read(pdf_of(page)).notes == ()


def test_numbers_of_the_rows_of_a_table_do_not_hang() -> None:
    page = "".join(column(LEFT, 40, 100)) + words("1", 187, 96, 6)
    for at, (place, count) in enumerate((("Quay", "31"), ("Wall", "14"), ("Inn", "12"), ("Mill", "7")), 1):
        down = 480 + 12 * at
        page += words(str(at), 40, down) + words(place, 70, down) + words(count, 130, down)
    lines = lines_of(pdf_of(page))
    assert lines[-4:] == ["1\tQuay\t31", "2\tWall\t14", "3\tInn\t12", "4\tMill\t7"]


def test_notes_are_no_running_heads() -> None:
    """Numbers at the feet of pages that count up with these, and the second line of a note."""
    pages = [
        "".join(column([LEFT[0], *RIGHT[first : first + 3]], 40, 60))
        + words(str(number), 189, 56, 6)
        + words(f"{number}. {note}", 40, 560, 8)
        + (words("sold in the spring.", 40, 569, 8) if number == 4 else "")
        for number, (first, note) in enumerate(
            [(0, "Log of the ferry."), (1, "Told by a pilot."), (3, "The inn's ledger."), (5, "The bell was")], 1
        )
    ]
    assert aside(pdf_of(*pages)) == {}


def test_notes_at_the_foot_as_large_as_the_text_below_a_list_of_works() -> None:
    """The numbers of the works are in brackets, and no mark in brackets refers to them."""
    page = (
        "".join(column([*LEFT, *RIGHT[:-1], "other than he."], 40, 100))
        + words("1", 189, 96, 9)
        + words("2", 102, 276, 9)
    )
    page += words("References", 40, 320, 12, "B")
    page += "".join(column(("[1] Roe, A. Ferries. 1911.", "[2] Lind, M. Fog. 1912."), 40, 340))
    page += words("1. It was the last of the ferries.", 40, 500, 8) + words("2. See the log.", 40, 513, 10)
    article = copydesk.read(pdf_of(page))
    assert [plain(note).strip() for note in article.notes] == ["It was the last of the ferries.", "See the log."]
    text = " ".join(map(plain, article.body))
    assert "References [1] Roe, A. Ferries. 1911. [2] Lind" in text


# ---------------------------------------------------------------------------------------------- bad files


def test_the_form_of_a_file_is_told_by_its_beginning() -> None:
    assert source_of("a.txt", None, pdf_of("")[:100]).name == "pdf"
    assert source_of("a.txt", None, b"junk\n" * 20 + b"%PDF-1.4").name == "pdf"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf_of("".join(column(LEFT, 40, 100)))[:300], "damaged"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "damaged"),
        (pdf_of("".join(column(LEFT, 40, 100)), password="sesame"), "locked with a password"),
        (pdf_of(), "damaged"),
        (pdf_of(""), "no text on its page"),
        (pdf_of("", ""), "no text on its 2 pages"),
    ],
    ids=["cut off", "a beginning", "locked", "no pages", "an empty page", "two empty pages"],
)
def test_bad_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        examine(data)
    assert caught.value.remedy


def test_a_file_that_only_its_owner_has_locked_is_read() -> None:
    assert lines_of(pdf_of("".join(column(LEFT, 40, 100)), password="")) == list(LEFT)


def test_a_file_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_PAGES", 2)
    page = "".join(column(LEFT, 40, 100))
    with pytest.raises(InputError, match="has 3 pages, and may have 2"):
        pdf.copy_of(pdf_of(page, page, page))


def test_a_file_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_CHARACTERS", 300)
    with pytest.raises(InputError, match="too many characters"):
        pdf.copy_of(pdf_of(*["".join(column(LEFT, 40, 100))] * 2))


def test_a_drawing_of_many_letters_is_read_in_bounded_work() -> None:
    """Each letter stands anywhere: comparing all of them with all others would take minutes."""
    drawn = random.Random(2)
    letters = [words("x", drawn.uniform(0, WIDTH), drawn.uniform(0, HEIGHT), 4) for _ in range(6000)]
    assert sum(line.count("x") for line in lines_of(pdf_of("".join(letters)))) > 5000


def test_a_page_that_is_damaged_is_told() -> None:
    page = "".join(column(LEFT, 40, 100))
    data = pdf_of(page, page).replace(b"/Kids [3 0 R 5 0 R]", b"/Kids [3 0 R 9 0 R]")
    copy = pdf.copy_of(data)
    assert [line.text for line in copy.lines] == list(LEFT)
    assert [(problem.kind, problem.message) for problem in copy.problems] == [
        ("lost", "page 2 has been left out: damaged, they cannot be read")
    ]


@pytest.mark.parametrize(("codes", "said"), [("00" * 9, "; some are missing"), ("4100", ": 1 in all")])
def test_letters_that_are_not_known_are_told(codes: str, said: str) -> None:
    copy = pdf.copy_of(pdf_of("".join(column(LEFT, 40, 100)) + f"BT /F 10 Tf 40 300 Td <{codes}> Tj ET\n"))
    message = f"page 1 has letters in a font that does not say which they are{said}"
    assert [(problem.kind, problem.message) for problem in copy.problems] == [("decoding", message)]


@examples(25)
@given(data=st.data())
def test_mutants_are_read_or_refused(data: st.DataObject) -> None:
    page = words("Home in the fog", 40, 70, 20, "B") + "".join([*column(LEFT, 40, 100), *column(RIGHT, 210, 100)])
    file = bytearray(pdf_of(page, page, info="/Title (Home)"))
    for _ in range(data.draw(st.integers(1, 20))):
        file[data.draw(st.integers(9, len(file) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(InputError):
        assert not [problem for problem in examine(bytes(file)).problems if problem.kind == "lost" and problem.line]


# ---------------------------------------------------------------------------------------------- scans


def scanned(data: bytes, tmp_path: Path) -> bytes:
    """The pages of a PDF as pictures, in a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    pictures[0].save(tmp_path / "scan.pdf", save_all=True, append_images=pictures[1:], resolution=200)
    return (tmp_path / "scan.pdf").read_bytes()


def test_pages_that_are_pictures_are_recognised(tmp_path: Path) -> None:
    require("tesseract")
    text = "".join(column(LEFT, 40, 100, 14, 18))
    scan = scanned(pdf_of(text), tmp_path)
    assert "nobody stood on the quay" in plain(copydesk.read(scan))
    with pytest.raises(InputError, match="no text on its page"):
        pdf.copy_of(scan, ReadOptions(ocr="never"))
    assert [line.text for line in pdf.copy_of(pdf_of(text), ReadOptions(ocr="force")).lines] == list(LEFT)


def test_a_scanned_page_stands_between_the_pages_around_it() -> None:
    lines, scans = ([CopyLine(f"page {page}", Typeset(page)) for page in pages] for pages in ((1, 3, 5), (2, 4, 6)))
    assert [line.text for line in with_scans(lines, Copy(tuple(scans), "scan"))] == [f"page {at}" for at in range(1, 7)]


def test_scans_without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(*_: object, **__: object) -> Copy:
        raise MissingEngineError("the program tesseract is missing", "apt install tesseract-ocr")

    monkeypatch.setattr(pdf, "recognised_pages", missing)
    scan = scanned(pdf_of("".join(column(LEFT, 40, 100))), tmp_path)
    with pytest.raises(MissingEngineError):
        pdf.copy_of(scan)


# ---------------------------------------------------------------------------------------------- a whole sample


def test_the_sample() -> None:
    path = ROOT / "samples" / "saltmarsh.pdf"
    expected = (ROOT / "tests" / "cases" / "samples" / "saltmarsh.outline").read_text(encoding="utf-8")
    reading = examine(path)
    assert outline(reading.article).strip() == expected.strip()
    assert not [problem for problem in reading.problems if problem.kind == "lost"]


def test_a_space_at_the_end_of_a_line_stays() -> None:
    """It shows that a word ends there, which Korean does not show otherwise."""
    page = column(["The harbour at the bend of ", "the river was dry for mon", "ths."], 40, 100)
    assert [line.text for line in pdf.copy_of(pdf_of("".join(page))).lines] == [
        "The harbour at the bend of ", "the river was dry for mon", "ths.",
    ]  # fmt: skip
