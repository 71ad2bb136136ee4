"""What an e-book says of its accessibility, in the vocabulary of schema.org (EPUB Accessibility 1.1, 2.2).

It does not claim conformance to WCAG: only a person who has evaluated the book may certify that.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.tree import Article, Figure
from copydesk.visit import walk
from copydesk.writing._shared.pictures import description

_ALL = "All of the article is text in its reading order, with headings, lists, tables and notes marked up as such"
_FEATURES = (
    "ARIA",
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)


def statements(article: Article) -> Iterator[tuple[str, str]]:
    """Properties and their values. Text alone is sufficient unless there is a picture without a description."""
    figures = [node for node in walk(article) if isinstance(node, Figure) and node.picture]
    described = all(map(description, figures))
    yield "schema:accessMode", "textual"
    if figures:
        yield "schema:accessMode", "visual"
    if described:
        yield "schema:accessModeSufficient", "textual"
    for feature in _FEATURES:
        if described or feature != "alternativeText":
            yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    apart = ", apart from its pictures" if figures else ""
    pictures = "" if not figures else " The pictures are described." if described else " Some pictures have no words."
    yield "schema:accessibilitySummary", f"{_ALL}{apart}.{pictures}"
