"""Glossaries: words with what they mean, on one line as in ``batter: the slope of a wall``, or set in below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.patterns import pattern
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.words import byline_opening
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.addresses import reaches_somebody
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, DASHES, ends_sentence, ends_strongly, first_letter

_FEWEST = 3  # entries
_MOST_WORDS = 6  # of a word that is explained, with its variants
_LONGEST = 200  # characters of an entry, on the average
_LONGEST_TERM = 50  # characters
_SHORTEST_WRAPPED = 50  # characters of a line that goes on below, at the margin
_FULL = 0.8  # of the longest line, one that may have been wrapped
_TIMES_LONGER = 1.5  # the definitions set in below their words, than these
_ENTRY = pattern(
    rf"(?P<term>[^\W\d_](?:[^\n.!?;{COLONS}]|(?<=\d)\.){{0,49}}?)(?:\s?[{COLONS}]\s+|\s+[{DASHES}-]\s+)(?P<definition>\S.*)"
)
_MAY_BE_ENTRY = re.compile(rf".{{1,60}}[{COLONS}{DASHES}-]")
"""The beginning of every entry: quick to see, and most lines have none."""

_MAY_BE_TERM = re.compile(r"[^\W_]|--?\w")
_ON_ONE_LINE = "it is a word and what it means"
_LEADS = "it leads to words and what they mean"
_SET_IN = "it is a word above what it means, or that"


def definitions(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of blocks that hold nothing but such entries, below the first block of a text."""
    opening = byline_opening(credit_lines.locales)
    for whole in blocks(lines):
        if len(whole) < _FEWEST or not whole.start or lines[whole.start].role:
            continue
        block = _below_lead(lines, whole)
        if _term(lines, block.start, block.stop) is None or any(lines[index].role for index in block):
            continue
        starts = _starts(lines, block)
        terms = [_term(lines, index, block.stop) for index in starts]
        if len(starts) < _FEWEST or not all(terms) or not _are_terms([term for term in terms if term]):
            continue
        texts = [lines[index].text for index in starts]
        if sum(map(len, texts)) > _LONGEST * len(texts):
            continue
        if any(opening.match(text) or text[-1] in COMMAS for text in texts) or any(map(reaches_somebody, texts)):
            continue
        bare = {index for index in starts if _is_bare(lines, index, block.stop)}
        if bare and not _are_longer(lines, block, bare):
            continue
        yield from _assigned(lines, block, frozenset(starts), bare)
        if block != whole and not bare:
            role: Role = "paragraph" if lines[whole.start].text[-1] in COLONS else "heading"
            yield Assigned(whole.start, "frame", _LEADS, role=role, begins=True)


def _entry(text: str) -> re.Match[str] | None:
    return _ENTRY.fullmatch(text) if _MAY_BE_ENTRY.match(text) else None


def _below_lead(lines: Sequence[Line], block: range) -> range:
    """The lines of a block below a short first one that leads to them, and is no entry."""
    text = lines[block.start].text
    is_entry = _entry(text) or _is_bare(lines, block.start, block.stop)
    leads = not is_entry and len(text) <= _LONGEST_TERM and not ends_strongly(text) and text[-1] not in COMMAS
    return range(block.start + 1, block.stop) if leads and len(block) > _FEWEST else block


def _assigned(lines: Sequence[Line], block: range, starts: frozenset[int], bare: set[int]) -> Iterator[Assigned]:
    term = block.start
    for index in block:
        term = index if index in starts else term
        if term in bare:
            begins = index in (term, term + 1)
            yield Assigned(index, "frame", _SET_IN, role="set_line", begins=begins)
        else:
            begins = index == term or (index not in starts and _says_more(lines, index, block))
            yield Assigned(index, "frame", _ON_ONE_LINE, role="list_item", begins=begins)


def _says_more(lines: Sequence[Line], index: int, block: range) -> bool:
    """Whether a line below an entry opens with a capital, and the line above it would have had room for more."""
    longest = max(len(lines[each].text) for each in block)
    return first_letter(lines[index].text).isupper() and len(lines[index - 1].text) < _FULL * longest


def _starts(lines: Sequence[Line], block: range) -> list[int]:
    """The indices of the lines at the margin; without those that go on with a long line above, where the others are in
    alphabetical order."""
    margin = lines[block.start].indent
    outer = [index for index in block if lines[index].indent <= margin]
    if any(lines[index].indent < margin for index in outer):
        return []
    entries = [index for index in outer if _entry(lines[index].text)]
    rests = [index for index in outer if index not in entries]
    wrapped = all(len(lines[index - 1].text) >= _SHORTEST_WRAPPED for index in rests)
    ordered = all(lines[one].text.casefold() < lines[other].text.casefold() for one, other in pairwise(entries))
    mostly = len(entries) > max(_FEWEST, 2 * len(rests)) and entries[0] == block.start
    return entries if rests and wrapped and ordered and mostly else outer


def _term(lines: Sequence[Line], index: int, end: int) -> str | None:
    """The word that an entry explains, None if the line at ``index`` opens no entry."""
    text = lines[index].text
    if match := _entry(text):
        return match["term"] if len(match["term"].split()) <= _MOST_WORDS else None
    return text if _is_bare(lines, index, end) else None


def _is_bare(lines: Sequence[Line], index: int, end: int) -> bool:
    """Whether a short line that is no sentence stands above one that is set in."""
    text = lines[index].text
    if _entry(text) or len(text) > _LONGEST_TERM or ends_sentence(text) or text[-1] in COMMAS:
        return False
    set_in = index + 1 < end and lines[index + 1].indent > lines[index].indent
    return set_in and _MAY_BE_TERM.match(text) is not None


def _are_terms(terms: Sequence[str]) -> bool:
    """Whether words come once each, and are longer than letters."""
    distinct = {term.casefold() for term in terms}
    return len(distinct) == len(terms) and min(map(len, terms)) > 1


def _are_longer(lines: Sequence[Line], block: range, bare: set[int]) -> bool:
    """Whether what is set in below words is longer than they are, and ends as sentences do: verses are alike."""
    last = [index for index in block if index not in bare and (index + 1 in bare or index + 1 == block.stop)]
    said = sum(len(lines[index].text) for index in block if lines[index].indent > lines[block.start].indent)
    longer = said >= _TIMES_LONGER * sum(len(lines[index].text) for index in bare)
    return longer and sum(ends_strongly(lines[index].text) for index in last) * 2 > len(last)
