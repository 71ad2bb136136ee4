"""One document: what convert reads, writes and returns, and how files are replaced."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk import _files
from copydesk.conversion import DEFAULTS, ConvertOptions, load, raise_for_problems
from copydesk.errors import InputError, OutputError, StrictError, UsageError
from copydesk.problems import Problem
from copydesk.reading import source_of
from tests.conftest import ARTICLE, LOST_LINK
from tests.tools import PATIENCE


def test_it_returns_the_documents_it_wrote(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    conversion = copydesk.convert(article, target)
    assert conversion == copydesk.Conversion(target, (), target.stat().st_size)
    assert conversion.size > len(ARTICLE) / 2


def test_names_may_be_strings_and_the_format_may_be_set(article: Path, tmp_path: Path) -> None:
    copydesk.convert(str(article), str(tmp_path / "page"), to="html")
    assert (tmp_path / "page").read_bytes().startswith(b"<!DOCTYPE html>")


def test_metadata_is_a_mapping_or_pairs(article: Path, tmp_path: Path) -> None:
    copydesk.convert(article, tmp_path / "a.md", metadata={"title": "Another"})
    copydesk.convert(article, tmp_path / "b.md", metadata=[("title", "Another")])
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
    assert b"Another" in (tmp_path / "a.md").read_bytes()


@pytest.mark.parametrize(
    ("listed", "pairs"),
    [
        ({"author": ["Ana Ruis", "Jo Park"]}, [("author", "Ana Ruis"), ("author", "Jo Park")]),
        ([("By", ("Ana Ruis", "Jo Park"))], [("author", "Ana Ruis"), ("author", "Jo Park")]),
        ({"keywords": ["rain", "sea"]}, [("keywords", "rain, sea")]),
        ({"author": []}, [("author", "")]),
        ({"publisher": []}, [("publisher", "")]),
    ],
)
def test_a_list_of_metadata_is_several_values(article: Path, tmp_path: Path, listed: Any, pairs: Any) -> None:
    copydesk.convert(article, tmp_path / "a.json", metadata=listed)
    copydesk.convert(article, tmp_path / "b.json", metadata=pairs)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ({"author": 5}, "the metadata author"),
        ({"title": None}, "the metadata title"),
        ({"keywords": ["rain", 5]}, "the metadata keywords"),
        ({"publisher": b"Rain"}, "the metadata publisher"),
        ({"title": {"de": "Regen"}}, "the metadata title"),
        ({5: "Rain"}, "not 5"),
        ({"colour": ["red"]}, "'colour'"),
        ("title=Rain", "a mapping, or pairs"),
        (["ab"], "a mapping, or pairs"),
        ([("title",)], "a mapping, or pairs"),
        (None, "a mapping, or pairs"),
    ],
)
def test_what_is_no_metadata_is_refused(article: Path, tmp_path: Path, metadata: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        copydesk.convert(article, tmp_path / "a.md", metadata=metadata)
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize(("source", "target"), [(None, "a.md"), ("a.txt", 5), (b"a.txt", "a.md")])
def test_what_names_no_file_is_refused(source: Any, target: Any) -> None:
    with pytest.raises(UsageError, match="a file is given as str or Path"):
        copydesk.convert(source, target)


@pytest.mark.parametrize(("source", "target"), [("", "a.md"), ("a.txt", ""), ("a\0.txt", "a.md"), ("a.txt", "a\0.md")])
def test_names_that_no_file_has_are_refused(source: str, target: str) -> None:
    with pytest.raises(UsageError, match="no file can have the name"):
        copydesk.convert(source, target)
    if "\0" in source:
        with pytest.raises(UsageError, match="no file can have the name"):
            copydesk.read(Path(source))


def test_the_input_is_never_replaced(article: Path, tmp_path: Path) -> None:
    before = article.read_bytes()
    (tmp_path / "link.txt").symlink_to(article)
    for target in (article, tmp_path / "link.txt", article.parent / "." / article.name):
        with pytest.raises(UsageError, match="is itself the input and would be replaced"):
            copydesk.convert(article, target, to="json")
    assert article.read_bytes() == before


def test_errors_name_the_file_and_config_is_a_path(article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(InputError, match=r"empty\.txt: it holds no text"):
        copydesk.convert(tmp_path / "empty.txt", tmp_path / "a.md")
    with pytest.raises(UsageError, match="config is the path of a file, None or False, not True"):
        copydesk.convert(article, tmp_path / "a.md", config=True)  # type: ignore[arg-type]


def test_problems_come_with_it_and_strict_refuses_them(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.md"
    source.write_text(LOST_LINK, encoding="utf-8")
    with pytest.raises(StrictError, match=r"because of .*line 10"):
        copydesk.convert(source, target, strict=True)
    assert not target.exists()
    assert [problem.kind for problem in copydesk.convert(source, target).problems] == ["lost_target"]


def test_a_byline_may_be_corrected_and_an_article_be_clean(article: Path, tmp_path: Path) -> None:
    result = copydesk.convert(article, tmp_path / "a.md", metadata={"author": "Ana Ruis"}, strict=True)
    assert [problem.kind for problem in result.problems] == ["replaced"]


@pytest.mark.parametrize(
    ("name", "from_", "form"),
    [
        ("a.txt", None, "text"),
        ("a.MD", None, "markdown"),
        ("a.json", None, "json"),
        ("a", None, "text"),
        ("a.log", None, "text"),
        ("a.md", "text", "text"),
    ],
)
def test_input_format(name: str, from_: str | None, form: str) -> None:
    assert source_of(name, from_).name == form


def test_an_input_format_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no input format 'docx'"):
        source_of("a.docx", "docx")


def test_the_source_is_named_without_its_folder(article: Path) -> None:
    source = load(article, DEFAULTS).article.source
    assert source is not None
    assert source.name == "article.txt"


def test_a_tree_goes_round(article: Path, tmp_path: Path) -> None:
    before = load(article).article
    tree = tmp_path / "a.json"
    tree.write_bytes(before.to_json())
    assert load(tree).article == before
    assert load(tree, ConvertOptions(lang="fr")).article.lang == "fr"


def test_markdown_goes_round(article: Path, tmp_path: Path) -> None:
    copydesk.convert(article, tmp_path / "a.md")
    again = load(tmp_path / "a.md").article
    assert copydesk.plain(again.body) == copydesk.plain(load(article).article.body)
    assert again.head.headline is not None
    assert copydesk.plain(again.head.headline) == "Rain at last"


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.txt", "there is no such file"), (".", "it is a folder"), ("a.txt/b", "cannot be read")],
)
def test_what_cannot_be_read(article: Path, name: str, words: str) -> None:
    path = article.parent / name.replace("a.txt", "article.txt")
    with pytest.raises(InputError, match=words):
        load(path)


# ----------------------------------------------------------------------------------------- replacing files


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("call", ["fsync", "write", "replace"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    owner = {"write": "pathlib.Path.open", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}
    monkeypatch.setattr(owner[call], full)
    with pytest.raises(OutputError, match="no space left on device"):
        _files.write(target, b"new")
    monkeypatch.undo()
    assert names(tmp_path) == {"a.md"}
    assert target.read_bytes() == b"old"


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        _files.write(target, b"new")
    assert names(tmp_path) == {"a.md"}
    assert target.read_bytes() == b"old"


def test_what_is_under_way_can_be_discarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    during: list[set[str]] = []

    def look(_: int) -> None:
        during.append(names(tmp_path))
        _files.discard_unfinished()
        during.append(names(tmp_path))
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", look)
    with pytest.raises(KeyboardInterrupt):
        _files.write(tmp_path / "a.md", b"new")
    assert len(during[0]) == 1
    assert during[1] == set()


def test_permissions_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o640)
    _files.write(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(b"")
    _files.write(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.md"
    target.write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    _files.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    dangling = tmp_path / "dangling.md"
    dangling.symlink_to(tmp_path / "real" / "b.md")
    _files.write(dangling, b"new")
    assert (tmp_path / "real" / "b.md").read_bytes() == b"new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    _files.write(pipe, b"new")
    reader.join(timeout=PATIENCE)
    assert received == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_target_that_names_a_folder(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("The mill\n\nIt turned all day.\n", encoding="utf-8")
    with pytest.raises(OutputError, match="is a folder"):
        copydesk.convert(source, tmp_path)
    with pytest.raises(UsageError, match="names a folder by its last sign"):
        copydesk.convert(source, f"{tmp_path}/a.md/")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no/folder/a.md", "Make it first: mkdir -p"),
        (".", "is a folder"),
        ("file/a.md", "there is no folder|is a file"),
        ("n" * 300 + ".md", "too long. Give the output a shorter name"),
    ],
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=words):
        _files.write(tmp_path / name, b"new")
    assert names(tmp_path) == {"file"}


def test_a_device_that_is_full() -> None:
    with pytest.raises(OutputError, match="no space left on device"):
        _files.write(Path("/dev/full"), b"new")


@given(st.text(max_size=400))
def test_a_slug_is_a_safe_name(words: str) -> None:
    name = _files.slug(words)
    assert 0 < len(name.encode("utf-8")) <= 120
    assert not set(name) & set('/\\:*?"<>|\0. \n')
    assert not name.startswith("-")
    assert _files.slug(words) == name


def test_slow_work_is_not_a_fault() -> None:
    raise_for_problems((Problem("cost", None, "it will take a minute"),))
    with pytest.raises(StrictError, match="because of a problem in line 3: it is odd"):
        raise_for_problems((Problem("cost", None, "it will take a minute"), Problem("role", 3, "it is odd")))
