"""Lines -> pieces: wrapped lines joined, broken words mended, paragraphs that a page or column cut in two healed.

Between each line and the next there is one decision: does a new paragraph begin here? Its evidence is what the
line before ends in, what the next begins with, the room that was left, indents, blank lines and page edges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.locales import Locale, with_english
from copydesk.problems import Problem
from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_LINES, HEAD_PIECES
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions, footer_role, is_kicker, may_hold_byline
from copydesk.reading.text.evidence import SURE, confidence, reasons, weigh, weights
from copydesk.reading.text.inlines import PICTURE, picture_named
from copydesk.reading.text.joining import Joins, joined
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.bylines import read_credit
from copydesk.reading.text.recognisers.dates import is_date_line
from copydesk.reading.text.recognisers.extent import extent, first_word
from copydesk.reading.text.recognisers.hashes import HASHES
from copydesk.reading.text.recognisers.marks import (
    CLOSING_BRACKETS,
    COLONS,
    COMMAS,
    DASHES,
    ELLIPSES,
    HYPHENS,
    MARKER,
    OPENING_BRACKETS,
    OPENING_QUOTES,
    PAUSES,
    SENTENCE_ENDS,
    ends_sentence,
    ends_strongly,
    first_letter,
    last_word,
    left_open,
)
from copydesk.reading.text.recognisers.speakers import is_time_and_name, timed

_LONG_LINE = 75  # characters
_SHORT_LINE = 66
_ROOMY = 0.9  # of the measure
_LONGEST_LIST = 40  # lines up to the item that a list stands in
_DECIDED = 20.0  # log-odds
_GOES_BEHIND = f"{SENTENCE_ENDS}{ELLIPSES}{COLONS}{PAUSES}{CLOSING_BRACKETS}%」』"  # what a word must stand before


class Pieces(NamedTuple):
    """The pieces of an article in order, and what was doubtful about them."""

    pieces: list[Piece]
    problems: list[Problem]


Watch = Callable[[int, tuple[str, ...], float], None]
"""Is told of each decision: the line's place, the evidence, the log-odds that a new paragraph begins there."""


def pieces(
    lines: list[Line],
    plan: Layout,
    locale: Locale,
    watch: Watch | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    rows: frozenset[int] = frozenset(),
) -> Pieces:
    """Join what belongs together.

    ``locale`` knows the words that cannot end a sentence: ``has asked for the`` goes on. ``watch`` is told of
    every decision. What ``conventions`` declare to be a byline or a line of the footer is joined to nothing before it,
    and lines of tables, told in ``rows`` by where they start, to nothing at all.
    """
    joins = Joins(lines, locale)
    table = weights("break")
    made: list[Piece] = []
    problems: list[Problem] = []
    setting = _setting(lines, plan, locale)
    declared = _declared(lines, locale, conventions) | _alone(lines, rows) | _quoted_anew(lines)
    group: list[Line] = []
    doubts: list[tuple[float, tuple[str, ...]]] = []
    size = 0
    for place, line in enumerate(lines):
        if group:
            evidence = tuple(_evidence(lines, place, group, size, setting))
            score = _DECIDED if place in declared else weigh(table, evidence)
            if _goes_on_attribution(group, line):
                score = -_DECIDED
            sure = confidence(score)
            if watch is not None:
                watch(place, evidence, score)
            across = bool(line.gap or line.cut)
            if across and place not in declared and _is_doubtful(evidence, score, sure):
                problems.append(_doubt(group[-1], line, score, sure))
            if score > 0:
                made.append(joined(group, doubts, joins))
                group, doubts, size = [], [], 0
            elif across:
                doubts.append((sure, reasons(table, evidence, score)))
        group.append(line)
        size += extent(line.text)
    if group:
        made.append(joined(group, doubts, joins))
    return Pieces(made, problems + joins.problems)


def _alone(lines: list[Line], rows: frozenset[int]) -> frozenset[int]:
    """The places at which lines of tables begin, and what follows them."""
    found = {place for place, line in enumerate(lines) if line.start in rows}
    return frozenset(found | {place + 1 for place in found})


def _quoted_anew(lines: list[Line]) -> frozenset[int]:
    """The places of lines that are quoted, but not as deep as the line before."""
    return frozenset(place for place, (a, b) in enumerate(pairwise(lines), 1) if b.depth and b.depth != a.depth)


def _declared(lines: list[Line], locale: Locale, conventions: Conventions) -> frozenset[int]:
    """The places where a piece begins because the publication says so, if the line before may end a paragraph."""
    if conventions is NO_CONVENTIONS:
        return frozenset()
    found: set[int] = set()
    locales = with_english(locale)
    for place, line in enumerate(lines):
        credit = (
            read_credit(line.text, locales)
            if may_hold_byline(conventions, place, len(lines), 2 * FOOT_PIECES)
            else None
        )
        alone = bool(credit and credit.declared) or is_kicker(conventions, line.text, place)
        if alone or footer_role(conventions, line.text):
            found |= {place, place + 1} if alone else {place}
    return frozenset(
        place
        for place in found
        if 0 < place < len(lines)
        and (place - 1 in found or place < HEAD_PIECES or ends_sentence(lines[place - 1].text))
    )


class _Setting(NamedTuple):
    """What holds for the whole article: how it was set, its language, whether its paragraphs end as sentences do, the
    lines that stand in groups of short ones, and those that open with the time of a recording."""

    plan: Layout
    locale: Locale
    finished: bool
    short: frozenset[int]
    timed: frozenset[int]


def _setting(lines: list[Line], plan: Layout, locale: Locale) -> _Setting:
    short = frozenset() if plan.wrapped else _short_groups(lines)
    return _Setting(plan, locale, _finished(lines), short, timed([line.text for line in lines]))


def _finished(lines: list[Line]) -> bool:
    """Whether this article's paragraphs end as sentences do: nearly all the longer ones before a blank line."""
    last = [line for line, following in pairwise(lines) if following.gap] + lines[-1:]
    ends = [ends_sentence(line.text) for line in last if extent(line.text) > _LONG_LINE]
    return len(ends) >= 3 and sum(ends) >= 0.6 * len(ends)


def _short_groups(lines: list[Line]) -> frozenset[int]:
    """The lines, but for the first of each group, of groups whose every line is short in an article that has long
    ones: verse, an address."""
    if not any(extent(line.text) > 2 * _SHORT_LINE for line in lines):
        return frozenset()
    found: set[int] = set()
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and not lines[place].gap:
            continue
        if place - start > 2 and all(extent(line.text) <= _SHORT_LINE for line in lines[start:place]):
            found.update(range(start + 1, place))
        start = place
    return frozenset(found)


_GOES_ON = frozenset({"lower_begins", "never_last_ends", "broken_word", "comma_ends"})
_UNCASED = frozenset({"unfinished_unlike_others", "uncased_begins"})
_OPENS = frozenset({"byline_begins", "date_begins", "marker_begins", "dash_begins", "short_lines"})


def _goes_on_attribution(group: list[Line], line: Line) -> bool:
    """Whether a line is set further in right below a dash and a name: ``(The Night Post, p. 2)``."""
    first = group[0]
    below = not line.gap and not line.cut and line.indent > first.indent
    return below and attribution_start(first.text) > 0 and not attribution_start(line.text)


def _is_doubtful(evidence: tuple[str, ...], score: float, sure: float) -> bool:
    """Whether a decision across a gap is worth a Problem: one on thin evidence, or a break within a sentence."""
    if score <= 0:
        return sure < SURE
    within = not _OPENS.intersection(evidence) and (
        bool(_GOES_ON.intersection(evidence)) or _UNCASED.issubset(evidence)  # capitals tell nothing there
    )
    return "unfinished" in evidence and (sure < SURE or within)


def _doubt(before: Line, line: Line, score: float, sure: float) -> Problem:
    did = (
        "begins a new paragraph though the one before is unfinished" if score > 0 else f"joined to line {before.number}"
    )
    return Problem("join", line.number, f"{did}, confidence {sure:.2f}" if sure < SURE else did)


# ----------------------------------------------------------------------------------------------- evidence


def _evidence(lines: list[Line], place: int, group: list[Line], size: int, setting: _Setting) -> Iterator[str]:
    """What speaks for (or against) a new paragraph at ``lines[place]``."""
    line, plan = lines[place], setting.plan
    following = lines[place + 1] if place + 1 < len(lines) else None
    yield from _gaps(group, line)
    if plan.measures[place - 1]:
        yield from _room(line, place, plan)
    else:
        yield "one_line_a_paragraph"
        if not line.gap and not line.cut:
            yield "own_line"
    if place in setting.short:
        yield "short_lines"
    if place in setting.timed:
        yield "time_begins"
    elif place - 1 in setting.timed and is_time_and_name(lines[place - 1].text):
        yield "after_time_and_name"
    yield from _indents(group, line, following)
    if _closes_outer_item(lines, place, group, plan):
        yield "closes_outer_item"
    yield from _ending(group, size, line, setting)
    yield from _beginning(line, following, group, setting.locale)
    if place < HEAD_LINES:
        yield from _credits(group, line, following, setting.locale)


_BAR = re.compile(r"\s[|•·–—]\s")
_DATE_REACH = 100  # characters; no line of a date is longer


def _credits(group: list[Line], line: Line, following: Line | None, locale: Locale) -> Iterator[str]:
    """Lines that are a date or an announced byline stand for themselves, and so do ``By Ana Ruiz | 3 May 2024`` and a
    name that nothing joins to the lines around it."""
    locales = with_english(locale)
    if is_date_line(line.text, locales):
        yield "date_begins"
    elif credit := read_credit(line.text, locales):
        dated = following is not None and is_date_line(following.text, locales)
        alone = line.gap and (dated or (following is not None and following.gap))
        yield "byline_begins" if credit.announced or alone else "names_alone"
    told = " ".join(before.text for before in group[-2:])
    if is_date_line(group[-1].text, locales) or is_date_line(_BAR.split(told[-_DATE_REACH:])[-1], locales):
        yield "after_date"


def _gaps(group: list[Line], line: Line) -> Iterator[str]:
    before = group[-1]
    if line.gap:
        yield "blank_line"
    if line.gap > 1:
        yield "blank_lines"
    if line.cut:
        yield "page_edge"
    if before.underlined:
        yield "underlined"
    if line.depth != before.depth:
        yield "quote_mark_changes"
    first = line.text[0] + before.text[0]
    if "#" in first and (HASHES.match(line.text) or HASHES.match(before.text)):
        yield "hash_begins"
    if "!" in first or "[" in first + group[0].text[0]:
        marked = PICTURE.match(line.text) or PICTURE.match(before.text) or picture_named().match(line.text)
        if marked or (before.text[-1] == "]" and picture_named().match(group[0].text)):
            yield "picture_begins"


_ROOM = ((0.6, "half_empty"), (0.78, "much_room"), (0.9, "room"), (0.96, "some_room"), (1.0, "little_room"))


def _room(line: Line, place: int, plan: Layout) -> Iterator[str]:
    """Would the next line's first word have fitted on the line before? Then its end was meant."""
    width, measure = plan.widths[place - 1], plan.measures[place - 1]
    needed = (width + 1 + plan.width(first_word(line.text))) / measure
    for most, name in _ROOM:
        if needed <= most:
            yield name
            break
    else:
        yield "no_room"
    if line.gap or line.cut:
        yield "full_before_gap" if width >= measure * 0.85 else "short_before_gap"


def _indents(group: list[Line], line: Line, following: Line | None) -> Iterator[str]:
    before = group[-1]
    same = len(group) > 1 and before.indent == group[-2].indent
    if line.indent > before.indent:
        back = following is not None and not following.gap and following.indent < line.indent
        hanging = len(group) == 1 and _marker_width(before) >= line.indent - before.indent > 0
        if hanging:
            yield "hanging_indent"
        elif back:
            yield "first_line_indent"
        else:
            yield "indent_grows"
    elif line.indent < before.indent:
        if len(group) > 1 and same:
            yield "indent_shrinks"
        elif len(group) == 1:
            yield "back_to_margin"
    elif len(group) == 1 and following is not None and not following.gap and following.indent < line.indent:
        yield "first_line_indent"


def _closes_outer_item(lines: list[Line], place: int, group: list[Line], plan: Layout) -> bool:
    """Whether a line goes on with the item around the list that it stands below: it stands in as that item does, and
    its first word would have fitted on the line before."""
    line, item = lines[place], group[0]
    if line.indent >= item.indent or MARKER.match(line.text) or not MARKER.match(item.text):
        return False
    measure, needed = plan.measures[place - 1], plan.widths[place - 1] + 1 + plan.width(first_word(line.text))
    if measure and needed > _ROOMY * measure:
        return False
    above = reversed(lines[max(0, place - _LONGEST_LIST) : place])
    outer = next((before for before in above if before.indent < item.indent), None)
    return outer is not None and outer.indent == line.indent and MARKER.match(outer.text) is not None


def _marker_width(line: Line) -> int:
    match = MARKER.match(line.text)
    return match.end() + 2 if match else 0


@cache
def _speech_end(own: Locale) -> re.Pattern[str]:
    """How a line ends in speech that no full stop closes, where a language has none there."""
    return re.compile(rf"[{own.body.speech_ends}][」』]$" if own.body.speech_ends else "(?!)")


def _ending(group: list[Line], size: int, line: Line, setting: _Setting) -> Iterator[str]:
    """How the paragraph so far ends."""
    text, locale = group[-1].text, setting.locale
    end = text[-1]
    if ends_strongly(text) or (size > _SHORT_LINE and _speech_end(locale).search(text)):
        yield "sentence_ends"
    elif ends_sentence(text):
        yield "colon_ends"
    else:
        yield "unfinished"
        if end in HYPHENS and len(text) > 1 and text[-2].isalnum():
            yield "broken_word"
        elif end in PAUSES:
            yield "comma_ends"
        elif end in DASHES:
            yield "dash_ends"
        elif (word := last_word(text)) in locale.function_words:
            yield "never_last_ends" if word in locale.never_last else "function_word_ends"
        if size > _LONG_LINE:
            yield "long_and_unfinished"
            if setting.finished and line.gap:
                yield "unfinished_unlike_others"
            if end in COMMAS:
                yield "long_and_comma"
    yield from _so_far(group, size)


def _so_far(group: list[Line], size: int) -> Iterator[str]:
    """What the paragraph so far is like."""
    if size <= 60 and len(group) == 1:
        yield "short_so_far"
    if MARKER.match(group[0].text):
        yield "item_so_far"
    if size < 4000:  # an open quotation is not worth searching a book for
        opened = left_open(" ".join(line.text for line in group[-12:]))
        if opened and opened != '"':
            yield "open_bracket" if opened in OPENING_BRACKETS else "open_quote"


def _beginning(line: Line, following: Line | None, group: list[Line], locale: Locale) -> Iterator[str]:
    """How the next line begins."""
    text = line.text
    if MARKER.match(text):
        dash = text[0] in "*–—-+·" and not MARKER.match(group[0].text)
        yield "dash_begins" if dash else "marker_begins"
        if dash and not ends_sentence(group[-1].text) and first_letter(text[1:].lstrip()).islower():
            yield "dash_in_sentence"
        return
    yield from _first_character(line, group, locale)
    if text[0] in OPENING_QUOTES and not ends_sentence(group[-1].text):
        yield "quote_begins"
    alone = following is None or following.gap or following.cut
    if extent(text) <= 60 and alone and not ends_sentence(text):
        yield "short_and_alone"


def _first_character(line: Line, group: list[Line], locale: Locale) -> Iterator[str]:
    text = line.text
    first = first_letter(text)
    if not first:
        if text[0] in _GOES_BEHIND:
            yield "punctuation_begins"
        elif not any(character.isalnum() for character in text):
            yield "mark_alone"
    elif first.islower():
        yield "lower_begins"
        if line.gap and ends_strongly(group[-1].text):
            yield "lower_after_end"
    elif first.isdigit():
        yield "digit_begins"
    elif first.isupper():
        yield "capital_begins"
        if first_word(text).casefold().strip("'’\"“”«»(") in locale.function_words and not ends_sentence(
            group[-1].text
        ):
            yield "opens_as_sentence"
    else:
        yield "uncased_begins"
