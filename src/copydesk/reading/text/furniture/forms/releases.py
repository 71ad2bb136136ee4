"""Press releases: the words and the date of their release, the contacts above the headline, and what closes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.words import is_credit
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.addresses import reaches_somebody
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import LONGEST_DATE_LINE, find_date
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, DASHES, ends_sentence
from copydesk.reading.text.recognisers.words import alternatives, whole_words

_REACH = 12  # lines from the top among which the words of a release stand
_DATELINE = re.compile(rf"(?P<all>(?P<dateline>[^\W\d_].{{5,60}}?)(?:\s*\([^\W\d_]{{2,12}}\))?)\s*(?:--?|[{DASHES}])")
_LONGEST_CONTACT = 60  # characters
_LONGEST_DECK = 120  # characters
_CLOSING = re.compile(r"(?:#\s?){3,}\s*[^\W\d_]{0,10}")
_CLOSING_REACH = 4  # lines from the end


@cache
def _release_words(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """The words that a press release opens with."""
    return re.compile(whole_words(word for locale in locales for word in locale.head.release), re.IGNORECASE)


@cache
def _contact_label(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """``Contact:``, ``Contact at the harbour:``"""
    labels = whole_words(word for locale in locales for word in locale.foot.contact)
    return pattern(rf"\W*(?:{labels})[^{COLONS}]{{0,20}}[{COLONS}]", re.IGNORECASE)


def releases(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a press release."""
    locales = credit_lines.locales
    words = _release_words(locales)
    top = range(min(_REACH, len(lines)))
    opening = next((index for index in top if _is_opening(lines[index].text, words)), None)
    for index in range(max(0, len(lines) - _CLOSING_REACH), len(lines)):
        if index and _CLOSING.fullmatch(lines[index].text):
            yield aside(index, "end_mark", "it closes the article")
    yield from _source_below(lines, locales)
    yield from _dateline_above(lines, credit_lines)
    if opening is None:
        yield from _contact_above(lines, credit_lines)
        return
    if find_date(lines[opening].text, locales):
        yield Assigned(opening, "frame", "it says when a press release may be printed", role="date")
    label = _contact_label(locales)
    for index in top:
        if label.match(lines[index].text):
            contact = list(_contact(lines, index, label))
            yield from contact
            below = contact[-1].position + 1
            if opening and _is_letterhead(lines, opening, below):
                for each in range(opening):
                    yield Assigned(each, "frame", "it names who sends a press release", role="kicker")
                yield Assigned(below, "frame", "it stands below the contacts of a press release", role="headline")
            elif opening and _is_deck(lines, below):
                yield Assigned(below, "frame", "it stands below the release of a headline", role="deck")


@cache
def _source(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """What a line opens with that says who gave a text out: ``SOURCE Acme Corp.``, ``Source: Acme``"""
    words = {word for locale in locales for word in locale.foot.sources}
    capitals = alternatives(word.upper() for word in words)
    either = alternatives(form for word in words for form in (word.upper(), word.capitalize()))
    return re.compile(rf"(?:(?:{either})\s?[{COLONS}]\s*|(?:{capitals}) +)(?=[^\W_a-z])")


def _source_below(lines: list[Line], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """The line at the foot of a text that says who gave it out: it is no author's name, and no picture's credit where
    sentences stand above it."""
    source = _source(locales)
    for index in range(max(2, len(lines) - _CLOSING_REACH), len(lines)):
        line = lines[index]
        alone = line.gap > 0 and (index + 1 == len(lines) or lines[index + 1].gap > 0)
        if alone and len(line.text) <= _LONGEST_DECK and source.match(line.text):
            above = lines[index - 1].text
            if line.text.split()[0].isupper() or (len(above) > _LONGEST_CONTACT and ends_sentence(above)):
                yield Assigned(index, "frame", "it says who gave the text out", role="paragraph", begins=True)


def _dateline_above(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """A place and a day with a dash behind them, printed above the headline: ``Ormby, Oct. 4 --``"""
    match = _DATELINE.fullmatch(lines[0].text) if len(lines) > 2 else None
    if match is None or not lines[1].gap or not lines[2].gap:
        return
    dated = match["dateline"]
    if credit_lines.is_date_line(dated) and _may_be_title(lines[1].text, credit_lines):
        yield Assigned(0, "rule", "it leads from the place and the day to the text", 0, match.end("all"), "date")
        yield Assigned(1, "frame", "it stands below the place and the day", role="headline")


def _contact_above(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The contacts that stand above all else without the words of a release, and the headline below them."""
    label = _contact_label(credit_lines.locales)
    first, *others = list(blocks(lines[: _REACH + 1])) or [range(0)]
    texts = [lines[index].text for index in first]
    colon = any(mark in text for mark in COLONS for text in texts[:1])
    if len(others) < 2 or not colon or not label.match(texts[0]) or not any(map(reaches_somebody, texts)):
        return
    if any(len(text) > _LONGEST_CONTACT for text in texts):
        return
    for index in first:
        yield Assigned(index, "frame", "it says whom to ask about a press release", role="contact")
    title = lines[others[0][0]].text
    if len(others[0]) == 1 and _may_be_title(title, credit_lines):
        yield Assigned(others[0][0], "frame", "it stands below the contacts of a press release", role="headline")


def _may_be_title(text: str, credit_lines: CreditLines) -> bool:
    plain = len(text) <= _LONGEST_DECK and text[-1] not in f".{COLONS}{COMMAS}"
    return plain and not is_credit(text, credit_lines)


def _is_opening(text: str, words: re.Pattern[str]) -> bool:
    match = words.search(text) if len(text) <= LONGEST_DATE_LINE else None
    return match is not None and match.start() <= 2


def _is_letterhead(lines: list[Line], opening: int, title: int) -> bool:
    """Whether what stands right above the words of a release names who sends it, for the headline, in capitals, stands
    alone below the contacts."""
    above = [line.text for line in lines[:opening]]
    joined = not lines[opening].gap and not any(map(str.isupper, above))
    return joined and _is_deck(lines, title) and lines[title].text.isupper()


def _is_deck(lines: list[Line], index: int) -> bool:
    """Whether a line stands alone and ends as no sentence does."""
    if index + 1 >= len(lines):
        return False
    text, below = lines[index].text, lines[index + 1]
    return len(text) <= _LONGEST_DECK and text[-1] not in '.!?"”' and (below.gap > 0 or below.begins)


def _contact(lines: list[Line], index: int, label: re.Pattern[str]) -> Iterator[Assigned]:
    """The lines from a label such as ``Contact:`` to the last number or address below it; a label with nothing behind
    or below it is furniture."""
    end = last = index + 1
    while last < len(lines) and _is_contact(lines, last):
        last += 1
        if reaches_somebody(lines[last - 1].text):
            end = last
    if end == index + 1 and label.fullmatch(lines[index].text):
        yield aside(index, "frame", "it is a label with nothing below it")
        return
    for each in range(index, end):
        yield Assigned(each, "frame", "it says whom to ask about a press release", role="contact")


def _is_contact(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) > _LONGEST_CONTACT:
        return False
    return reaches_somebody(text) or (not lines[index].gap and text[-1] not in ".!?")
