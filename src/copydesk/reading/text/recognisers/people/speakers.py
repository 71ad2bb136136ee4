"""Names of speakers on lines of their own: ``MARTA VOSS`` above each of her speeches, ``00:01:07 Marta``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import (
    CLOSING_BRACKETS,
    COLONS,
    DASHES,
    MARKER,
    OPENING_BRACKETS,
    ends_strongly,
    first_letter,
    holds_digit,
)

_LONGEST_NAME = 50  # letters
_MOST_WORDS = 5
_LONGEST_SPEECH = 40  # lines of verse below a name in capitals
_LONGEST_VERSE = 90  # letters
_DIRECTION = re.compile(r"\s+[(\[][^()\[\]]{1,40}[)\]]$")  # HAMLET (aside)
_LONGEST_PARTICLE = 3  # letters of a small word within a name: "van", "de"
_FEWEST_TIMES = 3  # lines that open with a time and a name, where the times stand in no brackets
_FEWEST_NAMES = 2  # names with a time behind them, of which one comes again

_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_LED = rf"(?:\s?[-{DASHES}](?=\s))?"
STAMP = rf"(?:[\[(](?:{_DAY},?\s+)?{_CLOCK}[\])]{_LED}|(?:{_DAY},?\s+)?{_CLOCK}{_LED})"
"""The time of a recording or a message, perhaps with a day: ``[00:01:07]``, ``12.03.24, 10:15 -``."""

_TIME = re.compile(
    rf"(?P<open>[\[(]?)(?P<day>{_DAY},?\s+)?(?P<hours>\d{{1,2}}:)?(?P<minutes>\d{{1,3}}):(?P<seconds>[0-5]\d)(?:[.,]\d{{1,3}})?"
    rf"(?P<half>\s?[AaPp]\.?[Mm]\.?)?[\])]?(?:\s[-{DASHES}])?\s+"
)
_NAME_AND_TIME = re.compile(rf"(?P<name>[^\W\d_].{{0,48}}?)(?:,|\s[-|·•{DASHES}])?\s+{STAMP}:?")


def names_alone(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the names of speakers: lines of nothing but a name, each above the sentences of a speech.
    At least two names are repeated, or one appears three times; a name above and below an article is its author's. In
    capitals, as a play has them, others among those may come once."""
    indices_of: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if may_be_name(text):
            indices_of[bare_name(text).casefold()].append(index)
    again = {index for indices in indices_of.values() if len(indices) > 1 for index in indices}
    above = {
        name: [index for index in indices if index + 1 not in again and _ends_as_speech(texts, index, again)]
        for name, indices in indices_of.items()
    }
    speakers = [name for name, indices in above.items() if len(indices) > 1]
    named = frozenset(index for name in speakers for index in indices_of[name])
    in_capitals = all(bare_name(texts[index]).isupper() for index in named)
    once = {
        indices[0]
        for name, indices in above.items()
        if in_capitals
        and len(indices) == 1
        and min(named, default=0) < indices[0] < max(named, default=0)
        and bare_name(texts[indices[0]]).isupper()
    }
    if len(speakers) + bool(once) < 2 and not any(len(above[name]) > 2 for name in speakers):
        return frozenset()
    return named | once


def _ends_as_speech(texts: Sequence[str], index: int, names: AbstractSet[int]) -> bool:
    """Whether the line below a name ends as a sentence does, or below a name in capitals the last of several verses."""
    if any(map(ends_strongly, _said_below(texts, index))):
        return True
    if not bare_name(texts[index]).isupper():
        return False
    end = index + 1
    while end < min(len(texts), index + _LONGEST_SPEECH) and end not in names and extent(texts[end]) <= _LONGEST_VERSE:
        end += 1
    return any(map(ends_strongly, texts[index + 2 : end]))


def _said_below(texts: Sequence[str], index: int) -> Sequence[str]:
    """The line below a name, past a direction in brackets: ``(sits down)``."""
    first = index + 1
    directed = first < len(texts) and texts[first][0] in OPENING_BRACKETS and texts[first][-1] in CLOSING_BRACKETS
    return texts[first + directed : first + directed + 1]


def bare_name(text: str) -> str:
    """A name on a line of its own without what stands behind it: a direction in brackets, a colon, or in
    capitals a full stop."""
    name = _DIRECTION.sub("", text) if text[-1:] in CLOSING_BRACKETS else text
    return name.rstrip(f" {COLONS}.") if name.isupper() else name.rstrip(f" {COLONS}")


def may_be_name(text: str) -> bool:
    """Whether a text may be a speaker's name: a few words with capitals, and no end of a sentence."""
    return (
        extent(text) <= _LONGEST_NAME
        and len(text.split()) <= _MOST_WORDS
        and not ends_strongly(bare_name(text))
        and not any(colon in bare_name(text) for colon in COLONS)
        and not holds_digit(text)
        and not MARKER.match(text)
        and first_letter(text).isalpha()
        and all(not word[0].islower() for word in text.split() if len(word) > _LONGEST_PARTICLE)
    )


def timed(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the texts that open with a time, as the lines of a transcript or a chat do: the times rise, and a
    name or a sentence stands behind each. Two in brackets are enough, of others three. So are names with a time behind
    them that stand above other words, of which one comes again."""
    times = [(index, match) for index, text in enumerate(texts) if (match := _opening_time(text))]
    bracketed = all(match["open"] for _, match in times)
    runs_on = _rise([match for _, match in times])
    enough = len(times) >= (2 if bracketed else _FEWEST_TIMES) and runs_on
    return _names_with_times(texts) | frozenset(index for index, _ in times if enough)


def _names_with_times(texts: Sequence[str]) -> frozenset[int]:
    matches = {index: match for index, text in enumerate(texts) if (match := _name_and_time(text))}
    above = {
        index: match["name"].casefold()
        for index, match in matches.items()
        if index + 1 < len(texts) and index + 1 not in matches
    }
    distinct = set(above.values())
    return frozenset(above) if _FEWEST_NAMES <= len(distinct) < len(above) else frozenset()


def _name_and_time(text: str) -> re.Match[str] | None:
    """``Marta Voss  10:15 AM``, ``marta.voss [10:15]``"""
    if ":" not in text or not (text[-1].isdigit() or text[-1] in "mM.])"):
        return None
    match = _NAME_AND_TIME.fullmatch(text)
    return match if match and (may_be_name(match["name"]) or " " not in match["name"]) else None


def _opening_time(text: str) -> re.Match[str] | None:
    match = _TIME.match(text) if text[:1].isdigit() or text[:1] in ("[", "(") else None
    if match is None:
        return None
    words = text[match.end() :]
    following = first_letter(words)
    named = words[:1] == "<" or (following.isalpha() and not following.islower())  # <marta>
    return match if named else None


def _rise(times: Sequence[re.Match[str]]) -> bool:
    """Whether times rise; those of several days, or of twelve hours, need not."""
    if any(match["day"] or match["half"] for match in times):
        return True
    return all(earlier <= later for earlier, later in pairwise(map(_seconds, times)))


def _seconds(match: re.Match[str]) -> int:
    hours = int((match["hours"] or "0:")[:-1])
    return hours * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])


def without_time(text: str) -> str:
    """A speaker's name or label without the time before or behind it."""
    if match := _name_and_time(text):
        return match["name"]
    match = _TIME.match(text)
    return text[match.end() :] if match else text


def is_time_and_name(text: str) -> bool:
    """Whether a text is a time and a speaker's name, and no more, in either order."""
    match = _TIME.match(text)
    return (match is not None and may_be_name(text[match.end() :])) or _name_and_time(text) is not None
