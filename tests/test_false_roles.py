"""Headings and captions that are none: what is called out, signatures, commands; captions where no picture can be."""

from __future__ import annotations

import pytest

from copydesk.reading.copy import Box, Typeset
from copydesk.reading.text.parts import Part
from copydesk.reading.text.parts.counted_steps import with_counted_steps
from copydesk.reading.text.parts.false_captions import without_false_captions
from copydesk.reading.text.parts.false_headings import without_false_headings
from copydesk.reading.text.parts.first_headings import with_first_heading
from copydesk.reading.text.parts.impossible_roles import without_impossible_roles
from tests.parts import parts_of, roles_in

ABOVE = "paragraph| It rained.\n\n"
HEADINGS = {
    "somebody calls out": (f"{ABOVE}heading| A VOICE: Who pays?\n\nparagraph| Nobody.", "paragraph"),
    "a label and no sentence": (f"{ABOVE}heading| THE QUAY: Who pays and why\n\nparagraph| Nobody.", "heading"),
    "a label and a line in capitals": (f"{ABOVE}heading| THE QUAY: WHO PAYS?\n\nparagraph| Nobody.", "heading"),
    "initials": (f"{ABOVE}heading| J. M. P.\n\nparagraph| Nobody.", "paragraph"),
    "initials below a heading": ("heading| The weir\n\nheading| J. M. P.\n\nparagraph| Nobody.", "heading"),
    "initials and a name at the end": (f"{ABOVE}heading| R. BRODE", "paragraph"),
    "initials and a name above a heading": (f"{ABOVE}heading| (Capt.) P. F. Brode\n\nheading| The weir", "paragraph"),
    "initials and a name above an office": (f"{ABOVE}heading| R. BRODE\nparagraph| Warden", "paragraph"),
    "initials and a name above a sentence": (f"{ABOVE}heading| R. BRODE\nparagraph| He was born here.", "heading"),
    "initials and a name above a paragraph": (f"{ABOVE}heading| R. BRODE\n\nparagraph| Nobody.", "heading"),
    "initials and a name above many lines": (
        f"{ABOVE}heading| R. BRODE\n" + "\n".join(["paragraph| Warden"] * 5),
        "heading",
    ),
    "a list on one line": (f"{ABOVE}heading| Words: quay; rope; lamp\n\nparagraph| Nobody.", "paragraph"),
    "a semicolon": (f"{ABOVE}heading| The quay; the rope\n\nparagraph| Nobody.", "heading"),
    "a command": (f"{ABOVE}heading| $ lamp -g\n\nparagraph| Nobody.", "paragraph"),
    "a command below a colon": ("paragraph| Do this:\n\nheading| # lamp north\n\nparagraph| Nobody.", "paragraph"),
    "a command below a command": ("paragraph| $ lamp\n\nheading| # lamp north\n\nparagraph| Nobody.", "paragraph"),
    "a hash below a sentence": (f"{ABOVE}heading| # the lamp\n\nparagraph| Nobody.", "heading"),
    "a telephone": (f"{ABOVE}heading| The office: tel. 418 555 0199\n\nparagraph| Nobody.", "paragraph"),
    "an address of mail": (f"{ABOVE}heading| office@quay.example\n\nparagraph| Nobody.", "paragraph"),
    "a heading": (f"{ABOVE}heading| The weir\n\nparagraph| Nobody.", "heading"),
}


@pytest.mark.parametrize(("text", "role"), HEADINGS.values(), ids=HEADINGS)
def test_headings(text: str, role: str) -> None:
    corrected = without_false_headings(parts_of(text))
    assert corrected[1].decision.role == role
    assert (corrected[1].decision.reasons == ("it looks so",)) == (role == "heading")
    assert [corrected[0], *corrected[2:]] == [parts_of(text)[0], *parts_of(text)[2:]]


def test_the_first_part_may_be_a_heading() -> None:
    parts = parts_of("heading| J. M. P.\n\nparagraph| Nobody.")
    assert without_false_headings(parts) == parts


BELOW = "\n\n".join(["paragraph| It rained."] * 3)
CAPTIONS = {
    "it is sure": (f"caption| The weir\n\n{BELOW}", 0.9, "caption paragraph paragraph paragraph"),
    "it is not sure": (f"caption| The weir\n\n{BELOW}", 0.4, "paragraph paragraph paragraph paragraph"),
    "keywords": (
        f"caption| *Keywords:* quays; ropes; lamps\n\n{BELOW}",
        0.9,
        "paragraph paragraph paragraph paragraph",
    ),
    "a label and a sentence": (
        f"caption| The quay: ropes; lamps\n\n{BELOW}",
        0.9,
        "caption paragraph paragraph paragraph",
    ),
    "it closes the text": ("paragraph| Yes.\n\ncaption| The weir", 0.9, "paragraph paragraph"),
    "it stands above the foot": (
        "paragraph| Yes.\n\ncaption| The weir\n\nrights| Ours",
        0.9,
        "paragraph paragraph rights",
    ),
    "a valediction": (
        f"caption| Yours,\ncaption| Hanne Brode\n\n{BELOW}",
        0.9,
        "paragraph paragraph paragraph paragraph paragraph",
    ),
    "below a name that signs": (
        f"paragraph| Yours,\n\nparagraph| Hanne Brode\ncaption| Warden\ncaption| Hall of the Weir\n\n{BELOW}",
        0.9,
        "paragraph paragraph paragraph paragraph paragraph paragraph paragraph",
    ),
    "apart from a name that signs": (
        f"paragraph| Yours,\n\nparagraph| Hanne Brode\n\ncaption| The weir\n\n{BELOW}",
        0.9,
        "paragraph paragraph caption paragraph paragraph paragraph",
    ),
    "right above a table": (
        f"caption| The crew\ntable_row| A  B\ntable_row| C  D\n\n{BELOW}",
        0.9,
        "heading table_row table_row paragraph paragraph paragraph",
    ),
    "apart from a table": (
        f"caption| The crew\n\ntable_row| A  B\ntable_row| C  D\n\n{BELOW}",
        0.9,
        "caption table_row table_row paragraph paragraph paragraph",
    ),
}


@pytest.mark.parametrize(("text", "confidence", "roles"), CAPTIONS.values(), ids=CAPTIONS)
def test_captions(text: str, confidence: float, roles: str) -> None:
    assert roles_in(without_false_captions(parts_of(text, confidence=confidence))) == roles


@pytest.mark.parametrize(("apart", "role"), [("\n", "paragraph"), ("\n\n", "caption")])
def test_a_line_among_those_to_reach_somebody_by_is_no_caption(apart: str, role: str) -> None:
    first, *others = parts_of(f"caption| The Weir Hall{apart}paragraph| Tel. 418 555 0199\n\n{BELOW}")
    findings = first.decision.findings._replace(names=("near_address_line",))
    first = first._replace(decision=first.decision._replace(findings=findings))
    assert without_false_captions([first, *others])[0].decision.role == role


def test_a_caption_is_what_is_next_likely() -> None:
    first, *others = parts_of(f"caption| The weir\n\n{BELOW}", confidence=0.4)
    first = first._replace(decision=first.decision._replace(second="heading"))
    assert without_false_captions([first, *others])[0].decision.role == "heading"


@pytest.mark.parametrize("shown", ["opens_as_caption", "ends_in_picture_credit"])
def test_a_caption_with_a_word_for_a_picture_stays(shown: str) -> None:
    part = parts_of("caption| Photo: The weir", confidence=0.2)[0]
    findings = part.decision.findings._replace(names=(shown,))
    parts = [*parts_of("paragraph| Yes."), part._replace(decision=part.decision._replace(findings=findings))]
    assert without_false_captions(parts) == parts


def test_the_caption_of_a_mark_stays() -> None:
    part = parts_of("caption| [Illustration: The weir]")[0]
    parts = [*parts_of("paragraph| Yes."), part._replace(decision=part.decision._replace(second=None))]
    assert without_false_captions(parts) == parts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("contact| 1) Draw it.\ncontact| 2) Look.\ncontact| 3) Put it back.", "list_item list_item list_item"),
        ("list_item| 1) Draw it.\nlist_item| 2) Look.\ncontact| 3) Put it back.", "list_item list_item list_item"),
        ("contact| 1) Draw it.\ncontact| 2) Look.\ncontact| 4) Put it back.", "contact contact contact"),
        ("contact| 2) Draw it.\ncontact| 3) Look.\ncontact| 4) Put it back.", "contact contact contact"),
        ("contact| 1) Draw it.\ncontact| 2) a@b.example\ncontact| 3) Put it back.", "contact contact contact"),
        ("paragraph| Draw.\ncontact| 1) Look.\ncontact| 2) Go.", "paragraph contact contact"),
    ],
)
def test_steps_that_count_up_are_no_address(text: str, roles: str) -> None:
    assert roles_in(with_counted_steps(parts_of(text))) == roles


def test_the_addresses_of_authors_are_no_date() -> None:
    parts = parts_of("date| ¹ University of the Weir, ² College of Quays\n\ndate| 3 May 2024")
    assert roles_in(without_impossible_roles(parts)) == "paragraph date"
    assert roles_in(without_impossible_roles(parts_of("date| *The Weir †The Quay\ndate| * 1932"))) == "paragraph date"


@pytest.mark.parametrize(
    ("text", "left", "role"),
    [
        ("Fares: four pounds", 40, "paragraph"),
        ("Fares: four pounds", 46, "list_item"),
        ("• Fares: four pounds", 40, "list_item"),
        ("עבריים", 40, "list_item"),  # where lines end at the left
    ],
)
def test_a_line_left_of_the_list_above_is_no_item(text: str, left: float, role: str) -> None:
    parts = parts_of(f"list_item| • Crew: four\nlist_item| {text}")
    set_parts = [
        part._replace(
            piece=part.piece._replace(
                lines=tuple(line._replace(typeset=Typeset(1, 1, Box(at, 0, 300, 10), 10)) for line in part.piece.lines)
            )
        )
        for part, at in zip(parts, (50, left), strict=True)
    ]
    assert roles_in(without_impossible_roles(set_parts)) == f"list_item {role}"


@pytest.mark.parametrize(
    ("text", "stated", "roles"),
    [
        ("heading| Who pays?\nlist_item| Nobody.\nheading| Why?", True, "heading paragraph heading"),
        ("heading| Who pays?\nlist_item| Nobody.\nheading| Why?", False, "heading list_item heading"),
        ("heading| Who pays?\nlist_item| • Nobody.\nheading| Why?", True, "heading list_item heading"),
        ("list_item| The council\nlist_item| The ferryman", True, "list_item list_item"),
        ("table_row| 1989\t94\ntable_row| Without the fogs.", True, "table_row paragraph"),
        ("table_row| 1989\t94\ntable_row| Without the fogs.", False, "table_row table_row"),
    ],
)
def test_what_a_file_states_as_a_paragraph_is_no_lone_item_and_no_row(text: str, stated: bool, roles: str) -> None:
    parts = [_in_block(part, number) if stated else part for number, part in enumerate(parts_of(text))]
    assert roles_in(without_impossible_roles(parts)) == roles


@pytest.mark.parametrize(("stated", "role"), [(True, "paragraph"), (False, "list_item")])
def test_a_caption_that_a_file_states_as_a_paragraph_is_no_item(stated: bool, role: str) -> None:
    first, *others = parts_of(f"caption| The weir\n\n{BELOW}", confidence=0.4)
    first = first._replace(decision=first.decision._replace(second="list_item"))
    corrected = without_false_captions([_in_block(first, 1) if stated else first, *others])
    assert corrected[0].decision.role == role


def _in_block(part: Part, number: int) -> Part:
    lines = tuple(line._replace(typeset=Typeset(1, 1, block=number)) for line in part.piece.lines)
    return part._replace(piece=part.piece._replace(lines=lines))


@pytest.mark.parametrize(
    ("below", "role"),
    [("paragraph| **What we ask.** A ferry.", "paragraph"), ("paragraph| We ask for a ferry.", "deck")],
)
def test_a_paragraph_with_a_heading_in_bold_like_the_next_is_no_deck(below: str, role: str) -> None:
    parts = parts_of(f"headline| The weir\ndeck| **Who we are.** Seven ferrymen.\n{below}")
    assert without_impossible_roles(parts)[1].decision.role == role


@pytest.mark.parametrize(
    ("size", "text", "role"),
    [(10, "The weir", "heading"), (12, "The weir", "paragraph"), (10, "It rained all day.", "paragraph")],
)
def test_a_line_below_the_head_set_like_the_headings_is_one(size: float, text: str, role: str) -> None:
    below = "\n".join(f"heading| {name}\nparagraph| It rained." for name in ("The quay", "The bell"))
    parts = parts_of(f"headline| Rain\nbyline| By Jo Park\nparagraph| {text}\nparagraph| It rained.\n{below}")
    placed = [
        part._replace(
            piece=part.piece._replace(
                lines=(part.piece.lines[0]._replace(typeset=Typeset(1, 1, Box(40, 0, 90, 10), each)),)
            )
        )
        for part, each in zip(parts, (18, 10, size, 10, 10, 10, 10, 10), strict=True)
    ]
    corrected = roles_in(with_first_heading(placed)).split()
    assert corrected[2] == role
    assert corrected[3:] == roles_in(placed).split()[3:]
    assert with_first_heading(parts) == parts  # without a setting


@pytest.mark.parametrize(("size", "role"), [(7.5, "caption"), (12, "deck")])
def test_small_type_that_ends_in_the_credit_of_a_picture_is_no_deck(size: float, role: str) -> None:
    headline, deck = parts_of("headline| The weir\ndeck| Jo Park at the bell. Photo: Ana Ruiz")
    findings = deck.decision.findings._replace(names=("ends_in_picture_credit",))
    line = deck.piece.lines[0]._replace(typeset=Typeset(1, 1, size=size))
    deck = deck._replace(decision=deck.decision._replace(findings=findings), piece=deck.piece._replace(lines=(line,)))
    assert without_impossible_roles([headline, deck])[1].decision.role == role
