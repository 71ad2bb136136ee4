"""How much a text says, whatever its script, and which of its characters are words by themselves."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from copydesk.reading.text.recognisers.marks import (
    EAST_ASIAN,
)


def first_word(text: str) -> str:
    """What of a line would have had to fit on the line before: its first word, or its first character where words
    are not spaced."""
    return text[0] if unspaced(text[0]) else text.split(None, 1)[0]


_DENSE = re.compile(rf"[{EAST_ASIAN}\uf900-\ufaff]")
_DENSITY = 2.5  # letters of an alphabet that say what one such character says


@lru_cache(128)  # of each piece its neighbours ask too
def extent(text: str) -> int:
    """How long a text is in letters of an alphabet: a Chinese headline of 20 characters is as long as one of 50."""
    return len(text) if text.isascii() else len(text) + int((_DENSITY - 1) * len(_DENSE.findall(text)))


def unspaced(character: str) -> bool:
    """Whether a character is of a script that is written without spaces (Chinese, Japanese, Thai)."""
    return character >= "\u0e00" and (
        "\u0e00" <= character <= "\u0eff"
        or "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or (unicodedata.east_asian_width(character) == "W" and not "\uac00" <= character <= "\ud7a3")
    )


LONG = 200  # letters; nothing longer is a heading, a byline or a kicker
SHORT = 90
