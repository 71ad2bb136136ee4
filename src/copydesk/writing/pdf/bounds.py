"""Limits the time that WeasyPrint takes: splits what it sets in quadratic time into pieces.

For each line of a long text it processes the whole text, and for each line of a long word without a line break all
possible breaks of that word. The pieces are separate elements in the same text: the words do not change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

LONG_WORD = 120
"""Characters from which a word may be broken anywhere, without a hyphen."""

LONG_TEXT = 4000
"""Characters from which a text is split into pieces, at spaces if possible."""

MARKS = 30
"""The most combining marks of one letter that are set: more would cover the lines above, and take minutes."""

_LONG_WORD = re.compile(rf"\S{{{LONG_WORD},}}")


_NOT_LATIN = re.compile(rf"[^\x00-\u02ff]{{{MARKS + 1},}}")
"""Text that may contain more marks: no character before U+0300 is one."""


def few_marks(words: str) -> str:
    """The words with at most ``MARKS`` combining marks on each letter."""
    return _NOT_LATIN.sub(lambda run: _few_marks(run[0]), words)


def _few_marks(words: str) -> str:
    kept: list[str] = []
    count = 0
    for character in words:
        count = count + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if count <= MARKS:
            kept.append(character)
    return "".join(kept)


def bound(root: Element) -> None:
    """Splits long texts and long words of a page of HTML into pieces, in place."""
    for element in list(root.iter()):
        if element.tag not in ("head", "title", "style", "a") and any(map(_is_long, _texts(element))):
            _split(element)


def _texts(element: Element) -> Iterator[str | None]:
    """The texts of an element that may have to be split: its own, and those of links in it."""
    yield element.text
    for child in element:
        yield child.tail
        if child.tag == "a":
            yield child.text


def _split(element: Element) -> None:
    """Splits the long texts of an element into pieces. A link becomes one link for each piece, for the reason given in
    `PdfVisitor.link`."""
    children = list(element)
    texts = [element.text, *(child.tail for child in children)]
    element.text = None
    element[:] = []
    for child, text in zip([None, *children], texts, strict=True):
        if child is not None:
            child.tail = None
            element.extend(
                _in_pieces(child.text or "", child) if child.tag == "a" and _is_long(child.text) else [child]
            )
        if _is_long(text):
            element.extend(_in_pieces(text or "", Element("span")))
        elif child is None:
            element.text = text
        else:
            element[-1].tail = text


def _is_long(text: str | None) -> bool:
    return text is not None and (len(text) > LONG_TEXT or bool(_LONG_WORD.search(text)))


def _in_pieces(text: str, like: Element) -> Iterator[Element]:
    """The pieces of a text, each in an element like this one; the first has its id."""
    attributes = dict(like.attrib)
    for piece, is_word in _pieces(text):
        classes = [*attributes.get("class", "").split(), *(["long-word"] if is_word else [])]
        part = Element(like.tag, {**attributes, **({"class": " ".join(classes)} if classes else {})})
        part.text = piece
        attributes.pop("id", None)
        yield part


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether it is part of a long word."""
    start = 0
    for word in _LONG_WORD.finditer(text):
        yield from ((piece, False) for piece in _cut(text[start : word.start()]))
        yield from ((word[0][at : at + LONG_WORD], True) for at in range(0, len(word[0]), LONG_WORD))
        start = word.end()
    yield from ((piece, False) for piece in _cut(text[start:]))


def _cut(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > LONG_TEXT:
        end = text.rfind(" ", start + 1, start + LONG_TEXT)
        end = end if end > start else start + LONG_TEXT
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]
