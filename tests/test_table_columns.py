"""Columns of figures are aligned right in every document, unless the tree gives another alignment."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

import copydesk
from copydesk.conversion import ConvertOptions, load
from copydesk.reading.markdown.document import read_markdown
from copydesk.tree import Align, Article, NoteRef, Superscript, Table, Text, bare
from copydesk.writing._shared.columns import alignments, are_figures, shares
from tests.test_pdf import run_poppler
from tests.trees import words

FIGURES = [
    ("8,400", "12,700", "610"),
    ("€31", "€1,140", "–"),
    ("31 €", "1.140 €", "0,50 €"),
    ("$1.2m", "$3bn", "-$40k"),
    ("US$5", "CHF 12.50", "30 EUR", "12 Kč", "9 zł", "1 200 kr"),
    ("+3%", "−2.5 %", "±0.1 %", "12‰"),
    ("1 240", "12\u202f700", "1\u00a0000\u00a0000"),
    ("1'240", "12’700"),
    ("12,34,567", "1,00,000"),
    ("(1,240)", "85"),
    ("1,240*", "1,300†", "980¹"),
    ("½", "3½", "2 ¾"),
    ("~40", "≈ 5", "< 1"),
    ("1:23", "12:04.5"),
    ("١٬٢٤٠", "٦١٠", "٣٫٥"),
    ("1,200円", "300元"),
    ("", "—", "12"),
    ("n/a", "…", "7"),
    ("21°C", "5°"),
    (".5", "0.25"),
]
WORDS = [
    ("", "–"),
    ("Lima", "12"),
    ("12 days", "3 days"),
    ("12.05.2025", "13.05.2025"),
    ("12/05", "13/05"),
    ("A1", "B2"),
    ("10–12", "13–15"),
    ("1 of 2", "2"),
    ("1,2,3", "4"),
    ("555-0190", "555-0191"),
    ("+44 1326 555 0190", "+44 1326 555 0191"),
    ("none", "3"),
    ("3rd", "4th"),
    ("()", "1"),
]


@pytest.mark.parametrize("cells", FIGURES, ids=" | ".join)
def test_these_are_figures(cells: tuple[str, ...]) -> None:
    assert are_figures(cells)


@pytest.mark.parametrize("cells", WORDS, ids=" | ".join)
def test_these_are_none(cells: tuple[str, ...]) -> None:
    assert not are_figures(cells)


def table(*rows: str, align: tuple[Align | None, ...] = ()) -> Table:
    """A table of rows whose cells are separated by bars, the first its header."""
    header, *others = [tuple(words(cell) if cell else () for cell in row.split("|")) for row in rows]
    return Table(tuple(others), header, align=align)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (table("Place|Salt|Price", "Lima|8,400|€31", "Callao|610|–"), (None, "right", "right")),
        (table("Year|Salt", "1965|8,400", "2024|610"), (None, "right")),
        (table("Place|Year", "Lima|1965", "Callao|2024"), (None, "right")),
        (table("Salt|Place", "8|Lima", "610|Callao"), ("right", None)),
        (table("Salt", "8", "610"), (None,)),
        (table("Place|Salt", "Lima|12|x", "Callao|3"), (None, "right", None)),
        (table("Place|Salt|Price", "Lima|8|9", align=("center", None, "left")), ("center", None, "left")),
        (table("Place|Salt", "Lima|8", align=("right",)), ("right", None)),
        (Table((), header=(words("1"), words("2"))), (None, None)),
        (
            Table(((words("a"), (Text("12"), Superscript(words("a"))), (Text("3"), NoteRef("n", "*"))),)),
            (None, "right", "right"),
        ),
    ],
)
def test_how_columns_are_set(table: Table, expected: tuple[Align | None, ...]) -> None:
    assert alignments(table) == expected


def test_columns_share_out_the_width_by_what_they_hold() -> None:
    unequal = table("Year|Harvest|Story", f"1965|8,400|{'long words ' * 9}", f"2024|610|{'x' * 12}")
    year, harvest, story = shares(unequal)
    assert year < harvest < story < 0.75
    assert year + harvest + story == pytest.approx(1)
    word, other = shares(table(f"{'x' * 40}|y", "1|2"))
    assert word / other == pytest.approx(43 / 4)
    assert shares(Table(((), ()))) == []


# --------------------------------------------------------------------------------------------------- in every format

SALT = Article(
    lang="en",
    body=(table("Place|Salt|Price", "Guérande|8,400|€31", "Ré|12,700|€1,140", "Noirmoutier|610|–"),),
)
CENTRED = Article(lang="en", body=(table("Place|Kind|Salt", "Ré|grey|1", align=("left", "center", "right")),))


def html_classes(article: Article, lang: str = "en") -> list[list[str | None]]:
    page = etree.fromstring(copydesk.write(article, "html").data)
    return [[cell.get("class") for cell in row] for row in page.iter("tr")]


def test_a_web_page_says_it_of_each_cell() -> None:
    assert html_classes(SALT) == [[None, "right", "right"]] * 4
    assert html_classes(CENTRED) == [["left", "center", "right"]] * 2


def test_an_untitled_column_keeps_its_class_on_a_web_page() -> None:
    article = Article(body=(Table(((words("a"), words("1")), (words("b"), words("2"))), header=(words("x"), ())),))
    page = etree.fromstring(copydesk.write(article, "html").data)
    assert page.xpath("//thead//td/@class") == ["right"]


@pytest.mark.parametrize("style", ["broadsheet", "leaflet", "manuscript"])
def test_figures_end_at_one_edge_in_a_pdf(style: str) -> None:
    data = copydesk.write(SALT, "pdf", style=style).data
    page = etree.fromstring(run_poppler("pdftotext", "-bbox", "-", "-", data=data).encode())
    ends = {str(word.text): float(word.get("xMax", 0)) for word in page.iter("{*}word")}
    assert max(ends[word] for word in ("Salt", "8,400", "12,700", "610")) - min(
        ends[word] for word in ("Salt", "8,400", "12,700", "610")
    ) == pytest.approx(0, abs=0.3)
    assert ends["€31"] == pytest.approx(ends["€1,140"], abs=0.3)
    assert ends["Ré"] != pytest.approx(ends["Noirmoutier"], abs=3)


def cell_styles(article: Article) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(copydesk.write(article, "docx").data)) as file:
        document = etree.fromstring(file.read("word/document.xml"))
    word = f"{{{document.nsmap['w']}}}"
    return [str(style.get(f"{word}val")) for cell in document.iter(f"{word}tc") for style in cell.iter(f"{word}pStyle")]


def test_a_word_file_has_a_style_for_it() -> None:
    assert cell_styles(SALT)[:6] == [
        *("TableHeading", "TableHeadingEnd", "TableHeadingEnd"),
        *("TableText", "TableTextEnd", "TableTextEnd"),
    ]
    assert cell_styles(CENTRED)[3:] == ["TableText", "TableTextCentre", "TableTextEnd"]


def test_right_is_where_lines_begin_in_hebrew() -> None:
    hebrew = Article(lang="he", body=(table("א|ב|ג", "שלום|1|2", "לילה|3|4", align=(None, "right", "left")),))
    assert cell_styles(hebrew)[3:6] == ["TableText", "TableText", "TableTextEnd"]


def test_pandocs_formats_get_the_alignment() -> None:
    assert "lrr" in copydesk.write(SALT, "latex").data.decode()
    assert "align: (left,center,right,)" in copydesk.write(CENTRED, "typst").data.decode()


@pytest.mark.parametrize("flavour", ["commonmark", "gfm", "pandoc"])
def test_markdown_says_what_the_tree_says_and_no_more(flavour: str) -> None:
    markdown = copydesk.write(CENTRED, "markdown", flavour=flavour).data.decode()
    assert "| :--- | :---: | ---: |" in markdown
    assert bare(read_markdown(markdown)[0].body) == CENTRED.body
    plain = copydesk.write(SALT, "markdown", flavour=flavour).data.decode()
    assert "| --- | --- | --- |" in plain
    assert bare(read_markdown(plain)[0].body) == SALT.body


RAW = b"""\
The salt of the year

By Ana Ruiz

The pans gave less than in any year before it, as the table below shows.

Place       Salt     Price
Guerande    8,400    31
Re          12,700   1,140
Olonne      610      705

Nobody knows what the next year will bring to the marsh and to those who live on it.
"""


def test_figures_of_raw_text_stand_to_the_right_too() -> None:
    article = load(RAW, ConvertOptions("text")).article
    assert html_classes(article) == [[None, "right", "right"]] * 4
