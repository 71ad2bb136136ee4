"""Dates, only where day, month and year stand there."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.dates import find_date, is_date_line

ENGLISH = with_english(locale("en"))


@pytest.mark.parametrize(
    ("text", "iso", "alone"),
    [
        ("Published Monday, 3 May 2024, 10:15", "2024-05-03", True),
        ("May 3, 2024", "2024-05-03", True),
        ("2024-05-03", "2024-05-03", True),
        ("2024年5月3日", "2024-05-03", True),
        ("13/04/2025", "2025-04-13", True),
        ("It rained on 3 May 2024 in Lima", "2024-05-03", False),
        ("03/04/2025", None, True),
        ("May 2024", None, True),
    ],
)
def test_a_date_is_found(text: str, iso: str | None, alone: bool) -> None:
    found = find_date(text, ENGLISH)
    assert found is not None
    assert found.iso == iso
    assert is_date_line(text, ENGLISH) == alone


@pytest.mark.parametrize("text", ["31/04/2025", "in 3 May", "room 2024", "3 May 0024", "rain"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text, ENGLISH) is None
