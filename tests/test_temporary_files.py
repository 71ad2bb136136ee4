"""What is left in the folder for temporary files: nothing, also after a process was killed."""

from __future__ import annotations

import multiprocessing.util
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copydesk import _files
from copydesk._machine import process_space
from copydesk.batch.archive import Archive
from copydesk.batch.entries import entries
from tests.batch_work import quick
from tests.conftest import ARTICLE
from tests.test_bad_input import processes_of_session, wait_until
from tests.tools import PATIENCE


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def ended() -> int:
    """The number of a process that runs no longer."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(timeout=PATIENCE)
    return process.pid


LEFT = {
    "of a process that was killed": (lambda: f"copydesk-{ended()}-x", 7200, False),
    "of one that has just been killed": (lambda: f"copydesk-{ended()}-x", 0, True),
    "of one that runs": (lambda: f"copydesk-{os.getpid()}-x", 7200, True),
    "of another program": (lambda: "copydesk-notes-x", 7200, True),
    "of no process": (lambda: f"copydesk-{10**30}-x", 7200, True),
}


@pytest.mark.parametrize(("name", "age", "stays"), LEFT.values(), ids=list(LEFT))
def test_folders_of_killed_processes_are_removed(
    temporary: Path, name: Callable[[], str], age: int, *, stays: bool
) -> None:
    left = temporary / name()
    (left / "profile").mkdir(parents=True)
    os.utime(left, (left.stat().st_mtime - age,) * 2)
    with _files.temporary_folder() as folder:
        assert folder.parent == temporary
        assert folder.name.startswith(f"copydesk-{os.getpid()}-")
        assert left.exists() == stays
    assert not folder.exists()


UNFINISHED = {
    "of a process that was killed": (lambda: f".copydesk-{ended()}-x.tmp", 120, False),
    "of one that has just been killed": (lambda: f".copydesk-{ended()}-x.tmp", 0, True),
    "of one of this machine that has": (lambda: f".copydesk-{ended()}-{process_space()}-x.tmp", 0, False),
    "of one that runs": (lambda: f".copydesk-{os.getpid()}-x.tmp", 120, True),
    "of one of this machine that runs": (lambda: f".copydesk-{os.getpid()}-{process_space()}-x.tmp", 0, True),
    "of somebody else": (lambda: f".copydesk-{ended()}-x", 120, True),
}


@pytest.mark.parametrize(("name", "age", "stays"), UNFINISHED.values(), ids=list(UNFINISHED))
def test_unfinished_files_of_killed_processes_are_removed(
    tmp_path: Path, name: Callable[[], str], age: int, *, stays: bool
) -> None:
    left = tmp_path / name()
    left.touch()
    os.utime(left, (left.stat().st_mtime - age,) * 2)
    _files.write(tmp_path / "a.txt", b"text")
    assert left.exists() == stays


def test_nobody_is_asked_where_that_would_interrupt_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "kill", lambda process, _: asked.append(process))
    left = tmp_path / f".copydesk-{os.getpid()}-{process_space()}-x.tmp"
    left.touch()
    for can_ask in (False, True):
        monkeypatch.setattr(_files, "_CAN_ASK", can_ask)
        assert not _files._is_left(left, 0)
    assert asked == [os.getpid()]


def test_an_archive_begins_by_removing_what_killed_writes_left(tmp_path: Path) -> None:
    """Also where it has nothing to do, and none of a process that runs."""
    out, lines = tmp_path / "out", tmp_path / "lines"
    for folder in (out, lines):
        folder.mkdir()
        (folder / f".copydesk-{ended()}-{process_space()}-x.tmp").touch()
        (folder / f".copydesk-{os.getpid()}-{process_space()}-y.tmp").touch()
    archive = Archive(out, ["markdown"], lines=lines / "all.jsonl", processes=1, work=quick)
    assert list(archive.run([])) == []
    assert sorted(path.name[-5:] for path in tmp_path.rglob("*.tmp")) == ["y.tmp", "y.tmp"]


@pytest.mark.parametrize(("sockets", "stays"), [("pymp-x1", False), ("notes", True)])
def test_what_an_archive_that_was_killed_left_goes_when_it_goes_on(
    tmp_path: Path, sockets: str, *, stays: bool
) -> None:
    left, out = tmp_path / sockets, tmp_path / "out"
    for folder in (left, out / ".copydesk" / "work-1"):
        folder.mkdir(parents=True)
    (left / "listener-1").touch()
    (out / ".copydesk" / "work-1" / "sockets").write_bytes(os.fsencode(left))
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    running = Archive(out, ["markdown"], processes=1, work=quick).run(entries([f"{tmp_path}/a.txt"], out, Counter()))
    next(running)
    (scratch,) = (out / ".copydesk").glob("work-*")
    assert (scratch / "sockets").read_text(encoding="utf-8") == multiprocessing.util.get_temp_dir()
    running.close()
    assert left.exists() == stays
    assert sorted(path.name for path in (out / ".copydesk").iterdir()) == ["lock", "manifest.sqlite"]


@pytest.fixture
def short() -> Iterator[Path]:
    """An empty folder whose name is short enough for sockets in it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_a_batch_that_is_killed_leaves_nothing(tmp_path: Path, short: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(400):  # more than it could convert before it is killed
        (articles / f"{number}.txt").write_text(ARTICLE * 20, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "copydesk", articles, "-t", "html", "-O", tmp_path / "out", "-j", "2", "-q"],
        env={**os.environ, "TMPDIR": str(short)}, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    wait_until(lambda: len(list((tmp_path / "out").glob("*.html"))) > 2)
    assert list(short.iterdir()) != []
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=PATIENCE)
    wait_until(lambda: not processes_of_session(process.pid))
    assert list(short.iterdir()) == []
