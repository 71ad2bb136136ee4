"""The package of a Word file: its sections, running heads, and what a reference document brings along."""

from __future__ import annotations

import io
import re
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest

from copydesk.problems import Problem
from copydesk.tree import (
    Article,
    BlockQuote,
    Dateline,
    Emphasis,
    Figure,
    Head,
    Heading,
    Headline,
    LineBreak,
    Link,
    List,
    Note,
    NoteRef,
    PullQuote,
    Rights,
    Section,
    Speech,
    Strong,
    Table,
    Text,
    Verse,
)
from copydesk.writing import docx
from copydesk.writing.docx import package, reference, running_heads
from copydesk.writing.docx.body import BodyVisitor, unreferred
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.pages import Geometry
from copydesk.writing.docx.xml import NAMESPACES, W, declared, parse
from tests.trees import paragraph, words


def visitor_of(article: Article = Article()) -> BodyVisitor:  # noqa: B008 - trees are frozen
    return BodyVisitor(article, width=1000, ornament="***")


def outline(xml: str) -> list[str]:
    """The paragraphs of a text, each as its style and words; ``/`` is a line break, ``{}`` a section."""
    root = parse(f"<w:body {NAMESPACES}>{xml}</w:body>")
    shown = []
    for one in root.iter(f"{W}p"):
        style = one.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        text = "".join("/" if part.tag == f"{W}br" else part.text for part in one.iter(f"{W}t", f"{W}br"))
        shown.append(f"{style}: {text}" + ("{}" if one.find(f"{W}pPr/{W}sectPr") is not None else ""))
    return shown


# ---------------------------------------------------------------------------------------------------- the blocks

A, B = paragraph("a"), paragraph("b")
LINES = paragraph("a", LineBreak(), "b")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(1, words("a")), ["Heading1: a"]),
        (Heading(2, words("a")), ["Heading1: a"]),
        (Heading(3, words("a")), ["Heading2: a"]),
        (Heading(6, words("a")), ["Heading5: a"]),
        (A, ["BodyText: a"]),
        (BlockQuote((A, BlockQuote((B,)), A)), ["Quote: a", "Quote2: b", "Quote: a"]),
        (BlockQuote((A, BlockQuote((BlockQuote((B,)),)))), ["Quote: a", "Quote2: b"]),
        (BlockQuote((A,), words("Ada")), ["Quote: a", "QuoteAttribution: Ada"]),
        (PullQuote(words("a")), ["PullQuote: a"]),
        (PullQuote(words("a"), words("Ada")), ["PullQuote: a", "PullQuoteAttribution: Ada"]),
        (Speech(words("Q:"), (A, B)), ["Speech: Q: a", "BodyText: b"]),
        (Speech(words("Ada"), (A,)), ["Speech: Ada/a"]),
        (Speech(words("Ada"), (Verse((words("a"),)),)), ["SpeakerLine: Ada", "Verse: a"]),
        (Speech((), (Verse((words("a"),)),)), ["Verse: a"]),
        (BlockQuote((Speech(words("Q:"), (A,)),)), ["Quote: Q: a"]),
        (Verse((words("a"), words("b"), (), words("c"))), ["Verse: a/b", "Verse: c"]),
        (List(((A, B), (B,))), ["ListBullet: a", "ListContinue: b", "ListBullet: b"]),
        (List(((A, List(((B,),), True)),)), ["ListBullet: a", "ListNumber2: b"]),
        (List(((Verse((words("a"),)),),)), ["ListBullet: ", "Verse: a"]),
        (Figure(alt="x"), ["Figure: x"]),
        (Figure(words("a"), words("b"), alt="x"), ["Figure: x", "Caption: a b"]),
        (Figure((), words("b")), ["Caption: b"]),
        (Figure(), []),
        (Table(((words("a"),),)), ["TableSpace: ", "TableText: a", "TableSpace: "]),
        (
            Table(((words("a"),),), (words("x"),), caption=words("c")),
            ["TableCaption: c", "TableHeading: x", "TableText: a", "TableSpace: "],
        ),
        (Table((), (), caption=words("c")), ["TableCaption: c"]),
        (Table(()), []),
    ],
)
def test_the_paragraphs_of_a_block(block: Section, expected: list[str]) -> None:
    assert outline(visitor_of().visit(block)) == expected


@pytest.mark.parametrize(
    ("blocks", "opening", "expected"),
    [
        ((A, B), "", ["FirstParagraph: a", "BodyText: b"]),
        ((A, Heading(2, words("h")), B), "", ["FirstParagraph: a", "Heading1: h", "FirstParagraph: b"]),
        ((A, List(((A,),)), B, B), "", ["FirstParagraph: a", "ListBullet: a", "ParagraphAfterList: b", "BodyText: b"]),
        ((Speech(words("Q:"), (A,)), B), "", ["Speech: Q: a", "ParagraphAfterList: b"]),
        (
            (A, LINES, B, B),
            "",
            ["FirstParagraph: a", "ParagraphAfterList: a/b", "ParagraphAfterList: b", "BodyText: b"],
        ),
        ((LINES, LINES), "", ["FirstParagraph: a/b", "ParagraphAfterList: a/b"]),
        ((A, PullQuote(words("p")), B), "", ["FirstParagraph: a", "PullQuote: p", "BodyText: b"]),
        ((PullQuote(words("p")), B), "", ["PullQuote: p", "FirstParagraph: b"]),
        ((A,), "TARN", ["FirstParagraph: TARN a"]),
        ((List(((A,),)), B), "TARN", ["FirstParagraph: TARN", "ListBullet: a", "ParagraphAfterList: b"]),
        ((), "TARN", ["FirstParagraph: TARN"]),
        ((), "", []),
    ],
)
def test_paragraphs_that_follow_others(blocks: tuple[Any, ...], opening: str, expected: list[str]) -> None:
    visitor = visitor_of()
    run = visitor.run(opening) if opening else ""
    assert outline("".join(visitor.flow(blocks, run))) == expected


def test_notes_are_numbered_where_their_marks_count() -> None:
    """Word counts the marks that are its own numbers; others are written as they are."""
    names = ["1", "*", "2", "x"]
    article = Article(notes=tuple(Note(name, name, (paragraph("n"),)) for name in names))
    visitor = visitor_of(article)
    xml = visitor.visit(paragraph(*(NoteRef(name, name) for name in [*names[:3], "1", "missing"])))
    assert re.findall(r'footnoteReference( w:customMarkFollows="1")? w:id="(\d)"', xml) == [
        ("", "1"),
        (' w:customMarkFollows="1"', "2"),
        ("", "3"),
    ]
    assert xml.count("<w:t>1</w:t>") == 1
    assert 'w:anchor="note1"' in xml
    assert xml.count("<w:t>missing</w:t>") == 1
    assert list(visitor.footnotes) == names[:3]
    assert [note.count("<w:footnoteRef/>") for note in visitor.footnotes.values()] == [1, 0, 1]
    assert [note.id for note in unreferred(article, visitor)] == ["x"]


def test_links_of_a_part_are_relationships() -> None:
    article = Article(notes=(Note("n", "1", (paragraph(Link(words("b"), "https://e.org/b")),)),))
    visitor = visitor_of(article)
    inside = Link((Link(words("c"), "https://e.org/c"), NoteRef("n", "1"), NoteRef("n", "1")), "https://e.org/a")
    xml = visitor.visit(paragraph(inside, Link(words("d"), "https://e.org/d"), Link(words("e"), "https://e.org/a")))
    assert re.findall('r:id="(.*?)"', xml) == ["link1", "link2", "link1"]
    assert visitor.links == {
        "document": {"https://e.org/a": "link1", "https://e.org/d": "link2"},
        "footnotes": {"https://e.org/b": "link1"},
    }
    assert "w:anchor" not in xml  # Word has no link within a link
    lost = visitor.visit(paragraph(Link(words("f"), "javascript:f"), Link(words("g"), None)))
    assert lost.count('w:val="LostLink"') == 2
    assert [problem.kind for problem in visitor.problems] == ["unsafe_link"]


def test_marks_of_a_run_are_those_around_it() -> None:
    visitor = visitor_of()
    visitor.visit(paragraph(Strong((Emphasis(words("a")), Text("b"))), Emphasis(words("c"))))
    assert list(visitor.runs.combined) == [("Strong", "Emphasis")]


# ---------------------------------------------------------------------------------------------------- the sections


def page(columns: int) -> Geometry:
    return Geometry({"cols": f'<w:cols w:num="{columns}"/>'}, 1000, columns, 100, False)


FULL = Article(
    head=Head(headline=Headline(words("h")), dateline=Dateline("TARN")),
    body=(paragraph("a", NoteRef("n", "1")),),
    notes=(Note("n", "1", (paragraph("n"),)), Note("m", "2", (paragraph("m"),))),
    foot=(Rights(words("r")),),
)


class WithoutSpaces(Naming):
    def has(self, name: str) -> bool:
        return name not in ("Head End", "Foot Start")


def body_of(article: Article, columns: int, naming: Naming | None = None) -> str:
    return docx._body(article, visitor_of(article), page(columns), "<w:headerReference/>", naming or Naming())


@pytest.mark.parametrize(
    ("article", "columns", "expected"),
    [
        (Article(), 1, ["SectionEnd: "]),
        (
            FULL,
            1,
            ["Title: h", "HeadEnd: ", "FirstParagraph: TARN a", "FootnoteText: 2 m", "FootStart: ", "Rights: r"],
        ),
        (
            FULL,
            2,
            ["Title: h", "HeadEnd: {}", "FirstParagraph: TARN a{}", "FootnoteText: 2 m", "FootStart: ", "Rights: r"],
        ),
        (Article(), 2, ["SectionEnd: {}", "SectionEnd: "]),
        (Article(body=(A,)), 2, ["FirstParagraph: a{}", "SectionEnd: "]),
        (Article(foot=(Rights(words("r")),)), 1, ["Rights: r"]),
        (
            Article(head=Head(headline=Headline(words("h")))),
            2,
            ["Title: h", "HeadEnd: {}", "SectionEnd: {}", "SectionEnd: "],
        ),
    ],
)
def test_sections_of_a_document(article: Article, columns: int, expected: list[str]) -> None:
    xml = body_of(article, columns)
    assert outline(xml) == expected
    sections = parse(f"<w:body {NAMESPACES}>{xml}</w:body>").findall(f".//{W}sectPr")
    references = [section.find(f"{W}headerReference") is not None for section in sections]
    assert references == [True] + [False] * (len(sections) - 1)
    kinds = [section.find(f"{W}type").get(f"{W}val") for section in sections]
    first = "nextPage" if columns == 1 or article.head != Head() else "continuous"
    assert kinds == [first] + ["continuous"] * (len(sections) - 1)
    counts = [section.find(f"{W}cols").get(f"{W}num", "1") for section in sections]
    assert counts == (["1"] if columns == 1 else ["1"] * (article.head != Head()) + ["2", "1"])


def test_a_document_without_spaces_gets_none() -> None:
    assert outline(body_of(FULL, 1, WithoutSpaces())) == [
        "Title: h",
        "FirstParagraph: TARN a",
        "FootnoteText: 2 m",
        "Rights: r",
    ]


def test_separators_of_notes() -> None:
    root = parse(docx._footnotes(['<w:footnote w:id="1"/>'], Naming()))
    assert [(one.get(f"{W}type"), one.get(f"{W}id")) for one in root] == [
        ("separator", "-1"),
        ("continuationSeparator", "0"),
        (None, "1"),
    ]


def test_the_words_that_are_read_back() -> None:
    xml = (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>a </w:t></w:r><w:hyperlink><w:r><w:t>b</w:t></w:r>'
        '</w:hyperlink><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>1</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Break"/></w:pPr><w:r><w:t>***</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p>'
    )
    data = package.encoded(f"<w:body {NAMESPACES}>{xml}</w:body>")
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
    assert docx._words_of_part(data, Naming()) == "a bc"


# ------------------------------------------------------------------------------------------- a reference document

OFFICE = package.OFFICE


def relation(kind: str, target: Any = None, *, external: bool = False) -> Any:
    part = SimpleNamespace(partname="/word/header1.xml", rels=target or {})
    return SimpleNamespace(
        reltype=f"{OFFICE}{kind}", is_external=external, target_ref=target if external else "", target_part=part
    )


@pytest.mark.parametrize(
    ("rel", "expected"),
    [
        (relation("image"), True),
        (relation("font"), True),
        (relation("oleObject"), False),
        (relation("hyperlink", "https://e.org/", external=True), True),
        (relation("hyperlink", "file:///a", external=True), False),
        (relation("image", "https://e.org/a.png", external=True), False),
    ],
)
def test_what_a_running_head_may_refer_to(rel: Any, *, expected: bool) -> None:
    assert running_heads._is_harmless(rel) == expected


def section_with(*references: tuple[str, str, str]) -> Any:
    inside = "".join(f'<w:{kind}Reference w:type="{pages}" r:id="{key}"/>' for kind, pages, key in references)
    return parse(declared(f"<w:sectPr {NAMESPACES}>{inside}<w:cols/></w:sectPr>"))


def test_running_heads_of_the_last_section_that_has_them_stay() -> None:
    rels = {
        "r1": relation("header"),
        "r2": relation("header"),
        "r3": relation("footer", {"o": relation("oleObject")}),
        "r4": relation("footer", {"i": relation("image")}),
        "r5": relation("styles", {"x": relation("oleObject"), "i": relation("image")}),
        "r6": relation("hyperlink", "https://e.org/", external=True),
    }
    document: Any = SimpleNamespace(part=SimpleNamespace(rels=rels))
    problems: list[Problem] = []
    sections = [
        section_with(("header", "default", "r1"), ("header", "first", "r1")),
        section_with(("header", "default", "r2"), ("footer", "default", "r3"), ("footer", "first", "r4")),
        section_with(("header", "even", "missing")),
    ]
    kept = running_heads.kept_running_heads(document, sections, problems)
    assert re.findall(r'<w:(\w+) w:type="(\w+)" r:id="(\w+)"/>', kept) == [
        ("headerReference", "default", "r2"),
        ("headerReference", "first", "r1"),
        ("footerReference", "first", "r4"),
    ]
    assert list(rels) == ["r1", "r2", "r4", "r5", "r6"]
    assert list(rels["r5"].target_part.rels) == ["i"]
    (problem,) = problems
    assert problem.message.startswith("header1.xml of the reference document is left out")


def archive(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name, content in files.items():
            written.writestr({"types": "[Content_Types].xml", "rels": "_rels/.rels"}.get(name, name), content)
    return data.getvalue()


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (archive(types=MAIN, rels=""), ""),
        (archive(types=MAIN, rels="http://purl.oclc.org/ooxml"), "a Strict Open XML document"),
        (archive(types="spreadsheetml", rels=""), "an Excel workbook"),
        (archive(types="presentationml", rels=""), "a PowerPoint presentation"),
        (archive(types="wordprocessingml.template", rels=""), "a Word template (.dotx)"),
        (archive(types="other", rels=""), "no Word document"),
        (archive(mimetype="application/epub+zip", types=MAIN, rels=""), "an OpenDocument file or an e-book"),
        (archive(types=MAIN), "no Word document, or damaged beyond reading"),
        (b"", "no Word document, or damaged beyond reading"),
        (b"%PDF-1.7", "a PDF file"),
        (b"{\\rtf1", "an RTF file"),
        (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    ],
)
def test_kinds_of_files(data: bytes, kind: str) -> None:
    assert package._other_kind(data)[0] == kind


def test_a_file_may_unpack_to_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", len(MAIN))
    assert package._other_kind(archive(types=MAIN, rels=""))[0] == ""
    assert package._other_kind(archive(types=MAIN, rels="x"))[0].startswith("larger than")


def style_of(inside: str = "") -> Any:
    return parse(declared(f"<w:style>{inside}</w:style>"))


def test_the_direction_of_a_reference_document_is_the_articles() -> None:
    """Only styles that are based on no other one have it; the others inherit it."""
    bidi = "<w:pPr><w:bidi/></w:pPr>"
    styles = [style_of(bidi), style_of(f'<w:basedOn w:val="a"/>{bidi}'), style_of()]
    for rtl, expected in ((True, [True, False, True]), (False, [False] * 3)):
        reference._set_direction(styles, rtl=rtl)
        assert [one.find(f"{W}pPr/{W}bidi") is not None for one in styles] == expected


def test_the_languages_of_a_reference_document_stay_if_they_are_the_articles() -> None:
    owner = style_of('<w:rPr><w:lang w:val="en-GB" w:eastAsia="ja-JP"/></w:rPr>')
    lang = owner.find(f"{W}rPr/{W}lang")
    reference._set_language([owner, style_of()], {"val": "en"})
    assert dict(lang.attrib) == {f"{W}val": "en-GB", f"{W}eastAsia": "ja-JP"}
    reference._set_language([owner], {"val": "zh", "eastAsia": "zh", "bidi": "ar"})
    assert dict(lang.attrib) == {f"{W}val": "zh", f"{W}eastAsia": "zh", f"{W}bidi": "ar"}


def test_an_element_is_refilled() -> None:
    element = parse(declared('<w:settings w:a="1"><w:b/></w:settings>'))
    package.refill(element, f'<w:settings {NAMESPACES} w:c="2"><w:d/><w:e/></w:settings>')
    assert {name.removeprefix(W): value for name, value in element.attrib.items()} == {"c": "2"}
    assert [one.tag.removeprefix(W) for one in element] == ["d", "e"]
