"""The best sequence of roles, and how sure each of its roles is: a linear chain, by Viterbi and forward-backward.

``scores`` holds for each place the roles that may stand there with their log-odds; ``after`` for each role what it says
of the one that follows, ``start`` of the first. What is not named weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Literal, TypeVar

Name = TypeVar("Name", bound=str)
Scores = list[dict[Name, float]]
Weights = Mapping[Name | Literal["start"], Mapping[Name, float]]


def best_path(scores: Scores[Name], after: Weights[Name]) -> list[Name]:
    """The sequence of roles with the highest sum."""
    before = _before(scores, after, 0.0)
    totals = {role: score + before[role]["start"] for role, score in scores[0].items()}
    back: list[dict[Name, Name]] = []
    for here in scores[1:]:
        chosen: dict[Name, Name] = {}
        sums: dict[Name, float] = {}
        earlier = list(totals)
        for role, score in here.items():
            row = before[role]
            candidates = [total + row[name] for name, total in totals.items()]
            best = max(candidates)
            chosen[role], sums[role] = earlier[candidates.index(best)], best + score
        back.append(chosen)
        totals = sums
    role = max(totals, key=lambda name: totals[name])
    path = [role]
    for chosen in reversed(back):
        role = chosen[role]
        path.append(role)
    return path[::-1]


def chances(scores: Scores[Name], after: Weights[Name]) -> Scores[Name]:
    """For each place the probability of each role, over all sequences; they add up to 1.

    Forward and backward with what they reach scaled to 1 at each place, so that no product runs out of numbers.
    """
    factors = {role: {other: exp(weight) for other, weight in weights.items()} for role, weights in after.items()}
    before = _before(scores, factors, 1.0)
    here = [_scaled({role: exp(score - max(told.values())) for role, score in told.items()}) for told in scores]
    forward: Scores[Name] = [_scaled({role: own * before[role]["start"] for role, own in here[0].items()})]
    for own in here[1:]:
        reached = list(forward[-1].items())
        reach: dict[Name, float] = {}
        for role, it in own.items():
            row = before[role]
            reach[role] = it * sum([so_far * row[earlier] for earlier, so_far in reached])
        forward.append(_scaled(reach))
    backward: Scores[Name] = [dict.fromkeys(here[-1], 1.0)]
    for roles, own in zip(reversed(here[:-1]), reversed(here[1:]), strict=True):
        onward = [(before[role], it * backward[-1][role]) for role, it in own.items()]
        backward.append(_scaled({role: sum([row[role] * it for row, it in onward]) for role in roles}))
    backward.reverse()
    return [
        _scaled({role: ahead[role] * behind[role] for role in ahead})
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def _before(
    scores: Scores[Name], after: Weights[Name], nothing: float
) -> dict[Name, dict[Name | Literal["start"], float]]:
    """For each role in question what each that may stand before it, or ``start``, says of it; ``nothing`` if unsaid."""
    roles = {role for told in scores for role in told}
    starts: tuple[Name | Literal["start"], ...] = (*roles, "start")
    said: list[tuple[Name | Literal["start"], Mapping[Name, float]]] = [(each, after.get(each, {})) for each in starts]
    return {role: {earlier: told.get(role, nothing) for earlier, told in said} for role in roles}


def _scaled(values: dict[Name, float]) -> dict[Name, float]:
    whole = sum(values.values())
    return {name: value / whole for name, value in values.items()}
