"""The parts of a mail: which text is in which part, and how it is encoded.

A mail is split here and not by ``email.parser``, whose time grows with the depth of the parts times the number of
lines, and which raises errors of many kinds. Parameters, file names and rare encodings are left to ``email``.
"""

from __future__ import annotations

import re
from email.message import Message
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.reading.mail.fields import LONGEST_VALUE, Header, decoded, from_base64, header_of

_DEEPEST = 20
_MOST = 1000  # parts
_LONGEST_NAME = 120
_OF_MAILS = frozenset({
    "from", "to", "date", "subject", "message-id", "received", "mime-version", "content-type", "newsgroups",
})  # fmt: skip
"""The fields of which each mail has one; without any, what looks like a header is a text."""
_LIKE_A_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,100}?)[ \t]*\r?\nContent-[A-Za-z-]+:", re.MULTILINE)


class Entity(NamedTuple):
    """A mail or a part of one: its header, its type in small letters, its body as encoded or, of a ``multipart``, its
    parts, and the words around these, which no mailer shows."""

    header: Header
    kind: str
    body: bytes
    parts: tuple[Entity, ...] = ()
    around: bytes = b""

    def parameter(self, name: str) -> str:
        """A parameter of the type, such as ``charset``; empty if it has none of this name."""
        return _parameter(self.header, "Content-Type", name)

    @property
    def name(self) -> str:
        """The name of the file that the part is, without folders; empty if it has none."""
        name = _parameter(self.header, "Content-Disposition", "filename") or self.parameter("name")
        return safe_name(decoded(name))

    @property
    def is_attached(self) -> bool:
        return self.header.raw("content-disposition").lower().startswith("attachment")

    def content(self) -> bytes:
        """The body, decoded as its transfer encoding says."""
        encoding = self.header.raw("content-transfer-encoding").strip().strip("\"'").lower()
        if encoding == "base64":
            return from_base64(self.body)
        if encoding in ("", "7bit", "8bit", "binary"):
            return self.body
        message: Message[str, str] = Message()
        message["Content-Transfer-Encoding"] = encoding[:40]
        message.set_payload(self.body.decode("ascii", "surrogateescape"))
        payload = message.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else self.body


def safe_name(name: str) -> str:
    """The name of a file without folders and control characters."""
    printable = "".join(character for character in name if character.isprintable())
    return re.split(r"[/\\]", printable)[-1].strip()[-_LONGEST_NAME:]


def _parameter(header: Header, field: str, name: str) -> str:
    stated = header.raw(field.lower())[:LONGEST_VALUE]
    if ";" not in stated:
        return ""
    message: Message[str, str] = Message()
    message[field] = stated
    try:
        value = message.get_param(name, "", field)
        if isinstance(value, tuple):
            from email.utils import collapse_rfc2231_value

            return collapse_rfc2231_value(value)
    except (LookupError, ValueError, TypeError):  # parameters in pieces that do not fit
        return ""
    return str(value)


def entity_of(data: bytes) -> Entity:
    """The parts of a mail. Raises InputError if it has too many, or parts within parts without end."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not any(field.name.lower() in _OF_MAILS for field in header_of(data).fields):
        return Entity(Header((), 0), "text/plain", data)
    return _entity(data, "text/plain", 0, [_MOST])


def _entity(data: bytes, usual: str, depth: int, left: list[int]) -> Entity:
    left[0] -= 1
    if depth > _DEEPEST or left[0] < 0:
        fault = f"its parts are nested more than {_DEEPEST} deep" if depth > _DEEPEST else f"it has over {_MOST} parts"
        raise InputError(fault, "Open it in a mail program and save its text there")
    header = header_of(data)
    body = data[header.end :]
    kind = _kind(header) or usual
    if not kind.startswith("multipart/"):
        return Entity(header, kind, body)
    sections = _sections(body, _parameter(header, "Content-Type", "boundary").encode("utf-8", "replace"))
    if sections is None:
        return Entity(header, "text/plain", body)
    usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    around, *inner = sections
    return Entity(header, kind, b"", tuple(_entity(part, usual, depth + 1, left) for part in inner), around)


def _kind(header: Header) -> str:
    value = header.raw("content-type").partition(";")[0].strip().lower()
    return value if re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+_-]+", value) else ""


def _sections(body: bytes, boundary: bytes) -> list[bytes] | None:
    """What stands before and behind all parts, and each part; None if the body is not in parts. Where the boundary that
    the header states is not in it, that which parts are separated by counts. The last part may lack its end."""
    marks = list(_marks(body, boundary)) if boundary else []
    if not marks:
        other = _LIKE_A_BOUNDARY.search(body)
        marks = list(_marks(body, other[1])) if other else []
    if not marks:
        return None
    around = [body[: marks[0].start()]]
    parts: list[bytes] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        section = body[mark.end() : following.start() if following else len(body)]
        if mark[1]:
            around.append(section)
        else:
            parts.append(section.removesuffix(b"\n").removesuffix(b"\r") if following else section)
    return [b"\n".join(filter(None, map(bytes.strip, around))), *parts]


def _marks(body: bytes, boundary: bytes) -> list[re.Match[bytes]]:
    """The lines that separate parts; the first group of the last one is not empty."""
    matches = re.finditer(re.escape(b"--" + boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)", body)
    return [match for match in matches if match.start() == 0 or body[match.start() - 1 : match.start()] == b"\n"]
