"""What a format is: its name, its file endings and the one function that writes it.

Each public module of this package is a format and declares ``FORMAT``; its ``write(article, options)`` takes
an ``Article`` and ``Options`` and returns an ``Output``. The module itself imports no heavy library before
``write`` is called, so that all formats can be listed in no time.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from copydesk.problems import Problem
from copydesk.style import Style


class Format(NamedTuple):
    """``Format("epub", (".epub",), "EPUB 3 e-book", binary=True)``"""

    name: str
    endings: tuple[str, ...]
    description: str
    binary: bool = False


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the person asked for, the same for every format."""

    style: Style
    paper: str = "a4"


class Output(NamedTuple):
    """A finished document and what was noticed while it was made."""

    data: bytes
    problems: tuple[Problem, ...] = ()
