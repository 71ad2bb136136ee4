"""What typesetting does to words: initials apart from their words, and dots that lead from a label to its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from copydesk.locales import Locale
from copydesk.reading.text.characters import Clean
from copydesk.reading.text.characters.letterspacing import without_gaps
from copydesk.reading.text.code_blocks import code_blocks

_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"[ \t]*[\"“„«‘']?(?P<initial>[^\W\d_a-z])(?P<gap>[ \t]*\n[ \t]*|[ \t]{1,3})(?P<rest>[^\W\d_]+)")
_BELOW_BLANK = re.compile(rf"\n[ \t]*\n{_INITIAL.pattern}")  # quick to search for: it begins with one character
_LEADER = re.compile(r"(?<=[^\s.])[ \t]*(?:\.{5,}|…{3,}|(?:\.[ \t]){5,}\.?)[ \t]*(?=[^\s.])")
_LONGEST = 120  # characters of a line with a leader
_NEAR = 4  # lines between two lines with leaders at the most
_ALONE = frozenset("AEIOUYÀÁÉÈÓÒÖÅÆ")
"""Capitals that may be words of one letter."""


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
        return rest.isupper() and (word in known or (initial not in _ALONE and initial.isascii()))
    return rest.islower() and word in known and initial not in _ALONE


def without_leaders(cleaned: Clean) -> Clean:
    """The clean text with spaces for the dots that lead to the cells of a table, on lines near one another."""
    if "....." not in cleaned.text and ". . ." not in cleaned.text and "………" not in cleaned.text:
        return cleaned
    lines = cleaned.text.split("\n")
    led = [index for index, line in enumerate(lines) if len(line) <= _LONGEST and len(_LEADER.findall(line)) == 1]
    program = {index for block in code_blocks(lines) for index in range(block.first, block.end)} if led else set()
    numbers: set[int] = set()
    for index in led:
        if index not in program and any(other != index and abs(other - index) <= _NEAR for other in led):
            lines[index] = _LEADER.sub(lambda match: " " * len(match[0]), lines[index])
            numbers.add(index + 1)
    return cleaned._replace(text="\n".join(lines), led=frozenset(numbers))
