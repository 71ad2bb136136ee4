"""Dates and bylines as the phases share them, and the forms of bylines that a publication declares."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.people.byline_forms import fault, opens_with_words, read_form
from tests.parts import credit_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 May 2024", True),
        ("Published Monday, 3 May 2024, 10:15", True),
        ("Kiel, 3 May 1886", True),
        ("Kiel, 9 May", True),
        ("It rained on 3 May 2024", False),
        ("It rained", False),
        ("3 May 2024" + " " * 75 + "10:15", True),
        ("3 May 2024" + " " * 76 + "10:15", False),
    ],
)
def test_a_line_that_is_a_date(text: str, *, expected: bool) -> None:
    lines = credit_lines()
    assert [lines.is_date_line(text), lines.is_date_line(text)] == [expected, expected]
    assert not lines.is_date_line("rain")


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("It rained on 3 May 2024", "3 May 2024"),
        ("It rained on 3 May 2024" + " again" * 20, "3 May 2024"),
        ("Kiel, 9 May", "9 May"),
        ("Kiel," + " " * 80 + "9 May", "9 May"),
        ("Kiel," + " " * 81 + "9 May", None),
        ("rain", None),
    ],
)
def test_the_date_of_a_text(text: str, dated: str | None) -> None:
    lines = credit_lines()
    first = lines.date(text)
    assert lines.date(text) is first
    assert (first and text[first.start : first.end]) == dated


def test_a_byline_is_read_by_its_position() -> None:
    lines = credit_lines()
    named = lines.byline("By Ana Ruiz")
    assert named is not None
    assert lines.byline("By Ana Ruiz") is named
    assert lines.byline("By Jo Park") != named
    assert lines.byline("王小明") is None
    assert lines.byline("It rained") is None
    chinese = CreditLines(with_english(locale("zh")))
    assert chinese.byline("王小明") is None
    assert chinese.byline("王小明", in_byline_position=True) is not None


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{name} in {place}", None),
        ("Words: {name}", None),
        ("{name} ({role}, {affiliation}) {email}", None),
        ("{nom}", "{nom} is not known"),
        ("By nobody", "it has no {name}"),
        ("{place}, {place}", "it has no {name}"),
        ("{name}, {name}", "something in braces stands twice"),
        ("{name} {place}, {place}", "something in braces stands twice"),
        ("{name", "it has no {name}"),
        ("{name} {", "a brace is not closed"),
        ("} {name}", "a brace is not closed"),
        ("{name} {place}", "nothing stands between two things in braces"),
        ("{name}, {place} {role}", "nothing stands between two things in braces"),
    ],
)
def test_the_fault_of_a_form(form: str, message: str | None) -> None:
    assert fault(form) == message


@pytest.mark.parametrize(
    ("form", "text", "values"),
    [
        ("{name} in {place}", "Ana  Ruiz in Lima", {"name": "Ana Ruiz", "place": "Lima"}),
        ("By {name} in {place}.", "By Ana in Lima.", {"name": "Ana", "place": "Lima"}),
        ("By {name} in {place}.", "Ana in Lima.", None),
        ("By {name} in {place}.", "By Ana in Lima", None),
        ("By {name}", "By Ana", {"name": "Ana"}),
        ("By {name}", "By ", None),
        ("By {name}yes", "By yes", None),
        ("aa{name}aa", "aaa", None),
        ("aa{name}aa", "aaaa", None),
        ("aa{name}aa", "aa aa", None),
        ("{name} in {place}", "Ana Ruiz", None),
        ("{name} in {place}, {role}", "Ana, in Lima, writer", {"name": "Ana,", "place": "Lima", "role": "writer"}),
        ("{name} in {place}", "Ana in", None),
        ("{name}, {place}", "Ana, Lima, Peru", {"name": "Ana", "place": "Lima, Peru"}),
        ("{name}, {place}, {role}", "Ana, Lima", None),
    ],
)
def test_the_values_of_a_form(form: str, text: str, values: dict[str, str] | None) -> None:
    assert read_form(form, text) == values


@pytest.mark.parametrize(("form", "expected"), [("Words: {name}", True), (" {name}", False), ("{name} wrote", False)])
def test_a_form_that_opens_with_words(form: str, *, expected: bool) -> None:
    assert opens_with_words(form) == expected
