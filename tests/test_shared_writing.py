"""What several formats share: dates and facts of an article, words, archives, the columns of tables, links of notes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from copydesk.tree import (
    Article,
    Bio,
    Byline,
    Code,
    Emphasis,
    Figure,
    Head,
    Headline,
    Inline,
    LineBreak,
    Link,
    List,
    Node,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Preformatted,
    PubDate,
    Speech,
    Superscript,
    Table,
    Text,
)
from copydesk.writing._shared import columns, facts, font_files, run_in, word_check
from copydesk.writing._shared.archive import pack, unpack
from copydesk.writing._shared.dates import moments
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.lists import Lists, ListStyle
from copydesk.writing.docx.parts import Numbered
from copydesk.writing.docx.tables import table
from copydesk.writing.epub import pages, style_sheet
from copydesk.writing.epub.pages import Entry
from copydesk.writing.html import tables
from copydesk.writing.html.note_links import NoteLinks
from copydesk.writing.html.words import Words, attributes


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Text(cell),) if cell else () for cell in cells)


# --------------------------------------------------------------------------------------------------------- facts


def dated(*dates: PubDate) -> Article:
    return Article(head=Head(dates=dates))


def published(iso: str | None) -> PubDate:
    return PubDate("then", iso, "published")


def updated(iso: str | None) -> PubDate:
    return PubDate("then", iso, "updated")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], (None, None)),
        ([published("2025-05-17")], (datetime(2025, 5, 17), datetime(2025, 5, 17))),
        ([updated("2025-05-18")], (None, datetime(2025, 5, 18))),
        (
            [published("2025-05-17"), updated("2025-05-18T12:30")],
            (datetime(2025, 5, 17), datetime(2025, 5, 18, 12, 30)),
        ),
        ([published("2025-05-17T23:00-02:00")], (datetime(2025, 5, 18, 1), datetime(2025, 5, 18, 1))),
        ([published("spring")], (None, None)),
        ([published("2025-05-17"), updated("spring")], (datetime(2025, 5, 17), datetime(2025, 5, 17))),
        ([published(None)], (None, None)),
        ([published("2025-05-17"), published("2025-05-19")], (datetime(2025, 5, 17), datetime(2025, 5, 17))),
    ],
)
def test_when_an_article_was_published_and_changed(
    dates: list[PubDate], expected: tuple[datetime | None, datetime | None]
) -> None:
    """In universal time; a date that cannot be read is ignored."""
    assert moments(dated(*dates)) == expected


def test_each_person_of_the_bylines_once() -> None:
    ana, again, jon = Person("Ana"), Person("Ana", role="Photographs"), Person("J\x01n")
    article = Article(head=Head(bylines=(Byline("By Ana and Jon", (ana, jon)), Byline("Ana", (again,)))))
    assert facts.bylined_persons(article) == (ana, jon)
    assert facts.authors(article) == ("Ana", "J\ufffdn")
    assert facts.authors(Article()) == ()


@pytest.mark.parametrize(
    ("role", "expected"), [(None, False), ("", False), ("Photographs", True), ("photo", True), ("Editor", False)]
)
def test_photographers(role: str | None, *, expected: bool) -> None:
    assert facts.is_photographer(Person("Ana", role=role), "en") == expected


@pytest.mark.parametrize(
    ("lang", "head", "body", "expected"),
    [
        ("ar", "ferry", "ferry", "rtl"),
        ("AR-eg", "", "", "rtl"),
        ("en", "שלום", "שלום", "ltr"),
        ("tlh", "", "", "ltr"),
        ("tlh", "שלום", "ab", "rtl"),
        ("tlh", "של", "ab", "ltr"),
        ("tlh", "ab", "مرحبا", "rtl"),
        ("tlh", "של", "مab", "rtl"),
        ("und", "123", "", "ltr"),
    ],
)
def test_the_direction_of_an_article(lang: str, head: str, body: str, expected: str) -> None:
    """That of its language or, if that is unknown, of most of its letters."""
    article = Article(lang=lang, head=Head(headline=Headline((Text(head),))), body=(paragraph(body),))
    assert facts.direction(article) == expected


# --------------------------------------------------------------------------------------------------------- words


def test_the_words_of_nodes() -> None:
    nodes = (
        paragraph("a", Code("b"), NoteRef("n", "1")),
        Preformatted("c"),
        Figure((Text("d"),), alt="e"),
        Note("n", "2", (paragraph("f", ""),)),
    )
    assert list(word_check.words(*nodes)) == ["a", "b", "c", "e", "d", "f"]
    assert list(word_check.words(*nodes, marks=True)) == ["a", "b", "1", "c", "e", "d", "2", "f"]
    assert list(word_check.words()) == []
    assert [word_check.node_words(node) for node in (nodes[0], nodes[3], Text("g"))] == ["", "", "g"]
    assert word_check.node_words(nodes[3], marks=True) == "2"


@pytest.mark.parametrize(
    ("document", "words", "near"),
    [
        ("", [], None),
        ("Rain at last.", ["Rain", "at last."], None),
        (" Rain\nat\u2066 last\u2069.", ["Rain at ", "last."], None),
        ("a\ufffdb", ["a\x00b"], None),
        ("Rain", ["Rain", "at last"], "Rainatlast"),
        ("Rain at last", ["Rain"], "Rain"),
        ("Rxin", ["Rain"], "Rain"),
        ("x" * 40 + "a" + "y" * 40, ["x" * 40 + "b" + "y" * 40], "x" * 20 + "b" + "y" * 19),
    ],
)
def test_a_document_has_the_words_in_order(document: str, words: list[str], near: str | None) -> None:
    problems = word_check.check(document, words, "page")
    assert [problem.kind for problem in problems] == ([] if near is None else ["lost"])
    assert all(
        f"the page does not have the words of the article in order, near {near!r}. " in one.message for one in problems
    )


@pytest.mark.parametrize(
    ("document", "words", "missing"),
    [
        ("", [], None),
        ("one two", ["one", "two"], None),
        ("two, one", ["one two"], None),
        ("one", ["one one"], "one"),
        ("", ["one two"], "one two"),
        ("o<b>n</b>e", ["one"], None),
        ("on_e", ["one"], None),
        ("onetwo", ["one", "two"], None),
        ("e\u0301", ["é"], None),
        ("", [" ".join(f"w{number}" for number in range(13))], " ".join(f"w{number}" for number in range(12))),
    ],
)
def test_a_document_with_markup_has_each_word(document: str, words: list[str], missing: str | None) -> None:
    problems = word_check.check_each(document, words, "Markdown")
    expected = [] if missing is None else [f"the Markdown lacks words of the article: {missing!r}. "]
    assert [problem.message.split("This is")[0] for problem in problems] == expected


def test_characters_that_xml_forbids() -> None:
    assert word_check.forbidden("rain\t\n\r\ud7ff\ue000\ufffd\U00010000") is None
    problem = word_check.forbidden("\x00 \ufffe\ud800\x00")
    assert problem is not None
    assert problem.message.startswith("U+0000, U+D800, U+FFFE cannot stand")
    assert word_check.allowed("a\x0bb\uffffc") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ""),
        ({"class_": "a", "href": None}, ' class="a"'),
        ({"aria_label": 'a "b" & <c>', "start": 0}, ' aria-label="a &quot;b&quot; &amp; &lt;c&gt;" start="0"'),
    ],
)
def test_attributes_of_html(values: dict[str, str | int | None], expected: str) -> None:
    assert attributes(**values) == expected


def test_numbers_of_right_to_left_text_run_from_left_to_right() -> None:
    assert Words(rtl=True).words("a < 03 555 0100") == 'a &lt; <bdi dir="ltr">03 555 0100</bdi>'
    assert Words(rtl=False).words('a < "03 555 0100"') == 'a &lt; "03 555 0100"'


# ------------------------------------------------------------------------------------------------------ archives


def test_archives_have_their_files_in_order_and_no_time() -> None:
    files = {"mimetype": b"text", "b.txt": b"x" * 1000, "a.txt": b""}
    data = pack(files, stored=("mimetype",))
    assert unpack(data) == files
    assert list(unpack(data)) == list(files)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        entries = opened.infolist()
    assert [entry.compress_type for entry in entries] == [zipfile.ZIP_STORED] + [zipfile.ZIP_DEFLATED] * 2
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)
    }
    assert unpack(pack({})) == {}


# -------------------------------------------------------------------------------------------------------- run in


@pytest.mark.parametrize(
    ("blocks", "inlines", "rest"),
    [
        ([], (), 0),
        ([paragraph("a")], (Text("a"),), 0),
        ([paragraph("a"), paragraph("b")], (Text("a"),), 1),
        ([List(()), paragraph("b")], (), 2),
    ],
)
def test_the_first_paragraph_of_blocks(blocks: list[Node], inlines: tuple[Inline, ...], rest: int) -> None:
    split = run_in.first_paragraph(blocks)
    assert (split.inlines, len(split.rest)) == (inlines, rest)


@pytest.mark.parametrize(
    ("speaker", "separator"),
    [
        ("Ada:", Text(" ")),
        ("Ada.", Text(" ")),
        ("Ada —", Text(" ")),
        ("Ada", LineBreak()),
        ("Ada (Tarn)", LineBreak()),
        ("“Ada”", LineBreak()),
        ("", None),
    ],
)
def test_a_mark_separates_a_speaker_from_the_words(speaker: str, separator: Inline | None) -> None:
    speech = Speech((Text(speaker),) if speaker else (), (paragraph("No."), paragraph("Yes.")))
    inlines, rest = run_in.spoken(speech)
    assert inlines == (*([separator] if separator else []), Text("No."))
    assert rest == (paragraph("Yes."),)
    alone = Speech((Text(speaker),), (List(()),))
    assert run_in.spoken(alone) == ((), (List(()),))


# -------------------------------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "b")], [0.5, 0.5]),
        ([("aaaa", "b")], [7 / 11, 4 / 11]),
        ([("a a a a a", "b")], [6 / 10, 4 / 10]),  # the longest word, and a quarter of the rest
        ([("a", "b"), ("aaaa", "")], [7 / 11, 4 / 11]),
        ([("", "")], [0.5, 0.5]),
        ([("a " * 60, "b")], [(3 + 1 + 79 / 4) / (3 + 1 + 79 / 4 + 4), 4 / (3 + 1 + 79 / 4 + 4)]),
        ([("a" * 100, "b")], [103 / 107, 4 / 107]),
    ],
)
def test_shares_of_the_width(rows: list[tuple[str, ...]], expected: list[float]) -> None:
    assert columns.shares(Table(tuple(row(*cells) for cells in rows))) == pytest.approx(expected)


def test_superscripts_at_the_end_of_a_cell_are_no_part_of_its_figures() -> None:
    mark = Superscript((Text("a"),))
    assert columns._words((Text("12"), mark, mark)) == "12"
    assert columns._words((mark,)) == "a"
    assert columns._words((Text(" 1  2"), Emphasis((Text("3"),)))) == "1  23"


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        ((), [("a" * 20, "b" * 20)], False),
        ((), [("a" * 20, "b" * 21)], True),
        (("a" * 21, "b"), [("a", "b" * 20)], True),
        (("a", "b"), [], False),
    ],
)
def test_wide_tables(header: tuple[str, ...], rows: list[tuple[str, ...]], *, expected: bool) -> None:
    """By the sum of the longest cells of the columns."""
    assert tables.is_wide(Table(tuple(row(*cells) for cells in rows), row(*header))) == expected


def test_the_element_of_a_table() -> None:
    node = Table((row("Ré", "12"), row("a", "")), row("Place", "Salt"), caption=(Text("Salt"),))
    element = tables.element(node, lambda inlines: "".join(getattr(inline, "text", "") for inline in inlines))
    assert element == (
        '<table class="table">\n<caption>Salt</caption>\n<thead>\n<tr><th scope="col">Place</th>'
        '<th scope="col" class="right">Salt</th></tr>\n</thead>\n<tbody>\n'
        '<tr><td>Ré</td><td class="right">12</td></tr>\n'
        '<tr><td>a</td><td class="right"></td></tr>\n</tbody>\n</table>\n'
    )


@pytest.mark.parametrize(
    ("align", "rtl", "styles"),
    [
        ("right", False, ["Table Heading", "Table Heading End", "Table Text", "Table Text End"]),
        ("left", False, ["Table Heading", "Table Heading", "Table Text", "Table Text"]),
        ("center", False, ["Table Heading", "Table Heading Centre", "Table Text", "Table Text Centre"]),
        ("right", True, ["Table Heading", "Table Heading", "Table Text", "Table Text"]),
        ("left", True, ["Table Heading", "Table Heading End", "Table Text", "Table Text End"]),
    ],
)
def test_a_table_of_a_word_file(align: str, rtl: bool, styles: list[str]) -> None:
    node = Table((row("Ré", "grey"),), row("x", "y"), align=(None, align))  # type: ignore[arg-type]
    used: list[str] = []

    def cell(style: str, inlines: object) -> str:
        used.append(style)
        return "<w:p/>"

    xml = table(node, cell, Naming(), width=1000, rtl=rtl)
    assert used == styles
    assert ("<w:bidiVisual/>" in xml) == rtl
    assert xml.count("<w:tblHeader/>") == 1
    assert 'w:firstRow="1"' in xml
    assert '<w:gridCol w:w="416"/><w:gridCol w:w="583"/>' in xml
    assert xml.count('<w:tcW w:w="2083" w:type="pct"/>') == 2
    headless = table(Table((row("a", "b"),)), cell, Naming(), width=1000, rtl=rtl)
    assert "<w:tblHeader/>" not in headless
    assert 'w:firstRow="0"' in headless


# --------------------------------------------------------------------------------------------------- lists of Word


class Untied(Naming):
    def tied(self, name: str) -> tuple[int, int] | None:
        return None


def numbering(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("ordered", "level", "tied", "untied"),
    [
        (False, 0, ("List Bullet", "List Continue", ""), numbering(0, 1)),
        (False, 1, ("List Bullet 2", "List Continue 2", ""), numbering(1, 1)),
        (False, 3, ("List Bullet 3", "List Continue 3", numbering(3, 1)), numbering(3, 1)),
        (False, 12, ("List Bullet 3", "List Continue 3", numbering(8, 1)), numbering(8, 1)),
        (True, 0, ("List Number", "List Continue", numbering(0, 3)), numbering(0, 3)),
        (True, 2, ("List Number 3", "List Continue 3", numbering(2, 3)), numbering(2, 3)),
        (True, 12, ("List Number 3", "List Continue 3", numbering(8, 3)), numbering(8, 3)),
    ],
)
def test_the_styles_of_lists(ordered: bool, level: int, tied: tuple[str, str, str], untied: str) -> None:
    node = List((), ordered)
    assert Lists(Naming()).style(node, level) == ListStyle(*tied)
    assert Lists(Untied()).style(node, level) == ListStyle(*tied[:2], untied)


def test_each_ordered_list_has_its_own_number() -> None:
    lists = Lists(Naming())
    for node, level in ((List((), True, 4), 1), (List(()), 0), (List((), True, 1, "lower_roman"), 2)):
        lists.style(node, level)
    assert lists.numbered == [Numbered(3, 1, 1, 4), Numbered(4, 4, 2, 1)]


# --------------------------------------------------------------------------------------------------------- e-books


def outline(*levels: int) -> list[Entry]:
    return [Entry(level, f"heading-{number}", f"H{number}") for number, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], []),
        ([1], [(0, [])]),
        ([1, 2, 3, 2, 1, 2], [(0, [1, 2, 3]), (4, [5])]),
        ([2, 3, 1, 1], [(0, [1]), (2, []), (3, [])]),
        ([3, 2, 2], [(0, []), (1, []), (2, [])]),
    ],
)
def test_entries_of_the_contents_are_below_those_of_a_higher_level(
    levels: list[int], expected: list[tuple[int, list[int]]]
) -> None:
    entries = outline(*levels)
    shown = [(entries.index(top), [entries.index(one) for one in below]) for top, below in pages.branches(entries)]
    assert shown == expected


def test_the_list_of_the_contents() -> None:
    html = pages._nav_list([Entry(1, "a", "A < B"), Entry(2, "b", "C"), Entry(1, "c", "D")])
    link = '<a href="text.xhtml#{}">{}</a>'.format
    assert html == (
        f"<ol>\n<li>{link('a', 'A &lt; B')}<ol>\n<li>{link('b', 'C')}</li>\n</ol>\n</li>\n"
        f"<li>{link('c', 'D')}</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("red", "color: red;color: red"),
        ("var(--a)", "color: 1px;color: var(--a)"),
        ("var( --b )", "color: 1px;color: var( --b )"),
        ("var(--a) var(--b)", "color: 1px 1px;color: var(--a) var(--b)"),
        ("var(--c)", "color: var(--c)"),
    ],
)
def test_values_of_custom_properties_are_spelled_out(value: str, expected: str) -> None:
    values = {"--a": "1px", "--b": "var(--a)"}
    assert style_sheet._spelled_out("color: ", value, values) == expected


def test_a_face_as_a_rule() -> None:
    face = font_files.Face("Source Serif Pro", 600, italic=True, file=Path("a.ttf"))
    assert face.rule("fonts/a.ttf") == (
        '@font-face { font-family: "Source Serif Pro"; font-weight: 600; font-style: italic; '
        'src: url("fonts/a.ttf"); }\n'
    )
    assert "font-style: normal" in face._replace(italic=False).rule("a")


# ---------------------------------------------------------------------------------------------------- notes of HTML


def test_notes_and_references_are_linked() -> None:
    one, two, three = (Note(name, name, (paragraph("So."),)) for name in ("a", "b", "c"))
    in_link = Link((NoteRef("b", "2"),), "https://e.org/")
    article = Article(
        body=(paragraph("x", NoteRef("a", "1"), Emphasis((NoteRef("a", "1"),)), in_link),),
        notes=(one, two, three),
        foot=(Bio((NoteRef("c", "3"),)),),
    )
    links = NoteLinks(article)
    assert links.numbers == {"a": 1, "b": 2, "c": 3}
    assert [links.is_linked(note) for note in (one, two, three)] == [True, False, True]
    assert links.back(one, "1") == '<a class="note-mark" href="#ref-1" role="doc-backlink">1</a>'
    assert links.back(two, "2") == '<span class="note-mark">2</span>'
    first, second = (links.reference(NoteRef("a", "1"), "1") for _ in range(2))
    assert first == '<a id="ref-1" href="#note-1" role="doc-noteref">1</a>'
    assert second == '<a href="#note-1" role="doc-noteref">1</a>'
    assert links.referred == {"a"}
