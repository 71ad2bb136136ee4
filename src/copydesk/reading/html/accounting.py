"""Whether a letter of a page is lost: each must be in the article or in what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from copydesk.problems import Problem
from copydesk.reading.html.units import Unit
from copydesk.tree import Article, Code, Figure, Furniture, Note, NoteRef, Preformatted, Text
from copydesk.visit import plain, walk

_SHOWN = 40  # letters in the message


def lost_letters(units: Iterable[Unit], article: Article) -> tuple[Problem, ...]:
    """A Problem if the units of a page have letters and digits that the article lacks."""
    there: Counter[str] = Counter()
    for text in texts_of(article):
        there.update(text)
    page: Counter[str] = Counter()
    for unit in units:
        for piece in unit.pieces:
            page.update(piece)
    missing = [character for character in (page - there).elements() if character.isalnum()]
    if not missing:
        return ()
    shown = "".join(missing[:_SHOWN])
    message = f"{len(missing)} letters of the page are in neither the article nor what was set aside: {shown!r}"
    return (Problem("lost", None, message),)


def texts_of(article: Article) -> Iterator[str]:
    """All texts in an article, with the marks of its notes."""
    head = article.head
    yield plain((head.bylines, head.dates, head.dateline))
    for node in walk(article):
        if isinstance(node, (Text, Code, Preformatted, Furniture)):
            yield node.text
        elif isinstance(node, (Note, NoteRef)):
            yield node.mark
        elif isinstance(node, Figure):
            yield node.alt
