"""The tree itself as JSON; ``Article.from_json`` is the exact inverse."""

from __future__ import annotations

from copydesk.tree import Article
from copydesk.writing._format import Output, Settings


def write(article: Article, options: Settings) -> Output:
    """The article as UTF-8 JSON. ``options`` have no effect."""
    return Output(article.to_json() + b"\n")
