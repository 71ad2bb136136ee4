"""Reproducible zip archives: EPUB and Word files are zips, and the libraries that make them store the current time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip entry can have."""


def unpack(archive: bytes) -> dict[str, bytes]:
    """The files of a zip archive by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def pack(files: dict[str, bytes], stored: Iterable[str] = ()) -> bytes:
    """The files as a zip archive, in their order, each dated ``EPOCH``; those in ``stored`` are not compressed."""
    buffer = io.BytesIO()
    uncompressed = frozenset(stored)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name in uncompressed else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on any platform
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=6)
    return buffer.getvalue()
