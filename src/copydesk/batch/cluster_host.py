"""The part of a batch that runs on the machines of a Dask cluster: it converts a chunk of articles.

Workers of Dask may not start processes by multiprocessing, since they are daemons; so each has a program of its own,
the host, for as long as there is work. The host has one worker process with limits as on a single machine: an article
that crashes, or takes too much time or memory, fails alone and hurts neither the host nor Dask. No disk is shared:
articles come with the chunk, or from a store, and the documents go back with the result.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from copydesk import _files
from copydesk.batch.fingerprint import fonts, hash_of_file, versions
from copydesk.batch.one_article import Outcome, Settings, Task, is_fault
from copydesk.batch.workers import Death, Limits, Pool
from copydesk.conversion import ConvertOptions
from copydesk.errors import CopydeskError

__all__ = ["Chunk", "Finished", "Parcel", "convert", "differing", "hashes", "stop_hosts"]

_IDLE = 300
"""A host that has been given nothing for so many seconds ends."""


class Parcel(NamedTuple):
    """An article and its options, complete. ``source`` is the number of the file of the chunk that it is in."""

    task: Task
    options: ConvertOptions
    source: int | None = None


class Chunk(NamedTuple):
    """Articles to convert, and what is the same for all. ``files`` are endings and contents of the files that hold
    several of them."""

    work: Callable[[Settings, Any], Outcome | Death]
    settings: Settings
    limits: Limits
    preload: Sequence[str]
    parcels: Sequence[Parcel]
    files: Sequence[tuple[str, bytes]] = ()


class Finished(NamedTuple):
    """What became of an article, with the contents of its documents and its line."""

    outcome: Outcome | Death
    documents: tuple[bytes, ...] = ()
    line: bytes | None = None


# ---------------------------------------------------------------------------------------------- in Dask's process


def convert(topic: str, key: str, expected: dict[str, str], chunk: bytes, *, with_fonts: bool) -> list[Finished]:
    """Converts a chunk, which is pickled. Says on the ``topic`` that it begins, by its ``key``, the worker, and what
    fonts it has if they matter: whoever hears this twice knows that a worker died of the chunk, or with it. Raises
    CopydeskError if the versions here are not those expected.
    """
    from distributed import get_worker

    worker = get_worker()
    worker.log_event(topic, (key, worker.address, fonts() if with_fonts else ""))
    different = differing(expected)
    if different:
        raise CopydeskError(f"a worker has other versions: {different}", "Install the same everywhere")
    with _a_host() as host:
        try:
            host.connection.send_bytes(chunk)
            finished: list[Finished] = pickle.loads(host.connection.recv_bytes())
        except (EOFError, OSError):
            raise RuntimeError("the process that converts articles died") from None
    return finished


def differing(expected: dict[str, str]) -> str:
    """In words, what is of another version here than expected; empty if nothing is."""
    here = versions()
    return ", ".join(
        f"{name} {here.get(name) or 'missing'} in place of {version or 'none'}"
        for name, version in expected.items()
        if here.get(name) != version
    )


def hashes(paths: Sequence[str]) -> list[str]:
    """The hashes of files of this machine, empty for one that cannot be read."""
    return [_hash(Path(path)) for path in paths]


def _hash(path: Path) -> str:
    try:
        return hash_of_file(path)
    except OSError:
        return ""


class _Host:
    def __init__(self) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        code = f"from copydesk.batch.cluster_host import serve; serve({theirs.fileno()})"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
        )
        theirs.close()

    def stop(self) -> None:
        self.connection.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()


_hosts: list[_Host] = []
_lock = threading.Lock()


@contextmanager
def _a_host() -> Iterator[_Host]:
    """A host that does nothing else; it is kept for the next chunk if all went well."""
    with _lock:
        host = _hosts.pop() if _hosts else None
    if host is not None and host.process.poll() is not None:
        host.stop()
        host = None
    host = host or _Host()
    try:
        yield host
    except BaseException:
        host.stop()
        raise
    with _lock:
        _hosts.append(host)


def stop_hosts() -> None:
    """Ends the hosts that have no work."""
    with _lock:
        idle = _hosts[:]
        _hosts.clear()
    for host in idle:
        host.stop()


# ------------------------------------------------------------------------------------------------- in the host


def serve(descriptor: int) -> None:
    """The work of a host: converts chunks until there is nobody to give it any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    pool: Pool | None = None
    served: Any = None
    with _files.temporary_folder() as folder:
        try:
            while connection.poll(_IDLE):
                chunk: Chunk = pickle.loads(connection.recv_bytes())
                if pool is None or served != chunk[:4]:
                    if pool is not None:
                        pool.__exit__()
                    pool, served = _pool(chunk, folder), chunk[:4]
                connection.send_bytes(pickle.dumps(_converted(chunk, pool, connection, folder)))
        except (EOFError, OSError):  # nobody is there any more
            return
        finally:
            if pool is not None:
                pool.__exit__()


def _pool(chunk: Chunk, folder: Path) -> Pool:
    settings = chunk.settings._replace(scratch=folder)
    preload = [chunk.work.__module__, *chunk.preload]
    return Pool(1, _carry_out, (chunk.work, settings), chunk.limits, preload, is_fault)


def _carry_out(given: tuple[Callable[[Settings, Any], Any], Settings], parcel: Parcel) -> Any:
    work, settings = given
    return work(settings._replace(options=parcel.options), parcel.task)


def _converted(chunk: Chunk, pool: Pool, connection: Connection, folder: Path) -> list[Finished]:
    """Raises EOFError if there is nobody any more to take the result."""
    files = [folder / f"source-{number}{ending}" for number, (ending, _) in enumerate(chunk.files)]
    for file, (_, data) in zip(files, chunk.files, strict=True):
        _files.write_new(file, data)
    todo = deque(enumerate(chunk.parcels))
    finished: dict[int, Finished] = {}
    while len(finished) < len(chunk.parcels):
        if todo and pool.idle():
            number, parcel = todo.popleft()
            task = parcel.task._replace(number=number)
            if parcel.source is not None:
                task = task._replace(file=files[parcel.source])
            pool.give(number, parcel._replace(task=task))
        finished |= {number: _with_contents(outcome) for number, outcome in pool.wait(1)}
        if connection.poll():  # nothing is sent before the answer: the other end is closed
            raise EOFError
    for file in files:
        file.unlink()
    return [finished[number] for number in range(len(chunk.parcels))]


def _with_contents(outcome: Outcome | Death) -> Finished:
    if isinstance(outcome, Death):
        return Finished(outcome)
    documents = tuple(_taken(document.file) for document in outcome.documents)
    return Finished(outcome, documents, None if outcome.line is None else _taken(outcome.line))


def _taken(file: Path) -> bytes:
    data = file.read_bytes()
    file.unlink()
    return data
