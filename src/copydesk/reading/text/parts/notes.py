"""Which parts of an article are its notes; headings and paragraphs stay in the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from copydesk.reading.role import Role
from copydesk.reading.text.inlines.note_ids import Reference
from copydesk.reading.text.note_marks import is_notes_heading, note_mark, references_in
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import MARKER, ends_sentence
from copydesk.reading.text.roles.head_zone import text_ends

_FEWEST_SECTIONS = 2  # whose numbers a part may go on with


def only_notes(parts: list[Part], headings: Set[str]) -> list[Part]:
    """The parts, with other roles for those that are not notes: of several with one mark only the last are
    notes, as many as the text refers to, and what bears no mark is one only below another. Numbered sections that go
    on with the numbers of those above stay, and so do numbered parts that no mark of the text points to, unless one of
    the ``headings`` of notes stands above."""
    if not any(part.decision.role == "note" for part in parts):
        return parts
    by_mark: defaultdict[str, list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        if part.decision.role == "note" and (mark := note_mark(part.piece.text)):
            by_mark[mark.mark].append(index)
    texts = [part.piece.text for part in parts if by_mark and part.decision.role != "note"]
    references = references_in(texts, by_mark)
    reference_counts = Counter(each.mark for refs in references for each in refs)
    false = {index for mark, indices in by_mark.items() for index in indices[: -max(1, reference_counts[mark])]}
    false |= _sections(parts, reference_counts, headings) | _bullets(parts, by_mark, headings) | _headings(parts)
    false |= _amid_the_text(parts, headings) | _beside_raised(parts) | _works(parts, by_mark, references)
    corrected = list(parts)
    for index, part in enumerate(parts):
        below = index > 0 and corrected[index - 1].decision.role == "note"
        known = part.piece.lines[0].role == "note"
        if part.decision.role == "note" and not known and (index in false or not (note_mark(part.piece.text) or below)):
            corrected[index] = with_role(part, _role(part, corrected[:index], parts[index + 1 : index + 2]))
    return corrected


def _bullets(parts: list[Part], by_mark: Mapping[str, list[int]], headings: Set[str]) -> set[int]:
    """The indices of items among those read as notes: text follows them, and their sign marks other items too, or they
    stand right below a heading that is none of notes."""
    marks = ((part.decision.role, note_mark(part.piece.text)) for part in parts)
    bullets = {mark.mark for role, mark in marks if role == "list_item" and mark and mark.form == "sign"}
    end = text_ends([part.decision.role for part in parts])
    indices = {index for mark in bullets for index in by_mark.get(mark, ()) if index < end}
    for index, (above, part) in enumerate(pairwise(parts), 1):
        mark = note_mark(part.piece.text) if part.decision.role == "note" else None
        below = above.decision.role == "heading" and not is_notes_heading(above.piece.text, headings)
        if mark and mark.form == "sign" and below and index < end:
            indices.add(index)
    return indices


def _headings(parts: list[Part]) -> set[int]:
    """The indices of headings among those read as notes: short, no sentence, and above a longer part without a mark."""
    return {
        index
        for index, (part, below) in enumerate(pairwise(parts))
        if part.decision.role == "note"
        and _number(part.piece.text)
        and not note_mark(below.piece.text)
        and _is_heading(part, below)
    }


def _amid_the_text(parts: list[Part], headings: Set[str]) -> set[int]:
    """The indices of numbered parts amid the text among those read as notes: no mark in the same form refers to them,
    and they stand neither at a page's foot nor below a heading of notes. So a number in brackets may be the points for
    a question, and ``2. State …`` the next one."""
    end = text_ends([part.decision.role for part in parts])
    headed = next((index for index, part in enumerate(parts) if is_notes_heading(part.piece.text, headings)), end)
    amid: set[int] = set()
    for index in reversed(range(min(end, headed, len(parts) - 1))):
        part, below = parts[index], parts[index + 1]
        mark = note_mark(part.piece.text) if part.decision.role == "note" else None
        at_foot = below.piece.lines[0].cut or (below.decision.role == "note" and index + 1 not in amid)
        if mark and mark.form == "plain" and not at_foot:
            amid.add(index)
    return amid


def _beside_raised(parts: list[Part]) -> set[int]:
    """The indices of numbered parts among those read as notes in a text whose notes open with raised figures, as those
    of authors' addresses do: ``1 Introduction`` is no ``¹ Department of Bridges``."""
    marks = {index: note_mark(part.piece.text) for index, part in enumerate(parts)}
    if not any(mark and mark.form == "raised" for mark in marks.values()):
        return set()
    return {
        index for index, mark in marks.items() if mark and mark.form == "plain" and parts[index].decision.role == "note"
    }


def _works(parts: list[Part], by_mark: Mapping[str, list[int]], references: Iterable[Sequence[Reference]]) -> set[int]:
    """The indices of works in a list, ``[1] Roe …``, among those read as notes: another note bears the same number
    without brackets, and no number in brackets refers to them."""
    in_brackets = {each.mark for refs in references for each in refs if each.form == "bracketed"}
    works: set[int] = set()
    for mark, indices in by_mark.items():
        forms = {index: note_mark(parts[index].piece.text) for index in indices}
        bracketed = {index for index, form in forms.items() if form and form.form == "bracketed"}
        if mark not in in_brackets and len(bracketed) < len(indices):
            works |= bracketed
    return works


def _is_heading(part: Part, below: Part) -> bool:
    text = part.piece.text
    return extent(below.piece.text) > extent(text) and extent(text) <= SHORT and not ends_sentence(text)


def _sections(parts: list[Part], reference_counts: Counter[str], headings: Set[str]) -> set[int]:
    """The indices of numbered parts among those read as notes that are sections of the text: their numbers go on from
    the section above, or nothing in the text points to any of the numbered notes around them."""
    sections: set[int] = set()
    run: list[int] = []
    last = count = 0  # the number of the section above, and how many sections count up to it
    for index, part in enumerate([*parts, None]):
        number = _number(part.piece.text) if part else 0
        if part is not None and part.decision.role == "note":
            if number == last + 1 and count >= _FEWEST_SECTIONS:
                sections.add(index)
                last = number
            elif number:
                run.append(index)
            continue
        if not any(reference_counts[str(_number(parts[other].piece.text))] for other in run):
            sections.update(run)
        run = []
        if part is None or is_notes_heading(part.piece.text, headings):
            break
        if number:
            last, count = number, count + 1 if number == last + 1 else 1
    return sections


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
