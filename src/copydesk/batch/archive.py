"""Converts an archive of articles, and goes on where it was: a manifest says what is done, workers do the rest.

Finished documents get their names in the order of the inputs, whichever worker was first, so that names do not depend
on chance. Each step leaves the folder and the manifest such that the next run goes on, wherever this one is killed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from copydesk import _files
from copydesk._machine import processors
from copydesk.batch.cluster import Cluster
from copydesk.batch.cluster_client import checked_address
from copydesk.batch.cluster_workers import WAIT
from copydesk.batch.entry import Entry
from copydesk.batch.exports import NO_EXPORTS, Exports
from copydesk.batch.fingerprint import Fingerprint
from copydesk.batch.lines_file import LinesFile
from copydesk.batch.manifest import FOLDER, Manifest
from copydesk.batch.names import DEFAULT, Pattern
from copydesk.batch.one_article import Outcome, Settings, is_fault, work
from copydesk.batch.own_folder import note_sockets, scratch_folder
from copydesk.batch.placing import Finished, Placing
from copydesk.batch.remote import Remote
from copydesk.batch.selection import ALL, Choice, Selection, Slot
from copydesk.batch.starting import warm_modules
from copydesk.batch.store import Folder, RemoteFolder, Store, check_store, mark, unmark
from copydesk.batch.workers import USUAL, Death, Limits, Pool
from copydesk.conversion import DEFAULTS, ConvertOptions
from copydesk.errors import UsageError

__all__ = ["Archive", "Finished"]

_WINDOW = 256
"""How many articles per worker may be finished before an earlier one is."""

_LINES = "lines.jsonl"
"""The file of lines where only something made of it was asked for."""


def _unheard(_: str) -> None:
    """Nobody wants to know."""


class Archive:
    """A batch into the folder ``output``: ``run`` does it. ``lines`` is the file of lines, if there is to be one, and
    ``exports`` what is to be made of the lines at the end. With a ``store`` the documents go there, and only what the
    batch needs for itself into ``output``. ``cluster`` is the address of a scheduler whose workers are to do the work,
    and which may be without any for ``cluster_wait`` seconds.

    ``counts`` says how many articles are ``done``, ``failed``, and passed over (see ``Selection``). Raises UsageError
    for a pattern of names that cannot be used, if there is nothing to make, and if another batch is at work there.
    """

    def __init__(  # noqa: PLR0913 -- one parameter an option
        self,
        output: Path,
        formats: Iterable[str],
        options: ConvertOptions = DEFAULTS,
        *,
        pattern: str = DEFAULT,
        lines: Path | None = None,
        exports: Exports = NO_EXPORTS,
        store: Remote | None = None,
        choice: Choice = ALL,
        limits: Limits = USUAL,
        processes: int = 0,
        cluster: str | None = None,
        cluster_wait: float = WAIT,
        work: Callable[[Settings, Any], Outcome | Death] = work,
    ) -> None:
        self.output = output / choice.shard.name if choice.shard else output
        self.counts: Counter[str] = Counter()
        self.memory = 0
        """The most memory in MB that a worker had."""
        self._formats = tuple(formats)
        shard = choice.shard
        self._exports = exports.named(shard.file_name) if shard else exports
        if shard and lines:
            lines = lines.with_name(shard.file_name(lines.name))
        if exports and lines is None:
            lines = self.output / FOLDER / _LINES
        if not self._formats and lines is None:
            raise UsageError("no format given", "Add one, such as -t pdf, or --jsonl-out FILE")
        self._options = options
        self._pattern = Pattern(pattern).text
        self._lines_path = lines
        self._choice = choice._replace(lines=lines is not None)
        self._limits = limits
        self._processes = processes or processors()
        self._cluster = None if cluster is None else checked_address(cluster)
        self._cluster_wait = cluster_wait
        self._work = work
        self._remote = store / shard.name if store and shard else store
        self._store: Store = RemoteFolder(self._remote) if self._remote else Folder(self.output)

    def run(self, entries: Iterable[Entry], say: Callable[[str], None] = _unheard) -> Generator[Finished]:
        """Converts what is not up to date, and yields what became of each article, in order. ``say`` is told, in a line
        each, what a person should know of the batch as a whole.

        It may be stopped at any time, by closing the iterator, an exception or SIGKILL. Raises FullDiskError, at which
        it stops, and OutputError if the folder, the manifest or the file of lines cannot be used.
        """
        place = str(self._remote or self.output)
        self._exports.check()
        with ExitStack() as stack:
            scratch = stack.enter_context(scratch_folder(self.output))
            self._clear()
            if self._choice.shard:
                unmark(place)
            manifest = Manifest(self.output)
            stack.callback(manifest.close)
            if self._remote:
                check_store(self._remote, manifest)
            fingerprint = Fingerprint(
                self._options, self._formats, (self._pattern, str(self._choice.lines), str(self._lines_path))
            )
            selection = Selection(manifest, self._store, scratch, fingerprint, self._choice)
            selection.counts = self.counts
            settings = Settings(self._options, self._formats, self._pattern, self._choice.lines, scratch)
            pool = self._workers(settings, say)
            stack.enter_context(pool)
            stack.callback(self._store.close)
            lines = self._lines(manifest)
            complete = False
            try:
                placing = Placing(self.output, manifest, self._store, lines, self.counts)
                yield from self._flow(selection, manifest, pool, placing, entries)
                selection.forget_failures()
                complete = True
            finally:
                self.memory = pool.peak
                if lines is not None:
                    lines.close(complete=complete)
            if lines is not None:
                self._exports.make(lines.path, manifest, scratch)
            if self._choice.shard:
                mark(place, self.counts)

    def _clear(self) -> None:
        """Removes the files of unfinished writes of processes that were killed."""
        files = [self.output / FOLDER, self._lines_path, self._exports.parquet]
        if self._choice.shard:
            files.append(self.output)  # beside which it is marked as done
        for folder in {file.parent for file in files if isinstance(file, Path)}:
            _files.remove_left(folder)

    def _workers(self, settings: Settings, say: Callable[[str], None]) -> Pool | Cluster:
        """Those that do the work: processes of this machine, or a cluster."""
        arguments = (self._work, settings, self._limits, self._preload())
        if self._cluster is not None:
            return Cluster(self._cluster, *arguments, self._cluster_wait, say)
        pool = Pool(self._processes, *arguments, is_fault)
        note_sockets(settings.scratch, pool.sockets)
        return pool

    def _preload(self) -> list[str]:
        """The modules that the process imports from which the workers are forked."""
        return warm_modules(self._formats, self._options.write.get("pdf_engine")) if self._work is work else []

    def _lines(self, manifest: Manifest) -> LinesFile | None:
        if self._lines_path is None:
            return None
        path = str(_files.real(self._lines_path))
        if manifest.value("lines file") != path:
            manifest.forget_lines(-1)
            manifest.set_value("lines file", path)
        return LinesFile(self._lines_path, manifest)

    def _flow(
        self,
        selection: Selection,
        manifest: Manifest,
        pool: Pool | Cluster,
        placing: Placing,
        entries: Iterable[Entry],
    ) -> Iterator[Finished]:
        """Gives work to the workers and places what is finished, in order."""
        order: deque[Slot] = deque()
        waiting: deque[Slot] = deque()  # of these, what no worker has: parts of a file, and what is tried again
        todo = selection.todo(entries)
        following: Slot | None = None
        window = _WINDOW * pool.width
        ended = False
        while True:
            while order and order[0].outcome is not None:
                slot = order.popleft()
                if slot.outcome is not None and slot.outcome.state == "several":
                    selection.on_the_way.pop(slot.task.id, None)
                    parts = list(self._divided(slot, selection, manifest))
                    order.extendleft(reversed(parts))
                    waiting.extendleft(reversed(parts))
                else:
                    placing.begin(slot)
                    yield from self._ended(placing, selection)
            yield from self._ended(placing, selection)
            if following is None and not ended and not waiting and len(order) < window:
                try:
                    following = next(todo)
                except StopIteration:
                    ended = True
                    manifest.commit()
                if following is not None:
                    order.append(following)
                    following = None if following.outcome else following
                elif not ended and not order:
                    continue
            if following is None and waiting:
                following = waiting.popleft()
            if following is not None and pool.idle():
                following.attempts += 1
                pool.give(following, following.task)
                following = None
            if ended and not order:
                yield from self._ended(placing, selection, wait=True)
                return
            if order and order[0].outcome is None:
                hungry = following is None and not ended and pool.could_take() and len(order) < window
                self._collect(pool, selection, waiting, 0 if hungry else 1)

    @staticmethod
    def _ended(placing: Placing, selection: Selection, *, wait: bool = False) -> Iterator[Finished]:
        for slot, finished in placing.finished(wait=wait):
            selection.on_the_way.pop(slot.task.id, None)
            yield finished

    def _collect(self, pool: Pool | Cluster, selection: Selection, waiting: deque[Slot], seconds: float) -> None:
        """Takes what workers have finished; an article whose worker crashed is tried once more, as it may have been
        killed for another's fault."""
        for slot, outcome in pool.wait(seconds):
            if not isinstance(outcome, Death):
                slot.finish(outcome)
            elif outcome.cause == "crash" and not outcome.final and slot.attempts < 2:
                slot.task = slot.task._replace(number=selection.number())
                waiting.appendleft(slot)
            else:
                error = f"{outcome.message}. {outcome.remedy}"
                slot.finish(Outcome("failed", slot.hash_of_input(), cause=outcome.cause, error=error))

    def _divided(self, slot: Slot, selection: Selection, manifest: Manifest) -> Iterator[Slot]:
        """The slots for the articles of a file that turned out to hold several."""
        assert slot.outcome is not None
        slot.input = slot.outcome.input
        gone = manifest.several(slot.task.id, slot.stamp, slot.outcome.input, slot.key, slot.outcome.parts)
        self._store.remove(gone)
        manifest.commit()
        yield from selection.parts(slot, slot.outcome.parts)
