"""Clean text -> lines that are not blank, each with its position and the white space around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.copy import Typeset
from copydesk.reading.role import Role
from copydesk.reading.text.code_blocks import CodeBlock, code_blocks
from copydesk.reading.text.indents import indent_of

LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
"""What ends a line of a raw text."""


class Line(NamedTuple):
    """A line that is not blank.

    ``text`` is the line without white space at its ends; ``start`` and ``end`` are where that stands in the clean
    text. ``number`` counts the lines of the raw text from 1, ``indent`` the columns before the text, ``gap`` the
    blank lines before it. ``cut`` says that a page or column ended before it: a form feed or set-aside furniture;
    ``underlined`` that a drawn line right below it was set aside, ``spaced`` that white space follows it. ``mark``
    counts the characters right before ``start`` that quote the line as mail does (``> ``), ``depth`` how many such
    marks there are, 2 of ``>> ``, those aside that quote the whole text. ``page_end`` says that a form feed follows.
    ``role`` is the role that the form of the file gives to the line, ``begins`` says that it begins a paragraph;
    ``typeset`` is how it is set, as far as its source tells.

    A block of program text is one line of the role ``preformatted``: its ``text`` has line ends and, before the first
    word, the white space that sets it in; ``indent`` is 0 if that belongs to it, as it does between fences.
    """

    text: str
    start: int
    end: int
    number: int
    indent: int
    gap: int
    cut: bool = False
    underlined: bool = False
    mark: int = 0
    page_end: bool = False
    depth: int = 0
    role: Role | None = None
    begins: bool = False
    typeset: Typeset | None = None
    spaced: bool = False


def split(text: str) -> list[Line]:
    """The lines of a clean text that are not blank. A form feed ends a line and marks the next as cut. Their numbers
    count the lines of the clean text."""
    lines: list[Line] = []
    position = gap = 0
    cut = False
    raw_lines = text.split("\n")
    code = {number + 1: block for block in code_blocks(raw_lines) for number in range(block.first, block.end)}
    for number, raw_line in enumerate(raw_lines, 1):
        if number in code:
            if number == code[number].first + 1:
                lines.append(_of_program(code[number], raw_lines, position, gap)._replace(cut=cut))
                gap, cut = 0, False
            position += len(raw_line) + 1
            continue
        for index, part in enumerate(raw_line.split("\f")):
            if index:
                cut = True
                position += 1
                if lines and not lines[-1].page_end:
                    lines[-1] = lines[-1]._replace(page_end=True)
            words = part.strip()
            if words:
                start = position + part.index(words[0])
                end, spaced = start + len(words), part[-1].isspace()
                line = Line(words, start, end, number, indent_of(part), gap, cut, spaced=spaced)
                lines.append(line)
                gap, cut = 0, False
            elif not index:
                gap += 1
            position += len(part)
        position += 1
    return _without_quote_marks(lines)


def typeset_lines(lines: list[Line], typeset: Mapping[int, Typeset]) -> list[Line]:
    """The lines with how they are set, which ``typeset`` has by their numbers. Where it gives one a role, that is the
    line's; the end of a column marks the next as cut."""
    if not typeset:
        return lines
    before: Typeset | None = None
    result: list[Line] = []
    for line in lines:
        here = typeset.get(line.number)
        if here is not None and here.furniture:
            line = line._replace(typeset=here)  # noqa: PLW2901 -- the same line, with what is known of it
        elif here is not None:
            other_column = before is not None and (here.page, here.column) != (before.page, before.column)
            begins = (
                line.begins
                or here.begins
                or (here.block is not None and before is not None and here.block != before.block)
            )
            line = line._replace(  # noqa: PLW2901 -- the same line, with what is known of it
                typeset=here, cut=line.cut or other_column, role=line.role or here.role, begins=begins
            )
            before = here
        result.append(line)
    return result


def _of_program(block: CodeBlock, raw_lines: Sequence[str], start: int, gap: int) -> Line:
    """A block of program text as one line, which begins at ``start``, ``gap`` blank lines below the one before."""
    words = "\n".join(raw_lines[block.first : block.end]).rstrip()
    end, indent = start + len(words), int(block.is_set_in)
    return Line(words, start, end, block.first + 1, indent, gap, role="preformatted", begins=True)


def _without_quote_marks(lines: list[Line]) -> list[Line]:
    """The lines, those that are quoted by ``>`` without their marks. Before a figure or ``=``, on a line whose
    neighbours are not quoted, it is the sign for greater than."""
    quoted = [_quoted(line) if line.text[0] == ">" and line.role is None else line for line in lines]
    for index, line in enumerate(quoted):
        if line.depth == 1 and (line.text[0].isdigit() or line.text[0] == "="):
            beside = quoted[max(0, index - 1) : index] + quoted[index + 1 : index + 2]
            if not any(other.depth for other in beside):
                quoted[index] = lines[index]
    return quoted


_QUOTED = re.compile(r"(?:>[ \t]?)+(?=\s*[^\s>])")


def _quoted(line: Line) -> Line:
    """``> as you said`` -> the line without its mark; white space behind it is the line's indent."""
    match = _QUOTED.match(line.text)
    if match is None:
        return line
    rest = line.text[match.end() :]
    words = rest.lstrip()
    mark = len(line.text) - len(words)
    return line._replace(
        text=words, start=line.start + mark, indent=line.indent + indent_of(rest), mark=mark, depth=match[0].count(">")
    )


def without_outer_marks(lines: list[Line]) -> list[Line]:
    """The lines of a text that is quoted from end to end, as a forwarded mail is, without the depth that all of them
    have. The rest of a line that a mail program broke has lost its mark."""
    if not lines or not all(line.depth for line in lines[:1] + lines[-1:]):
        return lines
    for before, line in pairwise(lines):
        if not line.depth and (line.gap or not before.depth or not line.text[0].islower()):
            return lines
    outer = min(line.depth for line in lines if line.depth)
    return [line._replace(depth=max(0, line.depth - outer)) for line in lines]


def blocks(lines: Sequence[Line]) -> Iterator[range]:
    """The indices of the lines between blank ones, block by block."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap:
            yield range(start, index)
            start = index
