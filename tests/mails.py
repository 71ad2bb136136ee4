"""Mails for tests, written here: pieces of MIME, mailboxes, and mails of Outlook."""

from __future__ import annotations

import base64
from struct import pack

from tests.ole_files import Contents, ole_file

HEADER = (
    "From: Ana Ruiz <ana@quay.example>\nTo: desk@paper.example\nSubject: Rain at last\n"
    "Date: Thu, 14 Aug 2025 23:30:00 -0700\nMessage-ID: <1@quay.example>\nMIME-Version: 1.0\n"
)
WORDS = (
    "It rained in the valley on Thursday, for the first time in two years, and the children\n"
    "who had never seen it stood in the road with their mouths open.\n\n"
    "The mayor declared a holiday. Nobody had waited for him to do so.\n"
)
PAGE = "<html><body><p>It rained in the valley.</p><p>The mayor declared a holiday.</p></body></html>"


def mail(
    body: str | bytes = WORDS, kind: str = "text/plain; charset=utf-8", *, header: str = HEADER, more: str = ""
) -> bytes:
    """A mail or a part of one; ``more`` are further fields, each with its line end."""
    words = body if isinstance(body, bytes) else body.encode()
    return f"{header}Content-Type: {kind}\n{more}\n".encode() + words


def part(body: str | bytes, kind: str = "text/plain; charset=utf-8", *, more: str = "") -> bytes:
    """A part with its header."""
    return mail(body, kind, header="", more=more)


def attached(body: str | bytes, name: str, kind: str = "application/octet-stream") -> bytes:
    """A part that is a file with a name, in Base64."""
    words = base64.encodebytes(body if isinstance(body, bytes) else body.encode())
    more = f'Content-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    return part(words, kind, more=more)


def multipart(*parts: bytes, kind: str = "mixed", header: str = HEADER, mark: str = "cut", end: bool = True) -> bytes:
    """A mail, or a part of one, of several parts, each with its own header."""
    inner = b"".join(f"--{mark}\n".encode() + each.rstrip(b"\n") + b"\n" for each in parts)
    closing = f"--{mark}--\n" if end else ""
    return f'{header}Content-Type: multipart/{kind}; boundary="{mark}"\n\n'.encode() + inner + closing.encode()


def mailbox(*mails: bytes) -> bytes:
    """A mailbox of these mails."""
    return b"".join(
        b"From ana@quay.example Thu Aug 14 23:30:00 2025\n" + each.rstrip(b"\n") + b"\n\n" for each in mails
    )


def numbered(number: int) -> bytes:
    """A mail with this number in its subject and its text."""
    header = HEADER.replace("Rain at last", f"Rain number {number}")
    return mail(f"It rained for the {number}th time, and nobody went out to look at it any more.\n", header=header)


def outlook(texts: dict[str, str], times: dict[int, int] | None = None, more: Contents | None = None) -> bytes:
    """A mail of Outlook with these texts and times by the tags of their properties, and further streams."""
    return ole_file(outlook_streams(texts, times, more))


def outlook_streams(
    texts: dict[str, str], times: dict[int, int] | None = None, more: Contents | None = None
) -> dict[str, bytes | Contents]:
    """The streams of such a mail."""
    fixed = b"".join(pack("<HHIQ", 0x40, tag, 6, time) for tag, time in (times or {}).items())
    streams: dict[str, bytes | Contents] = {"__properties_version1.0": bytes(32) + fixed}
    streams |= {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items()}
    return streams | dict(more or {})


def compressed_rtf(rtf: bytes) -> bytes:
    """RTF as Outlook stores it, in the simplest of compressions: every byte as it stands."""
    pieces = [rtf[at : at + 8] for at in range(0, len(rtf), 8)]
    packed = b"".join(b"\0" + piece for piece in pieces) + b"\x01" + pack(">H", (207 + len(rtf)) % 4096 << 4)
    return pack("<II4sI", len(packed) + 12, len(rtf), b"LZFu", 0) + packed


SIGNED, ENCRYPTED, DATA = (bytes.fromhex(f"06092a864886f70d01070{number}") for number in (2, 3, 1))
"""Identifiers of the forms of CMS."""


def asn1(tag: int, content: bytes) -> bytes:
    """A value of ASN.1, its length stated."""
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + pack(">H", size)
    return bytes([tag]) + length + content


def endless(tag: int, *contents: bytes) -> bytes:
    """A value of ASN.1 whose end is marked, as programs write it that do not know the length beforehand."""
    return bytes([tag, 0x80]) + b"".join(contents) + b"\0\0"


def signed(content: bytes, kind: bytes = SIGNED) -> bytes:
    """A CMS around a content, without signers."""
    inner = asn1(0x30, DATA + asn1(0xA0, asn1(0x04, content)))
    return asn1(0x30, kind + asn1(0xA0, asn1(0x30, asn1(0x02, b"\1") + asn1(0x31, b"") + inner)))


def signed_in_pieces(content: bytes) -> bytes:
    """The same, in pieces."""
    pieces = [asn1(0x04, content[at : at + 100]) for at in range(0, len(content), 100)]
    inner = endless(0x30, DATA, endless(0xA0, endless(0x24, *pieces)))
    return endless(0x30, SIGNED, endless(0xA0, endless(0x30, asn1(0x02, b"\1"), asn1(0x31, b""), inner)))
