"""Gives finished documents their names, and writes down what became of each article, in the order of the inputs.

A store may be given the documents of several articles at a time. What is written down of an article is so only when all
of its documents are there, and when those before it are.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from copydesk import _files
from copydesk.batch.lines_file import LinesFile
from copydesk.batch.manifest import Manifest
from copydesk.batch.one_article import Outcome
from copydesk.batch.selection import Slot
from copydesk.batch.store import Store
from copydesk.errors import FullDiskError, LostStoreError, OutputError
from copydesk.problems import Problem

__all__ = ["Finished", "Placing"]


class Finished(NamedTuple):
    """What became of an article: ``done`` or ``failed``, with the documents that were made of it."""

    id: str
    state: str
    documents: tuple[Path | str, ...] = ()
    problems: tuple[Problem, ...] = ()
    cause: str = ""
    error: str = ""
    details: str = ""
    seconds: float = 0.0


class _OnTheWay(NamedTuple):
    """An article whose documents have their names, and those of earlier ones that it no longer has."""

    slot: Slot
    outcome: Outcome
    documents: list[Future[Path | str]]
    gone: list[str]


class Placing:
    """Puts documents into a ``store``, and lines into a file if there is one; ``counts`` says how many articles are
    ``done`` and ``failed``. ``output`` is the folder of the batch."""

    def __init__(
        self, output: Path, manifest: Manifest, store: Store, lines: LinesFile | None, counts: Counter[str]
    ) -> None:
        self._output = output
        self._manifest = manifest
        self._store = store
        self._lines = lines
        self._counts = counts
        self._on_the_way: deque[_OnTheWay] = deque()

    def begin(self, slot: Slot) -> None:
        """Gives the documents of an article that has an outcome their names, and gives them to the store. Raises
        FullDiskError if a worker found no room."""
        outcome = slot.outcome
        assert outcome is not None
        if outcome.full:
            raise FullDiskError(f"{self._output}: no space left on device", _files.MAKE_ROOM)
        names: list[str] = []
        gone: list[str] = []
        if outcome.documents or outcome.state == "done":
            wishes = [(each.name, each.size) for each in outcome.documents]
            names, gone = self._manifest.place(slot.task.id, slot.parent, wishes)
        documents = [self._store.place(each.file, name) for each, name in zip(outcome.documents, names, strict=True)]
        self._on_the_way.append(_OnTheWay(slot, outcome, documents, gone if outcome.state == "done" else []))

    def finished(self, *, wait: bool = False) -> Iterator[tuple[Slot, Finished]]:
        """What became of the articles whose documents are where they belong; of all if it is to ``wait``. Waits too
        where the store has enough to do, and where names become free: who gets them must not depend on chance. Raises
        FullDiskError and LostStoreError."""
        while self._on_the_way:
            first = self._on_the_way[0]
            full = len(self._on_the_way) > self._store.ahead or self._on_the_way[-1].gone
            if not (wait or full or all(document.done() for document in first.documents)):
                return
            self._on_the_way.popleft()
            yield first.slot, self._written_down(*first)

    def _written_down(
        self, slot: Slot, outcome: Outcome, documents: list[Future[Path | str]], gone: list[str]
    ) -> Finished:
        paths: list[Path | str] = []
        try:
            paths += (document.result() for document in documents)
        except (FullDiskError, LostStoreError):
            raise
        except OutputError as error:
            outcome = outcome._replace(state="failed", cause="output", error=str(error))
            gone = []  # what fails leaves the documents of before
        values: dict[str, Any] = {}
        if self._lines is not None and outcome.line is not None:
            values["line_start"], values["line_length"] = self._lines.append(outcome.line)
            outcome.line.unlink()
        self._store.remove(gone)
        kinds = Counter(problem.kind for problem in outcome.problems)
        doubts = sum(problem.is_doubt for problem in outcome.problems)
        values |= {
            "parent": slot.parent, "stamp": slot.stamp, "input": outcome.input, "key": slot.key, "parts": 0,
            "state": outcome.state, "cause": outcome.cause, "error": outcome.error, "seconds": outcome.seconds,
            "problems": len(outcome.problems), "doubts": doubts, "lost": kinds["lost"],
        }  # fmt: skip
        self._manifest.finish(slot.task.id, gone, values)
        self._counts[outcome.state] += 1
        return Finished(
            slot.task.id, outcome.state, tuple(paths), outcome.problems, outcome.cause, outcome.error, outcome.details,
            outcome.seconds,
        )  # fmt: skip
