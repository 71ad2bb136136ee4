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
    before = _before(scores, after, 0.0)
    totals = {role: score + before[role]["start"] for role, score in scores[0].items()}
    back: list[dict[str, str]] = []
    for here in scores[1:]:
        chosen: dict[str, str] = {}
        sums: dict[str, float] = {}
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


def chances(scores: Scores, after: Weights) -> Scores:
    """For each place the probability of each role, over all sequences; they add up to 1.

    Forward and backward with what they reach scaled to 1 at each place, so that no product runs out of numbers.
    """
    factors = {role: {other: exp(weight) for other, weight in weights.items()} for role, weights in after.items()}
    before = _before(scores, factors, 1.0)
    here = [_scaled({role: exp(score - max(told.values())) for role, score in told.items()}) for told in scores]
    forward: Scores = [_scaled({role: own * before[role]["start"] for role, own in here[0].items()})]
    for own in here[1:]:
        reached = list(forward[-1].items())
        reach: dict[str, float] = {}
        for role, it in own.items():
            row = before[role]
            reach[role] = it * sum([so_far * row[earlier] for earlier, so_far in reached])
        forward.append(_scaled(reach))
    backward: Scores = [dict.fromkeys(here[-1], 1.0)]
    for roles, own in zip(reversed(here[:-1]), reversed(here[1:]), strict=True):
        onward = [(before[role], it * backward[-1][role]) for role, it in own.items()]
        backward.append(_scaled({role: sum([row[role] * it for row, it in onward]) for role in roles}))
    backward.reverse()
    return [
        _scaled({role: ahead[role] * behind[role] for role in ahead})
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def _before(scores: Scores, after: Weights, nothing: float) -> dict[str, dict[str, float]]:
    """For each role in question what each that may stand before it, or ``start``, says of it; ``nothing`` if unsaid."""
    roles = {role for told in scores for role in told}
    said = [(earlier, after.get(earlier, _NONE)) for earlier in (*roles, "start")]
    return {role: {earlier: told.get(role, nothing) for earlier, told in said} for role in roles}


def _scaled(values: dict[str, float]) -> dict[str, float]:
    whole = sum(values.values())
    return {name: value / whole for name, value in values.items()}
