"""A mailbox in one file (mbox) -> its mails, unread."""

from __future__ import annotations

import re

_MAIL = re.compile(
    rb"(?:\A\s*|(?<=\n\n)|(?<=\n\r\n))From (?=[^\r\n]*\d:\d\d)[^\r\n]*(?:19|20)\d\d[^\r\n]*\r?\n"
    rb"(?=(?:>?From [^\r\n]*\r?\n)?[!-9;-~]+[ \t]*:)"
)
"""The line above a mail, with a time and a year: after a blank line, and before a header."""
_STUFFED = re.compile(rb"(?m)^>(?=>*From )")


def is_mailbox(beginning: bytes) -> bool:
    """Whether a file begins as a mailbox does: with ``From``, a sender and a time above the header of a mail."""
    return _MAIL.match(beginning) is not None


def mails_of(data: bytes) -> list[bytes]:
    """The mails of a mailbox, as they were before ``>`` was put before the lines that begin with ``From``."""
    starts = [match.start() for match in _MAIL.finditer(data)]
    ends = [*starts[1:], len(data)]
    return [_without_marks(data[start:end]) for start, end in zip(starts, ends, strict=True)]


def _without_marks(mail: bytes) -> bytes:
    return _STUFFED.sub(b"", mail) if b">From " in mail else mail
