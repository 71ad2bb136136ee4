"""Markdown whose markup takes pandoc hours or gigabytes is refused within seconds, with what to do about it."""

from __future__ import annotations

import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import copydesk
from copydesk.errors import InputError
from copydesk.reading.markdown import document
from copydesk.visit import plain
from tests.conftest import Run

ALIASES = "".join(f"{name}: &{name} [{', '.join([f'*{chr(ord(name) - 1)}'] * 9)}]\n" for name in "bcdefg")

COSTLY = {
    "aliases of aliases": f"---\na: &a [rain, mist, hail]\n{ALIASES}title: *g\n---\n\nIt rained.\n",
    "brackets of pictures": "It rained. " + "![" * 5000 + "\n\n" + "word ![ " * 2500,
    "references": "".join(f"[r{number}]: https://a.example/{number}\n" for number in range(5000))
    + "\n"
    + " ".join(f"[r{number}]" for number in range(5000)),
    "divs in divs": "::: {.a}\n" * 1000 + "It rained.\n" + ":::\n" * 1000,
    "raised letters": "^a" * 20_000,
    "quotations": ">" * 5000 + " It rained.",
    "lists": "- " * 2000 + "It rained.",
    "links": "[a](b " * 10_000,
    "brackets": "[" * 60_000,
    "notes in notes": "".join(f"[^{n}]: a [^{n + 1}]\n\n" for n in range(1000)) + "It rained.[^0]\n",
    "emphasis": "*a **b " * 8000,
    "comments": "<!--" * 10_000,
    "cells": ("|a" * 200 + "\n" + "|-" * 200 + "\n") + ("|a" * 200 + "\n") * 100,
}


def work() -> float:
    """Seconds of processor time of this process and of those it has run."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


@pytest.mark.stress
@pytest.mark.parametrize("kind", COSTLY)
def test_costly_markdown_is_read_or_refused_in_seconds(kind: str) -> None:
    before = work()
    with suppress(InputError):
        assert plain(copydesk.read(COSTLY[kind], from_="markdown"))
    assert work() - before < 6


@pytest.mark.parametrize("kind", ["aliases of aliases", "divs in divs"])
def test_the_time_is_limited(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(document, "SECONDS", 0.5)
    source = tmp_path / "a.md"
    source.write_text(COSTLY[kind], encoding="utf-8")
    before = work()
    result = run(source, "-o", tmp_path / "a.html")
    assert work() - before < 3
    assert (result.code, result.err.count("\n")) == (5, 1)
    assert "its markup takes too much work: pandoc did not finish within 1 seconds. Split it, or take out" in result.err
    assert not (tmp_path / "a.html").exists()
    assert run(source, "-f", "text", "-o", tmp_path / "a.html").code == 0


@pytest.mark.parametrize("kind", ["references", "raised letters"])
def test_the_memory_is_limited(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(document, "MEGABYTES", 16)
    monkeypatch.setattr(document, "MEGABYTES_PER_MB", 0)
    with pytest.raises(InputError, match="too much work: pandoc needs more than 16 MB"):
        copydesk.read(COSTLY[kind], from_="markdown")


def test_a_long_article_is_not_refused() -> None:
    paragraph = (
        "It *rained* in the [valley](https://a.example/rain), and `dry` was no word of theirs.[^{0}]\n\n[^{0}]: So.\n\n"
    )
    article = copydesk.read("# Rain\n\n" + "".join(map(paragraph.format, range(400))), from_="markdown")
    assert (len(article.body), len(article.notes)) == (400, 400)
