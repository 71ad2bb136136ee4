"""Raw text -> clean text: characters that no document may hold are set aside, with a map back to the raw text.

Line ends become ``\\n`` (a page break stays ``\\f``), ligatures their letters, mojibake its original, lone
surrogates U+FFFD; what only a terminal interprets becomes the text it stands for; control and invisible characters are
dropped, and so are marks by the thousand on one letter. Every position of the clean text can be traced to the raw text.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.locales.scripts import letters_where
from copydesk.patterns import pattern
from copydesk.problems import Problem, ProblemKind, counted
from copydesk.reading._shared import terminal
from copydesk.reading._shared.combining_marks import MOST_MARKS, long_stacks
from copydesk.reading.text.characters import mojibake
from copydesk.tree import Span

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip  # æ and œ are letters, not ligatures

_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}

# Bidirectional overrides and embeddings reorder what a reader sees and have no place in an article, but for those that
# keep a number from being reversed; the marks U+200E and U+200F and the joiners U+200C and U+200D shape words and
# stay.
_DROPPED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff"
_PLANE_ENDS = "".join(chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))

_ODD = pattern(
    f"(?P<damaged>{mojibake.DAMAGED})|(?P<mojibake>{mojibake.PATTERN})"
    f"|(?P<end>\r\n|[\r\v\x85\u2028\u2029])|(?P<ligature>[ﬀ-ﬆ])|(?P<surrogate>[\ud800-\udfff])"
    f"|(?P<soft>\u00ad(?![ \t]*[\r\n\f]))|(?P<windows>[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f])"
    r"|(?P<unknown>(?<=[^\W\d_])[\x81\x8d\x8f\x90\x9d](?=[^\W\d_]))"
    f"|(?P<dropped>[{_DROPPED}{_PLANE_ENDS}])"
)
_MAY_BE_ODD = re.compile(f"[\r\v\x85\u2028\u2029ﬀ-ﬆ\ud800-\udfff\u00ad{_DROPPED}\U00010000-\U0010ffff]")


_RIGHT_TO_LEFT = letters_where(lambda script: script.direction == "rtl")
_KEPT_LEFT_TO_RIGHT = pattern(
    rf"[\u2066\u202a](?!\d+([-/.])\d+\1\d+[\u2069\u202c])[^{_RIGHT_TO_LEFT}\u202a-\u202e\u2066-\u2069\r\n\f]*?"
    rf"\d[^{_RIGHT_TO_LEFT}\u202a-\u202e\u2066-\u2069\r\n\f]*[\u2069\u202c]"
)
"""What runs from left to right, with a number in it that is no date, among letters that run from right to left."""


class Clean(NamedTuple):
    """The clean text; ``marks`` are (clean position, raw position) where the two begin to run in step anew, ``led`` the
    numbers of the lines in which dots led to a cell."""

    text: str
    clean_marks: tuple[int, ...]
    raw_marks: tuple[int, ...]
    dropped: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    led: frozenset[int] = frozenset()

    def raw(self, start: int, end: int) -> Span:
        """The span of the raw text that clean characters ``start`` to ``end`` came from."""
        if len(self.clean_marks) == 1:
            return Span(start, end)
        first = bisect_right(self.clean_marks, start) - 1
        last = max(bisect_left(self.clean_marks, end) - 1, first)
        limit = self.raw_marks[last + 1] if last + 1 < len(self.raw_marks) else None
        stop = self.raw_marks[last] + end - self.clean_marks[last]
        at_mark = last + 1 < len(self.clean_marks) and self.clean_marks[last + 1] == end
        if limit is not None and (stop > limit or at_mark):
            stop = limit
        return Span(self._raw_start(first, start), stop)

    def _raw_start(self, mark: int, start: int) -> int:
        position = self.raw_marks[mark] + start - self.clean_marks[mark]
        limit = self.raw_marks[mark + 1] if mark + 1 < len(self.raw_marks) else position
        return min(position, limit)


def clean(raw: str) -> Clean:
    """The clean text of ``raw``. Never fails."""
    leads = mojibake.certain_leads(raw)
    windows = re.search("[\x91-\x97]", raw) is not None
    stacks = long_stacks(raw)
    only_leads = {start: (end, mark) for start, end, mark in mojibake.only_leads(raw)}
    if not leads and not stacks and not only_leads and not _MAY_BE_ODD.search(raw):
        return Clean(raw, (0,), (0,))
    pieces: list[str] = []
    clean_marks, raw_marks = [0], [0]
    dropped: list[Span] = []
    counts: dict[str, list[int]] = {}
    isolates = _isolates(raw)
    on_terminal = {mark.start: mark for mark in terminal.terminal_marks(raw)}
    done = length = 0
    lost = [(_ONLY_LEAD, start, end) for start, (end, _) in only_leads.items()]
    for kind, start, end in heapq.merge(
        _oddities(raw, stacks, windows, list(on_terminal.values())), lost, key=lambda oddity: oddity[1]
    ):
        if kind in terminal.PROBLEMS:
            new = "".join(_LIGATURES.get(character, character) for character in on_terminal[start].text)
        elif kind == _ONLY_LEAD:
            new = only_leads[start][1]
        else:
            new = isolates.get(start) or _replacement(kind, raw, start, end, leads)
        if new == raw[start:end] or start < done:
            continue
        pieces += (raw[done:start], new)
        length += start - done
        clean_marks.append(length)
        raw_marks.append(start)
        length += len(new)
        clean_marks.append(length)
        raw_marks.append(end)
        done = end
        if not new.strip() and kind != "end":
            dropped.append(Span(start, end))
        if start not in isolates:
            number = (
                on_terminal[start].number if kind in terminal.PROBLEMS else end - start if kind in _BY_LENGTH else 1
            )
            counts.setdefault(kind, []).extend([start] * number)
    if not pieces:
        return Clean(raw, (0,), (0,))
    pieces.append(raw[done:])
    problems = tuple(
        Problem(_PROBLEMS[kind][0], _line(raw, positions[0]), counted(_PROBLEMS[kind][1], len(positions)))
        for kind, positions in counts.items()
        if kind in _PROBLEMS
    )
    damaged = mojibake.left_damaged(raw, len(counts.get("damaged", ()))) if leads else 0
    if damaged:
        message = counted("%d garbled character{|s} lost a byte and stay{s|} as {it is|they are}", damaged)
        problems = (*problems, Problem("decoding", None, message))
    return Clean("".join(pieces), tuple(clean_marks), tuple(raw_marks), tuple(dropped), problems)


_ONLY_LEAD = "only_lead"
_BY_LENGTH = ("marks", "unknown")
_PROBLEMS: dict[str, tuple[ProblemKind, str]] = {
    **terminal.PROBLEMS,
    "mojibake": ("decoding", "%d garbled character{|s} (UTF-8 read as cp1252 or Latin-1) {was|were} mended"),
    "damaged": (
        "decoding",
        "%d garbled character{|s} whose last byte is lost {was|were} taken for what {its|their} place tells",
    ),
    _ONLY_LEAD: (
        "decoding",
        "%d quotation mark{ or dash|s and dashes} with one byte left {was|were} taken for what {its|their} place tells",
    ),
    "windows": (
        "decoding",
        "%d control character{|s} {was|were} read as the sign{ that it is|s that they are} in cp1252",
    ),
    "unknown": ("decoding", "%d control character{|s} inside words {is|are} of no known encoding and became U+FFFD"),
    "marks": ("character", f"%d combining mark{{|s}} beyond the first {MOST_MARKS} of a letter {{was|were}} left out"),
    "surrogate": ("character", "%d lone surrogate{|s} became U+FFFD"),
    "dropped": ("character", "%d control or invisible character{|s} {was|were} left out"),
}


def _isolates(raw: str) -> dict[int, str]:
    """The characters that keep a number from being reversed, by their positions, each with the isolate that replaces
    it."""
    if not re.search(f"[{_RIGHT_TO_LEFT}]", raw):
        return {}
    spans = [match.span() for match in _KEPT_LEFT_TO_RIGHT.finditer(raw)]
    return {start: "\u2066" for start, _ in spans} | {end - 1: "\u2069" for _, end in spans}


def _oddities(
    raw: str, stacks: list[tuple[int, int]], windows: bool, on_terminal: list[terminal.Mark]
) -> Iterator[tuple[str, int, int]]:
    """The odd characters, as kind, start and end, in order. ``windows`` says that quotation marks and dashes of cp1252
    stand there as control characters: then U+0085, the end of a line, is its ellipsis."""
    matches = (
        ("windows" if windows and match[0] == "\x85" else str(match.lastgroup), match.start(), match.end())
        for match in _ODD.finditer(raw)
    )
    marks = ((mark.kind, mark.start, mark.end) for mark in on_terminal)
    return heapq.merge(marks, matches, (("marks", *stack) for stack in stacks), key=lambda oddity: oddity[1])


def _line(raw: str, position: int) -> int:
    return raw.count("\n", 0, position) + 1


def _replacement(kind: str, raw: str, start: int, end: int, leads: frozenset[str]) -> str:
    original = raw[start:end]
    if kind == "mojibake" and original[0] in leads:
        return _tame(mojibake.unscrambled(original), raw[end : end + 80])
    if kind == "damaged" and original[0] in leads:
        return mojibake.restored_mark(raw, start)
    if kind in ("mojibake", "damaged"):
        return original
    if kind == "windows":
        return original.encode("latin-1").decode("cp1252")
    if kind in ("unknown", "marks"):
        return "\ufffd" if kind == "unknown" else ""
    return _tame(original, raw[end : end + 80])


def _tame(character: str, after: str) -> str:
    """A character, or the end of a line, as a document may hold it."""
    if character in _LINE_ENDS:
        return _LINE_ENDS[character]
    if character in _LIGATURES:
        return _LIGATURES[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if character == "\u00ad":
        return character if re.match(r"[ \t]*[\r\n\f]", after) else ""
    return "" if re.fullmatch(f"[{_DROPPED}{_PLANE_ENDS}]", character) else character


def uncovered(dropped: tuple[Span, ...], covered: list[Span]) -> list[Span]:
    """The dropped spans that lie in none of the covered ones (sorted), neighbours merged."""
    out: list[Span] = []
    starts = [span.start for span in covered]
    for span in dropped:
        before = bisect_right(starts, span.start) - 1
        if before >= 0 and covered[before].end >= span.end:
            continue
        if out and out[-1].end == span.start:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out
