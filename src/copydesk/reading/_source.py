"""What a source is: a form in which articles come in, its file endings and the one function that reads it.

Each public module of this package is a source and declares ``SOURCE``. What is heavy is imported in its function, so
that all sources can be listed in no time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from copydesk.metadata import amend, fill
from copydesk.problems import Problem
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.tree import Article


class Reading(NamedTuple):
    """An article and what was noticed while it was read."""

    article: Article
    problems: tuple[Problem, ...]


class ReadOptions(NamedTuple):
    """How a source is to be read.

    ``lang`` is a BCP 47 tag, None to find out; ``name`` is the file's name, for the record; ``conventions`` is what the
    publication declares of its articles; with ``keep_all`` nothing of a raw text is set aside as furniture.
    """

    lang: str | None = None
    name: str | None = None
    conventions: Conventions = NO_CONVENTIONS
    keep_all: bool = False


DEFAULTS = ReadOptions()
"""Nothing in particular."""


class Source(NamedTuple):
    """``Source("markdown", (".md", ".markdown"), read)``; ``read`` raises InputError for what it cannot read."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[bytes | str, ReadOptions], Reading]


def in_language(reading: Reading, options: ReadOptions) -> Reading:
    """The same with the language that was asked for, or else, where it states none, with the publication's."""
    article = fill(reading.article, (("lang", options.conventions.language),) if options.conventions.language else ())
    return reading._replace(article=amend(article, (("lang", options.lang),) if options.lang else ()))
