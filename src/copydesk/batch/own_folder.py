"""The folder of a batch's own files: one batch at a time, and nothing is left of one that was killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from copydesk import _files
from copydesk.batch.manifest import FOLDER
from copydesk.errors import UsageError

__all__ = ["note_sockets", "scratch_folder"]

_SOCKETS = "sockets"
"""The file that names the folder of the sockets for starting workers."""


@contextmanager
def scratch_folder(output: Path) -> Iterator[Path]:
    """A folder for finished documents that have no name yet, in that of the batch into ``output``, which is locked
    meanwhile. Raises UsageError if another batch is at work there, and OutputError if it cannot be used."""
    own = output / FOLDER
    _files.make_folder(own)
    with _locked(own / "lock"):
        for killed in own.glob("work-*"):
            _remove_left(killed)
        scratch = own / f"work-{os.getpid()}"
        _files.make_folder(scratch)
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def note_sockets(scratch: Path, sockets: Path) -> None:
    """Notes the folder of the sockets for starting workers, which stays where this process is killed."""
    _files.write_new(scratch / _SOCKETS, os.fsencode(sockets))


def _remove_left(scratch: Path) -> None:
    """Removes what a batch left that was killed: its folder, and that of its sockets."""
    with suppress(OSError, ValueError):
        sockets = Path(os.fsdecode((scratch / _SOCKETS).read_bytes()))
        if sockets.name.startswith("pymp-"):  # as multiprocessing calls it
            shutil.rmtree(sockets, ignore_errors=True)
    shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds a lock that no other process can have; the system takes it from one that dies. Raises UsageError if another
    has it, and OutputError if the file cannot be used."""
    try:
        import fcntl
    except ImportError:  # a system without such locks
        yield
        return
    try:
        file = path.open("w")
    except OSError as error:
        raise _files.output_error(path, error) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"another batch is at work in {path.parent.parent}", "Wait for it, or choose another -O"
            ) from None
        except OSError as error:  # such as that of a disk of the network without locks
            raise _files.output_error(path, error) from None
        yield
