"""The head and the metadata of an article as a front matter in YAML.

Every string is quoted as JSON, which is YAML whatever stands in it, and is Markdown inside, as pandoc and most
makers of sites take it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from copydesk.locales import direction
from copydesk.tree import Article, Byline, Inline, Note, Person, PubDate

Value = str | Sequence["Value"] | Mapping[str, "Value"]
Words = Callable[[Sequence[Inline] | str], str]

_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON lets stand in a string and YAML does not, or takes for a line end."""


def lines(article: Article, words: Words, labels: Mapping[str, str]) -> str:
    """The front matter with its two rulers, or an empty string if there is nothing to say.

    ``words`` makes one line of Markdown of inlines or a string; ``labels`` are those of the notes, by their ids.
    """
    pieces = {key: value for key, value in _pieces(article, words, labels) if value}
    if not pieces:
        return ""
    return "\n".join(("---", *_mapping(pieces, ""), "---"))


def _pieces(article: Article, words: Words, labels: Mapping[str, str]) -> Iterator[tuple[str, Value | None]]:
    head, known = article.head, article.metadata
    yield "title", words(head.headline.inlines) if head.headline else None
    yield "subtitle", words(head.deck.inlines) if head.deck else None
    yield "kicker", words(head.kicker.inlines) if head.kicker else None
    yield "author", _authors(head.bylines, words)
    yield "byline", _byline_texts(head.bylines, words)
    yield "date", next((date.iso for date in head.dates if date.iso and date.kind == "published"), None)
    yield "dates", _dates(head.dates, words)
    yield "lang", article.lang if article.lang != "und" else None
    yield "dir", "rtl" if direction(article.lang) == "rtl" else None
    if head.dateline:
        place, agency = head.dateline.place, head.dateline.agency
        parts = _mapped(words, text=head.dateline.text, place=place, agency=agency)
        yield "dateline", parts if len(parts) > 1 else parts["text"]
    yield "editors-note", words(head.editors_note.inlines) if head.editors_note else None
    yield "publisher", known.publisher and words(known.publisher)
    yield "description", known.description and words(known.description)
    yield "keywords", [words(keyword) for keyword in known.keywords]
    yield "rights", known.rights and words(known.rights)
    yield "identifier", known.identifier and words(known.identifier)
    yield "url", known.url and words(known.url)
    yield "notes", _marks(article.notes, words, labels)


def _authors(bylines: Sequence[Byline], words: Words) -> list[Value]:
    """The persons of all bylines: a name, or a mapping where more is known, as which byline but the first it was."""
    made: list[Value] = []
    for number, byline in enumerate(bylines, start=1):
        for person in byline.persons:
            told = {field: getattr(person, field) for field in Person.__struct_fields__}
            told = {**_mapped(words, **told), **({"byline": str(number)} if number > 1 else {})}
            made.append(told if len(told) > 1 else told["name"])
    return made


def _byline_texts(bylines: Sequence[Byline], words: Words) -> list[Value]:
    """The bylines as they stood, unless the names of the authors say it all."""
    if len(bylines) == 1 and bylines[0].text == ", ".join(person.name for person in bylines[0].persons):
        return []
    return [words(byline.text) for byline in bylines]


def _dates(dates: Sequence[PubDate], words: Words) -> list[Value]:
    """The dates as they stood, unless ``date`` says it all."""
    if all(date.text == date.iso and date.kind == "published" for date in dates) and len(dates) < 2:
        return []
    return [
        _mapped(words, text=date.text, iso=date.iso, kind=None if date.kind == "published" else date.kind)
        for date in dates
    ]


def _marks(notes: Sequence[Note], words: Words, labels: Mapping[str, str]) -> dict[str, Value]:
    """The marks of the notes that the labels do not tell: ``n12`` and ``12`` both tell ``12``."""
    told = {labels[note.id]: note.mark for note in notes}
    return {label: words(mark) for label, mark in told.items() if re.sub(r"^\D+(?=\d+$)", "", label) != mark}


def _mapped(words: Words, **values: str | None) -> dict[str, Value]:
    return {key: words(value) for key, value in values.items() if value}


def _mapping(values: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {_quoted(value)}"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{key}:"
            yield from _sequence(value, indent + "  ")


def _sequence(values: Sequence[Value], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield f"{indent}- {_quoted(value)}"
        elif isinstance(value, Mapping):
            first, *others = _mapping(value, indent + "  ")
            yield f"{indent}- {first.strip()}"
            yield from others


def _quoted(text: str) -> str:
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
