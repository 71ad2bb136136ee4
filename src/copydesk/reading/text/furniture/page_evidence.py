"""The evidence of pages around a repeated line, and whether that makes it a running head."""

from __future__ import annotations

from typing import NamedTuple

_AT_EDGES = 0.6  # of the occurrences of a running head, those at the edge of a page
_CUTS = 0.6  # of the occurrences, those in mid-sentence, where nothing marks the pages
_BESIDE = 0.5  # of the occurrences, those beside a folio
_SAME_AROUND = 0.34  # of the occurrences, those with the same lines around them: then the text is repeated, not a head
_PAGES = 0.4  # of the pages from its first to its last, those that bear it: every second page, with some missing


class Evidence(NamedTuple):
    """The evidence of pages around a repeated line, as counts of its occurrences."""

    occurrences: int
    edges: int
    tops: int  # of them, those at the top of a text without folios, which may be its headline
    pages: float  # of the pages between the first and the last at an edge, the share that bear it
    folios: int
    cuts: int
    free_cuts: int  # those of lines set free by a blank line on both sides, in capitals or beside a number
    same_around: int
    parts_of_sentences: int
    closes: bool  # nothing but a folio stands below the last one, and its form shows that it is a folio
    is_title: bool  # the line is words alone: no label, no program text, no end of a sentence
    even: bool  # they are about as far apart as the pages of one text

    @property
    def is_text(self) -> bool:
        """Whether the line is of the text: it continues its neighbours' sentences, or these are repeated as well."""
        return (
            self.parts_of_sentences > self.occurrences / 4
            or self.parts_of_sentences > self.cuts + self.edges
            or self.same_around > _SAME_AROUND * self.occurrences
        )

    @property
    def on_most_pages(self) -> bool:
        """Whether the line stands on as many pages as running heads do."""
        return self.pages >= _PAGES

    @property
    def reason(self) -> str:
        """Why the line is a running head, in words; empty if it is none."""
        if self.is_text or self.occurrences < 2:
            return ""
        at_form_feeds = self.edges - (0 if self.cuts or self.folios > 1 else self.tops)
        if at_form_feeds >= 2 and self.edges >= _AT_EDGES * self.occurrences and self.on_most_pages:
            return "it comes again at the edges of pages"
        by_cuts = self.is_title and self.even and self.cuts >= max(2, _CUTS * self.occurrences)
        if by_cuts and (self.occurrences > 2 or self.free_cuts == self.occurrences):
            return f"it comes {self.occurrences} times, and sentences go on across it"
        if (self.cuts and self.folios >= 2 and self.folios >= _BESIDE * self.occurrences) or (
            self.closes and self.folios == self.occurrences
        ):
            return f"it comes {self.occurrences} times beside page numbers"
        return ""
