"""The elements of pandoc's document in JSON."""

from __future__ import annotations

from typing import Any

Element = dict[str, Any]
Elements = list[Element]  # a visitor has a method named list

SPACE: Element = {"t": "Space"}
NO_ATTRIBUTES: Any = ["", [], []]


def element(kind: str, content: Any) -> Element:
    return {"t": kind, "c": content}


def para(inlines: Elements) -> Element:
    return element("Para", inlines)


def div(name: str, blocks: Elements) -> Element:
    """A division of this class."""
    return element("Div", [["", [name], []], blocks])


def words(text: str) -> Elements:
    """Words as pandoc elements: ``Str``, separated by ``Space``."""
    elements: Elements = []
    for index, word in enumerate(text.split(" ")):
        elements += [SPACE] if index else []
        elements += [element("Str", word)] if word else []
    return elements
