"""A batch on a Dask cluster: a scheduler and two workers on this machine. Nothing is lost, nothing is done twice."""

from __future__ import annotations

import gc
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from copydesk.batch import cluster, cluster_client, cluster_workers
from copydesk.batch.archive import Archive
from copydesk.batch.cluster_workers import Workers
from copydesk.batch.entries import entries
from copydesk.batch.fingerprint import fonts
from copydesk.batch.placing import Finished
from copydesk.batch.workers import Limits
from copydesk.conversion import ConvertOptions, documents
from copydesk.errors import CopydeskError, UsageError
from copydesk.writing import Output, WriteOptions
from tests.batch_work import quick
from tests.cluster_server import ClusterServer, cluster_server
from tests.conftest import ARTICLE
from tests.store_server import free_port

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _sockets() -> Iterator[None]:
    """Dask leaves sockets of a scheduler that died to the garbage collector, which warns of them: here, in no later
    test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterServer]:
    """The scheduler of all tests of the module, which has no workers before one asks for the ``server``."""
    with cluster_server(tmp_path_factory.mktemp("cluster"), workers=0) as scheduler:
        yield scheduler


@pytest.fixture(scope="module")
def server(scheduler: ClusterServer) -> ClusterServer:
    scheduler.add_workers(2)
    return scheduler


class There:
    """Articles in a folder, and batches of them on a cluster."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        (folder / "in").mkdir()

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")

    def start(self, address: str | None, *formats: str, **more: Any) -> Iterator[Finished]:
        archive = Archive(self.out, formats or ["markdown"], cluster=address, **more)
        yield from archive.run(entries([str(self.folder / "in")], self.out, Counter()))

    def tree(self) -> dict[str, str]:
        files = (path for path in sorted(self.out.iterdir()) if path.is_file())
        return {path.name: path.read_text(encoding="utf-8") for path in files}

    def finished(self) -> int:
        """How many articles all runs together have finished."""
        with sqlite3.connect(self.out / ".copydesk" / "manifest.sqlite") as base:
            return int(base.execute("SELECT sum(done) FROM run").fetchone()[0])


@pytest.fixture
def there(tmp_path: Path) -> There:
    return There(tmp_path)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_cluster_that_is_not_there_is_named_in_seconds(
    request: pytest.FixtureRequest, there: There, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    """The first test of the module, before there are workers."""
    if is_there:
        address, message = request.getfixturevalue("scheduler").address, "has no workers"
    else:
        address, message = f"tcp://127.0.0.1:{free_port()}", "there is no scheduler at tcp://127"
    monkeypatch.setattr(cluster_client, "_PATIENCE", 0.7)
    began = time.monotonic()
    with pytest.raises(CopydeskError, match=message):
        list(there.start(address))
    assert time.monotonic() - began < 60


def test_it_makes_the_same_documents(server: ClusterServer, there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also by a style sheet that is named by its place in the working folder, which workers do not share."""
    there.write(a=ARTICLE, b=ARTICLE, c="")
    monkeypatch.chdir(there.folder)
    Path("my.css").write_text("p { color: green; }", encoding="utf-8")
    options = ConvertOptions(config=False, write=WriteOptions(css="my.css"))
    lines = there.folder / "all.jsonl"
    finished = list(there.start(server.address, "markdown", "html", options=options, lines=lines))
    assert [(Path(each.id).name, each.state) for each in finished] == [
        ("a.txt", "done"), ("b.txt", "done"), ("c.txt", "failed"),
    ]  # fmt: skip
    assert finished[2].cause == "input"
    tree = there.tree()
    assert list(tree) == ["a.html", "a.md", "b.html", "b.md"]  # of equal articles too
    assert len(lines.read_bytes().splitlines()) == 2
    outputs = documents(there.folder / "in" / "a.txt", ["html", "markdown"], options).outputs
    assert [*tree.values()] == [output.data.decode() for output in outputs if isinstance(output, Output)] * 2
    assert "color: green" in tree["a.html"]


def test_limits_hold_and_a_worker_that_dies_loses_nothing(server: ClusterServer, there: There) -> None:
    there.write(**{f"a{number:02}": f"slow {number}" for number in range(60)}, b="exit", c="hang", d="once-worker")
    finished = list(there.start(server.address, work=quick, limits=Limits(seconds=1.5, memory=400)))
    failed = {Path(each.id).stem: each.cause for each in finished if each.state == "failed"}
    assert failed == {"b": "crash", "c": "timeout"}
    assert there.tree() == {f"a{number:02}.out": f"slow {number}" for number in range(60)} | {"d.out": "once-worker"}
    assert there.finished() == 61
    assert (there.folder / "in" / "once").exists()


def test_files_that_documents_depend_on_must_be_the_same(
    server: ClusterServer, there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.write(a=ARTICLE)
    sheet = there.folder / "my.css"
    sheet.write_text("p { color: green; }", encoding="utf-8")
    options = ConvertOptions(config=False, write=WriteOptions(css=str(sheet)))
    monkeypatch.setattr(cluster_client, "_hashes_here", lambda paths: ["other" for _ in paths])
    with pytest.raises(CopydeskError, match=r"my\.css is not the same on the worker"):
        list(there.start(server.address, "html", options=options))
    monkeypatch.setattr(cluster, "versions", lambda: {"copydesk": "99"})
    with pytest.raises(CopydeskError, match=r"has other versions: copydesk 0\.\S+ in place of 99"):
        list(there.start(server.address))


class Client:
    """Stands for Dask's, of a cluster with so many threads."""

    def __init__(self, threads: int) -> None:
        self.threads = threads

    def nthreads(self) -> dict[str, int]:
        return {"tcp://here:1": self.threads} if self.threads else {}


def test_workers_that_are_all_gone_are_missed_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """And are then waited for, as long as the user says."""
    said: list[str] = []
    clock = 0.0
    watch = SimpleNamespace(monotonic=lambda: clock, time=time.time, localtime=time.localtime, strftime=time.strftime)
    monkeypatch.setattr(cluster_workers, "time", watch)
    client = Client(4)
    workers = Workers(client, "tcp://there:8786", 300, said.append)
    assert workers.threads == 4
    for clock, client.threads, number in ((20, 0, 0), (29, 0, 0), (40, 0, 1), (80, 0, 1), (90, 2, 2), (95, 3, 2)):
        workers.look(1200)
        assert (clock, len(said)) == (clock, number)
    assert re.fullmatch(r"no worker has been at tcp://there:8786 since \d\d:\d\d; 1,200 articles wait for one", said[0])
    assert said[1] == "the cluster has workers again"
    assert workers.threads == 3
    client.threads, clock = 0, 390
    workers.look(7)
    clock = 396
    with pytest.raises(CopydeskError, match="no worker has been at tcp://there:8786 for 301 seconds"):
        workers.look(7)
    assert workers.threads == 3


def test_workers_with_other_fonts_are_said_once() -> None:
    said: list[str] = []
    workers = Workers(Client(1), "", 0, said.append)
    for worker, fingerprint in (("a", ""), ("a", "1"), ("b", "1"), ("c", "2"), ("a", "1"), ("d", "3")):
        workers.note_fonts(worker, fingerprint)
    assert said == ["the workers a and c have different fonts: documents may not look the same"]


def test_workers_say_what_fonts_they_have(server: ClusterServer, there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the documents depend on them."""
    known: dict[str, str] = {}
    monkeypatch.setattr(Workers, "note_fonts", lambda _, worker, fonts: known.update({worker: fonts}))
    for name, expected in (("html", ""), ("epub", fonts())):
        there.write(a=ARTICLE)
        list(there.start(server.address, name))
        assert set(known.values()) == {expected}
        known.clear()


def test_what_is_no_address_is_refused(there: There) -> None:
    for address in ("host", "http://host:8786", "tcp://host"):
        with pytest.raises(UsageError, match="is no address of a scheduler"):
            list(there.start(address))


def test_a_scheduler_that_is_lost_stops_the_batch_which_goes_on(server: ClusterServer, there: There) -> None:
    """The last test of the module: it ends the cluster."""
    there.write(**{f"a{number:02}": f"slow {number}" for number in range(120)})
    running = there.start(server.address, work=quick)
    for _ in range(6):
        next(running)
    server.stop_scheduler()
    with pytest.raises(CopydeskError, match="is gone"):
        list(running)
    before = there.finished()
    assert 5 < before < 120
    assert len(list(there.start(None, work=quick))) == 120 - before
    assert there.tree() == {f"a{number:02}.out": f"slow {number}" for number in range(120)}
