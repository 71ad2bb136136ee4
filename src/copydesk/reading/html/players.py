"""Pages, films and sounds that a page shows in its article: they are left out, and said to be."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from copydesk.problems import Problem
from copydesk.reading.html import hints
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.pictures import is_tiny
from copydesk.reading.html.units import ancestors, is_within

_TAGS = ("iframe", "video", "audio", "embed", "object")
_LISTED, _LONGEST = 5, 60


def left_out(top: Element) -> Iterator[Problem]:
    """One problem that names what the article in an element embeds, by its title or its address."""
    names = list(dict.fromkeys(name for element in top.iter(*_TAGS) if (name := _name(element, top))))
    if names:
        what = "an embedded page or player is" if len(names) == 1 else f"{len(names)} embedded pages or players are"
        more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        yield Problem("set_aside", None, f"{what} left out: {', '.join(names[:_LISTED])}{more}")


def _name(element: Element, top: Element) -> str:
    """What an element is called; empty for a part of another, for advertisements and what is not seen."""
    outer = element.getparent()
    if outer is not None and is_within(outer, top) and any(tag_of(each) in _TAGS for each in ancestors(outer, top)):
        return ""
    if is_tiny(element) or hints.kind_within(element, top) is not None:
        return ""
    titles = (" ".join((element.get(name) or "").split()) for name in ("title", "aria-label"))
    return next(filter(None, titles), "")[:_LONGEST] or _address(element)


def _address(element: Element) -> str:
    sources = [element, *element.iter("source")]
    written = ((one.get(name) or "").strip() for one in sources for name in ("src", "data-src", "data"))
    address = next(filter(None, written), "")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https"):
        return ""
    return f"{parts.netloc}{parts.path}".strip("/")[:_LONGEST]
