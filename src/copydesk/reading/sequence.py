"""The best sequence of roles, and how sure each of its roles is: a linear chain, by Viterbi and forward-backward.

``scores`` holds for each place the roles that may stand there with their log-odds; ``after`` for each role what it says
of the one that follows, ``start`` of the first. What is not named weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

Scores = list[dict[str, float]]
Weights = Mapping[str, Mapping[str, float]]

_NONE: Mapping[str, float] = {}


def best_path(scores: Scores, after: Weights) -> list[str]:
    """The sequence of roles with the highest sum."""
    totals = {role: score + after["start"].get(role, 0.0) for role, score in scores[0].items()}
    back: list[dict[str, str]] = []
    for here in scores[1:]:
        chosen: dict[str, str] = {}
        sums: dict[str, float] = {}
        for role, score in here.items():
            best, best_sum = "", float("-inf")
            for earlier, total in totals.items():
                candidate = total + after.get(earlier, _NONE).get(role, 0.0)
                if candidate > best_sum:
                    best, best_sum = earlier, candidate
            chosen[role], sums[role] = best, best_sum + score
        back.append(chosen)
        totals = sums
    role = max(totals, key=lambda name: totals[name])
    path = [role]
    for chosen in reversed(back):
        role = chosen[role]
        path.append(role)
    return path[::-1]


def chances(scores: Scores, after: Weights) -> Scores:
    """For each place the probability of each role, over all sequences; they add up to 1.

    Forward and backward with what they reach scaled to 1 at each place, so that no product runs out of numbers.
    """
    follows = {role: {other: exp(weight) for other, weight in weights.items()} for role, weights in after.items()}
    here = [_scaled({role: exp(score - max(told.values())) for role, score in told.items()}) for told in scores]
    first = follows["start"]
    forward: Scores = [_scaled({role: own * first.get(role, 1.0) for role, own in here[0].items()})]
    for own in here[1:]:
        before = [(follows.get(role, _NONE), reached) for role, reached in forward[-1].items()]
        reach = {role: it * sum(reached * to.get(role, 1.0) for to, reached in before) for role, it in own.items()}
        forward.append(_scaled(reach))
    backward: Scores = [dict.fromkeys(here[-1], 1.0)]
    for role_set, own in zip(reversed(here[:-1]), reversed(here[1:]), strict=True):
        onward = [(role, it * backward[-1][role]) for role, it in own.items()]
        reach = {role: sum(follows.get(role, _NONE).get(later, 1.0) * it for later, it in onward) for role in role_set}
        backward.append(_scaled(reach))
    backward.reverse()
    return [
        _scaled({role: ahead[role] * behind[role] for role in ahead})
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def _scaled(values: dict[str, float]) -> dict[str, float]:
    whole = sum(values.values())
    return {name: value / whole for name, value in values.items()}
