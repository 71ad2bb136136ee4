"""Pieces -> the evidence for their roles: the features are collected in stages, and misleading ones are removed."""

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
    in_typeset_piece,
    in_words,
)
from copydesk.reading.text.roles.features.speech import with_speakers

_LETTERS_NEAR = 8  # pieces on each side among which the letters before and after one stand


def evidence_of(
    pieces: list[Piece],
    layout: Layout,
    credit_lines: CreditLines,
    stray: list[int],
    rows: frozenset[int] = frozenset(),
) -> tuple[list[Findings], list[list[str]]]:
    """For each piece the findings of the recognisers, and the names of all its features. ``stray`` are the positions of
    bullets that are apart from their text, ``rows`` the starts of lines of tables."""
    article = Article(pieces, layout, credit_lines, stray)
    article.findings = [here.findings._replace(names=tuple(in_words.names(here))) for here in article.contexts]
    article.findings = without_false_names(pieces, article.findings, rows, article.locales)
    article.findings = _without_false_rights(pieces, article.findings)
    article.findings = with_speakers(article)
    for here in article.contexts:
        names = article.names[here.index]
        names += here.findings.names
        names += in_piece.names(here)
        if layout.type_columns is not None:
            names += in_typeset_piece.names(here)
        if here.index < HEAD_PLACES:
            names += in_head.names(here)
    for survey in (in_article, in_evidence):
        for index, name in survey.names(article):
            article.names[index].append(name)
    return article.findings, article.names


def _without_false_rights(pieces: list[Piece], findings: list[Findings]) -> list[Findings]:
    """The findings, without copyright signs that are letters of a list: ``(c) 2019: …`` after ``(b)``, before
    ``(d)``."""
    corrected = list(findings)
    for index, each in enumerate(findings):
        near = pieces[max(0, index - _LETTERS_NEAR) : index + _LETTERS_NEAR + 1]
        has_sign = "opens_as_rights" in each.names and pieces[index].text[:3].casefold() == "(c)"
        if has_sign and any(piece.text[:3].casefold() in ("(b)", "(d)") for piece in near):
            corrected[index] = each._replace(names=tuple(name for name in each.names if name != "opens_as_rights"))
    return corrected
