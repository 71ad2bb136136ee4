"""Word: the file that a careful editor would have made by hand, by python-docx.

Every paragraph and run bears a named style and no formatting of its own, so that a person can change the look of the
whole in Word's list of styles. python-docx keeps the package (parts, relationships, properties, content types); what
it cannot make, or makes slowly, is made here as XML: footnotes, hyperlinks, numbered lists, and the paragraphs.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from copydesk.errors import MissingEngineError
from copydesk.tree import Article
from copydesk.visit import HEAD_ORDER, children, plain
from copydesk.writing import _docx_parts as parts
from copydesk.writing._dates import moments
from copydesk.writing._docx_body import BodyVisitor, unreferred
from copydesk.writing._docx_look import look
from copydesk.writing._docx_pages import Geometry, RunningLine, running_lines, shortened
from copydesk.writing._docx_styles import styles
from copydesk.writing._format import Format, Options, Output
from copydesk.writing._html import authors, direction, title
from copydesk.writing._words import check, words
from copydesk.writing._zip import pack, unpack

if TYPE_CHECKING:
    from docx.document import Document

FORMAT = Format("docx", (".docx",), "Word document with real styles", binary=True)

LONGEST_PROPERTY = 255
"""Characters that a document's property may hold, as Word and python-docx have it."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_UNWANTED = ("stylesWithEffects", "customXml", "webSettings", "thumbnail", "extended-properties", "fontTable")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def write(article: Article, options: Options) -> Output:
    """The article as a Word file, in bytes that depend on nothing but it and the options.

    Raises MissingEngineError where python-docx is missing, UsageError if the style's docx.toml cannot be used, and
    OutputError if the finished file does not hold every word of the article.
    """
    chosen = look(options.style, options.paper)
    rtl = direction(article) == "rtl"
    geometry = Geometry(chosen, options.paper, rtl=rtl)
    visitor = BodyVisitor(article, width=geometry.column, ornament=chosen.ornament, rtl=rtl)
    document = _blank()
    references = _running(document, running_lines(article, visitor, chosen, geometry))
    body = _body(article, visitor, geometry, references)
    _fill(document.styles.element, styles(chosen, visitor.combined, lang=article.lang, rtl=rtl))
    _fill(document.part.numbering_part.element, parts.numbering(chosen, visitor.lists))
    has_notes = bool(visitor.footnotes)
    _fill(document.settings.element, parts.settings(chosen, lang=article.lang, footnotes=has_notes))
    _add_part(document, "fontTable", parts.font_table(chosen))
    _link(document.part, visitor.links["document"])
    if has_notes:
        notes = _add_part(document, "footnotes", _footnotes(visitor.footnotes.values()))
        _link(notes, visitor.links["footnotes"])
    _properties(document, article, visitor)
    files = _saved(document)
    files["word/document.xml"] = _xml(f"<w:document {parts.NAMESPACES}><w:body>{body}</w:body></w:document>")
    _check(files, article, visitor)
    return Output(pack(files), tuple(dict.fromkeys(visitor.problems)))


# ------------------------------------------------------------------------------------------------- the package


def _blank() -> Document:
    """python-docx's empty document, without what belongs to its template alone."""
    try:
        import docx
    except ImportError:
        raise MissingEngineError("python-docx, which makes Word files, is missing", "pip install python-docx") from None
    document = docx.Document()
    package = document.part.package
    for owner in (document.part, package):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.endswith(_UNWANTED)]:
            del owner.rels[key]
    return document


def _fill(element: Any, xml: str) -> None:
    """Put the attributes and children of ``xml`` in the place of the element's."""
    from docx.oxml.parser import parse_xml

    made = parse_xml(xml.encode())
    for name in list(element.attrib):
        del element.attrib[name]
    element[:] = list(made)


def _add_part(document: Document, name: str, xml: str) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(f"/word/{name}.xml"), f"{_MAIN}{name}+xml", _xml(xml), document.part.package)
    document.part.relate_to(part, _OFFICE + name)
    return part


def _running(document: Document, lines: Iterable[RunningLine]) -> str:
    """Add the running heads and feet; the references to them, for the first section. Later ones inherit them."""
    references = ""
    for line in lines:
        add: Any = document.part.add_header_part if line.kind == "header" else document.part.add_footer_part
        part, key = add()
        tag = "hdr" if line.kind == "header" else "ftr"
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/>{line.tabs}</w:pPr>{line.runs}</w:p>'
        _fill(part.element, f"<w:{tag} {parts.NAMESPACES}>{paragraph}</w:{tag}>")
        references += f'<w:{line.kind}Reference w:type="{line.pages}" r:id="{key}"/>'
    return references


def _xml(told: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{told}'.encode()


def _link(part: Any, links: dict[str, str]) -> None:
    for target, key in links.items():
        part.rels.add_relationship(f"{_OFFICE}hyperlink", target, key, is_external=True)


def _saved(document: Document) -> dict[str, bytes]:
    saved = io.BytesIO()
    document.save(saved)
    return unpack(saved.getvalue())


def _properties(document: Document, article: Article, visitor: BodyVisitor) -> None:
    """Title, authors and the rest, as far as they are known; the dates are the article's, never the clock's."""
    told = article.metadata
    core = document.core_properties
    for unknown in list(core._element):
        core._element.remove(unknown)
    values = {
        "title": title(article),
        "subject": " ".join(plain(article.head.deck).split()),
        "author": "; ".join(authors(article)),
        "keywords": ", ".join(told.keywords),
        "comments": told.description,
        "language": article.lang,
        "identifier": told.identifier,
    }
    for name, value in values.items():
        if value:
            setattr(core, name, shortened(visitor.clean(value), LONGEST_PROPERTY))
    published, changed = moments(article)
    if changed:
        core.created = published or changed
        core.modified = changed


# ------------------------------------------------------------------------------------------------------- body


def _body(article: Article, visitor: BodyVisitor, geometry: Geometry, references: str) -> str:
    """Head, body and foot. With several columns each is a section of its own: the head and the foot stand across
    the page, and the columns between them end at the same height."""
    nodes = (node for name in HEAD_ORDER[:-1] for node in children((getattr(article.head, name),)))
    head = visitor.all(nodes)
    dateline = visitor.visit(article.head.dateline) if article.head.dateline else ""
    text = "".join(visitor.flow(article.body, dateline))
    foot = visitor.all(article.foot) + visitor.all(unreferred(article, visitor))
    foot = (_FOOT_START if foot and text else "") + foot
    columns = geometry.page.columns
    if columns == 1:
        made = f"{head}{_HEAD_END if head else ''}{text}{foot}"
        return _closed(made) + geometry.section(1, kind="nextPage", references=references)
    if head:
        head = _bearing(head + _HEAD_END, geometry.section(1, kind="nextPage", references=references))
        references = ""
    text = _bearing(text, geometry.section(columns, references=references))
    return head + text + _closed(foot) + geometry.section(1)


_HEAD_END = '<w:p><w:pPr><w:pStyle w:val="HeadEnd"/></w:pPr><w:r><w:tab/></w:r></w:p>'
"""The rule below the head. The tab keeps LibreOffice from dropping a paragraph that holds nothing."""

_FOOT_START = _HEAD_END.replace("HeadEnd", "FootStart")

_SECTION_END = _HEAD_END.replace("HeadEnd", "SectionEnd")


def _closed(made: str) -> str:
    """Word wants a paragraph at the end of each section, and after a table."""
    return made if made.endswith("</w:p>") else made + _SECTION_END


def _bearing(made: str, section: str) -> str:
    """The paragraphs, the last of which bears the section that ends with it."""
    before, opening, last = _closed(made).rpartition("<w:p><w:pPr>")
    return before + opening + last.replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _footnotes(made: Iterable[str]) -> str:
    lines = (("separator", -1), ("continuationSeparator", 0))
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in lines
    )
    return f"<w:footnotes {parts.NAMESPACES}>{separators}{''.join(made)}</w:footnotes>"


# ------------------------------------------------------------------------------------------------------ check


def _check(files: dict[str, bytes], article: Article, visitor: BodyVisitor) -> None:
    """Read the file back. Raises OutputError unless each word of the article is in it, in order, once."""
    notes = {note.id: note for note in article.notes}
    referred = [notes[key] for key in visitor.footnotes]
    pairs = [
        ("word/document.xml", words(article.head, article.body, article.foot, *unreferred(article, visitor))),
        ("word/footnotes.xml", words(*referred)),
    ]
    for name, wanted in pairs:
        check(_written(files[name]) if name in files else "", wanted, "Word file")


_WORDS = (
    "//w:t[not(../w:rPr/w:rStyle/@w:val = 'FootnoteReference')]"
    "[not(ancestor::w:p[1]/w:pPr/w:pStyle/@w:val = 'Break')]/text()"
)
"""The words of a part, without the marks of notes and the ornaments of breaks."""


def _written(xml: bytes) -> str:
    from lxml import etree

    root = etree.fromstring(xml, etree.XMLParser(huge_tree=True, resolve_entities=False))
    found: Any = root.xpath(_WORDS, namespaces={"w": root.nsmap["w"]})
    return "".join(found)
