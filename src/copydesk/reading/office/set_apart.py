"""Paragraphs that only their type or their indent sets apart from the text, where no style says what they are:
quotations, and headings in bold or in a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.reading.office.flow import Flow, Grid, Para, Setting, without_common_marks
from copydesk.reading.office.paragraph_styles import kind_of, level_of
from copydesk.reading.office.typed_items import opens_as_item
from copydesk.reading.text.recognisers.marks import ends_sentence

_TEXT = 80  # characters of a paragraph that is running text
_SHORTEST = 40  # characters of a quotation
_SET_IN = 20.0  # points
_SMALLER = 0.95  # of the size of the text
_HEADING = 80  # characters
_FEWEST = 2  # headings in one colour
_QUOTES = ("“", "„", "«", "»", "”", '"', "「", "『")


class _Body(NamedTuple):
    """How most of the text is set."""

    indent: float
    right: float
    italic: bool
    size: float
    colour: str


def with_quotations_set_in(flow: Flow) -> list[Para | Grid]:
    """The flow with paragraphs that are set in on both sides, or are set in and italic, smaller or between quotation
    marks, in the style of quotations."""
    body = _body(flow)
    if body is None:
        return list(flow)
    result: list[Para | Grid] = []
    has_begun = False
    for block in flow:
        is_quoted = has_begun and isinstance(block, Para) and _is_quotation(block, body)
        result.append(block._replace(styles=("quote",)) if is_quoted and isinstance(block, Para) else block)
        has_begun = has_begun or (isinstance(block, Para) and _is_text(block))
    return result


def with_headings_set_apart(flow: Flow) -> list[Para | Grid]:
    """The flow with short lines between paragraphs, in bold or in a colour, as headings below those that styles
    name."""
    body = _body(flow)
    if body is None:
        return list(flow)
    level = 0
    result: list[Para | Grid] = []
    shown = {*coloured_headings(flow), *(at for at in _between(flow) if _para(flow[at]).setting.bold)}
    for at, given in enumerate(flow):
        block = given
        if isinstance(block, Para) and kind_of(block) == "heading":
            level = level_of(block)
        if at in shown and isinstance(block, Para):
            block = block._replace(outline=min(6, level + 1), runs=without_common_marks(block.runs))
        result.append(block)
    return result


def coloured_headings(flow: Flow) -> frozenset[int]:
    """The indexes of the short lines between paragraphs that have a colour which only they have, several of them."""
    body = _body(flow)
    if body is None:
        return frozenset()
    by_colour: dict[str, list[int]] = {}
    for at in _between(flow):
        by_colour.setdefault(_para(flow[at]).setting.colour, []).append(at)
    others = Counter(block.setting.colour for block in flow if isinstance(block, Para) and block.text.strip())
    return frozenset(
        at
        for colour, places in by_colour.items()
        if colour and colour != body.colour and _FEWEST <= len(places) == others[colour]
        for at in places
    )


def _between(flow: Flow) -> Iterator[int]:
    """The indexes of short lines, plain by their styles, that end no sentence and stand between paragraphs of text."""
    filled = [(at, block) for at, block in enumerate(flow) if isinstance(block, Grid) or not block.is_empty]
    for (_, above), (at, block), (_, below) in zip(filled, filled[1:], filled[2:], strict=False):
        if not (isinstance(above, Para) and isinstance(block, Para) and isinstance(below, Para)):
            continue
        words = block.text.strip()
        is_line = _is_plain(block) and 0 < len(words) <= _HEADING and not words.endswith((".", ":", ";", ",", "!"))
        if is_line and ends_sentence(above.text.strip()) and _is_plain(below) and ends_sentence(below.text.strip()):
            yield at


def _body(flow: Flow) -> _Body | None:
    settings: Counter[_Body] = Counter()
    for block in flow:
        if isinstance(block, Para) and _is_text(block):
            settings[_of(block.setting)] += len(block.text)
    return settings.most_common(1)[0][0] if settings else None


def _of(setting: Setting) -> _Body:
    return _Body(setting.indent, setting.right, setting.italic, setting.size, setting.colour)


def _is_quotation(para: Para, body: _Body) -> bool:
    words, setting = para.text.strip(), para.setting
    if not _is_plain(para) or len(words) < _SHORTEST or opens_as_item(words) or setting.align in ("right", "center"):
        return False
    differs = (setting.italic and not body.italic) or 0 < setting.size < _SMALLER * body.size or words[0] in _QUOTES
    differs = differs or setting.right >= body.right + _SET_IN
    return setting.indent >= body.indent + _SET_IN and differs


def _is_text(para: Para) -> bool:
    return _is_plain(para) and len(para.text) >= _TEXT


def _is_plain(para: Para) -> bool:
    return kind_of(para) == "paragraph" and not para.item


def _para(block: Para | Grid) -> Para:
    assert isinstance(block, Para)
    return block
