"""Pages that browsers save as one file, with their pictures in it (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import Message
from functools import partial
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.reading.html.inline_elements import address_of

Parts = Mapping[str, Callable[[], bytes]]
"""The functions that return the bytes of the pictures in a saved page, by their addresses."""


class SavedPage(NamedTuple):
    """The bytes of the page, their encoding if it is declared, the address it was saved from, if that is, and its
    pictures."""

    data: bytes
    charset: str | None
    location: str | None
    parts: Parts


def saved_page(data: bytes) -> SavedPage:
    """The page in an MHTML file. Raises InputError if there is none."""
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n "))
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise InputError("it is a saved page (MHTML) without the page in it", "Save the page again")
    location = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    start = (message.get_param("start") or "") if isinstance(message.get_param("start"), str) else ""
    first = next((part for part in pages if start and _header(part, "Content-ID") == start), None)
    named = next((part for part in pages if location and _header(part, "Content-Location") == location), None)
    page = first or named or pages[0]
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise InputError("it is a saved page (MHTML) that was cut off", "Save the page again")
    place = location or _header(page, "Content-Location")
    base = place if re.match(r"https?://", place or "") else None
    return SavedPage(content, page.get_content_charset(), base, _pictures(message, base))


def _pictures(message: Message, base: str | None) -> Parts:
    """The parts that are pictures, by the addresses under which the page may show them."""
    parts: dict[str, Callable[[], bytes]] = {}
    for part in message.walk():
        if part.get_content_maintype() != "image":
            continue
        content = partial(_bytes, part)
        location, key = _header(part, "Content-Location"), _header(part, "Content-ID")
        if location:
            parts.setdefault(location, content)
            parts.setdefault(address_of(location, base) or location, content)
        if key:
            parts.setdefault(f"cid:{key.strip('<>')}", content)
    return parts


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(part: Message, name: str) -> str | None:
    value = part.get(name)
    return " ".join(str(value).split()) if value else None
