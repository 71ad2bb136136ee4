"""Raw text -> Article. The phases, in order:

========== ==================================================================================
decode     bytes -> text
characters text -> clean text, with the way back to the raw text
lines      clean text -> lines with their place
furniture  page numbers, running heads, buttons: set aside
columns    columns that stand side by side: one after the other
layout     are the lines wrapped, and at what measure?
paragraphs lines -> pieces: wrapped lines joined, broken words mended, cut paragraphs healed
heads      pieces of the head that hold two things (a byline and a date) -> one piece each
roles      evidence -> the role of each piece, best sequence over the whole article
assemble   roles -> Article, with inlines
========== ==================================================================================
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from copydesk.locales import locale, with_english
from copydesk.problems import Problem
from copydesk.reading.assemble import Part, assemble
from copydesk.reading.characters import clean
from copydesk.reading.columns import unfold
from copydesk.reading.decode import decode
from copydesk.reading.furniture import stray_bullets, sweep
from copydesk.reading.heads import split_heads
from copydesk.reading.language import detect
from copydesk.reading.layout import find_layout
from copydesk.reading.lines import split
from copydesk.reading.paragraphs import pieces
from copydesk.reading.roles import choose_roles
from copydesk.tree import Article, Source


class Reading(NamedTuple):
    """An article and what was noticed while it was read."""

    article: Article
    problems: tuple[Problem, ...]


def read(source: bytes | str, *, lang: str | None = None, name: str | None = None) -> Article:
    """The article that a raw text holds.

    ``lang`` is a BCP 47 tag, found from the text if None; ``name`` is the file's name, for the record. Raises
    InputError if the source is empty, binary, too large or in no known encoding.
    """
    return examine(source, lang=lang, name=name).article


def examine(source: bytes | str, *, lang: str | None = None, name: str | None = None) -> Reading:
    """The same, together with what was noticed: thin decisions, mended characters, lost link targets."""
    decoded = decode(source)
    cleaned = clean(decoded.text)
    language = lang or detect(cleaned.text)
    locales = with_english(locale(language))
    swept = sweep(split(cleaned.text), locales)
    unfolded = unfold(swept.lines)
    plan = find_layout(unfolded.lines)
    joined = pieces(unfolded.lines, plan, locales[0])
    units = split_heads(joined.pieces, locales)
    decisions = choose_roles(units, plan, locales, stray_bullets(swept.furniture)) if units else []
    parts = [Part(piece, decision) for piece, decision in zip(units, decisions, strict=True)]
    made = assemble(parts, swept.furniture, cleaned, locales)
    article = Article(
        lang=language,
        head=made.head,
        body=made.body,
        foot=made.foot,
        notes=made.notes,
        furniture=made.furniture,
        source=Source(
            name,
            decoded.encoding,
            len(decoded.text),
            hashlib.sha256(decoded.text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
    )
    told = (unfolded.problem,) if unfolded.problem else ()
    noticed = (*decoded.problems, *cleaned.problems, *told, *joined.problems, *made.problems)
    return Reading(article, tuple(sorted(noticed, key=lambda problem: problem.line or 0)))
