"""A batch on a Dask cluster: a scheduler and two workers on this machine. Nothing is lost, nothing is done twice."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.batch import cluster, cluster_client
from copydesk.batch.archive import Archive, Finished
from copydesk.batch.entries import entries
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
