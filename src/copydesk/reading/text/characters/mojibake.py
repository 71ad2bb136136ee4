"""Mojibake, UTF-8 that was read as something else and saved: which of it is certain, and its original.

    â€œRain.â€\x9d   ->   “Rain.”          (read as cp1252, or as Latin-1 with its controls)
    Itâ€™s, Ã©t\xc3\xa9        ->   It’s, été

A closing quotation mark loses its last byte where a program shows U+FFFD for what cp1252 does not know; it is restored
where its context shows which mark it was.
"""

from __future__ import annotations

import re
from collections import Counter

from copydesk.patterns import pattern

# A lead byte and its continuation bytes, as cp1252 shows them or, in Latin-1, as control characters.
_BYTE_OF = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_BYTE_OF |= {chr(byte): byte for byte in range(0x80, 0xA0)}
_HIGH = f"[{re.escape(''.join(character for character, byte in _BYTE_OF.items() if byte < 0xC0))}]"

PATTERN = f"[Â-ß]{_HIGH}|[à-ï]{_HIGH}{{2}}|[ð-ô]{_HIGH}{{3}}"
"""A character of mojibake, if its lead is certain."""
DAMAGED = "â€\ufffd"
"""A character of mojibake whose last byte, 81, 8d, 8f, 90 or 9d, is lost: mostly a closing quotation mark."""

_MAY_BE = re.compile(f"[Â-ô]{_HIGH}")
_CERTAIN_LEADS = "ÂÃâ"  # the leads of Western letters, quotes and dashes; others count if there are several
_ENOUGH = 4
_MOSTLY = 0.9
_LOST_BYTE = pattern(f"[Â-ô]{_HIGH}{{0,2}}\ufffd")


def certain_leads(raw: str) -> frozenset[str]:
    """The lead characters that stand for scrambled text here: ``MAÇÃ”`` alone is an apple in quotes."""
    if raw.isascii() or not _MAY_BE.search(raw):
        return frozenset()
    scrambled = [match[0] for match in re.finditer(PATTERN, raw) if unscrambled(match[0]) != match[0]]
    counts = Counter(text[0] for text in scrambled)
    beyond_ascii = sum(1 for character in raw if character > "\x7f" and character != "\ufffd")
    if len(scrambled) >= _ENOUGH and sum(map(len, scrambled)) >= _MOSTLY * beyond_ascii:
        return frozenset(counts)  # nothing else is there: the whole text was read so
    quoted = sum(1 for match in re.finditer("[ÂÃ][“”‘’–—…»«]", raw))
    return frozenset(
        lead for lead, count in counts.items() if count >= _ENOUGH or (lead in _CERTAIN_LEADS and count > quoted)
    )


def unscrambled(garbled: str) -> str:
    """``â€œ`` -> ``“``; what does not decode stays, such as ``à€€``."""
    try:
        return bytes(_BYTE_OF[character] for character in garbled).decode("utf-8")
    except UnicodeDecodeError:
        return garbled


def restored_mark(raw: str, start: int) -> str:
    """The original of the damaged character at ``start``: a closing quotation mark or a hyphen; itself if not known."""
    end = start + len(DAMAGED)
    before, after = raw[max(0, start - 1) : start], raw[end : end + 2]
    paragraph = raw.rfind("\n\n", 0, start) + 1
    opened = raw.rfind("â€œ", paragraph, start) > raw.rfind(DAMAGED, paragraph, start)
    if before.isalpha() and re.match(r"\n?[^\W\d_]", after) and not opened:
        return "\u2010"
    return "”" if before and not before.isspace() else DAMAGED


_ONLY_LEADS = pattern(
    r"(?P<closing>(?<=\S)â\?(?=[\s)\]]|\Z))|(?P<opening>(?:(?<=[\s(\[])|\A)â(?=[A-Z0-9]))|(?P<dash>(?<=\s)â(?=\s))"
)
_MARKS = {"closing": "”", "opening": "“", "dash": "—"}
_FEWEST_CLOSING = 2  # marks that only their leads show


def only_leads(raw: str) -> list[tuple[int, int, str]]:
    """The quotation marks and dashes of which only the first byte is left, ``âRain.â?``: where each begins and ends,
    and the mark that its place shows."""
    if raw.count("â?") < _FEWEST_CLOSING:
        return []
    matches = list(_ONLY_LEADS.finditer(raw))
    if sum(match.lastgroup == "closing" for match in matches) < _FEWEST_CLOSING:
        return []
    return [(*match.span(), _MARKS[str(match.lastgroup)]) for match in matches]


def left_damaged(raw: str, restored: int) -> int:
    """How many characters of mojibake that lost a byte stay as they are, after so many were restored."""
    return len(_LOST_BYTE.findall(raw)) - restored
