"""Office files whose text stands in the cells of a table: it is text; rows of values are a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import copydesk
from copydesk.reading import examine
from tests.office import docx, odt, p
from tests.outline import outline

ONE = (
    "The weir keeper counts the herons each morning, and writes the number on the door of the mill, where the rain does"
    " not reach it and the miller's boy cannot."
)
TWO = "In a dry year there are nine of them. In a wet one nobody opens the door to look."
ASIDE = "Open on Sundays."
MAIN = [["The Mill Gazette", ""], [f"{ONE}|{TWO}", ASIDE]]
VALUES = [["Kind", "Count"], ["Herons", "9"]]
LONG_VALUES = [["Herons", ONE], ["Otters", TWO + TWO], ["Eels", "Few"]]


def of_word(rows: list[list[str]]) -> bytes:
    def cell(words: str) -> str:
        return f"<w:tc>{''.join(map(p, words.split('|')))}</w:tc>"

    xml = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return docx(f"<w:tbl>{xml}</w:tbl>{p('')}")


def of_opendocument(rows: list[list[str]]) -> bytes:
    def cell(words: str) -> str:
        paras = "".join(f"<text:p>{part}</text:p>" for part in words.split("|"))
        return f"<table:table-cell>{paras}</table:table-cell>"

    xml = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return odt(f"<table:table>{xml}</table:table><text:p/>")


def of_rich_text(rows: list[list[str]]) -> bytes:
    def row(cells: list[str]) -> str:
        words = "".join("\\pard\\intbl " + cell.replace("|", "\\par ") + "\\cell" for cell in cells)
        return f"\\trowd\\cellx4000\\cellx8000{words}\\row "

    return f"{{\\rtf1\\ansi {''.join(map(row, rows))}\\pard\\par}}".encode("ascii")


Form = Callable[[list[list[str]]], bytes]
FORMS = pytest.mark.parametrize("form", [of_word, of_opendocument, of_rich_text])


@FORMS
def test_text_in_the_cells_of_a_table_is_text(form: Form) -> None:
    drawn = outline(copydesk.read(form(MAIN)))
    assert drawn.splitlines() == [
        "lang: en", "headline: The Mill Gazette", "--- body", f"p: {ONE}", f"p: {TWO}", f"p: {ASIDE}"
    ]  # fmt: skip


@FORMS
def test_a_file_that_holds_only_a_table_of_values_is_that_table(form: Form) -> None:
    reading = examine(form(VALUES))
    assert [block.__class__.__name__ for block in reading.article.body] == ["Table"]
    assert reading.problems == ()


@FORMS
def test_a_table_with_sentences_in_some_cells_stays_a_table(form: Form) -> None:
    assert [block.__class__.__name__ for block in copydesk.read(form(LONG_VALUES)).body] == ["Table"]
