"""The package document of an e-book: its pages in the order of reading, and what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from copydesk.errors import InputError
from copydesk.reading._shared.initials import join_initials
from copydesk.reading._shared.ruby import spell_out_readings
from copydesk.reading._shared.xml import EntitiesError
from copydesk.reading.copy import Stated
from copydesk.reading.office.package import Package, member_name, parse
from copydesk.reading.office.properties import stated

_CONTAINER = "META-INF/container.xml"
_REMEDY = "Fetch it again"
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"[^\W\d_][\w.:-]*")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#0*(?:[0-8]|1[1-9]|2\\d|3[01]);")
_XML = (b"amp", b"lt", b"gt", b"quot", b"apos")
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml", "")
_ROLE = "{http://www.idpf.org/2007/opf}role"
_NCX = "application/x-dtbncx+xml"
_PERIODICAL = re.compile(r"periodical|magazine|newspaper|journal|subscription", re.IGNORECASE)
_WRITERS = frozenset({"", "aut", "author", "cre"})
"""The roles of authors, by MARC's list; creators without a role are some too."""


class Page(NamedTuple):
    """A page of the book: the name of its file in the package, its root element, and what the book says that it is."""

    name: str
    root: Any
    purpose: str = ""


class PageFile(NamedTuple):
    """The file of a page, which is not parsed yet: its name in the package, and what the book says that it is."""

    name: str
    purpose: str = ""


class Book(NamedTuple):
    """The files of a book's pages in order, those of its tables of contents, and what it states. ``is_periodical`` says
    that it calls itself one."""

    files: tuple[PageFile, ...]
    contents: tuple[str, ...]
    stated: Stated
    is_periodical: bool = False


def read_book(package: Package) -> Book:
    """What an e-book is made of. Raises InputError if it is damaged or its text is encrypted."""
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
    files = []
    for reference in root.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", "") not in _PAGES:
            continue
        member = _member(folder, item)
        if member in locked:
            raise InputError("its text is encrypted (DRM)", "Fetch a copy without protection")
        purpose = "nav" if _is_nav(item) else purposes.get(member, "")
        if reference.get("linear") == "no":
            purpose = purpose or "aside"
        if member in package:
            files.append(PageFile(member, purpose))
    if not files:
        raise InputError("the e-book lists no pages", _REMEDY)
    listed = [item for item in items.values() if _is_nav(item)]
    listed += [item for item in items.values() if item.get("media-type", "") == _NCX]
    contents = dict.fromkeys(member for item in listed if (member := _member(folder, item)) in package)
    return Book(tuple(files), tuple(contents), _stated(root), _is_periodical(root))


def _member(folder: str, item: Any) -> str:
    return member_name(folder, unquote(item.get("href", "")))


def _is_nav(item: Any) -> bool:
    return "nav" in item.get("properties", "").split()


def _is_periodical(root: Any) -> bool:
    """Whether the metadata say that it is a newspaper or a magazine."""
    metadata = root.find("{*}metadata")
    if metadata is None:
        return False
    said = [element.text or "" for element in metadata.iter("{*}type")]
    said += [
        element.get("content", "")
        for element in metadata.iter("{*}meta")
        if "publication_type" in str(element.get("name"))
    ]
    said += [element.get("content-type", "") for element in metadata.iter("{*}output")]
    return any(_PERIODICAL.search(words) for words in said)


def load(package: Package, file: PageFile) -> Page:
    """A page of the book. Raises InputError if its file is damaged."""
    return Page(file.name, page_root(package.read(file.name), file.name), file.purpose)


def page_root(data: bytes, name: str) -> Any:
    """The root element of a page: of XHTML, or of whatever a browser would make of it."""
    from lxml import etree, html

    named = _ENTITY.sub(_characters, data)
    try:
        root = parse(named, name)
    except EntitiesError:
        raise
    except InputError as error:
        try:
            without_remarks = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
            root = html.document_fromstring(_NEVER.sub("", named.decode("utf-8", "replace")), without_remarks)
        except (etree.LxmlError, ValueError):
            raise error from None
    for element in root.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2].lower()
            element.tag = name if _TAG.fullmatch(name) else "div"
    spell_out_readings(root)
    join_initials(root)
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


def _role(words: str) -> str:
    """``http://id.loc.gov/vocabulary/relators/aut`` -> ``aut``"""
    return words.strip().lower().rpartition("/")[2]


def _stated(root: Any) -> Stated:
    metadata = root.find("{*}metadata")
    if metadata is None:
        return Stated()
    roles: dict[str, set[str]] = {}
    for entry in metadata.iterfind("{*}meta"):
        if entry.get("property", "") == "role":
            roles.setdefault(entry.get("refines", "").lstrip("#"), set()).add(_role(entry.text or ""))

    def find(name: str) -> Iterator[Any]:
        for element in metadata.iter(f"{{*}}{name}"):
            own = roles.get(element.get("id", "")) or {_role(element.get(_ROLE, ""))}
            if name != "creator" or own & _WRITERS:
                yield element

    return stated(lambda name: list(find(name)), creator="creator")
