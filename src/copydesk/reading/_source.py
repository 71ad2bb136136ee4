"""The types of a source: an input format, its file endings and the function that reads it.

Each public module of this package is a source and declares ``SOURCE``. Heavy libraries are imported in its function,
so that listing all sources is fast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from copydesk.metadata import amend, fill
from copydesk.problems import Problem
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.tree import Article


class Reading(NamedTuple):
    """An article and the problems found while it was read."""

    article: Article
    problems: tuple[Problem, ...]


class ReadOptions(NamedTuple):
    """How to read a source.

    ``lang`` is a BCP 47 tag, None to detect it; ``name`` is the file's name, recorded in ``Article.source``;
    ``conventions`` are those of the publication; with ``keep_all`` nothing of a raw text is set aside as furniture.
    """

    lang: str | None = None
    name: str | None = None
    conventions: Conventions = NO_CONVENTIONS
    keep_all: bool = False


DEFAULTS = ReadOptions()
"""The default options."""


class Source(NamedTuple):
    """``Source("markdown", (".md", ".markdown"), read)``; ``read`` raises InputError for data that it cannot read."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[bytes | str, ReadOptions], Reading]


def in_language(reading: Reading, options: ReadOptions) -> Reading:
    """The same with the language of the options, or, if neither they nor the article have one, the publication's."""
    article = fill(reading.article, (("lang", options.conventions.language),) if options.conventions.language else ())
    return reading._replace(article=amend(article, (("lang", options.lang),) if options.lang else ()))
