"""Pieces among their neighbours in a few lines, as tests of their features write them.

Each line is a piece. ``date_line| 3 May 2024`` is one in which this feature was found; ``| `` opens another line of the
piece above. ``→`` opens the piece in question; without it that is the first one. A blank line is a gap, ``␌`` a form
feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.locales import locale, with_english
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.roles.features.context import Article, Context
from tests.parts import lines_of

_ROW = re.compile(r"(?P<stands>→?␌?)(?:(?P<names>[a-z_ ]*)\| )?(?P<words>.*)")


def words(length: int, end: str = "a") -> str:
    """Words of this many characters together, the last of which is ``end``: ``Sea Sea a``."""
    return ("Sea " * length)[: length - len(end)] + end


def set_at(lines: list[Line], measure: float) -> Layout:
    """The layout of typewritten lines with this measure, 0 where they are not wrapped."""
    return Layout(bool(measure), False, [float(len(line.text)) for line in lines], [measure] * len(lines), {}, 0)


def article_of(marked: str, *, measure: float = 0, lang: str = "en") -> Article:
    """The article of these pieces."""
    rows = [match for row in marked.split("\n") if (match := _ROW.fullmatch(row))]
    lines = lines_of("\n".join("␌" * ("␌" in row["stands"]) + row["words"] for row in rows))
    groups: list[list[Line]] = []
    names: list[list[str]] = []
    for row, line in zip([row for row in rows if row["words"].strip()], lines, strict=True):
        if row["names"] == "":
            groups[-1].append(line)
        else:
            groups.append([line])
            names.append((row["names"] or "").split())
    locales = with_english(locale(lang))
    article = Article([as_one(group, locales[0]) for group in groups], set_at(lines, measure), CreditLines(locales))
    for here, found in zip(article.contexts, names, strict=True):
        here.findings = here.findings._replace(names=tuple(found))
    article.names = names
    return article


def context_at(marked: str, *, measure: float = 0, lang: str = "en") -> Context:
    """The piece in question."""
    pieces = [row for row in marked.split("\n") if row.strip("␌ ") and not row.startswith("| ")]
    index = next((index for index, row in enumerate(pieces) if row.startswith("→")), 0)
    return article_of(marked, measure=measure, lang=lang).contexts[index]


def as_words(result: object) -> str:
    """What a function of features finds: its name, several, ``yes`` for True, or index and name of each."""
    if result is None or isinstance(result, bool):
        return "yes" if result else ""
    if isinstance(result, str):
        return result
    assert isinstance(result, Iterable)
    return " ".join(each if isinstance(each, str) else f"{each[0]}:{each[1]}" for each in result)
