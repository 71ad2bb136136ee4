"""Finds overstruck letters and escape sequences, which only a terminal or printer interprets.

``man`` and ``nroff`` print a letter, a backspace and the letter again for bold, an underscore and a backspace before
it for italics; old printers make accents and bullets this way too. Terminals receive colours, links and cursor moves
as escape sequences (ECMA-48). Each is found with the text that it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from copydesk.patterns import pattern
from copydesk.problems import Problem, ProblemKind, counted

BACKSPACE, ESCAPE = "\x08", "\x1b"


class Mark(NamedTuple):
    """Characters ``start`` up to ``end`` of a raw text, the text that they stand for, and the number of letters or
    sequences in them."""

    kind: Literal["struck", "escape", "target"]
    start: int
    end: int
    text: str
    number: int


PROBLEMS: dict[str, tuple[ProblemKind, str]] = {
    "struck": (
        "character",
        "%d overstruck letter{|s}, bold or underlined as `man` prints {it|them}, became one letter{| each}",
    ),
    "escape": ("character", "%d escape sequence{|s} of a terminal, for colours and the like, {was|were} left out"),
    "target": ("lost_target", "%d terminal link{ has|s have} no web address; {its|their} words are kept"),
}
"""For each kind of mark, the kind and message of the problem that reports it."""


def terminal_marks(raw: str) -> list[Mark]:
    """The overstruck letters and the escape sequences of a raw text, in order; none of them overlap.

    Overstruck characters that do not form a letter are no mark: all of them are kept, side by side.
    """
    marks: list[Mark] = []
    if BACKSPACE in raw:
        marks += (*_struck_words(raw), *_struck_letters(raw))
    if ESCAPE in raw:
        marks += _escapes(raw)
    apart: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def without_terminal_marks(raw: str) -> tuple[str, list[Problem]]:
    """The raw text with each mark replaced by its text, and a Problem for each kind of mark."""
    marks = terminal_marks(raw)
    parts: list[str] = []
    done = 0
    for mark in marks:
        parts += (raw[done : mark.start], mark.text)
        done = mark.end
    problems: list[Problem] = []
    for kind, (problem_kind, message) in PROBLEMS.items():
        of_kind = [mark for mark in marks if mark.kind == kind]
        if of_kind:
            line = raw.count("\n", 0, of_kind[0].start) + 1
            problems.append(Problem(problem_kind, line, counted(message, sum(mark.number for mark in of_kind))))
    return "".join((*parts, raw[done:])), problems


# ------------------------------------------------------------------------------------------------------- overstriking

_LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
_ONE = f"[^{BACKSPACE}{ESCAPE}{_LINE_ENDS}][\u0300-\u036f]{{0,4}}"
_ONE_PLACE = pattern(f"{_ONE}(?:{BACKSPACE}{_ONE})+")
_BACK = re.compile(f"{BACKSPACE}{{2,}}")
_MOST_STRIKES = 8  # of a word
_NO_INK = frozenset("_ \u00a0")

_ACCENTS = {"'": "\u0301", "´": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", '"': "\u0308", "¨": "\u0308",
            ",": "\u0327", "¸": "\u0327"}  # fmt: skip
_BULLET = frozenset("+o")


def _struck_letters(raw: str) -> Iterator[Mark]:
    """Letters overstruck one at a time: ``R BS R``, ``_ BS R``."""
    for match in _ONE_PLACE.finditer(raw):
        letter = _printed(match[0].split(BACKSPACE))
        if letter is not None:
            yield Mark("struck", *match.span(), letter, 1)


def _struck_words(raw: str) -> Iterator[Mark]:
    """Words overstruck or underlined after several backspaces: ``Rain BS BS BS BS ____``."""
    done = 0
    for back in _BACK.finditer(raw):
        width = len(back[0])
        start, end = back.start() - width, back.end()
        rows = [raw[max(start, 0) : back.start()]]
        while len(rows) < _MOST_STRIKES:
            rows.append(raw[end : end + width])
            end += width
            if raw[end : end + width] != back[0]:
                break
            end += width
        if start < done or any(len(row) < width or re.search(f"[{BACKSPACE}{_LINE_ENDS}]", row) for row in rows):
            continue
        letters = [_printed(list(strikes)) for strikes in zip(*rows, strict=True)]
        if all(letter is not None for letter in letters):
            yield Mark("struck", start, end, "".join(filter(None, letters)), width)
            done = end


def _printed(strikes: list[str]) -> str | None:
    """The letter that several overprinted characters show, None if they form none."""
    inked = list(dict.fromkeys(letter for letter in strikes if letter not in _NO_INK))
    if not inked:
        return "_" if set(strikes) == {"_"} else " "
    if len(inked) == 1:
        return inked[0]
    if set(inked) == _BULLET:
        return "•"
    accent = next((letter for letter in inked if letter in _ACCENTS), None)
    if accent is None or len(inked) > 2:
        return None
    letter = unicodedata.normalize("NFC", next(one for one in inked if one != accent) + _ACCENTS[accent])
    return letter if len(letter) == 1 else None


# --------------------------------------------------------------------------------------------------- escape sequences

_STRING_END = f"(?:\x07|{ESCAPE}\\\\)"
_ESCAPE = pattern(
    rf"{ESCAPE}(?:\[(?P<numbers>[0-?]*)[ -/]*(?P<move>[@-~])\x0f?"
    rf"|\]8;[^;\x00-\x1f]*;(?P<target>[^\x00-\x1f]*){_STRING_END}"
    rf"|[\]P^_X][^\x00-\x1f]*{_STRING_END}"
    r"|\([0B])"
)
_FORWARD, _ALONG, _ELSEWHERE = "Ca", "G`", "ABEFHdef"  # cursor moves: right, within the line, to another line
_WIDEST = 80

_KEPT_TARGET = re.compile(r"(?:https?://|mailto:)[^\s()\[\]<>]+")
_LONGEST_LINK = 300  # letters of its words


def _escapes(raw: str) -> Iterator[Mark]:
    """Each escape sequence with its replacement: blank space for a cursor move, the target for a link."""
    sequences = list(_ESCAPE.finditer(raw))
    left, no_address = _links(raw, sequences)
    for match in sequences:
        kind: Literal["escape", "target"] = "target" if match.start() in no_address else "escape"
        yield Mark(kind, *match.span(), left.get(match.start()) or _blank(match), 1)


def _blank(match: re.Match[str]) -> str:
    move = match["move"] or ""
    if move and move in _FORWARD:
        number = match["numbers"]
        return " " * min(int(number) if number.isdecimal() and len(number) < 4 else 1, _WIDEST)
    return " " if move and move in _ALONG else "\n" if move and move in _ELSEWHERE else ""


def _links(raw: str, sequences: list[re.Match[str]]) -> tuple[dict[int, str], set[int]]:
    """The replacements of link sequences by position: ``[words](target)``, ``words <target>`` if the words are too long
    or contain brackets, nothing if they show the target. Then the positions of links without a web address."""
    links = [match for match in sequences if match["target"] is not None]
    left: dict[int, str] = {}
    no_address: set[int] = set()
    for first, last in pairwise(links):
        target, words = first["target"], _ESCAPE.sub("", raw[first.end() : last.start()])
        if not target or _shows(words, target):
            continue
        if not _KEPT_TARGET.fullmatch(target):
            no_address.add(first.start())
        elif not words.strip() or len(words) > _LONGEST_LINK or re.search(r"[\[\]]|\n[ \t\r]*\n", words):
            left[last.start()] = f" <{target}>"
        else:
            left[first.start()] = left.get(first.start(), "") + "["
            left[last.start()] = f"]({target})"
    return left, no_address


def _shows(words: str, target: str) -> bool:
    """Whether the words of a link are its target, perhaps without the scheme."""
    shown = words.strip().rstrip("/")
    return bool(shown) and target.rstrip("/") in (shown, *(f"{scheme}{shown}" for scheme in _SCHEMES))


_SCHEMES = ("https://", "http://", "mailto:")
