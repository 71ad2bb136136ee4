"""Pages that list articles, such as the front of a section: each a headline that leads to it, with a line or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from copydesk.problems import Problem
from copydesk.reading.html.markup import tag_of
from copydesk.reading.html.units import Unit

_FEWEST = 3  # headlines
_LINKED = 0.9  # of the letters of a headline, those that lead to its article
_TEASER = 40  # words below a headline, at the most, in such a list
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def listing_problems(units: Sequence[Unit], inside: Set[int]) -> Iterator[Problem]:
    """Says that what was read as the article of a page, those of its units that are ``inside``, is a list of articles,
    if it is."""
    teasers: list[int] = []
    others = 0
    for number in range(max(0, min(inside, default=0) - 1), max(inside, default=-1) + 1):
        unit = units[number]
        if tag_of(unit.parent) in _HEADINGS and unit.link_share >= _LINKED:
            teasers.append(0)
        elif number in inside and tag_of(unit.parent) in _HEADINGS:
            others += 1
        elif number in inside and teasers:
            teasers[-1] += len(unit.words)
        elif number in inside:
            others += len(unit.words) > _TEASER
    if len(teasers) >= _FEWEST and len(teasers) > others and max(teasers) <= _TEASER:
        message = (
            f"the page seems to list {len(teasers)} articles and to hold none of them; give the page of one of them"
        )
        yield Problem("role", None, message)
