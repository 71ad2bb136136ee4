"""Dates: only a day, a month and a year together are a date."""

from __future__ import annotations

from typing import Literal

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.conventions import Conventions, as_written_by
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import (
    end_of_date,
    find_date,
    is_all_of,
    is_update,
    rest_of_date_line,
)

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
    date = find_date(text, ENGLISH)
    assert date is not None
    assert date.iso == iso
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
    date = find_date(text, locales)
    assert date is not None
    assert (date.iso, CreditLines(locales).is_date_line(text)) == (iso, True)


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
    date = find_date(text, ENGLISH)
    assert date is not None
    assert date.iso == iso


def date_in(text: str, lang: str = "en") -> tuple[str | None, str] | None:
    """The date of a text, and the words that give it; None if there is none."""
    match = find_date(text, with_english(locale(lang)))
    return None if match is None else (match.iso, text[match.start : match.end])


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It fell on 2024/5/3, they say", ("2024-05-03", "2024/5/3")),
        ("en", "2024-05-03T10:15:00Z", ("2024-05-03", "2024-05-03T10:15:00Z")),
        ("en", "31/4/2024 or 30/4/2024", ("2024-04-30", "30/4/2024")),
        ("en", "5/13/2024", ("2024-05-13", "5/13/2024")),
        ("en", "13/5/2024", ("2024-05-13", "13/5/2024")),
        ("en", "4/4/2024", ("2024-04-04", "4/4/2024")),
        ("en", "3/4/2024", (None, "3/4/2024")),
        ("en", "3.4.2024", ("2024-04-03", "3.4.2024")),
        ("en", "3-4-2024", ("2024-04-03", "3-4-2024")),
        ("en", "13/13/2024", None),
        ("en", "12/12/2024", ("2024-12-12", "12/12/2024")),
        ("en", "3 May 1449", None),
        ("en", "3 May 1450", ("1450-05-03", "3 May 1450")),
        ("en", "3 May 2200", ("2200-05-03", "3 May 2200")),
        ("en", "3 May 2201", None),
        ("en", "31 April 2024", None),
        ("en", "3rd of May, 2024", ("2024-05-03", "3rd of May, 2024")),
        ("en", "MAY 3rd, 2024", ("2024-05-03", "MAY 3rd, 2024")),
        ("en", "May 1449", None),
        ("en", "May 1450", (None, "May 1450")),
        ("en", "May 2201", None),
        ("en", "in May 2024", None),
        ("ja", "平成31年4月30日", ("2019-04-30", "平成31年4月30日")),
        ("ja", "平成31年4月31日", None),
        ("ja", "令和7年13月1日", None),
        ("ja", "二〇二五年十月十日", ("2025-10-10", "二〇二五年十月十日")),
        ("ja", "二〇二五年十二月二十日", ("2025-12-20", "二〇二五年十二月二十日")),
        ("ja", "二〇二五年一月三十一日", ("2025-01-31", "二〇二五年一月三十一日")),
        ("ja", "二〇二五年二月三十日", None),
        ("ja", "2025年（令和7年）8月14日", ("2025-08-14", "2025年（令和7年）8月14日")),
        ("fa", "۳۱ فروردین ۱۴۰۴", ("2025-04-20", "۳۱ فروردین ۱۴۰۴")),
        ("fa", "۱ مهر ۱۴۰۴", ("2025-09-23", "۱ مهر ۱۴۰۴")),
        ("fa", "۳۰ مهر ۱۴۰۴", ("2025-10-22", "۳۰ مهر ۱۴۰۴")),
        ("fa", "۳۱ مهر ۱۴۰۴", None),
        ("fa", "۱ آبان ۱۴۰۴", ("2025-10-23", "۱ آبان ۱۴۰۴")),
        ("fa", "۲۹ اسفند ۱۴۰۴", ("2026-03-20", "۲۹ اسفند ۱۴۰۴")),
        ("fa", "۱ فروردین ۱۳۰۰", ("1921-03-21", "۱ فروردین ۱۳۰۰")),
        ("fa", "۱ فروردین ۱۲۹۹", None),
        ("fa", "۱ فروردین ۱۴۴۹", ("2070-03-20", "۱ فروردین ۱۴۴۹")),
        ("fa", "۱ فروردین ۱۴۵۰", None),
        ("fa", "2025/08/14", ("2025-08-14", "2025/08/14")),
        ("en", "12/25/69", ("2069-12-25", "12/25/69")),
        ("en", "5/5/24", ("2024-05-05", "5/5/24")),
        ("en", "4/5/24", (None, "4/5/24")),
        ("en", "4.5.24", ("2024-05-04", "4.5.24")),
        ("en", "31/4/24", None),
        ("en", "Updated 13/5/24", ("2024-05-13", "13/5/24")),
        ("en", "It fell on 13/5/24", None),
        ("en", f"13/5/24{' ' * 83}", ("2024-05-13", "13/5/24")),
        ("en", f"13/5/24{' ' * 84}", None),
        ("en", "13/5/24 abc", ("2024-05-13", "13/5/24")),
        ("en", "13/5/24 abcd", None),
    ],
)
def test_what_stands_where_a_date_does(lang: str, text: str, expected: tuple[str | None, str] | None) -> None:
    assert date_in(text, lang) == expected


@pytest.mark.parametrize(
    ("order", "text", "iso"),
    [
        ("month_first", "3/4/2024", "2024-03-04"),
        ("month_first", "3-4-2024", "2024-03-04"),
        ("month_first", "3.4.2024", "2024-04-03"),
        ("month_first", "13/4/2024", "2024-04-13"),
        ("month_first", "3/4/24", "2024-03-04"),
        ("month_first", "3.4.24", "2024-04-03"),
        ("month_first", "13/4/24", "2024-04-13"),
        ("day_first", "3/4/2024", "2024-04-03"),
        ("day_first", "3/4/24", "2024-04-03"),
        ("day_first", "3/13/24", "2024-03-13"),
    ],
)
def test_the_order_of_day_and_month_may_be_declared(
    order: Literal["month_first", "day_first"], text: str, iso: str
) -> None:
    own, *others = ENGLISH
    match = find_date(text, (as_written_by(Conventions(date_order=order), own), *others))
    assert match is not None
    assert match.iso == iso


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Monday, 3 May 2024, 10:15 am", ""), ("3 May 2024 by Ana", "byAna"), ("Updated 3 May 2024 GMT", "")],
)
def test_what_a_line_holds_besides_its_date(text: str, rest: str) -> None:
    match = find_date(text, ENGLISH)
    assert match is not None
    assert rest_of_date_line(text, match, ENGLISH) == rest
    assert is_all_of(text, match, ENGLISH) == (not rest)


@pytest.mark.parametrize(
    ("text", "behind"),
    [("3 May 2024, 10:15 rain", "rain"), ("3 May 2024 rain", "rain"), ("3 May 2024", ""), ("3 May 2024 10:15 GMT", "")],
)
def test_where_the_time_of_day_behind_a_date_ends(text: str, behind: str) -> None:
    assert text[end_of_date(text, len("3 May 2024"), ENGLISH) :] == behind


@pytest.mark.parametrize(("text", "expected"), [("UPDATED 3 May 2024", True), ("Published 3 May 2024", False)])
def test_an_update(text: str, *, expected: bool) -> None:
    assert is_update(text, ENGLISH) == expected


@pytest.mark.parametrize(("blanks", "expected"), [(80, True), (81, False)])
def test_a_date_line_is_short(blanks: int, *, expected: bool) -> None:
    assert CreditLines(ENGLISH).is_date_line(f"3 May 2024{' ' * blanks}") == expected


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
    date = credit_lines.date(text)
    assert date is not None
    assert (date.iso, credit_lines.is_date_line(text)) == (iso, True)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, 3 May 2024",
        "THE LAKE SOCIETY, HARWICK, JAN. 20, 1881.",
        "Harwick, it was said, in May 1886",
        "Log of the harbour, 4 May",
    ],
)
def test_other_words_before_a_date_are_no_place(text: str) -> None:
    assert not CreditLines(ENGLISH).is_date_line(text)
