"""A web page -> Article: finds the article, its head and its foot, and makes nodes of its elements."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from copydesk.errors import InputError
from copydesk.locales import Locale, locale, with_english
from copydesk.metadata import check_language
from copydesk.problems import Problem
from copydesk.reading import text as raw_text
from copydesk.reading._shared.soundness import sound
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.conventions import as_written_by
from copydesk.reading.html import lines, nodes, own, players
from copydesk.reading.html.accounting import lost_letters
from copydesk.reading.html.arrange import arranged
from copydesk.reading.html.embedded import Brought
from copydesk.reading.html.foot import split_foot
from copydesk.reading.html.form import is_saved
from copydesk.reading.html.head import HeadUnits, head_units
from copydesk.reading.html.headlines import set_below
from copydesk.reading.html.inline_elements import Chosen, chosen_slots
from copydesk.reading.html.labels import labels
from copydesk.reading.html.language import language_of
from copydesk.reading.html.listing import listing_problems
from copydesk.reading.html.locate import Located, extracted, locate
from copydesk.reading.html.markup import Element, Markup, parse
from copydesk.reading.html.mhtml import Parts, saved_page
from copydesk.reading.html.notes import NO_NOTES, Notes, notes_of
from copydesk.reading.html.outside import furniture_of
from copydesk.reading.html.pictures import NO_PICTURES, pictures_of
from copydesk.reading.html.prepared import prepare
from copydesk.reading.html.stated import stated_in
from copydesk.reading.html.units import Unit, Units, ancestors, is_tool, units_of
from copydesk.reading.text.note_marks import is_notes_heading
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates.datelines import find_dateline
from copydesk.reading.text.roles.features.runs import note_headings
from copydesk.tree import (
    Article,
    Byline,
    Dateline,
    Deck,
    Emphasis,
    Furniture,
    Head,
    Headline,
    Kicker,
    Metadata,
    Paragraph,
    Person,
    PubDate,
    Section,
    Source,
    Strong,
    Text,
)
from copydesk.visit import plain

_SAVED_FROM = b"saved from url=("


def read_page(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a page. Raises InputError and MissingEngineError as ``html.read`` does."""
    if options.lang is not None:
        check_language(options.lang)
    charset, location = options.charset, options.url
    parts: Parts = {}
    if isinstance(data, bytes) and is_saved(data):
        saved = saved_page(data)
        data, charset, location, parts = saved.data, saved.charset, location or saved.location, saved.parts
    try:
        return _Page(parse(data, charset), location or _saved_from(data), options, parts).reading()
    except RecursionError:
        raise InputError("its elements are nested too deep", "Copy the text out of a browser") from None


def _saved_from(data: bytes | str) -> str | None:
    """The address in the comment that browsers write into the pages they save."""
    beginning = data[:4096].encode("utf-8", "replace") if isinstance(data, str) else data[:4096]
    _, found, rest = beginning.partition(_SAVED_FROM)
    address = rest.partition(b")")[2].split(maxsplit=1)[:1] if found else []
    url = address[0].decode("ascii", "replace") if address else ""
    return url if url.startswith(("http://", "https://")) else None


class _Page:
    """The reading of one page."""

    def __init__(self, markup: Markup, location: str | None, options: ReadOptions, parts: Parts) -> None:
        self._markup = markup
        self._parts = parts
        self._options = options
        self._root: Element = markup.root
        prepare(self._root)
        self._units: Units = units_of(self._root)
        if not any(map(str.isalnum, "".join(unit.text for unit in self._units.texts))):
            raise InputError("it holds no text", "Name a file that holds an article")
        self._locales = self._locales_of(locale("en"))
        self._stated = stated_in(self._root, location, self._locales)
        given = options.lang or options.conventions.language
        self._lang, self._language_problems = language_of(self._units.texts, self._stated.lang, given)
        self._locales = self._locales_of(locale(self._lang))
        self._stated = stated_in(self._root, location, self._locales)
        self._credit_lines = CreditLines(self._locales)

    def _locales_of(self, own_locale: Locale) -> tuple[Locale, ...]:
        return with_english(as_written_by(self._options.conventions, own_locale))

    # ----------------------------------------------------------------------------------------------- reading

    def reading(self) -> Reading:
        """The article and its problems."""
        if own.is_own(self._stated, self._root):
            return self._finished(*own.article_of(self._root, self._units.texts, self._stated, self._credit_lines))
        words = labels(self._locales)
        located = self._located()
        head = head_units(self._units.texts, located, self._stated, self._credit_lines)
        notes = notes_of(self._root)
        inside = self._with_notes(located, notes) - head.roles.keys()
        chosen = [self._units.texts[number] for number in sorted(inside)]
        aside = [
            unit for number, unit in enumerate(self._units.texts) if number not in inside and number not in head.roles
        ]
        twice = [self._units.texts[number] for number in head.of("twice")]
        returns = (" ".join("".join(link.itertext()).split()) for link in notes.backs)
        beside = [text for text in head.left_over if len(text) > 1]
        furniture, noted = furniture_of(_in_order(self._units.texts, [*aside, *twice]), words, beside)
        furniture += tuple(Furniture(text, "web_debris") for text in returns if len(text) > 1)
        noted = (*noted, *listing_problems(self._units.texts, inside), *players.left_out(located.top))
        if lines.is_unstructured(chosen) and not self._options.conventions.footer.set_aside:
            return self._as_copy(head, inside, furniture, noted)
        pictures = pictures_of(self._units, located._replace(inside=frozenset(inside)))
        noted = (*noted, *pictures.problems())
        set_below(chosen)
        slots = chosen_slots(chosen)
        around = nodes.smallest_around([*(unit.parent for unit in chosen), *pictures.shown], located.top, self._root)
        notes = nodes.referred(notes, slots)
        converted = nodes.converted(around, Chosen(slots, pictures, notes, self._stated.base or None))
        article, problems = self._assembled(converted, head)
        return self._finished(replace(article, furniture=furniture), [*noted, *problems])

    def _located(self) -> Located:
        units = self._units.texts
        if self._options.keep_all:
            return Located(frozenset(range(len(units))), self._root)
        return locate(units, self._root, extracted(self._root), labels(self._locales))

    def _with_notes(self, located: Located, notes: Notes) -> set[int]:
        """The units of the article, with those of the notes that its text refers to."""
        inside = set(located.inside)
        slots = chosen_slots(self._units.texts[number] for number in inside)
        referred = {holder for link, holder in notes.references.items() if nodes.is_chosen(link, slots)}
        units = self._units.texts
        of_notes = {
            number for number, unit in enumerate(units) if any(map(referred.__contains__, ancestors(unit.parent)))
        }
        headings = note_headings(self._locales)
        shown = [number for number, unit in enumerate(units) if not is_tool(unit.parent)]
        above = {
            one for one, below in pairwise(shown) if below in of_notes and is_notes_heading(units[one].text, headings)
        }
        return (inside | of_notes) - (above - of_notes)

    # ----------------------------------------------------------------------------------------- foreign pages

    def _assembled(self, converted: nodes.Converted, head: HeadUnits) -> tuple[Article, list[Problem]]:
        bylines, problems = self._bylines(head)
        names = tuple(person.name for byline in bylines for person in byline.persons)
        body, foot = split_foot(arranged(converted.body), names, self._locales)
        dateline, body = _split_dateline(body)
        article_head = Head(
            kicker=self._node(Kicker, head.of("kicker")),
            headline=self._node(Headline, head.of("headline")) or self._stated_headline(),
            deck=self._node(Deck, head.of("deck")),
            bylines=bylines,
            dates=self._dates(head),
            dateline=dateline,
        )
        article = Article(lang=self._lang, head=article_head, body=tuple(body), foot=tuple(foot), notes=converted.notes)
        return replace(article, metadata=self._metadata()), [*converted.problems, *problems]

    def _node(self, make: Any, numbers: list[int]) -> Any:
        """A node of the head with the inlines of its units."""
        if not numbers:
            return None
        unit = self._units.texts[numbers[0]]
        chosen = Chosen(chosen_slots([unit]), NO_PICTURES, NO_NOTES, self._stated.base or None)
        inlines = nodes.inlines_of(unit.parent, chosen) or (Text(unit.text),)
        while len(inlines) == 1 and isinstance(whole := inlines[0], Strong | Emphasis):
            inlines = whole.inlines  # the type of the line, which says nothing of its words
        return make(inlines)

    def _stated_headline(self) -> Headline | None:
        return Headline((Text(self._stated.titles[0]),)) if self._stated.titles else None

    def _bylines(self, head: HeadUnits) -> tuple[tuple[Byline, ...], list[Problem]]:
        """The printed bylines, or the authors that are stated and printed nowhere."""
        if head.bylines or not self._stated.authors:
            return head.bylines, []
        persons = tuple(Person(one.name) for one in self._stated.authors)
        name = ", ".join(person.name for person in persons)
        message = f"the author {name!r} is stated by the page and printed nowhere in it"
        return (Byline(name, persons),), [Problem("metadata", None, message)]

    def _dates(self, head: HeadUnits) -> tuple[PubDate, ...]:
        """The printed dates; those that the page states where none is printed, or where the print leaves one open."""
        stated = self._stated
        dates = [
            replace(date, iso=stated.date) if date.iso is None and date.kind == "published" and stated.date else date
            for date in head.dates
        ]
        if stated.date and all(date.kind != "published" for date in dates):
            dates.insert(0, PubDate(stated.date, iso=stated.date))
        return tuple(dates)

    def _metadata(self) -> Metadata:
        stated = self._stated
        return Metadata(
            publisher=self._options.conventions.name or stated.publisher or None,
            description=stated.description or None,
            url=stated.url or None,
        )

    def _as_copy(
        self, head: HeadUnits, inside: set[int], furniture: tuple[Furniture, ...], noted: Sequence[Problem]
    ) -> Reading:
        """The reading of a page whose lines state no structure, by the reader of raw text."""
        numbers = sorted({*inside, *(number for number in head.roles if head.roles[number] != "twice")})
        headline = next(iter(head.of("headline")), None)
        copy = lines.copy_of(
            [self._units.texts[number] for number in numbers], None if headline is None else self._units.texts[headline]
        )
        reading = raw_text.read(copy, self._options._replace(lang=self._lang if self._lang != "und" else None))
        article = reading.article
        if article.head.headline is None:
            article = replace(article, head=replace(article.head, headline=self._stated_headline()))
        if not article.head.bylines:
            bylines, problems = self._bylines(HeadUnits({}))
            article = replace(article, head=replace(article.head, bylines=bylines))
            noted = [*noted, *problems]
        if not article.head.dates:
            article = replace(article, head=replace(article.head, dates=self._dates(HeadUnits({}))))
        article = replace(article, furniture=(*article.furniture, *furniture), metadata=self._metadata())
        return reading._replace(
            article=article, problems=(*self._markup.problems, *self._language_problems, *noted, *reading.problems)
        )

    def _finished(self, article: Article, problems: Sequence[Problem]) -> Reading:
        text = self._markup.text
        source = Source(
            self._options.name,
            self._markup.encoding,
            len(text),
            hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        )
        corrected = sound(replace(article, source=source))
        brought = Brought(self._markup.embedded, self._parts, self._stated.base or None)
        if not plain((article.head, article.body, article.foot, article.notes)).strip():
            raise InputError("it holds no article text", "Name another file")
        lost = lost_letters(self._units.texts, corrected.article)
        taken = brought.into(corrected.article, self._root)
        before = (*self._markup.problems, *self._language_problems)
        every = (*before, *problems, *corrected.problems, *taken.problems, *lost)
        return Reading(self._markup.embedded.restored(taken.article), every, names=brought.names(self._root))


def _in_order(units: Sequence[Unit], some: Sequence[Unit]) -> list[Unit]:
    chosen = set(map(id, some))
    return [unit for unit in units if id(unit) in chosen]


def _split_dateline(body: list[Section]) -> tuple[Dateline | None, list[Section]]:
    """The dateline that the first paragraph opens with, and the body without it."""
    first = body[0] if body else None
    if not isinstance(first, Paragraph) or not isinstance(opening := first.inlines[0], Text):
        return None, body
    found = find_dateline(opening.text)
    if found is None or found.end >= len(opening.text):
        return None, body
    rest = (Text(opening.text[found.end :].lstrip()), *first.inlines[1:])
    dateline = Dateline(opening.text[: found.end].strip(), found.place, found.agency)
    return dateline, [replace(first, inlines=rest), *body[1:]]
