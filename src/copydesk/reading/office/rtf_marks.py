"""Marks that go through pandoc with the words of a rich text file: the indents of its paragraphs, the labels of its
items, how paragraphs are set and in which style, which pandoc does not read.

They are noncharacters of Unicode, which no text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.office.flow import Item, Para, Run, Setting, without_common_marks
from copydesk.reading.office.word.numbering import counted

_INDENT, _LABEL, _TEXT, _QUOTED = "\ufdda", "\ufddb", "\ufddc", "\ufdde"
END_OF_TABLE = "\ufddd"
"""The only word of a paragraph that stands behind a table."""
_MARK = re.compile(rf"{_INDENT}(\d+){_LABEL}([^{_TEXT}]*){_TEXT}\s*")
_SIZE, _END_OF_SIZE, _STYLE = "\ufddf", "\ufde0", "\ufde1"
_SETTING = re.compile(rf"\s*{_SIZE}(\d+)([a-z]*){_STYLE}([^{_END_OF_SIZE}]*){_END_OF_SIZE}")
LABEL = re.compile(r"(?:[•◦▪–—·o*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)])")
"""The label of an item."""
_NUMBERINGS = ("decimal", "lower_roman", "upper_roman", "lower_alpha", "upper_alpha")
_MOST = 50  # counted in letters or Roman numerals


def mark(indent: int, label: str, *, quoted: bool) -> str:
    """The mark of a paragraph: its indent in twips, and the label of an item, empty if it is none."""
    return f"{_INDENT}{max(0, indent)}{_LABEL}{_QUOTED if quoted else ''.join(label.split())}{_TEXT}"


def setting_mark(size: int, align: str, style: str) -> str:
    """The mark at the end of a paragraph: the size of its type in half points, its alignment, and the name of a style
    that says what it is, empty if none does."""
    return f"{_SIZE}{size}{align}{_STYLE}{style}{_END_OF_SIZE}"


def as_set(runs: Sequence[Run]) -> tuple[tuple[Run, ...], Setting, tuple[str, ...]]:
    """The runs of a paragraph without the mark at its end, and what that says: the setting, and names of styles."""
    setting = Setting()
    styles: tuple[str, ...] = ()
    kept: list[Run] = []
    for run in runs:
        match = _SETTING.search(run.text)
        text = run.text[: match.start()] + run.text[match.end() :] if match else run.text
        if match:
            setting = Setting(size=int(match[1]) / 2, align=match[2])
            styles = (match[3],) if match[3] else ()
        kept += [run._replace(text=text)] if text or run.note else []
    return without_common_marks(kept) if styles else tuple(kept), setting, styles


def unmarked(text: str) -> str:
    """A text as it was without the marks, with the labels that it prints."""
    without = _SETTING.sub("", text)
    return _MARK.sub(lambda match: f"{match[2]} " if match[2] not in ("", _QUOTED) else "", without)


class Indents(NamedTuple):
    """The indents of the items that are open at a place in the text, from the outermost."""

    open: list[int]

    def read(self, para: Para) -> Para:
        """The paragraph without its mark, and as what this says that it is."""
        first = para.runs[0] if para.runs else None
        match = _MARK.match(first.text) if first else None
        if not first or not match:
            self.open.clear()
            return para
        runs = (first._replace(text=first.text[match.end() :]), *para.runs[1:])
        para = para._replace(runs=tuple(run for run in runs if run.text or run.note))
        indent, label = int(match[1]), match[2]
        if label == _QUOTED:
            self.open.clear()
            return para._replace(styles=("quote",))
        if not label:
            if indent not in self.open:
                self.open.clear()
                return para
            return para._replace(styles=("list continue",))
        while self.open and self.open[-1] > indent:
            self.open.pop()
        if not self.open or self.open[-1] < indent:
            self.open.append(indent)
        return para._replace(item=_item(label, len(self.open) - 1))


def _item(label: str, level: int) -> Item:
    words = label.strip("().")
    if words.isdecimal():
        return Item("list", level, True, int(words), "decimal", label)
    for numbering in _NUMBERINGS:
        number = next((n for n in range(1, _MOST) if counted(n, numbering) == words), 0)
        if number:
            return Item("list", level, True, number, numbering, label)
    return Item("list", level)
