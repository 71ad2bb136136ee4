"""The library as a person uses it: ``import copydesk``."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

import copydesk
from copydesk import tree
from tests.tools import ROOT

RAW = (ROOT / "samples" / "page-cuts.txt").read_bytes()


def test_public_names_are_what_is_declared() -> None:
    for name in copydesk.__all__:
        assert getattr(copydesk, name) is not None
    nodes = {name for name, value in vars(tree).items() if isinstance(value, type) and issubclass(value, tree.Node)}
    assert nodes - {"Node", "Located"} <= set(copydesk.__all__)


def test_read_write_convert(tmp_path: Path) -> None:
    article = copydesk.read(RAW)
    assert copydesk.write(article, "md").data.startswith(b"---\n")
    source = tmp_path / "a.txt"
    source.write_bytes(RAW)
    copydesk.convert(source, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_the_same_text_gives_the_same_tree_and_the_same_tree_the_same_bytes() -> None:
    assert copydesk.read(RAW) == copydesk.read(RAW)
    assert hash(copydesk.read(RAW)) == hash(copydesk.read(RAW))


def test_reading_many_articles_leaks_nothing() -> None:
    def read(times: int) -> None:
        for number in range(times):
            copydesk.read(RAW[:3000] + f"\n\nArticle number {number} ends here.\n".encode())

    read(20)  # caches are filled
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        read(300)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1_000_000  # bytes, of caches; a leak of one tree each would be many megabytes


def test_a_notebook_shows_an_article() -> None:
    assert "Dredging dispute" in copydesk.read(RAW)._repr_html_()


def test_types_are_shipped() -> None:
    assert (Path(copydesk.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("heavy", ["weasyprint", "ebooklib", "docx", "pypandoc", "rich", "lxml", "cchardet"])
def test_importing_costs_little(heavy: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import copydesk, sys; print(*sys.modules)"], capture_output=True, check=True
    )
    assert heavy not in told.stdout.decode().split()
