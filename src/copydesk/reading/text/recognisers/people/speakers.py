"""Names of speakers on lines of their own: ``MARTA VOSS`` above each of her speeches, ``00:01:07 Marta``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import COLONS, MARKER, ends_strongly, first_letter

_LONGEST_NAME = 50  # letters
_MOST_WORDS = 5
_LONGEST_PARTICLE = 3  # letters of a small word within a name: "van", "de"
_FEWEST_TIMES = 3  # lines that open with a time and a name, where the times stand in no brackets
_TIME = re.compile(
    r"(?P<open>[\[(]?)(?P<hours>\d{1,2}:)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)(?:[.,]\d{1,3})?[\])]?\s+"
)


def names_alone(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the names of speakers: lines of nothing but a name, each above the sentences of a speech.
    At least two names are repeated, or one appears three times; a name above and below an article is its author's."""
    indices_of: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if may_be_name(text):
            indices_of[text.rstrip(f" {COLONS}").casefold()].append(index)
    again = {index for indices in indices_of.values() if len(indices) > 1 for index in indices}
    above = {
        name: [
            index
            for index in indices
            if index + 1 not in again and any(map(ends_strongly, texts[index + 1 : index + 2]))
        ]
        for name, indices in indices_of.items()
    }
    speakers = [name for name, indices in above.items() if len(indices) > 1]
    if len(speakers) < 2 and not any(len(above[name]) > 2 for name in speakers):
        return frozenset()
    return frozenset(index for name in speakers for index in indices_of[name])


def may_be_name(text: str) -> bool:
    """Whether a text may be a speaker's name: a few words with capitals, and no end of a sentence."""
    return (
        extent(text) <= _LONGEST_NAME
        and len(text.split()) <= _MOST_WORDS
        and not ends_strongly(text)
        and not any(map(str.isdigit, text))
        and not MARKER.match(text)
        and first_letter(text).isalpha()
        and all(not word[0].islower() for word in text.split() if len(word) > _LONGEST_PARTICLE)
    )


def timed(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the texts that open with the time of a recording, as the lines of a transcript do: the times
    rise, and a name or a sentence stands behind each. Two in brackets are enough, of others three."""
    times = [(index, match) for index, text in enumerate(texts) if (match := _opening_time(text))]
    bracketed = all(match["open"] for _, match in times)
    if len(times) < (2 if bracketed else _FEWEST_TIMES):
        return frozenset()
    seconds = [_seconds(match) for _, match in times]
    runs_on = all(earlier <= later for earlier, later in pairwise(seconds))
    return frozenset(index for index, _ in times) if runs_on else frozenset()


def _opening_time(text: str) -> re.Match[str] | None:
    match = _TIME.match(text)
    following = first_letter(text[match.end() :]) if match else ""
    return match if following.isalpha() and not following.islower() else None


def _seconds(match: re.Match[str]) -> int:
    hours = int((match["hours"] or "0:")[:-1])
    return hours * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])


def is_time_and_name(text: str) -> bool:
    """Whether a text is the time of a recording and a speaker's name, and no more."""
    match = _TIME.match(text)
    return match is not None and may_be_name(text[match.end() :])
