"""Batches: plans which file becomes which document, and runs the jobs on any ``concurrent.futures`` executor.

A failure affects its own document only; the others are still made.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from copydesk import _files, writing
from copydesk.conversion import DEFAULTS, Conversion, ConvertOptions, documents, raise_for_problems
from copydesk.errors import TERMINATED, CopydeskError, InputError, StrictError, UsageError
from copydesk.problems import Problem
from copydesk.reading import Reading, source_of

__all__ = ["Failure", "Job", "Result", "Target", "check", "failure", "find", "plan", "processes", "run", "work"]


class Target(NamedTuple):
    """A document to make: its file and the name of its format."""

    path: Path
    to: str


class Job(NamedTuple):
    """One article and the documents to make of it. ``source`` is a file, or the article already read."""

    name: str
    source: Path | Reading
    targets: tuple[Target, ...]


class Failure(NamedTuple):
    """An error and the target it affects, None for the whole article.

    ``details`` is the traceback of a fault in copydesk itself, empty for any other error.
    """

    error: CopydeskError
    target: Path | None = None
    details: str = ""


class Result(NamedTuple):
    """The outcome of a job: the problems of reading, the documents made, the failures."""

    job: Job
    problems: tuple[Problem, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    failures: tuple[Failure, ...] = ()


# ---------------------------------------------------------------------------------------------------- planning


def find(inputs: Iterable[Path], from_: str | None = None) -> Iterator[tuple[Path, Path]]:
    """The files to convert, each with its path below the input that named it.

    A file or pipe stands for itself. A folder stands for all files in it and below, sorted, with an ending of the
    input format (``.txt`` unless ``from_`` says otherwise); hidden files, pipes, sockets and devices are skipped.
    ``talks`` gives ``(talks/may/a.txt, may/a.txt)``. Raises InputError for a folder that holds no such file.
    """
    endings = source_of("", from_).endings
    for input_path in inputs:
        if not os.path.isdir(input_path):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
            yield input_path, Path(input_path.name)
            continue
        paths = [
            path
            for path in sorted(_names_below(input_path))
            if path.suffix.lower() in endings and not _is_special(path)
        ]
        if not paths:
            raise InputError(
                f"the folder {input_path} holds no {' or '.join(endings)} file", "Name the files, or see -f"
            )
        yield from ((path, path.relative_to(input_path)) for path in paths)


def plan(sources: Iterable[tuple[Path, Path]], formats: Sequence[str], folder: Path) -> list[Job]:
    """The jobs that convert every file to every format, in the folder, under the file's own name.

    Raises UsageError, before anything is written, if two documents would be written to the same file or one would
    replace an input, and InputError or OutputError if the folder cannot be used.
    """
    target_formats = [writing.format_of(name) for name in formats]
    jobs: dict[Path, Job] = {}
    for source, below in sources:
        base = folder / below.parent / below.stem
        targets = tuple(
            Target(base.with_name(base.name + _ending(format_)), format_.name)
            for format_ in dict.fromkeys(target_formats)
        )
        jobs.setdefault(source.resolve(), Job(str(source), source, targets))
    check(jobs.values())
    return list(jobs.values())


def _ending(format_: writing.Format) -> str:
    """The file ending of a format: ``.docx``."""
    return format_.endings[0] if format_.endings else f".{format_.name}"


def check(jobs: Iterable[Job]) -> None:
    """Raises UsageError if two documents would be written to the same file, or one would replace an input."""
    jobs = tuple(jobs)
    owners: dict[Path, str] = {job.source.resolve(): "" for job in jobs if isinstance(job.source, Path)}
    for job in jobs:
        for target in job.targets:
            real = target.path.resolve()
            other = owners.setdefault(real, f"{job.name} as {target.to}")
            if not other:
                raise UsageError(f"{target.path} is itself an input and would be replaced", "Write to another folder")
            if other != f"{job.name} as {target.to}":
                raise UsageError(
                    f"{other} and {job.name} as {target.to} would both be written to {target.path}",
                    "Rename one, or write them to different folders",
                )


def _names_below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(where, name) for name in names if not name.startswith("."))


def _is_special(path: Path) -> bool:
    """Whether a path is, or links to, a pipe, socket, device or folder; False if that cannot be determined."""
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 -- Path's may raise


# ---------------------------------------------------------------------------------------------------- working


def run(
    jobs: Sequence[Job], options: ConvertOptions = DEFAULTS, executor: Callable[[], Executor] | None = None
) -> Iterator[Result]:
    """Runs the jobs and yields their results in order, each as soon as it and those before it are done.

    ``executor`` makes the executor to use, such as ``processes(4)``, ``ThreadPoolExecutor`` or a cluster's
    ``Client.get_executor``; None runs the jobs in this process. If a worker dies, a new executor is made and the first
    unfinished job runs alone: if it kills the worker again, it fails. The others go on.
    """
    if executor is None:
        yield from (work(job, options) for job in jobs)
        return
    left = dict(enumerate(jobs))
    waiting = _InOrder()
    alone = False
    while left:
        first = min(left)
        for number, result in _attempt({first: left[first]} if alone else dict(left), options, executor):
            del left[number]
            yield from waiting.add(number, result)
        if alone and first in left:
            yield from waiting.add(first, _killed(left.pop(first)))
        alone = not alone


class _InOrder:
    """Holds results back until all earlier ones have been added."""

    def __init__(self) -> None:
        self._held: dict[int, Result] = {}
        self._following = 0

    def add(self, number: int, result: Result) -> Iterator[Result]:
        self._held[number] = result
        while self._following in self._held:
            yield self._held.pop(self._following)
            self._following += 1


def work(job: Job, options: ConvertOptions = DEFAULTS) -> Result:
    """Runs one job: reads the article once, makes every document in memory, and only then writes them.

    Raises nothing; errors are in the result.
    """
    targets: list[Target] = []
    failures: list[Failure] = []
    conversions: list[Conversion] = []
    for target in job.targets:
        with _collecting(failures, target):
            _files.check_target(target.path)
            targets.append(target)
    try:
        converted = documents(job.source, [target.to for target in targets], options)
    except Exception as error:
        return Result(job, failures=(failure(error),))
    outputs = list(zip(targets, converted.outputs, strict=True))
    failures += [failure(output, target) for target, output in outputs if isinstance(output, Exception)]
    if options.strict:
        try:
            raise_for_problems(converted.problems)
        except StrictError as error:
            return Result(job, converted.reading.problems, failures=(*failures, Failure(error)))
    for target, output in outputs:
        if not isinstance(output, Exception):
            with _collecting(failures, target):
                _files.write(target.path, output.data)
                conversions.append(Conversion(target.path, output.problems, len(output.data)))
    return Result(job, converted.reading.problems, tuple(conversions), tuple(failures))


@contextmanager
def _collecting(failures: list[Failure], target: Target) -> Iterator[None]:
    """Adds any error with a target to the failures."""
    try:
        yield
    except Exception as error:
        failures.append(failure(error, target))


def processes(number: int) -> Callable[[], Executor]:
    """A function that makes an executor of ``number`` processes. They leave no half-written file and end with this
    one."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return partial(ProcessPoolExecutor, number, multiprocessing.get_context(way), _start_worker)


def _attempt(
    jobs: dict[int, Job], options: ConvertOptions, executor: Callable[[], Executor]
) -> Iterator[tuple[int, Result]]:
    """Yields the results of the jobs with their numbers, without those that were lost with a dying worker."""
    pool = executor()
    futures: dict[int, Future[Result]] = {}
    try:
        with suppress(BrokenExecutor):
            for number, job in jobs.items():
                futures[number] = pool.submit(work, job, options)
        for number, future in futures.items():
            try:
                result = future.result()
            except BrokenExecutor:
                continue
            yield number, result
    except BaseException:
        _abandon(pool, futures.values())
        raise
    pool.shutdown()


def _abandon(pool: Executor, futures: Iterable[Future[Result]]) -> None:
    """Stops an executor from starting jobs, without waiting for those that are running."""
    try:
        pool.shutdown(wait=False, cancel_futures=True)
    except TypeError:  # a cluster's executor lacks the option
        for future in futures:
            future.cancel()
        pool.shutdown(wait=False)


def failure(error: Exception, target: Target | None = None) -> Failure:
    """The failure for any exception; one that is no CopydeskError counts as a fault in copydesk, with its traceback."""
    path = target.path if target else None
    if isinstance(error, CopydeskError):
        return Failure(error, path)
    if isinstance(error, OSError) and error.errno in _files.REMEDIES:  # a library's own temporary files
        return Failure(_files.output_error("a temporary file", error), path)
    if isinstance(error, MemoryError):
        return Failure(
            CopydeskError("there is not enough memory for this article", "Split it, or choose another format"), path
        )
    description = " ".join(f"{type(error).__name__}: {error}".split())
    fault = CopydeskError(
        f"an error in copydesk itself ({description[:200]})", "Please report it with what COPYDESK_DEBUG=1 shows"
    )
    return Failure(fault, path, "".join(traceback.format_exception(error)))


def _killed(job: Job) -> Result:
    error = CopydeskError(
        "the process that converted it crashed or was killed", "It may need more memory; see also `copydesk doctor`"
    )
    return Result(job, failures=(Failure(error),))


def _start_worker() -> None:
    """Prepares a worker: it ignores Ctrl-C, ends with its parent, and leaves no half-written file when it is
    stopped."""
    import multiprocessing
    import signal
    import threading

    def stop(*_: object) -> None:
        _files.discard_unfinished()
        os._exit(TERMINATED)

    def follow_parent() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            stop()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop)
    threading.Thread(target=follow_parent, daemon=True).start()
