"""Marks of pages that appear only once: a running head with its folio, a folio between dashes.

Repeated lines are judged in ``running_heads.py``. A single line is a running head where it bears a folio, is set as
running heads are (in capitals, or with a word for a paper, its number apart), and stands in the middle of a sentence or
in step with another such folio. Lines set aside on less evidence are reported.
"""

from __future__ import annotations

import re
from itertools import pairwise

from copydesk.reading.text.furniture.folios import EDGE, Pages, stem
from copydesk.reading.text.furniture.lines import FurnitureLine, is_part_of_sentence
from copydesk.reading.text.recognisers.marks import COLONS, ends_sentence

_APART = re.compile(r"\d+\s{2,}\D.*|.*\D\s{2,}\d+|\d+\s[|•·–—]\s.*|.*\s[|•·–—]\s\d+")
_WORD = re.compile(r"[^\W\d_]{3}")
_MOST_WORDS = 5
_LAST_SECTION = 1  # a number between dashes that is no greater may number a section
_LONGEST_HEAD = 70  # characters of a running head with the gap in it
_FARTHEST = 4  # pages from one folio to the next


def lone_heads(pages: Pages, set_aside: frozenset[int]) -> dict[int, FurnitureLine]:
    """The running heads that appear once, by their index; ``set_aside`` are lines that are furniture already."""
    bearers = [index for index in range(1, len(pages.lines)) if index not in set_aside and _bears_folio(pages, index)]
    band = frozenset({*set_aside, *bearers, *pages.numbers})
    in_step = _in_step(pages, bearers)
    heads = {}
    for index in bearers:
        if pages.is_cut(index, band, in_any_script=False) or pages.prose.runs_across(index):
            reason = "it bears the number of a page, in mid-sentence"
        elif index in in_step and index >= EDGE:
            reason = "it bears the number of a page, and another folio stands in step with it"
        else:
            continue
        heads[index] = FurnitureLine(pages.lines[index], "running_head", 0.8, reason, doubtful=True)
    for index in pages.numbers:
        head = _head_beside(pages, index)
        if head is not None and head not in set_aside:
            reason = "it stands beside the number of a page, in mid-sentence"
            heads.setdefault(head, FurnitureLine(pages.lines[head], "running_head", 0.8, reason, doubtful=True))
    return heads


def _head_beside(pages: Pages, index: int) -> int | None:
    """The line above or below a number with which it stands free between the halves of a sentence, set as running heads
    are: in a few words that begin with a capital and end no sentence."""
    lines = pages.lines
    if not _is_free(pages, index):
        return None
    for head in (index - 1, index + 1):
        first, last = min(head, index), max(head, index)
        if first < 1 or last + 1 >= len(lines) or not _is_free(pages, head) or head in pages.numbers:
            continue
        text = lines[head].text
        named = len(text) <= _LONGEST_HEAD and len(text.split()) <= _MOST_WORDS + 1 and not text[0].islower()
        announced = lines[first - 1].text[-1] in COLONS
        if named and not announced and not ends_sentence(text) and pages.prose.goes_on_across(first, last):
            return head
    return None


def lone_folios(pages: Pages, heads: frozenset[int]) -> dict[int, FurnitureLine]:
    """The numbers between dashes that stand free between paragraphs, and number no section: they count up with one of
    the running ``heads``, or are alone and greater than the number of a section that nothing counts up to."""
    values = {index: folio for index in heads if (folio := stem(pages.lines[index].text).folio) is not None}
    formed = [index for index, number in pages.numbers.items() if number.formed and _is_free(pages, index)]
    folios = {}
    for index in formed:
        value = pages.numbers[index].value
        beside = any(0 < (value - other) * (1 if index > at else -1) <= _FARTHEST for at, other in values.items())
        dashed = pages.lines[index].text[0] in "-–—" and index >= EDGE
        alone = dashed and len(pages.numbers) == 1 and value > _LAST_SECTION
        if beside or alone:
            reason = "it is a number set as those of pages are"
            folios[index] = FurnitureLine(pages.lines[index], "page_number", 0.7, reason, doubtful=not beside)
    return folios


def _bears_folio(pages: Pages, index: int) -> bool:
    """Whether a line is a few words in capitals, or with a word for a paper among them, and a number apart."""
    text = pages.lines[index].text
    if index in pages.numbers or not (text[0].isdigit() or text[-1].isdigit()) or not _APART.fullmatch(text):
        return False
    words, folio = stem(text)
    if folio is None or not 0 < len(words.split()) <= _MOST_WORDS:
        return False
    if _WORD.search(words) is None or any(
        _APART.fullmatch(each.text) for each in pages.lines[index - 1 : index + 2 : 2]
    ):
        return False  # one of several such lines, as of a table or a chess board
    titled = text.isupper() or (text.strip("0123456789 |•·–—").istitle() and not pages.papers.isdisjoint(words.split()))
    return titled and not is_part_of_sentence(pages.lines, index)


def _in_step(pages: Pages, bearers: list[int]) -> set[int]:
    """The lines that bear a folio in step with that of the one before or after, or of a number between dashes."""
    values = {
        index: number.value for index, number in pages.numbers.items() if number.formed and _is_free(pages, index)
    }
    values |= {index: stem(pages.lines[index].text).folio or 0 for index in bearers if _is_free(pages, index)}
    steps = [(first, second) for first, second in pairwise(sorted(values))]
    return {
        index
        for first, second in steps
        if 0 < values[second] - values[first] <= _FARTHEST
        for index in (first, second)
        if index in bearers
    }


def _is_free(pages: Pages, index: int) -> bool:
    """Whether a line stands between blank lines within the text."""
    lines = pages.lines
    return 0 < index < len(lines) - 1 and bool(lines[index].gap and lines[index + 1].gap)
