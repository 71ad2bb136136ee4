"""Pieces with their roles, and the corrections of roles that need the article as a whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.locales import Locale
from copydesk.reading._shared.reach import HEAD_PIECES
from copydesk.reading.role import Role
from copydesk.reading.text.inlines import PICTURE, picture_named
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.pull_quotes import PulledQuote
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import LONG
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles import Decision
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings, opens_as_credit
from copydesk.reading.text.roles.head_zone import HEAD_ROLES, misplaced, text_ends
from copydesk.tree import Person

_SURE_PULLED = 0.9
_LONGEST_BELOW = 300  # characters of a caption or credit that stands right below the mark of its picture
_LONGEST_PLACE = 50
_LONGEST_SIGNATURE = 40
_SET_IN = 10  # columns that a signature stands further in than the text
_MAY_SIGN: frozenset[Role] = frozenset({"paragraph", "heading", "bio", "contact", "attribution"})
_IS_SIGNED: frozenset[Role] = frozenset({"paragraph", "list_item"})


class Part(NamedTuple):
    """A piece with its role."""

    piece: Piece
    decision: Decision
    credit: int | None = None
    """Where in a pull quote its attribution begins; None if it has none."""
    speaker: int | None = None
    """Where the name of the speaker ends with which the text opens; None if it opens no speech."""
    is_spoken: bool = False
    """Whether it continues the speech of the part before."""
    is_in_item: bool = False
    """Whether it is program text within the item of a list before it."""
    is_in_note: bool = False
    """Whether it goes on with the note before it."""


def with_pictures(
    pieces: list[Piece], locales: tuple[Locale, ...], decide: Callable[[list[Piece]], list[Decision]]
) -> list[Part]:
    """The pieces with the roles that ``decide`` gives them. It is not called for pictures and the captions and
    credits right below them."""
    shown: list[bool] = []
    uncaptioned = False  # the piece before is of a picture that may have a caption, or more of one, below it
    for piece in pieces:
        if piece.lines[0].role == "preformatted":
            shown.append(False)
            uncaptioned = False
            continue
        mark, names_picture = PICTURE.match(piece.text), _names_picture(piece.text)
        below = uncaptioned and len(piece.text) <= _LONGEST_BELOW
        is_caption = below and (piece.lines[0].gap == 0 or opens_as_credit(piece.text, locales))
        shown.append(is_caption or mark is not None or names_picture)
        uncaptioned = shown[-1] and not (names_picture and " " in piece.text)
    decisions = iter(decide([piece for piece, picture in zip(pieces, shown, strict=True) if not picture]))
    picture = Decision("caption", 1.0, ("it is the mark of a picture, or stands below one",), None, Findings(()))
    return [
        Part(piece, picture if is_shown else next(decisions)) for piece, is_shown in zip(pieces, shown, strict=True)
    ]


def _names_picture(text: str) -> bool:
    """Whether a whole piece stands in brackets and names a picture: ``[Illustration: The old mill]``."""
    return text[-1] == "]" and picture_named().match(text) is not None


def with_pull_quotes(parts: list[Part], pulled: tuple[PulledQuote, ...]) -> list[Part]:
    """The parts with each pull quote behind the part that holds the line before it: where it stood, or after the
    paragraph that it interrupted."""
    holders = {line.start: index for index, part in enumerate(parts) for line in part.piece.lines}
    behind: dict[int, list[Part]] = {}
    for quote in pulled:
        decision = Decision("pull_quote", _SURE_PULLED, quote.reasons, None, Findings(()))
        behind.setdefault(holders[quote.after], []).append(Part(quote.piece, decision, quote.credit))
    return [each for index, part in enumerate(parts) for each in (part, *behind.get(index, ()))]


def with_headline(parts: list[Part]) -> list[Part]:
    """The parts, with a headline where there is a deck or a kicker but none: they cannot stand without it. A
    heading above all else is the headline, but for a speaker's name."""
    roles = [part.decision.role for part in parts]
    if "headline" in roles:
        return parts
    decks = [index for index, role in enumerate(roles) if role == "deck"]
    kickers = [index for index, role in enumerate(roles) if role == "kicker"]
    if not decks and kickers and "opens_as_release" in parts[kickers[0]].decision.findings.names:
        return _released(parts)
    if not decks and not kickers and roles[:1] == ["heading"] and SPEAKER_NAME not in parts[0].decision.findings.names:
        return [with_role(parts[0], "headline"), *parts[1:]]
    chosen = _together(decks, parts) if decks else _together(kickers[::-1], parts)
    return [with_role(part, "headline") if index in chosen else part for index, part in enumerate(parts)]


def _together(indices: list[int], parts: list[Part]) -> set[int]:
    """The first of the indices, and those that follow it with no blank line and nothing else between."""
    chosen = set(indices[:1])
    for before, index in pairwise(indices):
        if abs(index - before) != 1 or parts[max(index, before)].piece.lines[0].gap:
            break
        chosen.add(index)
    return chosen


def without_late_head_parts(parts: list[Part]) -> list[Part]:
    """The parts, with the role of paragraphs for those of the head that stand below the beginning of the text."""
    signs = [
        credit is not None and (credit.announced or credit.declared)
        for credit in (part.decision.findings.credit for part in parts)
    ]
    moved = misplaced([part.decision.role for part in parts], signs)
    return [with_role(part, "paragraph") if index in moved else part for index, part in enumerate(parts)]


def with_attributions(parts: list[Part]) -> list[Part]:
    """The parts, each attribution right below a quotation: the paragraph above it becomes one. An attribution without
    one is a paragraph, and a dash and a name set further in than the line above are an attribution."""
    corrected = list(parts)
    for before, index in pairwise(range(len(parts))):
        part, above = parts[index], corrected[before]
        if _signs_what_stands_above(part, above):
            corrected[index] = part = with_role(part, "attribution")
        if part.decision.role != "attribution" or above.decision.role in ("quotation", "verse_line"):
            continue
        if above.decision.role == "paragraph" and not part.piece.lines[0].gap:
            corrected[before] = with_role(above, "quotation")
        else:
            corrected[index] = with_role(part, "paragraph")
    return corrected


def _signs_what_stands_above(part: Part, above: Part) -> bool:
    """Whether a part of the text is a dash and a name, set further in right below other words."""
    first, furthest = part.piece.lines[0], max(line.indent for line in above.piece.lines)
    if first.gap or first.cut or first.indent <= furthest + 1 or not attribution_start(part.piece.text):
        return False
    words = ("paragraph", "quotation", "verse_line")
    return part.decision.role in words and above.decision.role in words


def _released(parts: list[Part]) -> list[Part]:
    """The parts of a press release whose contacts stand above its headline."""
    corrected = list(parts)
    for index, part in enumerate(corrected[:HEAD_PIECES]):
        role = part.decision.role
        if (
            role == "paragraph"
            and not part.piece.lines[0].gap
            and index
            and corrected[index - 1].decision.role == "contact"
        ):
            corrected[index] = with_role(part, "contact")
        elif role in ("paragraph", "heading") and len(part.piece.text) <= LONG and not ends_sentence(part.piece.text):
            corrected[index] = with_role(part, "headline")
            break
        elif role not in HEAD_ROLES | {"contact"}:
            break
    return corrected


def with_role(part: Part, role: Role, reason: str = "") -> Part:
    """The part in another role, for a reason if there is one that people should see."""
    decision = part.decision._replace(role=role, reasons=(reason,) if reason else part.decision.reasons)
    return part._replace(decision=decision)


def with_authors_named_once(parts: list[Part]) -> list[Part]:
    """The parts, with the role ``bio`` for a byline below the text whose persons are all named in one above. What it
    adds about a person is added to the byline above too."""
    corrected = list(parts)
    authors: dict[str, tuple[int, int]] = {}
    in_text = False
    for index, part in enumerate(parts):
        credit = part.decision.findings.credit
        in_text = in_text or part.decision.role not in HEAD_ROLES
        if part.decision.role not in ("byline", "bio") or credit is None:
            continue
        persons = [person for person in credit.persons if person.name.casefold() in authors]
        if in_text and persons and len(persons) == len(credit.persons):
            corrected[index] = with_role(part, "bio")
            for person in persons:
                first, person_index = authors[person.name.casefold()]
                corrected[first] = _with_details(corrected[first], person_index, person)
        elif part.decision.role == "byline":
            authors |= {
                person.name.casefold(): (index, person_index) for person_index, person in enumerate(credit.persons)
            }
    return corrected


def with_signature(parts: list[Part], credit_lines: CreditLines) -> list[Part]:
    """The parts of an article that names no author, the last a byline where it is a name, apart, or a dash and a name;
    the last two, where they are a name and a place below the text, as in a letter. Who signs one of several letters
    stays below it."""
    if len(parts) < 3 or any(part.decision.role == "byline" for part in parts) or parts[-1].piece.lines[0].role:
        return parts
    ends = text_ends([part.decision.role for part in parts])
    for index in range(max(2, ends - 1), min(len(parts), ends + 1)):
        credit = _name_below(parts[index], parts[index - 1], credit_lines)
        if credit:
            decision = parts[index].decision
            signed = decision._replace(role="byline", findings=decision.findings._replace(credit=credit))
            return [*parts[:index], parts[index]._replace(decision=signed), *parts[index + 1 :]]
    if any(attribution_start(part.piece.text) for part in parts[:-1]):
        return parts  # others are named so too: those whom it quotes
    if parts[-1].piece.lines[0].depth:
        return parts  # it signs what is quoted
    last = parts[-1].decision
    quoted = parts[-2].decision.role in ("quotation", "verse_line")
    free = last.role in ("paragraph", "bio") or (last.role == "attribution" and not quoted)
    if free and attribution_start(parts[-1].piece.text) and last.findings.credit:
        return [*parts[:-1], with_role(parts[-1], "byline")]
    return _with_name_and_place(parts, credit_lines)


def _with_name_and_place(parts: list[Part], credit_lines: CreditLines) -> list[Part]:
    """The parts, the last two a byline where they are a name and a place below the text, as in a letter; a place with a
    day is a date."""
    name_part, place_part = parts[-2:]
    dated = _is_letter(parts) and credit_lines.is_date_line(place_part.piece.text)
    credit, line = name_part.decision.findings.credit, place_part.piece.text
    capitals = all(word[0].isupper() for word in line.replace(",", "").split() if len(word) > 3)
    if (
        credit is None
        or len(credit.persons) != 1
        or credit.persons[0].place
        or not name_part.piece.lines[0].gap
        or place_part.piece.lines[0].gap
        or len(line) > _LONGEST_PLACE
        or not (len(parts[-3].piece.text) >= LONG // 2 or _is_letter(parts))
        or not (line[0].isalpha() and (capitals or dated))
        or ends_sentence(line)
        or (not dated and any(character.isdigit() or character in "@/:" for character in line))
    ):
        return parts
    signature = with_role(name_part, "byline")
    if dated:
        return [*parts[:-2], signature, with_role(place_part, "date")]
    below = place_part.decision._replace(role="byline", findings=Findings(place_part.decision.findings.names))
    return [*parts[:-2], _with_details(signature, 0, Person("", place=line)), place_part._replace(decision=below)]


def _is_letter(parts: list[Part]) -> bool:
    """Whether the text opens with a salutation, by the form of the file, and ends in a sentence above two parts."""
    opening = next((part.piece for part in parts if part.decision.role not in HEAD_ROLES), None)
    salutes = opening is not None and opening.lines[0].role == "paragraph" and not opening.text.endswith((".", "?"))
    return salutes and ends_sentence(parts[-3].piece.text)


def _name_below(part: Part, above: Part, credit_lines: CreditLines) -> Credit | None:
    """Who signs a text: a full name that is set apart below the end of a sentence; else None."""
    line, text = part.piece.lines[0], part.piece.text
    apart = line.gap or line.indent > above.piece.lines[-1].indent + _SET_IN
    if not apart or part.decision.role not in _MAY_SIGN or above.decision.role not in _IS_SIGNED:
        return None
    if line.depth or line.role:
        return None
    if len(text) > _LONGEST_SIGNATURE or not ends_sentence(above.piece.text) or attribution_start(text):
        return None
    credit = credit_lines.byline(text)
    alone = credit is not None and len(credit.persons) == 1 and not credit.announced and not credit.pictures
    return credit if alone else None


def _with_details(part: Part, index: int, more: Person) -> Part:
    """The part, with the fields of ``more`` that one of its persons lacks."""
    findings = part.decision.findings
    if findings.credit is None:
        return part
    persons = list(findings.credit.persons)
    lacking = [name for name in ("role", "affiliation", "place", "email") if not getattr(persons[index], name)]
    persons[index] = replace(persons[index], **{name: getattr(more, name) for name in lacking})
    credit = findings.credit._replace(persons=tuple(persons))
    return part._replace(decision=part.decision._replace(findings=findings._replace(credit=credit)))
