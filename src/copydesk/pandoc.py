"""Runs the pandoc program, which both reading and writing use.

``pypandoc`` installs and locates the program but cannot stop one that hangs. It is run here with limits of time and
memory, in pandoc's own sandbox: it reads no files and no network.
"""

from __future__ import annotations

import math
import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from copydesk.errors import CopydeskError, InputError, MissingEngineError, UsageError

TIMEOUT = 120.0
"""Seconds after which a run is stopped."""

MEMORY = 1024
"""Megabytes of heap that a run may use."""

_OUT_OF_TIME = -24  # ended by SIGXCPU
_WAITS = 3  # times the seconds of work, where a system cannot limit these
_HEAP_EXHAUSTED = 251  # the exit code of a Haskell program whose heap is full
_UNKNOWN_FORMAT = (21, 22)  # pandoc: no such reader, no such writer
_ELSEWHERE = (97, 99)  # pandoc: a file that the input includes is not there, as in the sandbox none is
_UNREADABLE = (64, 65, 92)  # pandoc: the input cannot be parsed, or is not UTF-8


class PandocOutput(NamedTuple):
    """The output of pandoc, and its warnings without their ``[WARNING]``."""

    data: bytes
    warnings: tuple[str, ...] = ()


@cache
def program() -> str:
    """The path of pandoc. Raises MissingEngineError if neither pypandoc_binary nor pandoc is installed."""
    remedy = "Install it by `pip install pypandoc_binary`, or install pandoc"
    try:
        import pypandoc
    except ImportError:
        raise MissingEngineError("the Python package pypandoc_binary is missing", remedy) from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise MissingEngineError("pandoc is missing", remedy) from None


class TooMuchWorkError(CopydeskError):
    """pandoc needs more time or memory than it was given."""


def run(
    arguments: Sequence[str],
    data: bytes = b"",
    *,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    work: float | None = None,
) -> PandocOutput:
    """Runs pandoc with these arguments, and ``data`` as its input.

    ``timeout`` limits the seconds that pass, ``memory`` the megabytes of heap, and ``work`` the seconds of processor
    time, which are the same on a busy machine.

    Raises MissingEngineError if there is no pandoc, UsageError if it does not know the format, InputError if it
    cannot read ``data``, TooMuchWorkError if it exceeds a limit, and CopydeskError if it fails in another way.
    """
    limits = ("+RTS", f"-M{memory}M", "-RTS")
    # A user's data directory (templates, defaults) must not change the output.
    command = (program(), *limits, "--sandbox", f"--data-dir={os.devnull}", *arguments)
    try:
        completed = _completed(command, data, timeout, work)
    except subprocess.TimeoutExpired as expired:
        raise _out_of_time(expired.timeout) from None
    except OSError as error:
        raise MissingEngineError(
            f"pandoc cannot be started: {error.strerror}", f"Check the program {command[0]}"
        ) from None
    if completed.returncode == _OUT_OF_TIME and work is not None:
        raise _out_of_time(math.ceil(work))
    messages = completed.stderr.decode("utf-8", "replace").strip()
    if completed.returncode:
        raise _error(completed.returncode, messages, memory)
    return PandocOutput(completed.stdout, _warnings(messages))


def _completed(
    command: Sequence[str], data: bytes, timeout: float, work: float | None
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command to its end. Raises TimeoutExpired."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            if work is not None and not _limit_work(process.pid, work):
                timeout = min(timeout, work * _WAITS)
            output, messages = process.communicate(data, timeout)
        except BaseException:
            process.kill()
            raise
        return subprocess.CompletedProcess(command, process.returncode, output, messages)


def _limit_work(process: int, seconds: float) -> bool:
    """Limits the processor time of a running process, in whole seconds. False if the system cannot."""
    with suppress(ImportError, AttributeError, ProcessLookupError):
        import resource

        resource.prlimit(process, resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds) + 1))
        return True
    return False


def _out_of_time(seconds: float) -> TooMuchWorkError:
    return TooMuchWorkError(
        f"pandoc did not finish within {seconds:g} seconds", "Split the article, or choose another format"
    )


@cache
def output_formats() -> tuple[str, ...]:
    """The names of the formats that this pandoc writes. Raises MissingEngineError if it is not installed."""
    return tuple(run(["--list-output-formats"], timeout=20).data.decode().split())


@cache
def api_version() -> tuple[int, ...]:
    """The version of the JSON document that this pandoc reads and writes, such as (1, 23, 1)."""
    import json

    return tuple(json.loads(run(["-f", "commonmark", "-t", "json"], timeout=20).data)["pandoc-api-version"])


def _warnings(messages: str) -> tuple[str, ...]:
    lines: list[str] = []
    for line in messages.splitlines():
        if line.startswith("[") or not lines:
            lines.append(line.removeprefix("[WARNING]").strip())
        elif line.strip():
            lines[-1] += " " + line.strip()
    return tuple(lines)


def _error(code: int, messages: str, memory: int) -> CopydeskError:
    reason = " ".join(messages.split())[-300:] or f"exit code {code}"
    if code == _HEAP_EXHAUSTED:
        return TooMuchWorkError(f"pandoc needs more than {memory} MB for this article", "Split the article")
    if code in _UNKNOWN_FORMAT:
        return UsageError(
            f"pandoc does not know the format: {reason}", "`copydesk formats` lists the formats that it writes"
        )
    if code in _ELSEWHERE:
        remedy = "Put the text of that file in its place, or remove the line"
        return InputError(f"it includes another file, and only the one named is read: {reason}", remedy)
    if code in _UNREADABLE:
        return InputError(f"pandoc cannot read the input: {reason}", "Correct the input")
    return CopydeskError(f"pandoc failed: {reason}", "Choose another format, or report this")
