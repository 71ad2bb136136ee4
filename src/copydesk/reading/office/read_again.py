"""What the words of an article's head say: persons of bylines, days of dates, and lines that no markup names."""

from __future__ import annotations

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.reading._shared.breaks import with_breaks
from copydesk.reading._source import Reading
from copydesk.reading.copy import Stated
from copydesk.reading.office.addresses import contact
from copydesk.reading.office.head import HeadReader
from copydesk.reading.office.tables import with_telling_alignment
from copydesk.tree import Article, Byline, Contact, Person, Section, Table


def completed(article: Article, stated: Stated, *, named: bool = False) -> Article:
    """The article with the persons of its bylines, its dates and datelines read, also those that only their place
    above the text shows, unless it is ``named`` by markup what each line of the head is."""
    reader = HeadReader(article.lang)
    head = article.head
    bylines = tuple(byline if byline.persons else reader.byline(byline.text) for byline in head.bylines)
    dates = tuple(date if date.iso else replace(reader.date(date.text), kind=date.kind) for date in head.dates)
    dateline = head.dateline
    if dateline and not dateline.place:
        dateline = reader.dateline(dateline.text)
    head = replace(head, bylines=bylines, dates=dates, dateline=dateline)
    body, foot = tuple(map(_reachable, article.body)), tuple(map(_reachable, article.foot))
    if not named:
        body = with_breaks(body)
        head, body = reader.with_printed_lines(head, body, stated.authors)
        head, body = reader.with_printed_dateline(head, body)
    return replace(article, head=head, body=body, foot=foot)


def _reachable(section: Section) -> Section:
    """A contact with the addresses in its words; a table without an alignment that says nothing."""
    if isinstance(section, Table):
        return with_telling_alignment(section)
    if not isinstance(section, Contact) or section.links or section.emails or section.phones:
        return section
    return contact(section.blocks)


def with_stated_authors(article: Article, stated: Stated) -> Reading:
    """The article with a byline of the authors that an e-book states, if none is printed in its text."""
    if article.head.bylines or not stated.authors:
        return Reading(article, ())
    persons = tuple(map(Person, stated.authors))
    byline = Byline(", ".join(stated.authors), persons)
    message = f"the byline {byline.text!r} is what the file states of its author; its text prints none"
    head = replace(article.head, bylines=(byline,))
    return Reading(replace(article, head=head), (Problem("metadata", None, message),))
