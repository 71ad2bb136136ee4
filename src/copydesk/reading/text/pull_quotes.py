"""Pull quotes: sentences of the text that its page repeats for show, taken out before paragraphs are joined.

A magazine sets them in large type between the lines of a column, often in the middle of a paragraph; the raw text has
them where the page had them. That the words stand in the text nearby a second time tells them from all else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, chain
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.extent import unspaced
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
from copydesk.reading.text.recognisers.names import is_name

_PROSE = 110  # characters; a block as long as this is a paragraph
_LONGEST = 320
_LONGEST_CREDIT = 70
_NEAR = 24_000  # letters before and after among which the words are looked for
_MORE = 1.4  # times the letters of the pull quote that the paragraph must have which it repeats
_CHANGED = 3  # words at the beginning that may be others
_DENSE = 2.5  # letters that one character of a script without spaces counts for
_NEEDED = ((20, "cuts a paragraph"), (20, "credited"), (24, "quotation marks"), (32, ""))
"""Letters that must be repeated, by what else speaks for a pull quote."""

_OPENING = OPENING_QUOTES + "»"
_CLOSING = CLOSING_QUOTES + "«"
_NO_LETTER = re.compile(r"[\W_]+")
_SEAM = re.compile(
    rf"\.\.\.|[{ELLIPSES}]|\[[^\]]*\]|(?<=[{SENTENCE_ENDS}])[\"”»“]?\s+|(?<=[{SENTENCE_ENDS}{COMMAS}])[\"”»]"
)
_CREDIT = re.compile(rf"[{_CLOSING}]\s*[{DASHES}-]\s*(?=[^\W\d_a-z])")


class Pulled(NamedTuple):
    """A pull quote: all of it as one piece, and where in its text the name of whom it is credited to begins, if any."""

    piece: Piece
    credit: int | None
    reasons: tuple[str, ...]
    after: int
    """Where the last line before it that is left begins in the clean text."""


class Lifted(NamedTuple):
    """The lines that are left, and the pull quotes that stood among them."""

    lines: list[Line]
    pulled: tuple[Pulled, ...]


def lift_pull_quotes(lines: list[Line], locale: Locale) -> Lifted:
    """Part the pull quotes from the lines of the text."""
    blocks = _blocks(lines)
    sizes = [_size(block) for block in blocks]
    prose = [place for place, size in enumerate(sizes) if size >= _PROSE] or [len(blocks)]
    first, last = prose[0], prose[-1]
    candidates = [place for place in range(first + 1, last) if _may_be(blocks, sizes, place)]
    if not candidates:
        return Lifted(lines, ())
    text = _Text(blocks, first)
    taken: dict[int, Pulled] = {}
    ends = first
    for place in candidates:
        if place <= ends:
            continue
        left_before = next(earlier for earlier in range(place - 1, -1, -1) if earlier not in taken)
        found = _read(blocks, place, blocks[left_before][-1], text, locale)
        if found:
            count, pulled = found
            ends = place + count - 1
            taken.update(dict.fromkeys(range(place, place + count), pulled))
    left = [_closed(blocks, place, taken) for place in range(len(blocks)) if place not in taken]
    return Lifted(list(chain.from_iterable(left)), tuple(dict.fromkeys(taken.values())))


def _closed(blocks: list[list[Line]], place: int, taken: dict[int, Pulled]) -> list[Line]:
    """A block as it stands when what was before it is gone: a page that ended there still ends."""
    block = blocks[place]
    if place - 1 not in taken:
        return block
    before = place - 1
    while before - 1 in taken:
        before -= 1
    gone = [line for number in range(before, place) for line in blocks[number]]
    cut = any(line.cut for line in gone) or block[0].cut
    return [block[0]._replace(cut=cut, gap=max(block[0].gap, gone[0].gap)), *block[1:]]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that no blank line parts, together; a line as long as a paragraph is one, and parts those around it."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.gap or line.cut or len(line.text) >= _PROSE or len(blocks[-1][-1].text) >= _PROSE:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _size(block: list[Line]) -> int:
    return sum(len(line.text) for line in block)


def _may_be(blocks: list[list[Line]], sizes: list[int], place: int) -> bool:
    """What can be told at once: its length, that no colon or list opens it, and that paragraphs stand nearby."""
    block = blocks[place]
    if len(block) > 6 or not 8 <= sizes[place] <= _LONGEST or block[0].mark or block[-1].underlined:
        return False
    if MARKER.match(block[0].text) or block[0].text[0] == "#" or blocks[place - 1][-1].text[-1] in COLONS:
        return False
    near = (*sizes[max(0, place - 3) : place], *sizes[place + 1 : place + 4])
    return sum([size >= _PROSE for size in near]) >= 2


class _Text:
    """The letters of the text, without spaces or punctuation, and where each block begins in them."""

    def __init__(self, blocks: list[list[Line]], first: int) -> None:
        letters = ["" if place < first else _letters(_words(block)) for place, block in enumerate(blocks)]
        self._starts = [0, *accumulate(map(len, letters))]
        self._all = "".join(letters)

    def repeats(self, parts: list[str], first: int, last: int) -> bool:
        """Whether the letters of all the parts stand one after another near the blocks ``first`` up to, not including,
        ``last``, and in blocks that say more than they do."""
        start, end = self._starts[first], self._starts[last]
        near = max(0, start - _NEAR)
        before = self._all[near:start]
        around = before + self._all[end : end + _NEAR]
        at = around.find(parts[0])
        until = at + len(parts[0])
        for part in parts[1:] if at >= 0 else ():
            found = around.find(part, until, until + 4 * _LONGEST)
            at, until = (at, found + len(part)) if found >= 0 else (-1, 0)
            if found < 0:
                break
        if at < 0:
            return False
        opening, closing = (place + (near if place < len(before) else end - len(before)) for place in (at, until - 1))
        block, ends = (bisect_right(self._starts, place) for place in (opening, closing))
        room = self._starts[ends] - self._starts[block - 1]
        return room >= _MORE * sum(map(len, parts))


def _read(blocks: list[list[Line]], place: int, before: Line, text: _Text, locale: Locale) -> tuple[int, Pulled] | None:
    """The pull quote that begins with the block at ``place``, and how many blocks it takes; ``before`` is the last
    line above it that is in no pull quote."""
    for count in (1, 2, 3, 4):
        run = blocks[place : place + count]
        if count > 1 and (_size(run[-1]) >= _PROSE or sum(map(_size, run)) > _LONGEST or place + count >= len(blocks)):
            break
        quoted = [line for block in run for line in block]
        found = _repeated(blocks, place, place + count, quoted, text, locale)
        if found:
            blocks_taken, piece, credit = _made(blocks, place, count, quoted, found, locale)
            return blocks_taken, Pulled(piece, credit, found.reasons, before.start)
        if not text.repeats([_letters(_words(quoted))[:40] or " "], place, place + count):
            break
    return None


class _Found(NamedTuple):
    credit: int  # lines at the end that are the credit
    inline: bool  # the credit stands on the last line of the words
    reasons: tuple[str, ...]


def _repeated(
    blocks: list[list[Line]], place: int, end: int, lines: list[Line], text: _Text, locale: Locale
) -> _Found | None:
    """How the lines are a pull quote: with or without a credit on the last of them."""
    whole = _words(lines)
    inline = _CREDIT.search(whole)
    forms = [(whole, 0, False)]
    if inline and len(whole) - inline.end() <= _LONGEST_CREDIT:
        forms.append((whole[: inline.start() + 1], 0, True))
    if len(lines) > 1 and _is_credit(lines[-1].text, lines[-2].text, locale):
        forms.append((_words(lines[:-1]), 1, False))
    for words, credit, within in forms:
        why = {name for name in ("credited",) if credit or within or _credit_after(blocks, end)}
        if words[0] in _OPENING and words.rstrip(" .,")[-1] in _CLOSING:
            why.add("quotation marks")
        if _cuts(blocks, place, end):
            why.add("cuts a paragraph")
        needed = next((least for least, name in _NEEDED if not name or name in why))
        if words.rstrip(_CLOSING)[-1:] in QUESTIONS and "quotation marks" not in why:
            continue
        if not why and not ends_sentence(words) and " " in words and words.count(" ") < 9:
            continue  # a heading may take its words from the text
        parts = _parts(words, place, end, text, needed)
        if parts:
            return _Found(credit, within, (parts, *sorted(why)))
    return None


def _parts(words: str, place: int, end: int, text: _Text, needed: int) -> str:
    """How the words are repeated, if they are: all of them, with other words at the beginning, or in parts."""
    letters = _letters(words)
    if _weight(letters) < needed:
        return ""
    if text.repeats([letters], place, end):
        return "repeats words of the text"
    parts = [told for part in _SEAM.split(words) if len(told := _letters(part)) > 1]
    if len(parts) > 1 and min(_weight(part) for part in parts) >= 6 and sum(map(_weight, parts)) >= needed:
        return "repeats words of the text, with some left out" if text.repeats(parts, place, end) else ""
    for dropped in range(1, _CHANGED + 1):
        changed = words.split(" ")[:dropped]
        rest = letters[len(_letters(" ".join(changed))) :]
        if changed[-1][-1:] == ":" or len(rest) < 0.7 * len(letters) or _weight(rest) < max(needed, 30):
            break
        if text.repeats([rest], place, end):
            return "repeats words of the text, but for the first"
    return ""


def _cuts(blocks: list[list[Line]], place: int, end: int) -> bool:
    """Whether a paragraph that is not finished stands before, and one that goes on after."""
    before, after = blocks[place - 1][-1].text, blocks[end][0].text
    return not ends_sentence(before) and _size(blocks[place - 1]) >= _PROSE // 2 and not first_letter(after).isupper()


def _is_credit(line: str, before: str, locale: Locale) -> bool:
    """Whether a line under a quotation names whom it is from: ``— Rosa Lind``, or ``Rosa Lind, pilot`` after a mark."""
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


def _made(
    blocks: list[list[Line]], place: int, count: int, lines: list[Line], found: _Found, locale: Locale
) -> tuple[int, Piece, int | None]:
    """How many blocks the pull quote takes, all of it as one piece, and where in its text the credit begins."""
    credit = found.credit
    if not credit and not found.inline and _credit_after(blocks, place + count):
        lines, credit, count = [*lines, *blocks[place + count]], 1, count + 1
    piece = as_one(lines, locale)
    start: int | None = None
    if credit:
        start = piece.segments[len(lines) - credit].at
        start += attribution_start(piece.text[start:])
    elif found.inline and (match := _CREDIT.search(piece.text)):
        start = match.end()
    return count, piece, start


def _words(lines: list[Line]) -> str:
    """Lines as one text; a hyphen at a line's end may be one of the word's own, but no letter is lost."""
    return " ".join(line.text for line in lines)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", "".join(text.casefold().split()))  # spaces are most, and soon taken out


def _weight(letters: str) -> float:
    return len(letters) * (_DENSE if letters and unspaced(letters[0]) else 1)
