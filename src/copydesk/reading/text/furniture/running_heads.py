"""Running heads: lines that the pages add, such as the name of the paper or the title, again and again.

Repetition is not enough: refrains, speakers' names, ingredients and the last words of paragraphs are repeated too.
There must be evidence that pages end there: form feeds, folios, or sentences that go on across the line. A line without
such evidence stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from copydesk.patterns import pattern
from copydesk.problems import Problem
from copydesk.reading.text.furniture.folios import EDGE, Pages, stem
from copydesk.reading.text.furniture.lines import FurnitureLine, is_part_of_sentence
from copydesk.reading.text.furniture.mastheads import MOST_WORDS, is_paper, masthead, names_site, shortened
from copydesk.reading.text.furniture.page_evidence import Evidence
from copydesk.reading.text.furniture.repeats import groups, may_run
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.extent import unspaced
from copydesk.reading.text.recognisers.marks import ends_sentence

_SHORTEST_AROUND = 12  # characters of a line that distinguishes one position from another
_SHORT_LINE = 0.8  # of a full line
_LONGER_THAN_A_NAME = 9  # characters of Chinese or Japanese


class RunningHeads:
    """The running heads of a text, by their index, and doubts about lines that may be some but stay in the text."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines = pages.lines
        self._groups = groups(pages)
        repeated = (index for indices in self._groups.values() for index in indices)
        self._band = frozenset(pages.numbers).union(i for i in repeated if not is_part_of_sentence(self._lines, i))
        self._bearers = frozenset(index for indices in self._groups.values() for index in self._rising(indices))
        self._numbered = self._bearers.union(pages.folios, pages.rising)
        self.heads: dict[int, FurnitureLine] = {}
        self.problems: list[Problem] = []
        for indices in self._groups.values():
            self._judge(indices)
        self._join_neighbours()
        self._find_mastheads()

    def _set_aside(self, index: int, reason: str, *, doubtful: bool = False) -> None:
        line = FurnitureLine(self._lines[index], "running_head", 0.9, reason, doubtful=doubtful)
        self.heads.setdefault(index, line)

    # ------------------------------------------------------------------------------- repeated lines

    def _judge(self, indices: list[int]) -> None:
        """Sets the occurrences of one line aside if it is a running head; reports a doubt."""
        headlined = _is_headline(self._lines, indices, self._pages.papers) and not self._is_cut(indices[0])
        headline = indices[0] if headlined else None
        repeats = [index for index in indices if index != headline]
        evidence = self._evidence(repeats if len(repeats) > 1 else indices)
        reason = evidence.reason
        if not reason:
            if (evidence.cuts > 1 or (evidence.edges > 1 and evidence.on_most_pages)) and not evidence.is_text:
                line = self._lines[indices[0]]
                self.problems.append(
                    Problem("furniture", line.number, f"{line.text!r} may be a running head; it stays in the text")
                )
            return
        pages_apart = self._pages_apart(repeats)
        for index in repeats:
            if index in pages_apart or self._supports(index):
                self._set_aside(index, reason)
            elif index >= EDGE:
                line = self._lines[index]
                self.problems.append(
                    Problem("furniture", line.number, f"{line.text!r} is a running head elsewhere; here it stays")
                )

    def _evidence(self, indices: list[int]) -> Evidence:
        lines, pages = self._lines, self._pages
        edges = [index for index in indices if self._is_at_edge(index)]
        borne = {pages.page(index) for index in edges}
        around: Counter[str] = Counter()
        for index in indices:
            around.update(self._around(index))
        same = sum(any(around[text] > 1 for text in self._around(index)) for index in indices)
        return Evidence(
            len(indices),
            len(edges),
            sum(index < EDGE and not is_paper(lines, index, pages.papers) for index in edges if not pages.folios),
            len(borne) / (max(borne) - min(borne) + 1) if borne else 0.0,
            sum(self._is_beside_folio(index) for index in indices),
            sum(self._is_cut(index, in_any_script=False) for index in indices),
            sum(self._is_cut(index) and self._is_free(index) for index in indices),
            same,
            sum(is_part_of_sentence(lines, index) for index in indices),
            all(index in self._band for index in range(indices[-1], len(lines)))
            and all(map(self._shows_folio, indices)),
            all(_TITLE.fullmatch(lines[index].text) and not ends_sentence(lines[index].text) for index in indices),
            _are_even([lines[index].start for index in indices]),
        )

    def _supports(self, index: int) -> bool:
        return self._is_at_edge(index) or self._is_cut(index) or self._is_beside_folio(index)

    def _is_at_edge(self, index: int) -> bool:
        """Whether a line stands at the edge of a page with nothing but folios and other such lines before it, or one
        line that appears only once."""
        if not self._pages.is_at_edge(index):
            return False
        page = self._pages.page(index)
        up = down = index
        while up - 1 >= 0 and self._pages.page(up - 1) == page and index - up < EDGE:
            up -= 1
        while down + 1 < len(self._lines) and self._pages.page(down + 1) == page and down - index < EDGE:
            down += 1
        above = [other for other in range(up, index) if other not in self._band]
        below = [other for other in range(index + 1, down + 1) if other not in self._band]
        return (index - up < EDGE and len(above) < 2) or (down - index < EDGE and len(below) < 2)

    def _is_free(self, index: int) -> bool:
        """Whether no line of text stands right before or after a line, or it is in capitals or bears a number."""
        lines = self._lines
        text = lines[index].text
        alone = lines[index].gap and index + 1 < len(lines) and lines[index + 1].gap
        return (
            bool(alone)
            or text.isupper()
            or stem(text).folio is not None
            or not self._numbered.isdisjoint((index - 1, index + 1))
        )

    def _is_cut(self, index: int, *, in_any_script: bool = True) -> bool:
        """Whether a sentence goes on across a line that stands apart from its lines: it is shorter or longer than
        they are, in capitals, set free by a blank line, or bears a number."""
        lines, full = self._lines, self._pages.prose.full
        text, before = lines[index].text, lines[index - 1].text if index else ""
        apart = (
            bool(lines[index].gap)
            or (index + 1 < len(lines) and bool(lines[index + 1].gap))
            or len(text) < max(full, _SHORT_LINE * len(before))
            or len(text) > len(before) + 3
            or text.isupper()
            or stem(text).folio is not None
            or index - 1 in self._pages.numbers
            or index + 1 in self._pages.numbers
        )
        return (
            apart
            and not is_part_of_sentence(lines, index)
            and self._pages.is_cut(index, self._band, in_any_script=in_any_script)
        )

    def _is_beside_folio(self, index: int) -> bool:
        """Whether a line bears a folio that goes up, or stands beside one that does."""
        if index in self._bearers:
            return True
        near = [other for other in range(index - 2, index + 3) if other in self._numbered]
        return any(all(step in self._band for step in range(min(index, o) + 1, max(index, o))) for o in near)

    def _shows_folio(self, index: int) -> bool:
        """Whether the number of a line is set as a folio is: between dashes on the next line or the one before, or
        beside the name of a paper. Entries of a diary (``4 January``, ``5 January``) count up as well."""
        beside = (self._pages.numbers.get(index + step) for step in (-1, 1))
        paper = is_paper(self._lines, index, self._pages.papers)
        return paper or any(number is not None and (number.formed or number.worded) for number in beside)

    def _rising(self, indices: list[int]) -> list[int]:
        """The occurrences of a line that bear a number which rises by as much as pages do."""
        folios = [(index, folio) for index in indices if (folio := stem(self._lines[index].text).folio) is not None]
        steps = [later - earlier for (_, earlier), (_, later) in pairwise(folios)]
        return [index for index, _ in folios] if steps and all(1 <= step <= 4 for step in steps) else []

    def _around(self, index: int) -> Iterator[str]:
        """The nearest lines above and below that are no running heads or folios themselves."""
        for step in (-1, 1):
            other = index + step
            while other in self._band and abs(other - index) <= EDGE:
                other += step
            if 0 <= other < len(self._lines) and len(self._lines[other].text) >= _SHORTEST_AROUND:
                yield f"{step} {self._lines[other].text}"

    def _pages_apart(self, indices: list[int]) -> set[int]:
        """The indices that are about a page from the one before, or the one after."""
        numbers = [self._lines[index].number for index in indices]
        steps = [later - earlier for earlier, later in pairwise(numbers)]
        if len(steps) < 2:
            return set()
        usual = sorted(steps)[len(steps) // 2]
        fits = [usual / 2 <= step <= 2 * usual for step in steps]
        return {
            index
            for index, before, after in zip(indices, [False, *fits], [*fits, False], strict=True)
            if before or after
        }

    # ----------------------------------------------------------------------- lines beside running heads

    def _join_neighbours(self) -> None:
        """Lines that appear only once: between a running head or a folio and a page's end, in mid-sentence."""
        numbers = (index for index in self._pages.numbers if self._pages.is_at_edge(index))
        page_marks = {*self.heads, *self._pages.folios, *numbers}
        expected = self._missing_folios()
        for index in sorted(other for mark in page_marks for other in (mark - 1, mark + 1)):
            if not 0 <= index < len(self._lines) or index in page_marks or not may_run(self._lines[index]):
                continue
            band = frozenset(page_marks | {index})
            if is_part_of_sentence(self._lines, index) or not self._pages.is_cut(index, band):
                continue
            if stem(self._lines[index].text).folio in expected:
                self._set_aside(index, "it bears the number of a page, in mid-sentence")
            elif self._pages.is_at_edge(index) and _is_title(self._lines[index].text):
                self._set_aside(index, "it stands beside a page number in the middle of a sentence")

    def _missing_folios(self) -> set[int]:
        """The numbers of pages between those that running heads bear."""
        borne = sorted({folio for index in self._bearers if (folio := stem(self._lines[index].text).folio) is not None})
        return {
            number for earlier, later in pairwise(borne) if later - earlier <= 4 for number in range(earlier + 1, later)
        }

    # ---------------------------------------------------------------------------------- the first page

    def _find_mastheads(self) -> None:
        """The running head's parts on lines of their own at the top, and the name of a site beside a folio."""
        for index in shortened(self._lines):
            if index not in self.heads and self._supports(index):
                self._set_aside(index, "it is the headline, cut short")
        for folio in self._pages.folios:
            for index in (folio - 1, folio + 1):
                beside = 0 <= index < len(self._lines) and index not in self._pages.numbers
                if beside and names_site(self._lines[index].text):
                    self._set_aside(index, "it names the publication and its site beside a page number")
        paginated = bool(self.heads or self._pages.folios or self._pages.are_marked)
        for index, reason in masthead(self._lines, self.heads, self._pages.papers).items():
            self._set_aside(index, reason, doubtful=not paginated and stem(self._lines[index].text).folio is None)


_TITLE = pattern(r"(?:[^\W_]|[ .,&'’\-–—·•|/]|\([^()]*\)|:(?=//))+")
"""Words without the marks of labels, addresses and program text."""

_SHORTEST_PAGE = 250  # characters
_UNEVEN = 6  # times that one page may be longer than another


def _are_even(starts: list[int]) -> bool:
    """Whether lines that start at these characters are as far apart as pages are."""
    steps = [later - earlier for earlier, later in pairwise(starts)]
    return min(steps) >= _SHORTEST_PAGE and max(steps) <= _UNEVEN * min(steps)


def _is_title(text: str) -> bool:
    """Whether all long words of a line begin with capitals, as in a title."""
    words = text.strip("0123456789 |•·–—").split()
    capitals = [word[0].isupper() for word in words if len(word) > 3]
    return any(capitals) and all(capitals) and text[-1].isalnum()


_APART = re.compile(r"\S\s{3,}\S")  # words at the left of a page's head, and others in its middle or at the right


def _is_headline(lines: list[Line], indices: list[int], papers: frozenset[str]) -> bool:
    """Whether the first occurrence is the headline itself, which the running heads repeat: in other letters (``RAIN
    AT LAST`` for ``Rain at Last``), or in the same, if nothing shows that it names a publication."""
    first = indices[0]
    text = lines[first].text
    if first >= EDGE or names_site(text) or stem(text).folio == 1 or _APART.search(text):
        return False
    letters = sum(unspaced(character) for character in text)
    long = letters >= _LONGER_THAN_A_NAME if letters else len(text.split()) > MOST_WORDS - 1
    return long or text not in {lines[other].text for other in indices[1:]} or not is_paper(lines, first, papers)
