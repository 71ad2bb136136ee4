"""The command's output: results on standard output, messages on standard error. Only this module prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from copydesk import _files
from copydesk.choices import LIMIT
from copydesk.errors import InputError, OutputError

if TYPE_CHECKING:
    from copydesk.batch import Failure, Job, Result
    from copydesk.problems import Problem

__all__ = [
    "SHOWN",
    "Messages",
    "echo",
    "print_error",
    "print_result",
    "print_table",
    "report_failure",
    "show_for_now",
    "wanted_details",
]

SHOWN = 20
"""The most warnings shown for one document, unless -v asks for all."""


def print_result(result: str | bytes) -> None:
    """Writes a result to standard output. Raises OutputError if it cannot."""
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Add -o and a file name")
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
    """Writes all data to the raw stream: Python's buffered one may not notice that the reader of a pipe has closed
    it."""
    raw = getattr(stream, "raw", stream)
    rest = memoryview(data)
    while rest:
        rest = rest[raw.write(rest) :]
    stream.flush()


_for_now = ""
"""The line on the terminal of standard error that the next one replaces."""


def echo(text: str) -> None:
    """Prints one line on standard error, with control characters escaped."""
    show_for_now("")
    if sys.stderr is not None:
        print("".join(char if char.isprintable() else ascii(char)[1:-1] for char in text), file=sys.stderr, flush=True)


def show_for_now(text: str) -> None:
    """Shows a line on the terminal of standard error in place of the one shown so before; "" removes it."""
    global _for_now  # noqa: PLW0603 -- there is one terminal
    if sys.stderr is not None and text != _for_now:
        print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
    _for_now = text


def print_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Prints rows of text in aligned columns."""
    table = list(rows)
    widths = [max(map(len, column), default=0) for column in zip(*table, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    print_result("\n".join(padded))


def report_failure(failure: Failure, name: str = "") -> int:
    """Prints a failure and returns its exit code."""
    print_error(str(failure.error), failure.details, name)
    return failure.error.exit_code


def print_error(error: str, details: str = "", name: str = "") -> None:
    """Prints an error, of what is called so. COPYDESK_DEBUG adds the details: the traceback of a fault in copydesk."""
    message = f"{name}: {error}" if name else error
    echo(f"copydesk: {message}" if message.endswith(("?", "!", ".")) else f"copydesk: {message}.")
    for line in wanted_details(details).splitlines():
        echo(line)


def wanted_details(details: str) -> str:
    """The details of a failure if COPYDESK_DEBUG asks for them, else nothing."""
    return details if os.environ.get("COPYDESK_DEBUG") else ""


def _severity(problem: Problem) -> str:
    from copydesk.problems import NOTES

    return "error" if problem.kind == "lost" else "note" if problem.kind in NOTES else "warning"


def _together(paths: Sequence[Path]) -> str:
    """The names of documents on one line: ``out/a.pdf, .epub, .docx``."""
    first, *others = paths
    return ", ".join(
        [str(first), *(each.suffix if each.with_suffix("") == first.with_suffix("") else str(each) for each in others)]
    )


class Messages:
    """The messages of a conversion on standard error: warnings unless quiet, and each step if verbose."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose

    def warn(self, name: str, problems: Sequence[Problem]) -> None:
        """Shows the problems of one document: ``article.txt:14: warning: ...``, or ``note:`` for the kinds in
        ``NOTES``. Lost words come first, as errors, even if quiet."""
        ordered = sorted(problems, key=lambda problem: problem.kind != "lost")
        problems = [problem for problem in ordered if problem.kind == "lost" or not self.quiet]
        shown = problems if self.verbose else problems[:SHOWN]
        for problem in shown:
            location = f"{name}:{problem.line}" if problem.line else name
            echo(f"{location}: {_severity(problem)}: {problem.message}")
        if len(shown) < len(problems):
            echo(f"{name}: {len(problems) - len(shown)} more warnings; -v shows all")

    def step(self, text: str) -> None:
        if self.verbose and not self.quiet:
            echo(text)

    def skipped(self, endings: Mapping[str, int]) -> None:
        """Says how many files of folders are left out, with each ending how many, and by which option it is read."""
        if endings and not self.quiet:
            from copydesk.batch.folders import counts_of

            echo(f"copydesk: left out of folders: {counts_of(endings)}")

    def forewarn(self, jobs: Iterable[Job]) -> None:
        """Warns before the work of PDFs that will take long."""
        from copydesk.writing import LONG, pdf_seconds

        for job in jobs:
            if self.quiet or not isinstance(job.source, Path) or all(target.to != "pdf" for target in job.targets):
                continue
            with suppress(InputError):
                seconds = pdf_seconds(_files.read(job.source, LIMIT)) if os.path.isfile(job.source) else 0  # noqa: PTH113
                if seconds >= LONG:
                    echo(f"{job.name}: warning: its PDF will take about {seconds} seconds")

    def result(self, result: Result) -> list[int]:
        """Shows the outcome of one job, what several documents lack once; returns the exit codes of its failures."""
        self.warn(result.job.name, result.problems)
        lacking: dict[Problem, list[Path]] = {}
        for conversion in result.conversions:
            for problem in dict.fromkeys(conversion.problems):
                lacking.setdefault(problem, []).append(conversion.target)
        for targets in dict.fromkeys(map(tuple, lacking.values())):
            self.warn(_together(targets), [problem for problem, each in lacking.items() if tuple(each) == targets])
        for conversion in result.conversions:
            self.step(f"{result.job.name} -> {conversion.target} ({conversion.size:,} bytes)")
        return [report_failure(failure, result.job.name) for failure in result.failures]

    @contextmanager
    def progress(self, number: int) -> Iterator[Callable[[], None]]:
        """A progress bar of ``number`` steps, and one of the pages of a scan that are recognised meanwhile, shown on a
        terminal for two or more; yields the function that advances the first."""
        if self.quiet or self.verbose or not (sys.stderr and sys.stderr.isatty()):
            yield lambda: None
            return
        from copydesk.cli.bars import Bars
        from copydesk.progress import watch_pages

        with Bars() as bars, watch_pages(lambda done, pages: bars.show("pages", done, pages)):
            done = 0

            def advance() -> None:
                nonlocal done
                done += 1
                bars.show("", done, number)

            bars.show("", 0, number)
            yield advance
