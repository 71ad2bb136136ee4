"""Where the article of a page is: which of its units are text.

trafilatura says which words are the article's, but its result has neither their places nor their captions, quotations
and lists. Its words are matched to the units of the page in order; what stands between them and is no furniture by its
markup belongs to the article too.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from copydesk.reading._source import library
from copydesk.reading.html import hints
from copydesk.reading.html.labels import Labels
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import BLOCKS, MOSTLY_LINKED, Unit, ancestors, is_tool, words_of
from copydesk.reading.text.recognisers.marks import ends_sentence

_GRAM = 3  # words that are compared at once
_ALIKE = 0.7  # the share of a unit's words that must be there
_MOST_PLACES = 12  # of the same words that are looked at
_LONG = 20  # words of a unit that cannot be there by chance


class Located(NamedTuple):
    """The units of a page that are its article, by their positions, and the smallest element with most of them."""

    inside: frozenset[int]
    top: Element


def extracted(root: Element) -> tuple[str, ...]:
    """The words of the article of a page, as trafilatura sees them. Raises MissingEngineError without it."""
    trafilatura = library("trafilatura", "html")
    _silence()
    copy = deepcopy(root)
    for cell in copy.iter("td", "th"):  # cells that claim to span thousands of others would keep it busy for hours
        cell.attrib.pop("rowspan", None)
        cell.attrib.pop("colspan", None)
    try:
        document: Any = trafilatura.bare_extraction(
            copy, fast=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:
        return ()
    if document is None or document.body is None:
        return ()
    return words_of("\n".join(document.body.itertext()))


@cache
def _silence() -> None:
    """Keeps the library from printing: it logs pages that hold no article as errors."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("trafilatura").propagate = False


def matched(units: Sequence[Unit], words: tuple[str, ...]) -> set[int]:
    """The positions of the units whose words are there, in order."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _GRAM + 1):
        places[words[at : at + _GRAM]].append(at)
    chain = _best_chain([_candidates(unit.words, places) for unit in units], len(words))
    inside = {number for number, _ in chain}
    covered = {at for number, start in chain for at in range(start, start + len(units[number].words))}
    for number, unit in enumerate(units):
        if number in inside or len(unit.words) < _LONG:
            continue
        free = [at for at, _ in _candidates(unit.words, places) if at not in covered]
        if free:
            inside.add(number)
            covered.update(range(free[0], free[0] + len(unit.words)))
    return inside | _short_ones(units, words, chain)


def _candidates(words: tuple[str, ...], places: defaultdict[tuple[str, ...], list[int]]) -> list[tuple[int, int]]:
    """Where the words of a unit may begin, and how many of them are there."""
    number = len(words) - _GRAM + 1
    if number < 1:
        return []
    shared = [offset for offset in range(number) if words[offset : offset + _GRAM] in places]
    if len(shared) < _ALIKE * number:
        return []
    first = shared[0]
    starts = places[words[first : first + _GRAM]][:_MOST_PLACES]
    return [(max(0, at - first), len(shared) + _GRAM - 1) for at in starts]


def _best_chain(candidates: list[list[tuple[int, int]]], length: int) -> list[tuple[int, int]]:
    """The units, each with the place of its first word, that together cover most words in order.

    ``ends`` and ``sums`` hold the best chains by where they end: a later end only with a greater sum.
    """
    ends: list[int] = []
    sums: list[int] = []
    nodes: list[tuple[int, int, Any]] = []  # unit, place, the node before
    heads: list[int] = []
    for number, places in enumerate(candidates):
        fresh = []
        for start, weight in places:
            at = bisect_left(ends, start + 1) - 1
            total = weight + (sums[at] if at >= 0 else 0)
            fresh.append((min(length, start + weight), total, start, heads[at] if at >= 0 else None))
        for end, total, start, before in fresh:
            at = bisect_left(ends, end)
            if (at < len(ends) and ends[at] == end and sums[at] >= total) or (at > 0 and sums[at - 1] >= total):
                continue
            nodes.append((number, start, before))
            while at < len(ends) and sums[at] <= total:
                del ends[at], sums[at], heads[at]
            ends.insert(at, end)
            sums.insert(at, total)
            heads.insert(at, len(nodes) - 1)
    chain = []
    node = heads[-1] if heads else None
    while node is not None:
        number, start, before = nodes[node]
        chain.append((number, start))
        node = before
    return chain[::-1]


def _short_ones(units: Sequence[Unit], words: tuple[str, ...], chain: list[tuple[int, int]]) -> set[int]:
    """The units of a word or two that stand between those of the chain, where their words do."""
    short_ones: set[int] = set()
    edges = [(-1, 0), *((number, start + len(units[number].words)) for number, start in chain)]
    limits = [*((number, start) for number, start in chain), (len(units), len(words))]
    for (before, begin), (after, end) in zip(edges, limits, strict=True):
        at = begin
        for number in range(before + 1, after):
            short = units[number].words
            if 0 < len(short) < _GRAM and words[at : at + len(short)] == short and at + len(short) <= end:
                short_ones.add(number)
                at += len(short)
    return short_ones


def locate(units: Sequence[Unit], root: Element, words: tuple[str, ...], labels: Labels) -> Located:
    """Which units are the article of a page, in the ``words`` that ``extracted`` returns."""
    core = matched(units, words) or _prose(units)
    if not core or not any(_is_of_site(unit, labels) for unit in units):
        return Located(frozenset(range(len(units))), root)
    top = _top(units, core, root)
    core = {number for number in core if _is_text(units[number], top, labels)} or core
    inside = _without_ends(units, core, labels)
    return Located(frozenset(_completed(units, inside, top, labels)), top)


def _is_of_site(unit: Unit, labels: Labels) -> bool:
    """Whether a unit is of a site, as menus are, so that the page is more than an article."""
    return (
        unit.link_share > MOSTLY_LINKED
        or labels.is_button(unit)
        or hints.kind_within(unit.parent, None) is not None
        or any(tag_of(outer) in ("footer", "aside") for outer in ancestors(unit.parent))
    )


def _prose(units: Sequence[Unit]) -> set[int]:
    """The units that read as text and are no furniture."""
    return {
        number
        for number, unit in enumerate(units)
        if unit.link_share < MOSTLY_LINKED and len(unit.words) >= _GRAM and hints.kind_within(unit.parent, None) is None
    }


_MOST = 0.9  # the share of the article's words that its element holds
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_STRUCTURE = ("blockquote", "pre", "td", "th", "dt", "dd", "li", "figcaption")


def _top(units: Sequence[Unit], core: set[int], root: Element) -> Element:
    """The smallest element that holds most of the article's words."""
    weights: defaultdict[Element, int] = defaultdict(int)
    total = 0
    for number in core:
        total += len(units[number].words)
        for outer in ancestors(units[number].parent):
            weights[outer] += len(units[number].words)
    top = root
    while True:
        inner = next((child for child in top if weights.get(child, 0) >= _MOST * total), None)
        if inner is None or (tag_of(inner) not in _HOLDS_ARTICLES):
            return top
        top = inner


_HOLDS_ARTICLES = BLOCKS - {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "figure", "dd", "dt"}


def _is_text(unit: Unit, top: Element, labels: Labels) -> bool:
    """Whether a unit that was taken for text is no pointer, button or menu."""
    if labels.is_pointer(unit) or labels.is_button(unit):
        return False
    within = is_within(unit.parent, top)
    kind = hints.kind_within(unit.parent, top if within else None)
    if kind and (unit.link_share > MOSTLY_LINKED or not ends_sentence(unit.text)):
        return False
    return within or (len(unit.words) >= _LONG and kind is None)


def is_within(element: Element, top: Element) -> bool:
    """Whether an element is in another, or is that."""
    return any(outer is top for outer in ancestors(element))


def _without_ends(units: Sequence[Unit], core: set[int], labels: Labels) -> set[int]:
    """The core without the lists of links that end it, and what announces them."""
    ordered = sorted(core)
    end = len(ordered)
    while end > 1:
        unit = units[ordered[end - 1]]
        if unit.link_share < _ALL_LINKED and not (end < len(ordered) and _announces(unit)):
            break
        end -= 1
    return set(ordered[:end])


_ALL_LINKED = 0.95


def _announces(unit: Unit) -> bool:
    """Whether a unit is the heading or label of what follows it."""
    return tag_of(unit.parent) in _HEADINGS or (len(unit.words) <= 6 and not ends_sentence(unit.text))


def _completed(units: Sequence[Unit], core: set[int], top: Element, labels: Labels) -> set[int]:
    """The core and what stands between its units and belongs to the article by its markup."""
    inside = set(core)
    around = Counter(units[number].parent.getparent() for number in core if tag_of(units[number].parent) == "p")
    texts = {element for element, number in around.items() if number >= _FEWEST_SIBLINGS}
    for number in range(len(units)):
        unit = units[number]
        between = min(core) < number < max(core) or hints.is_boxed(unit.parent, top)
        sibling = unit.parent.getparent() in texts and tag_of(unit.parent) in _SIBLINGS
        if number not in core and (between or sibling) and _belongs(unit, top, labels, sibling=sibling):
            inside.add(number)
    inside |= _lead_caption(units, min(core), top, labels)
    for number in sorted(inside, reverse=True):  # a heading belongs to what follows it
        following = number + 1
        while following < len(units) and is_tool(units[following].parent):
            following += 1
        if number not in core and tag_of(units[number].parent) in _HEADINGS and following not in inside:
            inside.discard(number)
    return inside


def _lead_caption(units: Sequence[Unit], first: int, top: Element, labels: Labels) -> set[int]:
    """The caption of the one picture between the headline and the ``first`` unit of the text: one that opens the
    element of the text, or one of an AMP page."""
    article = next((outer for outer in ancestors(top) if tag_of(outer) in ("article", "main")), None)
    headline = max((number for number in range(first) if tag_of(units[number].parent) == "h1"), default=first)
    frames: defaultdict[Element, set[int]] = defaultdict(set)
    for number in range(headline + 1, first):
        around = list(ancestors(units[number].parent, article))[:_FRAME]
        frame = next((outer for outer in around if outer.find(".//img") is not None), None)
        of_amp = frame is not None and tag_of(frame) == "figure" and frame.find(".//img[@data-amp]") is not None
        if frame is None or not (of_amp or (is_within(frame, top) and hints.is_caption(units[number].parent, top))):
            continue
        if any("video" in name for outer in ancestors(frame, article) for name in hints.tokens(outer)):
            continue  # whose still is shown nowhere
        if _belongs(units[number], frame.getparent() if of_amp else top, labels, sibling=False):
            frames[frame].add(number)
    captions = next(iter(frames.values())) if len(frames) == 1 else set[int]()
    return captions if len({units[number].text for number in captions}) == len(captions) else set()


_FRAME = 4  # elements around a caption within which its picture stands
_SIBLINGS = ("p", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote")
_FEWEST_SIBLINGS = 3  # paragraphs of the article that make those beside them paragraphs too


def _belongs(unit: Unit, top: Element, labels: Labels, *, sibling: bool) -> bool:
    """Whether a unit between those of the article, or ``sibling`` beside them, is of it too."""
    if not is_within(unit.parent, top) or labels.is_pointer(unit) or labels.is_button(unit):
        return False
    if hints.kind_within(unit.parent, top) is not None or unit.link_share > MOSTLY_LINKED:
        return False
    if hints.is_caption(unit.parent, top) or sibling or hints.is_boxed(unit.parent, top):
        return True
    tags = {tag_of(element) for element in ancestors(unit.parent, top)}
    return bool(tags & {*_HEADINGS, *_STRUCTURE})
