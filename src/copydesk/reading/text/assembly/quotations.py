"""Quotations with their attributions, verse, and pull quotes."""

from __future__ import annotations

import re
from itertools import groupby

from copydesk.reading.role import Role
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.depths import by_depth, without_attribution
from copydesk.reading.text.assembly.lists import lists
from copydesk.reading.text.assembly.set_lines import set_lines
from copydesk.reading.text.assembly.tables import tables
from copydesk.reading.text.indents import TAB
from copydesk.reading.text.inlines.normal_form import normal
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.tree import Block, BlockQuote, Inline, PullQuote, Text, Verse

_SPACE = "\u00a0"
"""What sets a line of verse in: unlike a space, every format keeps it."""

_GAP = re.compile(r"[ \t]{2,}")
_WIDEST = 24  # columns of an indent or a gap that are kept


def quotation(builder: Builder, group: list[Part]) -> BlockQuote:
    """Paragraphs and verse as one quotation, with the attribution below them."""
    blocks: list[Block] = []
    attribution_parts = [part for part in group if part.decision.role == "attribution"]
    for role, together in groupby(group, key=lambda part: part.decision.role):
        members = list(together)
        if role == "verse_line" and len(members) > 1:
            blocks += verses(builder, members)
        elif role != "attribution":
            blocks += [builder.paragraph(part) for part in members]
    return _credited(builder, group, blocks, attribution_parts)


def quoted(builder: Builder, run: list[Part], level: int) -> BlockQuote:
    """Parts quoted by ``level`` or more marks (``>``), as one quotation with those inside it."""
    blocks: list[Block] = []
    words, attribution_parts = without_attribution(run, level)
    for depth, together in by_depth(words, level):
        if depth > level:
            blocks.append(quoted(builder, together, level + 1))
            continue
        for role, group in groupby(together, key=lambda part: part.decision.role):
            blocks += quoted_blocks(builder, role, list(group))
    return _credited(builder, run, blocks, attribution_parts)


def quoted_blocks(builder: Builder, role: Role, group: list[Part]) -> list[Block]:
    """The blocks of parts of one role within a quotation or a speech."""
    for part in group:
        builder.doubt(part)
    if role == "verse_line" and len(group) > 1:
        return [*verses(builder, group)]
    if role == "list_item":
        return [*lists(builder, group)]
    if role == "table_row":
        return tables(builder, group)
    if role == "set_line":
        return [*set_lines(builder, group)]
    if role == "preformatted":
        return [builder.preformatted(part) for part in group]
    return [builder.thematic_break(part) if role == "break" else builder.paragraph(part) for part in group]


def _credited(builder: Builder, group: list[Part], blocks: list[Block], attribution_parts: list[Part]) -> BlockQuote:
    """The blocks as a quotation; ``attribution_parts`` are the last of the group."""
    attribution = tuple(
        inline for part in attribution_parts for inline in builder.inlines(part, attribution_start(part.piece.text))
    )
    return BlockQuote(
        tuple(blocks), attribution, origin=builder.container(group, [(part, 0, None) for part in attribution_parts])
    )


def verses(builder: Builder, group: list[Part]) -> list[Verse]:
    """The lines as verse, stanzas where blank lines stood or the source begins another block, with the indents that
    some of them have further than others and the gaps within them."""
    lines: list[tuple[Inline, ...]] = []
    margin = min(part.piece.lines[0].indent for part in group)
    for before, part in zip([group[0], *group], group, strict=False):
        if lines and (part.piece.lines[0].gap or _block(part) != _block(before)):
            lines.append(())
        words = builder.parsed(part, _GAP.sub(_kept, part.piece.text))
        indent = _SPACE * min(part.piece.lines[0].indent - margin, _WIDEST)
        lines.append(normal([Text(indent), *words]) if indent else words)
    return [Verse(tuple(lines), origin=builder.origin_of([(part, 0, None) for part in group]))]


def _block(part: Part) -> int | None:
    typeset = part.piece.lines[0].typeset
    return typeset.block if typeset and typeset.role else None


def _kept(gap: re.Match[str]) -> str:
    return _SPACE * min(len(gap[0].expandtabs(TAB)), _WIDEST)


def pull_quote(builder: Builder, part: Part) -> PullQuote:
    """A sentence of the text repeated for display, and its attribution."""
    words = builder.inlines(part, 0, part.credit)
    credit = () if part.credit is None else builder.inlines(part, part.credit)
    return PullQuote(_without_dash(words) if credit else words, credit, origin=builder.origin(part))


def _without_dash(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words without the dash that stands before the attribution."""
    last = words[-1]
    return normal([*words[:-1], Text(last.text.rstrip(" —–―-"))]) if isinstance(last, Text) else words
