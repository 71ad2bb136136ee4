"""An archive within an archive, which is unpacked into a file without a name for as long as it is read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Literal, cast

from copydesk.batch.remote import State
from copydesk.errors import InputError

__all__ = ["DEEPEST", "LARGEST", "Nested"]

DEEPEST = 3
"""How many archives may stand within one another."""

LARGEST = 256 * 2**20
"""The largest member of an archive in bytes; its form may allow less."""

_IN_MEMORY = 16 * 2**20


class Nested:
    """A member of an archive that holds articles itself: its ``address``, such as ``press.zip!/1998.tar``, the function
    that opens it, and what is known of it without reading it. ``depth`` is how many archives it is in."""

    def __init__(self, address: str, opener: Callable[[], IO[bytes] | None], state: State, depth: int) -> None:
        self.address = address
        self.depth = depth
        self._opener = opener
        self._state = state
        self._unpacked: BinaryIO | None = None

    def __str__(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        return PurePosixPath(self.address).name

    def state(self) -> State:
        return self._state

    def beginning(self, size: int) -> bytes:
        """Its first bytes, at most so many; it stays unpacked for who then opens it. Raises as ``open`` does."""
        self.close()
        self._unpacked = self._unpack()
        data = self._unpacked.read(size)
        self._unpacked.seek(0)
        return data

    def open(self, _mode: Literal["rb"] = "rb") -> BinaryIO:
        """Its bytes. Raises InputError if it is too large or too deep, and what the libraries raise for damage."""
        file, self._unpacked = self._unpacked or self._unpack(), None
        return file

    def close(self) -> None:
        """Removes what is unpacked and was not opened."""
        if self._unpacked is not None:
            self._unpacked.close()

    def _unpack(self) -> BinaryIO:
        if self.depth > DEEPEST:
            raise InputError(f"it is within more than {DEEPEST} archives", "Unpack the outer ones")
        content = self._opener()
        if content is None:
            raise InputError("it is no file", "Leave it out of the archive")
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- the caller closes it
        try:
            with content:
                shutil.copyfileobj(_Limited(content), file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return cast("BinaryIO", file)


class _Limited:
    """A stream that raises InputError when it holds more than an archive may."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = LARGEST

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"it holds more than {LARGEST // 2**20} MB", "Split it, or unpack it")
        return data
