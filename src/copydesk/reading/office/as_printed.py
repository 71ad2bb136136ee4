"""What pandoc reads as something else than its form prints: numbers that refer to a table, and the source of a
quotation."""

from __future__ import annotations

import re
from typing import Any

Element = dict[str, Any]

_ATTRIBUTION = re.compile(r"(?:---?(?!-)|—)\s*(?=\S)")
"""How the source below a quotation opens, as the specification of reStructuredText says under *Block Quotes*."""


def with_printed_references(value: Any) -> Any:
    """pandoc's document with LaTeX's references to tables, figures and sections as the words that are printed for them:
    they lead nowhere but to a place in the article."""
    if isinstance(value, list):
        return [with_printed_references(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "Link" and "reference-type" in dict(value["c"][0][2]):
        return {"t": "Span", "c": [["", [], []], value["c"][1]]}
    return {key: with_printed_references(one) for key, one in value.items()}


def with_attributions(value: Any) -> Any:
    """pandoc's document of a reStructuredText whose quotations have their last line for a source if it opens with a
    dash."""
    if isinstance(value, list):
        return [with_attributions(one) for one in value]
    if not isinstance(value, dict):
        return value
    content = {key: with_attributions(one) for key, one in value.items()}
    if content.get("t") == "BlockQuote" and len(content["c"]) > 1 and content["c"][-1]["t"] == "Para":
        content["c"][-1] = _cited(content["c"][-1])
    return content


def _cited(para: Element) -> Element:
    first, *rest = para["c"]
    match = _ATTRIBUTION.match(first["c"] + ("x" if rest else "")) if first["t"] == "Str" else None
    if match is None:
        return para
    words = [{"t": "Str", "c": first["c"][match.end() :]}, *rest]
    while words and (words[0]["t"] == "Space" or words[0].get("c") == ""):
        words = words[1:]
    return {"t": "Para", "c": [{"t": "Span", "c": [["", ["cite"], []], words]}]}
