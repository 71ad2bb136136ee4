"""Questions with answers, and threads of forums: where an entry ends, and the lines that say whose it is."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from copydesk.reading.html import hints
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import Unit, ancestors

_ENTRY = re.compile(r"(?:.*-)?(question|answer|reply|message|post)", re.IGNORECASE)
_USER = re.compile(r"user-?(?:info|name|details)|post-?profile|poster", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:.*-)?(?:user-?(?:info|name|details)|author|by-?line|poster|post-?(?:meta|header|info|details)|posted)(?:-.*)?",
    re.IGNORECASE,
)
_TAGS = ("div", "article", "section", "li", "tr")
_FEWEST = 2  # entries side by side
_REACH = 40  # elements of an entry in which its author is named
_LONGEST = 25  # words of a line that says whose an entry is


def parted(root: Element) -> None:
    """Puts a rule between entries that follow one another."""
    for entry in [*root.iter(*_TAGS)]:
        before = entry.getprevious()
        if tag_of(entry) in ("li", "tr") or before is None or not (is_entry(entry) and is_entry(before)):
            continue
        if not (before.tail or "").strip():
            entry.addprevious(entry.makeelement("hr"))


def is_entry(element: Element) -> bool:
    """Whether an element is one of several entries by its class, as those beside it are."""
    matches = [match for name in hints.tokens(element) if (match := _ENTRY.fullmatch(name))]
    around = element.getparent()
    if not matches or around is None or tag_of(element) not in _TAGS:
        return False
    if any(match[0] in ("question", "answer") for match in matches):
        return True
    counts = Counter(name for beside in around for name in set(hints.tokens(beside)))
    if all(counts[match[0]] < _FEWEST for match in matches):
        return False
    return any(_USER.fullmatch(name) for inner in islice(element.iter(), _REACH) for name in hints.tokens(inner))


def signs_entry(unit: Unit, top: Element) -> bool:
    """Whether a unit says whose an entry is."""
    around = [*ancestors(unit.parent, top)]
    entry = next((number for number, outer in enumerate(around) if is_entry(outer)), None)
    if entry is None or len(unit.words) > _LONGEST:
        return False
    return any(_SIGNED.fullmatch(name) for element in around[:entry] for name in hints.tokens(element))


def entry_around(element: Element) -> Element | None:
    """The outermost entry that an element is in."""
    return next((outer for outer in reversed([*ancestors(element)]) if is_entry(outer)), None)


def is_part(element: Element) -> bool:
    """Whether an element is one of several articles side by side."""
    if tag_of(element) != "article" or (around := element.getparent()) is None:
        return False
    return sum(tag_of(each) == "article" for each in around) > 1


def is_signature(element: Element) -> bool:
    """Whether an element is what a user puts below each entry, which says nothing of its subject."""
    named = any("signature" in hints.tokens(outer) for outer in ancestors(element))
    return named and entry_around(element) is not None
