"""The quick way to parse TOML gives what tomllib gives."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from copydesk.locales import quick_toml
from tests.tools import ROOT

FILES = sorted((ROOT / "src" / "copydesk" / "locales").rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_our_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert quick_toml.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        'a = ["x", "y"]',
        'a = ["x", "y",]\nb = 1',
        "a = []\nb = [1, 2]",
        'a = [ # "not this"\n  "x", # nor "this"\n  "y" # or "that"\n  , "#z"\n]\n[t]\nb.c = ["ä"]',
        'a = ["\\u00e4", "b"]\nc = [["x"], ["y"]]\n',
        "a = ['[x]', \"y\"]\nb = 'c = [\"x\"]'",
        '# a = ["x"]\nb = "c = [1]"\n"d e" = ["x"]',
        't = { a = ["x"] }\n[[u]]\nv = ["1"]\n[[u]]\nv = [""]',
        'a = """\nb = ["x"]\n"""',
        'a = "\ue0000"\nb = ["x"]',
    ],
)
def test_any_other(text: str) -> None:
    assert quick_toml.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    ['a = ["x" "y"]', 'a = [,"x"]', 'a = ["x",,"y"]', 'a = ["x",,]', 'a = ["x"', 'a = ["x"] b', "a = [,]", "a = [[,]]"],
)
def test_what_is_no_toml(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        quick_toml.loads(text)


def test_lists_of_words_are_not_left_to_tomllib(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    loads = tomllib.loads

    def noted(text: str) -> object:
        parsed.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", noted)
    text = (FILES[0].parent / "de.toml").read_text(encoding="utf-8")
    quick_toml.loads(text)
    assert len(parsed[0]) < len(text) / 4
