"""Titles of chapters that only the contents of a book name: paragraphs on its pages -> headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from copydesk.reading._shared.xml import remove
from copydesk.reading.copy import Stated
from copydesk.reading.office.epub.book import Page
from copydesk.reading.office.epub.contents import Entry
from copydesk.reading.office.epub.elements import words_in
from copydesk.reading.office.epub.pages import body_of
from copydesk.reading.office.epub.starts import HEADINGS, blocks_of, is_same

_NEAR = 3  # blocks above a title
_LINES = 3  # of a title: a number, and what the chapter is called
_TITLE_PAGE = 20  # words


def headed(page: Page, number: int, entries: Sequence[Entry], stated: Stated) -> Page:
    """A page of a book with the titles of its entries in the contents as headings below that of the book, by how deep
    they stand there. A page above the first of them that repeats the title of the book is a title page."""
    body = body_of(page)
    for entry in (entry for entry in entries if entry.page == number):
        _make_heading(body, entry)
    first = min((entry.page for entry in entries), default=0)
    words = words_in(body)
    if number < first and stated.title and words.startswith(stated.title) and len(words.split()) <= _TITLE_PAGE:
        return page._replace(purpose=page.purpose or "titlepage")
    return page


def _make_heading(body: Any, entry: Entry) -> None:
    blocks = list(blocks_of(body))
    at = _place(body, entry.anchor, blocks)
    for start in range(at, at + (1 if entry.anchor else _NEAR)):
        lines = list(takewhile(lambda block: block.tag in ("p", "div"), blocks[start : start + _LINES]))
        for count in range(len(lines), 0, -1):
            if is_same("".join(map(words_in, lines[:count])), entry.title):
                _join(lines[:count], HEADINGS[min(entry.depth, len(HEADINGS) - 1)])
                return


def _place(body: Any, anchor: str, blocks: list[Any]) -> int:
    """Which of the blocks an entry leads to: that which has the anchor, is in what has it, or holds it."""
    if not anchor:
        return 0
    named = next((each for each in body.iter("*") if anchor in (each.get("id"), each.get("name"))), None)
    near = {named, *(() if named is None else (*named.iter("*"), *named.iterancestors()))}
    return next((at for at, block in enumerate(blocks) if block in near), len(blocks))


def _join(lines: list[Any], tag: str) -> None:
    """Makes one heading of the lines."""
    heading = lines[0]
    heading.tag = tag
    for line in lines[1:]:
        mark = heading.makeelement("br")
        mark.tail = line.text
        heading.append(mark)
        for child in list(line):
            heading.append(child)
        remove(line)
