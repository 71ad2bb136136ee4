"""Roles that are corrected by the article as a whole: pictures, headlines, attributions, authors and signatures."""

from __future__ import annotations

import pytest

from copydesk.reading.text.parts import (
    Part,
    with_attributions,
    with_authors_named_once,
    with_headline,
    with_pictures,
    with_pull_quotes,
    with_signature,
    without_late_head_parts,
)
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.pull_quotes import PulledQuote
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles import Decision
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings
from copydesk.tree import Person
from tests.parts import ENGLISH, credit_lines, parts_of, pieces_of, roles_in

MARK = "![The mill](mill.png)"
PICTURES = {
    "a mark": (f"Rain\n{MARK}\n\nIt fell.", ".c."),
    "a caption right below": (f"Rain\n{MARK}\nThe mill\n\nIt fell.", ".cc."),
    "a caption below a gap": (f"{MARK}\n\nThe mill", "c."),
    "a credit below a gap": (f"{MARK}\n\nPhoto: Jo Park", "cc"),
    "a caption and more of it": (f"{MARK}\nThe mill\nPhoto: Jo Park\nIt fell.\n\nSo.", "cccc."),
    "a long line right below": (f"{MARK}\n{'x' * 301}", "c."),
    "a line just short enough": (f"{MARK}\n{'x' * 300}", "cc"),
    "a picture that is named": ("Rain\n[Illustration: The mill]\nIt fell.", ".c."),
    "a picture that a word names": ("Rain\n[Illustration]\nThe mill\n\nIt fell.", ".cc."),
    "what is named, and more": ("[Illustration: The mill] fell", "."),
    "no mark": ("Rain\nIt fell.", ".."),
}


@pytest.mark.parametrize(("text", "expected"), PICTURES.values(), ids=PICTURES)
def test_pictures_and_what_stands_below_them(text: str, expected: str) -> None:
    asked: list[Piece] = []

    def decide(pieces: list[Piece]) -> list[Decision]:
        asked.extend(pieces)
        return [Decision("paragraph", 0.5, (), None, Findings(())) for _ in pieces]

    pieces = pieces_of(text)
    parts = with_pictures(pieces, ENGLISH, decide)
    assert "".join("c" if part.decision.role == "caption" else "." for part in parts) == expected
    assert [part.piece for part in parts] == pieces
    assert asked == [part.piece for part in parts if part.decision.role == "paragraph"]
    shown = {part.decision for part in parts if part.decision.role == "caption"}
    assert {(each.confidence, each.second, each.findings) for each in shown} <= {(1.0, None, Findings(()))}
    assert {each.reasons for each in shown} <= {("it is the mark of a picture, or stands below one",)}


def test_pull_quotes_stand_behind_the_part_that_they_interrupted() -> None:
    parts = parts_of("headline| Rain\nparagraph| It\n| fell\nparagraph| and stopped")
    (quote, other) = pieces_of("So it fell\nSo it stopped")
    lines = [line.start for part in parts for line in part.piece.lines]  # the third is the second of the paragraph
    pulled = (
        PulledQuote(quote, after=lines[2], reasons=("it stands apart",), credit=4),
        PulledQuote(other, after=lines[2], reasons=(), credit=None),
    )
    corrected = with_pull_quotes(parts, pulled)
    assert roles_in(corrected) == "headline paragraph pull_quote pull_quote paragraph"
    assert [part.piece for part in corrected[2:4]] == [quote, other]
    assert (corrected[2].credit, corrected[3].credit) == (4, None)
    assert corrected[2].decision == Decision("pull_quote", 0.9, ("it stands apart",), None, Findings(()))


HEADLINES = {
    "a headline": ("deck| Rain\nheadline| Wind", "deck headline"),
    "a deck": ("byline| Ana\ndeck| Rain", "byline headline"),
    "two decks without a gap": ("deck| Rain\ndeck| Wind", "headline headline"),
    "two decks apart": ("deck| Rain\n\ndeck| Wind", "headline deck"),
    "two decks with others between": ("deck| Rain\nbyline| Ana\ndeck| Wind", "headline byline deck"),
    "a deck and a kicker": ("kicker| Rain\ndeck| Wind", "kicker headline"),
    "kickers": ("kicker| Rain\n\nkicker| Wind\nkicker| Sun", "kicker headline headline"),
    "kickers with others between": ("kicker| Rain\nbyline| Ana\nkicker| Wind", "kicker byline headline"),
    "a heading above all": ("heading| Rain\nheading| Wind", "headline heading"),
    "a heading below others": ("paragraph| Rain\nheading| Wind", "paragraph heading"),
    "no head": ("paragraph| Rain", "paragraph"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("marked", "roles"), HEADLINES.values(), ids=HEADLINES)
def test_a_head_has_a_headline(marked: str, roles: str) -> None:
    assert roles_in(with_headline(parts_of(marked))) == roles


def named(parts: list[Part], index: int, *names: str, credit: Credit | None = None) -> None:
    """Gives a part findings."""
    decision = parts[index].decision
    parts[index] = parts[index]._replace(decision=decision._replace(findings=Findings(names, credit)))


def test_only_the_first_part_becomes_the_headline() -> None:
    parts = parts_of("heading| Rain\nparagraph| It fell.\nparagraph| It stopped.")
    corrected = with_headline(parts)
    assert corrected[1:] == parts[1:]
    assert corrected[0].decision.reasons == ("it looks so",)


def test_a_speakers_name_above_all_is_no_headline() -> None:
    parts = parts_of("heading| MARTA\nparagraph| It fell.")
    named(parts, 0, SPEAKER_NAME)
    assert with_headline(parts) == parts


RELEASES = {
    "a paragraph below": ("paragraph| Rain falls", "headline"),
    "a heading below": ("heading| Rain falls", "headline"),
    "a sentence": ("paragraph| Rain falls.\nheading| Wind", "paragraph heading"),
    "two lines": ("heading| Rain falls\nheading| Wind", "headline heading"),
    "a line just short enough": (f"paragraph| {'x' * 200}", "headline"),
    "a long line": (f"paragraph| {'x' * 201}", "paragraph"),
    "contacts": ("contact| Ana\nparagraph| Harbour\n\nparagraph| Rain falls", "contact contact headline"),
    "a gap below contacts": ("contact| Ana\n\nparagraph| Harbour", "contact headline"),
    "a date": ("date| 3 May\nheading| Rain falls", "date headline"),
    "an item": ("list_item| Ana\nheading| Rain falls", "list_item heading"),
    "the twelfth piece": ("date| 3 May\n" * 10 + "heading| Rain", "date " * 10 + "headline"),
    "the thirteenth piece": ("date| 3 May\n" * 11 + "heading| Rain", "date " * 11 + "heading"),
}


@pytest.mark.parametrize(("marked", "roles"), RELEASES.values(), ids=RELEASES)
def test_the_headline_of_a_release(marked: str, roles: str) -> None:
    parts = parts_of(f"kicker| PRESS RELEASE\n\n{marked}")
    named(parts, 0, "opens_as_release")
    assert roles_in(with_headline(parts)) == f"kicker {roles}"
    assert roles_in(with_headline([*parts, *parts_of("deck| Wind")])).endswith("headline")


@pytest.mark.parametrize(
    ("announced", "declared", "roles"),
    [
        (True, False, "headline paragraph paragraph byline"),
        (False, True, "headline paragraph paragraph byline"),
        (False, False, "headline paragraph paragraph paragraph"),
    ],
)
def test_late_parts_of_the_head(announced: bool, declared: bool, roles: str) -> None:
    parts = parts_of("headline| Rain\nparagraph| It fell.\ndeck| So.\nbyline| By Ana Ruiz")
    named(parts, 3, credit=Credit((), announced=announced, declared=declared))
    assert roles_in(without_late_head_parts(parts)) == roles
    named(parts, 3)
    assert roles_in(without_late_head_parts(parts)) == "headline paragraph paragraph paragraph"


ATTRIBUTIONS = {
    "below a quotation": ("quotation| So.\nattribution| — Ana", "quotation attribution"),
    "below a line of verse": ("verse_line| So.\n\nattribution| — Ana", "verse_line attribution"),
    "right below a paragraph": ("paragraph| So.\nattribution| — Ana", "quotation attribution"),
    "below a paragraph and a gap": ("paragraph| So.\n\nattribution| — Ana", "paragraph paragraph"),
    "below a heading": ("heading| So\nattribution| — Ana", "heading paragraph"),
    "set further in": ("paragraph| So.\nparagraph|    — Ana Ruiz", "quotation attribution"),
    "set two columns in": ("paragraph| So.\nparagraph|   — Ana Ruiz", "quotation attribution"),
    "set a column in": ("paragraph| So.\nparagraph|  — Ana Ruiz", "paragraph paragraph"),
    "set in below the furthest line": ("paragraph|   So\n| it was.\nparagraph|   — Ana Ruiz", "paragraph paragraph"),
    "set in below a gap": ("paragraph| So.\n\nparagraph|    — Ana Ruiz", "paragraph paragraph"),
    "set in below a page's end": ("paragraph| So.\n␌paragraph|    — Ana Ruiz", "paragraph paragraph"),
    "set in without a dash": ("paragraph| So.\nparagraph|    Ana Ruiz", "paragraph paragraph"),
    "set in below a heading": ("heading| So\nparagraph|    — Ana Ruiz", "heading paragraph"),
    "set in in another role": ("paragraph| So.\nheading|    — Ana Ruiz", "paragraph heading"),
    "a line of verse set in": ("verse_line| So.\nverse_line|    — Ana Ruiz", "verse_line attribution"),
    "two": ("paragraph| So.\nattribution| — Ana\nattribution| — Jo", "quotation attribution paragraph"),
}


@pytest.mark.parametrize(("marked", "roles"), ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_attributions(marked: str, roles: str) -> None:
    assert roles_in(with_attributions(parts_of(marked))) == roles


def by(*persons: Person, announced: bool = True) -> Credit:
    return Credit(persons, announced)


ANA, JO = Person("Ana Ruiz", place="Lima"), Person("Jo Park")


@pytest.mark.parametrize(
    ("marked", "credits_by_index", "roles", "persons"),
    [
        (
            "byline| By Ana\nparagraph| So.\nbyline| By ANA",
            {0: by(JO, ANA), 2: by(Person("ANA RUIZ", "editor", place="Rome"))},
            "byline paragraph bio",
            (JO, Person("Ana Ruiz", "editor", place="Lima")),
        ),
        (
            "byline| By Ana\nparagraph| So.\nbio| Ana is old",
            {0: by(ANA), 2: by(Person("Ana Ruiz", email="a@b.example", affiliation="Post"))},
            "byline paragraph bio",
            (Person("Ana Ruiz", place="Lima", email="a@b.example", affiliation="Post"),),
        ),
        (
            "byline| By Ana\nbyline| By Ana\nparagraph| So.",
            {0: by(ANA), 1: by(Person("Ana Ruiz", "editor"))},
            "byline byline paragraph",
            (ANA,),
        ),
        (
            "byline| By Ana\nparagraph| So.\nbyline| By Ana and Jo",
            {0: by(ANA), 2: by(Person("Ana Ruiz", "editor"), JO)},
            "byline paragraph byline",
            (ANA,),
        ),
        (
            "byline| By Ana\nparagraph| So.\nbyline| By a reporter",
            {0: by(ANA), 2: by()},
            "byline paragraph byline",
            (ANA,),
        ),
        (
            "byline| By Ana\nparagraph| So.\nbyline| By none",
            {0: by(ANA)},
            "byline paragraph byline",
            (ANA,),
        ),
        (
            "byline| By Ana\nparagraph| So.\ncontact| Ana",
            {0: by(ANA), 2: by(Person("Ana Ruiz", "editor"))},
            "byline paragraph contact",
            (ANA,),
        ),
    ],
)
def test_authors_who_are_named_again(
    marked: str, credits_by_index: dict[int, Credit], roles: str, persons: tuple[Person, ...]
) -> None:
    parts = parts_of(marked)
    for index, credit in credits_by_index.items():
        named(parts, index, credit=credit)
    corrected = with_authors_named_once(parts)
    assert roles_in(corrected) == roles
    above = corrected[0].decision.findings.credit
    assert above is not None
    assert above.persons == persons


def test_a_person_who_is_known_from_a_bio_only_is_no_author() -> None:
    parts = parts_of("paragraph| So.\nbio| Ana is old\nbyline| By Ana")
    named(parts, 1, credit=by(ANA))
    named(parts, 2, credit=by(ANA))
    assert with_authors_named_once(parts) == parts


SO = "headline| Rain\n\nparagraph| It fell.\n\nparagraph| So it was.\n\n"
SIGNED = {
    "a name apart": (f"{SO}paragraph| Ana Ruiz", "byline"),
    "a name right below": (f"{SO.rstrip()}\nparagraph| Ana Ruiz", "paragraph"),
    "a name far in": (f"{SO.rstrip()}\nparagraph| {' ' * 11}Ana Ruiz", "byline"),
    "a name not so far in": (f"{SO.rstrip()}\nparagraph| {' ' * 10}Ana Ruiz", "paragraph"),
    "a name in a role of none": (f"{SO}list_item| Ana Ruiz", "list_item"),
    "a name below a heading": (f"{SO}heading| So.\n\nparagraph| Ana Ruiz", "paragraph"),
    "a name below an item": (f"{SO}list_item| So.\n\nparagraph| Ana Ruiz", "byline"),
    "a name that is quoted": (f"{SO}paragraph| > Ana Ruiz", "paragraph"),
    "a name below what is no sentence": (f"{SO}paragraph| So\n\nparagraph| Ana Ruiz", "paragraph"),
    "a name that is announced": (f"{SO}paragraph| By Ana Ruiz", "paragraph"),
    "two names": (f"{SO}paragraph| Ana Ruiz and Jo Park", "paragraph"),
    "a sentence": (f"{SO}paragraph| Nobody came.", "paragraph"),
    "a long name": (f"{SO}paragraph| {'Ana' * 10} {'Ruizz' * 2}", "paragraph"),
    "a name just short enough": (f"{SO}paragraph| {'A' + 'na' * 14} {'Ruiz' + 'zzzz' + 'zz'}", "byline"),
    "a name above what closes the article": (f"{SO}heading| Ana Ruiz\n\nrights| All rights", "byline rights"),
    "a bio": (f"{SO}bio| Ana Ruiz", "byline"),
    "where a byline stands": (f"byline| By Jo\n\n{SO}paragraph| Ana Ruiz", "paragraph"),
    "the third part": ("headline| Rain\n\nparagraph| So.\n\nparagraph| Ana Ruiz", "byline"),
    "the second part": ("paragraph| So.\n\nparagraph| Ana Ruiz", "paragraph"),
}


@pytest.mark.parametrize(("marked", "roles"), SIGNED.values(), ids=SIGNED)
def test_the_signature_below_a_text(marked: str, roles: str) -> None:
    corrected = with_signature(parts_of(marked), credit_lines())
    assert roles_in(corrected[-len(roles.split()) :]) == roles
    assert [part.piece for part in corrected] == [part.piece for part in parts_of(marked)]
    for part in corrected:
        if part.decision.role == "byline" and part.piece.text != "By Jo":
            assert part.decision.findings.credit is not None


LONG = "x" * 100
NEITHER = "paragraph paragraph"
LETTERS = {
    "a name and a place": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir", "byline byline"),
    "a text that is short": (f"paragraph| {LONG[1:]}\n\nparagraph| Ana Ruiz\nparagraph| Weir", NEITHER),
    "no gap above the name": (f"paragraph| {LONG}\nparagraph| Ana Ruiz\nparagraph| Weir", NEITHER),
    "a gap above the place": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\n\nparagraph| Weir", NEITHER),
    "a place in small letters": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Old weir", NEITHER),
    "a word of four small letters": (
        f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir upon Sea", NEITHER,
    ),
    "a word of three small letters": (
        f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir sur Sea", "byline byline",
    ),
    "a date below what is no letter": (
        f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| May 3, 2024", NEITHER,
    ),
    "a small word": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir on Sea", "byline byline"),
    "a sentence": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir.", NEITHER),
    "a figure": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir 3", NEITHER),
    "an address": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir/Sea", NEITHER),
    "a mark": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| (Weir)", NEITHER),
    "a place just short enough": (
        f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| {'W' * 50}", "byline byline",
    ),
    "a place too long": (f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| {'W' * 51}", NEITHER),
    "a dash above": (
        f"paragraph| — Jo Park\n\nparagraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| Weir", NEITHER,
    ),
    "a place that is quoted": (
        f"paragraph| {LONG}\n\nparagraph| Ana Ruiz\nparagraph| > Weir", NEITHER,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "roles"), LETTERS.values(), ids=LETTERS)
def test_a_name_and_a_place_below_a_letter(marked: str, roles: str) -> None:
    parts = parts_of(f"headline| Rain\n\n{marked}")
    named(parts, -2, credit=by(JO, announced=False))
    named(parts, -1, "capitals")
    corrected = with_signature(parts, credit_lines())
    assert roles_in(corrected[-2:]) == roles
    assert corrected[:-2] == parts[:-2]
    assert corrected[-1].decision.findings == parts[-1].decision.findings
    if roles == NEITHER:
        assert corrected == parts
    else:
        credit = corrected[-2].decision.findings.credit
        assert credit is not None
        assert credit.persons == (Person("Jo Park", place=parts[-1].piece.text),)
    for persons in ((), (ANA,), (ANA, JO)):
        named(parts, -2, credit=by(*persons, announced=False))
        assert with_signature(parts, credit_lines()) == parts


@pytest.mark.parametrize(
    ("salutation", "role", "roles"),
    [
        ("Dear Tom,", "paragraph", "byline date"),
        ("Dear Tom,", None, "paragraph paragraph"),
        ("Dear Tom.", "paragraph", "paragraph paragraph"),
        ("Dear Tom?", "paragraph", "paragraph paragraph"),
    ],
)
def test_a_name_and_a_date_below_a_letter(salutation: str, role: None, roles: str) -> None:
    parts = parts_of(
        f"headline| Rain\n\nparagraph| {salutation}\n\nparagraph| So.\n\nparagraph| Ana Ruiz\nparagraph| May 3, 2024"
    )
    opening = parts[1].piece
    parts[1] = parts[1]._replace(piece=opening._replace(lines=(opening.lines[0]._replace(role=role),)))
    named(parts, -2, credit=by(JO, announced=False))
    corrected = with_signature(parts, credit_lines())
    assert roles_in(corrected) == f"headline paragraph paragraph {roles}"
    assert [part.piece for part in corrected] == [part.piece for part in parts]


@pytest.mark.parametrize(
    ("above", "last", "credited", "expected"),
    [
        ("paragraph", "paragraph", True, "byline"),
        ("paragraph", "bio", True, "byline"),
        ("paragraph", "attribution", True, "byline"),
        ("quotation", "attribution", True, "attribution"),
        ("verse_line", "attribution", True, "attribution"),
        ("quotation", "paragraph", True, "byline"),
        ("paragraph", "heading", True, "heading"),
        ("paragraph", "paragraph", False, "paragraph"),
    ],
)
def test_a_dash_and_a_name_below_all(above: str, last: str, credited: bool, expected: str) -> None:
    parts = parts_of(f"headline| Rain\n\n{above}| So.\n\n{last}| — Ana Ruiz")
    if credited:
        named(parts, 2, credit=by(ANA))
    corrected = with_signature(parts, credit_lines())
    assert roles_in(corrected) == f"headline {above} {expected}"
    assert [part.piece for part in corrected] == [part.piece for part in parts]
