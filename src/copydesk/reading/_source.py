"""What a source takes and gives: its options, its result, and one of the articles of a file.

The sources themselves are listed in ``copydesk.choices``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from copydesk.choices import LIMIT, Ocr, Source
from copydesk.errors import InputError, MissingEngineError
from copydesk.metadata import amend, fill
from copydesk.problems import Problem
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.tree import Article

__all__ = [
    "BEGINNING", "DEFAULTS", "LIMIT", "Ocr", "Part", "ReadOptions", "Reading", "Source", "check_libraries",
    "check_size", "in_language",
    "library",
]  # fmt: skip


class Reading(NamedTuple):
    """An article and the problems found while it was read.

    ``text`` is the decoded text that the spans of its origins count in, None where it was not read from raw text.
    ``names`` has the names by which a page calls its pictures, where they stand beside it, by the addresses that these
    mean on its site and their figures have.
    """

    article: Article
    problems: tuple[Problem, ...]
    text: str | None = None
    names: Mapping[str, str] = MappingProxyType({})


class ReadOptions(NamedTuple):
    """How to read a source.

    ``lang`` is a BCP 47 tag, None to detect it; ``name`` is the file's name, recorded in ``Article.source``;
    ``conventions`` are those of the publication; with ``keep_all`` nothing of a raw text is set aside as furniture.
    ``ocr`` says when the words of a page's picture are recognised: where the page has no text, never, or always.
    ``url`` is the address that the source was fetched from, to which its links are relative, and ``charset`` the
    encoding that its server declares. ``password`` opens a file that is locked with one. ``pictures`` is the folder of
    the article if the pictures that it names in it or below are to be embedded, None if not.
    """

    lang: str | None = None
    name: str | None = None
    conventions: Conventions = NO_CONVENTIONS
    keep_all: bool = False
    ocr: Ocr = "auto"
    url: str | None = None
    charset: str | None = None
    password: str | None = None
    pictures: Path | None = None

    def of_inner(self, name: str = "") -> ReadOptions:
        """The same for a file that is in another, such as one that is attached to a mail, under its own ``name`` if it
        has one. Where the other was fetched from, how it is encoded and what is beside it is not true of the inner."""
        return self._replace(name=name or self.name, url=None, charset=None, pictures=None)


DEFAULTS = ReadOptions()
"""The default options."""


class Part(NamedTuple):
    """One of the articles of a file that may hold several, not yet read.

    ``title`` is what a list of them calls it; ``read`` reads it, and raises what ``Source.read`` raises. ``attached``
    says that it only comes with another article, as a file comes with a mail: who asks for one article gets that other.
    """

    title: str
    read: Callable[[ReadOptions], Reading]
    attached: bool = False


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
        raise _not_installed(module, extra) from None


def check_libraries(source: Source) -> None:
    """Raises MissingEngineError if a library that a source needs is not installed, without importing it."""
    for module in source.libraries:
        if find_spec(module) is None:
            raise _not_installed(module, source.extra)


def _not_installed(module: str, extra: str) -> MissingEngineError:
    return MissingEngineError(
        f"the Python package {module.partition('.')[0]} is not installed", f"pip install 'copydesk[{extra}]'"
    )


def in_language(reading: Reading, options: ReadOptions) -> Reading:
    """The same with the language of the options, or, if neither they nor the article have one, the publication's."""
    article = fill(reading.article, (("lang", options.conventions.language),) if options.conventions.language else ())
    return reading._replace(article=amend(article, (("lang", options.lang),) if options.lang else ()))
