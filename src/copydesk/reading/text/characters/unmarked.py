"""UTF-16 without its mark, known by its bytes or by the letters that they give.

b"R\\x00a\\x00i\\x00n\\x00"   ->   utf-16-le: every other byte of Western text is zero
b"\\x1c\\x04>\\x04A\\x04B\\x04"   ->   utf-16-le: as such it is a Russian word
"""

from __future__ import annotations

import re
import unicodedata

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import PAUSES, SENTENCE_ENDS

_SAMPLE = 4096  # bytes

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_APART = pattern(rf"[ \n{re.escape(SENTENCE_ENDS + PAUSES)}]")
"""What separates words, lines and clauses: the bytes of other encodings seldom give any of it."""
_WORDS_APART, _SHORTEST = 100, 8  # characters


def wide_without_mark(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` if the bytes are that; None if they are not, or too few to tell."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    if not _may_be_wide(sample):
        return None
    return next((name for name in ("utf-16-le", "utf-16-be") if _is_text(sample, name)), None)


def _may_be_wide(sample: bytes) -> bool:
    """Whether there are controls in the bytes, as in no text of one byte a letter; in what is UTF-8, a lot of them."""
    controls = len(_CONTROL.findall(sample))
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return controls > 0
    return controls > len(sample) // 10


def _is_text(sample: bytes, encoding: str) -> bool:
    """Whether the bytes are letters and the marks of sentences in this encoding, and nothing else."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 2:  # else a pair of surrogates that the sample cuts
            return False
        text = sample[: error.start].decode(encoding)
    if len(text) < _SHORTEST or len(_APART.findall(text)) * _WORDS_APART < len(text):
        return False
    kinds = [unicodedata.category(character) for character in text if not character.isspace()]
    letters = sum(kind[0] in "LM" for kind in kinds)
    codes = [ord(character) for character in text if character.isalpha()]
    blocks = {code >> 8 for code in codes if not _FIRST_HAN <= code <= _LAST_HANGUL}
    return not any(kind[0] == "C" for kind in kinds) and letters > 0.7 * len(kinds) and len(blocks) <= _MOST_BLOCKS


_FIRST_HAN, _LAST_HANGUL = 0x3400, 0xD7FF
_MOST_BLOCKS = 6
"""The most blocks of 256 characters, but for those of Chinese and Korean, that the letters of a text are from."""
