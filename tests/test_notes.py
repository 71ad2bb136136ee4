"""Which parts are notes of an article, and the roles of others that only look like notes."""

from __future__ import annotations

import pytest

from copydesk.reading.text.parts.notes import only_notes
from tests.parts import parts_of, roles_in

LONG = "The boats were laid up for the winter, and the men who had rowed them went up to the woods to cut timber."
CASES = {
    "a note that the text refers to": (
        f"paragraph| Rain fell[1] at last.\nparagraph| {LONG}\nnote| [1] Town register.",
        "paragraph paragraph note",
    ),
    "a note that nothing refers to": (f"paragraph| {LONG}\nnote| [1] Town register.", "paragraph note"),
    "of two with one mark the last, for one reference": (
        "paragraph| Rain fell[1].\nnote| [1] Town register.\nnote| [1] Mill books.",
        "paragraph paragraph note",
    ),
    "both with one mark, for two references": (
        "paragraph| Rain fell[1] and ran[1] off.\nnote| [1] Town register.\nnote| [1] Mill books.",
        "paragraph note note",
    ),
    "of three with one mark the last two, for two references": (
        "paragraph| Rain* fell* here.\nnote| * Town.\nnote| * Mill.\nnote| * Book.",
        "paragraph list_item note note",
    ),
    "more of a note, without a mark": (
        "paragraph| Rain fell[1].\nnote| [1] Town register.\nnote| And mill books.",
        "paragraph note note",
    ),
    "what bears no mark below the text": ("paragraph| Rain fell[1].\nnote| And mill books.", "paragraph paragraph"),
    "what bears no mark at the very beginning": ("note| And mill books.\nnote| [1] Town.", "paragraph note"),
    "more of a note that is the first part": ("note| [1] Town register.\nnote| And mill books.", "note note"),
    # bullets
    "a star that marks items too": (
        "list_item| * oars\nnote| * ropes\nparagraph| Rain fell.",
        "list_item list_item paragraph",
    ),
    "a star that marks items too, with no text below": ("list_item| * oars\nnote| * ropes", "list_item note"),
    "a star, and items with a dagger": (
        "list_item| † oars\nnote| * ropes\nparagraph| Rain fell.",
        "list_item note paragraph",
    ),
    "a paragraph with the same star": (
        "paragraph| * oars\nnote| * ropes\nparagraph| Rain fell.",
        "paragraph note paragraph",
    ),
    "a star right below a heading": (
        "heading| Tools\nnote| * ropes\nparagraph| Rain fell.",
        "heading list_item paragraph",
    ),
    "a star right below a heading of notes": (
        "heading| Notes\nnote| * ropes\nparagraph| Rain fell.",
        "heading note paragraph",
    ),
    "a star below a heading, with no text below": ("heading| Tools\nnote| * ropes", "heading note"),
    "a figure in brackets below a heading": (
        "paragraph| Rain fell[1].\nheading| Tools\nnote| [1] Town.\nparagraph| It stopped.",
        "paragraph heading note paragraph",
    ),
    # sections
    "a number that goes on from two sections, though a mark refers to it": (
        f"heading| 1. Oars\nheading| 2. Ropes\nparagraph| Rain fell[3].\nnote| 3. Sails\nparagraph| {LONG}",
        "heading heading paragraph heading paragraph",
    ),
    "two numbers that go on from two sections": (
        "heading| 1. Oars\nheading| 2. Ropes\nparagraph| Rain fell[3] hard[4].\nnote| 3. Sails are sewn.\n"
        "note| 4. Masts are cut.",
        "heading heading paragraph paragraph paragraph",
    ),
    "a number that goes on from one section, and a mark refers to it": (
        "heading| 1. Oars\nparagraph| Rain fell[2].\nnote| 2. See the log.",
        "heading paragraph note",
    ),
    "a number that goes on from one section that is no first": (
        "heading| 2. Oars\nparagraph| Rain fell[3].\nnote| 3. See the log.",
        "heading paragraph note",
    ),
    "a number that goes on from two sections that do not count up": (
        "heading| 1. Oars\nheading| 3. Ropes\nparagraph| Rain fell[4].\nnote| 4. See the log.",
        "heading heading paragraph note",
    ),
    "a number that does not go on from the sections": (
        "heading| 1. Oars\nheading| 2. Ropes\nparagraph| Rain fell[4].\nnote| 4. See the log.",
        "heading heading paragraph note",
    ),
    "numbers that no mark refers to": ("paragraph| Rain fell.\nnote| 1. See the log.", "paragraph paragraph"),
    "numbers below a heading of notes that no mark refers to": (
        "paragraph| Rain fell.\nheading| Notes:\nnote| 1. See the log.",
        "paragraph heading note",
    ),
    "numbers to one of which a mark refers": (
        "paragraph| Rain fell[2].\nnote| 1. See the log.\nnote| 2. See the book.",
        "paragraph note note",
    ),
    "a run of numbers that a mark refers to, and another": (
        "paragraph| Rain fell[1].\n␌note| 1. See the log.\n␌paragraph| It stopped.\nnote| 7. See the book.",
        "paragraph note paragraph paragraph",
    ),
    # works
    "works in brackets above the notes that raised figures refer to": (
        "paragraph| Rain fell.¹\nnote| [1] Ruiz, A. Rain.\nnote| 1. See the log.",
        "paragraph paragraph note",
    ),
    "works in brackets that marks refer to": (
        "paragraph| Rain fell.¹ Ruiz says more[1].\nnote| [1] Ruiz, A. Rain.\nnote| 1. See the log.",
        "paragraph note note",
    ),
    # headings
    "a number above a longer paragraph, though a mark refers to it": (
        f"paragraph| Rain fell[4].\nnote| 4. Sails\nparagraph| {LONG}",
        "paragraph heading paragraph",
    ),
    "a number above a paragraph as long": (
        "paragraph| Rain fell[4].\nnote| 4. Sails\n␌paragraph| Harbour",
        "paragraph note paragraph",
    ),
    "a short number at a page's foot": (
        "paragraph| Rain fell[4].\nnote| 4. See the book of the harbour\n␌paragraph| It ran off.",
        "paragraph note paragraph",
    ),
    "a sentence at a page's foot": (
        f"paragraph| Rain fell[4].\nnote| 4. See the log.\n␌paragraph| {LONG}",
        "paragraph note paragraph",
    ),
    "a number above a longer note": (
        f"paragraph| Rain fell[4] hard[5].\nnote| 4. Sails\nnote| 5. {LONG}",
        "paragraph note note",
    ),
    "a mark in brackets above a longer paragraph": (
        f"paragraph| Rain fell[4].\nnote| [4] Sails\nparagraph| {LONG}",
        "paragraph note paragraph",
    ),
    "a long line at a page's foot": (
        f"paragraph| Rain fell[4].\nnote| 4. {LONG[:88]}\n␌paragraph| {LONG}",
        "paragraph note paragraph",
    ),
    "a line just short enough for a heading": (
        f"paragraph| Rain fell[4].\nnote| 4. {LONG[:87]}\n␌paragraph| {LONG}",
        "paragraph heading paragraph",
    ),
    # amid the text
    "numbers amid the text": (
        f"paragraph| Rain fell[4].\nnote| 4. See the log.\nnote| 5. See the book.\nparagraph| {LONG}",
        "paragraph paragraph paragraph paragraph",
    ),
    "numbers at the foot of a page": (
        f"paragraph| Rain fell[4].\nnote| 4. See the log.\nnote| 5. See the book.\n␌paragraph| {LONG}",
        "paragraph note note paragraph",
    ),
    "numbers amid the text, above a note in brackets": (
        f"paragraph| Rain fell[4] hard[5].\nnote| 4. See the log.\nnote| [5] See the book.\nparagraph| {LONG}",
        "paragraph note note paragraph",
    ),
    "numbers below a heading of notes, above more text": (
        f"paragraph| Rain fell[4].\nheading| Notes\nnote| 4. See the log.\nparagraph| {LONG}",
        "paragraph heading note paragraph",
    ),
    "a number above a heading of notes": (
        f"paragraph| Rain fell[4] hard[5].\nnote| 4. See the log.\nparagraph| {LONG}\nheading| Notes\nnote| 5. See.",
        "paragraph paragraph paragraph heading note",
    ),
    "a number above what closes the article": (
        "paragraph| Rain fell[4].\nnote| 4. See the log.\nbio| Ana Ruiz writes.",
        "paragraph note bio",
    ),
    # what the others are
    "an item below an item": (
        "list_item| 2. Oars.\nnote| 3. Ropes.\nparagraph| It rained.",
        "list_item list_item paragraph",
    ),
    "an item below another that was read as a note": (
        "list_item| 2. Oars.\nnote| 3. Ropes.\nnote| 4. Sails.\nparagraph| It rained.",
        "list_item list_item list_item paragraph",
    ),
    "a mark in brackets below an item": (
        "list_item| 2. Oars.\nnote| [1] Ropes.\nnote| [1] Sails.",
        "list_item paragraph note",
    ),
}


@pytest.mark.parametrize(("marked", "roles"), CASES.values(), ids=CASES)
def test_only_notes(marked: str, roles: str) -> None:
    assert roles_in(only_notes(parts_of(marked), frozenset({"notes"}))) == roles
