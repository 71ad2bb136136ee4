"""Which links a document may carry."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from copydesk.problems import Problem

SCHEMES = ("http", "https", "mailto", "tel")
"""What a reader may safely follow; a link of any other scheme (``file:``, ``javascript:``) is left out."""

_UNSAFE = re.compile("[\x00-\x1f\ud800-\udfff]")  # control characters, lone surrogates
_UNQUOTED = re.compile(r'[\s"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')  # what no URL holds as it is (RFC 3986, RFC 3987)


def left_out(target: str) -> Problem:
    """The Problem of a link that a document may not carry."""
    return Problem("unsafe_link", None, f"the link to {target!r} is left out; its words stay")


def safe_target(target: str) -> str | None:
    """The URL as a document may carry it, what no URL may hold percent-encoded; None if it is not a safe one.

    ``"HTTPS://example.org/a b[1]"`` gives ``"HTTPS://example.org/a%20b%5B1%5D"``, ``"javascript:x()"`` None.
    """
    target = target.strip()
    if _UNSAFE.search(target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:  # a broken port or IPv6 address
        return None
    if parts.scheme not in SCHEMES or not (parts.netloc if parts.scheme.startswith("http") else parts.path):
        return None
    if _UNQUOTED.search(parts.hostname or ""):
        return None
    place = target.index(parts.netloc) + len(parts.netloc)  # an IPv6 address keeps its brackets
    rest, mark, fragment = target[place:].partition("#")
    rest, fragment = (_UNQUOTED.sub(lambda match: quote(match[0]), part) for part in (rest, fragment))
    return target[:place] + rest + mark + fragment.replace("#", "%23")
