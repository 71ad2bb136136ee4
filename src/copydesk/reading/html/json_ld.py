"""JSON-LD: the objects in which a page states its article, and the persons that they name."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.reading.html.markup import Element

_TYPES = re.compile(
    r"(?:\w*Article|BlogPosting|Report|\w*NewsArticle|Review|CreativeWork|LiveBlogPosting|SocialMediaPosting|Recipe)"
)
_LONGEST_BLOCK = 2**20  # characters of a block of JSON-LD
_MOST_OBJECTS = 500


class Person(NamedTuple):
    """An author that a page states; the fields are None where it says nothing."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    email: str | None = None


def objects_in(root: Element) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, those of lists and graphs one by one."""
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "")[: _LONGEST_BLOCK + 1]
        if len(text) > _LONGEST_BLOCK:
            continue
        text = re.sub(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|\]\]>|;)\s*$", "", text)
        try:
            objects += _flat(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue
    return objects[:_MOST_OBJECTS]


def _flat(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value[:_MOST_OBJECTS]:
            yield from _flat(part, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(name), dict | list):
                yield from _flat(value[name], depth + 1)


def article_of(objects: list[dict[str, Any]], metas: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The object of the article: the only one, or the one with the page's title; empty if there is none."""
    articles = [each for each in objects if any(map(_TYPES.fullmatch, _types(each)))]
    if len(articles) < 2:
        return articles[0] if articles else {}
    title = next(iter(metas.get("og:title", ())), "").casefold()
    titled = [each for each in articles if (name := words_of(each.get("headline")).casefold()) and name in title]
    headed = [each for each in articles if each.get("headline") and each.get("author")]
    return next(iter(titled or (headed if len(headed) == 1 else [])), articles[0] if not title else {})


def _types(value: Any) -> list[str]:
    kinds = value.get("@type") if isinstance(value, dict) else None
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def words_of(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id") or ""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def name_of(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and not value.get("name"):
        value = by_id.get(str(value.get("@id")), {})
    return words_of(value) if isinstance(value, str) or (isinstance(value, dict) and value.get("name")) else ""


def persons_in(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[Person, ...]:
    """The persons of JSON-LD's ``author``: a name, an object, a reference to one, or a list of these."""
    persons: list[Person] = []
    for each in (value if isinstance(value, list) else [value])[:20]:
        entry = by_id.get(str(each.get("@id")), each) if isinstance(each, dict) and not each.get("name") else each
        if isinstance(entry, dict):
            if any(kind != "Person" for kind in _types(entry)):
                continue
            names = entry.get("name")
            for name in names if isinstance(names, list) else [names]:
                if isinstance(name, str):
                    persons.append(
                        Person(
                            words_of(name),
                            words_of(entry.get("jobTitle")) or None,
                            name_of(entry.get("affiliation"), by_id) or None,
                            words_of(entry.get("email")).removeprefix("mailto:") or None,
                        )
                    )
        elif isinstance(entry, str):
            persons.append(Person(words_of(entry)))
    return tuple(persons)
