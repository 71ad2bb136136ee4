"""The sources: each form in which an article comes in -> Article, found by its module as formats are."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from copydesk import _files
from copydesk.errors import UsageError
from copydesk.reading import text
from copydesk.reading._source import Reading, ReadOptions, Source
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.reading.text.decode import LIMIT
from copydesk.tree import Article

__all__ = ["LIMIT", "ReadOptions", "Reading", "Source", "examine", "read", "source_of", "sources"]

_LONGEST_NAME = 255
"""Characters of the longest name that a file may have."""


@cache
def sources() -> dict[str, Source]:
    """The sources by their names, that of raw text first."""
    names = (entry.name for entry in iter_modules(__path__) if not entry.name.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = [text.SOURCE, *(module.SOURCE for module in modules if hasattr(module, "SOURCE"))]
    return {source.name: source for source in found}


def source_of(name: str, from_: str | None = None) -> Source:
    """The source of a file: the one called ``from_`` if it is given, else by the file's ending, else raw text. Raises
    UsageError if there is none of that name."""
    known = sources()
    if from_ is None:
        ending = Path(name).suffix.lower()
        return next((source for source in known.values() if ending in source.endings), text.SOURCE)
    if from_ not in known:
        raise UsageError(f"there is no input format {from_!r}", f"Choose one of {', '.join(known)}")
    return known[from_]


def read(
    source: bytes | str | os.PathLike[str],
    *,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
) -> Article:
    """The article that a raw text holds: a ``str``, the ``bytes`` of one in any encoding, or the ``Path`` of its file.

    ``lang`` is a BCP 47 tag, found from the text if None; ``name`` is the file's name, for the record; ``conventions``
    are what the publication declares of its articles; with ``keep_all`` nothing is set aside as furniture. Raises
    InputError if the source cannot be read, is empty, binary, too large, in no known encoding, or holds nothing but
    furniture, and UsageError for a language tag that is none, or for a text that is the name of a file.
    """
    return examine(source, lang=lang, name=name, conventions=conventions, keep_all=keep_all).article


def examine(
    source: bytes | str | os.PathLike[str],
    *,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
) -> Reading:
    """The same, together with what was noticed: thin decisions, mended characters, lost link targets."""
    if isinstance(source, os.PathLike):
        name = name or Path(source).name
    return text.read(_content(source), ReadOptions(lang, name, conventions, keep_all))


def _content(source: bytes | str | os.PathLike[str]) -> bytes | str:
    """What a source holds. Raises UsageError for a line of text that names a file, which was meant as a path."""
    if isinstance(source, os.PathLike):
        return _files.read(Path(source), LIMIT)
    if not isinstance(source, bytes | str):
        raise UsageError(f"a source is a str, bytes or a Path, not a {type(source).__name__}", "Give its text or path")
    if isinstance(source, str) and _names_file(source):
        raise UsageError(f"{source!r} is the name of a file, not its text", f"Write Path({source!r}) to read the file")
    return source


def _names_file(line: str) -> bool:
    """Whether a text is one short line that names a file that exists."""
    return len(line) <= _LONGEST_NAME and line.isprintable() and os.path.isfile(line)  # noqa: PTH113 -- see _files
