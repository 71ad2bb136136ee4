"""The weights: each registered piece of evidence has weights and an explanation; their file has one format."""

from __future__ import annotations

import math
import runpy
from pathlib import Path
from typing import Any

import pytest

from copydesk.reading.role import RECOGNISED_APART, ROLES
from copydesk.reading.text import evidence
from copydesk.reading.text.assembly import _makers
from copydesk.reading.text.breaks import BREAK
from copydesk.reading.text.evidence import confidence, reasons, role_weights, sentences, transitions, weigh, weights
from copydesk.reading.text.evidence.registry import Feature, Registry, Stage, Survey
from copydesk.reading.text.joining.hyphens import HYPHEN
from copydesk.reading.text.roles.features import ROLE
from copydesk.reading.text.roles.head_zone import HEAD_ROLES
from tests.tools import ROOT

PACKAGE = Path(evidence.__file__).parent
WEIGHTS = (PACKAGE / "weights.toml").read_text(encoding="utf-8")
REGISTRIES = {"break": BREAK, "hyphen": HYPHEN, "role": ROLE}
BARS_A_ROLE = {"in_marked_list"}  # instead of having weights


@pytest.fixture(scope="module")
def weights_file() -> dict[str, Any]:
    """The module that writes the file."""
    return runpy.run_path(str(ROOT / "bench" / "weights_file.py"))


def test_the_file_of_the_weights_has_the_shape_that_a_fit_gives_it(weights_file: dict[str, Any]) -> None:
    assert weights_file["render"](weights_file["parse"](WEIGHTS)) == WEIGHTS


def test_a_fit_changes_numbers_and_nothing_else(weights_file: dict[str, Any]) -> None:
    file = weights_file["parse"](WEIGHTS)
    row = file.decisions["role"]["hash_begins"]
    by_hand = dict(row.by_hand)
    row.refit({"byline": -1.5, "heading": 7.0, "deck": 0.1, "caption": 0.2}, least=0.3)
    assert (row.by_hand, row.fitted) == (by_hand, {"byline": -1.5})
    lines, changed = WEIGHTS.splitlines(), weights_file["render"](file).splitlines()
    assert [line for line in changed if line not in lines] == ["fitted = { byline = -1.50 }"]


def test_a_row_that_nothing_registers_is_refused(weights_file: dict[str, Any]) -> None:
    file = weights_file["parse"](WEIGHTS.replace("[role.capitals]", "[role.majuscules]"))
    with pytest.raises(ValueError, match=r"no row for \['capitals'\], nothing is registered as \['majuscules'\]"):
        weights_file["render"](file)


@pytest.mark.parametrize("decision", REGISTRIES)
def test_only_registered_evidence_has_weights_and_a_sentence(decision: str) -> None:
    registered = set(REGISTRIES[decision].features)
    tables = role_weights().values() if decision == "role" else [weights(decision)]
    weighed = {name for table in tables for name in table}
    assert all("bias" in table for table in tables)
    assert weighed - {"bias"} == registered - BARS_A_ROLE
    assert set(sentences(decision)) == registered


def test_a_feature_needs_a_name_of_its_own_and_a_docstring() -> None:
    registry = Registry()
    registry.add("red", "It is red.", __name__)
    with pytest.raises(ValueError, match="two features are called red"):
        registry.add("red", "It is red too.", __name__)
    with pytest.raises(ValueError, match="blue has no docstring"):
        registry.add("blue", None, __name__)


def test_each_transition_is_between_roles() -> None:
    roles = set(role_weights())
    assert set(transitions()) <= roles | {"start"}
    assert {role for table in transitions().values() for role in table} <= roles


def test_each_role_has_weights_and_is_known_to_what_makes_nodes() -> None:
    assert set(role_weights()) == set(ROLES) - RECOGNISED_APART
    assert set(_makers([], [])) == set(ROLES) - HEAD_ROLES - {
        "note",
        "attribution",
    }  # these are built by functions of their own


def test_evidence_adds_up_and_what_has_no_weight_weighs_nothing() -> None:
    table = {"bias": -1.0, "blank_line": 3.0, "lower_begins": -0.5}
    assert weigh(table, []) == -1.0
    assert weigh(table, ["blank_line", "lower_begins", "unheard_of"]) == 1.5


@pytest.mark.parametrize(("score", "sure"), [(0.0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.75), (-1e9, 1.0)])
def test_confidence_is_that_of_the_side_that_won(score: float, sure: float) -> None:
    assert confidence(score) == pytest.approx(sure)


def test_reasons_are_those_of_the_winning_side_strongest_first() -> None:
    table = {"bias": 0.0, "blank_line": 1.0, "underlined": 3.0, "lower_begins": -2.0}
    names, explanations = list(table)[1:], sentences("break")
    assert reasons(table, names, 2.0, explanations) == ("a line is drawn under it", "a blank line stands before it")
    assert reasons(table, names, -2.0, explanations) == ("it begins in lower case",)


def test_the_functions_of_a_stage_are_called_in_turn() -> None:
    registry = Registry()
    stage, survey = Stage[int](registry), Survey[list[int]](registry)

    @stage.any_of(over_two="It is over two.", over_three="It is over three.")
    def sizes(subject: int) -> list[str]:
        return ["over_two"] * (subject > 2) + ["over_three"] * (subject > 3)

    @stage.one_of(odd="It is odd.", even="It is even,\n    and not odd.")
    def parity(subject: int) -> str:
        return "" if subject == 0 else "odd" if subject % 2 else "even"

    @stage.feature
    def negative(subject: int) -> bool:
        """It is negative."""
        return subject < 0

    @survey.any_of(repeated="It comes again.")
    def repeats(subjects: list[int]) -> list[tuple[int, str]]:
        return [(index, "repeated") for index, each in enumerate(subjects) if subjects.count(each) > 1]

    assert stage.names(4) == ["even", "over_two", "over_three"]
    assert stage.names(-1) == ["negative", "odd"]
    assert stage.names(0) == []
    assert survey.names([1, 2, 1]) == [(0, "repeated"), (2, "repeated")]
    assert (sizes(3), parity(3), negative(3), repeats([])) == (["over_two"], "odd", False, [])
    assert list(registry.features) == ["over_two", "over_three", "odd", "even", "negative", "repeated"]
    assert registry.features["even"] == Feature("even", "It is even, and not odd.", "test_evidence")
    assert registry.groups == {"test_evidence": str(__doc__)}
