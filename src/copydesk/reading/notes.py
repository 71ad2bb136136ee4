"""Which parts of an article are its notes: no heading or paragraph is taken out of the text for one."""

from __future__ import annotations

from collections import Counter, defaultdict

from copydesk.reading.features import SHORT, note_mark
from copydesk.reading.inlines import references
from copydesk.reading.layout import extent
from copydesk.reading.marks import ends_sentence
from copydesk.reading.parts import Part, with_role


def only_notes(parts: list[Part]) -> list[Part]:
    """The parts, headings and paragraphs made of what is no note: of several with one mark only the last are notes,
    as many as the text refers to, and what bears no mark is one only below another."""
    told: Counter[str] = Counter()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        if part.decision.role != "note":
            told.update(references(part.piece.text))
        elif mark := note_mark(part.piece.text):
            places[mark[0]].append(place)
    false = {place for mark, found in places.items() for place in found[: -max(1, told[mark])]}
    made = list(parts)
    for place, part in enumerate(parts):
        below = place > 0 and made[place - 1].decision.role == "note"
        if part.decision.role == "note" and (place in false or not (note_mark(part.piece.text) or below)):
            made[place] = with_role(part, _role(part, parts[place + 1 : place + 2]))
    return made


def _role(part: Part, following: list[Part]) -> str:
    """``2. What is counted`` above a longer paragraph is a heading."""
    text = part.piece.text
    above = bool(following) and extent(following[0].piece.text) > extent(text)
    return "heading" if above and extent(text) <= SHORT and not ends_sentence(text) else "paragraph"
