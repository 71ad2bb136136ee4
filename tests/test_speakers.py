"""Names of speakers on lines of their own, and the times of a recording."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.people.speakers import (
    _said_below,
    is_time_and_name,
    may_be_name,
    names_alone,
    timed,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MARTA VOSS", True),
        ("Marta Voss:", True),
        ("Marta van der Voss", True),
        ("Marta zum Stein", True),
        ("Marta unter Stein", False),
        ("Marta von der Voss Stein", True),
        ("Marta von der Voss Stein Ruiz", False),
        ("Marta Voss.", False),
        ("Marta Voss?", False),
        ("Marta 2", False),
        ("Marta: ok", False),
        ("* Marta", False),
        ("a) Marta", False),
        ("(Marta)", True),
        ("— Marta", False),
        ("M" * 50, True),
        ("M" * 51, False),
    ],
)
def test_what_may_be_a_speakers_name(text: str, *, expected: bool) -> None:
    assert may_be_name(text) == expected


@pytest.mark.parametrize(
    ("texts", "indices"),
    [
        ("Marta|Yes.|Olaf|No.|Marta|Why?|Olaf|So.", {0, 2, 4, 6}),
        ("Marta|Yes.|Marta|No.|Marta|Why?", {0, 2, 4}),
        ("Marta|Yes.|Marta|No.", set()),
        ("Marta|Yes.|Olaf|No.|Marta|Why?", set()),
        ("Marta|Yes.|MARTA:|No.|Marta :|Why?", {0, 2, 4}),
        ("Marta|Yes|Marta|No|Marta|Why", set()),
        ("Marta|Yes.|Marta|No.|Marta|Why", set()),
        ("Marta|Yes.|Marta|No.|Marta", set()),
        ("Marta|Yes.|Olaf|No.|Marta|Why?|Olaf|So.|Marta", {0, 2, 4, 6, 8}),
        ("Marta|Marta|Marta|Marta", set()),
        ("Marta|Olaf|Marta|Olaf|Marta|Olaf", set()),
        ("Marta|Yes.|Olaf|So|Marta|No.|Olaf|Jo", set()),
        ("", set()),
    ],
)
def test_names_alone(texts: str, indices: set[int]) -> None:
    assert names_alone(texts.split("|")) == indices


@pytest.mark.parametrize(
    ("texts", "indices"),
    [
        ("0:01 Marta|Yes.|0:20 Olaf|No.|1:05 Marta", {0, 2, 4}),
        ("0:01 Marta|Yes.|0:20 Olaf", set()),
        ("[0:01] Marta|Yes.|[0:20] Olaf", {0, 2}),
        ("(0:01) Marta|Yes.|(0:20) Olaf", {0, 2}),
        ("[0:01] Marta", set()),
        ("[0:01] Marta|Yes.|0:20 Olaf", set()),
        ("0:01 Marta|0:01 Olaf|0:01 Marta", {0, 1, 2}),
        ("0:01 Marta|0:20 Olaf|0:02 Marta", set()),
        ("59:59 Marta|1:00:00 Olaf|1:00:01 Marta", {0, 1, 2}),
        ("1:00:00 Marta|59:59 Olaf|59:59 Marta", set()),
        ("1:00 Marta|0:61 Olaf|1:02 Marta", set()),
        ("0:59 Marta|1:00 Olaf|1:01 Marta", {0, 1, 2}),
        ("1:59 Marta|2:00 Olaf|2:01 Marta", {0, 1, 2}),
        ("0:01.5 Marta|0:02,250 Olaf|0:03 Marta", {0, 1, 2}),
        ("0:01 marta|0:02 olaf|0:03 marta", set()),
        ("0:01 3 boats|0:02 4 boats|0:03 5 boats", set()),
    ],
)
def test_times_of_a_recording(texts: str, indices: set[int]) -> None:
    assert timed(texts.split("|")) == indices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:01:07 Marta", True),
        ("00:01:07 Marta: ok", False),
        ("[1:07] Marta Voss", True),
        ("1:07 Marta spoke.", False),
        ("1:07 Marta", True),
        ("Marta", False),
        ("1:07", False),
    ],
)
def test_a_time_and_a_name(text: str, *, expected: bool) -> None:
    assert is_time_and_name(text) == expected


@pytest.mark.parametrize(
    ("texts", "index", "below"),
    [
        ("Marta|Yes.|No.", 0, ["Yes."]),
        ("Marta|(sits)|No.|So.", 0, ["No."]),
        ("Marta|(sits|No.", 0, ["(sits"]),
        ("Marta|sits)|No.", 0, ["sits)"]),
        ("Marta|(sits)", 0, []),
        ("Marta", 0, []),
        ("So.|Marta|[sits]|No.", 1, ["No."]),
    ],
)
def test_what_is_said_below_a_name(texts: str, index: int, below: list[str]) -> None:
    assert _said_below(texts.split("|"), index) == below
