"""Recipes: the ingredients are a list, and so are the numbered steps, however their lines are set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.locales import Locale
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.marks import MARKER
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.reading.text.role import Role

_FEWEST = 3  # lines with measures that show a recipe
_LONGEST = 80  # characters of an ingredient
_LONGEST_HEADING = 40
_MOSTLY = 0.5  # of the lines of a block are ingredients
_FIGURE = r"(?:\d+(?:[.,/–-]\d+)?(?:\s\d/\d)?|[½¼¾⅓⅔⅛]|\d+\s?[½¼¾⅓⅔⅛])"
_REASON = "it is of a recipe"


def recipes(lines: list[Line], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """What is known of the lines of a recipe."""
    measures = alternatives(word for locale in locales for word in locale.body.measures)
    phrases = alternatives(word for locale in locales for word in locale.body.measures if " " in word)
    measured = re.compile(rf"(?:{_FIGURE}\s?(?:x\s)?(?:{measures})\.?|(?:{phrases}))(?![\w'’])", re.IGNORECASE)
    amount = re.compile(rf"(?:[-•*·]\s*)?(?:{measured.pattern}|{_FIGURE}\s+[^\W\d_])", re.IGNORECASE)
    value = re.compile(r"[^\W\d_][^\d]{0,40}\s\d[\d.,]*\s?(?:g|mg|kcal|kj|%|cal)\.?", re.IGNORECASE)
    if sum(1 for line in lines if len(line.text) <= _LONGEST and measured.match(line.text)) < _FEWEST:
        return
    in_steps = False
    steps = _words(word for locale in locales for word in locale.body.step_headings)
    parts = _words(word for locale in locales for word in locale.body.ingredient_headings)
    for block in blocks(lines):
        first = lines[block[0]].text
        if steps.fullmatch(first):
            in_steps = True
        elif parts.fullmatch(first):
            in_steps = False
        known = list(_steps(lines, block)) if in_steps else []
        yield from known or _ingredients(lines, block, amount, value, parts)
        if block[0] == 0:
            by = re.compile(
                rf"(?:{alternatives(word for each in locales for word in each.byline.by)})(?!\w)", re.IGNORECASE
            )
            for index in block[1:]:
                if "|" in lines[index].text:
                    role: Role | None = "byline" if by.match(lines[index].text) else None
                    yield Assigned(index, "frame", _REASON, role=role, begins=True)


def _words(words: Iterator[str]) -> re.Pattern[str]:
    """A whole line that is one of the words, perhaps with a colon or marks around it."""
    return re.compile(rf"[\W_]*(?:{alternatives(words)})[\W_]*", re.IGNORECASE)


def _ingredients(
    lines: list[Line], block: range, amount: re.Pattern[str], value: re.Pattern[str], headings: re.Pattern[str]
) -> Iterator[Assigned]:
    """The items of a block most of whose lines are amounts of something, and the heading that it may begin with."""
    texts = [lines[index].text for index in block]
    amounts = [bool(amount.match(text) or value.fullmatch(text)) for text in texts]
    if any(len(text) > _LONGEST for text in texts) or sum(amounts) < 2 or sum(amounts) < _MOSTLY * len(texts):
        return
    first = 0
    while first < len(texts) and not amounts[first] and len(texts[first]) <= _LONGEST_HEADING and first < 2:
        first += 1
    if first and not (amounts[first] and (headings.fullmatch(texts[0]) or texts[0][-1] == ":" or sum(amounts) > first)):
        return
    if first and lines[block[0]].gap == 0 and block[0] == 0:
        return  # the headline
    for index in block[:first]:
        yield Assigned(index, "frame", _REASON, role="heading", begins=True)
    for index in block[first:]:
        if MARKER.match(lines[index].text):
            return
        yield Assigned(index, "frame", _REASON, role="list_item", begins=True)


def _steps(lines: list[Line], block: range) -> Iterator[Assigned]:
    """The steps of a block that are numbered from 1, or on: a line without a number goes on with the step above."""
    numbers = {
        index: int(match["number"]) for index in block if (match := MARKER.match(lines[index].text)) and match["number"]
    }
    values = list(numbers.values())
    if len(values) < 2 or values != list(range(values[0], values[0] + len(values))):
        return
    for index in range(min(numbers), block.stop):
        yield Assigned(index, "frame", _REASON, role="list_item", begins=index in numbers)
