"""Sources -> Article: a module or folder for each of the sources that ``copydesk.choices`` lists."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from copydesk.errors import InputError, UsageError, named, type_of
from copydesk.reading._articles import (
    Lazy,
    chosen,
    forget_file,
    load,
    load_all,
    number_of_articles,
    split,
    split_file,
)
from copydesk.reading._registry import source_of, sources
from copydesk.reading._source import BEGINNING, DEFAULTS, LIMIT, Ocr, Part, Reading, ReadOptions, Source, library
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.tree import Article

__all__ = [
    "BEGINNING",
    "DEFAULTS",
    "LIMIT",
    "NO_FOLDER",
    "Ocr",
    "Part",
    "ReadOptions",
    "Reading",
    "Source",
    "chosen",
    "examine",
    "examine_all",
    "forget_file",
    "library",
    "load",
    "load_all",
    "number_of_articles",
    "read",
    "read_all",
    "source_of",
    "sources",
    "split",
    "split_file",
]

_LONGEST_NAME = 255
"""The length of the longest file name, in characters."""


def read(  # noqa: PLR0913 -- one parameter an option
    source: bytes | str | os.PathLike[str],
    *,
    from_: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
    article: int | None = None,
    ocr: Ocr = "auto",
    password: str | None = None,
    pictures: bool = False,
) -> Article:
    """Reads an article: a raw text as a ``str``, the ``bytes`` of a file of any form, or its ``Path``.

    ``from_`` is the name of the form, None to tell it by the content and the name; ``lang`` is a BCP 47 tag, None to
    detect the language; ``name`` is the file's name, recorded in ``Article.source``; ``conventions`` are those of the
    publication; with ``keep_all`` nothing is set aside as furniture; ``article`` is the number, from 1, of the article
    to read of a file that holds several; ``ocr`` says when the words of a page's picture are recognised: where the page
    has no text, "never", or always ("force"). ``password`` opens a PDF that is locked with one. With ``pictures`` those
    that the article names, and that are files in its folder or below, are embedded; a problem says which are not and
    why.

    Raises InputError if the source cannot be read, is empty, binary, too large, in an unknown encoding, or contains
    nothing but furniture, and UsageError for an invalid language tag, for a text that is the name of a file, for a file
    of several articles if ``article`` is None, for one that has no article of that number, and for ``pictures`` of what
    is in no file.
    """
    return examine(
        source,
        from_=from_,
        lang=lang,
        name=name,
        conventions=conventions,
        keep_all=keep_all,
        article=article,
        ocr=ocr,
        password=password,
        pictures=pictures,
    ).article


def examine(  # noqa: PLR0913 -- one parameter an option
    source: bytes | str | os.PathLike[str],
    *,
    from_: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
    article: int | None = None,
    ocr: Ocr = "auto",
    password: str | None = None,
    pictures: bool = False,
) -> Reading:
    """Like ``read``, together with the problems: doubtful decisions, repaired characters, lost link targets."""
    folder = _folder(source) if pictures else None
    options = ReadOptions(lang, name, _checked(conventions), keep_all, ocr, password=password, pictures=folder)
    if not isinstance(source, os.PathLike):
        return load(_text(source), from_, options, article)
    path = Path(source)
    with named(str(path), InputError):
        return load(path, from_, options._replace(name=name or path.name), article)


def read_all(  # noqa: PLR0913 -- one parameter an option
    source: bytes | str | os.PathLike[str],
    *,
    from_: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
    ocr: Ocr = "auto",
    password: str | None = None,
    pictures: bool = False,
) -> Sequence[Article]:
    """All articles of a file that may hold several, such as a mailbox; the options are those of ``read``.

        articles = copydesk.read_all(Path("letters.mbox"))
        len(articles), articles[41]

    Each article is read when it is taken, and anew each time, so that a large file takes little memory. One that cannot
    be read raises InputError when it is taken, and the others can still be. Raises as ``read`` does if the file itself
    cannot be read.
    """
    readings = examine_all(
        source,
        from_=from_,
        lang=lang,
        name=name,
        conventions=conventions,
        keep_all=keep_all,
        ocr=ocr,
        password=password,
        pictures=pictures,
    )
    return Lazy(range(len(readings)), lambda index: readings[index].article)


def examine_all(  # noqa: PLR0913 -- one parameter an option
    source: bytes | str | os.PathLike[str],
    *,
    from_: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    keep_all: bool = False,
    ocr: Ocr = "auto",
    password: str | None = None,
    pictures: bool = False,
) -> Sequence[Reading]:
    """Like ``read_all``, each article together with its problems."""
    folder = _folder(source) if pictures else None
    options = ReadOptions(lang, name, _checked(conventions), keep_all, ocr, password=password, pictures=folder)
    if not isinstance(source, os.PathLike):
        return load_all(_text(source), from_, options)
    path = Path(source)
    with named(str(path), InputError):
        return load_all(path, from_, options._replace(name=name or path.name))


def _folder(source: bytes | str | os.PathLike[str]) -> Path:
    """The folder of a file. Raises UsageError for what is in none."""
    if not isinstance(source, os.PathLike):
        raise UsageError(*NO_FOLDER)
    return Path(source).parent


NO_FOLDER = ("pictures lie beside an article, and this one is in no file", "Name its file, or leave the pictures out")
"""The message and the remedy where an article without a folder is to have its pictures."""


def _checked(conventions: Conventions) -> Conventions:
    """The same conventions. Raises UsageError for anything else."""
    if not isinstance(conventions, Conventions):
        raise UsageError(f"conventions are a Publication, not {type_of(conventions)}", "See `Publication`")
    return conventions


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
