"""Web pages pasted whole: the menu and breadcrumbs above the headline, buttons in the text, and lists of links below.

A page is known by its own words: a link that skips to the text, breadcrumbs, several buttons in the first lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.words import PagePatterns, byline_opening, page_patterns
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.words import Opening, alternatives

_TOP = 30  # lines in which the headline stands
_FEWEST_BUTTONS = 4  # lines above the headline that are buttons
_SKIP_REACH = 3  # lines in which a link stands that skips the menu
_FEWEST_WORDS = 4  # of a headline
_FEWEST_LETTERS = 24
_LONG = 110  # characters of a paragraph of the text
_LONGEST_LABEL = 60  # characters
_CRUMBS = pattern(r"[^>›»/|]{2,30}(?:\s[>›»]\s?[^>›»]{2,40}){1,6}")
_AGO = re.compile(r"(?:\w+\s)?\d{1,2}(?::\d\d(?:\s\w{2,4})?|\s\w+\s\w+)", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_MOST_WORDS_OF_ITEM = 3  # of a menu
_MENU = "it is of the menu of a web page"
_BUTTON = "it is a button or a label of a web page"


class _Words(NamedTuple):
    """The words of web pages in some languages: whole lines, and how lines begin."""

    page: PagePatterns
    lists: re.Pattern[str]
    related: re.Pattern[str]
    caption: re.Pattern[str]
    byline: Opening
    published: tuple[str, ...]

    def is_dated(self, text: str) -> bool:
        """``Published``, ``3 hours ago``, ``Updated 14:32 GMT``: when a page was made, without a date."""
        opened = text.casefold().startswith(self.published)
        return (opened and len(text) <= 30) or _AGO.fullmatch(text) is not None


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    lists = alternatives(word for locale in locales for word in locale.page.link_lists)
    related = alternatives(word for locale in locales for word in locale.foot.related)
    captions = alternatives(word for locale in locales for word in locale.body.captions)
    pictures = alternatives(word for locale in locales for word in locale.body.picture_names)
    return _Words(
        page_patterns(locales),
        re.compile(rf"(?:{lists})(?:\s.{{0,30}})?", re.IGNORECASE),
        re.compile(rf"(?:{related})\s?:?", re.IGNORECASE),
        re.compile(rf"(?:{captions})|(?:{pictures})(?!\w)[^:.]{{0,12}}:", re.IGNORECASE),
        byline_opening(locales),
        tuple(word for locale in locales for word in (*locale.dates.published, *locale.dates.updated)),
    )


def web_pages(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a web page. Its menu stands above the headline: buttons within a text or below it
    are no evidence."""
    page = page_patterns(credit_lines.locales)
    if not _has_menu(lines[:_TOP], page):
        return
    words = _words(credit_lines.locales)
    headline = _headline(lines, words, credit_lines)
    if headline is None or not _has_menu(lines[:headline], page):
        return
    yield from (aside(index, "navigation", _MENU) for index in _menu(lines[:headline], page))
    long = (index for index in range(headline + 1, len(lines)) if len(lines[index].text) >= _LONG)
    body = next((index for index in long if not words.caption.match(lines[index].text)), None)
    if body is None:
        return
    yield from _head(lines, headline, body, words, credit_lines)
    text_end = max(index for index, line in enumerate(lines) if _is_text(line.text, page))
    links = next((i for i in range(text_end + 1, len(lines)) if words.lists.fullmatch(lines[i].text)), len(lines))
    yield from _inside(lines, body, links - 1, words)
    yield from _below(lines, text_end + 1, links, page)


def _has_menu(lines: list[Line], page: PagePatterns) -> bool:
    """Whether lines hold several buttons, breadcrumbs and some buttons, or above all else a link that skips them."""
    if any(page.skip.fullmatch(line.text) for line in lines[:_SKIP_REACH]):
        return True
    buttons = sum(_is_button(line.text, page) for line in lines)
    return buttons >= _FEWEST_BUTTONS or (buttons > 1 and any(_is_crumbs(line.text) for line in lines))


def _is_button(text: str, page: PagePatterns) -> bool:
    return text.casefold().strip(" .:!|·") in page.buttons or page.skip.fullmatch(text) is not None


def _is_text(text: str, page: PagePatterns) -> bool:
    """Whether a line is of the article's text: long, or a sentence that no footer of a page has. Below the last one
    there may be lists of links."""
    sentence = ends_sentence(text) and len(text.split()) > 2 and not _RIGHTS.match(text)
    return len(text) >= _LONG or (sentence and not _is_button(text, page))


def _menu(above: list[Line], page: PagePatterns) -> Iterator[int]:
    """The indices of a menu's lines: the page's own words, and short lines in one block with them. Others stay: they
    may be a kicker, or the headline of another form than is known here."""
    for block in blocks(above):
        of_page = {index for index in block if _is_of_page(above[index].text, page)}
        yield from (index for index in block if index in of_page or (of_page and _is_item(above[index].text)))


def _is_item(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_OF_ITEM and not ends_sentence(text)


def _is_of_page(text: str, page: PagePatterns) -> bool:
    return _is_button(text, page) or _is_crumbs(text) or bool(page.skip.match(text)) or "|" in text


def _is_crumbs(text: str) -> bool:
    return len(text) <= 100 and _CRUMBS.fullmatch(text) is not None


def _headline(lines: list[Line], words: _Words, credit_lines: CreditLines) -> int | None:
    """The first line that is long enough for a headline and nothing of the page's own; where a byline or a date stands
    above it, the line above that, however short it is."""
    own = [index for index, line in enumerate(lines[:_TOP]) if not _is_of_page(line.text, words.page)]
    credit = next(
        (i for i in own if words.byline.match(lines[i].text) or credit_lines.is_date_line(lines[i].text)), None
    )
    long = next((i for i in own if _is_long_enough(lines[i].text)), None)
    if credit is None or (long is not None and long < credit):
        return long
    return next((index for index in reversed(own) if index < credit), None)


def _is_long_enough(text: str) -> bool:
    return _FEWEST_LETTERS <= len(text) < 2 * _LONG and len(text.split()) >= _FEWEST_WORDS


def _head(lines: list[Line], headline: int, body: int, words: _Words, credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines from the headline to the first paragraph of the text."""
    yield Assigned(headline, "navigation", "it is the first long line of a web page", role="headline", begins=True)
    below = headline + 1
    if below < body and _is_deck(lines[below].text, words):
        yield Assigned(below, "navigation", "it stands below the headline", role="deck", begins=True)
        below += 1
    for index in range(below, body):
        text = lines[index].text
        if _is_button(text, words.page) or len(text) == 1:
            yield aside(index, "web_debris", _BUTTON)
        elif words.is_dated(text) and not credit_lines.is_date_line(text):
            yield aside(index, "web_debris", "it says when a web page was made")
        elif words.caption.match(text):
            yield Assigned(index, "navigation", "it is a caption", role="caption", begins=True)
        elif len(text) <= _LONGEST_LABEL and words.byline.match(lines[index - 1].text) and not lines[index].gap:
            yield Assigned(index, "navigation", "it says more of the author above", role="byline", begins=True)
        else:
            yield Assigned(index, "navigation", "it is a line of its own on a web page", begins=True)


def _is_deck(text: str, words: _Words) -> bool:
    """Whether a line right below the headline is long enough for a deck, and no caption."""
    return len(text) > _LONGEST_LABEL // 2 and len(text.split()) > 5 and not words.caption.match(text)


def _inside(lines: list[Line], start: int, end: int, words: _Words) -> Iterator[Assigned]:
    """Buttons between the paragraphs, and the links below a label such as ``Read more``."""
    index = start
    while index <= end:
        text = lines[index].text
        if _is_button(text, words.page):
            yield aside(index, "web_debris", _BUTTON)
        elif words.related.fullmatch(text):
            yield Assigned(index, "navigation", "it stands above links", role="related", begins=True)
            while index + 1 <= end and not lines[index + 1].gap and len(lines[index + 1].text) < _LONG:
                index += 1
                yield Assigned(index, "navigation", "it is a link to another article", role="related", begins=True)
        index += 1


def _below(lines: list[Line], start: int, first: int, page: PagePatterns) -> Iterator[Assigned]:
    """The lists of links below the text, from the ``first`` of their labels on; rights stay."""
    for index in range(start, len(lines)):
        text = lines[index].text
        if _is_button(text, page):
            yield aside(index, "web_debris", _BUTTON)
        elif index >= first and not _RIGHTS.match(text):
            yield aside(index, "navigation", "it is of the links below a web page's text")
