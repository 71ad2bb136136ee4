"""The numberings of a Word file: how the items of its lists are counted and labelled."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

from copydesk.reading.office.flow import Item
from copydesk.reading.office.word.names import W, number, value

_NUMBERINGS = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "lower_alpha",
    "upperLetter": "upper_alpha",
    "lowerRoman": "lower_roman",
    "upperRoman": "upper_roman",
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 3000  # counted in letters or Roman numerals


class _Level(NamedTuple):
    form: str
    start: int
    label: str
    """The label, with ``%1`` for the number of the first level."""


class Numbering:
    """The numberings by their keys. Items are counted in the order in which they are asked for."""

    def __init__(self, root: Any) -> None:
        definitions = {}
        for entry in [] if root is None else root.iterfind(f"{W}abstractNum"):
            definitions[entry.get(f"{W}abstractNumId")] = dict(map(_level, entry.iterfind(f"{W}lvl")))
        self._levels: dict[str, dict[int, _Level]] = {}
        self._definition: dict[str, str] = {}
        for entry in [] if root is None else root.iterfind(f"{W}num"):
            key = entry.get(f"{W}numId", "")
            definition = value(entry, "abstractNumId")
            levels = dict(definitions.get(definition, {}))
            for override in entry.iterfind(f"{W}lvlOverride"):
                at = int(number(override.get(f"{W}ilvl")))
                own = override.find(f"{W}lvl")
                level = _level(own)[1] if own is not None else levels.get(at, _Level("decimal", 1, f"%{at + 1}."))
                start = value(override, "startOverride")
                levels[at] = level._replace(start=int(number(start))) if start else level
            self._levels[key] = levels
            self._definition[key] = definition
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def item(self, key: str, level: int) -> Item | None:
        """The next item of a list at a level; None if the file has no such numbering, or one without labels."""
        levels = self._levels.get(key)
        if not levels or level not in levels:
            return None
        kind = levels[level]
        if kind.form == "none":
            return None
        counts = self._counts[key]
        counts[level] = counts.get(level, kind.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        numbering = _NUMBERINGS.get(kind.form)
        if kind.form == "bullet" or numbering is None:
            return Item(key, level)
        label = re.sub(r"%(\d)", lambda match: self._shown(levels, counts, int(match[1]) - 1), kind.label)
        return Item(key, level, True, counts[level], numbering, label)

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        kind = levels.get(level, _Level("decimal", 1, ""))
        return counted(counts.get(level, kind.start), _NUMBERINGS.get(kind.form, "decimal"))


def _level(entry: Any) -> tuple[int, _Level]:
    at = int(number(entry.get(f"{W}ilvl")))
    start = int(number(value(entry, "start", "1"), 1))
    return at, _Level(value(entry, "numFmt", "decimal"), start, value(entry, "lvlText"))


def counted(count: int, numbering: str) -> str:
    """A number as it is printed: ``counted(4, "lower_roman")`` is ``iv``."""
    if numbering == "decimal" or not 0 < count < _MOST:
        return str(count)
    if numbering.endswith("alpha"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    else:
        letters = ""
        for amount, roman in _ROMAN:
            letters += roman * (count // amount)
            count %= amount
    return letters.upper() if numbering.startswith("upper") else letters
