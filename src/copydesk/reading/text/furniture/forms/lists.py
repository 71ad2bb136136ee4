"""Lists with marks that are no bullets elsewhere: ``・`` separates words, but at the heads of lines it is a bullet."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.locales import Locale
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import ends_sentence

_MARKS = "・･"
_FEWEST = 2  # neighbouring lines


def lists(lines: list[Line], locales: tuple[Locale, ...]) -> Iterator[Assigned]:
    """The items of such lists: two lines or more, one below the other, where a paragraph may begin."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].text[0] in _MARKS and len(lines[index].text) > 1:
            run.append(index)
            continue
        if len(run) >= _FEWEST and (not run[0] or lines[run[0]].gap or ends_sentence(lines[run[0] - 1].text)):
            for each in run:
                yield Assigned(each, "stray_mark", "it is the bullet of an item", 1, None, "list_item", begins=True)
        run = []
