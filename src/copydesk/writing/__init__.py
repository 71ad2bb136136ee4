"""Article -> bytes: one module for each of the formats that ``copydesk.choices`` lists.

A format without a module here is written by pandoc, if pandoc supports it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Unpack

from copydesk import locales
from copydesk.choices import FORMATS, PDF_ENGINES
from copydesk.errors import UsageError, type_of
from copydesk.style import DEFAULT, Style, check_paper, load
from copydesk.tree import Article
from copydesk.typography import typeset
from copydesk.writing._cost import LONG
from copydesk.writing._cost import foreseen as pdf_seconds
from copydesk.writing._format import FLAVOURS, NARROWEST, Format, Output, Settings, WriteOptions
from copydesk.writing._shared.dates import in_words

__all__ = [
    "FLAVOURS",
    "LONG",
    "NARROWEST",
    "Format",
    "Output",
    "Settings",
    "WriteOptions",
    "format_of",
    "formats",
    "pdf_seconds",
    "settings",
    "write",
]


@cache
def formats() -> tuple[Format, ...]:
    """The formats that copydesk writes itself, sorted by name, then those it writes through pandoc."""
    return _native() + _through_pandoc()


def _native() -> tuple[Format, ...]:
    return FORMATS


def _through_pandoc() -> tuple[Format, ...]:
    through_pandoc: tuple[Format, ...] = import_module("copydesk.writing._pandoc").formats()
    return through_pandoc


def format_of(name: str) -> Format:
    """The format of this name, or with this file ending (``.docx``). Raises UsageError if there is none."""
    if not isinstance(name, str):
        raise UsageError(f"a format is given by its name, a str, not by {type_of(name)}", "Write it as in 'pdf'")
    lowered = name.lower()
    for list_formats in (_native, _through_pandoc):  # asking pandoc is slow and seldom needed
        for format_ in list_formats():
            if lowered == format_.name or lowered in format_.endings or f".{lowered}" in format_.endings:
                return format_
    names = ", ".join(format_.name for format_ in FORMATS)
    raise UsageError(
        f"there is no format {name!r}", f"Choose among {names}, or a format of pandoc (`copydesk formats` lists all)"
    )


def settings(options: WriteOptions) -> Settings:
    """The options, checked and loaded. Raises UsageError for a value that does not exist or cannot be used."""
    _check_names(options)
    _check_switches(options)
    style: object = options.get("style", DEFAULT)
    if not isinstance(style, str | os.PathLike | Style):
        raise UsageError(f"a style is given by its name, not as {style!r}", "Write it as in style='essay'")
    chosen = style if isinstance(style, Style) else load(os.fspath(style))
    flavour = options.get("flavour", FLAVOURS[0])
    if flavour not in FLAVOURS:
        raise UsageError(f"there is no flavour of Markdown {flavour!r}", f"Choose one of {', '.join(FLAVOURS)}")
    engine = options.get("pdf_engine", PDF_ENGINES[0])
    if engine not in PDF_ENGINES:
        raise UsageError(f"there is no PDF engine {engine!r}", f"Choose one of {', '.join(PDF_ENGINES)}")
    wrap = options.get("wrap", 0)
    if not isinstance(wrap, int) or (wrap and wrap < NARROWEST):
        raise UsageError(
            f"lines cannot be wrapped at {wrap!r} columns", f"Choose {NARROWEST} or more, or 0 for unlimited lines"
        )
    return Settings(
        style=chosen.amended(css=options.get("css"), reference_doc=options.get("reference_doc")),
        paper=check_paper(chosen, options.get("paper") or chosen.papers[0]),
        archive=options.get("archive", False),
        embed_fonts=options.get("embed_fonts", False),
        flavour=flavour,
        wrap=wrap,
        pdf_engine=engine,
    )


def _check_names(options: Mapping[str, object]) -> None:
    """Raises UsageError for an unknown option, which Python itself does not check."""
    for name in options:
        if name not in WriteOptions.__annotations__:
            meant = get_close_matches(name, WriteOptions.__annotations__, 1)
            choices = ", ".join(WriteOptions.__annotations__)
            raise UsageError(
                f"there is no option {name!r}", f"Write {meant[0]!r}" if meant else f"Choose among {choices}"
            )


def _check_switches(options: Mapping[str, object]) -> None:
    """Raises UsageError for an option that is on or off and is given as something else."""
    for name in ("archive", "embed_fonts", "typography"):
        value = options.get(name)
        if not isinstance(value, bool | None):
            raise UsageError(f"{name} is True or False, not {value!r}", f"Write {name}=True or leave it out")


def _is_typeset(article: Article, format_: Format, style: Style) -> bool:
    """Whether typography applies by default: the format and style allow it and the language is known."""
    return format_.typeset and style.typography and article.lang.split("-")[0].lower() in locales.languages()


def write(article: Article, to: str, **options: Unpack[WriteOptions]) -> Output:
    """The article as a finished document in the format ``to``, its name or file ending, with the ``WriteOptions``.

    A date such as ``2025-05-17`` is written in words, except in Markdown and JSON, where it is data.
    Returns the bytes and the problems. Raises UsageError for an option, format, style or paper that does not exist,
    for a file that cannot be used or anything but an Article, and MissingEngineError if a library or program that
    the format needs is missing.
    """
    if not isinstance(article, Article):
        raise UsageError(f"only an Article can be written, not {type_of(article)}", "Make one with copydesk.read")
    if not isinstance(article.lang, str):
        raise UsageError(
            f"the language of an article is a str, not {type_of(article.lang)}", "Write it as in lang='en'"
        )
    checked = settings(options)
    format_ = format_of(to)
    if not format_.exact:
        article = in_words(article)
    requested = options.get("typography")
    if requested or (requested is None and _is_typeset(article, format_, checked.style)):
        article = typeset(article)
    if format_ in FORMATS:
        output: Output = import_module(f"copydesk.writing.{format_.name}").write(article, checked)
        return output
    through_pandoc: Output = import_module("copydesk.writing._pandoc").write(article, checked, to=format_.name)
    return through_pandoc
