"""The tree itself, as JSON: nothing added, nothing left out; ``Article.from_json`` undoes it exactly."""

from __future__ import annotations

from copydesk.tree import Article
from copydesk.writing._format import Format, Output, Settings

FORMAT = Format("json", (".json",), "JSON: the article tree, as its JSON Schema says", exact=True)


def write(article: Article, options: Settings) -> Output:
    """The article as UTF-8 JSON. ``options`` change nothing: a style has no say in the tree."""
    return Output(article.to_json() + b"\n")
