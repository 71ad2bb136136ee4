"""Readings that stand in small letters beside a word (ruby): one rule for all forms of files.

The word keeps its place, and its reading follows in parentheses: 時計（とけい）, chai (tea).
"""

from __future__ import annotations

import re
from typing import Any

from copydesk.patterns import pattern

_EAST_ASIAN = pattern("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]")
_KANA = "\u3041-\u309f\u30a0-\u30ff"
_A_KANA = re.compile(f"[{_KANA}]")
_READING = pattern(rf"(?<=[\u3400-\u9fff\uf900-\ufaff々])[（(][{_KANA}\s]+[）)]")


def with_reading(base: str, reading: str) -> str:
    """A word with its reading behind it."""
    return base.strip() + reading_behind(base, reading)


def reading_behind(base: str, reading: str) -> str:
    """What stands behind a word that has a reading."""
    base, reading = base.strip(), reading.strip()
    if not base or not reading:
        return reading
    return f"（{reading}）" if _EAST_ASIAN.search(base) else f" ({reading})"


def without_readings(text: str) -> str:
    """A text without the readings behind its Chinese characters: the name of a person is what is written."""
    return _READING.sub("", text) if not text.isascii() and _A_KANA.search(text) else text


def spell_out_readings(root: Any) -> None:
    """Puts parentheses around each reading (``rt``) of a page that has none (``rp``)."""
    for element in [one for one in root.iter() if _name(one) == "rt"]:
        before = element.getprevious()
        if before is not None and _name(before) == "rp" and (before.text or "").strip():
            continue
        parent = element.getparent()
        outside = "" if parent is None else parent.text or ""
        base = outside if before is None else f"{outside}{''.join(before.itertext())}{before.tail or ''}"
        behind = reading_behind(base, "".join(element.itertext()))
        for child in list(element):
            element.remove(child)
        element.text = behind


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
