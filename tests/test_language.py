"""The language of a text."""

from __future__ import annotations

import pytest

from copydesk.reading.language import detect


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("It rained in the town and they were at home with their children.", "en"),
        ("Il pleuvait dans la ville et ils étaient à la maison avec leurs enfants.", "fr"),
        ("Зимой в городе было холодно и они не могли", "ru"),
        ("雨が降った", "ja"),
        ("zzz", "und"),
        ("", "und"),
    ],
)
def test_detect(text: str, tag: str) -> None:
    assert detect(text) == tag
