"""The errors and the exit code of each.

Every error says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self


class CopydeskError(Exception):
    """The base of all errors that copydesk raises on purpose.

    ``message`` says what is wrong and where; ``remedy`` what to do.
    """

    exit_code = 1
    meaning = "some input could not be converted"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        end = "" if self.message.endswith(("?", "!", ".")) else "."
        return f"{self.message}{end} {self.remedy}" if self.remedy else self.message

    def about(self, name: str) -> Self:
        """The same error, with the name of what it is about before its message."""
        return type(self)(f"{name}: {self.message}", self.remedy)

    def __reduce__(self) -> tuple[type[CopydeskError], tuple[str, str]]:
        return type(self), (self.message, self.remedy)  # so that it survives the way back from a worker process


class UsageError(CopydeskError):
    """The caller asked for something that does not exist: a format, a style, a paper, a metadata key."""

    exit_code = 2
    meaning = "the command or its options are wrong"


class StrictError(CopydeskError):
    """Problems were found and the caller asked that they count as failure."""

    exit_code = 3
    meaning = "problems were found and --strict was given"


class MissingEngineError(CopydeskError):
    """A library or program that a format needs is not installed."""

    exit_code = 4
    meaning = "a library or program that the format needs is missing"


class InputError(CopydeskError):
    """The input is not the text of an article: empty, binary, too large, or in an unknown encoding."""

    exit_code = 5
    meaning = "the input cannot be read as text"


class OutputError(CopydeskError):
    """The output could not be written; an existing file is unchanged."""

    exit_code = 6
    meaning = "the output cannot be written"


class FullDiskError(OutputError):
    """There is no room for the output: any further one would fail too."""


class LostStoreError(OutputError):
    """The store of the output cannot be written to: any further one would fail too."""


INTERRUPTED = 130
BROKEN_PIPE = 141
TERMINATED = 143

EXIT_CODES: dict[int, str] = {
    0: "all inputs were converted",
    **{
        kind.exit_code: kind.meaning
        for kind in (CopydeskError, UsageError, StrictError, MissingEngineError, InputError, OutputError)
    },
    INTERRUPTED: "interrupted by the user",
    BROKEN_PIPE: "the reader of the output closed the pipe",
    TERMINATED: "terminated by a signal",
}
"""Every exit code of the command, with its meaning."""


def type_of(value: object) -> str:
    """The type of a value, in words: ``an int``, ``a list``, ``None``."""
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


@contextmanager
def named(name: str, kind: type[CopydeskError]) -> Iterator[None]:
    """Prefixes any error of this kind with the name of what it is about, such as a file."""
    try:
        yield
    except kind as error:
        raise error.about(name) from None
