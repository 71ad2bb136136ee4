"""Which characters a document may contain, and whether a finished one contains every word of its article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from copydesk import tree
from copydesk.problems import Problem
from copydesk.visit import walk
from copydesk.writing._shared.bidi import without_isolates

FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML forbids: control characters, lone surrogates, U+FFFE and U+FFFF."""


def allowed(words: str) -> str:
    """The words, with U+FFFD for each character that XML forbids."""
    return FORBIDDEN.sub("\ufffd", words)


def forbidden(words: str) -> Problem | None:
    """The Problem that reports characters that XML forbids, None if there are none."""
    characters = sorted(set(FORBIDDEN.findall(words)))
    if not characters:
        return None
    names = ", ".join(f"U+{ord(character):04X}" for character in characters)
    return Problem("character", None, f"{names} cannot stand in a document and was replaced by U+FFFD")


def clean(words: str, problems: list[Problem]) -> str:
    """The words, with U+FFFD and a problem, added once, for each character that XML forbids."""
    problem = forbidden(words)
    if problem is None:
        return words
    if problem not in problems:
        problems.append(problem)
    return allowed(words)


def words(*nodes: object, marks: bool = False) -> Iterator[str]:
    """The words of the nodes piece by piece, in reading order, including the ``alt`` of a figure whose picture is not
    shown; with ``marks`` also the marks of notes and of references to them."""
    for node in walk(nodes):
        if text := node_words(node, marks=marks):
            yield text


def node_words(node: tree.Node, *, marks: bool = False) -> str:
    """The words of a node itself, without those of its children; empty if it has none."""
    if isinstance(node, tree.Figure) and node.picture:
        return ""  # its alternative text describes what is shown
    kind = type(node)
    field = _FIELDS.get(kind) or (_MARKS.get(kind) if marks else None)
    return getattr(node, field) if field else ""


_FIELDS: dict[type, str] = {
    **dict.fromkeys((tree.Text, tree.Code, tree.Preformatted, tree.Byline, tree.PubDate, tree.Dateline), "text"),
    tree.Figure: "alt",
}
_MARKS: dict[type, str] = dict.fromkeys((tree.NoteRef, tree.Note), "mark")


_TAG = re.compile("<[^>]*>")


def shown(html: str) -> str:
    """The words that a piece of HTML made by copydesk shows; every ``<`` and ``>`` in them is escaped."""
    return unescape(_TAG.sub("", html))


def check(document_words: str, article_words: Iterable[str], document: str) -> tuple[Problem, ...]:
    """Compares the words read back from a document with those of the article, ignoring white space and isolate
    characters, which a document may express by elements.

    Returns a problem of kind ``lost`` if a word is missing, misplaced or repeated, else nothing.
    """
    expected = "".join(without_isolates(allowed("".join(article_words))).split())
    document_words = "".join(without_isolates(document_words).split())
    if document_words == expected:
        return ()
    pairs = enumerate(zip(document_words, expected, strict=False))
    position = next((position for position, (a, b) in pairs if a != b), min(len(document_words), len(expected)))
    near = expected[max(position - 20, 0) : position + 20]
    return (_lost(f"the {document} does not have the words of the article in order, near {near!r}"),)


_WORD = re.compile(r"[^\W_]+")


def check_each(document: str, article_words: Iterable[str], name: str) -> tuple[Problem, ...]:
    """Counts the words of the article in a document that has markup among the words; their order is not checked.
    Returns a problem of kind ``lost`` if one is missing, else nothing."""
    document = unicodedata.normalize("NFC", document)  # as Markdown has all but verbatim text
    there = Counter(_WORD.findall(document))
    expected = Counter(_WORD.findall(unicodedata.normalize("NFC", "\n".join(article_words))))
    missing = [word for word, count in expected.items() if there[word] < count]
    if missing:  # markup inside a word, or removed between two words, changes how they are counted
        joined = "".join(_WORD.findall(shown(document)))
        missing = [word for word in missing if joined.count(word) < expected[word]]
    if not missing:
        return ()
    return (_lost(f"the {name} lacks words of the article: {' '.join(missing[:_NAMED])!r}"),)


_NAMED = 12


def _lost(message: str) -> Problem:
    return Problem("lost", None, f"{message}. This is a fault of copydesk: please report it with the article")
