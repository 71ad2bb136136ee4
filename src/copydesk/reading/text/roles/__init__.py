"""Evidence -> the role of each piece: the best sequence over the whole article.

Each feature of a piece speaks for or against each role, and each role for or against the roles that may follow. The
sequence with the highest sum wins (Viterbi), so that a headline comes first because nothing else fits there, and a
paragraph after a quotation is a paragraph again because its own voice outweighs the chance of going on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.conventions import DECLARED, NO_CONVENTIONS, Conventions, footer_role, is_kicker, may_hold_byline
from copydesk.reading.text import evidence
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.note_marks import LISTED
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.role import Role
from copydesk.reading.text.roles.features import ANGLE_MARK, SPEAKER_NAME, Findings
from copydesk.reading.text.roles.head_zone import HEAD_ROLES, QUOTED_ROLES, in_order, misplaced, text_begins, text_ends
from copydesk.reading.text.roles.sequence import Scores, best_path, chances
from copydesk.reading.text.roles.surroundings import evidence_of

_IN_COLUMNS = "its cells stand below those of other lines"
_NOTES: frozenset[Role] = frozenset({"note"})
_PARAGRAPH: frozenset[Role] = frozenset({"paragraph"})
_NO_TITLES: frozenset[Role] = HEAD_ROLES | {"table_row"}
_BEAM = 9.0  # log-odds behind the best role of a piece at which another is not followed up


class Decision(NamedTuple):
    """The role that a piece got, how sure it is from 0 to 1, why, the role next best, and what was found in it."""

    role: Role
    confidence: float
    reasons: tuple[str, ...]
    second: Role | None
    cue: Findings


def choose_roles(
    pieces: list[Piece],
    plan: Layout,
    credit_lines: CreditLines,
    stray: list[int],
    conventions: Conventions = NO_CONVENTIONS,
    rows: frozenset[int] = frozenset(),
) -> list[Decision]:
    """A role for each piece. ``stray`` is where bullets stand that are apart from their text, ``rows`` where lines
    of tables start.

    The names of the roles are the tables under ``[role]`` in ``weights.toml``. What ``conventions`` declare is decided.
    """
    if not pieces:  # a text may hold nothing but a picture
        return []
    found, seen = evidence_of(pieces, plan, credit_lines, stray, rows)
    declared = _declared(conventions, pieces, found)
    declared = [
        role or ("table_row" if piece.lines[0].start in rows else None)
        for role, piece in zip(declared, pieces, strict=True)
    ]
    barred = [_barred(names) for names in seen]
    for place in _titles_of_tables(pieces, found, rows):
        barred[place] |= _NO_TITLES
        if {"capitals", "title_case"} & set(seen[place]):
            barred[place] |= _PARAGRAPH
    scores = [
        {told: 0.0} if told else _scores(names, without)
        for told, names, without in zip(declared, seen, barred, strict=True)
    ]
    after = evidence.transitions()
    path = in_order(best_path(scores, after), pieces, found)
    may_sign = [bool(cue.credit and (cue.credit.announced or cue.credit.declared)) for cue in found]
    if misplaced(path, may_sign):
        scores = _without_head(scores, seen, path, may_sign, barred)
        path = in_order(best_path(scores, after), pieces, found)
    sure = chances(scores, after)
    return [
        Decision(role, 1.0, (_IN_COLUMNS if pieces[place].lines[0].start in rows else DECLARED,), None, found[place])
        if role == declared[place]
        else _decision(role, sure[place], seen[place], found[place])
        for place, role in enumerate(path)
    ]


def _declared(conventions: Conventions, pieces: list[Piece], found: list[Findings]) -> list[Role | None]:
    """The role that the publication's conventions give to each piece. What stands right below a line of the footer
    belongs to it."""
    if conventions is NO_CONVENTIONS:
        return [None] * len(pieces)
    roles: list[Role | None] = []
    footer: Role | None = None
    for place, (piece, cue) in enumerate(zip(pieces, found, strict=True)):
        line, credit = piece.lines[0], cue.credit
        footer = (
            footer_role(conventions, piece.text)
            or footer_role(conventions, line.text)
            or (None if line.gap else footer)
        )
        if is_kicker(conventions, piece.text, place):
            roles.append("kicker")
        elif (
            credit
            and credit.declared
            and (place or credit.announced)
            and may_hold_byline(conventions, place, len(pieces))
        ):
            roles.append("byline")
        else:
            roles.append(footer)
            continue
        footer = None
    return roles


def _barred(names: list[str]) -> AbstractSet[Role]:
    """The roles that a piece cannot have: a speaker's name stands in the text, above what is said, an item of a
    list in its list, and what is quoted by ``>`` in a quotation."""
    if SPEAKER_NAME in names:
        return evidence.role_weights().keys() - {"heading", "paragraph"}
    if ANGLE_MARK in names:
        return evidence.role_weights().keys() - QUOTED_ROLES
    return _NOTES if LISTED in names else frozenset()


def _titles_of_tables(pieces: list[Piece], found: list[Findings], rows: frozenset[int]) -> Iterator[int]:
    """The places of pieces that stand right above the rows of a table, as far out, the first piece and what a word such
    as ``By`` opens aside: they are neither of the head nor rows."""
    for place, (piece, below) in enumerate(pairwise(pieces)):
        title = below.lines[0].start in rows and piece.lines[0].start not in rows and not below.lines[0].gap
        outside = piece.lines[0].indent <= below.lines[0].indent
        if place and title and outside and not {"announced_names", "date_line"} & set(found[place].names):
            yield place


def _scores(names: list[str], without: AbstractSet[Role] = frozenset()) -> dict[Role, float]:
    """The log-odds of each role that is worth following up, those ``without`` aside."""
    scores = {role: score for role, score in evidence.role_scores(names).items() if role not in without}
    best = max(scores.values())
    return {role: score for role, score in scores.items() if score >= best - _BEAM}


def _without_head(
    scores: Scores[Role],
    seen: list[list[str]],
    path: list[Role],
    may_sign: list[bool],
    barred: Sequence[AbstractSet[Role]],
) -> Scores[Role]:
    """The scores of roles, from where the text of ``path`` begins without those of the head, but for a byline that
    closes the article. ``barred`` are the roles that each piece cannot have."""
    begins, ends = text_begins(path), text_ends(path)
    made = scores[:begins]
    for place in range(begins, len(scores)):
        dropped: AbstractSet[Role] = HEAD_ROLES - {"byline"} if place >= ends and may_sign[place] else HEAD_ROLES
        if "date_line" in seen[place] and ANGLE_MARK not in seen[place]:
            dropped = evidence.role_weights().keys() - {"paragraph", "heading"}
        dropped = dropped | barred[place]
        made.append(_scores(seen[place], dropped) if dropped & scores[place].keys() else scores[place])
    return made


def _decision(role: Role, chance: dict[Role, float], names: list[str], cue: Findings) -> Decision:
    second = max((other for other in chance if other != role), key=lambda other: chance[other], default=None)
    why = evidence.reasons(evidence.role_weights()[role], names, 1.0, evidence.sentences("role"))
    return Decision(role, chance.get(role, 0.5), why, second, cue)
