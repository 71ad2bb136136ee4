"""Pieces with their roles, and what is set right about them as a whole before nodes are made of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.locales import Locale
from copydesk.reading._shared.reach import HEAD_PIECES
from copydesk.reading.text.inlines import PICTURE, picture_named
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.pull_quotes import Pulled
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.extent import LONG
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.role import Role
from copydesk.reading.text.roles import Decision
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings, opens_as_credit
from copydesk.reading.text.roles.head_zone import HEAD_ROLES, misplaced
from copydesk.tree import Person

_SURE_PULLED = 0.9
_LONGEST_CAPTION = 300
_LONGEST_PLACE = 50


class Part(NamedTuple):
    """A piece with its role."""

    piece: Piece
    decision: Decision
    credit: int | None = None
    """Where in a pull quote the name of whom it is credited to begins."""


def with_pictures(
    units: list[Piece], locales: tuple[Locale, ...], decide: Callable[[list[Piece]], list[Decision]]
) -> list[Part]:
    """The pieces with the roles that ``decide`` gives them; pictures are none of its concern, nor what stands right
    below one or tells who made it."""
    shown: list[bool] = []
    uncaptioned = False  # the piece before is of a picture that may have a caption, or more of one, below it
    for piece in units:
        mark, named = PICTURE.match(piece.text), _names_picture(piece.text)
        below = uncaptioned and len(piece.text) <= _LONGEST_CAPTION
        told = below and (piece.lines[0].gap == 0 or opens_as_credit(piece.text, locales))
        shown.append(told or mark is not None or named)
        uncaptioned = shown[-1] and not (named and " " in piece.text)
    decisions = iter(decide([piece for piece, picture in zip(units, shown, strict=True) if not picture]))
    picture = Decision("caption", 1.0, ("it is the mark of a picture, or stands below one",), None, Findings(()))
    return [Part(piece, picture if is_shown else next(decisions)) for piece, is_shown in zip(units, shown, strict=True)]


def _names_picture(text: str) -> bool:
    """Whether a whole piece stands in brackets and names a picture: ``[Illustration: The old mill]``."""
    return text[-1] == "]" and picture_named().match(text) is not None


def with_pull_quotes(parts: list[Part], pulled: tuple[Pulled, ...]) -> list[Part]:
    """The parts with each pull quote where it stood, or after the paragraph that it cut: each behind the part that
    holds the line before it."""
    holders = {line.start: place for place, part in enumerate(parts) for line in part.piece.lines}
    behind: dict[int, list[Part]] = {}
    for quote in pulled:
        decision = Decision("pull_quote", _SURE_PULLED, quote.reasons, None, Findings(()))
        behind.setdefault(holders[quote.after], []).append(Part(quote.piece, decision, quote.credit))
    return [each for place, part in enumerate(parts) for each in (part, *behind.get(place, ()))]


def headed(parts: list[Part]) -> list[Part]:
    """The parts, with a headline where there is a deck or a kicker but none: they cannot stand without it. A
    heading above all else is the headline, but for a speaker's name."""
    roles = [part.decision.role for part in parts]
    if "headline" in roles:
        return parts
    decks = [place for place, role in enumerate(roles) if role == "deck"]
    kickers = [place for place, role in enumerate(roles) if role == "kicker"]
    if not decks and kickers and "opens_as_release" in parts[kickers[0]].decision.cue.names:
        return _released(parts)
    if not decks and not kickers and roles[:1] == ["heading"] and SPEAKER_NAME not in parts[0].decision.cue.names:
        return [with_role(parts[0], "headline"), *parts[1:]]
    chosen = _together(decks, parts) if decks else _together(kickers[::-1], parts)
    return [with_role(part, "headline") if place in chosen else part for place, part in enumerate(parts)]


def _together(places: list[int], parts: list[Part]) -> set[int]:
    """The first of the places, and those that follow it with no blank line and nothing else between."""
    chosen = set(places[:1])
    for before, place in pairwise(places):
        if abs(place - before) != 1 or parts[max(place, before)].piece.lines[0].gap:
            break
        chosen.add(place)
    return chosen


def below_the_head(parts: list[Part]) -> list[Part]:
    """The parts, paragraphs made of those that would be moved into the head from below the beginning of the text."""
    signs = [
        credit is not None and (credit.announced or credit.declared)
        for credit in (part.decision.cue.credit for part in parts)
    ]
    moved = misplaced([part.decision.role for part in parts], signs)
    return [with_role(part, "paragraph") if place in moved else part for place, part in enumerate(parts)]


def attributed(parts: list[Part]) -> list[Part]:
    """The parts, each attribution with a quotation above it: what it stands right below is one. An attribution that
    has none is a paragraph, and a dash and a name set further in than the line above are an attribution."""
    made = list(parts)
    for before, place in pairwise(range(len(parts))):
        part, above = parts[place], made[before]
        if _signs_what_stands_above(part, above):
            made[place] = part = with_role(part, "attribution")
        if part.decision.role != "attribution" or above.decision.role in ("quotation", "verse_line"):
            continue
        if above.decision.role == "paragraph" and not part.piece.lines[0].gap:
            made[before] = with_role(above, "quotation")
        else:
            made[place] = with_role(part, "paragraph")
    return made


def _signs_what_stands_above(part: Part, above: Part) -> bool:
    """Whether a part of the text is a dash and a name, set further in right below other words."""
    first, furthest = part.piece.lines[0], max(line.indent for line in above.piece.lines)
    if first.gap or first.cut or first.indent <= furthest + 1 or not attribution_start(part.piece.text):
        return False
    words = ("paragraph", "quotation", "verse_line")
    return part.decision.role in words and above.decision.role in words


def _released(parts: list[Part]) -> list[Part]:
    """The parts of a press release whose contacts stand above its headline."""
    made = list(parts)
    for place, part in enumerate(made[:HEAD_PIECES]):
        role = part.decision.role
        if role == "paragraph" and not part.piece.lines[0].gap and place and made[place - 1].decision.role == "contact":
            made[place] = with_role(part, "contact")
        elif role in ("paragraph", "heading") and len(part.piece.text) <= LONG and not ends_sentence(part.piece.text):
            made[place] = with_role(part, "headline")
            break
        elif role not in HEAD_ROLES | {"contact"}:
            break
    return made


def with_role(part: Part, role: Role) -> Part:
    """The part in another role."""
    return part._replace(decision=part.decision._replace(role=role))


def once_named(parts: list[Part]) -> list[Part]:
    """The parts, a byline below the text that names only whom one above has named made a word about the author. What
    such a word alone tells of a person, the first is told too."""
    made = list(parts)
    named: dict[str, tuple[int, int]] = {}
    in_text = False
    for place, part in enumerate(parts):
        credit = part.decision.cue.credit
        in_text = in_text or part.decision.role not in HEAD_ROLES
        if part.decision.role not in ("byline", "bio") or credit is None:
            continue
        persons = [person for person in credit.persons if person.name.casefold() in named]
        if in_text and persons and len(persons) == len(credit.persons):
            made[place] = with_role(part, "bio")
            for person in persons:
                first, index = named[person.name.casefold()]
                made[first] = _told(made[first], index, person)
        elif part.decision.role == "byline":
            named |= {person.name.casefold(): (place, index) for index, person in enumerate(credit.persons)}
    return made


def signed(parts: list[Part]) -> list[Part]:
    """The parts of an article that names no author, the last a byline where it is a dash and a name; the last two,
    where they are a name and a place below the text, as in a letter."""
    if len(parts) < 3 or any(part.decision.role == "byline" for part in parts):
        return parts
    if any(attribution_start(part.piece.text) for part in parts[:-1]):
        return parts  # so are the others whose words it quotes
    if parts[-1].piece.lines[0].depth:
        return parts  # it signs what is quoted
    last = parts[-1].decision
    quoted = parts[-2].decision.role in ("quotation", "verse_line")
    free = last.role in ("paragraph", "bio") or (last.role == "attribution" and not quoted)
    if free and attribution_start(parts[-1].piece.text) and last.cue.credit:
        return [*parts[:-1], with_role(parts[-1], "byline")]
    name, place = parts[-2:]
    credit, line = name.decision.cue.credit, place.piece.text
    capitals = all(word[0].isupper() for word in line.replace(",", "").split() if len(word) > 3)
    if (
        credit is None
        or len(credit.persons) != 1
        or credit.persons[0].place
        or not name.piece.lines[0].gap
        or place.piece.lines[0].gap
        or len(line) > _LONGEST_PLACE
        or len(parts[-3].piece.text) < LONG // 2
        or not (line[0].isalpha() and capitals)
        or ends_sentence(line)
        or any(character.isdigit() or character in "@/:" for character in line)
    ):
        return parts
    signature = with_role(name, "byline")
    below = place.decision._replace(role="byline", cue=Findings(place.decision.cue.names))
    return [*parts[:-2], _told(signature, 0, Person("", place=line)), place._replace(decision=below)]


def _told(part: Part, index: int, more: Person) -> Part:
    """The part, one of its persons told what they lack."""
    cue = part.decision.cue
    if cue.credit is None:
        return part
    persons = list(cue.credit.persons)
    lacking = [name for name in ("role", "affiliation", "place", "email") if not getattr(persons[index], name)]
    persons[index] = replace(persons[index], **{name: getattr(more, name) for name in lacking})
    credit = cue.credit._replace(persons=tuple(persons))
    return part._replace(decision=part.decision._replace(cue=cue._replace(credit=credit)))
