"""Archives of scanned pages: a .zip or .tar of the files of OCR, one a page, and often a METS that gives their order.

Nothing is unpacked to a disk, and only members that may be files of OCR are read, within limits.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from copydesk.errors import InputError
from copydesk.reading._source import BEGINNING, LIMIT

_ENDINGS = {".xml", ".html", ".htm", ".xhtml", ".hocr", ".alto", ".tsv", ".mets"}
_MOST_MEMBERS = 20_000
_MOST_BYTES = 128 * 2**20  # of the files that are read
_MOST_UNPACKED = 4 * 2**30  # of a whole archive, pictures and all
_BROKEN = "Fetch or make the file again; it may have been cut off"
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_TAR, _TAR_AT = b"ustar", 257


def is_archive(beginning: bytes) -> bool:
    """Whether a file that begins so is an archive of a kind that is read here."""
    return beginning.startswith((_GZIP, _ZIP)) or _is_tar(beginning)


def _is_tar(beginning: bytes) -> bool:
    return beginning[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR


def glimpse(beginning: bytes) -> bytes:
    """What of the first members of an archive can be seen in its beginning, together."""
    if beginning.startswith(_GZIP):
        unpacked = _inflated(beginning, 31)
        return unpacked if _is_tar(unpacked) else b""
    if not beginning.startswith(_ZIP):
        return beginning if _is_tar(beginning) else b""
    seen = []
    for part in beginning.split(_ZIP)[1:]:  # each begins behind the signature of the header of a member
        if len(part) > 26:
            start = 26 + int.from_bytes(part[22:24], "little") + int.from_bytes(part[24:26], "little")
            packed = int.from_bytes(part[4:6], "little") == zipfile.ZIP_DEFLATED
            seen.append(_inflated(part[start:], -15) if packed else part[start:])
    return b"\n".join(seen)


_GLIMPSE = 2**20


def _inflated(data: bytes, form: int) -> bytes:
    """As much of the beginning of compressed data as it holds, up to a MB."""
    try:
        return zlib.decompressobj(form).decompress(data, _GLIMPSE)
    except zlib.error:
        return b""


class Members(Mapping[str, bytes]):
    """The members of an archive that may be files of OCR, in its order, by their names. They are kept packed: XML takes
    a tenth of its size so, and one is unpacked at a time."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._number = self._bytes = 0

    def __getitem__(self, name: str) -> bytes:
        return zlib.decompress(self._packed[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def beginning(self, name: str) -> bytes:
        """What ``Source.matches`` may look at of a member."""
        return zlib.decompressobj().decompress(self._packed[name], BEGINNING)

    def wants(self, name: str) -> bool:
        """Counts a member. Whether it may be a file of OCR; what an archiver adds for itself is none. Raises InputError
        if there are too many."""
        self._number += 1
        if self._number > _MOST_MEMBERS:
            raise InputError(f"the archive holds more than {_MOST_MEMBERS:,} files", "Split it")
        return may_be_ocr(name)

    def take(self, name: str, content: bytes) -> None:
        """Adds a member. Raises InputError if it is too large, or all are together."""
        self._bytes += len(content)
        if len(content) > LIMIT or self._bytes > _MOST_BYTES:
            raise InputError(
                f"the text files of the archive hold more than {_MOST_BYTES // 2**20} MB, or {name} alone more than "
                f"{LIMIT // 2**20} MB", "Split it",
            )  # fmt: skip
        self._packed[name] = zlib.compress(content, 1)


def members(data: bytes) -> Members:
    """The members of an archive that may be files of OCR. Raises InputError if it is broken, encrypted or too large."""
    try:
        return _of_zip(data) if data.startswith(_ZIP) else _of_tar(data)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        raise InputError(f"the archive is broken: {error}", _BROKEN) from None
    except (RuntimeError, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise InputError(f"the archive cannot be read: {error}", "Pack its files again, without a password") from None


def may_be_ocr(name: str) -> bool:
    """Whether a member of this name may be a file of OCR; what an archiver adds for itself is none."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _ENDINGS and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _of_zip(data: bytes) -> Members:
    kept = Members()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if not entry.is_dir() and kept.wants(entry.filename):
                with archive.open(entry) as file:
                    kept.take(entry.filename, file.read(LIMIT + 1))
    return kept


def _of_tar(data: bytes) -> Members:
    kept = Members()
    packed = io.BytesIO(data)
    bounded = _Bounded(gzip.GzipFile(fileobj=packed) if data.startswith(_GZIP) else packed)
    with tarfile.open(fileobj=bounded, mode="r:") as archive:
        for entry in archive:
            if entry.isfile() and kept.wants(entry.name):
                file = archive.extractfile(entry)
                kept.take(entry.name, file.read(LIMIT + 1) if file else b"")
    return kept


class _Bounded(io.RawIOBase):
    """A file that is read up to ``_MOST_UNPACKED``, in pieces that memory holds: what is packed may unpack to
    anything."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        self._check(self._file.tell() + max(size, 0), 0 <= size <= LIMIT + 1)
        return self._file.read(size)

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        self._check(position, whence == io.SEEK_SET)
        return self._file.seek(position)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    @staticmethod
    def _check(position: int, is_small: bool) -> None:
        if not is_small or position > _MOST_UNPACKED:
            raise InputError(f"the archive unpacks to more than {_MOST_UNPACKED // 2**30} GB", "Split it")
