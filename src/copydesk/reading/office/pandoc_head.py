"""The head of an article in pandoc's elements: divisions of the classes of copydesk's HTML -> metadata."""

from __future__ import annotations

from typing import Any

from copydesk.reading.markdown.raw_html import words_of

__all__ = ["Element", "with_head", "words_of"]

Element = dict[str, Any]

_ONE = {"kicker": "kicker", "deck": "deck", "editors-note": "editors-note"}
_SEPARATE = frozenset(
    [
        "bio",
        "rights",
        "related",
        "correction",
        "contact",
        "pull-quote",
        "verse",
        "speech",
        "figure",
        "footer",
        "unplaced-notes",
        "note-call",
    ]
)
"""Divisions that are nodes; all others only hold what is in them."""


def with_head(blocks: list[Element]) -> tuple[dict[str, Any], list[Element]]:
    """The metadata in divisions of the classes ``kicker``, ``deck``, ``byline``, ``pub-date`` and so on, and the blocks
    without them, out of the divisions that say nothing."""
    meta: dict[str, Any] = {}
    rest = _without_head(blocks, meta)
    if not meta:
        return meta, rest
    first = next(iter(rest), None)
    if first and first["t"] == "Header" and first["c"][0] == 1:
        meta["title"] = {"t": "MetaInlines", "c": first["c"][2]}
        rest = rest[1:]
    return meta, _without_dateline(rest, meta)


def _without_head(blocks: list[Element], meta: dict[str, Any]) -> list[Element]:
    rest: list[Element] = []
    for block in blocks:
        if block["t"] != "Div":
            rest.append(block)
            continue
        (_, classes, _), content = block["c"]
        name = classes[0] if classes else ""
        if name in _ONE:
            meta[_ONE[name]] = {"t": "MetaInlines", "c": _inlines(content)}
        elif name == "byline":
            meta.setdefault("byline", {"t": "MetaList", "c": []})["c"].append(_text(content))
        elif name in ("pub-date", "date"):
            kind = "updated" if "updated" in classes else "published"
            fields = {"text": _text(content), "kind": {"t": "MetaString", "c": kind}}
            meta.setdefault("dates", {"t": "MetaList", "c": []})["c"].append({"t": "MetaMap", "c": fields})
        elif name in _SEPARATE:
            rest.append(block)
        else:
            rest += _without_head(content, meta)
    return rest


def _without_dateline(blocks: list[Element], meta: dict[str, Any]) -> list[Element]:
    """The blocks without the dateline that the first paragraph opens with."""
    first: Element = blocks[0] if blocks else {"t": ""}
    opening: Element = first["c"][0] if first["t"] == "Para" and first["c"] else {"t": ""}
    if opening["t"] != "Span" or "dateline" not in opening["c"][0][1]:
        return blocks
    meta["dateline"] = {"t": "MetaInlines", "c": opening["c"][1]}
    words = first["c"][1:]
    while words and words[0]["t"] in ("Space", "SoftBreak"):
        words = words[1:]
    return [*([{"t": "Para", "c": words}] if words else []), *blocks[1:]]


def _inlines(blocks: list[Element]) -> list[Element]:
    inlines: list[Element] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            inlines += [*([{"t": "LineBreak"}] if inlines else []), *block["c"]]
    return inlines


def _text(blocks: list[Element]) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": _inlines(blocks)}
