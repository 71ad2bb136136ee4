"""Where the article of a page is: which of its units are text.

trafilatura says which words are the article's, but its result has neither their places nor their captions, quotations
and lists. Its words are matched to the units of the page in order; what stands between them and is no furniture by its
markup belongs to the article too.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from copydesk.reading._shared.breaks import is_pause
from copydesk.reading._source import library
from copydesk.reading.html import hints, tables, threads
from copydesk.reading.html.labels import Labels
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.matching import matched
from copydesk.reading.html.teasers import teasers_below
from copydesk.reading.html.units import BLOCKS, MOSTLY_LINKED, Unit, ancestors, is_tool, words_of
from copydesk.reading.text.recognisers.marks import ends_sentence

_FEWEST_WORDS = 3  # of a unit that may be text
_LONG = 20  # words of a unit that is text rather than a label
_LONGEST_LABEL = 8  # words of what may be a label between the paragraphs of a text
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
    return Located(frozenset(_completed(units, inside, top, labels) - teasers), top)


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
    if labels.is_pointer(unit) or labels.is_button(unit) or labels.is_bar(unit):
        return False
    within = is_within(unit.parent, top)
    kind = hints.kind_within(unit.parent, top if within else None)
    if kind and (unit.link_share > MOSTLY_LINKED or not ends_sentence(unit.text)):
        return False
    if (kind and within and hints.is_controlled(unit.parent, top)) or _leads_within_page(unit):
        return False
    return within or (len(unit.words) >= _LONG and kind is None)


def _leads_within_page(unit: Unit) -> bool:
    """Whether a unit is but a link to another place of its page, as in a list of its contents."""
    if unit.link_share < _ALL_LINKED:
        return False
    within = (outer for element, behind in unit.slots if not behind for outer in ancestors(element, unit.parent))
    links = [element for element in within if tag_of(element) == "a"]
    return bool(links) and all(_PLACE.match(link.get("href") or "") for link in links)


def is_within(element: Element, top: Element) -> bool:
    """Whether an element is in another, or is that."""
    return any(outer is top for outer in ancestors(element))


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
    return tag_of(unit.parent) in _HEADINGS or (len(unit.words) <= _LABEL and not ends_sentence(unit.text))


def _completed(units: Sequence[Unit], core: set[int], top: Element, labels: Labels) -> set[int]:
    """The core and what stands between its units and belongs to the article by its markup."""
    inside = set(core)
    around = Counter(units[number].parent.getparent() for number in core if tag_of(units[number].parent) == "p")
    texts = {element for element, number in around.items() if number >= _FEWEST_SIBLINGS}
    is_thread = any(threads.entry_around(units[number].parent) is not None for number in core)
    begun = {units[number].parent for number in core if tag_of(units[number].parent) in _SIBLINGS}
    seen = {unit.words for number, unit in enumerate(units) if number in core or tag_of(unit.parent) == "h1"}
    for number in range(len(units)):
        unit = units[number]
        of_entry = is_thread and threads.entry_around(unit.parent) is not None
        between = min(core) < number < max(core) or unit.parent in begun or of_entry or hints.is_boxed(unit.parent, top)
        opening, behind = unit.slots[0]
        loose = opening in texts and not behind and unit.size >= _LONG and ends_sentence(unit.text)
        sibling = loose or (unit.parent.getparent() in texts and tag_of(unit.parent) in _SIBLINGS)
        if number in core or not (between or sibling) or (unit.words in seen and not sibling):
            continue
        is_rest = unit.parent in begun and unit.link_share < MOSTLY_LINKED and not labels.is_bar(unit)
        if is_rest or _belongs(unit, top, labels, sibling=sibling):
            inside.add(number)
    inside |= _lead_caption(units, min(core), top, labels)
    for number in sorted(inside, reverse=True):  # a heading belongs to what follows it
        following = number + 1
        while following < len(units) and (is_tool(units[following].parent) or _is_count(units[following])):
            following += 1
        is_heading = tag_of(units[number].parent) in _HEADINGS
        if is_heading and following not in inside and (number not in core or _is_of_link_box(units, number)):
            inside.discard(number)
    return inside


def _is_of_link_box(units: Sequence[Unit], number: int) -> bool:
    """Whether a heading stands above links, with these alone in an element."""
    box = units[number].parent.getparent()
    others: list[Unit] = []
    for unit in units[number + 1 :]:
        if not is_within(unit.parent, box):
            break
        others.append(unit)
    return bool(others) and all(unit.link_share > MOSTLY_LINKED for unit in others)


def _is_count(unit: Unit) -> bool:
    """Whether a unit is but a number, such as that of the votes for an answer."""
    return len(unit.words) == 1 and unit.words[0].isdecimal()


def _lead_caption(units: Sequence[Unit], first: int, top: Element, labels: Labels) -> set[int]:
    """The caption of the one picture between the headline and the ``first`` unit of the text: one that opens the
    element of the text, or one of a figure above that."""
    article = next((outer for outer in ancestors(top) if tag_of(outer) in ("article", "main")), None)
    headline = max((number for number in range(first) if tag_of(units[number].parent) == "h1"), default=first)
    frames: defaultdict[Element, set[int]] = defaultdict(set)
    for number in range(headline + 1, first):
        around = list(ancestors(units[number].parent, article))[:_FRAME]
        frame = next((outer for outer in around if outer.find(".//img") is not None), None)
        own = frame is not None and tag_of(frame) == "figure" and _is_captioned(frame, units[number].parent)
        if frame is None or not (own or (is_within(frame, top) and hints.is_caption(units[number].parent, top))):
            continue
        if any("video" in name for outer in ancestors(frame, article) for name in hints.tokens(outer)):
            continue  # whose still is shown nowhere
        if _belongs(units[number], frame.getparent() if own else top, labels, sibling=False):
            frames[frame].add(number)
    captions = next(iter(frames.values())) if len(frames) == 1 else set[int]()
    return captions if len({units[number].text for number in captions}) == len(captions) else set()


def _is_captioned(figure: Element, caption: Element) -> bool:
    """Whether a figure above the element of the text has this caption, by its markup or on an AMP page."""
    return tag_of(caption) == "figcaption" or figure.find(".//img[@data-amp]") is not None


_FRAME = 4  # elements around a caption within which its picture stands
_SIBLINGS = ("p", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote")
_FEWEST_SIBLINGS = 3  # paragraphs of the article that make those beside them paragraphs too


def _belongs(unit: Unit, top: Element, labels: Labels, *, sibling: bool) -> bool:
    """Whether a unit between those of the article, or ``sibling`` beside them, is of it too."""
    if not is_within(unit.parent, top) or labels.is_pointer(unit) or labels.is_button(unit) or labels.is_bar(unit):
        return False
    if hints.kind_within(unit.parent, top) is not None or unit.link_share > MOSTLY_LINKED:
        return False
    if hints.is_caption(unit.parent, top) or sibling or hints.is_boxed(unit.parent, top):
        return True
    if threads.signs_entry(unit, top):
        return True
    is_prose = unit.size >= (_LONGEST_LABEL if ends_sentence(unit.text) else _LONG)
    if is_pause(unit.text) or (is_prose and not hints.is_credited(unit)):
        return True
    tags = {tag_of(element) for element in ancestors(unit.parent, top)}
    return bool(tags & {*_HEADINGS, *_STRUCTURE})
