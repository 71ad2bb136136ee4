"""What closes an article on a page: a line about its author, a correction, the rights, how to reach somebody."""

from __future__ import annotations

import re
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.recognisers import addresses
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.tree import Bio, Contact, Correction, Inline, Paragraph, Rights, Section
from copydesk.visit import plain

_LAST = 4  # paragraphs at the end of the text that may be of the foot
_LONGEST = 420  # characters


@cache
def _patterns(locales: tuple[Locale, ...]) -> dict[str, re.Pattern[str]]:
    def opening(name: str) -> re.Pattern[str]:
        words = alternatives(word for locale in locales for word in getattr(locale.foot, name))
        return re.compile(rf"[\s*(\[©•]*(?:{words})(?!\w)", re.IGNORECASE)

    bio = alternatives(word for locale in locales for word in locale.foot.bio)
    return {
        **{name: opening(name) for name in ("correction", "rights", "contact", "about")},
        "bio": re.compile(rf".{{0,60}}?\b(?:{bio})(?!\w)", re.IGNORECASE),
        "sign": re.compile(r"\s*(?:©|\(c\)\s)", re.IGNORECASE),
    }


def foot_section(inlines: tuple[Inline, ...], authors: tuple[str, ...], locales: tuple[Locale, ...]) -> Section | None:
    """The section that a paragraph at the end of a text is, None if it is one of the text."""
    text = plain(inlines)
    if len(text) > _LONGEST:
        return None
    patterns = _patterns(locales)
    if patterns["correction"].match(text):
        return Correction(inlines)
    if patterns["rights"].match(text) or patterns["sign"].match(text):
        return Rights(inlines)
    named = any(text.casefold().lstrip("*— ").startswith(name.casefold()) for name in authors)
    if patterns["about"].match(text) or (named and patterns["bio"].match(text)):
        return Bio(inlines)
    reach = (
        tuple(dict.fromkeys(url for _, _, url in addresses.links(text, bare_domains=True))),
        tuple(dict.fromkeys(addresses.EMAIL.findall(text))),
        tuple(dict.fromkeys(addresses.phones(text))),
    )
    if patterns["contact"].match(text) and any(reach):
        return Contact((Paragraph(inlines),), *reach)
    return Bio(inlines) if named and any(reach) else None


def split_foot(
    body: list[Section], authors: tuple[str, ...], locales: tuple[Locale, ...]
) -> tuple[list[Section], list[Section]]:
    """The body without the sections at its end that are of the foot, and these."""
    foot: list[Section] = []
    while len(body) > 1 and len(foot) < _LAST and isinstance(last := body[-1], Paragraph):
        section = foot_section(last.inlines, authors, locales)
        if section is None:
            break
        foot.insert(0, section)
        body = body[:-1]
    return body, foot
