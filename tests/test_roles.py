"""The order of a head, whatever the weights of its pieces."""

from __future__ import annotations

import pytest

from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings
from copydesk.reading.text.roles.head_zone import in_order
from copydesk.tree import Person
from tests.parts import parts_of
from tests.roles import roles_of

NAMED = Findings((), credit=Credit((Person("Ana Ruiz"),), announced=True))


def piece(gap: int) -> Piece:
    line = Line("words", 0, 5, 1, 0, gap)
    return Piece("words", (line,), ())


@pytest.mark.parametrize(
    ("path", "gaps", "expected"),
    [
        ("headline byline paragraph", [0, 1, 1], "headline byline paragraph"),
        ("headline headline paragraph", [0, 0, 1], "headline headline paragraph"),
        ("headline headline paragraph", [0, 1, 1], "headline deck paragraph"),
        ("headline deck paragraph", [0, 1, 1], "headline deck paragraph"),
        ("headline deck deck paragraph", [0, 1, 1, 1], "headline deck deck paragraph"),
        ("headline deck headline", [0, 1, 1], "headline deck paragraph"),
        ("headline byline headline", [0, 1, 1], "headline byline paragraph"),
        ("deck headline headline", [0, 1, 1], "deck headline paragraph"),
        ("headline paragraph headline", [0, 1, 1], "headline paragraph paragraph"),
        ("headline paragraph deck", [0, 1, 1], "headline paragraph paragraph"),
        ("headline paragraph kicker", [0, 1, 1], "headline paragraph paragraph"),
        ("paragraph headline", [0, 1], "paragraph paragraph"),
        ("kicker byline kicker headline", [0, 1, 1, 1], "kicker byline paragraph paragraph"),
        ("headline paragraph byline date", [0, 1, 1, 1], "headline paragraph byline date"),
    ],
)
def test_no_part_of_the_text_is_moved_into_the_head(path: str, gaps: list[int], expected: str) -> None:
    assert in_order(roles_of(path), [piece(gap) for gap in gaps], [NAMED] * len(gaps)) == expected.split()


def findings_of(text: str) -> Findings:
    """What the recognisers find in a text: ``By …`` announces a name, ``Ana …`` is one, a figure opens a date, and
    ``ANA:`` is a speaker's name."""
    if text.startswith(("By ", "BY ", "Ana")):
        return Findings((), credit=Credit((Person("Ana Ruiz"),), announced=text.startswith("By ")))
    if text.startswith("ANA"):
        return Findings((SPEAKER_NAME,))
    return Findings(("date_line",) if text[0].isdigit() else ())


TEXT = "paragraph| It rained in the valley on Thursday. The children stood in the road."
TWO = "It rained on Thursday. Nobody had hoped for it."
ORDERED = {
    "a byline that names nobody below the headline": (
        f"headline| Rain\nbyline| By the river\nbyline| Nobody here\n{TEXT}",
        "headline byline byline paragraph",
    ),
    "a byline that names nobody right below the headline": (
        f"headline| Rain\nbyline| Nobody here\n{TEXT}",
        "headline deck paragraph",
    ),
    "a byline that names nobody right below the deck": (
        f"headline| Rain\n\ndeck| At last\nbyline| Nobody here\n{TEXT}",
        "headline deck deck paragraph",
    ),
    "a byline that names nobody at the top": (f"byline| Nobody here\n{TEXT}", "byline paragraph"),
    "a third headline after a blank line": (
        f"headline| Rain\n\ndeck| At last\nheadline| In town\n\nheadline| In May\n{TEXT}",
        "headline deck paragraph paragraph paragraph",
    ),
    "a second deck that ends as a sentence does": (
        f"headline| Rain\n\ndeck| At last\n\ndeck| It fell.\n{TEXT}",
        "headline deck paragraph paragraph",
    ),
    "a second deck on the next line": (
        f"headline| Rain\n\ndeck| At last\ndeck| It fell.\n{TEXT}",
        "headline deck deck paragraph",
    ),
    "two kickers": (f"kicker| NEWS\nkicker| TOWN\nheadline| Rain\n{TEXT}", "kicker kicker headline paragraph"),
    "a kicker right below the headline": (f"headline| Rain\nkicker| NEWS\n{TEXT}", "headline kicker paragraph"),
    "a kicker below the deck": (
        f"headline| Rain\n\ndeck| At last\nkicker| NEWS\n{TEXT}",
        "headline deck heading paragraph",
    ),
    "a kicker below a kicker below the headline": (
        f"headline| Rain\nkicker| NEWS\nkicker| TOWN\n{TEXT}",
        "headline kicker kicker paragraph",
    ),
    "a kicker below the byline, with no headline": (
        f"deck| At last\nbyline| By Ana\nkicker| NEWS\n{TEXT}",
        "deck byline kicker paragraph",
    ),
    # salutations
    "a salutation": (f"headline| Rain\n\ndeck| Dear Tom,\n\n{TEXT}", "headline paragraph paragraph"),
    "a salutation with the text right below": (f"headline| Rain\n\ndeck| Dear Tom,\n{TEXT}", "headline deck paragraph"),
    "a salutation at the very end": ("headline| Rain\n\ndeck| Dear Tom,", "headline paragraph"),
    "a salutation of two lines": (
        f"headline| Rain\n\ndeck| Dear Tom and\n| dear Ann,\n\n{TEXT}",
        "headline deck paragraph",
    ),
    "a deck of 40 letters that ends in a comma": (
        f"headline| Rain\n\ndeck| {'x' * 39},\n\n{TEXT}",
        "headline paragraph paragraph",
    ),
    "a deck of 41 letters that ends in a comma": (
        f"headline| Rain\n\ndeck| {'x' * 40},\n\n{TEXT}",
        "headline deck paragraph",
    ),
    # decks in capitals
    "short paragraphs in capitals": (
        f"headline| RAIN\n\nparagraph| AT LAST\n\nheading| IN THE TOWN\n\n{TEXT}",
        "headline deck deck paragraph",
    ),
    "short paragraphs in capitals below small letters": (
        f"headline| Rain\n\nparagraph| AT LAST\n\n{TEXT}",
        "headline paragraph paragraph",
    ),
    "short paragraphs in capitals and nothing else": (
        "headline| RAIN\n\nparagraph| AT LAST",
        "headline paragraph",
    ),
    "short paragraphs in capitals above a list": (
        "headline| RAIN\n\nparagraph| AT LAST\n\nlist_item| * oars",
        "headline paragraph list_item",
    ),
    "a speaker's name in capitals": (f"headline| RAIN\n\nparagraph| ANA:\n\n{TEXT}", "headline paragraph paragraph"),
    "a row in capitals": (f"headline| RAIN\n\ntable_row| AT LAST\n\n{TEXT}", "headline table_row paragraph"),
    "ninety capitals": (f"headline| RAIN\n\nparagraph| {'X' * 90}\n\n{TEXT}", "headline deck paragraph"),
    "more capitals": (f"headline| RAIN\n\nparagraph| {'X' * 91}\n\n{TEXT}", "headline paragraph paragraph"),
    "capitals below a byline": (
        f"headline| RAIN\nbyline| BY ANA\n\nparagraph| AT LAST\n\n{TEXT}",
        "headline byline paragraph paragraph",
    ),
    "capitals at the very top": (f"paragraph| AT LAST\n\n{TEXT}", "paragraph paragraph"),
    # notes about the author
    "a note about the author and nothing else": ("headline| Rain\nbio| Ana Ruiz writes.", "headline paragraph"),
    "a note about the author below the text": (
        f"headline| Rain\n{TEXT}\nbio| Ana Ruiz writes.",
        "headline paragraph bio",
    ),
    # paragraphs above the byline
    "a paragraph above an announced byline": (
        f"headline| Rain\n\nparagraph| {TWO}\n\nbyline| By Ana\n\n{TEXT}",
        "headline deck byline paragraph",
    ),
    "a paragraph above a date": (
        f"headline| Rain\n\nparagraph| {TWO}\n\ndate| 3 May 2024\n\n{TEXT}",
        "headline deck date paragraph",
    ),
    "a paragraph above what holds a date": (
        f"headline| Rain\n\nparagraph| {TWO}\n\ndate| On 3 May 2024\n\n{TEXT}",
        "headline paragraph date paragraph",
    ),
    "a paragraph above a byline that nothing announces": (
        f"headline| Rain\n\nparagraph| {TWO}\n\nbyline| Ana\n\n{TEXT}",
        "headline paragraph byline paragraph",
    ),
    "a paragraph above the byline at the end": (
        f"headline| Rain\n\nparagraph| {TWO}\n\nbyline| By Ana",
        "headline paragraph byline",
    ),
    "two paragraphs above the byline": (
        f"headline| Rain\n\nparagraph| {TWO}\n\nparagraph| It fell.\n\nbyline| By Ana\n\n{TEXT}",
        "headline paragraph paragraph byline paragraph",
    ),
    "two paragraphs above the byline, the second right below the first": (
        f"headline| Rain\n\nparagraph| {TWO}\nparagraph| It fell.\n\nbyline| By Ana\n\n{TEXT}",
        "headline deck deck byline paragraph",
    ),
    "a paragraph right below the headline": (
        f"headline| Rain\nparagraph| {TWO}\n\nparagraph| It fell.\n\nbyline| By Ana\n\n{TEXT}",
        "headline headline deck byline paragraph",
    ),
    "a paragraph below a deck": (
        f"headline| Rain\n\ndeck| At last\n\nparagraph| {TWO}\n\nbyline| By Ana\n\n{TEXT}",
        "headline deck paragraph byline paragraph",
    ),
    "a paragraph right below a deck": (
        f"headline| Rain\n\ndeck| At last\nparagraph| {TWO}\n\nbyline| By Ana\n\n{TEXT}",
        "headline deck deck byline paragraph",
    ),
    "a heading above the byline": (
        f"headline| Rain\n\nheading| At last\n\nbyline| By Ana\n\n{TEXT}",
        "headline heading byline paragraph",
    ),
    "a paragraph between two bylines": (
        f"headline| Rain\nbyline| By Jo\n\nparagraph| {TWO}\n\nbyline| By Ana\n\n{TEXT}",
        "headline byline paragraph byline paragraph",
    ),
    "a paragraph above a byline, with no headline": (
        f"kicker| NEWS\n\nparagraph| {TWO}\n\nbyline| By Ana\n\n{TEXT}",
        "kicker paragraph byline paragraph",
    ),
    "400 letters above the byline": (
        f"headline| Rain\n\nparagraph| {'x' * 400}\n\nbyline| By Ana\n\n{TEXT}",
        "headline deck byline paragraph",
    ),
    "more letters above the byline": (
        f"headline| Rain\n\nparagraph| {'x' * 401}\n\nbyline| By Ana\n\n{TEXT}",
        "headline paragraph byline paragraph",
    ),
    "a byline as the sixth piece": (
        "headline| Rain\n\nparagraph| a\nparagraph| b\nparagraph| c\nparagraph| d\n\nbyline| By Ana\n\n" + TEXT,
        "headline deck deck deck deck byline paragraph",
    ),
    "a byline as the seventh piece": (
        "headline| Rain\n\nparagraph| a\nparagraph| b\nparagraph| c\nparagraph| d\nparagraph| e\n\nbyline| By Ana\n\n"
        + TEXT,
        "headline paragraph paragraph paragraph paragraph paragraph byline paragraph",
    ),
    # decks that are none
    "sentences above a bare name": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| Ana\n\n{TEXT}",
        "headline paragraph byline paragraph",
    ),
    "a sentence above a bare name": (
        f"headline| Rain\n\ndeck| It rained on Thursday.\n\nbyline| Ana\n\n{TEXT}",
        "headline deck byline paragraph",
    ),
    "sentences above a bare name and a date": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| Ana\n\ndate| 3 May\n\n{TEXT}",
        "headline deck byline date paragraph",
    ),
    "sentences above a bare name, a line and a date": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| Ana\n\neditors_note| Of old.\n\ndate| 3 May\n\n{TEXT}",
        "headline paragraph byline editors_note date paragraph",
    ),
    "sentences between a date and a bare name": (
        f"headline| Rain\n\ndate| 3 May\n\ndeck| {TWO}\n\nbyline| Ana\n\n{TEXT}",
        "headline date deck byline paragraph",
    ),
    "sentences above an announced name": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| By Ana\n\n{TEXT}",
        "headline deck byline paragraph",
    ),
    "sentences above an announced name, with another in the text": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| By Ana\n\n{TEXT}\n\nbyline| By Jo\n\n{TEXT}",
        "headline paragraph byline paragraph byline paragraph",
    ),
    "sentences above an announced name, with another below the text": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| By Ana\n\n{TEXT}\n\nbyline| By Jo",
        "headline deck byline paragraph byline",
    ),
    "sentences above two announced names": (
        f"headline| Rain\n\ndeck| {TWO}\n\nbyline| By Ana\nbyline| By Jo\n\n{TEXT}",
        "headline deck byline byline paragraph",
    ),
    "sentences above a date, with others in the text": (
        f"headline| Rain\n\ndeck| {TWO}\n\ndate| 3 May\n\n{TEXT}\n\ndate| 4 May\n\n{TEXT}",
        "headline paragraph date paragraph date paragraph",
    ),
    "sentences above the text": (f"headline| Rain\n\ndeck| {TWO}\n\n{TEXT}", "headline deck paragraph"),
    "a deck and no text": ("headline| Rain\n\ndeck| At last\n\nbyline| By Ana", "headline paragraph byline"),
    "decks and no text": ("headline| Rain\n\ndeck| At last\n\ndeck| In May", "headline deck paragraph"),
    "a headline and no text": ("headline| Rain\n\nbyline| By Ana", "headline byline"),
}


@pytest.mark.parametrize(("marked", "expected"), ORDERED.values(), ids=ORDERED)
def test_the_order_of_a_head(marked: str, expected: str) -> None:
    pieces = [part.piece for part in parts_of(marked)]
    path = [part.decision.role for part in parts_of(marked)]
    assert " ".join(in_order(path, pieces, [findings_of(piece.text) for piece in pieces])) == expected
