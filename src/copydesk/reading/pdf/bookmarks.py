"""The outline of a file (its bookmarks), whose entries name headings: with their level, page and place.

Programs that print headings write one; others list pages, figures or each paragraph, so it counts only where it proves
reliable in the file: where the words of its entries are lines of the pages they lead to, and not of most of these.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from copydesk.reading.copy import Typeset
from copydesk.reading.pdf.set_line import MOST_LINES, SetLine
from copydesk.reading.pdf.stacks import stacks_of

_Set = tuple[SetLine, Typeset]

_MOST = 2_000  # entries; an outline with more is an index, or hostile
_MOST_STEPS = 20_000_000  # entries by the names of places in the file, all of which may be gone through for each
_DEEPEST = 6  # levels, those of headings
_LONGEST = 300  # characters of an entry
_MOST_CHARACTERS = 1_000_000  # of all entries
_LONGEST_HEADING = 5  # lines
_FOUND = 0.5  # of the entries, those that are lines of their page at the least
_MOST_OF_TEXT = 0.5  # of the letters of the pages, those that entries may name
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}(?=[.)])|[A-Z](?=[.)]))[.):]?\s+")
_NEAR = 12  # lines above a headline
_LARGER = 1.05  # times the size of a headline, that of a line beside which it is none

_NOWHERE = logging.NullHandler()

_PLACES = {1: 1, 2: 0, 5: 3, 6: 0}
"""Which number of a destination is its height, by its kind (FPDFDest_GetView: XYZ, FitH, FitR, FitBH)."""


class Bookmark(NamedTuple):
    """An entry of the outline: its number in it, its words, its level from 1, its page from 0, and how high it is
    there, in points from the bottom, None where it does not say."""

    number: int
    words: str
    level: int
    page: int
    height: float | None = None


NamedLines = Mapping[tuple[int, int], Bookmark]
"""The lines that entries name, by page (from 0) and beginning."""


def bookmarks_of(raw: Any, document: Any) -> list[Bookmark]:
    """The entries of the outline of pypdfium2's document that have words and lead to one of its pages."""
    logging.getLogger("pypdfium2").addHandler(_NOWHERE)  # it warns of circles and of depth, which it ends
    found: list[Bookmark] = []
    left = _MOST_CHARACTERS
    most = min(_MOST, _MOST_STEPS // max(raw.FPDF_CountNamedDests(document.raw), 1))
    for number, entry in enumerate(islice(document.get_toc(max_depth=_DEEPEST), most), 1):
        try:
            words = entry.get_title()
        except UnicodeDecodeError:
            continue
        left -= len(words)
        if left < 0:
            break
        destination = entry.get_dest() if len(words) <= _LONGEST and any(map(str.isalpha, words)) else None
        page = destination.get_index() if destination else None
        if destination and page is not None and page < len(document):
            kind, numbers = destination.get_view()
            at = _PLACES.get(kind, len(numbers))
            found.append(Bookmark(number, words, entry.level + 1, page, numbers[at] if at < len(numbers) else None))
    return found


def named_lines(
    bookmarks: Sequence[Bookmark], pages: Sequence[Sequence[SetLine]], heights: Sequence[float]
) -> NamedLines:
    """The lines of pages that entries name; none where the outline is not reliable. ``heights`` are those of the pages
    in points."""
    of_pages: defaultdict[int, list[Bookmark]] = defaultdict(list)
    for each in bookmarks:
        if pages[each.page]:
            of_pages[each.page].append(each)
    named: dict[tuple[int, int], Bookmark] = {}
    letters = found = 0
    for page, entries in of_pages.items():
        places = _places(pages[page])
        taken: set[int] = set()
        for entry in entries:
            lines = _nearest(entry, places, heights[page], taken)
            taken.update(line.start for line in lines)
            named.update(((page, line.start), entry) for line in lines)
            letters += sum(line.letters for line in lines)
            found += bool(lines)
    is_reliable = (
        found >= _FOUND * sum(map(len, of_pages.values()))
        and letters <= _MOST_OF_TEXT * sum(line.letters for lines in pages for line in lines)
    )  # fmt: skip
    return named if is_reliable else {}


def with_headings(lines: Sequence[_Set], named: NamedLines) -> list[_Set]:
    """The lines of a file or of an article, those that entries name with their role; what opens the text without being
    surely its headline has none."""
    entries = {
        at: named[key]
        for at, (line, typeset) in enumerate(lines)
        if (key := (typeset.page - 1, line.start)) in named
        if "\t" not in line.text  # else a row of a table
    }
    if not entries:
        return list(lines)
    first = entries[min(entries)]
    role = "headline" if _is_headline(lines, entries) else None
    opens = all(typeset.furniture for _, typeset in lines[: min(entries)])
    result = list(lines)
    for at, entry in entries.items():
        line, typeset = lines[at]
        if entry is first and role:
            result[at] = line, typeset._replace(role="headline")
        elif entry is not first or not opens:
            result[at] = line, typeset._replace(role="heading", level=entry.level, block=entry.number)
    return result


def _places(lines: Sequence[SetLine]) -> dict[str, list[list[SetLine]]]:
    """The lines of a page that may be headings, by their words."""
    places: defaultdict[str, list[list[SetLine]]] = defaultdict(list)
    if len(lines) <= MOST_LINES:
        for stack in stacks_of(lines):
            for first in range(len(stack.lines)):
                for last in range(first + 1, min(first + _LONGEST_HEADING, len(stack.lines)) + 1):
                    together = stack.lines[first:last]
                    for words in _folded(" ".join(line.text for line in together)):
                        places[words].append(together)
    return places


def _nearest(
    entry: Bookmark, places: Mapping[str, list[list[SetLine]]], height: float, taken: set[int]
) -> Sequence[SetLine]:
    """The lines that an entry names: of those with its words the nearest to its place, else those set largest."""
    fitting = [
        lines
        for words in _folded(entry.words)
        for lines in places.get(words, ())
        if not any(line.start in taken for line in lines)
    ]
    if entry.height is None:
        return max(fitting, key=lambda lines: lines[0].size, default=())
    top = height - entry.height
    return min(fitting, key=lambda lines: abs(lines[0].top - top), default=())


def _folded(words: str) -> Iterator[str]:
    """The letters and figures of words, and those without the number before them: what case, spaces, hyphens and marks
    do not change."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words).casefold()))
    bare = _NUMBER.sub("", words.strip(), count=1)
    yield letters
    if bare != words.strip():
        yield "".join(filter(str.isalnum, unicodedata.normalize("NFKC", bare).casefold()))


def _is_headline(lines: Sequence[_Set], entries: Mapping[int, Bookmark]) -> bool:
    """Whether the first of the entries is the title: above all others by its level or its size, near the top, and no
    line there is set larger."""
    first = min(entries)
    top = entries[first]
    own = [at for at, entry in entries.items() if entry is top]
    size = max(lines[at][0].size for at in own)
    others = [(entry.level, lines[at][0].size) for at, entry in entries.items() if entry is not top]
    is_above = all(level > top.level or (level == top.level and of < size) for level, of in others)
    near = [line for line, typeset in lines if not typeset.furniture][: max(own) + 1 + _NEAR]
    above = [line for line, typeset in lines[:first] if not typeset.furniture]
    return is_above and len(above) <= _NEAR and all(line.size <= _LARGER * size for line in near)
