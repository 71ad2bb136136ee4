"""The functions for Spark and Ray in ``docs/batches.md`` do what is said there."""

from __future__ import annotations

import json
import re
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import ARTICLE
from tests.tools import ROOT


class Anything:
    """Stands for Spark and Ray: takes any call, and keeps the functions that it is given."""

    def __init__(self) -> None:
        self.functions: list[Any] = []

    def __getattr__(self, name: str) -> Anything:
        return self

    def __call__(self, *given: Any, **more: Any) -> Anything:
        self.functions += [each for each in given if callable(each)]
        return self


@pytest.mark.parametrize("name", ["spark", "ray"])
def test_each_article_has_a_tree_or_an_error(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=dict))
    guide = (ROOT / "docs" / "batches.md").read_text(encoding="utf-8")
    (code,) = (block for block in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if f"\n{name}." in block)
    engine = Anything()
    exec(compile(code, "batches.md", "exec"), {name: engine})
    (function,) = engine.functions
    batch = {"id": ["a", "b"], "text": [ARTICLE, ""]}
    result = next(iter(function(iter([batch])))) if name == "spark" else function(batch)
    assert result["id"] == ["a", "b"]
    assert json.loads(result["article"][0])["head"]["headline"]
    assert (result["article"][1], result["error"][0]) == ("", "")
    assert "it holds no text" in result["error"][1]
