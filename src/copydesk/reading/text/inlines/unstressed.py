"""Lines of the head that hold no inlines, bylines and dates: their words without the marks of emphasis."""

from __future__ import annotations

import re

from copydesk.patterns import pattern

_STRESSED = r"(?P<mark>\*{1,3}|__?)(?=[^\s*_])(?P<words>[^*_\n]{1,200}?)(?<=\S)(?P=mark)(?![\w*])"
_ANYWHERE = pattern(rf"(?<![\w*_`/]){_STRESSED}")
_OPENING = re.compile(_STRESSED)


def unstressed(text: str) -> str:
    """A text without the stars and lines of emphasis: ``By **Ana Ruiz**`` -> ``By Ana Ruiz``."""
    return _ANYWHERE.sub(r"\g<words>", text) if "*" in text or "_" in text else text


def unstressed_opening(text: str) -> tuple[str, int, int]:
    """A text without the marks of emphasis around its first words; where these end in it, and how many characters of
    the text were marks: ``**KIEL** - Rain`` -> ``KIEL - Rain``, 4 and 4."""
    match = _OPENING.match(text)
    if match is None:
        return text, 0, 0
    return match["words"] + text[match.end() :], len(match["words"]), 2 * len(match["mark"])
