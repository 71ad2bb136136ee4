"""An input of a batch, not yet read."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, NoReturn, TypeAlias

from copydesk.batch.nested import Nested
from copydesk.batch.remote import Remote, State
from copydesk.errors import CopydeskError

__all__ = ["REST", "Entry", "File", "failing", "stamp_of", "state_of"]

REST = ": the rest"
"""What follows the name of an archive in that of the entry which says why no more of it can be read."""

File: TypeAlias = Path | Remote | Nested
"""A file of this machine, in a store, or in an archive."""


class Entry(NamedTuple):
    """An input of a batch, not yet read.

    ``id`` is its name, which no other input of the batch has; ``below`` its path below the folder or archive that was
    named. ``file`` is the file that it is, None for what ``data`` gives the bytes of, which raises InputError if it
    cannot be read. ``stamp`` changes whenever its content does and is known without reading it, empty if there is no
    such thing; ``changed`` is when it last did, in seconds since 1970. ``form`` is the name of its source, None to tell
    it by content and name. ``metadata`` are pairs as of ``-M``, which came with it. ``held_in`` is the file that holds
    it. ``remote`` is the address of one that its worker gets, which is then neither a ``file`` nor ``data``.
    """

    id: str
    below: PurePosixPath
    file: Path | None = None
    data: Callable[[], bytes] | None = None
    stamp: str = ""
    changed: float | None = None
    form: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    held_in: File | None = None
    remote: str = ""


def state_of(file: File) -> State:
    """What is known of a file without reading it. Raises OSError or InputError if it is not there."""
    if not isinstance(file, Path):
        return file.state()
    stat = file.stat()
    return State(stamp_of(stat), stat.st_mtime)


def stamp_of(stat: os.stat_result) -> str:
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"


def failing(name: str, below: PurePosixPath, error: CopydeskError, held_in: File | None = None) -> Entry:
    """An entry that cannot be read, for this reason."""
    return Entry(name, below, None, partial(_fail, error), held_in=held_in)


def _fail(error: CopydeskError) -> NoReturn:
    raise error
