"""The styles of an OpenDocument text: their names, and the type that they come to after all that they inherit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.reading._shared.numbers import whole
from copydesk.reading.office.opendocument.names import FO, OFFICE, STYLE, TEXT, attribute

_DEEPEST = 30
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|px)")
_ENCODED = re.compile(r"_([0-9a-f]{2,4})_")
_NUMBERINGS = {"1": "decimal", "a": "lower_alpha", "A": "upper_alpha", "i": "lower_roman", "I": "upper_roman"}


class Level(NamedTuple):
    """How the items of a list are labelled at a level."""

    ordered: bool = False
    numbering: str = "decimal"
    start: int = 1
    prefix: str = ""
    suffix: str = "."


class Style(NamedTuple):
    """A style: its name and those that it is based on, in lower case, and what all of them state, in points."""

    names: tuple[str, ...] = ()
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    struck: bool = False
    align: str = ""
    indent: float = 0.0
    right: float = 0.0
    before: float = 0.0
    new_page: bool = False
    outline: int = 0


class Styles:
    """The styles of the parts ``content.xml`` and ``styles.xml``, by family and key."""

    def __init__(self, *roots: Any) -> None:
        self._entries: dict[tuple[str, str], Any] = {}
        self._defaults: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        for root in roots:
            for entry in [] if root is None else root.iter(f"{STYLE}style"):
                self._entries.setdefault((entry.get(f"{STYLE}family", ""), entry.get(f"{STYLE}name", "")), entry)
            for entry in [] if root is None else root.iter(f"{STYLE}default-style"):
                self._defaults.setdefault(entry.get(f"{STYLE}family", ""), entry)
            for entry in [] if root is None else root.iter(f"{TEXT}list-style"):
                self._lists.setdefault(entry.get(f"{STYLE}name", ""), entry)
        self._known: dict[tuple[str, str], Style] = {}

    def of(self, family: str, key: str) -> Style:
        """The style of a family, ``paragraph`` or ``text``, with this key."""
        if (family, key) not in self._known:
            self._known[family, key] = self._resolved(family, key)
        return self._known[family, key]

    def _chain(self, family: str, key: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            entry = self._entries.get((family, key))
            if entry is None:
                break
            yield entry
            key = entry.get(f"{STYLE}parent-style-name", "")
        if family in self._defaults:
            yield self._defaults[family]

    def _resolved(self, family: str, key: str) -> Style:
        entries = list(self._chain(family, key))
        automatic = [entry for entry in entries if entry.getparent().tag == f"{OFFICE}automatic-styles"]
        named = [entry for entry in entries if entry not in automatic and entry.get(f"{STYLE}name")]
        names = tuple(_name(entry) for entry in named)
        if not names and key:
            names = (_decoded(key),)

        def first(part: str, name: str) -> str:
            values = (_property(entry, part, name) for entry in entries)
            return next(filter(None, values), "")

        size = _points(first("text", f"{FO}font-size"))
        weight, slant = first("text", f"{FO}font-weight"), first("text", f"{FO}font-style")
        position = first("text", f"{STYLE}text-position")
        line = first("text", f"{STYLE}text-line-through-style") or first("text", f"{STYLE}text-line-through-type")
        hidden = first("text", f"{TEXT}display")
        outline = next(filter(None, (entry.get(f"{STYLE}default-outline-level") for entry in entries)), "0")
        return Style(
            names=names,
            size=size or None,
            bold=_is_bold(weight) if weight else None,
            italic=slant in ("italic", "oblique") if slant else None,
            raised=_is_raised(position) if position else None,
            hidden=hidden == "none" if hidden else None,
            struck=line not in ("", "none"),
            align={"center": "center", "end": "right", "right": "right", "justify": "justify"}.get(
                first("paragraph", f"{FO}text-align"), ""
            ),
            indent=_points(first("paragraph", f"{FO}margin-left")),
            right=_points(first("paragraph", f"{FO}margin-right")),
            before=_points(first("paragraph", f"{FO}margin-top")),
            new_page=first("paragraph", f"{FO}break-before") == "page",
            outline=whole(outline),
        )

    def level(self, key: str, level: int) -> Level:
        """How the items of a list style are labelled at a level from 0."""
        entry = self._lists.get(key)
        for child in [] if entry is None else entry:
            if attribute(child, TEXT, "level") != str(level + 1):
                continue
            form = attribute(child, STYLE, "num-format")
            if child.tag != f"{TEXT}list-level-style-number" or not form:
                return Level()
            return Level(
                True,
                _NUMBERINGS.get(form, "decimal"),
                whole(attribute(child, TEXT, "start-value"), 1),
                attribute(child, STYLE, "num-prefix"),
                attribute(child, STYLE, "num-suffix"),
            )
        return Level()


def _name(entry: Any) -> str:
    return (entry.get(f"{STYLE}display-name") or _decoded(entry.get(f"{STYLE}name", ""))).lower()


def _decoded(key: str) -> str:
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), key).lower()


def _property(entry: Any, part: str, name: str) -> str:
    properties = entry.find(f"{STYLE}{part}-properties")
    return "" if properties is None else properties.get(name, "")


def _points(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _is_bold(weight: str) -> bool:
    return weight == "bold" or whole(weight) >= 600


def _is_raised(position: str) -> bool:
    first = position.partition(" ")[0]
    return first == "super" or whole(first.rstrip("%")) > 0
