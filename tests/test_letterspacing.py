"""Letterspaced lines are closed up where the words can be recognised, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.text.characters import clean
from copydesk.reading.text.characters.letterspacing import _Line, _spaced_line, _touching, _width, closed_up


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("T H E   L A S T   L O C K", "THE   LAST   LOCK"),
        ("B y   A n t o n   V i k", "By   Anton   Vik"),
        ("  T H E  G A T E ,  A G A I N !", "  THE  GATE,  AGAIN!"),
        ("T  H  E      G  A  T  E", "THE      GATE"),
        ("G A T E   A N D\nS L U I C E", "GATE   AND\nSLUICE"),
        ("T\u2009H\u2009E G\u2009A\u2009T\u2009E", "THE GATE"),
        ("Д О М   У   М О Р Я", "ДОМ   У   МОРЯ"),
        ("물레방아의 여름\n\n김 철 수*\n\n목 차", "물레방아의 여름\n\n김철수*\n\n목차"),
        ("A\u0301 R V I\u0301 Z   J O\u0308 N", "A\u0301RVI\u0301Z   JO\u0308N"),
    ],
    ids=[
        "capitals",
        "small letters",
        "marks",
        "wide gaps",
        "a word alone below",
        "thin spaces",
        "Cyrillic",
        "accents",
        "Korean",
    ],
)
def test_closed_up(raw: str, expected: str) -> None:
    assert closed_up(clean(raw)).text == expected


@pytest.mark.parametrize(
    "raw",
    [
        "T H E L A S T L O C K",
        "S L U I C E",
        "A   B   C",
        "1 2 3   4 5 6",
        "The   L A S T   lock",
        "P W D   L F\nLocks 9  4   2  1",
        "I am a   b",
        "T  H  E   G  A  T  E",
    ],
    ids=["no word gap", "one word", "no letter gap", "figures", "a run in a line", "a league", "words", "uneven"],
)
def test_left_as_it_stands(raw: str) -> None:
    assert closed_up(clean(raw)).text == raw


PARTS = st.sampled_from(
    ["T H E   G A T E", "B y   A n a", "\n", "\r\n", "\x00", "ﬁ", "rain ", "  ", "A\x00 B C   D E F"]
)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_each_character_is_traced_to_the_raw_text(raw: str) -> None:
    cleaned = clean(raw)
    closed = closed_up(cleaned)
    assert "".join(closed.text.split()) == "".join(cleaned.text.split())
    for index, character in enumerate(closed.text):
        span = closed.raw(index, index + 1)
        assert character in clean(raw[span.start : span.end]).text or character in "fi"


@pytest.mark.parametrize(
    ("line", "wide"),
    [
        ("A B C   D", "  |"),
        ("A B C  D", "  |"),
        ("A B C", None),
        ("A B C D", "   "),
        ("A B   C D", None),
        ("A   B   C D", None),
        ("A  B  C   D", None),
        ("A  B  C    D", "  |"),
        ("A B C\tD", "  |"),
        ("A\u2009B\u2009C D", "  |"),
        ("A B C   1", "  |"),
        ("A B C   1 2", None),
        ("A B C   Dx", None),
        ("(A B C)   “D E”", "  | "),
        (" ".join("A" * 20) + "   B", " " * 19 + "|"),
        (" ".join("A" * 21) + "   B", None),
    ],
)
def test_the_gaps_of_a_line_of_single_letters(line: str, wide: str | None) -> None:
    spaced = _spaced_line(10, line)
    assert (spaced and "".join("|" if gap else " " for gap in spaced.wide)) == wide
    assert spaced is None or spaced.sure == ("|" in (wide or ""))


def test_where_the_gaps_stand() -> None:
    assert _spaced_line(10, "  A B C   D ") == _Line(
        10, ((13, 14), (15, 16), (17, 20)), (False, False, True), sure=True
    )


@pytest.mark.parametrize(("gap", "width"), [(" ", 1), ("   ", 3), ("\t", 8), (" \t", 9), ("\u2009", 0.25)])
def test_the_width_of_white_space(gap: str, width: float) -> None:
    assert _width(gap) == width


@pytest.mark.parametrize(
    ("starts", "texts", "touching"),
    [
        ([0, 3, 7], ["ab", "cd", "ef"], [[1], [0], []]),
        ([0, 3, 6], ["ab", "cd", "ef"], [[1], [0, 2], [1]]),
        ([0, 3, 6], ["ab", "  ", "ef"], [[], [0, 2], []]),
        ([0, 4], ["ab", "cd"], [[], []]),
    ],
)
def test_the_lines_above_and_below(starts: list[int], texts: list[str], touching: list[list[int]]) -> None:
    lines = list(zip(starts, texts, strict=True))
    assert [list(_touching(lines, index)) for index in range(len(lines))] == touching
