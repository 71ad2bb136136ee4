"""The ``copydesk`` command: runs it, and exits with the code for its outcome.

The first word may name one of ``COMMANDS``; anything else is a conversion.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import NoReturn

import click

from copydesk.cli.commands import COMMANDS
from copydesk.cli.convert import convert
from copydesk.cli.terminal import report_failure
from copydesk.errors import BROKEN_PIPE, INTERRUPTED, TERMINATED, UsageError

__all__ = ["main"]

_LONGEST_END = 2  # seconds in which a thread is waited for when the command was interrupted


class _Terminated(BaseException):
    """SIGTERM as an exception, so that unfinished work is cleaned up on the way out."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command and exits with the code for its outcome (see ``EXIT_CODES``)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = COMMANDS[given[0]]() if given and given[0] in COMMANDS else convert
    rest = given if command is convert else given[1:]
    for stream in (sys.stdout, sys.stderr):  # an ASCII terminal shows other characters as escapes
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with _raising_on_sigterm():
        code = _outcome(command, rest)
    sys.exit(code)


def _outcome(command: click.Command, arguments: list[str]) -> int:
    """Runs one command, reports any error and returns the exit code."""
    try:
        if command is convert:
            _check_word(arguments)
        return _invoke(command, arguments)
    except (KeyboardInterrupt, click.Abort):
        _stop_workers()
        return INTERRUPTED
    except _Terminated:
        _stop_workers()
        return TERMINATED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python reports an error when it exits
        return BROKEN_PIPE
    except Exception as error:
        from copydesk import batch

        return report_failure(batch.failure(error))


def _invoke(command: click.Command, arguments: list[str]) -> int:
    """Lets click parse the arguments and run the command. Its errors become UsageErrors."""
    name = "copydesk" if command is convert else f"copydesk {command.name}"
    try:
        with command.make_context(name, arguments, help_option_names=["-h", "--help"]) as context:
            return int(command.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.NoSuchOption as error:
        if (word := error.option_name.lstrip("-")) in COMMANDS and command is convert:
            raise UsageError(f"there is no option --{word}", f"Write it as a command: `copydesk {word}`") from None
        raise UsageError(error.format_message().rstrip("."), f"`{name} --help` lists the options") from None
    except click.ClickException as error:
        raise UsageError(error.format_message().rstrip("."), f"`{name} --help` lists the options") from None


def _check_word(arguments: list[str]) -> None:
    """Raises UsageError for a first word that is no file, but nearly the name of a command: ``fmts``."""
    word = arguments[0] if arguments else ""
    meant = get_close_matches(word, COMMANDS, 1) if word.isalpha() else []
    if meant and not os.path.lexists(word):
        raise UsageError(f"there is no file or command {word}", f"Did you mean `copydesk {meant[0]}`?")


@contextmanager
def _raising_on_sigterm() -> Iterator[None]:
    def terminate(*_: object) -> NoReturn:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop_workers() -> None:
    """Ends the worker processes, and waits for the threads of their pools: Python, as it exits, would write to a pipe
    that such a thread closes in the same moment."""
    if "multiprocessing" in sys.modules:
        import multiprocessing
        import threading

        for worker in multiprocessing.active_children():
            worker.terminate()
        for thread in threading.enumerate():
            if thread is not threading.main_thread() and not thread.daemon:
                thread.join(_LONGEST_END)
