"""Bylines."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.names import read_credit
from copydesk.tree import Person

ENGLISH = with_english(locale("en"))


@pytest.mark.parametrize(
    ("text", "persons", "announced"),
    [
        ("BY ANA RUIZ AND JO PARK IN LIMA", [Person("Ana Ruiz"), Person("Jo Park", place="Lima")], True),
        ("Ana Ruiz", [Person("Ana Ruiz")], False),
        ("By Ana Ruiz, staff writer", [Person("Ana Ruiz", role="staff writer")], True),
        ("By Ana Ruiz (Reuters)", [Person("Ana Ruiz", affiliation="Reuters")], True),
        ("Photographs by Jo Park", [Person("Jo Park", role="Photographs")], True),
        ("By Ana Ruiz ana@ledger.example", [Person("Ana Ruiz", email="ana@ledger.example")], True),
        ("By a staff reporter", [], True),
    ],
)
def test_a_byline_names_persons(text: str, persons: list[Person], announced: bool) -> None:
    credit = read_credit(text, ENGLISH)
    assert credit is not None
    assert (list(credit.persons), credit.announced) == (persons, announced)


@pytest.mark.parametrize("text", ["Rain", "It rained in Lima", "Reuters", "3 May 2024", "By " + "Ana " * 80])
def test_what_is_no_byline_is_none(text: str) -> None:
    assert read_credit(text, ENGLISH) is None
