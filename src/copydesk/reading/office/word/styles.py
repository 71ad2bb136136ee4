"""The styles of a Word file: their names, and the type that a run or a paragraph has after all that they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.reading.office.word.names import W, number, switch, value

_DEEPEST = 30


class Type(NamedTuple):
    """How a run is set; None where nothing is stated. ``size`` is in points, ``colour`` in
    the six digits of the web, empty for that of usual text."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    colour: str | None = None

    def over(self, below: Type) -> Type:
        """This, with what it does not state from ``below``."""
        merged: Any = [other if own is None else own for own, other in zip(self, below, strict=True)]
        return Type(*merged)


PLAIN = Type(size=10.0, bold=False, italic=False, raised=False, hidden=False, struck=False, colour="")


def type_of(properties: Any) -> Type:
    """What a ``w:rPr`` states."""
    if properties is None:
        return Type()
    half_points = value(properties, "sz")
    raised = value(properties, "vertAlign")
    return Type(
        size=number(half_points) / 2 if half_points else None,
        bold=switch(properties, "b"),
        italic=switch(properties, "i"),
        raised=raised == "superscript" if raised else None,
        hidden=switch(properties, "vanish"),
        struck=switch(properties, "dstrike") or switch(properties, "strike"),
        colour=_colour(value(properties, "color")),
    )


def _colour(stated: str) -> str | None:
    """The digits of a colour, empty for that of usual text; None if none is stated."""
    return None if not stated else "" if stated in ("auto", "000000") else stated.upper()


class Styles:
    """The styles of a file, by their keys. ``root`` is the root of its part, None if the file has none."""

    def __init__(self, root: Any) -> None:
        entries = [] if root is None else list(root.iterfind(f"{W}style"))
        self._by_key = {entry.get(f"{W}styleId", ""): entry for entry in entries}
        defaults = (
            entry
            for entry in entries
            if entry.get(f"{W}default") in ("1", "true") and entry.get(f"{W}type") == "paragraph"
        )
        self.default = next((entry.get(f"{W}styleId", "") for entry in defaults), "")
        run_defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = type_of(run_defaults).over(PLAIN)
        self._types: dict[str, Type] = {}

    def chain(self, key: str) -> Iterator[Any]:
        """The style with this key and those that it is based on, without end in no file."""
        for _ in range(_DEEPEST):
            entry = self._by_key.get(key)
            if entry is None:
                return
            yield entry
            key = value(entry, "basedOn")

    def names(self, key: str) -> tuple[str, ...]:
        """The names of a style and of those that it is based on, in lower case."""
        names = (value(entry, "name", key).lower() for entry in self.chain(key))
        return tuple(name.removesuffix(" (added)") for name in names)

    def type(self, key: str) -> Type:
        """The type of a style, with what it inherits but for the defaults of the file."""
        if key not in self._types:
            kind = Type()
            for entry in self.chain(key):
                kind = kind.over(type_of(entry.find(f"{W}rPr")))
            self._types[key] = kind
        return self._types[key]

    def paragraph_type(self, key: str) -> Type:
        """The type of a paragraph in a style."""
        return self.type(key or self.default).over(self._defaults)

    def property(self, key: str, own: Any, name: str) -> Any:
        """The element that states a property of a paragraph: its own, else the nearest style's; None if none does."""
        if own is not None and (stated := own.find(W + name)) is not None:
            return stated
        for entry in self.chain(key or self.default):
            stated = entry.find(f"{W}pPr/{W}{name}")
            if stated is not None:
                return stated
        return None
