"""The package document of an e-book: its pages in the order of reading, and what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from copydesk.errors import InputError
from copydesk.reading._shared.ruby import spell_out_readings
from copydesk.reading.copy import Stated
from copydesk.reading.office.package import Package, member_name, parse
from copydesk.reading.office.properties import stated

_CONTAINER = "META-INF/container.xml"
_REMEDY = "Fetch it again"
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML = (b"amp", b"lt", b"gt", b"quot", b"apos")
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml", "")
_ROLE = "{http://www.idpf.org/2007/opf}role"
_WRITERS = ("", "aut", "ill", "pht", "art")


class Page(NamedTuple):
    """A file of the book: its name in the package, its root element, and what the book says that it is."""

    name: str
    root: Any
    purpose: str = ""


class Book(NamedTuple):
    """The pages of a book in order, and what it states."""

    pages: list[Page]
    stated: Stated


def read_book(package: Package) -> Book:
    """The pages of an e-book. Raises InputError if it is damaged or its text is encrypted."""
    container = package.xml(_CONTAINER)
    root_file = next((entry.get("full-path") for entry in container.iter("{*}rootfile")), "") or ""
    name = unquote(root_file)
    root = package.xml(name)
    folder = str(PurePosixPath(name).parent)
    items = {entry.get("id", ""): entry for entry in root.iterfind("{*}manifest/{*}item")}
    purposes = {
        member_name(folder, unquote(entry.get("href", "")).partition("#")[0]): entry.get("type", "")
        for entry in root.iterfind("{*}guide/{*}reference")
    }
    locked = _encrypted(package)
    pages = []
    for reference in root.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", "") not in _PAGES:
            continue
        member = member_name(folder, unquote(item.get("href", "")))
        if member in locked:
            raise InputError("its text is encrypted (DRM)", "Fetch a copy without protection")
        purpose = "nav" if "nav" in item.get("properties", "").split() else purposes.get(member, "")
        if reference.get("linear") == "no":
            purpose = purpose or "aside"
        if member in package:
            pages.append(Page(member, page_root(package.read(member), member), purpose))
    if not pages:
        raise InputError("the e-book lists no pages", _REMEDY)
    return Book(pages, _stated(root))


def page_root(data: bytes, name: str) -> Any:
    """The root element of a page: of XHTML, or of whatever a browser would make of it."""
    from lxml import etree, html

    named = _ENTITY.sub(_characters, data)
    try:
        root = parse(named, name)
    except InputError as error:
        if "entities" in error.message:
            raise
        try:
            root = html.document_fromstring(named.decode("utf-8", "replace"))
        except (etree.LxmlError, ValueError):
            raise error from None
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2].lower()
    spell_out_readings(root)
    return root


def _characters(match: re.Match[bytes]) -> bytes:
    """The character of an entity of HTML, as a number that XML knows."""
    characters = html5.get(f"{match[1].decode()};") if match[1] not in _XML else None
    return "".join(f"&#{ord(character)};" for character in characters).encode() if characters else match[0]


def _encrypted(package: Package) -> set[str]:
    """The members that are encrypted; fonts often are, to hide them."""
    root = package.xml_or_none("META-INF/encryption.xml")
    references = [] if root is None else root.iter("{*}CipherReference")
    return {unquote(entry.get("URI", "")) for entry in references}


def _stated(root: Any) -> Stated:
    metadata = root.find("{*}metadata")
    if metadata is None:
        return Stated()
    refined = {
        (entry.get("refines", "").lstrip("#"), entry.get("property", "")): (entry.text or "").strip()
        for entry in metadata.iterfind("{*}meta")
    }

    def find(name: str) -> Iterator[Any]:
        for element in metadata.iter(f"{{*}}{name}"):
            role = refined.get((element.get("id", ""), "role"), element.get(_ROLE, ""))
            if name != "creator" or role in _WRITERS:
                yield element

    return stated(lambda name: list(find(name)), creator="creator")
