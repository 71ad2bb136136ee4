"""What is read as the caption of a picture, where nothing says that there is one."""

from __future__ import annotations

from itertools import pairwise

from copydesk.patterns import pattern
from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.parts.impossible_roles import is_stated_paragraph
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import COLONS, PAUSES, SEMICOLONS, ends_sentence
from copydesk.reading.text.roles.head_zone import HEAD_ROLES, text_ends

_SURE = 0.43
"""The confidence that a caption needs which no word shows to be one. Of those measured on articles of 23 publishers,
none of 15 below it were captions, and 6 of 23 above it were."""

_CLOSING = 3  # parts at the end of a text, where no picture stands but for one with a word for it
_OF_TEXT: frozenset[Role] = frozenset({"paragraph", "heading", "list_item"})
_FOOT: frozenset[Role] = frozenset({"bio", "contact", "rights", "related", "correction", "note"})
_SHOWS = frozenset({"opens_as_caption", "ends_in_picture_credit", "short_with_picture_credit"})
_ADDRESSED = frozenset({"near_address_line", "in_address_lines"})
_KEYWORDS = pattern(
    rf"[*_]{{0,3}}[^\W\d_][^.{SEMICOLONS}{COLONS}]{{2,24}}[{COLONS}][*_]{{0,3}} ?"
    rf"[^.{SEMICOLONS}]+(?:[{SEMICOLONS}] ?[^.{SEMICOLONS}]+){{2,}}\.?"
)
"""A label and several words or names between semicolons: ``Keywords: quays; ropes; lamps``."""

_HEADS_ROWS = "it stands right above the rows of a table"
_REASON = "nothing says that it is the caption of a picture"


def without_false_captions(parts: list[Part]) -> list[Part]:
    """The parts, with the role that is next likely for captions without a word for a picture which are not sure,
    close the text, are a label and a list of words, end in a comma as what stands above a signature does, or are of
    a signature or of the lines with which one says where to reach somebody. Right above a table they are headings."""
    roles = [part.decision.role for part in parts]
    if "caption" not in roles:
        return parts
    ends = text_ends(roles)
    corrected = list(parts)
    signatures = _signatures(parts)
    for index, part in enumerate(parts):
        if part.decision.role != "caption" or not _is_bare(part):
            continue
        below = parts[index + 1] if index + 1 < len(parts) else None
        if below and below.decision.role == "table_row" and not below.piece.lines[0].gap:
            corrected[index] = with_role(part, "heading", _HEADS_ROWS)
            continue
        closes = index >= ends - _CLOSING and all(role in _FOOT | HEAD_ROLES for role in roles[ends:])
        addressed = bool(_ADDRESSED.intersection(part.decision.findings.names)) and _is_amid(part, below, index)
        listed = _KEYWORDS.fullmatch(part.piece.text) is not None
        signed = part.piece.text[-1] in PAUSES or index in signatures or addressed
        if closes or signed or listed or part.decision.confidence < _SURE:
            second = part.decision.second
            may_be = second in _OF_TEXT and not (
                closes or signed or (second == "list_item" and is_stated_paragraph(part))
            )
            corrected[index] = with_role(part, second if may_be and second else "paragraph", _REASON)
    return corrected


def _is_bare(part: Part) -> bool:
    """Whether a caption was chosen for how it stands alone: no mark of a picture, and no word such as *photo*."""
    return part.decision.second is not None and not _SHOWS.intersection(part.decision.findings.names)


def _is_amid(part: Part, below: Part | None, index: int) -> bool:
    """Whether a part stands right below or right above another one."""
    return bool(index and not part.piece.lines[0].gap) or bool(below and not below.piece.lines[0].gap)


def _signatures(parts: list[Part]) -> set[int]:
    """The indices of the parts below what ends in a comma, and of the short lines right below such a one: ``Yours,`` /
    ``Hanne Brode`` / ``Warden``."""
    signatures: set[int] = set()
    for index, (above, part) in enumerate(pairwise(parts), 1):
        goes_on = index - 1 in signatures and not part.piece.lines[0].gap
        if above.piece.text[-1] in PAUSES or (goes_on and _may_sign(above) and _may_sign(part)):
            signatures.add(index)
    return signatures


def _may_sign(part: Part) -> bool:
    return extent(part.piece.text) <= SHORT and not ends_sentence(part.piece.text)
