"""What a command reads: a file or standard input, under its name, and the copydesk.toml that counts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import click

from copydesk._terminal import echo
from copydesk.conversion import LIMIT
from copydesk.errors import InputError, UsageError

__all__ = ["STDIN", "chosen", "heeds_config", "naming", "stdin"]

STDIN = "<stdin>"
"""What standard input is called."""


def heeds_config(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options ``config`` and ``no_config``."""
    file = click.option(
        "--config",
        type=click.Path(),
        metavar="FILE",
        help="Configuration file to use (default: the copydesk.toml nearest to each article).",
    )
    none = click.option("--no-config", is_flag=True, help="Heed no copydesk.toml.")
    return file(none(command))


def chosen(config: str | None, no_config: bool) -> str | Literal[False] | None:
    """The two options as ``ConvertOptions.config``."""
    if config and no_config:
        raise UsageError("--config and --no-config were both given", "Choose one")
    return False if no_config else config


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Puts the name of an input before what is wrong with it."""
    try:
        yield
    except InputError as error:
        raise error.about(name) from None


def stdin() -> bytes:
    """All of standard input, as far as an article may be long. Raises UsageError if it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", "Name a file")
    if sys.stdin.isatty():
        echo("copydesk: reading from the terminal; end the text with Ctrl-D")
    return sys.stdin.buffer.read(LIMIT + 1)
