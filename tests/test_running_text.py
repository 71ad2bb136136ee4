"""Gaps within running text, which separate no cells: of justified lines, between sentences, behind times."""

from __future__ import annotations

import pytest

from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.tables.cells import chunks
from copydesk.reading.text.recognisers.tables.running_text import RunningText
from tests.parts import lines_of

FULL = "The old mill on the hill was cold"  # 33 columns, eight words
WIDE = "The old mill on the hill   is wet"


def held(line: str, others: str) -> bool:
    """Whether a line is one of running text among others."""
    lines = lines_of(f"{others}\n{line}")
    return RunningText(lines).holds(lines[-1], chunks(lines[-1]))


def rows(*counts: tuple[str, int]) -> str:
    return "\n".join("\n".join([line] * count) for line, count in counts)


JUSTIFIED = {
    "of eight lines": (WIDE, rows((FULL, 7)), True),
    "of seven lines": (WIDE, rows((FULL, 6)), False),
    "a quarter of the lines": (WIDE, rows((FULL, 7), *((FULL + "x" * n, 1) for n in range(1, 25))), True),
    "less than a quarter": (WIDE, rows((FULL, 7), *((FULL + "x" * n, 1) for n in range(1, 26))), False),
    "short lines are not counted": (WIDE, rows((FULL, 7), *(("a b c d e f" + "x" * n, 1) for n in range(25))), True),
    "a line that ends before the margin": (WIDE[:-1], rows((FULL, 8)), False),
    "a gap of four columns": (WIDE.replace("   is", "    s"), rows((FULL, 8)), False),
    "two gaps, one of them of four": ("The old mill    on the   hill wet", rows((FULL, 8)), False),
    "a line of six words": ("The old  millers  were very  cold", rows((FULL, 8)), True),
    "a line of five words": ("The older  millers  were coldest!", rows((FULL, 8)), False),
    "seven words are counted, six are not": (
        WIDE,
        rows((FULL, 7), *(("a b c d e f g" + "x" * n, 1) for n in range(30))),
        False,
    ),
    "a line without a gap": (FULL, rows((FULL, 8)), False),
}


@pytest.mark.parametrize(("line", "others", "expected"), JUSTIFIED.values(), ids=JUSTIFIED)
def test_justified_lines(line: str, others: str, *, expected: bool) -> None:
    assert held(line, others) == expected


OTHERS = {
    "two sentences": ("It was old.  It was wet.", True),
    "a sentence in quotation marks": ("“It was old.”  It was wet.", True),
    "a question": ("Was it old?  It was wet.", True),
    "no end of a sentence": ("It was old,  It was wet.", False),
    "two words before the only gap": ("Was old.  It was wet.", False),
    "two words behind the only gap": ("It was old.  Was wet.", False),
    "three blanks": ("It was old.   It was wet.", False),
    "a tab": ("It was old.\tIt was wet.", False),
    "a small letter": ("It was old.  it was wet.", False),
    "a figure": ("It was old.  12 were wet.", False),
    "three sentences of seven words and a half": ("It was old.  It was.  It was wet.", True),
    "two words to each of four sentences and another": ("It was.  It was.  It was.  It was wet.", False),
    "three words before and behind": ("It was old.  It was wet.", True),
    "four sentences of ten words": ("It was old.  It was wet.  It was.  It was.", True),
    "three sentences of seven words": ("It was old.  It was.  Was wet.", False),
    "a long stretch that goes on": ("The old mill on the hill, once  was cold.", True),
    "a stretch too short": ("The old mill on the hill once  was cold.", False),
    "a long stretch and a capital": ("The old mill on the hill, once  Was cold.", False),
    "a long sentence": ("The old mill on the hill, one!  was cold.", False),
    "the second of two gaps": ("Mill  The old mill on the hill, once  was cold.", True),
}


@pytest.mark.parametrize(("line", "expected"), OTHERS.values(), ids=OTHERS)
def test_sentences_and_long_stretches(line: str, *, expected: bool) -> None:
    assert held(line, "Rain") == expected


def test_lines_that_open_with_times() -> None:
    lines: list[Line] = lines_of("0:01  Marta  So\n0:02  Olaf  No\n0:03  Marta  So\nMarta  Olaf")
    text = RunningText(lines)
    assert [text.holds(line, chunks(line)) for line in lines] == [True, True, True, False]
