"""Decisions as sums of named evidence.

Each decision has its table in ``weights.toml``: the weight of each piece of evidence, in log-odds, and the
``bias`` it starts from. ``[words]`` says each piece of evidence in words, so that any decision can be explained.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from copydesk.reading.text.role import Role

SURE = 0.8
"""Below this confidence a decision is worth a Problem."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "weights.toml").read_text(encoding="utf-8"))


def weights(decision: str) -> Mapping[str, float]:
    """The table of one decision, such as ``break``."""
    table: Mapping[str, float] = _tables()[decision]
    return table


@cache
def role_weights() -> Mapping[Role, Mapping[str, float]]:
    """For each role the weights of what speaks for or against it."""
    table: Mapping[Role, Mapping[str, float]] = _tables()["role"]
    return table


def role_scores(evidence: Iterable[str]) -> dict[Role, float]:
    """For each role the log-odds that all the evidence adds up to: `weigh` for all of ``role_weights`` at once."""
    roles, bias, rows = _by_evidence()
    spoke = (rows[name] for name in evidence if name in rows)
    return dict(zip(roles, map(sum, zip(bias, *spoke, strict=True)), strict=True))


@cache
def _by_evidence() -> tuple[tuple[Role, ...], tuple[float, ...], Mapping[str, tuple[float, ...]]]:
    """The roles, what each starts from, and for each piece of evidence what it weighs for each."""
    tables = role_weights()
    names = {name for table in tables.values() for name in table}
    rows = {name: tuple(table.get(name, 0.0) for table in tables.values()) for name in names}
    return tuple(tables), rows.pop("bias"), rows


@cache
def transitions() -> Mapping[Role | Literal["start"], Mapping[Role, float]]:
    """For each role the weights of the roles that may follow it; what is not named weighs nothing."""
    table: Mapping[Role | Literal["start"], Mapping[Role, float]] = _tables()["after"]
    return table


def weigh(table: Mapping[str, float], evidence: Iterable[str]) -> float:
    """The log-odds that all the evidence adds up to."""
    score = table["bias"]
    for name in evidence:
        score += table.get(name, 0.0)
    return score


def confidence(score: float) -> float:
    """Log-odds -> the probability of the side that won, 0.5 to 1."""
    return 1 / (1 + math.exp(-min(abs(score), 40.0)))


def reasons(table: Mapping[str, float], evidence: Iterable[str], score: float) -> tuple[str, ...]:
    """In words, weightiest first, what spoke for the side that won."""
    words = _tables()["words"]
    sign = 1 if score > 0 else -1
    weighed = [(-sign * table[name], name) for name in evidence if name in table]
    spoke = sorted(pair for pair in weighed if pair[0] < 0)
    return tuple(words.get(name, name.replace("_", " ")) for _, name in spoke[:4])
