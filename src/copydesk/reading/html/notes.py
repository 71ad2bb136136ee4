"""Footnotes of pages: references in the text, links to an element that holds the note and leads back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import ancestors

_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})\s*[\])]?\.?")
_HOLDERS = ("li", "p", "div", "dd", "td", "aside", "section")
_NOTES = re.compile(r"foot-?notes?|end-?notes?|fn|notes?|references|ref-?list", re.IGNORECASE)
_MOST = 2000
_BACKS = frozenset(
    ["mw-cite-backlink", "footnote-backref", "footnote-back", "reversefootnote", "backlink", "footnote-return"]
)
"""Classes of what leads back from a note: a link, or several in a ``span``."""


class Definition(NamedTuple):
    """The element that holds a note, and its mark."""

    holder: Element
    mark: str


class Notes(NamedTuple):
    """The notes by their holders; ``references`` has the holder of each link that refers to one, ``backs`` are the
    links from notes to their references."""

    definitions: dict[Element, Definition]
    references: dict[Element, Element]
    backs: frozenset[Element]


NO_NOTES = Notes({}, {}, frozenset())


def notes_of(root: Element) -> Notes:
    """The footnotes of a page."""
    named: dict[str, Element] = {}
    order: dict[Element, int] = {}
    for number, element in enumerate(root.iter()):
        order[element] = number
        for name in {element.get("id"), element.get("name") if tag_of(element) == "a" else None} - {None, ""}:
            named.setdefault(str(name), element)
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")][:_MOST]
    targets = {link: named[link.get("href")[1:]] for link in links if link.get("href")[1:] in named}
    definitions: dict[Element, Definition] = {}
    references: dict[Element, Element] = {}
    for link, target in targets.items():
        mark = _MARK.fullmatch("".join(link.itertext()).strip())
        holder = _holder(target)
        if not mark or holder is None or order[holder] < order[link] or holder in set(ancestors(link)):
            continue
        if _leads_back(holder, link, targets, order) or _is_declared(holder):
            references[link] = holder
            definitions.setdefault(holder, Definition(holder, mark[1]))
    backs = {
        link
        for link, target in targets.items()
        if link not in references
        and any(outer in definitions for outer in ancestors(link))
        and order[target] < order[link]
    }
    backs |= {_wrapper(back) for back in backs}
    backs |= {
        each
        for holder in definitions
        for each in holder.iter("span", "sup", "a")
        if not _BACKS.isdisjoint((each.get("class") or "").lower().split())
    }
    backs = {back for back in backs if not any(around in backs for around in back.iterancestors())}
    outer = {holder for holder in definitions if any(other in definitions for other in ancestors(holder.getparent()))}
    return Notes(
        {holder: each for holder, each in definitions.items() if holder not in outer}, references, frozenset(backs)
    )


def _wrapper(back: Element) -> Element:
    """The largest inline element around a link back that holds nothing else but marks, such as brackets or ``^``."""
    around = back
    while tag_of(outer := around.getparent()) in ("span", "sup", "b", "small"):
        words = "".join(outer.itertext()).replace("".join(back.itertext()), "", 1)
        if any(map(str.isalnum, words)):
            break
        around = outer
    return around


def _holder(target: Element) -> Element | None:
    """The element that holds a note of which ``target`` is all or the beginning."""
    return next((outer for outer in ancestors(target) if tag_of(outer) in _HOLDERS), None)


def _leads_back(holder: Element, link: Element, targets: dict[Element, Element], order: dict[Element, int]) -> bool:
    """Whether a link in the holder leads to the reference, or to what is right around it."""
    near: set[Element] = {link, *list(ancestors(link))[1:4]}
    return any(inner in targets and targets[inner] in near for inner in holder.iter("a"))


def _is_declared(holder: Element) -> bool:
    """Whether the holder is in an element that says that it holds notes."""
    for outer in ancestors(holder):
        if (outer.get("role") or "") in ("doc-endnotes", "doc-footnote", "doc-endnote"):
            return True
        if any(_NOTES.fullmatch(name) for name in _names(outer)):
            return True
    return False


def _names(element: Element) -> Iterable[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()
