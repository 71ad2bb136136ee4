"""Whether notes can stand at the feet of the pages."""

from __future__ import annotations

from copydesk.tree import Article
from copydesk.visit import plain


def notes_are_few(article: Article) -> bool:
    """Whether an article has notes that can fit at the foot of its pages: twice as much text, and a line or two for
    each note. With more notes such layouts take long and fail."""
    text, notes = len(plain(article.body)), len(plain(article.notes))
    return text >= 2 * notes > 0 and text >= 100 * len(article.notes)
