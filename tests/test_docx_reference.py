"""``--reference-doc``: the styles, page, running heads and language of a user's own Word document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from copydesk import style, tree
from copydesk.errors import UsageError
from copydesk.tree import Article, Link, List, Paragraph, Strong, Table
from copydesk.writing import Output, Settings, write
from copydesk.writing import docx as writer
from tests import trees
from tests.test_docx import W, check_words, item, of, paragraphs, part, style_of
from tests.tools import examples

NS = f'xmlns:w="{W[1:-1]}"'


def document_with(change: Callable[[Any], None] = lambda document: None) -> bytes:
    """A publisher's own document: Word's usual styles, its own page and running head, changed by ``change``."""
    document: Any = docx.Document()
    document.core_properties.title = "SECRET title"
    document.add_paragraph("SECRET words", style="Heading 1")
    document.add_comment(document.paragraphs[0].runs, text="SECRET remark")
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(200), Mm(250), Mm(31)
    section.header.paragraphs[0].text = "The house"
    document.styles["Title"].font.size = Pt(33)
    document.styles.add_style("Author", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@cache
def house() -> bytes:
    return document_with()


def filled(article: Article, reference: bytes, name: str = "broadsheet") -> Output:
    settings_style = replace(style.load(name), reference_doc=reference)
    return writer.write(article, Settings(style=settings_style))


def styles(data: bytes) -> dict[str, Any]:
    """The styles of a file by their identifiers."""
    return {str(one.get(f"{W}styleId")): one for one in part(data, "word/styles.xml").iter(f"{W}style")}


def repacked(data: bytes, changed: dict[str, bytes | None]) -> bytes:
    """A zip archive with some of its files changed or left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = changed.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return written.getvalue()


# ------------------------------------------------------------------------------------------------------ its styles


def test_its_own_styles_are_used_and_others_added_only_where_it_has_none() -> None:
    data = filled(trees.everything(), house()).data
    theirs = styles(house())
    ours = styles(data)
    assert set(theirs) <= set(ours)
    assert etree.tostring(ours["Title"]) == etree.tostring(theirs["Title"])
    used = {style_of(paragraph) for paragraph in part(data, "word/document.xml").iter(f"{W}p")}
    assert {"Title", "Author", "BodyText", "Heading1", "ListBullet2", "Caption", "IntenseQuote"} <= used
    added = set(ours) - set(theirs)
    assert {"Kicker", "Verse", "Preformatted", "FootnoteText", "AuthorBio"} <= added
    assert used <= set(ours)
    assert not {"Byline", "FirstParagraph", "HeadEnd", "Masthead"} & added
    few = filled(of(trees.paragraph("a")), house()).data
    assert len(set(styles(few)) - set(theirs)) == 1  # for notes


@pytest.mark.parametrize(
    ("called", "kind", "ours", "block"),
    [
        ("block text", WD_STYLE_TYPE.PARAGRAPH, "Quote", tree.BlockQuote(item("x"))),
        ("BODY  TEXT", WD_STYLE_TYPE.PARAGRAPH, "Body Text", trees.paragraph("x")),
        ("First Paragraph", WD_STYLE_TYPE.PARAGRAPH, "First Paragraph", trees.paragraph("x")),
        ("Source Code", WD_STYLE_TYPE.PARAGRAPH, "Preformatted", tree.Preformatted("x")),
        ("Copyright", WD_STYLE_TYPE.PARAGRAPH, "Rights", tree.Rights(trees.words("x"))),
        ("Image Caption", WD_STYLE_TYPE.PARAGRAPH, "Caption", tree.Figure(caption=trees.words("x"))),
        ("Verbatim Char", WD_STYLE_TYPE.CHARACTER, "Code", Paragraph((tree.Code("x"),))),
        ("Internet Link", WD_STYLE_TYPE.CHARACTER, "Hyperlink", Paragraph((Link(trees.words("x"), "https://e.org"),))),
        ("Table", WD_STYLE_TYPE.TABLE, "Table", Table(((trees.words("x"),),))),
    ],
)
def test_a_style_is_known_by_any_of_its_names(called: str, kind: Any, ours: str, block: tree.Section) -> None:
    def named(document: Any) -> None:
        for name in ("Body Text", "Quote", "Caption", "Table Grid"):
            document.styles[name].delete()
        document.styles.add_style(called, kind)

    data = filled(of(block), document_with(named)).data
    key = next(one for one in styles(data).values() if one.find(f"{W}name").get(f"{W}val") == called).get(f"{W}styleId")
    root = part(data, "word/document.xml")
    assert key in {one.get(f"{W}val") for one in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert ours.replace(" ", "") not in set(styles(data)) - {key}


def test_words_alone_are_enough_for_the_text() -> None:
    def bare(document: Any) -> None:
        for one in list(document.styles):
            if one.name not in ("Normal", "Default Paragraph Font", "Normal Table", "No List"):
                one.delete()

    data = filled(of(trees.paragraph("a"), trees.paragraph("b")), document_with(bare)).data
    assert [name for name, words in paragraphs(data) if words] == ["Normal", "Normal"]


def test_an_added_style_is_scaled_to_the_text_of_the_document() -> None:
    def large(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(19)

    article = of(tree.Rights(trees.words("x")), tree.Preformatted("x"))
    added = styles(filled(article, document_with(large), "broadsheet").data)
    style_sizes = style.load("broadsheet").table("docx.toml")["styles"]
    size = style_sizes["Rights"]["size"] / style_sizes["Normal"]["size"] * 19
    assert abs(int(added["Rights"].find(f"{W}rPr/{W}sz").get(f"{W}val")) - size * 2) <= 1
    assert added["Rights"].find(f"{W}rPr/{W}rFonts") is None
    assert added["Rights"].find(f"{W}rPr/{W}color") is None
    assert added["Preformatted"].find(f"{W}rPr/{W}rFonts") is not None


def test_a_name_that_another_kind_of_style_bears_is_left_to_it() -> None:
    def other(document: Any) -> None:
        document.styles.add_style("Verse", WD_STYLE_TYPE.CHARACTER)

    data = filled(of(tree.Verse((trees.words("x"),))), document_with(other)).data
    styles_by_key = styles(data)
    assert styles_by_key["Verse"].get(f"{W}type") == "character"
    assert styles_by_key["VerseAdded"].find(f"{W}name").get(f"{W}val") == "Verse (added)"
    assert paragraphs(data)[0][0] == "VerseAdded"


def test_marks_that_meet_are_joined_from_its_own_styles() -> None:
    def bold(document: Any) -> None:
        document.styles["Emphasis"].font.small_caps = True

    data = filled(of(Paragraph((Strong((tree.Emphasis(trees.words("x")),)),))), document_with(bold)).data
    joined = styles(data)["StrongEmphasis"]
    assert joined.find(f"{W}basedOn").get(f"{W}val") == "Strong"
    assert joined.find(f"{W}rPr/{W}smallCaps") is not None


def test_its_own_list_styles_number_the_lists() -> None:
    lists = (List((item("a"),), ordered=True, start=4), List((item("b"),)))
    data = filled(of(*lists), house()).data
    numbering = part(data, "word/numbering.xml")
    tied = styles(data)["ListNumber"].find(f".//{W}numId").get(f"{W}val")
    definition = {
        one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val") for one in numbering.iter(f"{W}num")
    }
    (used,) = (one.get(f"{W}val") for one in part(data, "word/document.xml").iter(f"{W}numId"))
    assert used != tied
    assert definition[used] == definition[tied]
    assert len(set(definition)) == len(list(numbering.iter(f"{W}num")))


def test_lists_are_numbered_where_its_styles_do_not_number_them() -> None:
    def plain(document: Any) -> None:
        for name in ("List Bullet", "List Number"):
            document.styles[name].delete()

    data = filled(of(List((item("a"),)), List((item("b"),), ordered=True)), document_with(plain)).data
    root = part(data, "word/document.xml")
    assert [style_of(p) for p in root.iter(f"{W}p")][:2] == ["ListParagraph", "ListParagraph"]
    assert len({one.get(f"{W}val") for one in root.iter(f"{W}numId")}) == 2


# --------------------------------------------------------------------------------------- its page and everything else


def test_its_page_and_its_running_heads_are_kept() -> None:
    section: Any = docx.Document(io.BytesIO(filled(trees.plain_article(), house()).data)).sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height, section.left_margin)] == [
        200,
        250,
        31,
    ]
    assert section.header.paragraphs[0].text == "The house"
    assert not section.different_first_page_header_footer


def test_without_running_heads_it_gets_those_of_the_style() -> None:
    def bare(document: Any) -> None:
        document.sections[0].header.is_linked_to_previous = True

    section: Any = docx.Document(io.BytesIO(filled(trees.plain_article(), document_with(bare)).data)).sections[0]
    assert section.header.paragraphs[0].text.strip() == "Ferry returns to the upper lake"
    assert "PAGE" in section.footer._element.xml
    assert section.different_first_page_header_footer


def test_running_heads_of_earlier_sections_and_columns_of_the_last_hold() -> None:
    def two(document: Any) -> None:
        columns = document.add_section()._sectPr.find(f"{W}cols")
        columns.set(f"{W}num", "2")

    document: Any = docx.Document(io.BytesIO(filled(trees.plain_article(), document_with(two)).data))
    assert [int(one._sectPr.find(f"{W}cols").get(f"{W}num", "1")) for one in document.sections] == [1, 2, 1]
    assert document.sections[2].header.paragraphs[0].text == "The house"


def test_nothing_else_is_copied_from_it() -> None:
    def more(document: Any) -> None:
        package = document.part.package
        for name, kind in (("vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),):
            secret = Part(PackURI(f"/word/{name}"), "application/vnd.ms-office.vbaProject", b"SECRET", package)
            document.part.relate_to(secret, kind)
        variables = f'<w:docVars {NS}><w:docVar w:name="a" w:val="SECRET"/></w:docVars>'
        document.settings.element.append(parse_xml(variables))

    output = filled(trees.everything(), document_with(more))
    with zipfile.ZipFile(io.BytesIO(output.data)) as archive:
        names = archive.namelist()
        assert not [name for name in names if b"SECRET" in archive.read(name)]
    assert not [name for name in names if any(word in name for word in ("comments", "vba", "custom", "thumb"))]
    assert docx.Document(io.BytesIO(output.data)).core_properties.title == "What the Aurora carried"
    check_words(trees.everything(), output.data)


def test_a_running_head_that_fetches_something_is_left_out() -> None:
    def fetching(document: Any) -> None:
        header = document.sections[0].header.part
        header.relate_to("https://example.org/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)

    output = filled(trees.plain_article(), document_with(fetching))
    assert [problem.kind for problem in output.problems] == ["unsupported"]
    assert "header1.xml of the reference document" in output.problems[0].message
    with zipfile.ZipFile(io.BytesIO(output.data)) as archive:
        assert not [name for name in archive.namelist() if b"example.org/logo" in archive.read(name)]


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "en-GB"), ("und", "en-GB"), ("de", "de"), ("he", "he"), ("ja", "ja")]
)
def test_its_language_holds_where_the_article_is_in_it(lang: str, expected: str) -> None:
    def british(document: Any) -> None:
        for element in document.styles.element.iter(f"{W}lang"):
            element.set(f"{W}val", "en-GB")

    root = part(filled(of(trees.paragraph("a"), lang=lang), document_with(british)).data, "word/styles.xml")
    element = root.find(f"{W}docDefaults//{W}lang")
    assert element.get(f"{W}val") == expected
    normal = next(one for one in root.iter(f"{W}style") if one.get(f"{W}styleId") == "Normal")
    assert (normal.find(f"{W}pPr/{W}bidi") is not None) == (lang == "he")


def test_a_document_that_says_little_is_filled_up_from_the_style() -> None:
    def little(document: Any) -> None:
        section = document.element.body.sectPr
        for element in list(section):
            section.remove(element)
        defaults = document.styles.element.find(f"{W}docDefaults")
        document.styles.element.remove(defaults)
        for key in [
            key for key, rel in document.part.rels.items() if rel.reltype.endswith(("/numbering", "/fontTable"))
        ]:
            del document.part.rels[key]

    data = filled(trees.everything(), document_with(little)).data
    section: Any = docx.Document(io.BytesIO(data)).sections[0]
    assert round(section.page_width.mm) == 210
    assert part(data, "word/styles.xml").find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "en"
    check_words(trees.everything(), data)


@given(trees.articles())
@examples(15)
def test_every_word_of_any_article_is_there(article: Article) -> None:
    check_words(article, filled(article, house()).data)


def test_the_command_passes_it_to_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(house())
    assert write(trees.plain_article(), "docx", reference_doc=path).data == filled(trees.plain_article(), house()).data


# ------------------------------------------------------------------------------------------ what is no Word document

CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def of_content(content_type: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        types = archive.read("[Content_Types].xml").decode()
    return repacked(house(), {"[Content_Types].xml": types.replace(CONTENT, content_type).encode()})


def zipped(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def strict() -> bytes:
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        relations = archive.read("_rels/.rels")
    usual = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    strictly = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    return repacked(house(), {"_rels/.rels": relations.replace(usual, strictly)})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no Word document.*save it as a Word document"),
        (b"words", "no Word document.*save it as a Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), r"an old Word file \(\.doc\).*save it as"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password.*without the password"),
        (b"{\\rtf1 a}", "an RTF file"),
        (b"%PDF-1.7", "a PDF file"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
        (zipped(a=b"b"), "no Word document"),
        (of_content(CONTENT.replace("document.main", "template.main")), r"a Word template \(\.dotx\)"),
        (of_content("application/vnd.ms-word.document.macroEnabled.main+xml"), r"with macros \(\.docm\)"),
        (of_content("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "an Excel workbook"),
        (strict(), "a Strict Open XML document"),
        (house()[: len(house()) // 2], "damaged"),
        (repacked(house(), {"word/styles.xml": b"<w:styles"}), "damaged.*save it as a Word document"),
        (repacked(house(), {"word/document.xml": None}), "damaged"),
    ],
)
def test_what_is_no_word_document_is_reported(data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=f"the reference document is .*{message}"):
        filled(trees.plain_article(), data)


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(b"words")
    with pytest.raises(UsageError, match=f"the reference document {re.escape(str(path))} is no Word document"):
        write(trees.plain_article(), "docx", reference_doc=path)


def test_one_that_unpacks_to_too_much_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.writing.docx.package.LARGEST", 1 << 10)
    with pytest.raises(UsageError, match="when unpacked"):
        filled(trees.plain_article(), house())


NUMBERS = st.sampled_from(("", "x", "-1", "99999999999", "1.5", "9in", "true"))


@given(st.data())
@examples(25)
def test_every_damage_leads_to_a_clear_error(data: st.DataObject) -> None:
    """Any value at any position in the parts that are read."""
    changed: dict[str, bytes | None] = {}
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        for name in (f"word/{kind}.xml" for kind in ("styles", "numbering", "settings", "document")):
            root = etree.fromstring(archive.read(name))
            elements = [one for one in root.iter() if one.attrib]
            for one in data.draw(st.lists(st.sampled_from(elements), max_size=6)):
                one.set(data.draw(st.sampled_from(sorted(one.attrib))), data.draw(NUMBERS))
            changed[name] = etree.tostring(root)
    with suppress(UsageError):
        filled(trees.plain_article(), repacked(house(), changed))
