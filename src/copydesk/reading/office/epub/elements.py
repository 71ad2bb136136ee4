"""Elements of the pages of an e-book: what they are, their words, and how they are taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WITHIN_WORDS = frozenset(
    [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
        "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ]
)  # fmt: skip
_TYPE = "{http://www.idpf.org/2007/ops}type"


def types_of(element: Any) -> set[str]:
    """What an element is, by the vocabularies of EPUB and of DPUB-ARIA."""
    kinds = element.get(_TYPE, ""), element.get("epub:type", ""), element.get("role", "").replace("doc-", "")
    return set(" ".join(kinds).split())


def words_in(element: Any) -> str:
    """The words of an element on one line."""
    return " ".join("".join(text for text in element.itertext() if isinstance(text, str)).split())


def all_words(element: Any) -> str:
    """The words of an element that holds blocks, also those in none, on one line: blocks are apart."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    apart = "" if element.tag in _WITHIN_WORDS else " "
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            yield from _pieces(child)
        yield child.tail or ""
    yield apart
