"""Word files and OpenDocument texts: what styles say, raw text in them, what is set aside, and damage."""

from __future__ import annotations

import os
import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import copydesk
from copydesk import writing
from copydesk.errors import CopydeskError, InputError
from copydesk.reading import examine, source_of
from copydesk.reading.office import legacy
from copydesk.tree import Article, Heading, List, Note, NoteRef, Paragraph, Table, bare
from copydesk.visit import plain, walk
from copydesk.writing._shared.dates import in_words
from tests.office import STYLES, docx, line, odt, p, packed, pptx, rows, shape, xlsx
from tests.outline import outline
from tests.tools import ROOT, examples

SAMPLES = sorted(path.stem for path in (ROOT / "samples").glob("*.txt"))
TEXT = "The ferry was late on Tuesday, and the people on the pier knew it before the bell did."
MORE = "Nobody had told the harbour master, who was asleep above the chandler's shop at the time."


def read(data: bytes) -> Article:
    return copydesk.read(data)


def messages(data: bytes) -> str:
    return "\n".join(problem.message for problem in examine(data).problems)


# --------------------------------------------------------------------------------------------------- round trips


@pytest.mark.parametrize("to", ["docx", "odt", "epub"])
@pytest.mark.parametrize("name", SAMPLES)
def test_our_own_documents_read_back_to_the_same_tree(name: str, to: str) -> None:
    """But for furniture, which documents do not hold, and dates, which they print in words."""
    article = replace(bare(in_words(copydesk.read(ROOT / "samples" / f"{name}.txt"))), furniture=())
    again = copydesk.read(writing.write(article, to, typography=False).data, name=f"{name}.{to}")
    again = replace(bare(again), furniture=())
    assert outline(again) == outline(article)
    assert again == article


# ------------------------------------------------------------------------------------------------------- styles


def test_headings_are_those_of_the_styles() -> None:
    article = read(
        docx(
            p("Rain at last", style="Heading1")
            + p("By Ana Ruiz")
            + p("14 August 2025")
            + p(TEXT)
            + p("The pier", style="Heading2")
            + p(MORE)
            + p("The shop", style="Mine")
            + p(MORE)
        )
    )
    assert plain(article.head.headline) == "Rain at last"
    assert article.head.bylines[0].persons[0].name == "Ana Ruiz"
    assert article.head.dates[0].iso == "2025-08-14"
    headings = [(node.level, plain(node)) for node in article.body if isinstance(node, Heading)]
    assert headings == [(2, "The pier"), (2, "The shop")]


def test_a_second_heading_of_the_first_level_is_below_the_headline() -> None:
    article = read(docx("".join(p(name, style="Heading1") + p(TEXT) for name in ("Rain", "Wind"))))
    assert plain(article.head.headline) == "Rain"
    assert [node.level for node in article.body if isinstance(node, Heading)] == [2]


def test_what_only_the_file_states_is_no_byline() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rain at last</dc:title>'
        "<dc:creator>{}</dc:creator></cp:coreProperties>"
    )
    body = p("Rain at last") + p(TEXT) + p("The pier", style="Heading2") + p(MORE)
    for creator in ("python-docx", "Administrator", "Tern Ferries Ltd", "Ana Ruiz"):
        data = docx(body, others={"docProps/core.xml": core.format(creator)})
        article = read(data)
        assert plain(article.head.headline) == "Rain at last"
        assert article.head.bylines == ()
        assert ("who made the file (Ana Ruiz)" in messages(data)) == (creator == "Ana Ruiz")


def test_lists_nest_and_are_counted() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="3"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n, kind in enumerate(("decimal", "bullet"))
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    items = "".join(
        p(word, paragraph=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        for word, level in (("Rope", 0), ("tarred", 1), ("plain", 1), ("Bell", 0))
    )
    article = read(docx(p("Stores", style="Title") + p(TEXT) + items, {"numbering": numbering}))
    made = article.body[1]
    assert isinstance(made, List)
    assert (made.ordered, made.start, len(made.items)) == (True, 3, 2)
    inner = made.items[0][1]
    assert isinstance(inner, List)
    assert [plain(item) for item in inner.items] == ["tarred", "plain"]


# -------------------------------------------------------------------------------------------- raw text in a file

RAW = (
    p("Rain at last", run='<w:b/><w:sz w:val="40"/>')
    + p("By Ana Ruiz")
    + p("")
    + p(TEXT)
    + "<w:p><w:r><w:t xml:space='preserve'>It was </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>late</w:t></w:r>"
    "<w:r><w:t xml:space='preserve'> again, said the mate, who had seen it before and would see it again.</w:t></w:r>"
    "</w:p>" + p(MORE)
)


def test_raw_text_in_word_is_read_as_raw_text() -> None:
    article = read(docx(RAW))
    assert plain(article.head.headline) == "Rain at last"
    assert article.head.bylines[0].text == "By Ana Ruiz"
    assert "*late* again" in outline(article)
    assert article.body[0].origin is not None
    assert article.source is not None
    assert article.source.encoding == "docx"


def test_indented_raw_text_is_no_quotation() -> None:
    indented = '<w:ind w:left="720" w:firstLine="360"/>'
    article = read(docx(p("Rain at last") + "".join(p(text, paragraph=indented) for text in (TEXT, MORE, TEXT + MORE))))
    assert {type(block) for block in article.body} == {Paragraph}


def test_lines_pasted_as_paragraphs_become_paragraphs() -> None:
    lines = [
        "The ferry was late on Tuesday, and the",
        "people on the pier knew it before the bell",
        "did. Nobody had told the harbour master,",
        "who was asleep above the shop at the",
        "time. He slept until the rain came, and",
        "then he slept on, as one does in the",
        "autumn.",
    ]
    article = read(docx("".join(map(p, lines))))
    assert [plain(block) for block in article.body] == [" ".join(lines)]


def test_tables_notes_and_links_of_raw_text_stay() -> None:
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(p('Rope'))}{cell(p('12'))}</w:tr><w:tr>{cell(p('Bell'))}{cell(p('1'))}</w:tr></w:tbl>"
    words = "<w:r><w:footnoteRef/></w:r><w:r><w:t> The bell is older.</w:t></w:r>"
    note = f'<w:footnote w:id="7"><w:p>{words}</w:p></w:footnote>'
    link = '<Relationship Id="l" TargetMode="External" Type="x/hyperlink" Target="https://ferry.example/"/>'
    body = (
        p("Rain at last", run="<w:b/>")
        + f'<w:p><w:r><w:t>{TEXT}</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
        + table
        + f"<w:p><w:r><w:t xml:space='preserve'>{MORE} See </w:t></w:r><w:hyperlink r:id='l'>"
        "<w:r><w:t>the ferry</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"
    )
    article = read(docx(body, {"footnotes": note, "links": link}))
    assert [type(block) for block in article.body] == [Paragraph, Table, Paragraph]
    assert [node.note for node in walk(article.body) if isinstance(node, NoteRef)] == [article.notes[0].id]
    assert plain(article.notes[0]) == "The bell is older."
    assert "[the ferry](https://ferry.example/)" in outline(article)


# ------------------------------------------------------------------------------------------------ kept and set aside


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('The ferry lay in a box.')}</w:txbxContent>"
    body = (
        p("Title", style="Title")
        + "<w:p><w:r><w:t>It rained outside.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + f"<w:sdt><w:sdtContent>{p('The mate stood in a control.')}</w:sdtContent></w:sdt>"
    )
    assert [plain(block) for block in read(docx(body)).body] == [
        "It rained outside.", "The ferry lay in a box.", "The mate stood in a control.",
    ]  # fmt: skip


def test_tracked_changes_are_accepted_and_reported() -> None:
    body = (
        p("Title", style="Title")
        + "<w:p><w:r><w:t xml:space='preserve'>Rain </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>at last</w:t></w:r></w:ins></w:p>"
    )
    data = docx(body)
    assert plain(read(data).body) == "Rain at last"
    assert "tracked changes: read as if all were accepted; struck out: 'never'" in messages(data)


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(mark: str) -> None:
    deleted = f"<w:rPr><w:{mark}/></w:rPr>"
    gone = p("", paragraph=deleted).replace("</w:p>", "<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>")
    body = p("The ferry was late, ", paragraph=deleted) + gone + p("and nobody knew.") + p(MORE, paragraph=deleted)
    article = read(docx(p("Rain at last", style="Heading1") + body))
    assert [plain(block) for block in article.body] == ["The ferry was late, and nobody knew.", MORE]


def test_deleted_rows_of_a_table_are_left_out() -> None:
    row = "<w:tr>{}<w:tc>" + p("Spring") + "</w:tc><w:tc>" + p("12") + "</w:tc></w:tr>"
    gone = row.format("<w:trPr><w:del/></w:trPr>").replace("Spring", "Autumn")
    data = docx(
        p("Rain at last", style="Heading1") + p(TEXT) + f"<w:tbl>{row.format('')}{gone}{row.format('')}</w:tbl>"
    )
    table = read(data).body[1]
    assert isinstance(table, Table)
    assert len(table.rows) == 2
    assert "struck out: 'Autumn" in messages(data)


def test_comments_and_running_heads_are_furniture() -> None:
    comment = f'<w:comment w:id="0" w:author="Jo Park">{p("Is this so?")}</w:comment>'
    body = (
        p("Title", style="Title") + p(TEXT) + '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    )
    data = docx(body, {"comments": comment, "header": p("The Haldenwick Review")})
    furniture = [(piece.kind, piece.text) for piece in read(data).furniture]
    assert furniture == [("running_head", "The Haldenwick Review"), ("comment", "Jo Park: Is this so?")]
    assert "set aside: 1 comment or note beside the text, 1 running head or foot" in messages(data)


def test_fields_print_their_results() -> None:
    kinds = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    field = (
        f'{kinds["begin"]}<w:r><w:instrText> HYPERLINK "https://ferry.example/" </w:instrText></w:r>{kinds["separate"]}'
    )
    body = p("Title", style="Title") + f"<w:p>{field}<w:r><w:t>here</w:t></w:r>{kinds['end']}</w:p>"
    assert outline(read(docx(body))).endswith("p: [here](https://ferry.example/)\n")


# -------------------------------------------------------------------------------------------------- OpenDocument


def test_an_opendocument_text_without_styles_is_raw_text() -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-size="20pt"'
        ' fo:font-weight="bold"/></style:style>'
    )
    body = (
        '<text:p text:style-name="P1">Rain at last</text:p><text:p>By Ana Ruiz</text:p><text:p/>'
        f"<text:p>{TEXT}<text:s text:c='2'/>{MORE}</text:p><text:p>{MORE}</text:p>"
    )
    article = read(odt(body, automatic))
    assert plain(article.head.headline) == "Rain at last"
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz"]
    assert len(article.body) == 2


def test_an_opendocument_text_keeps_lists_notes_and_comments() -> None:
    note = (
        "<text:note><text:note-citation>*</text:note-citation><text:note-body><text:p>Older.</text:p></text:note-body>"
        "</text:note>"
    )
    body = (
        f'<text:h text:outline-level="1">Rain</text:h><text:p>{TEXT}{note}<office:annotation><text:p>Sure?</text:p>'
        "</office:annotation></text:p><text:list><text:list-item><text:p>Rope</text:p><text:list><text:list-item>"
        "<text:p>tarred</text:p></text:list-item></text:list></text:list-item></text:list>"
    )
    article = read(odt(body))
    assert article.notes == (Note("n1", "*", (Paragraph(article.notes[0].blocks[0].inlines),)),)  # type: ignore[union-attr]
    assert "list:\n  * p: Rope\n    list:\n      * p: tarred" in outline(article)
    assert [(piece.kind, piece.text) for piece in article.furniture] == [("comment", "Sure?")]


# ------------------------------------------------------------------------------------------------------- damage


def bomb() -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * 30_000_000})


def lying() -> bytes:
    """A Word file that says that its text is small."""
    data = docx(p("A" * 70_000_000))
    name = b"word/document.xml"
    at = data.index(b"PK\x01\x02", 0)
    while data[at + 46 : at + 46 + len(name)] != name:
        at = data.index(b"PK\x01\x02", at + 1)
    return data[: at + 24] + struct.pack("<I", 1000) + data[at + 28 :]


BAD: dict[str, tuple[bytes, str]] = {
    "truncated": (docx(p(TEXT))[:400], "zip file is damaged"),
    "a bomb": (bomb(), "zip bomb"),
    "a size that is a lie": (lying(), "damaged"),
    "a name that leads out": (packed({"word/document.xml": "<a/>", "../../evil": "x"}), "would lie outside"),
    "an absolute name": (packed({"word/document.xml": "<a/>", "/evil": "x"}), "would lie outside"),
    "entities": (
        packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "[Content_Types].xml": "<a/>"}),
        "entities",
    ),
    "no text part": (packed({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "no text part"),
    "no words": (docx(p("")), "no"),
    "a workbook": (packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "an Excel workbook"),
    "an encrypted OpenDocument text": (
        odt("", others={"META-INF/manifest.xml": '<m xmlns="x"><encryption-data/></m>'}),
        "encrypted with a password",
    ),
    "an encrypted Word file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted with a password",
    ),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=list(BAD))
def test_bad_files_are_clear_errors(data: bytes, words: str) -> None:
    name = "a.odt" if b"opendocument" in data[:100] else "a.docx"
    with pytest.raises(InputError) as raised:
        copydesk.read(data, name=name, from_=name[2:])
    assert words in str(raised.value)
    assert raised.value.remedy


def test_the_place_of_a_fault_is_said_once() -> None:
    with pytest.raises(InputError, match=r"document\.xml is damaged: its XML is broken in line 1, column \d+: [^,]*$"):
        copydesk.read(docx("<w:p <w:r/>"))


def test_a_thousand_tables_inside_one_another_are_too_deep() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 1000 + p("x") + "</w:tc></w:tr></w:tbl>" * 1000
    with pytest.raises(InputError):
        read(docx(deep))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(p(TEXT)), "docx"),
        (odt(f"<text:p>{TEXT}</text:p>"), "odt"),
        (rb"{\rtf1 x}", "rtf"),
        (b"plain words", "text"),
    ],
)
def test_content_decides_before_the_name(data: bytes, name: str) -> None:
    assert source_of("a.txt", beginning=data[: 2**16]).name == name


def mutants(data: bytes, seed: int) -> bytes:
    """A Word file with some bytes of its parts changed, and now and then of the zip file itself."""
    chance = random.Random(seed)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(chance.randint(1, 6)):
        part = files[chance.choice(list(files))]
        if not part:
            continue
        at = chance.randrange(len(part))
        end = min(len(part), at + chance.choice((1, 1, 4, 40)))
        part[at:end] = chance.choice((b"", b"<", b"0", b"\xff", bytes(part[at:end]) * 3, b"-1", b"w:p>"))
    mutant = bytearray(packed({name: bytes(part) for name, part in files.items()}))
    if chance.random() < 0.2:
        mutant[chance.randrange(len(mutant))] = chance.randrange(256)
    return bytes(mutant)


@given(st.integers(0, 10**9))
@examples(40, deadline=None)
def test_damaged_files_give_an_article_or_an_error(seed: int) -> None:
    for kind, data in (("docx", docx(RAW)), ("odt", odt(f"<text:h>Rain</text:h><text:p>{TEXT}</text:p>"))):
        try:
            article = copydesk.read(mutants(data, seed), from_=kind)
        except CopydeskError:
            continue
        assert Article.from_json(article.to_json()) == article


# ------------------------------------------------------------------------------------------------ old Office files

OLD = {"doc": ("WordDocument", "docx"), "ppt": ("PowerPoint Document", "pptx"), "xls": ("Workbook", "xlsx")}
CONVERTER = """#!/bin/sh
grep -q DisableMacrosExecution "$7/profile/user/registrymodifications.xcu" && test -f "$8" && cp "{}" "$7/article.$5"
"""


def old(stream: str) -> bytes:
    """The beginning of an old Office file, whose directory names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le")


@pytest.mark.parametrize("form", OLD)
def test_an_old_file_is_converted(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a program in the place of LibreOffice, which takes its time: `test_isolation.py` has one of its own."""
    stream, today = OLD[form]
    slides, sheets = pptx(shape("body", line(TEXT))), xlsx({"s": rows((TEXT,), ("x",))})
    ready = {"docx": docx(p(TEXT)), "pptx": slides, "xlsx": sheets}[today]
    (tmp_path / "ready").write_bytes(ready)
    (tmp_path / "soffice").write_text(CONVERTER.format(tmp_path / "ready"), "utf-8")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / f"a.{form}").write_bytes(old(stream))
    reading = examine(tmp_path / f"a.{form}")
    assert TEXT in plain(reading.article.body)
    assert "LibreOffice converted it" in reading.problems[0].message
    assert plain(copydesk.read(old(stream)).body) == plain(reading.article.body)  # its content says what it is
    (tmp_path / "soffice").write_text("#!/bin/sh\n", "utf-8")
    with pytest.raises(copydesk.InputError, match=f"this part of LibreOffice is missing.*save it as .{today}"):
        copydesk.read(tmp_path / f"a.{form}")


def test_a_conversion_that_takes_too_long_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soffice").write_text(
        f"#!/bin/sh\ntrap 'kill $work; wait; exit' TERM\nsleep 300 & work=$!\necho $work > {tmp_path}/process\nwait\n",
        "utf-8",
    )
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(legacy, "TIMEOUT", 0.3)
    with pytest.raises(InputError, match="LibreOffice did not convert it within"):
        copydesk.read(old("WordDocument"))
    process = Path("/proc", (tmp_path / "process").read_text().strip(), "cmdline")
    assert not process.exists() or b"sleep" not in process.read_bytes()


@pytest.mark.parametrize("form", OLD)
def test_without_libreoffice_an_old_file_is_a_clear_error(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    stream, today = OLD[form]
    with pytest.raises(copydesk.MissingEngineError, match="which only LibreOffice reads, and that is not") as caught:
        copydesk.read(old(stream))
    assert f"save it as .{today}" in str(caught.value.remedy)


def test_a_workbook_within_an_old_word_file_makes_no_workbook_of_it() -> None:
    assert source_of("a", None, old("WordDocument") + bytes(40) + "Workbook".encode("utf-16-le")).name == "doc"


# ------------------------------------------------------------------------------------------------ styles of others

NOON = "The ferry left the harbour at noon, and nobody knew when it would come back to the quay."
BOAT = "The mayor said that the boat was old, and that another one would be bought in the spring."
OTHERS = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("T", "Title"), ("S", "Standfirst"), ("B", "Byline"), ("U", "Überschrift 1"), ("L", "Titel"))
)
NORMAL = (
    '<w:docDefaults/><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)


def styled_by_others(*paragraphs: str) -> str:
    """The outline of a Word file with the styles of other programs."""
    return outline(read(docx("".join(paragraphs), {"styles": NORMAL + OTHERS})))


def test_styles_of_the_head_are_facts_for_the_reader_of_raw_text() -> None:
    found = styled_by_others(
        p("The last ferry", style="T"),
        p("Nobody knows who will pay", style="S"),
        p("Ana Ruiz and the crew of the Heron", style="B"),
        p(NOON), p("What comes next", run="<w:b/>"), p(BOAT), p("- a bus"), p("- a bridge"), p(NOON),
    )  # fmt: skip
    assert "headline: The last ferry\ndeck: Nobody knows who will pay\nbyline: Ana Ruiz and the crew" in found
    assert "h2: What comes next" in found
    assert "list:\n  * p: a bus\n  * p: a bridge" in found


def test_names_of_styles_in_other_languages() -> None:
    german = "Die Fähre hat den Hafen am Mittag verlassen, und niemand wusste, wann sie wiederkommt."
    found = styled_by_others(p("Die letzte Fähre", style="L"), p(german), p("Was nun kommt", style="U"), p(german))
    assert "headline: Die letzte Fähre" in found
    assert "h2: Was nun kommt" in found


NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
    for key in (1, 2)
)


@pytest.mark.parametrize("title", [p("Rain at last", style="Heading1"), ""])
def test_items_in_a_style_of_the_second_level_are_of_that_level(title: str) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="B{key}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{key}"/></w:numPr></w:pPr></w:style>'
        for key, name in ((1, "List Bullet"), (2, "List Bullet 2"))
    )
    parts = {"styles": f"{STYLES}{styles}", "numbering": NUMBERING}
    items = p("Rope", style="B1") + p("Hemp", style="B2") + p("Nylon", style="B2") + p("Tar", style="B1")
    shown = outline(read(docx(title + p(TEXT) + items + p(MORE), parts)))
    assert "list:\n  * p: Rope\n    list:\n      * p: Hemp\n      * p: Nylon\n  * p: Tar\n" in shown


def test_bold_questions_of_an_interview_are_one_kind() -> None:
    asked = ("When did you first see rain?", "Does the pier mind the rain?", "What would you tell the bell?")
    answers = ("At four. It was a Tuesday, and I fell into it.", "A pier minds everything.", "Ring. Then ring again.")
    text = "".join(p(one, run="<w:b/>") + p(two) for one, two in zip(asked, answers, strict=True))
    article = read(docx(p("The bell and the pier", run="<w:b/>") + p("By Ana Ruiz") + text))
    assert [plain(node) for node in article.body if isinstance(node, Heading)] == [*asked]


def test_a_package_within_an_archive_makes_no_package_of_it() -> None:
    """Programs store packages in archives without packing them, so that their parts are seen."""
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("letters/a.txt", "Kept in word/letters.")
        archive.writestr("letters/b.docx", docx(p("It rained.")))
    assert source_of("", None, outer.getvalue()).name == "text"
    streamed = BytesIO()
    unseekable: Any = Unseekable(streamed)
    with zipfile.ZipFile(unseekable, "w") as archive:  # the size of a member stands behind it
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    assert source_of("", None, streamed.getvalue()).name == "docx"


class Unseekable:
    """A stream that can only be written on."""

    def __init__(self, stream: BytesIO) -> None:
        self.write, self.flush = stream.write, stream.flush
