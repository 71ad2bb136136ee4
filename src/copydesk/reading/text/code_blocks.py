"""Blocks of program text, of a shell session or of a configuration in raw text, by their lines alone.

Lines between fences of backquotes are program text because the author says so. Other lines must look like it: set in,
most of a block's lines, or all of a block at the margin. A line that could be a sentence, a verse or a field counts for
nothing, so that in doubt a block stays with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]{0,20})")
"""A whole line that opens a fenced block, or closes it if it names no language."""

_TAB = 8
_SET_IN = 4  # columns that a block without fences is set in
_SET_IN_SHARE = 0.5  # of the lines of a block that is set in, those that look like program text
_SHARE_BESIDE_TEXT = 0.75  # the same, if others of its lines are running text
_FEWEST_AT_MARGIN = 2  # lines with words of a block at the margin, all of which look like program text
_FEWEST_EVEN = 3  # the same, if none is set in below another
_LONGEST = 240  # characters of a line of program text outside fences


class CodeBlock(NamedTuple):
    """Lines of program text, from ``first`` up to, not including, ``end``; the fences around it are not among them.
    ``is_set_in`` says that what sets in all of its lines is no part of it: between fences at the margin it is."""

    first: int
    end: int
    is_set_in: bool = True


def code_blocks(lines: Sequence[str]) -> list[CodeBlock]:
    """The blocks of program text among the lines of a text, in order, counted from 0."""
    fenced = list(_fenced(lines))
    blocks: list[CodeBlock] = []
    start = 0
    for block in (*fenced, None):
        stop = block.first if block else len(lines)
        blocks += _joined(lines, [*_unfenced(lines, start, stop)], stop)
        if block:
            blocks.append(block)
            start = block.end
    return blocks


# ---------------------------------------------------------------------------------------------------- fences


def _fenced(lines: Sequence[str]) -> Iterator[CodeBlock]:
    """The blocks between two fences. Waves may also draw a line across a page: between them must be program text."""
    opened: tuple[int, str] | None = None
    margin = False  # whether the opening fence stands at the margin
    for index, line in enumerate(lines):
        fence = FENCE.fullmatch(line.strip()) if line.lstrip()[:3] in ("```", "~~~") else None
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
    for block in _runs(lines, start, stop):
        typed = _is_typed(lines[block.first].strip())
        share = _share(lines, block)
        if _is_set_in(lines, block):
            looks = typed or share >= _SET_IN_SHARE
        else:
            looks = (typed and share >= _SET_IN_SHARE and block.end - block.first >= _FEWEST_AT_MARGIN) or _is_program(
                lines, block
            )
        if looks and not all(_is_weak(line) for line in lines[block.first : block.end]):
            yield block


def _runs(lines: Sequence[str], start: int, stop: int) -> Iterator[CodeBlock]:
    """The lines between blank ones; those that are set in below or above others apart, if the others are text."""
    for block in _blocks(lines, start, stop):
        if _is_program(lines, block):
            yield block
            continue
        first = block.first
        for index in range(block.first + 1, block.end + 1):
            if index == block.end or (_columns(lines[index]) >= _SET_IN) != (_columns(lines[first]) >= _SET_IN):
                yield CodeBlock(first, index)
                first = index


def _blocks(lines: Sequence[str], start: int, stop: int) -> Iterator[CodeBlock]:
    first: int | None = None
    for index in range(start, stop + 1):
        is_text = index < stop and bool(lines[index].strip()) and "\f" not in lines[index]
        if is_text and first is None:
            first = index
        elif not is_text and first is not None:
            yield CodeBlock(first, index)
            first = None


def _joined(lines: Sequence[str], blocks: list[CodeBlock], stop: int) -> list[CodeBlock]:
    """The blocks, those between which only blank lines stand as one, with what is set in between two of them; and
    with what stands below a blank line, set in further than the block above, before ``stop``."""
    joined: list[CodeBlock] = []
    for block in (_with_rest(lines, block, stop) for block in blocks):
        if joined and block.end <= joined[-1].end:
            continue
        if joined and _may_lie_between(lines[joined[-1].end : block.first]):
            joined[-1] = CodeBlock(joined[-1].first, block.end)
        else:
            joined.append(block)
    return joined


def _with_rest(lines: Sequence[str], block: CodeBlock, stop: int) -> CodeBlock:
    """The block, with the lines below it that its first line's indent encloses: the rest of a function."""
    margin = _columns(lines[block.first])
    end = block.end
    for index in range(block.end, stop):
        line = lines[index]
        if "\f" in line or (line.strip() and (_columns(line) <= margin or _is_running(line) or index == block.end)):
            break
        end = index + 1 if line.strip() else end
    return CodeBlock(block.first, end)


def _may_lie_between(lines: Sequence[str]) -> bool:
    """Whether lines between two blocks are blank, or set in and no sentences."""
    written = [line for line in lines if line.strip()]
    return not any("\f" in line for line in lines) and all(
        _columns(line) >= _SET_IN and not _is_running(line) for line in written
    )


def _is_set_in(lines: Sequence[str], block: CodeBlock) -> bool:
    return all(_columns(line) >= _SET_IN for line in lines[block.first : block.end])


def _is_program(lines: Sequence[str], block: CodeBlock) -> bool:
    """Whether each line of a block looks like program text or is set in below one that does."""
    inside = lines[block.first : block.end]
    above = _columns(inside[0])
    strong = [_is_code(line) or (_columns(line) > above and not _is_running(line)) for line in inside]
    steps = any(_columns(line) > above for line in inside)
    known = [line for line in inside if _is_code(line)]
    worded = sum(any(map(str.isalnum, line)) for line in known)
    return all(strong) and len(known) >= len(inside) / 2 and worded >= (_FEWEST_AT_MARGIN if steps else _FEWEST_EVEN)


def _columns(line: str) -> int:
    """The columns before the first character of a line that is not blank."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(_TAB))


def _share(lines: Sequence[str], block: CodeBlock) -> float:
    """The share of a block's lines that look like program text; 0 if some of the others are running text and many are.
    A key and its value count where a key without one stands above them, and lines are set in by steps."""
    written = [line for line in lines[block.first : block.end] if line.strip()]
    keyed = len({_columns(line) for line in written}) > 1 and any(map(_PARENT.fullmatch, written))
    others = [line for line in written if not _is_code(line) and not (keyed and _KEY.fullmatch(line.strip()))]
    share = 1 - len(others) / len(written)
    running = any(_is_running(line) and not _COMMENT.fullmatch(line.strip()) for line in others)
    return 0.0 if running and share < _SHARE_BESIDE_TEXT else share


# --------------------------------------------------------------------------------------------------- lines

_NAME = r"[A-Za-z_$@][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*"
_PROMPT = re.compile(
    r"\$ [a-z./~]\S*(?: .*)?|In \[\d+\]: .*|[A-Z]:\\[\w\\ .-]*> ?\w.*"
    r"|[\w.-]+@[\w.-]+:[~/][^ ]*[$#] .*"
)
"""A line that somebody typed at the prompt of a shell or an interpreter."""

_COMMANDS = (
    "sudo apt apt-get brew pip pip3 pipx npm npx yarn git docker kubectl cargo conda gem make cmake curl wget ssh scp "
    "rsync chmod chown mkdir systemctl python python3 node java javac gcc bundle composer poetry terraform"
)
_COMMAND = re.compile(rf"(?:{'|'.join(_COMMANDS.split())})(?: +[\w./~@:=+,<>*|&'\"{{}}\[\]-]+)+")
_COMMAND_SIGN = re.compile(r"(?:^|\s)--?[A-Za-z]|[/=~@]|\binstall\b|\bclone\b|\b\w+\.\w+\b")

_STATEMENT = re.compile(
    rf"(?:def|class|function|fn|func|sub|interface|struct|enum) +{_NAME} *[({{:].*"
    r"|(?:async +)?(?:def|function) .*\(.*"
    r"|(?:if|elif|while|for|with|switch|catch|foreach)\b *\(?.*(?:[:{]|\) *\{?|\bthen|\bdo)"
    r"|(?:else|try|finally|do|begin) *[:{]"
    rf"|(?:import|from|require|include|using|package) +{_NAME}(?: +import +[\w*, ]+)?(?: +as +\w+)?;?"
    r"|#include *[<\"].*|#!/.*|@\w+(?:\(.*\))?"
    r"|(?:return|yield|raise|throw|echo|print|export|local|let|const|var|val|public|private|static|final|del) +\S*"
    r"(?: .*)?(?:;|=.*|\(.*\)|[{(\[\"'])"
    r"|(?:pass|break|continue|return|fi|done|esac|endif|end)\b;?"
)
_QUERY = re.compile(
    r"(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|CREATE TABLE|ALTER TABLE|DROP TABLE|WHERE) [^.!?]*;?"
)
_LOOP = re.compile(rf"for {_NAME}(?:, *{_NAME})? in {_NAME}:")
_NEEDS_SIGNS = re.compile(r"(?:if|elif|while|for|with|switch|catch|foreach)\b")
_SIGNS = re.compile(r"[(){}\[\]=<>!_$]|\bin\b [\w.]+:$|:$")

_ASSIGNED = re.compile(rf"(?:[\w.]+ +)?{_NAME}(?:\[[^\]]*\])*(?: *: *{_NAME})? *(?:[-+*/|&]?=|:=|<-) *\S.*")
_CALL = re.compile(rf"{_NAME}(?:<\w+>)?\(.*\)(?:[.;{{]|\.\w+\(.*\)|: *)*")
_CLOSED = re.compile(
    r".*[(){}\[\]=<>_].*[;{]|[\w$]*(?:[._]|\+\+|--)[\w.$+-]*;|[\w .(),:*&<>=-]*\{|[)}\]]+[;,)}\]]*.{0,20}"
)
_TAGGED = re.compile(r"</?[a-zA-Z][\w-]*(?: [^<>]*)?/?>.*|<!--.*|<\?.*")
_PAIR = re.compile(r"\"[\w $.-]+\": *\S.*|[{}\[\]]+,?")
_SECTION = re.compile(r"\[\[?[\w. :\"-]+\]\]?")
_COMMENT = re.compile(r"(?://|#|--|;|/\*|\*/|\*) ?.*")
_KEY = re.compile(r"(?:- +)?[a-z_][\w.-]*:(?: +\S.*)?|- +\S+|---")
_PARENT = re.compile(r"\s*(?:- +)?[a-z_][\w.-]*:\s*")
_SETTING = re.compile(r"[A-Za-z_][\w.-]* *= *\S.*")
_FORMULA = re.compile(r"[A-Za-z] *= .*")

_RUNNING = re.compile(r"(?:\b[^\W\d_]{2,}[,’']? (?:[aA] )?){3,}[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^\W\d_a-z][^\W\d_]* .*[.!?]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def _is_running(line: str) -> bool:
    """Whether a line reads like running text: four words without a sign between them, or a short sentence."""
    text = _QUOTED.sub('""', line.strip()[:_LONGEST])
    return _RUNNING.search(text) is not None or _SENTENCE.fullmatch(text) is not None


def _is_code(line: str) -> bool:
    """Whether a line is most probably program text, whatever stands around it."""
    text = line.strip()
    if len(text) > _LONGEST:
        return False
    if _is_typed(text):
        return True
    if _COMMAND.fullmatch(text):
        return _COMMAND_SIGN.search(text) is not None
    if _COMMENT.fullmatch(text):
        return text[:2] in ("//", "/*", "*/")
    if _is_running(text):
        return any(form.fullmatch(text) for form in (_TAGGED, _QUERY, _LOOP))
    if _STATEMENT.fullmatch(text) or _QUERY.fullmatch(text):
        return not _NEEDS_SIGNS.match(text) or _SIGNS.search(text) is not None
    if _TAGGED.fullmatch(text) or _PAIR.fullmatch(text) or _CALL.fullmatch(text) or _CLOSED.fullmatch(text):
        return True
    if _SECTION.fullmatch(text):
        return text[1:-1].islower() and " " not in text
    return bool(_ASSIGNED.fullmatch(text) or _SETTING.fullmatch(text))


def _is_weak(line: str) -> bool:
    """Whether a line may as well be something else by itself: a formula, a mark between brackets."""
    text = line.strip()
    return bool(_FORMULA.fullmatch(text) or _SECTION.fullmatch(text) or _COMMENT.fullmatch(text)) or len(text) < 2


def _is_typed(text: str) -> bool:
    """Whether a line was typed at a prompt. Mail quotes sentences by the mark of Python's."""
    if text.startswith(">>> "):
        return _is_code(text[4:]) or re.fullmatch(_NAME, text[4:]) is not None
    return _PROMPT.fullmatch(text) is not None
