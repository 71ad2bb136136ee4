"""The command ``batch``: its options, what it says, its exit codes, its rules for make."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.batch import makefile
from copydesk.batch.archive import Finished
from copydesk.cli.batch_progress import Progress, in_words
from copydesk.cli.terminal import echo, show_for_now
from copydesk.conversion import ConvertOptions, with_publication
from copydesk.problems import Problem
from tests.conftest import ARTICLE, Run
from tests.tools import ROOT, require

Command = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in put").mkdir()
    for name, text in (("a.txt", ARTICLE), ("b.txt", ARTICLE.replace("Rain", "Snow")), ("c.txt", "")):
        (tmp_path / "in put" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_it_says_what_was_done_and_what_failed(folder: Path, run: Command) -> None:
    command = ["batch", "in put", "-t", "md", "-t", "html", "-O", "out", "-M", "publisher=The Weir"]
    first = run(*command, "--make-deps", "deps.mk")
    assert first.code == 1
    assert "copydesk: in put/c.txt: it holds no text. Name a file that holds an article." in first.err
    assert first.err.endswith("copydesk: 2 articles converted, 1 failed\n")
    assert "The Weir" in (folder / "out" / "a.md").read_text(encoding="utf-8")
    deps = (folder / "deps.mk").read_text(encoding="utf-8").splitlines()
    assert deps[1].startswith("out/a.html out/a.md: in\\ put/a.txt ")
    assert any(name.endswith("/plain/style.toml") for name in deps[1].split())

    again = run(*command, "--log-json")
    assert again.code == 1
    assert json.loads(again.err)["event"] == "end"
    assert {key: json.loads(again.err)[key] for key in ("current", "failed before")} == {
        "current": 2,
        "failed before": 1,
    }
    (folder / "in put" / "c.txt").unlink()
    (folder / "out" / "b.md").unlink()
    third = run(*command, "--log-json")
    assert third.code == 0
    event = json.loads(third.err.splitlines()[0])
    assert (event["event"], event["id"], event["documents"]) == ("done", "in put/b.txt", ["out/b.md", "out/b.html"])

    table = run("batch", "--status", "-O", "out").out.decode()
    assert "FAILED: input  1" in table
    state = json.loads(run("batch", "--status", "--json", "-O", "out").out)
    assert (state["done"], state["failed"], state["documents"]) == (2, 1, 4)
    assert set(state["slowest"]) == {"in put/a.txt", "in put/b.txt", "in put/c.txt"}


def test_the_status_says_how_many_more_failed(folder: Path, run: Command) -> None:
    (folder / "bad").mkdir()
    for number in range(12):
        (folder / "bad" / f"{number}.txt").write_bytes(b"")
    run("batch", "bad", "-t", "md", "-O", "out", "-q")
    table = run("batch", "--status", "-O", "out").out.decode()
    failed = table.partition("FAILED")[2].partition("SLOWEST")[0]
    shown = sum(f"bad/{number}.txt" in failed for number in range(12))
    assert 0 < shown < 12
    assert f"and {12 - shown} more" in failed


def test_rules_for_make_are_rules(folder: Path, run: Command) -> None:
    run("batch", "in put/a.txt", "-t", "md", "-O", "out", "--make-deps", "deps.mk", "-q")
    (folder / "Makefile").write_text("include deps.mk\nout/a.md:\n\techo made\n", encoding="utf-8")
    make = [require("make"), "-s", "out/a.md"]
    assert "made" not in subprocess.run(make, capture_output=True, text=True, check=True, cwd=folder).stdout
    (folder / "in put" / "a.txt").touch()
    assert "made" in subprocess.run(make, capture_output=True, text=True, check=True, cwd=folder).stdout


def test_what_documents_depend_on_is_looked_up_once(
    folder: Path, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("batch", "in put", "-t", "md", "-O", "out", "-q")
    looked: list[Path] = []

    def counting(options: ConvertOptions, where: Path) -> ConvertOptions:
        looked.append(where)
        return with_publication(options, where)

    monkeypatch.setattr(makefile, "with_publication", counting)
    assert len(makefile.rules(Path("out"), ConvertOptions()).splitlines()) == 3
    assert len(looked) == 1
    (folder / "in put" / "copydesk.toml").write_text("= nonsense", encoding="utf-8")
    rule = makefile.rules(Path("out"), ConvertOptions()).splitlines()[1]
    assert rule == f"out/a.md: in\\ put/a.txt {folder}/in\\ put/copydesk.toml"


@pytest.mark.parametrize(
    "name", ["a.txt", "2020.zip!/may/rain.txt", "2020.zip!/rain.mbox#7", "a.jsonl#x#2", "a.jsonl#1~2", "odd#name.txt"]
)
def test_the_file_that_an_article_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("a.txt", "2020.zip", "a.jsonl", "odd#name.txt"):
        (tmp_path / file).touch()
    expected = name if name == "odd#name.txt" else name.partition("!")[0].partition("#")[0]
    assert makefile._file_of(name) == Path(expected)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in put"], "Missing option '-O'"),
        (["-t", "md", "-O", "out"], "no input given"),
        (["in put", "-O", "out"], "no format given"),
        (["in put", "-t", "md", "-O", "out", "--name", "../{slug}"], "leads out of the folder"),
        (["in put", "-t", "md", "-O", "out", "--shard", "5/4"], "there is no shard 5 of 4"),
        (["in put", "-t", "md", "-O", "out", "--since", "soon"], "'soon' is no moment"),
        (["--list", "none.lst", "-t", "md", "-O", "out"], "none.lst cannot be read"),
        (["in put", "-t", "md", "-O", "in put"], "lies in the folder of the documents"),
        (["in put", "-t", "md", "-O", "out", "--style", "none"], "there is no style 'none'"),
        (["rows.jsonl", "-O", "out", "--jsonl-out", "./rows.jsonl"], "rows.jsonl is itself an input"),
        (["in put", "-t", "md", "-O", "out", "--make-deps", "none/deps.mk"], "there is no folder"),
        (["--status", "-O", "out"], "there was no batch"),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, run: Command, arguments: list[str], message: str) -> None:
    (folder / "rows.jsonl").write_text("{}", encoding="utf-8")
    outcome = run("batch", *arguments)
    assert outcome.code in (2, 5, 6)
    assert not (folder / "out").exists()
    assert (folder / "rows.jsonl").read_text(encoding="utf-8") == "{}"
    assert message in outcome.err


def test_a_list_names_the_inputs(folder: Path, run: Command) -> None:
    (folder / "some.lst").write_text("in put/a.txt\nin put/b.txt\n", encoding="utf-8")
    outcome = run("batch", "--list", "some.lst", "-t", "md", "-O", "out", "-j", "1", "-v")
    assert outcome.code == 0
    assert "in put/b.txt -> out/b.md" in outcome.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_with_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    counts = Counter[str]()
    progress = Progress(counts, lambda: 100, quiet=False, verbose=False, as_json=False)
    for number in range(20):
        now[0] += 1
        counts["failed" if number == 9 else "done"] += 1
        lost = (Problem("lost", 3, "two words"),) if number == 5 else ()
        error = "it is empty" if number == 9 else ""
        progress.finished(Finished(f"{number}.txt", "failed" if error else "done", problems=lost, error=error))
    progress.end(stopped=True)
    said = stream.getvalue()
    assert "5.txt:3: error: two words\n" in said
    assert "copydesk: 9.txt: it is empty.\n" in said
    assert "16 of 100 articles, 1 failed, 1 a second, 84 s left" in said
    assert ("\r" in said) is terminal
    assert said.endswith("copydesk: stopped; the same command goes on where it was\n")
    assert [in_words(seconds) for seconds in (4, 600, 7200)] == ["4 s", "10 min", "2.0 h"]


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("debugging", [False, True])
def test_the_traceback_of_a_fault_is_shown_on_request(
    monkeypatch: pytest.MonkeyPatch, debugging: bool, as_json: bool
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    if debugging:
        monkeypatch.setenv("COPYDESK_DEBUG", "1")
    progress = Progress(Counter(), None, quiet=True, verbose=False, as_json=as_json)
    progress.finished(Finished("a.txt", "failed", error="an error in copydesk itself", details="Traceback\n  here"))
    assert "an error in copydesk itself" in stream.getvalue()
    shown = '"details":"Traceback\\n  here"' if as_json else "itself.\nTraceback\n  here\n"
    assert (shown in stream.getvalue()) == debugging
    assert ("Traceback" in stream.getvalue()) == debugging


def test_what_stays_is_printed_in_place_of_what_shows_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    show_for_now("1 of 2")
    echo("a line")
    echo("another")
    assert stream.getvalue() == "\r1 of 2\x1b[K\r\x1b[Ka line\nanother\n"


def test_ctrl_c_stops_it_cleanly(folder: Path) -> None:
    for number in range(200):
        shutil.copy("in put/a.txt", f"in put/{number}.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "copydesk", "batch", "in put", "-t", "md", "-O", "out", "--log-json"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert json.loads(said.splitlines()[-1])["event"] == "stopped"
    assert "Traceback" not in said
    assert sorted(path.name for path in (folder / "out" / ".copydesk").iterdir()) == ["lock", "manifest.sqlite"]


def test_what_is_missing_fails_only_what_needs_it(folder: Path) -> None:
    (folder / "libraries" / "weasyprint").mkdir(parents=True)
    (folder / "libraries" / "weasyprint" / "__init__.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8"
    )
    outcome = subprocess.run(
        [sys.executable, "-m", "copydesk", "batch", "in put/a.txt", "-t", "md", "-t", "pdf", "-O", "out", "-j", "1"],
        env={**os.environ, "PYTHONPATH": f"{folder / 'libraries'}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "copydesk: in put/a.txt: WeasyPrint, which makes PDF, cannot load Pango: " in outcome.stderr
    assert outcome.stderr.endswith("copydesk: 0 articles converted, 1 failed\n")
    assert (folder / "out" / "a.md").exists()
