"""Setting and correcting the metadata of an article: ``-M key=value`` on the command line.

    amend(article, [("title", "A better headline"), ("author", "Ana Ruiz"), ("author", "Jo Park")])

``KEYS`` lists the keys. A value replaces the present one; an empty value removes it.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from copydesk.errors import UsageError
from copydesk.tree import (
    Article,
    Byline,
    Dateline,
    Deck,
    EditorsNote,
    Headline,
    Kicker,
    Person,
    PubDate,
    Text,
)

__all__ = ["KEYS", "Value", "amend", "canonical", "fill", "pairs_of"]

Value = str | Sequence[str]
"""A value of metadata: a text, or a list of texts."""


class Key(NamedTuple):
    """One key of metadata: its other names, a description, and the function that sets it.

    ``set`` takes the article and the tidied values in order, and returns the new article; no values remove the key.
    """

    aliases: tuple[str, ...]
    description: str
    set: Callable[[Article, tuple[str, ...]], Article]


def amend(article: Article, pairs: Sequence[tuple[str, str]]) -> Article:
    """The article with the metadata of ``pairs`` set, or removed where the value is empty.

    All values of ``author`` are used, and replace the authors found; of any other key the last one is. A printed line
    that names exactly these authors, or this day, is kept. The replaced words are no longer in the article:
    ``replaced.keep_replaced`` keeps them. Raises UsageError for an unknown key, a date that is not ISO 8601, an invalid
    language tag, or a character that no document may contain.
    """
    values: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        name = canonical(key)
        if name is None:
            raise UsageError(f"there is no metadata key {key!r}", f"Choose among {', '.join(KEYS)}")
        tidied = _tidy(key, value)
        before = values.get(name, ()) if name == "author" else ()
        values[name] = (*before, tidied) if tidied else before
    for name, given in values.items():
        article = KEYS[name].set(article, given)
    return article


def fill(article: Article, pairs: Sequence[tuple[str, str]]) -> Article:
    """Like ``amend``, but only for keys that the article has no value of. Raises what ``amend`` raises."""
    has = {key for key, _ in pairs if amend(article, ((key, ""),)) != article}
    return amend(article, [(key, value) for key, value in pairs if key not in has])


def pairs_of(metadata: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> tuple[tuple[str, str], ...]:
    """Metadata as pairs of texts, as ``amend`` takes it.

    A list of authors becomes one pair for each author, any other list one text with commas, an empty list an empty
    text. Raises UsageError for metadata that is neither a mapping nor pairs, and, naming the key, for a value that is
    neither a text nor a list of texts.
    """
    pairs: list[tuple[str, str]] = []
    for key, value in _items(metadata):
        if not isinstance(key, str):
            raise UsageError(f"a metadata key is a text, not {key!r}", f"Choose among {', '.join(KEYS)}")
        values = (value,) if isinstance(value, str) else value
        if not isinstance(values, list | tuple) or not all(isinstance(text, str) for text in values):
            raise UsageError(
                f"the metadata {key} is a text or a list of texts, not {value!r}", "Put each text in quotation marks"
            )
        texts = values if values and canonical(key) == "author" else (", ".join(values),)
        pairs += [(key, text) for text in texts]
    return tuple(pairs)


def _items(metadata: Any) -> Iterable[tuple[Any, Any]]:
    """The keys and values of a mapping or of pairs; they may be of any type. Raises UsageError for anything else."""
    items = tuple(metadata.items()) if isinstance(metadata, Mapping) else metadata
    if isinstance(items, Iterable) and not isinstance(items, str | bytes):
        items = tuple(items)
        if all(isinstance(item, list | tuple) and len(item) == 2 for item in items):
            return items
    raise UsageError(f"metadata is a mapping, or pairs of key and value, not {metadata!r}", "Write {'title': 'Rain'}")


def canonical(key: str) -> str | None:
    """The name in ``KEYS`` of a key as people write it (``Editors_Note``, ``standfirst``), None if there is none."""
    normalised = key.strip().lower().replace("_", "-").replace(" ", "-")
    return next((name for name, entry in KEYS.items() if normalised == name or normalised in entry.aliases), None)


def check_language(tag: str) -> None:
    """Raises UsageError unless this has the form of a BCP 47 language tag."""
    if not is_language(tag):
        raise UsageError(f"{tag!r} is not a language tag", "Write it as in en, de-AT or zh-Hant")


def is_language(tag: str) -> bool:
    """Whether this has the form of a BCP 47 language tag: ``en``, ``de-AT``, ``zh-Hant-TW``."""
    return re.fullmatch(r"(?:[A-Za-z]{2,3}|x)(?:-[A-Za-z0-9]{1,8})*", tag) is not None


def is_date(text: str) -> bool:
    """Whether this is a valid ISO 8601 date: ``2025-08-14``."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _tidy(key: str, value: str) -> str:
    text = " ".join(value.split())
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE:
            raise UsageError(
                f"the metadata {key} contains U+{ord(character):04X}, which no document may contain",
                "Leave the character out",
            )
    return text


def _head_field(field: str, node: Callable[[Any], Any]) -> Callable[[Article, tuple[str, ...]], Article]:
    """A setter for a field of the head that is a node with the value as its text."""

    def set_field(article: Article, values: tuple[str, ...]) -> Article:
        value = node((Text(values[-1]),)) if values else None
        return replace(article, head=replace(article.head, **{field: value}))

    return set_field


def _metadata_field(field: str) -> Callable[[Article, tuple[str, ...]], Article]:
    """A setter for a field of ``Article.metadata``."""

    def set_field(article: Article, values: tuple[str, ...]) -> Article:
        return replace(article, metadata=replace(article.metadata, **{field: values[-1] if values else None}))

    return set_field


def _url(article: Article, values: tuple[str, ...]) -> Article:
    if values and not re.match(r"https?://\S+$", values[-1], re.IGNORECASE):
        raise UsageError(f"{values[-1]!r} is not a web address", "Write it as in https://example.org/article")
    return _metadata_field("url")(article, values)


def _author(article: Article, names: tuple[str, ...]) -> Article:
    bylines = (Byline(", ".join(names), tuple(Person(name) for name in names)),) if names else ()
    printed = _renamed(article.head.bylines, names)
    return replace(article, head=replace(article.head, bylines=printed or bylines))


def _renamed(bylines: tuple[Byline, ...], names: tuple[str, ...]) -> tuple[Byline, ...]:
    """The bylines with the names spelled as given, if they name exactly these persons; else none."""
    spelled = {_key(name): name for name in names}
    printed = [_key(person.name) for byline in bylines for person in byline.persons]
    if not names or sorted(printed) != sorted(spelled) or not all(byline.persons for byline in bylines):
        return ()
    renamed: list[Byline] = []
    for byline in bylines:
        text, persons = byline.text, []
        for person in byline.persons:
            name = spelled[_key(person.name)]
            text = text.replace(person.name, name)
            persons.append(replace(person, name=name))
        renamed.append(replace(byline, text=text, persons=tuple(persons)))
    return tuple(renamed)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _date(article: Article, values: tuple[str, ...]) -> Article:
    if values and not is_date(values[-1]):
        raise UsageError(f"{values[-1]!r} is not a date", "Write year, month and day, as in 2025-08-14")
    dates = article.head.dates
    same = tuple(date for date in dates if date.kind == "published" and date.iso in values[-1:])
    published = same[:1] or tuple(PubDate(iso, iso=iso) for iso in values[-1:])
    others = tuple(date for date in dates if date.kind != "published")
    return replace(article, head=replace(article.head, dates=(*published, *others)))


def _lang(article: Article, values: tuple[str, ...]) -> Article:
    if values:
        check_language(values[-1])
    return replace(article, lang=values[-1] if values else "und")


def _dateline(article: Article, values: tuple[str, ...]) -> Article:
    dateline = Dateline(values[-1]) if values else None
    return replace(article, head=replace(article.head, dateline=dateline))


def _keywords(article: Article, values: tuple[str, ...]) -> Article:
    keywords = tuple(word.strip() for word in (values[-1] if values else "").split(",") if word.strip())
    return replace(article, metadata=replace(article.metadata, keywords=keywords))


KEYS: dict[str, Key] = {
    "title": Key(("headline",), "the headline", _head_field("headline", Headline)),
    "deck": Key(("subtitle", "standfirst"), "the lines below the headline", _head_field("deck", Deck)),
    "kicker": Key(("section",), "the words above the headline", _head_field("kicker", Kicker)),
    "author": Key(("authors", "by"), "an author's name; give the key once for each author", _author),
    "date": Key((), "the day it was published, as 2025-08-14", _date),
    "lang": Key(("language",), "the language, as a BCP 47 tag", _lang),
    "dateline": Key((), "the place where it was filed", _dateline),
    "editors-note": Key(
        ("editor-note",), "the editor's note before the text", _head_field("editors_note", EditorsNote)
    ),
    "publisher": Key((), "the publisher", _metadata_field("publisher")),
    "description": Key(("summary", "abstract"), "a summary in a sentence or two", _metadata_field("description")),
    "keywords": Key(("keyword", "tags"), "search terms, separated by commas", _keywords),
    "rights": Key(("copyright", "license", "licence"), "the rights holder or licence", _metadata_field("rights")),
    "identifier": Key(("id",), "a permanent identifier: a DOI, a URN", _metadata_field("identifier")),
    "url": Key((), "the web address where it was published", _url),
}
"""Every metadata key by its name."""
