"""Initials that a page sets apart from their words, and dots that lead to a value."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.reading.text.characters import clean
from copydesk.reading.text.characters.set_type import joined_initials, without_leaders


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("T\nHE bell rang.", "THE bell rang."),
        ("T HE bell rang.", "T HE bell rang."),
        ("W hen I came, when it rang.", "When I came, when it rang."),
        ("W hen I came.", "When I came."),
        ("W hon I came.", "W hon I came."),
        ("A gain I came, again.", "A gain I came, again."),
        ("I\nWENT away from it.", "I WENT away from it."),
        ("I\nwent away from it.", "I\nwent away from it."),
        ("A\nGAIN I came, again.", "AGAIN I came, again."),
        ("A\nGAIN I came.", "A GAIN I came."),
        ("É\nCOUTE it rang.", "É COUTE it rang."),
        ("T\nHE BELL RANG.", "T\nHE BELL RANG."),
        ("T\nHE BELL rang.", "T\nHE BELL rang."),
        ("T\nHE BELL rang it", "THE BELL rang it"),
        ("t\nHE bell rang.", "t\nHE bell rang."),
        ("The mill\n\nT\nHE bell rang.", "The mill\n\nTHE bell rang."),
        ("The mill\nT\nHE bell rang.", "The mill\nT\nHE bell rang."),
        ("T\nHE bell rang.\n\nI\nT was so it was.", "THE bell rang.\n\nIT was so it was."),
        ("“T\nHE bell rang.", "“THE bell rang."),
        ("T    HE bell rang.", "T    HE bell rang."),
    ],
)
def test_initials(raw: str, text: str) -> None:
    joined = joined_initials(clean(raw), locale("en"))
    assert joined.text == text
    assert [raw[joined.raw(at, at + 1).start] for at, sign in enumerate(text) if sign.isalpha()] == [
        sign for sign in raw if sign.isalpha()
    ]


LEADERS = "Rain ...... 4\n"


@pytest.mark.parametrize(
    ("raw", "led"),
    [
        (f"{LEADERS}{LEADERS}", {1, 2}),
        (LEADERS, set()),
        (f"{LEADERS}\n\n\n{LEADERS}", {1, 5}),
        (f"{LEADERS}\n\n\n\n{LEADERS}", set()),
        (f"{LEADERS}Snow .... 4\n", {1, 2}),
        (f"{LEADERS}Snow .. 4\n", set()),
        (f"{LEADERS}Snow .... much\n", {1, 2}),
        (f"{LEADERS}\nSnow .... much\n", set()),
        (f"{LEADERS}Snow .... as much as in the year before\n", set()),
        ("Rain ... much\nSnow ... little\n", set()),
        ("Rain ... €4\nSnow ... EUR 3\nFog ... 2 h\n", {1, 2, 3}),
        (f"{LEADERS}Snow ..... 4\n", {1, 2}),
        ("Rain . . . . . 4\nSnow . . . . . 4\n", {1, 2}),
        ("Rain . . . . 4\nSnow . . . . 4\n", {1, 2}),
        ("Rain ……… 4\nSnow ……… 4\n", {1, 2}),
        ("Rain ………… 4\nSnow …… 4\n", {1, 2}),
        (f"{LEADERS}Snow ..... 4 ..... 5\n", set()),
        (f"{LEADERS}{'n' * 112} ..... 4\n", {1, 2}),
        (f"{LEADERS}{'n' * 113} ..... 4\n", set()),
        (f"{LEADERS}Snow .....\n", set()),
    ],
)
def test_leaders(raw: str, led: set[int]) -> None:
    spaced = without_leaders(clean(raw))
    assert spaced.led == frozenset(led)
    assert len(spaced.text) == len(raw)
    for number, (line, before) in enumerate(zip(spaced.text.split("\n"), raw.split("\n"), strict=True), 1):
        assert line == (before.replace(".", " ").replace("…", " ") if number in led else before)
