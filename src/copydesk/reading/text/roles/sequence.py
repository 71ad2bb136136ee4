"""The best sequence of roles, and how sure each of its roles is: a linear chain, by Viterbi and forward-backward.

``scores`` has for each position the possible roles with their log-odds; ``after`` has for each role the weights of the
roles that follow, ``start`` those of the first. A role without a weight counts 0.
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
    """For each position the probability of each role, over all sequences; they add up to 1.

    The forward and backward values are scaled to 1 at each position, so that no product underflows.
    """
    factors = {role: {other: exp(weight) for other, weight in weights.items()} for role, weights in after.items()}
    before = _before(scores, factors, 1.0)
    here = [_scaled({role: exp(score - max(row.values())) for role, score in row.items()}) for row in scores]
    forward: Scores[Name] = [
        _scaled({role: likelihood * before[role]["start"] for role, likelihood in here[0].items()})
    ]
    for likelihoods in here[1:]:
        reached = list(forward[-1].items())
        reach: dict[Name, float] = {}
        for role, likelihood in likelihoods.items():
            row = before[role]
            reach[role] = likelihood * sum([so_far * row[earlier] for earlier, so_far in reached])
        forward.append(_scaled(reach))
    backward: Scores[Name] = [dict.fromkeys(here[-1], 1.0)]
    for roles, likelihoods in zip(reversed(here[:-1]), reversed(here[1:]), strict=True):
        onward = [(before[role], value * backward[-1][role]) for role, value in likelihoods.items()]
        backward.append(_scaled({role: sum([row[role] * value for row, value in onward]) for role in roles}))
    backward.reverse()
    return [
        _scaled({role: ahead[role] * behind[role] for role in ahead})
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def _before(
    scores: Scores[Name], after: Weights[Name], nothing: float
) -> dict[Name, dict[Name | Literal["start"], float]]:
    """For each role its weight after each role that may stand before it and after ``start``; else ``nothing``."""
    roles = {role for weights in scores for role in weights}
    starts: tuple[Name | Literal["start"], ...] = (*roles, "start")
    rows: list[tuple[Name | Literal["start"], Mapping[Name, float]]] = [(each, after.get(each, {})) for each in starts]
    return {role: {earlier: weights.get(role, nothing) for earlier, weights in rows} for role in roles}


def _scaled(values: dict[Name, float]) -> dict[Name, float]:
    total = sum(values.values())
    return {name: value / total for name, value in values.items()}
