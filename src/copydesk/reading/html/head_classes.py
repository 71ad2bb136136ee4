"""Classes by which pages and e-books call the lines of a head."""

from __future__ import annotations

import re


def _word(words: str, behind: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:.*[-_])?(?:{words}){behind}(?:[-_].*)?", re.IGNORECASE)


BYLINE = _word(
    "by-?line|author|authors|auteurs?|autor|autora|autores|autorin|autoren|autore|verfasser|contributors?|writers?|reporter",
    "(?:[-_]?(?:name|line|link|info|names|by))?",
)
DATE = _word("date|dateline|pub-?date|published|timestamp|time|posted-on|updated|meta-date")
DECK = _word(
    "deck|dek|sub-?titles?|sub-?head(?:line|ing)?s?|stand-?first|summary|excerpt|lede|intro|strap-?line|abstract|description|"
    "teaser|chapo|vorspann|unterzeile|untertitel|sous-?titre|entradilla|bajada|copete|ingress|manchet|sommario"
)
KICKER = _word(
    "kicker|eyebrow|overline|slug|rubric|rubrique|topline|section-?(?:label|name|title)|flag|dachzeile|surtitre"
)

OWN_DECK = re.compile(r"(?:.*[-_])?(?:lead|chapeau|preamble|einleitung|lid)(?:-text|-paragraph)?", re.IGNORECASE)
"""Classes of a deck on the paragraph right below a headline; elsewhere they are of the first paragraph, or of a box."""

OWN_KICKER = re.compile(
    r"(?:article-|post-|entry-)?(?:section|category|rubrik|ressort|topic|spitzmarke|antetitulo)", re.IGNORECASE
)
"""Classes of a kicker on the very line right above a headline; elsewhere they are of parts of the page."""
