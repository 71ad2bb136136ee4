"""Lines without a letter or a digit: drawn rules, specks, bullets that lost their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading.text.furniture.lines import LONGEST_LABEL, FurnitureLine, Trace
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import BULLETS, CLOSING_BRACKETS, ends_sentence

SPECK = "it is a speck of the scan"
"""Why a mark in front of a line of text is set aside."""

_BAR = "|¦"
_STRAY = re.compile(
    rf"[{re.escape(BULLETS.replace('o', ''))}\s]{{1,4}}|[|¦\\/^~`'´.,;:_\[\]{{}}]{{1,3}}(?:\s[|¦.,'`]{{1,2}}){{0,3}}"
)
_DRAWN = re.compile(r"[_=~|¦│─━═—–-]{4,}(?:\s+[_=~|¦│─━═—–-]+)*")
_BREAK = pattern(r"([*#•·~⁂✻❦§+=–—-])(?:\s*\1){2,}|⁂|\*|✻|❦|§")
_CLOSING_MARKS = frozenset("■□∎◼◻▪◆◇❖●")
_BELOW_END = 4  # lines that may stand below the mark that closes an article, and itself
_SHORTEST_RULE = 10  # characters of a drawn line that underlines nothing
_PARTNERS = {"]": "[", "}": "{", "[": "]", "{": "}"}
_REACH = 200  # lines from a bracket to its partner, at the most


def without_column_rules(lines: list[Line]) -> tuple[list[Line], list[FurnitureLine]]:
    """The lines without ``|`` at their ends, which is the rule between two columns, and these pieces of it."""
    if not any(line.text[0] in _BAR or line.text[-1] in _BAR for line in lines):
        return lines, []
    stripped, pieces = [], []
    for line in lines:
        text = line.text
        if len(text) > 3 and text[0] in _BAR and not any(bar in text[1:] for bar in _BAR):
            words = text[1:].lstrip()
            stripped.append(line._replace(text=words, start=line.end - len(words), mark=0))
            pieces.append(_piece(line._replace(text=text[0], end=line.start + 1)))
        elif len(text) > 3 and text[-1] in _BAR and not any(bar in text[:-1] for bar in _BAR):
            words = text[:-1].rstrip()
            stripped.append(line._replace(text=words, end=line.start + len(words)))
            pieces.append(_piece(line._replace(text=text[-1], start=line.end - 1, mark=0)))
        else:
            stripped.append(line)
    return stripped, pieces


def _piece(line: Line) -> FurnitureLine:
    return FurnitureLine(line, "stray_mark", 0.9, "it is a piece of the rule between two columns")


def marks(lines: list[Line]) -> Iterator[tuple[int, FurnitureLine]]:
    """The lines that hold nothing but marks, except those that separate two sections (``* * *``)."""
    closing = _closing_mark(lines)
    for index, line in enumerate(lines):
        text = line.text
        if len(text) <= LONGEST_LABEL and not text[0].isalnum() and not any(map(str.isalnum, text)):
            ends = FurnitureLine(line, "end_mark", 0.9, "it is a mark below the last sentence")
            mark = ends if index == closing else _mark(lines, index)
            if mark:
                yield index, mark


def _closing_mark(lines: list[Line]) -> int | None:
    """The index of the mark that closes the article: a square or the like below the end of a sentence, near the end of
    the text, and the only bullet without words."""
    last = max(1, len(lines) - _BELOW_END)
    index = next((other for other in reversed(range(last, len(lines))) if lines[other].text in _CLOSING_MARKS), None)
    if index is None or not ends_sentence(lines[index - 1].text):
        return None
    alone = not any(line.text[0] in BULLETS and len(line.text) == 1 for line in lines[:index])
    return index if alone else None


def _mark(lines: list[Line], index: int) -> FurnitureLine | None:
    line = lines[index]
    if _underlines(lines, index):
        return FurnitureLine(line, "rule", 0.95, "it underlines the line before", Trace.UNDERLINE)
    if _DRAWN.fullmatch(line.text) and len(line.text) >= _SHORTEST_RULE:
        return FurnitureLine(line, "rule", 0.9, "it is a drawn line")
    if line.text.strip("> \t") == "":
        return FurnitureLine(line, "stray_mark", 0.95, "it is an empty line of a quoted mail", Trace.BLANK)
    if _STRAY.fullmatch(line.text) and not _BREAK.fullmatch(line.text) and not _has_partner(lines, index):
        return FurnitureLine(line, "stray_mark", 0.9, "it is a mark without text")
    return None


def _underlines(lines: list[Line], index: int) -> bool:
    """``-----`` or ``=====`` right below a short line, and about as long."""
    text = lines[index].text
    if not index or lines[index].gap or len(set(text)) != 1 or text[0] not in "-=~^—–─═*" or len(text) < 3:
        return False
    return abs(len(lines[index - 1].text) - len(text)) <= max(3, len(text) // 4)


def _has_partner(lines: list[Line], index: int) -> bool:
    """Whether a bracket alone on its line closes one of a line above, or opens one of a line below, as in program
    text."""
    mark = lines[index].text[0]
    partner = _PARTNERS.get(mark)
    if partner is None:
        return False
    above, below = lines[max(0, index - _REACH) : index], lines[index + 1 : index + 1 + _REACH]
    depth = 0
    for line in reversed(above) if mark in CLOSING_BRACKETS else below:
        depth += line.text.count(mark) - line.text.count(partner)
        if depth < 0:
            return True
    return False


def stray_bullets(furniture: list[FurnitureLine]) -> list[int]:
    """The positions of bullets alone on their lines, which the extraction moved from their items to the page's end."""
    return [
        each.line.start
        for each in furniture
        if each.kind == "stray_mark" and each.reason != SPECK and each.line.text[0] in BULLETS
    ]
