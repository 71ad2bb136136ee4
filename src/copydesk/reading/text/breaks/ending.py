"""Ending: how the paragraph so far ends, and what it is like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.breaks.context import LONG_LINE, SHORT_ALONE, SHORT_LINE, Join, at_line
from copydesk.reading.text.recognisers.extent import extent, first_word
from copydesk.reading.text.recognisers.marks import (
    COMMAS,
    DASHES,
    HYPHENS,
    MARKER,
    OPENING_BRACKETS,
    PAUSES,
    SENTENCE_ENDS,
    ends_sentence,
    ends_strongly,
    first_letter,
    last_word,
    left_open,
)

_LONGEST_OPEN = 4000  # letters; an open quotation is not worth searching a book for
_OPEN_REACH = 12  # lines
_LONGEST_HEADING = 160  # letters
_FEW_WORDS = 4
_LONGEST_SENTENCE = 100  # letters of a heading that begins as a sentence does
_LONGEST_CREDIT = 70  # characters
_CREDIT = re.compile(rf"[{DASHES}-] ?[^\W\d_a-z][\w.’'-]*(?:,? [^\s]+){{0,9}}$")
_ADDRESS = re.compile(r"[/@.|]")
_LABEL = re.compile(r"[^\W_][^:.!?;]{0,30}: ")
_SENTENCE_WITHIN = re.compile(rf"[^\W\d_]{{3}}[{SENTENCE_ENDS}][\"”»’']?\s+[\"“„«]?[^\W\d_a-z]")


_CLOSES_SPEECH = "」』"


def _ends_speech(text: str, locale: Locale) -> bool:
    """Whether a line of speech ends without a full stop, in a language that has none there."""
    return text[-1] in _CLOSES_SPEECH and _speech_end(locale).search(text) is not None


@cache
def _speech_end(locale: Locale) -> re.Pattern[str]:
    """The end of such a line."""
    return re.compile(rf"[{locale.body.speech_ends}][{_CLOSES_SPEECH}]$" if locale.body.speech_ends else "(?!)")


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
    if ends_strongly(text) or (join.size > SHORT_LINE and _ends_speech(text, join.setting.locale)):
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


@at_line.feature
def breaks_off(join: Join) -> bool:
    """Across a gap, prose ends in a word, and a paragraph that no label opens follows."""
    line, before = join.line, join.before
    if not (line.gap or line.cut) or not join.setting.often_finished or not _ends_in_word(before.text):
        return False
    opens = first_letter(line.text) and line.text[0] not in OPENING_BRACKETS and not MARKER.match(line.text)
    follows = extent(line.text) > SHORT_ALONE or ends_strongly(line.text)
    return bool(opens and follows and not _LABEL.match(line.text)) and _is_prose(join)


def _is_prose(join: Join) -> bool:
    """Whether the paragraph so far is no heading: by a sentence that ends in it, by its length, or, if it is not quite
    so long, by a first word such as The."""
    first = first_word(join.top.text).casefold()
    longest = _LONGEST_SENTENCE if first in join.setting.locale.function_words else _LONGEST_HEADING
    return join.size > longest or any(_SENTENCE_WITHIN.search(each.text) for each in join.group)


def _ends_in_word(text: str) -> bool:
    """Whether a text ends in a word of a sentence: neither an address nor a name after a dash."""
    tail = text[-_LONGEST_CREDIT:]
    return text[-1].isalnum() and not _CREDIT.search(tail) and not _ADDRESS.search(tail.rsplit(maxsplit=1)[-1])


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
def few_words_alone(join: Join) -> bool:
    """The line before, between blank lines, is four words at the most that begin with a capital and end in a word."""
    text = join.before.text
    alone = len(join.group) == 1 and join.line.gap and (join.before.gap or join.index == 1)
    few = text.count(" ") < _FEW_WORDS and join.size <= SHORT_ALONE
    return bool(alone and few and text[-1].isalnum() and first_letter(text).isupper())


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
    first = join.index - min(len(join.group), _OPEN_REACH)
    paired = [join.lines[index].text for index in range(first, join.index) if index in join.setting.paired]
    opened = left_open(" ".join(paired)) if paired else ""
    return "" if opened in ("", '"') else "open_bracket" if opened in OPENING_BRACKETS else "open_quote"
