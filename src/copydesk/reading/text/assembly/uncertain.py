"""Roles that may be wrong -> problems."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.problems import Problem
from copydesk.reading.text.evidence import SURE
from copydesk.reading.text.evidence.doubts import Doubt, as_problems
from copydesk.reading.text.parts import Part

_NEAR = 3  # parts from one to the next that are reported as one


def role_doubts(parts: Sequence[Part]) -> list[Problem]:
    """The problems of unsure roles, given the parts whose role could be another."""
    ordered = sorted(parts, key=lambda part: part.piece.lines[0].start)
    unsure = (_doubt(index, part) for index, part in enumerate(ordered) if part.decision.confidence < SURE)
    return as_problems("role", unsure, near=_NEAR)


def _doubt(index: int, part: Part) -> Doubt:
    role, other = (str(each).replace("_", " ") for each in (part.decision.role, part.decision.second))
    decided = f"read as {role}, could be {other}"
    return Doubt(decided, index, part.piece.number, decided, part.decision.confidence)
