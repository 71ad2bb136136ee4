"""EPUB 3: an e-book with a cover, a table of contents and metadata, by EbookLib.

EbookLib (AGPL) makes the package document, the NCX and the container; only this module knows it. It would also parse
and rewrite each page, and loses words without a sign where a page is not to its taste, so the pages are handed over as
finished files, and what it wrote is read back.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk import tree
from copydesk.errors import MissingEngineError, OutputError
from copydesk.locales import locale
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import plain, walk
from copydesk.writing._format import Format, Output, Settings
from copydesk.writing._shared import archive, word_check
from copydesk.writing._shared.dates import moments
from copydesk.writing._shared.facts import bylined_persons, direction, is_photographer, title
from copydesk.writing.epub import cover_image, style_sheet
from copydesk.writing.epub.pages import (
    COVER,
    COVER_IMAGE,
    NAV,
    STYLE,
    TEXT,
    Entry,
    EpubVisitor,
    Facts,
    branches,
    chapter,
    cover_page,
    nav_page,
)
from copydesk.writing.html import description
from copydesk.writing.html.web import external_resources

if TYPE_CHECKING:
    from ebooklib.epub import EpubBook

FORMAT = Format("epub", (".epub",), "EPUB 3 e-book", binary=True, typeset=True)

UNDATED = datetime(1980, 1, 1)
"""When an article that bears no date was last changed: an EPUB has to say, and the clock is not to be asked."""

ACCESSIBLE = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "unlocked"),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        "All of the article is text in its reading order, with headings, lists, tables and notes marked up as such.",
    ),
)
"""What schema.org's accessibility vocabulary says of every book that is made here (EPUB Accessibility 1.1, 2.2).

Nothing says that a book conforms to WCAG: only a person who has looked at it may certify that.
"""


def write(article: Article, options: Settings) -> Output:
    """The article as an EPUB, in bytes that depend on nothing but it and the style.

    The finished book is read back; a word of the article that it does not hold is a problem of the kind ``lost``.
    Raises MissingEngineError where EbookLib is missing, and OutputError if the book lacks a file or what is known of
    the article.
    """
    facts = Facts(article, direction(article), title(article), locale(article.lang).labels)
    visitor = EpubVisitor(article)
    text = chapter(facts, visitor)
    outline = visitor.outline
    if not outline or outline[0].id == "notes":
        outline = [Entry(1, "text", facts.name), *outline]
    pages = {COVER: cover_page(facts), TEXT: text, NAV: nav_page(facts, outline)}
    css = style_sheet.sheet(options.style)
    problems = [*visitor.problems, *external_resources(css)]
    others = {COVER_IMAGE: cover_image.draw(article, options.style, name=facts.name, rtl=facts.side == "rtl").encode()}
    if options.embed_fonts:
        fonts = style_sheet.fonts(options.style, css, word_check.words(article.head, article.body, article.foot))
        css = fonts.rules + css
        others |= fonts.files
        problems += fonts.problems
    contents = {**{name: page.encode() for name, page in pages.items()}, STYLE: css.encode(), **others}
    told = tuple(statements(facts))
    files = _files(facts, told, contents, outline)
    problems += _check(files, facts, told, contents)
    return Output(archive.pack(files, stored=("mimetype",)), tuple(dict.fromkeys(problems)))


# --------------------------------------------------------------------------------------------------- the book


def _library() -> Any:
    try:
        from ebooklib import epub
    except ImportError:
        raise MissingEngineError("EbookLib, which makes EPUB, is missing", "pip install EbookLib") from None
    return epub


class Statement(NamedTuple):
    """A line of the package's metadata: ``Statement("dc", "creator", "Ana Ruiz", {"id": "creator1"})``."""

    vocabulary: str | None
    name: str
    value: str
    attributes: dict[str, str]


def statements(facts: Facts) -> Iterator[Statement]:
    """What the package says of the article, besides its identifier, title and language."""
    article = facts.article
    told = article.metadata
    published, _ = moments(article)
    for number, person in enumerate(bylined_persons(article), 1):
        role = "art" if is_photographer(person, article.lang) else "aut"
        yield Statement("DC", "creator", word_check.allowed(person.name), {"id": f"creator{number}"})
        refined = {"refines": f"#creator{number}", "property": "role", "scheme": "marc:relators"}
        yield Statement(None, "meta", role, refined)
    rights = told.rights or next((plain(node) for node in walk(article.foot) if isinstance(node, tree.Rights)), None)
    known = (
        ("publisher", told.publisher),
        ("description", description(article)),
        ("rights", rights),
        ("date", published.date().isoformat() if published else None),
        ("source", told.url),
        *(("subject", keyword) for keyword in told.keywords),
    )
    for name, value in known:
        if value:
            yield Statement("DC", name, " ".join(word_check.allowed(value).split()), {})
    for name, value in ACCESSIBLE:
        in_english = {_XML_LANG: "en"} if name.endswith("Summary") else {}
        yield Statement(None, "meta", value, {"property": name, **in_english})
    yield Statement(None, "meta", "", {"name": "cover", "content": "cover-image"})


def _book(facts: Facts, told: Iterable[Statement]) -> EpubBook:
    """An empty book that bears the article's metadata."""
    article = facts.article
    book = _library().EpubBook()
    known = article.metadata.identifier
    book.set_identifier(word_check.allowed(known) if known else identifier(article))
    book.set_title(facts.name)
    book.set_language(article.lang)
    book.set_direction(facts.side)
    for statement in told:
        book.add_metadata(*statement)
    return book


def identifier(article: Article) -> str:
    """A UUID that is the same for the same article: made from its raw text's hash, or else from its words."""
    known = article.source.sha256 if article.source else ""
    told = "\n".join(word_check.words(article.head, article.body, article.foot, article.notes))
    known = known or hashlib.sha256(word_check.allowed(told).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"copydesk:{known}").urn


def _files(
    facts: Facts, told: Iterable[Statement], contents: dict[str, bytes], outline: Sequence[Entry]
) -> dict[str, bytes]:
    """The files of the finished book, by name: these contents, and what EbookLib makes to go with them."""
    epub = _library()
    book = _book(facts, told)
    for name, content in contents.items():
        uid = {COVER_IMAGE: "cover-image"}.get(name, name.removesuffix(".xhtml").replace("/", "-"))
        item = epub.EpubItem(uid=uid, file_name=name, media_type=_MEDIA_TYPES[PurePosixPath(name).suffix])
        item.content = content
        item.properties = {NAV: ["nav"], COVER_IMAGE: ["cover-image"]}.get(name, [])
        book.add_item(item)
    book.add_item(epub.EpubNcx())
    book.toc = _ncx(outline)
    book.spine = SPINE
    book.guide = [
        {"type": "cover", "title": facts.labels.cover, "href": COVER},
        {"type": "text", "title": facts.labels.start_of_text, "href": TEXT},
    ]
    saved = io.BytesIO()
    settings = {
        "mtime": moments(facts.article)[1] or UNDATED,
        "package_direction": facts.side == "rtl",
        "play_order": {"enabled": True, "start_from": 1},
        "raise_exceptions": True,
    }
    epub.write_epub(saved, book, settings)
    files = archive.unpack(saved.getvalue())
    files[_PACKAGE] = _with_language(files[_PACKAGE], facts.article.lang)
    return files


_PACKAGE = "EPUB/content.opf"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SPINE = ["cover", "text"]
"""The files that are read one after another, by their names in the package."""

_MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    **style_sheet.TYPES,
}
"""The media types of the book's files, by their endings."""


def _ncx(outline: Sequence[Entry]) -> list[Any]:
    """The outline as EbookLib wants it: links, and pairs of a link and the list of what lies under it."""
    epub = _library()
    made: list[Any] = []
    for top, below in branches(outline):
        link = epub.Link(f"{TEXT}#{top.id}", word_check.allowed(top.words), f"nav-{top.id}")
        made.append((link, _ncx(below)) if below else link)
    return made


def _with_language(package: bytes, lang: str) -> bytes:
    """The package document with its language, for which EbookLib has no setting."""
    from lxml import etree

    root = etree.fromstring(package)
    root.set(_XML_LANG, lang)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


# --------------------------------------------------------------------------------------------------- the check

_SPOKEN = "//h:body//text()[not(ancestor::*[contains(@class, 'note-mark') or contains(@class, 'note-ref')])]"


def _check(
    files: dict[str, bytes], facts: Facts, statements: Iterable[Statement], contents: dict[str, bytes]
) -> tuple[Problem, ...]:
    """Reads the book back; a problem unless each word is in it. Raises OutputError unless each file and each piece of
    metadata is."""
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    page = etree.fromstring(files[f"EPUB/{TEXT}"], parser)
    found: Any = page.xpath(_SPOKEN, namespaces={"h": "http://www.w3.org/1999/xhtml"})
    article = facts.article
    wanted = word_check.words(article.head, article.body, article.notes, article.foot)
    problems = word_check.check("".join(found), wanted, "EPUB")
    package: Any = etree.fromstring(files[_PACKAGE], parser)
    told: dict[str, Any] = {
        "files": {name: files.get(f"EPUB/{name}") == content for name, content in contents.items()},
        "manifest": {item.get("href") for item in package.iterfind(".//{*}item")},
        "spine": [item.get("idref") for item in package.iterfind(".//{*}itemref")],
        "statements": {"", *(node.text for node in package.iterfind("{*}metadata/*") if node.text)},
    }
    right = {
        "files": dict.fromkeys(contents, True),
        "manifest": {*contents, "toc.ncx"},
        "spine": SPINE,
        "statements": told["statements"] | {facts.name, *(statement.value for statement in statements)},
    }
    wrong = [f"its {part} are {told[part]!r} for {right[part]!r}" for part in right if told[part] != right[part]]
    if wrong:
        raise OutputError(
            f"the EPUB is not whole: {'; '.join(wrong)}",
            "This is a fault of copydesk: please report it with the article",
        )
    return problems
