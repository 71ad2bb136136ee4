"""Lines of capitals that look like the names of authors and are none: nothing announces them, and something shows that
they are a heading, the head of a table, or words that the text has in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import SHORT
from copydesk.reading.text.roles.features.context import Findings

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CELLS = re.compile(r"\t|\s{3,}")
_OUTLINE = re.compile(r"(?:\*+|#+|=+)\s")  # the marks of headings in plain text, as of an outline
_FEWEST_COMMON = 2  # words of what looks like a name
_SHOUTED = 0.7  # of a text's letters that are capitals where capitals tell no name


def without_false_names(pieces: list[Piece], found: list[Findings], rows: frozenset[int]) -> list[Findings]:
    """What was found in each piece, without such names. ``rows`` is where lines of tables start."""
    bare = [place for place, cue in enumerate(found) if place and "bare_names" in cue.names]
    if not bare:
        return found
    made = list(found)
    for place in {*_in_common_words(pieces, bare), *_among_capitals(pieces, bare), *_above_rows(pieces, bare, rows)}:
        names = tuple(name for name in found[place].names if name != "bare_names")
        made[place] = found[place]._replace(names=names, credit=None)
    return made


def _in_common_words(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names whose words the text writes in small letters: ``Opened Opened`` where something ``was opened``."""
    common = {word for piece in pieces for word in _WORD.findall(piece.text) if word.islower()}
    for place in bare:
        words = [word.casefold() for word in _WORD.findall(pieces[place].text) if len(word) > 1]
        known = sum(word in common for word in words)
        if known >= _FEWEST_COMMON and 2 * known > len(words):
            yield place


def _among_capitals(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names in capitals where all the text is, as a teleprinter wrote."""
    text = "".join(piece.text for piece in pieces)
    if sum(map(str.isupper, text)) >= _SHOUTED * sum(map(str.isalpha, text)):
        yield from (place for place in bare if pieces[place].text.isupper())


def _above_rows(pieces: list[Piece], bare: list[int], rows: frozenset[int]) -> Iterator[int]:
    """Names above the rows of a table and at most one line between, which they are the title of, those that gaps part
    into cells, and those that the marks of a heading open."""
    for place in bare:
        text = pieces[place].text
        below = pieces[place + 1 : place + 3]
        titles = any(piece.lines[0].start in rows for piece in below) and len(below[0].text) <= SHORT
        if titles or _CELLS.search(text) or _OUTLINE.match(text):
            yield place
