"""Article -> bytes: one module a format, found by its name.

A format that has no module here is pandoc's, if pandoc writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Unpack

from copydesk import locales
from copydesk.errors import UsageError
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
    """The formats that copydesk writes itself, by name, and then those it writes through pandoc."""
    own = tuple(module.FORMAT for module in _own_modules().values())
    return own + _through_pandoc()


def _through_pandoc() -> tuple[Format, ...]:
    through_pandoc: tuple[Format, ...] = import_module("copydesk.writing._pandoc").formats()
    return through_pandoc


@cache
def _own_modules() -> dict[str, ModuleType]:
    names = sorted(entry.name for entry in iter_modules(__path__) if not entry.name.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return {module.FORMAT.name: module for module in modules}


def format_of(name: str) -> Format:
    """The format of this name, or with this file ending (``.docx``). Raises UsageError if there is none."""
    if not isinstance(name, str):
        raise UsageError(f"a format is given by its name, a str, not by {type(name).__name__}", "Write one as in 'pdf'")
    wanted = name.lower()
    own = [module.FORMAT for module in _own_modules().values()]
    for ask in (lambda: own, _through_pandoc):  # to ask pandoc is slow, and mostly there is no need
        for known in ask():
            if wanted == known.name or wanted in known.endings or f".{wanted}" in known.endings:
                return known
    names = ", ".join(known.name for known in own)
    raise UsageError(
        f"there is no format {name!r}", f"Choose among {names}, or what pandoc writes (`copydesk formats` lists all)"
    )


def settings(options: WriteOptions) -> Settings:
    """What is asked for, checked and loaded. Raises UsageError for what does not exist or cannot be used."""
    _check_names(options)
    style = options.get("style", DEFAULT)
    chosen = style if isinstance(style, Style) else load(style)
    flavour = options.get("flavour", FLAVOURS[0])
    if flavour not in FLAVOURS:
        raise UsageError(f"there is no flavour of Markdown {flavour!r}", f"Choose one of {', '.join(FLAVOURS)}")
    wrap = options.get("wrap", 0)
    if not isinstance(wrap, int) or (wrap and wrap < NARROWEST):
        raise UsageError(
            f"lines cannot be wrapped at {wrap!r} columns", f"Choose {NARROWEST} or more, or 0 for lines of any length"
        )
    return Settings(
        style=chosen.amended(css=options.get("css"), reference_doc=options.get("reference_doc")),
        paper=check_paper(chosen, options.get("paper") or chosen.papers[0]),
        archive=options.get("archive", False),
        embed_fonts=options.get("embed_fonts", False),
        flavour=flavour,
        wrap=wrap,
    )


def _check_names(options: Mapping[str, object]) -> None:
    """Raises UsageError for an option that does not exist: Python takes any name for one."""
    for name in options:
        if name not in WriteOptions.__annotations__:
            meant = get_close_matches(name, WriteOptions.__annotations__, 1)
            known = ", ".join(WriteOptions.__annotations__)
            raise UsageError(
                f"there is no option {name!r}", f"Write {meant[0]!r}" if meant else f"Choose among {known}"
            )


def _is_typeset(article: Article, wanted: Format, style: Style) -> bool:
    """Whether a document is set with the marks of its language where nobody asks: if that is one that is known."""
    return wanted.typeset and style.typography and article.lang.split("-")[0].lower() in locales.known()


def write(article: Article, to: str, **options: Unpack[WriteOptions]) -> Output:
    """The article as a finished document in the format ``to``, its name or file ending, with the ``WriteOptions``.

    A date that stands as ``2025-05-17`` is written in words, but in Markdown and JSON, where it is data.
    Returns the bytes and what was noticed. Raises UsageError for an option, format, style or paper that does not exist,
    for a file that cannot be used or anything but an Article, and MissingEngineError where a library or program that
    the format needs is missing.
    """
    if not isinstance(article, Article):
        raise UsageError(f"only an Article can be written, not {type(article).__name__}", "Make one with copydesk.read")
    asked = settings(options)
    wanted = format_of(to)
    if not wanted.exact:
        article = in_words(article)
    as_asked = options.get("typography")
    if as_asked or (as_asked is None and _is_typeset(article, wanted, asked.style)):
        article = typeset(article)
    own = _own_modules().get(wanted.name)
    if own is not None:
        output: Output = own.write(article, asked)
        return output
    through_pandoc: Output = import_module("copydesk.writing._pandoc").write(article, asked, to=wanted.name)
    return through_pandoc
