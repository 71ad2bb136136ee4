"""Which characters a document may hold, and whether a finished one holds every word of its article."""

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

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML forbids: control characters, lone surrogates, U+FFFE and U+FFFF."""


def allowed(words: str) -> str:
    """The words, with U+FFFD for each character that XML forbids."""
    return FORBIDDEN.sub("\ufffd", words)


def forbidden(words: str) -> Problem | None:
    """What to tell the person about the characters that XML forbids, if there are any."""
    found = sorted(set(FORBIDDEN.findall(words)))
    if not found:
        return None
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    return Problem("character", None, f"{names} cannot stand in a document; U+FFFD stands for it")


def words(*nodes: object, marks: bool = False) -> Iterator[str]:
    """Every piece of words that the nodes hold, a figure's ``alt`` too, in reading order; with ``marks`` those of notes
    and of their references too."""
    for node in walk(nodes):
        if told := said(node, marks=marks):
            yield told


def said(node: tree.Node, *, marks: bool = False) -> str:
    """The words that a node has itself, apart from those of the nodes in it; empty if it has none."""
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
    """The words that a piece of our own HTML shows, in which every ``<`` and ``>`` of the words is escaped."""
    return unescape(_TAG.sub("", html))


def check(found: str, wanted: Iterable[str], document: str) -> tuple[Problem, ...]:
    """Compares what was read back from a document with what it was to hold, but for white space and the characters that
    isolate, in whose stead a document may have elements.

    Returns a problem of the kind ``lost`` if a word is missing, out of its place or there twice, else nothing.
    """
    expected = "".join(without_isolates(allowed("".join(wanted))).split())
    found = "".join(without_isolates(found).split())
    if found == expected:
        return ()
    pairs = enumerate(zip(found, expected, strict=False))
    place = next((place for place, (a, b) in pairs if a != b), min(len(found), len(expected)))
    near = expected[max(place - 20, 0) : place + 20]
    return (_lost(f"the {document} does not hold the words of the article as they stand, near {near!r}"),)


_WORD = re.compile(r"[^\W_]+")


def check_each(document: str, wanted: Iterable[str], name: str) -> tuple[Problem, ...]:
    """Looks for each word in a document with marks of its own among the words, as often as it is wanted; in what order
    they stand is not looked at. Returns a problem of the kind ``lost`` if one is missing, else nothing."""
    document = unicodedata.normalize("NFC", document)  # as Markdown has all but what stands to the letter
    there = Counter(_WORD.findall(document))
    expected = Counter(_WORD.findall(unicodedata.normalize("NFC", "\n".join(wanted))))
    missing = [word for word, count in expected.items() if there[word] < count]
    if missing:  # a mark that went between its letters, or was taken from between two words, has told them apart
        joined = "".join(_WORD.findall(shown(document)))
        missing = [word for word in missing if joined.count(word) < expected[word]]
    if not missing:
        return ()
    return (_lost(f"the {name} lacks words of the article: {' '.join(missing[:_NAMED])!r}"),)


_NAMED = 12


def _lost(message: str) -> Problem:
    return Problem("lost", None, f"{message}. This is a fault of copydesk: please report it with the article")
