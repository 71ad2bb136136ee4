"""Which links a document may carry."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto", "tel")
"""What a reader may safely follow; a link of any other scheme (``file:``, ``javascript:``) is left out."""

_UNQUOTED = re.compile(r'[\s"<>\\^`{|}]')


def safe_target(target: str) -> str | None:
    """The URL as a document may carry it, spaces and the like percent-encoded; None if it is not a safe one.

    ``"HTTPS://example.org/a b"`` gives ``"HTTPS://example.org/a%20b"``, ``"javascript:x()"`` None.
    """
    target = target.strip()
    if any(ord(character) < 32 or 0xD800 <= ord(character) <= 0xDFFF for character in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:  # a broken port or IPv6 address
        return None
    if parts.scheme not in SCHEMES or not (parts.netloc if parts.scheme.startswith("http") else parts.path):
        return None
    return _UNQUOTED.sub(lambda match: quote(match[0]), target)
