"""A mailbox in one file (mbox) -> its mails, unread."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MAIL = re.compile(
    rb"From (?=[^\r\n]*\d:\d\d)[^\r\n]*(?:19|20)\d\d[^\r\n]*\r?\n"
    rb"(?=(?:>?From [^\r\n]*\r?\n)?[!-9;-~]+[ \t]*:)"
)
"""The line above a mail, with a time and a year, before a header."""
_BROKEN = re.compile(
    rb"From [^\s@]+@[^\s@]+[ \t]*\r?\n(?=(?:>?From [^\r\n]*\r?\n)?(?:[!-9;-~]+:[ \t][^\r\n]*\r?\n[ \t]?){2})"
)
"""The same without its time, as some programs leave it: an address alone, above two fields of a header."""
_HEADED = re.compile(
    rb"(?=(?:[!-9;-~]+:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,200}\r?\n)"
    rb"(?=(?:[^\r\n]+\r?\n)*?(?i:from):)(?=(?:[^\r\n]+\r?\n)*?(?i:subject|date):)"
)
"""A whole header, up to its blank line, that says from whom a mail is, and of what or of which day."""
_STUFFED = re.compile(rb"(?m)^>(?=>*From )")


def is_mailbox(beginning: bytes) -> bool:
    """Whether a file begins as a mailbox does: with ``From``, a sender and a time above the header of a mail."""
    return _MAIL.match(beginning.lstrip()) is not None


def mails_of(data: bytes) -> list[bytes]:
    """The mails of a mailbox, as they were before ``>`` was put before the lines that begin with ``From``."""
    starts = list(_starts(data))
    ends = [*starts[1:], len(data)]
    return [_without_marks(data[start:end]) for start, end in zip(starts, ends, strict=True)]


def _starts(data: bytes) -> Iterator[int]:
    """Where mails begin: at the beginning, after blank lines, and anywhere above a whole header."""
    position = len(data) - len(data.lstrip())
    is_apart = True
    while position >= 0:
        mail = _MAIL.match(data, position)
        begins = (mail or _BROKEN.match(data, position)) if is_apart else mail and _HEADED.match(data, mail.end())
        if begins:
            yield position
        position = data.find(b"\nFrom ", position)
        if position >= 0:
            is_apart = _may_begin(data, position)
            position += 1


def _may_begin(data: bytes, position: int) -> bool:
    """Whether a blank line, or one cut short after ``From``, is above the line that begins behind a position."""
    above = data[max(0, position - 8) : position].removesuffix(b"\r")
    return above.endswith(b"\n") or above.rpartition(b"\n")[2] == b"From"


def _without_marks(mail: bytes) -> bytes:
    return _STUFFED.sub(b"", mail) if b">From " in mail else mail
