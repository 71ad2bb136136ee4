"""Doubtful decisions -> problems, few of them: neighbours of one kind are one problem, which names their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from copydesk.problems import Problem, ProblemKind
from copydesk.reading.text.evidence import SURE

_MOST_NAMED = 6  # lines that a problem names


class Doubt(NamedTuple):
    """A doubtful decision: what was decided, in words, about a line, and how sure it is.

    ``kind`` is the same for decisions of one kind; ``position`` counts lines or pieces, whichever were decided about.
    """

    kind: str
    position: int
    line: int
    decided: str
    confidence: float


def as_problems(kind: ProblemKind, doubts: Iterable[Doubt], *, near: int) -> list[Problem]:
    """A problem for each doubt; those of one kind that stand ``near`` positions apart or less are one."""
    groups = sorted(_neighbours(doubts, near), key=lambda group: group[0].position)
    return [_problem(kind, group) for group in groups]


def _neighbours(doubts: Iterable[Doubt], near: int) -> Iterator[list[Doubt]]:
    open_groups: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        group = open_groups.get(doubt.kind)
        if group and doubt.position - group[-1].position <= near:
            group.append(doubt)
            continue
        if group:
            yield group
        open_groups[doubt.kind] = [doubt]
    yield from open_groups.values()


def _problem(kind: ProblemKind, group: list[Doubt]) -> Problem:
    first = group[0]
    least = min(doubt.confidence for doubt in group)
    message = first.decided
    others = list(dict.fromkeys(doubt.line for doubt in group[1:] if doubt.line != first.line))
    if others:
        message += f"; {lines_named(others)} too"
    if least < SURE:
        message += f", confidence {least:.2f}" + (" at the least" if others else "")
    return Problem(kind, first.line, message)


def lines_named(numbers: list[int]) -> str:
    """``line 14``, ``lines 14 and 17``, ``lines 14, 17, 20, 31, 40, 52 and 3 others``"""
    names = list(map(str, numbers[:_MOST_NAMED]))
    if len(numbers) > _MOST_NAMED:
        left = len(numbers) - _MOST_NAMED
        names.append(f"{left} others" if left > 1 else "another")
    return (
        f"line{'s' if len(names) > 1 else ''} "
        + ", ".join(names[:-1])
        + (" and " if len(names) > 1 else "")
        + names[-1]
    )
