"""The tables of words that Tesseract writes, one word a line: ``tesseract page.png page tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.reading.copy import Box
from copydesk.reading.ocr.scanned import (
    PIXEL,
    Block,
    Page,
    ScannedLine,
    Word,
    around,
    box_of,
    number,
    plain_hyphens,
)

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
"""The first line of such a table."""

_COLUMNS = HEADER.count("\t") + 1
_PAGE_LEVEL, _WORD_LEVEL = "1", "5"


class _Row(NamedTuple):
    """A word of the table, or a page, and the numbers of its page, block, paragraph and line."""

    page: str
    block: str
    paragraph: str
    line: str
    word: Word


def is_tsv(beginning: str) -> bool:
    """Whether a file that begins so is such a table."""
    return beginning.removeprefix("\ufeff").startswith(HEADER)


def read(data: bytes, unit: float = PIXEL) -> Iterator[Page]:
    """The pages of a table, whose pixels are ``unit`` points wide. Raises InputError if it is broken."""
    text = data.decode("utf-8-sig", "replace")
    rows = [row for number, line in enumerate(text.split("\n"), 1) if (row := _row(line.rstrip("\r"), number, unit))]
    heights = {row.page: row.word.box.bottom for row in rows if not row.word.text and row.word.box}
    words = [row for row in rows if row.word.text]
    for page, of_page in groupby(words, key=lambda row: row.page):
        blocks = []
        for _, of_block in groupby(of_page, key=lambda row: row.block):
            lines = [_line(list(rows)) for _, rows in groupby(of_block, key=lambda row: (row.paragraph, row.line))]
            blocks.append(Block(tuple(lines), around(line.box for line in lines)))
        yield Page(tuple(blocks), heights.get(page, 0.0))


def _row(line: str, line_number: int, unit: float) -> _Row | None:
    """A word of the table, or a page, whose text is empty; None for its header, for blocks and for white space."""
    if line == HEADER or not line.strip():
        return None
    cells = line.split("\t", _COLUMNS - 1)
    if len(cells) == _COLUMNS - 1:  # an empty last cell, whose tab an editor removed
        cells.append("")
    if len(cells) != _COLUMNS:
        raise InputError(
            f"line {line_number} of the table has {len(cells)} columns instead of {_COLUMNS}",
            "Make the file again; it may have been cut off",
        )
    text = " ".join(cells[11].split())
    if cells[0] != _PAGE_LEVEL and (cells[0] != _WORD_LEVEL or not text):
        return None
    page, block, paragraph, line_in_it = cells[1:5]
    word = Word(text if cells[0] == _WORD_LEVEL else "", _box(cells[6:10], unit), number(cells[10]))
    return _Row(page, block, paragraph, line_in_it, word)


def _box(cells: list[str], unit: float) -> Box | None:
    left, top, width, height = map(number, cells)
    return box_of(left, top, left + width, top + height, unit)


def _line(rows: list[_Row]) -> ScannedLine:
    words = tuple(row.word for row in rows)
    return ScannedLine(plain_hyphens(" ".join(word.text for word in words)), around(word.box for word in words), words)
