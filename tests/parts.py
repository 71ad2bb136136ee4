"""Pieces and parts of an article in a few lines, as tests write them, and nodes drawn for comparing.

In ``headline| Rain at last`` the role stands before the words. A line with nothing before the bar continues the part
above it, a blank line is a gap, and ``␌`` stands for a form feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk.locales import locale, with_english
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.characters import clean
from copydesk.reading.text.inlines.note_ids import NoteIds
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.lines import Line, split
from copydesk.reading.text.parts import Part
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.roles import Decision
from copydesk.reading.text.roles.features import Findings
from copydesk.tree import Article, Head, Section
from tests.outline import outline
from tests.roles import roles_of

ENGLISH = with_english(locale("en"))


def lines_of(text: str) -> list[Line]:
    """The lines of a text; ``␌`` stands for a form feed."""
    return split(text.replace("␌", "\f"))


def pieces_of(text: str) -> list[Piece]:
    """Each line of a text as a piece."""
    return [as_one([line], ENGLISH[0]) for line in lines_of(text)]


def parts_of(marked: str, *, confidence: float = 1.0) -> list[Part]:
    """The parts of a text whose lines have their roles before them."""
    rows = [row.partition("| ") for row in marked.split("\n")]
    roles = [role.replace("␌", "").strip() for role, _, words in rows if words]
    text = "\n".join("␌" * role.count("␌") + words for role, _, words in rows)
    groups: list[tuple[str, list[Line]]] = []
    for role, line in zip(roles, lines_of(text), strict=True):
        if role:
            groups.append((role, []))
        groups[-1][1].append(line)
    return [
        Part(
            as_one(lines, ENGLISH[0]),
            Decision(roles_of(role)[0], confidence, ("it looks so",), "paragraph", Findings(())),
        )
        for role, lines in groups
    ]


def roles_in(parts: Iterable[Part]) -> str:
    """The roles of parts in one string."""
    return " ".join(part.decision.role for part in parts)


def credit_lines() -> CreditLines:
    """The reader of English bylines and dates."""
    return CreditLines(ENGLISH)


def builder(marks: Iterable[str] = (), rules: Iterable[int] = ()) -> Builder:
    """A builder of nodes, for notes with these ``marks`` and drawn lines with these numbers."""
    return Builder(clean(""), ENGLISH, NoteIds(marks), frozenset(rules))


def drawn(nodes: Sequence[Section]) -> str:
    """The outline of nodes."""
    _, _, lines = outline(Article(lang="en", head=Head(), body=tuple(nodes))).partition("--- body\n")
    return lines
