"""Headings behind a drawn mark, ``■ The chain``, as newspapers of East Asia set them: each alone between paragraphs,
where a list would have several items."""

from __future__ import annotations

from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.marks import ends_sentence

_MARKS = frozenset("■□◆◇▣◈▶▷▲△")
_LONGEST = 60  # characters
_REASON = "it stands alone behind a mark, and running text stands below it"


def with_marked_headings(parts: list[Part]) -> list[Part]:
    """The parts, with a heading for each lone item of this form that a longer paragraph follows."""
    headings = {at for at in range(1, len(parts) - 1) if _is_heading(*parts[at - 1 : at + 2])}
    return [with_role(part, "heading", _REASON) if at in headings else part for at, part in enumerate(parts)]


def _is_heading(above: Part, part: Part, below: Part) -> bool:
    text = part.piece.text
    if part.decision.role != "list_item" or text[0] not in _MARKS or len(text) > _LONGEST or ends_sentence(text):
        return False
    is_alone = above.decision.role != "list_item" and below.decision.role == "paragraph"
    return is_alone and len(below.piece.text) > len(text) and ends_sentence(below.piece.text)
