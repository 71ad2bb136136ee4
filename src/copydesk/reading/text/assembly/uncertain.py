"""Roles that may be wrong -> problems."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.problems import Problem
from copydesk.reading.text.evidence import SURE
from copydesk.reading.text.evidence.doubts import Doubt, as_problems
from copydesk.reading.text.parts import Part

_NEAR = 3  # parts from one to the next that are reported as one
_EXPECTED = 1.3  # parts of an article that may be wrong all together, though each is quite sure


def role_doubts(parts: Sequence[Part]) -> list[Problem]:
    """A problem for each part of an unsure role, given those whose role could be another. Where all are quite sure, but
    so many that more than one is likely to be wrong, the least sure is reported."""
    ordered = sorted(parts, key=lambda part: part.piece.lines[0].start)
    unsure = [(index, part) for index, part in enumerate(ordered) if part.decision.confidence < SURE]
    if unsure:
        return as_problems("role", (_doubt(index, part) for index, part in unsure), near=_NEAR)
    expected = sum(1 - part.decision.confidence for part in ordered)
    if expected < _EXPECTED:
        return []
    least = min(ordered, key=lambda part: part.decision.confidence)
    message = (
        f"{_decided(least)}; of {len(parts)} parts that are quite sure about {expected:.0f} may have a wrong role, "
        f"and this is the least sure, confidence {least.decision.confidence:.2f}"
    )
    return [Problem("role", least.piece.number, message)]


def _doubt(index: int, part: Part) -> Doubt:
    decided = _decided(part)
    return Doubt(decided, index, part.piece.number, decided, part.decision.confidence)


def _decided(part: Part) -> str:
    role, other = (str(each).replace("_", " ") for each in (part.decision.role, part.decision.second))
    return f"read as {role}, could be {other}"
