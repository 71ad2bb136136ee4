"""The quick way to parse TOML gives what tomllib gives."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from copydesk.locales import quick_toml
from tests.tools import ROOT

FILES = sorted((ROOT / "src" / "copydesk").rglob("*.toml"))


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
        'a.b.c = ["x"]\na.b.d = 1\n[t]\na.b = -0.50\n[t.u]\nv = true\n[w."x y".z]\nv = false',
        "[t.u]\na = 1\n[t]\nb = 2",
        "a = { \"x y\" = 1, z = 'w' } # b\nc = {}\nd = { e = { f = 1 } }",
        'a = """\nb\n"c" \n"""\nb = """d\\\n  e"""\nc = \'\'\'f\'\'\'',
        'a = [["x", ",]"], ["y",], [\n"z", # ,]\n],\n]\nb = [[",]",],]',
        'a = ["\\"]", \'"\', "#"]\nb = "\\U0001F600"\nc = 1_000\nd = 1e3\ne = 2024-05-03\nf = 0x10',
    ],
)
def test_any_other(text: str) -> None:
    assert quick_toml.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        'a = ["x" "y"]',
        'a = [,"x"]',
        'a = ["x",,"y"]',
        'a = ["x",,]',
        'a = ["x"',
        'a = ["x"] b',
        "a = [,]",
        "a = [[,]]",
        "a = 1\na = 2",
        "[t]\n[t]",
        "a = { b = 1, b = 2 }",
        "a = 1\n[a]",
        "a = 1\na.b = 2",
        "a = {}\n[a.b]",
        "a = 01",
        'a = "\\x"',
        "a",
        "a = 1 b = 2",
    ],
)
def test_what_is_no_toml(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        quick_toml.loads(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_files_are_not_left_to_tomllib(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(tomllib, "loads")
    assert quick_toml.loads(path.read_text(encoding="utf-8"))
