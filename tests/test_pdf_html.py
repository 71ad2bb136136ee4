"""The HTML of an article for paper: what is kept together, what has its own box, where notes stand."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Dateline,
    Deck,
    Emphasis,
    Head,
    Heading,
    Headline,
    Inline,
    LineBreak,
    Link,
    List,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Rights,
    Section,
    Speech,
    Strong,
    Table,
    Text,
)
from copydesk.writing import pdf
from copydesk.writing.pdf import html, tags
from copydesk.writing.pdf.bounds import MARKS
from copydesk.writing.pdf.html import LONGEST_QUESTION, LONGEST_WHOLE, MANY_ROWS, ROOM, PdfVisitor
from tests.trees import paragraph, words


def visited(node: Any) -> str:
    return PdfVisitor(Article()).visit(node).strip()


# ------------------------------------------------------------------------------------------------- what is asked


@pytest.mark.parametrize(
    ("node", "bold", "question"),
    [
        (paragraph("So it is."), False, False),
        (paragraph("Is it so?"), False, True),
        (paragraph("Is it so?” "), False, True),
        (paragraph("Is it so?)»"), False, True),
        (paragraph("هل هذا صحيح؟"), False, True),
        (paragraph("真的吗？"), False, True),
        (paragraph("Is it so? Yes."), False, False),
        (paragraph(Strong(words("So it is."))), True, True),
        (paragraph(Strong(words("So")), " it is."), False, False),
        (paragraph(Emphasis(words("So it is."))), False, False),
        (paragraph("x" * (LONGEST_QUESTION - 1) + "?"), False, True),
        (paragraph("x" * LONGEST_QUESTION + "?"), False, False),
        (paragraph(Strong(words("x" * LONGEST_QUESTION))), True, True),
        (paragraph(Strong(words("x" * (LONGEST_QUESTION + 1)))), False, False),
        (paragraph(), False, False),
    ],
)
def test_questions(node: Paragraph, *, bold: bool, question: bool) -> None:
    assert html.is_bold(node) == bold
    assert html.is_question(node) == question
    classes = " ".join(["paragraph", *["question"] * question, *["bold"] * bold])
    assert visited(node).startswith(f'<p class="{classes}">')


@pytest.mark.parametrize(
    ("blocks", "asks"),
    [
        ((paragraph("Is it so?"),), True),
        ((paragraph("It is so."),), False),
        ((paragraph("Is it so?"), paragraph("Is it?")), False),
        ((List(()),), False),
        ((), False),
    ],
)
def test_a_speech_that_asks(blocks: tuple[Any, ...], *, asks: bool) -> None:
    assert visited(Speech(words("Q:"), blocks)).startswith(
        '<div class="speech question">' if asks else '<div class="speech">'
    )


# ----------------------------------------------------------------------------------------------------- the tables


def table(*rows: list[str], header: list[str] | None = None) -> Table:
    return Table(tuple(tuple(words(cell) for cell in row) for row in rows), tuple(words(cell) for cell in header or ()))


@pytest.mark.parametrize(
    ("node", "classes"),
    [
        (table(["a", "b"]), []),
        (table(["x" * (ROOM - 2)]), []),
        (table(["x" * (ROOM - 1)]), ["crowded"]),
        (table(["x" * 20, "x" * 20]), []),
        (table(["x" * 20, "x" * 21]), ["crowded"]),
        (table(["x" * 20, "a"], ["a", "x" * 21]), ["crowded"]),
        (table(["a", "b"], header=["x" * 20, "x" * 21]), ["crowded"]),
        (table(["x " * 100, "b"]), []),
        (table(["渡" * 60, "b"]), []),
        (table(["x" * 20], ["a", "x" * 21]), ["crowded"]),
        (table(*[["a"]] * (MANY_ROWS - 1)), []),
        (table(*[["a"]] * MANY_ROWS), ["long"]),
        (table(["x " * 300]), []),
        (table(["x " * 300 + "x"]), ["long-rows"]),
        (table(*[["a " * 200] * 4]), []),
        (table(*[["a " * 200] * 5]), ["long"]),
    ],
)
def test_tables_that_may_need_more_room(node: Table, classes: list[str]) -> None:
    assert [name for name, is_so in html.TABLE_CLASSES.items() if is_so(node)] == classes
    shown = re.findall('class="(?:table|wide)([^"]*)"', visited(node))
    assert shown
    assert {tuple(names.split()) for names in shown} == {tuple(classes)}


WIDE = table(["words " * 10, "b"])


def body_of(*blocks: Section, dateline: str = "") -> str:
    """The tags and words of the body of an article whose wide tables span the columns, without those of tables."""
    head = Head(dateline=Dateline(dateline)) if dateline else Head()
    visitor = PdfVisitor(Article(head=head, body=blocks), spanning=True)
    shown = re.sub(r'<div class="wide.*?</div>', "TABLE", visitor.document(), flags=re.DOTALL)
    shown = re.sub(r"</?(?:span|article)[^>]*>|\n|class=", "", shown.replace('<div id="end"></div>', ""))
    return shown.replace('<div "text">', "[").replace('<div "text spanning">', "{").replace("</div>", "]")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            (paragraph("a"), table(["b"])),
            '[<p "paragraph">a</p><table "table"><tbody><tr><td>b</td></tr></tbody></table>]',
        ),
        ((paragraph("a"), WIDE, paragraph("b")), '[<p "paragraph">a</p>]{TABLE][<p "paragraph">b</p>]'),
        ((WIDE,), "{TABLE]"),
        ((paragraph("a"), WIDE), '[<p "paragraph">a</p>]{TABLE]'),
        (
            (Heading(2, words("a")), Heading(3, words("b")), WIDE),
            '{<h1 "heading">a</h1><h2 "heading">b</h2>TABLE]',
        ),
        (
            (Heading(2, words("a")), paragraph("b"), Heading(3, words("c")), WIDE, WIDE),
            '[<h1 "heading">a</h1><p "paragraph">b</p>]{<h2 "heading">c</h2>TABLE]{TABLE]',
        ),
    ],
)
def test_a_wide_table_has_its_own_box_below_its_headings(blocks: tuple[Section, ...], expected: str) -> None:
    assert body_of(*blocks) == expected


def test_a_dateline_is_run_in_with_the_first_paragraph_only() -> None:
    opening = '[<p "paragraph opening">TARN {}</p>'
    assert body_of(paragraph("a"), WIDE, paragraph("b"), dateline="TARN") == (
        f'{opening.format("a")}]{{TABLE][<p "paragraph">b</p>]'
    )
    assert body_of(WIDE, dateline="TARN") == '[<p "paragraph opening">TARN</p>]{TABLE]'
    assert body_of(dateline="TARN") == '[<p "paragraph opening">TARN</p>]'


# ------------------------------------------------------------------------------------------- what stays together

ONE, LAST = '<span class="whole">{}</span>', '<span class="last-words">{}</span>'


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("By Ana Ruiz", ["Ana Ruiz"], f"By {ONE.format('Ana Ruiz')}"),
        ("By Ana Ruiz in Lima", ["Ana Ruiz"], f"By {ONE.format('Ana Ruiz')} {LAST.format('in Lima')}"),
        ("By Ana and Ana Ruiz", ["Ana", "Ana Ruiz"], f"By {ONE.format('Ana')} and {ONE.format('Ana Ruiz')}"),
        ("Banana, Ana", ["Ana"], f"Banana, {ONE.format('Ana')}"),
        ("Anas Ana", ["Ana"], f"Anas {ONE.format('Ana')}"),
        ("By Ana & Co", ["Ana & Co"], f"By {ONE.format('Ana &amp; Co')}"),
        (f"By {'x' * 30}", ["x" * 30], f"By {ONE.format('x' * 30)}"),
        (f"By {'x' * 31}", ["x" * 31], f"By {'x' * 31}"),
        ("By Ana, Ana", ["Ana", "Ana"], f"By {ONE.format('Ana')}, Ana"),
        ("By us", [], "By us"),
    ],
)
def test_names_are_kept_whole(text: str, names: list[str], expected: str) -> None:
    byline = Byline(text, tuple(map(Person, names)))
    assert visited(byline) == f'<p class="byline">{expected}</p>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry", "Ferry"),
        ("The ferry", "The ferry"),
        ("The ferry came", f"The {LAST.format('ferry came')}"),
        ("At last the ferry came", f"At last {LAST.format('the ferry came')}"),
        ("At last the ferries came", f"At last {LAST.format('the ferries came')}"),
        ("At last the ferrymen came", f"At last {LAST.format('the ferrymen came')}"),
        ("At last the passengers came", f"At last the {LAST.format('passengers came')}"),
        (f"The {'x' * 12} {'y' * 20}", f"The {LAST.format('x' * 12 + ' ' + 'y' * 20)}"),
        (f"The {'x' * 13} {'y' * 20}", f"The {'x' * 13} {'y' * 20}"),
        (f"The ferry {'y' * 21}", f"The ferry {'y' * 21}"),
    ],
)
def test_the_last_words_of_a_headline_stay_together(text: str, expected: str) -> None:
    assert visited(Headline(words(text))) == f'<h1 class="headline">{expected}</h1>'
    assert visited(Deck(words(text))) == f'<p class="deck">{expected}</p>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ferry", "ferry"),
        ("the ferry", 'the <span class="last-word">ferry</span>'),
        (f"the {'x' * 16}", f'the <span class="last-word">{"x" * 16}</span>'),
        (f"the {'x' * 17}", f"the {'x' * 17}"),
    ],
)
def test_the_last_word_of_a_paragraph_is_not_broken(text: str, expected: str) -> None:
    assert visited(paragraph(text)) == f'<p class="paragraph">{expected}</p>'
    speech = visited(Speech(words("A:"), (paragraph(f"Yes, {text}"),)))
    assert speech.count('<span class="last-word">') == (len(text.rsplit(maxsplit=1)[-1]) <= LONGEST_WHOLE)


@pytest.mark.parametrize(
    ("text", "is_apart"),
    [
        ("הגשר פתוח שוב", True),
        ("הגשר של Port", True),
        ("הגשר של Old Port", False),  # an element around Port would be set before Old
        ("הגשר של Port 12", False),
    ],
)
def test_no_element_divides_words_that_run_against_the_text(text: str, is_apart: bool) -> None:
    visitor = PdfVisitor(Article(lang="he", body=(paragraph(text),)))
    assert ('class="last-word"' in visitor.visit(paragraph(text))) == is_apart


@pytest.mark.parametrize(
    ("blocks", "is_source"),
    [
        ((paragraph("a"), paragraph("— Minutes")), True),
        ((paragraph("a"), paragraph("- Minutes")), True),
        ((paragraph("a"), paragraph("—Minutes")), False),
        ((paragraph("a"), paragraph("— " + "x" * 120)), True),
        ((paragraph("a"), paragraph("— " + "x" * 121)), False),
        ((paragraph("— Minutes"),), False),
        ((paragraph("a"), List(())), False),
    ],
)
def test_the_source_of_a_quotation(blocks: tuple[Any, ...], *, is_source: bool) -> None:
    assert ('<p class="attribution">' in visited(BlockQuote(blocks))) == is_source
    assert visited(BlockQuote(blocks, words("Ada"))).count('<p class="attribution">') == 1


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (words("a"), "{0}a</a>"),
        ((Text("a"), Emphasis(words("b")), Text("c")), "{0}a</a><em>{0}b</a></em>{0}c</a>"),
        ((Emphasis((Text("a"), Strong(words("b")))),), "<em>{0}a</a><strong>{0}b</a></strong></em>"),
        ((), "{0}</a>"),
    ],
)
def test_each_text_of_a_link_is_a_link(inlines: tuple[Inline, ...], expected: str) -> None:
    link = '<a class="link" href="https://e.org/">'
    assert visited(Link(inlines, "https://e.org/")) == expected.format(link)
    lost = visited(Link((Emphasis(words("a")),), None))
    assert lost == '<span class="lost-link"><em>a</em></span>'


def test_items_and_keys() -> None:
    assert visited(List(((paragraph("a"),),))) == (
        '<ul class="list">\n<li><dd><p class="paragraph">a</p>\n</dd></li>\n</ul>'
    )
    assert PdfVisitor(Article()).escape("1\ufe0f\u20e3 <") == (
        '<span class="keycap">1<span class="mark">\ufe0f\u20e3</span></span> &lt;'
    )


def test_excess_marks_are_reported_once() -> None:
    visitor = PdfVisitor(Article())
    many = "e" + "\u0301" * (MARKS + 1)
    assert [visitor.clean(text) for text in (many[:-1], many, many)] == [many[:-1]] * 3
    assert visitor.problems == [html.TOO_MANY_MARKS]


# ------------------------------------------------------------------------------------------------------ the notes


def note(name: str, *blocks: Any) -> Note:
    return Note(name, name, blocks or (paragraph(f"note {name}"),))


NOTED = Article(
    lang="en",
    body=(
        paragraph("x", NoteRef("a", "a"), "y", NoteRef("a", "a"), Link((NoteRef("b", "b"),), "https://e.org/")),
        paragraph(NoteRef("c", "c")),
    ),
    notes=(note("a", paragraph("one", NoteRef("d", "d")), paragraph("two")), note("b"), note("c"), note("d")),
    foot=(Rights(words("So.")),),
)


def test_a_note_is_right_behind_its_first_reference() -> None:
    visitor = PdfVisitor(NOTED, at_foot=True)
    document = visitor.document()
    assert sorted(visitor.footnotes) == [1, 3]
    first = document.index('class="footnote"')
    assert document.count('class="footnote"') == 2
    assert document.index("x<") < first < document.index("one") < document.index("two") < document.index("y<")
    assert re.search(r'</sup><main class="footnote" id="note-1"><p [^>]*>.*</p><p [^>]*>.*</p></main>y', document)
    assert document.count("note b") == document.count("note d") == 1
    assert document.index('class="notes"') < document.index("note b") < document.index("note d") < document.index("So.")


def test_at_the_end_are_all_notes_or_none() -> None:
    at_end = PdfVisitor(NOTED)
    document = at_end.document()
    assert at_end.footnotes == {}
    assert document.count('class="note"') + document.count('class="note idle"') == 4
    only = Article(body=(paragraph("x", NoteRef("a", "a")),), notes=(note("a"),))
    assert 'class="notes"' not in PdfVisitor(only, at_foot=True).document()
    assert 'class="notes"' in PdfVisitor(only).document()


@pytest.mark.parametrize("at_foot", [True, False])
def test_the_words_in_their_order_on_the_page(at_foot: bool) -> None:
    visitor = PdfVisitor(NOTED, at_foot=at_foot)
    shown = re.sub("<[^>]*>", "", visitor.document())
    assert "".join("".join(visitor.article_words()).split()) == "".join(shown.split())


def test_a_heading_of_a_footnote_is_a_paragraph() -> None:
    article = Article(body=(paragraph(NoteRef("a", "a")),), notes=(note("a", Heading(2, words("So"))),))
    at_foot, at_end = (PdfVisitor(article, at_foot=where).document() for where in (True, False))
    assert '<p class="heading">So</p>' in at_foot
    assert '<h1 class="heading">So</h1>' in at_end


# ---------------------------------------------------------------------------------------------------- the rest


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (pdf.NAMED, ""), (pdf.NAMED + 1, " and 1 more"), (pdf.NAMED + 5, " and 5 more")]
)
def test_characters_are_listed_in_order(count: int, more: str) -> None:
    listed = pdf._list_of({chr(ord("a") + number) for number in range(count)})
    assert listed.startswith("a (U+0061)")
    assert listed.count("(U+") == min(count, pdf.NAMED)
    assert listed.endswith(more)
    assert ("more" in listed) == bool(more)


def structure(*objects: Any) -> Any:
    """A document whose objects 1 and 2 are the tags of a box and of a paragraph."""
    return SimpleNamespace(objects=[None, {"S": "/NonStruct"}, {"S": "/P"}, *objects])


def test_notes_are_tagged_as_such() -> None:
    pdf_document = structure(
        {"S": "/Part", "P": b"2 0 R"}, {"S": "/Part", "P": b"3 0 R"}, {"S": "/Part", "P": b"2 0 R"}, {"S": "/Div"}
    )
    tags.finish(None, pdf_document)
    assert [one["S"] for one in pdf_document.objects[3:]] == ["/Note", "/NonStruct", "/Note", "/Div"]
    assert [one.get("ID") for one in pdf_document.objects[3:]] == ["(note 1)", None, "(note 2)", None]


@pytest.mark.parametrize(
    ("destination", "parent", "expected"),
    [("note-1", 1, "/Reference"), ("ref-1", 1, "/NonStruct"), ("note-1", 2, "/P"), (None, 1, "/NonStruct")],
)
def test_links_to_notes_are_references(destination: str | None, parent: int, expected: str) -> None:
    dest = {"Dest": SimpleNamespace(string=destination)} if destination else {}
    link = {"S": "/Link", "P": b"%d 0 R" % parent, "K": [7, b"4 0 R"]}
    pdf_document = structure(link, {"Obj": b"5 0 R"}, dest)
    tags.finish(None, pdf_document)
    assert pdf_document.objects[parent]["S"] == expected


def test_the_metadata_of_an_archive_declares_both_standards() -> None:
    pdf_document = structure(SimpleNamespace(stream=[b"<rdf:RDF>", b"a</rdf:RDF>b"]))
    pdf_document.catalog = {"Metadata": b"3 0 R"}
    tags.finish_archive(None, pdf_document)
    assert pdf_document.objects[3].stream == [b"<rdf:RDF>", b"a" + tags.UA + b"</rdf:RDF>b"]


def test_a_paragraph_with_lines_of_its_own_keeps_its_mark() -> None:
    node = paragraph(Strong((Text("Who?"),)), LineBreak(), "b")
    assert visited(node).startswith('<p class="paragraph own-lines">')
