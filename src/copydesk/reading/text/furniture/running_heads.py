"""Running heads: lines that the pages add, such as the name of the paper or the title, again and again.

That a line comes again is not enough: so do refrains, speakers' names, ingredients and the last words of paragraphs. It
must be seen that pages end there: at form feeds, beside folios, or because sentences go on across it. A line without
such evidence stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.text.furniture.folios import EDGE, Pages, stem
from copydesk.reading.text.furniture.lines import LONGEST_LABEL, FurnitureLine, is_part_of_sentence
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.extent import unspaced
from copydesk.reading.text.recognisers.marks import MARKER, ends_sentence

_LONGEST_MOTTO = 7  # words of a running head that ends as a sentence does
_LEAST_LETTERS = 3  # of the words that come again
_AT_EDGES = 0.6  # of the places of a running head, those at the edge of a page
_PAGES = 0.4  # of the pages from the first to the last that bear it, those that do: every second, and some more missing
_CUTS = 0.6  # of the places, those in mid-sentence, where nothing marks the pages
_BESIDE = 0.5  # of the places, those beside a folio
_SAME_AROUND = 0.34  # of the places, those with the same lines around them: then the text comes again, not a head
_SHORTEST_AROUND = 12  # characters of a line that tells one place from another
_SHORT_LINE = 0.8  # of a full line
_MOST_WORDS = 5  # of a publication's name
_LONGER_THAN_A_NAME = 9  # characters of Chinese or Japanese
_SHORTEST_STEM = 15  # characters of a headline that is cut short


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
    def reason(self) -> str:
        """Why the line is a running head, in words; empty if it is none."""
        if self.is_text or self.places < 2:
            return ""
        at_form_feeds = self.edges - (0 if self.cuts or self.folios > 1 else self.tops)
        if at_form_feeds >= 2 and self.edges >= _AT_EDGES * self.places and self.pages >= _PAGES:
            return "it comes again at the edges of pages"
        by_cuts = self.is_title and self.even and self.cuts >= max(2, _CUTS * self.places)
        if by_cuts and (self.places > 2 or self.free_cuts == self.places):
            return f"it comes {self.places} times, and sentences go on across it"
        if (self.cuts and self.folios >= 2 and self.folios >= _BESIDE * self.places) or (
            self.closes and self.folios == self.places
        ):
            return f"it comes {self.places} times beside page numbers"
        return ""


class RunningHeads:
    """The running heads of a text, by their index, and doubts about lines that may be some but stay in the text."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines = pages.lines
        self._groups = _groups(pages)
        repeated = (index for places in self._groups.values() for index in places)
        self._band = frozenset(pages.numbers).union(i for i in repeated if not is_part_of_sentence(self._lines, i))
        self._bearers = frozenset(index for places in self._groups.values() for index in self._rising(places))
        self._numbered = self._bearers.union(pages.folios, pages.rising)
        self.heads: dict[int, FurnitureLine] = {}
        self.problems: list[Problem] = []
        for places in self._groups.values():
            self._judge(places)
        self._join_neighbours()
        self._find_mastheads()

    def _set_aside(self, index: int, reason: str, confidence: float = 0.9, *, doubtful: bool = False) -> None:
        line = FurnitureLine(self._lines[index], "running_head", confidence, reason, doubtful=doubtful)
        self.heads.setdefault(index, line)

    # --------------------------------------------------------------------------- lines that come again

    def _judge(self, places: list[int]) -> None:
        """Sets the places of one line aside if it is a running head; a doubt is told."""
        headlined = _is_headline(self._lines, places, self._pages.papers) and not self._is_cut(places[0])
        headline = places[0] if headlined else None
        rest = [index for index in places if index != headline]
        evidence = self._evidence(rest if len(rest) > 1 else places)
        reason = evidence.reason
        if not reason:
            if (evidence.cuts > 1 or (evidence.edges > 1 and evidence.pages >= _PAGES)) and not evidence.is_text:
                line = self._lines[places[0]]
                self.problems.append(
                    Problem("furniture", line.number, f"{line.text!r} may be a running head; it stays in the text")
                )
            return
        pages_apart = self._pages_apart(rest)
        for index in rest:
            if index in pages_apart or self._supports(index):
                self._set_aside(index, reason)
            elif index >= EDGE:
                line = self._lines[index]
                self.problems.append(
                    Problem("furniture", line.number, f"{line.text!r} is a running head elsewhere; here it stays")
                )

    def _evidence(self, places: list[int]) -> Evidence:
        lines, pages = self._lines, self._pages
        edges = [index for index in places if self._is_at_edge(index)]
        borne = {pages.page(index) for index in edges}
        around: Counter[str] = Counter()
        for index in places:
            around.update(set(self._around(index)))
        same = sum(any(around[text] > 1 for text in self._around(index)) for index in places)
        return Evidence(
            len(places),
            len(edges),
            sum(index < EDGE and not _is_paper(lines, index, pages.papers) for index in edges if not pages.folios),
            len(borne) / (max(borne) - min(borne) + 1) if borne else 0.0,
            sum(self._is_beside_folio(index) for index in places),
            sum(self._is_cut(index, in_any_script=False) for index in places),
            sum(self._is_cut(index) and self._is_free(index) for index in places),
            same,
            sum(is_part_of_sentence(lines, index) for index in places),
            all(index in self._band for index in range(places[-1], len(lines))) and all(map(self._shows_folio, places)),
            all(_TITLE.fullmatch(lines[index].text) and not ends_sentence(lines[index].text) for index in places),
            _are_even([lines[index].start for index in places]),
        )

    def _supports(self, index: int) -> bool:
        return self._is_at_edge(index) or self._is_cut(index) or self._is_beside_folio(index)

    def _is_at_edge(self, index: int) -> bool:
        """Whether a line stands at the edge of a page with nothing but folios and other such lines before it, or one
        line that comes but once."""
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
        paper = _is_paper(self._lines, index, self._pages.papers)
        return paper or any(number is not None and (number.formed or number.worded) for number in beside)

    def _rising(self, places: list[int]) -> list[int]:
        """The places of a line that bear a number which goes up by as much as pages do."""
        folios = [(index, folio) for index in places if (folio := stem(self._lines[index].text).folio) is not None]
        steps = [(later - earlier) for (_, earlier), (_, later) in pairwise(folios)]
        return [index for index, _ in folios] if steps and all(1 <= step <= 4 for step in steps) else []

    def _around(self, index: int) -> Iterator[str]:
        """The nearest lines above and below that are no running heads or folios themselves."""
        for step in (-1, 1):
            other = index + step
            while other in self._band and abs(other - index) <= EDGE:
                other += step
            if 0 <= other < len(self._lines) and len(self._lines[other].text) >= _SHORTEST_AROUND:
                yield f"{step} {self._lines[other].text}"

    def _pages_apart(self, places: list[int]) -> set[int]:
        """The places about a page from the one before, or the one after."""
        numbers = [self._lines[place].number for place in places]
        steps = [later - earlier for earlier, later in pairwise(numbers)]
        if len(steps) < 2:
            return set()
        usual = sorted(steps)[len(steps) // 2]
        fits = [usual / 2 <= step <= 2 * usual for step in steps]
        return {
            place
            for place, before, after in zip(places, [False, *fits], [*fits, False], strict=True)
            if before or after
        }

    # ----------------------------------------------------------------------- lines beside running heads

    def _join_neighbours(self) -> None:
        """Lines that come but once: between a running head or a folio and a page's end, in mid-sentence."""
        numbers = (index for index in self._pages.numbers if self._pages.is_at_edge(index))
        known = {*self.heads, *self._pages.folios, *numbers}
        expected = self._missing_folios()
        for index in sorted(other for place in known for other in (place - 1, place + 1)):
            if not 0 <= index < len(self._lines) or index in known or not _may_run(self._lines[index]):
                continue
            band = frozenset(known | {index})
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
        for index in _shortened(self._lines):
            if index not in self.heads and self._supports(index):
                self._set_aside(index, "it is the headline, cut short")
        for folio in self._pages.folios:
            for index in (folio - 1, folio + 1):
                beside = 0 <= index < len(self._lines) and index not in self._pages.numbers
                if beside and _names_site(self._lines[index].text):
                    self._set_aside(index, "it names the publication and its site beside a page number")
        paginated = bool(self.heads or self._pages.folios or self._pages.are_marked)
        for index, reason in _masthead(self._lines, self.heads, self._pages.papers).items():
            self._set_aside(index, reason, doubtful=not paginated and stem(self._lines[index].text).folio is None)


def _groups(pages: Pages) -> dict[str, list[int]]:
    """The places of each line that comes more than once and may be a running head, by its words without the folio."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(pages.lines):
        if index not in pages.numbers and _may_run(line):
            words = stem(line.text).words
            if sum(map(str.isalpha, words)) >= _LEAST_LETTERS:
                groups[words].append(index)
    return {words: places for words, places in groups.items() if len(places) > 1}


_ROW = re.compile(r"\.[ .]{3,}\.|(?:(?<!\S)[\d.,%]+(?:\s+|$)){3}")
"""Dotted leaders or several figures: an entry of a list of contents, a row of a table."""


def _may_run(line: Line) -> bool:
    """Whether a line may be a running head: one that is short, holds words, and is no whole sentence, no item of a
    list, no row of a table and no line of a quoted mail."""
    text = line.text
    if len(text) > LONGEST_LABEL or text[-1] in ":;,：；，" or line.mark or not any(map(str.isalpha, text)):
        return False
    if (MARKER.match(text) and not (text[0] == text[-1] or text[0].isdigit())) or _ROW.search(text):
        return False
    return not (ends_sentence(text) and len(text.split()) > _LONGEST_MOTTO)


_TITLE = re.compile(r"(?:[^\W_]|[ .,&'’\-–—·•|/]|\([^()]*\)|:(?=//))+")
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


_PARTED = re.compile(r"\S\s{3,}\S")  # what stands at the left of a page's head, and in its middle or at the right


def _is_headline(lines: list[Line], places: list[int], papers: frozenset[str]) -> bool:
    """Whether the first of the places is the headline itself, which the running heads repeat: in other letters (``RAIN
    AT LAST`` for ``Rain at Last``), or in the same, if nothing shows that it names a publication."""
    first = places[0]
    text = lines[first].text
    if first >= EDGE or _names_site(text) or stem(text).folio == 1 or _PARTED.search(text):
        return False
    letters = sum(unspaced(character) for character in text)
    long = letters >= _LONGER_THAN_A_NAME if letters else len(text.split()) > _MOST_WORDS - 1
    return long or text not in {lines[other].text for other in places[1:]} or not _is_paper(lines, first, papers)


def _is_paper(lines: list[Line], index: int, papers: frozenset[str]) -> bool:
    """Whether a line names a publication: by a word for a paper, its site, or a site on the next line."""
    names = stem(lines[index].text).words.split()
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return (
        not papers.isdisjoint(names[:2])
        or names[-1].endswith(tuple(papers))
        or _names_site(lines[index].text)
        or bool(_DOMAIN.fullmatch(below) and _names_site(f"{lines[index].text} {below}"))
    )


def _shortened(lines: list[Line]) -> Iterator[int]:
    """Lines that end in an ellipsis and begin as the headline does."""
    top = " ".join(line.text for line in lines[:EDGE]).casefold()
    for index, line in enumerate(lines[EDGE:], EDGE):
        if line.text[-1] == "…" or line.text.endswith("..."):
            opening = line.text.rstrip("… .").casefold()
            if _SHORTEST_STEM <= len(opening) <= LONGEST_LABEL and top.startswith(opening):
                yield index


_NOT_LETTERS = re.compile(r"[\W_]+")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]{3,}(?:\.[a-z0-9-]{2,})+)/?(?=$|[\s|·•])", re.IGNORECASE)
_MORE_LETTERS = 12  # of a publication's name than of its site's: "the northern star" at star.example


def _names_site(text: str) -> bool:
    """``The Weir Gazette weirgazette.example``: a name and the domain made from it, and nothing else."""
    domain = _DOMAIN.search(text) if len(text) <= LONGEST_LABEL else None
    if domain is None:
        return False
    rest = _NOT_LETTERS.sub("", (text[: domain.start()] + text[domain.end() :]).casefold())
    site = domain[1].removeprefix("www.").split(".")[0].casefold().replace("-", "")
    return not rest or rest in site or (site in rest and len(rest) <= len(site) + _MORE_LETTERS)


def _name_and_site(text: str) -> Iterator[str]:
    """The name of a publication and its site, where a running head holds both, as the words of two lines."""
    domain = _DOMAIN.search(text)
    if domain:
        for part in (text[: domain.start()] + text[domain.end() :], domain[0]):
            yield stem(part.strip()).words


def _masthead(lines: list[Line], heads: dict[int, FurnitureLine], papers: frozenset[str]) -> dict[int, str]:
    """The lines at the top of the first page that are the running head in parts: its site on a line of its own, or its
    name above its site, or its name beside the number 1."""
    top = [index for index in range(min(EDGE, len(lines))) if index not in heads]
    known = [set(stem(head.line.text).words.split()) for head in heads.values()]
    parts = {
        index: "it is a part of the running head"
        for index in top
        if _DOMAIN.fullmatch(lines[index].text)
        and any(set(stem(lines[index].text).words.split()) <= head for head in known)
    }
    for first, second in pairwise(top):
        if _DOMAIN.fullmatch(lines[second].text) and _names_site(f"{lines[first].text} {lines[second].text}"):
            parts |= {first: "it names the publication", second: "it is the publication's site"}
    if top[:1] == [0] and not parts and _numbers_first_page(lines, papers):
        parts[0] = "it names the publication beside the number of the first page"
    return parts


_LEAST_BELOW = 4  # lines of an article with a running head


def _numbers_first_page(lines: list[Line], papers: frozenset[str]) -> bool:
    """``1 The Weir Gazette`` alone above the rest, as a page that is cut out bears it: the number 1 and the name of a
    paper in a few words."""
    words, folio = stem(lines[0].text)
    return (
        folio == 1 and len(lines) >= _LEAST_BELOW and len(words.split()) <= _MOST_WORDS and _is_paper(lines, 0, papers)
    )
