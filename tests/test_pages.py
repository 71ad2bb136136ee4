"""Finished PDFs in every style: no line is printed over another, and the pages are fit for a publisher.

``make pages`` looks at every sample in every style on every paper and at 300 random trees; here are a few of each.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings

import copydesk
from copydesk.style import available, load
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Code,
    Emphasis,
    Head,
    Heading,
    Headline,
    List,
    Note,
    NoteRef,
    Paragraph,
    Person,
    PullQuote,
    Section,
    Speech,
    Strong,
    Table,
    Text,
    Verse,
)
from copydesk.visit import plain
from copydesk.writing import Output, Settings, pdf
from copydesk.writing import _cost as cost
from copydesk.writing._shared.facts import direction
from copydesk.writing.pdf import finished_pages
from copydesk.writing.pdf import layout as _pdf_layouts
from copydesk.writing.pdf.finished_pages import Fault
from copydesk.writing.pdf.html import PdfVisitor
from tests import pages, trees
from tests.tools import ROOT
from tests.trees import words

FULL = bool(os.environ.get("COPYDESK_ALL_PAGES"))
"""Whether all pages are looked at, which takes some minutes."""

SAMPLES = {path.stem: path for path in sorted((ROOT / "samples").glob("*.txt"))}
LOOKS = [(style.name, paper) for style in available() for paper in style.papers]
FEW = [("essay", *look) for look in LOOKS if look[1] == "a4"] + [
    ("listicle", *look) for look in LOOKS if look[1] != "a4"
]

SENTENCE = "The ferry crossed the upper lake on Monday with forty people, nine bicycles and a goat on board. "


def columns_of(style: str, paper: str) -> int:
    return 2 if style in ("broadsheet", "leaflet") and paper != "a5" else 1


def written(article: Article, style: str, paper: str) -> Output:
    return pdf.write(article, Settings(style=load(style), paper=paper))


@cache
def sample(name: str) -> Article:
    return copydesk.read(SAMPLES[name].read_bytes())


@pytest.mark.parametrize(
    ("name", "style", "paper"), [(name, *look) for name in SAMPLES for look in LOOKS] if FULL else FEW
)
def test_the_samples_have_no_fault(name: str, style: str, paper: str) -> None:
    output = written(sample(name), style, paper)
    assert pages.faults(output.data, columns_of(style, paper)) == []
    assert [problem for problem in output.problems if problem.kind == "layout"] == []


@settings(
    max_examples=300 if FULL else 4,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink an example would take minutes
)
@given(trees.articles())
def test_a_fault_of_any_tree_is_reported(article: Article) -> None:
    """Faults of finished pages are among the problems; most trees have none."""
    style, paper = LOOKS[len(plain(article)) % len(LOOKS)]
    output = written(article, style, paper)
    if not any(problem.kind == "layout" for problem in output.problems):
        assert pages.faults(output.data, columns_of(style, paper), rtl=direction(article) == "rtl") == []


# ----------------------------------------------------------------------------------------------- a table across columns


def with_table(before: int, notes: int) -> Article:
    """Paragraphs, the first of which have a note each, then a heading, a table that spans columns, and more text."""
    marks = [NoteRef(f"n{number}", str(number)) for number in range(1, notes + 1)]
    noted = [Paragraph((Text(SENTENCE * 4), mark, Text(" " + SENTENCE * 3))) for mark in marks]
    rows = tuple(
        (
            words(str(year)),
            words(f"{year * 7:,} passengers"),
            words("the larger ferry"),
            words("the upper landing stage"),
        )
        for year in range(1960, 2030, 10)
    )
    return Article(
        lang="en",
        head=Head(headline=Headline(words("What the ferry carried"))),
        body=(
            *noted,
            *[Paragraph(words(SENTENCE * 5))] * (before - notes),
            Heading(2, words("In seventy years")),
            Table(rows, tuple(map(words, ("Year", "Carried", "By", "From")))),
            *[Paragraph(words(SENTENCE * 6))] * 14,
        ),
        notes=tuple(Note(mark.note, mark.mark, (Paragraph(words(SENTENCE * 2)),)) for mark in marks),
    )


@pytest.mark.parametrize("before", range(3, 24) if FULL else (6, 9, 12))
@pytest.mark.parametrize("notes", [1, 3])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_table_that_spans_the_columns_harms_nothing(before: int, notes: int, paper: str) -> None:
    """WeasyPrint would leave the heading above it at a column's foot, and print columns below it over notes."""
    output = written(with_table(before, notes), "broadsheet", paper)
    assert pages.faults(output.data, 2) == []
    assert output.problems == ()


def test_a_table_is_broken_where_a_page_would_otherwise_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style keeps tables of so few rows together, which would leave up to half a page empty above each. There is
    time for a second layout, but not for the one in which any table may be broken."""
    monkeypatch.setattr(_pdf_layouts, "BUDGET", 40_000)
    rows = tuple((words(f"Row {number}"), words(str(number * 37)), words("the lower landing")) for number in range(17))
    body = tuple(
        block
        for number in range(1, 7)
        for block in (Paragraph(words(SENTENCE * 3 * number)), Table(rows, tuple(map(words, ("Item", "Sum", "Place")))))
    )
    output = written(Article(lang="en", body=body), "leaflet", "a5")
    assert pages.faults(output.data) == []
    assert output.problems == ()
    assert max(text.count("Row") for text in text_of(output.data)) < 34


def test_where_no_layout_is_without_fault_the_least_bad_is_used_and_reported(tmp_path: Path) -> None:
    css = tmp_path / "own.css"
    css.write_text(".paragraph + .paragraph { margin-top: -1em }")
    article = Article(lang="en", body=(Paragraph(words(SENTENCE)), Paragraph(words(SENTENCE))))
    output = pdf.write(article, Settings(style=load("plain").amended(css=css), paper="a4"))
    (problem,) = output.problems
    assert problem.kind == "layout"
    assert "lines overlap" in problem.message
    assert problem.message.endswith("choose a wider --paper or another --style")
    assert "page 1: overlap" in pages.faults(output.data)


def table_of(*rows: str) -> Table:
    header, *others = (tuple(map(words, row.split("|"))) for row in rows)
    return Table(tuple(others), header)


TIDES = table_of(
    "Harbour|First high water|Height (m)|First low water|Height (m)|Second high water|Height (m)|Remark",
    "Northinglethorpe|04:31|6.02|10:58|1.44|17:00|6.21|Bridge opens on request",
    "Saltmarsh Quay|04:05|5.12|10:30|1.20|16:33|5.30|",
)
BIRDS = table_of(
    "Species|Where it breeds|Principal cause of decline|Pairs counted",
    "Lesser spotted woodpecker|Riverside alders|Fragmentation of habitat|12",
)
MANY = Table((tuple(words(f"cell{number}") for number in range(100)),))


@pytest.mark.parametrize(
    ("table", "style", "paper"),
    [(TIDES, "large-print", "a4"), (TIDES, "plain", "a5"), (BIRDS, "manuscript", "a5"), (MANY, "plain", "a4")],
    ids=["records", "small", "whole", "line"],
)
def test_a_crowded_table_keeps_its_words_whole_and_on_the_page(table: Table, style: str, paper: str) -> None:
    output = written(Article(lang="en", body=(Paragraph(words(SENTENCE)), table)), style, paper)
    assert output.problems == ()
    assert pages.faults(output.data) == []
    assert pages.broken_words(output.data, plain(table).split()) == []


def test_a_broken_word_and_a_table_too_wide_are_faults() -> None:
    """A break with a hyphen, at a hyphen of the word, or in a word longer than any column is no fault."""
    weasyprint = pdf.load()
    word = "x" * 30
    cells = "Northinglethorpe", "salt-marsh quay", "04:31", "ab cd", word
    table = f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
    narrow = weasyprint.CSS(string="table { table-layout: fixed; width: 220px } td { overflow-wrap: break-word }")
    wide = weasyprint.CSS(string="table { width: 3000px }")
    broken, cut_off = (weasyprint.HTML(string=table).render(stylesheets=[sheet]) for sheet in (narrow, wide))
    assert {fault.kind for fault in finished_pages.faults(finished_pages.pages_of(broken))} == {"broken"}
    assert {fault.kind for fault in finished_pages.faults(finished_pages.pages_of(cut_off))} >= {"outside"}
    (page,) = finished_pages.pages_of(broken)
    assert all(fragment in "".join(cells) and fragment not in word for fragment in page.broken)
    assert pages.broken_words(broken.write_pdf(), "".join(cells[:1]).split()) == [cells[0]]


def test_another_layout_is_tried_where_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if notes at the feet of pages always stood over the text."""
    original_check = _pdf_layouts._checked

    def refuse(document: Any, visitor: Any) -> Any:
        checked = original_check(document, visitor)
        return checked._replace(faults=(Fault(1, "overlap"),)) if visitor.footnotes else checked

    article = with_table(6, 1)
    at_foot = written(article, "broadsheet", "a4")
    monkeypatch.setattr(_pdf_layouts, "_checked", refuse)
    at_end = written(article, "broadsheet", "a4")
    assert at_end.problems == ()
    assert at_end.data != at_foot.data
    assert pages.faults(at_end.data, 2) == []


# ---------------------------------------------------------------------------------------------------------- the checks

FOLIO = '<p style="position: fixed; bottom: -40px">1</p>'
GOOD = "<h1>Ferry</h1>" + f"<p>{SENTENCE * 6}</p>" * 14
BROKEN = {
    "overlap": GOOD + f'<p style="position: absolute; top: 200px">{SENTENCE}</p>',
    "outside": GOOD
    + '<p style="position: absolute; top: 900px; left: 620px; white-space: nowrap">Over the edge of it</p>',
    "hole": GOOD + f'<p style="break-before: page">{SENTENCE}</p><p style="break-before: page">{SENTENCE}</p>',
    "heading": f'<h1>Ferry</h1><p>{SENTENCE * 60}</p><h2>Alone</h2><p style="break-before: page">{SENTENCE}</p>',
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_of_finished_pages_is_found(kind: str) -> None:
    weasyprint = pdf.load()
    sheet = weasyprint.CSS(string="@page { size: A4; margin: 60px }")
    assert pages.faults(weasyprint.HTML(string=GOOD).write_pdf(stylesheets=[sheet])) == []
    kinds_found = pages.faults(weasyprint.HTML(string=BROKEN[kind]).write_pdf(stylesheets=[sheet]))
    assert kind in {fault.split(": ")[1] for fault in kinds_found}


def test_letters_on_both_sides_of_others_in_their_line_are_no_overlap() -> None:
    """In right-to-left text a font's letters are one object, though those of another may stand between."""
    turned = Code("gate\u200fcross \u6e21\u8239\u6e21\u8239 lake")
    article = Article(lang="ar", head=Head(), body=(Paragraph((turned,)),))
    assert pages.faults(written(article, "plain", "a4").data, rtl=True) == []


# ------------------------------------------------------------------------------------------------- what stays together


@pytest.mark.parametrize(("last", "is_source"), [("— Minutes of 1851", True), ("So it was.", False)])
def test_the_source_of_a_quotation_is_set_as_such(last: str, is_source: bool) -> None:
    quotation = BlockQuote((Paragraph(words("The wine was not good.")), Paragraph(words(last))))
    assert ('<p class="attribution">— ' in PdfVisitor(Article()).visit(quotation)) == is_source


def test_no_name_is_divided_and_no_word_of_a_byline_stands_alone() -> None:
    byline = Byline("By Ana María Ruiz and Jo Park in Lima", (Person("Ana María Ruiz"), Person("Jo Park")))
    assert PdfVisitor(Article()).visit(byline) == (
        '<p class="byline">By <span class="whole">Ana María Ruiz</span> and <span class="whole">Jo Park</span> '
        '<span class="last-words">in Lima</span></p>\n'
    )


def text_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


@pytest.mark.parametrize("style", ["manuscript", "leaflet"])
def test_no_note_mark_begins_a_line(style: str) -> None:
    notes = tuple(Note(f"n{number}", "9", (Paragraph(words("Said so.")),)) for number in range(20))
    body = tuple(
        Paragraph(
            (
                Text(f"{'x' * (number % 9 + 1)} {SENTENCE * 2}The rules. Again"),
                Emphasis(words(" so it was.")),
                NoteRef(note.id, note.mark),
                Text(" She was shown them by the pilot himself."),
            )
        )
        for number, note in enumerate(notes)
    )
    (first, *_) = texts = text_of(written(Article(lang="en", body=body, notes=notes), style, "a4").data)
    assert "rules" in first
    assert [text for text in texts if re.search(r"\n9 She", text)] == []


def test_no_word_is_broken_at_the_end_of_a_page_or_column() -> None:
    long = "The administrative transportation department reconsidered its international responsibilities. "
    body = tuple(Paragraph(words(f"{'x' * (number % 11 + 1)} {long * 7}")) for number in range(30))
    output = written(Article(lang="en", body=body), "broadsheet", "a4")
    lines_of_pages = [text.replace("\r", "").split("\n") for text in text_of(output.data)]
    assert any(line.endswith(("-", "\ufffe", "\u2010")) for shown in lines_of_pages for line in shown)
    assert len(lines_of_pages) > 2
    for shown in lines_of_pages:
        assert not shown[-2].endswith(("-", "\ufffe", "\u2010"))


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize("style", ["essay", "broadsheet"])
def test_no_question_is_separated_from_its_answer(style: str, bold: bool) -> None:
    """With so many questions of one line, some would otherwise stand at the foot of a page or column."""
    questions = [words(f"Question {number}?") for number in range(90)]
    turns = [
        (Paragraph((Strong(question),) if bold else question), Paragraph(words(f"{SENTENCE}")))
        for question in questions
    ]
    head = Head(headline=Headline(words("Ferry")))
    article = Article(lang="en", head=head, body=tuple(paragraph for turn in turns for paragraph in turn))
    output = written(article, style, "a4")
    assert output.problems == ()  # no column ends in one
    shown = text_of(output.data)
    assert [text.count("?") for text in shown] == [text.count("goat") for text in shown]
    assert len(shown) > 2


@pytest.mark.parametrize("style", ["essay", "broadsheet"])
@pytest.mark.parametrize("speaker", ["Ada Brandt", "ADA BRANDT."])
def test_no_speaker_is_separated_from_the_words(style: str, speaker: str) -> None:
    """Neither a name on the line above, nor one alone above verse."""
    blocks = (Paragraph(words(SENTENCE)), Verse((words("The ferry is in."), words("The tide is out."))))
    speeches = [Speech(words(speaker), (blocks[number % 2],)) for number in range(120)]
    head = Head(headline=Headline(words("Goat")))
    output = written(Article(lang="en", head=head, body=tuple(speeches)), style, "a4")
    assert output.problems == ()
    shown = text_of(output.data)
    assert [text.count(speaker) for text in shown] == [text.count("The ferry") for text in shown]
    assert len(shown) > 2


def test_a_speech_that_asks_stays_with_the_one_that_answers() -> None:
    turns = (
        Speech(words("Q:"), (Paragraph(words("And the goat?")),)),
        Speech(words("A:"), (Paragraph(words(SENTENCE)),)),
    )
    head = Head(headline=Headline(words("Ferry")))
    shown = text_of(written(Article(lang="en", head=head, body=turns * 90), "broadsheet", "a4").data)
    assert [text.count("Q:") for text in shown] == [text.count("A:") for text in shown]
    assert len(shown) > 2


LAST = Paragraph(words("Last"))


@pytest.mark.parametrize(
    ("body", "is_indented"),
    [
        ((Paragraph(words("First")), LAST), True),
        ((Paragraph(words("Before.")), PullQuote(words("First")), LAST), True),
        ((Heading(2, words("Before")), PullQuote(words("First")), LAST), False),
        ((Speech(words("Ada:"), (Paragraph(words("No.")),)), PullQuote(words("First")), LAST), False),
        ((List(((Paragraph(words("First")), LAST),)),), False),
    ],
    ids=["paragraph", "interrupted", "heading and pull quote", "speech and pull quote", "item"],
)
def test_which_paragraphs_are_indented(body: tuple[Section, ...], *, is_indented: bool) -> None:
    """Those that follow a paragraph, also behind a pull quote that interrupts the text, but not those of an item."""
    data = written(Article(lang="en", head=Head(), body=body), "plain", "a4").data
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    shown = text.get_text_range()
    left, first = (text.get_charbox(shown.index(word))[0] for word in ("Last", "First"))
    assert (left > first + 5) == is_indented


# -------------------------------------------------------------------------------------------------- the time it takes


def test_the_pace_counts_characters_and_pieces() -> None:
    assert cost.seconds(250_000, 0) == 10
    assert cost.seconds(0, 8000) == 10
    wrapped = (SENTENCE.rstrip() + "\n").encode() * 10_000
    assert cost.foreseen(wrapped) == pytest.approx(len(wrapped) / cost.CHARACTERS, abs=1)
    assert cost.foreseen(b"Yes, so it is.\n" * 10_000) > 30


def test_a_long_word_keeps_its_letters_and_its_column() -> None:
    word = "abcdefghij" * 200
    output = written(Article(lang="en", body=(Paragraph(words(f"So {word} it is. {SENTENCE}")),)), "broadsheet", "a4")
    assert word in re.sub(r"\s", "", "".join(text_of(output.data)))
    assert output.problems == ()


def test_a_table_of_much_text_is_broken_between_pages_and_set_in_good_time() -> None:
    """WeasyPrint takes long to find the least width of a column where a line may end after any letter."""
    rows = ((words("1960"), words(SENTENCE * 60)), (words("1970"), words(SENTENCE * 20)))
    output = written(Article(lang="en", body=(Paragraph(words(SENTENCE)), Table(rows))), "plain", "a4")
    assert output.problems == ()
    assert pages.faults(output.data) == []


MARK_ABOVE = "\u0301"


def test_excess_marks_on_a_letter_are_left_out_and_reported() -> None:
    head = Head(headline=Headline(words("It is so")))
    few, many = (Paragraph(words(f"So e{MARK_ABOVE * count} it is.")) for count in (30, 50_000))
    output = written(Article(lang="en", head=head, body=(many,)), "plain", "a4")
    (problem,) = output.problems
    assert problem.kind == "character"
    assert "combining marks" in problem.message
    assert written(Article(lang="en", head=head, body=(few,)), "plain", "a4") == Output(output.data, ())
