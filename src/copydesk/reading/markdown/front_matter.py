"""The front matter of Markdown, as pandoc read it -> head, metadata and language of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from copydesk.metadata import canonical, is_date, is_language
from copydesk.reading._shared.soundness import is_web_address
from copydesk.reading.markdown.blocks import Blocks
from copydesk.reading.markdown.normalise import one_line, tidy
from copydesk.tree import (
    Byline,
    Dateline,
    Deck,
    EditorsNote,
    Head,
    Headline,
    Inline,
    Kicker,
    LineBreak,
    Metadata,
    Paragraph,
    Person,
    PubDate,
    Text,
)
from copydesk.visit import plain

Value = dict[str, Any]

_OWN_KEYS = ("byline", "dates", "dir", "notes", "persons", "markdown", "markup", "lastmod")
"""The keys that copydesk's writer adds to those of ``-M``."""
_OTHER_NAMES = {
    **dict.fromkeys(("updated", "modified", "last-modified-at", "last-modified"), "lastmod"),
    "canonical-url": "url",
}
"""Further names of keys in site generators."""
_PLAIN = ("publisher", "description", "rights", "identifier", "url")


class FrontMatter(NamedTuple):
    """The content of a front matter; ``marks`` are the marks of notes by label."""

    head: Head = Head()
    metadata: Metadata = Metadata()
    lang: str = "und"
    marks: Mapping[str, str] = {}


def read_front_matter(meta: Mapping[str, Value], blocks: Blocks) -> FrontMatter:
    """The content of pandoc's metadata. A key or value that cannot be used becomes a Problem with its words."""
    return _Reader(meta, blocks).read()


class _Reader:
    def __init__(self, meta: Mapping[str, Value], blocks: Blocks) -> None:
        self._blocks = blocks
        self._values: dict[str, Value] = {}
        for key, value in meta.items():
            name = key if key in _OWN_KEYS else _OTHER_NAMES.get(key.lower().replace("_", "-")) or canonical(key)
            if name is None or name in self._values:
                self._report(f"the key {key!r} of the front matter is left out: {self._text(value)!r}")
            else:
                self._values[name] = value

    def read(self) -> FrontMatter:
        plain_values = {name: self._plain_value(name) for name in _PLAIN}
        url = plain_values["url"]
        if url and not is_web_address(url):
            self._report(f"the address {url!r} of the front matter is no web address and is left out")
            plain_values["url"] = None
        metadata = Metadata(keywords=self._keywords(), **plain_values)
        marks = self._texts(self._values.get("notes"))
        return FrontMatter(self._head(), metadata, self._lang(), marks)

    def _head(self) -> Head:
        return Head(
            kicker=self._node("kicker", Kicker),
            headline=self._node("title", Headline),
            deck=self._node("deck", Deck),
            bylines=self._bylines(),
            dates=self._dates(),
            editors_note=self._node("editors-note", EditorsNote),
            dateline=self._dateline(),
        )

    def _node(self, name: str, make: Callable[[tuple[Inline, ...]], Any]) -> Any:
        """The node with the plain words, or with their version under ``markdown`` if it has the same words."""
        words = self._inlines(self._values.get(name))
        markdown = {canonical(key): value for key, value in self._map(self._values.get("markdown")).items()}
        marked_up = self._inlines(markdown.get(name))
        inlines = marked_up if marked_up and plain(marked_up).split() == plain(words).split() else words
        return make(inlines) if inlines else None

    def _plain_value(self, name: str) -> str | None:
        return self._text(self._values.get(name)) or None

    def _lang(self) -> str:
        tag = self._plain_value("lang")
        if tag and not is_language(tag):
            self._report(f"the language {tag!r} of the front matter is not a language tag and is left out")
        return tag if tag and is_language(tag) else "und"

    def _keywords(self) -> tuple[str, ...]:
        value = self._values.get("keywords")
        if value and value["t"] == "MetaList":
            return tuple(filter(None, map(self._text, value["c"])))
        return tuple(word.strip() for word in self._text(value).split(",") if word.strip())

    def _bylines(self) -> tuple[Byline, ...]:
        """Each printed byline with its persons; without ``byline`` the names form the byline."""
        persons: dict[int, list[Person]] = {}
        for author in self._authors():
            number = int(author["byline"]) if author.get("byline", "").isdecimal() else 1
            fields = {field: author.get(field) or None for field in Person.__struct_fields__ if field != "name"}
            if author.get("name"):
                persons.setdefault(number, []).append(Person(author["name"], **fields))
            elif any(author.values()):
                self._report(f"an author without a name is left out: {', '.join(filter(None, author.values()))!r}")
        texts = dict(enumerate(map(self._text, self._list(self._values.get("byline"))), start=1))
        return tuple(
            Byline(
                texts.get(number) or ", ".join(person.name for person in persons[number]),
                tuple(persons.get(number, ())),
            )
            for number in sorted({*texts, *persons})
            if texts.get(number) or persons.get(number)
        )

    def _authors(self) -> list[dict[str, str]]:
        """The fields of each author, including those under ``persons``."""
        more = [self._texts(value) for value in self._list(self._values.get("persons"))]
        authors = []
        for value in self._list(self._values.get("author")):
            author = self._texts(value) if value["t"] == "MetaMap" else {"name": self._text(value)}
            for key in author.keys() - {*Person.__struct_fields__, "byline"}:
                self._report(f"the key {key!r} of an author is left out: {author[key]!r}")
            entry = next((one for one in more if one.get("name") == author.get("name")), None)
            if entry:
                more.remove(entry)
            authors.append({**(entry or {}), **author})
        for extra in more:
            self._report(f"{extra.get('name')!r} is no author of the front matter and is left out")
        return authors

    def _dates(self) -> tuple[PubDate, ...]:
        """The printed dates; ``date`` and ``lastmod`` override them if a user has changed these."""
        dates = [date for value in self._list(self._values.get("dates")) if (date := self._date(value))]
        self._put_day(dates, "lastmod", "updated")
        self._put_day(dates, "date", "published")
        return tuple(dates)

    def _put_day(self, dates: list[PubDate], key: str, kind: Any) -> None:
        """Adds ``date`` or ``lastmod`` to the dates; it replaces the first of its kind if that is another day."""
        value = self._plain_value(key)
        if not value or any(value in (date.iso, date.text) and date.kind == kind for date in dates):
            return
        day = PubDate(value, iso=value if is_date(value) else None, kind=kind)
        for index, date in enumerate(dates):
            if date.kind == kind and date.iso:
                dates[index] = day
                self._report(f"the date {date.text!r} is replaced by {value!r}")
                return
        dates.insert(0 if kind == "published" else len(dates), day)

    def _date(self, value: Value) -> PubDate | None:
        texts = self._texts(value) or {"text": self._text(value)}
        text, iso = texts.get("text") or texts.get("iso"), texts.get("iso")
        if not text:
            return None
        if iso and not is_date(iso):
            self._report(f"{iso!r} is not a date such as 2025-08-14 and is left out")
        kind: Any = "updated" if texts.get("kind") == "updated" else "published"
        return PubDate(text, iso=iso if iso and is_date(iso) else None, kind=kind)

    def _dateline(self) -> Dateline | None:
        value = self._values.get("dateline")
        texts = self._texts(value) or {"text": self._text(value)}
        text = texts.get("text") or texts.get("place")
        return Dateline(text, place=texts.get("place") or None, agency=texts.get("agency") or None) if text else None

    # ------------------------------------------------------------------------------------- pandoc's metadata

    def _inlines(self, value: Value | None) -> tuple[Inline, ...]:
        if value is None or value["t"] == "MetaMap":
            return ()
        content = value["c"]
        if value["t"] == "MetaInlines":
            return self._blocks.inlines.read(content)
        if value["t"] in ("MetaString", "MetaBool"):
            return tidy((Text(content if isinstance(content, str) else str(content).lower()),))
        parts = self._blocks.blocks(content) if value["t"] == "MetaBlocks" else map(self._inlines, content)
        result: list[Inline] = []
        for part in parts:
            inlines = part if isinstance(part, tuple) else part.inlines if isinstance(part, Paragraph) else None
            result += [LineBreak(), *((Text(plain(part)),) if inlines is None else inlines)]
        return tidy(result)

    def _text(self, value: Value | None) -> str:
        """The words of a value, on one line."""
        if value is not None and value["t"] == "MetaMap":
            return ", ".join(filter(None, map(self._text, value["c"].values())))
        return one_line(plain(self._inlines(value))).strip()

    def _list(self, value: Value | None) -> list[Value]:
        if value is None:
            return []
        return list(value["c"]) if value["t"] == "MetaList" else [value]

    def _map(self, value: Value | None) -> dict[str, Value]:
        return dict(value["c"]) if value is not None and value["t"] == "MetaMap" else {}

    def _texts(self, value: Value | None) -> dict[str, str]:
        return {key: self._text(part) for key, part in self._map(value).items()}

    def _report(self, message: str) -> None:
        self._blocks.inlines.line = None
        self._blocks.inlines.report(message, "metadata")


def mark_of(label: str) -> str:
    """The mark of a note without one in the front matter: ``n12`` and ``12`` both give ``12``."""
    return re.sub(r"^\D+(?=\d+$)", "", label)
