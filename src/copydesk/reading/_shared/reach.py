"""How far the head and the foot of an article reach, wherever it is asked."""

from __future__ import annotations

HEAD_PIECES = 12
"""Pieces from the top among which the parts of the head stand."""

HEAD_LINES = 14
"""Lines from the top among which they stand, and the buttons of a web page."""

FOOT_PIECES = 4
"""Pieces from the end among which a signature and what closes an article stand."""
