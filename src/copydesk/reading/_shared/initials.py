"""Large initials that pages set in elements of their own (drop caps): put back before the rest of their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from copydesk.locales import every_locale
from copydesk.reading._shared.xml import name_of, remove

ALONE = frozenset("AEIOUYÀÁÉÈÓÒÖÅÆ")
"""Capitals that may be words of one letter."""

_CLASS = re.compile(
    r"(?:.*[-_])?(?:drop(?:ped)?[-_]?cap(?:ital)?s?|initials?|lettrine|versals?|first[-_]?letter)(?:[-_].*)?"
)
_FLOATS = re.compile(r"float\s*:\s*left", re.IGNORECASE)
_LARGE = re.compile(r"font-size|line-height|initial-letter", re.IGNORECASE)
_INITIAL = re.compile(r"[\"“„«‘'‹¿¡]?[^\W\d_][\"”’']?")
_WORD = re.compile(r"[^\W\d_]+")
_ITSELF_AND_ANOTHER = 2
_ENGLISH = "AI"
_ONSET = re.compile(
    r"(?:[b-df-hj-np-tv-z]|[bcdfgkpt]r|[bcfgps]l|s[ckmnptw]|[cgpstw]h|tw|kn|wr|qu|s(?:ch|cr|pl|pr|tr))[aeiouy]"
)
_FRAME = 3  # elements that hold an initial and nothing else
_UNSEEN = ("script", "style", "template", "textarea", "noscript", "title")
"""Elements whose text is none of the article's."""
_OF_LISTS = ("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "th")
"""Elements in which a letter stands for itself, as above the entries of a glossary."""


class _Slot(NamedTuple):
    """A place of text: in an element, or behind its end; and whether a space stands before it."""

    element: Any
    behind: bool
    text: str

    def put(self, text: str) -> None:
        if self.behind:
            self.element.tail = text
        else:
            self.element.text = text


class _Words:
    """The words of a page, by which a letter is told that stands alone."""

    def __init__(self, root: Any) -> None:
        self._root = root

    @cached_property
    def _counts(self) -> Counter[str]:
        texts = (text for text in self._root.itertext() if isinstance(text, str))
        return Counter(word.casefold() for text in texts for word in _WORD.findall(text))

    def are_one(self, initial: str, rest: str) -> bool:
        """Whether a letter that may be a word begins the word whose rest this is, by the words of the page and those of
        all languages; else by how English words begin, which alone has many that follow such a letter."""
        for word, is_one in ((initial + rest, True), (rest, False)):
            needed = 1 if is_one else _ITSELF_AND_ANOTHER
            folded = word.casefold()
            if self._counts[folded] >= needed or any(folded in locale.function_words for locale in every_locale()):
                return is_one
        return initial not in _ENGLISH or not _ONSET.match(rest.casefold())


def join_initials(root: Any) -> None:
    """Moves each initial that stands in an element of its own, or is a picture of a letter, to the text behind it."""
    words = _Words(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        initial = _initial_of(element)
        slot = _slot_behind(element) if initial else None
        if slot is None:
            continue
        rest = _WORD.match(slot.text.lstrip())
        if rest is None or not (_is_declared(element) or slot.text[:1].isalpha()):
            continue
        letter = next(filter(str.isalpha, initial))
        is_name = rest[0].istitle() and not rest[0].isupper()
        if is_name and letter not in ALONE:
            continue
        is_one = letter not in ALONE or (not is_name and _is_of_word(letter, rest[0], slot, words))
        gap = "" if is_one else " "
        slot.put(f"{initial}{gap}{slot.text.lstrip()}")
        remove(element)


def _is_of_word(letter: str, rest: str, slot: _Slot, words: _Words) -> bool:
    """Whether a letter that may be a word is the beginning of one: in a line spaces tell."""
    return slot.text[:1].isalpha() if slot.behind else words.are_one(letter, rest)


def _initial_of(element: Any) -> str:
    """The letter that an element shows, with a quotation mark; empty if it holds more, or is not set as an initial."""
    if name_of(element) == "img":
        initial = (element.get("alt") or "").strip()
    elif _is_declared(element):
        texts = [text for text in element.itertext() if isinstance(text, str)]
        pictures = [
            (one.get("alt") or "") for one in element.iter() if isinstance(one.tag, str) and name_of(one) == "img"
        ]
        initial = "".join((*texts, *pictures)).strip()
    else:
        return ""
    return initial if _INITIAL.fullmatch(initial) and initial != initial.lower() else ""


def _is_declared(element: Any) -> bool:
    classes = (element.get("class") or "").lower().split()
    style = element.get("style") or ""
    return any(map(_CLASS.fullmatch, classes)) or bool(_FLOATS.search(style) and _LARGE.search(style))


def _slot_behind(element: Any) -> _Slot | None:
    """Where the text right behind an element is, in the elements around it that hold nothing else or in the next."""
    for outer in _alone(element):
        if (outer.tail or "").strip():
            return _Slot(outer, True, outer.tail)
        following = outer.getnext()
        while following is not None:
            if name_of(following) in ("", *_UNSEEN):
                return None
            if (following.text or "").strip():
                return _Slot(following, False, following.text)
            following = next(iter(following), None)
        if outer.getnext() is not None:
            return None
    return None


def _alone(element: Any) -> Iterator[Any]:
    """An element, and those around it that hold nothing but it; none that stands for itself."""
    for _ in range(_FRAME):
        if name_of(element) in _OF_LISTS:
            return
        yield element
        element = element.getparent()
        if element is None or element.getparent() is None or len(element) != 1 or (element.text or "").strip():
            return
