"""Long tests of batches, which `make stress` runs: 200 kills of the whole, 20 of workers, the memory of workers."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools import PATIENCE

pytestmark = pytest.mark.stress

KILLS = int(os.environ.get("COPYDESK_KILLS", "200"))
ARTICLES = int(os.environ.get("COPYDESK_ARTICLES", "2000"))
_PLACES = ("quay", "weir", "mill", "lock", "ford", "dam")
_FEW_HEADLINES = 40


def write_articles(folder: Path, number: int) -> None:
    """Articles of several lengths, of which many have one headline."""
    for each in range(number):
        place = _PLACES[each % len(_PLACES)]
        path = folder / str(each % 7) / f"{each:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        paragraph = (
            f"On day {each} the water at the {place} stood at {each % 90} centimetres, and nobody measured it.\n\n"
        )
        head = f"Water at the {place}, {each % _FEW_HEADLINES}\n\nBy Nuria Falk\n\n{each % 28 + 1} May 2024\n\n"
        path.write_text(head + paragraph * (1 + each % 5), encoding="utf-8")


def command(inputs: Path, out: Path, *more: str) -> list[str | Path]:
    names = ["--name", "{date:%d}/{slug}.{ext}", "--jsonl-out", str(out / "all.jsonl")]
    return [sys.executable, "-m", "copydesk", "batch", inputs, "-t", "md", "-O", out, "-q", "-j", "2", *names, *more]


def documents(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*.md")
        if ".copydesk" not in path.parts
    }


def finished(out: Path) -> int:
    """How many articles all runs together have finished."""
    try:
        base = sqlite3.connect(f"{(out / '.copydesk' / 'manifest.sqlite').as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            return int(base.execute("SELECT count(*) FROM article WHERE state = 'done'").fetchone()[0])
        finally:
            base.close()
    except sqlite3.Error:
        return 0


def lines(out: Path) -> list[str]:
    return sorted((out / "all.jsonl").read_text(encoding="utf-8").splitlines())


def run_with_kills(inputs: Path, out: Path, kill: Callable[[subprocess.Popen[bytes]], bool], number: int) -> int:
    """Starts the batch and lets ``kill`` do its work, again and again; returns how often it did."""
    rng = random.Random(number)
    kills = 0
    while kills < number:
        before, wanted = finished(out), rng.randint(1, 5)
        process = subprocess.Popen(command(inputs, out))
        deadline = time.monotonic() + (rng.uniform(0.1, 2) if rng.random() < 0.15 else PATIENCE)
        while process.poll() is None and finished(out) - before < wanted and time.monotonic() < deadline:
            time.sleep(0.004)
        time.sleep(rng.uniform(0, 0.03))
        if process.poll() is not None:
            break
        kills += kill(process)
        process.wait(PATIENCE)
    return kills


def test_killed_again_and_again_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    inputs, out, whole = tmp_path / "in", tmp_path / "out", tmp_path / "whole"
    write_articles(inputs, 4 * KILLS)
    subprocess.run(command(inputs, whole), check=True)

    def kill(process: subprocess.Popen[bytes]) -> bool:
        process.send_signal(signal.SIGKILL)
        process.wait()
        expected = documents(whole)
        assert all(expected.get(name) == data for name, data in documents(out).items())
        return True

    assert run_with_kills(inputs, out, kill, KILLS) > 0.9 * KILLS
    subprocess.run(command(inputs, out), check=True)
    assert documents(out) == documents(whole)
    assert lines(out) == lines(whole)
    assert len(lines(out)) == 4 * KILLS


def workers_of(process: int) -> list[int]:
    """The workers of a batch: the processes that its own started through another."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    return [each for each, parent in parents.items() if parents.get(parent) == process]


def test_workers_that_die_hurt_no_article(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_articles(inputs, 400)
    deaths, last = 0, 0
    with subprocess.Popen(command(inputs, out, "--log-json"), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for number, _ in enumerate(process.stderr):
            if deaths < 20 and number - last >= 15:
                workers = workers_of(process.pid)
                if workers:
                    os.kill(random.Random(number).choice(workers), signal.SIGKILL)
                    deaths, last = deaths + 1, number
        assert process.wait(PATIENCE) == 0
    assert deaths == 20
    assert len(documents(out)) == len(lines(out)) == 400


def test_memory_stays_flat(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_articles(inputs, ARTICLES)
    process = subprocess.Popen([*command(inputs, out), "-t", "pdf"])
    largest = 0
    while process.poll() is None:
        time.sleep(0.2)
        for worker in workers_of(process.pid):
            try:
                pages = int(Path(f"/proc/{worker}/statm").read_text(encoding="ascii").split()[1])
            except OSError:
                continue
            largest = max(largest, pages * os.sysconf("SC_PAGE_SIZE") // 2**20)
    assert process.returncode == 0
    assert 0 < largest <= 330
    assert len(lines(out)) == ARTICLES
    assert json.loads(lines(out)[0])["article"]["type"] == "article"
