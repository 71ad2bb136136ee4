"""A line of Markdown as lines of a measure, none of which begins with what would open a block there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator


def wrapped(line: str, measure: int, opens_block: Callable[[str], bool]) -> list[str]:
    """The line broken at its spaces into lines of at most ``measure`` columns where that can be; 0 for no breaks.

    ``opens_block`` says of the rest of a line whether it would be markup where a line begins. A letter of Chinese,
    Japanese or Korean takes two columns. Between two Chinese or Japanese ones there is no break, for a reader
    may take the line end for nothing.
    """
    if not measure:
        return [line]
    made: list[str] = []
    kept = ""
    for piece in _pieces(line, opens_block):
        if kept and columns(kept) + 1 + columns(piece) > measure:
            made.append(kept)
            kept = piece
        else:
            kept = f"{kept} {piece}" if kept else piece
    return [*made, kept]


def _pieces(line: str, opens_block: Callable[[str], bool]) -> Iterator[str]:
    """The parts of a line that breaks may stand between."""
    kept: list[str] = []
    rest = [word for word in line.split(" ") if word]
    for index, word in enumerate(rest):
        begins = f"{word} " if index + 1 < len(rest) else word
        if kept and not opens_block(begins) and not (_unspaced(kept[-1][-1]) and _unspaced(word[0])):
            yield " ".join(kept)
            kept = []
        kept.append(word)
    yield " ".join(kept)


def columns(text: str) -> int:
    """How wide the text stands in a fixed pitch."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _unspaced(character: str) -> bool:
    """Whether this is of a script that is written without spaces; Korean, though as wide, is not."""
    return character >= "\u2e80" and not "\uac00" <= character <= "\ud7a3"
