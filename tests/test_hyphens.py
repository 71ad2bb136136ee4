"""Words broken at a line's end."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.reading.hyphens import Vocabulary, is_broken, mend

ARTICLE = ["The improvement is slow.", "A half-sister came."]


@pytest.mark.parametrize(
    ("text", "following", "word"),
    [
        ("an improve-", "ment of", "improvement"),
        ("her half-", "sister came", "half-sister"),
        ("a self-", "made man", "self-made"),
        ("some\u2010", "thing", "something"),
        ("the Anglo-", "Saxon", "Anglo-Saxon"),
    ],
)
def test_a_broken_word_is_mended(text: str, following: str, word: str) -> None:
    got = mend(text, following, Vocabulary(ARTICLE))
    assert (got.hyphenated if got.keeps_hyphen else got.joined) == word
    assert 0.5 <= got.confidence <= 1
    assert got.reasons


@pytest.mark.parametrize(
    ("lang", "text", "following", "expected"),
    [
        ("en", "impro-", "vement", True),
        ("en", "pages 3-", "4", False),
        ("en", "and so -", "he left", False),
        ("de", "Ein-", "und Ausfahrt", False),
    ],
)
def test_is_broken(lang: str, text: str, following: str, expected: bool) -> None:
    assert is_broken(text, following, locale(lang)) == expected


def test_a_hyphen_that_stands_inside_words_tells_nothing_at_a_line_end() -> None:
    lines = ["She is eighty\u2010one and a half\u2010sister", "of the half\u2010", "sister of the mayor."]
    assert mend(lines[1], lines[2], Vocabulary(lines)).keeps_hyphen


@pytest.mark.parametrize(
    ("text", "following", "keeps", "reason"),
    [
        ("THE CONSTRUC-", "TION OF IT", False, "it is in capitals"),
        ("the Anglo-", "Saxon", True, "a capital follows the hyphen"),
        ("a self-", "made man", True, "its first half always takes a hyphen"),
        ("the covid-", "19 ward", True, "a digit stands at the hyphen"),
    ],
)
def test_what_speaks_for_or_against_a_hyphen_is_told(text: str, following: str, keeps: bool, reason: str) -> None:
    got = mend(text, following, Vocabulary(ARTICLE))
    assert got.keeps_hyphen == keeps
    assert reason in got.reasons


def test_a_word_in_capitals_is_joined_with_more_confidence_than_one_in_small_letters() -> None:
    capitals, small = (mend(line, "TION" if line.isupper() else "tion", Vocabulary([])) for line in ("CON-", "con-"))
    assert not capitals.keeps_hyphen
    assert capitals.confidence > small.confidence
