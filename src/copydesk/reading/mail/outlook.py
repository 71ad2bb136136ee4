"""A mail of Outlook (``.msg``, an OLE file) -> a letter: its streams hold what a mail's header and parts do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from io import BytesIO
from struct import unpack_from
from typing import Any

from copydesk.errors import InputError
from copydesk.reading._source import library
from copydesk.reading.mail.compressed_rtf import decompressed
from copydesk.reading.mail.contents import letter_of
from copydesk.reading.mail.fields import Field, Header, header_of
from copydesk.reading.mail.letter import Attachment, Body, Content, Letter
from copydesk.reading.mail.mime import safe_name
from copydesk.reading.office.through_pandoc import as_html

_MOST = 200  # attached files
_SUBJECT, _BODY, _HTML, _HEADERS, _RTF = "0037", "1000", "1013", "007D", "1009"
_SENDERS = (("0042", "0065"), ("0C1A", "0C1F"))
"""Name and address: of whom it is sent for, of who sends it."""
_SMTP = ("5D02", "5D01")
_SENT, _RECEIVED, _CODE_PAGE, _MESSAGE_PAGE, _RECIPIENT = 0x0039, 0x0E06, 0x3FDE, 0x3FFD, 0x0C15
_RECIPIENTS = {1: "To", 2: "Cc", 3: "Bcc"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_REMEDY = "Open it in Outlook and save it as text or HTML"


class _Storage:
    """A folder of an OLE file that holds a message, an attached file or a recipient, by the tags of its properties."""

    def __init__(self, ole: Any, path: list[str]) -> None:
        self.ole = ole
        self.path = path
        self.fixed = self._properties()

    def stream(self, name: str) -> bytes:
        """A stream of the folder; empty if there is none."""
        path = [*self.path, name]
        try:
            if self.ole.exists(path) and self.ole.get_type(path) == 2:
                data: bytes = self.ole.openstream(path).read()
                return data
        except (OSError, ValueError, IndexError):  # a chain of sectors that leads nowhere
            return b""
        return b""

    def content(self, tag: str, page: str = "cp1252") -> Content | None:
        """A text or bytes by its tag; ``page`` is the code page of texts that are no Unicode."""
        wide = self.stream(f"__substg1.0_{tag}001F")
        if wide:
            return Content(wide.decode("utf-16-le", "replace").encode("utf-8"), "utf-8")
        narrow = self.stream(f"__substg1.0_{tag}001E")
        return Content(narrow, page) if narrow else None

    def text(self, tag: str, page: str = "cp1252") -> str:
        """A short text in one line; empty if there is none."""
        content = self.content(tag, page)
        if content is None:
            return ""
        from copydesk.reading.mail.charsets import text_of

        return " ".join(text_of(content.data, content.charset).text.replace("\x00", " ").split())

    def storages(self, prefix: str) -> Iterator[_Storage]:
        names = {
            entry[len(self.path)]
            for entry in self.ole.listdir(streams=True, storages=True)
            if len(entry) > len(self.path) and entry[: len(self.path)] == self.path
        }
        yield from (
            _Storage(self.ole, [*self.path, name]) for name in sorted(names)[: 10 * _MOST] if name.startswith(prefix)
        )

    def _properties(self) -> dict[int, bytes]:
        """The values of fixed length, eight bytes each, by the numbers of their properties."""
        data = self.stream("__properties_version1.0")
        rows = range(len(data) % 16, len(data) - 15, 16)
        return {unpack_from("<HH", data, row)[1]: data[row + 8 : row + 16] for row in rows}


def outlook_letter(data: bytes, path: tuple[str, ...] = ()) -> Letter:
    """The letter that a file of Outlook is, or the message at a path in it. Raises InputError if it is none or broken,
    and MissingEngineError without the library that opens it."""
    olefile = library("olefile", "mail")
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return _letter(_Storage(ole, list(path)), data)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"it is a broken mail of Outlook ({error})", _REMEDY) from None


def _letter(message: _Storage, data: bytes) -> Letter:
    if not message.stream("__properties_version1.0"):
        raise InputError("it is an OLE file, but no mail of Outlook", "See -f, or save it in a newer form")
    page = _code_page(message)
    header = _header(message, page)
    html = message.stream(f"__substg1.0_{_HTML}0102")
    page_of_html = message.content(_HTML, page) if not html else Content(html, page)
    plain = message.content(_BODY, page)
    if not plain and not page_of_html and (rtf := message.stream(f"__substg1.0_{_RTF}0102")):
        page_of_html = Content(as_html(decompressed(rtf)), "utf-8")
    attached = tuple(_attachments(message, data))
    if message.text("001A").lower() == "ipm.note.smime":
        inner = letter_of(attached[0].content()) if attached else Letter(header)
        if not inner.bodies:
            return Letter(header, sealed=inner.sealed or "it is encrypted by S/MIME")
        return inner._replace(header=header)
    return Letter(header, (Body(plain, page_of_html),), attached)


def _code_page(message: _Storage) -> str:
    for tag in (_CODE_PAGE, _MESSAGE_PAGE):
        value = message.fixed.get(tag)
        number = unpack_from("<I", value)[0] if value else 0
        if number:
            return {65001: "utf-8", 20127: "", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp"}.get(
                number, f"iso8859_{number - 28590}" if 28590 < number < 28606 else f"cp{number}"
            )
    return ""


def _header(message: _Storage, page: str) -> Header:
    """The header as it came with the mail; without one, of a mail that was never sent, what the properties say."""
    headers = message.content(_HEADERS, page)
    fields = header_of(headers.data).fields if headers else ()
    given = {field.name.lower() for field in fields}
    stated = (
        ("From", _sender(message, page)),
        ("Date", _day(message)),
        ("Subject", message.text(_SUBJECT, page)),
        *_recipients(message, page),
    )
    own = tuple(Field(name, value, value) for name, value in stated if value and name.lower() not in given)
    return Header((*own, *fields), 0)


def _sender(message: _Storage, page: str) -> str:
    for name_tag, address_tag in _SENDERS:
        name = message.text(name_tag, page).replace('"', "")
        addresses = (message.text(tag, page) for tag in (*_SMTP, address_tag))
        address = next((address for address in addresses if re.fullmatch(r"[^\s<>]+@[^\s<>]+", address)), "")
        if name or address:
            return f"{name} <{address}>" if name and address and name != address else name or address
    return ""


def _day(message: _Storage) -> str:
    """When it was sent, in universal time: a mail of Outlook states no zone."""
    for tag in (_SENT, _RECEIVED):
        value = message.fixed.get(tag)
        if value and any(value):
            try:
                return format_datetime(_EPOCH + timedelta(microseconds=unpack_from("<Q", value)[0] // 10))
            except OverflowError:
                continue
    return ""


def _recipients(message: _Storage, page: str) -> Iterator[tuple[str, str]]:
    by_kind: dict[str, list[str]] = {}
    for recipient in message.storages("__recip_version1.0_"):
        value = recipient.fixed.get(_RECIPIENT)
        kind = _RECIPIENTS.get(unpack_from("<I", value)[0] if value else 1, "To")
        name = recipient.text("3001", page)
        address = recipient.text("39FE", page) or recipient.text("3003", page)
        by_kind.setdefault(kind, []).append(f"{name} <{address}>" if address and name != address else name or address)
    yield from ((kind, ", ".join(filter(None, names))) for kind, names in by_kind.items())


def _attachments(message: _Storage, data: bytes) -> Iterator[Attachment]:
    for number, attached in enumerate(message.storages("__attach_version1.0_")):
        if number >= _MOST:
            return
        name = safe_name(attached.text("3707") or attached.text("3704") or attached.text("3001"))
        if attached.ole.exists([*attached.path, "__substg1.0_3701000D"]):
            inner = (*attached.path, "__substg1.0_3701000D")
            yield Attachment(name, "message/rfc822", bytes, partial(outlook_letter, data, inner))
        else:
            kind = attached.text("370E").lower() or "application/octet-stream"
            content = partial(_stream, data, (*attached.path, "__substg1.0_37010102"))
            yield Attachment(name, kind, content, cid=attached.text("3712").strip("<>"))


def _stream(data: bytes, path: tuple[str, ...]) -> bytes:
    """A stream of an OLE file; empty if it cannot be read."""
    with library("olefile", "mail").OleFileIO(BytesIO(data)) as ole:
        *folder, name = path
        return _Storage(ole, folder).stream(name)
