"""Ending: how the paragraph so far ends, and what it is like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.breaks.context import LONG_LINE, SHORT_ALONE, SHORT_LINE, Join, at_line
from copydesk.reading.text.recognisers.marks import (
    COMMAS,
    DASHES,
    HYPHENS,
    MARKER,
    OPENING_BRACKETS,
    PAUSES,
    ends_sentence,
    ends_strongly,
    last_word,
    left_open,
)

_LONGEST_OPEN = 4000  # letters; an open quotation is not worth searching a book for
_OPEN_REACH = 12  # lines


@cache
def _speech_end(locale: Locale) -> re.Pattern[str]:
    """The end of a line of speech without a full stop, in a language that has none there."""
    return re.compile(rf"[{locale.body.speech_ends}][」』]$" if locale.body.speech_ends else "(?!)")


@at_line.any_of(
    sentence_ends="The line before ends as a sentence does.",
    colon_ends="The line before ends in a colon.",
    unfinished="The line before does not end as a sentence does.",
    broken_word="The line before ends in a letter and a hyphen.",
    comma_ends="The line before ends in a comma or a semicolon.",
    dash_ends="The line before ends in a dash.",
    function_word_ends="The line before ends in a word that seldom ends a sentence, such as and.",
    never_last_ends="The line before ends in a word that never stands last, such as the.",
    long_and_unfinished="The line before is unfinished, and the paragraph so far is more than a line.",
    unfinished_unlike_others="The same before a blank line, while most of this article's paragraphs end as sentences.",
    long_and_comma="The paragraph so far is more than a line and ends in a comma.",
)
def sentence(join: Join) -> Iterator[str]:
    text = join.before.text
    if ends_strongly(text) or (join.size > SHORT_LINE and _speech_end(join.setting.locale).search(text)):
        yield "sentence_ends"
    elif ends_sentence(text):
        yield "colon_ends"
    else:
        yield "unfinished"
        yield from _last_word(join)
        if join.size > LONG_LINE:
            yield "long_and_unfinished"
            if join.setting.finished and join.line.gap:
                yield "unfinished_unlike_others"
            if text[-1] in COMMAS:
                yield "long_and_comma"


def _last_word(join: Join) -> Iterator[str]:
    """What an unfinished line ends in."""
    text, locale = join.before.text, join.setting.locale
    end = text[-1]
    if end in HYPHENS and len(text) > 1 and text[-2].isalnum():
        yield "broken_word"
    elif end in PAUSES:
        yield "comma_ends"
    elif end in DASHES:
        yield "dash_ends"
    elif (word := last_word(text)) in locale.function_words:
        yield "never_last_ends" if word in locale.never_last else "function_word_ends"


@at_line.feature
def short_so_far(join: Join) -> bool:
    """The paragraph so far is one line of 60 letters at the most."""
    return join.size <= SHORT_ALONE and len(join.group) == 1


@at_line.feature
def item_so_far(join: Join) -> bool:
    """The marker of an item opens the paragraph so far."""
    return MARKER.match(join.top.text) is not None


@at_line.one_of(
    open_bracket="A bracket is still open in the paragraph so far.",
    open_quote="A quotation mark is still open in the paragraph so far, if it is not the same as the closing one.",
)
def still_open(join: Join) -> str:
    if join.size >= _LONGEST_OPEN:
        return ""
    opened = left_open(" ".join(line.text for line in join.group[-_OPEN_REACH:]))
    return "" if opened in ("", '"') else "open_bracket" if opened in OPENING_BRACKETS else "open_quote"
