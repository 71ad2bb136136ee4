"""How sure a decision is: the share of decisions like it that were right in articles whose right reading is known.

The weights say which side of a decision wins, and by how much; but their log-odds overstate how often headings and
quotations are right, and understate it for lines that go on. ``[calibration]`` in ``weights.toml`` has a scale and a
shift for the log-odds of each kind of decision, fitted by ``bench/calibration.py``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from copydesk.reading.text.evidence import calibrations

OTHERS = "others"
"""The kind of decision of the roles that have no calibration of their own."""

_SAME_KIND = {
    **dict.fromkeys(("kicker", "deck", "byline", "date", "editors_note"), "headline"),
    "attribution": "quotation",
}
_LEAST = 1e-6  # of a chance, so that its log-odds are finite
_MOST = 20.0  # log-odds beyond which nothing is surer


class Calibration(NamedTuple):
    """The log-odds that a decision is right: those of its weights times ``scale``, plus ``shift``."""

    scale: float = 1.0
    shift: float = 0.0

    def confidence(self, log_odds: float) -> float:
        """The probability, from 0 to 1, that a decision of these log-odds is right."""
        return 1 / (1 + math.exp(-(self.scale * max(-_MOST, min(_MOST, log_odds)) + self.shift)))


@cache
def _kinds(decision: str) -> Mapping[str, Calibration]:
    """The calibration of each kind of a decision, ``role`` or ``break``."""
    return {kind: Calibration(**values) for kind, values in calibrations(decision).items()}


def log_odds(chance: float) -> float:
    """The log-odds of a probability."""
    chance = max(_LEAST, min(1 - _LEAST, chance))
    return math.log(chance / (1 - chance))


def role_kind(role: str) -> str:
    """The kind of decisions that those for a role are counted among: roles that are seldom judged go with others."""
    return _SAME_KIND.get(role, role)


def role_calibration(role: str) -> Calibration:
    """The calibration of decisions for a role. None of a break can be judged, which holds no words."""
    if role == "break":
        return Calibration()
    kinds = _kinds("role")
    return kinds.get(role_kind(role)) or kinds[OTHERS]


def role_confidence(role: str, chance: float) -> float:
    """How sure a role is that has a ``chance`` among all sequences of roles."""
    return role_calibration(role).confidence(log_odds(chance)) if chance < 1 else 1.0


def break_kind(score: float, *, across: bool) -> str:
    """The kind of a decision whether a paragraph begins, by its log-odds; ``across`` a blank line or a page's edge."""
    return ("break" if score > 0 else "join") + ("_across" if across else "")


def break_calibration(kind: str) -> Calibration:
    """The calibration of a kind of decisions whether a paragraph begins."""
    return _kinds("break")[kind]


def break_confidence(score: float, *, across: bool) -> float:
    """How sure a decision whether a paragraph begins is."""
    return break_calibration(break_kind(score, across=across)).confidence(abs(score))
