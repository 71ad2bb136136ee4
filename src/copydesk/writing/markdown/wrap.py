"""Lines of Markdown: wrapped so that none begins with markup that opens a block, and indented."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain, repeat


def wrapped(line: str, measure: int, opens_block: Callable[[str], bool]) -> list[str]:
    """The line broken at spaces into lines of at most ``measure`` columns if possible; 0 for no breaks.

    ``opens_block`` says whether a text would be markup at the start of a line. A Chinese, Japanese or Korean letter
    takes two columns. There is no break between two Chinese or Japanese letters, as some programs drop the line end
    there.
    """
    if not measure:
        return [line]
    lines: list[str] = []
    current = ""
    for piece in _pieces(line, opens_block):
        if current and columns(current) + 1 + columns(piece) > measure:
            lines.append(current)
            current = piece
        else:
            current = f"{current} {piece}" if current else piece
    return [*lines, current]


def _pieces(line: str, opens_block: Callable[[str], bool]) -> Iterator[str]:
    """The parts of a line between which it may be broken."""
    current: list[str] = []
    words = [word for word in line.split(" ") if word]
    for index, word in enumerate(words):
        begins = f"{word} " if index + 1 < len(words) else word
        if current and not opens_block(begins) and not (_unspaced(current[-1][-1]) and _unspaced(word[0])):
            yield " ".join(current)
            current = []
        current.append(word)
    yield " ".join(current)


def columns(text: str) -> int:
    """The width of the text in columns of a monospaced font."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _unspaced(character: str) -> bool:
    """Whether this belongs to a script without spaces; Korean is wide too but has spaces."""
    return character >= "\u2e80" and not "\uac00" <= character <= "\ud7a3"


def indented(text: str, first: str, others: str) -> str:
    """The text with ``first`` before its first line and ``others`` before the rest; no spaces on a blank line."""
    prefixes = chain((first,), repeat(others))
    lines = zip(prefixes, text.split("\n"), strict=False)
    return "\n".join(prefix + line if line else prefix.rstrip() for prefix, line in lines)
