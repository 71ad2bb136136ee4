"""Lines of nothing but marks, ``* * *``, which are pauses between sections whatever element they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.tree import Break, Heading, NoteRef, Paragraph, Section
from copydesk.visit import plain, walk

_PAUSE = re.compile(
    r"\s*(?:([*\uff0a\u2022\u00b7~\u2013\u2014\u25c6\u25cf\u273b\u2736_-])(?:\s*\1){2,8}"
    r"|[#*\u2013\u2014\u2042\u2766\u2767\u2619])\s*"
)


def is_pause(text: str) -> bool:
    """Whether a line holds nothing but such marks."""
    return _PAUSE.fullmatch(text) is not None


def with_breaks(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with a break for each paragraph or heading that holds nothing but marks."""
    return tuple(Break() if _is_pause(section) else section for section in sections)


def _is_pause(section: Section) -> bool:
    if not isinstance(section, Paragraph | Heading) or any(isinstance(node, NoteRef) for node in walk(section)):
        return False
    return is_pause(plain(section))
