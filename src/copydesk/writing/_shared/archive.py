"""Reproducible zip archives: EPUB and Word files are zips, and the libraries that make them store the current time.

``zipfile`` compresses each file anew; here the compressed form of a file that many documents have in common, such as a
style sheet, is kept for the next document.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable
from functools import lru_cache

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, the earliest that a zip archive can have."""

_DOS_TIME, _DOS_DATE = 0, 1 << 5 | 1
"""``EPOCH`` in the archive: years since 1980, month and day."""

_VERSION, _UNIX, _ATTRIBUTES = 20, 3, 0o644 << 16
_IN_UTF_8 = 0x800
_STORED, _DEFLATED = 0, 8
_LEVEL, _RAW = 6, -15
"""The level of compression, and zlib's name for deflate without a header."""

_ENTRY = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def unpack(archive: bytes) -> dict[str, bytes]:
    """The files of a zip archive by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def pack(files: dict[str, bytes], stored: Iterable[str] = (), common: Collection[str] = ()) -> bytes:
    """The files as a zip archive, in their order, each dated ``EPOCH``; those in ``stored`` are not compressed, and
    those in ``common`` are alike in many documents. Raises struct.error for more than four gigabytes."""
    uncompressed = frozenset(stored)
    entries, directory = bytearray(), bytearray()
    for name, data in files.items():
        if name in uncompressed:
            method, content = _STORED, data
        else:
            method, content = _DEFLATED, (_kept if name in common else _deflated)(data)
        path = name.encode()
        flags = 0 if name.isascii() else _IN_UTF_8
        facts = (flags, method, _DOS_TIME, _DOS_DATE, zlib.crc32(data), len(content), len(data), len(path), 0)
        directory += _LISTED.pack(
            b"PK\x01\x02", _VERSION, _UNIX, _VERSION, 0, *facts, 0, 0, 0, _ATTRIBUTES, len(entries)
        )
        directory += path
        entries += _ENTRY.pack(b"PK\x03\x04", _VERSION, *facts) + path + content
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(directory), len(entries), 0)
    return bytes(entries + directory + end)


def _deflated(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL, _RAW)


_kept = lru_cache(maxsize=64)(_deflated)
