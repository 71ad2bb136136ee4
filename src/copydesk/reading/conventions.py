"""A publication's conventions that say how to read its articles. What is declared is not guessed.

    read(text, conventions=Publication(name="The Weir Gazette", running_heads=("The Weir Gazette*",)))

In the pattern of a line ``*`` stands for any words or none; case and runs of spaces are ignored.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

import msgspec
from msgspec import structs

from copydesk.locales import Locale
from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_PIECES

DECLARED = "declared in copydesk.toml"
"""The reason given for every decision made by a convention."""

_KICKERS = 3  # pieces from the top
_LONGEST = 400  # characters of a line that a pattern is compared with


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all tables of conventions: unknown keys are errors."""


class BylineConvention(_Table, frozen=True, kw_only=True):
    """How bylines are written, ``"Words: {name}"`` or ``"{name} in {place}"``, and where they stand.

    ``{name}`` may be several persons; ``{place}``, ``{role}``, ``{affiliation}`` and ``{email}`` belong to the last.
    Without forms, if bylines stand at the end, a line there that consists of names is one.
    """

    forms: tuple[str, ...] = ()
    stands: Literal["top", "end", "either"] = "top"


class FooterConvention(_Table, frozen=True, kw_only=True):
    """Patterns of lines that occur in every article, by role; ``set_aside`` lines become furniture."""

    contact: tuple[str, ...] = ()
    bio: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    correction: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


class Conventions(_Table, frozen=True, kw_only=True):
    """What a publication declares for all its articles.

    ``name`` is the publisher, ``language`` a BCP 47 tag, ``date_order`` how 03/04/2025 is read; ``kickers`` are
    names of sections printed above headlines, ``running_heads`` patterns of lines that the pages add.
    """

    name: str | None = None
    language: str | None = None
    date_order: Literal["day_first", "month_first"] | None = None
    running_heads: tuple[str, ...] = ()
    kickers: tuple[str, ...] = ()
    byline: BylineConvention = BylineConvention()
    footer: FooterConvention = FooterConvention()


FooterRole = Literal["contact", "bio", "rights", "related", "correction"]
"""The roles of footer lines; each is a key of ``FooterConvention``."""

NO_CONVENTIONS = Conventions()
"""No declarations."""


def as_written_by(conventions: Conventions, language: Locale) -> Locale:
    """The locale with the publication's forms of bylines and order of dates."""
    stands, forms = conventions.byline.stands, conventions.byline.forms
    return _as_written(language, forms if forms or stands == "top" else ("{name}",), conventions.date_order)


@lru_cache(256)
def _as_written(language: Locale, forms: tuple[str, ...], order: Literal["day_first", "month_first"] | None) -> Locale:
    if not forms and not order:
        return language
    byline = structs.replace(language.byline, forms=forms)
    return structs.replace(
        language, byline=byline, dates=structs.replace(language.dates, order=order or language.dates.order)
    )


def matches(text: str, patterns: tuple[str, ...]) -> bool:
    """Whether a line matches one of the patterns; takes time linear in its length."""
    if not patterns or len(text) > _LONGEST:
        return False
    folded = _folded(text)
    return any(_matches(folded, *_parts(pattern)) for pattern in patterns)


def _matches(line: str, first: str, *rest: str) -> bool:
    if not rest:
        return line == first
    position = len(first)
    for part in rest[:-1]:
        position = line.find(part, position) + len(part)
        if position < len(part):
            return False
    return line.startswith(first) and line.endswith(rest[-1]) and len(line) - len(rest[-1]) >= position


@lru_cache(4096)
def _parts(pattern: str) -> tuple[str, ...]:
    return tuple(_folded(pattern).split("*"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def may_hold_byline(conventions: Conventions, index: int, count: int, end: int = FOOT_PIECES) -> bool:
    """Whether piece ``index`` of ``count`` may be one of the publication's bylines."""
    top, bottom = conventions.byline.stands != "end", conventions.byline.stands != "top"
    return (top and index < HEAD_PIECES) or (bottom and index >= count - end)


def footer_role(conventions: Conventions, text: str) -> FooterRole | None:
    """The declared role of a line of the footer, None if there is none."""
    roles: tuple[FooterRole, ...] = get_args(FooterRole)
    return next((role for role in roles if matches(text, getattr(conventions.footer, role))), None)


def is_kicker(conventions: Conventions, text: str, index: int) -> bool:
    """Whether a piece near the top names a section."""
    return index < _KICKERS and matches(text, conventions.kickers)
