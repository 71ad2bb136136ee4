"""The language of a text: its script first, then a vote of the function words of each language.

Languages without a locale vote too, so that a text in one of them is not taken for one in a related language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from copydesk.locales import languages, locale, quick_toml
from copydesk.locales.scripts import letters, scripts
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import beyond_latin

_SAMPLE = 20_000  # characters
_ENOUGH = 3  # votes that a language needs at the least
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ASCII_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)*")

_MOST = 0.35  # of a text's words that are function words in nearly any text of the language
_LEAD = 1.5  # the votes of the best language to those of the next where fewer are
_LEAST = 0.07  # of a text's words that are function words of its language in any case
_LONG = 2  # letters of the words that decide which language leads: single ones may be initials, or columns of a table
_FEW = 12  # words of a text that are too few for shares
_CLAIMED = 0.2  # of a text's words that are function words of a language without a locale
_FEWEST_UNSHARED = 2  # function words that a language without a locale does not share with the best one with a locale

_DENSE_SHARE = 0.1  # of a text's letters that are of a dense script
_SHARE = 0.3  # of another


class _Alone(NamedTuple):
    """The letters that only one language is written in, and the share of a text's letters that they must have."""

    tag: str
    letters: re.Pattern[str]
    share: float


@cache
def _alone() -> list[_Alone]:
    """The languages that have a script, or several, to themselves. Those whose texts hold letters of another come
    first: Japanese holds Han characters too."""
    codes_of: dict[str, list[str]] = {}
    for code, script in sorted(scripts().items(), key=lambda entry: not entry[1].among):
        if script.language:
            codes_of.setdefault(script.language, []).append(code)
    return [
        _Alone(tag, pattern(f"[{letters(*codes)}]"), _DENSE_SHARE if scripts()[codes[0]].dense else _SHARE)
        for tag, codes in codes_of.items()
    ]


def detect(text: str) -> str:
    """The BCP 47 tag of a text's language, ``und`` where there is too little evidence.

    A script that one language uses decides; else the language whose function words stand most often, if they
    are as many as they are in its texts, or far more than those of any other.
    """
    sample = text[:_SAMPLE]
    if beyond_latin(sample):
        size = sum(map(str.isalpha, sample)) or 1
        for alone in _alone():
            if len(alone.letters.findall(sample)) > size * alone.share:
                return _with_variant(alone.tag, sample)
    if sample.isascii():
        words = _ASCII_WORDS.findall(sample.lower())
    else:
        words = _WORDS.findall(sample.casefold().replace("’", "'"))
    counts = Counter(filter(_languages_of().__contains__, words))
    votes = _votes(counts)
    ranked = sorted(votes, key=lambda tag: (-votes[tag], tag not in languages(), tag))
    with_locale = next((tag for tag in ranked if tag in languages()), "")
    for tag in ranked:
        if tag in languages() or _stands_out(tag, with_locale, votes[tag], counts, len(words)):
            return tag if _is_enough(tag, votes[tag], counts, len(words)) else "und"
    return "und"


def _with_variant(tag: str, sample: str) -> str:
    """The tag with the script that most letters of a text are of, if it is not the usual one: ``zh-Hant``."""
    variants = locale(tag).variants
    counts = {name: sum(map(sample.count, variant_letters)) for name, variant_letters in variants.items()}
    usual = next(iter(counts), "")
    best = max(counts, key=lambda name: counts[name], default="")
    return tag if best == usual or counts[best] < _ENOUGH else f"{tag}-{best}"


def _votes(counts: Mapping[str, int]) -> dict[str, int]:
    """How many of these function words each language has."""
    speakers = _languages_of()
    votes: dict[str, int] = {}
    for word, count in counts.items():
        for tag in speakers[word]:
            votes[tag] = votes.get(tag, 0) + count
    return votes


def _stands_out(tag: str, with_locale: str, votes: int, counts: Mapping[str, int], words: int) -> bool:
    """Whether a language without a locale is the one of a text of so many words: by its many function words, several
    of which the likeliest language with a locale does not have."""
    if votes < _CLAIMED * words:
        return False
    speakers = _languages_of()
    own = [word for word in counts if len(word) >= _LONG and tag in speakers[word]]
    return sum(with_locale not in speakers[word] for word in own) >= _FEWEST_UNSHARED


def _is_enough(tag: str, votes: int, counts: Mapping[str, int], words: int) -> bool:
    """Whether so many function words claim a text of so many words for a language: they are many, or lead those of all
    others that have locales."""
    if votes < _ENOUGH:
        return False
    if words < _FEW or votes >= _MOST * words:
        return True
    long = _votes({word: count for word, count in counts.items() if len(word) >= _LONG})
    following = max((long.get(other, 0) for other in languages() if other != tag), default=0)
    return votes >= _LEAST * words and long.get(tag, 0) >= _LEAD * following


@cache
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    """The languages of each function word."""
    speakers: dict[str, tuple[str, ...]] = {}
    for tag, words in [*((tag, locale(tag).function_words) for tag in languages()), *_without_locale().items()]:
        for word in words:
            speakers[word] = (*speakers.get(word, ()), tag)
    return speakers


def _without_locale() -> dict[str, frozenset[str]]:
    """The function words of languages without a locale, by their tags."""
    table = quick_toml.loads(Path(__file__).with_name("other_languages.toml").read_text(encoding="utf-8"))
    return {tag: frozenset(words.split()) for tag, words in table.items()}
