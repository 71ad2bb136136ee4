"""Keeps the printed words of a head that ``-M`` replaces: none is lost.

``-M`` sets metadata; it deletes no words. Printed words that the new value does not contain are kept by one rule:

* A correction, similar to the printed words (``Ana Riuz`` -> ``Ana Ruiz``), sets the printed words aside as furniture
  of kind ``replaced``. So does another date.
* Otherwise the printed words had probably been given the wrong role, such as a deck read as a byline. They go back into
  the text where they stood, as a paragraph.

A Problem of kind ``replaced`` reports either; it is no fault, since the user asked for it. There is none if the new
value contains every printed word.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.tree import (
    Article,
    Byline,
    Dateline,
    Furniture,
    Head,
    Inline,
    Located,
    Origin,
    Paragraph,
    PubDate,
    Section,
    Text,
)
from copydesk.visit import HEAD_ORDER, plain, walk

__all__ = ["Kept", "keep_replaced"]

_ALIKE = 0.6
"""The least similarity, from 0 to 1, of a correction to the words that it corrects."""

_NAMES = {
    "kicker": "the kicker",
    "headline": "the headline",
    "deck": "the deck",
    "bylines": "the byline",
    "dates": "the date",
    "editors_note": "the editor's note",
    "dateline": "the dateline",
}


class Kept(NamedTuple):
    """An article with all its printed words, and problems that say where the replaced ones went."""

    article: Article
    problems: tuple[Problem, ...] = ()


def keep_replaced(before: Article, after: Article) -> Kept:
    """The amended article ``after``, with the words of the head of ``before`` that it lacks."""
    problems: list[Problem] = []
    set_aside: list[Furniture] = []
    in_text: list[Located] = []
    for field in HEAD_ORDER:
        value = " ".join(" ".join(plain(node).split()) for node in _nodes(after.head, field))
        for node in _nodes(before.head, field):
            printed = " ".join(plain(node).split())
            if node in _nodes(after.head, field) or not Counter(_words(printed)) - Counter(_words(value)):
                continue
            new_value = f"{value!r}" if value else "nothing"
            if value and (isinstance(node, PubDate) or _alike(printed, value)):
                set_aside.append(Furniture(printed, "replaced", origin=node.origin))
                problems.append(_problem(f"{_NAMES[field]} {printed!r} was set aside for {new_value}"))
            else:
                in_text.append(node)
                problems.append(_problem(f"{_NAMES[field]} {printed!r} went into the text; {new_value} took its place"))
    body = after.body
    for node in reversed(in_text):
        body = _with_words_of(body, node)
    return Kept(replace(after, body=body, furniture=(*after.furniture, *set_aside)), tuple(problems))


def _problem(message: str) -> Problem:
    return Problem("replaced", None, message)


def _nodes(head: Head, field: str) -> tuple[Located, ...]:
    value = getattr(head, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _alike(printed: str, value: str) -> bool:
    matcher = SequenceMatcher(None, "".join(_words(printed)), "".join(_words(value)), autojunk=False)
    return matcher.ratio() >= _ALIKE


def _with_words_of(body: tuple[Section, ...], node: Located) -> tuple[Section, ...]:
    """The body with the words of a head node inserted at their original position."""
    start = _start(node)
    index = sum(_start(section) < start for section in body)
    first = body[index] if index < len(body) else None
    if isinstance(node, Dateline) and isinstance(first, Paragraph):  # it was run in with the paragraph
        opened = replace(first, inlines=_merged(f"{node.text} ", first.inlines), origin=_both(node, first))
        return (*body[:index], opened, *body[index + 1 :])
    return (*body[:index], Paragraph(_inlines(node), origin=node.origin), *body[index:])


def _start(node: Located) -> int:
    """Where the words of a node, or of the nodes in it, begin in the raw text; 0 if that is not known."""
    origins = (each.origin for each in walk(node) if isinstance(each, Located) and each.origin)
    return min((span.start for origin in origins for span in origin.spans), default=0)


def _inlines(node: Located) -> tuple[Inline, ...]:
    if isinstance(node, (Byline, Dateline, PubDate)):
        return (Text(node.text),)
    inlines: tuple[Inline, ...] = getattr(node, "inlines", ())
    return inlines


def _merged(words: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if inlines and isinstance(inlines[0], Text):
        return (Text(words + inlines[0].text), *inlines[1:])
    return (Text(words), *inlines)


def _both(node: Located, paragraph: Paragraph) -> Origin | None:
    """The origin of the paragraph, extended by the spans of the node."""
    if node.origin is None or paragraph.origin is None:
        return paragraph.origin or node.origin
    return replace(paragraph.origin, spans=(*node.origin.spans, *paragraph.origin.spans))
