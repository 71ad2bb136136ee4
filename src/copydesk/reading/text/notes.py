"""Which parts of an article are its notes: no heading or paragraph is taken out of the text for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from itertools import pairwise

from copydesk.reading.text.note_marks import is_notes_heading, note_mark, references_in
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import MARKER, ends_sentence
from copydesk.reading.text.role import Role
from copydesk.reading.text.roles.head_zone import text_ends

_FEWEST_SECTIONS = 2  # whose numbers a part may go on with


def only_notes(parts: list[Part], headings: Set[str]) -> list[Part]:
    """The parts, headings, items and paragraphs made of what is no note: of several with one mark only the last are
    notes, as many as the text refers to, and what bears no mark is one only below another. Numbered sections that go
    on with the numbers of those above stay, and so do numbered parts that no mark of the text points to, unless one of
    the ``headings`` of notes stands above."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        if part.decision.role == "note" and (mark := note_mark(part.piece.text)):
            places[mark.mark].append(place)
    texts = [part.piece.text for part in parts if places and part.decision.role != "note"]
    told = Counter(each.mark for refs in references_in(texts, places) for each in refs)
    false = {place for mark, found in places.items() for place in found[: -max(1, told[mark])]}
    false |= _sections(parts, told, headings) | _bullets(parts, places, headings) | _headings(parts)
    made = list(parts)
    for place, part in enumerate(parts):
        below = place > 0 and made[place - 1].decision.role == "note"
        if part.decision.role == "note" and (place in false or not (note_mark(part.piece.text) or below)):
            made[place] = with_role(part, _role(part, made[:place], parts[place + 1 : place + 2]))
    return made


def _bullets(parts: list[Part], places: Mapping[str, list[int]], headings: Set[str]) -> set[int]:
    """The places of items among those read as notes: text follows them, and their sign marks other items too, or they
    stand right below a heading that is none of notes."""
    marks = ((part.decision.role, note_mark(part.piece.text)) for part in parts)
    bullets = {mark.mark for role, mark in marks if role == "list_item" and mark and mark.form == "sign"}
    end = text_ends([part.decision.role for part in parts])
    found = {place for mark in bullets for place in places.get(mark, ()) if place < end}
    for place, (above, part) in enumerate(pairwise(parts), 1):
        mark = note_mark(part.piece.text) if part.decision.role == "note" else None
        below = above.decision.role == "heading" and not is_notes_heading(above.piece.text, headings)
        if mark and mark.form == "sign" and below and place < end:
            found.add(place)
    return found


def _headings(parts: list[Part]) -> set[int]:
    """The places of headings among those read as notes: short, no sentence, and above a longer part without a mark."""
    return {
        place
        for place, (part, below) in enumerate(pairwise(parts))
        if part.decision.role == "note"
        and _number(part.piece.text)
        and not note_mark(below.piece.text)
        and _is_heading(part, below)
    }


def _is_heading(part: Part, below: Part) -> bool:
    text = part.piece.text
    return extent(below.piece.text) > extent(text) and extent(text) <= SHORT and not ends_sentence(text)


def _sections(parts: list[Part], told: Counter[str], headings: Set[str]) -> set[int]:
    """The places of numbered parts among those read as notes that are sections of the text: their numbers go on from
    the section above, or nothing in the text points to any of the numbered notes around them."""
    found: set[int] = set()
    run: list[int] = []
    last = count = 0  # the number of the section above, and how many sections count up to it
    for place, part in enumerate([*parts, None]):
        number = _number(part.piece.text) if part else 0
        if part is not None and part.decision.role == "note":
            if number == last + 1 and count >= _FEWEST_SECTIONS:
                found.add(place)
                last = number
            elif number:
                run.append(place)
            continue
        if not any(told[str(_number(parts[other].piece.text))] for other in run):
            found.update(run)
        run = []
        if part is None or is_notes_heading(part.piece.text, headings):
            break
        if number:
            last, count = number, count + 1 if number == last + 1 else 1
    return found


def _number(text: str) -> int:
    """The number that a text opens with, as sections do: ``7. Limits``; 0 if there is none."""
    match = MARKER.match(text)
    return int(match["number"]) if match and match["number"] else 0


def _role(part: Part, above: list[Part], following: list[Part]) -> Role:
    """``2. What is counted`` above a longer paragraph is a heading, and ``3. Copies are free.`` below ``2. …`` an
    item."""
    mark = note_mark(part.piece.text)
    if mark and mark.form == "sign":
        return "list_item"
    if following and _is_heading(part, following[0]):
        return "heading"
    listed = _number(part.piece.text) and above and above[-1].decision.role == "list_item"
    return "list_item" if listed else "paragraph"
