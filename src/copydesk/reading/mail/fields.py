"""The header of a mail: its fields, decoded, and the persons and the day that they name."""

from __future__ import annotations

import re
from datetime import date
from email.utils import getaddresses, parsedate_tz
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.reading.mail.charsets import text_of

LONGEST_HEADER = 4 * 2**20  # bytes
LONGEST_VALUE = 4000
"""Characters of a value that is parsed for what it names; longer ones are hostile."""

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)(?:\r?\n|\r|\Z)")
_ENVELOPE = re.compile(rb">?From [^\r\n]*(?:\r?\n|\Z)")
_BLANK = re.compile(rb"[ \t]*(?:\r?\n|\r)")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_ENCODED = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_ESCAPE = b"\x1b"  # old mails of Japan and Korea switch between character sets by it
_HEXADECIMAL = re.compile(rb"=([0-9A-Fa-f]{2})")


class Field(NamedTuple):
    """A field of a header: its name as written, and its value in one line, as encoded and as read."""

    name: str
    raw: str
    value: str


class Address(NamedTuple):
    """A mailbox: the name of whose it is, empty if none is given, and the address."""

    name: str
    address: str


class Header(NamedTuple):
    """The fields of a header in order, and the position of the body."""

    fields: tuple[Field, ...]
    end: int

    def raw(self, name: str) -> str:
        """The value of the first field of this name, as encoded; empty if there is none."""
        return next((field.raw for field in self.fields if field.name.lower() == name), "")

    def value(self, name: str) -> str:
        """The value of the first field of this name, as read; empty if there is none."""
        return next((field.value for field in self.fields if field.name.lower() == name), "")


def header_of(data: bytes) -> Header:
    """The header that some bytes begin with; it ends before the first line that is no field. Raises InputError if it is
    longer than any mail's."""
    position = 0
    while match := _ENVELOPE.match(data, position):
        position = match.end()
    fields: list[Field] = []
    while match := _FIELD.match(data, position):
        position = match.end()
        if position > LONGEST_HEADER:
            raise InputError(f"its header is longer than {LONGEST_HEADER // 2**20} MB", "It is no mail: see -f")
        raw = " ".join(_text(_FOLD.sub(b"", match[2])).split())
        fields.append(Field(match[1].decode("ascii"), raw, decoded(raw)))
    blank = _BLANK.match(data, position)
    return Header(tuple(fields), blank.end() if blank else position)


def _text(value: bytes) -> str:
    return value.decode("ascii") if value.isascii() and _ESCAPE not in value else text_of(value, "").text


def decoded(raw: str) -> str:
    """``=?utf-8?Q?Mal=C3=A9?=`` -> ``Malé``. Pieces of one character set that follow one another are decoded as one,
    for some programs cut them within a letter."""
    if "=?" not in raw:
        return raw
    parts: list[str] = []
    pending, charset, end = b"", "", 0
    for match in _ENCODED.finditer(raw):
        between = raw[end : match.start()]
        if charset and (between.strip() or match[1].lower() != charset):
            parts.append(text_of(pending, charset).text)
            pending = b""
        if between.strip() or not charset:
            parts.append(between)
        charset, end = match[1].lower(), match.end()
        pending += _bytes(match[2], match[3])
    if charset:
        parts.append(text_of(pending, charset).text)
    return " ".join("".join((*parts, raw[end:])).split())


def _bytes(encoding: str, text: str) -> bytes:
    data = text.encode("ascii", "ignore")
    if encoding in "qQ":
        return _HEXADECIMAL.sub(lambda match: bytes([int(match[1], 16)]), data.replace(b"_", b" "))
    return from_base64(data)


def from_base64(data: bytes) -> bytes:
    """The bytes of Base64 as far as it is valid: other characters are passed over, an end that was cut is filled up."""
    import binascii

    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def addresses(raw: str) -> list[Address]:
    """The mailboxes of a field as encoded: ``"Ruiz, Ana" <ana@example.org>, jo@example.org (Jo Park)``."""
    try:
        pairs = getaddresses([raw[:LONGEST_VALUE]])
    except (ValueError, IndexError, RecursionError):  # a name in brackets, thousands deep
        return []
    return [Address(decoded(name).strip(" '\""), address) for name, address in pairs if name or address]


def day_of(value: str) -> str:
    """The day of a ``Date`` in the zone that it is stated in, as ``2025-08-14``; empty if it states none."""
    try:
        parsed = parsedate_tz(value[:LONGEST_VALUE])
        return date(*parsed[:3]).isoformat() if parsed else ""
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""
