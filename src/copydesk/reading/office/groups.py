"""Which blocks of a flow belong together: paragraphs of one kind, items of a list, a speech, a caption."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from copydesk.reading.office.flow import Flow, Grid, Para, inlines, without_marks
from copydesk.reading.office.paragraph_styles import kind_of
from copydesk.tree import Inline


def spoken(para: Para) -> tuple[tuple[Inline, ...], tuple[Any, ...]]:
    """Who speaks, by the character style that opens a paragraph, and the runs after that."""
    runs = list(para.runs)
    count = next((at for at, run in enumerate(runs) if "speaker" not in run.marks), len(runs))
    return inlines(without_marks(runs[:count], "speaker")), tuple(without_marks(runs[count:], "speaker"))


def block_kind(block: Para | Grid) -> str:
    return kind_of(block) if isinstance(block, Para) else "table"


def goes_on_speaking(block: Para | Grid) -> bool:
    """Whether a block below a speech belongs to it: text in its style without a speaker, or, in a Word file of
    copydesk's, in the style of text."""
    if _style(block) == "body text":
        return True
    return isinstance(block, Para) and kind_of(block) == "speech" and not spoken(block)[0]


def _style(block: Para | Grid) -> str:
    return block.styles[0] if isinstance(block, Para) and block.styles and not block.item else ""


def run_of(flow: Flow, at: int, kind: str) -> tuple[list[Para], int]:
    """The paragraphs of a kind from an index on, and the index after them."""
    paras: list[Para] = []
    while at + len(paras) < len(flow):
        block = flow[at + len(paras)]
        if not isinstance(block, Para) or kind_of(block) != kind:
            break
        paras.append(block)
    return paras, at + len(paras)


def goes_on(first: Para, other: Para) -> bool:
    """Whether a list item at the level of the first item of a list belongs to the same list."""
    one, two = first.item, other.item
    if one is None or two is None:
        return False
    if one.level != two.level:
        return False
    return one.ordered == two.ordered and (not one.ordered or (one.key, one.numbering) == (two.key, two.numbering))


def caption_at(flow: Flow, at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...], int]:
    """The caption and the credit at an index, and the index after them."""
    block = flow[at] if at < len(flow) else None
    if not isinstance(block, Para) or kind_of(block) != "caption":
        return (), (), at
    credit = [run for run in block.runs if "credit" in run.marks]
    caption = [run for run in block.runs if "credit" not in run.marks]
    return inlines(caption), inlines(without_marks(credit, "credit")), at + 1


def with_pictures_inside(blocks: Iterable[Para | Grid]) -> list[Para | Grid]:
    """The blocks with the pictures that stand alone within a list or a quotation in the paragraph above them, which is
    of that."""
    result: list[Para | Grid] = []
    parts = [(is_alone, list(group)) for is_alone, group in groupby(blocks, key=_is_picture_alone)]
    for number, (is_alone, group) in enumerate(parts):
        after = parts[number + 1][1][0] if number + 1 < len(parts) else None
        above = result[-1] if result else None
        pictures = [block for block in group if isinstance(block, Para) and block.pictures]
        if is_alone and pictures and isinstance(above, Para) and _holds(above, pictures, after):
            more = (picture for para in pictures for picture in para.pictures)
            result[-1] = above._replace(pictures=(*above.pictures, *more))
        else:
            result += group
    return result


def _is_picture_alone(block: Para | Grid) -> bool:
    """Whether a block holds pictures and no words, or nothing."""
    return isinstance(block, Para) and not block.text.strip() and block_kind(block) in ("paragraph", "picture")


def _holds(above: Para, pictures: list[Para], after: Para | Grid | None) -> bool:
    """Whether pictures belong to the item or the quotation above them: this goes on below them, or they are indented as
    the words of an item are."""
    kind, next_kind = block_kind(above), "" if after is None else block_kind(after)
    if kind not in ("item", "continued"):
        return kind == next_kind == "quotation"
    if all(para.setting.indent > 0 for para in pictures):
        return True
    one, two = above.item, after.item if isinstance(after, Para) else None
    return next_kind == "item" and (one is None or two is None or not two.ordered or one.key == two.key)
