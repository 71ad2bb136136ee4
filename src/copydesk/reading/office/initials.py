"""Large initials that stand in a text box beside their paragraph, whose first word goes on without them."""

from __future__ import annotations

import re

from copydesk.reading.office.flow import Flow, Para, Run

_INITIAL = re.compile(r"[«»„“\"'‘’¿¡(]?\s?[^\W\d_][«»“”\"'’]?")


def with_initial(boxes: list[Flow], runs: tuple[Run, ...]) -> tuple[list[Flow], tuple[Run, ...]]:
    """The boxes of a paragraph without the one that holds nothing but its initial, and its runs with that."""
    first = next((run.text for run in runs if run.text.strip() and run.note is None), "")
    for box in boxes if _lacks_initial(first) else ():
        words = [block for block in box if not isinstance(block, Para) or not block.is_empty]
        if len(words) == 1 and isinstance(words[0], Para) and _is_initial(words[0]):
            marks = runs[0].marks if runs[0].note is None else frozenset()
            initial = Run(words[0].text.strip(), marks, runs[0].target)
            return [other for other in boxes if other is not box], (initial, *runs)
    return boxes, runs


def _is_initial(para: Para) -> bool:
    letter = para.text.strip()
    return not para.pictures and _INITIAL.fullmatch(letter) is not None and letter == letter.upper()


def _lacks_initial(text: str) -> bool:
    """Whether a text opens in the middle of a word, or behind a word of one letter: ``very``, `` man``, ``’tis``."""
    return text[:1].islower() or (text[:1] in " \xa0’'" and text[1:2].islower()) or text[:2].isupper()
