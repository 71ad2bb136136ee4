"""METS: the table of contents of a scanned issue or book, which names the files of its pages and their order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from copydesk.reading.ocr.xml import below, children, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = "mets"
"""The name of the outermost element."""

_HREF = "{http://www.w3.org/1999/xlink}href"


def files_of_pages(data: bytes) -> list[list[str]]:
    """The files of each page, in order, as the METS names them: by its physical map or, without one, in the order of
    its list. Raises InputError if its XML is broken."""
    root = parse(data)
    names: dict[str, str] = {}
    for file in below(root, "file"):
        location = next(children(file, "FLocat"), None)
        href = "" if location is None else location.get(_HREF) or location.get("href") or ""
        if href:
            names.setdefault(file.get("ID", ""), _path(href))
    maps = [each for each in below(root, "structMap") if (each.get("TYPE") or "").lower() == "physical"]
    pages = [[names[name] for name in page if name in names] for each in maps for page in _pages(each)]
    return [page for page in pages if page] or [[name] for name in names.values()]


def _pages(structure: _Element) -> Iterator[list[str]]:
    """The IDs of the files of each division that names some."""
    for division in below(structure, "div"):
        named = [
            (pointer.get("FILEID") or "", *(area.get("FILEID") or "" for area in below(pointer, "area")))
            for pointer in children(division, "fptr")
        ]
        yield [name for names in named for name in dict.fromkeys(names) if name]


def _path(href: str) -> str:
    """``file://./alto/0001.xml`` -> ``alto/0001.xml``"""
    path = unquote(href).removeprefix("file:").lstrip("/").replace("\\", "/")
    return str(PurePosixPath(path))


def find(path: str, beside: str, there: dict[str, bytes]) -> str | None:
    """The name in an archive of a file that the METS ``beside`` it names; the same name elsewhere if it is the only."""
    own = str(PurePosixPath(beside).parent / path)
    for name in (own, path, f"./{path}"):
        if name in there:
            return name
    same = [name for name in there if PurePosixPath(name).name == PurePosixPath(path).name]
    return same[0] if len(same) == 1 else None
