"""Crowded tables: the variants that are tried, and records."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from copydesk.writing._cost import TooMuchWorkError
from copydesk.writing.pdf.lines import LONGEST_UNBROKEN, classes_of
from copydesk.writing.pdf.tables import VARIANTS, WIDEST_ROWS, fit, mark_long_words, set_as_records
from tests.boxes import Box, LineBox, PageBox, TableCellBox, TableWrapper, TextBox, document

LONG = "x" * (LONGEST_UNBROKEN + 1)


def parsed(markup: str) -> Element:
    return ElementTree.fromstring(markup)


def text_of(element: Element) -> str:
    return ElementTree.tostring(element, encoding="unicode")


# ----------------------------------------------------------------------------------------------------- the trial

PAGE = (
    '<html lang="en"><head><style>p {}</style></head><body class="paper-a4"><article><p>So.</p>'
    '<div class="text">%s</div><p>it is</p></article></body></html>'
)


def trial_of(*tables: str) -> tuple[Element, int]:
    """The page that is laid out to try these tables, and the number of its characters."""
    trials: list[tuple[Element, int]] = []

    def lay_out(root: Element, size: int) -> Any:
        trials.append((root, size))
        return document()

    fit(parsed(PAGE % "".join(tables)), lay_out)
    (trial,) = trials
    return trial


def test_a_page_without_crowded_tables_is_not_tried() -> None:
    def lay_out(root: Element, size: int) -> Any:
        raise AssertionError

    root = parsed(PAGE % '<table class="table"><tbody><tr><td>1</td></tr></tbody></table>')
    before = text_of(root)
    fit(root, lay_out)
    assert text_of(root) == before


def test_the_trial_has_each_crowded_table_in_every_variant_and_nothing_else() -> None:
    crowded = '<table class="table crowded"><tbody><tr><td>Quay</td></tr></tbody></table>'
    other = '<table class="table"><tbody><tr><td>1</td></tr></tbody></table>'
    root, size = trial_of(crowded, other, f"<div>{crowded}</div> and so on")
    assert size == len(ElementTree.tostring(root))
    assert (root.tag, root.get("lang")) == ("html", "en")
    assert [element.tag for element in root] == ["head", "body"]
    (body,) = root.iter("body")
    assert body.get("class") == "trial paper-a4"
    tables = list(root.iter("table"))
    assert [table.get("data-trial") for table in tables] == [
        f"{number} {variant}" for number in (0, 1) for variant in range(4)
    ]
    assert [tuple(classes_of(table)[2:]) for table in tables] == [*VARIANTS, *VARIANTS]
    assert "".join(root.itertext()) == "Quay" * 8
    (text,) = (element for element in root.iter() if element.get("class") == "text")
    assert [child.tag for child in text] == ["table"] * 4 + ["div"]


def table_of(*rows: list[str], head: str = "") -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="crowded">{head}<tbody>{body}</tbody></table>'


def rows_of_trial(table: str) -> list[list[str]]:
    root, _ = trial_of(table)
    first = next(root.iter("table"))
    return [["".join(cell.itertext()) for cell in row] for row in first.iter("tr")]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([], []),
        ([["a"]], [0]),
        ([["a"], ["aa"], ["aaa"], ["aaaa"], ["aaaaa"]], [2, 3, 4]),
        ([["aaaaa"], ["a"], ["aaa"], ["aa"], ["aaaa"]], [0, 2, 4]),
        ([["a"], ["a"], ["a"], ["a"]], [0, 1, 2]),
        ([["aa a a a a"], ["aaa"], ["aaa"], ["aaa"], ["a"]], [1, 2, 3]),  # by the longest word
        ([["aaa", ""], ["aaa", ""], ["aaa", ""], ["a", "b"], ["", "bb"], ["", "bbb"], ["", ""]], [0, 1, 2, 3, 4, 5]),
        ([["aaa"], ["aaa"], ["aaa"], ["", "b"], ["a"]], [0, 1, 2, 3]),
    ],
)
def test_the_trial_has_the_rows_with_the_longest_words_of_each_column(rows: list[list[str]], kept: list[int]) -> None:
    assert WIDEST_ROWS == 3
    expected = [rows[number] for number in kept]
    assert rows_of_trial(table_of(*rows))[: len(expected)] == expected
    if all(len(row) == len(rows[0]) for row in rows):
        assert rows_of_trial(table_of(*rows)) == expected


def test_the_trial_has_the_titles_but_no_ids_and_no_notes() -> None:
    title = 'Quay<sup class="note-ref">1</sup><main class="footnote idle">Note</main>'
    head = f'<thead><tr><th id="a">{title}</th></tr></thead>'
    cell = '<a href="#n" id="b" class="link">Low<main class="footnote">x</main><main class="footnote">y</main></a>'
    root, _ = trial_of(table_of([cell], head=head))
    assert "".join(next(root.iter("table")).itertext()) == "Quay1Low"
    assert [element.get("id") or element.get("href") for element in root.iter()].count(None) == len(list(root.iter()))
    assert next(root.iter("a")).get("class") == "link"


def test_the_tables_of_the_page_stay_whole_in_the_trial() -> None:
    rows = [["a" * number] for number in range(1, 6)]
    root = parsed(PAGE % f"{table_of(*rows)} behind it")
    fit(root, lambda root, size: laid_out({"0 0": True}))
    (table,) = root.iter("table")
    assert ["".join(row.itertext()) for row in table.iter("tr")] == [row[0] for row in rows]
    assert table.tail == " behind it"
    assert table.get("data-trial") is None


# --------------------------------------------------------------------------------------------------- the choice


def laid_out(fitting: dict[str, bool | None]) -> Any:
    """The trial laid out on a page for each of these tables: each fits, or is too wide, or (None) breaks a word."""
    pages = []
    for name, fits in fitting.items():
        element = Element("table", {"data-trial": name.strip("*")})
        cell = Element("td")
        cell.text = "landing"
        lines = ["lan", "ding"] if fits is None else ["landing"]
        block = Box([LineBox([TextBox(line)]) for line in lines], element=cell)
        width = 101 if fits is False else 100
        table = Box([TableCellBox([block])], element=element, width=width)
        pages.append(PageBox([Box([TableWrapper([table])])]))
    return document(*pages)


def chosen(fitting: dict[str, bool | None], count: int = 1) -> list[list[str]]:
    """The classes of the tables after the trial."""
    root = parsed(PAGE % (table_of(["Low"]) * count))
    fit(root, lambda root, size: laid_out(fitting))
    return [classes_of(element) for element in root.iter() if "crowded" in classes_of(element)]


@pytest.mark.parametrize(
    ("fitting", "classes"),
    [
        ({"0 0": True, "0 1": True}, ["crowded"]),
        ({"0 0": False, "0 1": True}, ["crowded", "hyphenated"]),
        ({"0 0": None, "0 1": True}, ["crowded", "hyphenated"]),
        ({"0 0": False, "0 1": None, "0 2": True, "0 3": True}, ["crowded", "small"]),
        ({"0 0": False, "0 1": False, "0 2": None, "0 3": True}, ["crowded", "small", "hyphenated"]),
        ({"0 0": False, "0 1": False, "0 2": False, "0 3": False}, ["crowded", "records"]),
        ({}, ["crowded", "records"]),
        ({"0 0": False, "0 0*": True, "0 1": True}, ["crowded", "hyphenated"]),  # on two pages
        ({"0 0": True, "0 0*": False, "0 1": True}, ["crowded", "hyphenated"]),
        ({"0 0": True, "0 0*": None, "0 1": True}, ["crowded", "hyphenated"]),
    ],
)
def test_the_first_variant_that_fits_is_used(fitting: dict[str, bool | None], classes: list[str]) -> None:
    assert chosen(fitting) == [classes]


def test_each_table_has_its_own_variant() -> None:
    assert chosen({"0 0": False, "0 2": True, "1 0": True}, count=3) == [
        ["crowded", "small"],
        ["crowded"],
        ["crowded", "records"],
    ]


def test_tables_that_take_too_long_become_records() -> None:
    def lay_out(root: Element, size: int) -> Any:
        raise TooMuchWorkError

    root = parsed(PAGE % table_of(["Low"]))
    fit(root, lay_out)
    assert [element.tag for element in root.iter() if "records" in classes_of(element)] == ["div"]


@pytest.mark.parametrize(
    ("markup", "lengthy"),
    [
        (f"<td>{LONG}</td>", ["td"]),
        (f"<td> {LONG} </td>", ["td"]),
        (f"<td>{LONG[1:]}</td>", []),
        (f"<td>so {LONG}</td>", []),
        (f"<td>{LONG}<b>so</b></td>", []),
        (f"<td><a>{LONG}</a><b>so</b></td>", ["a"]),
        ("<td/>", []),
    ],
)
def test_words_that_are_too_long_for_any_column(markup: str, lengthy: list[str]) -> None:
    table = parsed(f"<table><tr>{markup}</tr></table>")
    mark_long_words(table)
    assert [element.tag for element in table.iter() if "lengthy" in classes_of(element)] == lengthy


def test_long_words_are_marked_in_the_trial_and_in_the_tables() -> None:
    root = parsed(PAGE % table_of([LONG]))
    marks: list[int] = []

    def lay_out(trial: Element, size: int) -> Any:
        marks.append(text_of(trial).count("lengthy"))
        return laid_out({"0 1": True})

    fit(root, lay_out)
    assert marks == [len(VARIANTS)]
    assert text_of(root).count("lengthy") == 1


# ------------------------------------------------------------------------------------------------------- records


def records(markup: str) -> str:
    root = parsed(f'<div><table class="table">{markup}</table> behind</div>')
    set_as_records(root[0])
    return text_of(root).removeprefix('<div><div class="table records">').removesuffix("</div> behind</div>")


def cell(words: str) -> str:
    return f'<span class="cell">{words}</span> '


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<tbody><tr><td>Low</td><td>5 m</td></tr></tbody>",
            f'<p class="record">{cell("Low")}{cell("5 m")}</p>',
        ),
        (
            "<tbody><tr><td class='right'>Low <b>quay</b> so</td><td> </td></tr><tr><td/><td>6 m</td></tr></tbody>",
            f'<p class="record">{cell("Low <b>quay</b> so")}</p><p class="record">{cell("6 m")}</p>',
        ),
        (
            "<caption>Quays</caption><tbody><tr><td>Low</td></tr></tbody>",
            f'<p class="records-title">Quays</p><p class="record">{cell("Low")}</p>',
        ),
        (
            "<caption class='c'>Quays</caption><thead><tr><th>Quay</th><th> Deep\n <sup class='note-ref'>1</sup>er"
            "<main class='footnote'>Note</main></th></tr></thead>"
            "<tbody><tr><td><em>Low</em></td><td/></tr><tr><td>Far</td><td>6 m</td></tr></tbody>",
            '<p class="c records-title">Quays</p><p class="titles">'
            + cell("Quay")
            + cell(' Deep\n <sup class="note-ref">1</sup>er<main class="footnote">Note</main>')
            + '</p><ul class="record"><li class="labelled" data-label="Quay"><dd><em>Low</em></dd></li></ul>'
            '<ul class="record"><li class="labelled" data-label="Quay"><dd>Far</dd></li>'
            '<li class="labelled" data-label="Deep er"><dd>6 m</dd></li></ul>',
        ),
        (
            "<thead><tr><th/><th><b>De<i>ep</i></b></th></tr></thead><tbody><tr><td>Far</td><td>6 m</td></tr></tbody>",
            f'<p class="titles">{cell("<b>De<i>ep</i></b>")}</p><ul class="record">'
            '<li class="unlabelled" data-label=""><dd>Far</dd></li>'
            '<li class="labelled" data-label="Deep"><dd>6 m</dd></li></ul>',
        ),
    ],
    ids=["lines", "empty cells", "caption", "titles", "no title"],
)
def test_a_table_as_records(markup: str, expected: str) -> None:
    assert records(markup) == expected
