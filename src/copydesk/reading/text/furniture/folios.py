"""Page numbers, and where pages begin and end.

A number alone on a line may number anything: a section, a stanza, a cell of a table. It is a folio where something
shows pages: at a form feed, in step with other numbers and in mid-sentence, or with the word for a page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.text.furniture.lines import Prose
from copydesk.reading.text.furniture.words import PagePatterns
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.markers import value_of_roman
from copydesk.reading.text.recognisers.marks import COLONS, holds_digit

EDGE = 3
"""Lines from the edge of a page among which its running head and its folio stand."""

_LONGEST = 24  # characters of a line with nothing but a page number
_UNEVEN = 4.0  # times that one page may be longer than another
_SHORTEST_PAGE = 5  # lines between two folios
_CUT_SHARE = 0.25  # of the folios of a text without form feeds, those that stand in mid-sentence
_LONGEST_FOLIO = 3  # digits of a number that is the folio of the only page of its text
_FAR_IN = 0.3  # of the width of the text, how far in a number stands that is centred
_MANY_FOLIOS = 3  # in step with the form feeds
_LONGEST_PAGE = 200  # lines from which form feeds separate chapters, not pages


class Number(NamedTuple):
    """A line that may be a page number. ``formed`` says that dashes or brackets enclose it, ``worded`` that the word
    for a page stands before it, ``sure`` that its words cannot end a sentence, ``of_total`` that it is one of so many:
    ``Page 2 of 7``."""

    value: int
    formed: bool
    worded: bool
    sure: bool
    of_total: bool


class Pages:
    """Evidence of where the pages of a text begin and end.

    ``numbers`` are the lines that may be folios, by their index; ``rising`` those that count up;
    ``folios`` those that are page numbers, with the reason; ``papers`` are words that open or end the name of a paper.
    """

    def __init__(self, lines: list[Line], patterns: PagePatterns) -> None:
        self.lines = lines
        self.papers = patterns.papers
        self.prose = Prose(lines)
        self.starts = _page_starts(lines, self.prose)
        self.numbers = dict(_numbers(lines, patterns))
        runs = [run for run in self._runs() if len(run) > 1]
        self.rising = frozenset(index for run in runs for index in run)
        in_step = self._in_step() if self.are_marked else (i for run in runs if self._is_paginated(run) for i in run)
        self.folios = dict(self._folios(frozenset(in_step)))

    @property
    def are_marked(self) -> bool:
        """Whether form feeds mark the pages."""
        return bool(self.starts)

    def page(self, index: int) -> int:
        """The number of form feeds before a line."""
        return bisect_right(self.starts, index)

    def from_edge(self, index: int) -> int:
        """How many lines stand between a line and the nearer edge of its page."""
        page = self.page(index)
        first = self.starts[page - 1] if page else 0
        last = (self.starts[page] if page < len(self.starts) else len(self.lines)) - 1
        return min(index - first, last - index)

    def is_at_edge(self, index: int) -> bool:
        """Whether a line stands near a form feed, or near the top or bottom of a text that has form feeds."""
        return self.are_marked and self.from_edge(index) < EDGE

    def is_cut(self, index: int, band: frozenset[int] = frozenset(), *, in_any_script: bool = True) -> bool:
        """Whether a sentence goes on across a line, and across the lines of the ``band`` around it. In a script without
        capitals, which would show it, it is assumed to, unless ``in_any_script`` is false."""
        first = last = index
        while first - 1 in band and index - first < EDGE:
            first -= 1
        while last + 1 in band and last - index < EDGE:
            last += 1
        return any(
            self.prose.goes_on_across(start, end, in_any_script=in_any_script)
            for start in range(first, index + 1)
            for end in range(index, last + 1)
        )

    def _folios(self, in_step: frozenset[int]) -> Iterator[tuple[int, str]]:
        for index, number in self.numbers.items():
            if number.worded and (number.sure or self._is_at_form_feed(index) or not self.prose.ends_paragraph(index)):
                yield index, "it names a page"
            elif index in in_step:
                yield index, "it is a number, and the next page bears the next"
            elif self._cuts_sentence(index):
                yield index, "it is a number in the middle of a sentence"
            elif self._is_alone_at_edge(index):
                yield index, "it is a number at the edge of a page"

    def _runs(self) -> Iterator[list[int]]:
        """Numbers each one more than the one before, as far apart as pages are."""
        run: list[int] = []
        for index in sorted(self.numbers):
            apart = index - run[-1] if run else 0
            follows = run and self.numbers[index].value == self.numbers[run[-1]].value + 1 and apart >= _SHORTEST_PAGE
            before = run[-1] - run[-2] if len(run) > 1 else apart
            if follows and (self.are_marked or max(apart, before) <= _UNEVEN * min(apart, before)):
                run.append(index)
                continue
            yield run
            run = [run[-1], index] if follows else [index]
        yield run

    def _is_paginated(self, run: list[int]) -> bool:
        """Whether numbers that count up count pages that no form feed marks: the last stands at the end of the text, or
        many in mid-sentence."""
        if run[-1] == len(self.lines) - 1:  # other numbered things have something below their last number
            return True
        inner = [index for index in run if index]
        cuts = sum(self.is_cut(index) or self._cuts_sentence(index) for index in inner)
        formed = all(self.numbers[index].formed for index in run)
        return cuts >= (1 if formed else max(1, _CUT_SHARE * len(inner)))

    def _in_step(self) -> Iterator[int]:
        """The numbers that go up by one from one form feed to the next; where many do, also one that the order of the
        text put elsewhere on its page."""
        ahead = {index: number.value - self.page(index) for index, number in self.numbers.items()}
        at_edges = Counter(ahead[index] for index in self.numbers if self.from_edge(index) < EDGE)
        folios = [index for index in ahead if self.from_edge(index) < EDGE and at_edges[ahead[index]] > 1]
        yield from folios
        numbered = Counter(self.page(index) for index in folios)
        others = [index for index in ahead if at_edges[ahead[index]] >= _MANY_FOLIOS and not numbered[self.page(index)]]
        count = Counter(self.page(index) for index in others)
        yield from (i for i in others if count[self.page(i)] == 1 and not self.prose.ends_paragraph(i))

    def _cuts_sentence(self, index: int) -> bool:
        """Whether a number with blank lines around it interrupts a line of text that goes on in small letters. One
        between dashes may also follow a short line, or stand before capitals."""
        if not 0 < index < len(self.lines) - 1 or not (self.lines[index].gap and self.lines[index + 1].gap):
            return False
        formed = self.numbers[index].formed
        return self.is_cut(index) or (formed and (self.prose.breaks_off(index - 1) or self.prose.runs_across(index)))

    def _is_alone_at_edge(self, index: int) -> bool:
        """Whether a number is the first or last line of a page, and no colon leads to it. At the foot of a text without
        form feeds its setting must show that it is no figure of the text: between dashes, or centred."""
        line, before = self.lines[index], self.lines[index - 1].text if index else ""
        if self._is_at_form_feed(index):
            return index in self.starts or (bool(before) and before[-1] not in COLONS)
        return self._is_last_number(index) and (line.text[0] in "-–—" or line.indent >= _FAR_IN * self._width)

    def _is_last_number(self, index: int) -> bool:
        """Whether a line is the last of a text without form feeds, and holds a number of up to three figures."""
        line = self.lines[index]
        is_last = (
            0 < index == len(self.lines) - 1 and not self.are_marked and self.lines[index - 1].text[-1] not in COLONS
        )
        return is_last and "/" not in line.text and sum(map(str.isdigit, line.text)) <= _LONGEST_FOLIO

    @property
    def _width(self) -> int:
        """How many columns the widest line of the text takes."""
        return max(line.indent + len(line.text) for line in self.lines)

    def doubtful(self) -> Iterator[Problem]:
        """A number alone at the end that may be a folio, but stays in the text, for nothing else shows a page."""
        index = len(self.lines) - 1
        if index in self.numbers and index not in self.folios and self._is_last_number(index) and self.lines[index].gap:
            line = self.lines[index]
            yield Problem("furniture", line.number, f"{line.text!r} may be a page number; it stays in the text")

    def _is_at_form_feed(self, index: int) -> bool:
        return index in self.starts or index + 1 in self.starts or (self.lines[index].page_end and self._ends_pages)

    @property
    def _ends_pages(self) -> bool:
        """Whether a form feed ends a page: those of the text do, or the only one ends the text."""
        return self.are_marked or not any(line.cut for line in self.lines[1:])


def _page_starts(lines: list[Line], prose: Prose) -> list[int]:
    """The indices of the lines after a form feed, if form feeds separate pages and not chapters: some cut a sentence,
    or the stretches between them are about as long as pages."""
    starts = [index for index, line in enumerate(lines) if line.cut and index]
    if not starts:
        return []
    edges = [0, *starts, len(lines)]
    lengths = sorted(later - earlier for earlier, later in pairwise(edges))
    cut = any(prose.breaks_off(start - 1) for start in starts)
    return starts if cut or lengths[len(lengths) // 2] <= _LONGEST_PAGE else []


def _numbers(lines: list[Line], patterns: PagePatterns) -> Iterator[tuple[int, Number]]:
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST or not holds_digit(line.text):
            continue
        worded = patterns.worded.fullmatch(line.text)
        match = worded or patterns.counted.fullmatch(line.text) or patterns.number.fullmatch(line.text)
        if match:
            formed = not line.text[0].isalnum() and not line.text[-1].isalnum()
            of_total = bool(worded and worded["total"])
            sure = formed or line.text[0].isupper() or of_total
            yield index, Number(int(match["number"]), formed, bool(worded), sure, of_total)


_LEADING = re.compile(r"(?P<number>\d{1,4})(?P<gap>\s*[|•·–—-]?\s+)(?P<rest>\D.*)")
_TRAILING = re.compile(r"(?P<rest>.*\D)(?P<gap>\s+[|•·–—-]?\s*)(?P<number>\d{1,4})")


_CLOSES_PAGE = "])"
_WORDED = re.compile(r"(?P<rest>.*\S)\s{2,}[\[(]?[^\W\d_]{1,10}\.?\s(?P<number>\d{1,4})[\])]?")
"""``Marrow      Informational      [Page 3]``"""


class Stem(NamedTuple):
    """A running head without its folio: its words in small letters, and the folio if it has one."""

    words: str
    folio: int | None


def stem(text: str) -> Stem:
    """``302    MARTA LINDQVIST`` is the stem ``marta lindqvist`` with the folio 302."""
    match = _LEADING.fullmatch(text) if text[:1].isdigit() else None
    if match is None and (text[-1:].isdigit() or text[-1:] in _CLOSES_PAGE):
        match = _TRAILING.fullmatch(text) or _WORDED.fullmatch(text)
    if match is None:
        return Stem(_folded(text), None)
    return Stem(_folded(match["rest"]), int(match["number"]))


_WORD = re.compile(r"\w+")
_ASCII_WORD = re.compile(r"[a-z0-9_]+")  # quick to search for


def _folded(text: str) -> str:
    return " ".join((_ASCII_WORD if text.isascii() else _WORD).findall(text.casefold()))


def are_only_folios(lines: list[Line]) -> bool:
    """Whether a text is nothing but numbers, one a line, two at least, that count up by one."""
    matches = [_BARE.fullmatch(line.text) for line in lines if line.text.strip()]
    numbers = [int(match[1]) if match and match[1] else value_of_roman(match[2]) if match else 0 for match in matches]
    return len(numbers) > 1 and numbers[0] > 0 and all(after == before + 1 for before, after in pairwise(numbers))


_BARE = re.compile(r"\s*[-–—(\[]?\s*(?:(\d{1,4})|([ivxlc]{1,7}))\s*[-–—)\]]?\s*")
