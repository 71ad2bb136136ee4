"""Fields: short labels with a value each on a line of its own, as below a notice: ``Venue: Town Hall``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.forms.correspondence.mails import header_field
from copydesk.reading.text.furniture.words import byline_opening
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.addresses import reaches_somebody
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, ends_sentence

_FEWEST = 3  # fields of a block
_MOST_WORDS = 5  # of a label
_LONGEST = 110  # characters of most fields
_LONGEST_OF_ANY = 240  # characters of one among others
_MOST_RESTS = 4  # lines of a value that was wrapped, below its first
_FEWEST_APART = 4  # fields with blank lines between them
_SHORTEST_BEFORE_REST = 40  # characters of a field that goes on with the next line
_MOST_SENTENCES = 0.34  # of the values that end as sentences do
_HEAD = 6  # lines from the top among which fields name the authors
_FIELD = re.compile(
    rf"(?P<label>[^\W\d_a-z][^\d\n{COLONS}.!?;,\"“”„«»()\[\]]{{0,31}})[{COLONS}](?P<space>\s*)(?P<value>\S.*)"
)
_ABBREVIATED = re.compile(r"\b[^\W\d_]\. ?[^\W\d_]\.$")  # 6 p.m.
_REASON = "it is a field: a label and its value"


def fields(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of blocks that hold nothing but fields, below the first block of a text. A line without a label goes on
    with a long field above it."""
    for block in blocks(lines):
        if not block.start or _field(lines[block.start]) is None:
            continue
        matches = [_field(lines[index]) for index in block]
        known = [match for match in matches if match]
        if not _are_fields(known, credit_lines) or not _rests_go_on(lines, block, matches):
            continue
        if block.start >= _HEAD or not any(_names_author(match[0], credit_lines) for match in known):
            for index, match in zip(block, matches, strict=True):
                yield Assigned(index, "frame", _REASON, role="set_line", begins=match is not None)
    yield from _apart(lines, credit_lines)


def _apart(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The fields that stand one below the other with a blank line between them."""
    run: list[int] = []
    for block in (*blocks(lines), range(0)):
        match = _field(lines[block.start]) if len(block) == 1 and block.start else None
        if match:
            run.append(block.start)
            continue
        if len(run) >= _FEWEST_APART and ends_sentence(lines[run[0] - 1].text):
            known = [match for index in run if (match := _field(lines[index]))]
            if _are_fields(known, credit_lines):
                for index in run:
                    yield Assigned(index, "frame", _REASON, role="paragraph", begins=True)
        run = []


def _names_author(text: str, credit_lines: CreditLines) -> bool:
    credit = credit_lines.byline(text)
    return credit is not None and credit.announced


def _field(line: Line) -> re.Match[str] | None:
    match = _FIELD.fullmatch(line.text) if len(line.text) <= _LONGEST_OF_ANY and not line.role else None
    if match is None or len(match["label"].split()) > _MOST_WORDS:
        return None
    return match if match["space"] or not match["value"][0].isascii() else None


def _are_fields(known: Sequence[re.Match[str]], credit_lines: CreditLines) -> bool:
    """Whether fields are several, each with a label of its own, and neither speeches, credits, the header of a mail nor
    the ways to reach somebody."""
    labels = [match["label"].strip().casefold() for match in known]
    if len(labels) < _FEWEST or len(set(labels)) < len(labels) or min(map(len, labels)) < 2:
        return False
    opening = byline_opening(credit_lines.locales)
    headers = [field for match in known if (field := header_field(match[0], capitals=True)) and field.known]
    named = sum(opening.match(match[0]) is not None for match in known)
    named = max(named, sum(field.role == "byline" for field in headers))
    if named > (len(known) > _FEWEST):  # one among many may be the author of a book
        return False
    if any(match[0][-1] in COMMAS for match in known):  # of one paragraph that was wrapped
        return False
    if 2 * sum(len(match[0]) > _LONGEST for match in known) > len(known):
        return False
    reached = sum(reaches_somebody(match[0]) for match in known)
    sentences = sum(ends_sentence(match["value"]) and not _ABBREVIATED.search(match["value"]) for match in known)
    return 2 * reached < len(known) and sentences <= _MOST_SENTENCES * len(known)


def _rests_go_on(lines: list[Line], block: range, matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether each line without a label stands below a long field, set in further or not: a value that was wrapped."""
    rests = [index for index, match in zip(block, matches, strict=True) if match is None]
    below = all(
        index > block.start
        and (lines[index].indent > lines[block.start].indent or len(lines[index - 1].text) >= _SHORTEST_BEFORE_REST)
        for index in rests
    )
    return below and not any(all(index + more in rests for more in range(_MOST_RESTS + 1)) for index in rests)
