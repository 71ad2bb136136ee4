"""Running heads and folios: what stands above and below the text of most pages, in the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from copydesk.tree import FurnitureKind

_MOST_ROWS = 3  # rows above the text of a page, or below it, that may be furniture
_NEAR = 3.0  # points by which the places of a running head differ from page to page
_BAND = 0.14  # of the height of a page, at its top and foot, where running heads stand
_APART = 1.6  # em between the baselines of what stands apart and of the text
_SMALLER = 0.9  # times the size of the text, where type sets apart
_SMALL = 0.96  # times the size of the text
_SHARE = 0.3  # of the pages, those that have a running head in one place
_MANY = 3  # pages that show where running heads stand
_PAGE_WORDS = 10  # letters beside the number of a page, as in ``Page 3 of 7``
_SHORTEST_REPEATED = 6  # letters of a headline that a running head repeats
_WITHIN = 0.8  # of the margin beside the text, in which lies what stands in the margin above or below it
_DEEPEST = 0.065  # of the height of a page, from its edge, which that reaches at the most
_FREE = 2.0  # em between what stands in the margin and the text
_LONGEST_FOOT = 80  # characters of what stands in the margin below the text
_LARGEST = 1.25  # times the size of the text
_LARGEST_FOOT = 1.6  # times the size of the text, of what stands at the foot with a number
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_FOOT = re.compile(r"(?!.*[@©*†‡])\w.*[^.!?]")  # it is no note, no address and no notice of rights
_NOT_WORDS = re.compile(r"[\W\d_]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class SetLine(Protocol):
    """A line of a page: its words, and where they stand in points from the page's upper left corner. ``start`` differs
    from line to line of a page; ``letters`` is how many letters count for the size of the text."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def baseline(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def start(self) -> int: ...
    @property
    def letters(self) -> int: ...


class _Candidate(NamedTuple):
    """A line that may be furniture: its page, the edge it is near, and its words without numbers."""

    page: int
    line: SetLine
    edge: str
    distance: float
    stem: str
    numbers: tuple[int, ...]


def furniture_of(pages: Sequence[Sequence[SetLine]], heights: Sequence[float]) -> list[dict[int, FurnitureKind]]:
    """For each page the lines that are running heads or folios, by their beginnings, with the kind."""
    size = _body_size(pages)
    candidates = [
        candidate
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True))
        for candidate in _candidates(number, lines, height, size)
    ]
    kinds: list[dict[int, FurnitureKind]] = [{} for _ in pages]
    levels: defaultdict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        levels[candidate.edge, round(candidate.distance / _NEAR)].append(candidate)
    for edge, level in list(levels):
        here = levels[edge, level] + levels.get((edge, level + 1), [])
        repeated, counted = _repeated(here, len(pages)), _counted(here, len(pages))
        for candidate in here:
            ahead = {number - candidate.page for number in candidate.numbers}
            if candidate.stem in repeated or counted.get(bool(candidate.stem), set()) & ahead:
                is_number = len(candidate.stem) <= _PAGE_WORDS and any(ahead & each for each in counted.values())
                kinds[candidate.page][candidate.line.start] = "page_number" if is_number else "running_head"
        _add_others(here, kinds)
    _add_marginal(candidates, pages, heights, size, kinds)
    _add_lone_ones(candidates, pages, size, kinds)
    _add_outer(candidates, pages, heights, size, kinds)
    _add_neighbours(candidates, kinds)
    return kinds


def _add_lone_ones(
    candidates: Sequence[_Candidate],
    pages: Sequence[Sequence[SetLine]],
    size: float,
    kinds: Sequence[dict[int, FurnitureKind]],
) -> None:
    """Adds what no other page shows to be furniture: the number of the only page, and a head that repeats the
    beginning of a headline on its page."""
    for candidate in candidates:
        if len(pages) == 1 and not candidate.stem and len(candidate.numbers) == 1:
            kinds[candidate.page].setdefault(candidate.line.start, "page_number")
        if candidate.edge == "top" and len(candidate.stem) >= _SHORTEST_REPEATED:
            displayed = (line for line in pages[candidate.page] if line.size > _LARGEST * size)
            headline = "".join(_stem(line.text)[0] for line in sorted(displayed, key=lambda line: line.baseline))
            if headline.startswith(candidate.stem):
                kinds[candidate.page].setdefault(candidate.line.start, "running_head")


def _add_marginal(
    candidates: Sequence[_Candidate],
    pages: Sequence[Sequence[SetLine]],
    heights: Sequence[float],
    size: float,
    kinds: Sequence[dict[int, FurnitureKind]],
) -> None:
    """Adds what stands in small type above all that other pages hold, on any page but the first, where the article
    begins: a running head that comes but once."""
    if len(pages) < 2:
        return
    marginal = {(each.page, each.line.start) for each in candidates}
    tops = [
        min((line.baseline for line in lines if (number, line.start) not in marginal), default=height)
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True))
    ]
    first, second = sorted(tops)[:2]
    for each in candidates:
        others = second if tops[each.page] == first else first
        room = min(others, tops[each.page]) - each.distance
        if each.page and each.edge == "top" and each.line.size < _SMALL * size and room > _APART * size:
            kinds[each.page].setdefault(each.line.start, _kind(each))


def _add_outer(
    candidates: Sequence[_Candidate],
    pages: Sequence[Sequence[SetLine]],
    heights: Sequence[float],
    size: float,
    kinds: Sequence[dict[int, FurnitureKind]],
) -> None:
    """Adds what stands in small type in the very margin of its page, much nearer to the edge than the text is to the
    edge beside it, and free of the text: a running head of an only page. What stands right above a headline, as the
    name of a section does, is of the article."""
    small: defaultdict[int, list[_Candidate]] = defaultdict(list)
    for each in candidates:
        if each.line.size < _SMALL * size:
            small[each.page].append(each)
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        side = min((line.left for line in lines), default=0.0)
        depth = min(_WITHIN * side, _DEEPEST * height)
        outer = [each for each in small[page] if each.distance <= depth and _may_be_marginal(each)]
        starts = {each.line.start for each in outer}
        inner = [line for line in lines if line.start not in starts and line.start not in kinds[page]]
        for each in outer:
            own = each.line
            if each.edge == "top":
                room = min((line.baseline - line.size for line in inner), default=0.0) - own.baseline
            else:
                room = own.baseline - own.size - max((line.baseline for line in inner), default=height)
            if room >= _FREE * own.size:
                is_number = bool(each.numbers) and len(each.stem) <= _PAGE_WORDS
                kinds[page].setdefault(own.start, "page_number" if is_number else "running_head")


def _may_be_marginal(candidate: _Candidate) -> bool:
    """Whether the words of a line allow that it is set aside by its place alone."""
    words = candidate.line.text.strip()
    return candidate.edge == "top" or (len(words) <= _LONGEST_FOOT and _FOOT.fullmatch(words) is not None)


def _add_neighbours(candidates: Sequence[_Candidate], kinds: Sequence[dict[int, FurnitureKind]]) -> None:
    """Adds what stands beside a running head: the folio of a page by itself."""
    beside = {
        (candidate.page, round(candidate.line.baseline))
        for candidate in candidates
        if candidate.line.start in kinds[candidate.page]
    }
    for candidate in candidates:
        if (candidate.page, round(candidate.line.baseline)) in beside:
            kinds[candidate.page].setdefault(candidate.line.start, _kind(candidate))


def _kind(candidate: _Candidate) -> FurnitureKind:
    return "running_head" if candidate.stem else "page_number"


def _add_others(candidates: Sequence[_Candidate], kinds: Sequence[dict[int, FurnitureKind]]) -> None:
    """Adds what stands where other pages have running heads, in the same size: the title of another chapter."""
    known = [candidate for candidate in candidates if candidate.line.start in kinds[candidate.page]]
    if len({candidate.page for candidate in known}) < _MANY:
        return
    alike = Counter((round(each.distance), round(2 * each.line.size)) for each in known)
    for candidate in candidates:
        if alike[round(candidate.distance), round(2 * candidate.line.size)] >= _MANY:
            kinds[candidate.page].setdefault(candidate.line.start, _kind(candidate))


def _body_size(pages: Sequence[Sequence[SetLine]]) -> float:
    letters = Counter[float]()
    for lines in pages:
        for line in lines:
            letters[round(line.size * 2) / 2] += line.letters
    return max(letters, key=lambda size: letters[size], default=0.0)


def _candidates(page: int, lines: Sequence[SetLine], height: float, size: float) -> list[_Candidate]:
    """The lines in the first and last rows of a page, near its edges, which white space or their size sets apart."""
    rows = _rows(lines)
    candidates: list[_Candidate] = []
    for edge, ordered in (("top", rows), ("foot", rows[::-1])):
        apart = 0
        for count, (row, inner) in enumerate(pairwise(ordered[: _MOST_ROWS + 1]), 1):
            leading = abs(inner[0].baseline - row[0].baseline)
            smaller, larger = sorted((row[0].size, inner[0].size))
            if leading >= _APART * larger or smaller < _SMALLER * larger:
                apart = count
        for line in (line for row in ordered[:apart] for line in row):
            distance = line.baseline if edge == "top" else height - line.baseline
            stem, numbers = _stem(line.text)
            largest = _LARGEST_FOOT if edge == "foot" and numbers else _LARGEST
            if line.size <= largest * size and distance <= _BAND * height:
                candidates.append(_Candidate(page, line, edge, distance, stem, numbers))
    return candidates


def _rows(lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """The lines of a page by baseline, from top to bottom."""
    rows: list[list[SetLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline <= _NEAR:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _stem(words: str) -> tuple[str, tuple[int, ...]]:
    """The letters of a line in small letters, and the numbers in it; a numeral alone is a number."""
    if _NUMBER.fullmatch(words) and not words.isdigit():
        return "", (_roman(words.casefold()),)
    return _NOT_WORDS.sub("", words.casefold()), tuple(int(number) for number in re.findall(r"\d{1,4}", words))


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _repeated(candidates: Sequence[_Candidate], pages: int) -> set[str]:
    """The words that stand in this place on several pages."""
    on = defaultdict(set)
    for candidate in candidates:
        on[candidate.stem].add(candidate.page)
    return {stem for stem, where in on.items() if stem and len(where) >= max(2, min(3, _SHARE * pages))}


def _counted(candidates: Sequence[_Candidate], pages: int) -> dict[bool, set[int]]:
    """By how much numbers in this place are ahead of the number of their page, where they count the pages; apart for
    numbers alone and, with True, for those among words, of which more are needed."""
    on: defaultdict[bool, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for candidate in candidates:
        for number in candidate.numbers:
            on[bool(candidate.stem)][number - candidate.page].add(candidate.page)
    least = max(2, min(3, _SHARE * pages))
    return {
        worded: {ahead for ahead, where in by_number.items() if len(where) >= max(least, 3 if worded else 0)}
        for worded, by_number in on.items()
    }
