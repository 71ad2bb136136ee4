"""Letters to a paper: ``To the Editor:`` belongs to the text, and what stands alone above it is the headline. Who signs
one of several letters is named below it, on lines that stay there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.words import is_credit
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, DASHES, ends_sentence
from copydesk.reading.text.recognisers.words import Opening, alternatives

_REACH = 4  # lines from the top among which a letter opens
_SHORTEST_ADDRESS, _LONGEST_ADDRESS = 3, 16  # lines above a salutation
_LONGEST_ADDRESS_LINE = 50  # characters
_LONGEST_TITLE = 100  # characters
_LONGEST_SIGNATURE = 70  # characters of one of its lines
_MOST_SIGNED = 4  # lines of a signature
_NAME_AND_PLACE = 2  # lines of the signature of a text's author, who is named in its head
_LONGEST_CLOSING = 40  # characters of the words of respect above it


@cache
def _salutation(locales: tuple[Locale, ...]) -> Opening:
    """A whole line that a letter to a paper opens with: ``To the Editor of the Harbour Mail:``, ``Sir,``"""
    words = {word for locale in locales for word in locale.head.to_editors}
    phrases = alternatives(word for word in words if " " in word)
    mark = rf"\s?[{COLONS}{COMMAS};!–—-]{{1,3}}"
    known = alternatives(words)
    return Opening(words, lambda: rf"[*_]*(?:(?:{phrases})(?:\.?|(?: [^\W\d_]+){{0,6}}{mark})|(?:{known}){mark})[*_]*")


@cache
def _opening(locales: tuple[Locale, ...]) -> Opening:
    """The beginning of a line that opens a letter and goes on with its text: ``Sir, — The lamps``"""
    words = {word for locale in locales for word in locale.head.to_editors}
    known = alternatives(words)
    return Opening(words, lambda: rf"[*_]*(?:{known})\s?[{COLONS}{COMMAS}{DASHES}-]{{1,2}}[*_]*(?:\s*[{DASHES}-])?\s")


def letters(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The salutations of letters to a paper, the headline above the first, and the signatures below them."""
    yield from list(_addresses(lines, credit_lines)) or _top(lines, credit_lines)
    salutations = [block.start for block in blocks(lines) if _opens(lines[block.start].text, credit_lines)]
    if len(salutations) > 1:  # who signs the only one is the author of the text
        yield from _signed(lines, credit_lines)
    elif lines:
        last = [*blocks(lines)][-1]
        if not any(_is_closing(lines[index]) for index in range(max(0, last.start - 1), last.stop)):
            return
        start = _signature(lines, last, 0, credit_lines)
        if start is not None and last.stop - start > _NAME_AND_PLACE + 1 and _is_closing(lines[start]):
            for index in range(start, last.stop):
                yield Assigned(index, "frame", "it signs the letter", role="set_line", begins=True)


def _opens(text: str, credit_lines: CreditLines) -> bool:
    locales = credit_lines.locales
    return bool(_salutation(locales).fullmatch(text) or _opening(locales).match(text))


def _top(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The salutation at the top of a text, and the headline above it."""
    salutation = _salutation(credit_lines.locales)
    top = range(min(_REACH, len(lines) - 1))
    index = next((each for each in top if salutation.fullmatch(lines[each].text)), None)
    if index is None or not (lines[index + 1].gap or lines[index].text[-1] not in COMMAS):
        return
    yield Assigned(index, "frame", "a letter to a paper opens so", role="paragraph", begins=True)
    title = lines[0].text
    if index == 1 and lines[1].gap and len(title) <= _LONGEST_TITLE and not is_credit(title, credit_lines):
        yield Assigned(0, "frame", "it stands alone above a letter to a paper", role="headline")


def _addresses(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The addresses and the day above the salutation of a letter as it is sent: they are no head."""
    salutation = _salutation(credit_lines.locales)
    reach = range(_SHORTEST_ADDRESS, min(_LONGEST_ADDRESS, len(lines) - 1))
    index = next((each for each in reach if salutation.fullmatch(lines[each].text)), None)
    if index is None or not lines[index + 1].gap:
        return
    above = [line.text for line in lines[:index]]
    days = [credit_lines.is_date_line(text) for text in above]
    numbered = any(re.search(r"\d", text) for text, is_day in zip(above, days, strict=True) if not is_day)
    if not numbered or any(len(text) > _LONGEST_ADDRESS_LINE or ends_sentence(text) for text in above):
        return
    titled = lines[1].gap > 0 and not days[0] and not _is_name(above[0], credit_lines)
    for each in range(int(titled), index):
        role: Role = "date" if days[each] and not any(days[:each]) else "set_line"
        yield Assigned(each, "frame", "it stands above the salutation of a letter", role=role, begins=True)
    yield Assigned(index, "frame", "a letter to a paper opens so", role="paragraph", begins=True)


def _signed(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The salutations that have a signature below them, and the lines of the signatures."""
    salutation = _salutation(credit_lines.locales)
    opened: int | None = None
    alone = False  # whether the salutation is a line by itself
    signed = 0  # where the letter above ends
    for block in blocks(lines):
        first = lines[block.start].text
        if _opens(first, credit_lines):
            opened, alone = block.start, salutation.fullmatch(first) is not None
            if signed and block.start == signed + 1 and _may_be_title(lines[signed], credit_lines):
                yield Assigned(signed, "frame", "it stands between two letters to a paper", role="heading", begins=True)
        start = None if opened is None else _signature(lines, block, opened + alone, credit_lines)
        if opened is None or start is None:
            continue
        if alone:
            yield Assigned(opened, "frame", "a letter to a paper opens so", role="paragraph", begins=True)
        for index in range(start, block.stop):
            yield Assigned(index, "frame", "it signs a letter to a paper", role="set_line", begins=True)
        opened, signed = None, block.stop


def _signature(lines: list[Line], block: range, text: int, credit_lines: CreditLines) -> int | None:
    """Where the signature begins that ends a block: a name below the end of a sentence, perhaps with words of respect
    above it, which may stand apart, and a place or a day below it. The line ``text`` is the first of the letter's
    own."""
    above = block.start - 1
    if above > text and lines[block.start].gap and lines[above].gap and _is_closing(lines[above]):
        texts = [lines[index].text for index in block]
        few = len(texts) <= _MOST_SIGNED and all(len(each) <= _LONGEST_SIGNATURE for each in texts)
        if few and ends_sentence(lines[above - 1].text) and _is_name(texts[0], credit_lines):
            return above
    for start in range(max(block.start, text + 1, block.stop - _MOST_SIGNED), block.stop):
        texts = [lines[index].text for index in range(start, block.stop)]
        if any(len(text) > _LONGEST_SIGNATURE for text in texts) or not ends_sentence(lines[start - 1].text):
            continue
        named = texts[1:] if texts[0][-1] in COMMAS else texts
        if named and _is_name(named[0], credit_lines) and not any(map(ends_sentence, texts[:-1])):
            return start
    return None


def _is_closing(line: Line) -> bool:
    """Whether a line may be the words of respect above a name: ``Yours faithfully,``"""
    return len(line.text) <= _LONGEST_CLOSING and line.text[-1] in COMMAS


def _may_be_title(line: Line, credit_lines: CreditLines) -> bool:
    short = len(line.text) <= _LONGEST_TITLE and not ends_sentence(line.text)
    return short and line.gap > 0 and not is_credit(line.text, credit_lines)


def _is_name(text: str, credit_lines: CreditLines) -> bool:
    credit = credit_lines.byline(text.lstrip(f"{DASHES}- "))
    return credit is not None and 0 < len(credit.persons) <= 2 and not credit.announced and not credit.pictures
