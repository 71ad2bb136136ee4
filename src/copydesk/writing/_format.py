"""What a format is: its name, its file endings and the one function that writes it.

Each public module of this package is a format and declares ``FORMAT``; its ``write(article, options)`` takes
an ``Article`` and ``Settings`` and returns an ``Output``. The module itself imports no heavy library before
``write`` is called, so that all formats can be listed in no time.
"""

from __future__ import annotations

import os
from typing import NamedTuple, TypedDict

import msgspec

from copydesk.problems import Problem
from copydesk.style import Style


class Format(NamedTuple):
    """``Format("epub", (".epub",), "EPUB 3 e-book", binary=True)``

    ``exact`` is a format that is read back as the same tree: its dates are data, and stay as they stand. ``typeset`` is
    one that is read as it is: it is set with quotation marks, dashes and spaces if the style says so. Others, which are
    edited or kept for programs, are set only if a person asks for it.
    """

    name: str
    endings: tuple[str, ...]
    description: str
    binary: bool = False
    exact: bool = False
    typeset: bool = False


class WriteOptions(TypedDict, total=False):
    """What a person may ask of the documents, the same for every format; each format heeds what concerns it.

    ``style`` is a style, its name or its folder, ``paper`` a key of ``copydesk.style.PAPERS`` (the style's first if
    left out), ``css`` a file of rules to follow the style's own; ``archive`` asks for PDF/A-2a besides PDF/UA-1,
    ``embed_fonts`` for an EPUB with its fonts; ``reference_doc`` is a Word document whose styles are to be used;
    ``flavour`` is one of ``FLAVOURS`` and ``wrap`` the longest line of Markdown in columns, no less than 20, 0 for
    one line a paragraph; ``typography`` tells whether quotation marks, dashes and spaces are set as the article's
    language has them, None as the style says.
    """

    style: str | Style
    paper: str | None
    css: str | os.PathLike[str] | None
    archive: bool
    embed_fonts: bool
    reference_doc: str | os.PathLike[str] | None
    flavour: str
    wrap: int
    typography: bool | None


FLAVOURS = ("commonmark", "gfm", "pandoc")
"""The flavours of Markdown that are written."""

NARROWEST = 20
"""The fewest columns that lines of Markdown are wrapped at."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """A ``WriteOptions``, checked and loaded: what a writer is given."""

    style: Style
    paper: str = "a4"
    archive: bool = False
    embed_fonts: bool = False
    flavour: str = FLAVOURS[0]
    wrap: int = 0


class Output(NamedTuple):
    """A finished document and what was noticed while it was made."""

    data: bytes
    problems: tuple[Problem, ...] = ()
