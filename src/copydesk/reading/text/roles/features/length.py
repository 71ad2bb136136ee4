"""Length: how much a piece says."""

from __future__ import annotations

import re

from copydesk.locales.scripts import small_letters
from copydesk.reading.text.recognisers.extent import LONG, SHORT
from copydesk.reading.text.recognisers.marks import SEMICOLONS, SENTENCE_ENDS
from copydesk.reading.text.roles.features.context import Context, in_piece

_VERY_SHORT = 30  # letters
_EXTRA_OF_A_WORD = 4  # letters by which words without spaces between them are longer than they look
_STOPS = re.compile(rf"[{SENTENCE_ENDS}{SEMICOLONS}](?!\s[{small_letters()}])")  # not Olaf III. the wise
_WITHIN = re.compile(rf"[^\W\d_]{{3}}[{SENTENCE_ENDS}][\"”»’']?\s+[\"“„«]?[^\W\d_a-z]\S*\s")


@in_piece.one_of(
    very_short="It has 30 letters at the most.",
    short="It has 31 to 90 letters.",
    middling="It has 91 to 200 letters.",
    long="It has more than 200 letters: nothing of a head but a deck or a note is so long.",
)
def size(here: Context) -> str:
    if here.size > LONG:
        return "long"
    return "very_short" if here.size <= _VERY_SHORT else "short" if here.size <= SHORT else "middling"


@in_piece.one_of(
    one_word="It is one word.",
    few_words="It has two to four words.",
    some_words="It has five to nine words.",
    many_words="It has ten words or more, and is short all the same.",
)
def words(here: Context) -> str:
    if here.size > SHORT:
        return ""
    count = max(here.text.count(" ") + 1, (here.size - len(here.text)) // _EXTRA_OF_A_WORD)
    return "one_word" if count == 1 else "few_words" if count <= 4 else "some_words" if count <= 9 else "many_words"


@in_piece.feature
def one_line(here: Context) -> bool:
    """It stands on one line of the raw text."""
    return len(here.piece.lines) == 1


@in_piece.feature
def several_sentences(here: Context) -> bool:
    """It is not short, and two marks or more in it end sentences."""
    return here.size > SHORT and len(_STOPS.findall(here.text)) >= 2


@in_piece.feature
def sentence_ends_within(here: Context) -> bool:
    """It is not long, and a sentence ends in it that another follows."""
    return here.size <= LONG and _WITHIN.search(here.text) is not None
