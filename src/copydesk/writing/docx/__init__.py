"""Word: a file as a careful editor would make it by hand, with python-docx.

Every paragraph and run has a named style and no direct formatting, so that users can change the design of the whole in
Word's list of styles. python-docx manages the package (parts, relationships, properties, content types); what it cannot
make, or makes slowly, is made here as XML: footnotes, hyperlinks, numbered lists, and paragraphs.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import HEAD_ORDER, children, plain
from copydesk.writing._format import Output, Settings
from copydesk.writing._shared.archive import pack, unpack
from copydesk.writing._shared.dates import moments
from copydesk.writing._shared.facts import authors, direction, shortened, title
from copydesk.writing._shared.word_check import check, words
from copydesk.writing.docx.blank import Blank
from copydesk.writing.docx.body import BodyVisitor, unreferred
from copydesk.writing.docx.design import design_for
from copydesk.writing.docx.drawings import Media
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.package import OFFICE, add_part, encoded, refill
from copydesk.writing.docx.pages import Geometry, RunningLine, running_lines
from copydesk.writing.docx.reference import Reference
from copydesk.writing.docx.styles import join
from copydesk.writing.docx.xml import NAMESPACES, W

if TYPE_CHECKING:
    from docx.document import Document

_COMMON = frozenset(f"word/{name}.xml" for name in ("styles", "numbering", "settings", "fontTable", "theme/theme1"))
"""The files that are alike in many documents."""

LONGEST_PROPERTY = 255
"""The most characters of a document property, by Word and python-docx."""


def write(article: Article, options: Settings) -> Output:
    """The article as a Word file, in bytes that depend only on it and the options.

    The finished file is read back; a missing word of the article is a problem of kind ``lost``. Raises
    MissingEngineError if python-docx is missing, and UsageError if the style's docx.toml or the reference
    document cannot be used.
    """
    design = design_for(options.style, options.paper, article.lang)
    rtl = direction(article) == "rtl"
    base: Blank | Reference
    if options.style.reference_doc is None:
        base = Blank(options.style, options.paper, article.lang)
    else:
        base = Reference(options.style.reference_doc, options.style.reference_name, design, options.paper)
    page = base.geometry(rtl=rtl)
    visitor = BodyVisitor(article, width=page.column, ornament=design.ornament, rtl=rtl, naming=base)
    visitor.problems += base.problems
    running = base.running or _running(base, running_lines(article, visitor, design, base))
    body = _body(article, visitor, page, running, base)
    document = base.document
    _link(document.part, visitor.links["document"])
    media = Media(document)
    media.relate(document.part, visitor.drawings.keys["document"])
    if visitor.footnotes:
        notes = add_part(document, "footnotes", _footnotes(visitor.footnotes.values(), base))
        _link(notes, visitor.links["footnotes"])
        media.relate(notes, visitor.drawings.keys["footnotes"])
    base.fill(visitor, page, article.lang)
    join(document.styles.element, visitor.runs.combined, base)
    _properties(document, article, visitor)
    files = _saved(document)
    main = document.part.partname.lstrip("/")
    files[main] = encoded(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
    visitor.problems += _check(files, main, article, visitor, base)
    return Output(pack(files, common=_COMMON), tuple(dict.fromkeys(visitor.problems)))


# ------------------------------------------------------------------------------------------------- the package


def _running(base: Blank | Reference, lines: Iterable[RunningLine]) -> str:
    """Adds the running heads and feet; returns the references to them for the first section, which later ones
    inherit."""
    references = ""
    main = base.document.part
    for line in lines:
        add: Any = main.add_header_part if line.kind == "header" else main.add_footer_part
        part, key = add()
        tag = "hdr" if line.kind == "header" else "ftr"
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr>{line.runs}</w:p>'
        refill(part.element, f"<w:{tag} {NAMESPACES}>{paragraph}</w:{tag}>")
        references += f'<w:{line.kind}Reference w:type="{line.pages}" r:id="{key}"/>'
    return references


def _link(part: Any, links: dict[str, str]) -> None:
    for target, key in links.items():
        part.rels.add_relationship(f"{OFFICE}hyperlink", target, key, is_external=True)


def _saved(document: Document) -> dict[str, bytes]:
    saved = io.BytesIO()
    document.save(saved)
    return unpack(saved.getvalue())


def _properties(document: Document, article: Article, visitor: BodyVisitor) -> None:
    """Sets title, authors and the other properties that are known; the dates are those of the article."""
    metadata = article.metadata
    core = document.core_properties
    for unknown in list(core._element):
        core._element.remove(unknown)
    values = {
        "title": title(article),
        "subject": " ".join(plain(article.head.deck).split()),
        "author": "; ".join(authors(article)),
        "keywords": ", ".join(metadata.keywords),
        "comments": metadata.description,
        "language": article.lang,
        "identifier": metadata.identifier,
    }
    for name, value in values.items():
        if value:
            setattr(core, name, shortened(visitor.runs.clean(value), LONGEST_PROPERTY))
    published, changed = moments(article)
    if changed:
        core.created = published or changed
        core.modified = changed


# ------------------------------------------------------------------------------------------------------- body


def _body(article: Article, visitor: BodyVisitor, page: Geometry, references: str, naming: Naming) -> str:
    """Head, body, notes without a reference, and foot. With several columns head, body and the rest are separate
    sections: only the body is in columns, which are balanced."""
    nodes = (node for name in HEAD_ORDER[:-1] for node in children((getattr(article.head, name),)))
    head = visitor.all(nodes)
    dateline = visitor.visit(article.head.dateline) if article.head.dateline else ""
    text = "".join(visitor.flow(article.body, dateline))
    foot = visitor.all(article.foot)
    notes = visitor.all(unreferred(article, visitor))
    if head and naming.has("Head End"):
        head += visitor.space("Head End")
    if foot and (text or notes) and naming.has("Foot Start"):
        foot = visitor.space("Foot Start") + foot
    foot = notes + foot
    if page.columns == 1:
        return _at_least_one(head + text + foot, visitor) + page.section(1, kind="nextPage", references=references)
    if head:
        head = _with_section(head, page.section(1, kind="nextPage", references=references), visitor)
        references = ""
    text = _with_section(text, page.section(page.columns, references=references), visitor)
    return head + text + _at_least_one(foot, visitor) + page.section(1)


def _at_least_one(paragraphs: str, visitor: BodyVisitor) -> str:
    """The paragraphs of a section; Word requires at least one."""
    return paragraphs or visitor.space("Section End")


def _with_section(paragraphs: str, section: str, visitor: BodyVisitor) -> str:
    """The paragraphs, with the properties of the section in the last one."""
    before, opening, last = _at_least_one(paragraphs, visitor).rpartition("<w:p><w:pPr>")
    return before + opening + last.replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _footnotes(footnotes: Iterable[str], naming: Naming) -> str:
    lines = (("separator", -1), ("continuationSeparator", 0))
    style = naming.style("Footnote Text")
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in lines
    )
    return f"<w:footnotes {NAMESPACES}>{separators}{''.join(footnotes)}</w:footnotes>"


# ------------------------------------------------------------------------------------------------------ check


def _check(
    files: dict[str, bytes], main: str, article: Article, visitor: BodyVisitor, naming: Naming
) -> Iterator[Problem]:
    """Reads the file back; yields a problem unless each word of the article is in it once, in order."""
    notes = {note.id: note for note in article.notes}
    referred = [notes[key] for key in visitor.footnotes]
    pairs = [
        (main, words(article.head, article.body, *unreferred(article, visitor), article.foot)),
        ("word/footnotes.xml", words(*referred)),
    ]
    for name, article_words in pairs:
        yield from check(_words_of_part(files[name], naming) if name in files else "", article_words, "Word file")


def _words_of_part(xml: bytes, naming: Naming) -> str:
    """The words of a part, without the marks of notes and the ornaments of breaks."""
    from lxml import etree

    mark, ornament = naming.style("Footnote Reference"), naming.style("Break")
    text_of: Any = etree.XPath(
        f"self::*[not(w:pPr/w:pStyle/@w:val = '{ornament}')]//w:t[not(../w:rPr/w:rStyle/@w:val = '{mark}')]/text()",
        namespaces={"w": W[1:-1]},
        smart_strings=False,
    )
    texts: list[str] = []
    paragraphs = etree.iterparse(io.BytesIO(xml), tag=f"{W}p", huge_tree=True, resolve_entities=False)
    for _, paragraph in paragraphs:
        texts += text_of(paragraph)
        paragraph.clear()  # so that a long article is not in memory twice
    return "".join(texts)
