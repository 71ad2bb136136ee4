"""Files: reading, atomic replacement, and safe names."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from copydesk._machine import process_space
from copydesk.errors import FullDiskError, InputError, OutputError, UsageError

MAKE_ROOM = "Make room, or write somewhere else"

REMEDIES = {
    errno.ENOSPC: MAKE_ROOM,
    errno.EDQUOT: MAKE_ROOM,
    errno.EFBIG: MAKE_ROOM,
    errno.EACCES: "Choose a folder that you may write to",
    errno.EPERM: "Choose a folder that you may write to",
    errno.EROFS: "Choose a folder that you may write to",
    errno.ENAMETOOLONG: "Give the output a shorter name",
    errno.ENOTDIR: "Part of the path is a file, not a folder: choose another path",
}
"""The remedy for each system error of a write."""

_unfinished: set[Path] = set()

_OPENED = re.compile(r"/dev/(stdin|fd/\d+)|/proc/self/fd/\d+")
"""The names of what this process has open already; a shell writes ``<(program)`` as one."""


def read(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, or of what this process has open, such as ``/dev/stdin``; at most ``limit`` + 1 of
    them.

    Raises InputError if the file does not exist or cannot be read, if it is a pipe, a socket or a device, which may
    wait or go on for ever, and UsageError for a name that no file can have.
    """
    check_name(path)
    try:
        if _OPENED.fullmatch(os.fspath(path)):
            with path.open("rb") as file:
                return file.read(limit + 1)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                kind = "pipe" if stat.S_ISFIFO(mode) else "device"
                raise InputError(f"it is a {kind}, not a file", "Pass what it holds on standard input, as in: - < NAME")
            return file.read(limit + 1)
    except FileNotFoundError:
        raise InputError("there is no such file", "Check its name") from None
    except IsADirectoryError:
        raise InputError("it is a folder", "Name a file in it") from None
    except OSError as error:
        raise input_error(error) from None


def is_there(path: Path) -> bool:
    """Whether there is anything of this name; a name that no file can have is not there."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def read_regular(path: Path, limit: int) -> bytes:
    """Like ``read``, of a regular file that is no link: anything else is not opened for reading, as opening a pipe may
    wait for ever and reading a device change it."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise InputError("it is no regular file", "Name a file")
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(file, "rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        raise input_error(error) from None


def check_name(path: str | os.PathLike[str]) -> None:
    """Raises UsageError for a path that no file can have: an empty one, or one with a NUL in it."""
    name = os.fsdecode(path)
    if not name or "\0" in name:
        raise UsageError(f"no file can have the name {name!r}", "Give the path of a file")


def check_file(path: str | os.PathLike[str]) -> None:
    """Raises UsageError for a path that names a folder by the slash at its end, which a ``Path`` no longer has."""
    check_name(path)
    name = os.fsdecode(path)
    if name.endswith(("/", os.sep)):
        raise UsageError(f"{name} names a folder by its last sign", f"Name a file, such as {name}article.pdf")


def real(path: Path) -> Path:
    """The file that a path names, without links. Of links in a circle, one: to read or write it fails."""
    return Path(os.path.realpath(path))


def tells_names_apart(folder: Path) -> bool:
    """Whether the disk of a folder, there or not yet, holds files apart whose names differ in case, or in how accents
    are written. A folder that cannot be written to is taken to do so."""
    there = next((parent for parent in (folder, *folder.parents) if parent.is_dir()), folder)
    names = (f"{_unfinished_name()}{end}.tmp" for end in ("a", "\u00e9"))
    for name, other in ((name, unicodedata.normalize("NFD", name).replace("a.tmp", "A.tmp")) for name in names):
        probe = there / name
        _unfinished.add(probe)
        try:
            probe.touch(exist_ok=False)
            if os.path.lexists(there / other):
                return False
        except (OSError, UnicodeEncodeError):
            return True
        finally:
            with contextlib.suppress(OSError, UnicodeEncodeError):
                probe.unlink(missing_ok=True)
            _unfinished.discard(probe)
    return True


def check_target(path: Path) -> None:
    """Raises OutputError if the path cannot be written, as far as can be determined before the work, and UsageError for
    a name that no file can have."""
    check_name(path)
    if os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
        raise OutputError(f"{path} is a folder", f"Name a file, such as {path / 'article.pdf'}")
    folder = real(path).parent
    if not folder.is_dir():
        raise OutputError(f"there is no folder {folder}", f"Make it first: mkdir -p {folder}")
    if not os.access(path, os.W_OK) and os.path.exists(path):  # noqa: PTH110 -- as above
        raise OutputError(f"{path} may not be written", "Change its permissions or choose another name")


def make_folder(folder: Path) -> None:
    """Creates the folder and its missing parents. Raises OutputError if it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{folder} is a file, not a folder", "Choose another folder") from None
    except OSError as error:
        raise output_error(folder, error) from None


def write(path: Path, data: bytes) -> None:
    """Replaces the file by the bytes, as a whole or not at all.

    They are written to a new file in the same folder, which then replaces the old one and gets its permissions and,
    where allowed, its owner. A link stays a link: its target is replaced. A device or pipe is written to directly.
    Raises OutputError; the old file is then unchanged.
    """
    check_target(path)
    target = real(path)
    before = None
    try:
        with contextlib.suppress(FileNotFoundError):
            before = target.stat()
        if before is None or stat.S_ISREG(before.st_mode):
            _replace(target, data, before)
        else:
            with target.open("wb", buffering=0) as device:
                device.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_error(path, error) from None


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that is not there, down to the disk, not in one step. Raises OutputError."""
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise output_error(path, error) from None


def move(new: Path, target: Path) -> None:
    """Gives a file another name, in place of a file that has it. Raises OutputError."""
    try:
        new.replace(target)
    except OSError as error:
        raise output_error(target, error) from None


def discard_unfinished() -> None:
    """Removes the temporary files of unfinished writes of this process."""
    for path in tuple(_unfinished):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the files of another program, removed at the end. Those of processes that were killed, and could not
    remove theirs, go too."""
    import shutil
    import tempfile

    for left in Path(tempfile.gettempdir()).glob(f"{_TEMPORARY}*-*"):
        if _is_left(left, 3600):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_TEMPORARY}{os.getpid()}-") as name:
        yield Path(name)


_TEMPORARY = "copydesk-"
_CAN_ASK = os.name != "nt"
"""Whether one can ask whether a process runs: on Windows that would interrupt it."""


def _is_left(path: Path, seconds: float) -> bool:
    """Whether a temporary file or folder is of a process that runs no longer. If its name does not say that this one
    would see the process, it must not have changed for so many seconds: the process may run in another container, or on
    another machine."""
    process, space, *_ = [*path.name.lstrip(".").removeprefix(_TEMPORARY).split("-"), ""]
    try:
        old = space == process_space() or time.time() - path.stat().st_mtime >= seconds
        if not process.isdecimal() or not old or not _CAN_ASK:
            return False
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # of somebody else's process
        return False
    return False


def _unfinished_name() -> str:
    """The beginning of a name for a file of an unfinished write."""
    return f".{_TEMPORARY}{os.getpid()}-{process_space()}-{os.urandom(8).hex()}"


@functools.cache
def remove_left(folder: Path) -> None:
    """Removes what writes of processes that were killed left in a folder; once a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for left in [Path(entry) for entry in entries if entry.name.startswith(f".{_TEMPORARY}")]:
            if left.suffix == ".tmp" and _is_left(left, 60):
                left.unlink(missing_ok=True)


def slug(words: str, *, fallback: str = "article", limit: int = 120) -> str:
    """A file name made of words: letters and digits of any script joined by hyphens, at most ``limit`` bytes.

    ``"Rain / at last?"`` becomes ``rain-at-last``.
    """
    kept = (char if char.isalnum() or unicodedata.category(char).startswith("M") else " " for char in words.lower())
    name = "-".join(unicodedata.normalize("NFC", "".join(kept)).split())
    name = name.encode("utf-8", "ignore")[:limit].decode("utf-8", "ignore").strip("-")
    reserved = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
    return fallback if not name or name in reserved else name  # Windows reserves those names


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    remove_left(target.parent)
    new = target.with_name(f"{_unfinished_name()}.tmp")
    _unfinished.add(new)
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            if before is not None:
                with contextlib.suppress(OSError):
                    os.chown(new, before.st_uid, before.st_gid)
                new.chmod(stat.S_IMODE(before.st_mode))
            os.fsync(file.fileno())
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    finally:
        _unfinished.discard(new)


def input_error(error: OSError) -> InputError:
    """The InputError for a system error of reading a file."""
    return InputError(f"it cannot be read: {_reason(error)}", "Check the file and its permissions")


def output_error(target: Path | str, error: OSError) -> OutputError:
    """The OutputError for a system error of a write, with what to do about it; a FullDiskError if there is no room."""
    remedy = REMEDIES.get(error.errno or 0, "Choose another path")
    kind = FullDiskError if error.errno in (errno.ENOSPC, errno.EDQUOT) else OutputError
    return kind(f"{target} cannot be written: {_reason(error)}", remedy)


def _reason(error: OSError) -> str:
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
