"""Letters: capitals, small letters and digits."""

from __future__ import annotations

from copydesk.reading.text.recognisers.extent import LONG
from copydesk.reading.text.roles.features.context import Context, in_piece

_SAMPLE = 120  # characters that show whether a piece is in capitals


@in_piece.feature
def capitals(here: Context) -> bool:
    """All its letters are capitals, and some of them have small forms."""
    text = here.text[:_SAMPLE]
    if any(character.isalpha() and not character.isupper() for character in text):
        return False
    return any(character.isalpha() and character.lower() != character for character in text)


@in_piece.feature
def title_case(here: Context) -> bool:
    """It is not long, and most of its longer words begin with capitals."""
    return here.size <= LONG and is_title_case(here.text)


@in_piece.one_of(
    lower_begins="Its first letter is a small one.",
    digit_begins="A digit stands before its first letter.",
)
def beginning(here: Context) -> str:
    return "lower_begins" if here.first.islower() else "digit_begins" if here.first.isdigit() else ""


def is_title_case(text: str, least: int = 2) -> bool:
    """Whether most words of a text that are not very short begin with capitals, and there are so many at the least."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= least and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
