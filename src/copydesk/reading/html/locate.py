"""Where the article of a page is: which of its units are text.

trafilatura says which words are the article's, but its result has neither their places nor their captions, quotations
and lists. Its words are matched to the units of the page in order; what stands between them and is no furniture by its
markup belongs to the article too.
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from copydesk.reading._source import library
from copydesk.reading.html import hints, tables, threads
from copydesk.reading.html.completed import LONG, completed
from copydesk.reading.html.labels import Labels
from copydesk.reading.html.markup import HEADINGS, Element, tag_of
from copydesk.reading.html.matching import matched
from copydesk.reading.html.teasers import teasers_below
from copydesk.reading.html.units import BLOCKS, MOSTLY_LINKED, Unit, ancestors, is_within, words_of
from copydesk.reading.text.recognisers.marks import ends_sentence

_FEWEST_WORDS = 3  # of a unit that may be text
_LABEL = 6  # words above a list of links
_FEWEST_LINKS = 2  # of a cell that is a menu


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
    for beside in list(copy.iter(*hints.OF_AMP)):  # which the library does not know
        beside.tag = "nav"
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


def locate(units: Sequence[Unit], root: Element, words: tuple[str, ...], labels: Labels) -> Located:
    """Which units are the article of a page, in the ``words`` that ``extracted`` returns."""
    core = matched(units, words) or _prose(units)
    if not core or not any(_is_of_site(unit, labels) for unit in units):
        return Located(frozenset(number for number, unit in enumerate(units) if not labels.is_bar(unit)), root)
    core -= {number for number in core if _is_of_menu_cell(units[number])}
    top = _top(units, core, root)
    entry = threads.entry_around(top)
    top = top if entry is None else entry.getparent()  # with the other entries, which are shorter
    core = {number for number in core if _is_text(units[number], top, labels)} or core
    teasers = teasers_below(units, core, labels)
    inside = _without_ends(units, core - teasers, labels)
    return Located(frozenset(completed(units, inside, top, labels) - teasers), top)


def _is_of_site(unit: Unit, labels: Labels) -> bool:
    """Whether a unit is of a site, as menus are, so that the page is more than an article."""
    return (
        unit.link_share > MOSTLY_LINKED
        or labels.is_button(unit)
        or hints.kind_within(unit.parent, None) is not None
        or any(tag_of(outer) in ("footer", "aside") for outer in ancestors(unit.parent))
    )


def _is_of_menu_cell(unit: Unit) -> bool:
    """Whether a unit is in a cell of links beside one of text, as the tables that laid out old pages have them."""
    cell = next((outer for outer in ancestors(unit.parent) if tag_of(outer) == "td"), None)
    if cell is None or (unit.link_share <= MOSTLY_LINKED and len(unit.words) > _LABEL):
        return False
    links = [len("".join(link.itertext()).split()) for link in cell.iter("a")]
    words = len("".join(cell.itertext()).split())
    if len(links) < _FEWEST_LINKS or sum(links) <= MOSTLY_LINKED * words:
        return False
    return any(len(" ".join(beside.itertext()).split()) > tables.LONGEST_CELL for beside in cell.getparent())


def _prose(units: Sequence[Unit]) -> set[int]:
    """The units that read as text and are no furniture."""
    return {
        number
        for number, unit in enumerate(units)
        if unit.link_share < MOSTLY_LINKED
        and len(unit.words) >= _FEWEST_WORDS
        and hints.kind_within(unit.parent, None) is None
    }


_MOST = 0.9  # the share of the article's words that its element holds


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


_HOLDS_ARTICLES = BLOCKS - {"p", "pre", *HEADINGS, "blockquote", "li", "figure", "dd", "dt"}


def _is_text(unit: Unit, top: Element, labels: Labels) -> bool:
    """Whether a unit that was taken for text is no pointer, button or menu."""
    if labels.is_pointer(unit) or labels.is_button(unit) or labels.is_bar(unit):
        return False
    within = is_within(unit.parent, top)
    if hints.is_unprinted(unit.parent) or threads.is_signature(unit.parent):
        return False
    kind = hints.kind_within(unit.parent, top if within else None)
    if kind and (unit.link_share > MOSTLY_LINKED or not ends_sentence(unit.text)):
        return False
    if (kind and within and hints.is_controlled(unit.parent, top)) or _leads_within_page(unit) or _is_pressed(unit):
        return False
    return within or (len(unit.words) >= LONG and kind is None)


def _leads_within_page(unit: Unit) -> bool:
    """Whether a unit is but a link to another place of its page, as in a list of its contents."""
    return (links := _links_of(unit)) != [] and all(_PLACE.match(link.get("href") or "") for link in links)


def _is_pressed(unit: Unit) -> bool:
    """Whether a unit is but a link that is a button by its class."""
    return (links := _links_of(unit)) != [] and all(hints.own_kind(link) for link in links)


def _links_of(unit: Unit) -> list[Element]:
    """The links of a unit that is nothing else."""
    if unit.link_share < _ALL_LINKED:
        return []
    within = (outer for element, behind in unit.slots if not behind for outer in ancestors(element, unit.parent))
    return [element for element in within if tag_of(element) == "a"]


def _without_ends(units: Sequence[Unit], core: set[int], labels: Labels) -> set[int]:
    """The core without the lists of links that open or end it, and what announces them."""
    ordered = sorted(core)
    end = len(ordered)
    while end > 1:
        unit = units[ordered[end - 1]]
        if unit.link_share < _ALL_LINKED and not (end < len(ordered) and _announces(unit)):
            break
        end -= 1
    start = 0
    while start < end - 1:
        unit, following = units[ordered[start]], units[ordered[start + 1]]
        if unit.link_share < _ALL_LINKED and not (_announces(unit) and following.link_share >= _ALL_LINKED):
            break
        start += 1
    return set(ordered[start if start >= _FEWEST_OF_MENU else 0 : end])


_ALL_LINKED = 0.95
_PLACE = re.compile("#.")  # a lone mark leads nowhere but to a program
_FEWEST_OF_MENU = 6  # units of links above a text that are no part of it


def _announces(unit: Unit) -> bool:
    """Whether a unit is the heading or label of what follows it."""
    return tag_of(unit.parent) in HEADINGS or (len(unit.words) <= _LABEL and not ends_sentence(unit.text))
