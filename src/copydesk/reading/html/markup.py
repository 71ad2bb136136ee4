"""The bytes of a web page -> its elements, as a browser would see them."""

from __future__ import annotations

import codecs
import re
from typing import Any, NamedTuple

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._shared import xml
from copydesk.reading._shared.data_uris import Embedded, taken_out
from copydesk.reading._shared.initials import join_initials
from copydesk.reading._shared.ruby import spell_out_readings
from copydesk.reading._source import check_size
from copydesk.reading.text.characters.decode import Decoded, decode

Element = Any
"""An element of lxml, whose stubs know no ``text`` that may be None in the way HTML needs it."""

_PRESCAN = 4096
"""Bytes at the beginning of a page in which its encoding is declared."""

_DEEPEST = 256
"""The deepest nesting of elements. Pages of whole magazines stay below 60."""

_LIMIT = 32 * 2**20
"""The longest text of a page, in characters, without the pictures in it."""

_DECLARED = re.compile(rb"""<(?:meta[^>]+?charset|\?xml[^>]+?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BROWSERS_READ = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""Encodings that browsers, and so the writers of pages, take for others."""

_OWN = 'name="generator" content="copydesk"'

_NEVER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

INVISIBLE = frozenset(
    ["script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "param", "source", "track",
     "iframe", "object", "embed", "applet", "canvas", "svg", "audio", "video", "map", "area", "datalist", "frame",
     "frameset", "noframes"]
)  # fmt: skip
"""Elements whose content is no text of the page."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The elements of headings."""


class Markup(NamedTuple):
    """The root of a page, its text, the name of its encoding, the problems of decoding it, and the pictures that stand
    in its text, for which its elements have stand-ins."""

    root: Element
    text: str
    encoding: str
    problems: tuple[Problem, ...]
    embedded: Embedded


def parse(data: bytes | str, charset: str | None = None) -> Markup:
    """The elements of a page. ``charset`` is the encoding that its sender declares, if any.

    Raises InputError if it is empty, too large, in no known encoding, or its elements are nested too deep.
    """
    from lxml import etree, html

    decoded = _decoded(data, charset)
    text = _SURROGATE.sub("\ufffd", _NEVER.sub("", decoded.text))
    embedded = taken_out(text)
    check_size(embedded.text, "a web page without its pictures", _LIMIT)
    well_formed = _as_xml(embedded.text) if _OWN in text[:_PRESCAN] else None
    if well_formed is not None:
        _mend(well_formed)
        return Markup(well_formed, text, decoded.encoding, decoded.problems, embedded)
    # The limits of lxml end a page in silence, so that they are lifted; the size is limited before, the depth below.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(embedded.text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise InputError("it holds no text", "Name a file that holds an article") from None
    _check_depth(root)
    _mend(root)
    return Markup(root, text, decoded.encoding, decoded.problems, embedded)


def _mend(root: Element) -> None:
    """Makes text of what stands for text: readings beside words, initials in elements of their own."""
    spell_out_readings(root)
    join_initials(root)


def _as_xml(text: str) -> Element | None:
    """The root of a page that is well-formed XML, as those of copydesk are; the rules of HTML for elements that end
    without an end tag would tear some apart. None if it is not."""
    try:
        return xml.parse(text)
    except InputError:
        return None


def _check_depth(root: Element) -> None:
    depth = 0
    pending = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        if depth > _DEEPEST:
            raise InputError(
                f"its elements are nested too deep, more than {_DEEPEST} levels", "Copy the text out of a browser"
            )
        pending += [(child, depth + 1) for child in element]


def _decoded(data: bytes | str, charset: str | None) -> Decoded:
    """The text of a page: by its mark, as UTF-8 if it is that, else as it declares."""
    if isinstance(data, str) or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    declared = _codec(charset) or _codec_of(_DECLARED.search(data[:_PRESCAN]))
    if declared is None or declared.startswith(("utf-16", "utf-32")) or _is_utf8(data):
        return decode(data)
    text = data.decode(declared, "replace")
    if not text.strip():
        raise InputError("it holds no text", "Name a file that holds an article")
    strange = text.count("\ufffd")
    problem = Problem("decoding", None, f"{strange} bytes mean nothing in {declared} and became U+FFFD")
    return Decoded(text, declared, (problem,) if strange else ())


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _codec_of(match: re.Match[bytes] | None) -> str | None:
    return _codec(match[1].decode("ascii")) if match else None


def _codec(name: str | None) -> str | None:
    """The encoding of Python for a name, None if it has none for text."""
    folded = (name or "").lower()
    try:
        found = codecs.lookup(_BROWSERS_READ.get(folded, folded))
        b"".decode(found.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    else:
        return _BROWSERS_READ.get(found.name, found.name) if found.name != "utf-8" else None


def tag_of(element: Element) -> str:
    """The name of an element in small letters, empty for what is none."""
    tag = element.tag
    return tag.rpartition(":")[2].lower() if isinstance(tag, str) else ""
