"""Normalises inlines for a tree.

Text("so "), Emphasis(Text(" very ")), Text(" late ")   ->   Text("so "), Emphasis(Text("very")), Text(" late")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.tree import Code, Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Superscript, Text

_WHITE = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_NEVER = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SPACE = Text(" ")
_UNSPACED = "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
_NO_SPACE = re.compile(f"(?<=[{_UNSPACED}])\n+(?=[{_UNSPACED}])")  # Chinese and Japanese

Marked = Emphasis | Strong | Superscript | Link


def one_line(text: str) -> str:
    """The text with single spaces, without control characters and direction marks."""
    return _WHITE.sub(" ", _NEVER.sub("", text))


def tidy(parts: Iterable[Inline], inside: frozenset[type] = frozenset()) -> tuple[Inline, ...]:
    """The inlines with single spaces, none at the ends or beside a line break; merged Texts, nothing empty or nested in
    its own kind.

    A line end in a Text becomes a space, or nothing in a script without spaces. ``inside`` are the kinds that enclose
    the parts.
    """
    merged: list[Inline] = []
    for part in _flat(parts, inside):
        if isinstance(part, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + part.text)
        elif not (isinstance(part, LineBreak) and merged and isinstance(merged[-1], LineBreak)):
            merged.append(part)
    return _trimmed(
        [Text(one_line(_NO_SPACE.sub("", part.text))) if isinstance(part, Text) else part for part in merged]
    )


def _flat(parts: Iterable[Inline], inside: frozenset[type]) -> Iterator[Inline]:
    """The parts, with white space moved out of marked inlines and redundant marks removed."""
    for part in parts:
        if isinstance(part, (Emphasis, Strong, Superscript, Link)):
            yield from _marked(part, inside)
        elif isinstance(part, Code):
            yield from _code(part)
        else:
            yield part


def _code(part: Code) -> Iterator[Inline]:
    """Code, with the white space at its edges outside of it, so that it still separates words."""
    text = one_line(part.text)
    inner = text.strip()
    if text[:1].isspace():
        yield _SPACE
    if inner:
        yield Code(inner)
        if text[-1:].isspace():
            yield _SPACE


def _marked(part: Marked, inside: frozenset[type]) -> Iterator[Inline]:
    if type(part) in inside:
        yield from _flat(part.inlines, inside)
        return
    within = inside | {type(part)}
    flat = list(_flat(part.inlines, within))
    notes = [inner for inner in flat if isinstance(inner, NoteRef)] if isinstance(part, (Link, Superscript)) else []
    inner = tidy([inner for inner in flat if inner not in notes], within)
    if _white(flat[:1], 0):
        yield _SPACE
    if isinstance(part, Link) and inner:
        yield Link(inner, part.target)
    elif inner:
        yield type(part)(inner)
    yield from notes
    if _white(flat[-1:], -1):
        yield _SPACE


def _white(end: list[Inline], at: int) -> bool:
    return bool(end) and isinstance(end[0], Text) and end[0].text[at : at + 1 or None].isspace()


def _trimmed(parts: list[Inline]) -> tuple[Inline, ...]:
    """The parts without white space or line breaks at the ends, and without white space beside a line break."""
    result: list[Inline] = []
    for index, part in enumerate(parts):
        if not isinstance(part, Text):
            if not (isinstance(part, LineBreak) and (not result or isinstance(result[-1], LineBreak))):
                result.append(part)
            continue
        text = part.text
        text = text.lstrip() if not result or isinstance(result[-1], LineBreak) else text
        last = index == len(parts) - 1 or isinstance(parts[index + 1], LineBreak)
        text = text.rstrip() if last else text
        if text:
            result.append(Text(text))
    while result and isinstance(result[-1], LineBreak):
        result.pop()
        if result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text.rstrip())
    return tuple(result)


def to_the_letter(text: str) -> str:
    """Preformatted text without control characters but tabs and line ends, and no line end at its ends."""
    text = _NEVER.sub("", text.replace("\r\n", "\n"))
    return re.sub("[\v\f\r\x1c-\x1f\x85\u2028\u2029]", "\n", text).strip("\n")
