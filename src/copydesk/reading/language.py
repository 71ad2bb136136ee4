"""The language of a text: its script first, then a vote of the function words of each locale."""

from __future__ import annotations

import re
from collections import Counter

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
_UNSPACED_SHARE = 0.1
_SHARE = 0.3


def detect(text: str) -> str:
    """The BCP 47 tag of a text's language, ``und`` where too little tells.

    A script that one language of ours uses decides; else the locale whose function words stand most often.
    """
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample) or 1
    if not sample.isascii():
        for tag, script in _SCRIPTS:
            found = len(script.findall(sample))
            if found > letters * (_UNSPACED_SHARE if tag in ("ja", "zh", "ko") else _SHARE):
                return tag
    words = Counter(word.casefold() for word in _WORDS.findall(sample))
    votes = {
        tag: sum(words[word] for word in locale(tag).function_words) for tag in known() if locale(tag).function_words
    }
    best = max(votes, key=lambda tag: votes[tag], default="und")
    return best if votes.get(best, 0) >= _ENOUGH else "und"
