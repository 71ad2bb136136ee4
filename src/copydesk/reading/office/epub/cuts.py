"""The pages of one article of a book: cut where it begins and ends on a page that it shares with others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.reading._shared.xml import remove
from copydesk.reading.office.epub.book import Book, Page, load
from copydesk.reading.office.epub.division import Division
from copydesk.reading.office.epub.elements import words_in
from copydesk.reading.office.epub.pages import body_of, is_frame
from copydesk.reading.office.package import Package

_FEWEST = 3  # links of a page of contents


def pages_of(package: Package, book: Book, article: Division) -> Iterator[Page]:
    """The pages of an article, without those of notes; a title page or a list of others says so. Raises InputError if
    one is damaged."""
    for number in range(article.first, min(article.last + 1, len(book.files))):
        if number == article.last and not article.last_at:
            return
        if number in article.notes:
            continue
        page = load(package, book.files[number])
        elements = list(body_of(page).iter())
        if number == article.last and article.last_at < len(elements):
            _cut(elements[article.last_at], before=False)
        if number == article.first and 0 < article.first_at < len(elements):
            _cut(elements[article.first_at], before=True)
        if number < article.frames and not is_frame(page):
            page = page._replace(purpose="titlepage")
        elif _lists_others(page):
            page = page._replace(purpose="toc")
        yield page


def _cut(element: Any, *, before: bool) -> None:
    """Removes what stands before an element in its page, or the element and what follows it."""
    at = element
    above = at.getparent()
    while above is not None and at.tag != "body":
        if before:
            above.text = None
        for other in list(at.itersiblings(preceding=before)):
            above.remove(other)
        if not before and at is not element:
            at.tail = None
        at, above = above, above.getparent()
    if not before:
        element.tail = None
        remove(element)


def _lists_others(page: Page) -> bool:
    """Whether most words of a page are links: a table of contents that is not called one."""
    links = [link for link in body_of(page).iter("a") if link.get("href")]
    linked = sum(len(words_in(link).split()) for link in links)
    return len(links) >= _FEWEST and linked > len(words_in(body_of(page)).split()) / 2
