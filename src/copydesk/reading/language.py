"""The language of a text: its script first, then a vote of the function words of each locale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from copydesk.locales import known, locale

_SAMPLE = 20_000  # characters
_ENOUGH = 3  # votes without which nothing is claimed
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),  # before Chinese: Japanese holds Han characters too
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_OTHER_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
_UNSPACED_SHARE = 0.1
_SHARE = 0.3


def detect(text: str) -> str:
    """The BCP 47 tag of a text's language, ``und`` where too little tells.

    A script that one language of ours uses decides; else the locale whose function words stand most often.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii() and _OTHER_SCRIPT.search(sample):
        letters = sum(map(str.isalpha, sample)) or 1
        for tag, script in _SCRIPTS:
            if len(script.findall(sample)) > letters * (_UNSPACED_SHARE if tag in ("ja", "zh", "ko") else _SHARE):
                return tag
    speakers = _speakers()
    votes: Counter[str] = Counter()
    found = Counter(_WORDS.findall(sample.casefold()))
    for word in found.keys() & speakers.keys():
        for tag in speakers[word]:
            votes[tag] += found[word]
    best = min(votes, key=lambda tag: (-votes[tag], tag), default="und")
    return best if votes[best] >= _ENOUGH else "und"


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """For each function word the locales that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in known():
        for word in locale(tag).function_words:
            found[word] = (*found.get(word, ()), tag)
    return found
