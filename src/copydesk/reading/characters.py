"""Raw text -> clean text: characters that no document may hold are set aside, and the way back is kept.

Line ends become ``\\n`` (a page break stays ``\\f``), ligatures their letters, mojibake what it once was, lone
surrogates U+FFFD; control and invisible characters are dropped. Every position of the clean text can be traced
to the raw text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.tree import Span

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip  # æ and œ are letters, not ligatures

_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}

# Bidirectional overrides and embeddings reorder what a reader sees and have no place in an article, but for those that
# keep a number from being turned round; the marks U+200E and U+200F and the joiners U+200C and U+200D shape words and
# stay.
_DROPPED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff"
_PLANE_ENDS = "".join(chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))

# What UTF-8 looks like after it was read as cp1252 and saved: a lead byte and its continuation bytes.
_BYTE_OF = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_CONTINUATION = "".join(character for character, byte in _BYTE_OF.items() if byte < 0xC0)
_HIGH = f"[{re.escape(_CONTINUATION)}]"
_MOJIBAKE = f"[Â-ß]{_HIGH}|[à-ï]{_HIGH}{{2}}|[ð-ô]{_HIGH}{{3}}"
_MAY_BE_MOJIBAKE = re.compile(f"[Â-ô]{_HIGH}")
_CERTAIN_LEADS = "ÂÃâ"  # the leads of Western letters, quotes and dashes; of others several must be seen
_ENOUGH = 4

_ODD = re.compile(
    f"(?P<mojibake>{_MOJIBAKE})|(?P<end>\r\n|[\r\v\x85\u2028\u2029])|(?P<ligature>[ﬀ-ﬆ])"
    f"|(?P<surrogate>[\ud800-\udfff])|(?P<soft>\u00ad(?![ \t]*[\r\n\f]))|(?P<dropped>[{_DROPPED}{_PLANE_ENDS}])"
)
_MAY_BE_ODD = re.compile(f"[\r\v\x85\u2028\u2029ﬀ-ﬆ\ud800-\udfff\u00ad{_DROPPED}\U00010000-\U0010ffff]")


_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_KEPT_LEFT_TO_RIGHT = re.compile(
    rf"[\u2066\u202a](?!\d+([-/.])\d+\1\d+[\u2069\u202c])[^{_RIGHT_TO_LEFT}\u202a-\u202e\u2066-\u2069\r\n\f]*?"
    rf"\d[^{_RIGHT_TO_LEFT}\u202a-\u202e\u2066-\u2069\r\n\f]*[\u2069\u202c]"
)
"""What runs from left to right, with a number in it that is no date, among letters that run from right to left."""


class Clean(NamedTuple):
    """The clean text; ``marks`` are (clean position, raw position) where the two begin to run in step anew."""

    text: str
    clean_marks: tuple[int, ...]
    raw_marks: tuple[int, ...]
    dropped: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()

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
    leads = _scrambled_leads(raw)
    if not leads and not _MAY_BE_ODD.search(raw):
        return Clean(raw, (0,), (0,))
    pieces: list[str] = []
    clean_marks, raw_marks = [0], [0]
    dropped: list[Span] = []
    counts: dict[str, list[int]] = {}
    isolates = _isolates(raw)
    done = length = 0
    for match in _ODD.finditer(raw):
        kind = str(match.lastgroup)
        new = match[0] if kind == "mojibake" and match[0][0] not in leads else _replacement(kind, match[0])
        new = isolates.get(match.start(), new)
        if new == match[0]:
            continue
        start, end = match.span()
        pieces += (raw[done:start], new)
        length += start - done
        clean_marks.append(length)
        raw_marks.append(start)
        length += len(new)
        clean_marks.append(length)
        raw_marks.append(end)
        done = end
        if not new:
            dropped.append(Span(start, end))
        if kind in _NOTICED and match.start() not in isolates:
            counts.setdefault(kind, []).append(start)
    if not pieces:
        return Clean(raw, (0,), (0,))
    pieces.append(raw[done:])
    problems = tuple(
        Problem("decoding" if kind == "mojibake" else "character", _line(raw, places[0]), _NOTICED[kind] % len(places))
        for kind, places in counts.items()
    )
    return Clean("".join(pieces), tuple(clean_marks), tuple(raw_marks), tuple(dropped), problems)


_NOTICED = {
    "mojibake": "%d garbled characters (UTF-8 read as cp1252) were mended",
    "surrogate": "%d lone surrogates became U+FFFD",
    "dropped": "%d control or invisible characters were left out",
}


def _isolates(raw: str) -> dict[int, str]:
    """Where a number is kept from being turned round, by the places of the characters that do it, each as the isolate
    that the text is to have for it."""
    if not re.search(f"[{_RIGHT_TO_LEFT}]", raw):
        return {}
    found = [match.span() for match in _KEPT_LEFT_TO_RIGHT.finditer(raw)]
    return {start: "\u2066" for start, _ in found} | {end - 1: "\u2069" for _, end in found}


def _line(raw: str, position: int) -> int:
    return raw.count("\n", 0, position) + 1


def _replacement(kind: str, found: str) -> str:
    if kind == "end":
        return _LINE_ENDS[found]
    if kind == "ligature":
        return _LIGATURES[found]
    if kind == "surrogate":
        return "\ufffd"
    if kind == "mojibake":
        return _unscrambled(found)
    return ""


def _scrambled_leads(raw: str) -> frozenset[str]:
    """The lead characters that stand for scrambled text here: ``MAÇÃ”`` alone is an apple in quotes."""
    if raw.isascii() or not _MAY_BE_MOJIBAKE.search(raw):
        return frozenset()
    found = Counter(match[0][0] for match in re.finditer(_MOJIBAKE, raw) if _unscrambled(match[0]) != match[0])
    quoted = sum(1 for match in re.finditer("[ÂÃ][“”‘’–—…»«]", raw))
    return frozenset(
        lead for lead, count in found.items() if count >= _ENOUGH or (lead in _CERTAIN_LEADS and count > quoted)
    )


def _unscrambled(found: str) -> str:
    """``â€œ`` -> ``“``; what does not decode stays: ``Ü“`` can be the end of a quotation."""
    try:
        character = bytes(_BYTE_OF[character] for character in found).decode("utf-8")
    except UnicodeDecodeError:
        return found
    return found if character.isspace() and character != "\u00a0" else character


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
