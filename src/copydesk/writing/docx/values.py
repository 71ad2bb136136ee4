"""Values in the XML of a Word file that another program has written: anything may be missing or invalid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from copydesk.writing.docx.xml import W

ON = ("1", "true", "on")
"""The values of an attribute that is switched on."""


def value(element: Any, name: str) -> str:
    """The ``w:val`` of a descendant with this name; empty if there is none."""
    descendant = element.find(f".//{W}{name}")
    return "" if descendant is None else str(descendant.get(f"{W}val", ""))


def number(text: str | None) -> int:
    """A whole number; 0 for anything else."""
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else 0


_LENGTH = re.compile(r"(-?[\d.]+)(mm|cm|in|pt|pc|pi)?")
_UNITS = {None: 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def twips(text: str | None) -> int:
    """A length of a Word file, ``"708"`` or ``"12.5mm"``, in twips; 0 for anything else."""
    match = _LENGTH.fullmatch(text or "0")
    return round(float(match[1]) * _UNITS[match[2]]) if match else 0


def children_as_xml(element: Any, names: Iterable[str]) -> dict[str, str]:
    """The XML of the children with these names, without references to other parts and without other namespaces."""
    from lxml import etree

    children = {}
    for one in element:
        name = str(one.tag).removeprefix(W)
        if name in names:
            copy = deepcopy(one)
            for other in list(copy.iter()):
                if not str(other.tag).startswith(W):
                    other.getparent().remove(other)
                for attribute in [a for a in other.attrib if not a.startswith(W) or a.startswith(f"{W}rsid")]:
                    del other.attrib[attribute]
            etree.cleanup_namespaces(copy)
            children[name] = etree.tostring(copy, encoding="unicode", with_tail=False)
    return children
