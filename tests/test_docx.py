"""The Word file: every word of the tree, in Word's own styles, notes, links and lists."""

from __future__ import annotations

import io
import re
import subprocess
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from lxml import etree

from copydesk import style, tree
from copydesk.errors import UsageError
from copydesk.tree import Article, Head, Headline, Link, List, Note, NoteRef, Paragraph, PubDate, Table, Text
from copydesk.visit import plain, walk
from copydesk.writing import Output, Settings
from copydesk.writing import docx as writer
from copydesk.writing._shared.bidi import stretches
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import load_design
from tests import trees
from tests.tools import PATIENCE, examples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = [one.name for one in style.available()]


def make(article: Article, name: str = "broadsheet", paper: str = "a4") -> Output:
    return writer.write(article, Settings(style=style.load(name), paper=paper))


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))


def of(*blocks: tree.Section, lang: str = "en", notes: tuple[Note, ...] = ()) -> Article:
    return Article(lang=lang, body=blocks, notes=notes)


def item(*words: str) -> tuple[tree.Block, ...]:
    return tuple(map(trees.paragraph, words))


def style_of(element: Any, kind: str = "pStyle") -> str:
    style = element.find(f"{W}{kind[0]}Pr/{W}{kind}")
    return "" if style is None else str(style.get(f"{W}val"))


def words_of(root: Any) -> list[str]:
    """The words of a part, without marks of notes, ornaments, and pictures' descriptions."""
    text = ""
    for paragraph in root.iter(f"{W}p"):
        for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
            if style_of(paragraph) in ("Break", "Figure") or style_of(element.getparent(), "rStyle").startswith("Foot"):
                continue
            text += (element.text or "") if element.tag == f"{W}t" else " "
        text += "\n"
    return text.split()


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """The style and words of each paragraph of the body, tables' too."""
    root = part(data, "word/document.xml")
    return [
        (style_of(paragraph), "".join(element.text or "" for element in paragraph.iter(f"{W}t")))
        for paragraph in root.iter(f"{W}p")
    ]


# ------------------------------------------------------------------------------------------------------- words


def check_words(article: Article, data: bytes) -> None:
    text = (article.head, article.body, article.foot)
    referred = list(dict.fromkeys(node.note for node in walk(text) if isinstance(node, NoteRef)))
    notes = {note.id: note for note in article.notes}
    left_over = [note for note in article.notes if note.id not in referred]
    expected = " ".join(map(plain, (article.head, *article.body, *left_over, *article.foot))).split()
    assert words_of(part(data, "word/document.xml")) == expected
    if referred:
        note_words = [words_of(note) for note in part(data, "word/footnotes.xml") if int(note.get(f"{W}id")) > 0]
        assert note_words == [plain(notes[name]).split() for name in referred]


@pytest.mark.parametrize("name", STYLES)
def test_every_word_is_there_once_and_in_order(name: str) -> None:
    article = trees.everything()
    check_words(article, make(article, name).data)


@given(trees.articles())
@examples(30)
def test_every_word_of_any_article_is_there(article: Article) -> None:
    data = make(article).data
    check_words(article, data)
    docx.Document(io.BytesIO(data))


def test_a_word_that_the_writer_loses_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BodyVisitor, "heading", lambda self, node: "")
    (problem,) = make(trees.plain_article()).problems
    assert problem.kind == "lost"
    assert re.search(r"does not have the words.*Alongrepair", problem.message)


def test_an_empty_article_is_a_document_that_word_can_open() -> None:
    assert docx.Document(io.BytesIO(make(Article()).data)).core_properties.title == "–"


def test_what_xml_forbids_is_replaced_and_reported() -> None:
    output = make(of(trees.paragraph("a\x00b\ud800c\uffffd"), tree.Preformatted("x\ty\nz\x1b")))
    assert "a\ufffdb\ufffdc\ufffdd" in str(paragraphs(output.data))
    assert [problem.kind for problem in output.problems] == ["character", "character"]
    assert "U+0000, U+D800, U+FFFF" in output.problems[0].message
    marks = [element.tag for element in part(output.data, "word/document.xml").iter(f"{W}tab", f"{W}br")]
    assert marks[:2] == [f"{W}tab", f"{W}br"]


def test_a_paragraph_of_more_than_ten_million_characters() -> None:
    data = make(of(trees.paragraph("word " * 2_100_000))).data
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text.count("word") == 2_100_000


def test_a_long_article_takes_as_long_as_it_is() -> None:
    def seconds(paragraphs: int) -> float:
        marked = tree.Emphasis(trees.words("Le Monde"))
        one = trees.paragraph("It rained ", marked, " at ", Link(trees.words("the dam"), "https://example.org/"), ".")
        article = of(*[one] * paragraphs)
        start = time.process_time()
        make(article)
        return time.process_time() - start

    seconds(10)  # the first call imports modules
    assert seconds(8000) < 6 * seconds(2000)


# ------------------------------------------------------------------------------------------------------ styles


def test_each_node_has_its_style() -> None:
    styled = paragraphs(make(trees.everything()).data)
    roles = {
        "Transport": "Kicker",
        "What the Aurora carried": "Title",
        "A ferry, a ledger and one passenger*": "Subtitle",
        "Photographs by Inez Park": "Byline",
        "Monday, 12 May 2025": "Date",
        "This report was first read": "EditorsNote",
        "Body section two": "Heading1",
        "Body section three": "Heading2",
        "Body, the lake lay stilland grey": "Verse",
        "Inez Park: Body: how cold was it?": "Speech",
        "THE PILOTBody: cold.": "Speech",
        "CHORUS.": "SpeakerLine",
        "Inez Park: Quote: how cold was it?": "Quote",
        "Body one": "ListBullet",
        "deeper one": "ListBullet2",
        "deepest four": "ListNumber3",
        "Body letter": "ListNumber",
        "A pier under snow": "Figure",
        "Body: the pier in winter Photograph: Inez Park": "Caption",
        "Body: crossings": "TableCaption",
        "Year": "TableHeading",
        "two hundred": "TableText",
        "* * *": "Break",
        "A quotation in a quotation.": "Quote2",
        "Ada Brandt, Ferry Years": "QuoteAttribution",
        "Marta Oyelaran writes on lakes for the foot.": "AuthorBio",
        "Correction in the foot: the pier is older.": "Notice",
        "See also: More of the foot": "Related",
        "© 2025 Lake Post, foot": "Rights",
        "Write to desk@example.orgor ring the foot desk.": "Contact",
    }
    style_by_words = {words: name for name, words in styled}
    assert {words: style_by_words.get(words) for words in roles} == roles


def test_a_speaker_is_marked_as_such() -> None:
    speech = tree.Speech((Text("Ada, "), tree.Emphasis((Text("aside:"),))), (trees.paragraph("a"),))
    root = part(make(of(speech)).data, "word/document.xml")
    runs = [(run.findtext(f"{W}t"), run.find(f"{W}rPr/{W}rStyle")) for run in root.iter(f"{W}r")]
    marked = {words: style.get(f"{W}val") for words, style in runs if style is not None}
    assert marked == {"Ada, ": "Speaker", "aside:": "SpeakerEmphasis"}


def test_levels_of_headings_follow_the_title() -> None:
    styled = paragraphs(make(of(*(tree.Heading(level, trees.words(f"h{level}")) for level in range(2, 7)))).data)
    assert styled[:5] == [(f"Heading{level - 1}", f"h{level}") for level in range(2, 7)]


def test_a_paragraph_after_anything_else_is_a_first_paragraph() -> None:
    head = Head(dateline=tree.Dateline("LIMA —"))
    body = (trees.paragraph("a"), trees.paragraph("b"), tree.Break(), trees.paragraph("c"))
    styled = paragraphs(make(Article(head=head, body=body), "essay").data)
    assert styled == [("FirstParagraph", "LIMA — a"), ("BodyText", "b"), ("Break", "* * *"), ("FirstParagraph", "c")]


def test_a_pull_quote_interrupts_no_paragraphs() -> None:
    """It stands beside the text, which continues below it as if it were not there, even below several of them."""
    quote = tree.PullQuote((Text("q"),))
    heading = tree.Heading(2, (Text("h"),))
    article = of(trees.paragraph("a"), quote, quote, trees.paragraph("b"), heading, quote, trees.paragraph("c"))
    styles = [
        (paragraph.get(f"{W}val")) for paragraph in part(make(article).data, "word/document.xml").iter(f"{W}pStyle")
    ]
    text = ["FirstParagraph", "PullQuote", "PullQuote", "BodyText", "Heading1", "PullQuote", "FirstParagraph"]
    assert [name for name in styles if name in set(text)] == text


@pytest.mark.parametrize("name", STYLES)
def test_nothing_is_formatted_directly_and_every_style_exists(name: str) -> None:
    data = make(trees.everything(), name).data
    defined = {element.get(f"{W}styleId") for element in part(data, "word/styles.xml").iter(f"{W}style")}
    for file in ("document", "footnotes", "header1", "header2", "footer1", "footer2"):
        root = part(data, f"word/{file}.xml")
        used = {element.get(f"{W}val") for element in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
        assert used <= defined
        runs = {etree.QName(element).localname for run in root.iter(f"{W}rPr") for element in run}
        blocks = {etree.QName(element).localname for block in root.iter(f"{W}pPr") for element in block}
        assert runs <= {"rStyle", "rtl"}
        assert blocks <= {"pStyle", "numPr", "sectPr"}
        assert all(style_of(paragraph) for paragraph in root.iter(f"{W}p"))


def test_python_docx_knows_the_styles_by_the_names_that_word_shows() -> None:
    document: Any = docx.Document(io.BytesIO(make(trees.everything()).data))
    names = {style.name for style in document.styles}
    assert {"Title", "Subtitle", "Heading 1", "Heading 5", "Body Text", "Quote", "List Bullet 2", "Caption"} <= names
    emphasised = {run.text for p in document.paragraphs for run in p.runs if run.style.name == "Emphasis"}
    assert "stress with " in emphasised
    assert [p.style.name for p in document.paragraphs if p.text == "Body section two"] == ["Heading 1"]


def test_marks_that_meet_have_a_style_of_their_own() -> None:
    data = make(of(Paragraph((tree.Strong((tree.Emphasis((Text("x"),)),)),)))).data
    by_key = {element.get(f"{W}styleId"): element for element in part(data, "word/styles.xml").iter(f"{W}style")}
    joined = by_key["StrongEmphasis"]
    assert joined.find(f"{W}basedOn").get(f"{W}val") == "Strong"
    assert joined.find(f"{W}rPr/{W}i") is not None


def test_a_slip_in_a_style_is_an_error_that_names_it(tmp_path: Path) -> None:
    plain = style.load("plain")
    slips = {
        "[styles.Title]\nsiez = 26": "siez",
        "[styles.Titel]\nsize = 26": "Titel",
        '[styles.Code]\nfont = "kode"': "kode",
        '[styles.Title]\ncolour = "blue"': "colour",
        "[styles.Title\n": "docx.toml",
        "page = 3": r"Expected `object`, got `int` - at `\$.page`",
        "paper.a4 = 3": r"\$.paper",
        "colours.red = 3": r"\$.colours",
    }
    for number, (slip, message) in enumerate(slips.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "docx.toml").write_text(slip, encoding="utf-8")
        own_style = style.Style(name="mine", description="", folder=folder, fonts=(), parent=plain)
        with pytest.raises(UsageError, match=message):
            load_design(own_style, "a4")


# ------------------------------------------------------------------------------------------- links, notes, lists


def links(data: bytes, file: str = "document") -> dict[str, str]:
    """The words of each link and its target."""
    relations = {one.get("Id"): one for one in part(data, f"word/_rels/{file}.xml.rels")}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    targets = {}
    for link in part(data, f"word/{file}.xml").iter(f"{W}hyperlink"):
        if link.get(key):
            relation = relations[link.get(key)]
            assert relation.get("TargetMode") == "External"
            targets["".join(element.text for element in link.iter(f"{W}t"))] = relation.get("Target")
    return targets


def test_links_are_live_in_the_text_and_in_notes() -> None:
    paragraph = Paragraph((Link(trees.words("a b"), "https://example.org/a b?c&d"), NoteRef("n", "1")))
    note = Note("n", "1", (Paragraph((Link(trees.words("mail"), "mailto:a@example.org"),)),))
    data = make(of(paragraph, notes=(note,))).data
    assert links(data) == {"a b": "https://example.org/a%20b?c&d"}
    assert links(data, "footnotes") == {"mail": "mailto:a@example.org"}


@pytest.mark.parametrize(
    ("target", "kinds", "name"),
    [
        ("javascript:alert(1)", ["unsafe_link"], "LostLink"),
        ("file:///etc/passwd", ["unsafe_link"], "LostLink"),
        ("https://[broken", ["unsafe_link"], "LostLink"),
        (None, [], "LostLink"),
        ("tel:+15551234", [], "Hyperlink"),
    ],
)
def test_a_link_that_must_not_be_live_keeps_its_words(target: str | None, kinds: list[str], name: str) -> None:
    output = make(of(Paragraph((Link(trees.words("see there"), target),))))
    root = part(output.data, "word/document.xml")
    assert words_of(root) == ["see", "there"]
    assert [problem.kind for problem in output.problems] == kinds
    assert {style_of(run, "rStyle") for run in root.iter(f"{W}r") if run.find(f"{W}t") is not None} == {name}
    assert (root.find(f".//{W}hyperlink") is not None) == (name == "Hyperlink")


def test_notes_are_footnotes_that_word_counts_unless_their_marks_are_others() -> None:
    body = Paragraph(tuple(NoteRef(name, mark) for name, mark in (("a", "1"), ("b", "*"), ("c", "2"), ("a", "1"))))
    notes = tuple(Note(name, mark, item(f"note {name}")) for name, mark in (("a", "1"), ("b", "*"), ("c", "2")))
    data = make(of(body, notes=notes)).data
    references = list(part(data, "word/document.xml").iter(f"{W}footnoteReference"))
    assert [one.get(f"{W}id") for one in references] == ["1", "2", "3"]
    assert [one.get(f"{W}customMarkFollows") for one in references] == [None, "1", None]
    again = part(data, "word/document.xml").find(f".//{W}hyperlink")
    names = [mark.get(f"{W}name") for mark in part(data, "word/document.xml").iter(f"{W}bookmarkStart")]
    assert again.get(f"{W}anchor") in names
    kinds = [note.get(f"{W}type") for note in part(data, "word/footnotes.xml")]
    assert kinds == ["separator", "continuationSeparator", None, None, None]
    assert part(data, "word/settings.xml").find(f"{W}footnotePr") is not None
    assert {style_of(p) for p in part(data, "word/footnotes.xml").iter(f"{W}p")} == {"FootnoteText"}


def test_a_note_that_nothing_refers_to_stands_at_the_end() -> None:
    data = make(of(trees.paragraph("text"), notes=(Note("n", "†", item("a stray note")),)), "essay").data
    assert paragraphs(data)[-1] == ("FootnoteText", "† a stray note")


def test_a_note_that_nothing_refers_to_stands_before_the_foot() -> None:
    texts = [words for _, words in paragraphs(make(trees.notes_and_foot(), "plain").data) if words.strip()]
    assert texts[-4:] == ["3 Of nothing.", "Write to us", "The desk.", "© Lake Post"]


def test_each_ordered_list_starts_afresh() -> None:
    lists = (
        List((item("a"), item("b")), ordered=True),
        List((item("c"),), ordered=True),
        List((item("d"),), ordered=True, start=7, numbering="lower_roman"),
    )
    data = make(of(*lists)).data
    numbers = [element.get(f"{W}val") for element in part(data, "word/document.xml").iter(f"{W}numId")]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3
    root = part(data, "word/numbering.xml")
    own = {num.get(f"{W}numId"): num for num in root.iter(f"{W}num")}
    starts = [own[number].find(f".//{W}startOverride").get(f"{W}val") for number in numbers]
    assert starts == ["1", "1", "1", "7"]
    kind = own[numbers[-1]].find(f"{W}abstractNumId").get(f"{W}val")
    abstract = next(one for one in root.iter(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == kind)
    assert abstract.find(f"{W}lvl/{W}numFmt").get(f"{W}val") == "lowerRoman"


def test_a_bullet_comes_from_its_style_alone() -> None:
    deep: tuple[tree.Block, ...] = item("four")
    for words in ("three", "two", "one"):
        deep = (*item(words), List((deep,)))
    root = part(make(of(List((deep, ())))).data, "word/document.xml")
    styles = [(style_of(p), p.find(f"{W}pPr/{W}numPr") is not None) for p in root.iter(f"{W}p")]
    assert styles[:5] == [
        ("ListBullet", False),
        ("ListBullet2", False),
        ("ListBullet3", False),
        ("ListBullet3", True),
        ("ListBullet", False),
    ]


def test_a_table_has_its_header_row_and_even_rows() -> None:
    cell = trees.words
    table = Table(((cell("a"),), (cell("b"), cell("c"))), header=(cell("h"),))
    root = part(make(of(table)).data, "word/document.xml")
    rows = list(root.iter(f"{W}tr"))
    assert [len(row.findall(f"{W}tc")) for row in rows] == [2, 2, 2]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]


def test_there_is_space_around_tables_and_after_lists() -> None:
    table = Table(((trees.words("x"),),))
    data = make(
        of(List((item("one"),)), trees.paragraph("After the list."), table, table, trees.paragraph("End."))
    ).data
    body = part(data, "word/document.xml")[0]
    assert [style_of(node) if node.tag == f"{W}p" else "table" for node in body][:8] == [
        "ListBullet",
        "ParagraphAfterList",
        *("TableSpace", "table", "TableSpace"),  # or Word would make one table of the two
        *("TableSpace", "table", "TableSpace"),
    ]


@pytest.mark.parametrize("name", STYLES)
def test_no_line_of_a_verse_stands_further_in_than_the_first(name: str) -> None:
    verse = load_design(style.load(name), style.load(name).papers[0]).styles["Verse"]
    assert verse.first_line == 0
    assert verse.start


# ------------------------------------------------------------------------------------- pages, language, properties


@pytest.mark.parametrize(("name", "paper", "columns"), [("broadsheet", "a4", [1, 2, 1]), ("broadsheet", "a5", [1])])
def test_sections_and_columns(name: str, paper: str, columns: list[int]) -> None:
    document: Any = docx.Document(io.BytesIO(make(trees.plain_article(), name, paper).data))
    column_counts = [int(one._sectPr.find(f"{W}cols").get(f"{W}num", "1")) for one in document.sections]
    assert column_counts == columns
    width, height = style.PAPERS[paper]
    assert [round(one.page_width.mm) for one in document.sections] == [width] * len(columns)
    assert round(document.sections[0].page_height.mm) == height


def test_pages_are_numbered_and_bear_a_running_head_but_for_the_first() -> None:
    article = trees.plain_article()
    first: Any = docx.Document(io.BytesIO(make(article).data)).sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.footer._element.xml
    assert first.header.paragraphs[0].text.strip() == "Ferry returns to the upper lake"
    assert first.first_page_header.paragraphs[0].text == ""


def test_the_language_is_set_for_proofing() -> None:
    def language(article: Article) -> dict[str, str]:
        element = part(make(article).data, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
        return {etree.QName(name).localname: value for name, value in element.attrib.items()}

    assert language(of(lang="de")) == {"val": "de"}
    assert language(of(lang="he")) == {"val": "he", "bidi": "he"}
    assert language(of(lang="ja")) == {"val": "ja", "eastAsia": "ja"}
    assert language(of()) == {"val": "en"}
    assert language(of(lang="und")) == {"val": "x-none"}


@pytest.mark.parametrize(
    ("lang", "font", "instead"),
    [
        ("zh", "Noto Serif CJK SC", "SimSun"),
        ("zh-Hant-HK", "Noto Serif CJK TC", "PMingLiU"),
        ("ja", "Noto Serif CJK JP", "Yu Mincho"),
        ("ko-KR", "Noto Serif CJK KR", "Batang"),
    ],
)
def test_characters_are_drawn_as_in_the_language(lang: str, font: str, instead: str) -> None:
    data = make(of(lang=lang), "plain").data
    named = part(data, "word/styles.xml").find(f"{W}docDefaults//{W}rFonts").get(f"{W}eastAsia")
    others = {one.get(f"{W}name"): one.find(f"{W}altName") for one in part(data, "word/fontTable.xml")}
    assert (named, others[named].get(f"{W}val")) == (font, instead)


@pytest.mark.parametrize("style", ["broadsheet", "essay"])
@pytest.mark.parametrize(("lang", "any_capitals"), [("en", True), ("ru", True), ("el", False)])
def test_greek_has_no_capitals_whose_accents_would_stay(style: str, lang: str, any_capitals: bool) -> None:
    styles = part(make(of(lang=lang), style).data, "word/styles.xml")
    assert (next(styles.iter(f"{W}caps", f"{W}smallCaps"), None) is not None) == any_capitals


@pytest.mark.parametrize(("lang", "side"), [("en", "left"), ("he", "right")])
def test_the_line_beside_a_notice_stands_where_its_lines_begin(lang: str, side: str) -> None:
    notice = part(make(of(lang=lang)).data, "word/styles.xml").find(f"{W}style[@{W}styleId='Notice']")
    assert [etree.QName(line).localname for line in notice.find(f"{W}pPr/{W}pBdr")] == [side]


def test_it_is_a_document_of_todays_word() -> None:
    settings = part(make(of()).data, "word/settings.xml")
    compatibility = {one.get(f"{W}name"): one.get(f"{W}val") for one in settings.iter(f"{W}compatSetting")}
    assert compatibility["compatibilityMode"] == "15"


def test_text_that_runs_right_to_left() -> None:
    data = make(of(trees.paragraph("שלום IBM 12"), Table(((trees.words("א"),),)), lang="he")).data
    assert part(data, "word/styles.xml").find(f"{W}style/{W}pPr/{W}bidi") is not None
    root = part(data, "word/document.xml")
    runs = [(run.find(f"{W}rPr/{W}rtl") is not None, run.findtext(f"{W}t")) for run in root.iter(f"{W}r")]
    assert runs[:3] == [(True, "שלום "), (False, "IBM"), (True, " 12")]
    assert root.find(f".//{W}bidiVisual") is not None
    assert all(section.find(f"{W}bidi") is not None for section in root.iter(f"{W}sectPr"))


@pytest.mark.parametrize(("lang", "expected"), [("he", ["0"]), ("en", [])])
def test_program_text_runs_from_left_to_right(lang: str, expected: list[str]) -> None:
    root = part(make(of(tree.Preformatted('print("שלום")'), lang=lang)).data, "word/document.xml")
    paragraphs = [each for each in root.iter(f"{W}p") if "print" in "".join(each.itertext())]
    assert [bidi.get(f"{W}val") for each in paragraphs for bidi in each.iterfind(f"{W}pPr/{W}bidi")] == expected


@pytest.mark.parametrize(
    ("words", "rtl", "expected"),
    [
        ("", False, []),
        ("plain words", False, [("plain words", False)]),
        ("ab 1 אב.", False, [("ab 1 ", False), ("אב", True), (".", False)]),
        ("אב 1 גד", False, [("אב 1 גד", True)]),
        ("אב (x) 2", True, [("אב (", True), ("x", False), (") 2", True)]),
    ],
)
def test_words_are_cut_where_their_direction_changes(words: str, rtl: bool, expected: list[tuple[str, bool]]) -> None:
    assert stretches(words, rtl) == expected


def test_properties_are_the_articles_own() -> None:
    core = docx.Document(io.BytesIO(make(trees.everything()).data)).core_properties
    assert core.title == "What the Aurora carried"
    assert core.author == "Marta Oyelaran; Jon Lind; Inez Park"
    assert core.keywords == "ferries, lakes"
    assert core.language == "en"
    assert core.created == core.modified == datetime(2025, 5, 12, tzinfo=UTC)
    assert core.last_modified_by == ""


def test_properties_that_are_unknown_are_left_out_and_long_ones_cut() -> None:
    head = Head(headline=Headline(trees.words("word " * 100)), dates=(PubDate("soon", iso="soon"),))
    core = docx.Document(io.BytesIO(make(Article(head=head)).data)).core_properties
    assert (core.author, core.created, core.modified) == ("", None, None)
    assert core.title.endswith("word…")
    assert len(core.title) <= 255


def test_the_template_leaves_no_trace() -> None:
    with zipfile.ZipFile(io.BytesIO(make(trees.plain_article()).data)) as archive:
        names = archive.namelist()
        assert not [name for name in names if "Effects" in name or "thumbnail" in name or "customXml" in name]
        assert not [name for name in names if b"python-docx" in archive.read(name)]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ------------------------------------------------------------------------------------------------ other programs


def pandoc_tree(data: bytes, path: Path) -> Any:
    import json

    import pypandoc

    path.write_bytes(data)
    json_tree = subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", "-f", "docx+styles", "-t", "json", str(path)],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    ).stdout
    return json.loads(json_tree)["blocks"]


def test_pandoc_finds_the_structure(tmp_path: Path) -> None:
    body = (
        tree.Heading(2, trees.words("Section")),
        Paragraph((Text("See "), Link(trees.words("it"), "https://example.org/"), NoteRef("n", "1"))),
        List((item("one"), item("two"))),
        List((item("four"),), ordered=True, start=4),
        Table(((trees.words("1"),),), header=(trees.words("h"),)),
    )
    article = Article(lang="en", body=body, notes=(Note("n", "1", item("a note")),))
    dump = str(pandoc_tree(make(article, "essay").data, tmp_path / "a.docx"))
    for kind in ("'Header'", "'BulletList'", "'OrderedList', 'c': [[4, {'t': 'Decimal'}", "'Note'", "'Table'"):
        assert kind in dump
    assert "https://example.org/" in dump
