"""Files in stores that fsspec knows, such as ``s3://bucket/folder``: listed, read, and replaced as a whole.

Only what a person names is opened, and what is listed below it. How to reach a store, and with which credentials, is
left to fsspec's own configuration.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from copydesk.errors import CopydeskError, InputError, LostStoreError, MissingEngineError, UsageError

__all__ = ["Remote", "State", "is_remote"]

_ADDRESS = re.compile(r"(?!https?:|file:|local:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)

_BLOCK = 2**22
"""Bytes that are got at once of a file that is read piece by piece."""

_TAGS = ("ETag", "etag", "md5Hash", "content_md5", "generation", "crc32c")
"""What stores call that which changes with the content of a file."""

_CHANGED = ("LastModified", "last_modified", "updated", "mtime", "created")

_FORWARDING = ("sftp", "ssh")
"""The stores that hand each option on to the program that connects to them, which refuses that of fsspec itself."""

_IN_THIS_PROCESS = ("memory",)
"""The stores that another process cannot see."""


class State(NamedTuple):
    """What is known of a file without reading it: a ``stamp`` that changes with its content, empty if there is none,
    and when it last ``changed``, in seconds since 1970."""

    stamp: str
    changed: float | None


def is_remote(name: str) -> bool:
    """Whether this is the address of a file or folder in a store."""
    return _ADDRESS.match(name) is not None


class Remote:
    """What has an ``address`` such as ``s3://bucket/folder/file``. Raises UsageError for a kind of store that nobody
    knows, MissingEngineError if the library for it is not installed, and InputError if it cannot be reached."""

    def __init__(self, address: str, opened: tuple[Any, str] | None = None, info: dict[str, Any] | None = None) -> None:
        self.address = address.rstrip("/")
        self._fs, self._path = opened or _opened(self.address)
        self._info = info

    def __str__(self) -> str:
        return self.address

    def __truediv__(self, name: str) -> Remote:
        return Remote(f"{self.address}/{name}", (self._fs, f"{self._path.rstrip('/')}/{name}"))

    def with_name(self, name: str) -> Remote:
        return Remote(f"{self.address.rpartition('/')[0]}/{name}")

    @property
    def name(self) -> str:
        return self.address.rpartition("/")[2]

    @property
    def is_of_this_process(self) -> bool:
        """Whether no other process can read it."""
        return self._fs.protocol in _IN_THIS_PROCESS

    @property
    def takes_several(self) -> bool:
        """Whether several files can be written at a time, from several threads: others of fsspec's stores, such as FTP,
        have one connection, which is in disorder then."""
        return bool(self._fs.async_impl)

    # ---------------------------------------------------------------------------------------------- reading

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """The file, for reading. Raises InputError."""
        with _store_errors(self.address, InputError):
            return cast("BinaryIO", io.BufferedReader(self._fs.open(self._path, mode, block_size=_BLOCK), 2**20))

    def read(self, limit: int) -> bytes:
        """The bytes of the file, at most ``limit`` + 1. Raises InputError."""
        with _store_errors(self.address, InputError):
            try:
                return bytes(self._fs.cat_file(self._path, start=0, end=limit + 1))
            except Exception:
                if self._fs.info(self._path).get("size") == 0:  # of which some stores have no range of bytes
                    return b""
                raise

    def state(self) -> State:
        """Raises InputError if it is not there."""
        with _store_errors(self.address, InputError):
            info = self._info or self._fs.info(self._path)
        when = next((info[key] for key in _CHANGED if info.get(key)), None)
        tag = next((info[key] for key in _TAGS if info.get(key)), when)
        return State(f"{info.get('size')} {tag}" if tag else "", _seconds(when))

    def is_folder(self) -> bool:
        """Whether there are files below it. Raises InputError if there is nothing."""
        with _store_errors(self.address, InputError):
            return bool(self._fs.info(self._path)["type"] == "directory")

    def below(self) -> Iterator[Remote]:
        """The files in a folder and below, in the order of their names, a folder at a time. Raises InputError."""
        with _store_errors(self.address, InputError):
            infos = sorted(self._fs.ls(self._path, detail=True), key=lambda info: str(info["name"]))
        for info in infos:
            name = str(info["name"]).rstrip("/")
            if not name.startswith(f"{self._path.rstrip('/')}/"):
                continue  # the mark of an empty folder
            child = Remote(f"{self.address}/{name.rpartition('/')[2]}", (self._fs, name), info)
            if info["type"] == "directory":
                yield from child.below()
            else:
                yield child

    def matches(self) -> list[Remote]:
        """The files that the address names as a pattern, in the order of their names. Raises InputError."""
        with _store_errors(self.address, InputError):
            matches = self._fs.glob(self._path, detail=True)
        files = [(name, info) for name, info in sorted(matches.items()) if info["type"] != "directory"]
        return [Remote(self._address_of(name), (self._fs, name), info) for name, info in files]

    def _address_of(self, name: str) -> str:
        """The address of a path of the store, written as that of this file is, so that each file has one only."""
        path = self._path.lstrip("/")
        if not self.address.endswith(path):
            return str(self._fs.unstrip_protocol(name))
        return self.address.removesuffix(path) + name.lstrip("/")

    # ---------------------------------------------------------------------------------------------- writing

    def put(self, file: Path) -> None:
        """Replaces it by a file; a store such as S3 does so as a whole or not at all. Raises LostStoreError."""
        self._changed(lambda: self._fs.put_file(str(file), self._path))

    def write(self, data: bytes) -> None:
        """Replaces it by these bytes, likewise."""
        self._changed(lambda: self._fs.pipe_file(self._path, data))

    def remove(self) -> None:
        """Removes the file if it is there. Raises LostStoreError."""

        def remove() -> None:
            try:
                self._fs.rm_file(self._path)
            except FileNotFoundError:
                return

        self._changed(remove)

    def has(self, size: int) -> bool:
        """Whether there is a file of this size. Raises LostStoreError."""
        with _store_errors(self.address, LostStoreError):
            try:
                return bool(self._fs.info(self._path).get("size") == size)
            except FileNotFoundError:
                return False

    def _changed(self, change: Callable[[], object]) -> None:
        with _store_errors(self.address, LostStoreError):
            change()


def _opened(address: str) -> tuple[Any, str]:
    """The store of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingEngineError(
            "the Python package fsspec is not installed", "pip install 'copydesk[remote]'"
        ) from None
    if "::" in address:
        raise UsageError(f"{address} names a file in a file", "Name the archive itself: what is in it is read")
    kind = address.partition("://")[0]
    if not is_remote(address):
        raise UsageError(f"{address}// names no folder", "Write it as in s3://bucket/folder")
    options = {} if kind.lower() in _FORWARDING else {"use_listings_cache": False}
    try:
        fs, path = url_to_fs(address, **options)
    except ImportError as error:
        remedy = "pip install 'copydesk[remote]'" if address.startswith(("s3:", "s3a:")) else str(error)
        raise MissingEngineError(f"{address} cannot be opened: a Python package is missing", remedy) from None
    except ValueError:
        raise UsageError(
            f"{address}: there is no kind of store {kind!r}", "Write it as in s3://bucket/folder"
        ) from None
    except Exception as error:  # some connect at once, and each has errors of its own
        words = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{address} cannot be reached: {words}", "Check the address, and the network") from None
    return fs, str(path)


def _seconds(when: object) -> float | None:
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(when)
        except ValueError:
            return None
    return when.timestamp() if isinstance(when, datetime) else float(when) if isinstance(when, int | float) else None


@contextmanager
def _store_errors(address: str, kind: type[CopydeskError]) -> Iterator[None]:
    """Turns the errors of a store into ours. An input has its name before what is said of it, an output has not."""
    name = address if kind is LostStoreError else "it"
    about = f"{address}: " if kind is LostStoreError else ""
    try:
        yield
    except (CopydeskError, MemoryError):
        raise
    except FileNotFoundError as error:
        reason = "bucket" if "bucket" in str(error).lower() else "file or folder"
        raise kind(f"{about}there is no such {reason}", "Check the address") from None
    except PermissionError as error:
        words = " ".join(str(error).split())
        raise kind(f"{about}the store refuses it: {words}", "Check the credentials that fsspec finds") from None
    except Exception as error:  # each store has errors of its own
        words = " ".join(str(error).split()) or type(error).__name__
        raise kind(
            f"{name} cannot be used: {words}",
            "Check the address, the network, and the credentials that fsspec finds",
        ) from None
