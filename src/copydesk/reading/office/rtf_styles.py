"""The styles of paragraphs that a rich text file names in its style sheet, which pandoc does not read."""

from __future__ import annotations

import re

from copydesk.reading.office.flow import Para
from copydesk.reading.office.paragraph_styles import kind_of

_SHEET = re.compile(r"\{\s*\\stylesheet\b")
_ENTRY = re.compile(r"\{\s*\\s(\d{1,5})(?!\d)((?:\\[a-zA-Z]+-?\d* ?|\{[^{}]*\}|\\\*|\s)*)([^\\{};]{1,80});\s*\}")
_BASED = re.compile(r"\\sbasedon(\d{1,5})")
_LONGEST = 500_000  # characters of a style sheet
_DEEPEST = 30
_OF_TEXT = ("paragraph", "continued")


def telling_styles(source: str) -> dict[int, str]:
    """The names of the styles that say what their paragraphs are, by their numbers, in lower case. A style that is
    based on one of them has its name."""
    sheet = _SHEET.search(source)
    if sheet is None:
        return {}
    entries = {
        int(match[1]): (match[3].strip().lower(), int(based[1]) if (based := _BASED.search(match[2])) else -1)
        for match in _ENTRY.finditer(source, sheet.start(), sheet.start() + _LONGEST)
    }
    named = {number: _telling(_chain(number, entries)) for number in entries}
    return {number: name for number, name in named.items() if name}


def _chain(number: int, entries: dict[int, tuple[str, int]]) -> tuple[str, ...]:
    names: list[str] = []
    while number in entries and len(names) < _DEEPEST:
        name, number = entries[number]
        names.append(name)
    return tuple(names)


def _telling(names: tuple[str, ...]) -> str:
    """The first of the names of a style and of those that it is based on that says as much as all of them."""
    kind = kind_of(Para((), names))
    return "" if kind in _OF_TEXT else next((name for name in names if kind_of(Para((), (name,))) == kind), "")
