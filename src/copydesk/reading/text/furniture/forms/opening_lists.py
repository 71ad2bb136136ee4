"""A list that a text opens with, or that stands right below its title, where a headline of several lines would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.markers import goes_on, read_marker
from copydesk.reading.text.recognisers.marks import MARKER, ends_sentence

_FEWEST = 2  # items
_LONGEST = 100  # characters of an item
_SPEAKING = "-–"  # dashes may open speeches too


def opening_lists(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The items of such a list: all lines of the first block, or all but the first, open with markers that go on."""
    block = next(blocks(lines), range(0))
    if len(block) < _FEWEST or not MARKER.match(lines[1].text):
        return
    items = block if MARKER.match(lines[0].text) else block[1:]
    if len(items) >= _FEWEST and _are_items([lines[index] for index in items]):
        for index in items:
            yield Assigned(index, "frame", "it is an item of the list above all else", role="list_item", begins=True)


def _are_items(lines: list[Line]) -> bool:
    """Whether short lines open with the same bullet, or with numbers that count up, and none is a speech."""
    if any(line.role or len(line.text) > _LONGEST for line in lines):
        return False
    if any(line.text[0] in _SPEAKING and ends_sentence(line.text) for line in lines):
        return False
    markers = [read_marker(line.text) for line in lines]
    return None not in markers and all(goes_on(before, marker) for before, marker in pairwise(markers))
