"""Runs conversions and reports their outcomes: one to standard output, or many jobs."""

from __future__ import annotations

import sys
from pathlib import Path

from copydesk import batch, beside, writing
from copydesk._machine import processors
from copydesk._web import Url
from copydesk.batch import Job
from copydesk.cli.inputs import STDIN, stdin
from copydesk.cli.jobs import only_source
from copydesk.cli.terminal import Messages, echo, print_result, report_failure
from copydesk.conversion import ConvertOptions, documents
from copydesk.errors import UsageError

__all__ = ["convert_all", "to_stdout"]

MANY = 8
"""The number of documents from which starting several processes pays off."""


def to_stdout(
    inputs: tuple[Path | Url, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    options: ConvertOptions,
    messages: Messages,
) -> int:
    """Writes one document to standard output. Raises UsageError for a binary format if that is a terminal."""
    if len(to) != 1 or len(outputs) > 1:
        raise UsageError("standard output takes one document of one format", "Name it, such as -t md")
    source = only_source(inputs, options)
    format_ = writing.format_of(to[0])
    if format_.binary and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            f"{format_.name} is a binary format and cannot be shown in a terminal", "Add -o and a file name"
        )
    name = STDIN if source is None else str(source)
    try:
        converted = documents(stdin() if source is None else source, [format_.name], options)
        messages.warn(name, converted.problems)
        output = converted.only(strict=options.strict)
    except Exception as error:
        return report_failure(batch.failure(error), name)
    print_result(output.data)
    return 0


def convert_all(jobs: list[Job], options: ConvertOptions, processes: int, messages: Messages) -> int:
    """Runs the jobs and reports the outcome of each; returns the exit code."""
    if len(jobs) > 1:  # as of a mailbox under a name that does not show it
        beside.stop()
    number = processes or (processors() if len(jobs) >= MANY else 1)
    executor = batch.processes(min(number, len(jobs))) if number > 1 and len(jobs) > 1 else None
    messages.forewarn(jobs)
    codes: list[int] = []
    failed = 0
    with messages.progress(len(jobs)) as advance:
        for result in batch.run(jobs, options, executor):
            codes += messages.result(result)
            failed += bool(result.failures)
            advance()
    if len(jobs) > 1 and not messages.quiet:
        echo(f"copydesk: {len(jobs)} articles, {failed} failed")
    return 0 if not codes else codes[0] if len(set(codes)) == 1 else 1
