"""Marks of East Asian texts: ``・`` separates words, but at the heads of lines it is a bullet; ``■`` and others alone
before a line mark a heading, or the author at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.marks import SPECK
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import extent, unspaced
from copydesk.reading.text.recognisers.marks import ends_sentence

_MARKS = "・･"
_FEWEST = 2  # neighbouring lines
_HEADING_MARKS = "■□●○◆◇▼▽★☆"
_LONGEST_HEADING = 80  # letters of an alphabet
_CLOSING_REACH = 3  # lines from the end
_FEWEST_ABOVE = 3  # lines of the article above one that closes it


def lists(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The items, headings and authors that such marks show. Items are two lines or more, one below the other, where a
    paragraph may begin."""
    yield from _labelled(lines)
    yield from _lettered(lines)
    yield from _above_text(lines)
    yield from _headings(lines, credit_lines.locales[0])
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].text[0] in _MARKS and len(lines[index].text) > 1:
            run.append(index)
            continue
        if len(run) >= _FEWEST and (not run[0] or lines[run[0]].gap or ends_sentence(lines[run[0] - 1].text)):
            for each in run:
                yield Assigned(each, "stray_mark", "it is the bullet of an item", 1, None, "list_item", begins=True)
        run = []


_LABEL = re.compile(r"[^\W\d_a-z]{3,}(?=:\s)")
_FEWEST_LABELLED = 3  # blocks with one label


def _labelled(lines: list[Line]) -> Iterator[Assigned]:
    """Blocks that open with one label in capitals, ``ITEM: …``: each is a paragraph, however its lines end."""
    opened = [(block, _LABEL.match(lines[block.start].text)) for block in blocks(lines)]
    labels = Counter(match[0] for _, match in opened if match and match[0].isupper())
    label, count = labels.most_common(1)[0] if labels else ("", 0)
    if count < _FEWEST_LABELLED or len(labels) > 1:
        return
    for block, match in opened:
        if match is None:
            continue
        margin = lines[block.start].indent
        for index in block:
            begins = index == block.start or lines[index].indent > margin
            yield Assigned(index, "frame", f"it is of a paragraph labelled {label}", role="paragraph", begins=begins)


_LETTER = re.compile(r"([a-z])\. (?=\S)")
_FEWEST_LETTERED = 3


def _lettered(lines: list[Line]) -> Iterator[Assigned]:
    """Neighbouring lines that open with letters and full stops, from ``a.`` on."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        may_be = index < len(lines) and lines[index].text[1:2] == "." and not lines[index].role
        match = _LETTER.match(lines[index].text) if may_be else None
        expected = chr(ord("a") + len(run))
        if match and match[1] == expected and (not run or lines[index].gap < 2):
            run.append(index)
            continue
        if len(run) >= _FEWEST_LETTERED:
            for each in run:
                yield Assigned(each, "frame", "letters count the items", role="list_item", begins=True)
        run = [index] if match and match[1] == "a" else []


_STAR = pattern(r"[*•-] +(?=[^\W\d_])")


def _above_text(lines: list[Line]) -> Iterator[Assigned]:
    """Items set in that stand alone, each above text that is set in further."""
    items = [
        index
        for index, (line, below) in enumerate(pairwise(lines))
        if line.indent and line.gap and below.gap and below.indent > line.indent and not line.role
        if _STAR.match(line.text)
    ]
    if len(items) >= _FEWEST and len({(lines[index].indent, lines[index].text[0]) for index in items}) == 1:
        for index in items:
            yield Assigned(index, "frame", "it is an item above text set in further", role="list_item", begins=True)


def _headings(lines: list[Line], locale: Locale) -> Iterator[Assigned]:
    """Lines that a mark opens, each with other text below it: headings; one at the end that says who somebody is."""
    marked = [
        index
        for index, line in enumerate(lines)
        if line.text[0] in _HEADING_MARKS and (words := line.text[1:].lstrip()) and unspaced(words[0])
    ]
    headings = [index for index in marked if _is_heading(lines, index)]
    if len(headings) >= _FEWEST and len(headings) >= len(marked) - 1:
        for index in headings:
            yield Assigned(index, "stray_mark", SPECK, 1, None, "heading", begins=True)
    last = marked[-1] if marked else 0
    closes = last >= max(_FEWEST_ABOVE, len(lines) - _CLOSING_REACH) and last not in headings and last - 1 not in marked
    if closes and any(word in lines[last].text for word in (*locale.foot.bio, *locale.foot.about)):
        yield Assigned(last, "stray_mark", SPECK, 1, None, "bio", begins=True)


def _is_heading(lines: list[Line], index: int) -> bool:
    """Whether a line is short, is no sentence, and longer text stands below it."""
    text = lines[index].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    short = extent(text) <= _LONGEST_HEADING and not ends_sentence(text)
    return short and below[:1] not in _HEADING_MARKS and extent(below) > extent(text)
