"""How sure decisions are: the calibration of their log-odds, and what `bench/calibration.py` fits and prints."""

from __future__ import annotations

import json
import math
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from copydesk.reading.role import ROLES
from copydesk.reading.text import evidence
from copydesk.reading.text.evidence.calibration import (
    OTHERS,
    Calibration,
    break_calibration,
    break_confidence,
    break_kind,
    log_odds,
    role_calibration,
    role_confidence,
)
from tests.tools import ROOT

SCORER = {
    "score.py": """
class Tally:
    def add(self, gold, got):
        self.perfect = got == gold["blocks"]

def words(text):
    return text.split()

def flat(blocks, drop=()):
    out, labels, opens = [], [], []
    for block in blocks:
        opens.append(len(out))
        out += words(block["text"])
        labels += [block["type"]] * len(words(block["text"]))
    return out, labels, opens

def align(one, two):
    return [(one.index(word), index) for index, word in enumerate(two) if word in one]
""",
    "reading.py": """
def reading(article, apart=False):
    return [{"type": block["type"], "text": block["inlines"][0]["text"]} for block in article["body"]]
""",
}
ARTICLE = "Rain at last\n\nBy Ana Ruiz\n\nIt rained.\n\nNobody knew why."


def test_log_odds_are_scaled_and_shifted() -> None:
    assert Calibration().confidence(0.0) == 0.5
    assert Calibration(2.0, 1.0).confidence(1.0) == pytest.approx(1 / (1 + math.exp(-3)))
    assert Calibration(1.0, -1.0).confidence(1.0) == 0.5
    assert Calibration().confidence(1e9) == Calibration().confidence(20.0) < 1


@pytest.mark.parametrize(("chance", "expected"), [(0.5, 0.0), (0.75, math.log(3)), (0.25, -math.log(3))])
def test_the_log_odds_of_a_chance(chance: float, expected: float) -> None:
    assert log_odds(chance) == pytest.approx(expected)


def test_the_log_odds_of_a_certainty_are_finite() -> None:
    assert -log_odds(0.0) == pytest.approx(log_odds(1.0))
    assert 10 < log_odds(1.0) < 20


def test_each_role_has_a_calibration_that_keeps_the_order() -> None:
    for role in ROLES:
        sure = [role_confidence(role, chance) for chance in (0.1, 0.5, 0.9, 1.0)]
        assert sure == sorted(sure)
        assert sure[-1] == 1.0
        assert role_calibration(role).scale > 0
    assert role_calibration("byline") == role_calibration("headline")
    assert role_confidence("break", 0.75) == pytest.approx(0.75)  # it holds no words that could be judged
    assert role_calibration("related") == Calibration(**evidence.calibrations("role")[OTHERS])


def test_the_kinds_of_breaks() -> None:
    kinds = {break_kind(score, across=across): (score, across) for score in (1.0, -1.0) for across in (True, False)}
    assert set(kinds) == set(evidence.calibrations("break")) == {"break", "break_across", "join", "join_across"}
    for kind, (score, across) in kinds.items():
        assert break_confidence(score, across=across) == break_calibration(kind).confidence(1.0)
        assert break_confidence(3 * score, across=across) > break_confidence(score, across=across)


@pytest.fixture(scope="module")
def fit_libraries() -> None:
    """The libraries of the extra ``fit``, which nobody needs but who fits weights."""
    for library in ("numpy", "scipy"):
        pytest.importorskip(library, reason=f"{library} is in the extra 'fit': pip install -e '.[fit]'")


@pytest.fixture(scope="module")
def bench(fit_libraries: None) -> dict[str, Any]:
    """The module that fits calibrations."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        return runpy.run_path(str(ROOT / "bench" / "calibration.py"))
    finally:
        sys.path.remove(str(ROOT / "bench"))


def test_a_fit_finds_how_much_log_odds_overstate(bench: dict[str, Any]) -> None:
    judged = [
        bench["Judged"]("role", "heading", said, index < 1000 * Calibration(0.5, -0.4).confidence(said))
        for said in (0.5, 1.0, 2.0, 3.0, 4.0)
        for index in range(1000)
    ]
    rare = [bench["Judged"]("role", "deck", 1.0, True)] * 3
    fitted = bench["fitted"](judged + rare)
    assert fitted["role", "heading"] == pytest.approx((0.5, -0.4), abs=0.03)
    assert set(fitted) == {("role", "heading"), ("role", OTHERS)}


@pytest.mark.usefixtures("fit_libraries")
def test_the_command_judges_articles(tmp_path: Path) -> None:
    for name, text in SCORER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    cases = tmp_path / "cases"
    cases.mkdir()
    for name, blocks in {
        "lake-right": [("paragraph", "It rained."), ("paragraph", "Nobody knew why.")],
        "hill-wrong": [("heading", "It rained."), ("paragraph", "Nobody knew why.")],
    }.items():
        gold = {"title": "Rain at last", "blocks": [{"type": kind, "text": text} for kind, text in blocks]}
        (cases / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
        (cases / f"{name}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    command = [sys.executable, str(ROOT / "bench" / "calibration.py"), str(cases), "--scorer", str(tmp_path)]
    printed = subprocess.run([*command, "--processes", "1"], capture_output=True, text=True, check=True).stdout
    rows = {line.split("  ")[1]: line.split() for line in printed.splitlines() if line.startswith("  ")}
    assert rows["paragraph"][:3] == ["paragraph", "4", "0.7500"]  # one of four is a heading
    assert rows["break_across"][:3] == ["break_across", "2", "1.0000"]
    assert "2 articles, 1 with faults" in printed
