"""The types of a source: an input format, its file endings and the function that reads it.

Each public module of this package is a source and declares ``SOURCE``. Heavy libraries are imported in its function,
so that listing all sources is fast.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

from copydesk.errors import InputError, MissingEngineError
from copydesk.metadata import amend, fill
from copydesk.problems import Problem
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.tree import Article

LIMIT = 64 * 2**20
"""The largest input, in bytes: some forty long novels. Above it, it is not an article."""


class Reading(NamedTuple):
    """An article and the problems found while it was read.

    ``text`` is the decoded text that the spans of its origins count in, None where it was not read from raw text.
    """

    article: Article
    problems: tuple[Problem, ...]
    text: str | None = None


Ocr = Literal["auto", "never", "force"]
"""When the words of a page's picture are recognised."""


class ReadOptions(NamedTuple):
    """How to read a source.

    ``lang`` is a BCP 47 tag, None to detect it; ``name`` is the file's name, recorded in ``Article.source``;
    ``conventions`` are those of the publication; with ``keep_all`` nothing of a raw text is set aside as furniture.
    ``ocr`` says when the words of a page's picture are recognised: where the page has no text, never, or always.
    ``url`` is the address that the source was fetched from, to which its links are relative, and ``charset`` the
    encoding that its server declares. ``pictures`` is the folder of the article if the pictures that it names in it or
    below are to be embedded, None if not.
    """

    lang: str | None = None
    name: str | None = None
    conventions: Conventions = NO_CONVENTIONS
    keep_all: bool = False
    ocr: Ocr = "auto"
    url: str | None = None
    charset: str | None = None
    pictures: Path | None = None


DEFAULTS = ReadOptions()
"""The default options."""


def _by_name_only(beginning: bytes) -> bool:
    """The ``matches`` of a source that no file's beginning shows."""
    return False


class Part(NamedTuple):
    """One of the articles of a file that may hold several, not yet read.

    ``title`` is what a list of them calls it; ``read`` reads it, and raises what ``Source.read`` raises. ``attached``
    says that it only comes with another article, as a file comes with a mail: who asks for one article gets that other.
    """

    title: str
    read: Callable[[ReadOptions], Reading]
    attached: bool = False


class Source(NamedTuple):
    """``Source("markdown", (".md", ".markdown"), read, "Markdown")``.

    ``read`` raises InputError for data that it cannot read. ``matches`` says whether the beginning of a file, up to
    ``BEGINNING`` bytes, is of this form: content counts before names. ``limit`` is the largest file in bytes.
    ``extra`` is the extra of this package that installs its ``libraries``, given by the names of their modules.
    ``in_folders`` says whether a folder of articles stands for such files in it. ``is_special`` says that its form is a
    special one of another source's, as hOCR is of HTML, so that it is asked first. ``names_files`` says that the
    pictures it names are files beside it; those that a Word file names are in itself.

    ``parts`` is for forms whose files may hold several articles: it splits a file into them, in order, without reading
    any. So their number is known before the work, each is read in a process that has nothing else to hold, and one that
    cannot be read hurts no other. It must be cheap, some milliseconds a megabyte, and each ``Part`` small, such as a
    ``functools.partial`` of the piece of the file that it is in. It raises InputError for a file that it cannot split;
    ``read`` is then given only files of one article.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[bytes | str, ReadOptions], Reading]
    description: str
    matches: Callable[[bytes], bool] = _by_name_only
    limit: int = LIMIT
    extra: str = ""
    libraries: tuple[str, ...] = ()
    in_folders: bool = True
    is_special: bool = False
    parts: Callable[[bytes], Sequence[Part]] | None = None
    names_files: bool = False


BEGINNING = 2**16
"""How many bytes of a file ``Source.matches`` looks at."""


def check_size(data: bytes | str, source_name: str, limit: int) -> None:
    """Raises InputError if the data is larger than ``limit``; ``source_name`` is what it is, for the message."""
    if len(data) > limit:
        size = f"{len(data) / 2**20:.0f}"
        raise InputError(f"it holds {size} MB or more, and {source_name} may hold {limit // 2**20} MB", "Split it")


def library(module: str, extra: str) -> Any:
    """The module of a library that an extra of this package installs. Raises MissingEngineError with the command that
    installs it."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingEngineError(
            f"the Python package {module.partition('.')[0]} is not installed", f"pip install 'copydesk[{extra}]'"
        ) from None


def in_language(reading: Reading, options: ReadOptions) -> Reading:
    """The same with the language of the options, or, if neither they nor the article have one, the publication's."""
    article = fill(reading.article, (("lang", options.conventions.language),) if options.conventions.language else ())
    return reading._replace(article=amend(article, (("lang", options.lang),) if options.lang else ()))
