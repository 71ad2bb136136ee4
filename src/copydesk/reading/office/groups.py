"""Which blocks of a flow belong together: paragraphs of one kind, items of a list, a speech, a caption."""

from __future__ import annotations

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
