"""Blocks of program text, of a shell session or of a configuration in raw text, by their lines alone.

Lines between fences of backquotes are program text because the author says so. Other lines must look like it: set in,
most of a block's lines, or all of a block at the margin. In doubt a block stays with the text: the line ends of text
that is taken for a program would stay for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.reading.text.code_lines import COMMENT, KEY, SECTION, Likeness, is_keyed, is_running, is_typed, likeness
from copydesk.reading.text.code_runs import COMMENTED, above_block, with_stand_ins
from copydesk.reading.text.drawings import is_drawing
from copydesk.reading.text.indents import TAB, indent_of

FENCE = pattern(
    r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]{0,20}|\{[^{}`]{1,40}\})(?:[ \t]+[\w-]+=[^`]{1,60})?"
)
"""A whole line that opens a fenced block, or closes it if it names no language."""

_SET_IN = 4  # columns that a block without fences is set in, from the margin of the text
_SET_IN_SHARE = 0.5  # of the lines of a block that is set in, those that look like program text
_SHARE_BESIDE_TEXT = 0.75  # the same, if others of its lines are running text
_FEWEST_AT_MARGIN = 2  # lines with words of a block at the margin, all of which look like program text
_FEWEST_EVEN = 3  # the same, if none is set in below another
_DEEPEST_STEP = 8  # columns that a line is set in below another
_OPEN_ENDS = ",-"  # beside letters and digits, what a line of text ends in that goes on in what is set in below it


class CodeBlock(NamedTuple):
    """Lines of program text, from ``first`` up to, not including, ``end``; the fences around it are not among them.
    ``is_set_in`` says that what sets in all of its lines is no part of it: between fences at the margin it is."""

    first: int
    end: int
    is_set_in: bool = True


def code_blocks(lines: Sequence[str]) -> list[CodeBlock]:
    """The blocks of program text among the lines of a text, in order, counted from 0."""
    fenced = [*_fenced(lines)]
    lines = with_stand_ins(_without_margin(lines))
    blocks: list[CodeBlock] = []
    start = 0
    for block in (*fenced, None):
        stop = block.first if block else len(lines)
        blocks += _joined(lines, [*_unfenced(lines, start, stop)], start, stop)
        if block:
            blocks.append(block)
            start = block.end
    return blocks


def _without_margin(lines: Sequence[str]) -> Sequence[str]:
    """The lines without what sets in all of them, as it does on a page that was printed with a margin."""
    if any(line and not line[0].isspace() for line in lines):
        return lines
    margin = min((indent_of(line) for line in lines if line.strip()), default=0)
    return [line.expandtabs(TAB)[margin:] if line.strip() and "\f" not in line else line for line in lines]


# ---------------------------------------------------------------------------------------------------- fences


def _fenced(lines: Sequence[str]) -> Iterator[CodeBlock]:
    """The blocks between two fences. Waves may also draw a line across a page: between them must be program text."""
    opened: tuple[int, str] | None = None
    margin = False  # whether the opening fence stands at the margin
    for index, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        fence = FENCE.fullmatch(line.strip())
        if fence is None:
            continue
        if opened is None:
            opened, margin = (index, fence["fence"]), not line[0].isspace()
        elif not fence["language"] and fence["fence"].startswith(opened[1]):
            block = _without_blank(lines, opened[0] + 1, index)
            if block and (opened[1][0] == "`" or _share(lines, block) >= _SET_IN_SHARE):
                yield block._replace(is_set_in=not margin)
                opened = None
            else:
                opened, margin = (index, fence["fence"]), not line[0].isspace()
        elif fence["language"] and (block := _left_open(lines, opened[0], index)):
            yield block._replace(is_set_in=not margin)
            opened, margin = (index, fence["fence"]), not line[0].isspace()
    if opened and (block := _left_open(lines, opened[0], len(lines))):
        yield block._replace(is_set_in=not margin)


def _left_open(lines: Sequence[str], fence: int, stop: int) -> CodeBlock | None:
    """The program text below a fence of backquotes that nothing closes: up to a paragraph of running text, or to
    ``stop``. A fence that names no language may be the end of a block, so that the lines below it must look like
    program text."""
    if "`" not in lines[fence]:
        return None
    end = fence + 1
    while end < stop and "\f" not in lines[end] and not (end > fence + 1 and _is_prose(lines, end)):
        end += 1
    block = _without_blank(lines, fence + 1, end)
    if block is None or _is_prose(lines, block.first):
        return None
    named = lines[fence].strip().strip("`")
    return block if named or _share(lines, block) >= _SET_IN_SHARE else None


def _is_prose(lines: Sequence[str], index: int) -> bool:
    """Whether a line at the margin, below a blank one, reads like running text."""
    line = lines[index]
    below_blank = not lines[index - 1].strip() or FENCE.fullmatch(lines[index - 1].strip()) is not None
    return below_blank and line[:1].isalpha() and is_running(line) and likeness(line) is Likeness.NONE


def _without_blank(lines: Sequence[str], first: int, end: int) -> CodeBlock | None:
    """The lines without blank ones at either end; None if all are blank, or if a page ends among them."""
    while first < end and not lines[first].strip():
        first += 1
    while end > first and not lines[end - 1].strip():
        end -= 1
    return CodeBlock(first, end) if first < end and not any("\f" in line for line in lines[first:end]) else None


# --------------------------------------------------------------------------------------------- without fences


def _unfenced(lines: Sequence[str], start: int, stop: int) -> Iterator[CodeBlock]:
    """The blocks that look like program text, each without blank lines."""
    for block in _blocks(lines, start, stop):
        if is_drawing(lines[block.first : block.end]) or _is_program(lines, block):
            yield block
        elif any(_is_set_in(lines[index]) for index in range(block.first, block.end)):
            yield from _parts(lines, block)
        elif _is_session(lines, block):
            yield block


def _is_session(lines: Sequence[str], block: CodeBlock) -> bool:
    """Whether the first line of several at the margin was typed at a prompt, and others look like program text."""
    typed = block.end - block.first >= _FEWEST_AT_MARGIN and is_typed(lines[block.first].strip())
    return typed and _share(lines, block) >= _SET_IN_SHARE


def _parts(lines: Sequence[str], block: CodeBlock) -> Iterator[CodeBlock]:
    """The program text among lines of which some are set in; with the lines at the margin that it goes on with."""
    for run in _runs(lines, block):
        if not _is_set_in(lines[run.first]):
            if _is_program(lines, run):
                yield run
        elif _looks(lines, run) and not _goes_on_with_text(lines, block, run):
            first, end = run.first, run.end
            while first > block.first and likeness(lines[first - 1]) is not Likeness.NONE:
                first -= 1
            while end < block.end and likeness(lines[end]) is not Likeness.NONE:
                end += 1
            yield CodeBlock(first, end)


def _looks(lines: Sequence[str], run: CodeBlock) -> bool:
    """Whether lines that are set in look like program text: some certainly, as many as others perhaps."""
    if is_typed(lines[run.first].strip()):
        return True
    return _share(lines, run) >= _SET_IN_SHARE and _is_sure(lines, run)


def _goes_on_with_text(lines: Sequence[str], block: CodeBlock, run: CodeBlock) -> bool:
    """Whether lines that are set in right below a line of text are the rest of its paragraph, as those of an item are:
    it is open, and nobody typed them at a prompt."""
    if run.first == block.first or is_typed(lines[run.first].strip()):
        return False
    above = lines[run.first - 1].rstrip()
    return likeness(above) is Likeness.NONE and (above[-1:].isalnum() or above[-1:] in _OPEN_ENDS)


def _is_sure(lines: Sequence[str], block: CodeBlock) -> bool:
    """Whether the lines of a block, each of which may be program text, are such: one of them certainly, or settings
    below the name of a section, or what is set in below a line that opens it."""
    inside = [line for line in lines[block.first : block.end] if line.strip()]
    ranks = [likeness(line) for line in inside]
    if Likeness.CERTAIN in ranks or is_keyed(inside):
        return True
    for above, line in pairwise(range(len(inside))):
        if Likeness.MAYBE is ranks[above] is ranks[line]:
            opens = inside[above].rstrip()[-1] in ":{" and indent_of(inside[line]) > indent_of(inside[above])
            headed = SECTION.fullmatch(inside[above].strip()) or inside[above].strip() == COMMENTED
            if opens or (headed and "=" in inside[line]):
                return True
    return False


def _runs(lines: Sequence[str], block: CodeBlock) -> Iterator[CodeBlock]:
    """The lines that are set in, and those that are not, by turns."""
    first = block.first
    for index in range(block.first + 1, block.end + 1):
        if index == block.end or _is_set_in(lines[index]) != _is_set_in(lines[first]):
            yield CodeBlock(first, index)
            first = index


def _blocks(lines: Sequence[str], start: int, stop: int) -> Iterator[CodeBlock]:
    """The lines between blank ones, none of which ends a page."""
    first: int | None = None
    for index in range(start, stop + 1):
        is_text = index < stop and bool(lines[index].strip()) and "\f" not in lines[index]
        if is_text and first is None:
            first = index
        elif not is_text and first is not None:
            yield CodeBlock(first, index)
            first = None


def _joined(lines: Sequence[str], blocks: list[CodeBlock], start: int, stop: int) -> list[CodeBlock]:
    """The blocks, those between which only blank lines stand as one, with what is set in between two of them; and
    with what stands below a blank line, set in further than the block above, and the comments above them, from
    ``start`` up to ``stop``."""
    joined: list[CodeBlock] = []
    for block in (_with_rest(lines, block, stop) for block in blocks):
        if joined and block.end <= joined[-1].end:
            continue
        first = above_block(lines, block.first, joined[-1].end if joined else start)
        if joined and _may_lie_between(lines, joined[-1], block._replace(first=first)):
            joined[-1] = CodeBlock(joined[-1].first, block.end)
        else:
            joined.append(block._replace(first=first))
    return joined


def _with_rest(lines: Sequence[str], block: CodeBlock, stop: int) -> CodeBlock:
    """The block, with the lines below it that its first line's indent encloses: the rest of a function. No line of it
    is set in much further than the one above, as the foot of a page is."""
    margin = indent_of(lines[block.first])
    above = indent_of(lines[block.end - 1])
    end = block.end
    for index in range(block.end, stop):
        line = lines[index]
        if not line.strip() and "\f" not in line:
            continue
        columns = indent_of(line)
        if "\f" in line or not margin < columns <= above + _DEEPEST_STEP or is_running(line) or index == block.end:
            break
        end, above = index + 1, columns
    return CodeBlock(block.first, end)


def _may_lie_between(lines: Sequence[str], block: CodeBlock, below: CodeBlock) -> bool:
    """Whether lines between two blocks are blank, or set in as far as the block and no sentences."""
    between = lines[block.end : below.first]
    least = max(_SET_IN, indent_of(lines[block.first]))
    return not any("\f" in line for line in between) and all(
        indent_of(line) >= least and not is_running(line) for line in between if line.strip()
    )


def _is_program(lines: Sequence[str], block: CodeBlock) -> bool:
    """Whether each line of a block looks like program text or is set in below one that does."""
    inside = lines[block.first : block.end]
    if len(inside) < _FEWEST_AT_MARGIN:
        return False
    above = indent_of(inside[0])
    known: list[str] = []
    steps = False
    for line in inside:
        deeper = indent_of(line) > above
        steps = steps or deeper
        if likeness(line) is not Likeness.NONE:
            known.append(line)
        elif not deeper or is_running(line):
            return False
    worded = sum(any(map(str.isalnum, line)) for line in known)
    enough = worded >= (_FEWEST_AT_MARGIN if steps else _FEWEST_EVEN)
    return enough and 2 * len(known) >= len(inside) and _is_sure(lines, block)


def _is_set_in(line: str) -> bool:
    return indent_of(line) >= _SET_IN


def _share(lines: Sequence[str], block: CodeBlock) -> float:
    """The share of a block's lines that look like program text; 0 if some of the others are running text and many are.
    A key and its value count where a key without one stands above them, and lines are set in by steps."""
    written = [line for line in lines[block.first : block.end] if line.strip()]
    keyed = is_keyed(written)
    others = [
        line for line in written if likeness(line) is Likeness.NONE and not (keyed and KEY.fullmatch(line.strip()))
    ]
    share = 1 - len(others) / len(written)
    running = any(is_running(line) and not COMMENT.fullmatch(line.strip()) for line in others)
    return 0.0 if running and share < _SHARE_BESIDE_TEXT else share
