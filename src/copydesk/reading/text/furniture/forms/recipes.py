"""Recipes: the ingredients are a list, and so are the numbered steps, however their lines are set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.words import byline_opening
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import MARKER, holds_digit
from copydesk.reading.text.recognisers.words import alternatives

_FEWEST = 3  # lines with measures that show a recipe
_LONGEST = 80  # characters of an ingredient
_LONGEST_HEADING = 40  # characters
_MOST_HEADINGS = 2  # lines above the ingredients of a block
_MOSTLY = 0.5  # of the lines of a block are ingredients
_FIGURE = r"(?:\d+(?:[.,/–-]\d+)?(?:\s\d/\d)?|[½¼¾⅓⅔⅛]|\d+\s?[½¼¾⅓⅔⅛])"
_NUTRIENT = re.compile(r"[^\W\d_][^\d]{0,40}\s\d[\d.,]*\s?(?:g|mg|kcal|kj|%|cal)\.?", re.IGNORECASE)  # Fat 12 g
_REASON = "it is of a recipe"


class _Words(NamedTuple):
    """The words of recipes in some languages: how the line of an ingredient begins, and whole headings."""

    measured: re.Pattern[str]
    amount: re.Pattern[str]
    steps: re.Pattern[str]
    ingredients: re.Pattern[str]


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    measures = alternatives(word for locale in locales for word in locale.body.measures)
    measured = rf"(?:{_FIGURE}\s?(?:x\s)?(?:{measures})\.?|(?:{_phrases(locales)}))(?![\w'’])"
    return _Words(
        re.compile(measured, re.IGNORECASE),
        re.compile(rf"(?:[-•*·]\s*)?(?:{measured}|{_FIGURE}\s+[^\W\d_])", re.IGNORECASE),
        _heading(word for locale in locales for word in locale.body.step_headings),
        _heading(word for locale in locales for word in locale.body.ingredient_headings),
    )


def _phrases(locales: tuple[Locale, ...]) -> str:
    """A pattern of the measures that need no figure: ``a pinch of``."""
    return alternatives(word for locale in locales for word in locale.body.measures if " " in word)


def _heading(words: Iterable[str]) -> re.Pattern[str]:
    """A whole line that is one of the words, perhaps with a colon or marks around it."""
    return re.compile(rf"[\W_]*(?:{alternatives(words)})[\W_]*", re.IGNORECASE)


@cache
def _may_be_measured(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """What a line with a measure begins with: quick to find, and there is none in most texts."""
    return re.compile(rf"[\d½¼¾⅓⅔⅛]|{_phrases(locales)}", re.IGNORECASE)


def recipes(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a recipe."""
    locales = credit_lines.locales
    quick = _may_be_measured(locales)
    measured = [line.text for line in lines if len(line.text) <= _LONGEST and quick.match(line.text)]
    if len(measured) < _FEWEST:
        return
    words = _words(locales)
    if sum(1 for text in measured if words.measured.match(text)) < _FEWEST:
        return
    in_steps = False
    for block in blocks(lines):
        first = lines[block[0]].text
        if words.steps.fullmatch(first):
            in_steps = True
        elif words.ingredients.fullmatch(first):
            in_steps = False
        yield from _headings_of_parts(lines, block, words)
        known = list(_steps(lines, block)) if in_steps else []
        yield from known or _ingredients(lines, block, words)
        if block[0] == 0:
            for index in block[1:]:
                if "|" in lines[index].text:
                    role: Role | None = "byline" if byline_opening(locales).match(lines[index].text) else None
                    yield Assigned(index, "frame", _REASON, role=role, begins=True)


def _headings_of_parts(lines: list[Line], block: range, words: _Words) -> Iterator[Assigned]:
    """The lines that are nothing but *Ingredients* or *Method*, below the headline, and how many it serves."""
    for index in block:
        text = lines[index].text
        ingredients = words.ingredients.fullmatch(text)
        if index > 1 and ingredients and _serves(lines[index - 1].text, words) and lines[index].gap:
            yield Assigned(index - 1, "frame", _REASON, role="paragraph", begins=True)
        if index and (ingredients or words.steps.fullmatch(text)):
            yield Assigned(index, "frame", _REASON, role="heading", begins=True)


def _serves(text: str, words: _Words) -> bool:
    """``Serves 4``, ``Preparation: 20 minutes``"""
    return len(text) <= _LONGEST_HEADING and holds_digit(text) and not words.amount.match(text)


def _ingredients(lines: list[Line], block: range, words: _Words) -> Iterator[Assigned]:
    """The items of a block most of whose lines are amounts of something, and the heading that it may begin with."""
    texts = [lines[index].text for index in block]
    amounts = [bool(words.amount.match(text) or _NUTRIENT.fullmatch(text)) for text in texts]
    if any(len(text) > _LONGEST for text in texts) or sum(amounts) < 2 or sum(amounts) < _MOSTLY * len(texts):
        return
    first = 0
    while first < _MOST_HEADINGS and not amounts[first] and len(texts[first]) <= _LONGEST_HEADING:
        first += 1
    announced = words.ingredients.fullmatch(texts[0]) or texts[0][-1] == ":"
    if first and not (amounts[first] and (announced or sum(amounts) > first)):
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
    """The steps of a block whose numbers count up: a line without a number goes on with the step above."""
    numbers = {
        index: int(match["number"]) for index in block if (match := MARKER.match(lines[index].text)) and match["number"]
    }
    values = list(numbers.values())
    if len(values) < 2 or values != list(range(values[0], values[0] + len(values))):
        return
    for index in range(min(numbers), block.stop):
        yield Assigned(index, "frame", _REASON, role="list_item", begins=index in numbers)
