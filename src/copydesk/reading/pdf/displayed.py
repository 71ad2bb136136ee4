"""What the place and the type of lines say outright, where a file has no reliable structure.

The name of a newspaper at the head of its page, largest of all, with its day and number below it, is no headline.
Larger type between two rules amid a column, in quotation marks or italics, is a pull quote. In running text, a line
that ends a sentence long before the edge of its column is the last of its paragraph, and lines in italics that close a
column are one of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from copydesk.reading.copy import Typeset, body_size
from copydesk.reading.pdf.bidi import runs_to_left
from copydesk.reading.pdf.credits import Credits
from copydesk.reading.pdf.rules import Rule
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.short_lines import with_short_lines
from copydesk.reading.text.furniture.forms.issue_lines import is_numbered_issue, issue_date
from copydesk.reading.text.furniture.words import page_patterns
from copydesk.reading.text.recognisers.marks import CLOSING_QUOTES, OPENING_QUOTES, SENTENCE_ENDS

_Set = tuple[SetLine, Typeset]

_LARGEST = 2.0  # times the size of the text, that of a newspaper's name at the least
_ISSUE = 0.6  # times that size, the line of its day and number at the most
_HEADLINE = 1.3  # times the size of the text, that of a headline below these
_REACH = 6  # lines below a newspaper's name among which its headline begins
_SAME_SIZE = 0.03
_SAME_LEVEL = 0.3  # em

_PULLED = 1.15  # times the size of the text, that of a pull quote
_MOST_LINES = 8  # of a pull quote
_TEXT_BEFORE = 60  # letters of text on the first page, from which one may stand there
_NEAR_RULE = 2.5  # em from a rule to the line beside it
_BESIDE_RULE = 0.6  # of the width of a line, over or under which a rule lies

_SHORT = 0.6  # of the width of a column, that a last line fills at the most
_FEWEST_EMS = 25.0  # of a column, in which lines are long enough to tell
_FEWEST_FULL = 0.25  # of the lines of a column, those that nearly fill it
_FULL = 0.85  # of the width of a column


def with_displayed(lines: Sequence[_Set], rules: Sequence[Sequence[Rule]], credit: Credits) -> list[_Set]:
    """The lines of a file, in the order of reading, with what their place and type say; ``rules`` are those that lie
    level on each page."""
    body = body_size((line.size, line.letters) for line, typeset in lines if not typeset.furniture)
    named = _with_nameplate(lines, body, credit)
    short = with_short_lines(_with_pull_quotes(named, rules, body), body, credit)
    return _with_closing_slant(_with_beginnings(short, body, credit))


# -------------------------------------------------------------------------------------------- a newspaper's name


def _with_nameplate(lines: Sequence[_Set], body: float, credit: Credits) -> list[_Set]:
    """The lines, those of a newspaper's name set aside, and the line below them as its day."""
    result = list(lines)
    first = [number for number, (_, typeset) in enumerate(lines) if typeset.page == 1 and not typeset.furniture]
    ordered = sorted(first, key=lambda number: (lines[number][0].baseline, lines[number][0].left))
    if len(ordered) < _REACH:
        return result
    name = lines[ordered[0]][0]
    largest = max(lines[number][0].size for number in ordered)
    if name.size < max(_LARGEST * body, (1 - _SAME_SIZE) * largest) or any(map(str.isdigit, name.text)):
        return result
    rest = [number for number in ordered if lines[number][0].size < (1 - _SAME_SIZE) * largest]
    names = [number for number in ordered if number not in rest]
    level = (
        [
            number
            for number in rest
            if lines[number][0].baseline - lines[rest[0]][0].baseline <= _SAME_LEVEL * lines[rest[0]][0].size
        ]
        if rest
        else []
    )
    below = [lines[number][0] for number in rest[len(level) : len(level) + _REACH]]
    issue = " · ".join(lines[number][0].text for number in level)
    if (
        not level
        or max(lines[number][0].size for number in level) > _ISSUE * name.size
        or not any(line.size >= _HEADLINE * body for line in below)
        or max(lines[number][0].baseline for number in names) > lines[level[0]][0].baseline
        or not _is_issue(issue, credit)
    ):
        return result
    for number in names:
        result[number] = lines[number][0], lines[number][1]._replace(furniture="running_head")
    for number in level:
        is_day = (len(level) == 1 and _has_day(issue, credit)) or credit.is_date(lines[number][0].text)
        typeset = lines[number][1]
        day, rest_of_issue = typeset._replace(role="date", begins=True), typeset._replace(furniture="running_head")
        result[number] = lines[number][0], day if is_day else rest_of_issue
    return result


def _is_issue(text: str, credit: Credits) -> bool:
    """Whether a line names the day of a newspaper and its number or its pages, or its number and the year."""
    return is_numbered_issue(text) or _has_day(text, credit)


def _has_day(text: str, credit: Credits) -> bool:
    patterns = page_patterns(credit.credit_lines.locales)
    found = issue_date(text, credit.credit_lines, patterns, named=True)
    return found is not None and found[0] < found[1]


# --------------------------------------------------------------------------------------------------- pull quotes


def _with_pull_quotes(lines: Sequence[_Set], rules: Sequence[Sequence[Rule]], body: float) -> list[_Set]:
    """The lines, those of pull quotes between two rules with that role. They have text before them."""
    result = list(lines)
    number = 0
    letters = 0
    while number < len(lines):
        end = number + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
            end += 1
        line, typeset = lines[number]
        group = [each for each, _ in lines[number:end]]
        is_displayed = not typeset.furniture and typeset.role is None and line.size >= _PULLED * body
        letters += sum(each.letters for each in group if abs(each.size - body) <= _SAME_SIZE * body)
        is_displayed = is_displayed and (letters >= _TEXT_BEFORE or typeset.page > 1)
        if is_displayed and len(group) <= _MOST_LINES and _is_pulled(group, rules[typeset.page - 1]):
            for at in range(number, end):
                result[at] = lines[at][0], lines[at][1]._replace(role="pull_quote", block=-1 - number)
        number = end
    return result


def _goes_on(before: _Set, here: _Set) -> bool:
    """Whether a line is set as the one before it, right below it."""
    last, line = before[0], here[0]
    alike = abs(last.size - line.size) <= _SAME_SIZE * line.size and (last.bold, last.italic) == (
        line.bold,
        line.italic,
    )
    near = 0 < line.baseline - last.baseline <= 2 * line.size
    return alike and near and before[1] == here[1]


def _is_pulled(group: Sequence[SetLine], rules: Iterable[Rule]) -> bool:
    text = " ".join(line.text for line in group).strip()
    is_quoted = text[0] in OPENING_QUOTES + '"«»' and text[-1] in CLOSING_QUOTES + SENTENCE_ENDS + '"«»'
    if not (is_quoted or all(line.italic for line in group)):
        return False
    first, last = group[0], group[-1]
    left, right = min(line.left for line in group), max(line.right for line in group)
    beside = [rule for rule in rules if min(rule.right, right) - max(rule.left, left) >= _BESIDE_RULE * (right - left)]
    above = any(0 <= first.baseline - first.size * 0.5 - rule.bottom <= _NEAR_RULE * first.size for rule in beside)
    below = any(0 <= rule.top - last.baseline <= _NEAR_RULE * last.size for rule in beside)
    return above and below


# --------------------------------------------------------------------------------------- beginnings of paragraphs


def _with_beginnings(lines: Sequence[_Set], body: float, credit: Credits) -> list[_Set]:
    """The lines, with those that follow a short last line, or a line that is a date or a byline, as beginnings."""
    measures = _measures(lines, body)
    result = list(lines[:1])
    for above, (before, here) in zip([None, *lines], pairwise(lines), strict=False):
        measure = measures.get((before[1].page, before[1].column))
        begins = measure is not None and _same_column(before, here) and _is_last(before[0], here[0], *measure, credit)
        is_under_headline = above is not None and _same_column(above, before) and above[0].size >= _HEADLINE * body
        begins = begins or (is_under_headline and not here[1].furniture and credit.is_credit(before[0].text))
        result.append((here[0], here[1]._replace(begins=True)) if begins else here)
    return result


def _with_closing_slant(lines: Sequence[_Set]) -> list[_Set]:
    """The lines, with the first of those in italics that close a column as a beginning, below the end of a sentence:
    what they say of the author."""
    result = list(lines)
    ends = [
        number
        for number in range(len(lines))
        if number + 1 == len(lines) or not _same_column(*lines[number : number + 2])
    ]
    for end in ends:
        first = end
        while (
            first
            and lines[first][0].italic
            and lines[first - 1][0].italic
            and _same_column(*lines[first - 1 : first + 1])
        ):
            first -= 1
        line, typeset = lines[first]
        above = lines[first - 1] if first else None
        if (
            line.italic
            and typeset.role is None
            and above
            and _same_column(above, lines[first])
            and not above[0].italic
            and above[0].text[-1:] in SENTENCE_ENDS
            and lines[end][0].text[-1:] in SENTENCE_ENDS
        ):
            result[first] = line, typeset._replace(begins=True)
    return result


def _measures(lines: Sequence[_Set], body: float) -> dict[tuple[int, int], tuple[float, float]]:
    """The edges of the columns of running text that are wide enough to tell."""
    by_column: defaultdict[tuple[int, int], list[SetLine]] = defaultdict(list)
    for line, typeset in lines:
        if not typeset.furniture and abs(line.size - body) <= _SAME_SIZE * body and "\t" not in line.text:
            by_column[typeset.page, typeset.column].append(line)
    measures = {}
    for key, column in by_column.items():
        left, right = min(line.left for line in column), max(line.right for line in column)
        full = sum(line.right - left >= _FULL * (right - left) for line in column)
        if right - left >= _FEWEST_EMS * body and full >= max(1, _FEWEST_FULL * len(column) if len(column) > 20 else 1):
            measures[key] = left, right
    return measures


def _same_column(before: _Set, here: _Set) -> bool:
    one, other = before[1], here[1]
    return (one.page, one.column) == (other.page, other.column) and not (one.furniture or other.furniture)


def _is_last(line: SetLine, following: SetLine, left: float, right: float, credit: Credits) -> bool:
    """Whether a line is the last of its paragraph, or a date or byline by itself."""
    (start, end), (next_start, _) = (_in_column(each, left, right) for each in (line, following))
    is_short = end <= _SHORT * (right - left) and following.baseline > line.baseline
    if not is_short or "\t" in line.text + following.text or following.text[:1].islower():
        return False
    stands_out = start <= line.size and next_start <= 3 * line.size
    ends = line.text[-1:] in SENTENCE_ENDS or line.text[-2:-1] in SENTENCE_ENDS
    return stands_out and (
        (ends and abs(line.size - following.size) <= _SAME_SIZE * line.size) or credit.is_credit(line.text)
    )


def _in_column(line: SetLine, left: float, right: float) -> tuple[float, float]:
    """Where a line begins and ends in its column, from the edge at which lines begin."""
    return (right - line.right, right - line.left) if runs_to_left(line.text) else (line.left - left, line.right - left)
