"""What the makers of all nodes use: the origins of parts, their inlines, and doubts about their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from copydesk.locales import Locale
from copydesk.problems import Problem
from copydesk.reading.text.characters import Clean
from copydesk.reading.text.inlines import lost_targets, parse
from copydesk.reading.text.inlines.note_ids import NoteIds
from copydesk.reading.text.layout.type_columns import union
from copydesk.reading.text.lines import Line
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.hashes import CLOSING_HASHES, HASHES
from copydesk.tree import Break, Inline, Origin, Paragraph, Preformatted, Span


@dataclass(slots=True)
class Builder:
    """Makes inlines and origins of parts, and collects what they cover and what is doubtful.

    ``cleaned`` is the clean text with the map to the raw one, ``notes`` has the marks of the article's notes, ``rules``
    are the numbers of drawn lines that were set aside; ``covered`` are the spans of the raw text that nodes were made
    of, ``uncertain`` the parts whose role could be another.
    """

    cleaned: Clean
    locales: tuple[Locale, ...]
    notes: NoteIds
    rules: frozenset[int]
    covered: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uncertain: list[Part] = field(default_factory=list)

    def origin(self, part: Part, start: int = 0, end: int | None = None, *, rule: str = "") -> Origin:
        """The origin of a node made of a part, or of its text from ``start`` to ``end``; ``rule`` is its role if left
        out. The node's words count as covered."""
        return self.origin_of([(part, start, end)], rule=rule)

    def origin_of(self, stretches: list[tuple[Part, int, int | None]], *, rule: str = "") -> Origin:
        """The same for a node made of several parts, each with the start and end of its text."""
        spans = [self.cleaned.raw(*span) for part, start, end in stretches for span in part.piece.spans(start, end)]
        self.covered += spans
        decision = stretches[0][0].decision
        joins = min((part.piece.confidence for part, _, _ in stretches), default=1.0)
        page, box = _where([line for part, _, _ in stretches for line in part.piece.lines])
        return Origin(
            tuple(spans),
            rule or decision.role,
            round(min(decision.confidence, joins), 3),
            decision.reasons + tuple(dict.fromkeys(why for part, _, _ in stretches for why in part.piece.reasons)),
            page,
            box,
        )

    def container(self, group: list[Part], marks: list[tuple[Part, int, int | None]]) -> Origin:
        """The origin of a node whose children own the words: the marks are its own."""
        marked = self.origin_of(marks) if marks else Origin(())
        decision = min((part.decision for part in group), key=lambda decision: decision.confidence)
        return Origin(marked.spans, decision.role, round(decision.confidence, 3), decision.reasons)

    def inlines(
        self, part: Part, start: int = 0, end: int | None = None, *, bare_domains: bool = False
    ) -> tuple[Inline, ...]:
        """The inlines of a part, or of its text from ``start`` to ``end``."""
        return self.parsed(part, part.piece.text[start:end], bare_domains=bare_domains)

    def parsed(self, part: Part, text: str, *, bare_domains: bool = False) -> tuple[Inline, ...]:
        """The inlines of ``text``, which is of a part; links without a target become problems."""
        inlines, lost = parse(text, self.notes, bare_domains=bare_domains)
        self.problems += lost_targets(lost, part.piece.number)
        return inlines

    def doubt(self, part: Part) -> None:
        """Notes a part whose role could be another."""
        if part.decision.second not in (None, part.decision.role):
            self.uncertain.append(part)

    def paragraph(self, part: Part, start: int = 0) -> Paragraph:
        """A paragraph of a part, or of its text from ``start``."""
        return Paragraph(self.inlines(part, start), origin=self.origin(part, start))

    def unmarked(self, part: Part) -> tuple[Inline, ...]:
        """The inlines of a heading without the ``#`` before it, and after it."""
        marks = HASHES.match(part.piece.text)
        if marks is None:
            return self.inlines(part)
        closing = CLOSING_HASHES.search(part.piece.text, marks.end())
        return self.inlines(part, marks.end(), closing.start() if closing else None)

    def preformatted(self, part: Part) -> Preformatted:
        """The program text of a part to the letter, without what sets all its lines in, unless that belongs to it."""
        text = part.piece.text
        return Preformatted(dedent(text) if part.piece.lines[0].indent else text, origin=self.origin(part))

    def thematic_break(self, part: Part) -> Break:
        """The break that a part marks."""
        return Break(origin=self.origin(part))


def _where(lines: Sequence[Line]) -> tuple[int | None, tuple[float, float, float, float] | None]:
    """The page of the first line that has one, and the box around the lines that stand there in its column; None where
    the source knows neither."""
    first = next((line.typeset for line in lines if line.typeset and line.typeset.page), None)
    if first is None:
        return None, None
    same = [line.typeset for line in lines if line.typeset]
    boxes = [each.box for each in same if each.box and (each.page, each.column) == (first.page, first.column)]
    if not boxes:
        return first.page, None
    around = union(boxes)
    return first.page, (round(around.left, 1), round(around.top, 1), round(around.right, 1), round(around.bottom, 1))
