"""Pictures with their captions and credits -> figures."""

from __future__ import annotations

import re

from msgspec import structs

from copydesk.problems import Problem
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.inlines import PICTURE, picture_named
from copydesk.reading.text.inlines.normal_form import normal, spaced
from copydesk.reading.text.parts import Part
from copydesk.reading.text.roles.features import credit_start, opens_as_credit
from copydesk.tree import Figure, Inline, Link, Text


def figures(builder: Builder, group: list[Part]) -> list[Figure]:
    """Figures: a picture with the caption that follows it, a caption with the credit that follows it."""
    nodes: list[Figure] = []
    for part in group:
        picture = PICTURE.match(part.piece.text)
        names_picture = picture_named().match(part.piece.text)
        is_credit = not names_picture and opens_as_credit(part.piece.text, builder.locales)
        before = nodes[-1] if nodes else None
        if picture:
            nodes.append(_picture(builder, part, picture))
        elif is_credit and before and (before.caption or before.source) and not before.credit:
            nodes[-1] = _joined(builder, before, part, credit=builder.inlines(part))
        elif is_credit:
            nodes.append(Figure(credit=builder.inlines(part), origin=builder.origin(part)))
        elif before and before.source and not before.caption and not before.credit:
            caption, credit = _captioned(builder, part)
            nodes[-1] = _joined(builder, before, part, caption=caption, credit=credit)
        else:
            caption, credit = _captioned(builder, part)
            nodes.append(Figure(caption, credit, origin=builder.origin(part)))
    return nodes


def _captioned(builder: Builder, part: Part) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """A caption, and the credit that it ends in, if any."""
    text = part.piece.text
    start = credit_start(text, builder.locales)
    if not start:
        return builder.inlines(part), ()
    return builder.parsed(part, text[:start].rstrip()), builder.inlines(part, start)


def _picture(builder: Builder, part: Part, picture: re.Match[str]) -> Figure:
    """``![alt](source "title")`` and the words that follow, if any."""
    title, alt = builder.parsed(part, picture["title"] or ""), spaced(picture["alt"]).strip()
    target, words = picture["target"], builder.parsed(part, part.piece.text[picture.end() :].strip())
    linked = any(isinstance(inline, Link) for inline in title)
    if title and not linked and target and target.startswith(("https://", "http://")):
        title = (Link(title, target),)
    elif target:
        message = f"the picture {picture['source']} no longer leads to {target}"
        builder.problems.append(Problem("unsupported", part.piece.number, message))
    caption = normal([*title, *([Text(" ")] if title and words else []), *words])
    return Figure(caption, source=picture["source"], alt=alt, origin=builder.origin(part))


def _joined(builder: Builder, figure: Figure, part: Part, **more: tuple[Inline, ...]) -> Figure:
    spans = (figure.origin.spans if figure.origin else ()) + builder.origin(part).spans
    origin = structs.replace(figure.origin, spans=spans) if figure.origin else None
    return structs.replace(figure, origin=origin, **more)
