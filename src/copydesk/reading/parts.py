"""Pieces with their roles, and what is set right about them as a whole before nodes are made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.locales import Locale
from copydesk.reading.features import LONG, Cue, attribution_start, opens_as_credit
from copydesk.reading.inlines import PICTURE
from copydesk.reading.marks import ends_sentence
from copydesk.reading.paragraphs import Piece
from copydesk.reading.pull_quotes import Pulled
from copydesk.reading.roles import HEAD_ROLES, Decision
from copydesk.tree import Person

_SURE_PULLED = 0.9
_LONGEST_CAPTION = 300
_LONGEST_PLACE = 50
_HEAD_REACH = 8  # pieces from the top


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
    for piece in units:
        below = bool(shown) and shown[-1] and len(piece.text) <= _LONGEST_CAPTION
        told = below and (piece.lines[0].gap == 0 or opens_as_credit(piece.text, locales))
        shown.append(told or PICTURE.match(piece.text) is not None)
    decisions = iter(decide([piece for piece, picture in zip(units, shown, strict=True) if not picture]))
    picture = Decision("caption", 1.0, ("it is the mark of a picture, or stands below one",), "", Cue(()))
    return [Part(piece, picture if is_shown else next(decisions)) for piece, is_shown in zip(units, shown, strict=True)]


def with_pull_quotes(parts: list[Part], pulled: tuple[Pulled, ...]) -> list[Part]:
    """The parts with each pull quote where it stood, or after the paragraph that it cut: each behind the part that
    holds the line before it."""
    holders = {line.start: place for place, part in enumerate(parts) for line in part.piece.lines}
    behind: dict[int, list[Part]] = {}
    for quote in pulled:
        decision = Decision("pull_quote", _SURE_PULLED, quote.reasons, "", Cue(()))
        behind.setdefault(holders[quote.after], []).append(Part(quote.piece, decision, quote.credit))
    return [each for place, part in enumerate(parts) for each in (part, *behind.get(place, ()))]


def headed(parts: list[Part]) -> list[Part]:
    """The parts, with a headline where there is a deck or a kicker but none: they cannot stand without it. What was
    taken for a byline though it names nobody is such a deck."""
    parts = [
        _with_role(part, "deck") if part.decision.role == "byline" and part.decision.cue.credit is None else part
        for part in parts
    ]
    roles = [part.decision.role for part in parts]
    if "headline" in roles:
        return parts
    told = next((role for role in ("deck", "kicker") if role in roles), "")
    if told == "kicker" and "opens_as_release" in parts[roles.index(told)].decision.cue.names:
        return _released(parts)
    return [_with_role(part, "headline") if told and part.decision.role == told else part for part in parts]


def _released(parts: list[Part]) -> list[Part]:
    """The parts of a press release whose contacts stand above its headline."""
    made = list(parts)
    for place, part in enumerate(made[:_HEAD_REACH]):
        role = part.decision.role
        if role == "paragraph" and not part.piece.lines[0].gap and place and made[place - 1].decision.role == "contact":
            made[place] = _with_role(part, "contact")
        elif role in ("paragraph", "heading") and len(part.piece.text) <= LONG and not ends_sentence(part.piece.text):
            made[place] = _with_role(part, "headline")
            break
        elif role not in HEAD_ROLES | {"contact"}:
            break
    return made


def _with_role(part: Part, role: str) -> Part:
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
            made[place] = _with_role(part, "bio")
            for person in persons:
                first, index = named[person.name.casefold()]
                made[first] = _told(made[first], index, person)
        elif part.decision.role == "byline":
            named |= {person.name.casefold(): (place, index) for index, person in enumerate(credit.persons)}
    return made


def signed(parts: list[Part]) -> list[Part]:
    """The parts, the last a byline where it is a dash and a name that no line above tells; the last two, where they are
    a name and a place below the text, as in a letter."""
    if len(parts) < 3:
        return parts
    last = parts[-1].decision
    if last.role in ("paragraph", "bio") and attribution_start(parts[-1].piece.text) and last.cue.credit:
        named = any(part.decision.role == "byline" for part in parts)
        return parts if named else [*parts[:-1], _with_role(parts[-1], "byline")]
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
    signature = _with_role(name, "byline")
    below = place.decision._replace(role="byline", cue=Cue(place.decision.cue.names))
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
