"""The only heading of an article, which mostly is none where little speaks for it: a caption, a signature, a short
sentence."""

from __future__ import annotations

from copydesk.reading.text.parts import Part, with_role

_SURE = 0.85
"""The confidence that the only heading of an article needs. Of those measured on articles of 23 publishers, 63 of 84
below it were none, and 39 of 53 above it were."""

_FEWEST = 8  # parts of an article that would have more headings, if it had any

_REASON = "it would be the only heading, and little else says that it is one"


def without_lone_heading(parts: list[Part]) -> list[Part]:
    """The parts, with a paragraph for the only heading among them if it is not sure to be one. What stands right above
    a line without a gap heads it."""
    headings = [index for index, part in enumerate(parts) if part.decision.role == "heading"]
    if len(parts) < _FEWEST or len(headings) != 1:
        return parts
    index = headings[0]
    part, below = parts[index], parts[index + 1 : index + 2]
    if part.decision.confidence >= _SURE or (below and not below[0].piece.lines[0].gap):
        return parts
    paragraph = with_role(part, "paragraph", _REASON)
    decision = paragraph.decision._replace(second="heading")
    return [*parts[:index], paragraph._replace(decision=decision), *parts[index + 1 :]]
