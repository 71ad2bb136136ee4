"""Attributions: the line below a quotation that names its speaker or source, ``— Winifred Sorrell``."""

from __future__ import annotations

import re

from copydesk.reading.text.recognisers.extent import extent

_LONGEST = 90  # letters
_DASH = re.compile(r"(?:[—–―]|--)\s*(?=[^\W\d_a-z])")


def attribution_start(text: str) -> int:
    """Where the name begins in ``— Winifred Sorrell``; 0 if the text is not so."""
    match = _DASH.match(text)
    return match.end() if match and extent(text) <= _LONGEST else 0
