"""Lines that say what they are: buttons of web pages, reading times, ends of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.problems import Problem
from copydesk.reading._shared.reach import HEAD_LINES
from copydesk.reading.text.furniture.lines import LONGEST_LABEL, FurnitureLine, Prose
from copydesk.reading.text.furniture.words import PagePatterns
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import COLONS, MARKER, ends_sentence, holds_digit

_NEAR = 3  # lines on each side of a button among which others of a web page stand
_FEWEST_OF_MENU = 3  # words
_LARGER = 1.5  # times the size of a menu, that of the headline below it
_FEWEST_ITEMS = 2  # of a list below a label that is its heading
_LONGEST_ITEM = 60  # characters of an item without a mark
_ITEM = pattern(rf"{MARKER.pattern}|[-–—*][ \t]+\S")
_PRICED = pattern(
    r".*[^\W\d_].*(?:\s{2,}|\.{2,}\s?|…\s?|[–—-]\s|\s[^\w\s]\s?|\s)\d[\d.,:]*\s?(?:[^\w\s]|[^\W\d_]{1,3}\.?)?"
)
"""A line that ends in a price or another figure."""

_BARS = re.compile(r"\s*[|•·/]\s*|\s{3,}")
_HASHES = re.compile(r"#[ #]{0,6}#")


def labels(lines: list[Line], patterns: PagePatterns, prose: Prose) -> Iterator[tuple[int, FurnitureLine]]:
    """The lines that are furniture by what they say, unless they end the paragraph above or have a role, as
    program text has."""
    for index, line in enumerate(lines):
        if line.role or len(line.text) > LONGEST_LABEL:
            continue
        if line.text[0].isalnum() and prose.ends_paragraph(index) and not _is_last_phrase(lines, index, patterns):
            continue
        if patterns.continued.fullmatch(line.text):
            yield index, FurnitureLine(line, "cut_mark", 0.95, "it says that the text goes on elsewhere")
        elif index < HEAD_LINES or index >= len(lines) - HEAD_LINES:
            label = _label_at_an_end(lines, index, patterns, prose)
            if label:
                yield index, label


def _is_last_phrase(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    """Whether a label of three words or more, which begins with no small letter, is the last line of a text."""
    text = lines[index].text
    whole = text.casefold().strip(" .:!") in patterns.buttons and text.count(" ") > 1
    return index + 1 == len(lines) and whole and not text[0].islower()


def _label_at_an_end(lines: list[Line], index: int, patterns: PagePatterns, prose: Prose) -> FurnitureLine | None:
    line = lines[index]
    if index > len(lines) // 2 and patterns.end.fullmatch(line.text):
        closes = _HASHES.fullmatch(line.text)
        reason = "it closes the article" if closes else "it says that the article ends"
        return FurnitureLine(line, "end_mark", 0.95, reason)
    if (
        _is_button(lines, index, patterns)
        and not _is_word_of_sentence(lines, index, patterns, prose)
        and not _is_announced(lines, index, patterns)
        and not _heads_list(lines, index, patterns)
        and not _is_item(lines, index, patterns)
    ):
        unframed = _is_right_below_headline(lines, index, patterns)
        return FurnitureLine(line, "web_debris", 0.85, "it is a button or a label of a web page", doubtful=unframed)
    if patterns.reading_time is not None and patterns.reading_time.fullmatch(line.text):
        return FurnitureLine(line, "web_debris", 0.95, "it says how long the reading takes")
    if _is_menu(lines, index, patterns):
        return FurnitureLine(line, "navigation", 0.85, "it is of the menu of a web page")
    return None


def _is_menu(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    """Whether the first line of a page is the menu of a web page, above a headline that is set larger: the sections of
    a site between buttons, ``Home Local Sport Subscribe``."""
    words = _BARS.sub(" ", lines[index].text).split()
    buttons = [word.casefold() in patterns.buttons for word in words]
    if (
        len(words) < _FEWEST_OF_MENU
        or not buttons[0]
        or sum(buttons) < 2
        or not all(word[0].isupper() for word in words)
    ):
        return False
    here = lines[index].typeset
    opens = all(line.typeset and line.typeset.furniture for line in lines[:index])
    below = [line.typeset.size for line in lines[index + 1 : index + 1 + _NEAR] if line.typeset]
    return here is not None and opens and max(below, default=0.0) > _LARGER * here.size > 0


def _is_button(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    buttons = [words.strip(" .:!") for words in _BARS.split(lines[index].text.casefold())]
    if patterns.button_words.isdisjoint(buttons[0].split(None, 1)[:1]):  # as with most lines
        return False
    alone = len(buttons) == 1
    if alone and _all_buttons(buttons[0].split(), patterns.buttons):
        return True
    if not all(words in patterns.buttons for words in buttons) or _labels_the_next(lines, index):
        return False
    return index > 0 or not alone or _above_headline(lines, patterns)


def _is_word_of_sentence(lines: list[Line], index: int, patterns: PagePatterns, prose: Prose) -> bool:
    """Whether a sentence runs on in small letters through a button's word, with no other button and no reading time
    near: ``he would not`` / ``share`` / ``it with anybody``."""
    if not prose.runs_across(index):
        return False
    near = [*range(max(0, index - _NEAR), index), *range(index + 1, min(len(lines), index + 1 + _NEAR))]
    return not any(
        _is_button(lines, other, patterns)
        or (patterns.reading_time is not None and patterns.reading_time.fullmatch(lines[other].text))
        for other in near
    )


def _is_announced(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    """Whether words that end in a colon stand above a button and those around it, and are no label of buttons
    themselves as ``Share this:`` is: ``Each page has the same words:`` / ``Home`` / ``Search``."""
    above = next((other for other in reversed(range(index)) if not _is_button(lines, other, patterns)), None)
    if above is None or lines[above].text[-1] not in COLONS:
        return False
    words = lines[above].text.casefold().strip(COLONS).split()
    openings = {" ".join(words[:size]) for size in range(1, min(4, len(words)) + 1)}
    phrase = " " in lines[index].text.strip()
    return bool(words) and (len(words) > 2 or not phrase) and not openings & patterns.buttons


def _is_item(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    """Whether a label is one of several short lines with no blank line between that are no labels: the name of a firm
    among those of others, an item of a list. Labels of a page stand by themselves, or several stand together below
    the head of the page."""
    first, last = _run_of_short_lines(lines, index)
    others = [
        other
        for other in range(first, last + 1)
        if not _reads_as_button(lines[other].text, patterns) and not _is_button(lines, other, patterns)
    ]
    if len(others) < _FEWEST_ITEMS or any(holds_digit(lines[other].text) for other in others):
        return False
    above, below = [o for o in others if o < index], [o for o in others if o > index]
    together = min(below, default=last + 1) - max(above, default=first - 1) - 1
    if together > 1 and (together >= len(others) or (first == 0 and not below)):
        return False
    text = lines[index].text.casefold()
    return len(_BARS.split(text)) == 1 and not _all_buttons(text.split(), patterns.buttons)


def _run_of_short_lines(lines: list[Line], index: int) -> tuple[int, int]:
    """The first and the last of the short lines around one, with no blank line and no prose between them."""
    first = last = index
    while first and not lines[first].gap and not lines[first].cut and not _is_prose(lines[first - 1]):
        first -= 1
    while (
        last + 1 < len(lines) and not lines[last + 1].gap and not lines[last + 1].cut and not _is_prose(lines[last + 1])
    ):
        last += 1
    return first, last


def _heads_list(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    """Whether a label is the heading of a list of the text, as ``MENU`` is above ``Soup  4.50``: it comes once, no
    other label of a page is near, and below it are prices, or below prose items with marks, or short lines between
    prose."""
    below = lines[index + 1 : index + 1 + _FEWEST_ITEMS]
    if len(below) < _FEWEST_ITEMS or not all(
        _ITEM.match(line.text) or len(line.text) <= _LONGEST_ITEM for line in below
    ):
        return False
    near = [*lines[max(0, index - _FEWEST_ITEMS) : index], *below]
    if any(_reads_as_button(line.text, patterns) for line in near) or _comes_again(lines, index):
        return False
    if all(_PRICED.fullmatch(line.text) for line in below):
        return True
    if not any(map(_is_prose, lines[:index])):
        return False
    if all(_ITEM.match(line.text) for line in below):
        return True
    end = next((each for each in range(index + 2, len(lines)) if lines[each].gap), len(lines))
    items = lines[index + 1 : end]
    short = len(items) > _FEWEST_ITEMS and not any(_is_prose(line) for line in items)
    return short and end < len(lines) and _is_prose(lines[end])


def _is_right_below_headline(lines: list[Line], index: int, patterns: PagePatterns) -> bool:
    """Whether a label is alone below the first line and above prose, where it may be the heading of what is there."""
    if index != 1 or len(lines) < index + 2:
        return False
    return not _reads_as_button(lines[0].text, patterns) and _is_prose(lines[index + 1])


def _reads_as_button(text: str, patterns: PagePatterns) -> bool:
    """Whether a line, past the mark of an item, is a button: ``- Share on Facebook``"""
    item = MARKER.match(text)
    return (text[item.end() :] if item else text).casefold().strip(" .:!") in patterns.buttons


def _comes_again(lines: list[Line], index: int) -> bool:
    label = lines[index].text.casefold()
    return any(line.text.casefold() == label for other, line in enumerate(lines) if other != index)


def _is_prose(line: Line) -> bool:
    return len(line.text) > _LONGEST_ITEM or (ends_sentence(line.text) and " " in line.text)


def words_kept(lines: list[Line], patterns: PagePatterns, prose: Prose) -> Iterator[Problem]:
    """A problem for each line that reads as a button but stays: it begins with a capital in mid-sentence."""
    for index in {*range(min(HEAD_LINES, len(lines))), *range(max(0, len(lines) - HEAD_LINES), len(lines))}:
        text = lines[index].text
        short = len(text) <= LONGEST_LABEL and text[0].isupper()
        if not short or not _is_button(lines, index, patterns):
            continue
        within = _is_word_of_sentence(lines, index, patterns, prose)
        if within or (_is_item(lines, index, patterns) and not _is_announced(lines, index, patterns)):
            stands = "stands within a sentence" if within else "is one of several short lines"
            message = f"{text!r} may be a label of a web page; it {stands} and stays in the text"
            yield Problem("furniture", lines[index].number, message)


def _labels_the_next(lines: list[Line], index: int) -> bool:
    """``Comment:`` with the comment right below it."""
    return lines[index].text[-1] in COLONS and index + 1 < len(lines) and not lines[index + 1].gap


def _above_headline(lines: list[Line], patterns: PagePatterns) -> bool:
    """Whether the first line, which reads as a button, names no section, and another button or a headline of its own
    stands below."""
    first, second = (line.text.casefold().strip(" .:!") for line in lines[:2]) if len(lines) > 1 else ("", "")
    return first not in patterns.sections and (second in patterns.buttons or len(second) >= 2 * len(first) > 0)


def _all_buttons(words: list[str], buttons: frozenset[str]) -> bool:
    """Whether the words of a line are several buttons side by side: ``Share Print Save``, ``Skriv ut Lagre``."""
    index = count = 0
    while index < len(words):
        size = next((size for size in (3, 2, 1) if " ".join(words[index : index + size]) in buttons), 0)
        if not size:
            return False
        index, count = index + size, count + 1
    return count > 1
