"""Roles that the words of a part, or its place on the page, rule out: the dates of authors' addresses, items that stand
left of their list, answers to what a mail quotes."""

from __future__ import annotations

from itertools import pairwise

from copydesk.reading.text.note_marks import note_mark
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.marks import MARKER

_LEFT = 0.5  # em left of the marks of a list, from which a line is no item

_NO_DATE = "it opens with a raised figure, as the addresses of authors do"
_NO_QUOTATION = "it stands below lines that are quoted by >, and is neither so nor set in"
_NO_ITEM = "it bears no mark, and stands left of those of the list above it"


def without_impossible_roles(parts: list[Part]) -> list[Part]:
    """The parts, as paragraphs those read as dates that open with the mark of a note, ``¹ University of Delft``, and
    those read as items that bear no mark and stand left of the marks of the items above them."""
    return [
        with_role(part, "paragraph", reason) if (reason := _ruled_out(part, above)) else part
        for above, part in pairwise([None, *parts])
        if part is not None
    ]


def _ruled_out(part: Part, above: Part | None) -> str:
    """Why a part does not have its role, empty if it may."""
    mark = note_mark(part.piece.text) if part.decision.role == "date" else None
    if mark and mark.form == "raised":
        return _NO_DATE
    if part.decision.role == "quotation" and above is not None and _answers(part, above):
        return _NO_QUOTATION
    is_item = part.decision.role == "list_item" and above is not None and above.decision.role == "list_item"
    return _NO_ITEM if is_item and above and _is_left_of(part, above) else ""


def _answers(part: Part, above: Part) -> bool:
    """Whether a part that is not quoted by ``>``, nor set in, stands below one that is."""
    here, other = part.piece.lines[0], above.piece.lines[0]
    return other.depth > 0 and not here.depth and not here.indent and here.typeset is None


def _is_left_of(part: Part, above: Part) -> bool:
    """Whether a part without a mark stands left of the one above, which has one."""
    text, here, other = part.piece.text, part.piece.lines[0].typeset, above.piece.lines[0].typeset
    if MARKER.match(text) or not MARKER.match(above.piece.text):
        return False
    if here is None or other is None or here.box is None or other.box is None or here.role:
        return False
    is_cased = text != text.swapcase()  # what runs to the right
    same = (here.page, here.column) == (other.page, other.column)
    return is_cased and same and here.box.left < other.box.left - _LEFT * other.size
