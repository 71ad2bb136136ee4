"""The process that makes a PDF beside this one: the same documents and errors, and nothing left when it is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk import batch, beside, cli, conversion, writing
from copydesk.cli.running import convert_all
from copydesk.cli.terminal import Messages
from copydesk.errors import UsageError
from copydesk.tree import Article, Paragraph, Text
from copydesk.writing import Output

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is started")

ARTICLE = Article(lang="en", body=(Paragraph((Text("The ferry left at noon. " * 4000),)),))
"""Longer than a pipe holds."""


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(beside, "THREADED", ())
    monkeypatch.setattr(beside, "_prepare", lambda options: None)
    yield
    beside.stop()


def write_here(article: Article, to: str, **options: object) -> Output:
    """Stands for the writers: says in which process it ran."""
    if options.get("style") == "none":
        raise UsageError("there is no style 'none'", "Choose another")
    if options.get("style") == "lost" and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    where = b"here" if os.getpid() == PARENT else b"beside"
    return Output(b"%s %s %d" % (to.encode(), where, len(article.to_json())))


PARENT = os.getpid()


@pytest.mark.parametrize(
    ("formats", "style", "where"),
    [
        (["md", "pdf"], "plain", ["md here", "pdf beside"]),
        (["pdf", "md", "pdf"], "plain", ["pdf beside", "md here", "pdf beside"]),
        (["md"], "plain", ["md here"]),
        (["pdf"], "lost", ["pdf here"]),
    ],
)
def test_the_pdf_is_written_beside(
    formats: list[str], style: str, where: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "write", write_here)
    monkeypatch.setattr(sys.modules[__name__], "PARENT", os.getpid())
    source = tmp_path / "article.json"
    source.write_bytes(ARTICLE.to_json())
    options = conversion.ConvertOptions(write={"style": style})
    beside.start(options.write)
    written = conversion.documents(source, formats, options).outputs
    assert [output.data.decode().rpartition(" ")[0] for output in written if isinstance(output, Output)] == where
    again = conversion.documents(source, ["pdf"], conversion.ConvertOptions()).outputs
    expected = "pdf beside" if "pdf" not in formats else "pdf here"  # a process makes one document
    assert [output.data.decode().rpartition(" ")[0] for output in again if isinstance(output, Output)] == [expected]


def test_an_error_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "write", write_here)
    beside.start({})
    process = beside.claim()
    assert process is not None
    error = process.begin(ARTICLE, {"style": "none"})()
    assert isinstance(error, UsageError)
    assert error.remedy == "Choose another"
    with pytest.raises(ChildProcessError):
        os.waitpid(process._id, os.WNOHANG)  # it was waited for


def test_a_process_that_is_not_needed_ends() -> None:
    beside.start({})
    process = beside._waiting[0]
    beside.start({})
    assert beside._waiting == [process]  # no second one
    beside.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(process._id, os.WNOHANG)
    assert beside.claim() is None


def test_a_process_without_an_article_ends_by_itself() -> None:
    beside.start({})
    process = beside.claim()
    assert process is not None
    assert process._request is not None
    os.close(process._request)  # as when this process ends
    process._request = None
    assert os.waitpid(process._id, 0)[1] == 0
    process.end()


@pytest.mark.parametrize("change", ["one processor", "threads", "threads of a library", "another system"])
def test_no_process_is_started_where_it_does_not_pay(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if change == "one processor":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    elif change == "threads":
        monkeypatch.setattr(threading, "active_count", lambda: 2)
    elif change == "threads of a library":
        monkeypatch.setattr(beside, "THREADED", ("pytest",))
    else:
        monkeypatch.setattr(sys, "platform", "darwin")
    beside.start({})
    assert beside.claim() is None


STARTS = {
    "one PDF": ("a.txt -o a.pdf", "", "weasyprint"),
    "among others": ("a.txt -t md -t pdf -O out", "", "weasyprint"),
    "no PDF": ("a.txt -t md -O out", "", ""),
    "by typst": ("a.txt -o a.pdf --pdf-engine typst", "", "typst"),
    "by typst as the publication says": ("a.txt -o a.pdf", '[look]\npdf_engine = "typst"', "typst"),
    "by typst as the publication said": ("a.txt -o a.pdf --no-config", '[look]\npdf_engine = "typst"', "weasyprint"),
    "not by typst": ("a.txt -o a.pdf", '[look]\npdf_engine = "weasyprint"', "weasyprint"),
    "by an engine that is none": ("a.txt -o a.pdf", '[look]\npdf_engine = "tex"', "weasyprint"),
    "a publication that cannot be read": ("a.txt -o a.pdf", "look = 1", "weasyprint"),
    "a mailbox": ("letters.mbox -t pdf -O out", "", ""),
    "one of a mailbox": ("letters.mbox --article 2 -t pdf -O out", "", "weasyprint"),
    "several articles": ("a.txt b.txt -t pdf -O out", "", ""),
}


@pytest.mark.parametrize(("arguments", "publication", "engine"), STARTS.values(), ids=list(STARTS))
def test_it_is_started_only_to_be_used(
    arguments: str, publication: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Started(BaseException):
        pass

    def start(options: dict[str, str]) -> None:
        raise Started(options["pdf_engine"])

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(beside, "start", start)
    monkeypatch.setattr("copydesk.cli.jobs.jobs_for", lambda *_: [])
    monkeypatch.setattr("copydesk.cli.running.convert_all", lambda *_: 0)
    for name in ("a.txt", "b.txt", "letters.mbox"):
        (tmp_path / name).touch()
    (tmp_path / "copydesk.toml").write_text(publication, encoding="utf-8")
    with pytest.raises(Started if engine else SystemExit, match=engine or "0"):
        cli.main(arguments.split())


def test_it_ends_where_a_file_turns_out_to_hold_several(monkeypatch: pytest.MonkeyPatch) -> None:
    beside.start({})
    process = beside._waiting[0]
    jobs = [batch.Job(name, Path(name), ()) for name in ("a", "b")]
    convert_all(jobs, conversion.ConvertOptions(), 1, Messages(quiet=True, verbose=False))
    with pytest.raises(ChildProcessError):
        os.waitpid(process._id, os.WNOHANG)


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_the_command_makes_the_same_documents(engine: str, tmp_path: Path) -> None:
    pytest.importorskip(engine)
    source = tmp_path / "ferry.json"
    article = Article(lang="en", body=(Paragraph((Text("The ferry left at noon."),)),))
    source.write_bytes(article.to_json())
    command = [
        sys.executable,
        "-m",
        "copydesk",
        str(source),
        "-t",
        "pdf",
        "-t",
        "md",
        "--style",
        "plain",
        "--pdf-engine",
        engine,
        "-O",
        str(tmp_path),
    ]
    subprocess.run(command, check=True)
    assert (tmp_path / "ferry.pdf").read_bytes() == writing.write(article, "pdf", style="plain", pdf_engine=engine).data
    assert (tmp_path / "ferry.md").read_bytes() == writing.write(article, "md", style="plain").data
