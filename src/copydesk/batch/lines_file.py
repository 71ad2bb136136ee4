"""The one file of a batch that holds a line of JSON for each article, appended to and never half-written.

The manifest knows where each line starts. What is behind the last one it knows was cut short, and is cut off. Lines
that were replaced by later ones are taken out at the end of a run: a new file is written beside, the manifest takes
over its places together with a note, and then it gets the name.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from copydesk import _files
from copydesk.batch.manifest import Manifest

__all__ = ["LinesFile"]

_NOTE = "lines are moving"


class LinesFile:
    """The file of lines at this path, opened for appending. Raises OutputError if it cannot be written."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self._manifest = manifest
        self._new = path.with_name(f".{path.name}.new")
        try:
            self._recover()
            self._file: BinaryIO = path.open("ab")
        except OSError as error:
            raise _files.output_error(path, error) from None

    def _recover(self) -> None:
        if self._manifest.value(_NOTE) is not None:
            if self._new.exists():
                self._new.replace(self.path)
            self._manifest.set_value(_NOTE, None)
            self._manifest.commit()
        self._new.unlink(missing_ok=True)
        size = self.path.stat().st_size if self.path.exists() else 0
        self._manifest.forget_lines(size)
        if size:
            os.truncate(self.path, self._manifest.lines_end())

    def append(self, source: Path) -> tuple[int, int]:
        """Appends the line in a file; returns where it starts and its length. It counts when the manifest knows."""
        try:
            start = self._file.seek(0, os.SEEK_END)
            with source.open("rb") as line:
                shutil.copyfileobj(line, self._file)
            self._file.flush()
            return start, self._file.tell() - start
        except OSError as error:
            raise _files.output_error(self.path, error) from None

    def close(self, *, complete: bool) -> None:
        """Closes the file; if the run is ``complete``, without the lines that others replaced."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            end = self._file.tell()
            self._file.close()
            lines = self._manifest.lines()
            if complete and sum(length for _, _, length in lines) != end:
                self._compact(lines)
        except OSError as error:
            raise _files.output_error(self.path, error) from None

    def _compact(self, lines: list[tuple[str, int, int]]) -> None:
        position = 0
        with self.path.open("rb") as old, self._new.open("wb") as new:
            for id_, start, length in lines:
                old.seek(start)
                self._manifest.move_line(id_, position)
                position += new.write(old.read(length))
            new.flush()
            os.fsync(new.fileno())
        self._manifest.set_value(_NOTE, str(position))
        self._manifest.commit()
        self._new.replace(self.path)
        self._manifest.set_value(_NOTE, None)
        self._manifest.commit()
