"""The best sequence of roles and the chances of each role, against all sequences counted one by one."""

from __future__ import annotations

from itertools import product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.text.roles.sequence import Scores, Transitions, best_path, chances

ROLES = ("headline", "byline", "paragraph")
NUMBERS = st.floats(-3, 3)
SCORES = st.lists(st.dictionaries(st.sampled_from(ROLES), NUMBERS, min_size=1), min_size=1, max_size=4)
AFTER = st.dictionaries(st.sampled_from(("start", *ROLES)), st.dictionaries(st.sampled_from(ROLES), NUMBERS))

Weights = dict[str, dict[str, float]]


def sums(scores: Scores[str], after: Weights) -> dict[tuple[str, ...], float]:
    """The sum of each sequence."""
    return {
        path: sum(
            role_scores[role] + after.get(before, {}).get(role, 0.0)
            for role_scores, before, role in zip(scores, ("start", *path), path, strict=False)
        )
        for path in product(*scores)
    }


@given(SCORES, AFTER)
def test_the_best_path_has_the_highest_sum(scores: Scores[str], after: Weights) -> None:
    sum_by_path = sums(scores, after)
    assert sum_by_path[tuple(best_path(scores, Transitions(after, ROLES)))] == pytest.approx(max(sum_by_path.values()))


@given(SCORES, AFTER)
def test_a_chance_is_the_share_of_the_sequences_that_have_the_role_there(scores: Scores[str], after: Weights) -> None:
    weights = {path: exp(total) for path, total in sums(scores, after).items()}
    whole = sum(weights.values())
    for index, role_chances in enumerate(chances(scores, Transitions(after, ROLES))):
        for role, chance in role_chances.items():
            share = sum(weight for path, weight in weights.items() if path[index] == role) / whole
            assert chance == pytest.approx(share)


def test_what_follows_is_evidence_for_what_stands_before() -> None:
    after = {"byline": {"paragraph": -5.0}}
    (first, _) = chances([{"headline": 0.0, "byline": 0.0}, {"paragraph": 0.0}], Transitions(after, ROLES))
    assert first["headline"] > 0.99
