"""XML of strangers: no entity is resolved, nothing is fetched, no definition is loaded, the parser keeps its limits of
depth and length; names are without namespaces.

lxml is imported where it is first needed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from copydesk.errors import InputError
from copydesk.reading._shared.xml_opening import encoding_of, text_in

if TYPE_CHECKING:
    from lxml.etree import _Element


_PLACE = re.compile(r", line \d+, column \d+$")
"""Where a fault is, as the parser's message ends."""


class EntitiesError(InputError):
    """A file declares entities of its own."""


_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
}


def parse(data: bytes | str) -> _Element:
    """The outermost element of an XML file, without comments and instructions. Raises InputError if it is broken, and
    EntitiesError if it declares entities."""
    root = _root(data, remove_pis=True)
    _refuse_entities(root)
    return root


def parse_as_written(data: bytes | str) -> _Element:
    """The same with its instructions, and with the references to its entities as they stand. Raises InputError."""
    return _root(data, remove_pis=False)


def _root(data: bytes | str, *, remove_pis: bool) -> _Element:
    from lxml import etree

    content, encoding = _content(data)
    with _reading():
        return etree.fromstring(content, etree.XMLParser(**_SAFE, remove_pis=remove_pis, encoding=encoding))


def elements(data: bytes, *names: str) -> Iterator[_Element]:
    """The elements of an XML file that have these names, each when it ends. It is emptied when the next is asked for:
    so memory holds one page of many. Raises InputError if the file is broken or declares entities."""
    from lxml import etree

    content, encoding = _content(data)
    with _reading():
        tags = [f"{{*}}{name}" for name in names]
        parser = etree.iterparse(io.BytesIO(content), tag=tags, **_SAFE, remove_pis=True, encoding=encoding)
        for _, element in parser:
            _refuse_entities(element)
            yield element
            element.clear()
        if parser.root is not None:
            _refuse_entities(parser.root)


def _content(data: bytes | str) -> tuple[bytes, str | None]:
    """The bytes of a file from its first element or declaration on, and their encoding; None if they declare it."""
    if isinstance(data, bytes) and (encoding := encoding_of(data)) is None:
        return data.lstrip(), None
    text = data if isinstance(data, str) else text_in(data, encoding or "utf-8")
    return text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), "utf-8"


@contextmanager
def _reading() -> Iterator[None]:
    """Raises InputError for what the parser of XML raises."""
    from lxml import etree

    try:
        yield
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = f" in line {line}, column {column}" if line else ""
        reason = _PLACE.sub("", error.msg or "it holds nothing")
        raise InputError(
            f"its XML is broken{where}: {reason}", "Fetch or make the file again; it may have been cut off"
        ) from None
    except (ValueError, LookupError) as error:  # an encoding that it names and does not have
        raise InputError(f"its XML cannot be read: {error}", "Save it as UTF-8") from None


def _refuse_entities(element: _Element) -> None:
    declared: Any = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise EntitiesError(
            "its XML declares entities, which may stand for anything", "Write their text in their place"
        )


def name_of(element: _Element) -> str:
    """The name of an element without its namespace, empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: _Element) -> str:
    """The words of an element in one line, those of its parts with a space between them."""
    texts = cast("Iterator[str]", element.itertext("{*}*"))
    return " ".join(" ".join(texts).split())


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children of these names, in order."""
    return (child for child in element if name_of(child) in names)


def first(element: _Element, name: str) -> _Element | None:
    """The first child of this name."""
    return next(children(element, name), None)


def below(element: _Element, *names: str) -> Iterator[_Element]:
    """All elements below one that have these names, in the order of the file."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def remove(element: Any) -> None:
    """Removes an element, but not the text behind it."""
    parent, tail = element.getparent(), element.tail
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
