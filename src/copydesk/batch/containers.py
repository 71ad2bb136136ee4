"""Files that hold many articles, as streams: tar and zip here, files of ``records`` there, also in one another.

A file of such a name whose content is an article itself, such as an archive of OCR, stays one.
"""

from __future__ import annotations

import errno
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, Self

from copydesk import _files
from copydesk.batch import records
from copydesk.batch.entry import REST, Entry, File, failing, state_of
from copydesk.batch.folders import is_article, is_litter
from copydesk.batch.nested import LARGEST, Nested
from copydesk.batch.remote import State
from copydesk.errors import CopydeskError, InputError
from copydesk.reading import BEGINNING, source_of

__all__ = ["CONTAINERS", "entry_of", "is_container", "opened"]

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_OF_RECORDS = {
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), records.lines),
    ".parquet": records.parquet,
    **dict.fromkeys((".warc", ".warc.gz"), records.warc),
}
CONTAINERS = (".zip", *_TARS, *_OF_RECORDS)
"""The endings of files that hold many articles."""


def is_container(path: File) -> bool:
    """Whether a file is, by its name, one that holds many articles."""
    return path.name.lower().endswith(CONTAINERS)


def opened(
    path: File, below: PurePosixPath, endings: tuple[str, ...], skipped: Counter[str], *, in_folder: bool
) -> Iterator[Entry]:
    """The entries in a file; of an archive the members that are articles (``folders``). Those of a file that was found
    ``in_folder`` are below a folder of its name. If it turns out to be damaged, what follows is one entry that says
    so."""
    name = path.name.lower()
    within = _folder_of(below) if in_folder else None
    try:
        reader = next((read for ending, read in _OF_RECORDS.items() if name.endswith(ending)), None)
        if reader is not None:
            yield from reader(path, within or PurePosixPath())
        elif source_of("", None, _beginning(path)).name != "text":
            yield entry_of(path, below)
        elif name.endswith(".zip"):
            yield from _zip(path, within, endings, skipped)
        else:
            yield from _tar(path, within, endings, skipped)
    except CopydeskError as error:  # such as a library that is missing
        yield failing(str(path), below, error, path)
    except Exception as error:  # the libraries raise errors of many kinds for what is damaged
        yield failing(f"{path}{REST}", below, _damaged(error), path)


def entry_of(file: File, below: PurePosixPath) -> Entry:
    """The entry of a file that is an article itself. Raises OSError or InputError if it is not there."""
    state = state_of(file)
    if isinstance(file, Path):
        return Entry(str(file), below, file, stamp=state.stamp, changed=state.changed)
    if isinstance(file, Nested) or file.is_of_this_process:
        return Entry(str(file), below, None, partial(_bytes_of, file), *state)
    return Entry(str(file), below, None, None, *state, remote=str(file))


def _bytes_of(file: File) -> bytes:
    return _read(lambda: file.open("rb"))


def _beginning(file: File) -> bytes:
    if isinstance(file, Nested):
        return file.beginning(BEGINNING)
    with file.open("rb") as opened:
        return opened.read(BEGINNING)


def _folder_of(below: PurePosixPath) -> PurePosixPath:
    """``press/2020`` of ``press/2020.tar.gz``."""
    ending = next(each for each in sorted(CONTAINERS, key=len)[::-1] if str(below).lower().endswith(each))
    return PurePosixPath(str(below)[: -len(ending)])


def _damaged(error: Exception) -> InputError:
    """What is wrong with an archive that is cut short, damaged, locked or packed in a way that no library knows."""
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # EINVAL: it names a place outside it
        return _files.input_error(error)
    reason = " ".join(str(error).split()).partition(": - method")[0] or type(error).__name__
    return InputError(f"the archive is damaged: {reason}", "Get it again, or unpack it")


class _Member(NamedTuple):
    """A member of an archive: the archive, the folder for its articles, None if they lie in no folder of theirs, the
    name and the state of the member, and the function that opens it."""

    archive: File
    within: PurePosixPath | None
    name: str
    opener: Callable[[], IO[bytes] | None]
    state: State


def _entries_in(member: _Member, endings: tuple[str, ...], skipped: Counter[str]) -> Iterator[Entry]:
    """The entry of a member that is an article, and those in one that is an archive itself."""
    archive, within, name, opener, state = member
    path, address = PurePosixPath(name), f"{archive}!/{name}"
    if name.lower().endswith(CONTAINERS):
        if not is_litter(path, skipped):
            depth = archive.depth + 1 if isinstance(archive, Nested) else 1
            with closing(Nested(address, opener, state, depth)) as nested:
                for entry in opened(nested, _inner(within, name), endings, skipped, in_folder=True):
                    yield entry._replace(held_in=archive)
    elif is_article(path, endings, skipped, _xml_of(name, opener)):
        yield Entry(address, _inner(within, name), None, partial(_read, opener), *state, held_in=archive)


def _xml_of(name: str, opener: Callable[[], IO[bytes] | None]) -> Callable[[], bytes] | None:
    """What reads the beginning of a member in XML, whose ending does not say its form; None for all others."""
    return (lambda: _read(opener)[:BEGINNING]) if name.lower().endswith(".xml") else None


def _inner(within: PurePosixPath | None, name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/")) if within is None else within / name.replace("\\", "/").lstrip("/")


def _zip(path: File, within: PurePosixPath | None, endings: tuple[str, ...], skipped: Counter[str]) -> Iterator[Entry]:
    changed = state_of(path).changed
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                state = State(f"{member.CRC:08x} {member.file_size}", changed)
                opener = partial(archive.open, member)
                yield from _entries_in(_Member(path, within, member.filename, opener, state), endings, skipped)


class _TarMember(tarfile.TarInfo):
    """A member of a tar file. The library takes a head that is none for the end, and would lose what is behind it."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(f"{error} at byte {archive.offset}") from None


def _tar(path: File, within: PurePosixPath | None, endings: tuple[str, ...], skipped: Counter[str]) -> Iterator[Entry]:
    stamp = state_of(path).stamp
    with path.open("rb") as file, tarfile.open(fileobj=file, tarinfo=_TarMember) as archive:
        for member in archive:
            if member.isfile():
                state = State(f"{stamp} {member.offset}", member.mtime)
                opener = partial(archive.extractfile, member)
                yield from _entries_in(_Member(path, within, member.name, opener, state), endings, skipped)
            archive.members = []  # type: ignore[attr-defined]  # else it holds them all


def _read(open_: Callable[[], IO[bytes] | None]) -> bytes:
    try:
        file = open_()
        if file is None:
            raise InputError("it is no file", "Leave it out of the archive")
        with file:
            data = file.read(LARGEST + 1)
    except CopydeskError:
        raise
    except Exception as error:
        raise _damaged(error) from None
    if len(data) > LARGEST:
        raise InputError(f"it holds more than {LARGEST // 2**20} MB", "Split it")
    return data
