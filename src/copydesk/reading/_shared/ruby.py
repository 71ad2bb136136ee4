"""Readings that stand in small letters beside a word (ruby): one rule for all forms of files.

The word keeps its place, and its reading follows in parentheses: 時計（とけい）, chai (tea).
"""

from __future__ import annotations

import re

_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]")
_KANA = "\u3041-\u309f\u30a0-\u30ff"
_READING = re.compile(rf"(?<=[\u3400-\u9fff\uf900-\ufaff々])[（(][{_KANA}\s]+[）)]")


def with_reading(base: str, reading: str) -> str:
    """A word with its reading behind it."""
    base, reading = base.strip(), reading.strip()
    if not base or not reading:
        return base or reading
    return f"{base}（{reading}）" if _EAST_ASIAN.search(base) else f"{base} ({reading})"


def without_readings(text: str) -> str:
    """A text without the readings behind its Chinese characters: the name of a person is what is written."""
    return _READING.sub("", text)
