"""What is handed over as raw text and is none: the source of a web page, or of a mail that encodes its words."""

from __future__ import annotations

import re

from copydesk.problems import Problem

_BEGINNING = 20_000  # characters
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_END_TAG = re.compile(r"</(?:p|div|span|a|li|ul|td|tr|h[1-6]|article|section)\s*>", re.IGNORECASE)
_MANY = 10
_HEADER = re.compile(r"^(From|To|Subject|Date|Received|Return-Path|Message-ID): ", re.IGNORECASE | re.MULTILINE)
_ENCODED = re.compile(r"^(?:MIME-Version|Content-Transfer-Encoding): ", re.IGNORECASE | re.MULTILINE)


def other_source(text: str) -> Problem | None:
    """A Problem if a raw text looks like the source of a web page or of a mail; None for any other."""
    beginning = text[:_BEGINNING]
    if _PAGE.match(beginning) or len(_END_TAG.findall(beginning)) >= _MANY:
        message = "it looks like HTML: its tags are read as words; copy the text out of a browser instead"
        return Problem("unsupported", 1, message)
    header = re.split(r"\r?\n\r?\n", beginning.lstrip(), maxsplit=1)[0]
    if _ENCODED.search(header) and _HEADER.search(header):
        message = "it looks like the source of a mail, whose letters may be encoded: -f mail reads it as one"
        return Problem("unsupported", 1, message)
    return None
