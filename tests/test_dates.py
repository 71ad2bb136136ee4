"""Dates, only where day, month and year stand there."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import find_date

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
        ("25/12/98", "1998-12-25", True),
        ("Published 5/13/24 at 3:15 pm", "2024-05-13", True),
        ("05/12/25", None, True),
    ],
)
def test_a_date_is_found(text: str, iso: str | None, alone: bool) -> None:
    found = find_date(text, ENGLISH)
    assert found is not None
    assert found.iso == iso
    assert CreditLines(ENGLISH).is_date_line(text) == alone


@pytest.mark.parametrize(
    "text", ["31/04/2025", "in 3 May", "room 2024", "Version 1.12.34", "5-4-18 record", "3 May 0024", "rain"]
)
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
        ("ja", "令和7年8月14日", "2025-08-14"),
        ("ja", "令和元年5月1日", "2019-05-01"),
        ("ja", "昭和64年1月7日", "1989-01-07"),
        ("ja", "二〇二五年八月十四日", "2025-08-14"),
        ("zh", "二〇二五年十月二十三日", "2025-10-23"),
        ("zh", "中華民國114年8月14日", "2025-08-14"),
        ("de", "14.08.25", "2025-08-14"),
        ("fr", "14/08/25", "2025-08-14"),
        ("nl", "14-08-25", "2025-08-14"),
        ("hi", "१४ अगस्त २०२५", "2025-08-14"),
        ("sv", "Den 14 augusti 2025", "2025-08-14"),
        ("da", "d. 14. august 2025", "2025-08-14"),
        ("no", "14. august 2025 kl. 14:03", "2025-08-14"),
        ("fi", "14. elokuuta 2025", "2025-08-14"),
        ("cs", "14. srpna 2025", "2025-08-14"),
        ("pl", "14 sierpnia 2025 r.", "2025-08-14"),
        ("ru", "14 августа 2025 г.", "2025-08-14"),
        ("uk", "14 серпня 2025 року", "2025-08-14"),
        ("el", "14 Αυγούστου 2025", "2025-08-14"),
        ("tr", "14 Ağustos 2025 Perşembe", "2025-08-14"),
        ("he", "14 באוגוסט 2025", "2025-08-14"),
        ("id", "Kamis, 14 Agustus 2025 | 14:03 WIB", "2025-08-14"),
        ("it", "14 agosto 2025", "2025-08-14"),
        ("es", "jueves, 14 de agosto de 2025", "2025-08-14"),
        ("pt", "14 de agosto de 2025, 14h03", "2025-08-14"),
        ("fr", "Publié le 14 août 2025 à 18 h 30", "2025-08-14"),
    ],
)
def test_a_date_line_in_another_language(lang: str, text: str, iso: str) -> None:
    locales = with_english(locale(lang))
    found = find_date(text, locales)
    assert found is not None
    assert (found.iso, CreditLines(locales).is_date_line(text)) == (iso, True)


def test_the_last_day_of_an_iranian_year_that_is_no_leap_year_is_no_date() -> None:
    assert find_date("۳۰ اسفند ۱۴۰۴", with_english(locale("fa"))) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("25/12/69", "2069-12-25"),
        ("25/12/70", "1970-12-25"),
        ("25/12/29", "2029-12-25"),
        ("25/12/31", "2031-12-25"),
        ("25/12/99", "1999-12-25"),
    ],
)
def test_the_century_of_a_year_in_two_digits(text: str, iso: str) -> None:
    found = find_date(text, ENGLISH)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("de", "Kiel, Sonntag den 9. Mai 1886", "1886-05-09"),
        ("fr", "Rouen, le 3 mai 1843", "1843-05-03"),
        ("it", "A bordo del Falco, 3 gennaio 1913.", "1913-01-03"),
        ("en", "HARWICK, JAN. 20, 1881.", "1881-01-20"),
        ("en", "Harwick, May 3", None),
        ("it", "Porto, 27 gennaio.", None),
    ],
)
def test_a_place_may_stand_before_a_date(lang: str, text: str, iso: str | None) -> None:
    credit_lines = CreditLines(with_english(locale(lang)))
    found = credit_lines.date(text)
    assert found is not None
    assert (found.iso, credit_lines.is_date_line(text)) == (iso, True)


@pytest.mark.parametrize(
    "text", ["Ana Ruiz, 3 May 2024", "THE LAKE SOCIETY, HARWICK, JAN. 20, 1881.", "Harwick, it was said, in May 1886"]
)
def test_other_words_before_a_date_are_no_place(text: str) -> None:
    assert not CreditLines(ENGLISH).is_date_line(text)
