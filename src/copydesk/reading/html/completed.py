"""What of a page belongs to its article beside the words that trafilatura took: what stands between these, the headings
above them, the captions of the pictures at both ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from copydesk.reading._shared.breaks import is_pause
from copydesk.reading.html import hints, threads
from copydesk.reading.html.labels import Labels
from copydesk.reading.html.markup import HEADINGS, Element, tag_of
from copydesk.reading.html.units import MOSTLY_LINKED, Unit, ancestors, is_tool, is_within
from copydesk.reading.text.recognisers.marks import ends_sentence

LONG = 20
"""Words of a unit that is text rather than a label."""

_SENTENCE = 4  # words of the shortest sentence between the paragraphs of a text that is no label
_STRUCTURE = ("p", "blockquote", "pre", "td", "th", "dt", "dd", "li", "figcaption")
_FRAME = 4  # elements around a caption within which its picture stands
_SIBLINGS = ("p", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote")
_FEWEST_SIBLINGS = 3  # paragraphs of the article that make those beside them paragraphs too


def completed(units: Sequence[Unit], core: set[int], top: Element, labels: Labels) -> set[int]:
    """The core and what stands between its units and belongs to the article by its markup."""
    inside = set(core)
    around = Counter(units[number].parent.getparent() for number in core if tag_of(units[number].parent) == "p")
    texts = {element for element, number in around.items() if number >= _FEWEST_SIBLINGS}
    is_thread = any(threads.entry_around(units[number].parent) is not None for number in core)
    begun = {units[number].parent for number in core if tag_of(units[number].parent) in _SIBLINGS}
    titles = {unit.words for unit in units if tag_of(unit.parent) == "h1"}
    for number in range(len(units)):
        unit = units[number]
        of_entry = is_thread and threads.entry_around(unit.parent) is not None
        between = min(core) < number < max(core) or unit.parent in begun or of_entry or hints.is_boxed(unit.parent, top)
        opening, behind = unit.slots[0]
        loose = opening in texts and not behind and unit.size >= LONG and ends_sentence(unit.text)
        sibling = loose or (unit.parent.getparent() in texts and tag_of(unit.parent) in _SIBLINGS)
        is_repeated = unit.words in titles and tag_of(unit.parent) != "h1"
        if number in core or not (between or sibling) or (is_repeated and not sibling):
            continue
        is_rest = unit.parent in begun and unit.link_share < MOSTLY_LINKED and not labels.is_bar(unit)
        if is_rest or _belongs(unit, top, labels, sibling=sibling):
            inside.add(number)
    inside |= _lead_caption(units, min(core), top, labels)
    inside |= _last_caption(units, max(core) + 1, texts, top, labels)
    inside |= _headings_above(units, min(core), top, labels)
    for number in sorted(inside, reverse=True):  # a heading belongs to what follows it
        following = number + 1
        while following < len(units) and _is_passed_over(units[following]):
            following += 1
        is_heading = tag_of(units[number].parent) in HEADINGS
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


def _headings_above(units: Sequence[Unit], first: int, top: Element, labels: Labels) -> set[int]:
    """The headings right above the ``first`` unit of the text, below that of the page."""
    above: set[int] = set()
    for number in range(first - 1, -1, -1):
        if _is_passed_over(units[number]):
            continue
        if tag_of(units[number].parent) not in HEADINGS or not _belongs(units[number], top, labels, sibling=False):
            break
        above.add(number)
        if tag_of(units[number].parent) == "h1":
            break
    return above if any(tag_of(unit.parent) == "h1" for unit in units[: min(above, default=0)]) else set()


def _last_caption(units: Sequence[Unit], number: int, texts: Set[Element], top: Element, labels: Labels) -> set[int]:
    """The caption of the one figure below the last paragraph, where the unit ``number`` is that."""
    if number >= len(units) or tag_of(units[number].parent) != "figcaption" or units[number].linked:
        return set()
    figure = units[number].parent.getparent()
    if (
        tag_of(figure) != "figure"
        or figure.getparent() not in texts
        or next(figure.itersiblings("figure"), None) is not None
    ):
        return set()
    return {number} if _belongs(units[number], top, labels, sibling=True) else set()


def _is_passed_over(unit: Unit) -> bool:
    """Whether a unit may stand between a heading and its text: a button of the heading, but a number, such as that of
    the votes for an answer, or the contents of what is below."""
    if is_tool(unit.parent) or any("toc" in hints.tokens(outer) for outer in ancestors(unit.parent)):
        return True
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
    is_prose = unit.size >= (_SENTENCE if ends_sentence(unit.text) else LONG)
    if is_pause(unit.text) or (is_prose and not hints.is_credited(unit)):
        return True
    tags = {tag_of(element) for element in ancestors(unit.parent, top)}
    return bool(tags & {*HEADINGS, *_STRUCTURE})
