"""Whether a file is a web page, by its beginning."""

from __future__ import annotations

import re

from copydesk.reading._shared.xml_opening import text_of

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+(?:<!doctype\s+html[\s>]|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HEADER_END = re.compile(r"\r?\n\r?\n")
_RELATED = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(r"^(?:snapshot-content-location:|from:\s*<saved by|x-maf)", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(r"^(?:(?:to|received|return-path|message-id|reply-to):|from:.*@)", re.IGNORECASE | re.MULTILINE)
"""What a mail says of how it was sent, and a page that a browser saved does not."""


def is_page(beginning: bytes) -> bool:
    """Whether the beginning of a file is that of a web page, or of one that a browser saved as MHTML."""
    return _PAGE.match(text_of(beginning)) is not None or is_saved(beginning)


def is_saved(data: bytes) -> bool:
    """Whether a file is a page with its pictures in one, as browsers save it (MHTML); a mail with a page is none."""
    header = _HEADER_END.split(data[:8192].decode("latin-1").lstrip("\ufeff\xef\xbb\xbf \r\n"), maxsplit=1)[0]
    header = re.sub(r"\r?\n[ \t]+", " ", header)
    if not (_MIME.search(header) and _RELATED.search(header)):
        return False
    return bool(_SAVED.search(header)) or not _SENT.search(header)
