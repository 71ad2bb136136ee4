"""Roles that the words of a part, or its place on the page, rule out: the dates of authors' addresses, items that stand
left of their list or make none, decks that open as the paragraph below does or are of a picture, answers to what a
mail quotes."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.patterns import pattern
from copydesk.reading.text.note_marks import note_mark
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.marks import MARKER

_LEFT = 0.5  # em left of the marks of a list, from which a line is no item

_RUN_IN = pattern(r"\*\*[^*]+[.:?!]\*\* \S")

_PICTURE_CREDIT = "ends_in_picture_credit"
_SMALLEST_DECK = 8.5  # points
_CAPTION = "it is set small, and ends in the credit of a picture"
_SYMBOLS = "*†‡§¶"

_NO_DATE = "it opens with the mark of a note, as the addresses of authors do"
_NO_QUOTATION = "it stands below lines that are quoted by >, and is neither so nor set in"
_NO_ITEM = "it bears no mark, and stands left of those of the list above it"
_NO_LIST = "the file says that it is a paragraph, and it bears no mark"
_NO_ROW = "the file says that it is a paragraph, and it is one cell"
_NO_DECK = "it opens with a heading in bold, as the paragraph below it does"


def without_impossible_roles(parts: list[Part]) -> list[Part]:
    """The parts, as paragraphs those read as dates that open with the mark of a note, ``¹ University of Delft``,
    ``* University``; those read as items that bear no mark, and stand left of the marks of the items above them or
    are a paragraph by themselves in the file; those read as rows that are such a paragraph; and those read as decks
    that open with a heading in bold, as the next paragraph does; and those read as quotations that answer what a mail
    quotes by ``>``."""
    return [_corrected(parts, index) for index in range(len(parts))]


def _corrected(parts: Sequence[Part], index: int) -> Part:
    if _is_credited_picture(parts[index]):
        return with_role(parts[index], "caption", _CAPTION)
    reason = _ruled_out(parts, index)
    return with_role(parts[index], "paragraph", reason) if reason else parts[index]


def _is_credited_picture(part: Part) -> bool:
    """Whether a deck is set smaller than a deck is and ends in the credit of a picture."""
    typeset = part.piece.lines[0].typeset
    return (
        part.decision.role == "deck"
        and typeset is not None
        and _PICTURE_CREDIT in part.decision.findings.names
        and 0 < typeset.size < _SMALLEST_DECK
    )


def _ruled_out(parts: Sequence[Part], index: int) -> str:
    """Why a part does not have its role, empty if it may."""
    part = parts[index]
    above = parts[index - 1] if index else None
    below = parts[index + 1] if index + 1 < len(parts) else None
    if part.decision.role == "date":
        mark = note_mark(part.piece.text)
        is_marked = part.piece.text[0] in _SYMBOLS and not any(map(str.isdigit, part.piece.text))
        return _NO_DATE if is_marked or (mark and mark.form == "raised") else ""
    if part.decision.role == "quotation":
        return _NO_QUOTATION if above and _answers(part, above) else ""
    if part.decision.role == "list_item":
        if above and above.decision.role == "list_item":
            return _NO_ITEM if _is_left_of(part, above) else ""
        is_alone = below is None or below.decision.role != "list_item"
        return _NO_LIST if is_alone and is_stated_paragraph(part) else ""
    if part.decision.role == "table_row":
        return _NO_ROW if "\t" not in part.piece.text and is_stated_paragraph(part) else ""
    if part.decision.role == "deck" and below and below.decision.role == "paragraph":
        return _NO_DECK if all(_RUN_IN.match(each.piece.text) for each in (part, below)) else ""
    return ""


def is_stated_paragraph(part: Part) -> bool:
    """Whether the file itself states a part as a paragraph, and its words have no mark of a list."""
    typeset = part.piece.lines[0].typeset
    stated = typeset is not None and typeset.block is not None and typeset.role is None
    return stated and not MARKER.match(part.piece.text)


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
