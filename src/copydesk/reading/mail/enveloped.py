"""What S/MIME wraps: the content of a CMS (RFC 5652) in DER or BER, where it is signed and not encrypted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.errors import InputError

_BEGINNING = re.compile(
    rb"\x30(?:[\x00-\x80]|\x81.|\x82..|\x83...|\x84....)\x06.\x2a\x86\x48\x86\xf7\x0d\x01", re.DOTALL
)
_SIGNED = bytes.fromhex("2a864886f70d010702")
_KINDS = {
    bytes.fromhex("2a864886f70d010703"): "it is encrypted by S/MIME",
    bytes.fromhex("2a864886f70d0109100117"): "it is encrypted by S/MIME",
    bytes.fromhex("2a864886f70d0109100109"): "it is compressed by S/MIME, which copydesk does not read",
}
_SEQUENCE, _IDENTIFIER, _CONSTRUCTED = 0x30, 0x06, 0x20
_EXPLICIT = 0xA0
_DEEPEST = 20
_MOST_PIECES = 100_000


class _Value(NamedTuple):
    """A value of ASN.1: its tag, where its content begins and ends, and where the next value begins."""

    tag: int
    start: int
    end: int
    following: int


def is_enveloped(beginning: bytes) -> bool:
    """Whether a file begins as a CMS does."""
    return _BEGINNING.match(beginning) is not None


def content_of(data: bytes) -> tuple[bytes, str]:
    """The content of a CMS that is signed only, and why there is none otherwise: that it is encrypted. Raises
    InputError if it is damaged."""
    try:
        kind, wrapped = _kind_and_content(data, next(_values(data, 0, len(data))))
        if kind != _SIGNED:
            return b"", _KINDS.get(kind, "it is wrapped by S/MIME in a form that copydesk does not read")
        (signed,) = _values(data, wrapped.start, wrapped.end)
        inner = next(value for value in _values(data, signed.start, signed.end) if value.tag == _SEQUENCE)
        kind, wrapped = _kind_and_content(data, inner)
        return b"".join(_bytes_in(data, wrapped, 0)), ""
    except (StopIteration, ValueError, IndexError):
        raise InputError(
            "its text is wrapped in a signature of S/MIME, which is damaged", "Open it in your mail program"
        ) from None


def _kind_and_content(data: bytes, value: _Value) -> tuple[bytes, _Value]:
    identifier, content, *_ = _values(data, value.start, value.end)
    if (value.tag, identifier.tag, content.tag) != (_SEQUENCE, _IDENTIFIER, _EXPLICIT):
        raise ValueError
    return data[identifier.start : identifier.end], content


def _bytes_in(data: bytes, value: _Value, depth: int) -> Iterator[bytes]:
    """The pieces of a text of bytes, which may be one, or hold others."""
    if depth > _DEEPEST:
        raise ValueError
    if not value.tag & _CONSTRUCTED:
        yield data[value.start : value.end]
        return
    for inner in _values(data, value.start, value.end):
        yield from _bytes_in(data, inner, depth + 1)


def _values(data: bytes, start: int, end: int) -> Iterator[_Value]:
    """The values that stand one after the other."""
    for _ in range(_MOST_PIECES):
        if start >= end:
            return
        value = _value(data, start, end, 0)
        yield value
        start = value.following
    raise ValueError


def _value(data: bytes, start: int, end: int, depth: int) -> _Value:
    tag, length = data[start], data[start + 1]
    start += 2
    if length == 0x80:  # the end is marked, not stated
        at = start
        for _ in range(_MOST_PIECES):
            if depth > _DEEPEST or at + 2 > end:
                raise ValueError
            if data[at : at + 2] == b"\0\0":
                return _Value(tag, start, at, at + 2)
            at = _value(data, at, end, depth + 1).following
        raise ValueError
    if length > 0x80:
        width = length & 0x7F
        length = int.from_bytes(data[start : start + width], "big")
        start += width
    if start + length > end:
        raise ValueError
    return _Value(tag, start, start + length, start + length)
