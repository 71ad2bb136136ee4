"""The best sequence of roles, and how sure each of its roles is: a linear chain, by Viterbi and forward-backward.

``scores`` holds for each place the roles that may stand there with their log-odds; ``after`` for each role what it says
of the one that follows, ``start`` of the first. What is not named weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

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
    """For each place the probability of each role, over all sequences; they add up to 1."""
    forward: Scores = [{role: score + after["start"].get(role, 0.0) for role, score in scores[0].items()}]
    for here in scores[1:]:
        before = forward[-1]
        forward.append(
            {
                role: score
                + _log_sum([total + after.get(earlier, _NONE).get(role, 0.0) for earlier, total in before.items()])
                for role, score in here.items()
            }
        )
    backward: Scores = [dict.fromkeys(scores[-1], 0.0)]
    for here, following in zip(reversed(scores[:-1]), reversed(scores[1:]), strict=True):
        onward = {role: score + backward[-1][role] for role, score in following.items()}
        backward.append(
            {
                role: _log_sum([after.get(role, _NONE).get(later, 0.0) + score for later, score in onward.items()])
                for role in here
            }
        )
    backward.reverse()
    whole = _log_sum(list(forward[-1].values()))
    return [
        {role: exp(min(0.0, ahead[role] + behind[role] - whole)) for role in ahead}
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def _log_sum(values: list[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))
