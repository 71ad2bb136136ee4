"""Files that hold many articles, as streams: tar, zip and JSON Lines, compressed or not.

A file of such a name whose content is an article itself, such as an archive of OCR, stays one.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, NoReturn

from copydesk import _files
from copydesk.choices import LIMIT
from copydesk.errors import InputError
from copydesk.metadata import canonical
from copydesk.reading import BEGINNING, source_of

__all__ = ["Entry", "is_container", "opened", "stamp_of"]

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, OSError, NotImplementedError, RuntimeError)
"""What the libraries raise for archives that are cut short, damaged, locked or packed in a way they do not know."""

_LARGEST = 256 * 2**20
"""The largest member of an archive in bytes; its form may allow less."""


class Entry(NamedTuple):
    """An input of a batch, not yet read.

    ``id`` is its name, which no other input of the batch has; ``below`` its path below the folder or archive that was
    named. ``file`` is the file that it is, None for what ``data`` gives the bytes of, which raises InputError if it
    cannot be read. ``stamp`` changes whenever its content does and is known without reading it, empty if there is no
    such thing; ``changed`` is when it last did, in seconds since 1970. ``form`` is the name of its source, None to tell
    it by content and name. ``metadata`` are pairs as of ``-M``, which came with it.
    """

    id: str
    below: PurePosixPath
    file: Path | None = None
    data: Callable[[], bytes] | None = None
    stamp: str = ""
    changed: float | None = None
    form: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    held_in: Path | None = None


def stamp_of(stat: os.stat_result) -> str:
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"


def is_container(path: Path) -> bool:
    """Whether a file is, by its name, one that holds many articles."""
    return path.name.lower().endswith((".zip", *_TARS, *_LINES))


def opened(path: Path, below: PurePosixPath, endings: frozenset[str], *, in_folder: bool) -> Iterator[Entry]:
    """The entries in a file; of an archive the members with these ``endings``. Those of a file that was found
    ``in_folder`` are below a folder of its name. If it turns out to be damaged, what follows is one entry that says
    so."""
    name = path.name.lower()
    within = _folder_of(below) if in_folder else None
    try:
        if name.endswith(_LINES):
            yield from _lines(path, within)
        elif source_of("", None, _files.read(path, BEGINNING)).name != "text":
            stat = path.stat()
            yield Entry(str(path), below, path, stamp=stamp_of(stat), changed=stat.st_mtime)
        elif name.endswith(".zip"):
            yield from _zip(path, within, endings)
        else:
            yield from _tar(path, within, endings)
    except InputError as error:
        yield Entry(str(path), below, None, partial(_fail, error))
    except _DAMAGE as error:
        yield Entry(f"{path}: the rest", below, None, partial(_fail, _damaged(error)))


def _folder_of(below: PurePosixPath) -> PurePosixPath:
    """``press/2020`` of ``press/2020.tar.gz``."""
    ending = next(
        each for each in sorted((*_TARS, *_LINES, ".zip"), key=len)[::-1] if str(below).lower().endswith(each)
    )
    return PurePosixPath(str(below)[: -len(ending)])


def _damaged(error: BaseException) -> InputError:
    return InputError(f"the archive is damaged: {error or type(error).__name__}", "Get it again, or unpack it")


def _fail(error: InputError) -> NoReturn:
    raise error


def _wanted(name: str, endings: frozenset[str]) -> bool:
    path = PurePosixPath(name)
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in path.parts)
    return path.suffix.lower() in endings and path.stem.upper() != "README" and not hidden


def _inner(within: PurePosixPath | None, name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/")) if within is None else within / name.lstrip("/")


def _zip(path: Path, within: PurePosixPath | None, endings: frozenset[str]) -> Iterator[Entry]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.is_dir() and _wanted(member.filename, endings):
                yield Entry(
                    f"{path}!/{member.filename}",
                    _inner(within, member.filename),
                    None,
                    partial(_read, partial(archive.open, member)),
                    f"{member.CRC:08x} {member.file_size}",
                    path.stat().st_mtime,
                    held_in=path,
                )


def _tar(path: Path, within: PurePosixPath | None, endings: frozenset[str]) -> Iterator[Entry]:
    stamp = stamp_of(path.stat())
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and _wanted(member.name, endings):
                yield Entry(
                    f"{path}!/{member.name}",
                    _inner(within, member.name),
                    None,
                    partial(_read, partial(archive.extractfile, member)),
                    f"{stamp} {member.offset}",
                    member.mtime,
                    held_in=path,
                )
            archive.members = []  # type: ignore[attr-defined]  # else it holds them all


def _read(open_: Callable[[], IO[bytes] | None]) -> bytes:
    try:
        file = open_()
        if file is None:
            raise InputError("it is no file", "Leave it out of the archive")
        with file:
            data = file.read(_LARGEST + 1)
    except _DAMAGE as error:
        raise _damaged(error) from None
    if len(data) > _LARGEST:
        raise InputError(f"it holds more than {_LARGEST // 2**20} MB", "Split it")
    return data


def _lines(path: Path, within: PurePosixPath | None) -> Iterator[Entry]:
    """One entry a line ``{"id": ..., "text": ...}``, or with ``html`` in place of ``text``. Other keys that are those
    of metadata are its metadata."""
    changed = path.stat().st_mtime
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as packed:
        stream = io.BufferedReader(packed, 2**20) if isinstance(packed, gzip.GzipFile) else packed
        number = 0
        while line := stream.readline(2 * LIMIT):
            number += 1
            if line.strip():
                yield _line(path, within, line, number, changed)


def _line(path: Path, within: PurePosixPath | None, line: bytes, number: int, changed: float) -> Entry:
    base = within or PurePosixPath()
    try:
        record: Any = _decoded(line)
        form = next((key for key in ("text", "html") if isinstance(record.get(key), str)), None)
        if form is None:
            raise InputError('it has no "text"', 'Write each line as {"id": "...", "text": "..."}')
    except (ValueError, RecursionError, AttributeError, InputError) as error:
        reason = (
            error
            if isinstance(error, InputError)
            else InputError("the line is no JSON object", 'Write each line as {"id": "...", "text": "..."}')
        )
        name = f"line-{number}"
        return Entry(f"{path}#{name}", base / name, None, partial(_fail, reason), changed=changed, held_in=path)
    given = record.get("id")
    name = _whole(str(given)) if isinstance(given, str | int) and str(given) else f"line-{number}"
    data = _whole(record[form]).encode()
    return Entry(
        f"{path}#{name}", base / name.replace("/", "-"), None, lambda: data, "", changed, form, _metadata(record), path
    )


def _decoded(line: bytes) -> Any:
    """The value of a line of JSON. Raises ValueError."""
    import msgspec

    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:  # such as half a surrogate pair, which only the standard library reads
        return json.loads(line)


def _whole(text: str) -> str:
    """The text with its surrogate pairs joined, and U+FFFD for half ones."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _metadata(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a record says of its article. Values that are neither a text, a number nor a list of them are left out."""
    pairs: list[tuple[str, str]] = []
    for key, value in record.items():
        name = canonical(key)
        values = [
            _whole(str(each)) for each in (value if isinstance(value, list) else [value]) if isinstance(each, str | int)
        ]
        if name is not None and key not in ("id", "text", "html") and any(values):
            pairs += [(name, each) for each in (values if name == "author" else [", ".join(values)]) if each]
    return tuple(pairs)
