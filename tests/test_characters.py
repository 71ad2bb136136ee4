"""Raw text -> clean text, and the way back."""

from __future__ import annotations

import pytest

from copydesk.reading.characters import clean, uncovered
from copydesk.tree import Span


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\u200bc\u202e", "abc"),
        ("of\ufb01ce", "office"),
        ("â€œRain.â€\x9d", "“Rain.”"),
        ("lone \ud800", "lone \ufffd"),
        ("soft\u00adly", "softly"),
        ("soft\u00ad\nly", "soft\u00ad\nly"),
        ("page\fbreak", "page\fbreak"),
    ],
)
def test_text_is_cleaned(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_each_clean_character_leads_back_to_the_raw_text() -> None:
    raw = "a\x00b\r\nof\ufb01ce"
    made = clean(raw)
    assert made.text == "ab\noffice"
    assert made.dropped == (Span(1, 2),)
    spans = [made.raw(place, place + 1) for place in (0, 1, 3, 4, 7, 8)]
    assert [raw[span.start : span.end] for span in spans] == list("abofce")
    assert made.raw(3, 9) == Span(5, 10)


def test_dropped_spans_outside_any_node_are_told_and_neighbours_merged() -> None:
    dropped = (Span(1, 2), Span(5, 6), Span(6, 7))
    assert uncovered(dropped, [Span(0, 4)]) == [Span(5, 7)]
