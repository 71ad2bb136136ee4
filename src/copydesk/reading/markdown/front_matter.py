"""The front matter of Markdown, as pandoc read it -> head, metadata and language of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from copydesk.metadata import canonical, is_date, is_language
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

_OURS = ("byline", "dates", "dir", "notes", "persons", "markdown", "markup", "lastmod")
"""What our writer adds to the keys that a person may set."""
_OTHER_NAMES = {
    **dict.fromkeys(("updated", "modified", "last-modified-at", "last-modified"), "lastmod"),
    "canonical-url": "url",
}
"""More of what makers of sites call things."""
_PLAIN = ("publisher", "description", "rights", "identifier", "url")


class FrontMatter(NamedTuple):
    """What a front matter tells; ``marks`` are the marks of notes by their labels."""

    head: Head = Head()
    metadata: Metadata = Metadata()
    lang: str = "und"
    marks: Mapping[str, str] = {}


def read_front_matter(meta: Mapping[str, Value], blocks: Blocks) -> FrontMatter:
    """What pandoc's metadata tells. A key or value that cannot be used is put down as a Problem, with its words."""
    return _Reader(meta, blocks).read()


class _Reader:
    def __init__(self, meta: Mapping[str, Value], blocks: Blocks) -> None:
        self._blocks = blocks
        self._values: dict[str, Value] = {}
        for key, value in meta.items():
            name = key if key in _OURS else _OTHER_NAMES.get(key.lower().replace("_", "-")) or canonical(key)
            if name is None or name in self._values:
                self._noticed(f"the key {key!r} of the front matter is left out: {self._text(value)!r}")
            else:
                self._values[name] = value

    def read(self) -> FrontMatter:
        known = {name: self._said(name) for name in _PLAIN}
        metadata = Metadata(keywords=self._keywords(), **known)
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
        """The words, or the Markdown that says just these words with more."""
        words = self._inlines(self._values.get(name))
        markdown = {canonical(key): value for key, value in self._map(self._values.get("markdown")).items()}
        marked_up = self._inlines(markdown.get(name))
        inlines = marked_up if marked_up and plain(marked_up).split() == plain(words).split() else words
        return make(inlines) if inlines else None

    def _said(self, name: str) -> str | None:
        return self._text(self._values.get(name)) or None

    def _lang(self) -> str:
        told = self._said("lang")
        if told and not is_language(told):
            self._noticed(f"the language {told!r} of the front matter is no language tag and is left out")
        return told if told and is_language(told) else "und"

    def _keywords(self) -> tuple[str, ...]:
        value = self._values.get("keywords")
        if value and value["t"] == "MetaList":
            return tuple(filter(None, map(self._text, value["c"])))
        return tuple(word.strip() for word in self._text(value).split(",") if word.strip())

    def _bylines(self) -> tuple[Byline, ...]:
        """Each byline as it stood with its persons; without ``byline`` the names are the byline."""
        persons: dict[int, list[Person]] = {}
        for told in self._authors():
            number = int(told["byline"]) if told.get("byline", "").isdecimal() else 1
            fields = {field: told.get(field) or None for field in Person.__struct_fields__ if field != "name"}
            if told.get("name"):
                persons.setdefault(number, []).append(Person(told["name"], **fields))
            elif any(told.values()):
                self._noticed(f"an author without a name is left out: {', '.join(filter(None, told.values()))!r}")
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
        """What is told of each author; more than the name may stand under ``persons``."""
        more = [self._texts(value) for value in self._list(self._values.get("persons"))]
        authors = []
        for value in self._list(self._values.get("author")):
            told = self._texts(value) if value["t"] == "MetaMap" else {"name": self._text(value)}
            for key in told.keys() - {*Person.__struct_fields__, "byline"}:
                self._noticed(f"the key {key!r} of an author is left out: {told[key]!r}")
            known = next((one for one in more if one.get("name") == told.get("name")), None)
            if known:
                more.remove(known)
            authors.append({**(known or {}), **told})
        for left in more:
            self._noticed(f"{left.get('name')!r} is no author of the front matter and is left out")
        return authors

    def _dates(self) -> tuple[PubDate, ...]:
        """The dates as they stood; ``date`` and ``lastmod`` hold where a person has changed them."""
        dates = [date for value in self._list(self._values.get("dates")) if (date := self._date(value))]
        self._put_day(dates, "lastmod", "updated")
        self._put_day(dates, "date", "published")
        return tuple(dates)

    def _put_day(self, dates: list[PubDate], key: str, kind: Any) -> None:
        """Has ``date`` or ``lastmod`` among the dates, in place of the first of its kind if it says another day."""
        told = self._said(key)
        if not told or any(told in (date.iso, date.text) and date.kind == kind for date in dates):
            return
        day = PubDate(told, iso=told if is_date(told) else None, kind=kind)
        for index, date in enumerate(dates):
            if date.kind == kind and date.iso:
                dates[index] = day
                self._noticed(f"the date {date.text!r} gives way to {told!r}")
                return
        dates.insert(0 if kind == "published" else len(dates), day)

    def _date(self, value: Value) -> PubDate | None:
        told = self._texts(value) or {"text": self._text(value)}
        text, iso = told.get("text") or told.get("iso"), told.get("iso")
        if not text:
            return None
        if iso and not is_date(iso):
            self._noticed(f"{iso!r} is not a date such as 2025-08-14 and is left out")
        kind: Any = "updated" if told.get("kind") == "updated" else "published"
        return PubDate(text, iso=iso if iso and is_date(iso) else None, kind=kind)

    def _dateline(self) -> Dateline | None:
        value = self._values.get("dateline")
        told = self._texts(value) or {"text": self._text(value)}
        text = told.get("text") or told.get("place")
        return Dateline(text, place=told.get("place") or None, agency=told.get("agency") or None) if text else None

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
        made: list[Inline] = []
        for part in parts:
            inlines = part if isinstance(part, tuple) else part.inlines if isinstance(part, Paragraph) else None
            made += [LineBreak(), *((Text(plain(part)),) if inlines is None else inlines)]
        return tidy(made)

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

    def _noticed(self, message: str) -> None:
        self._blocks.inlines.line = None
        self._blocks.inlines.noticed(message, "metadata")


def mark_of(label: str) -> str:
    """The mark of a note whose front matter tells none: ``n12`` and ``12`` both tell ``12``."""
    return re.sub(r"^\D+(?=\d+$)", "", label)
