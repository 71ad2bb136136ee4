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


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("fa", "پنجشنبه ۲۳ مرداد ۱۴۰۴ - ۱۸:۳۰", "2025-08-14"),
        ("fa", "۱۴۰۴/۰۵/۲۳", "2025-08-14"),
        ("fa", "۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("fa", "۲۲ بهمن ۱۳۵۷", "1979-02-11"),
        ("fa", "۱ فروردین ۱۴۰۹", "2030-03-21"),
        ("ar", "الخميس، ١٤ أغسطس ٢٠٢٥", "2025-08-14"),
        ("ko", "2025. 8. 14. 오후 6시 30분", "2025-08-14"),
        ("ja", "2025年8月14日(木) 午後6時30分", "2025-08-14"),
        ("zh", "2025年8月14日 下午6点30分", "2025-08-14"),
        ("fr", "Publié le 14 août 2025 à 18 h 30", "2025-08-14"),
    ],
)
def test_a_date_line_in_another_language(lang: str, text: str, iso: str) -> None:
    locales = with_english(locale(lang))
    found = find_date(text, locales)
    assert found is not None
    assert (found.iso, is_date_line(text, locales)) == (iso, True)


def test_the_last_day_of_an_iranian_year_that_is_no_leap_year_is_no_date() -> None:
    assert find_date("۳۰ اسفند ۱۴۰۴", with_english(locale("fa"))) is None
