"""The head and the metadata of an article as a front matter in YAML.

Every string is quoted as JSON, which is always valid YAML. Site generators (Hugo, Jekyll, Eleventy, Astro) read it as
plain text, pandoc as Markdown, so there are two front matters. In the first, values with markup (emphasis in the
headline) are repeated under ``markdown``, as block scalars.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from copydesk.locales import direction
from copydesk.tree import Article, Byline, Inline, Note, Person, PubDate, Text
from copydesk.visit import plain
from copydesk.writing.markdown.escaping import one_line

Value = str | Sequence["Value"] | Mapping[str, "Value"]
Words = Callable[[Sequence[Inline] | str], str]

_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON allows in a string and YAML does not, or reads as line ends."""


class _Date(str):
    """An ISO 8601 date, which YAML recognises without quotation marks."""


class _Markup(str):
    """Markdown in a front matter of plain text: a block scalar."""


def of_pandoc(article: Article, markdown: Words, labels: Mapping[str, str]) -> str:
    """The front matter for pandoc, with Markdown strings and both delimiters; empty if the article is empty.

    ``markdown`` converts inlines or a string to one line of Markdown; ``labels`` are those of the notes, by id.
    """
    pieces = {**dict(_pieces(article, markdown, labels)), "markup": "pandoc"}
    return _block(pieces) if article != Article() else ""


def of_sites(article: Article, markdown: Words, labels: Mapping[str, str]) -> str:
    """The front matter for site generators, with plain strings under their keys; empty if there are no values."""
    pieces = {_SITES.get(key, key): value for key, value in _pieces(article, _plain, labels)}
    pieces["markdown"] = {key: _Markup(markdown(inlines)) for key, inlines in _marked_up(article)}
    return _block(pieces)


_SITES = {"keywords": "tags", "url": "canonical_url"}  # a plain "url" would set the path of the page in Hugo


def _plain(content: Sequence[Inline] | str) -> str:
    return one_line(content if isinstance(content, str) else plain(tuple(content))).strip()


def _marked_up(article: Article) -> Iterator[tuple[str, Sequence[Inline]]]:
    """The parts of the head that contain markup."""
    head = article.head
    for key, node in (
        ("title", head.headline),
        ("subtitle", head.deck),
        ("kicker", head.kicker),
        ("editors-note", head.editors_note),
    ):
        if node and any(not isinstance(inline, Text) for inline in node.inlines):
            yield key, node.inlines


def _block(pieces: Mapping[str, Value | None]) -> str:
    entries = {key: value for key, value in pieces.items() if value}
    return "\n".join(("---", *_mapping(entries, ""), "---")) if entries else ""


def _pieces(article: Article, words: Words, labels: Mapping[str, str]) -> Iterator[tuple[str, Value | None]]:
    head, metadata = article.head, article.metadata
    yield "title", words(head.headline.inlines) if head.headline else None
    yield "subtitle", words(head.deck.inlines) if head.deck else None
    yield "kicker", words(head.kicker.inlines) if head.kicker else None
    yield "author", [words(person.name) for byline in head.bylines for person in byline.persons]
    yield "byline", _byline_texts(head.bylines, words)
    yield "persons", _persons(head.bylines, words)
    yield "date", _first_day(head.dates, "published")
    yield "lastmod", _first_day(head.dates, "updated")
    yield "dates", _dates(head.dates, words)
    yield "lang", article.lang if article.lang != "und" else None
    yield "dir", "rtl" if direction(article.lang) == "rtl" else None
    if head.dateline:
        place, agency = head.dateline.place, head.dateline.agency
        parts = _mapped(words, text=head.dateline.text, place=place, agency=agency)
        yield "dateline", parts if len(parts) > 1 else parts["text"]
    yield "editors-note", words(head.editors_note.inlines) if head.editors_note else None
    yield "publisher", metadata.publisher and words(metadata.publisher)
    yield "description", metadata.description and words(metadata.description)
    yield "keywords", [words(keyword) for keyword in metadata.keywords]
    yield "rights", metadata.rights and words(metadata.rights)
    yield "identifier", metadata.identifier and words(metadata.identifier)
    yield "url", metadata.url and words(metadata.url)
    yield "notes", _marks(article.notes, words, labels)


def _persons(bylines: Sequence[Byline], words: Words) -> list[Value]:
    """The persons with all their fields, and the number of their byline unless it is the first; empty if all are only
    names in the first byline."""
    persons: list[Value] = []
    for number, byline in enumerate(bylines, start=1):
        for person in byline.persons:
            fields = {field: getattr(person, field) for field in Person.__struct_fields__}
            persons.append({**_mapped(words, **fields), **({"byline": str(number)} if number > 1 else {})})
    return persons if any(len(fields) > 1 for fields in persons) else []


def _first_day(dates: Sequence[PubDate], kind: str) -> str | None:
    return next((_Date(date.iso) for date in dates if date.iso and date.kind == kind), None)


def _byline_texts(bylines: Sequence[Byline], words: Words) -> list[Value]:
    """The printed bylines, unless they consist of the names of the authors."""
    if len(bylines) == 1 and bylines[0].text == ", ".join(person.name for person in bylines[0].persons):
        return []
    return [words(byline.text) for byline in bylines]


def _dates(dates: Sequence[PubDate], words: Words) -> list[Value]:
    """The printed dates, unless ``date`` and ``lastmod`` contain the same."""
    kinds = [date.kind for date in dates]
    if all(date.text == date.iso for date in dates) and kinds in ([], ["published"], ["published", "updated"]):
        return []
    return [
        _mapped(words, text=date.text, iso=date.iso, kind=None if date.kind == "published" else date.kind)
        for date in dates
    ]


def _marks(notes: Sequence[Note], words: Words, labels: Mapping[str, str]) -> dict[str, Value]:
    """The marks of notes that do not follow from their labels: that of ``n12`` and ``12`` is ``12``."""
    marks = {labels[note.id]: note.mark for note in notes}
    return {label: words(mark) for label, mark in marks.items() if re.sub(r"^\D+(?=\d+$)", "", label) != mark}


def _mapped(words: Words, **values: str | None) -> dict[str, Value]:
    return {key: words(value) for key, value in values.items() if value}


def _mapping(values: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, _Markup):
            yield f"{indent}{key}: >-"
            yield f"{indent}  {_NOT_YAML.sub('', value)}"
        elif isinstance(value, str):
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
    if isinstance(text, _Date):
        return text
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
