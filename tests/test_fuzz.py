"""`make fuzz` finds faults: its mutants are the same each time, and the text of a failure is shortened."""

from __future__ import annotations

import random
import sys

import pytest

from tests import fuzz

TEXT = (
    "Rain at last\n\n"
    + "It rained in the valley, and a heron stood in the road.\n\n" * 3
    + "The mayor of Écouen slept.\n"
)


def test_a_seed_and_a_number_always_give_the_same_mutant() -> None:
    assert fuzz.mutant(7, 12) == fuzz.mutant(7, 12)
    assert len({fuzz.mutant(seed, number) for seed in (7, 8) for number in range(20)}) > 35


@pytest.mark.parametrize("change", fuzz.CHANGES, ids=lambda change: change.__name__)
def test_a_change_changes_lines(change: fuzz.Change) -> None:
    lines = TEXT.split("\n")
    changed = [change(list(lines), random.Random(number)) for number in range(20)]
    assert any(one != lines for one in changed)
    assert all("\n" not in line for one in changed for line in one)


def test_a_lost_word_is_found_and_the_text_is_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fuzz.check(TEXT) is None
    assembling = sys.modules["copydesk.reading.text.assembly.builder"]
    parse = vars(assembling)["parse"]
    monkeypatch.setattr(
        assembling, "parse", lambda text, *rest, **more: parse(text.replace("heron", ""), *rest, **more)
    )
    failure = fuzz.check(TEXT)
    assert failure is not None
    assert failure.kind.startswith("reading: ")
    small = fuzz.smaller(TEXT, lambda text: fuzz.check(text) is not None)
    assert "heron" in small
    assert len(small) < 30


def test_a_crash_and_a_hang_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    def hang(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("copydesk.writing.write", fail)
    failure = fuzz.check(TEXT)
    assert failure is not None
    assert failure == ("ZeroDivisionError in fail (test_fuzz.py)", "oh")
    monkeypatch.setattr(fuzz, "LIMIT", 0.5)
    monkeypatch.setattr("copydesk.writing.write", hang)
    failure = fuzz.check(TEXT)
    assert failure is not None
    assert failure == ("took too long", "hang (test_fuzz.py)")
