"""The size of the type of a recognised line, by the heights of its words."""

from __future__ import annotations

import re
from statistics import median

from copydesk.reading.ocr.scanned import ScannedLine, Word

_TALL = re.compile(r"[A-Z0-9À-ÞА-ЯΑ-Ωbdfhkltßþđiäöüéèáíóúб!?/()\[\]{}|„“”\"'’]")
_DEEP = re.compile(r"[gjpqyçþQрудцщфηβγμρφχψ,;()\[\]{}|/]")
_SHAPED = re.compile(r"[\u0020-\u052f\u2010-\u203a]+")
_HEIGHTS = {(True, True): 0.93, (True, False): 0.72, (False, True): 0.70, (False, False): 0.49}
"""The height of words in the size of their type: with letters that rise above the others, and that reach below them."""


def size_of(line: ScannedLine) -> float:
    """The size of a line's type by the heights of its words; 0 if none is known."""
    words = [word for word in line.words if word.box] or ([Word(line.text, line.box)] if line.box else [])
    sizes = [
        (word.box.bottom - word.box.top) / _height(word.text)
        for word in words
        if word.box and (len(word.text) > 1 or len(words) == 1) and any(map(str.isalnum, word.text))
    ]
    return median(sizes) if sizes else 0.0


def _height(text: str) -> float:
    if not _SHAPED.fullmatch(text):
        return _HEIGHTS[True, True]
    return _HEIGHTS[_TALL.search(text) is not None, _DEEP.search(text) is not None]
