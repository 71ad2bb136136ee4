"""Decisions as sums of named evidence.

``weights.toml`` has a row for each piece of evidence: its weights in log-odds, fitted or given by a person, and the
sentence that explains it to people. What it looks for is registered in the code.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from copydesk.locales import quick_toml
from copydesk.reading.role import ROLES, Role

SURE = 0.82
"""Below this confidence a decision is worth a Problem: most articles with a fault then have one, and most of the others
have none. `bench/calibration.py` shows the shares for other values."""

_BY_HAND = "*"  # behind a weight in the table of transitions that a person gave
_KINDS = ("fitted", "by_hand")


@cache
def _tables() -> dict[str, Any]:
    return quick_toml.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))


@cache
def weights(decision: str) -> Mapping[str, float]:
    """The weights of a decision with two sides, such as ``break``."""
    rows: Mapping[str, Mapping[str, Any]] = _tables()[decision]
    return {name: float(row[kind]) for name, row in rows.items() for kind in _KINDS if kind in row}


@cache
def role_weights() -> Mapping[Role, Mapping[str, float]]:
    """For each role the weights of the evidence for or against it."""
    rows: Mapping[str, Mapping[str, Any]] = _tables()["role"]
    weighed = {name: {**row.get("fitted", {}), **row.get("by_hand", {})} for name, row in rows.items()}
    return {
        role: {name: row[role] for name, row in weighed.items() if role in row}
        for role in ROLES
        if role in weighed["bias"]
    }


@cache
def sentences(decision: str) -> Mapping[str, str]:
    """The sentence that explains each piece of evidence of a decision to people."""
    return {name: row["says"] for name, row in _tables()[decision].items() if "says" in row}


def role_scores(evidence: Iterable[str]) -> dict[Role, float]:
    """For each role the log-odds that all the evidence adds up to: `weigh` for all of ``role_weights`` at once."""
    roles, bias, rows = _by_evidence()
    spoke = (rows[name] for name in evidence if name in rows)
    return dict(zip(roles, map(sum, zip(bias, *spoke, strict=True)), strict=True))


@cache
def _by_evidence() -> tuple[tuple[Role, ...], tuple[float, ...], Mapping[str, tuple[float, ...]]]:
    """The roles, the bias of each, and for each piece of evidence its weight for each role."""
    tables = role_weights()
    names = {name for table in tables.values() for name in table}
    rows = {name: tuple(table.get(name, 0.0) for table in tables.values()) for name in names}
    return tuple(tables), rows.pop("bias"), rows


@cache
def transitions() -> Mapping[Role | Literal["start"], Mapping[Role, float]]:
    """For each role the weights of the roles that may follow it; others count 0."""
    columns, *lines = (line.split() for line in _tables()["after"]["table"].strip().splitlines())
    table = {
        before: {
            role: float(cell.removesuffix(_BY_HAND)) for role, cell in zip(columns, cells, strict=True) if cell != "."
        }
        for before, *cells in lines
    }
    return cast("Mapping[Role | Literal['start'], Mapping[Role, float]]", table)


@cache
def calibrations(decision: str) -> Mapping[str, Mapping[str, float]]:
    """For each kind of a decision the scale and the shift that make its log-odds those of being right."""
    kinds: Mapping[str, Mapping[str, float]] = _tables()["calibration"][decision]
    return kinds


def weigh(table: Mapping[str, float], evidence: Iterable[str]) -> float:
    """The log-odds that all the evidence adds up to."""
    score = table["bias"]
    for name in evidence:
        score += table.get(name, 0.0)
    return score


def confidence(score: float) -> float:
    """Log-odds -> the probability of the side that won, 0.5 to 1."""
    return 1 / (1 + math.exp(-min(abs(score), 40.0)))


def reasons(
    table: Mapping[str, float], evidence: Iterable[str], score: float, explanations: Mapping[str, str]
) -> tuple[str, ...]:
    """The evidence for the side that won, weightiest first, in the words of ``explanations``."""
    sign = 1 if score > 0 else -1
    weighed = [(-sign * table[name], name) for name in evidence if name in table]
    spoke = sorted(pair for pair in weighed if pair[0] < 0)
    return tuple(explanations[name] for _, name in spoke[:4])
