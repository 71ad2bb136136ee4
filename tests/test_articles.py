"""The labelled articles of ``bench/articles``: the raw text made from each contains all of its right reading."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from copydesk import locales
from tests.tools import ROOT

SOURCES = sorted(path for path in (ROOT / "bench" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def damage() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "bench" / "damage.py"))


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text.casefold() if character.isalpha())


def test_there_are_articles_in_every_language() -> None:
    assert {path.name.split("-")[0] for path in SOURCES} == set(locales.languages())


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_raw_text_holds_its_right_reading(damage: dict[str, Any], source: Path) -> None:
    article = damage["load"](source)
    text, gold = damage["make"](article, "clip")
    lost = letters(" ".join(block["text"] for block in gold["all"])) - letters(text)
    assert lost.total() <= 0.01 * letters(text).total()
    assert gold["title"]
    assert (text, gold) == damage["make"](article, "clip")
