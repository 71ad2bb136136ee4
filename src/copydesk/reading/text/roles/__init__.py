"""Evidence -> the role of each piece: the best sequence over the whole article.

Each feature of a piece counts for or against each role, and each role for or against the roles that may follow. The
sequence with the highest sum wins (Viterbi), so that a headline comes first because nothing else fits there, and a
paragraph after a quotation is a paragraph again because its own evidence outweighs the chance that quotations continue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.conventions import DECLARED, NO_CONVENTIONS, Conventions, footer_role, is_kicker, may_hold_byline
from copydesk.reading.role import ROLES, Role
from copydesk.reading.text import evidence
from copydesk.reading.text.evidence.calibration import role_confidence
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.note_marks import LISTED
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.roles.features import ABOVE_LARGEST, ANGLE_MARK, SPEAKER_NAME, Findings
from copydesk.reading.text.roles.head_zone import HEAD_ROLES, QUOTED_ROLES, in_order, misplaced, text_begins, text_ends
from copydesk.reading.text.roles.sequence import Scores, Transitions, best_path, chances
from copydesk.reading.text.roles.surroundings import evidence_of

_ABOVE_HEADLINE: frozenset[Role] = frozenset({"kicker", "byline", "date", "break"})
_IN_COLUMNS = "its cells stand below those of other lines"
_BY_FORM = "the form of the file says so"
_NOTES: frozenset[Role] = frozenset({"note"})
_PARAGRAPH: frozenset[Role] = frozenset({"paragraph"})
_NO_TITLES: frozenset[Role] = HEAD_ROLES | {"table_row"}
_BEAM = 9.0  # log-odds below the best role of a piece from which another role is not considered


class Decision(NamedTuple):
    """The role of a piece, the confidence from 0 to 1, the reasons, the second best role, and the piece's findings."""

    role: Role
    confidence: float
    reasons: tuple[str, ...]
    second: Role | None
    findings: Findings


def choose_roles(
    pieces: list[Piece],
    layout: Layout,
    credit_lines: CreditLines,
    stray: list[int],
    conventions: Conventions = NO_CONVENTIONS,
    rows: frozenset[int] = frozenset(),
) -> list[Decision]:
    """A role for each piece. ``stray`` are the positions of bullets that are apart from their text, ``rows`` the starts
    of lines of tables.

    The names of the roles are the tables under ``[role]`` in ``weights.toml``. What ``conventions`` declare is decided.
    """
    if not pieces:  # a text may hold nothing but a picture
        return []
    findings, evidence_names = evidence_of(pieces, layout, credit_lines, stray, rows)
    declared = _declared(conventions, pieces, findings)
    declared = [
        role or piece.lines[0].role or ("table_row" if piece.lines[0].start in rows else None)
        for role, piece in zip(declared, pieces, strict=True)
    ]
    barred = [_barred(names) for names in evidence_names]
    for index in _titles_of_tables(pieces, findings, rows):
        barred[index] |= _NO_TITLES
        if {"capitals", "title_case"} & set(evidence_names[index]):
            barred[index] |= _PARAGRAPH
    scores = [
        {declared_role: 0.0} if declared_role else _scores(names, without)
        for declared_role, names, without in zip(declared, evidence_names, barred, strict=True)
    ]
    transitions = _transitions()
    path = in_order(best_path(scores, transitions), pieces, findings)
    may_sign = [bool(each.credit and (each.credit.announced or each.credit.declared)) for each in findings]
    if misplaced(path, may_sign):
        scores = _without_head(scores, evidence_names, path, may_sign, barred)
        path = in_order(best_path(scores, transitions), pieces, findings)
    probabilities = chances(scores, transitions)
    return [
        Decision(role, 1.0, (_reason(pieces[index], rows),), None, findings[index])
        if role == declared[index]
        else _decision(role, probabilities[index], evidence_names[index], findings[index])
        for index, role in enumerate(path)
    ]


@cache
def _transitions() -> Transitions[Role]:
    return Transitions(evidence.transitions(), ROLES)


def _reason(piece: Piece, rows: frozenset[int]) -> str:
    """Why a role was certain before any evidence."""
    line = piece.lines[0]
    return _BY_FORM if line.role else _IN_COLUMNS if line.start in rows else DECLARED


def _declared(conventions: Conventions, pieces: list[Piece], findings: list[Findings]) -> list[Role | None]:
    """The role that the publication's conventions give to each piece. What stands right below a line of the footer
    belongs to it."""
    if conventions is NO_CONVENTIONS:
        return [None] * len(pieces)
    roles: list[Role | None] = []
    footer: Role | None = None
    for index, (piece, found_here) in enumerate(zip(pieces, findings, strict=True)):
        line, credit = piece.lines[0], found_here.credit
        footer = (
            footer_role(conventions, piece.text)
            or footer_role(conventions, line.text)
            or (None if line.gap else footer)
        )
        if is_kicker(conventions, piece.text, index):
            roles.append("kicker")
        elif (
            credit
            and credit.declared
            and (index or credit.announced)
            and may_hold_byline(conventions, index, len(pieces))
        ):
            roles.append("byline")
        else:
            roles.append(footer)
            continue
        footer = None
    return roles


def _barred(names: list[str]) -> AbstractSet[Role]:
    """The roles that a piece cannot have: a speaker's name stands in the text, above the speech, an item of a
    list in its list, text quoted by ``>`` in a quotation, and what stands above the headline in the head."""
    if SPEAKER_NAME in names:
        return evidence.role_weights().keys() - {"heading", "paragraph"}
    if ANGLE_MARK in names:
        return evidence.role_weights().keys() - QUOTED_ROLES
    if ABOVE_LARGEST in names:
        announced: AbstractSet[Role] = {"editors_note"} if "opens_as_editors_note" in names else frozenset()
        return evidence.role_weights().keys() - _ABOVE_HEADLINE - announced
    return _NOTES if LISTED in names else frozenset()


def _titles_of_tables(pieces: list[Piece], findings: list[Findings], rows: frozenset[int]) -> Iterator[int]:
    """The indices of pieces that stand right above the rows of a table and no further in, except the first piece and
    those that a word such as ``By`` opens: they are neither of the head nor rows."""
    for index, (piece, below) in enumerate(pairwise(pieces)):
        title = below.lines[0].start in rows and piece.lines[0].start not in rows and not below.lines[0].gap
        outside = piece.lines[0].indent <= below.lines[0].indent
        if index and title and outside and not {"announced_names", "date_line"} & set(findings[index].names):
            yield index


def _scores(names: list[str], without: AbstractSet[Role] = frozenset()) -> dict[Role, float]:
    """The log-odds of each role that is worth considering, except those ``without``."""
    scores = evidence.role_scores(names)
    if without:
        scores = {role: score for role, score in scores.items() if role not in without}
    best = max(scores.values())
    return {role: score for role, score in scores.items() if score >= best - _BEAM}


def _without_head(
    scores: Scores[Role],
    evidence_names: list[list[str]],
    path: list[Role],
    may_sign: list[bool],
    barred: Sequence[AbstractSet[Role]],
) -> Scores[Role]:
    """The scores of roles, from where the text of ``path`` begins without those of the head, but for a byline that
    closes the article. ``barred`` are the roles that each piece cannot have."""
    begins, ends = text_begins(path), text_ends(path)
    restricted = scores[:begins]
    for index in range(begins, len(scores)):
        dropped: AbstractSet[Role] = HEAD_ROLES - {"byline"} if index >= ends and may_sign[index] else HEAD_ROLES
        if "date_line" in evidence_names[index] and ANGLE_MARK not in evidence_names[index]:
            dropped = evidence.role_weights().keys() - {"paragraph", "heading"}
        if len(scores[index]) > 1:  # what is declared, no evidence bars
            dropped = dropped | barred[index]
        restricted.append(_scores(evidence_names[index], dropped) if dropped & scores[index].keys() else scores[index])
    return restricted


def _decision(role: Role, chance: dict[Role, float], names: list[str], findings: Findings) -> Decision:
    second = max((other for other in chance if other != role), key=lambda other: chance[other], default=None)
    why = evidence.reasons(evidence.role_weights()[role], names, 1.0, evidence.sentences("role"))
    return Decision(role, role_confidence(role, chance.get(role, 0.5)), why, second, findings)
