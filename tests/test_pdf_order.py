"""The order of reading of PDFs where columns are short, lines are spread, and captions stand beside the text."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading import pdf
from copydesk.reading.pdf.across import may_run_around
from copydesk.reading.pdf.fonts import NO_FONT
from copydesk.reading.pdf.lines import line_of
from copydesk.reading.pdf.lines import lines_of as lines_of_runs
from copydesk.reading.pdf.runs import Letter, Run
from copydesk.reading.pdf.words import words_of as words_on
from tests.newspapers import HALL, WEIR, Item, column, head, jump, paragraphs, story
from tests.newspapers import LEFT as EDGE
from tests.pdf_files import column as lines_below
from tests.pdf_files import painted, words
from tests.pdf_files import pdf as pdf_of
from tests.test_pdf_articles import headline, words_of
from tests.test_pdf_pictures import photo
from tests.test_pdf_source import LEFT, RIGHT, lines_of


@pytest.mark.parametrize("number", [2, 3])
def test_short_columns_that_the_content_writes_one_after_the_other(number: int) -> None:
    left, right = lines_below(LEFT[:number], 40, 100), lines_below(RIGHT[:number], 40 + 152 + 14, 100)
    assert lines_of(pdf_of("".join([*left, *right]))) == [*LEFT[:number], *RIGHT[:number]]


@pytest.mark.parametrize(("step", "warned"), [(0, True), (-6, False)])
def test_two_wide_gaps_that_the_content_goes_on_across_are_no_gutter_but_may_be(step: int, *, warned: bool) -> None:
    """``step`` is by how much the right part of the second line is set in further than that of the first."""
    (left, right), (lower_left, lower_right) = zip(LEFT[:2], RIGHT[:2], strict=True)
    row = f"({left}) Tj 165 0 Td ({right}) Tj -165 -12 Td ({lower_left}) Tj {165 + step} 0 Td ({lower_right}) Tj"
    copy = pdf.copy_of(pdf_of(f"BT /F 10 Tf 40 500 Td {row} ET"))
    assert [line.text for line in copy.lines] == [f"{left} {right}", f"{lower_left} {lower_right}"]
    assert [problem.kind for problem in copy.problems if "page 1 has lines with a wide gap" in problem.message] == [
        "order"
    ] * warned


def spread(text: str, left: float, down: float, space: float, size: float = 15) -> str:
    """A line whose spaces are wider by so many points."""
    return f"{space} Tw {words(text, left, down, size, 'B')} 0 Tw "


def test_a_headline_that_is_spread_over_its_column_is_one_line() -> None:
    shown = spread("Pilot waits", 40, 100, 71) + words("for the rope", 40, 117, 15, "B")
    page = shown + "".join([*lines_below(LEFT, 40, 135), *lines_below(RIGHT, 206, 100)])
    assert lines_of(pdf_of(page)) == ["Pilot waits", "for the rope", *LEFT, *RIGHT]


def test_neighbouring_lines_with_wide_gaps_that_are_alike_are_spread() -> None:
    """Two lines of a narrow justified column, beside a column whose lines stand on the same level."""
    texts = ["the bell rang", "all of the night,", LEFT[2], LEFT[3], LEFT[4]]
    left = f"{41} Tw {words(texts[0], 40, 100)}{24.5} Tw {words(texts[1], 40, 112)}0 Tw "
    left += "".join(lines_below(texts[2:], 40, 124))
    assert lines_of(pdf_of(left + "".join(lines_below(RIGHT[:5], 206, 100)))) == [*texts, *RIGHT[:5]]


def test_the_rows_of_a_table_are_not_spread() -> None:
    rows = "".join(spread(text, 40, 100 + 12 * at, 95, 10) for at, text in enumerate(("Boats 1958", "Bells 1971")))
    shown = lines_of(pdf_of(rows + "".join(lines_below(LEFT, 40, 130))))[:4]
    assert [line.strip() for line in shown] == ["Boats", "Bells", "1958", "1971"]


def test_a_caption_on_the_level_of_a_line_of_the_text_is_not_in_it() -> None:
    caption = words("The quay at dawn", 40, 124, 7)
    text = lines_below(LEFT, 40 + 75, 100)
    assert lines_of(pdf_of(caption + "".join(text))) == ["The quay at dawn", *LEFT]


def test_an_issue_line_above_the_middle_column_is_not_its_first_line() -> None:
    issue = words("No. 12, Friday 8 September. Price two eggs", 133, 46, 6.2)
    left, middle, right = paragraphs(WEIR), paragraphs(WEIR, opens=False), paragraphs(HALL)
    shown = column([*head("Weir rebuilt"), *left], EDGE, 55) + column(middle, EDGE + 122, 47)
    lines = lines_of(pdf_of(issue + shown + column(right, EDGE + 244, 47)))
    assert lines[:3] == ["No. 12, Friday 8 September. Price two eggs", "Weir rebuilt", left[0].text]


def test_two_articles_go_on_on_one_page_below_small_headlines() -> None:
    chairs, weir = "Forty chairs for the hall", "Weir rebuilt before rain"
    first = story([*paragraphs(WEIR, 3), *jump("Turn to page 2")], head(weir, "By Ana Ruiz", 16), 40, 2)
    second = story([*paragraphs(HALL, 3), *jump("Turn to page 2")], head(chairs, "By Colm Garrity", 16), 250, 2)
    small = [[Item(title, 7.3, "B", above=8), *jump("From page 1")] for title in (weir, chairs)]
    over, rest = paragraphs(WEIR, 2, opens=False), paragraphs(HALL, 2, opens=False)
    columns = column([*small[0], *over[:-2]], EDGE, 40)
    columns += column([*over[-2:], *small[1], *rest], EDGE + 122, 32)
    articles = list(copydesk.read_all(pdf_of(first + second, columns)))
    assert [headline(each) for each in articles] == [weir, chairs]
    assert [[words_of(each).count(text) for text in (WEIR, HALL)] for each in articles] == [[5, 0], [0, 5]]
    assert [[text in words_of(each) for text in ("before rain", "chairs for")] for each in articles] == [
        [False] * 2
    ] * 2


def test_a_line_with_one_gap_among_narrow_spaces_is_not_spread() -> None:
    row = "BT /F 10 Tf 40 500 Td [(He came home) -7000 (late)] TJ ET\n"
    assert lines_of(pdf_of(row + "".join(lines_below(LEFT, 40, 114))))[:2] == ["He came home", "late"]


@pytest.mark.parametrize("size", [6, 8.6])
def test_a_raised_number_is_no_page_number(size: float) -> None:
    line = words("The bell rang", 40, 100) + words("2", 98, 96, size)
    end = words(". It was May.", 98 + 0.57 * size + 0.8, 100)
    assert lines_of(pdf_of(line + end + "".join(lines_below(LEFT, 40, 128)))) == ["The bell rang². It was May.", *LEFT]


def run(text: str, left: float, start: int, *, step: float = 5.0, gap_at: int = -1, gap: float = 0.0) -> Run:
    """A text object whose letters stand side by side, but for a ``gap`` before one of them."""
    letters = []
    right = left
    for number, letter in enumerate(text):
        right += gap if number == gap_at else 0
        letters.append(Letter(letter, right, right + step, ""))
        right += step
    return Run(letters, left, right, 93, 102, 100, 10, NO_FONT, start, -1)


def test_a_quotation_mark_of_another_font_stands_where_it_is_on_the_page() -> None:
    around = run("saidhim", 40, 0, gap_at=4, gap=9)
    assert words_on(line_of([around, run("“", 65, 20, step=4)])).text == "said “him"


@pytest.mark.parametrize(("gap", "space"), [(0.2, ""), (1.0, " ")])
def test_letters_that_touch_in_a_word_are_parted_by_a_narrow_space(gap: float, space: str) -> None:
    """Each letter is an object of its own, as typst writes them."""
    lefts = (40, 44.9, 49.9 + gap, 54.8 + gap, 59.7 + gap)
    letters = [run(letter, left, at) for at, (letter, left) in enumerate(zip("नदकरब", lefts, strict=True))]
    assert words_on(line_of(letters)).text == f"नद{space}करब"


def test_bullets_of_a_text_that_runs_to_the_left() -> None:
    items = [run("\u05e8\u05e9\u05d2", 100, 0), run("•", 140, 4)]
    assert [words_on(line).text for line in lines_of_runs(items)] == ["• \u05d2\u05e9\u05e8"]


@pytest.mark.parametrize(("number", "is_joined"), [(1, True), (4, False)])
def test_a_line_goes_on_behind_a_picture_in_the_text(number: int, *, is_joined: bool) -> None:
    rows = [
        run(text, left, 20 * row + at)._replace(baseline=100 + 12 * row, top=93 + 12 * row, bottom=102 + 12 * row)
        for row in range(number)
        for text, left, at in (("It was", 40, 0), ("a kiln", 140, 7))
    ]
    pictures = [(72.0, 60.0, 136.0, 160.0)]
    lines = lines_of_runs(rows, pictures=pictures)
    assert [words_on(line).text for line in lines] == (
        ["It was a kiln"] if is_joined else ["It was", "a kiln"] * number
    )
    assert may_run_around(lines, pictures) is not is_joined


def test_text_on_both_sides_of_a_picture_is_reported() -> None:
    rows = [
        words(text, left, 100 + 12 * row) for row in range(4) for text, left in (("It was", 40), ("a kiln again", 180))
    ]
    data = pdf_of(painted("A", 75, 80, 95, 70) + "".join(rows), streams={"A": photo()})
    messages = [problem.message for problem in pdf.copy_of(data).problems if problem.kind == "order"]
    assert [message[:46] for message in messages] == ["page 1 has text on both sides of a picture: if"]


def test_the_labels_on_a_picture_are_no_line() -> None:
    labels = [run("Keyway", 80, 0), run("flexloc nut", 180, 7)]
    lines = [words_on(line).text for line in lines_of_runs(labels, pictures=[(60, 60, 260, 160)])]
    assert lines == ["Keyway", "flexloc nut"]
