"""The metadata of pandoc's document."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from copydesk.locales import direction
from copydesk.tree import Article, Inline
from copydesk.writing._pandoc.elements import Element, Elements, element, para, words
from copydesk.writing._pandoc.target import TargetFormat


def metadata(
    article: Article, target: TargetFormat, to: str, inlines: Callable[[Sequence[Inline]], Elements]
) -> dict[str, Element]:
    """The values by pandoc's keys, for the format ``to``; ``inlines`` converts those of the headline and the deck."""
    head, article_metadata = article.head, article.metadata
    names = [person.name for byline in head.bylines for person in byline.persons]
    date = next((date for date in head.dates if date.kind == "published"), None)
    values = {
        "title": element("MetaInlines", inlines(head.headline.inlines)) if head.headline else None,
        "subtitle": element("MetaInlines", inlines(head.deck.inlines)) if head.deck and target.deck else None,
        "author": [_string(name) for name in names or [byline.text for byline in head.bylines]],
        "date": _string(date.iso or date.text) if date else None,
        "lang": _string(article.lang) if article.lang != "und" else None,
        "dir": _string("rtl") if direction(article.lang) == "rtl" else None,
        "keywords": [_keyword(keyword, to) for keyword in article_metadata.keywords],
        **{
            name: _string(value)
            for name in ("publisher", "description", "rights", "identifier", "url")
            if (value := getattr(article_metadata, name))
        },
    }
    elements = {
        key: element("MetaList", value) if isinstance(value, list) else value for key, value in values.items() if value
    }
    for path, name in target.metadata.items():
        if name in elements:
            _set_value(elements, path.split("."), elements[name])
    return elements


def _keyword(keyword: str, to: str) -> Element:
    if to != "typst":
        return _string(keyword)
    # pandoc's template for Typst puts keywords into code unescaped
    raw = element("RawInline", ["typst", json.dumps(keyword, ensure_ascii=False)])
    return element("MetaInlines", [raw])


def _string(text: str) -> Element:
    return element("MetaInlines", words(text))  # pandoc loses a MetaString in ODT's keywords


def _set_value(values: dict[str, Element], path: list[str], value: Element) -> None:
    """Sets a value in metadata, ``["copyright", "statement"]`` inside a map; an abstract is a paragraph."""
    if len(path) > 1:
        inner = values.setdefault(path[0], element("MetaMap", {}))
        _set_value(inner["c"], path[1:], value)
    else:
        values[path[0]] = element("MetaBlocks", [para(value["c"])]) if path[0] == "abstract" else value
