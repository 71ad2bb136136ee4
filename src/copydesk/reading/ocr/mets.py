"""METS: the table of contents of a scanned issue or book, which names the files of its pages and their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from copydesk.metadata import is_date
from copydesk.reading._shared.xml import below, children, name_of, parse
from copydesk.reading.ocr.scanned import kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = "mets"
"""The name of the outermost element."""

_HREF = "{http://www.w3.org/1999/xlink}href"


_ARTICLES = frozenset({"article", "letter", "editorial", "obituary", "review", "interview", "poem", "story"})
"""The kinds of divisions that are articles, in small letters."""

_KINDS: dict[str, str] = {
    "overline": "kicker", "kicker": "kicker", "subheadline": "subtitle", "crossheading": "subheading",
    "running_title": "header", "page_number": "page-number",
}  # fmt: skip
"""What the kinds of divisions are called where regions have kinds."""


class Area(NamedTuple):
    """Blocks of a page: the name of its file, the ID of the first and of the last block, and their kind, empty if the
    METS says none."""

    file: str
    first: str
    last: str
    kind: str = ""


class Division(NamedTuple):
    """An article by its blocks, in their order; ``title`` is empty if the METS states none."""

    title: str
    areas: tuple[Area, ...]


class Contents(NamedTuple):
    """What a METS says: the names of the files of each page, in order, and the articles; the title of the issue and its
    date, as in ``1903-11-13``, empty if it states none."""

    pages: list[list[str]]
    articles: list[Division]
    title: str = ""
    date: str = ""


def contents_of(data: bytes) -> Contents:
    """The pages as a METS names them, by its physical map or, without one, in the order of its list, and the articles
    of its logical map. Raises InputError if its XML is broken."""
    root = parse(data)
    names: dict[str, str] = {}
    for file in below(root, "file"):
        location = next(children(file, "FLocat"), None)
        href = "" if location is None else location.get(_HREF) or location.get("href") or ""
        if href:
            names.setdefault(file.get("ID", ""), _path(href))
    pages = [
        [names[name] for name in page if name in names] for each in _maps(root, "physical") for page in _pages(each)
    ]
    articles = [_division(each, names) for structure in _maps(root, "logical") for each in _articles(structure)]
    return Contents(
        [page for page in pages if page] or [[name] for name in names.values()],
        [article for article in articles if article.areas],
        *_of_issue(root),
    )


def _of_issue(root: _Element) -> tuple[str, str]:
    """The title and the date of the issue: the first that is stated, and not of an article."""
    own = {
        name
        for structure in _maps(root, "logical")
        for article in _articles(structure)
        for each in article.iter("*")
        for name in (each.get("DMDID") or "").split()
    }
    title = date = ""
    for section in below(root, "dmdSec"):
        if section.get("ID") in own:
            continue
        related = {info for item in below(section, "relatedItem") for info in below(item, "titleInfo")}
        titles = (info for info in below(section, "titleInfo") if info not in related)
        words = [" ".join((each.text or "").split()) for info in titles for each in children(info, "title")]
        days = [(each.text or "").strip()[:10] for name in ("dateIssued", "date") for each in below(section, name)]
        title = title or next(filter(None, words), "")
        date = date or next(filter(is_date, days), "")
    return title, date


def _maps(root: _Element, kind: str) -> Iterator[_Element]:
    return (each for each in below(root, "structMap") if (each.get("TYPE") or "").lower() == kind)


def _pages(structure: _Element) -> Iterator[list[str]]:
    """The IDs of the files of each division that names some."""
    for division in below(structure, "div"):
        named = [
            (pointer.get("FILEID") or "", *(area.get("FILEID") or "" for area in below(pointer, "area")))
            for pointer in children(division, "fptr")
        ]
        yield [name for names in named for name in dict.fromkeys(names) if name]


def _articles(element: _Element) -> Iterator[_Element]:
    """The divisions that are articles, without those in others."""
    for division in children(element, "div"):
        if _kind(division) in _ARTICLES:
            yield division
        else:
            yield from _articles(division)


def _kind(division: _Element) -> str:
    return (division.get("TYPE") or "").strip().lower()


def _division(article: _Element, names: dict[str, str]) -> Division:
    areas = [
        Area(names[file], first, area.get("END") or first, _kind_in(area, article))
        for area in below(article, "area")
        if (file := area.get("FILEID") or "") in names and (first := area.get("BEGIN") or "")
    ]
    return Division(" ".join((article.get("LABEL") or "").split()), tuple(dict.fromkeys(areas)))


def _kind_in(area: _Element, article: _Element) -> str:
    """The kind of an area, by the divisions of an article that it is in, the innermost first."""
    for element in area.iterancestors():
        if element is article:
            break
        kind = _KINDS.get(_kind(element), _kind(element)) if name_of(element) == "div" else ""
        if any(kind_of(kind)):
            return kind
    return ""


def _path(href: str) -> str:
    """``file://./alto/0001.xml`` -> ``alto/0001.xml``"""
    path = unquote(href).removeprefix("file:").lstrip("/").replace("\\", "/")
    return str(PurePosixPath(path))


def find(path: str, beside: str, there: Collection[str]) -> str | None:
    """The name in an archive of a file that the METS ``beside`` it names; the same name elsewhere if it is the only."""
    own = str(PurePosixPath(beside).parent / path)
    for name in (own, path, f"./{path}"):
        if name in there:
            return name
    same = [name for name in there if PurePosixPath(name).name == PurePosixPath(path).name]
    return same[0] if len(same) == 1 else None
