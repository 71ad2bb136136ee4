"""Batches from and to stores such as S3: what is listed and read, where documents go, and what is said of errors."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.batch.archive import Archive
from copydesk.batch.entries import Shard, entries
from copydesk.batch.entry import Entry
from copydesk.batch.placing import Finished
from copydesk.batch.remote import Remote, is_remote
from copydesk.batch.selection import Choice
from copydesk.errors import InputError, LostStoreError, MissingEngineError, UsageError
from tests.batch_work import quick
from tests.conftest import ARTICLE, Run
from tests.store_server import store_server
from tests.tools import PATIENCE, copydesk

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def memory() -> Iterator[Any]:
    store = fsspec.filesystem("memory")
    yield store
    store.rm("/", recursive=True)


def found(*inputs: str, store: str = "") -> list[Entry]:
    return list(entries(inputs, Path("out"), Counter(), store=store))


def packed(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return data.getvalue()


def test_files_folders_patterns_and_archives(memory: Any) -> None:
    for name in ("b.txt", "a.txt", "may/c.md", ".d.txt", "README.md", "e.bin", "out/f.txt"):
        memory.pipe_file(f"/press/{name}", ARTICLE.encode())
    memory.pipe_file("/press/g.zip", packed(one="1", two="2"))
    memory.pipe_file("/press/h.jsonl", b'{"id": "x", "text": "Rain"}\n{"id": "y", "text": "Snow"}')
    stream = found("memory://press/", store="memory://press/out")
    names = {entry.id.removeprefix("memory://press/"): str(entry.below) for entry in stream}
    assert names == {
        "a.txt": "a.txt", "b.txt": "b.txt", "g.zip!/one.txt": "g/one.txt", "g.zip!/two.txt": "g/two.txt",
        "h.jsonl#x": "h/x", "h.jsonl#y": "h/y", "may/c.md": "may/c.md",
    }  # fmt: skip
    assert stream[0].data is not None
    assert stream[0].data() == ARTICLE.encode()
    assert [entry.below.name for entry in found("memory://press/*.txt")] == ["a.txt", "b.txt"]
    assert [entry.below.name for entry in found("memory://press/may/c.md")] == ["c.md"]
    first = found("memory://press/a.txt")[0].stamp
    memory.pipe_file("/press/a.txt", b"other")
    assert found("memory://press/a.txt")[0].stamp not in ("", first)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("memory://none/", "there is no such file or folder"),
        ("memory://press/*.pdf", "no file matches"),
        ("nowhere://a/b", "there is no kind of store 'nowhere'"),
        ("memory://press/out/f.txt", "lies in the folder of the documents"),
        ("memory://press/**/*.txt", "lies in the folder of the documents"),
        ("memory://", "names no folder"),
        ("memory://a.zip::memory://b", "names a file in a file"),
    ],
)
def test_an_input_that_cannot_be_used_says_so(memory: Any, given: str, message: str) -> None:
    memory.pipe_file("/press/out/f.txt", b"one")
    (entry,) = found(given, store="memory://press/out")
    assert entry.data is not None
    with pytest.raises(InputError, match=message):
        entry.data()


def test_what_is_an_address_of_a_store() -> None:
    names = ("s3://a/b", "GS://a", "memory://a", "http://a.org", "https://a.org", "file:///a", "C://a", "a/b", "s3:a")
    assert [name for name in names if is_remote(name)] == ["s3://a/b", "GS://a", "memory://a"]


class Archived:
    """Batches of one folder into a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "in").mkdir()

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")

    def start(self, store: str = "memory://out/pdf", **more: Any) -> Iterator[Finished]:
        state = self.folder / "state"
        archive = Archive(state, ["markdown"], store=Remote(store), work=quick, processes=2, **more)
        yield from archive.run(entries([str(self.folder / "in")], state, Counter()))

    def run(self, store: str = "memory://out/pdf", **more: Any) -> int:
        return len(list(self.start(store, **more)))

    def done(self) -> int:
        """How many articles the manifest says are done."""
        with sqlite3.connect(self.folder / "state" / ".copydesk" / "manifest.sqlite") as base:
            return int(base.execute("SELECT count(*) FROM article WHERE state = 'done'").fetchone()[0])


@pytest.fixture
def several(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the store take several files at a time, and take its time, as S3 does."""
    real = type(memory).put_file

    def put(self: Any, file: str, path: str, *more: Any, **options: Any) -> None:
        time.sleep(0.05)
        real(self, file, path, *more, **options)

    monkeypatch.setattr(type(memory), "async_impl", True)
    monkeypatch.setattr(type(memory), "put_file", put)


@pytest.fixture
def archived(tmp_path: Path) -> Archived:
    return Archived(tmp_path)


def test_documents_go_to_the_store_and_the_manifest_stays_here(memory: Any, archived: Archived) -> None:
    archived.write(a="one", b="two")
    assert archived.run() == 2
    assert {name: memory.cat_file(name) for name in memory.find("/out")} == {
        "/out/pdf/a.out": b"one", "/out/pdf/b.out": b"two",
    }  # fmt: skip
    assert archived.run() == 0
    archived.write(a="three")
    assert archived.run(pattern="{slug}.{ext}") == 2
    assert sorted(memory.find("/out")) == ["/out/pdf/three.out", "/out/pdf/two.out"]
    own = archived.folder / "state" / ".copydesk"
    assert sorted(path.name for path in own.iterdir()) == ["lock", "manifest.sqlite"]
    with pytest.raises(UsageError, match="is that of a batch into memory://out/pdf"):
        archived.run("memory://other")


@pytest.mark.usefixtures("several")
def test_several_documents_are_put_at_a_time(memory: Any, archived: Archived, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written down of an article waits for its own document, and for those before it."""
    names = [f"a{number}" for number in range(4)]
    archived.write(**dict.fromkeys(names, "one"))
    together = threading.Barrier(4)
    real = type(memory).put_file

    def put(self: Any, file: str, path: str, *more: Any, **options: Any) -> None:
        together.wait(PATIENCE)
        if path.endswith("a0.out"):
            time.sleep(0.1)
            assert archived.done() == 0
        real(self, file, path, *more, **options)

    monkeypatch.setattr(type(memory), "put_file", put)
    seen = []
    for finished in archived.start():
        seen.append(Path(finished.id).stem)
        assert archived.done() == len(seen)
        assert memory.cat_file(finished.documents[0]) == b"one"
    assert seen == names


@pytest.mark.usefixtures("several")
def test_a_name_that_becomes_free_goes_to_the_same_article_each_time(memory: Any, archived: Archived) -> None:
    archived.write(a="one", b="two")
    archived.run(pattern="{slug}.{ext}")
    archived.write(a="two", b="one", c="one")
    archived.run(pattern="{slug}.{ext}")
    assert {name: memory.cat_file(name) for name in memory.find("/out")} == {
        "/out/pdf/two-2.out": b"two", "/out/pdf/one.out": b"one", "/out/pdf/one-2.out": b"one",
    }  # fmt: skip


def test_a_shard_is_marked_in_the_store(memory: Any, archived: Archived) -> None:
    archived.write(a="one")
    for number in (1, 2):
        archived.run(choice=Choice(shard=Shard(number, 2)))
    names = [name.removeprefix("/out/pdf/") for name in memory.find("/out")]
    assert [name for name in names if name.endswith(".done")] == ["shard-1-of-2.done", "shard-2-of-2.done"]
    assert len([name for name in names if name.endswith("/a.out")]) == 1


@pytest.mark.parametrize("several", [False, True])
def test_a_store_that_is_lost_stops_the_batch(
    memory: Any, archived: Archived, monkeypatch: pytest.MonkeyPatch, *, several: bool
) -> None:
    monkeypatch.setattr(type(memory), "async_impl", several)
    archived.write(a="one", b="two", c="three")
    real = type(memory).put_file

    def failing(self: Any, file: str, path: str, *more: Any, **options: Any) -> Any:
        if path.endswith("b.out"):
            raise ConnectionError("the line is cut")
        return real(self, file, path, *more, **options)

    monkeypatch.setattr(type(memory), "put_file", failing)
    with pytest.raises(LostStoreError, match="the line is cut"):
        archived.run()
    assert archived.done() == 1
    monkeypatch.undo()
    assert archived.run() == 2
    assert {name: memory.cat_file(name) for name in memory.find("/out")} == {
        "/out/pdf/a.out": b"one", "/out/pdf/b.out": b"two", "/out/pdf/c.out": b"three",
    }  # fmt: skip


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingEngineError, match="fsspec is not installed"):
        Remote("s3://a/b")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in", "-t", "md", "-O", "s3://a/b"], "Add --state FOLDER"),
        (["in", "-t", "md", "-O", "out", "--state", "state"], "-O is a folder of this machine"),
        (["https://example.org/a", "-t", "md", "-O", "out"], "is the address of a page"),
        (
            ["in", "-t", "md", "-O", "memory://a", "--state", "s", "--make-deps", "d.mk"],
            "make knows no files in stores",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(run: Any, arguments: list[str], message: str) -> None:
    outcome: Run = run("batch", *arguments)
    assert outcome.code == 2
    assert message in outcome.err


def test_the_plain_command_points_to_the_batch(run: Any) -> None:
    outcome: Run = run("s3://press/a.txt", "-o", "a.pdf")
    assert outcome.code == 2
    assert "`copydesk batch`" in outcome.err


def test_a_batch_from_and_to_s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    """Through the command, whose workers get the articles themselves: in a process of its own, as this one may have
    started what its workers are forked from before it knew where the server is."""
    pytest.importorskip("s3fs")
    pytest.importorskip("moto")
    with store_server() as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        store = fsspec.filesystem("s3", skip_instance_cache=True)
        store.mkdir("press")
        store.pipe_file("press/in/a.txt", ARTICLE.encode())
        store.pipe_file("press/nothing.txt", b"")
        assert Remote("s3://press/nothing.txt").read(9) == b""
        store.pipe_file("press/in/may.zip", packed(b=ARTICLE.replace("Rain", "Snow")))
        command = ["batch", "s3://press/in", "-t", "md", "-O", "s3://press/out", "--state", "state", "-j", "1"]
        command += ["--parquet-out", "s3://press/all.parquet", "--log-json"]
        first = copydesk(*command, cwd=tmp_path)
        assert first.returncode == 0, first.stderr
        assert sorted(store.find("press/out")) == ["press/out/a.md", "press/out/may/b.md"]
        assert b"Snow at last" in store.cat_file("press/out/may/b.md")
        assert store.cat_file("press/all.parquet")[:4] == b"PAR1"
        monkeypatch.chdir(tmp_path)
        again = json.loads(run(*command).err.splitlines()[-1])
        assert (again["event"], again["current"]) == ("end", 2)
        missing: Run = run("batch", "s3://press/in", "-t", "md", "-O", "s3://none/out", "--state", "other")
        assert missing.code == 6
        assert "there is no such bucket" in missing.err
