"""Questions with answers, and threads of forums: where an entry ends, and the lines that say whose it is."""

from __future__ import annotations

import re
from collections import Counter

from copydesk.reading.html import hints
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import Unit, ancestors

_ENTRY = re.compile(r"(?:.*-)?(?:question|answer|reply|message|forum-?post|post)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:.*-)?(?:user-?(?:info|name|details)|author|by-?line|poster|post-?(?:meta|header|info|details)|signature|posted)(?:-.*)?",
    re.IGNORECASE,
)
_TAGS = ("div", "article", "section", "li", "tr")
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
    names = [name for name in hints.tokens(element) if _ENTRY.fullmatch(name)]
    around = element.getparent()
    if not names or around is None or tag_of(element) not in _TAGS:
        return False
    counts = Counter(name for beside in around for name in set(hints.tokens(beside)))
    return any(counts[name] > 1 for name in names) or any(name in ("question", "answer") for name in names)


def signs_entry(unit: Unit, top: Element) -> bool:
    """Whether a unit says whose an entry is."""
    if len(unit.words) > _LONGEST:
        return False
    around = [*ancestors(unit.parent, top)]
    entry = next((number for number, outer in enumerate(around) if is_entry(outer)), None)
    if entry is None:
        return False
    return any(_SIGNED.fullmatch(name) for element in around[:entry] for name in hints.tokens(element))
