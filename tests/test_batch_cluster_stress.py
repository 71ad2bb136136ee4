"""Long tests of batches on a cluster and of Parquet files, which `make stress` runs: what kills leave behind."""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.batch import cluster_workers
from copydesk.batch.archive import Archive
from copydesk.batch.entries import entries
from copydesk.batch.placing import Finished
from copydesk.errors import CopydeskError
from tests.batch_work import quick
from tests.cluster_server import ClusterServer, cluster_server
from tests.test_batch_stress import finished, lines, write_articles
from tests.tools import PATIENCE

pytestmark = [
    pytest.mark.stress,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
pytest.importorskip("distributed")


@pytest.fixture(autouse=True)
def _sockets() -> Iterator[None]:
    """Dask leaves sockets of a scheduler that died to the garbage collector, which warns of them: here, in no later
    test."""
    yield
    gc.collect()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterServer]:
    with cluster_server(tmp_path_factory.mktemp("cluster")) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path


def write(folder: Path, number: int) -> dict[str, str]:
    """Writes so many articles; returns the documents to expect."""
    texts = {f"a{each:03}": f"slow {each}" for each in range(number)}
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return {f"{name}.out": text for name, text in texts.items()}


def start(
    folder: Path, address: str, say: Callable[[str], None] = print, cluster_wait: float = 60
) -> Iterator[Finished]:
    archive = Archive(folder / "out", ["markdown"], cluster=address, cluster_wait=cluster_wait, work=quick)
    yield from archive.run(entries([str(folder / "in")], folder / "out", Counter()), say)


def documents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").glob("*.out")}


def test_an_article_that_kills_the_workers_of_dask_fails_alone(server: ClusterServer, folder: Path) -> None:
    expected = write(folder, 200)
    (folder / "in" / "a100b.txt").write_text("worker", encoding="utf-8")
    failed = [each for each in start(folder, server.address) if each.state == "failed"]
    assert [(Path(each.id).stem, each.cause) for each in failed] == [("a100b", "crash")]
    assert documents(folder) == expected
    assert finished(folder / "out") == 200


def test_workers_of_dask_that_are_killed_lose_nothing(server: ClusterServer, folder: Path) -> None:
    expected = write(folder, 600)
    kills = 0
    ids: Counter[str] = Counter()
    for number, each in enumerate(start(folder, server.address)):
        ids[each.id] += 1
        if number % 60 == 30:
            os.kill(random.Random(number).choice(server.workers()), signal.SIGKILL)
            kills += 1
    assert kills == 10
    assert (len(ids), max(ids.values())) == (600, 1)
    assert documents(folder) == expected


def test_workers_that_all_vanish_are_waited_for(
    server: ClusterServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said in a line, then gone on with as others come; if none comes, the next run goes on."""
    monkeypatch.setattr(cluster_workers, "_BETWEEN", 0.2)
    monkeypatch.setattr(cluster_workers, "_SILENCE", 1)
    expected = write(folder, 300)
    said: list[str] = []
    for number, _ in enumerate(start(folder, server.address, said.append)):
        if number == 30:
            server.stop_workers()
            threading.Timer(4, server.add_workers, (2,)).start()
    assert [words.split(" since ")[0] for words in said] == [
        f"no worker has been at {server.address}", "the cluster has workers again",
    ]  # fmt: skip
    assert documents(folder) == expected
    assert finished(folder / "out") == 300

    more = write(folder, 400)
    running = start(folder, server.address, said.append, cluster_wait=2.5)
    for _ in range(10):
        next(running)
    server.stop_workers()
    with pytest.raises(CopydeskError, match=r"no worker has been at tcp://\S+ for 3 seconds"):
        list(running)
    assert 300 < finished(folder / "out") < 400
    server.add_workers(2)
    list(start(folder, server.address, said.append))
    assert documents(folder) == more


def test_a_scheduler_that_starts_again_stops_the_batch_which_goes_on(server: ClusterServer, folder: Path) -> None:
    expected = write(folder, 300)
    ids: Counter[str] = Counter()

    def run(**more: Any) -> None:
        for number, each in enumerate(start(folder, server.address)):
            ids[each.id] += 1
            if number == more.get("until"):
                server.restart_scheduler()

    with pytest.raises(CopydeskError, match="is gone"):
        run(until=30)
    run()
    assert (len(ids), max(ids.values())) == (300, 1)
    assert documents(folder) == expected


def test_a_parquet_file_is_whole_or_not_there(tmp_path: Path) -> None:
    table = pytest.importorskip("pyarrow.parquet")
    inputs, out, whole = tmp_path / "in", tmp_path / "out", tmp_path / "all.parquet"
    write_articles(inputs, 60)
    command: list[str | Path] = [sys.executable, "-m", "copydesk", "batch", inputs, "-O", out, "-q", "-j", "2"]
    command += ["--jsonl-out", out / "all.jsonl", "--parquet-out", whole]
    rng = random.Random(1)
    for kill in range(20):
        (inputs / "0" / "0000.txt").write_text(f"Water, {kill}\n\nIt stood high on that day.", encoding="utf-8")
        process = subprocess.Popen(command)
        time.sleep(rng.uniform(0.5, 4))
        process.kill()
        process.wait(PATIENCE)
        assert not whole.exists() or table.read_table(whole).num_rows == 60
    subprocess.run(command, check=True)
    assert table.read_table(whole).num_rows == len(lines(out)) == 60
