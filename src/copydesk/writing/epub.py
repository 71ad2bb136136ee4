"""EPUB 3: an e-book with a cover, a table of contents and metadata, by EbookLib.

EbookLib (AGPL) makes the package document, the NCX and the container; only this module knows it. It would also parse
and rewrite each page, and loses words without a sign where a page is not to its taste, so the pages are handed over as
finished files, and what it wrote is read back.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from copydesk import tree
from copydesk.errors import MissingEngineError, OutputError
from copydesk.locales import locale
from copydesk.style import Style
from copydesk.tree import Article
from copydesk.visit import plain, walk
from copydesk.writing import _cover, _words, _zip
from copydesk.writing._dates import moments
from copydesk.writing._epub_pages import (
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
from copydesk.writing._format import Format, Options, Output
from copydesk.writing._html import authors, direction, title
from copydesk.writing.html import description

if TYPE_CHECKING:
    from ebooklib.epub import EpubBook

FORMAT = Format("epub", (".epub",), "EPUB 3 e-book", binary=True)

UNDATED = datetime(1980, 1, 1)
"""When an article that bears no date was last changed: an EPUB has to say, and the clock is not to be asked."""

ACCESSIBLE = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        "All of the article is text in its reading order, with headings, lists, tables and notes marked up as such.",
    ),
)
"""What schema.org's accessibility vocabulary says of every book that is made here."""


def write(article: Article, options: Options) -> Output:
    """The article as an EPUB, in bytes that depend on nothing but it and the style.

    Raises MissingEngineError where EbookLib is missing, and OutputError if the finished book does not hold every word
    of the article.
    """
    facts = Facts(article, direction(article), title(article), locale(article.lang).labels)
    visitor = EpubVisitor(article)
    text = chapter(facts, visitor)
    outline = visitor.outline or [Entry(1, "text", facts.name)]
    if article.notes:
        outline = [*outline, Entry(1, "notes", facts.labels.notes)]
    pages = {COVER: cover_page(facts), TEXT: text, NAV: nav_page(facts, outline)}
    files = _files(facts, options.style, pages, outline)
    _check(files, facts)
    return Output(_zip.pack(files, stored=("mimetype",)), tuple(dict.fromkeys(visitor.problems)))


# --------------------------------------------------------------------------------------------------- the book


def _library() -> Any:
    try:
        from ebooklib import epub
    except ImportError:
        raise MissingEngineError("EbookLib, which makes EPUB, is missing", "pip install EbookLib") from None
    return epub


def _book(facts: Facts) -> EpubBook:
    """An empty book that bears the article's metadata."""
    article = facts.article
    book = _library().EpubBook()
    told = article.metadata
    published, _ = moments(article)
    clean = _words.allowed
    book.set_identifier(clean(told.identifier) if told.identifier else identifier(article))
    book.set_title(facts.name)
    book.set_language(article.lang)
    book.set_direction(facts.side)
    pictured = _picture_makers(article)
    for number, name in enumerate(authors(article), 1):
        book.add_author(name, role="art" if name in pictured else "aut", uid=f"creator{number}")
    rights = told.rights or next((plain(node) for node in walk(article.foot) if isinstance(node, tree.Rights)), None)
    single = {
        "publisher": told.publisher,
        "description": description(article),
        "rights": rights,
        "date": published.date().isoformat() if published else None,
        "source": told.url,
    }
    for name, value in single.items():
        if value:
            book.add_metadata("DC", name, " ".join(clean(value).split()))
    for keyword in told.keywords:
        book.add_metadata("DC", "subject", clean(keyword))
    for name, value in ACCESSIBLE:
        book.add_metadata(None, "meta", value, {"property": name})
    book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})
    return book


def _picture_makers(article: Article) -> set[str]:
    """Those whom a byline names for the pictures, not the words."""
    openers = locale(article.lang).byline.pictures
    persons = (person for byline in article.head.bylines for person in byline.persons if person.role)
    return {
        person.name
        for person in persons
        if any(opener.startswith((person.role or "").casefold()) for opener in openers)
    }


def identifier(article: Article) -> str:
    """A UUID that is the same for the same article: made from its raw text's hash, or else from its words."""
    known = article.source.sha256 if article.source else ""
    told = "\n".join(_words.words(article.head, article.body, article.foot, article.notes))
    known = known or hashlib.sha256(_words.allowed(told).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"copydesk:{known}").urn


def _files(facts: Facts, style: Style, pages: dict[str, str], outline: Sequence[Entry]) -> dict[str, bytes]:
    """The files of the finished book, by name."""
    epub = _library()
    book = _book(facts)
    picture = epub.EpubCover(uid="cover-image", file_name=COVER_IMAGE)
    picture.content = _cover.draw(facts.article, style, name=facts.name, rtl=facts.side == "rtl").encode()
    book.add_item(picture)
    css = _FOREIGN.sub("", style.sheet("screen.css")).encode()
    book.add_item(epub.EpubItem(uid="style", file_name=STYLE, media_type="text/css", content=css))
    for file, page in pages.items():
        name = file.removesuffix(".xhtml")
        item = epub.EpubItem(uid=name, file_name=file, media_type="application/xhtml+xml", content=page.encode())
        item.properties = ["nav"] if file == NAV else []
        book.add_item(item)
    book.add_item(epub.EpubNcx())
    book.toc = _ncx(outline)
    book.spine = ["cover", "text"]
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
    files = _zip.unpack(saved.getvalue())
    files[_PACKAGE] = _with_language(files[_PACKAGE], facts.article.lang)
    return files


_PACKAGE = "EPUB/content.opf"

_FOREIGN = re.compile(r"(?<![\w-])(?:direction|unicode-bidi)\s*:[^;}]*;?")
"""What a style sheet of an EPUB may not hold: ``dir`` says it."""


def _ncx(outline: Sequence[Entry]) -> list[Any]:
    """The outline as EbookLib wants it: links, and pairs of a link and the list of what lies under it."""
    epub = _library()
    made: list[Any] = []
    for top, below in branches(outline):
        link = epub.Link(f"{TEXT}#{top.id}", _words.allowed(top.words), f"nav-{top.id}")
        made.append((link, _ncx(below)) if below else link)
    return made


def _with_language(package: bytes, lang: str) -> bytes:
    """The package document with its language, for which EbookLib has no setting."""
    from lxml import etree

    root = etree.fromstring(package)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


# --------------------------------------------------------------------------------------------------- the check

_SPOKEN = "//h:body//text()[not(ancestor::*[contains(@class, 'note-mark') or contains(@class, 'note-ref')])]"


def _check(files: dict[str, bytes], facts: Facts) -> None:
    """Read the book back. Raises OutputError unless each word and each piece of metadata is in it."""
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    page = etree.fromstring(files[f"EPUB/{TEXT}"], parser)
    found: Any = page.xpath(_SPOKEN, namespaces={"h": "http://www.w3.org/1999/xhtml"})
    article = facts.article
    wanted = _words.words(article.head, article.body, article.foot, article.notes)
    _words.check("".join(found), wanted, "EPUB")
    package = " ".join(map(str, etree.fromstring(files[_PACKAGE], parser).itertext()))
    missing = [value for value in (facts.name, *authors(article)) if value not in package]
    if missing or {f"EPUB/{COVER}", f"EPUB/{NAV}", "EPUB/toc.ncx", "META-INF/container.xml"} - set(files):
        raise OutputError(
            f"the EPUB lacks a part or its metadata: {', '.join(missing)}",
            "This is a fault of copydesk: please report it with the article",
        )
