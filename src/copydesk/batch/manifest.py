"""What a batch has done, in an SQLite database in the folder of its documents: it goes on where it was.

A row for each article with the state of its input, the ``key`` of all that its documents depend on besides, and the
outcome; a row for each document and each folder, whose folded names are unique. Names are written down before the
documents get them: what is killed between finds them again, and no document stays under a name that nobody knows.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from copydesk import _files
from copydesk.batch.entry import REST
from copydesk.batch.names import folded, numbered
from copydesk.errors import FullDiskError, OutputError

__all__ = ["FOLDER", "Manifest", "Row", "manifest_of", "readable"]

FOLDER = ".copydesk"
"""The folder of a batch's own files, in that of its documents."""

_VERSION = 1
_TABLES = """
CREATE TABLE article(
    id TEXT PRIMARY KEY, parent TEXT, stamp TEXT, input TEXT, key TEXT, state TEXT, run INTEGER, parts INTEGER,
    cause TEXT, error TEXT, problems INTEGER, doubts INTEGER, lost INTEGER, seconds REAL, finished REAL,
    line_start INTEGER, line_length INTEGER
) WITHOUT ROWID;
CREATE INDEX by_parent ON article(parent) WHERE parent IS NOT NULL;
CREATE INDEX by_line ON article(line_start) WHERE line_start IS NOT NULL;
CREATE TABLE name(folded TEXT PRIMARY KEY, path TEXT, article TEXT, size INTEGER) WITHOUT ROWID;
CREATE INDEX by_article ON name(article) WHERE article IS NOT NULL;
CREATE TABLE run(number INTEGER PRIMARY KEY AUTOINCREMENT, started REAL, ended REAL, done INTEGER, failed INTEGER);
CREATE TABLE value(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def readable(text: str) -> str:
    """A text without what no UTF-8 can hold, such as the bytes of a file's name that is in another encoding."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


class Row(NamedTuple):
    """What is known of an article. ``state`` is ``done``, ``failed``, ``several`` for a file of ``parts`` articles, or
    ``placing`` while its documents get their names."""

    id: str
    stamp: str
    input: str
    key: str
    state: str
    run: int
    parts: int
    cause: str
    error: str
    line_start: int | None


def manifest_of(output: Path) -> Path:
    """The file of a folder's manifest."""
    return output / FOLDER / "manifest.sqlite"


@contextmanager
def _sqlite_errors(path: Path) -> Iterator[None]:
    """Turns the errors of SQLite in this file into ours."""
    try:
        yield
    except sqlite3.Error as error:
        if "full" in str(error):
            raise FullDiskError(f"{path} cannot be written: no space left on device", _files.MAKE_ROOM) from None
        raise OutputError(
            f"{path} cannot be used: {error}", "Check the disk; without this file all is done anew"
        ) from None


class Manifest:
    """The manifest of a folder, which is made if it is not there, and a new run in it if one is to ``begin``. Only one
    process may write to it."""

    def __init__(self, output: Path, *, begin: bool = True) -> None:
        self.path = manifest_of(output)
        with _sqlite_errors(self.path):
            self._base = sqlite3.connect(self.path, isolation_level=None, timeout=60)
            self._ask("PRAGMA journal_mode=WAL")
            self._ask("PRAGMA synchronous=NORMAL")
            (version,) = self._ask("PRAGMA user_version").fetchone()
            if version == 0:
                self._base.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={_VERSION}; COMMIT;")
            elif version != _VERSION:
                raise OutputError(f"{self.path} is of another version of copydesk", "Choose another -O")
        self.run = 0
        if begin:
            self._begin()

    def _begin(self) -> None:
        self._run("INSERT INTO run(started, done, failed) VALUES(?, 0, 0)", time.time())
        with _sqlite_errors(self.path):
            (self.run,) = self._ask("SELECT max(number) FROM run").fetchone()
        self.commit()

    def _ask(self, order: str, *values: Any) -> sqlite3.Cursor:
        return self._base.execute(order, [readable(each) if isinstance(each, str) else each for each in values])

    def _run(self, order: str, *values: Any) -> sqlite3.Cursor:
        """Changes something, in the transaction that is open or a new one."""
        with _sqlite_errors(self.path):
            if not self._base.in_transaction:
                self._ask("BEGIN")
            return self._ask(order, *values)

    def commit(self) -> None:
        with _sqlite_errors(self.path):
            if self._base.in_transaction:
                self._ask("COMMIT")

    def close(self) -> None:
        """Ends the run; nothing is lost where this is not reached."""
        try:
            if self.run:
                self._run("UPDATE run SET ended = ? WHERE number = ?", time.time(), self.run)
                self._run("DELETE FROM run WHERE number = ? AND done + failed = 0", self.run)
            self.commit()
        finally:
            self._base.close()

    # ------------------------------------------------------------------------------------------ articles

    def row(self, id_: str) -> Row | None:
        columns = ", ".join(Row._fields)
        with _sqlite_errors(self.path):
            row = self._ask(f"SELECT {columns} FROM article WHERE id = ?", id_).fetchone()
        return None if row is None else Row(*row)

    def seen(self, id_: str, stamp: str | None = None) -> None:
        """Notes that an article, and all that its file holds, is among the inputs of this run."""
        self._run("UPDATE article SET run = ?, stamp = coalesce(?, stamp) WHERE id = ?", self.run, stamp, id_)

    def several(self, id_: str, stamp: str, input_: str, key: str, parts: int) -> list[str]:
        """Notes that a file holds several articles; returns the documents to remove, of articles that it no longer
        holds."""
        gone = [
            row
            for (child,) in self._run("SELECT id FROM article WHERE parent = ?", id_).fetchall()
            if int(child.rpartition("#")[2]) > parts
            for row in self._forget(child)
        ]
        gone += self._forget(id_)
        self._run(
            "INSERT INTO article(id, stamp, input, key, state, run, parts, cause, error) "
            "VALUES(?, ?, ?, ?, 'several', ?, ?, '', '')",
            id_, stamp, input_, key, self.run, parts,
        )  # fmt: skip
        return gone

    def _forget(self, id_: str) -> list[str]:
        """Drops an article; returns the names of its documents."""
        paths = [path for path, _ in self.documents(id_)]
        self._run("DELETE FROM name WHERE article = ?", id_)
        self._run("DELETE FROM article WHERE id = ?", id_)
        return paths

    def forget_failures(self, archive: str) -> None:
        """Forgets the failures that earlier runs had with what is no longer in an archive, unless this one could not
        read all of it, or they have documents of before."""
        unread = (
            "SELECT 1 FROM article WHERE run = ? AND state = 'failed' "
            "AND (id IN (?, ?) OR (id BETWEEN ? AND ? AND id LIKE ?))"
        )
        within = (f"{archive}!/", f"{archive}!0")  # all that begins with the first
        if self._run(unread, self.run, archive, f"{archive}{REST}", *within, f"%{REST}").fetchone() is None:
            for first, last in ((archive, archive), (f"{archive}{REST}",) * 2, within, (f"{archive}#", f"{archive}$")):
                self._run(
                    "DELETE FROM article WHERE id BETWEEN ? AND ? AND state = 'failed' AND run < ? "
                    "AND NOT EXISTS (SELECT 1 FROM name WHERE article = id)",
                    first, last, self.run,
                )  # fmt: skip

    def place(self, id_: str, parent: str | None, documents: Sequence[tuple[str, int]]) -> tuple[list[str], list[str]]:
        """Gives the documents of an article their names: those wished for if they are free, else with a number, the
        same for all, and those that the article has already if they are as good. ``documents`` are wishes and sizes.
        Returns the names, and those of earlier documents that it no longer has. Commits: the names are its own from now
        on."""
        before = {folded(path): path for path, _ in self.documents(id_)}
        wishes = [self._in_folders(name) for name, _ in documents]
        number = next(each for each in _count() if all(self._free(numbered(name, each), id_) for name in wishes))
        names = [numbered(name, number) for name in wishes]
        self._run(
            "INSERT INTO article(id, parent, state, run, parts, cause, error, stamp, input, key) "
            "VALUES(?, ?, 'placing', ?, 0, '', '', '', '', '') ON CONFLICT(id) DO UPDATE SET state = 'placing'",
            id_, parent, self.run,
        )  # fmt: skip
        for name, (_, size) in zip(names, documents, strict=True):
            for folder in list(PurePosixPath(name).parents)[:-1]:
                self._run("INSERT OR IGNORE INTO name VALUES(?, ?, NULL, NULL)", folded(str(folder)), str(folder))
            self._run("INSERT OR REPLACE INTO name VALUES(?, ?, ?, ?)", folded(name), name, id_, size)
        self.commit()
        kept = {folded(name) for name in names}
        return names, [path for key, path in before.items() if key not in kept]

    def _in_folders(self, name: str) -> str:
        """The same name, in folders whose names no document has."""
        *folders, last = PurePosixPath(name).parts
        path = ""
        for folder in folders:
            path += folder
            while (owner := self._owner(path)) is not None and owner[0] is not None:
                path += "_"
            path += "/"
        return path + last

    def _free(self, name: str, id_: str) -> bool:
        """Whether an article may have a document of this name: neither a folder nor another's document has it."""
        owner = self._owner(name)
        return owner is None or owner[0] == id_

    def _owner(self, name: str) -> tuple[str | None] | None:
        """Who has a name: an article, or (None,) for a folder; None if nobody has it."""
        row: tuple[str | None] | None = self._run("SELECT article FROM name WHERE folded = ?", folded(name)).fetchone()
        return row

    def finish(self, id_: str, removed: Iterable[str], values: dict[str, Any]) -> None:
        """Notes the outcome of an article, whose documents have their names, and that others are removed. Commits."""
        for name in removed:
            self._run("DELETE FROM name WHERE folded = ? AND article = ?", folded(name), id_)
        values = {"run": self.run, "finished": time.time(), **values}
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        updates = ", ".join(f"{column} = excluded.{column}" for column in values)
        self._run(
            f"INSERT INTO article(id, {columns}) VALUES(?, {marks}) ON CONFLICT(id) DO UPDATE SET {updates}",
            id_, *values.values(),
        )  # fmt: skip
        which = "failed" if values["state"] == "failed" else "done"
        self._run(f"UPDATE run SET {which} = {which} + 1, ended = ? WHERE number = ?", time.time(), self.run)
        self.commit()

    def documents(self, id_: str) -> list[tuple[str, int]]:
        """The documents of an article: names below the folder, and sizes in bytes."""
        with _sqlite_errors(self.path):
            return self._ask("SELECT path, size FROM name WHERE article = ? ORDER BY path", id_).fetchall()

    def all_documents(self) -> Iterator[tuple[str, str]]:
        """Each document that is done, with its article, sorted by the articles."""
        with _sqlite_errors(self.path):
            yield from self._ask(
                "SELECT article.id, path FROM article JOIN name ON article = id WHERE state = 'done' ORDER BY id, path"
            )

    # ------------------------------------------------------------------------------------------ lines and values

    def lines_end(self) -> int:
        """Where the last line in the file of lines ends."""
        with _sqlite_errors(self.path):
            return int(self._ask("SELECT coalesce(max(line_start + line_length), 0) FROM article").fetchone()[0])

    def lines(self) -> list[tuple[str, int, int]]:
        """The lines in the file of lines, in their order there: article, start and length in bytes."""
        with _sqlite_errors(self.path):
            return self._ask(
                "SELECT id, line_start, line_length FROM article WHERE line_start IS NOT NULL ORDER BY line_start"
            ).fetchall()

    def state_of_lines(self) -> str:
        """A text that changes whenever a line does."""
        with _sqlite_errors(self.path):
            order = "SELECT count(*), max(finished), sum(line_length) FROM article WHERE line_start IS NOT NULL"
            return "/".join(map(repr, self._ask(order).fetchone()))

    def move_line(self, id_: str, start: int) -> None:
        self._run("UPDATE article SET line_start = ? WHERE id = ?", start, id_)

    def forget_lines(self, end: int) -> None:
        """Forgets the lines that end behind this byte: they never reached the disk."""
        self._run("UPDATE article SET line_start = NULL, key = '' WHERE line_start + line_length > ?", end)
        self.commit()

    def value(self, name: str) -> str | None:
        with _sqlite_errors(self.path):
            row = self._ask("SELECT value FROM value WHERE name = ?", name).fetchone()
        return None if row is None else str(row[0])

    def set_value(self, name: str, value: str | None) -> None:
        if value is None:
            self._run("DELETE FROM value WHERE name = ?", name)
        else:
            self._run("INSERT OR REPLACE INTO value VALUES(?, ?)", name, value)


def _count() -> Iterator[int]:
    number = 1
    while True:
        yield number
        number += 1
