"""The best sequence of roles, and how sure each of its roles is: a linear chain, by Viterbi and forward-backward.

``scores`` has for each position the possible roles with their log-odds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import exp
from typing import Generic, Literal, TypeVar

Name = TypeVar("Name", bound=str)
Scores = list[dict[Name, float]]
Weights = Mapping[Name | Literal["start"], Mapping[Name, float]]


class Transitions(Generic[Name]):
    """Which roles follow one another.

    ``after`` has for each role the weights of the roles that follow, ``start`` those of the first; a role without a
    weight counts 0. ``weights`` has for each of the ``roles`` its weight after each of them and after ``start``,
    ``odds`` the exponentials of those weights.
    """

    def __init__(self, after: Weights[Name], roles: Collection[Name]) -> None:
        starts: tuple[Name | Literal["start"], ...] = (*roles, "start")
        rows: list[tuple[Name | Literal["start"], Mapping[Name, float]]] = [
            (each, after.get(each, {})) for each in starts
        ]
        self.weights = {role: {earlier: weights.get(role, 0.0) for earlier, weights in rows} for role in roles}
        self.odds = {
            role: {earlier: exp(weight) for earlier, weight in row.items()} for role, row in self.weights.items()
        }


def best_path(scores: Scores[Name], transitions: Transitions[Name]) -> list[Name]:
    """The sequence of roles with the highest sum."""
    before = transitions.weights
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


def chances(scores: Scores[Name], transitions: Transitions[Name]) -> Scores[Name]:
    """For each position the probability of each role, over all sequences; they add up to 1.

    The forward values of each position are scaled to a sum of 1, and the backward values so that their products with
    those add up to 1: nothing underflows.
    """
    before = transitions.odds
    likelihoods = [_likelihoods(row) for row in scores]
    reached = _scaled({role: likelihood * before[role]["start"] for role, likelihood in likelihoods[0].items()})
    forward = [reached]
    for here in likelihoods[1:]:
        values = list(reached.items())
        reach: dict[Name, float] = {}
        for role, likelihood in here.items():
            row = before[role]
            reach[role] = likelihood * sum([value * row[earlier] for earlier, value in values])
        reached = _scaled(reach)
        forward.append(reached)
    behind = dict.fromkeys(likelihoods[-1], 1.0)
    both = [reached]
    for position in range(len(scores) - 2, -1, -1):
        onward = [(before[role], value * behind[role]) for role, value in likelihoods[position + 1].items()]
        ahead = forward[position]
        behind = {role: sum([row[role] * value for row, value in onward]) for role in ahead}
        whole = sum([ahead[role] * value for role, value in behind.items()])
        behind = {role: value / whole for role, value in behind.items()}
        both.append({role: value * behind[role] for role, value in ahead.items()})
    both.reverse()
    return both


def _likelihoods(row: Mapping[Name, float]) -> dict[Name, float]:
    """How likely each role is to the best of them, which is 1."""
    best = max(row.values())
    return {role: exp(score - best) for role, score in row.items()}


def _scaled(values: dict[Name, float]) -> dict[Name, float]:
    total = sum(values.values())
    return {name: value / total for name, value in values.items()}
