"""Which characters a document may hold, and whether a finished one holds every word of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk import tree
from copydesk.errors import OutputError
from copydesk.problems import Problem
from copydesk.visit import walk

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


def words(*nodes: object) -> Iterator[str]:
    """Every piece of words that the nodes hold, a figure's ``alt`` too, in reading order; no marks of notes."""
    for node in walk(nodes):
        match node:
            case (
                tree.Text(text=told)
                | tree.Code(text=told)
                | tree.Preformatted(text=told)
                | tree.Byline(text=told)
                | tree.PubDate(text=told)
                | tree.Dateline(text=told)
                | tree.Figure(alt=told)
            ):
                yield told


def check(found: str, wanted: Iterator[str], document: str) -> None:
    """Compare what was read back from a document with what it was to hold, but for white space.

    Raises OutputError if a word is missing, out of its place or there twice.
    """
    expected = "".join(allowed("".join(wanted)).split())
    found = "".join(found.split())
    if found == expected:
        return
    pairs = enumerate(zip(found, expected, strict=False))
    place = next((place for place, (a, b) in pairs if a != b), min(len(found), len(expected)))
    near = expected[max(place - 20, 0) : place + 20]
    raise OutputError(
        f"the {document} does not hold the words of the article as they stand, near {near!r}",
        "This is a fault of copydesk: please report it with the article",
    )
