"""What a document states and what was set aside -> the article, and the problems that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from copydesk.errors import InputError
from copydesk.metadata import fill
from copydesk.problems import Problem
from copydesk.reading._shared.pictures import Find, nothing_brought, with_pictures
from copydesk.reading._shared.soundness import sound
from copydesk.reading._source import Reading, ReadOptions, in_language
from copydesk.reading.copy import Stated
from copydesk.tree import Article, Figure, Furniture, FurnitureKind, Source
from copydesk.visit import plain, walk

_NAMES: dict[FurnitureKind, tuple[str, str]] = {
    "comment": ("comment or note beside the text", "comments and notes beside the text"),
    "running_head": ("running head or foot", "running heads and feet"),
    "page_number": ("page number", "page numbers"),
    "navigation": ("line of a table of contents", "lines of a table of contents"),
    "end_mark": ("end mark", "end marks"),
    "frame": ("line of a cover or an imprint", "lines of covers and imprints"),
}


NOTHING_STATED = Stated()


def finished(
    reading: Reading,
    options: ReadOptions,
    *,
    stated: Stated = NOTHING_STATED,
    furniture: Iterable[Furniture] = (),
    problems: Iterable[Problem] = (),
    find: Find = nothing_brought,
) -> Reading:
    """The article of a document with its pictures, with what it states and what was set aside. Raises InputError if it
    has no words."""
    more = tuple(furniture)
    article = replace(reading.article, furniture=(*reading.article.furniture, *more))
    if not plain((article.head, article.body, article.foot, article.notes)).strip() and not _has_pictures(article):
        raise InputError("it holds no article text", "Name another file")
    article = article if article.source else replace(article, source=Source(options.name))
    article = fill(article, (("publisher", stated.publisher),) if stated.publisher else ())
    clean, corrections = sound(article)
    own = reading.article.furniture if reading.text is None else ()  # the reader of raw text tells of its own
    aside = summary((*own, *more), stated, article)
    taken = with_pictures(clean, find)
    every = (*problems, *aside, *taken.problems, *reading.problems, *corrections)
    return in_language(Reading(taken.article, tuple(dict.fromkeys(every)), reading.text), options)


def _has_pictures(article: Article) -> bool:
    return any(isinstance(node, Figure) for node in walk(article))


def summary(furniture: Iterable[Furniture], stated: Stated, article: Article) -> list[Problem]:
    """One problem that says what was set aside; none if nothing was."""
    counts = Counter(piece.kind for piece in furniture)
    parts = [f"{counts[kind]} {names[counts[kind] > 1]}" for kind, names in _NAMES.items() if counts[kind]]
    unnamed = [name for name in stated.authors if not article.head.bylines]
    if unnamed:
        parts.append(f"who made the file ({', '.join(unnamed)}), as no byline says so")
    return [Problem("set_aside", None, f"set aside: {', '.join(parts)}; see copydesk explain")] if parts else []
