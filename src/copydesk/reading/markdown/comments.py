"""HTML comments in Markdown: one note reports all of them, and none divides a paragraph.

CommonMark reads a line that begins with a comment as a block of HTML, which ends the paragraph above, and whose other
words are no Markdown. So such a comment is rewritten to be part of its paragraph:

It rained               It rained
<!-- check -->     ->   ··<!-- check -->      (each dot is a character that ``kept.as_typed`` removes)
all *night*.            all *night*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from copydesk.problems import Problem
from copydesk.reading.markdown.raw_html import BLOCK_TAGS, HIDDEN, Element
from copydesk.reading.markdown.source_lines import ADDED, placed

_SHOWN = 60  # letters of the first comment

_COMMENT = re.compile(r"<!--.*?-->[ \t]*", re.DOTALL)
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCK_TAGS | HIDDEN))})(?![\w-])", re.IGNORECASE)
_MARGIN = re.compile(r"[ \t>]*")


class Comment(NamedTuple):
    """The text of an HTML comment, and its line, counted from 1, if known."""

    words: str
    line: int | None


def comments_left_out(comments: Sequence[Comment]) -> list[Problem]:
    """One Problem with the number of comments and the beginning of the first; none if there are no comments."""
    if not comments:
        return []
    first = min(comments, key=lambda comment: comment.line or 0)
    words = " ".join(first.words.split())
    words = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
    number = "an HTML comment is" if len(comments) == 1 else f"{len(comments)} HTML comments are"
    which = "it" if len(comments) == 1 else "the first"
    return [Problem("comment", first.line, f"{number} left out; {which} says {words!r}")]


def with_comments_in_paragraphs(text: str, document: dict[str, Any]) -> str:
    """The text with an addition before each line of a comment that would divide a paragraph.

    ``document`` is pandoc's document of the text, with the positions of its elements. No line is added.
    """
    if "<!--" not in text:
        return text
    lines = text.split("\n")
    for block in _parting(placed(document["blocks"]), lines):
        for number in range(block.line, block.line + block.height):
            margin = _MARGIN.match(lines[number])
            at = min(block.column, margin.end() if margin else 0)
            lines[number] = f"{lines[number][:at]}{ADDED * 2}{lines[number][at:]}"
    return "\n".join(lines)


class _Block(NamedTuple):
    """A block of HTML that begins with a comment: its position, from 0, the number of lines of the comment, and the
    text after its leading comments."""

    line: int
    column: int
    height: int
    rest: str


def _parting(value: Any, lines: list[str]) -> Iterator[_Block]:
    """The blocks of comments that divide a paragraph, or that contain words of one."""
    if isinstance(value, dict):
        yield from _parting(value.get("c"), lines)
    if not isinstance(value, list):
        return
    before: Element = {}
    row: list[_Block] = []  # consecutive comments directly below words
    for child in value:
        yield from _parting(child, lines)
        block = _block(child, len(lines))
        at_once = child.get("line") == row[-1].line + row[-1].height + 1 if row else False
        if block and block.rest:
            yield from () if _BLOCK_TAG.match(block.rest) else (*(row if at_once else ()), block)
            row = []
        elif block and (at_once or _is_below(before, lines, block.line)):
            row.append(block)
        else:
            yield from row if at_once and _is_words(child) else ()
            row = []
        before = child


def _block(element: Any, end: int) -> _Block | None:
    """The block of HTML, if it begins with a comment and its position among ``end`` lines is known."""
    if not isinstance(element, dict) or element.get("t") != "RawBlock" or "place" not in element:
        return None
    html: str = element["c"][1]
    comment = _COMMENT.match(html)
    line, column = element["place"]
    height = comment[0].count("\n") + 1 if comment else 0
    if comment is None or line - 1 + height > end:
        return None
    while following := _COMMENT.match(html):
        html = html[following.end() :]
    return _Block(line - 1, column - 1, height, html.strip())


def _is_below(before: Any, lines: list[str], line: int) -> bool:
    """Whether there are words directly above a line."""
    return _is_words(before) and line > 0 and bool(lines[line - 1].strip(" \t>"))


def _is_words(element: Any) -> bool:
    return isinstance(element, dict) and element.get("t") in ("Para", "Plain")
