"""Credits on lines of their own at the very end: who asked the questions of an interview, and who took its pictures."""

from __future__ import annotations

from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import COLONS, ends_sentence
from copydesk.reading.text.recognisers.people.bylines import Credit

_MOST = 4  # credits at the end
_REASON = "labels at the very end name who wrote the text and who made its pictures"
_MAY_BE: frozenset[Role] = frozenset({"paragraph", "caption", "heading", "bio", "contact", "byline", "list_item"})


def with_closing_credits(parts: list[Part], credit_lines: CreditLines) -> list[Part]:
    """The parts, the last ones bylines where two or more are labels with names, one of whom wrote the text; paragraphs
    where another byline stands above."""
    start = len(parts)
    named: dict[int, Credit] = {}
    while start > 1 and len(parts) - start < _MOST and (credit := _credit(parts[start - 1], credit_lines)):
        start -= 1
        named[start] = credit
    written = any(not credit.pictures for credit in named.values())
    if len(named) < 2 or not written or not _is_apart(parts, start):
        return parts
    if any(part.decision.role == "byline" for part in parts[:start]):
        return [*parts[:start], *(with_role(part, "paragraph", _REASON) for part in parts[start:])]
    return [*parts[:start], *(_named(parts[index], named[index]) for index in range(start, len(parts)))]


def _credit(part: Part, credit_lines: CreditLines) -> Credit | None:
    """Whom a short part names behind a label and a colon."""
    text, line = part.piece.text, part.piece.lines[0]
    if part.decision.role not in _MAY_BE or extent(text) > SHORT or not any(colon in text for colon in COLONS):
        return None
    if line.role or line.depth or ends_sentence(text):
        return None
    credit = credit_lines.byline(text)
    return credit if credit and credit.announced and credit.persons else None


def _is_apart(parts: list[Part], start: int) -> bool:
    """Whether a blank line stands above the credits, below the end of a sentence."""
    return parts[start].piece.lines[0].gap > 0 and ends_sentence(parts[start - 1].piece.text)


def _named(part: Part, credit: Credit) -> Part:
    byline = with_role(part, "byline", _REASON)
    decision = byline.decision
    return byline._replace(decision=decision._replace(findings=decision.findings._replace(credit=credit)))
