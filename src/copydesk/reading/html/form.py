"""Whether a file is a web page, by its beginning."""

from __future__ import annotations

import codecs
import re

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html[\s>]|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HEADER_END = re.compile(r"\r?\n\r?\n")
_RELATED = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(r"^(?:snapshot-content-location:|from:\s*<saved by|x-maf)", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(r"^(?:(?:to|received|return-path|message-id|reply-to):|from:.*@)", re.IGNORECASE | re.MULTILINE)
"""What a mail says of how it was sent, and a page that a browser saved does not."""
_HTML_TYPE = re.compile(r"type=\"?text/html", re.IGNORECASE)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def is_page(beginning: bytes) -> bool:
    """Whether the beginning of a file is that of a web page, or of one that a browser saved as MHTML."""
    text = _text(beginning)
    return _PAGE.match(text) is not None or is_saved(beginning)


def is_saved(data: bytes) -> bool:
    """Whether a file is a page with its pictures in one, as browsers save it (MHTML); a mail with a page is none."""
    header = _HEADER_END.split(data[:8192].decode("latin-1").lstrip("\ufeff\xef\xbb\xbf \r\n"), maxsplit=1)[0]
    header = re.sub(r"\r?\n[ \t]+", " ", header)
    if not (_MIME.search(header) and _RELATED.search(header)):
        return False
    return bool(_SAVED.search(header)) or not _SENT.search(header)


def _text(beginning: bytes) -> str:
    for mark, encoding in _WIDE:
        if beginning.startswith(mark):
            return beginning[2:].decode(encoding, "replace")
    if beginning[:4].count(0) == 2:  # UTF-16 without a mark
        return beginning.decode("utf-16-le" if beginning[1:2] == b"\0" else "utf-16-be", "replace")
    return beginning.decode("latin-1").removeprefix("\xef\xbb\xbf")
