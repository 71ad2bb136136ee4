"""Brackets and angled quotation marks of lines that run to the left: which of a pair each is.

Makers of PDFs and pdfium disagree on whether the sign that opens such a bracket is the one that is so shaped. Where
spaces stand tells most of them apart; the others are as these are on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from copydesk.reading.pdf.bidi import has_right_to_left
from copydesk.reading.pdf.set_line import SetLine

_PAIRS = ("()", "[]", "{}", "«»", "‹›", "⟨⟩", "⟪⟫")
_MIRRORED = {pair[at]: pair[1 - at] for pair in _PAIRS for at in (0, 1)}
_OPENING = frozenset(pair[0] for pair in _PAIRS)
_SIGNS = frozenset("\"'“”„‘’") | _MIRRORED.keys()
_CLOSING_SIGNS = frozenset(".,;:!?،؛؟…")


def with_brackets(lines: Sequence[SetLine]) -> list[SetLine]:
    """The lines of a page with the brackets of those that run to the left, in part at least, turned where needed."""
    found = [
        (number, at, opens)
        for number, line in enumerate(lines)
        if not _MIRRORED.keys().isdisjoint(line.text) and has_right_to_left(line.text)
        for at, opens in _brackets(line.text)
    ]
    turned = [opens != (lines[number].text[at] in _OPENING) for number, at, opens in found if opens is not None]
    others_turned = 2 * sum(turned) > len(turned)
    result = list(lines)
    for number, at, opens in found:
        text = result[number].text
        is_turned = others_turned if opens is None else opens != (lines[number].text[at] in _OPENING)
        if is_turned:
            result[number] = result[number]._replace(text=text[:at] + _MIRRORED[text[at]] + text[at + 1 :])
    return result


def _brackets(text: str) -> Iterator[tuple[int, bool | None]]:
    """Where the brackets of a line stand, and whether each opens what follows it, None where that is open."""
    for at, sign in enumerate(text):
        if sign in _MIRRORED:
            before, behind = _stands_free(text[:at][::-1], ()), _stands_free(text[at + 1 :], _CLOSING_SIGNS)
            yield at, before if before != behind else None


def _stands_free(beside: str, signs: Collection[str]) -> bool:
    """Whether a space or the end of the line stands beside a bracket, or what never opens or closes a word."""
    rest = beside.lstrip("".join(_SIGNS))
    return not rest or rest[0].isspace() or rest[0] in signs
