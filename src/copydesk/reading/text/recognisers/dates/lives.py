"""The dates of a life: the years, or the days, of a birth and a death."""

from __future__ import annotations

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import holds_digit

_DAY = r"(?:[^\W\d_]{0,5}[.*†✝]?\s?\d{0,2}[.,]?\s?(?:[^\W\d_]{3,10}[.,]?\s)?)"
_LIFE = pattern(rf"[(\[]?{_DAY}[*†✝]?\s?(?P<born>\d{{4}})\s?[–—-]{{1,2}}\s?{_DAY}(?P<died>\d{{4}})[)\]]?\.?")
_LONGEST = 60  # characters
_SHORTEST_LIFE = 5  # years
_LONGEST_LIFE = 115


def spans_life(text: str) -> bool:
    """Whether a line is the time from a birth to a death: ``1911–1994``, ``4 May 1911 – 12 June 1994``."""
    life = _LIFE.fullmatch(text) if len(text) <= _LONGEST and holds_digit(text) else None
    return life is not None and _SHORTEST_LIFE <= int(life["died"]) - int(life["born"]) <= _LONGEST_LIFE
