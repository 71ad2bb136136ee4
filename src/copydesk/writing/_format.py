"""What a writer takes and gives: the options of documents, and its output.

The formats are listed in ``copydesk.choices``. The module of each, with its name, has ``write(article, options)``,
which takes an ``Article`` and ``Settings`` and returns an ``Output``.
"""

from __future__ import annotations

import os
from typing import NamedTuple, TypedDict

import msgspec

from copydesk.choices import FLAVOURS, NARROWEST, PDF_ENGINES, Format
from copydesk.problems import Problem
from copydesk.style import Style

__all__ = ["FLAVOURS", "NARROWEST", "Format", "Output", "Settings", "WriteOptions"]


class WriteOptions(TypedDict, total=False):
    """The options of documents, the same for every format; each format uses those that apply to it.

    ``style`` is a style, its name or its folder, ``paper`` a key of ``copydesk.style.PAPERS`` (default: the style's
    first), ``css`` a file of rules added after the style's; ``archive`` makes a PDF conform to PDF/A-2a besides
    PDF/UA-1, ``embed_fonts`` embeds fonts in an EPUB; ``reference_doc`` is a Word document whose styles to use;
    ``flavour`` is one of ``FLAVOURS`` and ``wrap`` the longest line of Markdown in columns, at least 20, 0 for
    one line per paragraph; ``typography`` sets quotation marks, dashes and spaces by the rules of the article's
    language, None as the style says; ``pdf_engine``, one of ``copydesk.choices.PDF_ENGINES``, sets PDFs.
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
    pdf_engine: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """``WriteOptions``, checked and loaded, as writers receive them."""

    style: Style
    paper: str = "a4"
    archive: bool = False
    embed_fonts: bool = False
    flavour: str = FLAVOURS[0]
    wrap: int = 0
    pdf_engine: str = PDF_ENGINES[0]


class Output(NamedTuple):
    """A finished document and the problems found while it was made."""

    data: bytes
    problems: tuple[Problem, ...] = ()
