"""Runs jobs, in this process or on any ``concurrent.futures`` executor, and goes on when a worker dies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk import _files
from copydesk.batch.planning import Job, Target
from copydesk.batch.results import Failure, Result, failure
from copydesk.batch.starting import WARM, start_worker, worker_context
from copydesk.conversion import DEFAULTS, Conversion, ConvertOptions, documents, raise_for_problems, split_options
from copydesk.errors import CopydeskError, StrictError
from copydesk.reading import Part, Reading, chosen, forget_file, split_file

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future


def run(
    jobs: Sequence[Job], options: ConvertOptions = DEFAULTS, executor: Callable[[], Executor] | None = None
) -> Iterator[Result]:
    """Runs the jobs and yields their results in order, each as soon as it and those before it are done.

    ``executor`` makes the executor to use, such as ``processes(4)``, ``ThreadPoolExecutor`` or a cluster's
    ``Client.get_executor``; None runs the jobs in this process. If a worker dies, a new executor is made and the first
    unfinished job runs alone: if it kills the worker again, it fails. The others go on.
    """
    if executor is None:
        try:
            yield from (work(job, options) for job in jobs)
        finally:
            forget_file()
        return
    forget_file()  # other processes do the work
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
        converted = documents(
            _source(job, options),
            [target.to for target in targets],
            options,
            job.source if isinstance(job.source, Path) else None,
        )
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


def _source(job: Job, options: ConvertOptions) -> Part | Reading:
    """What to read for a job: of a file that holds several articles the one that it is for."""
    if not isinstance(job.source, Path):
        return job.source
    article = options.article if job.article is None else job.article
    part = chosen(split_file(job.source, options.from_, split_options(options)), article)
    if article is None:
        forget_file()
    return part


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
    import multiprocessing.util
    from concurrent.futures import ProcessPoolExecutor

    return partial(
        ProcessPoolExecutor, number, worker_context([WARM]), start_worker, (multiprocessing.util.get_temp_dir(),)
    )


def _attempt(
    jobs: dict[int, Job], options: ConvertOptions, executor: Callable[[], Executor]
) -> Iterator[tuple[int, Result]]:
    """Yields the results of the jobs with their numbers, without those that were lost with a dying worker."""
    pool = executor()
    from concurrent.futures import BrokenExecutor

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


def _killed(job: Job) -> Result:
    error = CopydeskError(
        "the process that converted it crashed or was killed", "It may need more memory; see also `copydesk doctor`"
    )
    return Result(job, failures=(Failure(error),))
