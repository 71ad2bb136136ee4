"""Program text that only several lines together show: long comments, queries, elements with running text.

Each such line reads like a sentence or a verse by itself. It is replaced by a stand-in that looks like program text, so
that what looks at blocks line by line sees what it is; positions stay those of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.patterns import pattern
from copydesk.reading.text.code_lines import Likeness, likeness
from copydesk.reading.text.indents import indent_of

COMMENTED = "//"
"""The stand-in for a line of a comment: it may be program text, beside lines that certainly are."""

_CERTAIN = "stands_in();"
_SET_IN = 4  # columns that comments with a hash or two dashes, and elements, are set in
_LONGEST = 60  # lines of a comment or a query
_FEWEST = 2  # lines of a query or of elements

_MAY_OPEN = ("<", "# ", "-- ", "/*", '"""', "'''")
_OPENING = re.compile(r"\s*(?:(?P<slash>/\*)|(?P<quotes>[rbuRBU]?(?:\"\"\"|'''))|(?P<angle><!--))")
_CLOSING = {"slash": "*/", "angle": "-->"}
_REMARK = re.compile(r"(?:#|--)[ \t]+\S.*")

_QUERY_WORDS = ("select", "insert", "update", "delete", "create", "alter", "with")
_QUERY = pattern(
    r"(?i:select|insert into|update|delete from|create (?:\w+ )?(?:table|view|index)|alter table|with \w+ as)\b(?: .*)?"
)
_CLAUSE = pattern(
    r"(?i:from|where|group by|order by|having|values|set|limit|offset|union(?: all)?|returning|on|and|or|as|select"
    r"|(?:(?:left|right|full|cross|inner|outer) )*join)\b(?: .*|\(.*)?|[()].*"
)
_NEEDED = re.compile(r"(?i:from|set|values|add|drop|as)\b|[()]")
_SIGN = re.compile(r"[=<>*;_]|\w\(|\w\.\w")

_ELEMENT = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>")


def with_stand_ins(lines: Sequence[str]) -> Sequence[str]:
    """The lines, with a stand-in for each that only those around it show to be program text."""
    stand_ins: dict[int, str] = {}
    index = 0
    while index < len(lines):
        line = lines[index]
        end = index
        words = line.lstrip()
        if words and any(sign in line for sign in _MAY_OPEN):
            if end := _end_of_comment(lines, index):
                stand_ins |= dict.fromkeys(range(index, end), COMMENTED)
            elif words[0] == "<" and (end := _end_of_elements(lines, index)):
                stand_ins |= dict.fromkeys(range(index, end), _CERTAIN)
            elif words[0] in "#-" and indent_of(line) >= _SET_IN and _REMARK.fullmatch(words.rstrip()):
                stand_ins[index] = COMMENTED
        if (
            words[:1] in _QUERY_LETTERS
            and words[:6].casefold().startswith(_QUERY_STARTS)
            and (end := _end_of_query(lines, index))
        ):
            stand_ins |= dict.fromkeys(range(index, end), _CERTAIN)
        index = max(index + 1, end)
    if not stand_ins:
        return lines
    return [
        f"{' ' * indent_of(line)}{stand_ins[index]}" if index in stand_ins and line.strip() else line
        for index, line in enumerate(lines)
    ]


_QUERY_STARTS = tuple(word[:6] for word in _QUERY_WORDS)
_QUERY_LETTERS = frozenset(letter for word in _QUERY_WORDS for letter in (word[0], word[0].upper()))


def _end_of_comment(lines: Sequence[str], start: int) -> int:
    """Where a comment of several lines ends, or the string that describes a function; 0 if a line opens neither."""
    match = _OPENING.match(lines[start])
    if match is None:
        return 0
    closing = _CLOSING.get(match.lastgroup or "", match[0].strip()[-3:])
    if closing in lines[start][match.end() :]:
        return 0
    for index in range(start + 1, min(len(lines), start + _LONGEST)):
        if "\f" in lines[index]:
            return 0
        if closing in lines[index]:
            return index + 1 if lines[index].rstrip().endswith(closing) else 0
    return 0


def _end_of_query(lines: Sequence[str], start: int) -> int:
    """Where a query of a data base ends that begins on a line: each line below is one of its clauses, or goes on with
    a list, in one case of letters. 0 if it is none."""
    first = lines[start].strip()
    if not _QUERY.fullmatch(first):
        return 0
    margin = indent_of(lines[start])
    end = start + 1
    while end < min(len(lines), start + _LONGEST) and lines[end].strip() and not lines[end - 1].rstrip().endswith(";"):
        goes_on = lines[end - 1].rstrip()[-1] in ",(" or indent_of(lines[end]) > margin
        if not goes_on and not _CLAUSE.fullmatch(lines[end].strip()):
            return 0
        end += 1
    inside = [line.strip() for line in lines[start:end]]
    return end if len(inside) >= _FEWEST and _is_query(inside) else 0


def _is_query(inside: Sequence[str]) -> bool:
    clauses = [line for line in inside[1:] if _CLAUSE.fullmatch(line)]
    opening = inside[0].split()[0]
    cased = str.isupper if opening.isupper() else str.islower
    worded = [line.split()[0] for line in clauses if line[0].isalpha()]
    if (
        not any(map(_NEEDED.match, inside[1:]))
        or not all(map(cased, worded))
        or not (opening.isupper() or opening.islower())
    ):
        return False
    signs = sum(_SIGN.search(line) is not None for line in inside)
    return signs > 0 and (opening.isupper() or len(clauses) > 1) and not any(line[-1] in ".!?" for line in inside)


def _end_of_elements(lines: Sequence[str], start: int) -> int:
    """Where a block of elements ends that is set in: its first line opens with one, the last closes with one, and each
    line between does either or goes on with the text of one. 0 if it is none."""
    if indent_of(lines[start]) < _SET_IN or (
        start and lines[start - 1].strip() and indent_of(lines[start - 1]) >= _SET_IN
    ):
        return 0
    if not _ELEMENT.match(lines[start].strip()):
        return 0
    end = start
    while end < min(len(lines), start + _LONGEST) and indent_of(lines[end]) >= _SET_IN and lines[end].strip():
        end += 1
    inside = [line.strip() for line in lines[start:end]]
    opened = sum(_ELEMENT.match(line) is not None for line in inside)
    return end if opened >= _FEWEST and 2 * opened >= len(inside) and inside[-1].endswith(">") else 0


def above_block(lines: Sequence[str], first: int, start: int) -> int:
    """Where the comment begins that stands above the line ``first`` of a block, perhaps with blank lines between, set
    in as far as it, from ``start`` on; ``first`` if there is none."""
    begin = first
    for index in range(first - 1, start - 1, -1):
        line = lines[index]
        if "\f" in line or "\f" in lines[index + 1]:
            break
        if not line.strip():
            continue
        if indent_of(line) < max(_SET_IN, indent_of(lines[first])):
            break
        if line.strip() != COMMENTED and likeness(line) is Likeness.NONE:
            break
        begin = index
    return begin
