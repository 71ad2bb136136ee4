"""Pull quotes: sentences of the text that its page repeats for display, taken out before paragraphs are joined.

A magazine sets them in large type between the lines of a column, often in the middle of a paragraph; the raw text has
them where the page had them. They are recognised because their words stand in the text nearby a second time.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.marks import (
    CLOSING_QUOTES,
    COLONS,
    COMMAS,
    DASHES,
    ELLIPSES,
    MARKER,
    OPENING_QUOTES,
    QUESTIONS,
    SENTENCE_ENDS,
    ends_sentence,
    first_letter,
)
from copydesk.reading.text.recognisers.people.names import is_name
from copydesk.reading.text.repetitions import TextLetters, letters_of, weight_of

_PROSE = 110  # characters; a block as long as this is a paragraph
_LONGEST = 320
_LONGEST_CREDIT = 70
_LONGEST_HEADING = 9  # words
_CHANGED = 3  # words at the beginning that may be others
_NEEDED = ((20, "cuts a paragraph"), (20, "credited"), (24, "quotation marks"), (32, ""))
"""Letters that must be repeated, by the other evidence of a pull quote."""

_OPENING = OPENING_QUOTES + "»"
_CLOSING = CLOSING_QUOTES + "«"
_SEAM = re.compile(
    rf"\.\.\.|[{ELLIPSES}]|\[[^\]]*\]|(?<=[{SENTENCE_ENDS}])[\"”»“]?\s+|(?<=[{SENTENCE_ENDS}{COMMAS}])[\"”»]"
)
_CREDIT = re.compile(rf"[{_CLOSING}]\s*[{DASHES}-]\s*(?=[^\W\d_a-z])")


class PulledQuote(NamedTuple):
    """A pull quote as one piece, and where in its text its attribution begins, if it has one."""

    piece: Piece
    credit: int | None
    reasons: tuple[str, ...]
    after: int
    """Where the last line before it that is left begins in the clean text."""


class Lifted(NamedTuple):
    """The lines that are left, and the pull quotes that stood among them."""

    lines: list[Line]
    pulled: tuple[PulledQuote, ...]


def lift_pull_quotes(lines: list[Line], locale: Locale) -> Lifted:
    """Take the pull quotes out of the lines of the text."""
    blocks = _blocks(lines)
    sizes = [_size(block) for block in blocks]
    prose = [index for index, size in enumerate(sizes) if size >= _PROSE] or [len(blocks)]
    first, last = prose[0], prose[-1]
    candidates = [index for index in range(first + 1, last) if _may_be(blocks, sizes, index)]
    if not candidates:
        return Lifted(lines, ())
    text = _text_of(blocks, first)
    quotes_at: dict[int, PulledQuote] = {}
    ends = first
    for index in candidates:
        if index <= ends:
            continue
        left_before = next(earlier for earlier in range(index - 1, -1, -1) if earlier not in quotes_at)
        quote = _quote_at(blocks, index, blocks[left_before][-1], text, locale)
        if quote:
            count, pulled = quote
            ends = index + count - 1
            quotes_at.update(dict.fromkeys(range(index, index + count), pulled))
    left = [_closed(blocks, index, quotes_at) for index in range(len(blocks)) if index not in quotes_at]
    return Lifted(list(chain.from_iterable(left)), tuple(dict.fromkeys(quotes_at.values())))


def _closed(blocks: list[list[Line]], index: int, quotes_at: dict[int, PulledQuote]) -> list[Line]:
    """A block without the pull quotes before it, whose blank lines and page ends it takes over."""
    block = blocks[index]
    if index - 1 not in quotes_at:
        return block
    before = index - 1
    while before - 1 in quotes_at:
        before -= 1
    gone = [line for number in range(before, index) for line in blocks[number]]
    cut = any(line.cut for line in gone) or block[0].cut
    return [block[0]._replace(cut=cut, gap=max(block[0].gap, gone[0].gap)), *block[1:]]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines with no blank line between them, together; a line as long as a paragraph is a block of its own."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.gap or line.cut or len(line.text) >= _PROSE or len(blocks[-1][-1].text) >= _PROSE:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _is_heading(block: list[Line], before: list[Line], after: list[Line]) -> bool:
    """Whether a line between paragraphs looks like a heading."""
    between, text = min(_size(before), _size(after)) >= _PROSE and len(block) == 1, block[0].text
    return between and len(text) < _PROSE // 2 and not ends_sentence(text) and text[0] not in _OPENING


def _size(block: list[Line]) -> int:
    return sum(len(line.text) for line in block)


def _may_be(blocks: list[list[Line]], sizes: list[int], index: int) -> bool:
    """Whether a block may be a pull quote: by its length, by the colon or marker that opens it, and by the paragraphs
    nearby."""
    block = blocks[index]
    if len(block) > 6 or not 8 <= sizes[index] <= _LONGEST or block[0].mark or block[-1].underlined:
        return False
    if MARKER.match(block[0].text) or block[0].text[0] == "#" or blocks[index - 1][-1].text[-1] in COLONS:
        return False
    near = (*sizes[max(0, index - 3) : index], *sizes[index + 1 : index + 4])
    return sum([size >= _PROSE for size in near]) >= 2


class _Text(NamedTuple):
    """The letters of the text, and whether it has headings between its paragraphs."""

    letters: TextLetters
    headed: bool

    def repeats(self, parts: list[str], first: int, last: int) -> bool:
        """Whether the text says the parts once more near the blocks ``first`` up to, not including, ``last``."""
        return self.letters.repeat(parts, first, last, 4 * _LONGEST)


def _text_of(blocks: list[list[Line]], first: int) -> _Text:
    letters = ["" if index < first else letters_of(_words(block)) for index, block in enumerate(blocks)]
    return _Text(TextLetters(letters), any(map(_is_heading, blocks[first + 1 :], blocks[first:], blocks[first + 2 :])))


def _quote_at(
    blocks: list[list[Line]], index: int, before: Line, text: _Text, locale: Locale
) -> tuple[int, PulledQuote] | None:
    """The pull quote that begins with the block at ``index``, and how many blocks it takes; ``before`` is the last
    line above it that is in no pull quote."""
    for count in (1, 2, 3, 4):
        run = blocks[index : index + count]
        if count > 1 and (_size(run[-1]) >= _PROSE or sum(map(_size, run)) > _LONGEST or index + count >= len(blocks)):
            break
        quoted = [line for block in run for line in block]
        repetition = _repeated(blocks, index, index + count, quoted, text, locale)
        if repetition:
            blocks_taken, piece, credit = _as_quote(blocks, index, count, quoted, repetition, locale)
            return blocks_taken, PulledQuote(piece, credit, repetition.reasons, before.start)
        if not text.repeats([letters_of(_words(quoted))[:40] or " "], index, index + count):
            break
    return None


class _Repetition(NamedTuple):
    credit: int  # lines at the end that are the credit
    inline: bool  # the credit stands on the last line of the words
    reasons: tuple[str, ...]


def _repeated(
    blocks: list[list[Line]], index: int, end: int, lines: list[Line], text: _Text, locale: Locale
) -> _Repetition | None:
    """How the lines are a pull quote: with a credit at the end of the last, with one on the last, or with none."""
    all_words = _words(lines)
    inline = _CREDIT.search(all_words)
    forms = []
    if inline and len(all_words) - inline.end() <= _LONGEST_CREDIT:
        forms.append((all_words[: inline.start() + 1], 0, True))
    if len(lines) > 1 and _is_credit(lines[-1].text, lines[-2].text, locale):
        forms.append((_words(lines[:-1]), 1, False))
    forms.append((all_words, 0, False))  # last: the text often names the same speaker right after the words
    for words, credit, within in forms:
        why = {name for name in ("credited",) if credit or within or _credit_after(blocks, end)}
        if words[0] in _OPENING and words.rstrip(" .,")[-1] in _CLOSING:
            why.add("quotation marks")
        if _cuts(blocks, index, end):
            why.add("cuts a paragraph")
        needed = next((least for least, name in _NEEDED if not name or name in why))
        if words.rstrip(_CLOSING)[-1:] in QUESTIONS and "quotation marks" not in why:
            continue
        quoted_heading = text.headed and why == {"quotation marks"}
        if (quoted_heading or not why) and not ends_sentence(words) and 0 < words.count(" ") < _LONGEST_HEADING:
            continue  # a heading may take its words from the text, or be a quotation from it
        parts = _parts(words, index, end, text, needed)
        if parts:
            return _Repetition(credit, within, (parts, *sorted(why)))
    return None


def _parts(words: str, index: int, end: int, text: _Text, needed: int) -> str:
    """How the words are repeated, if they are: all of them, with other words at the beginning, or in parts."""
    letters = letters_of(words)
    if weight_of(letters) < needed:
        return ""
    if text.repeats([letters], index, end):
        return "repeats words of the text"
    parts = [part_letters for part in _SEAM.split(words) if len(part_letters := letters_of(part)) > 1]
    if len(parts) > 1 and min(weight_of(part) for part in parts) >= 6 and sum(map(weight_of, parts)) >= needed:
        return "repeats words of the text, with some left out" if text.repeats(parts, index, end) else ""
    for dropped in range(1, _CHANGED + 1):
        changed = words.split(" ")[:dropped]
        rest = letters[len(letters_of(" ".join(changed))) :]
        if changed[-1][-1:] == ":" or len(rest) < 0.7 * len(letters) or weight_of(rest) < max(needed, 30):
            break
        if text.repeats([rest], index, end):
            return "repeats words of the text, but for the first"
    return ""


def _cuts(blocks: list[list[Line]], index: int, end: int) -> bool:
    """Whether a paragraph that is not finished stands before, and one that goes on after."""
    before, after = blocks[index - 1][-1].text, blocks[end][0].text
    return not ends_sentence(before) and _size(blocks[index - 1]) >= _PROSE // 2 and not first_letter(after).isupper()


def _is_credit(line: str, before: str, locale: Locale) -> bool:
    """Whether a line under a quotation is its attribution: ``— Rosa Lind``, or ``Rosa Lind, pilot`` after a mark."""
    if attribution_start(line):
        return True
    name = re.split(f"[{COMMAS}]", line, maxsplit=1)[0]
    return (
        before[-1] in _CLOSING
        and len(line) <= _LONGEST_CREDIT
        and is_name(name, locale.function_words, announced=False)
    )


def _credit_after(blocks: list[list[Line]], end: int) -> bool:
    return end + 1 < len(blocks) and len(blocks[end]) == 1 and attribution_start(blocks[end][0].text) > 0


def _as_quote(
    blocks: list[list[Line]], index: int, count: int, lines: list[Line], repetition: _Repetition, locale: Locale
) -> tuple[int, Piece, int | None]:
    """How many blocks the pull quote takes, all of it as one piece, and where in its text the credit begins."""
    credit = repetition.credit
    if not credit and not repetition.inline and _credit_after(blocks, index + count):
        lines, credit, count = [*lines, *blocks[index + count]], 1, count + 1
    piece = as_one(lines, locale)
    start: int | None = None
    if credit:
        start = piece.segments[len(lines) - credit].at
        start += attribution_start(piece.text[start:])
    elif repetition.inline and (match := _CREDIT.search(piece.text)):
        start = match.end()
    return count, piece, start


def _words(lines: list[Line]) -> str:
    """Lines as one text; a hyphen at a line's end may be one of the word's own, but no letter is lost."""
    return " ".join(line.text for line in lines)
