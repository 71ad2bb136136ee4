"""Speeches: who speaks, and the words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.quotations import quoted_blocks
from copydesk.reading.text.inlines.normal_form import normal, spaced
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.people.speaker_labels import label_of
from copydesk.tree import Block, Emphasis, Inline, Paragraph, Speech, Strong, Text
from copydesk.visit import plain


def by_speech(parts: list[Part]) -> Iterator[list[Part]]:
    """The parts of each speech together, and those between two speeches."""
    run: list[Part] = []
    for part in parts:
        spoken = bool(run) and run[0].speaker is not None
        if run and (part.speaker is not None or (spoken and not part.is_spoken)):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def speech(builder: Builder, group: list[Part]) -> Speech:
    """The speech that the first part of the group opens."""
    first = group[0]
    end = first.speaker
    inlines = builder.inlines(first)
    origin = builder.container(group, [(first, 0, end)])
    blocks: list[Block] = []
    if end is not None and end < len(first.piece.text):
        label = label_of(plain(inlines))
        speaker, words = _divided(inlines, label.end if label else len(spaced(first.piece.text[:end])))
        blocks.append(Paragraph(normal(list(words)), origin=builder.origin(first, end)))
    else:
        speaker = inlines
    for role, together in groupby(group[1:], key=lambda part: part.decision.role):
        blocks += quoted_blocks(builder, role, list(together))
    return Speech(normal(list(_unmarked(speaker))), tuple(blocks), origin=replace(origin, rule="speech"))


def _divided(inlines: tuple[Inline, ...], end: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The inlines of the first ``end`` characters, and the others."""
    before: list[Inline] = []
    for index, inline in enumerate(inlines):
        length = len(plain(inline))
        if length > end:
            head, tail = _cut(inline, end)
            return (*before, *head), (*tail, *inlines[index + 1 :])
        before.append(inline)
        end -= length
    return tuple(before), ()


def _cut(inline: Inline, end: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The two parts of an inline; what cannot be cut is whole in the second."""
    if end <= 0:
        return (), (inline,)
    if isinstance(inline, Text):
        return (Text(inline.text[:end]),), (Text(inline.text[end:]),)
    if isinstance(inline, (Strong, Emphasis)):
        head, tail = _divided(inline.inlines, end)
        return (type(inline)(head),), (type(inline)(normal(list(tail))),)
    return (), (inline,)


def _unmarked(speaker: tuple[Inline, ...]) -> Iterator[Inline]:
    """The speaker without stress, which each style sets in its own way."""
    for inline in speaker:
        if isinstance(inline, Strong) or (isinstance(inline, Emphasis) and len(speaker) == 1):
            yield from _unmarked(inline.inlines)
        else:
            yield inline
