"""The elements of pandoc's document in JSON."""

from __future__ import annotations

from collections.abc import Iterator
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


MERGED = 120
"""Characters up to which words are put into one element."""


def merged(value: Any) -> Any:
    """A document with fewer elements: ``Str "the", Space, Str "old", Space`` become ``Str "the old "``.

    pandoc takes a kilobyte and more for each element, and writes the same for both, as it wraps no lines. Only words of
    letters are merged, and none that may begin a line, in which some formats would see markup.
    """
    if isinstance(value, list):
        is_of_inlines = any(isinstance(part, dict) and part.get("t") == "Space" for part in value)
        return list(_merged(value)) if is_of_inlines else [merged(part) for part in value]
    if isinstance(value, dict):
        return {key: merged(part) for key, part in value.items()}
    return value


def _merged(inlines: Elements) -> Iterator[Element]:
    run = ""  # words and the spaces between them, to become one element
    at_start = True
    for inline in inlines:
        kind = inline["t"]
        is_word = kind == "Str" and inline["c"].isalpha() and not at_start
        at_start = kind == "LineBreak"
        if is_word and (not run or run.endswith(" ")):
            run += inline["c"]
        elif kind == "Space" and run and not run.endswith(" ") and len(run) < MERGED:
            run += " "
        else:
            yield from _of_run(run)
            run = inline["c"] if is_word else ""
            if not is_word:
                yield merged(inline)
    yield from _of_run(run)


def _of_run(run: str) -> Iterator[Element]:
    if run:
        yield element("Str", run.rstrip(" "))
    if run.endswith(" "):
        yield SPACE
