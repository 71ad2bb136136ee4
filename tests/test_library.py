"""The library as a user calls it: ``import copydesk``."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk import InputError, UsageError, bare, tree
from tests.tools import ROOT

TEXT = """\
Rain at last

By Ana Ruiz

It rained in the valley on Thursday, for the first time in two years, and nobody had been told of it.
"""

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
        read(100)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1_000_000  # bytes, of caches; a leak of one tree each would be many megabytes


def test_a_notebook_shows_an_article() -> None:
    assert "Dredging dispute" in copydesk.read(RAW)._repr_html_()


@pytest.mark.parametrize("options", [{"stlye": "essay"}, {"paper": "a7"}, {"wrap": "wide"}, {"colour": "red"}])
def test_options_that_do_not_exist_are_refused(options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError):
        copydesk.write(copydesk.read(TEXT), "html", **options)
    with pytest.raises(UsageError):
        copydesk.convert(tmp_path / "a.txt", tmp_path / "a.html", **options)
    assert not (tmp_path / "a.html").exists()


def test_the_error_for_a_misspelt_option_suggests_the_right_one() -> None:
    with pytest.raises(UsageError, match=r"there is no option 'stlye'.*Write 'style'"):
        copydesk.write(copydesk.read(TEXT), "html", stlye="essay")  # type: ignore[call-arg]


def test_a_path_is_read_and_a_text_is_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("a.txt")
    path.write_text(TEXT, encoding="utf-8")
    article = copydesk.read(path)
    assert bare(article) == bare(copydesk.read(TEXT)) == bare(copydesk.read(TEXT.encode()))
    assert article.source is not None
    assert article.source.name == "a.txt"
    with pytest.raises(UsageError, match=r"'a\.txt' is the name of a file.*Path\('a\.txt'\)"):
        copydesk.read("a.txt")
    with pytest.raises(InputError, match=r"^b\.txt: there is no such file"):
        copydesk.read(Path("b.txt"))
    Path("empty.txt").touch()
    with pytest.raises(InputError, match=r"^empty\.txt: it holds no text"):
        copydesk.read(Path("empty.txt"))
    assert copydesk.read("b.txt").head.headline  # which names none


@pytest.mark.parametrize("source", [None, 7, ["a"]])
def test_what_is_no_source_is_refused(source: Any) -> None:
    with pytest.raises(UsageError, match="a str, bytes or a Path"):
        copydesk.read(source)


@pytest.mark.parametrize("conventions", [None, {"language": "en"}, "copydesk.toml"])
def test_what_is_no_publication_is_refused(conventions: Any) -> None:
    with pytest.raises(UsageError, match=r"conventions are a Publication, not (?:None|a dict|a str)"):
        copydesk.read(TEXT, conventions=conventions)


@pytest.mark.parametrize("lang", ["klingon!!", "", "en_US"])
def test_what_is_no_language_is_refused(lang: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="language tag"):
        copydesk.read(TEXT, lang=lang)
    with pytest.raises(UsageError, match="language tag"):
        copydesk.convert(tmp_path / "a.txt", tmp_path / "a.html", lang=lang)


@pytest.mark.parametrize(("article", "to"), [(None, "pdf"), (TEXT, "md"), (copydesk.Article(), None)])
def test_what_is_no_article_or_format_is_refused(article: Any, to: Any) -> None:
    with pytest.raises(UsageError, match=r"only an Article|a format is given by its name"):
        copydesk.write(article, to)


def test_types_are_shipped() -> None:
    assert (Path(copydesk.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("heavy", ["weasyprint", "ebooklib", "docx", "pypandoc", "rich", "lxml", "cchardet"])
def test_importing_costs_little(heavy: str) -> None:
    modules = subprocess.run(
        [sys.executable, "-c", "import copydesk, sys; print(*sys.modules)"], capture_output=True, check=True
    )
    assert heavy not in modules.stdout.decode().split()
