"""The levels of headings as a document has them: none is skipped on the way down.

That would confuse assistive software: 2, 4 becomes 2, 3.
"""

from __future__ import annotations

from copydesk.tree import Article, Heading


class HeadingLevels:
    """The levels of one document, whose headings are taken in reading order."""

    def __init__(self, article: Article) -> None:
        self._last = 1 if article.head.headline else 0

    def following(self, node: Heading) -> int:
        """The level of the next heading, from 1."""
        self._last = min(node.level, self._last + 1)
        return self._last
