"""Patterns that are made when they are first used, and what saves them from being made."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import copydesk
from copydesk.locales import locale, with_english
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import EAST_ASIAN, beyond_latin
from copydesk.reading.text.recognisers.words import Opening
from copydesk.reading.text.roles.features.vocabulary import vocabulary


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    later = pattern(r"(?P<letter>[a-z])(\d)?", re.IGNORECASE)
    match = later.search("- B2")
    assert match is not None
    assert (match["letter"], match[2], match.re.flags & re.IGNORECASE) == ("B", "2", re.IGNORECASE)
    assert later.sub("x", "a1 b") == "x x"
    assert [each[0] for each in later.finditer("a1b")] == ["a1", "b"]
    assert (later.groups, dict(later.groupindex)) == (2, {"letter": 1})
    assert later.pattern == r"(?P<letter>[a-z])(\d)?"


def test_it_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def watched(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", watched)
    later = pattern("a+")
    assert (later.pattern, compiled) == ("a+", [])
    assert later.match("aa")
    assert later.fullmatch("aab") is None
    assert compiled == ["a+"]


def test_every_pattern_of_the_package_can_be_compiled() -> None:
    names = [each.name for each in pkgutil.walk_packages(copydesk.__path__, "copydesk.") if "__main__" not in each.name]
    kind = type(pattern(""))
    later = [one for name in names for one in vars(importlib.import_module(name)).values() if isinstance(one, kind)]
    assert len(later) > 50
    for one in later:
        assert one.flags is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain — “text”…", False),
        ("Łódź, Đà Nẵng · ½ ‰ → ■", False),
        ("Αθήνα", True),
        ("Киев", True),
        ("القاهرة", True),
        ("漢", True),
        ("（", True),
        ("", False),
    ],
)
def test_letters_of_other_scripts_than_latin(text: str, *, expected: bool) -> None:
    assert beyond_latin(text) == expected


def test_east_asian_letters_are_beyond_latin() -> None:
    assert all(map(beyond_latin, EAST_ASIAN.replace("-", "")))


OPENING = Opening(["(c) by", "İstanbul", "Maß"], lambda: r"[\[(*_\s]*(?:\(c\) by|İstanbul|Maß)(?!\w)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(C) BY Ana", "(C) BY"),
        ("*istanbul* at night", "*istanbul"),
        ("MAß für Maß", "MAß"),
        ("Mast", None),
        ("Masseur", None),
        ("The Maß", None),
        ("", None),
    ],
)
def test_an_opening(text: str, expected: str | None) -> None:
    match = OPENING.match(text)
    assert (match[0] if match else None) == expected


def test_an_opening_that_is_all_of_a_text() -> None:
    assert OPENING.fullmatch("[maß")
    assert not OPENING.fullmatch("[maß]")


def test_the_pattern_of_an_opening_is_made_when_a_text_may_open_so() -> None:
    asked: list[str] = []

    def tide() -> str:
        asked.append("tide")
        return "tide(?!s)"

    opening = Opening(["tide"], tide)
    assert opening.match("The tide") is None
    assert asked == []
    assert opening.match("TIDES of spring") is None
    assert opening.match("Tide and time")
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "part 2 of 3", True),
        ("en", "second of two articles", True),
        ("en", "the party of three", False),
        ("el", "Μέρος 2".casefold(), True),
        ("tr", "kısım 3", True),
    ],
)
def test_the_part_of_a_series(lang: str, text: str, *, expected: bool) -> None:
    assert vocabulary(with_english(locale(lang))).is_of_series(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INTRODUCTION", True),
        ("2. Introduction:", True),
        ("*Introduction* ", True),
        ("An introduction to tides", False),
    ],
)
def test_a_common_heading(text: str, *, expected: bool) -> None:
    assert vocabulary(with_english(locale("en"))).is_common_heading(text) == expected
