"""HTML: one self-contained page that includes the style's ``screen.css`` and fetches nothing."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from copydesk import tree
from copydesk.pictures import reduced
from copydesk.tree import Article, Person
from copydesk.visit import plain, walk
from copydesk.writing._format import Output, Settings
from copydesk.writing._shared.facts import authors, bylined_persons, dates, direction, is_photographer, title
from copydesk.writing._shared.links import safe_target
from copydesk.writing._shared.pictures import data_uri
from copydesk.writing._shared.word_check import check, shown
from copydesk.writing.html.visitor import HtmlVisitor
from copydesk.writing.html.web import WebVisitor, external_resources
from copydesk.writing.html.words import attributes

_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
"""Escapes for JSON inside a page, so that it neither ends its element nor breaks the XML."""


class PageVisitor(WebVisitor):
    """The article as the main content of a page, its notes as a list."""

    elements: ClassVar = {**WebVisitor.elements, "note": "li", "note idle": "li"}
    frame: ClassVar = ("<main>\n<article>\n", "</article>\n</main>\n")
    note_frame: ClassVar = ('<ol class="note-list">\n', "</ol>\n")


def write(article: Article, options: Settings) -> Output:
    """The article as a web page in UTF-8: responsive, dark if the reader prefers it, printable."""
    visitor = PageVisitor(article)
    css = visitor.clean(options.style.sheet("screen.css")).replace("</", "<\\/")  # so that it cannot end its element
    linked = json.dumps(linked_data(article), ensure_ascii=False, indent=1).translate(_SCRIPT)
    extra = (
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        f"{_open_graph(article, visitor)}"
        f'<script type="application/ld+json">\n{visitor.clean(linked)}\n</script>\n'
        f"<style>\n{css}</style>\n"
    )
    html = page(article, visitor, extra=extra)
    return Output(html.encode("utf-8", "replace"), (*visitor.problems, *external_resources(css)))


def page(article: Article, visitor: HtmlVisitor, *, extra: str = "", **body: str) -> str:
    """The whole page; ``extra`` goes to the end of its ``<head>``, ``body`` are attributes of its ``<body>``. Missing
    words are added to the visitor's problems."""
    document = visitor.document()
    visitor.problems += check(shown(document), visitor.article_words(), "page")
    root = attributes(class_="page", lang=article.lang, dir=direction(article))
    return (
        f"<!DOCTYPE html>\n<html{root}>\n<head>\n"
        f'<meta charset="utf-8"/>\n<title>{visitor.escape(title(article))}</title>\n'
        f"{_metadata(article, visitor)}{extra}</head>\n"
        f"<body{attributes(**{name: visitor.clean(value) for name, value in body.items()})}>\n"
        f"{document}</body>\n</html>\n"
    )


def fragment(article: Article) -> str:
    """The whole article as one element, for use in another page, such as a notebook, with its pictures reduced."""
    root = attributes(class_="copydesk", lang=article.lang, dir=direction(article), style="max-width: 40em")
    return f"<div{root}>\n{_FragmentVisitor(article).document()}</div>\n"


class _FragmentVisitor(HtmlVisitor):
    def address(self, picture: tree.Picture) -> str:
        return data_uri(reduced(picture, _IN_FRAGMENT))


_IN_FRAGMENT = 480
"""The most pixels of a side of a picture in a fragment."""


def _metadata(article: Article, visitor: HtmlVisitor) -> str:
    metadata = article.metadata
    iso_dates = dates(article)
    pairs = [
        *(("author", name) for name in authors(article)),
        ("description", description(article)),
        ("keywords", ", ".join(metadata.keywords)),
        ("dcterms.created", iso_dates.get("published")),
        ("dcterms.modified", iso_dates.get("updated") or iso_dates.get("published")),
        ("dcterms.publisher", metadata.publisher),
        ("dcterms.rights", metadata.rights),
        ("generator", "copydesk"),
    ]
    return "".join(f"<meta{attributes(name=name, content=visitor.clean(value))}/>\n" for name, value in pairs if value)


def _open_graph(article: Article, visitor: HtmlVisitor) -> str:
    """The metadata for previews of shared links (Open Graph, https://ogp.me), and the page's canonical address."""
    metadata, iso_dates = article.metadata, dates(article)
    url = safe_target(metadata.url) if metadata.url else None
    language, _, region = article.lang.partition("-")
    pairs = [
        ("og:type", "article"),
        ("og:title", title(article)),
        ("og:description", description(article)),
        ("og:site_name", metadata.publisher),
        ("og:url", url),
        ("og:locale", f"{language}_{region}" if len(region) == 2 else None),
        ("article:published_time", iso_dates.get("published")),
        ("article:modified_time", iso_dates.get("updated")),
        ("article:section", _line(article.head.kicker)),
        *(("article:tag", keyword) for keyword in metadata.keywords),
    ]
    canonical = f"<link{attributes(rel='canonical', href=visitor.clean(url))}/>\n" if url else ""
    return canonical + "".join(
        f"<meta{attributes(property=name, content=visitor.clean(value))}/>\n" for name, value in pairs if value
    )


def description(article: Article) -> str | None:
    """The description of the article in its metadata, or else its deck; None if it has neither."""
    return article.metadata.description or _line(article.head.deck) or None


def linked_data(article: Article) -> dict[str, Any]:
    """The article as schema.org's ``NewsArticle``, for search engines, without empty values."""
    iso_dates, metadata, head = dates(article), article.metadata, article.head
    corrections = [_line(node) for node in walk((article.body, article.foot)) if isinstance(node, tree.Correction)]
    persons: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for person in bylined_persons(article):
        persons[is_photographer(person, article.lang)].append(_person(person))
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title(article),
            "alternativeHeadline": _line(head.deck),
            "articleSection": _line(head.kicker),
            "author": persons[False],
            "contributor": persons[True],
            "dateline": head.dateline.text if head.dateline else None,
            "datePublished": iso_dates.get("published"),
            "dateModified": iso_dates.get("updated"),
            "inLanguage": None if article.lang == "und" else article.lang,
            "publisher": _organization(metadata.publisher),
            "description": description(article),
            "keywords": list(metadata.keywords),
            "correction": corrections,
            "identifier": metadata.identifier,
            "url": metadata.url,
            "copyrightNotice": metadata.rights,
        }
    )


def _person(person: Person) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "Person",
            "name": person.name,
            "jobTitle": person.role,
            "affiliation": _organization(person.affiliation),
            "email": person.email,
        }
    )


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _line(node: tree.Node | None) -> str:
    """The words of a node on one line."""
    return " ".join(plain(node).split())
