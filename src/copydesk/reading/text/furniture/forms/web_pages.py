"""Web pages pasted whole: the menu and breadcrumbs above the headline, buttons in the text, and lists of links below.

A page is known by its own words: a link that skips to the text, breadcrumbs, several buttons in the first lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.locales import Locale
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.words import PagePatterns, page_patterns
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.tree import FurnitureKind

_TOP = 30  # lines in which the headline stands
_FEWEST_BUTTONS = 4  # lines in the first ones that are buttons
_FEWEST_WORDS = 4  # of a headline
_FEWEST_LETTERS = 24
_LONG = 110  # characters of a paragraph of the text
_LONGEST_LABEL = 60  # characters
_CRUMBS = re.compile(r"[^>›»/|]{2,30}(?:\s[>›»]\s?[^>›»]{2,40}){1,6}")
_AGO = re.compile(r"(?:\w+\s)?\d{1,2}(?::\d\d(?:\s\w{2,4})?|\s\w+\s\w+)", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_MOST_WORDS_OF_ITEM = 3  # of a menu
_MENU = "it is of the menu of a web page"
_BUTTON = "it is a button or a label of a web page"


class _Words:
    """The words of web pages in some languages, as patterns."""

    def __init__(self, locales: tuple[Locale, ...]) -> None:
        self.patterns: PagePatterns = page_patterns(locales)
        lists = alternatives(word for locale in locales for word in locale.page.link_lists)
        skips = alternatives(word for locale in locales for word in locale.page.skips)
        self.lists = re.compile(rf"(?:{lists})(?:\s.{{0,30}})?", re.IGNORECASE)
        self.skip = re.compile(rf"(?:{skips})(?:\s.{{0,30}})?", re.IGNORECASE)
        related = alternatives(word for locale in locales for word in locale.foot.related)
        self.related = re.compile(rf"(?:{related})\s?:?", re.IGNORECASE)
        self.published = tuple(word for locale in locales for word in (*locale.dates.published, *locale.dates.updated))
        captions = alternatives(word for locale in locales for word in locale.body.captions)
        pictures = alternatives(word for locale in locales for word in locale.body.picture_names)
        self.caption = re.compile(rf"(?:{captions})|(?:{pictures})(?!\w)[^:.]{{0,12}}:", re.IGNORECASE)
        by = alternatives(word for locale in locales for word in locale.byline.by)
        self.byline = re.compile(rf"(?:{by})(?!\w)", re.IGNORECASE)

    def is_button(self, text: str) -> bool:
        words = text.casefold().strip(" .:!|·")
        return words in self.patterns.buttons or self.skip.fullmatch(text) is not None

    def is_dated(self, text: str) -> bool:
        """``Published``, ``3 hours ago``, ``Updated 14:32 GMT``: when a page was made, without a date."""
        opened = text.casefold().startswith(self.published)
        return (opened and len(text) <= 30) or _AGO.fullmatch(text) is not None


def web_pages(lines: list[Line], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """What is known of the lines of a web page. Its menu stands above the headline: buttons within a text or below it
    are no evidence."""
    words = _Words(locales)
    headline = _headline(lines, words, CreditLines(locales))
    if headline is None:
        return
    above = lines[:headline]
    buttons = sum(words.is_button(line.text) for line in above)
    crumbs = any(_is_crumbs(line.text) for line in above)
    skips = any(words.skip.fullmatch(line.text) for line in above[:3])
    if not (skips or (crumbs and buttons > 1) or buttons >= _FEWEST_BUTTONS):
        return
    yield from (aside(index, "navigation", _MENU) for index in _menu(above, words))
    long = [i for i in range(headline + 1, len(lines)) if len(lines[i].text) >= _LONG]
    body = next((i for i in long if not words.caption.match(lines[i].text)), None)
    if body is None:
        return
    yield from _head(lines, headline, body, words, locales)
    text_end = max(index for index, line in enumerate(lines) if _is_text(line.text, words))
    links = next((i for i in range(text_end + 1, len(lines)) if words.lists.fullmatch(lines[i].text)), len(lines))
    yield from _inside(lines, body, links - 1, words)
    yield from _below(lines, text_end + 1, links, words)


def _is_text(text: str, words: _Words) -> bool:
    """Whether a line is of the article's text: long, or a sentence that no footer of a page has. Below the last one
    there may be lists of links."""
    sentence = ends_sentence(text) and len(text.split()) > 2 and not _RIGHTS.match(text)
    return len(text) >= _LONG or (sentence and not words.is_button(text))


def _menu(above: list[Line], words: _Words) -> Iterator[int]:
    """The indices of a menu's lines: the page's own words, and short lines in one block with them. Others stay: they
    may be a kicker, or the headline of another form than is known here."""
    for block in blocks(above):
        of_page = {index for index in block if _is_of_page(above[index].text, words)}
        yield from (index for index in block if index in of_page or (of_page and _is_item(above[index].text)))


def _is_item(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_OF_ITEM and not ends_sentence(text)


def _is_of_page(text: str, words: _Words) -> bool:
    return words.is_button(text) or _is_crumbs(text) or bool(words.skip.match(text)) or "|" in text


def _is_crumbs(text: str) -> bool:
    return len(text) <= 100 and _CRUMBS.fullmatch(text) is not None


def _headline(lines: list[Line], words: _Words, credit_lines: CreditLines) -> int | None:
    """The first line that is long enough for a headline and nothing of the page's own; where a byline or a date stands
    above it, the line above that, however short it is."""
    own = [index for index, line in enumerate(lines[:_TOP]) if not _is_of_page(line.text, words)]
    credit = next(
        (i for i in own if words.byline.match(lines[i].text) or credit_lines.is_date_line(lines[i].text)), None
    )
    long = next((i for i in own if _is_long_enough(lines[i].text)), None)
    if credit is None or (long is not None and long < credit):
        return long
    return next((index for index in reversed(own) if index < credit), None)


def _is_long_enough(text: str) -> bool:
    return _FEWEST_LETTERS <= len(text) < 2 * _LONG and len(text.split()) >= _FEWEST_WORDS


def _head(
    lines: list[Line], headline: int, body: int, words: _Words, locales: tuple[Locale, ...]
) -> Iterator[Assigned]:
    """The lines from the headline to the first paragraph of the text."""
    yield Assigned(headline, "navigation", "it is the first long line of a web page", role="headline", begins=True)
    below = headline + 1
    sentence = lines[below].text
    if (
        below < body
        and not words.caption.match(sentence)
        and len(sentence) > _LONGEST_LABEL // 2
        and len(sentence.split()) > 5
    ):
        yield Assigned(below, "navigation", "it stands below the headline", role="deck", begins=True)
        below += 1
    for index in range(below, body):
        text = lines[index].text
        if words.is_button(text) or len(text) == 1:
            yield aside(index, "web_debris", _BUTTON)
        elif words.is_dated(text) and not CreditLines(locales).is_date_line(text):
            yield aside(index, "web_debris", "it says when a web page was made")
        elif words.caption.match(text):
            yield Assigned(index, "navigation", "it is a caption", role="caption", begins=True)
        elif len(text) <= _LONGEST_LABEL and words.byline.match(lines[index - 1].text) and not lines[index].gap:
            yield Assigned(index, "navigation", "it says more of the author above", role="byline", begins=True)
        else:
            yield Assigned(index, "navigation", "it is a line of its own on a web page", begins=True)


def _inside(lines: list[Line], start: int, end: int, words: _Words) -> Iterator[Assigned]:
    """Buttons between the paragraphs, and the links below a label such as ``Read more``."""
    index = start
    while index <= end:
        text = lines[index].text
        if words.is_button(text):
            yield aside(index, "web_debris", _BUTTON)
        elif words.related.fullmatch(text):
            yield Assigned(index, "navigation", "it stands above links", role="related", begins=True)
            while index + 1 <= end and not lines[index + 1].gap and len(lines[index + 1].text) < _LONG:
                index += 1
                yield Assigned(index, "navigation", "it is a link to another article", role="related", begins=True)
        index += 1


def _below(lines: list[Line], start: int, first: int, words: _Words) -> Iterator[Assigned]:
    """The lists of links below the text, from the ``first`` of their labels on; rights stay."""
    for index in range(start, len(lines)):
        text = lines[index].text
        kind: FurnitureKind = "web_debris" if words.is_button(text) else "navigation"
        if index >= first and not _RIGHTS.match(text):
            yield aside(index, kind, _BUTTON if kind == "web_debris" else "it is of the links below a web page's text")
        elif words.is_button(text):
            yield aside(index, "web_debris", _BUTTON)
