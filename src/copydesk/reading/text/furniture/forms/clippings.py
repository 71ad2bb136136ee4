"""Clippings from papers: the paper, the date and the page above the headline, and notes of those who typed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.mastheads import is_paper
from copydesk.reading.text.furniture.words import page_patterns
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.words import alternatives

_SLUG_REACH = 14  # lines from the top in which a slug stands
_LONGEST_SLUG = 5  # lines
_LONGEST_LINE = 50  # characters of a line of a slug, or of what stands above it
_LONGEST_TITLE = 100  # characters
_MOST_OF_A_NAME = 5  # words
_LONGEST_NOTE = 8  # lines


def clippings(lines: list[Line], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """What is known of the lines of a clipping."""
    top = list(blocks(lines[: _SLUG_REACH + 1]))
    yield from _note(lines, top, locales)
    for block, below in pairwise(top):
        if _is_slug(lines, block, locales):
            yield from _slug(lines, block, below, locales)
            return


def _is_slug(lines: list[Line], block: range, locales: tuple[Locale, ...]) -> bool:
    """Whether two to five short lines hold a date, and a page or a paper: each on a line of its own."""
    if not 2 <= len(block) <= _LONGEST_SLUG or any(len(lines[index].text) > _LONGEST_LINE for index in block):
        return False
    patterns = page_patterns(locales)
    dates = [index for index in block if CreditLines(locales).is_date_line(lines[index].text)]
    pages = [index for index in block if patterns.worded.fullmatch(lines[index].text)]
    first_is_paper = is_paper(lines, block[0], patterns.papers) and block[0] not in dates
    return len(dates) == 1 and (bool(pages) or first_is_paper) and len(block) > len(pages) + 1


def _slug(lines: list[Line], block: range, below: range, locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """The slug, the headline below it, and what stands above it, which is of whoever passes the clipping on."""
    title = lines[below[0]].text
    if len(below) > 2 or len(title) > _LONGEST_TITLE or title[-1] in ".:,":
        return
    patterns = page_patterns(locales)
    reason = "it says in which paper a clipping stood, and when"
    for index in range(block[0]):
        yield Assigned(index, "frame", "it stands above the name of the paper of a clipping", role="contact")
    for index in block:
        text = lines[index].text
        if not patterns.worded.fullmatch(text):
            yield Assigned(index, "frame", reason, role="date" if CreditLines(locales).is_date_line(text) else "kicker")
    yield Assigned(below[0], "frame", "it stands below the name of the paper of a clipping", role="headline")


def _note(lines: list[Line], top: list[range], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """What somebody who copied the text says above it: ``The following is a column taken from …``."""
    words = alternatives(word for locale in locales for word in locale.head.copied)
    note = re.compile(rf"[\[(*_\s]*(?:{words})(?!\w)", re.IGNORECASE)
    if len(top) > 1 and len(top[0]) <= _LONGEST_NOTE and note.match(lines[0].text):
        text = " ".join(lines[index].text for index in top[0])
        if len(text.split()) > 3 and len(lines[top[1][0]].text) <= _LONGEST_TITLE:
            for index in top[0]:
                reason = "it says where the text was copied from"
                yield Assigned(index, "frame", reason, role="editors_note")
            yield from _named_author(lines, top[1], text)


def _named_author(lines: list[Line], block: range, note: str) -> Iterator[Assigned]:
    """The author, whom the note names, above the headline: they stand together below the note."""
    author = lines[block[0]].text
    if len(block) > 1 and 2 <= len(author.split()) <= _MOST_OF_A_NAME and f" {author.casefold()}" in note.casefold():
        yield Assigned(block[0], "frame", "the note above names its author", role="byline")
        for index in block[1:]:
            yield Assigned(index, "frame", "it stands below the author whom the note names", role="headline")
