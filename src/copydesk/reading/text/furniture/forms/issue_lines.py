"""The line above a headline that names the paper, its day and its page or its number: ``Friday, 6 May 1932 — Page 3``,
``Village News · No. 7 / July 2019``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.words import PagePatterns, page_patterns
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import LONGEST_DATE_LINE
from copydesk.reading.text.recognisers.marks import DASHES, ends_sentence, holds_digit

_REACH = 8  # lines from the top among which the headline below it begins
_LONGEST_NAME = 60  # characters of the name of a paper on the line above
_LONGEST_TITLE = 100  # characters
_SPAN = pattern(rf"\s{{2,}}|\s[|·•{DASHES}-]\s|,\s|\s?/\s|$")
_WIDE = re.compile(r"\S\s{4,}\S")
_ISSUE = pattern(
    r"(?:no|nr|num|núm|n[°º]|vol|issue|number|nummer|número|numéro|heft|ausgabe|jg|jahrgang|année|año|anno)\b\.?\s?\d+.*",
    re.IGNORECASE,
)
_JOURNAL = re.compile(r"\D{5,60}\s\d{1,4}\s?\(\d{1,3}\)\s?[:,]\s?\d+\s?[–-]\s?\d+.*")
"""The name of a journal with its volume, its number and the pages: ``J. Mill Res. 12 (3): 201–204 (2018)``."""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DOI = re.compile(r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)10\.\S+", re.IGNORECASE)
_REASON = "it names the paper, its day and its page or its number"


def issue_lines(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of such a line, of the name above it, and of the headline below a blank line."""
    top = list(blocks(lines[: _REACH + 1]))
    if len(top) < 2 or len(top[0]) > 2 or not any(holds_digit(lines[index].text) for index in top[0]):
        return
    first, last = top[0][0], top[0][-1]
    if any(lines[index].role or len(lines[index].text) > LONGEST_DATE_LINE for index in top[0]):
        return
    if _JOURNAL.fullmatch(lines[first].text) and (first == last or _DOI.fullmatch(lines[last].text)):
        yield from (aside(index, "running_head", _REASON) for index in top[0])
        return
    issue = issue_date(lines[last].text, credit_lines, page_patterns(credit_lines.locales), named=first != last)
    if issue is None or (first != last and not _is_name(lines[first].text)):
        return
    if first != last:
        yield Assigned(first, "frame", "it names the paper", role="kicker")
    start, end = issue
    yield Assigned(last, "running_head", _REASON, start, end, "date" if start < end else None)
    words = _letters(lines[last].text)
    for index in range(last + 1, len(lines)):
        if len(lines[index].text) <= LONGEST_DATE_LINE and _letters(lines[index].text) == words:
            yield aside(index, "running_head", "it comes again as it stands above the headline")
    title, below = lines[top[1][0]].text, [lines[index].text for index in top[1][1:]]
    stands = len(title) <= _LONGEST_TITLE and title[-1] not in ".:," and not ends_sentence(title)
    if stands and (not below or (len(below) == 1 and len(below[0]) > len(title) and not below[0].isupper())):
        yield Assigned(top[1][0], "frame", "it stands below the name and the day of a paper", role="headline")


def _letters(text: str) -> str:
    """The letters of a text, without its figures."""
    return "".join(character for character in text if character.isalpha())


def issue_date(text: str, credit_lines: CreditLines, patterns: PagePatterns, *, named: bool) -> tuple[int, int] | None:
    """Where the date stands in a line that names a day, and a page or a number or, far from the day, a paper; nothing
    between where the day is not all known; None for another line. ``named`` says that a name stands above it."""
    date = credit_lines.date(text)
    spans = _spans(text)
    paged = any(patterns.worded.fullmatch(text[start:end]) for start, end in spans)
    numbered = any(_ISSUE.match(text[start:end]) for start, end in spans)
    months = [span for span in spans if credit_lines.date(text[slice(*span)])]
    papers = not patterns.papers.isdisjoint(text.casefold().split())
    apart = papers and _WIDE.search(text) is not None
    if not (paged or numbered or apart) or not (date or months):
        return None
    if not (named or papers or numbered or text.isupper()):
        return None
    if date is None or date.iso is None:
        return 0, 0
    return date.start, date.end


def is_numbered_issue(text: str) -> bool:
    """Whether a line has the number of an issue and a year, as those of journals without a day do: ``No. 7 • Spring
    2019``."""
    return _YEAR.search(text) is not None and any(_ISSUE.match(text[start:end]) for start, end in _spans(text))


def _spans(text: str) -> list[tuple[int, int]]:
    """The parts of a line between dashes, bars, commas and wide gaps."""
    spans, start = [], 0
    for match in _SPAN.finditer(text):
        if start < match.start():
            spans.append((start, match.start()))
        start = match.end()
    return spans


def _is_name(text: str) -> bool:
    """Whether a line may be the name of a paper: no sentence, and no figure."""
    return len(text) <= _LONGEST_NAME and not ends_sentence(text) and text[-1] not in ",:" and not holds_digit(text)
