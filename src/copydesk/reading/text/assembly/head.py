"""The pieces of the head -> kicker, headline, deck, bylines, dates and editor's note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from copydesk.problems import Problem
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.inlines.normal_form import normal, spaced
from copydesk.reading.text.inlines.unstressed import unstressed
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.dates import is_update
from copydesk.reading.text.roles.head_zone import HEAD_ROLES
from copydesk.tree import Byline, Deck, EditorsNote, Head, Headline, Inline, Kicker, LineBreak, PubDate, Text


def head(builder: Builder, parts: list[Part]) -> Head:
    """The head of the article."""
    for part in parts:
        builder.doubt(part)
    by_role = {role: [part for part in parts if part.decision.role == role] for role in HEAD_ROLES}
    return Head(
        kicker=_one(builder, Kicker, by_role["kicker"]),
        headline=_one(builder, Headline, by_role["headline"]),
        deck=_one(builder, Deck, by_role["deck"]),
        bylines=tuple(_byline(builder, part) for part in by_role["byline"]),
        dates=tuple(_date(builder, part) for part in by_role["date"]),
        editors_note=_one(builder, EditorsNote, by_role["editors_note"]),
    )


def _one(builder: Builder, make: Callable[..., Any], parts: list[Part]) -> Any:
    """One node of all the parts, joined by spaces; those that stand apart each have a line."""
    if not parts:
        return None
    inlines: list[Inline] = []
    for part in parts:
        apart: Inline = LineBreak() if part.piece.lines[0].gap else Text(" ")
        inlines += [*([apart] if inlines else []), *builder.unmarked(part)]
    return make(normal(inlines), origin=builder.origin_of([(part, 0, None) for part in parts]))


def _byline(builder: Builder, part: Part) -> Byline:
    credit = part.decision.findings.credit
    return Byline(_as_it_stood(part), credit.persons if credit else (), origin=builder.origin(part))


def _date(builder: Builder, part: Part) -> PubDate:
    date, text = part.decision.findings.date, _as_it_stood(part)
    if date and not date.iso:
        builder.problems.append(Problem("metadata", part.piece.number, f"the date {text!r} can be read in two ways"))
    kind: Literal["published", "updated"] = "updated" if is_update(text, builder.locales) else "published"
    return PubDate(text, date.iso if date else None, kind, origin=builder.origin(part))


def _as_it_stood(part: Part) -> str:
    """The words of a byline or a date, without marks of emphasis, and the bar or comma between the two."""
    return spaced(unstressed(part.piece.text)).rstrip(" ,|–—")
