"""EPUB 3: an e-book with a cover, a table of contents and metadata, made with EbookLib.

EbookLib (AGPL) makes the package document, the NCX and the container; only this module uses it. It can also parse and
rewrite pages, but silently loses words of pages that it does not expect, so it gets the pages as finished files, and
its output is read back.
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
from copydesk.writing._format import Output, Settings
from copydesk.writing._shared import archive, word_check
from copydesk.writing._shared.dates import moments
from copydesk.writing._shared.facts import bylined_persons, direction, is_photographer, title
from copydesk.writing._shared.pictures import ENDINGS
from copydesk.writing.epub import accessibility, cover_image, style_sheet
from copydesk.writing.epub.pages import (
    COVER,
    COVER_IMAGE,
    NAV,
    STYLE,
    TEXT,
    BookInfo,
    Entry,
    EpubVisitor,
    branches,
    chapter,
    cover_page,
    nav_page,
)
from copydesk.writing.html import description
from copydesk.writing.html.web import external_resources

if TYPE_CHECKING:
    from ebooklib.epub import EpubBook

UNDATED = datetime(1980, 1, 1)
"""The date of modification of an article without a date: EPUB requires one, and the clock is never read."""


def write(article: Article, options: Settings) -> Output:
    """The article as an EPUB, in bytes that depend only on it and the style.

    The finished book is read back; a missing word of the article is a problem of kind ``lost``. Raises
    MissingEngineError if EbookLib is missing, and OutputError if the book lacks a file or metadata.
    """
    info = BookInfo(article, direction(article), title(article), locale(article.lang).labels)
    visitor = EpubVisitor(article)
    text = chapter(info, visitor)
    outline = visitor.outline
    if not outline or outline[0].id == "notes":
        outline = [Entry(1, "text", info.name), *outline]
    pages = {COVER: cover_page(info), TEXT: text, NAV: nav_page(info, outline)}
    css = style_sheet.sheet(options.style)
    problems = [*visitor.problems, *external_resources(css)]
    others = {COVER_IMAGE: cover_image.draw(article, options.style, name=info.name, rtl=info.side == "rtl").encode()}
    if options.embed_fonts:
        fonts = style_sheet.fonts(options.style, css, word_check.words(article.head, article.body, article.foot))
        css = fonts.rules + css
        others |= fonts.files
        problems += fonts.problems
    others |= visitor.pictures
    contents = {**{name: page.encode() for name, page in pages.items()}, STYLE: css.encode(), **others}
    package_metadata = tuple(statements(info))
    files = _files(info, package_metadata, contents, outline)
    problems += _check(files, info, package_metadata, contents)
    return Output(archive.pack(files, stored=("mimetype",), common=_COMMON), tuple(dict.fromkeys(problems)))


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


def statements(info: BookInfo) -> Iterator[Statement]:
    """The metadata of the package, besides identifier, title and language."""
    article = info.article
    metadata = article.metadata
    published, _ = moments(article)
    for number, person in enumerate(bylined_persons(article), 1):
        role = "art" if is_photographer(person, article.lang) else "aut"
        yield Statement("DC", "creator", word_check.allowed(person.name), {"id": f"creator{number}"})
        refined = {"refines": f"#creator{number}", "property": "role", "scheme": "marc:relators"}
        yield Statement(None, "meta", role, refined)
    rights = metadata.rights or next(
        (plain(node) for node in walk(article.foot) if isinstance(node, tree.Rights)), None
    )
    values = (
        ("publisher", metadata.publisher),
        ("description", description(article)),
        ("rights", rights),
        ("date", published.date().isoformat() if published else None),
        ("source", metadata.url),
        *(("subject", keyword) for keyword in metadata.keywords),
    )
    for name, value in values:
        if value:
            yield Statement("DC", name, " ".join(word_check.allowed(value).split()), {})
    for name, value in accessibility.statements(article):
        in_english = {_XML_LANG: "en"} if name.endswith("Summary") else {}
        yield Statement(None, "meta", value, {"property": name, **in_english})
    yield Statement(None, "meta", "", {"name": "cover", "content": "cover-image"})


def _book(info: BookInfo, package_metadata: Iterable[Statement]) -> EpubBook:
    """An empty book with the article's metadata."""
    article = info.article
    book = _library().EpubBook()
    given_identifier = article.metadata.identifier
    book.set_identifier(word_check.allowed(given_identifier) if given_identifier else identifier(article))
    book.set_title(info.name)
    book.set_language(article.lang)
    book.set_direction(info.side)
    for statement in package_metadata:
        book.add_metadata(*statement)
    return book


def identifier(article: Article) -> str:
    """A UUID that depends only on the article: on the hash of its raw text or, without one, on its words."""
    digest = article.source.sha256 if article.source else ""
    article_words = "\n".join(word_check.words(article.head, article.body, article.foot, article.notes))
    digest = digest or hashlib.sha256(word_check.allowed(article_words).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"copydesk:{digest}").urn


def _files(
    info: BookInfo, package_metadata: Iterable[Statement], contents: dict[str, bytes], outline: Sequence[Entry]
) -> dict[str, bytes]:
    """The files of the finished book by name: these contents and the files that EbookLib adds."""
    epub = _library()
    book = _book(info, package_metadata)
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
        {"type": "cover", "title": info.labels.cover, "href": COVER},
        {"type": "text", "title": info.labels.start_of_text, "href": TEXT},
    ]
    saved = io.BytesIO()
    settings = {
        "mtime": moments(info.article)[1] or UNDATED,
        "package_direction": info.side == "rtl",
        "play_order": {"enabled": True, "start_from": 1},
        "raise_exceptions": True,
        "compresslevel": 0,
    }
    epub.write_epub(saved, book, settings)
    files = archive.unpack(saved.getvalue())
    files[_PACKAGE] = _with_language(files[_PACKAGE], info.article.lang)
    return files


_PACKAGE = "EPUB/content.opf"
_COMMON = frozenset(("META-INF/container.xml", f"EPUB/{STYLE}"))
"""The files that are alike in many books."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SPINE = ["cover", "text"]
"""The files in reading order, by their ids in the package."""

_MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    **{ending: media_type for media_type, ending in ENDINGS.items()},
    **style_sheet.TYPES,
}
"""The media types of the book's files by ending."""


def _ncx(outline: Sequence[Entry]) -> list[Any]:
    """The outline in the form of EbookLib: links, and pairs of a link and the list of its subentries."""
    epub = _library()
    entries: list[Any] = []
    for top, below in branches(outline):
        link = epub.Link(f"{TEXT}#{top.id}", word_check.allowed(top.words), f"nav-{top.id}")
        entries.append((link, _ncx(below)) if below else link)
    return entries


def _with_language(package: bytes, lang: str) -> bytes:
    """The package document with its language, which EbookLib cannot set."""
    from lxml import etree

    root = etree.fromstring(package)
    root.set(_XML_LANG, lang)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


# --------------------------------------------------------------------------------------------------- the check

_SPOKEN = "//h:body//text()[not(ancestor::*[contains(@class, 'note-mark') or contains(@class, 'note-ref')])]"


def _check(
    files: dict[str, bytes], info: BookInfo, statements: Iterable[Statement], contents: dict[str, bytes]
) -> tuple[Problem, ...]:
    """Reads the book back; returns a problem if a word is missing. Raises OutputError if a file or metadata is
    missing."""
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    page = etree.fromstring(files[f"EPUB/{TEXT}"], parser)
    book_words: Any = page.xpath(_SPOKEN, namespaces={"h": "http://www.w3.org/1999/xhtml"})
    article = info.article
    article_words = word_check.words(article.head, article.body, article.notes, article.foot)
    problems = word_check.check("".join(book_words), article_words, "EPUB")
    package: Any = etree.fromstring(files[_PACKAGE], parser)
    actual: dict[str, Any] = {
        "files": {name: files.get(f"EPUB/{name}") == content for name, content in contents.items()},
        "manifest": {item.get("href") for item in package.iterfind(".//{*}item")},
        "spine": [item.get("idref") for item in package.iterfind(".//{*}itemref")],
        "statements": {"", *(node.text for node in package.iterfind("{*}metadata/*") if node.text)},
    }
    expected = {
        "files": dict.fromkeys(contents, True),
        "manifest": {*contents, "toc.ncx"},
        "spine": SPINE,
        "statements": actual["statements"] | {info.name, *(statement.value for statement in statements)},
    }
    differences = [
        f"its {part} are {actual[part]!r} instead of {expected[part]!r}"
        for part in expected
        if actual[part] != expected[part]
    ]
    if differences:
        raise OutputError(
            f"the EPUB is incomplete: {'; '.join(differences)}",
            "This is a fault of copydesk: please report it with the article",
        )
    return problems
