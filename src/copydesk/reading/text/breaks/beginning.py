"""Beginning: how the next line begins, and whether it is a line of the head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading._shared.reach import HEAD_LINES
from copydesk.reading.text.breaks.context import SHORT_ALONE, SHORT_LINE, Join, at_line
from copydesk.reading.text.recognisers.extent import extent, first_word
from copydesk.reading.text.recognisers.markers import goes_on, read_marker
from copydesk.reading.text.recognisers.marks import (
    CLOSING_BRACKETS,
    COLONS,
    ELLIPSES,
    MARKER,
    OPENING_QUOTES,
    PAUSES,
    SENTENCE_ENDS,
    ends_sentence,
    ends_strongly,
    first_letter,
    last_word,
)

_CAPITAL_WITHIN = re.compile(r"\W*[^\W\d_A-Z]{1,2}[A-Z][^\W\d_A-Z]")  # eBay, openly a name
_BAR = re.compile(r"\s[|•·–—]\s")
_FULL = 0.9  # of the measure
_SHORT_WORD = 2  # letters, as of an article that opens many paragraphs
_NEAR = 40  # lines before and after among which other items of a list stand
_DATE_REACH = 100  # characters; no line of a date is longer
_GOES_BEHIND = f"{SENTENCE_ENDS}{ELLIPSES}{COLONS}{PAUSES}{CLOSING_BRACKETS}%」』"  # what a word must stand before


@at_line.any_of(
    marker_begins="The marker of an item opens it.",
    dash_begins="A dash or a star opens it as a marker, and none opens the paragraph so far.",
    dash_in_sentence="The same, with a small letter behind, after an unfinished line.",
    number_in_sentence="A number opens it as a marker, and the sentence above goes on with it: none counts on.",
    punctuation_begins="Punctuation opens it that stands behind words.",
    mark_alone="It holds neither letters nor digits.",
    lower_begins="Its first letter is a small one.",
    lower_after_end="The same, after a blank line and the end of a sentence.",
    digit_begins="A digit stands before its first letter.",
    capital_begins="Its first letter is a capital.",
    opens_as_sentence="The same, in a word that opens sentences, such as The, after an unfinished line.",
    uncased_begins="Its first letter has neither form.",
    quote_begins="A quotation mark opens it, after an unfinished line.",
    opens_alike="It opens with the same word as the paragraph of more than a line above the gap.",
    short_and_alone="It is short, ends no sentence, and a blank line, a page's edge or nothing follows.",
)
def beginning(join: Join) -> Iterator[str]:
    text, following = join.line.text, join.following
    if MARKER.match(text):
        dash = text[0] in "*–—-+·" and not MARKER.match(join.top.text)
        yield "dash_begins" if dash else "marker_begins"
        if dash and not ends_sentence(join.before.text) and first_letter(text[1:].lstrip()).islower():
            yield "dash_in_sentence"
        if _is_number_in_sentence(join):
            yield "number_in_sentence"
        return
    yield from _first_character(join)
    if text[0] in OPENING_QUOTES and not ends_sentence(join.before.text):
        yield "quote_begins"
    if join.line.gap and join.size > SHORT_LINE and _open_alike(text, join.top.text):
        yield "opens_alike"
    alone = following is None or following.gap or following.cut
    if extent(text) <= SHORT_ALONE and alone and not ends_sentence(text):
        yield "short_and_alone"


def _open_alike(text: str, above: str) -> bool:
    """Whether two lines open with the same word of three letters or more, and a capital."""
    word = first_word(text)
    return sum(map(str.isalpha, word)) > _SHORT_WORD and first_letter(word).isupper() and word == first_word(above)


def _is_number_in_sentence(join: Join) -> bool:
    """Whether a line that opens with ``17.`` or ``1)`` goes on with the sentence of a full line right above, and no
    line near has the number before or after as its marker."""
    line = join.line
    marker = read_marker(line.text)
    if line.gap or line.cut or not join.measure or marker is None or marker.number is None:
        return False
    if ends_strongly(join.before.text) or join.needed < _FULL * join.measure:
        return False
    near = join.lines[max(0, join.index - _NEAR) : join.index + _NEAR]
    markers = (read_marker(other.text) for other in near if other is not line)
    return not any(goes_on(other, marker) or goes_on(marker, other) for other in markers if other)


def _first_character(join: Join) -> Iterator[str]:
    line, before, locale = join.line, join.before, join.setting.locale
    text = line.text
    first = first_letter(text)
    if not first:
        if text[0] in _GOES_BEHIND:
            yield "punctuation_begins"
        elif not any(character.isalnum() for character in text):
            yield "mark_alone"
    elif first.islower() and not _CAPITAL_WITHIN.match(text):
        yield "lower_begins"
        if line.gap and ends_strongly(before.text):
            yield "lower_after_end"
    elif first.isdigit():
        yield "digit_begins"
    elif first.isupper():
        yield "capital_begins"
        word = first_word(text).casefold().strip("'’\"“”«»(")
        if word in locale.function_words and not ends_sentence(before.text):
            yield "opens_as_sentence"
    else:
        yield "uncased_begins"


@at_line.any_of(
    date_begins="In the head, it is a date.",
    byline_begins="In the head, it names persons after a word such as By, or alone above a blank line or a date.",
    names_alone="In the head, it is nothing but names, and joined to the lines around it.",
    after_date="In the head, the line before is a date, or ends in one behind a bar, or is a date and a byline.",
)
def credits_of_head(join: Join) -> Iterator[str]:
    """Lines that are a date or an announced byline stand for themselves, and so do ``By Ana Ruiz | 3 May 2024`` and a
    name that nothing joins to the lines around it."""
    if join.index >= HEAD_LINES:
        return
    line, following, credit_lines = join.line, join.following, join.setting.credit_lines
    if credit_lines.is_date_line(line.text):
        yield "date_begins"
    elif credit := credit_lines.byline(line.text):
        alone = following is not None and (
            (line.gap and (following.gap or credit_lines.is_date_line(following.text))) or _stands_on_date(join)
        )
        yield "byline_begins" if credit.announced or alone else "names_alone"
    parts = _BAR.split(join.before.text)
    if len(parts) > 1 and all(credit_lines.is_date_line(part) or credit_lines.byline(part) for part in parts):
        yield "after_date"
        return
    last_two = " ".join(before.text for before in join.group[-2:])
    behind_bar = _BAR.split(last_two[-_DATE_REACH:])[-1]
    if credit_lines.is_date_line(join.before.text) or credit_lines.is_date_line(behind_bar):
        yield "after_date"


def _stands_on_date(join: Join) -> bool:
    """Whether a name stands right above a date and right below a short line that it does not complete, and no byline
    after a word such as By stands below the date."""
    line, following, credit_lines = join.line, join.following, join.setting.credit_lines
    if following is None or following.gap or not credit_lines.is_date_line(following.text):
        return False
    goes_on = line.text[0].islower() or last_word(join.before.text) in join.setting.locale.function_words
    below = [credit_lines.byline(other.text) for other in join.lines[join.index + 2 : join.index + 4]]
    return not goes_on and join.size <= SHORT_ALONE and not any(credit and credit.announced for credit in below)
