"""Elements of the pages of an e-book: what they are, their words, and how they are taken out."""

from __future__ import annotations

from typing import Any

_TYPE = "{http://www.idpf.org/2007/ops}type"


def types_of(element: Any) -> set[str]:
    """What an element is, by the vocabularies of EPUB and of DPUB-ARIA."""
    kinds = element.get(_TYPE, ""), element.get("epub:type", ""), element.get("role", "").replace("doc-", "")
    return set(" ".join(kinds).split())


def words_in(element: Any) -> str:
    """The words of an element on one line."""
    return " ".join("".join(text for text in element.itertext() if isinstance(text, str)).split())


def remove(element: Any) -> None:
    """Removes an element, but not the text behind it."""
    parent, tail = element.getparent(), element.tail
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
