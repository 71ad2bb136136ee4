"""Drawings made of characters: boxes with arrows, roofs of slashes, trees of folders. Their lines are kept as they are.

A table between bars is none, nor is a frame around text: only what no table has shows a drawing, such as an arrow, a
slanting line, or two boxes side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.patterns import pattern

_FEWEST = 3  # lines
_STROKES = "|/\\+_-=<>^'`.~:*─│┌┐└┘├┤┬┴┼═║╔╗╚╝▲▼◄►→←↑↓"
_FIRST = frozenset("|/\\+_-<>^'`.(─│┌┐└┘├┤┬┴┼═║╔╗╚╝▲▼")
_MANY = 0.3  # of the characters of a line that are strokes
_MOSTLY = 0.6  # of the lines of a drawing that hold many
_LONGEST = 120  # characters of a line
_SLANTING = re.compile(r"[\s|_/\\().'`^<>~*oO+=:-]*[/\\][\s|_/\\().'`^<>~*oO+=:-]*")
_FEWEST_SLANTING = 2  # lines
_ARROW = re.compile(r"[-=]{2,}>|<[-=]{2,}|[─═]{2,}[►→]|[◄←][─═]{2,}")
_CORNERS = pattern(r"[+.'`┐┘][ \t]{2,}[+.'`┌└][-─]{2}|[-─]{2}[+.'`┐┘][ \t]{2,}[+.'`┌└]")
_BRANCH = pattern(r"[ |│]*(?:[|`+\\]-{2,4}|[├└]─{2,4}) ?[\w.*/~].*")
_FEWEST_BRANCHES = 2  # lines


def is_drawing(lines: Sequence[str]) -> bool:
    """Whether lines that no blank one separates are a drawing."""
    if len(lines) < _FEWEST or 2 * sum(line.lstrip()[:1] in _FIRST for line in lines) < len(lines):
        return False
    texts = [line.strip() for line in lines]
    if max(map(len, texts)) > _LONGEST:
        return False
    branches = sum(_BRANCH.fullmatch(text) is not None for text in texts)
    if branches >= _FEWEST_BRANCHES and branches >= _MOSTLY * len(texts):
        return True
    if sum(map(_has_many_strokes, texts)) < _MOSTLY * len(texts):
        return False
    if sum(_SLANTING.fullmatch(text) is not None for text in texts) >= _FEWEST_SLANTING:
        return True
    upright = any(text[0] in "|+│┌└" for text in texts)
    return upright and any(_ARROW.search(text) or _CORNERS.search(text) for text in texts)


def _has_many_strokes(text: str) -> bool:
    written = [character for character in text if not character.isspace()]
    return sum(character in _STROKES for character in written) >= _MANY * len(written)
