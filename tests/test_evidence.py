"""The weights: each names evidence that the reader yields, each is told in words, each role has a node."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from copydesk.reading import text
from copydesk.reading.text.assembly import _makers
from copydesk.reading.text.evidence import confidence, reasons, role_weights, transitions, weigh, weights
from copydesk.reading.text.role import ROLES
from copydesk.reading.text.roles.head_zone import HEAD_ROLES

PACKAGE = Path(text.__file__).parent
TABLES: dict[str, Any] = tomllib.loads((PACKAGE / "weights.toml").read_text(encoding="utf-8"))
CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
QUOTED = set(re.findall(r'"([a-z_]+)"', CODE))

DECISIONS: dict[str, Mapping[str, float]] = {
    "break": weights("break"),
    "hyphen": weights("hyphen"),
    **{f"role.{role}": table for role, table in role_weights().items()},
}
WEIGHED = {name for table in DECISIONS.values() for name in table} - {"bias"}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_table_has_a_bias_and_names_only_what_the_code_yields(decision: str) -> None:
    assert "bias" in DECISIONS[decision]
    assert not set(DECISIONS[decision]) - QUOTED - {"bias"}


def test_each_piece_of_evidence_is_told_in_words_and_no_other() -> None:
    assert set(TABLES["words"]) == WEIGHED


def test_each_transition_is_between_roles() -> None:
    roles = set(role_weights())
    assert set(transitions()) <= roles | {"start"}
    assert {role for table in transitions().values() for role in table} <= roles


def test_each_role_has_weights_and_is_known_to_what_makes_nodes() -> None:
    assert set(role_weights()) == set(ROLES) - {"pull_quote"}
    assert set(_makers([], [])) == set(ROLES) - HEAD_ROLES - {"note"}


def test_evidence_adds_up_and_what_has_no_weight_weighs_nothing() -> None:
    table = {"bias": -1.0, "blank_line": 3.0, "lower_begins": -0.5}
    assert weigh(table, []) == -1.0
    assert weigh(table, ["blank_line", "lower_begins", "unheard_of"]) == 1.5


@pytest.mark.parametrize(("score", "sure"), [(0.0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.75), (-1e9, 1.0)])
def test_confidence_is_that_of_the_side_that_won(score: float, sure: float) -> None:
    assert confidence(score) == pytest.approx(sure)


def test_reasons_are_those_of_the_side_that_won_the_weightiest_first() -> None:
    table = {"bias": 0.0, "blank_line": 1.0, "underlined": 3.0, "lower_begins": -2.0}
    seen = list(table)[1:]
    assert reasons(table, seen, 2.0) == ("a line is drawn under it", "a blank line stands before it")
    assert reasons(table, seen, -2.0) == ("it begins in lower case",)
