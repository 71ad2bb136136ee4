"""A publication's own conventions, as far as they say how its articles are to be read. What is declared is not guessed.

    read(text, conventions=Publication(name="The Weir Gazette", running_heads=("The Weir Gazette*",)))

In the pattern of a line ``*`` stands for any words or none; capitals and runs of spaces make no difference.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

import msgspec
from msgspec import structs

from copydesk.locales import Locale
from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_PIECES

DECLARED = "declared in copydesk.toml"
"""The reason of every decision that a convention made."""

_KICKERS = 3  # pieces from the top
_LONGEST = 400  # characters of a line that a pattern is compared with


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of conventions is: an unknown key is an error."""


class BylineConvention(_Table, frozen=True, kw_only=True):
    """How bylines are written, ``"Words: {name}"`` or ``"{name} in {place}"``, and where they stand.

    ``{name}`` may be several persons; ``{place}``, ``{role}``, ``{affiliation}`` and ``{email}`` are told of the
    last. Without forms a line that is nothing but names is a byline at the end, if they stand there.
    """

    forms: tuple[str, ...] = ()
    stands: Literal["top", "end", "either"] = "top"


class FooterConvention(_Table, frozen=True, kw_only=True):
    """Patterns of lines that come with every article, by what they are; ``set_aside`` becomes furniture."""

    contact: tuple[str, ...] = ()
    bio: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    correction: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


class Conventions(_Table, frozen=True, kw_only=True):
    """What a publication declares of its articles once and for all.

    ``name`` is the publisher, ``language`` a BCP 47 tag, ``date_order`` how 03/04/2025 is meant; ``kickers`` are the
    names of sections that stand above headlines, ``running_heads`` patterns of lines that the pages add.
    """

    name: str | None = None
    language: str | None = None
    date_order: Literal["day_first", "month_first"] | None = None
    running_heads: tuple[str, ...] = ()
    kickers: tuple[str, ...] = ()
    byline: BylineConvention = BylineConvention()
    footer: FooterConvention = FooterConvention()


FooterRole = Literal["contact", "bio", "rights", "related", "correction"]
"""What a line of the footer is; each is a key of ``FooterConvention``."""

NO_CONVENTIONS = Conventions()
"""A publication that nothing is known of."""


def as_written_by(conventions: Conventions, own: Locale) -> Locale:
    """A language as the publication writes it: the forms of its bylines, the order of its dates."""
    stands, forms = conventions.byline.stands, conventions.byline.forms
    return _as_written(own, forms if forms or stands == "top" else ("{name}",), conventions.date_order)


@lru_cache(256)
def _as_written(own: Locale, forms: tuple[str, ...], order: Literal["day_first", "month_first"] | None) -> Locale:
    if not forms and not order:
        return own
    byline = structs.replace(own.byline, forms=forms)
    return structs.replace(own, byline=byline, dates=structs.replace(own.dates, order=order or own.dates.order))


def is_as(text: str, patterns: tuple[str, ...]) -> bool:
    """Whether a line is as one of the patterns says, told in a time that grows with its length alone."""
    if not patterns or len(text) > _LONGEST:
        return False
    told = _folded(text)
    return any(_matches(told, *_parts(pattern)) for pattern in patterns)


def _matches(told: str, first: str, *rest: str) -> bool:
    if not rest:
        return told == first
    position = len(first)
    for part in rest[:-1]:
        position = told.find(part, position) + len(part)
        if position < len(part):
            return False
    return told.startswith(first) and told.endswith(rest[-1]) and len(told) - len(rest[-1]) >= position


@lru_cache(4096)
def _parts(pattern: str) -> tuple[str, ...]:
    return tuple(_folded(pattern).split("*"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def may_hold_byline(conventions: Conventions, place: int, count: int, end: int = FOOT_PIECES) -> bool:
    """Whether the publication's bylines stand at this place of so many."""
    top, bottom = conventions.byline.stands != "end", conventions.byline.stands != "top"
    return (top and place < HEAD_PIECES) or (bottom and place >= count - end)


def footer_role(conventions: Conventions, text: str) -> FooterRole | None:
    """What a line of the footer is by its declaration."""
    roles: tuple[FooterRole, ...] = get_args(FooterRole)
    return next((role for role in roles if is_as(text, getattr(conventions.footer, role))), None)


def is_kicker(conventions: Conventions, text: str, place: int) -> bool:
    """Whether a piece near the top names a section."""
    return place < _KICKERS and is_as(text, conventions.kickers)
