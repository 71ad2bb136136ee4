"""Lists whose bullets or numbers are typed: paragraphs in a row that open with ``1)``, ``2)``, or with ``•``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading._shared.breaks import is_pause
from copydesk.reading.office.flow import Flow, Grid, Item, Para, Run, cut
from copydesk.reading.office.paragraph_styles import kind_of
from copydesk.reading.office.word.numbering import counted

_NUMBERED = re.compile(r"\s*(?P<opening>\(?)(?P<label>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})(?P<closing>[.)])\s+(?=\S)")
_BULLETED = re.compile(r"\s*(?P<label>[•▪◦●■‣∙·*\uf0b7-]|o(?=\t))\s+(?=\S)")
"""The bullets that are typed, and Word's ``o`` of the second level, which a tab follows."""
_NUMBERINGS = ("decimal", "lower_alpha", "upper_alpha", "lower_roman", "upper_roman")
_MOST = 50  # counted in letters or Roman numerals
_FEWEST = 2
_FEWEST_HYPHENS = 3  # of which two may be a dialogue
_DEEPEST = 3


class _Label(NamedTuple):
    """What may be the label of an item: how it is set, how it is counted, and the number; 0 for a bullet."""

    form: str
    numbering: str
    number: int


def with_typed_items(flow: Flow) -> list[Para | Grid]:
    """The flow with such paragraphs as items of lists, without their labels."""
    result: list[Para | Grid] = []
    at = 0
    while at < len(flow):
        items = list(_items(flow, at))
        if len([item for item in items if not item.level]) < _FEWEST or _is_dialogue(items, flow[at:]):
            result.append(flow[at])
            at += 1
            continue
        for block, item in zip(flow[at:], items, strict=False):
            assert isinstance(block, Para)
            label, words = cut(block.runs, _end_of_label(block))
            notes = [run for run in label if run.note]
            result.append(block._replace(runs=(*notes, *words), item=item))
        at += len(items)
    return result


def opens_as_item(line: str) -> bool:
    """Whether a line opens with what may be the label of an item."""
    return bool(_NUMBERED.match(line) or _BULLETED.match(line)) and not is_pause(line)


def with_drawn_bullet(para: Para) -> Para:
    """A paragraph behind an ``o`` and a tab, with the bullet that is meant, one level in."""
    if para.item or not para.text.startswith("o\t") or not para.text[2:].strip():
        return para
    return para._replace(runs=(Run("  ◦ "), *cut(para.runs, 2)[1]))


def _items(flow: Flow, at: int) -> Iterator[Item]:
    """The items that paragraphs in a row are, from an index on."""
    open_lists: list[_Label] = []
    while at < len(flow):
        block = flow[at]
        labels = _labels(block) if isinstance(block, Para) and not block.item and kind_of(block) == "paragraph" else []
        level, label = _continued(open_lists, labels)
        if label is None:
            return
        open_lists[level:] = [label]
        numbering = label.numbering or "decimal"
        printed = f"{label.form.replace('#', counted(label.number, numbering))}" if label.number else "•"
        yield Item("typed", level, bool(label.number), max(1, label.number), numbering, printed)
        at += 1


def _continued(open_lists: Sequence[_Label], labels: Sequence[_Label]) -> tuple[int, _Label | None]:
    """The level of an item with one of these labels among the lists that are open, and which it is; None if it is in
    none of them and begins none."""
    for level in reversed(range(len(open_lists))):
        last = open_lists[level]
        for label in labels:
            if label[:2] == last[:2] and label.number == last.number + bool(last.number):
                return level, label
    known = {label[:2] for label in open_lists}
    first = next((label for label in labels if label.number <= 1 and label[:2] not in known), None)
    return len(open_lists), first if len(open_lists) < _DEEPEST else None


def _labels(para: Para) -> list[_Label]:
    """What the label may be that a paragraph opens with."""
    if is_pause(para.text):
        return []
    if match := _BULLETED.match(para.text):
        return [_Label(match["label"], "", 0)]
    match = _NUMBERED.match(para.text)
    if match is None:
        return []
    form, words = f"{match['opening']}#{match['closing']}", match["label"]
    if words.isdecimal():
        return [_Label(form, "decimal", int(words))]
    numbers = ((name, n) for name in _NUMBERINGS for n in range(1, _MOST) if counted(n, name) == words)
    return [_Label(form, name, number) for name, number in numbers]


def _end_of_label(para: Para) -> int:
    match = _NUMBERED.match(para.text) or _BULLETED.match(para.text)
    return match.end() if match else 0


def _is_dialogue(items: Sequence[Item], flow: Flow) -> bool:
    """Whether items with hyphens may be what persons say by turns."""
    texts = [block.text.strip() for block in flow[: len(items)] if isinstance(block, Para)]
    if not texts[0].startswith("-"):
        return False
    return len(items) < _FEWEST_HYPHENS or any(text.endswith(("?", "!", "”", "»", '"')) for text in texts)
