"""Which marks open notes, which marks of the text refer to them, and which lines are items of lists instead."""

from __future__ import annotations

import pytest

from copydesk.reading.text.inlines import references
from copydesk.reading.text.note_marks import (
    AFTER_HEADING,
    LISTED,
    REFERRED_TO,
    NoteMark,
    is_notes_heading,
    note_features,
    note_mark,
    raised_notes,
    references_in,
)
from tests.parts import pieces_of

SIGNS = {"n": REFERRED_TO, "h": AFTER_HEADING, "l": LISTED, ".": ""}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("[1] See the log.", NoteMark("1", 4, "bracketed")),
        ("[^12]: See the log.", NoteMark("12", 7, "bracketed")),
        ("[*] See the log.", NoteMark("*", 4, "bracketed")),
        ("¹² See the log.", NoteMark("12", 3, "raised")),
        ("¹See the log.", NoteMark("1", 1, "raised")),
        ("* See the log.", NoteMark("*", 2, "sign")),
        ("††See the log.", NoteMark("††", 2, "sign")),
        ("*See the log, or the *book.", None),
        ("* See the log, or the *book*.", NoteMark("*", 2, "sign")),
        ("†See the log, or the *book*.", NoteMark("†", 1, "sign")),
        ("**See** the log.", None),
        ("12. See the log.", NoteMark("12", 4, "plain")),
        ("12) See the log.", NoteMark("12", 4, "plain")),
        ("12 See the log.", NoteMark("12", 3, "plain")),
        ("1234 men", None),
        ("[1]", None),
        ("[1] ", None),
        ("* 12 men", None),
        ("See the log [1].", None),
    ],
)
def test_the_mark_that_a_note_opens_with(text: str, mark: NoteMark | None) -> None:
    assert note_mark(text) == mark


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Notes", True), ("NOTES:", True), ("**Notes**", True), ("## Notes", True), ("Notes on rain", False)],
)
def test_the_heading_of_notes(text: str, expected: bool) -> None:
    assert is_notes_heading(text, frozenset({"notes"})) == expected


@pytest.mark.parametrize(
    ("texts", "notes", "expected"),
    [
        (["an area of 10¹"], ["1"], {"1"}),
        (["an area of 10²"], ["2"], set()),
        (["rain¹ fell, on 10²"], ["1", "2"], {"2"}),
        (["rain¹ fell", "on 10²"], ["1", "2"], {"2"}),
        (["rain¹ fell, on 10²"], ["1"], set()),
        (["rain¹ fell², on 10²"], ["1", "2"], set()),
        (["on 10², rain¹ fell"], ["1", "2"], set()),
        (["on 10¹, of 20², in 30³"], ["1", "2", "3"], {"1", "2", "3"}),
        (["on 10¹, of 20³"], ["1", "2", "3"], {"1"}),
    ],
)
def test_a_power_is_a_reference_where_the_number_of_a_note_is_wanting(
    texts: list[str], notes: list[str], expected: set[str]
) -> None:
    assert raised_notes([references(text) for text in texts], frozenset(notes)) == expected


@pytest.mark.parametrize(
    ("texts", "notes", "marks"),
    [
        (["rain[1] fell² and*", ""], ["1"], [["1", "2", "*"], []]),
        (["rain¹ fell on 10²", "and 20²"], ["1", "2"], [["1", "2"], []]),
        (["rain¹ fell on 10²"], ["1"], [["1"]]),
        (["on 10² rain fell²"], ["2"], [["2"]]),
    ],
)
def test_references_but_for_powers(texts: list[str], notes: list[str], marks: list[list[str]]) -> None:
    assert [[each.mark for each in refs] for refs in references_in(texts, notes)] == marks


CASES = {
    "a note that the text refers to": ("Rain fell[1].\n[1] See the log.", ".n"),
    "no notes": ("Rain fell.\nIt stopped.", ".."),
    "a mark that is referred to in another form": ("Rain fell[1].\n1. See the log.", ".n"),
    "none in another form, where the article has notes of that form": (
        "Rain fell[1].\n1. Nets.\nIt stopped.\n[1] See the log.",
        "...n",
    ),
    "a mark that nothing refers to": ("Rain fell.\n[1] See the log.", ".."),
    "the first third of an article": (
        "Rain* fell.\n* See the log.\nIt stopped.\nThe sun shone.\nIt set.\nIt rose.",
        "......",
    ),
    "right behind the first third": ("Rain* fell.\nIt stopped.\n* See the log.\nSun.\nIt set.\nIt rose.", "..n..."),
    "a reference below": ("It stopped.\n* See the log.\nRain* fell.", "..."),
    "a reference that a note of the same sign has used up": ("Rain* fell.\n* See.\nSun.\n* Log.", ".n.."),
    "two references for two notes of the same sign": ("Rain* fell.\n* See.\nSun* shone.\n* Log.", ".n.n"),
    "one reference for two notes of one number": ("Rain[1] fell.\n[1] See.\nSun.\n[1] Log.", ".n.n"),
    "neighbours with one sign, of which one is referred to": ("Rain* fell.\n* Nets\n* Oars", ".ll"),
    "neighbours with one sign, all referred to": ("Rain* fell* here.\n* Nets\n* Oars", ".nn"),
    "a list uses up no reference": ("Rain* fell.\n* Nets\n* Oars\nSun.\n* See the log.", ".ll.n"),
    "a sign without a reference": ("Rain fell.\nSun.\n* Nets", "..."),
    "numbers that count up, of which one is referred to": ("Rain fell[2].\n1. Nets\n2. Oars", ".ll"),
    "numbers that count up, all referred to": ("Rain[1] fell[2].\n1. Nets\n2. Oars", ".nn"),
    "numbers that do not count up": ("Rain fell[4].\n1. Nets\n4. Oars", "..n"),
    "numbers in other forms": ("Rain fell[2].\n1. Nets\n[2] Oars", "..n"),
    "other signs": ("Rain fell†.\n* Nets\n† Oars", "..n"),
    "numbers in brackets": ("Rain fell[2].\n[1] Nets\n[2] Oars", "..n"),
    "raised numbers": ("Rain fell².\n¹ Nets\n² Oars", "..n"),
    "numbers in brackets to which no brackets refer": ("Rain fell².\n[1] Nets\n[2] Oars", ".ll"),
    "raised numbers to which brackets refer": ("Rain fell[2].\n¹ Nets\n² Oars", "..n"),
    "one number in brackets to which no brackets refer": ("Rain fell².\n[2] Oars", ".n"),
    "brackets that refer to it only below": ("Rain fell².\n[1] Nets\n[2] Oars\nSun[1].", ".ll."),
    "below a heading": ("Rain fell.\nNotes\n* Nets\n* Oars", "..hh"),
    "below a heading, some referred to": ("Rain fell[2].\nNotes\n1. Nets\n2. Oars", "..hn"),
    "above a heading": ("Rain fell[2].\n1. Nets\n2. Oars\nNotes", ".ll."),
    "works below a heading": ("Rain fell.\nNotes\n[1] Nets\n[2] Oars", "..ll"),
    "between two headings": ("Rain fell.\nNotes\n* Nets\n* Oars\nNotes\n", "..hh."),
    "below a drawn line": ("Rain fell[2].\n-----\n1. Nets\n2. Oars", "...n"),
    "a sign below a drawn line": ("Rain fell*.\n-----\n* Nets\n* Oars", "..ll"),
    "below a drawn line, nothing referred to": ("Rain fell.\n-----\n1. Nets\n2. Oars", "..ll"),
    "below a drawn line, with another below": ("Rain fell[2].\n-----\n1. Nets\n2. Oars\n-----", "..ll."),
    "the drawn line elsewhere": ("-----\nRain fell[2].\n1. Nets\n2. Oars", "..ll"),
    "at the very beginning": ("1. Nets", "."),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_note_features(text: str, expected: str) -> None:
    assert note_features(pieces_of(text), frozenset({"notes"})) == [SIGNS[sign] for sign in expected]
