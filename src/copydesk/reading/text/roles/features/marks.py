"""Marks: what punctuation it opens with, ends in and holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.extent import SHORT
from copydesk.reading.text.recognisers.hashes import HASHES
from copydesk.reading.text.recognisers.marks import OPENING_QUOTES, speaks
from copydesk.reading.text.recognisers.marks import in_brackets as stands_in_brackets
from copydesk.reading.text.roles.features.context import Context, in_piece

_INTERRUPTED = re.compile(r"[,.!?…][\"”»“’'][\s,]|[\"”»“][,.]\s")
_QUANTITY = re.compile(r"[-–—•*·]?\s*(?:\d[\d.,–-]*(?:/\d{1,2}(?![\d/]))?|[¼½¾⅓⅔⅛]|\d\s?[¼½¾⅓⅔⅛])\s?[^\W\d_]")
QUOTED = re.compile(f"[{OPENING_QUOTES}]")
"""A mark that opens a quotation."""


@in_piece.one_of(
    bullet="A bullet opens it.",
    dash="A dash, a star or a plus sign opens it as a marker.",
    numbered="A number or a letter opens it as a marker: 1. or (a).",
)
def marker(here: Context) -> str:
    match = here.marker
    return "" if match is None else "bullet" if match["bullet"] else "dash" if match["dash"] else "numbered"


@in_piece.feature
def hash_begins(here: Context) -> bool:
    """The marks of a heading in Markdown open it: ## and a space."""
    return here.text[0] == "#" and HASHES.match(here.text) is not None


@in_piece.feature
def quantity_begins(here: Context) -> bool:
    """It is short and begins with a figure and a word or a unit, as ingredients do."""
    return here.size <= SHORT and _QUANTITY.match(here.text) is not None


@in_piece.feature
def dash_and_name(here: Context) -> bool:
    """It is a dash and a name, as below a quotation."""
    return attribution_start(here.text) > 0


@in_piece.one_of(
    ends_in_stop="It ends as a sentence does that is neither question nor exclamation.",
    ends_in_colon="It ends in a colon.",
    ends_in_comma="It ends in a comma or a semicolon.",
    ends_in_question="It ends in a question mark.",
    ends_in_shout="It ends in an exclamation mark.",
    ends_open="It ends in a word, or in a mark that ends nothing.",
)
def ending(here: Context) -> str:
    return here.end


@in_piece.any_of(
    quote_begins="A quotation mark opens it.",
    wholly_quoted="A quotation mark opens it and another closes it.",
    quoted_in_parts="The same, but words stand between two quotations: “No,” she said, “never.”",
)
def quotation_marks(here: Context) -> Iterator[str]:
    text = here.text
    if QUOTED.match(text):
        yield "quote_begins"
        if text[-1] in "\"”»“」』’'" or text.rstrip("0123456789 ").endswith(("”", '"', "»")):
            yield "quoted_in_parts" if _INTERRUPTED.search(text, 1, len(text) - 2) else "wholly_quoted"


@in_piece.feature
def ellipsis(here: Context) -> bool:
    """Three points stand in it: something was left out."""
    return "..." in here.text or "…" in here.text or ". . ." in here.text


@in_piece.feature
def bracketed_words(here: Context) -> bool:
    """It holds square brackets that are not those of a link."""
    return "[" in here.text and "](" not in here.text


@in_piece.feature
def in_brackets(here: Context) -> bool:
    """Behind the first piece it stands between brackets from end to end, and holds several words."""
    return here.index > 0 and " " in here.text and stands_in_brackets(here.text)


@in_piece.feature
def no_words(here: Context) -> bool:
    """It holds neither words nor what stands for words: a line of stars."""
    return not speaks(here.text)
