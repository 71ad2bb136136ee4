"""Tables of contents without a style: lines that name headings of the document and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.office.asides import listing
from copydesk.reading.office.flow import Document, Flow, Para
from copydesk.reading.office.paragraph_styles import kind_of

_ENTRY = re.compile(r"\s*(\S.*?)\s*(?:\t[\s.]*|[.…·_]{3,}\s*)(?:\d{1,4}|[ivxlc]{1,6})\s*")
_NUMBER = re.compile(r"[\d.]+[.)]?\s+")
_FEWEST = 2
_LONGEST_TITLE = 40  # characters of the words above them
_LONGEST_ENTRY = 500  # characters, for the time that it takes


def with_typed_contents(document: Document) -> Document:
    """The document with such lines, of which at least half are headings of it, in the style of tables of contents, and
    with them the heading above them."""
    headings = {
        _words(block.text) for block in document.flow if isinstance(block, Para) and kind_of(block) == "heading"
    }
    if not headings:
        return document
    flow = list(document.flow)
    for start, end in _runs(flow):
        entries = [match[1] for block in flow[start:end] if (match := _entry(block))]
        if 2 * sum(_words(entry) in headings for entry in entries) >= len(entries):
            above = next((at for at in reversed(range(start)) if not _is_empty(flow[at])), start)
            first = above if _is_title(flow[above]) else start
            flow[first:end] = map(listing, flow[first:end])
    return document._replace(flow=flow)


def _runs(flow: Flow) -> Iterator[tuple[int, int]]:
    """Where entries of a table of contents follow each other."""
    start = last = count = 0
    for at, block in enumerate(flow):
        if _entry(block):
            start, last, count = start if count else at, at, count + 1
        elif count and not _is_empty(block):
            if count >= _FEWEST:
                yield start, last + 1
            count = 0
    if count >= _FEWEST:
        yield start, last + 1


def _entry(block: object) -> re.Match[str] | None:
    if not isinstance(block, Para) or kind_of(block) not in ("paragraph", "item") or len(block.text) > _LONGEST_ENTRY:
        return None
    return _ENTRY.fullmatch(block.text)


def _is_empty(block: object) -> bool:
    return isinstance(block, Para) and block.is_empty


def _is_title(block: object) -> bool:
    return (
        isinstance(block, Para)
        and len(block.text) <= _LONGEST_TITLE
        and (kind_of(block) == "heading" or block.setting.bold)
    )


def _words(text: str) -> str:
    """The words of a heading, without its number, for comparing."""
    return " ".join(_NUMBER.sub("", text.strip(), count=1).casefold().split())
