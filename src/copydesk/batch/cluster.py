"""The workers of a Dask cluster, used as those of a ``Pool``: they are given articles in chunks.

This process alone decides and writes. Dask tries a task whose worker died on others, for long or for ever; so each
chunk says when it begins, and one that begins again is taken from Dask and divided, until the article that kills
workers is alone and is blamed.
"""

from __future__ import annotations

import math
import pickle
import queue
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from copydesk import _files
from copydesk.batch.cluster_chunks import Item, Ready
from copydesk.batch.cluster_client import check_files, connected, result_of, with_absolute_paths
from copydesk.batch.cluster_host import Chunk, Finished, Parcel, convert, stop_hosts
from copydesk.batch.cluster_workers import Workers
from copydesk.batch.fingerprint import depend_on_fonts, versions
from copydesk.batch.one_article import Outcome, Settings, Task, cause_of
from copydesk.batch.workers import Death, Limits
from copydesk.choices import LIMIT
from copydesk.conversion import ConvertOptions, with_publication
from copydesk.errors import CopydeskError, InputError, UsageError

__all__ = ["Cluster"]

_AHEAD = 2
"""Chunks that each thread of a worker has, or has waiting."""

_CUT = "scheduler-connection-lost"
"""The reason that Dask gives for all that was on its way when its scheduler died."""

_DEATHS = 2
"""An article that is alone and whose worker died so many times is not tried again."""


class _Work:
    """A chunk that is on its way. ``starts`` says how often a worker has begun it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.starts = 0
        self.future: Any = None


class Cluster:
    """The cluster of the scheduler at an ``address``. Usable in a ``with`` statement, which raises CopydeskError if the
    scheduler does not answer, has no workers, or these are of other versions. ``wait`` and ``say`` are those of
    ``Workers``."""

    peak = 0
    """No worker's memory is known here."""

    def __init__(
        self,
        address: str,
        work: Callable[[Settings, Any], Outcome | Death],
        settings: Settings,
        limits: Limits,
        preload: Sequence[str],
        wait_for_workers: float,
        say: Callable[[str], None],
    ) -> None:
        self._address = address
        self._chunk = Chunk(work, settings._replace(scratch=Path()), limits, tuple(preload), ())
        self._settings = settings
        self._client: Any = None
        self._versions = versions()
        self._events: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._topic = f"copydesk-{time.time_ns()}"
        self._ready = Ready()
        self._again: deque[Sequence[Item]] = deque()
        self._on_the_way: dict[str, _Work] = {}
        self._failed: list[tuple[Any, Outcome]] = []
        self._number = 0
        self._workers: Workers
        self._wait_for_workers, self._say = wait_for_workers, say
        self._options: dict[Path, ConvertOptions] = {}
        self._looks: set[str] = set()

    @property
    def width(self) -> int:
        """How many articles are done at a time, as far as their order is concerned."""
        return 8 * self._workers.threads

    def __enter__(self) -> Cluster:
        self._client = connected(self._address, self._versions)
        self._workers = Workers(self._client, self._address, self._wait_for_workers, self._say)
        self._client.subscribe_topic(self._topic, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            for work in self._on_the_way.values():
                work.future.cancel()
            if self._client.status == "running":
                self._client.run(stop_hosts, wait=False)
        with suppress(Exception):
            self._client.close(timeout=2)

    def _heard(self, event: tuple[float, Any]) -> None:
        self._events.put(("start", event[1]))

    # ------------------------------------------------------------------------------------------------ taking

    def could_take(self) -> bool:
        return len(self._ready) < self._size()

    idle = could_take

    def give(self, key: Any, task: Task) -> None:
        """Gives an article to a worker, or keeps it until a chunk is full; ``wait`` returns its outcome with the
        ``key``. Raises CopydeskError if a file that documents depend on is not the same on all workers."""
        try:
            self._ready.add(self._item(key, task))
        except (InputError, UsageError) as error:
            self._failed.append((key, Outcome("failed", cause=cause_of(error), error=str(error))))
        self._submit(everything=False)

    def _item(self, key: Any, task: Task) -> Item:
        options = self._options_in(task.folder)
        file = task.file
        if file is not None and task.article is None:
            data = _files.read(file, LIMIT)
            return Item(key, Parcel(task._replace(data=data, file=None), options), None, len(data))
        try:
            size = len(task.data or b"") if file is None else file.stat().st_size
        except OSError as error:
            raise _files.input_error(error) from None
        return Item(key, Parcel(task._replace(file=None), options), file, size)

    def _options_in(self, folder: Path) -> ConvertOptions:
        """The options for the articles in a folder, complete, as no worker can look for a copydesk.toml."""
        if folder not in self._options:
            options = with_absolute_paths(with_publication(self._settings.options, folder)._replace(config=False))
            pictures = options.publication.pictures if options.pictures is None else options.pictures
            if pictures:
                raise UsageError("workers have no pictures that lie beside articles", "Leave --cluster out")
            self._options[folder] = options
        options = self._options[folder]
        look = repr(sorted(options.write.items(), key=str))
        if look not in self._looks:
            check_files(self._client, options)
            self._looks.add(look)
        return options

    # ------------------------------------------------------------------------------------------------ chunks

    def _size(self) -> int:
        return self._ready.size(self._number // (_AHEAD * self._workers.threads))

    def _waiting(self) -> int:
        """How many articles have no outcome."""
        chunks = [*self._again, *(work.items for work in self._on_the_way.values())]
        return len(self._ready) + sum(map(len, chunks))

    def _submit(self, *, everything: bool) -> None:
        """Sends chunks for as long as workers can have more, also one that is not full if there is ``everything``."""
        while len(self._on_the_way) < _AHEAD * self._workers.threads:
            if self._again:
                self._send(_Work(self._again.popleft()))
                continue
            size = self._size()
            if not self._ready or (len(self._ready) < size and not everything):
                return
            if len(self._ready) < size:
                free = _AHEAD * self._workers.threads - len(self._on_the_way)
                size = math.ceil(len(self._ready) / free)
            self._send(_Work(self._ready.take(size)))

    def _send(self, work: _Work) -> None:
        self._check_scheduler()
        self._number += 1
        key = f"{self._topic}-{self._number}"
        files = list(dict.fromkeys(item.file for item in work.items if item.file is not None))
        parcels = [
            item.parcel._replace(source=None if item.file is None else files.index(item.file)) for item in work.items
        ]
        chunk = self._chunk._replace(parcels=parcels, files=[(file.suffix, _bytes_of(file)) for file in files])
        # Keys of our own: Dask would do equal work only once.
        work.future = self._client.submit(
            convert, self._topic, key, self._versions, pickle.dumps(chunk),
            with_fonts=depend_on_fonts(self._settings.formats), key=key, pure=False, retries=0,
        )  # fmt: skip
        self._on_the_way[key] = work
        work.future.add_done_callback(lambda future: self._events.put(("end", future)))

    # ------------------------------------------------------------------------------------------------ outcomes

    def wait(self, seconds: float) -> list[tuple[Any, Outcome | Death]]:
        """Waits up to so many seconds for anything to happen; returns the keys of articles, and outcomes or Deaths.

        Raises CopydeskError if the scheduler is gone, all workers have been for long, or one is of another version."""
        self._workers.look(self._waiting())
        self._submit(everything=seconds > 0)
        done: list[tuple[Any, Outcome | Death]] = [*self._failed]
        self._failed.clear()
        deadline = time.monotonic() + (0 if done else min(seconds, 0.5))
        while not done:
            try:
                what, which = self._events.get(timeout=max(0.0, deadline - time.monotonic()) or 0.0001)
            except queue.Empty:
                break
            done += self._started(which) if what == "start" else self._ended(which)
        self._check_scheduler()
        return done

    def _check_scheduler(self) -> None:
        if self._client.status != "running":
            raise self._lost()

    def _lost(self) -> CopydeskError:
        return CopydeskError(
            f"the scheduler at {self._address} is gone", "Start it again; the same command goes on where it was"
        )

    def _started(self, start: tuple[str, str, str]) -> list[tuple[Any, Death]]:
        key, worker, fonts = start
        self._workers.note_fonts(worker, fonts)
        work = self._on_the_way.get(key)
        if work is None:
            return []
        work.starts += 1
        if work.starts <= (_DEATHS if len(work.items) == 1 else 1):
            return []
        return self._died(key, work)

    def _ended(self, future: Any) -> list[tuple[Any, Outcome | Death]]:
        work = self._on_the_way.get(future.key)
        if work is None or work.future is not future:  # it was taken away from Dask
            return []
        finished, error = result_of(future)
        if getattr(error, "reason", "") == _CUT:
            raise self._lost()
        if isinstance(error, CopydeskError):
            raise error
        if error is not None:
            work.starts = max(work.starts, 1)
            return list(self._died(future.key, work))
        del self._on_the_way[future.key]
        return [(item.key, self._unpacked(item, each)) for item, each in zip(work.items, finished, strict=True)]

    def _died(self, key: str, work: _Work) -> list[tuple[Any, Death]]:
        """A chunk whose worker died is divided; a single article that workers died of is blamed."""
        work.future.cancel()
        del self._on_the_way[key]
        number = len(work.items)
        if number > 1:
            length = math.isqrt(number)
            self._again.extend(work.items[start : start + length] for start in range(0, number, length))
            return []
        if work.starts < _DEATHS:
            again = _Work(work.items)
            again.starts = work.starts
            self._send(again)
            return []
        message = "the workers of the cluster that converted it died"
        return [(work.items[0].key, Death("crash", message, "See their logs", final=True))]

    def _unpacked(self, item: Item, finished: Finished) -> Outcome | Death:
        """The outcome, with its documents in files of this machine."""
        outcome = finished.outcome
        if isinstance(outcome, Death):
            return outcome
        self._ready.learn(outcome.seconds)
        number = item.parcel.task.number
        documents = []
        for index, (document, data) in enumerate(zip(outcome.documents, finished.documents, strict=True)):
            file = self._settings.scratch / f"{number}-{index}"
            _files.write_new(file, data)
            documents.append(document._replace(file=file))
        line = None
        if finished.line is not None:
            line = self._settings.scratch / f"{number}-line"
            _files.write_new(line, finished.line)
        return outcome._replace(documents=tuple(documents), line=line)


def _bytes_of(file: Path) -> bytes:
    """The bytes of a file, none if it is gone: who reads them says so."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
