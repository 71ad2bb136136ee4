"""The XML of OCR files, which comes from anywhere: no entity is resolved, nothing is fetched, names have no namespace.

lxml is imported where it is first needed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from copydesk.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSTRUCTION = r"<\?(?>[^?]|\?(?!>))*+\?>"
_COMMENT = r"<!--(?>[^-]|-(?!->))*+-->"
_DOCTYPE = r"<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>"
_PROLOG = rf"[\ufeff\s]*+(?:(?:{_INSTRUCTION}|{_COMMENT}|{_DOCTYPE})\s*+)*+"
_ROOT = re.compile(_PROLOG + r"<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])")


def root_name(beginning: bytes) -> str:
    """The name of the outermost element of an XML file that begins so, without its namespace; empty if it is none."""
    match = _ROOT.match(decoded(beginning))
    return match[1] if match else ""


def decoded(beginning: bytes) -> str:
    """The beginning of a file as text: UTF-16 if it begins as such, else as if it were UTF-8."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return beginning.decode("utf-16", "replace")
    return beginning.decode("utf-8", "replace")


_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse(data: bytes) -> _Element:
    """The outermost element of an XML file. Raises InputError if it is broken or declares entities."""
    from lxml import etree

    with _reading():
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    _refuse_entities(root)
    return root


def elements(data: bytes, *names: str) -> Iterator[_Element]:
    """The elements of an XML file that have these names, each when it ends. It is emptied when the next is asked for:
    so memory holds one page of many. Raises InputError if the file is broken or declares entities."""
    from lxml import etree

    with _reading():
        parser = etree.iterparse(io.BytesIO(data), tag=[f"{{*}}{name}" for name in names], **_SAFE)
        for _, element in parser:
            _refuse_entities(element)
            yield element
            element.clear()
        if parser.root is not None:
            _refuse_entities(parser.root)


@contextmanager
def _reading() -> Iterator[None]:
    """Raises InputError for what the parser of XML raises."""
    from lxml import etree

    try:
        yield
    except etree.XMLSyntaxError as error:
        where = f" in line {error.lineno}" if error.lineno else ""
        raise InputError(
            f"its XML is broken{where}: {error.msg}", "Fetch or make the file again; it may have been cut off"
        ) from None
    except (ValueError, LookupError) as error:  # an encoding that it names and does not have
        raise InputError(f"its XML cannot be read: {error}", "Save it as UTF-8") from None


def _refuse_entities(element: _Element) -> None:
    declared: Any = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise InputError("its XML declares entities, which may stand for anything", "Write their text in their place")


def name_of(element: _Element) -> str:
    """The name of an element without its namespace, empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children of these names, in order."""
    return (child for child in element if name_of(child) in names)


def first(element: _Element, name: str) -> _Element | None:
    """The first child of this name."""
    return next(children(element, name), None)


def below(element: _Element, *names: str) -> Iterator[_Element]:
    """All elements below one that have these names, in the order of the file."""
    return element.iter(*(f"{{*}}{name}" for name in names))
