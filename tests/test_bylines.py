"""Whole lines of bylines at their limits: senders, labels, staff, agencies, cities and declared forms."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from copydesk.locales import locale, with_english
from copydesk.reading.text.recognisers.people.bylines import Credit, read_credit
from copydesk.tree import Person

FIELDS = ("role", "affiliation", "place", "email")
MANY = "By " + "Ana Ruiz, " * 23


def drawn(credit: Credit | None) -> str | None:
    """``Ana Ruiz, place Lima | Jo Park (announced, pictures)``"""
    if credit is None:
        return None
    persons = " | ".join(
        ", ".join([person.name, *(f"{name} {getattr(person, name)}" for name in FIELDS if getattr(person, name))])
        for person in credit.persons
    )
    flags = ", ".join(name for name in ("announced", "pictures", "declared") if getattr(credit, name) is True)
    return f"{persons} ({flags})".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz <ana@post.example>", "Ana Ruiz, email ana@post.example ()"),
        ('"Ruiz, Ana" <a@post.example>', "Ana Ruiz, email a@post.example ()"),
        ("Ana Ruiz [mailto:a@post.example]", "Ana Ruiz, email a@post.example ()"),
        ("a@post.example (Ana Ruiz)", "Ana Ruiz, email a@post.example ()"),
        ("Ruiz, Ana, Lima <a@post.example>", "Ruiz, Ana, Lima, email a@post.example ()"),
        ("Desk 3, Lima <a@post.example>", "Desk 3, Lima, email a@post.example ()"),
        ("Photos: Ana Ruiz a@post.example", "Ana Ruiz, role Photos, email a@post.example (announced, pictures)"),
        ("Ana Ruiz and Jo Park a@post.example", "Ana Ruiz | Jo Park ()"),
        ("Ana Ruiz (@ana)", "Ana Ruiz ()"),
        ("By Ana Ruiz | Lima | Serves 4", "Ana Ruiz (announced)"),
        ("By Ana Ruiz | Serves 4 | 20 min", "Ana Ruiz (announced)"),
        ("By Ana Ruiz | Jo Park", None),
        ("Ana Ruiz | 5 min", "Ana Ruiz ()"),
        ("A Lamp Street exclusive by Ana Ruiz", "Ana Ruiz (announced)"),
        ("A Lamp Street  story by Ana Ruiz", "Ana Ruiz (announced)"),
        ("A Street story by Ana Ruiz", None),
        ("A Lamp Street Post story by Ana Ruiz", None),
        ("Lamp Street A story by Ana Ruiz", "Lamp Street A | Ana Ruiz (announced)"),
        ("Photos: Ana. Illustration: Jo", "Ana, role Photos | Jo, role Illustration (announced, pictures)"),
        ("Words: Ana Photos: Jo", "Ana | Jo, role Photos (announced)"),
        ("By (Ana Ruiz)", "Ana Ruiz (announced)"),
        ("By (Ana Ruiz", None),
        ("By Ana Ruiz)", None),
        ("By Ana Ruiz1", None),
        ("By Ana Ruiz1, Jo Park2", "Ana Ruiz | Jo Park (announced)"),
        ("Ana Ruiz, Jo Park2", None),
        ("By our correspondent Ana Ruiz", "Ana Ruiz, role our correspondent (announced)"),
        ("By our correspondent Ana", "(announced)"),
        ("By Lake Post Staff Reporter", "(announced)"),
        ("By The Old Lake Post Reporter", "(announced)"),
        ("By The Old New Lake Post Reporter", None),
        ("By Reporter Ana of the Lakes", None),
        ("By It Rained", None),
        ("Photos by Lake Post Staff Reporter", None),
        ("(dpa/lno)", "(announced)"),
        ("dpa/lno3", None),
        ("dpa/abcdefghi", "(announced)"),
        ("dpa/abcdefghij", None),
        (f"Special to {'x' * 49}", "(announced)"),
        (f"Special to {'x' * 50}", None),
    ],
)
def test_a_line_in_english(text: str, expected: str | None) -> None:
    assert drawn(read_credit(text, with_english(locale("en")))) == expected


@pytest.mark.parametrize(("last", "is_byline"), [("Jo Brul", True), ("Jo Brull", False)])
def test_the_length_of_a_byline(last: str, *, is_byline: bool) -> None:
    assert (read_credit(MANY + last, with_english(locale("en"))) is not None) == is_byline


@pytest.mark.parametrize(
    ("lang", "text", "expected", "in_position"),
    [
        ("he", "נועה ברקאי", "נועה ברקאי ()", "נועה ברקאי (announced)"),
        ("he", "גשם בהרים", None, "גשם בהרים (announced)"),
        ("he", "אורי לב", "אורי לב ()", "אורי לב (announced)"),
        ("he", "אורי לב רם", "אורי לב רם ()", "אורי לב רם (announced)"),
        ("he", "אורי לב רם נון", None, "אורי לב רם נון (announced)"),
        ("he", "אורי לב רם נון יפו", None, None),
        ("he", "אורי", None, None),
        ("he", "אורי לב.", None, None),
        ("he", "אורי של", None, None),
        ("he", "אורי 3", None, None),
        ("he", "אורי לב ª", None, None),
        ("he", "אורי לב Ǆ", None, None),
        ("he", "", None, None),
        ("he", "אורי לב | 5", "אורי לב ()", "אורי לב (announced)"),
        ("he", "אורי לב, דוד כהן", "אורי לב | דוד כהן ()", "אורי לב | דוד כהן (announced)"),
        ("hi", "अमित ओझा, पत्रकार", "अमित ओझा, role पत्रकार ()", "अमित ओझा, role पत्रकार (announced)"),
        ("zh", "王小明", None, "王小明 (announced)"),
        ("zh", "下大雨", None, None),
        ("zh", "王小明 李明", None, None),
    ],
)
def test_a_line_without_capitals(lang: str, text: str, expected: str | None, in_position: str | None) -> None:
    locales = with_english(locale(lang))
    assert drawn(read_credit(text, locales)) == expected
    assert drawn(read_credit(text, locales, in_byline_position=True)) == in_position


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ar", "بيروت - سامي الحداد", "سامي الحداد, place بيروت ()"),
        ("ar", "بيروت - سامي", None),
        ("ar", "بقلم: بيروت - سامي", "سامي, place بيروت (announced)"),
        ("ar", "بيروت - سامي حسن علي عمر", "سامي حسن علي عمر, place بيروت ()"),
        ("ar", "بيروت - سامي حسن علي عمر خالد", None),
        ("ar", "بيروت - سامي 3", None),
        ("ar", "بيروت - سامي الحداد s@a.example", "سامي الحداد, place بيروت, email s@a.example ()"),
        ("no", "Foto Ana Ohl", "Ana Ohl, role Foto (announced, pictures)"),
        ("no", "Foto Ana", None),
        ("no", "Foto: Ana", "Ana, role Foto (announced, pictures)"),
        ("da", "Foto: Ana Ohl Grafik: Jo Falk", "Ana Ohl, role Foto | Jo Falk, role Grafik (announced, pictures)"),
        ("nl", "Tekst Ana Fotografie Jo Falk", "Ana | Jo Falk, role Fotografie (announced)"),
        ("ja", "写真・田中花子", "田中花子, role 写真 (announced, pictures)"),
        ("ja", "写真・田中太郎記者", "田中太郎, role 記者 (announced, pictures)"),
        ("ja", "文・田中花子　写真・鈴木一郎", "田中花子 | 鈴木一郎, role 写真 (announced)"),
        ("zh", "王小明/摄", "王小明, role 摄 (announced, pictures)"),
        ("zh", "记者 王小明 w@a.example", "王小明, email w@a.example (announced)"),
    ],
)
def test_a_line_in_another_language(lang: str, text: str, expected: str | None) -> None:
    assert drawn(read_credit(text, with_english(locale(lang)))) == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("Report {name}, {role}", "Report Ana, desk hand", "Ana, role desk hand (announced, declared)"),
        ("Report {name}, {role}", "*Report Ana, desk hand*", "Ana, role desk hand (announced, declared)"),
        ("Report {name}, {role}", "Ana, desk hand", None),
        ("Report {name}", "Report 3", None),
        ("{name} of {place}", "Ana Ruiz of Lima", "Ana Ruiz, place Lima (declared)"),
        ("{name} of {place}", "Ana Ruiz and Jo Park of Lima", "Ana Ruiz | Jo Park, place Lima (declared)"),
        ("{name} of {place}", "Ana Ruiz, Jo Ek and Di Ek of Lima", "Ana Ruiz | Jo Ek | Di Ek, place Lima (declared)"),
        ("{name} of {place}", "Ana of Lima", None),
    ],
)
def test_a_form_that_a_publication_declares(form: str, text: str, expected: str | None) -> None:
    english = locale("en")
    declared = replace(english, byline=replace(english.byline, forms=(form,)))
    assert drawn(read_credit(text, (declared,))) == expected


def test_a_person_who_is_alone_has_the_address() -> None:
    credit = read_credit("By Ana Ruiz a@post.example", with_english(locale("en")))
    assert credit == Credit((Person("Ana Ruiz", email="a@post.example"),), announced=True)
