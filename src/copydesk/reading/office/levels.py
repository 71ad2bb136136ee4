"""The title and the levels of headings in pandoc's document: only the headline has level 1, and it stands first."""

from __future__ import annotations

from typing import Any

from copydesk.reading.markdown.raw_html import words_of

Element = dict[str, Any]

_NEAR = 3  # blocks above the headline
_SHORT = 80  # characters of a block above it


def with_levels(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its headings below its title: where that is in the metadata, or one of several headings of
    level 1, all others are one level lower."""
    blocks = _without_sections(document["blocks"])
    headers = _headers(blocks)
    tops = [header for header in headers if header["c"][0] == 1]
    if not tops:
        return {**document, "blocks": blocks}
    title = _squashed(document["meta"].get("title", {}))
    headline: Element | None = tops[0] if tops[0] in blocks else None
    if headline is not None and (not _opens(blocks, headline) or (title and _squashed(headline) != title)):
        headline = None
    if headline is not None:
        at = next(index for index, block in enumerate(blocks) if block is headline)
        blocks = [headline, *blocks[:at], *blocks[at + 1 :]]
    if title or len(tops) > 1 or headline is None:
        for header in headers:
            if header is not headline and (len(tops) > 1 or headline is None):
                header["c"][0] = min(6, header["c"][0] + 1)
    return {**document, "blocks": blocks}


def _opens(blocks: list[Element], headline: Element) -> bool:
    """Whether only a few short lines stand above a heading."""
    at = next(index for index, block in enumerate(blocks) if block is headline)
    return at <= _NEAR and all(
        block["t"] in ("Para", "Plain") and len(words_of(block)) <= _SHORT for block in blocks[:at]
    )


def _squashed(value: Element) -> str:
    content = value.get("c", [])
    return "".join(words_of(content[2] if value.get("t") == "Header" else content).split())


def _without_sections(blocks: list[Element]) -> list[Element]:
    """The blocks, out of divisions that only hold a section."""
    flat: list[Element] = []
    for block in blocks:
        classes = block["c"][0][1] if block["t"] == "Div" else ["other"]
        if not classes or classes[0] in ("section", "cell", "main"):
            flat += _without_sections(block["c"][1])
        else:
            flat.append(block)
    return flat


def _headers(value: Any) -> list[Element]:
    """The headings in elements, in order."""
    found: list[Element] = []
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, list):
            pending.extend(reversed(one))
        elif isinstance(one, dict) and one.get("t") == "Header":
            found.append(one)
        elif isinstance(one, dict):
            pending.append(one.get("c"))
    return found
