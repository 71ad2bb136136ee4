"""The inputs of a batch as a stream: each with a name of its own, and not yet read.

Files, folders, patterns such as ``talks/**/*.txt``, lists of all of these, and the archives that hold many articles
(``containers``). Nothing is held but the entry at hand, so that millions take no memory.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from copydesk import _files
from copydesk.batch.containers import CONTAINERS, is_container, opened
from copydesk.batch.entry import Entry, failing, stamp_of
from copydesk.batch.folders import articles_below, endings_of, is_litter
from copydesk.batch.remote import is_remote
from copydesk.batch.remote_entries import remote_entries
from copydesk.choices import LIMIT
from copydesk.errors import InputError, MissingEngineError, UsageError

__all__ = ["Entry", "Shard", "check_outside", "entries", "listed"]

_PATTERN = "*?["
_ANY_FOLDERS = re.compile(rf"(?<![^{re.escape(os.sep)}])\*\*(?:{re.escape(os.sep)}+|\Z)")
"""The first ``**`` of a pattern, as a whole name in it."""


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

    def file_name(self, name: str) -> str:
        """The name of its own file in place of one for all: ``all.shard-017-of-400.jsonl``."""
        path = PurePosixPath(name)
        return f"{path.stem}.{self.name}{path.suffix}"

    def holds(self, name: str) -> bool:
        digest = hashlib.blake2b(os.fsencode(name), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


def entries(
    inputs: Iterable[str],
    output: Path,
    skipped: Counter[str],
    from_: str | None = None,
    *,
    written: Sequence[Path] = (),
    store: str = "",
) -> Iterator[Entry]:
    """The entries of these inputs, in an order that depends on nothing but their names.

    A folder or an archive stands for all articles in it and below (``folders``), of the form ``from_`` if that is
    given; ``skipped`` counts what is left out. An input that cannot be used, as one in the folder ``output`` or at the
    address ``store``, which could be replaced, is an entry that says so. The files that are ``written``, such as that
    of lines, are none of the articles.
    """
    endings = endings_of(from_)
    for given in inputs:
        try:
            if is_remote(given):
                yield from remote_entries(given, endings, skipped, store)
                continue
            for path in _matching(given, skipped):
                check_outside(path, output, written)
                if os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
                    yield from _below(path, output, endings, skipped, written, scans=from_ is None)
                else:
                    below = PurePosixPath(os.fsencode(path.name).decode("utf-8", "replace"))
                    yield from _file(path, below, endings, skipped)
        except (InputError, MissingEngineError) as error:
            yield failing(given, PurePosixPath(Path(given).name), error)
        except UsageError as error:
            yield failing(given, PurePosixPath(Path(given).name), InputError(error.message, error.remedy))


def check_outside(path: Path, output: Path, written: Sequence[Path] = ()) -> None:
    """Raises UsageError for an input that is, or lies in, the folder of the documents, and for a file that is
    ``written``."""
    real, outside = _files.real(path), _files.real(output)
    if any(real == _files.real(file) for file in written):
        raise UsageError(f"{path} is itself an input and would be replaced", "Choose another --jsonl-out")
    if real == outside or outside in real.parents:
        raise UsageError(f"the input {path} lies in the folder of the documents", "Choose another -O")


def _matching(given: str, skipped: Counter[str]) -> Iterator[Path]:
    """The paths that an input names: itself, or, where there is no such file, those that match it as a pattern."""
    _files.check_name(given)
    path = Path(os.path.normpath(given))
    if os.path.lexists(path) or not any(sign in given for sign in _PATTERN):
        yield path
        return
    matches = [
        match for match in sorted(set(_expanded(given))) if not is_litter(PurePosixPath(Path(match).name), skipped)
    ]
    if not matches:
        raise InputError(f"no file matches the pattern {given}", "Check it; ** stands for any folders")
    yield from (Path(os.path.normpath(match)) for match in matches)


def _expanded(pattern: str) -> Iterator[str]:
    """The paths that match a pattern. ``**`` stands for any folders, but enters none that is a link, as inputs that are
    folders do, and no hidden one."""
    any_folders = _ANY_FOLDERS.search(pattern)
    if any_folders is None:
        yield from glob.iglob(pattern)  # noqa: PTH207 -- Path.glob refuses absolute patterns
        return
    above, rest = pattern[: any_folders.start()], pattern[any_folders.end() :]
    for base in glob.iglob(above) if above else (os.curdir,):  # noqa: PTH207 -- as above
        for folder, folders, _ in os.walk(base):
            folders[:] = [name for name in folders if name[0] != "." and not Path(folder, name).is_symlink()]
            for match in _expanded(str(Path(glob.escape(folder), rest or "*"))):
                if not (os.path.islink(match) and os.path.isdir(match)):  # noqa: PTH112, PTH114 -- Path's may raise
                    yield match


def _below(
    folder: Path,
    output: Path,
    endings: tuple[str, ...],
    skipped: Counter[str],
    written: Sequence[Path],
    *,
    scans: bool,
) -> Iterator[Entry]:
    own = {_files.real(file) for file in written}
    names = {file.name for file in own}
    for path in articles_below(folder, (*endings, *CONTAINERS), skipped, output=output, scans=scans):
        if path.name in names and _files.real(path) in own:
            continue
        below = PurePosixPath(os.fsencode(path.relative_to(folder)).decode("utf-8", "replace"))
        yield from _file(path, below, endings, skipped, in_folder=True)


def _file(
    path: Path, below: PurePosixPath, endings: tuple[str, ...], skipped: Counter[str], *, in_folder: bool = False
) -> Iterator[Entry]:
    if is_container(path) and os.path.isfile(path):  # noqa: PTH113 -- Path's may raise
        yield from opened(path, below, endings, skipped, in_folder=in_folder)
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
