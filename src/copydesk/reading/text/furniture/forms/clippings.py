"""Clippings from papers: the paper, the date and the page above the headline, and notes of those who typed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.mastheads import is_paper
from copydesk.reading.text.furniture.words import is_credit, page_patterns
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import LONGEST_DATE_LINE
from copydesk.reading.text.recognisers.marks import DASHES
from copydesk.reading.text.recognisers.words import Opening, alternatives

_SLUG_REACH = 14  # lines from the top in which a slug stands
_LONGEST_SLUG = 5  # lines
_LONGEST_LINE = 50  # characters of a line of a slug, or of what stands above it
_LONGEST_HEAD = 4  # lines of a headline with its byline
_LONGEST_TITLE = 100  # characters
_MOST_OF_A_NAME = 5  # words
_LONGEST_NOTE = 8  # lines
_LONGEST_DASHED = 4  # lines of a deck, or of a note about the author, behind a dash
_SEPARATOR = re.compile(rf"\s*[|;()]\s*|,\s+(?!\d{{4}}\b)|\s+[-{DASHES}]\s+|$")
"""What separates the parts of such a line; the comma before a year does not."""

_BEHIND_DASHES: tuple[Role, Role] = ("deck", "bio")
_DASH = re.compile(rf"(?:--|[{DASHES}])\s?(?=\S)")


def clippings(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a clipping."""
    top = list(blocks(lines[: _SLUG_REACH + 1]))
    yield from _note(lines, top, credit_lines.locales)
    yield from _slug_on_one_line(lines, top, credit_lines)
    for block, below in pairwise(top):
        if _is_slug(lines, block, credit_lines):
            yield from _slug(lines, block, below, credit_lines)
            return


def _is_slug(lines: list[Line], block: range, credit_lines: CreditLines) -> bool:
    """Whether two to five short lines hold a date, and a page or a paper: each on a line of its own."""
    if not 2 <= len(block) <= _LONGEST_SLUG or any(len(lines[index].text) > _LONGEST_LINE for index in block):
        return False
    patterns = page_patterns(credit_lines.locales)
    pages = sum(patterns.worded.fullmatch(lines[index].text) is not None for index in block)
    if len(block) <= pages + 1 or not (pages or is_paper(lines, block[0], patterns.papers)):
        return False
    dates = [index for index in block if credit_lines.is_date_line(lines[index].text)]
    return len(dates) == 1 and (pages > 0 or block[0] not in dates)


def _slug_on_one_line(lines: list[Line], top: list[range], credit_lines: CreditLines) -> Iterator[Assigned]:
    """A paper, a day and a page on the first line, above the headline: ``Sunday Herald, 5 March 1996, p. 12``."""
    if len(top) < 3 or len(top[0]) > 1 or len(top[1]) > _LONGEST_HEAD or len(lines[0].text) > LONGEST_DATE_LINE:
        return
    text, title = lines[0].text, lines[top[1].start].text
    ends = [match.span() for match in _SEPARATOR.finditer(text)]
    spans = [(start, end) for (_, start), (end, _) in pairwise([(0, 0), *ends]) if start < end]
    dates = [(start, end) for start, end in spans if credit_lines.is_date_line(text[start:end])]
    patterns = page_patterns(credit_lines.locales)
    paged = any(patterns.worded.fullmatch(text[start:end]) for start, end in spans)
    paper = not patterns.papers.isdisjoint(text[slice(*spans[0])].casefold().split()) if spans else False
    if len(dates) != 1 or not paged or not paper or title[-1] in ".:,":
        return
    yield Assigned(0, "frame", "it says in which paper a clipping stood, and when", *dates[0], "date")
    yield Assigned(top[1].start, "frame", "it stands below the name of the paper of a clipping", role="headline")


def _slug(lines: list[Line], block: range, below: range, credit_lines: CreditLines) -> Iterator[Assigned]:
    """The slug, the headline below it, and the lines above it, which say who passes the clipping on."""
    title = lines[below[0]].text
    alone = len(below) < 3 or (len(below) <= _LONGEST_HEAD and is_credit(lines[below[1]].text, credit_lines))
    if not alone or len(title) > _LONGEST_TITLE or title[-1] in ".:,":
        return
    patterns = page_patterns(credit_lines.locales)
    reason = "it says in which paper a clipping stood, and when"
    for index in range(block[0]):
        yield Assigned(index, "frame", "it stands above the name of the paper of a clipping", role="contact")
    for index in block:
        text = lines[index].text
        if _rights(credit_lines.locales).match(text):
            yield Assigned(index, "frame", reason, role="rights", begins=True)
        elif not patterns.worded.fullmatch(text):
            yield Assigned(index, "frame", reason, role="date" if credit_lines.is_date_line(text) else "kicker")
    yield Assigned(below[0], "frame", "it stands below the name of the paper of a clipping", role="headline")


@cache
def _rights(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """How a line about the rights of a text opens."""
    return re.compile(alternatives(word for locale in locales for word in locale.foot.rights), re.IGNORECASE)


@cache
def _copied(locales: tuple[Locale, ...]) -> Opening:
    """How a note opens that says where a text was copied from."""
    words = [word for locale in locales for word in locale.head.copied]
    return Opening(words, lambda: rf"[\[(*_\s]*(?:{alternatives(words)})(?!\w)")


def _note(lines: list[Line], top: list[range], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """What somebody who copied the text says above it: ``The following is a column taken from …``."""
    if len(top) < 2 or len(top[0]) > _LONGEST_NOTE or len(lines[top[1][0]].text) > _LONGEST_TITLE:
        return
    text = " ".join(lines[index].text for index in top[0])
    if len(text.split()) > 3 and _copied(locales).match(lines[0].text):
        for index in top[0]:
            yield Assigned(index, "frame", "it says where the text was copied from", role="editors_note")
        yield from _named_author(lines, top[1], text)


def _named_author(lines: list[Line], block: range, note: str) -> Iterator[Assigned]:
    """The author, whom the note names, above the headline: they stand together below the note."""
    author = lines[block[0]].text
    if len(block) > 1 and 2 <= len(author.split()) <= _MOST_OF_A_NAME and f" {author.casefold()}" in note.casefold():
        yield Assigned(block[0], "frame", "the note above names its author", role="byline")
        for index in block[1:]:
            yield Assigned(index, "frame", "it stands below the author whom the note names", role="headline")
        yield from _dashed(lines, block.stop, author)


def _dashed(lines: list[Line], start: int, author: str) -> Iterator[Assigned]:
    """What stands below a headline or at the end behind a dash: the deck, and who the author is."""
    below = list(blocks(lines[start:]))
    if len(below) < 2:
        return
    first, last = (range(block.start + start, block.stop + start) for block in (below[0], below[-1]))
    for block, role in zip((first, last), _BEHIND_DASHES, strict=True):
        match = _DASH.match(lines[block[0]].text)
        names = lines[block[0]].text[match.end() :].casefold().startswith(author.casefold()) if match else False
        if match and len(block) <= _LONGEST_DASHED and names == (role == "bio"):
            for index in block:
                cut = match.end() if index == block[0] else 0
                yield Assigned(index, "stray_mark", "a dash sets it off from the text", cut, role=role)
