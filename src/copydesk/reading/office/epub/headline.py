"""The headline of one article of a book, which is any heading or paragraph there -> the only heading of level 1."""

from __future__ import annotations

from typing import Any, NamedTuple

from copydesk.reading._shared.xml import remove
from copydesk.reading.office.epub.elements import words_in
from copydesk.reading.office.epub.starts import HEADINGS, LABEL, blocks_of, is_same

_FEW = 4  # blocks above the text
_TITLES = (*HEADINGS, "p", "div")


class Above(NamedTuple):
    """What stood above the headline: its kicker, and other lines, such as the name of a section."""

    kicker: str = ""
    others: tuple[str, ...] = ()


def with_headline(body: Any, title: str) -> Above:
    """Makes the heading that has the title of an article, or the first above its text, its only heading of level 1, and
    takes out what stands above it. A body that shows no headline stays as it is."""
    blocks = list(blocks_of(body))
    near = blocks[:_FEW]
    headline = next((block for block in near if block.tag in _TITLES and is_same(words_in(block), title)), None)
    if headline is None:
        headline = next((block for block in near[:2] if block.tag in HEADINGS), None)
    above = near[: near.index(headline)] if headline is not None else []
    if headline is None or not all(map(_is_label, above)):
        return Above()
    level = int(headline.tag[1]) if headline.tag in HEADINGS else 1
    for heading in [block for block in blocks if block.tag in HEADINGS]:
        heading.tag = f"h{max(2, int(heading.tag[1]) - level + 1)}"
    headline.tag = "h1"
    lines = [words_in(block) for block in above]
    for block in above:
        remove(block)
    return Above(lines[-1], tuple(lines[:-1])) if lines else Above()


def _is_label(block: Any) -> bool:
    return len(words_in(block)) <= LABEL and next(block.iter("img", "image", "svg"), None) is None
