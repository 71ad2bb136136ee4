"""The head of the pages that copydesk writes, and what their elements hold beyond those of other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.reading.html import nodes
from copydesk.reading.html.inline_elements import Chosen, chosen_slots
from copydesk.reading.html.json_ld import Person as StatedPerson
from copydesk.reading.html.labels import labels
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.notes import Definition, Notes, notes_of
from copydesk.reading.html.outside import furniture_of
from copydesk.reading.html.pictures import NO_PICTURES
from copydesk.reading.html.stated import Stated
from copydesk.reading.html.units import Unit, ancestors, is_within
from copydesk.reading.text.recognisers import addresses
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates.datelines import find_dateline
from copydesk.tree import (
    Article,
    Byline,
    Contact,
    Dateline,
    Deck,
    EditorsNote,
    Head,
    Headline,
    Inline,
    Kicker,
    Metadata,
    Person,
    PubDate,
    Section,
)
from copydesk.visit import plain

_NODES: dict[str, Callable[..., Any]] = {
    "kicker": Kicker,
    "headline": Headline,
    "deck": Deck,
    "editors-note": EditorsNote,
}
_CREDITS = ("byline", "pub-date", "dateline")


class OwnParts(NamedTuple):
    """The parts of a page: the article's element, the elements of its head and foot, and those of its notes."""

    article: Element
    head: dict[str, list[Element]]
    foot: list[Element]
    notes: list[Element]


def is_own(stated: Stated, root: Element) -> bool:
    """Whether copydesk wrote a page."""
    return stated.generator == "copydesk" and root.find(".//article") is not None


def parts_of(root: Element) -> OwnParts:
    """The parts of a page that copydesk wrote."""
    article = root.find(".//article")
    head: dict[str, list[Element]] = {name: [] for name in (*_NODES, *_CREDITS)}
    for element in article.iter():
        classes = (element.get("class") or "").split()
        for name in filter(head.__contains__, classes):
            head[name].append(element)
    foot = [element for element in article.iter("footer", "div") if element.get("class") == "foot"]
    notes = [element for element in article.iter("li", "div") if "note" in (element.get("class") or "").split()]
    return OwnParts(article, head, foot, notes)


def marks_of(parts: OwnParts) -> list[Element]:
    """The elements that print the mark of a note."""
    return [
        inner
        for note in parts.notes
        for inner in note.iter()
        if tag_of(inner) and "note-mark" in (inner.get("class") or "").split()
    ]


def head_of(
    parts: OwnParts, inlines: Callable[[Element], tuple[Inline, ...]], stated: Stated, credit_lines: CreditLines
) -> Head:
    """The head of the article."""
    made = {name: _first(make, parts.head[name], inlines) for name, make in _NODES.items()}
    return Head(
        kicker=made["kicker"],
        headline=made["headline"],
        deck=made["deck"],
        editors_note=made["editors-note"],
        bylines=tuple(_bylines(parts.head["byline"], stated, credit_lines)),
        dates=tuple(map(_date, parts.head["pub-date"])),
        dateline=next((_dateline(element, credit_lines) for element in parts.head["dateline"]), None),
    )


def _first(make: Callable[..., Any], elements: Sequence[Element], inlines: Callable[[Element], Any]) -> Any:
    """The node of the first element that holds words, None if there is none."""
    return next((make(words) for element in elements if (words := inlines(element))), None)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _bylines(elements: list[Element], stated: Stated, credit_lines: CreditLines) -> Iterator[Byline]:
    """The printed bylines. Their persons are those of the metadata, with what the line says besides."""
    left = list(stated.authors)
    for element in elements:
        text = _words(element)
        credit = credit_lines.byline(text, in_byline_position=True)
        named = [one for one in left if one.name in text] or [
            one for one in left if credit and one.name in {person.name for person in credit.persons}
        ]
        read = {person.name: person for person in credit.persons} if credit else {}
        if credit and (len(read) >= len(named)):
            persons = credit.persons
        else:
            persons = tuple(
                read.get(one.name) or Person(one.name, one.role, one.affiliation, email=one.email) for one in named
            )
        stated_ones = {one.name: one for one in named}
        persons = tuple(_completed(person, stated_ones.get(person.name)) for person in persons)
        left = [one for one in left if one not in named]
        yield Byline(text, tuple(persons))


def _completed(person: Person, stated: StatedPerson | None) -> Person:
    """A person of a printed byline, with what the metadata say of them besides."""
    if stated is None:
        return person
    return replace(
        person,
        role=person.role or stated.role,
        affiliation=person.affiliation or stated.affiliation,
        email=person.email or stated.email,
    )


def _date(element: Element) -> PubDate:
    time = element.find("time")
    updated = "updated" in (element.get("class") or "").split()
    return PubDate(
        _words(element), time.get("datetime") if time is not None else None, "updated" if updated else "published"
    )


def _dateline(element: Element, credit_lines: CreditLines) -> Dateline:
    text = _words(element)
    found = find_dateline(f"{text} X")
    return Dateline(text, found.place, found.agency) if found else Dateline(text)


def _with_addresses(section: Section) -> Section:
    """A contact with the addresses in its words."""
    if not isinstance(section, Contact):
        return section
    text = "\n".join(plain(block) for block in section.blocks)
    return replace(
        section,
        links=tuple(dict.fromkeys(url for _, _, url in addresses.links(text, bare_domains=True))),
        emails=tuple(dict.fromkeys(addresses.EMAIL.findall(text))),
        phones=tuple(dict.fromkeys(addresses.phones(re.sub(r"[ \t]+", " ", text)))),
    )


def article_of(
    root: Element, units: Sequence[Unit], stated: Stated, credit_lines: CreditLines
) -> tuple[Article, list[Problem]]:
    """The article of a page that copydesk wrote, which holds hardly anything else."""
    parts = parts_of(root)
    marks = marks_of(parts)
    in_head = {element for elements in parts.head.values() for element in elements}
    inside = [unit for unit in units if is_within(unit.parent, parts.article)]
    slots = frozenset(slot for slot in chosen_slots(inside) if not _is_in_any(slot, {*in_head, *marks}))
    found = notes_of(root)
    definitions = {
        note: Definition(note, "".join(mark.itertext())) for note, mark in zip(parts.notes, marks, strict=False)
    }
    references = {link: holder for link, holder in found.references.items() if holder in definitions}
    notes = Notes(definitions, references, frozenset(marks))
    shown = frozenset(img for img in parts.article.iter("img") if "picture" in (img.get("class") or "").split())
    chosen = Chosen(slots, NO_PICTURES._replace(shown=shown), notes, stated.base or None, own=True)
    body = nodes.converted(parts.article, chosen, without=parts.foot)
    foots = [nodes.converted(element, chosen) for element in parts.foot]

    def inlines(element: Element) -> tuple[Inline, ...]:
        within = frozenset((inner, behind) for inner in element.iter() for behind in (False, True))
        return nodes.inlines_of(element, chosen._replace(slots=within - {(element, True)}))

    head = head_of(parts, inlines, stated, credit_lines)
    article = Article(
        lang=stated.lang or "und",
        head=head,
        body=tuple(map(_with_addresses, body.body)),
        notes=body.notes,
        foot=tuple(_with_addresses(section) for foot in foots for section in foot.body),
        metadata=Metadata(
            publisher=stated.publisher or None,
            description=stated.description if stated.description != plain(head.deck) else None,
            keywords=stated.keywords,
            rights=stated.rights or None,
            identifier=stated.identifier or None,
            url=stated.url or None,
        ),
    )
    others = [unit for unit in units if not is_within(unit.parent, parts.article)]
    furniture, told = furniture_of(others, labels(credit_lines.locales))
    problems = [*told, *body.problems, *(problem for foot in foots for problem in foot.problems)]
    return replace(article, furniture=furniture), problems


def _is_in_any(slot: tuple[Element, bool], elements: set[Element]) -> bool:
    """Whether text stands in one of the elements; that behind an element is outside of it."""
    element, behind = slot
    inner = element.getparent() if behind else element
    return inner is not None and any(outer in elements for outer in ancestors(inner))
