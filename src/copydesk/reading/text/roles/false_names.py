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
_SHOUTED = 0.7  # of a text's letters that are capitals where capitals show no name


def without_false_names(pieces: list[Piece], findings: list[Findings], rows: frozenset[int]) -> list[Findings]:
    """The findings of each piece, without such names. ``rows`` are the starts of lines of tables."""
    bare = [
        index
        for index, each in enumerate(findings)
        if index and "bare_names" in each.names and not pieces[index].lines[0].role
    ]
    if not bare:
        return findings
    corrected = list(findings)
    for index in {*_in_common_words(pieces, bare), *_among_capitals(pieces, bare), *_above_rows(pieces, bare, rows)}:
        names = tuple(name for name in findings[index].names if name != "bare_names")
        corrected[index] = findings[index]._replace(names=names, credit=None)
    return corrected


def _in_common_words(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names whose words the text writes in small letters: ``Opened Opened`` where something ``was opened``."""
    common = {word for piece in pieces for word in _WORD.findall(piece.text) if word.islower()}
    for index in bare:
        words = [word.casefold() for word in _WORD.findall(pieces[index].text) if len(word) > 1]
        common_count = sum(word in common for word in words)
        if common_count >= _FEWEST_COMMON and 2 * common_count > len(words):
            yield index


def _among_capitals(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names in capitals where all the text is, as a teleprinter wrote."""
    text = "".join(piece.text for piece in pieces)
    if sum(map(str.isupper, text)) >= _SHOUTED * sum(map(str.isalpha, text)):
        yield from (index for index in bare if pieces[index].text.isupper())


def _above_rows(pieces: list[Piece], bare: list[int], rows: frozenset[int]) -> Iterator[int]:
    """Names above the rows of a table and at most one line between, which they are the title of, those that gaps part
    into cells, and those that the marks of a heading open."""
    for index in bare:
        text = pieces[index].text
        below = pieces[index + 1 : index + 3]
        titles = any(piece.lines[0].start in rows for piece in below) and len(below[0].text) <= SHORT
        if titles or _CELLS.search(text) or _OUTLINE.match(text):
            yield index
