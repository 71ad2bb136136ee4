"""Raw text -> Article. The phases, in order:

=========== ==================================================================================
decode      bytes -> text
characters  text -> clean text, with the way back to the raw text
letterspacing
            spaces between the letters of a word -> none
lines       clean text -> lines with their place
furniture   page numbers, running heads, buttons: set aside
columns     columns that stand side by side: one after the other
pull_quotes sentences of the text repeated for show: taken out
layout      are the lines wrapped, and at what measure?
table_areas lines whose cells stand below one another: the rows of tables
paragraphs  lines -> pieces: wrapped lines joined, broken words mended, cut paragraphs healed
heads       pieces of the head that hold two things (a byline and a date) -> one piece each
roles       evidence -> the role of each piece, best sequence over the whole article
assemble    roles -> Article, with inlines
accounting  the letters of the tree against those of the clean text: is anything lost?
=========== ==================================================================================
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from copydesk import _files
from copydesk.errors import InputError, UsageError
from copydesk.locales import locale, with_english
from copydesk.metadata import check_language
from copydesk.problems import Problem
from copydesk.reading.accounting import lost
from copydesk.reading.assemble import assemble
from copydesk.reading.characters import clean
from copydesk.reading.columns import unfold
from copydesk.reading.decode import LIMIT, decode
from copydesk.reading.doubts import broken_order, misread_words, repeated_text
from copydesk.reading.furniture import remove_furniture, stray_bullets, summary
from copydesk.reading.habits import NO_HABITS, Habits, as_written_by
from copydesk.reading.heads import split_heads
from copydesk.reading.language import detect
from copydesk.reading.layout import find_layout
from copydesk.reading.letterspacing import closed_up
from copydesk.reading.lines import split, without_outer_marks
from copydesk.reading.notes import only_notes
from copydesk.reading.other_sources import other_source
from copydesk.reading.paragraphs import pieces
from copydesk.reading.parts import (
    attributed,
    below_the_head,
    headed,
    once_named,
    signed,
    with_pictures,
    with_pull_quotes,
)
from copydesk.reading.pull_quotes import lift_pull_quotes
from copydesk.reading.roles import choose_roles
from copydesk.reading.runs import note_headings
from copydesk.reading.table_areas import find_tables
from copydesk.tree import Article, Metadata, Source

_LONGEST_NAME = 255
"""Characters of the longest name that a file may have."""


class Reading(NamedTuple):
    """An article and what was noticed while it was read."""

    article: Article
    problems: tuple[Problem, ...]


def read(
    source: bytes | str | os.PathLike[str],
    *,
    lang: str | None = None,
    name: str | None = None,
    house: Habits = NO_HABITS,
    keep_all: bool = False,
) -> Article:
    """The article that a raw text holds: a ``str``, the ``bytes`` of one in any encoding, or the ``Path`` of its file.

    ``lang`` is a BCP 47 tag, found from the text if None; ``name`` is the file's name, for the record; ``house`` is
    what the publication declares of its articles; with ``keep_all`` nothing is set aside as furniture. Raises
    InputError if the source cannot be read, is empty, binary, too large, in no known encoding, or holds nothing but
    furniture, and UsageError for a language tag that is none, or for a text that is the name of a file.
    """
    return examine(source, lang=lang, name=name, house=house, keep_all=keep_all).article


def examine(
    source: bytes | str | os.PathLike[str],
    *,
    lang: str | None = None,
    name: str | None = None,
    house: Habits = NO_HABITS,
    keep_all: bool = False,
) -> Reading:
    """The same, together with what was noticed: thin decisions, mended characters, lost link targets."""
    if lang is not None:
        check_language(lang)
    if isinstance(source, os.PathLike):
        name = name or Path(source).name
    decoded = decode(_content(source))
    cleaned = closed_up(clean(decoded.text))
    language = lang or house.language or detect(cleaned.text)
    locales = with_english(as_written_by(house, locale(language)))
    cleared = remove_furniture(split(cleaned.text), locales, house, keep_all=keep_all)
    if not any(character.isalnum() for line in cleared.lines for character in line.text):
        raise InputError("it holds no article text, only marks, page numbers and the like", "Name another file")
    unfolded = unfold(cleared.lines)
    lifted = lift_pull_quotes(without_outer_marks(unfolded.lines), locales[0])
    plan = find_layout(lifted.lines)
    rows = find_tables(lifted.lines)
    joined = pieces(lifted.lines, plan, locales[0], house=house, rows=rows)
    units = split_heads(joined.pieces, locales)
    stray = stray_bullets(cleared.furniture)
    parts = with_pictures(units, locales, lambda told: choose_roles(told, plan, locales, stray, house, rows))
    parts = once_named(attributed(signed(below_the_head(headed(only_notes(parts, note_headings(locales)))))))
    parts = with_pull_quotes(parts, lifted.pulled)
    made = assemble(parts, cleared.furniture, cleaned, locales)
    article = Article(
        lang=language,
        head=made.head,
        body=made.body,
        foot=made.foot,
        notes=made.notes,
        furniture=made.furniture,
        metadata=Metadata(publisher=house.name),
        source=Source(
            name,
            decoded.encoding,
            len(decoded.text),
            hashlib.sha256(decoded.text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
    )
    told = (
        *filter(None, (other_source(decoded.text), unfolded.problem)),
        *repeated_text(cleared.lines),
        *misread_words(cleared.lines),
        *broken_order(parts),
    )
    furniture = (*filter(None, [summary(cleared.furniture)]), *cleared.problems)
    doubts = (*furniture, *told, *joined.problems, *made.problems)
    noticed = (*decoded.problems, *cleaned.problems, *doubts, *lost(article, cleaned))
    return Reading(article, tuple(sorted(noticed, key=lambda problem: problem.line or 0)))


def _content(source: bytes | str | os.PathLike[str]) -> bytes | str:
    """What a source holds. Raises UsageError for a line of text that names a file, which was meant as a path."""
    if isinstance(source, os.PathLike):
        return _files.read(Path(source), LIMIT)
    if not isinstance(source, bytes | str):
        raise UsageError(f"a source is a str, bytes or a Path, not a {type(source).__name__}", "Give its text or path")
    if isinstance(source, str) and _names_file(source):
        raise UsageError(f"{source!r} is the name of a file, not its text", f"Write Path({source!r}) to read the file")
    return source


def _names_file(text: str) -> bool:
    """Whether a text is one short line that names a file that exists."""
    return len(text) <= _LONGEST_NAME and text.isprintable() and os.path.isfile(text)  # noqa: PTH113 -- see _files
