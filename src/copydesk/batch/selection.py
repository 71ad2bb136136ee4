"""Which inputs of a batch have to be converted, and which are up to date, failed before, older or named twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from copydesk import _files
from copydesk.batch.entries import Shard
from copydesk.batch.entry import Entry
from copydesk.batch.fingerprint import Fingerprint
from copydesk.batch.manifest import Manifest, Row, readable
from copydesk.batch.one_article import Outcome, Task, cause_of, hash_of_input, part_of, with_data
from copydesk.batch.store import Store
from copydesk.errors import CopydeskError

__all__ = ["ALL", "Choice", "Selection", "Slot"]

_PAUSE = 200
"""After so many inputs that need nothing, the workers are looked after."""


class Choice(NamedTuple):
    """What a user asks for: failures ``again``, only inputs changed ``since`` then (seconds since 1970), only those of
    a ``shard``, and whether there is a file of ``lines``."""

    again: bool = False
    since: float | None = None
    shard: Shard | None = None
    lines: bool = False


ALL = Choice()


class Slot:
    """An article on its way: its task, what it is recorded with, and, once there is one, its outcome."""

    def __init__(self, task: Task, key: str, stamp: str, parent: str | None = None) -> None:
        self.task = task
        self.key = key
        self.stamp = stamp
        self.parent = parent
        self.outcome: Outcome | None = None
        self.attempts = 0
        self.input = ""

    def hash_of_input(self) -> str:
        """The hash of its input, empty if it cannot be read."""
        if not self.input:
            self.input = hash_of_input(self.task)
        return self.input

    def finish(self, outcome: Outcome) -> None:
        """Takes the outcome; the bytes of the article are let go, as it may be long until those before it are done."""
        self.outcome = outcome
        if outcome.state != "several":  # those are still to be unpacked
            self.input = self.input or outcome.input
            self.task = self.task._replace(data=None)


class Selection:
    """Goes through the entries of a batch. ``counts`` says how many were passed over: ``current``, ``failed before``,
    ``older`` and ``twice``. ``scratch`` is the folder for what has to be unpacked."""

    def __init__(
        self, manifest: Manifest, store: Store, scratch: Path, fingerprint: Fingerprint, choice: Choice
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.on_the_way: dict[str, Slot] = {}
        self._manifest = manifest
        self._store = store
        self._scratch = scratch
        self._fingerprint = fingerprint
        self._choice = choice
        self._number = 0
        self._archives: set[str] = set()

    def number(self) -> int:
        """A number that no other task of this run has."""
        self._number += 1
        return self._number

    def todo(self, entries: Iterable[Entry]) -> Iterator[Slot | None]:
        """The slots of what has to be done; None now and then between those that need nothing."""
        for passed, entry in enumerate(entries):
            if passed % _PAUSE == 0:
                yield None
            if entry.held_in is not None:
                self._archives.add(str(entry.held_in))
            shard = self._choice.shard
            if shard is not None and not shard.holds(entry.id):
                continue
            if self._choice.since is not None and entry.changed is not None and entry.changed < self._choice.since:
                self.counts["older"] += 1
                self._manifest.seen(entry.id)
                continue
            slot = self._unique(self._slot(entry), entry)
            if slot is not None:
                yield from self._needed(slot, entry)

    def forget_failures(self) -> None:
        """Forgets what failed of archives and is no longer in them, when all entries have been gone through."""
        for archive in self._archives:
            self._manifest.forget_failures(archive)
        self._manifest.commit()

    def _slot(self, entry: Entry) -> Slot:
        held_in = entry.held_in if isinstance(entry.held_in, Path) else None
        folder = (entry.file or held_in or Path()).parent
        key = self._fingerprint.of(folder, entry.metadata, entry.form)
        task = Task(
            self.number(),
            readable(entry.id),
            entry.file,
            None,
            entry.file.name if entry.file else entry.below.name,
            entry.below.as_posix(),
            folder,
            form=entry.form,
            metadata=entry.metadata,
            remote=entry.remote,
        )
        return Slot(task, key, entry.stamp)

    def _unique(self, slot: Slot, entry: Entry) -> Slot | None:
        """The slot, under another name if an other article of the run has its name; None if it is the same article."""
        name, count = slot.task.id, 1
        while True:
            row = self._manifest.row(slot.task.id)
            other = self.on_the_way.get(slot.task.id)
            if other is None and (row is None or row.run != self._manifest.run):
                return slot
            _load(slot, entry)
            before = other.hash_of_input() if other is not None else row.input if row is not None else ""
            if entry.file is not None or entry.remote or (slot.hash_of_input() and slot.hash_of_input() == before):
                self.counts["twice"] += 1
                return None
            count += 1
            slot.task = slot.task._replace(id=f"{name}~{count}")

    def _needed(self, slot: Slot, entry: Entry) -> Iterator[Slot]:
        """The slot itself, the slots of the articles in its file, or nothing."""
        row = self._manifest.row(slot.task.id)
        same = row is not None and row.key == slot.key
        if row is None or not same or not slot.stamp or row.stamp != slot.stamp:
            _load(slot, entry)
            same = row is not None and same and slot.outcome is None and row.input == slot.hash_of_input()
        if row is None or not same:
            self.on_the_way[slot.task.id] = slot
            yield slot
        elif row.state == "several":
            self._manifest.seen(row.id, slot.stamp)
            slot.input = row.input
            yield from self.parts(slot, row.parts, entry)
        elif not self._passes(row, slot.stamp):
            _load(slot, entry)
            self.on_the_way[slot.task.id] = slot
            yield slot

    def parts(self, slot: Slot, number: int, entry: Entry | None = None) -> Iterator[Slot]:
        """The slots for the articles of a file that holds several, without those that are up to date."""
        for each in range(1, number + 1):
            task = part_of(slot.task, each, number)
            row = self._manifest.row(task.id)
            if row is None or row.key != slot.key or row.input != slot.input or not self._passes(row, slot.stamp):
                if slot.task.file is None:
                    if entry is not None:
                        _load(slot, entry)
                    self._unpack(slot)
                part = Slot(part_of(slot.task, each, number)._replace(number=self.number()), slot.key, slot.stamp)
                part.parent, part.input = slot.task.id, slot.input
                yield part

    def _unpack(self, slot: Slot) -> None:
        """Puts what is in an archive into a file, as its articles are read one by one."""
        slot.task = with_data(slot.task)
        file = self._scratch / f"{self.number()}-source{Path(slot.task.called).suffix}"
        _files.write_new(file, slot.task.data or b"")
        slot.task = slot.task._replace(file=file, data=None)

    def _passes(self, row: Row, stamp: str) -> bool:
        """Whether nothing has to be done for an article that is recorded with this input and key."""
        if row.state == "failed":
            passes, count = not self._choice.again, "failed before"
        else:
            passes, count = row.state == "done" and self._is_there(row), "current"
        if passes:
            self.counts[count] += 1
            self._manifest.seen(row.id, stamp)
        return passes

    def _is_there(self, row: Row) -> bool:
        """Whether the documents of an article, and its line, are still where they were put."""
        if self._choice.lines and row.line_start is None:
            return False
        return all(self._store.holds(name, size) for name, size in self._manifest.documents(row.id))


def _load(slot: Slot, entry: Entry) -> None:
    """Takes the bytes of an entry that is no file of its own into its task; what cannot be read has failed."""
    if entry.data is None or slot.task.data is not None or slot.outcome is not None:
        return
    try:
        slot.task = slot.task._replace(data=entry.data())
    except CopydeskError as error:
        slot.outcome = Outcome("failed", cause=cause_of(error), error=str(error))
