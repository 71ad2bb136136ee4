"""How lines were set."""

from __future__ import annotations

import pytest

from copydesk.reading._shared.reach import HEAD_LINES
from copydesk.reading.text.layout import (
    Layout,
    _common_indent,
    _goes_on,
    _inset,
    _is_wrapped,
    _local_measures,
    _lone_lines,
    _unevenness,
    find_layout,
)
from copydesk.reading.text.layout.letter_widths import type_width
from copydesk.reading.text.lines import split
from copydesk.reading.text.recognisers.extent import first_word, unspaced

LINE = "word " * 12 + "word"


@pytest.mark.parametrize(
    ("text", "wrapped", "margin"),
    [
        ("", False, 0),
        ("\n".join([LINE] * 8), True, 0),
        ("\n".join(["    " + LINE] * 8), True, 4),
        (f"{LINE * 6}\nshort\nand another one", False, 0),
    ],
)
def test_layout(text: str, wrapped: bool, margin: int) -> None:
    lines = split(text)
    layout = find_layout(lines)
    assert (layout.wrapped, layout.margin) == (wrapped, margin)
    assert len(layout.widths) == len(layout.measures) == len(lines)
    assert all(bool(measure) == wrapped for measure in layout.measures)


@pytest.mark.parametrize(
    ("character", "expected"), [("a", False), ("漢", True), ("の", True), ("ก", True), ("가", False)]
)
def test_scripts_without_spaces(character: str, expected: bool) -> None:
    assert unspaced(character) == expected


@pytest.mark.parametrize(("text", "word"), [("two words", "two"), ("漢字", "漢")])
def test_first_word(text: str, word: str) -> None:
    assert first_word(text) == word


SHORT = "word " * 8 + "word"


@pytest.mark.parametrize(
    ("text", "following", "expected"),
    [
        ("the town", "slept", True),
        ("the town", "Slept", False),
        ("the impro-", "Vement", True),
        ("the town.", "slept", False),
        ("the town", "3 men", False),
    ],
)
def test_whether_a_sentence_goes_on(text: str, following: str, *, expected: bool) -> None:
    assert _goes_on(text, following) == expected


@pytest.mark.parametrize(
    ("widths", "measures"),
    [
        ([], []),
        ([7.0], [7.0]),
        ([*range(1, 10)], [9] * 9),
        ([*range(1, 11)], [10] * 10),
        ([*range(1, 16)], [14] * 15),
        ([60.0] * 20 + [90.0], [60.0] * 21),
        ([60.0] * 24 + [40.0] * 40, [60.0] * 40 + [40.0] * 24),
        ([40.0] * 40 + [60.0] * 8, [40.0] * 24 + [60.0] * 24),
    ],
)
def test_the_measure_around_each_line(widths: list[float], measures: list[float]) -> None:
    assert _local_measures(widths, 0) == measures


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        ([100.0, 100.0], 0.0),
        ([100.0, 90.0, 80.0], 0.1),
        ([100.0, 90.0, 77.9], 0.05),
        ([90.0, 101.0], 0.1),
        ([78.0], 0.22),
        ([50.0], 1.0),
        ([], 1.0),
        ([100.0] * 400 + [80.0] * 400, 0.0),
    ],
)
def test_how_uneven_the_full_lines_are(widths: list[float], expected: float) -> None:
    assert _unevenness(widths, [100.0] * len(widths)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("widths", "inset"),
    [
        ([60.0] * 20, {}),
        ([60.0] * 7 + [50.0] * 9 + [60.0] * 7, dict.fromkeys((7, 8, 9, 13, 14, 15), 10.0)),
        ([60.0] * 7 + [58.6] * 9 + [60.0] * 7, {}),
        ([60.0] * 7 + [58.5] * 9 + [60.0] * 7, dict.fromkeys((7, 8, 9, 13, 14, 15), 1.5)),
        ([60.0] * 7 + [50.0] * 5 + [60.0] * 7, {}),
        ([60.0] * 7 + [50.0] * 6 + [60.0] * 7, {}),
        ([60.0] * 7 + [50.0] * 7 + [60.0] * 7, {7: 10.0, 13: 10.0}),
        ([50.0, 40.0] * 7 + [60.0] * 7, dict.fromkeys(range(14), 10.0)),
    ],
)
def test_lines_that_are_set_narrower(widths: list[float], inset: dict[int, float]) -> None:
    (line,) = split("word")
    lines = [line._replace(start=at) for at in range(len(widths))]
    assert _inset(lines, widths, [60.0] * len(widths)) == inset


def test_letters_of_a_typeface_have_widths() -> None:
    assert type_width("n" * 104) == 125.0
    assert type_width("") == 0.0
    assert type_width("iiii") < type_width("ii ii") < type_width("nnnn") < type_width("mmmm") < type_width("MMMM")
    assert type_width("漢") == type_width("?")
    assert type_width("é") == type_width("n")


@pytest.mark.parametrize(
    ("text", "indent"),
    [
        ("", 0),
        (f"    {LINE}", 4),
        (f"  {LINE}\n    {LINE}", 2),
        (f"  word\n    {LINE}", 4),
        (f"  {'x' * 15}\n    {'x' * 85}", 2),
        (f"  {'x' * 14}\n    {'x' * 86}", 4),
        (f"  word\n{f'    {LINE}' * 3}\n  word word word\n", 4),
    ],
)
def test_the_indent_of_ordinary_lines(text: str, indent: int) -> None:
    assert _common_indent(split(text)) == indent


FULL, RAGGED, OTHER = "x" * 78, "x" * 60, "x" * 59


def wrapped(lines: list[str], measure: float = 100.0) -> bool:
    """Whether lines are wrapped at a measure; ``|`` stands for a blank line of the text."""
    text = "\n".join(lines).replace("|", "")
    split_lines = split(text)
    widths = [float(len(line.text)) for line in split_lines]
    return _is_wrapped(split_lines, widths, [measure] * len(widths))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL, FULL, FULL, OTHER], True),
        ([FULL, FULL, OTHER], False),
        ([FULL, FULL, "|", FULL, OTHER], False),
        ([FULL, FULL, FULL, "|", FULL, OTHER], True),
        ([FULL, FULL, OTHER, OTHER, OTHER], True),
        ([FULL.upper(), FULL.upper(), OTHER.upper(), OTHER.upper(), OTHER.upper()], True),
        ([FULL[1:].upper(), FULL.upper(), OTHER.upper(), OTHER.upper(), OTHER.upper()], False),
        ([FULL, OTHER, OTHER, OTHER, OTHER], False),
        ([RAGGED, RAGGED, OTHER, OTHER, OTHER], True),
        ([RAGGED, RAGGED[:-1], OTHER, OTHER, OTHER], False),
        ([RAGGED, RAGGED, OTHER, OTHER.upper(), OTHER.upper()], True),
        ([RAGGED, RAGGED, OTHER.upper(), OTHER.upper(), OTHER.upper()], False),
        ([RAGGED, f"{RAGGED}.", f"{OTHER}.", f"{OTHER}.", OTHER], False),
        ([FULL, FULL, FULL, "x" * 200], True),
        ([FULL, FULL, FULL, "x" * 235, "x" * 235], False),
        ([FULL, FULL, FULL, FULL, "x" * 312], True),
        ([FULL, FULL, FULL, FULL, "x" * 313], False),
        ([FULL, FULL, FULL, "x" * 150], True),
        (["x" * 200, FULL, FULL, FULL, OTHER], True),
        ([f"{FULL}.", f"{FULL}.", f"{FULL}.", OTHER], False),
        ([FULL, f"{FULL}.", f"{FULL}.", OTHER], True),
        ([f"{FULL}.", f"{FULL}.", FULL, OTHER], True),
        ([RAGGED, RAGGED, *[f"{RAGGED}."] * 3, RAGGED.upper(), RAGGED.upper()], False),
        ([*[RAGGED] * 8, *[RAGGED.upper()] * 13], True),
        ([*[RAGGED] * 7, *[RAGGED.upper()] * 14], False),
    ],
)
def test_most_lines_of_wrapped_text_reach_its_measure(lines: list[str], *, expected: bool) -> None:
    assert wrapped(lines) == expected


def test_program_text_does_not_count() -> None:
    program = "x" * 400
    lines = [
        line._replace(role="preformatted") if line.text == program else line
        for line in split("\n".join([program, *[FULL] * 4]))
    ]
    assert _is_wrapped(lines, [float(len(line.text)) for line in lines], [100.0] * 5)
    assert not _is_wrapped(
        [line._replace(role=None) for line in lines], [float(len(line.text)) for line in lines], [100.0] * 5
    )
    assert find_layout(lines).widths == [0.0, *[78.0] * 4]
    assert _common_indent([lines[0], *(line._replace(indent=4) for line in lines[1:])]) == 4


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("", 0),
        ("Rain", 0),
        (f"{'x' * 33}\n{'x' * 34}", 0),
        (f"Rain\n\n{'x' * 33}\n{'x' * 34}", 1),
        (f"Rain\n\n{'x' * 33}\n{'x' * 33}", 0),
        (f"Rain\n\n{'x' * 66}\n{'x' * 2}", 1),
        (f"Rain\n\n{'x' * 66}\n\n{'x' * 66}\n{'x' * 66}", 2),
        (f"Rain\n\nAna Ruiz\n1 May\n\n{'x' * 66}\n{'x' * 66}", 3),
        (f"Rain\n\n{'x' * 66}\n\n{'x' * 66}", 0),
    ],
)
def test_lines_alone_at_the_top(text: str, alone: int) -> None:
    assert _lone_lines(split(text)) == alone


def test_lines_alone_are_looked_for_near_the_top_only() -> None:
    rows = [f"{'x' * 66}\n{'x' * 66}"]
    for number in (HEAD_LINES - 2, HEAD_LINES - 1):
        text = "\n\n".join(["Rain"] * number + rows)
        assert _lone_lines(split(text)) == (number if number < HEAD_LINES - 1 else 0)


def test_no_text_is_wrapped_at_a_measure_wider_than_a_page() -> None:
    lines = ["x" * 150] * 5
    assert wrapped(lines, 150.0)
    assert not wrapped(lines, 151.0)


def test_lines_that_a_program_broke_are_measured_in_widths_and_typewritten_ones_in_characters() -> None:
    words = ["illicit", "million", "moment", "mummy", "will", "still", "little", "common", "women", "fill", "swim"]
    even = "\n".join("".join(words[at:] + words[:at])[:60] for at in range(len(words)))
    assert not find_layout(split(even)).proportional
    of_one_width = []
    for at in range(len(words)):
        line, index = "", at
        while type_width(line) < 50:
            line, index = line + words[index % len(words)] + " ", index + 1
        while type_width(line) > 50.3:
            line = line[:-1]
        of_one_width.append(line.strip())
    layout = find_layout(split("\n".join(of_one_width)))
    assert layout.proportional
    assert layout.width("mm") == type_width("mm")
    assert layout.widths == [type_width(line) for line in of_one_width]


def test_the_layout_of_lines_set_in_and_set_narrower() -> None:
    raw = "\n".join([f"  {LINE}"] * 20 + [f"    {SHORT}"] * 9 + [f"  {LINE}"] * 20)
    layout = find_layout(split(raw))
    assert not layout.proportional
    assert layout.width("mm") == 2.0
    assert layout.widths == [float(len(line)) for line in raw.split("\n")]
    assert set(layout.measures) == {float(len(LINE) + 2)}
    assert set(layout.inset.values()) == {float(len(LINE) - len(SHORT) - 2)}
    assert layout.margin == 2


def test_lines_around_which_no_measure_fits_a_page_have_none() -> None:
    raw = "\n".join([LINE] * 100 + ["word " * 40] * 17)
    layout = find_layout(split(raw))
    assert layout.wrapped
    assert (layout.measures[0], layout.measures[-1]) == (float(len(LINE)), 0.0)


def test_the_layout_of_lines_that_are_not_wrapped() -> None:
    assert find_layout(split("ab\n  c")) == Layout(False, False, [2.0, 3.0], [0.0, 0.0], {}, 0)


def test_the_width_of_a_line_with_the_first_word_of_the_next() -> None:
    assert Layout(True, False, [10.0, 9.0], [12.0, 12.0], {}, 0).needed(0, "two words") == 14
