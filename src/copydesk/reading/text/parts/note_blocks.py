"""What belongs to a note below its first paragraph, such as the verses that it quotes; and what stands above notes."""

from __future__ import annotations

from collections.abc import Set

from copydesk.reading.role import Role
from copydesk.reading.text.note_marks import is_notes_heading, note_mark
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.marks import COLONS, ends_strongly

_ABOVE_NOTES = "it ends as a sentence does, right above the heading of the notes"
_HEADS_NOTES = "it names the notes below it"
_SET_OFF: frozenset[Role] = frozenset({"verse_line", "quotation", "attribution", "preformatted", "set_line"})


def with_note_blocks(parts: list[Part], headings: Set[str]) -> list[Part]:
    """The parts, those that a note goes on with marked as such: verse and the like between two notes or below the colon
    of the last, and what bears no mark. One of the ``headings`` of notes is a heading right above them, and a sentence
    right above it is none."""
    corrected = _with_heading(parts, headings)
    index = 0
    while index < len(parts):
        end = _end_of_note(corrected, index)
        margin = min((part.piece.lines[0].indent for part in corrected[index:end]), default=0)
        verses = [part for part in corrected[index + 1 : end] if part.decision.role == "verse_line"]
        set_in = any(part.piece.lines[0].indent > margin for part in verses)
        for each in range(index + 1, end):
            part = corrected[each]
            is_rest = part.decision.role == "verse_line" and set_in and part.piece.lines[0].indent == margin
            corrected[each] = (with_role(part, "paragraph") if is_rest else part)._replace(is_in_note=True)
        index = max(index + 1, end)
    return corrected


def _with_heading(parts: list[Part], headings: Set[str]) -> list[Part]:
    corrected = list(parts)
    for index in range(1, len(parts) - 1):
        part, below = parts[index], parts[index + 1]
        if part.decision.role == "heading" and ends_strongly(part.piece.text):
            notes = below.decision.role == "note" or is_notes_heading(below.piece.text, headings)
            if notes and not is_notes_heading(part.piece.text, headings):
                corrected[index] = with_role(part, "paragraph", _ABOVE_NOTES)
        elif part.decision.role == "paragraph" and _opens_note(below) and is_notes_heading(part.piece.text, headings):
            corrected[index] = with_role(part, "heading", _HEADS_NOTES)
    return corrected


def _end_of_note(parts: list[Part], start: int) -> int:
    """Where the note ends that begins at ``start``; ``start`` if none does."""
    if not _opens_note(parts[start]):
        return start
    end = start + 1
    while end < len(parts) and not _opens_note(parts[end]) and _may_go_on(parts[end]):
        end += 1
    unmarked = start + 1
    while unmarked < end and parts[unmarked].decision.role == "note":
        unmarked += 1
    if end < len(parts) and _opens_note(parts[end]):
        return end
    announced = parts[start].piece.text[-1] in COLONS and end > start + 1
    return end if announced else unmarked


def _opens_note(part: Part) -> bool:
    return part.decision.role == "note" and note_mark(part.piece.text) is not None


def _may_go_on(part: Part) -> bool:
    return part.decision.role in _SET_OFF or part.decision.role == "note"
