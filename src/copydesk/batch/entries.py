"""The inputs of a batch as a stream: each with a name of its own, and not yet read.

Files, folders, patterns such as ``talks/**/*.txt``, lists of all of these, and the archives that hold many articles
(``containers``). Nothing is held but the entry at hand, so that millions take no memory.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from copydesk import _files
from copydesk.batch.containers import is_container, opened
from copydesk.batch.entry import Entry, failing, stamp_of
from copydesk.choices import LIMIT
from copydesk.errors import InputError, UsageError
from copydesk.reading import source_of, sources

__all__ = ["Entry", "Shard", "check_outside", "entries", "listed"]

_PATTERN = "*?["
_ABOUT_FOLDER = "README"


class Shard:
    """``Shard(17, 400)``: one of 400 parts of a batch, from 1. The name of an entry decides which it is in, so that the
    same inputs are divided in the same way on every machine."""

    def __init__(self, number: int, of: int) -> None:
        if not 1 <= number <= of:
            raise UsageError(f"there is no shard {number} of {of}", "Write it as in --shard 17/400; they count from 1")
        self.number = number
        self.of = of

    @classmethod
    def parse(cls, text: str) -> Shard:
        """``"17/400"``. Raises UsageError for anything else."""
        number, _, of = text.partition("/")
        if not (number.isdecimal() and of.isdecimal()):
            raise UsageError(f"{text!r} names no shard", "Write it as in --shard 17/400")
        return cls(int(number), int(of))

    @property
    def name(self) -> str:
        """The name of its folder: ``shard-017-of-400``."""
        return f"shard-{self.number:0{len(str(self.of))}}-of-{self.of}"

    def holds(self, name: str) -> bool:
        digest = hashlib.blake2b(os.fsencode(name), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


def entries(inputs: Iterable[str], output: Path, skipped: Counter[str], from_: str | None = None) -> Iterator[Entry]:
    """The entries of these inputs, in an order that depends on nothing but their names.

    A folder stands for all files in it and below whose ending is that of a source, of ``from_`` if that is given, or of
    an archive; hidden files and a README are passed over, others counted in ``skipped`` by their endings. An
    input that cannot be used, as one in the folder ``output``, which could be replaced, is an entry that says so.
    """
    endings = _endings(from_)
    outside = _files.real(output)
    for given in inputs:
        try:
            for path in _matching(given):
                check_outside(path, output)
                if os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
                    yield from _below(path, path, outside, endings, skipped)
                else:
                    yield from _file(path, PurePosixPath(os.fsencode(path.name).decode("utf-8", "replace")), endings)
        except (InputError, UsageError) as error:
            yield failing(given, PurePosixPath(Path(given).name), InputError(error.message, error.remedy))


def check_outside(path: Path, output: Path) -> None:
    """Raises UsageError for an input that is, or lies in, the folder of the documents."""
    real, outside = _files.real(path), _files.real(output)
    if real == outside or outside in real.parents:
        raise UsageError(f"the input {path} lies in the folder of the documents", "Choose another -O")


def _endings(from_: str | None) -> frozenset[str]:
    if from_ is not None:
        return frozenset(source_of("", from_).endings)
    return frozenset(ending for source in sources().values() if source.in_folders for ending in source.endings)


def _matching(given: str) -> Iterator[Path]:
    """The paths that an input names: itself, or, where there is no such file, those that match it as a pattern."""
    _files.check_name(given)
    path = Path(os.path.normpath(given))
    if os.path.lexists(path) or not any(sign in given for sign in _PATTERN):
        yield path
        return
    matches = sorted(glob.iglob(given, recursive=True))  # noqa: PTH207 -- Path.glob refuses absolute patterns
    if not matches:
        raise InputError(f"no file matches the pattern {given}", "Check it; ** stands for any folders")
    yield from (Path(os.path.normpath(match)) for match in matches)


def _below(folder: Path, top: Path, outside: Path, endings: frozenset[str], skipped: Counter[str]) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as found:
            members = sorted(found, key=lambda member: member.name)
    except OSError as error:
        reason = f"the folder cannot be read: {error.strerror or error}"
        yield failing(str(folder), PurePosixPath(folder.name), InputError(reason, "Check its permissions"))
        return
    for member in members:
        path = Path(member.path)
        if member.name.startswith("."):
            continue
        if member.is_dir(follow_symlinks=False):
            if _files.real(path) != outside:
                yield from _below(path, top, outside, endings, skipped)
        elif path.stem.upper() == _ABOUT_FOLDER or (os.path.lexists(path) and not _is_file_or_broken(member)):
            continue
        elif path.suffix.lower() in endings or is_container(path):
            below = PurePosixPath(os.fsencode(path.relative_to(top)).decode("utf-8", "replace"))
            yield from _file(path, below, endings, in_folder=True)
        else:
            skipped[path.suffix.lower()] += 1


def _is_file_or_broken(member: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link that leads nowhere, whose reading will say so; not a pipe, device or linked
    folder."""
    try:
        return member.is_file() or not os.path.exists(member.path)  # noqa: PTH110 -- Path's may raise
    except OSError:  # links in a circle
        return True


def _file(path: Path, below: PurePosixPath, endings: frozenset[str], *, in_folder: bool = False) -> Iterator[Entry]:
    if is_container(path) and os.path.isfile(path):  # noqa: PTH113 -- Path's may raise
        yield from opened(path, below, endings, in_folder=in_folder)
        return
    try:
        stat = os.stat(path)  # noqa: PTH116 -- as above
    except (OSError, ValueError):  # its reading will say what is wrong
        yield Entry(str(path), below, path)
        return
    if os.path.isfile(path):  # noqa: PTH113
        yield Entry(str(path), below, path, stamp=stamp_of(stat), changed=stat.st_mtime)
    else:  # a pipe can be read only once
        yield Entry(str(path), below, None, lambda: _files.read(path, LIMIT))


def listed(stream: BinaryIO) -> Iterator[str]:
    """The names in a list: one a line, or, if there is a NUL, as of ``find -print0``, ended by NULs."""
    held = b""
    end = b"\n"
    first = True
    while block := stream.read1(2**16) if hasattr(stream, "read1") else stream.read(2**16):
        if first and b"\0" in block:
            end = b"\0"
        first = False
        *names, held = (held + block).split(end)
        yield from (os.fsdecode(name.rstrip(b"\r")) for name in names if name.strip())
    if held.strip():
        yield os.fsdecode(held.rstrip(b"\r"))
