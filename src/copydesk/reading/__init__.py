"""Sources -> Article: one module for each input format, found by its name."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from copydesk import _files
from copydesk.errors import InputError, UsageError, named, type_of
from copydesk.problems import Problem
from copydesk.reading import text
from copydesk.reading._source import BEGINNING, LIMIT, Reading, ReadOptions, Source, check_size
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.tree import Article

__all__ = ["BEGINNING", "LIMIT", "ReadOptions", "Reading", "Source", "examine", "load", "read", "source_of", "sources"]

_LONGEST_NAME = 255
"""The length of the longest file name, in characters."""


@cache
def sources() -> dict[str, Source]:
    """The sources by name, raw text first."""
    names = (entry.name for entry in iter_modules(__path__) if not entry.name.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    declared = [text.SOURCE, *(module.SOURCE for module in modules if hasattr(module, "SOURCE"))]
    return {source.name: source for source in declared}


def source_of(name: str, from_: str | None = None, beginning: bytes = b"") -> Source:
    """The source for a file: the one named ``from_`` if given, else the one whose form its ``beginning`` has, else by
    the ending of its name, else raw text. Raises UsageError if there is no source ``from_``."""
    by_name = sources()
    if from_ is None:
        special_first = sorted(by_name.values(), key=lambda source: not source.is_special)
        shown = next((source for source in special_first if source.matches(beginning)), None)
        return shown or _by_ending(name) or text.SOURCE
    if from_ not in by_name:
        raise UsageError(f"there is no input format {from_!r}", f"Choose one of {', '.join(by_name)}")
    return by_name[from_]


def _by_ending(name: str) -> Source | None:
    ending = Path(name).suffix.lower()
    return next((source for source in sources().values() if ending in source.endings), None)


def load(data: Path | bytes | str, from_: str | None, options: ReadOptions) -> Reading:
    """Reads a file, or its bytes or text, in its form: ``from_`` if that is given, else what its content shows, else
    what the name in ``options`` says. A ``str`` is raw text unless ``from_`` says otherwise. Raises InputError if it
    cannot be read, and UsageError for an unknown form."""
    name = options.name or ""
    if isinstance(data, str):
        return source_of("", from_ or text.SOURCE.name).read(data, options)
    content = _files.read(data, LIMIT) if isinstance(data, Path) else data
    source = source_of(name, from_, content[:BEGINNING])
    if isinstance(data, Path) and len(content) > LIMIT < source.limit:
        content = _files.read(data, source.limit)
    check_size(content, source.description, source.limit)
    reading = source.read(content, options)
    named_as = _by_ending(name)
    if from_ is not None or named_as in (None, source):
        return reading
    message = f"its content is {source.description}, though its name ends in {Path(name).suffix}; -f overrules"
    return reading._replace(problems=(Problem("form", None, message), *reading.problems))


def read(
    source: bytes | str | os.PathLike[str],
    *,
    from_: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
) -> Article:
    """Reads an article: a raw text as a ``str``, the ``bytes`` of a file of any form, or its ``Path``.

    ``from_`` is the name of the form, None to tell it by the content and the name; ``lang`` is a BCP 47 tag, None to
    detect the language; ``name`` is the file's name, recorded in ``Article.source``;
    ``conventions`` are those of the publication; with ``keep_all`` nothing is set aside as furniture. Raises
    InputError if the source cannot be read, is empty, binary, too large, in an unknown encoding, or contains nothing
    but furniture, and UsageError for an invalid language tag, or for a text that is the name of a file.
    """
    return examine(source, from_=from_, lang=lang, name=name, conventions=conventions, keep_all=keep_all).article


def examine(
    source: bytes | str | os.PathLike[str],
    *,
    from_: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
) -> Reading:
    """Like ``read``, together with the problems: doubtful decisions, repaired characters, lost link targets."""
    if not isinstance(conventions, Conventions):
        raise UsageError(f"conventions are a Publication, not {type_of(conventions)}", "See `Publication`")
    if not isinstance(source, os.PathLike):
        return load(_text(source), from_, ReadOptions(lang, name, conventions, keep_all))
    path = Path(source)
    with named(str(path), InputError):
        return load(path, from_, ReadOptions(lang, name or path.name, conventions, keep_all))


def _text(source: bytes | str) -> bytes | str:
    """The source, if it is a text. Raises UsageError for one that names an existing file, which was meant as a path."""
    if not isinstance(source, bytes | str):
        raise UsageError(f"a source is a str, bytes or a Path, not {type_of(source)}", "Give its text or path")
    if isinstance(source, str) and _names_file(source):
        raise UsageError(f"{source!r} is the name of a file, not its text", f"Write Path({source!r}) to read the file")
    return source


def _names_file(line: str) -> bool:
    """Whether a text is one short line that names an existing file."""
    return len(line) <= _LONGEST_NAME and line.isprintable() and os.path.isfile(line)  # noqa: PTH113 -- see _files
