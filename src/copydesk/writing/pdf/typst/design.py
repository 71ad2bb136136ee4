"""A style's ``typst.toml`` and the custom properties of its ``print.css``, as the numbers that the template needs.

Lengths become points, sizes and leadings multiples of ``em``, colours ``#rrggbb``, rules ``[points, colour]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from copydesk.errors import UsageError, named
from copydesk.style import PAPERS, Style
from copydesk.writing._shared.font_files import NEED_OTHER_ITALICS, OTHER_ITALICS
from copydesk.writing.pdf.typst.tokens import Page, tokens

FILE = "typst.toml"

MM = 72 / 25.4
"""Points of a millimetre."""

_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|mm|em|rem|rlh|vh|px|cm|in|pc|%)?")
_ABSOLUTE = {"pt": 1.0, "px": 0.75, "mm": MM, "cm": 10 * MM, "in": 72.0, "pc": 12.0, "": 1.0}
"""Points of each unit that is the same everywhere."""

_ROOT = 12.0
"""The points of type that ``em``, ``rem`` and a percentage refer to in the size of the text itself, as in CSS."""
_FEATURE = re.compile(r'"(\w{4})"\s*(\d+)?')
_GENERIC = ("serif", "sans-serif", "monospace")
_FONTS = ("text", "display", "label", "code")
_LENGTHS = ("before", "after", "top", "bottom", "start", "end", "gap", "reach", "item", "stanza", "cell")
_RULES = ("rule", "rule-top", "rule-bottom", "rule-start", "header-rule", "row-rule")
_COLOURS = ("colour", "fill")

TIGHT = 0.975, 0.96
"""What size and leading are multiplied by, to save a page."""


class Measures:
    """The lengths of a style for a page: ``Measures(tokens).points("2rlh")``."""

    def __init__(self, properties: dict[str, str], paper: str, *, tight: bool) -> None:
        self.properties = properties
        self.size, self.leading = _size_of_text(properties["size"]), _leading_of_text(properties)
        if tight:
            self.size, self.leading = self.size * TIGHT[0], self.leading * TIGHT[1]
        self.width, self.height = (side * MM for side in PAPERS[paper])

    def points(self, value: object, em: float = 1) -> float:
        """A length in points; ``em`` is the size of type that it refers to, in multiples of the text's."""
        relative = {
            "em": em * self.size, "rem": self.size, "rlh": self.size * self.leading, "vh": self.height / 100,
        }  # fmt: skip
        return _points(self.value(value), relative)

    def token(self, name: str) -> float:
        """The length that a custom property says, in points."""
        with named(f"--{name}", UsageError):
            return self.points(self.properties[name])

    def value(self, value: object) -> str:
        """A value, with ``$name`` replaced by that custom property."""
        text = str(value).strip()
        return self.properties.get(text[1:], "0") if text.startswith("$") else text

    def colour(self, name: str) -> str:
        """A colour by the name of its custom property, or as it is."""
        return self.properties.get(name, name)


def _points(text: str, relative: Mapping[str, float]) -> float:
    """A length in points; ``relative`` has those of the units that depend on something. Raises UsageError."""
    match = _LENGTH.fullmatch(text)
    unit = {**_ABSOLUTE, **relative}.get(match[2] or "") if match else None
    if match is None or unit is None:
        raise UsageError(f"{text!r} is no length", "Write it as in 2mm, 9pt, 1.2em or 0.5rlh")
    return round(float(match[1]) * unit, 3)


def _size_of_text(text: str) -> float:
    with named("--size", UsageError):
        return _points(text, {"em": _ROOT, "rem": _ROOT, "%": _ROOT / 100})


def _leading_of_text(properties: dict[str, str]) -> float:
    """The height of a line as a multiple of the size, from a number, a percentage or a length."""
    text, size = properties["leading"], _size_of_text(properties["size"])
    with named("--leading", UsageError):
        points = _points(text, {"em": size, "rem": size, "%": size / 100})
    return points if text.endswith(tuple("0123456789")) else points / size


def _columns(text: str) -> int:
    if text == "auto":
        return 1
    if not text.isdecimal() or text == "0":
        raise UsageError(f"--columns: {text!r} is no number of columns", "Write it as in 2, or auto")
    return int(text)


@cache
def design(style: Style, page: Page, *, tight: bool = False) -> dict[str, Any]:
    """All that the template needs to know of a style for pages in this language, direction and paper.

    Raises UsageError if the style has no ``typst.toml``, nor any parent, or a value in it cannot be used."""
    properties = tokens(style.sheet("print.css"), page)
    measures = Measures(properties, page.paper, tight=tight)
    table = style.table(FILE)
    own: dict[str, Any] = table.get(page.paper, {})
    kinds = {name: {**kind, **own.get(name, {})} for name, kind in table.items() if name not in PAPERS}
    for deeper in ("heading3", "heading4"):
        kinds[deeper] = {**kinds["heading"], **kinds[deeper]}
    leading_of_text = measures.leading
    spaces = {"column-rule": "none", **properties}
    return {
        "paper": [round(measures.width, 3), round(measures.height, 3)],
        "margins": _margins(measures, properties["margins"]),
        "first": measures.token("first-margin"),
        "size": measures.size,
        "leading": leading_of_text,
        "columns": _columns(properties["columns"]),
        "gutter": measures.token("gutter"),
        "column-rule": _rule(measures, spaces["column-rule"].replace("solid ", "")),
        "ink": measures.colour("ink"),
        "paper-colour": None if (ground := properties["paper-colour"]) == "transparent" else ground,
        "justify": properties["align"] == "justify",
        "hyphenate": properties["hyphens"] == "auto",
        "italic": properties["italic"] == "italic",
        "caps": properties["small-caps"] == "small-caps",
        "figures": _figures(properties["figures"]),
        "features": {name: int(on or 1) for name, on in _FEATURE.findall(properties["features"])},
        "fonts": {name: _families(properties, name) for name in _FONTS},
        "italics": {name: _italics(_families(properties, name), page.lang) for name in _FONTS},
        "picture-height": _picture_height(measures, properties),
        "gaps": {
            name: measures.token(token)
            for name, token in {
                "block": "gap",
                "paragraph": "paragraph-gap",
                "question": "question-gap",
                "speech": "speech-gap",
                "heading": "heading-gap",
            }.items()
        },
        "indent": measures.token("indent"),
        "kinds": {name: _kind(measures, kind) for name, kind in kinds.items()},
    }


def _kind(measures: Measures, kind: dict[str, Any]) -> dict[str, Any]:
    """A kind of block with its values as numbers. Raises UsageError for one that cannot be used."""
    size = _size(measures, kind.get("size", "1em"))
    leading = float(kind.get("leading", measures.leading))
    if "line" in kind:
        leading = measures.points(kind["line"]) / (size * measures.size)
    resolved: dict[str, Any] = {**kind, "size": round(size, 4), "leading": round(leading, 4)}
    for name in _LENGTHS:
        if name in kind:
            resolved[name] = measures.points(kind[name], size)
    for name in _RULES:
        if name in kind:
            resolved[name] = _rule(measures, kind[name])
    for name in _COLOURS:
        if name in kind:
            resolved[name] = measures.colour(kind[name])
    for name in ("many", "small"):
        if name in kind:
            resolved[name] = round(_size(measures, kind[name]), 4)
    if isinstance(kind.get("width"), str):
        resolved["width"] = measures.points(kind["width"])
    if "figures" in kind:
        resolved["figures"] = _figures(kind["figures"])
    return resolved


def _size(measures: Measures, value: object) -> float:
    """A size of type as a multiple of the text's."""
    text = measures.value(value)
    match = _LENGTH.fullmatch(text)
    return float(match[1]) if match and match[2] == "em" else measures.points(text) / measures.size


def _rule(measures: Measures, value: str) -> list[Any] | None:
    """A rule such as ``"0.5pt quiet"``: its thickness and colour, None for none."""
    if value in ("", "none"):
        return None
    thickness, _, colour = value.partition(" ")
    return [measures.points(thickness), measures.colour(colour)]


def _margins(measures: Measures, value: str) -> list[float]:
    """The margins as CSS gives them, one to four lengths: top, right, bottom, left."""
    with named("--margins", UsageError):
        sides = [measures.points(side) for side in value.split()]
    top, right = sides[0], sides[1] if len(sides) > 1 else sides[0]
    return [top, right, sides[2] if len(sides) > 2 else top, sides[3] if len(sides) > 3 else right]


def _picture_height(measures: Measures, properties: dict[str, str]) -> float:
    """The greatest height of a picture; ``vh`` is a hundredth of the area of the text."""
    top, _, bottom, _ = _margins(measures, properties["margins"])
    value = properties["picture-height"]
    if not value.endswith("vh"):
        return measures.token("picture-height")
    return round(float(value.removesuffix("vh")) / 100 * (measures.height - top - bottom), 3)


def _figures(value: str) -> dict[str, str]:
    """OpenType's kinds of figures as typst names them."""
    kinds = {"oldstyle-nums": ("number-type", "old-style"), "lining-nums": ("number-type", "lining")}
    kinds["tabular-nums"] = ("number-width", "tabular")
    return dict(kinds[word] for word in value.split() if word in kinds)


def _families(properties: dict[str, str], name: str) -> list[str]:
    listed = (family.strip().strip("\"'") for family in properties[f"{name}-font"].split(","))
    return [family for family in listed if family and family not in _GENERIC]


def _italics(families: list[str], lang: str) -> list[str]:
    """The families of italics: of languages whose letters the first one's italic lacks, another comes first."""
    if lang.split("-", maxsplit=1)[0].lower() not in NEED_OTHER_ITALICS:
        return families
    return [OTHER_ITALICS.get(family, family) for family in families]
