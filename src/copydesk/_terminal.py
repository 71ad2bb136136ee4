"""What the command says: results on standard output, everything else on standard error. Only this module prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from copydesk import _files
from copydesk.batch import Failure, Job, Result
from copydesk.errors import OutputError
from copydesk.problems import NOTES, Problem
from copydesk.writing import LONG, pdf_seconds

__all__ = ["SHOWN", "Messages", "echo", "put", "put_table", "told"]

SHOWN = 20
"""The most warnings shown of one document, unless -v asks for all."""


def put(result: str | bytes) -> None:
    """A result on standard output. Raises OutputError if it cannot be written there."""
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Add -o and a file's name")
    try:
        sys.stdout.flush()
        if isinstance(result, str):
            result = (result + "\n").encode(sys.stdout.encoding, sys.stdout.errors or "strict")
        _write_all(sys.stdout.buffer, result)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _files.output_error("standard output", error) from None


def _write_all(stream: BinaryIO, data: bytes) -> None:
    """All of the data to the raw stream: Python's buffered one may not notice that a pipe's reader went away."""
    raw = getattr(stream, "raw", stream)
    rest = memoryview(data)
    while rest:
        rest = rest[raw.write(rest) :]
    stream.flush()


def echo(text: str) -> None:
    """One line on standard error, with nothing in it that a terminal would obey."""
    if sys.stderr is not None:
        print("".join(char if char.isprintable() else ascii(char)[1:-1] for char in text), file=sys.stderr, flush=True)


def put_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows of text in columns, the last one as wide as it likes."""
    table = list(rows)
    widths = [max(map(len, column), default=0) for column in zip(*table, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    put("\n".join(padded))


def told(failure: Failure, name: str = "") -> int:
    """Says what failed; returns its exit code. A fault's traceback is only for whoever asks for it."""
    echo(f"copydesk: {name}: {failure.error}." if name else f"copydesk: {failure.error}.")
    if failure.details and os.environ.get("COPYDESK_DEBUG"):
        for line in failure.details.splitlines():
            echo(line)
    return failure.error.exit_code


def _severity(problem: Problem) -> str:
    return "error" if problem.kind == "lost" else "note" if problem.kind in NOTES else "warning"


class Messages:
    """What a conversion says on standard error: warnings unless quiet, and each step if verbose."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose

    def warn(self, name: str, problems: Sequence[Problem]) -> None:
        """Shows the problems of one document: ``article.txt:14: warning: ...``, or ``note:`` where it is no fault. Lost
        words come first, as errors, also if quiet."""
        ordered = sorted(problems, key=lambda problem: problem.kind != "lost")
        problems = [problem for problem in ordered if problem.kind == "lost" or not self.quiet]
        shown = problems if self.verbose else problems[:SHOWN]
        for problem in shown:
            place = f"{name}:{problem.line}" if problem.line else name
            echo(f"{place}: {_severity(problem)}: {problem.message}")
        if len(shown) < len(problems):
            echo(f"{name}: {len(problems) - len(shown)} more warnings; -v shows all")

    def step(self, text: str) -> None:
        if self.verbose and not self.quiet:
            echo(text)

    def forewarn(self, jobs: Iterable[Job]) -> None:
        """Says before the work which of it will take long."""
        for job in jobs:
            if self.quiet or not isinstance(job.source, Path) or all(target.to != "pdf" for target in job.targets):
                continue
            with suppress(OSError):
                took = pdf_seconds(job.source.read_bytes())
                if took >= LONG:
                    echo(f"{job.name}: warning: its PDF takes about {took} seconds to make")

    def result(self, result: Result) -> list[int]:
        """Shows what became of one job; returns the exit codes of its failures."""
        self.warn(result.job.name, result.problems)
        for made in result.made:
            self.warn(str(made.target), made.problems)
            self.step(f"{result.job.name} -> {made.target} ({made.size:,} bytes)")
        return [told(failure, result.job.name) for failure in result.failures]

    @contextmanager
    def progress(self, number: int) -> Iterator[Callable[[], None]]:
        """Shows a bar of so many steps, where a person looks on and there is something to wait for."""
        if self.quiet or self.verbose or number < 2 or not (sys.stderr and sys.stderr.isatty()):
            yield lambda: None
            return
        try:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
        except ImportError:  # nothing depends on a bar
            yield lambda: None
            return
        console = Console(stderr=True)
        with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
            task = bar.add_task("", total=number)
            yield lambda: bar.advance(task)
