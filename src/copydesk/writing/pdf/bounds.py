"""Bounds on the time that WeasyPrint takes: what it sets in a time that grows with the square of a length, in pieces.

Each line of a long text costs it the whole text, and each line of a long word that gives no place to break costs it all
breaks of that word. Pieces are elements of their own in the same text: the words stay the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

LONG_WORD = 120
"""Characters between two spaces from which a word is broken wherever a line ends, without a hyphen."""

LONG_TEXT = 4000
"""Characters of a text from which it is set in pieces, which end at spaces where they can."""

MARKS = 30
"""Combining marks of one letter that are set: more would stand over the lines above, and take minutes."""

_LONG_WORD = re.compile(rf"\S{{{LONG_WORD},}}")


_NOT_LATIN = re.compile(rf"[^\x00-\u02ff]{{{MARKS + 1},}}")
"""Where so many marks may stand: no mark is among the characters before U+0300."""


def few_marks(words: str) -> str:
    """The words, without the combining marks by which a letter has more than are set."""
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
    """Puts long texts and long words of a page of HTML in pieces."""
    for element in list(root.iter()):
        if element.tag not in ("head", "title", "style", "a") and any(map(_is_long, _texts(element))):
            _split(element)


def _texts(element: Element) -> Iterator[str | None]:
    """The texts that may have to be split in an element: its own, and those of the links in it."""
    yield element.text
    for child in element:
        yield child.tail
        if child.tag == "a":
            yield child.text


def _split(element: Element) -> None:
    """Puts the long texts of an element in pieces. A link becomes a link for each piece, for the reason that
    `PdfVisitor.link` tells."""
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
    """The pieces of a text, each in an element like this one; the first bears its id."""
    attributes = dict(like.attrib)
    for piece, is_word in _pieces(text):
        classes = [*attributes.get("class", "").split(), *(["long-word"] if is_word else [])]
        made = Element(like.tag, {**attributes, **({"class": " ".join(classes)} if classes else {})})
        made.text = piece
        attributes.pop("id", None)
        yield made


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each of which is or is not a part of a long word."""
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
