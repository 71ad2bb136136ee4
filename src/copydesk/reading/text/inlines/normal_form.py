"""Inlines in their normal form: neighbouring texts as one, no blank at either end, lines separated by breaks."""

from __future__ import annotations

import re

from copydesk.patterns import pattern
from copydesk.tree import Emphasis, Inline, LineBreak, Link, Strong, Text

_SPACES = pattern("[ \\t\\n\u2000-\u200a\u205f\u3000]+")
_ODD_SPACES = re.compile("[\\t\\n\u2000-\u200a\u205f\u3000]|  ")


def lines_of(parts: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Several lines as one run of inlines with breaks between."""
    joined: list[Inline] = []
    for index, line in enumerate(parts):
        if index:
            joined.append(LineBreak())
        joined += line
    return tuple(joined)


def normal(parts: list[Inline]) -> tuple[Inline, ...]:
    """White space single and none at the ends; neighbouring texts merged."""
    out: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + part.text)
        else:
            out.append(part)
    last = len(out) - 1
    trimmed = [_trimmed(part, first=index == 0, last=index == last) for index, part in enumerate(out)]
    return tuple(part for part in trimmed if not (isinstance(part, Text) and not part.text))


def _trimmed(part: Inline, *, first: bool, last: bool) -> Inline:
    if isinstance(part, Text):
        text = spaced(part.text)
        text = text.lstrip(" ") if first else text
        return Text(text.rstrip(" ") if last else text)
    if isinstance(part, (Emphasis, Strong)):
        return type(part)(normal(list(part.inlines)))
    if isinstance(part, Link):
        return Link(normal(list(part.inlines)), part.target)
    return part


def spaced(text: str) -> str:
    """Runs of white space as one space; no-break spaces stay."""
    return _SPACES.sub(" ", text) if _ODD_SPACES.search(text) else text
