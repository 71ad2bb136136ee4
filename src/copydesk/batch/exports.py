"""Files that are made of the file of lines at the end of a run: a Parquet file, or the lines in a store.

They are made as a whole or not at all, and again only if a line has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from copydesk import _files
from copydesk.batch import parquet_file
from copydesk.batch.manifest import Manifest
from copydesk.batch.remote import Remote

__all__ = ["NO_EXPORTS", "Exports"]


class Exports(NamedTuple):
    """What is to be made of the lines: a ``parquet`` file, and a copy of the ``lines`` in a store."""

    parquet: Path | Remote | None = None
    lines: Remote | None = None

    def __bool__(self) -> bool:
        return self.parquet is not None or self.lines is not None

    def named(self, name: Callable[[str], str]) -> Exports:
        """The same files under other names: what ``name`` makes of theirs."""
        return Exports(
            None if self.parquet is None else self.parquet.with_name(name(self.parquet.name)),
            None if self.lines is None else self.lines.with_name(name(self.lines.name)),
        )

    def check(self) -> None:
        """Raises MissingEngineError if the library for one of them is not installed, and OutputError if a file of this
        machine cannot be written."""
        if self.parquet is not None:
            parquet_file.check()
        if isinstance(self.parquet, Path):
            _files.make_folder(self.parquet.parent)
            _files.check_target(self.parquet)

    def make(self, source: Path, manifest: Manifest, scratch: Path) -> None:
        """Makes what is not up to date of the file of lines ``source``. Raises OutputError."""
        state = manifest.state_of_lines()
        if self.lines is not None and not _is_current(self.lines, manifest, state):
            self.lines.put(source)
            _note(self.lines, manifest, state, source.stat().st_size)
        if self.parquet is None or _is_current(self.parquet, manifest, state):
            return
        new = scratch / "parquet"
        if isinstance(self.parquet, Path):
            new = self.parquet.with_name(f".{self.parquet.name}.new")  # on the disk that it is to be on
        try:
            parquet_file.write(_lines(source), new)
            size = new.stat().st_size
            if isinstance(self.parquet, Path):
                with new.open("rb+") as file:
                    os.fsync(file.fileno())
                _files.move(new, self.parquet)
            else:
                self.parquet.put(new)
        except OSError as error:
            raise _files.output_error(str(self.parquet), error) from None
        finally:
            new.unlink(missing_ok=True)
        _note(self.parquet, manifest, state, size)


NO_EXPORTS = Exports()


def _lines(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        yield from file


def _is_current(target: Path | Remote, manifest: Manifest, state: str) -> bool:
    """Whether a file was made of these lines, and is still as it was left."""
    before, _, size = (manifest.value(f"export {target}") or " ").rpartition(" ")
    if before != state or not size:
        return False
    if isinstance(target, Path):
        return target.is_file() and target.stat().st_size == int(size)
    return target.has(int(size))


def _note(target: Path | Remote, manifest: Manifest, state: str, size: int) -> None:
    manifest.set_value(f"export {target}", f"{state} {size}")
    manifest.commit()
