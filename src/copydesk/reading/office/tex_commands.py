"""The commands in a TeX file with their arguments: where each begins and ends, so that it can be rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<comment> % [^\n]* )
      | \\verb (?![A-Za-z@]) \*? (?P<bar>[^\s*]) [^\n]{0,500}? (?P=bar)  # each without an end costs as much
      | \\begin \{ (?P<code> (?:verbatim|Verbatim|lstlisting|minted|comment) \*? ) \}
      | \\ (?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[gex]?def|let) \*? \s*
        (?: \\ [A-Za-z@]+ | \{ \s* \\ [A-Za-z@]+ \s* \} )
      | \\ (?P<name> [A-Za-z@]+ ) \*?
      | \\ .
      | [{}]""",
    re.VERBOSE | re.DOTALL,
)
_BETWEEN = re.compile(r"(?:\s|%[^\n]*(?:\n|$))*")
_OPTIONS = re.compile(r"\[([^\[\]]{0,200})\]")

Span = tuple[int, int]
Edit = tuple[int, int, str]
"""Where something begins and ends, and what stands there instead."""


class Command(NamedTuple):
    """A command: its name without the backslash, where it begins and ends, how many braces are open around it, its
    options, and between which places its arguments stand, without their braces."""

    name: str
    start: int
    end: int
    depth: int
    options: str
    arguments: tuple[Span, ...]


def commands(text: str, arguments: Mapping[str, int]) -> Iterator[Command]:
    """The commands of these names with this number of arguments each, in order. Comments, code and definitions hold
    none, and one that lacks an argument is none."""
    words, partners = _scanned(text)
    for name, start, behind, depth in words:
        if name not in arguments:
            continue
        end = behind
        spans: list[Span] = []
        options = ""
        while len(spans) < arguments[name]:
            at = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]  # matches everywhere
            if not spans and not options and (match := _OPTIONS.match(text, at)):
                options, end = match[1], match.end()
            elif at in partners:
                spans.append((at + 1, partners[at]))
                end = partners[at] + 1
            else:
                break
        else:
            yield Command(name, start, end, depth, options, tuple(spans))


def _scanned(text: str) -> tuple[list[tuple[str, int, int, int]], dict[int, int]]:
    """The names of all commands with their places and depths, and the closing brace of each opening one."""
    words: list[tuple[str, int, int, int]] = []
    partners: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        token = match[0]
        if token == "{":
            opened.append(match.start())
        elif token == "}" and opened:
            partners[opened.pop()] = match.start()
        elif match["code"]:
            close = text.find(f"\\end{{{match['code']}}}", at)
            at = len(text) if close < 0 else close
        elif match["name"]:
            words.append((match["name"], match.start(), at, len(opened)))
    return words, partners


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with these changes, but those within another."""
    parts: list[str] = []
    at = 0
    for start, end, replacement in sorted(edits):
        if start >= at:
            parts += [text[at:start], replacement]
            at = end
    return "".join([*parts, text[at:]])


def unwrapped(text: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """The text with these commands replaced by their arguments, and by what is given before, between and behind
    these."""
    edits: list[Edit] = []
    for command in commands(text, {name: len(around) - 1 for name, around in names.items()}):
        start = command.start
        for words, (first, last) in zip(names[command.name], command.arguments, strict=False):
            edits.append((start, first, words))
            start = last
        edits.append((start, command.end, names[command.name][-1]))
    return edited(text, edits)


def divided(text: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a text between separators that stand in no braces."""
    _, partners = _scanned(text)
    parts: list[str] = []
    at = begin = 0
    stops = iter(sorted(partners.items()))
    opening, closing = next(stops, (len(text), 0))
    for match in separator.finditer(text):
        while opening < match.start():
            at = max(at, closing)
            opening, closing = next(stops, (len(text), 0))
        if match.start() >= at:
            parts.append(text[begin : match.start()])
            begin = at = match.end()
    return [*parts, text[begin:]]


class Environment(NamedTuple):
    """An environment: its name, where it begins and ends, and its content."""

    name: str
    start: int
    end: int
    content: str


def environments(text: str, names: Iterable[str], end: int) -> Iterator[Environment]:
    """The environments of these names that begin before a place, none within another of them."""
    at = 0
    unclosed: set[str] = set()
    for match in re.finditer(rf"\\begin\{{({'|'.join(names)})\}}", text[:end]):
        name = match[1]
        if match.start() < at or name in unclosed:
            continue
        closing = f"\\end{{{name}}}"
        close = text.find(closing, match.end())
        if close < 0:
            unclosed.add(name)
        else:
            at = close + len(closing)
            yield Environment(name, match.start(), at, text[match.end() : close])
