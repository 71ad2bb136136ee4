"""What speaks for pages where a line comes again, and whether that makes it a running head."""

from __future__ import annotations

from typing import NamedTuple

_AT_EDGES = 0.6  # of the places of a running head, those at the edge of a page
_CUTS = 0.6  # of the places, those in mid-sentence, where nothing marks the pages
_BESIDE = 0.5  # of the places, those beside a folio
_SAME_AROUND = 0.34  # of the places, those with the same lines around them: then the text comes again, not a head
_PAGES = 0.4  # of the pages from the first to the last that bear it, those that do: every second, and some more missing


class Evidence(NamedTuple):
    """What speaks for pages at the places of a line that comes again, as counts of places."""

    places: int
    edges: int
    tops: int  # of them, those at the top of a text without folios, which may be its headline
    pages: float  # of the pages between the first and the last at an edge, the share that bear it
    folios: int
    cuts: int
    free_cuts: int  # those of lines set free by a blank line on both sides, in capitals or beside a number
    same_around: int
    parts_of_sentences: int
    closes: bool  # nothing but a folio stands below the last place, and it shows that it is one
    is_title: bool  # the line is words alone: no label, no program text, no end of a sentence
    even: bool  # the places are about as far apart as the pages of one text

    @property
    def is_text(self) -> bool:
        """Whether the line is of the text: it goes on with its neighbours' sentences, or these come again as well."""
        return (
            self.parts_of_sentences > self.places / 4
            or self.parts_of_sentences > self.cuts + self.edges
            or self.same_around > _SAME_AROUND * self.places
        )

    @property
    def on_most_pages(self) -> bool:
        """Whether the line stands on as many pages as running heads do."""
        return self.pages >= _PAGES

    @property
    def reason(self) -> str:
        """Why the line is a running head, in words; empty if it is none."""
        if self.is_text or self.places < 2:
            return ""
        at_form_feeds = self.edges - (0 if self.cuts or self.folios > 1 else self.tops)
        if at_form_feeds >= 2 and self.edges >= _AT_EDGES * self.places and self.on_most_pages:
            return "it comes again at the edges of pages"
        by_cuts = self.is_title and self.even and self.cuts >= max(2, _CUTS * self.places)
        if by_cuts and (self.places > 2 or self.free_cuts == self.places):
            return f"it comes {self.places} times, and sentences go on across it"
        if (self.cuts and self.folios >= 2 and self.folios >= _BESIDE * self.places) or (
            self.closes and self.folios == self.places
        ):
            return f"it comes {self.places} times beside page numbers"
        return ""
