"""Whether a text says the same words in another place: by their letters, whatever spaces and punctuation are around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from copydesk.reading.text.recognisers.extent import unspaced

_NEAR = 24_000  # letters before and after among which the words are searched for
_MORE = 1.4  # times the letters of the words that the blocks must have which repeat them
_DENSE = 2.5  # letters that one character of a script without spaces counts for
_NO_LETTERS = re.compile(r"[\W_]+")
_NO_ASCII_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


class TextLetters:
    """The letters of a text, and where each of its ``blocks`` begins in them."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._starts = [0, *accumulate(map(len, blocks))]
        self._all = "".join(blocks)

    def repeat(self, parts: Sequence[str], first: int, last: int, apart: int) -> bool:
        """Whether the letters of all the parts stand one after another, at most so many letters ``apart``, near the
        blocks ``first`` up to, not including, ``last``, and in blocks that say more than they do."""
        start, end = self._starts[first], self._starts[last]
        near = max(0, start - _NEAR)
        before = self._all[near:start]
        around = before + self._all[end : end + _NEAR]
        at = around.find(parts[0])
        if at < 0:
            return False
        until = at + len(parts[0])
        for part in parts[1:]:
            following = around.find(part, until, until + apart)
            if following < 0:
                return False
            until = following + len(part)
        opening, closing = (
            offset + (near if offset < len(before) else end - len(before)) for offset in (at, until - 1)
        )
        block, ends = (bisect_right(self._starts, offset) for offset in (opening, closing))
        room = self._starts[ends] - self._starts[block - 1]
        return room >= _MORE * sum(map(len, parts))


def letters_of(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _NO_ASCII_LETTERS).decode("ascii")
    return _NO_LETTERS.sub("", text.casefold())


def weight_of(letters: str) -> float:
    """How many letters of an alphabet say as much."""
    return len(letters) * (_DENSE if letters and unspaced(letters[0]) else 1)
