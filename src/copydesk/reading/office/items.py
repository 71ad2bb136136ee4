"""Paragraphs with bullets or numbers -> a list, with the lists inside its items."""

from __future__ import annotations

from copydesk.reading.office.flow import Item, Para, inlines
from copydesk.tree import Block, List, Paragraph


def list_of(paras: list[Para]) -> List:
    """The list of the paragraphs, the first of which is its first item. Those without an item belong to the item
    before them; items of a deeper level are lists in it."""
    first = paras[0].item
    assert first
    items: list[list[Block]] = []
    at = 0
    while at < len(paras):
        para = paras[at]
        if para.item and para.item.level <= first.level:
            items.append(_blocks(para))
            at += 1
        elif para.item is None:
            items[-1] += _blocks(para)
            at += 1
        else:
            deeper, at = _deeper(paras, at)
            items[-1].append(list_of(deeper))
    content = tuple(tuple(blocks) for blocks in items if blocks)
    if not first.ordered:
        return List(content)
    return List(content, ordered=True, start=first.start, numbering=first.numbering)  # type: ignore[arg-type]


def _deeper(paras: list[Para], at: int) -> tuple[list[Para], int]:
    """The paragraphs of one list inside an item, and the index after them."""
    opening = paras[at].item
    assert opening
    end = at + 1
    while end < len(paras):
        item = paras[end].item
        if item is None:
            if not _continues(paras[end], opening.level):
                break
        elif item.level < opening.level or (item.level == opening.level and _other_list(opening, item)):
            break
        end += 1
    return paras[at:end], end


def _continues(para: Para, level: int) -> bool:
    """Whether a paragraph without a bullet belongs to an item of this level: the style ``List Continue 2`` says so."""
    name = para.styles[0] if para.styles else ""
    if not name.startswith("list continue"):
        return True
    return (int(name[-1]) if name[-1].isdigit() else 1) > level


def _other_list(one: Item, other: Item) -> bool:
    return one.ordered != other.ordered or (one.ordered and (one.key, one.numbering) != (other.key, other.numbering))


def _blocks(para: Para) -> list[Block]:
    words = inlines(para.runs)
    return [*([Paragraph(words)] if words else []), *para.pictures]
