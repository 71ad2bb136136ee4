"""HTML: one self-contained page, with the style's ``screen.css`` in it and nothing to fetch."""

from __future__ import annotations

import json
from typing import Any

from copydesk.tree import Article
from copydesk.visit import plain
from copydesk.writing._format import Format, Options, Output
from copydesk.writing._html import HtmlVisitor, attributes, authors, dates, direction, head, notes, text, title

FORMAT = Format("html", (".html", ".htm"), "one self-contained web page")

_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
"""What must be escaped in JSON inside a page, so that it neither ends its element nor breaks the XML."""


def write(article: Article, options: Options) -> Output:
    """The article as a web page in UTF-8: responsive, dark where the reader prefers it, fit to be printed."""
    visitor = HtmlVisitor(article)
    css = options.style.sheet("screen.css").replace("</", "<\\/")  # so that nothing in it can end the element
    linked = json.dumps(linked_data(article), ensure_ascii=False, indent=1).translate(_SCRIPT)
    extra = (
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        f'<script type="application/ld+json">\n{visitor.clean(linked)}\n</script>\n'
        f"<style>\n{css}</style>\n"
    )
    made = page(article, visitor, extra=extra)
    return Output(made.encode("utf-8", "replace"), tuple(visitor.problems))


def page(article: Article, visitor: HtmlVisitor, *, extra: str = "", **body: str) -> str:
    """The whole page; ``extra`` goes to the end of its ``<head>``, ``body`` are attributes of its ``<body>``."""
    main = head(article, visitor) + f'<div class="text">\n{text(article, visitor)}</div>\n' + notes(article, visitor)
    root = attributes(class_="page", lang=article.lang, dir=direction(article))
    return (
        f"<!DOCTYPE html>\n<html{root}>\n<head>\n"
        f'<meta charset="utf-8"/>\n<title>{visitor.escape(title(article))}</title>\n'
        f"{_metadata(article, visitor)}{extra}</head>\n"
        f"<body{attributes(**body)}>\n<article>\n{main}</article>\n</body>\n</html>\n"
    )


def _metadata(article: Article, visitor: HtmlVisitor) -> str:
    told = article.metadata
    known = dates(article)
    pairs = [
        *(("author", name) for name in authors(article)),
        ("description", description(article)),
        ("keywords", ", ".join(told.keywords)),
        ("dcterms.created", known.get("published")),
        ("dcterms.modified", known.get("updated") or known.get("published")),
        ("dcterms.publisher", told.publisher),
        ("dcterms.rights", told.rights),
        ("generator", "copydesk"),
    ]
    return "".join(f"<meta{attributes(name=name, content=visitor.clean(value))}/>\n" for name, value in pairs if value)


def description(article: Article) -> str | None:
    """What the article is about: as a person set it, or else its deck; None if it has neither."""
    return article.metadata.description or " ".join(plain(article.head.deck).split()) or None


def linked_data(article: Article) -> dict[str, Any]:
    """The article as schema.org's ``NewsArticle``, for search engines; what is not known is left out."""
    known, told = dates(article), article.metadata
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title(article),
        "alternativeHeadline": " ".join(plain(article.head.deck).split()),
        "articleSection": " ".join(plain(article.head.kicker).split()),
        "author": [{"@type": "Person", "name": name} for name in authors(article)],
        "dateline": article.head.dateline.text if article.head.dateline else None,
        "datePublished": known.get("published"),
        "dateModified": known.get("updated"),
        "inLanguage": None if article.lang == "und" else article.lang,
        "publisher": {"@type": "Organization", "name": told.publisher} if told.publisher else None,
        "description": told.description,
        "keywords": list(told.keywords),
        "identifier": told.identifier,
        "url": told.url,
        "copyrightNotice": told.rights,
    }
    return {name: value for name, value in values.items() if value}
