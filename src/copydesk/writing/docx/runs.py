"""Runs of a Word file: words in character styles.

Marks may be nested, but a run has one character style; so each combination of marks gets a style of its own.
"""

from __future__ import annotations

import re
from html import escape

from copydesk.problems import Problem
from copydesk.writing._shared.bidi import stretches
from copydesk.writing._shared.word_check import clean
from copydesk.writing.docx.kinds import Naming

_WHITE = re.compile(r"[\t\r\n]")

MARKS = ("Dateline", "Speaker", "Credit", "Hyperlink", "Lost Link", "Code", "Superscript", "Strong", "Emphasis")
"""The character styles that may be combined in one run, in the order of the combined style's name."""

LONGEST = 1_000_000
"""The most characters in one ``w:t``: XML parsers reject ten million."""

Marks = frozenset[str]
"""The character styles, of ``MARKS``, that a run is in."""


class Runs:
    """Makes the runs of one document and collects its ``combined`` character styles.

    A problem is added to ``problems`` for each character that XML forbids."""

    def __init__(self, naming: Naming, problems: list[Problem], *, rtl: bool) -> None:
        self.combined: dict[tuple[str, ...], None] = {}
        self._naming = naming
        self._problems = problems
        self._rtl = rtl
        self._cached_properties: dict[tuple[Marks, bool], str] = {}

    def run(self, words: str, marks: Marks) -> str:
        """Words in these character styles, one run for each stretch of one direction."""
        words = _WHITE.sub(" ", self.clean(words))
        return "".join(
            f"<w:r>{self._properties(marks, rtl)}{_pieces(stretch)}</w:r>"
            for stretch, rtl in stretches(words, self._rtl)
        )

    def exactly(self, words: str, marks: Marks) -> str:
        """Words with their tabs and line ends."""
        words = self.clean(words).replace("\r\n", "\n").replace("\r", "\n")
        lines = ["<w:tab/>".join(map(_pieces, line.split("\t"))) for line in words.split("\n")]
        return f"<w:r>{self._properties(marks, False)}{'<w:br/>'.join(lines)}</w:r>"

    def _properties(self, marks: Marks, rtl: bool) -> str:
        cached = self._cached_properties.get((marks, rtl))
        if cached is not None:
            return cached
        names = tuple(name for name in MARKS if name in marks)
        if len(names) > 1:
            self.combined[names] = None
        style = f'<w:rStyle w:val="{self._naming.style(" ".join(names))}"/>' if names else ""
        inside = style + ("<w:rtl/>" if rtl else "")
        properties = self._cached_properties[marks, rtl] = f"<w:rPr>{inside}</w:rPr>" if inside else ""
        return properties

    def escape(self, words: str) -> str:
        """Words escaped for an element or an attribute."""
        return escape(self.clean(words))

    def clean(self, words: str) -> str:
        """The words, with U+FFFD and a problem for each character that XML forbids."""
        return clean(words, self._problems)


def _pieces(words: str) -> str:
    pieces = (words[start : start + LONGEST] for start in range(0, len(words), LONGEST))
    return "".join(f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in pieces)
