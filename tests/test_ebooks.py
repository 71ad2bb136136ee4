"""E-books, rich text files, and the other forms that pandoc reads."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError, InputError
from copydesk.reading import examine, source_of, sources
from copydesk.reading.office.rtf_letters import in_unicode
from copydesk.tree import Heading, NoteRef, Verse
from copydesk.visit import plain, walk
from tests.office import epub
from tests.outline import outline
from tests.picture_files import figures, picture_file, pictures
from tests.test_office import mutants
from tests.tools import examples

TEXT = "The ferry was late on Tuesday, and the people on the pier knew it before the bell did."
METADATA = "<dc:title>The late ferry</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:language>en</dc:language>"

# -------------------------------------------------------------------------------------------------------- e-books


def test_pages_are_read_in_the_order_of_the_book() -> None:
    reading = examine(epub("<h1>One</h1><p>First.</p>", "<h1>Two</h1><p>Second.</p>", metadata=METADATA))
    assert outline(reading.article) == (
        "lang: en\nheadline: The late ferry\nbyline: Ana Ruiz | Ana Ruiz\n--- body\n"
        "h2: One\np: First.\nh2: Two\np: Second.\n"
    )
    assert any("its text prints none" in problem.message for problem in reading.problems)


def test_a_paragraph_cut_by_a_page_goes_on() -> None:
    pages = (
        "<p>The ferry was late, and the peo-</p>",
        "<p>ple on the pier knew it, but did</p>",
        "<p>not go home.</p>",
    )
    article = copydesk.read(epub(*pages))
    assert plain(article.body) == "The ferry was late, and the people on the pier knew it, but did not go home."


def test_lines_that_open_every_page_are_furniture() -> None:
    pages = [f"<p>The Review {number}</p><p>Text of page {name}.</p>" for number, name in enumerate("abcdef")]
    article = copydesk.read(epub(*pages))
    assert [plain(block) for block in article.body] == [f"Text of page {name}." for name in "abcdef"]
    assert [piece.kind for piece in article.furniture] == ["running_head"] * 6


def test_two_lines_that_open_every_page_do_not_keep_its_paragraphs_apart() -> None:
    pages = [
        f"<p>{number}</p><p>THE REVIEW</p><p>to pier {name}.</p><p>In {name} the boats came in late, "
        "and the people of the harbour, who had waited since noon, went down</p>"
        for number, name in enumerate("abcdef")
    ]
    article = copydesk.read(epub(*pages))
    assert [plain(block).split()[-3:] for block in article.body[1:-1]] == [
        ["to", "pier", f"{name}."] for name in "bcdef"
    ]
    assert [piece.text for piece in article.furniture] == [*"012345", *["THE REVIEW"] * 6]


@pytest.mark.parametrize(("pages", "paragraphs"), [(12, 1), (4, 4)])
def test_a_printed_page_may_go_on_with_a_name(pages: int, paragraphs: int) -> None:
    text = "Ana Ruiz went down to the pier when the bell rang, and on the way to the boats she met"
    assert len(copydesk.read(epub(*[f"<p>{text}</p>"] * pages)).body) == paragraphs


@pytest.mark.parametrize("said", ['role="doc-pagebreak"', 'epub:type="pagebreak"'])
def test_the_numbers_of_printed_pages_are_furniture(said: str) -> None:
    pages = (
        f'<p><span {said} id="a" title="11">11</span>The ferry was <a {said} title="12"/>late, and the peo-</p>',
        f'<p><span {said}>[Page xii]</span></p><p>ple on the pier knew it.</p><hr {said} title="13"/><p>So did we.</p>',
        f"<div {said}>Nobody on the quay said a word.</div>",
    )
    reading = examine(epub(*pages))
    assert outline(reading.article) == (
        "lang: en\n--- body\np: The ferry was late, and the people on the pier knew it.\np: So did we.\n"
        "p: Nobody on the quay said a word.\n--- furniture\npage_number: 11\npage_number: [Page xii]\n"
    )
    assert not [problem for problem in reading.problems if "title" in problem.message]


@pytest.mark.parametrize(
    ("chapter", "cover", "headline", "first"),
    [
        ("The Pans", "Salt and Meal", "Salt and Meal", ["The Pans"]),
        ("The Pans", "A Book", "The Pans", []),  # nothing on the title page shows the title that the file states
        ("The Salt and Meal", "Salt and Meal", "The Salt and Meal", []),
    ],
)
def test_a_book_of_one_chapter_has_the_title_of_its_title_page(
    chapter: str, cover: str, headline: str, first: list[str]
) -> None:
    title_page = f'<section epub:type="titlepage"><h1>{cover}</h1><p>Ana Ruiz</p></section>'
    data = epub(title_page, f"<h1>{chapter}</h1><p>{TEXT}</p>", metadata="<dc:title>Salt and Meal</dc:title>")
    article = copydesk.read(data)
    assert article.head.headline is not None
    assert plain(article.head.headline) == headline
    assert [plain(block) for block in article.body] == [*first, TEXT]


def test_only_authors_are_authors() -> None:
    relators = "http://id.loc.gov/vocabulary/relators/"
    metadata = (
        '<dc:creator id="a">Ana Ruiz</dc:creator><dc:creator id="b">Paul Stead</dc:creator>'
        '<dc:creator id="c">Hanne Brode</dc:creator><dc:creator>Mei Tanaka</dc:creator>'
        f'<meta refines="#a" property="role">ill</meta><meta refines="#a" property="role">{relators}aut</meta>'
        '<meta refines="#b" property="role" scheme="marc:relators">ill</meta>'
        '<meta refines="#c" property="role" scheme="marc:relators">edt</meta>'
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="trl">Tom Lowther</dc:creator>'
    )
    article = copydesk.read(epub(f"<h1>Salt</h1><p>{TEXT}</p>", metadata=metadata))
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz", "Mei Tanaka"]


def test_words_of_a_cover_that_are_in_no_paragraph_are_kept() -> None:
    cover = '<body epub:type="cover"><div>The Pier<p>Number <b>4</b></p>spring<br/>2020</div></body>'
    assert copydesk.read(epub(cover, f"<p>{TEXT}</p>")).furniture[0].text == "The Pier Number 4 spring 2020"


def test_a_page_that_is_no_xml_may_have_any_names() -> None:
    page = f"<p>{TEXT}</p><b<u>It rained.</u><!-- x -->"
    assert plain(copydesk.read(epub(page)).body).startswith(TEXT)


def test_covers_imprints_and_contents_are_set_aside() -> None:
    pages = (
        '<body epub:type="cover"><p>A cover</p></body>',
        '<section epub:type="imprint"><p>Made by nobody.</p></section>',
        f"<h1>Rain</h1><p>{TEXT}</p>",
        '<nav epub:type="toc"><p>Contents</p></nav>',
    )
    article = copydesk.read(epub(*pages))
    assert plain(article.body) == TEXT
    assert [piece.text for piece in article.furniture] == ["A cover", "Made by nobody.", "Contents"]


def test_notes_of_another_page_are_notes() -> None:
    call = '<a epub:type="noteref" href="p1.xhtml#x">1</a>'
    note = '<aside epub:type="footnote" id="x"><p>The bell is older.</p></aside>'
    article = copydesk.read(epub(f"<p>{TEXT}{call}</p>", note))
    assert [(note.id, note.mark, plain(note)) for note in article.notes] == [("n1", "1", "The bell is older.")]
    assert [node.note for node in walk(article.body) if isinstance(node, NoteRef)] == ["n1"]


_SAYS_SO = 'epub:type="noteref" href="#x"'
_BACK = '<a href="#r" role="doc-backlink">Up</a>'


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (f'<a {_SAYS_SO} id="r">*</a>', '<aside epub:type="footnote" id="x"><p>* {} <a href="#r">↩</a></p></aside>'),
        ('<sup id="r"><a href="#x">2</a></sup>', '<p id="x"><sup><a href="#r">2</a></sup> {}</p>'),
        (f"<a {_SAYS_SO}>3</a>", f'<ol><li id="x" role="doc-footnote"><p>{{}} {_BACK}</p></li></ol>'),
        ('<a id="r" href="#x">[4]</a>', '<div><p id="x">4) {} <a href="#r">Back to the text</a></p></div>'),
    ],
)
def test_links_back_and_marks_are_no_words_of_a_note(call: str, note: str) -> None:
    reading = examine(epub(f"<p>{TEXT}{call}</p>{note.format('The bell is 4 years old.')}"))
    assert [plain(note) for note in reading.article.notes] == ["The bell is 4 years old."]
    assert plain(reading.article.body) == TEXT
    assert reading.problems == ()


def test_a_link_of_a_mark_to_a_place_that_leads_nowhere_is_no_note() -> None:
    article = copydesk.read(epub(f'<p>{TEXT} See <a href="#x">2</a>.</p><p id="x">The bell is old.</p>'))
    assert article.notes == ()


def test_pictures_in_cells_of_a_table_stand_below_it() -> None:
    cells = (
        '<td>Cod <img src="a.png" alt="A pie"/></td><td><figure><img src="a.png" alt=""/><figcaption>Soup</figcaption>'
    )
    row = f"<tr><td>Monday</td>{cells}</figure></td></tr>"
    data = epub(f"<p>{TEXT}</p><table>{row}</table><p>It rained.</p>", more={"OPS/text/a.png": picture_file(width=30)})
    article = copydesk.read(data)
    assert plain(article.body[1]).split() == ["Monday", "Cod", "Soup"]
    assert [(each.alt, plain(each.caption)) for each in figures(article)] == [("A pie", ""), ("", "Soup")]
    assert [picture.width for picture in pictures(article)] == [30, 30]


def test_verse_is_verse() -> None:
    lines = "<p><span>Who calls me</span><br/><span>from the farther side?</span></p>"
    poem = f'<section epub:type="z3998:poem">{lines}</section>'
    article = copydesk.read(epub(f"<p>{TEXT}</p>{poem}"))
    assert isinstance(article.body[1], Verse)
    assert [plain(line) for line in article.body[1].lines] == ["Who calls me", "from the farther side?"]


def test_stanzas_captions_breaks_and_pull_quotes_are_known_by_their_classes() -> None:
    poem = '<div class="poem"><div class="stanza"><p>Who calls me</p><p>from there?</p></div><div class="stanza">'
    page = (
        f"<p>{TEXT}</p>{poem}<p>Nobody.</p></div></div>"
        '<div><img src="a.png" alt=""/><p class="caption">The pier</p></div><p class="center">* * *</p>'
        f'<p>{TEXT}</p><aside class="pullquote"><p>Nobody knew.</p></aside><p>•••</p><p>It sailed.</p>'
    )
    article = copydesk.read(epub(page, more={"OPS/text/a.png": picture_file()}))
    assert [type(section).__name__ for section in article.body[1:]] == [
        *("Verse", "Figure", "Break", "Paragraph", "PullQuote", "Break", "Paragraph")
    ]
    assert plain(article.body[1]).split("\n") == ["Who calls me", "from there?", "", "Nobody."]
    assert [plain(figure.caption) for figure in figures(article)] == ["The pier"]


def test_a_title_that_opens_the_text_as_a_paragraph_is_the_headline_once() -> None:
    article = copydesk.read(epub(f"<p class='t'>The late ferry</p><p>by Ana Ruiz</p><p>{TEXT}</p>", metadata=METADATA))
    assert outline(article).startswith(
        "lang: en\nheadline: The late ferry\nbyline: by Ana Ruiz | Ana Ruiz\n--- body\np: The"
    )


def test_a_deck_and_a_byline_below_the_headline_are_known_by_their_classes() -> None:
    head = '<h1>Rain</h1><h2 class="subtitle">Nine months in a small galley</h2><p class="author">Rosa Lind</p>'
    article = copydesk.read(epub(f'{head}<p>{TEXT}</p><h2 class="subtitle">At sea</h2><p>It rained.</p>'))
    assert outline(article).startswith(
        "lang: en\nheadline: Rain\ndeck: Nine months in a small galley\nbyline: Rosa Lind | Rosa Lind\n--- body\np: The"
    )
    assert [plain(node) for node in walk(article.body) if isinstance(node, Heading)] == ["At sea"]


def test_a_page_of_notes_without_types_leaves_no_heading() -> None:
    call = '<a id="r"></a><a href="p1.xhtml#x"><sup>1</sup></a>'
    notes = '<h2>Notes</h2><p id="x"><a href="p0.xhtml#r">1</a>. It was old.</p>'
    picture = '<div><img src="a.png" alt="image"/></div><p class="imgcaption">The pier</p>'
    article = copydesk.read(epub(f"<p>{TEXT}{call}</p>{picture}", notes, more={"OPS/text/a.png": picture_file()}))
    assert [plain(note) for note in article.notes] == ["It was old."]
    assert [plain(section) for section in article.body] == [TEXT, "The pier"]
    assert [plain(figure.caption) for figure in figures(article)] == ["The pier"]


def test_entities_of_html_are_characters() -> None:
    assert plain(copydesk.read(epub("<p>caf&eacute; &amp; bar&nbsp;&mdash; open</p>")).body) == "café & bar\u00a0— open"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (epub(), "lists no pages"),
        (epub("<p/>"), "no article text"),
        (epub("<p>x</p>")[:300], "damaged"),
        (
            epub(
                "<p>x</p>",
                more={"META-INF/encryption.xml": '<e><CipherReference URI="OPS/text/p0.xhtml"/></e>'},
            ),
            "encrypted",
        ),
    ],
)
def test_bad_books_are_clear_errors(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        copydesk.read(data, from_="epub")


@given(st.integers(0, 10**9))
@examples(15, deadline=None)
def test_damaged_books_give_an_article_or_an_error(seed: int) -> None:
    data = epub(f"<h1>Rain</h1><p>{TEXT}</p>", f"<p>{TEXT}</p>", metadata=METADATA)
    with contextlib.suppress(CopydeskError):
        copydesk.read(mutants(data, seed), from_="epub")


# ------------------------------------------------------------------------------------------------ rich text files


def rtf(text: str, page: str, charset: int) -> bytes:
    """A rich text file with a text in the code page of its second font."""
    fonts = rf"{{\fonttbl{{\f0\fswiss\fcharset0 Arial;}}{{\f1\froman\fcharset{charset}{{\*\falt T}}Times;}}}}"
    letters = "".join(
        f"\\'{byte:02x}" if byte > 127 or byte in b"{}" else "\\\\" if byte == 92 else chr(byte)
        for byte in text.encode(page)
    )
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}\pard {{\f1 {letters}}} caf\'e9\par}}".encode()


@pytest.mark.parametrize(
    ("text", "page", "charset"),
    [
        ("Паром опоздал на час.", "cp1251", 204),
        ("Το πλοίο άργησε μία ώρα.", "cp1253", 161),
        ("Vapur bir saat geç kaldı, değil mi?", "cp1254", 162),
        ("המעבורת איחרה בשעה.", "cp1255", 177),
        ("Příliš žluťoučký kůň.", "cp1250", 238),
        ("連絡船は一時間遅れた。表示。", "cp932", 128),
    ],
)
def test_letters_are_in_the_code_page_of_their_font(text: str, page: str, charset: int) -> None:
    article = copydesk.read(rtf(text, page, charset))
    assert plain((article.head, article.body)) == f"{text} café"


def test_characters_of_unicode_stay_as_they_are() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}\f0\uc1 \u1043\'c3\u1044?{\uc2\u1045\'c5\'c5}\'c5\par}"
    )
    article = copydesk.read(data)
    assert plain((article.head, article.body)) == "ГДЕЕ"
    assert b"\\'c3" not in in_unicode(data)  # what stands for a letter in older programs


def test_the_name_of_a_computer_in_a_rich_text_file_is_no_author() -> None:
    data = rb"{\rtf1{\info{\author Administrator}{\title Document1}}\pard " + TEXT.encode() + rb"\par}"
    assert copydesk.read(data).head.bylines == ()


@given(st.integers(0, 10**9))
@examples(10, deadline=None)
def test_damaged_rich_text_gives_an_article_or_an_error(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(rtf("Паром опоздал.", "cp1251", 204))
    for _ in range(4):
        at = chance.randrange(6, len(data))
        data[at : at + chance.randint(0, 3)] = chance.choice((b"{", b"}", b"\\", b"\\bin9 ", b"\\u-1", b"\xff", b""))
    with contextlib.suppress(CopydeskError):
        copydesk.read(bytes(data), from_="rtf")


# ------------------------------------------------------------------------------------------------------ other forms

FORMS = {
    "latex": "\\documentclass{article}\n\\title{Rain}\n\\begin{document}\n\\maketitle\n"
    f"{TEXT}\n\n\\section{{Wind}}\nIt blew.\n\\end{{document}}",
    "rst": f"Rain\n====\n\n{TEXT}\n\nWind\n----\n\nIt blew.",
    "org": f"#+title: Rain\n#+language: en\n\n{TEXT}\n\n* Wind\n\nIt blew.",
    "asciidoc": f"= Rain\n\n{TEXT}\n\n== Wind\n\nIt blew.",
    "typst": f"= Rain\n\n{TEXT}\n\n== Wind\n\nIt blew.",
    "djot": f"# Rain\n\n{TEXT}\n\n## Wind\n\nIt blew.",
    "textile": f"h1. Rain\n\n{TEXT}\n\nh2. Wind\n\nIt blew.",
    "mediawiki": f"= Rain =\n\n{TEXT}\n\n== Wind ==\n\nIt blew.",
    "dokuwiki": f"====== Rain ======\n\n{TEXT}\n\n===== Wind =====\n\nIt blew.",
    "creole": f"= Rain\n\n{TEXT}\n\n== Wind\n\nIt blew.",
    "muse": f"#title Rain\n\n{TEXT}\n\n* Wind\n\nIt blew.",
    "pod": f"=pod\n\n=head1 Rain\n\n{TEXT}\n\n=head2 Wind\n\nIt blew.\n\n=cut\n",
    "t2t": f"Rain\n\n\n= Rain =\n\n{TEXT}\n\n== Wind ==\n\nIt blew.\n",
    "docbook": '<article xmlns="http://docbook.org/ns/docbook"><info><title>Rain</title></info>'
    f"<para>{TEXT}</para><section><title>Wind</title><para>It blew.</para></section></article>",
    "jats": '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS 1.2//EN" "x.dtd"><article><front><article-meta><title-group>'
    f"<article-title>Rain</article-title></title-group></article-meta></front><body><p>{TEXT}</p>"
    "<sec><title>Wind</title><p>It blew.</p></sec></body></article>",
    "fb2": '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
    f"<book-title>Rain</book-title></title-info></description><body><section><p>{TEXT}</p></section>"
    "<section><title><p>Wind</p></title><p>It blew.</p></section></body></FictionBook>",
    "opml": '<opml version="2.0"><head><title>Rain</title></head><body>'
    f'<outline text="Storms" _note="{TEXT}"><outline text="Wind" _note="It blew."/></outline></body></opml>',
    "ipynb": '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Rain\\n", "\\n", "'
    + TEXT
    + '\\n", "\\n", "## Wind\\n", "\\n", "It blew."]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_headline_text_and_a_heading(form: str) -> None:
    source = sources()[form]
    article = copydesk.read(FORMS[form].encode(), name=f"a{source.endings[0]}")
    assert plain(article.head.headline) == "Rain"
    assert TEXT in plain(article.body)
    assert [plain(node) for node in walk(article.body) if isinstance(node, Heading)][-1:] == ["Wind"]


@pytest.mark.parametrize("form", ["latex", "org", "pod", "docbook", "jats", "fb2", "opml", "ipynb"])
def test_their_beginnings_tell_some_forms(form: str) -> None:
    assert source_of("a.txt", beginning=FORMS[form].encode()).name == form


def test_plain_text_is_none_of_these() -> None:
    assert source_of("a.txt", beginning=TEXT.encode()).name == "text"
    assert source_of("a.txt", beginning=b"= 1 =\n\nRain * wind").name == "text"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rst", "Rain\n====\n\n.. csv-table:: T\n   :url: http://localhost:1/a.csv\n\nWords.\n"),
        ("asciidoc", "= Rain\n\ninclude::/etc/hostname[]\n\nWords.\n"),
    ],
)
def test_a_file_that_includes_another_is_a_clear_error(form: str, text: str) -> None:
    with pytest.raises(InputError, match="includes another file, and only the one named is read"):
        copydesk.read(text.encode(), from_=form)


_NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def test_titles_of_chapters_that_only_the_contents_name() -> None:
    points = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="text/{target}"/></navPoint>'
        for title, target in (("I. The Pans", "p1.xhtml"), ("II. The Kilns", "p2.xhtml"), ("Ash", "p2.xhtml#ash"))
    )
    ncx = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    pages = (
        "<p class='t'>Salt and Meal</p><p>Ana Ruiz</p>",
        f"<p>I</p><p class='c'><b>The Pans</b></p><p>{TEXT}</p>",
        f"<div><p>II</p><p>The Kilns</p></div><p>{TEXT}</p><p><a id='ash'/>Ash</p><p>{TEXT}</p><p>Ash</p>",
    )
    metadata = "<dc:title>Salt and Meal</dc:title>"
    article = copydesk.read(epub(*pages, metadata=metadata, items=_NCX, more={"OPS/toc.ncx": ncx}))
    assert outline(article).splitlines()[1:] == [
        "headline: Salt and Meal", "--- body", "h2: I ⏎ **The Pans**", f"p: {TEXT}", "h2: II ⏎ The Kilns", f"p: {TEXT}",
        "h2: Ash", f"p: {TEXT}", "p: Ash", "--- furniture", "frame: Salt and Meal Ana Ruiz",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Unknown Title", "Unbekannt", "Untitled", "Microsoft Word - salt.doc", "無題"])
def test_what_a_program_writes_for_a_title_is_none(title: str) -> None:
    article = copydesk.read(epub(f"<p>Salt and Meal</p><p>{TEXT}</p>", metadata=f"<dc:title>{title}</dc:title>"))
    assert outline(article).splitlines()[1:] == ["headline: Salt and Meal", "--- body", f"p: {TEXT}"]
