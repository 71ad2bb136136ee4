"""The inputs of a command: standard input, and the copydesk.toml to use."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import click

from copydesk import _files
from copydesk._web import Url, is_url
from copydesk.choices import LIMIT
from copydesk.cli.terminal import echo
from copydesk.errors import UsageError

__all__ = ["STDIN", "Address", "FileName", "config_from", "config_options", "password_option", "stdin"]

STDIN = "<stdin>"
"""The name of standard input in messages."""


class Address(str):
    """The address of a file or folder in a store, such as ``s3://bucket/folder``."""


_ADDRESS = re.compile(r"(?!file:)[a-zA-Z][a-zA-Z0-9+.-]+://")


class FileName(click.Path):
    """The path of a file or a folder. An empty one, as of a variable of the shell that is not set, is refused: it would
    stand for the folder one works in. So is the path of a document that ends as a folder's does. With ``allow_url`` the
    address of a page gives a ``Url``, with ``allow_store`` that of a file in a store an ``Address``."""

    def __init__(
        self,
        *,
        allow_dash: bool = False,
        of_document: bool = False,
        allow_url: bool = False,
        allow_store: bool = False,
    ) -> None:
        super().__init__(path_type=Path, allow_dash=allow_dash)
        self._of_document = of_document
        self._allow_url = allow_url
        self._allow_store = allow_store

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not os.fspath(value):
            self.fail("the name of a file is empty", param, ctx)
        if is_url(value):
            if not self._allow_url:
                self.fail(f"{value} is the address of a page, and a file is needed here", param, ctx)
            return Url(value)
        if isinstance(value, str) and _ADDRESS.match(value):
            if not self._allow_store:
                self.fail(f"{value} is an address; only `copydesk batch` reads from and writes to stores", param, ctx)
            return Address(value)
        if self._of_document:
            _files.check_file(value)
        return super().convert(value, param, ctx)


def password_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the option ``--password`` to a command. An empty one is none, as of a variable that is not set."""
    return click.option(
        "--password",
        metavar="TEXT",
        envvar="COPYDESK_PASSWORD",
        help="What opens a PDF that is locked with a password. The variable COPYDESK_PASSWORD gives it unseen.",
    )(command)


def config_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options ``--config`` and ``--no-config`` to a command."""
    file = click.option(
        "--config",
        type=click.Path(),
        metavar="FILE",
        help="Configuration file to use (default: the copydesk.toml nearest to each article).",
    )
    none = click.option("--no-config", is_flag=True, help="Ignore any copydesk.toml.")
    return file(none(command))


def config_from(config: str | None, no_config: bool) -> str | Literal[False] | None:
    """The two options as ``ConvertOptions.config``. Raises UsageError if both are given."""
    if config and no_config:
        raise UsageError("--config and --no-config were both given", "Choose one")
    return False if no_config else config


def stdin() -> bytes:
    """The bytes of standard input, at most ``LIMIT`` + 1. Raises UsageError if it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", "Name a file")
    if sys.stdin.isatty():
        echo("copydesk: reading from the terminal; end the text with Ctrl-D")
    return sys.stdin.buffer.read(LIMIT + 1)
