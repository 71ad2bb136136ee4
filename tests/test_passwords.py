"""A PDF that is locked with a password is read with it, by the library, by the command and in folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import copydesk
from copydesk import batch
from copydesk.conversion import ConvertOptions
from copydesk.errors import InputError
from copydesk.reading import ReadOptions, examine_all, number_of_articles
from tests.conftest import Run
from tests.pdf_files import column, words
from tests.pdf_files import pdf as pdf_of

TEXT = ("The weir keeper had lost the key", "in the spring. He found it again", "behind the clock, on a Monday.")
HEAD = "The key to the weir"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "weir.pdf"
    path.write_bytes(pdf_of(words(HEAD, 40, 70, 20, "B") + "".join(column(TEXT, 40, 100)), password="sesame"))
    return path


def headline(article: copydesk.Article) -> str:
    return copydesk.plain(article.head.headline) if article.head.headline else ""


def test_the_library_reads_it_with_its_password(locked: Path, tmp_path: Path) -> None:
    assert headline(copydesk.read(locked, password="sesame")) == HEAD
    assert headline(copydesk.read(locked.read_bytes(), password="sesame")) == HEAD
    assert [headline(each.article) for each in examine_all(locked, password="sesame")] == [HEAD]
    assert number_of_articles(locked, None, ReadOptions(password="sesame")) == 1
    copydesk.convert(locked, tmp_path / "weir.md", password="sesame")
    assert TEXT[0].split()[3] in (tmp_path / "weir.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("password", "fault"), [(None, "not given"), ("", "not given"), ("Sesame", "the one given")])
def test_a_password_that_is_missing_or_wrong(locked: Path, password: str | None, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as caught:
        copydesk.read(locked, password=password)
    assert "--password" in (caught.value.remedy or "")
    assert not password or password not in str(caught.value)


def test_a_file_that_is_not_locked_needs_none(tmp_path: Path) -> None:
    data = pdf_of(words(HEAD, 40, 70, 20, "B") + "".join(column(TEXT, 40, 100)))
    assert headline(copydesk.read(data, password="sesame")) == HEAD


def test_the_command(locked: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run(locked, "-t", "md")
    assert refused.code == 5
    assert "--password" in refused.err
    assert HEAD.encode() in run(locked, "-t", "md", "--password", "sesame").out
    assert HEAD.encode() in run("explain", locked, "--password", "sesame").out
    monkeypatch.setenv("COPYDESK_PASSWORD", "sesame")
    assert HEAD.encode() in run(locked, "-t", "md").out


def test_a_folder(locked: Path, tmp_path: Path) -> None:
    jobs = batch.plan(batch.find([locked]).files, ["md"], tmp_path, options=ReadOptions(password="sesame"))
    (failed,) = batch.run(jobs)
    assert failed.failures
    (result,) = batch.run(jobs, ConvertOptions(password="sesame"))
    assert [each.target.name for each in result.conversions] == ["weir.md"]
