"""An Excel workbook -> its flow: each sheet a heading, its blocks of cells tables, lone cells paragraphs.

Numbers are written as they are stored, but for dates, times and percentages, which their formats tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from copydesk.errors import InputError
from copydesk.problems import Problem, counted
from copydesk.reading._shared.numbers import whole
from copydesk.reading.office.flow import Document, Grid, Para, Run
from copydesk.reading.office.package import Package
from copydesk.reading.office.properties import core_properties
from copydesk.reading.office.word.drawn import drawn
from copydesk.reading.office.word.pictures import picture
from copydesk.tree import Furniture

_BOOK = "xl/workbook.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_CELLS = 50_000
_WIDEST = 200  # columns
_UNCOUNTED = "="  # a formula that another cell states
_OF_THREADS = re.compile(r"\[Threaded comment\].*?\n\w[^\n]*:\n", re.DOTALL)
"""What Excel puts before a comment for older programs."""
_DATES = frozenset(range(14, 23)) | frozenset(range(27, 37)) | frozenset(range(45, 48)) | frozenset(range(50, 59))
_PERCENTAGES = (9, 10)
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_DAY, _CLOCK = re.compile(r"[dy]|mmm", re.IGNORECASE), re.compile(r"[hs]", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read_sheets(package: Package) -> Document:
    """The flow of a workbook. Raises InputError if it is damaged, or has over 50,000 cells with words."""
    root = package.xml(_BOOK)
    relations = package.relations(_BOOK)
    cells = _Cells(package, root)
    flow: list[Para | Grid] = []
    hidden: list[str] = []
    comments: list[Furniture] = []
    drawings: list[str] = []
    sheets = [*root.iterfind("{*}sheets/{*}sheet")]
    for sheet in sheets:
        relation = relations.get(sheet.get(f"{_ID}id", ""))
        if not relation or relation.target not in package:
            continue
        drawing = [*_drawn(package, relation.target, drawings)]
        blocks = [*_blocks(cells.rows(relation.target)), *drawing]
        if sheet.get("state", "visible") != "visible":
            hidden += [sheet.get("name", "")] if blocks else []
        elif blocks:
            flow += [Para((Run(sheet.get("name", "")),), ("heading 1",), 1)] if len(sheets) > 1 else []
            flow += blocks
            comments += _comments(package, relation.target, sheet.get("name", "") if len(sheets) > 1 else "")
    problems = tuple(_problems(cells.uncounted, hidden, drawings))
    return Document(flow, {}, tuple(comments), core_properties(package), problems)


def _problems(uncounted: int, hidden: list[str], drawings: list[str]) -> Iterator[Problem]:
    yield from (Problem("unsupported", None, drawing) for drawing in dict.fromkeys(drawings))
    if hidden:
        yield Problem("set_aside", None, f"hidden sheets are left out: {', '.join(hidden)}")
    if uncounted:
        message = "%d {formula|formulas} without a value in the file {is|are} kept as typed"
        yield Problem("unsupported", None, f"{counted(message, uncounted)}: open it in its program and save it again")


def _drawn(package: Package, sheet: str, drawings: list[str]) -> Iterator[Para]:
    """The pictures and boxes of text on a sheet, and the titles of its charts, whose figures are in its cells.
    ``drawings`` takes what is read in another form."""
    for part in (relation.target for relation in package.relations(sheet).values() if relation.kind == "drawing"):
        root = package.xml_or_none(part)
        relations = package.relations(part)
        for anchor in [] if root is None else root:
            figure = picture(anchor, relations, ("cNvPr",))
            if figure:
                yield Para((), pictures=(figure,))
            charts: list[str] = []
            for block in drawn(anchor, relations, package.xml_or_none, charts.append):
                if isinstance(block, Para):
                    yield block
            drawings += ["charts are left out but for their words: their figures are in the cells"] if charts else []


def _comments(package: Package, sheet: str, name: str) -> Iterator[Furniture]:
    """The comments on the cells of a sheet, each with its author, the name of the sheet and the cell."""
    for part in (relation.target for relation in package.relations(sheet).values() if relation.kind == "comments"):
        root = package.xml_or_none(part)
        authors = [] if root is None else ["".join(one.itertext()).strip() for one in root.iter("{*}author")]
        for comment in [] if root is None else root.iter("{*}comment"):
            number = whole(comment.get("authorId"), len(authors))
            author = authors[number] if number < len(authors) else ""
            typed = "".join(words.text or "" for words in comment.iterfind("{*}text//{*}t"))
            words = " ".join(_OF_THREADS.sub("", typed).split())
            place = " ".join(filter(None, (author, name, comment.get("ref", ""))))
            if words:
                yield Furniture(f"{place}: {words}" if place else words, "comment")


class _Cells:
    """Reads the cells of sheets; the words that several share stand in a part of their own."""

    def __init__(self, package: Package, book: Any) -> None:
        self._package = package
        self._left = _MOST_CELLS
        self.uncounted = 0  # formulas whose value the file does not hold
        shared = package.xml_or_none("xl/sharedStrings.xml")
        self._shared = [] if shared is None else [_words(entry) for entry in shared.iterfind("{*}si")]
        self._formats = _formats(package.xml_or_none("xl/styles.xml"))
        properties = book.find("{*}workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)

    def rows(self, name: str) -> list[list[str]]:
        """The rows of a sheet, also the empty ones between others."""
        rows: list[list[str]] = []
        for row in self._package.xml(name).iterfind("{*}sheetData/{*}row"):
            cells: dict[int, str] = {}
            number = len(rows) + 1
            for at, cell in enumerate(row.iterfind("{*}c")):
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(reference[1]) if reference else at
                number = int(reference[2]) if reference else number
                words = self._text(cell)
                if words and column < _WIDEST:
                    cells[column] = words
            self._left -= len(cells)
            if self._left < 0:
                raise InputError(f"it has over {_MOST_CELLS} cells", "Save what belongs to the article by itself")
            if cells:
                rows += [[]] * min(1, number - 1 - len(rows))  # however many rows are empty, one shows it
                rows.append([cells.get(column, "") for column in range(max(cells) + 1)])
        return rows

    def _text(self, cell: Any) -> str:
        kind = cell.get("t", "n")
        value = cell.find("{*}v")
        stored = ("" if value is None else value.text or "").strip()
        if kind == "inlineStr":
            return _words(cell.find("{*}is"))
        formula = cell.find("{*}f")
        if not stored and formula is not None and kind != "str":  # a formula may give an empty string
            self.uncounted += 1
            return f"={formula.text.strip()}" if formula.text else _UNCOUNTED
        if kind == "s":
            number = whole(stored, len(self._shared))
            return self._shared[number] if number < len(self._shared) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(stored, stored)
        return stored if kind != "n" else self._number(stored, whole(cell.get("s")))

    def _number(self, stored: str, style: int) -> str:
        with suppress(ValueError, OverflowError):
            value = float(stored)
            kind = self._formats[style] if style < len(self._formats) else ""
            if kind == "percent":
                return f"{value * 100:.10g}%"
            if kind in ("date", "time") and value >= 0:
                moment = self._epoch + timedelta(seconds=round(value * 86400))
                clock = f"{moment:%H:%M}" + (f":{moment:%S}" if moment.second else "")
                return clock if kind == "time" else f"{moment:%Y-%m-%d}" + (f" {clock}" if value % 1 else "")
            return f"{value:.15g}" if "e" not in f"{value:.15g}" else stored
        return stored


def _formats(styles: Any) -> list[str]:
    """What each style makes of a number: ``date``, ``time``, ``percent`` or nothing."""
    if styles is None:
        return []
    codes = {
        entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    return [_kind(entry.get("numFmtId", ""), codes) for entry in styles.iterfind("{*}cellXfs/{*}xf")]


def _kind(number: str, codes: dict[str, str]) -> str:
    if number in codes:
        code = _QUOTED.sub("", codes[number])
        return "percent" if "%" in code else "date" if _DAY.search(code) else "time" if _CLOCK.search(code) else ""
    known = whole(number)
    clock = known in (18, 19, 20, 21, 45, 46, 47)
    return "percent" if known in _PERCENTAGES else "time" if clock else "date" if known in _DATES else ""


def _words(entry: Any) -> str:
    """The words of a text; how they are pronounced is left out."""
    if entry is None:
        return ""
    spoken = {words for phonetic in entry.iter("{*}rPh") for words in phonetic.iter("{*}t")}
    return " ".join("".join(words.text or "" for words in entry.iter("{*}t") if words not in spoken).split())


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _blocks(rows: Sequence[Sequence[str]]) -> Iterator[Para | Grid]:
    """The blocks that empty rows separate: tables, and paragraphs of rows with one cell above or below a table."""
    for is_empty, group in groupby(rows, key=lambda row: not row):
        block = [list(row) for row in group]
        if is_empty:
            continue
        while block and _is_line(block[0]):
            yield _para(block.pop(0))
        below: list[list[str]] = []
        while block and _is_line(block[-1]):
            below.insert(0, block.pop())
        if block:
            yield _grid(block)
        yield from map(_para, below)


def _is_line(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) == 1 and any(map(str.isalpha, "".join(row)))


def _para(row: Sequence[str]) -> Para:
    return Para((Run("".join(row)),))


def _grid(rows: list[list[str]]) -> Grid:
    left = min(next(at for at, cell in enumerate(row) if cell) for row in rows)
    width = max(map(len, rows))
    padded = [[*row[left:], *[""] * (width - len(row))] for row in rows]
    titled = len(rows) > 1 and all(any(map(str.isalpha, cell)) or not cell for cell in padded[0])
    cells = tuple(tuple((_para([cell]),) if cell else () for cell in row) for row in padded)
    return Grid(cells, int(titled))
