"""Which link targets a document may contain."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from copydesk.patterns import pattern
from copydesk.problems import Problem

SCHEMES = ("http", "https", "mailto", "tel")
"""The schemes that are safe to follow; a link with any other (``file:``, ``javascript:``) is left out."""

_UNSAFE = pattern("[\x00-\x1f\ud800-\udfff]")  # control characters, lone surrogates
_UNQUOTED = re.compile(
    r'[\s"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})'
)  # what no URL may contain unencoded (RFC 3986, RFC 3987)


def left_out(target: str) -> Problem:
    """The Problem for a link that a document may not contain."""
    return Problem("unsafe_link", None, f"the link to {target!r} is left out; its words are kept")


def safe_target(target: str) -> str | None:
    """The URL with characters that no URL may contain percent-encoded, None if the URL is not safe.

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
    end_of_host = target.index(parts.netloc) + len(parts.netloc)  # an IPv6 address keeps its brackets
    rest, mark, fragment = target[end_of_host:].partition("#")
    rest, fragment = (_UNQUOTED.sub(lambda match: quote(match[0]), part) for part in (rest, fragment))
    return target[:end_of_host] + rest + mark + fragment.replace("#", "%23")
