"""The Parquet file of a batch: its columns, and that it is whole or not there."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from copydesk.batch import parquet_file
from copydesk.batch.archive import Archive
from copydesk.batch.entries import entries
from copydesk.batch.exports import Exports
from copydesk.conversion import ConvertOptions
from copydesk.errors import MissingEngineError
from copydesk.tree import Article
from tests.conftest import ARTICLE

table = pytest.importorskip("pyarrow.parquet")


def convert(folder: Path, *formats: str, lines: Path | None = None) -> int:
    """Runs a batch of the folder ``in`` with a Parquet file; returns how many articles were converted."""
    exports = Exports(parquet=folder / "all.parquet")
    options = ConvertOptions(config=False)
    archive = Archive(folder / "out", formats, options, lines=lines, exports=exports, processes=2)
    return len(list(archive.run(entries([str(folder / "in")], folder / "out", Counter()))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    rows = [{"id": "a", "text": ARTICLE, "author": ["Ana", "Jo"]}, {"id": "b", "text": ARTICLE.replace("Rain", "Snow")}]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def rows_of(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.read_table(folder / "all.parquet").to_pylist()
    return rows


def test_its_columns_hold_what_the_lines_hold(folder: Path) -> None:
    assert convert(folder, lines=folder / "all.jsonl") == 2
    lines = [json.loads(line) for line in (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = rows_of(folder)
    for row, line in zip(rows, lines, strict=True):
        tree = line.pop("article")
        assert json.loads(row.pop("article")) == tree
        assert Article.from_json(json.dumps(tree).encode()).head.headline
        line["given"] = list(map(tuple, line["given"].items()))
        assert row == line
    assert rows[0]["title"] == "Rain at last"
    kinds = {field.name: str(field.type) for field in table.read_schema(folder / "all.parquet")}
    assert kinds["problems"] == "list<element: struct<kind: string, line: int32, message: string>>"
    assert (kinds["authors"], kinds["given"]) == ("list<element: string>", "map<string, string ('given')>")


def test_it_is_made_anew_when_a_line_has_changed(folder: Path) -> None:
    convert(folder)
    before = (folder / "all.parquet").stat()
    assert convert(folder) == 0
    assert (folder / "all.parquet").stat().st_mtime_ns == before.st_mtime_ns
    path = folder / "in" / "a.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Snow", "Hail"), encoding="utf-8")
    assert convert(folder) == 1
    assert [row["title"] for row in rows_of(folder)] == ["Rain at last", "Hail at last"]
    (folder / "all.parquet").unlink()
    assert convert(folder) == 0
    assert len(rows_of(folder)) == 2


def test_what_stops_it_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    convert(folder)
    before = (folder / "all.parquet").read_bytes()
    path = folder / "in" / "a.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Snow", "Hail"), encoding="utf-8")
    real = parquet_file.write

    def killed(*arguments: Any) -> None:
        real(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(parquet_file, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        convert(folder)
    assert (folder / "all.parquet").read_bytes() == before
    monkeypatch.undo()
    assert convert(folder) == 0
    assert [row["title"] for row in rows_of(folder)] == ["Rain at last", "Hail at last"]
    assert sorted(path.name for path in folder.iterdir()) == ["all.parquet", "in", "out"]


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_file, "_ROWS", 3)
    line: dict[str, Any] = {
        "title": None,
        "authors": [],
        "date": None,
        "lang": "en",
        "given": {},
        "text": "",
        "problems": [],
    }
    lines = (json.dumps({**line, "id": str(number), "article": {}}).encode() for number in range(8))
    parquet_file.write(lines, tmp_path / "a.parquet")
    file = table.ParquetFile(tmp_path / "a.parquet")
    assert (file.metadata.num_row_groups, file.metadata.num_rows) == (3, 8)


def test_a_library_that_is_missing_is_named_before_the_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingEngineError, match="pyarrow is not installed"):
        convert(folder)
