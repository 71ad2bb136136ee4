"""Where the documents of a batch go: a folder of this machine, or one in a store such as S3."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from copydesk import _files
from copydesk.batch.manifest import Manifest
from copydesk.batch.remote import Remote, is_remote
from copydesk.errors import LostStoreError, OutputError, UsageError

__all__ = ["Folder", "RemoteFolder", "Store", "check_store", "mark", "unmark"]

_AT_ONCE = 10
"""Documents that are put into a store at a time, if it can do that; s3fs opens no more connections."""

_STORE = "store"
"""What the manifest calls the place of the documents."""


class Store(Protocol):
    """A folder of documents, whose names are paths below it. It may be ``ahead`` by so many articles whose documents
    are on their way."""

    ahead: int

    def place(self, file: Path, name: str) -> Future[Path | str]:
        """Makes a file the document of this name, in place of one that has it, at once or in time. The result is where
        that is, the error an OutputError."""

    def remove(self, names: Iterable[str]) -> None:
        """Removes documents that articles no longer have."""

    def holds(self, name: str, size: int) -> bool:
        """Whether there is a document of this name and size, as far as can be known at once."""

    def close(self) -> None:
        """Waits for the documents that are being put at this moment; no other is put any more."""


class Folder:
    """A folder of this machine."""

    ahead = 0

    def __init__(self, top: Path) -> None:
        self._top = top
        self._folders: set[Path] = set()

    def place(self, file: Path, name: str) -> Future[Path | str]:
        placed: Future[Path | str] = Future()
        try:
            target = self._top / name
            self._make(target.parent)
            _files.move(file, target)
            placed.set_result(target)
        except OutputError as error:
            placed.set_exception(error)
        return placed

    def close(self) -> None:
        """Nothing is on its way."""

    def _make(self, folder: Path) -> None:
        """Makes a folder for documents. Raises OutputError for one that a link leads out of the batch's."""
        if folder in self._folders:
            return
        top = _files.real(self._top)
        real = _files.real(folder)
        if real != top and top not in real.parents:
            raise OutputError(f"{folder} leads out of {self._top}", "Remove the link")
        _files.make_folder(folder)
        _files.remove_left(folder)
        self._folders.add(folder)

    def remove(self, names: Iterable[str]) -> None:
        """Folders that are empty then go too."""
        for name in names:
            path = self._top / name
            with suppress(OSError):
                path.unlink()
            with suppress(OSError):
                for parent in list(path.relative_to(self._top).parents)[:-1]:
                    (self._top / parent).rmdir()
                    self._folders.discard(self._top / parent)

    def holds(self, name: str, size: int) -> bool:
        try:
            return (self._top / name).stat().st_size == size
        except OSError:
            return False


class RemoteFolder:
    """A folder in a store. What the manifest says is there is taken to be there: to ask for each would take longer than
    to make it."""

    def __init__(self, top: Remote) -> None:
        self._top = top
        number = _AT_ONCE if top.takes_several else 1
        self.ahead = 4 * number if number > 1 else 0
        self._threads = ThreadPoolExecutor(number)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def place(self, file: Path, name: str) -> Future[Path | str]:
        return self._threads.submit(self._put, file, name)

    def _put(self, file: Path, name: str) -> str:
        target = self._top / name
        target.put(file)
        file.unlink()
        return str(target)

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            (self._top / name).remove()

    def holds(self, name: str, size: int) -> bool:
        return True


def check_store(top: Remote, manifest: Manifest) -> None:
    """Raises UsageError for a manifest of what went elsewhere, and OutputError if nothing can be written to a folder:
    an empty file is put there and taken away."""
    before = manifest.value(_STORE)
    if before not in (None, top.address):
        raise UsageError(f"{manifest.path} is that of a batch into {before}", "Choose another --state")
    probe = top / ".copydesk-probe"
    probe.write(b"")
    with suppress(LostStoreError):  # to take away may be forbidden
        probe.remove()
    manifest.set_value(_STORE, top.address)
    manifest.commit()


def mark(folder: str, counts: Counter[str]) -> None:
    """Puts a file with the counts beside the folder of a shard that is done. Raises OutputError."""
    data = f"{json.dumps(counts)}\n".encode()
    if is_remote(folder):
        Remote(f"{folder}.done").write(data)
    else:
        _files.write(Path(f"{folder}.done"), data)


def unmark(folder: str) -> None:
    """Removes this file."""
    if is_remote(folder):
        Remote(f"{folder}.done").remove()
    else:
        Path(f"{folder}.done").unlink(missing_ok=True)
