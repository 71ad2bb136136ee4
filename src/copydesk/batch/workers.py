"""Worker processes for a batch: each does one task at a time, within limits, and one that dies hurts no other task.

A worker is killed when its task takes too long or too much memory; it is replaced when it dies, when it has done a
number of tasks, and when it has grown, so that memory stays flat.
"""

from __future__ import annotations

import multiprocessing.util
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.batch.starting import start_worker, worker_context
from copydesk.errors import CopydeskError

__all__ = ["USUAL", "Death", "Limits", "Pool", "memory_of"]

_MB = 2**20
_LOOK = 0.1
"""Seconds between two looks at the workers' memory."""

_STILLBORN = 5
"""So many workers in a row that die before their first task are no accident."""


class Limits(NamedTuple):
    """``seconds`` and ``memory`` (in MB) for one task; a worker is replaced after ``tasks`` of them, and after one that
    leaves it with more than ``resident`` MB. Mapped files do not count: of fonts a worker that makes PDFs maps some
    30 MB, and about 90 more for each of Chinese, Japanese and Korean."""

    seconds: float = 300
    memory: int = 2048
    tasks: int = 1000
    resident: int = 150


USUAL = Limits()


class Death(NamedTuple):
    """Why a task has no outcome: ``timeout``, ``memory`` or ``crash``, and in words. A ``final`` one was not the first:
    the task is not tried again."""

    cause: str
    message: str
    remedy: str
    final: bool = False


class _Worker:
    def __init__(self, process: Any, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.ready = False
        self.task: Any = None
        self.key: Any = None
        self.since = 0.0
        self.tasks = 0
        self.peak = 0


class Pool:
    """Workers that do ``work(settings, task)``, a function of a module. What it returns is a task's outcome;
    ``is_fault`` says of one whether it may come of a lack of memory.

    Usable in a ``with`` statement, at the end of which they are killed.
    """

    def __init__(
        self,
        number: int,
        work: Callable[[Any, Any], Any],
        settings: Any,
        limits: Limits,
        preload: Sequence[str] = (),
        is_fault: Callable[[Any], bool] = lambda outcome: False,
    ) -> None:
        self._context = worker_context([work.__module__, *preload])
        self.sockets = Path(multiprocessing.util.get_temp_dir())
        """The folder of the sockets for starting workers, which stays where this process is killed."""
        self.width = number
        """How many tasks are done at a time."""
        self._is_fault = is_fault
        self._arguments = (work, settings, limits.memory, str(self.sockets))
        self._limits = limits
        self._workers: list[_Worker] = []
        self._stillborn = 0
        self.peak = 0
        """The most memory in MB that a worker was seen to have."""

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _kill(worker)
        self._workers.clear()

    def idle(self) -> bool:
        """Whether a worker can be given a task; if not, and there may be more of them, starts one."""
        if self.could_take():
            return True
        if len(self._workers) < self.width and all(worker.ready for worker in self._workers):
            self._start()
        return False

    def could_take(self) -> bool:
        """Whether a worker is idle, without starting any."""
        return any(worker.ready and worker.key is None for worker in self._workers)

    def give(self, key: Any, task: Any) -> None:
        """Gives a task to a worker that is idle; ``wait`` returns its outcome with the ``key``."""
        worker = next(worker for worker in self._workers if worker.ready and worker.key is None)
        worker.key, worker.since, worker.peak = key, time.monotonic(), 0
        with suppress(OSError):  # it has died: waiting will show it
            worker.connection.send(task)

    def wait(self, seconds: float) -> list[tuple[Any, Any]]:
        """Waits up to so many seconds for anything to happen; returns the keys of tasks and their outcomes or Deaths.

        Raises CopydeskError if workers cannot be started at all."""
        done: list[tuple[Any, Any]] = []
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), min(seconds, _LOOK)):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                done += self._died(worker)
                continue
            if not worker.ready:
                worker.ready = True
                self._stillborn = 0
                continue
            if self._was_starved(worker) and self._is_fault(message):
                message = _too_large(self._limits.memory)
            done.append((worker.key, message))
            worker.key = None
            worker.tasks += 1
            resident = memory_of(worker.process.pid)
            self.peak = max(self.peak, resident)
            if isinstance(message, Death) or worker.tasks >= self._limits.tasks or resident > self._limits.resident:
                self._drop(worker)
        for worker in tuple(self._workers):
            death = self._exceeded(worker)
            if death is not None:
                done.append((worker.key, death))
                self._drop(worker)
        return done

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _drop(self, worker: _Worker) -> None:
        _kill(worker)
        self._workers.remove(worker)

    def _exceeded(self, worker: _Worker) -> Death | None:
        """Why the task of a worker has to be stopped, None if it has not."""
        if worker.key is None:
            return None
        worker.peak = max(worker.peak, memory_of(worker.process.pid))
        self.peak = max(self.peak, worker.peak)
        if time.monotonic() - worker.since > self._limits.seconds:
            return Death("timeout", f"it took more than {self._limits.seconds:g} seconds", "Split it, or see --timeout")
        return _too_large(self._limits.memory) if worker.peak > self._limits.memory else None

    def _was_starved(self, worker: _Worker) -> bool:
        """Whether the task of a worker came near the limit of memory. Then the system may have refused it more, which
        libraries report in ways of their own, or not at all."""
        return worker.peak > 0.75 * self._limits.memory

    def _died(self, worker: _Worker) -> list[tuple[Any, Death]]:
        worker.process.join(5)
        code = worker.process.exitcode
        self._drop(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise CopydeskError(
                    f"the worker processes cannot be started (exit code {code})", "See `copydesk doctor`, or --memory"
                )
        if worker.key is None:
            return []
        if self._was_starved(worker):
            return [(worker.key, _too_large(self._limits.memory))]
        how = f"was killed by {_signal(-code)}" if code is not None and code < 0 else f"ended with exit code {code}"
        return [(worker.key, Death("crash", f"the process that converted it {how}", "Please report it"))]


def _too_large(memory: int) -> Death:
    return Death("memory", f"it needs more than {memory} MB", "Split it, or see --memory")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _kill(worker: _Worker) -> None:
    """Kills a worker and the programs that it runs."""
    with suppress(OSError, AttributeError):
        os.killpg(worker.process.pid, signal.SIGKILL)
    with suppress(OSError):
        worker.process.kill()
    worker.process.join()
    worker.connection.close()


def memory_of(process: int | None) -> int:
    """The memory that a process has for itself, in MB, without the files that it has mapped, such as fonts, which the
    system shares and can take back; 0 where that cannot be known."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
        return (int(resident) - int(shared)) * _PAGE // _MB
    except (OSError, ValueError):
        return 0


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def _serve(connection: Connection, work: Callable[[Any, Any], Any], settings: Any, memory: int, sockets: str) -> None:
    """The work of a worker: it does what it is given, until there is nobody to give it anything."""
    _prepare(memory, sockets)
    connection.send(None)  # ready
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            try:
                outcome = work(settings, task)
            except MemoryError:
                outcome = _too_large(memory)
            connection.send(outcome)


def _prepare(memory: int, sockets: str) -> None:
    """Ignores Ctrl-C, which is for the one that gives the work; ends when that one ends, whatever it is doing, and
    then removes the folder of its ``sockets`` if there is the time; asks the system for no more memory than it may
    have."""
    start_worker(sockets)
    with suppress(OSError, AttributeError):
        os.setsid()
    with suppress(ImportError, OSError, AttributeError, ValueError):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: with the process that forked it
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory * _MB, memory * _MB))
