"""What typesetting does to words: initials apart from their words, and dots that lead from a label to its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading._shared.initials import ALONE
from copydesk.reading.text.characters import Clean
from copydesk.reading.text.characters.letterspacing import without_gaps
from copydesk.reading.text.code_blocks import code_blocks

_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"[ \t]*[\"“„«‘']?(?P<initial>[^\W\d_a-z])(?P<gap>[ \t]*\n[ \t]*|[ \t]{1,3})(?P<rest>[^\W\d_]+)")
_BELOW_BLANK = re.compile(rf"\n[ \t]*\n{_INITIAL.pattern}")  # quick to search for: it begins with one character
_LEADER = re.compile(r"(?<=[^\s.])[ \t]*(?:\.{5,}|…{3,}|(?:\.[ \t]){5,}\.?)[ \t]*(?=[^\s.])")
_SHORT_LEADER = pattern(
    r"(?<=[^\s.…])(?:[ \t]+(?:\.{3,4}|…{1,2}|(?:\.[ \t]){2,4}\.?)[ \t]*|\.{3,4}|…{2})(?=[^\s.…])(?P<value>.*)"
)
"""Three dots or so, which are also those of a sentence that breaks off: they lead to a value that is a figure."""

_FIGURE = pattern(r"(?:[^\W\d_]{1,3}[ .]?|[^\w\s]\s?)?\d[\d.,:/'’-]*[ \t]?(?:[^\w\s]|[^\W\d_]{1,3}\.?)?")
_MOST_WORDS = 3  # of a value that is no figure, on a line next to one with a figure
_LONGEST = 120  # characters of a line with a leader
_NEAR = 4  # lines between two lines with leaders at the most


def joined_initials(cleaned: Clean, locale: Locale) -> Clean:
    """The clean text with each initial that a page sets apart joined to its word: ``T / HE bell``, ``W hen I came``; or
    to its line, where it is a word: ``I / WENT away``."""
    initials = list(_initials(cleaned.text))
    if not initials:
        return cleaned
    known = {word.casefold() for word in _WORD.findall(cleaned.text)} | set(locale.function_words)
    gaps: list[tuple[int, int]] = []
    text = cleaned.text
    for match in initials:
        start, end = match.span("gap")
        if _is_of_word(match, known):
            gaps.append((start, end))
        elif "\n" in match["gap"] and match["rest"].isupper():
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return without_gaps(cleaned._replace(text=text), gaps)


def _initials(text: str) -> Iterator[re.Match[str]]:
    """The capitals that stand before the first line of a paragraph, most of which is in small letters: a numeral stands
    above a heading."""
    top = _INITIAL.match(text)
    for match in (*filter(None, [top]), *_BELOW_BLANK.finditer(text, top.end() if top else 0)):
        line = text[match.end() :].partition("\n")[0]
        letters = sum(map(str.isalpha, line))
        if match["initial"].isupper() and 2 * sum(map(str.islower, line)) > letters:
            yield match


def _is_of_word(match: re.Match[str], known: Set[str]) -> bool:
    """Whether an initial and what stands behind it make a word: the article has it, or no word is that letter alone."""
    initial, rest = match["initial"], match["rest"]
    word = (initial + rest).casefold()
    if "\n" in match["gap"]:
        return rest.isupper() and (word in known or (initial not in ALONE and initial.isascii()))
    return rest.islower() and word in known and initial not in ALONE


def without_leaders(cleaned: Clean) -> Clean:
    """The clean text with spaces for the dots that lead to the cells of a table, on lines near one another."""
    if "..." not in cleaned.text and ". . ." not in cleaned.text and "…" not in cleaned.text:
        return cleaned
    lines = cleaned.text.split("\n")
    leaders = _leaders(lines)
    program = {index for block in code_blocks(lines) for index in range(block.first, block.end)} if leaders else set()
    numbers: set[int] = set()
    for index, (start, end) in leaders.items():
        if index not in program and any(other != index and abs(other - index) <= _NEAR for other in leaders):
            lines[index] = f"{lines[index][:start]}{' ' * (end - start)}{lines[index][end:]}"
            numbers.add(index + 1)
    return cleaned._replace(text="\n".join(lines), led=frozenset(numbers))


def _leaders(lines: list[str]) -> dict[int, tuple[int, int]]:
    """Where the leader of each line that has one begins and ends, by the line's index."""
    leaders: dict[int, tuple[int, int]] = {}
    worded: dict[int, tuple[int, int]] = {}  # three dots before a few words
    for index, line in enumerate(lines):
        if len(line) > _LONGEST or not ("..." in line or ". . ." in line or "…" in line):
            continue
        if len(long := list(_LEADER.finditer(line))) == 1:
            leaders[index] = long[0].span()
        elif not long and (match := _SHORT_LEADER.search(line)):
            span = (match.start(), match.start("value"))
            if _FIGURE.fullmatch(match["value"].rstrip()):
                leaders[index] = span
            elif len(match["value"].split()) <= _MOST_WORDS:
                worded[index] = span
    beside = {index: span for index, span in worded.items() if index - 1 in leaders or index + 1 in leaders}
    return leaders | beside
