"""What a page states of its article: JSON-LD first, then meta elements and its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.metadata import is_date, is_language
from copydesk.reading.html.json_ld import Person, article_of, name_of, objects_in, persons_in, words_of
from copydesk.reading.html.markup import Element
from copydesk.reading.text.furniture.words import byline_opening
from copydesk.reading.text.recognisers.people.bylines import read_credit
from copydesk.reading.text.recognisers.people.names import is_name

_NO_PERSONS = frozenset(
    ["admin", "administrator", "editor", "editors", "staff", "redaktion", "redaction", "redacción", "redazione",
     "newsroom", "news desk", "web desk", "guest", "author", "root", "webmaster", "team", "editorial", "anonymous"]
)  # fmt: skip
_SEPARATORS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*[|\uff5c»«]\s*")
_ACRONYM = re.compile(r"(?!I{1,3}$|IV$|VI{0,3}$)[A-Z]{2,5}")
_NO_NAME = re.compile(r"[/@_\d<>{}]|https?:|www\.|\.(?:com|org|net|de|uk|fr|es|it|br|ru|kr|in)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """What a page states, empty where it states nothing. ``date`` and ``updated`` are as in ``2025-05-17``;
    ``titles`` are all titles that it gives, the surest first."""

    titles: tuple[str, ...] = ()
    authors: tuple[Person, ...] = ()
    date: str = ""
    updated: str = ""
    lang: str = ""
    publisher: str = ""
    description: str = ""
    url: str = ""
    base: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    identifier: str = ""
    generator: str = ""


def stated_in(root: Element, location: str | None, locales: tuple[Locale, ...]) -> Stated:
    """What a page states. ``location`` is the address that it was saved or fetched from, if known."""
    metas = _metas(root)
    objects = objects_in(root)
    article = article_of(objects, metas)
    by_id = {str(each["@id"]): each for each in objects if isinstance(each.get("@id"), str)}

    def meta(*names: str) -> str:
        return next((value for name in names for value in metas.get(name, ())), "")

    publisher = name_of(article.get("publisher"), by_id) or meta("dcterms.publisher", "og:site_name")
    url = _web(words_of(article.get("url"))) or _web(meta("og:url")) or _web(_link(root, "canonical")) or location or ""
    title = " ".join("".join(root.xpath("string(//head/title)")).split())
    titles = [
        words_of(article.get("headline")),
        meta("og:title", "twitter:title", "dc.title", "headline"),
        _without_site(title, publisher),
    ]
    description = words_of(article.get("description")) or meta("description", "og:description", "dc.description")
    persons = persons_in(article.get("author"), by_id) or tuple(
        Person(name)
        for name in metas.get("author", ())
        + metas.get("article:author", ())
        + metas.get("dc.creator", ())
        + metas.get("byl", ())
        + metas.get("parsely-author", ())
        + metas.get("sailthru.author", ())
    )
    persons = persons or tuple(map(Person, _in_title(title, locales)))
    return Stated(
        tuple(
            dict.fromkeys(
                filter(None, (_without_site(each, publisher) if each != titles[0] else each for each in titles))
            )
        ),
        _authors(persons, publisher, locales),
        day_of(words_of(article.get("datePublished")) or meta(*_DATES)) or _printed_day(root),
        day_of(words_of(article.get("dateModified")) or meta(*_UPDATES)),
        _language(root, meta("content-language")),
        publisher,
        description,
        url,
        _base(root, url, location),
        words_of(article.get("articleSection")) or meta("article:section"),
        tuple(word.strip() for each in metas.get("keywords", ()) for word in each.split(",") if word.strip()),
        words_of(article.get("copyrightNotice")) or meta("dcterms.rights"),
        words_of(article.get("identifier")),
        meta("generator"),
    )


_DATES = (
    "article:published_time", "dcterms.created", "dc.date", "dc.date.issued", "dcterms.date", "date", "pubdate",
    "publish-date", "publishdate", "datepublished", "sailthru.date", "parsely-pub-date", "og:article:published_time",
)  # fmt: skip
_PUBLISHED = re.compile(
    r"(?:.*[-_])?(?:published|publish-?date|pub-?date|posted(?:-on)?|entry-date|post-date|dt-published)(?:[-_].*)?",
    re.IGNORECASE,
)


def _printed_day(root: Element) -> str:
    """The day that a ``time`` element of the page says when it was published, whatever words it prints."""
    for element in root.iter("time"):
        around = [element, *([parent] if (parent := element.getparent()) is not None else [])]
        names = " ".join(f"{each.get('class') or ''} {each.get('itemprop') or ''}" for each in around).split()
        if element.get("pubdate") is not None or "datePublished" in names or any(map(_PUBLISHED.fullmatch, names)):
            return day_of(element.get("datetime") or "")
    return ""


_UPDATES = ("article:modified_time", "og:updated_time", "lastmod", "datemodified")


def _metas(root: Element) -> dict[str, tuple[str, ...]]:
    """The values of meta elements by their names in small letters."""
    values: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("name", "property", "itemprop", "http-equiv"):
            if content and element.get(key):
                values.setdefault(str(element.get(key)).lower(), []).append(content)
    return {name: tuple(dict.fromkeys(each)) for name, each in values.items()}


# --------------------------------------------------------------------------------------------------- persons


def _in_title(title: str, locales: tuple[Locale, ...]) -> list[str]:
    """The authors in the title of a page: what a part of it behind that of the article announces."""
    opening = byline_opening(locales)
    parts = [part for part in _SEPARATORS.split(title) if part][1:]
    return [part[match.end() :].strip() for part in parts if (match := opening.match(part))]


def _authors(persons: Iterable[Person], publisher: str, locales: tuple[Locale, ...]) -> tuple[Person, ...]:
    """Those that are plainly persons; a wrong author is worse than none."""
    named: dict[str, Person] = {}
    for person in persons:
        for name in _names(person.name, locales):
            if is_person(name, publisher, locales):
                named.setdefault(name.casefold(), person._replace(name=name))
    return tuple(named.values())


def _names(text: str, locales: tuple[Locale, ...]) -> list[str]:
    """The names in the value of an author: one, or several as a byline has them."""
    if not text or _NO_NAME.search(text) or len(text) > 200:
        return []
    if is_name(text, locales[0].function_words, announced=True) and "," not in text and " and " not in text:
        return [text]
    credit = read_credit(text, locales, in_byline_position=True) or read_credit(f"By {text}", locales)
    return [person.name for person in credit.persons] if credit else []


def is_person(name: str, publisher: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a name is plainly that of a person, and not of an office, an agency, a site or its publisher."""
    folded = name.casefold().strip(" .")
    if not folded or folded in _NO_PERSONS or any(word in _NO_PERSONS for word in folded.split()):
        return False
    if publisher and (folded in publisher.casefold() or publisher.casefold() in folded):
        return False
    cased = any(character.isupper() or character.islower() for character in name)
    if cased and (len(name.split()) < 2 or not name[0].isupper()):
        return False
    if _NO_NAME.search(name) or not is_name(name, locales[0].function_words, announced=True):
        return False
    if cased and not name.isupper() and any(_ACRONYM.fullmatch(word) for word in name.split()[1:]):
        return False
    if cased:
        employers = {word for locale in locales for word in locale.byline.employers}
        return not any(word.casefold().strip(".,") in employers for word in name.split()[1:])
    return True


# ----------------------------------------------------------------------------------------------- other values


def _without_site(title: str, publisher: str) -> str:
    """A title without the name of the site that stands before or behind it."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    if len(parts) < 2:
        return title
    name = _key(publisher)
    if (name and _key(parts[-1]) in name) or (name and name in _key(parts[-1])):
        return title[: title.rindex(parts[-1])].rstrip(" |\uff5c–—·•»«:-")
    if name and (_key(parts[0]) in name or name in _key(parts[0])):
        return title[title.index(parts[1]) :]
    longest = max(parts, key=len)
    return (
        longest
        if len(longest) > 2 * sum(len(part) for part in parts if part is not longest) and not publisher
        else title
    )


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def day_of(text: str) -> str:
    """The day of a time as ISO 8601 writes it, empty for anything else."""
    match = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    day = f"{match[1]}-{match[2]}-{match[3]}" if match else ""
    return day if day and is_date(day) and day > "1450" else ""


def _language(root: Element, content_language: str) -> str:
    tags = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        content_language,
    )
    body = next(root.iter("body"), None)
    more = (body.get("lang"),) if body is not None else ()
    for tag in (*tags, *more):
        cleaned = (tag or "").strip().replace("_", "-")
        if cleaned and is_language(cleaned):
            return _as_written(cleaned)
    return ""


def _as_written(tag: str) -> str:
    """A tag of a language in the usual letters, ``en-GB`` and ``zh-Hans``, by the lengths of its parts."""
    first, *parts = tag.split("-")
    return "-".join([first.lower(), *({2: part.upper(), 4: part.title()}.get(len(part), part) for part in parts)])


def _link(root: Element, rel: str) -> str:
    return next((link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == rel), "")


def _web(url: str) -> str:
    return url if re.fullmatch(r"https?://\S+", url, re.IGNORECASE) else ""


def _base(root: Element, url: str, location: str | None) -> str:
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    return _web(base) or location or url
