"""Pieces -> what speaks for their roles: the features are asked in stages, and what misleads is taken out between."""

from __future__ import annotations

from copydesk.reading.text.layout import Layout
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.roles.false_names import without_false_names
from copydesk.reading.text.roles.features import Findings
from copydesk.reading.text.roles.features.context import (
    HEAD_PLACES,
    Article,
    in_article,
    in_evidence,
    in_head,
    in_piece,
    in_words,
)
from copydesk.reading.text.roles.features.speech import with_speakers

_LETTERS_NEAR = 8  # pieces on each side among which the letters before and after one stand


def evidence_of(
    pieces: list[Piece],
    plan: Layout,
    credit_lines: CreditLines,
    stray: list[int],
    rows: frozenset[int] = frozenset(),
) -> tuple[list[Findings], list[list[str]]]:
    """For each piece what the recognisers found in it, and the names of all its features.
    ``stray`` is where bullets stand that are apart from their text, ``rows`` where lines of tables start."""
    article = Article(pieces, plan, credit_lines, stray)
    article.found = [here.findings._replace(names=tuple(in_words.names(here))) for here in article.contexts]
    article.found = without_false_names(pieces, article.found, rows)
    article.found = _without_false_rights(pieces, article.found)
    article.found = with_speakers(article)
    for here in article.contexts:
        names = article.names[here.place]
        names += here.findings.names
        names += in_piece.names(here)
        if here.place < HEAD_PLACES:
            names += in_head.names(here)
    for survey in (in_article, in_evidence):
        for place, name in survey.found(article):
            article.names[place].append(name)
    return article.found, article.names


def _without_false_rights(pieces: list[Piece], found: list[Findings]) -> list[Findings]:
    """What was found, without copyright signs that are letters of a list: ``(c) 2019: …`` after ``(b)``, before
    ``(d)``."""
    made = list(found)
    for place, cue in enumerate(found):
        near = pieces[max(0, place - _LETTERS_NEAR) : place + _LETTERS_NEAR + 1]
        marked = "opens_as_rights" in cue.names and pieces[place].text[:3].casefold() == "(c)"
        if marked and any(piece.text[:3].casefold() in ("(b)", "(d)") for piece in near):
            made[place] = cue._replace(names=tuple(name for name in cue.names if name != "opens_as_rights"))
    return made
