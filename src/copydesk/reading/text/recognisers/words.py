"""Words of locales as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.reading.text.recognisers.extent import unspaced


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; nothing if there are none. Words with the same first
    letter are grouped: without regard to case a pattern tries each of its branches in turn, which takes long."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[:1], []).append(re.escape(word[1:]))
    branches = [
        re.escape(first) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})")
        for first, rests in groups.items()
    ]
    return "|".join(branches) or "(?!)"


def whole_words(words: Iterable[str]) -> str:
    """The same, but only whole words; in scripts without spaces, anywhere."""
    distinct = set(words)
    bound = {word for word in distinct if not unspaced(word[0])}
    return rf"(?:(?<!\w)(?:{alternatives(bound)})(?!\w)|{alternatives(distinct - bound)})"
