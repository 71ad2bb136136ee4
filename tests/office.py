"""Small office documents for tests, made by hand: Word files, OpenDocument texts, e-books."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """The files as a zip file; one called mimetype comes first, as it stands."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=kind)
    return buffer.getvalue()


def p(text: str, *, style: str = "", run: str = "", paragraph: str = "") -> str:
    """A paragraph in Word: its words, the name of its style, and the XML of further properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{paragraph}</w:pPr>{words}</w:p>"


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'),
        ("Heading2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Mine", "House heading", '<w:basedOn w:val="Heading2"/>'),
        ("Title", "Title", ""),
        ("Quote", "Quote", ""),
    )
)


def docx(body: str, parts: Mapping[str, str] | None = None, others: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file: the XML of its body, of further parts by their kind, such as ``footnotes``, and other members."""
    parts = {"styles": f'<w:docDefaults/><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
             f'<w:name w:val="Normal"/></w:style>{STYLES}', **(parts or {})}  # fmt: skip
    roots = {"header": "hdr", "footer": "ftr"}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    relations = ""
    for kind, xml in parts.items():
        if kind == "links":
            relations += xml
            continue
        tag = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{tag} {NAMESPACES}>{xml}</w:{tag}>"
        relations += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{relations}</Relationships>'
    return packed({**files, **(others or {})})


NAMESPACES_OF_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"), ("table", "table"),
        ("draw", "drawing"),
    )
)  # fmt: skip


def odt(body: str, automatic: str = "", others: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text: the XML of its text and of its automatic styles, and other members."""
    content = (
        f"<office:document-content {NAMESPACES_OF_ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(others or {})})


def epub(*pages: str, metadata: str = "", more: Mapping[str, str | bytes] | None = None, items: str = "") -> bytes:
    """An e-book: the XML of the bodies of its pages, and of its metadata."""
    manifest = "".join(
        f'<item id="p{n}" href="text/p{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(pages))
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{manifest}{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head/>{}</html>'
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": package,
        **{
            f"OPS/text/p{n}.xhtml": page.format(body if body.startswith("<body") else f"<body>{body}</body>")
            for n, body in enumerate(pages)
        },
    }
    return packed({**files, **(more or {})})


# ------------------------------------------------------------------------------------------- slides and sheets

_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_SLIDES = f'{_DRAWING} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{_OFFICE}"'
_LIST_OF_PARTS = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def related(*targets: tuple[str, str]) -> str:
    """The relations of a part: the kind and the target of each; their keys are r1, r2 and so on."""
    modes = ('TargetMode="External"' if "//" in target else "" for _, target in targets)
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}" {mode}/>'
        for number, ((kind, target), mode) in enumerate(zip(targets, modes, strict=True), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def shape(role: str, *paragraphs: str) -> str:
    """A shape of a slide that fills in what its layout calls ``role``, with paragraphs in XML."""
    holder = f'<p:ph type="{role}"/>' if role else ""
    properties = f"<p:nvSpPr><p:cNvPr/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>"
    return f"<p:sp>{properties}<p:txBody>{''.join(paragraphs)}</p:txBody></p:sp>"


def line(text: str, *, paragraph: str = "", run: str = "") -> str:
    """A paragraph of a shape."""
    return f"<a:p><a:pPr>{paragraph}</a:pPr><a:r><a:rPr{run}/><a:t>{escape(text)}</a:t></a:r></a:p>"


def pptx(*slides: str, notes: str = "", hidden: int = 0, others: Mapping[str, str | bytes] | None = None) -> bytes:
    """A presentation of slides, each the XML of its shapes; ``notes`` are the speaker's to the first slide, ``hidden``
    is the number of one that is not shown."""
    numbers = range(1, len(slides) + 1)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _LIST_OF_PARTS,
        "ppt/presentation.xml": f"<p:presentation {_SLIDES}><p:sldIdLst>"
        + "".join(f'<p:sldId r:id="r{number}"/>' for number in numbers)
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": related(*(("slide", f"slides/slide{number}.xml") for number in numbers)),
        "ppt/slides/_rels/slide1.xml.rels": related(
            ("notesSlide", "../notesSlides/notesSlide1.xml"), ("hyperlink", "https://quay.example/boats")
        ),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {_SLIDES}>{shape('body', line(notes))}</p:notes>",
    }
    for number, slide in enumerate(slides, 1):
        tree = f"<p:cSld><p:spTree>{slide}</p:spTree></p:cSld>"
        shown = ' show="0"' if number == hidden else ""
        files[f"ppt/slides/slide{number}.xml"] = f"<p:sld {_SLIDES}{shown}>{tree}</p:sld>"
    return packed({**files, **(others or {})})


def xlsx(
    sheets: Mapping[str, str],
    shared: str = "",
    formats: str = "",
    hidden: str = "",
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of sheets by their names, each the XML of its rows; ``formats`` is the XML of its styles, ``hidden``
    the name of a sheet that is not shown."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    entries = "".join(
        f'<sheet name="{name}" r:id="r{number}" state="{_state(name, hidden)}"/>'
        for number, name in enumerate(sheets, 1)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _LIST_OF_PARTS,
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{_OFFICE}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(*(("worksheet", f"worksheets/{name}.xml") for name in sheets)),
        "xl/sharedStrings.xml": f"<sst {space}>{shared}</sst>",
        "xl/styles.xml": f"<styleSheet {space}>{formats}</styleSheet>",
    }
    for name, rows in sheets.items():
        files[f"xl/worksheets/{name}.xml"] = f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"
    return packed({**files, **(others or {})})


def rows(*lines: tuple[object, ...]) -> str:
    """Rows of cells in XML: a str is written in the cell, anything else is a number; a number may have the index of its
    style: ``(0.5, 1)``. An empty row is left out, as programs do."""
    xml = ""
    for number, cells in enumerate(lines, 1):
        row = ""
        for column, cell in zip("ABCDEFGH", cells, strict=False):
            where = f'r="{column}{number}"'
            if isinstance(cell, str):
                row += f'<c {where} t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""
            else:
                value, style = cell if isinstance(cell, tuple) else (cell, 0)
                row += f'<c {where} s="{style}"><v>{value}</v></c>'
        xml += f'<row r="{number}">{row}</row>' if row else ""
    return xml


def _state(name: str, hidden: str) -> str:
    return "hidden" if name == hidden else "visible"
