"""Lines -> pieces."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.problems import Problem
from copydesk.reading.conventions import (
    NO_CONVENTIONS,
    BylineConvention,
    Conventions,
    FooterConvention,
    as_written_by,
)
from copydesk.reading.text.evidence.doubts import as_problems
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.layout import find_layout
from copydesk.reading.text.lines import split
from copydesk.reading.text.paragraphs import (
    _alone,
    _declared,
    _doubt,
    _goes_on_attribution,
    _is_doubtful,
    _quoted_anew,
    pieces,
)
from copydesk.reading.text.pieces import Piece, Segment
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from tests.parts import ENGLISH, lines_of


def joined(text: str) -> list[Piece]:
    lines = split(text)
    return pieces(lines, find_layout(lines), CreditLines((locale("en"),))).pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It rained.\n\nIt stopped.", ["It rained.", "It stopped."]),
        (
            "The rain that fell on the town was\n\nthe first of the year.\n\nIt did not last.",
            ["The rain that fell on the town was the first of the year.", "It did not last."],
        ),
        ("The long and impro-\n\nvement of it.", ["The long and improvement of it."]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in joined(text)] == expected


def test_a_stretch_of_a_piece_leads_back_to_the_lines() -> None:
    text = "The long and impro-\n\nvement of it."
    (piece,) = joined(text)
    assert piece.text[9:20] == "and improve"
    assert [text[start:end] for start, end in piece.spans(9, 20)] == ["and impro-", "ve"]
    assert [text[start:end] for start, end in piece.spans()] == text.split("\n\n")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("the town\nslept", "the town slept"),
        ("the town—\nall of it—\nslept", "the town—all of it—slept"),
        ("the town\n—all of it\n—slept", "the town—all of it—slept"),
        ("the town —\nall of it", "the town — all of it"),
        ("the town –\nall of it", "the town – all of it"),
        ("the years 1914-\n18", "the years 1914-18"),
        ("the impro-\nvement", "the improvement"),
        ("昨日町に降った雨は\nはじめて", "昨日町に降った雨ははじめて"),
        ("昨日の\nIBM", "昨日のIBM"),
    ],
)
def test_what_stands_between_a_line_and_the_next(lines: str, text: str) -> None:
    assert as_one(split(lines), locale("en")).text == text


@pytest.mark.parametrize(
    ("rows", "indices"), [("", set()), ("0", {0, 1}), ("02", {0, 1, 2, 3}), ("12", {1, 2, 3}), ("3", {3, 4})]
)
def test_lines_of_tables_and_the_lines_after_them_begin_pieces(rows: str, indices: set[int]) -> None:
    lines = lines_of("Tarn\nAldham\nBray\nSole")
    assert _alone(lines, frozenset(lines[int(at)].start for at in rows)) == indices


@pytest.mark.parametrize(
    ("depths", "indices"),
    [("00", set()), ("01", {1}), ("10", set()), ("11", set()), ("12", {1}), ("21", {1}), ("1101", {3}), ("", set())],
)
def test_lines_that_are_quoted_otherwise_than_the_line_before_begin_pieces(depths: str, indices: set[int]) -> None:
    (line,) = lines_of("the town")
    assert _quoted_anew([line._replace(depth=int(depth)) for depth in depths]) == indices


PAPER = Conventions(
    kickers=("Opinion",),
    byline=BylineConvention(forms=("Words: {name}",), stands="either"),
    footer=FooterConvention(rights=("All rights reserved*",)),
)


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("Rain\nWords: Ana Ruiz\nIt rained", {1, 2}),
        ("Rain\nBy Ana Ruiz\nIt rained", set()),
        ("Rain\nOpinion\nIt rained", {1, 2}),
        ("Opinion\nRain", {1}),
        ("Rain\nAll rights reserved\nIt rained", {1}),
        ("Rain\nWords: Ana Ruiz", {1}),
        ("x\n" * 11 + "Words: Ana Ruiz", {11}),
        ("x\n" * 12 + "Words: Ana Ruiz\ny", {13}),
        ("x\n" * 11 + "x.\n" + "Words: Ana Ruiz\ny", {12, 13}),
        ("x\n" * 11 + "x.\n" + "Words: Ana Ruiz\n" + "y\n" * 7, {12, 13}),
        ("x\n" * 11 + "x.\n" + "Words: Ana Ruiz\n" + "y\n" * 8, set()),
        ("x\n" * 12 + "All rights reserved", set()),
        ("x\n" * 11 + "x.\n" + "All rights reserved", {12}),
    ],
)
def test_what_a_publication_declares_begins_a_piece(text: str, indices: set[int]) -> None:
    own, *others = ENGLISH
    credit_lines = CreditLines((as_written_by(PAPER, own), *others))
    assert _declared(lines_of(text), credit_lines, PAPER) == indices
    assert _declared(lines_of(text), credit_lines, NO_CONVENTIONS) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Ana Ruiz\n  (The Post)", True),
        ("  — Ana Ruiz\n  (The Post)", False),
        ("— Ana Ruiz\n\n  (The Post)", False),
        ("— Ana Ruiz\n␌  (The Post)", False),
        ("— Ana Ruiz\n  — Jo Park", False),
        ("Ana Ruiz\n  (The Post)", False),
    ],
)
def test_a_line_further_in_goes_on_with_an_attribution(text: str, *, expected: bool) -> None:
    first, second = lines_of(text)
    assert _goes_on_attribution([first], second) == expected


@pytest.mark.parametrize(
    ("evidence", "score", "sure", "expected"),
    [
        ((), -1.0, 0.69, True),
        ((), -1.0, 0.7, False),
        ((), 0.0, 0.5, True),
        ((), 1.0, 0.7, False),
        (("unfinished",), 1.0, 0.81, True),
        (("unfinished",), 1.0, 0.82, False),
        (("unfinished", "lower_begins"), 5.0, 0.99, True),
        (("lower_begins",), 5.0, 0.99, False),
        (("unfinished", "lower_begins", "marker_begins"), 5.0, 0.99, False),
        (("unfinished", "uncased_begins"), 5.0, 0.99, False),
        (("unfinished", "uncased_begins", "unfinished_unlike_others"), 5.0, 0.99, True),
        (("unfinished", "uncased_begins", "unfinished_unlike_others", "dash_begins"), 5.0, 0.99, False),
    ],
)
def test_which_decisions_across_a_gap_are_reported(
    evidence: tuple[str, ...], score: float, sure: float, *, expected: bool
) -> None:
    assert _is_doubtful(evidence, score, sure, across=True) == expected


@pytest.mark.parametrize(
    ("score", "sure", "expected"), [(1.0, 0.81, True), (1.0, 0.82, False), (-1.0, 0.69, True), (-1.0, 0.7, False)]
)
def test_which_decisions_within_a_text_are_reported(score: float, sure: float, *, expected: bool) -> None:
    assert _is_doubtful(("sentence_ends",), score, sure, across=False) == expected


@pytest.mark.parametrize(
    ("score", "sure", "message"),
    [
        (1.0, 0.7, "begins a new paragraph though the one before is unfinished, confidence 0.70"),
        (1.0, 0.9, "begins a new paragraph though the one before is unfinished"),
        (-1.0, 0.7, "joined to line 1, confidence 0.70"),
        (0.0, 0.5, "joined to line 1, confidence 0.50"),
    ],
)
def test_how_a_decision_is_reported(score: float, sure: float, message: str) -> None:
    before, line = lines_of("the town\n\nslept")
    doubt = _doubt(1, before, line, score, sure)
    assert as_problems("join", [doubt], near=1) == [Problem("join", 3, message)]


def test_how_a_break_within_a_text_is_reported() -> None:
    before, line = lines_of("the town\nslept")
    (problem,) = as_problems("join", [_doubt(1, before, line, 1.0, 0.7)], near=1)
    assert problem.message == "begins a new paragraph, could go on from line 1, confidence 0.70"


def test_each_decision_is_shown_and_those_across_gaps_are_reasons() -> None:
    text = "The rain that fell on the town was\n\nthe first of the year.\n\nIt did not last."
    lines = split(text)
    decisions: list[tuple[int, bool]] = []
    joined_pieces = pieces(
        lines,
        find_layout(lines),
        CreditLines(ENGLISH),
        lambda index, names, score: decisions.append((index, score > 0 and bool(names))),
    ).pieces
    assert decisions == [(1, False), (2, True)]
    assert joined_pieces[0].confidence < 1.0
    assert joined_pieces[0].reasons
    assert (joined_pieces[1].confidence, joined_pieces[1].reasons) == (1.0, ())


def test_the_rows_of_a_table_are_joined_to_nothing() -> None:
    text = "the tarn\nthe town\nthe ferry"
    lines = split(text)
    rows = frozenset({lines[1].start})
    joined_pieces = pieces(lines, find_layout(lines), CreditLines(ENGLISH), rows=rows).pieces
    assert [piece.text for piece in joined_pieces] == text.split("\n")


def test_no_decision_about_what_is_declared_is_reported() -> None:
    text = "The rain that fell on the\n\nall rights reserved."
    lines = split(text)
    result = pieces(lines, find_layout(lines), CreditLines(ENGLISH), conventions=PAPER)
    assert [piece.text for piece in result.pieces] == text.split("\n\n")
    assert result.problems == []
    assert len(pieces(lines, find_layout(lines), CreditLines(ENGLISH)).pieces) == 1


def test_a_doubtful_break_across_a_blank_line_is_reported() -> None:
    lines = split("It rained\n\nit stopped")
    (problem,) = pieces(lines, find_layout(lines), CreditLines(ENGLISH)).problems
    assert (problem.kind, problem.line) == ("join", 3)
    assert "begins a new paragraph though the one before is unfinished" in problem.message
    lines = split("It rained in the\nwhole of the town.")
    assert not pieces(lines, find_layout(lines), CreditLines(ENGLISH)).problems


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        (0, None, [(0, 5), (8, 13)]),
        (0, 5, [(0, 5)]),
        (0, 6, [(0, 5)]),
        (0, 7, [(0, 5), (8, 11)]),
        (2, 4, [(2, 4)]),
        (5, 6, []),
        (5, 7, [(8, 11)]),
        (6, 11, [(8, 13)]),
        (7, 11, [(11, 13)]),
        (7, 9, [(11, 13)]),
        (11, 12, []),
    ],
)
def test_where_characters_of_a_piece_stand(start: int, end: int | None, spans: list[tuple[int, int]]) -> None:
    piece = Piece("RainyHail!!", (), (Segment(0, 0, 5), Segment(6, 10, 13, 2)))
    assert piece.spans(start, end) == spans
