"""The table of contents of an e-book: its entries, each with the page that it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from copydesk.errors import InputError
from copydesk.reading.office.epub.book import Book, page_root
from copydesk.reading.office.epub.elements import types_of, words_in
from copydesk.reading.office.package import Package, member_name

_AUTHORS = frozenset(["author", "authors", "byline", "creator", "contributor", "writer"])
_DEEPEST = 8


class Entry(NamedTuple):
    """An entry of the contents: its title, the number of its page from 0, the anchor there, empty for the page itself,
    how deep it stands from 1, and its kinds and byline, where it has some."""

    title: str
    page: int
    anchor: str
    depth: int
    kinds: frozenset[str] = frozenset()
    byline: str = ""


def is_authors(element: Any) -> bool:
    """Whether an element is called the name of an author."""
    names = {*element.get("class", "").lower().replace("_", "-").split(), *element.get("itemprop", "").split()}
    return bool(_AUTHORS & ({kind.removeprefix("z3998:") for kind in types_of(element)} | names))


def entries_of(package: Package, book: Book) -> list[Entry]:
    """The entries of the first table of contents that has several, in its order."""
    pages = {file.name: number for number, file in reversed(list(enumerate(book.files)))}
    for name in book.contents:
        try:
            root = page_root(package.read(name), name)
        except InputError:
            continue  # the text does not need it
        folder = str(PurePosixPath(name).parent)
        links = _of_ncx(root) if root.tag == "ncx" else _of_nav(root)
        entries = [entry for link in links if (entry := _entry(link, folder, name, pages))]
        if len(entries) > 1:
            return entries
    return []


class _Link(NamedTuple):
    title: str
    href: str
    depth: int
    kinds: frozenset[str]
    byline: str = ""


def _entry(link: _Link, folder: str, own: str, pages: dict[str, int]) -> Entry | None:
    path, _, anchor = link.href.partition("#")
    page = pages.get(member_name(folder, unquote(path)) if path else own)
    if page is None or not link.title:
        return None
    return Entry(link.title, page, unquote(anchor), link.depth, link.kinds, link.byline)


def _of_ncx(root: Any) -> Iterator[_Link]:
    def below(parent: Any, depth: int) -> Iterator[_Link]:
        for point in parent.iterchildren("navpoint"):
            label, content = point.find("navlabel"), point.find("content")
            if label is not None and content is not None:
                kinds = frozenset(point.get("class", "").split())
                yield _Link(words_in(label), content.get("src", ""), depth, kinds)
            if depth < _DEEPEST:
                yield from below(point, depth + 1)

    for listed in root.iter("navmap"):
        yield from below(listed, 1)


def _of_nav(root: Any) -> Iterator[_Link]:
    navs = list(root.iter("nav"))
    listed = next((nav for nav in navs if types_of(nav) & {"toc"}), navs[0] if navs else None)

    def below(parent: Any, depth: int) -> Iterator[_Link]:
        for item in parent.iterchildren("li"):
            link = next(item.iter("a"), None)
            if link is not None and all(above.tag != "ol" for above in _between(link, item)):
                yield _link(item, link, depth)
            if depth < _DEEPEST:
                for inner in item.iterchildren("ol"):
                    yield from below(inner, depth + 1)

    if listed is not None:
        for outer in listed.iterchildren("ol"):
            yield from below(outer, 1)


def _between(element: Any, above: Any) -> Iterator[Any]:
    for each in element.iterancestors():
        if each is above:
            return
        yield each


def _link(item: Any, link: Any, depth: int) -> _Link:
    """The entry of a list's item, whose author may stand in its link or behind it."""
    names = [each for each in item.iter("span", "cite", "i", "em", "p", "small") if is_authors(each)]
    names = [each for each in names if all(above.tag != "ol" for above in _between(each, item))]
    byline = words_in(names[0]) if names else ""
    title = words_in(link)
    if byline and title.endswith(byline):
        title = title.removesuffix(byline).rstrip(" ,:-–—/|")
    return _Link(title, link.get("href", ""), depth, frozenset(types_of(item) | types_of(link)), byline)
