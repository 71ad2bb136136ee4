"""Doubtful decisions about lines: few problems, each with its lines; paragraphs that only room marks; lost bullets."""

from __future__ import annotations

import pytest

from copydesk import examine
from copydesk.problems import DOUBTS, NOTES, Problem
from copydesk.reading.text.breaks.unmarked import Unmarked
from copydesk.reading.text.evidence.doubts import Doubt, as_problems, lines_named
from copydesk.reading.text.lines import Line, split

LINES: list[Line] = split("\n".join(f"line {number}" for number in range(1, 30)))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([14], "line 14"),
        ([14, 17], "lines 14 and 17"),
        ([1, 2, 3], "lines 1, 2 and 3"),
        ([*range(1, 8)], "lines 1, 2, 3, 4, 5, 6 and another"),
        ([*range(1, 10)], "lines 1, 2, 3, 4, 5, 6 and 3 others"),
    ],
)
def test_lines_are_named(numbers: list[int], expected: str) -> None:
    assert lines_named(numbers) == expected


def test_neighbours_of_one_kind_are_one_problem() -> None:
    doubts = [
        Doubt("joined", 3, 13, "joined to line 12", 0.6),
        Doubt("begins", 4, 14, "begins a new paragraph", 0.7),
        Doubt("joined", 6, 16, "joined to line 15", 0.55),
        Doubt("joined", 6, 16, "joined to line 15", 0.55),
        Doubt("joined", 20, 30, "joined to line 29", 0.9),
    ]
    assert as_problems("join", doubts, near=3) == [
        Problem("join", 13, "joined to line 12; line 16 too, confidence 0.55 at the least"),
        Problem("join", 14, "begins a new paragraph, confidence 0.70"),
        Problem("join", 30, "joined to line 29"),
    ]
    assert len(as_problems("join", doubts, near=2)) == 4


def unmarked(begun: int, may_begin: int, evidence: str = "half_empty", score: float = -1.0) -> list[Problem]:
    unmarked_breaks = Unmarked()
    for index in range(begun):
        unmarked_breaks.add(index, (evidence,), 3.0)
    for index in range(begun, begun + may_begin):
        unmarked_breaks.add(index, ("sentence_ends", "no_room"), score)
    return unmarked_breaks.problems(LINES, 10)


def test_paragraphs_that_only_room_marks_are_reported_once() -> None:
    (problem,) = unmarked(4, 2)
    assert (problem.kind, problem.line) == ("join", 5)
    assert problem.message.endswith("one may begin unseen: see lines 5 and 6")


@pytest.mark.parametrize(
    "problems",
    [unmarked(3, 2), unmarked(4, 0), unmarked(4, 2, "first_line_indent"), unmarked(4, 2, score=-3.0)],
    ids=["few of the pieces", "no full line ends a sentence", "indents mark them", "the decisions are not close"],
)
def test_paragraphs_that_something_marks_are_not(problems: list[Problem]) -> None:
    assert problems == []


@pytest.mark.parametrize(
    ("begun", "pieces", "score", "expected"),
    [
        (2, 6, -1.0, True),
        (1, 1, -1.0, False),
        (3, 10, -1.0, False),
        (4, 13, -1.0, True),
        (2, 6, -2.49, True),
        (2, 6, -2.5, False),
        (2, 6, 0.0, True),
        (2, 6, 0.5, False),
    ],
)
def test_many_paragraphs_that_only_room_marks(begun: int, pieces: int, score: float, *, expected: bool) -> None:
    unmarked_breaks = Unmarked()
    for index in range(begun):
        unmarked_breaks.add(index, ("half_empty",), 0.5)
    unmarked_breaks.add(20, ("sentence_ends",), score)
    unmarked_breaks.add(21, ("no_room",), -1.0)
    assert [problem.line for problem in unmarked_breaks.problems(LINES, pieces)] == [21] * expected


def test_bullets_that_lost_their_items_are_reported_once() -> None:
    text = (
        "Ferry returns\n\nThe council bought three things for the boat:\n\nA new pair of oars\n\nA long rope\n\n"
        "A bell for the fog\n\n•\n\n•\n\n•\n\nNobody knows yet who is going to pay for all of them, the mayor said."
    )
    (problem,) = [each for each in examine(text, lang="en").problems if "bullet" in each.message]
    assert (problem.kind, problem.line) == ("order", 11)
    assert problem.message.startswith("3 bullets stand apart from the items that lost them, in lines 11, 13 and 15")
    assert not [each for each in examine(text.replace("•\n\n", "")).problems if "bullet" in each.message]


def test_a_doubt_is_neither_a_note_nor_a_loss() -> None:
    assert not DOUBTS & (NOTES | {"lost", "lost_target", "glyph"})
    assert Problem("role", 1, "read as deck").is_doubt
    assert not Problem("set_aside", None, "set aside: 2 folios").is_doubt
