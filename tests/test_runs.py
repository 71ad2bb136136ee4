"""Pieces that stand together: runs of short lines, verse, and lists that lost their bullets."""

from __future__ import annotations

import pytest

from copydesk.reading.text.layout import find_layout
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.roles.features.context import Article, in_words
from copydesk.reading.text.roles.features.runs import bare_lists, line_runs, note_headings, notes
from tests.parts import ENGLISH, credit_lines, pieces_of

PROSE = "The ferry had been laid up since the flood, and nobody in the town could say when it would carry carts again."


def article(pieces: list[Piece]) -> Article:
    result = Article(pieces, find_layout([line for piece in pieces for line in piece.lines]), credit_lines())
    result.findings = [here.findings._replace(names=tuple(in_words.names(here))) for here in result.contexts]
    return result


def names_in(text: str, index: int = 0) -> set[str]:
    """The features of the line of this index below a paragraph, in a run above another paragraph."""
    pieces = pieces_of(f"{PROSE}\n\n{text}\n\n{PROSE}")
    return {name for at, name in line_runs(article(pieces)) if at == index + 1}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the rain\nthe wind", {"in_line_pair", "couplet", "in_lower_lines"}),
        ("The rain\nThe wind", {"in_line_pair", "couplet"}),
        ("The rain\nThe wind\nThe sun", {"in_line_run", "stanza"}),
        ("The rain", set()),
        ("The rain\n\nThe wind", set()),
        (f"The rain\n{PROSE}", set()),
        ("THE RAIN\nThe wind\nThe sun", {"in_line_run"}),
        ("* The rain\nThe wind\nThe sun", {"in_line_run"}),
        ("The rain.\nThe wind.\nThe sun", {"in_line_run"}),
        ("The rain.\nThe wind\nThe sun\nThe moon.", {"in_line_run", "stanza"}),
        ("The rain.”\nThe wind.”\nThe sun", {"in_line_run"}),
        ("The rain\nThe wind that blew in\nThe sun", {"in_line_run"}),
        ("The rain\nThe wind that blew i\nThe sun", {"in_line_run"}),
        ("The rain here\nThe wind that blew in from the s\nThe sun shone on", {"in_line_run", "stanza"}),
        ("The rain here\nThe wind that blew in from the se\nThe sun shone on", {"in_line_run"}),
        (f"{'x' * 66}\n{'X' * 65}y", {"in_line_pair", "couplet"}),
        (f"{'x' * 67}\n{'X' * 66}y", {"in_line_pair"}),
        ("Rain: 3\nWind: 4\nSun", {"in_line_run", "in_labelled_lines", "in_lines_with_figures"}),
        ("Rain: 3\nWind 4\nSun: no\nMoon", {"in_line_run", "stanza"}),
        ("Rain 3\nWind 4\nSun no\nMoon 2", {"in_line_run", "in_lines_with_figures", "stanza"}),
        ("rain 3\nWind\nsun no\nMoon", {"in_line_run", "stanza"}),
        ("rain 3\nwind\nsun no\nMoon", {"in_line_run", "in_lower_lines", "stanza"}),
        ("Rain  3  N\nWind  4  S\nSun", {"in_line_run", "in_columns", "in_lines_with_figures"}),
        ("Rain  3  N\nWind  4\nSun", {"in_line_run", "in_lines_with_figures"}),
        ("Rain  3  N\nWind  4", {"in_line_pair", "in_lines_with_figures", "couplet"}),
        ("Rain  3  N\nWind  4  S", {"in_line_pair", "in_lines_with_figures", "in_columns", "couplet"}),
        ("Rain  3  N\nWind  4  S\nSun\nMoon", {"in_line_run"}),
        ("ana@post.example\nLima", {"in_line_pair", "near_address_line"}),
        ("ana@post.example\njo@post.example", {"in_line_pair", "in_address_lines", "in_lower_lines"}),
    ],
)  # fmt: skip
def test_runs_of_short_lines(text: str, names: set[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rain,\nThe wind", True),
        ("The rain;\nThe wind", True),
        ("The rain\nThe wind", False),
        ("Rain,\nthe wind", False),
    ],
)
def test_a_capital_behind_a_comma_as_in_verse(text: str, *, expected: bool) -> None:
    assert ("capital_after_comma" in names_in(text, 1)) == expected
    assert "capital_after_comma" not in names_in(text)


def test_a_run_below_a_colon() -> None:
    pieces = pieces_of("They brought:\n\nThe rain\nThe wind\n\nThe sun\nThe moon")
    names = list(line_runs(article(pieces)))
    assert [index for index, name in names if name == "run_after_colon"] == [1, 2]


def test_a_run_at_the_top_is_below_no_colon_and_no_verse() -> None:
    names = {name for _, name in line_runs(article(pieces_of("The rain\nThe wind\n\nThey brought:")))}
    assert names == {"in_line_pair"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PROSE}\nThe rain\nThe wind\n\n{PROSE}", False),
        (f"{PROSE}\n\nThe rain\nThe wind\n{PROSE}", False),
        (f"{PROSE}\n\nThe rain\nThe wind", True),
    ],
)
def test_verse_stands_between_blank_lines(text: str, *, expected: bool) -> None:
    names = {name for _, name in line_runs(article(pieces_of(text)))}
    assert ("couplet" in names) == expected


def test_a_piece_of_two_lines_is_in_no_run() -> None:
    pieces = pieces_of(f"{PROSE}\n\nThe rain\nThe wind")
    pieces[1] = pieces[1]._replace(lines=(*pieces[1].lines, *pieces[2].lines))
    assert list(line_runs(article(pieces))) == []


LISTS = {
    "items that end in commas": ("Oars:|nets,|ropes,|sails,", "-ccc"),
    "the last ends in a stop": ("Oars:|nets,|ropes,|sails.", "-ccc"),
    "the last ends in no mark": ("Oars:|nets,|ropes,|sails", "-cc-"),
    "items in words": ("Oars:|nets|ropes|sails", "-ccc"),
    "items in words and a sentence": ("Oars:|nets|ropes|It rained.", "-cc-"),
    "sentences": ("Oars:|We have nets.|We have ropes.", "-ss"),
    "four items": ("Oars:|nets|ropes|sails|masts", "-LLLL"),
    "four sentences": ("Oars:|Nets.|Ropes.|Sails.|Masts.", "-SSSS"),
    "one item": ("Oars:|nets|It rained.", "---"),
    "no colon": ("Oars.|nets|ropes", "---"),
    "one piece below": ("Oars:|nets", "--"),
    "two pieces below, at the end": ("It rained.|Oars:|nets|ropes", "--cc"),
    "an item with a marker": ("Oars:|nets|* ropes|sails", "----"),
    "an item that ends in a colon": ("Oars:|nets|ropes|Sails:|x|y", "-cc-cc"),
    "a long item": (f"Oars:|nets|ropes|{'x' * 221}|y", "-cc--"),
    "an item just short enough": (f"Oars:|nets|ropes|{'x' * 220}", "-ccc"),
}


@pytest.mark.parametrize(("texts", "expected"), LISTS.values(), ids=LISTS)
def test_lists_without_bullets(texts: str, expected: str) -> None:
    features = list(bare_lists(article(pieces_of(texts.replace("|", "\n")))))
    kinds = ["in_bare_list" if mark in "cL" else "in_bare_sentences" if mark in "sS" else "" for mark in expected]
    assert [(at, name) for at, name in features if name.startswith("in_bare")] == [
        (at, name) for at, name in enumerate(kinds) if name
    ]
    long = [at for at, name in features if name == "in_long_bare_list"]
    assert long == [at for at, mark in enumerate(expected) if mark in "LS"]
    first = [at for at, name in features if name == "opens_bare_list"]
    assert first == [at for at, mark in enumerate(expected) if mark != "-" and expected[at - 1] == "-"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Oars:\n  nets\n  ropes\nsails", [1, 2, 3]),
        ("Oars:\n  nets\n  ropes\n\nsails", [1, 2]),
        ("Oars:\n  nets\n  ropes\n\n  sails", [1, 2, 3]),
        ("Oars:\n  nets\n  ropes\n\n␌sails", [1, 2, 3]),
    ],
)
def test_what_stands_further_out_below_a_list_is_no_item(text: str, items: list[int]) -> None:
    assert [at for at, name in bare_lists(article(pieces_of(text))) if name == "in_bare_list"] == items


def test_notes_are_features_of_pieces() -> None:
    pieces = pieces_of("Rain fell[2].\nNotes\n[1] Nets\n[2] Oars")
    assert list(notes(article(pieces))) == [(2, "marked_after_notes"), (3, "note_referred_to")]
    assert "notes" in note_headings(ENGLISH)
