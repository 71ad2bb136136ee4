"""A pipe, a socket or a device in the place of a file is refused: to open one may wait for ever. What this process has
open already is read, as ``/dev/stdin``; names that differ little are two files."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from copydesk import _files, batch
from copydesk.errors import InputError, UsageError
from tests.conftest import ARTICLE, Run
from tests.tools import PATIENCE


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe that nobody writes to."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("options", [["-t", "md"], ["-t", "pdf", "-t", "md"], ["-t", "json", "-f", "mail"]])
def test_a_pipe_is_no_input(run: Callable[..., Run], pipe: Path, tmp_path: Path, options: list[str]) -> None:
    result = run(pipe, *options, "-O", tmp_path / "out")
    assert (result.code, result.err.count("\n")) == (5, 1)
    assert "it is a pipe, not a file" in result.err


def test_nor_is_it_explained_or_a_configuration(run: Callable[..., Run], pipe: Path, article: Path) -> None:
    assert run("explain", pipe).code == 5
    for option in ("--config", "--css", "--reference-doc"):
        result = run(article, option, pipe, "-t", "docx", "-o", article.with_suffix(".docx"))
        assert (result.code, result.err.count("\n")) == (2, 1)
        assert str(pipe) in result.err


def test_devices_and_sockets_are_no_inputs(tmp_path: Path) -> None:
    for device in ("/dev/zero", "/dev/null", "/dev/tty"):
        with pytest.raises(InputError, match=r"a device, not a file|cannot be read"):
            _files.read(Path(device), 10)
    with socket(AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        with pytest.raises(InputError, match="cannot be read"):
            _files.read(tmp_path / "s.txt", 10)


@pytest.mark.parametrize(("name", "ending"), [("/dev/stdin", "pdf"), ("/dev/fd/0", "md")])
def test_what_is_open_already_is_read(tmp_path: Path, name: str, ending: str) -> None:
    """Once, so that nothing of a pipe is missing; ``/dev/fd/N`` is what a shell makes of ``<(program)``."""
    target = tmp_path / f"a.{ending}"
    command = [sys.executable, "-m", "copydesk", name, "-o", str(target)]
    subprocess.run(command, input=ARTICLE.encode(), check=True, timeout=PATIENCE, capture_output=True)
    assert target.stat().st_size > 100


NAMES = [("a.txt", "A.txt"), (unicodedata.normalize("NFC", "été.txt"), unicodedata.normalize("NFD", "été.txt"))]


@pytest.mark.parametrize("names", NAMES, ids=["case", "accents"])
def test_names_that_differ_little(run: Callable[..., Run], tmp_path: Path, names: tuple[str, str]) -> None:
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / name).write_text(f"Rain number {number}\n\nIt rained in the valley.\n", encoding="utf-8")
    assert run(folder, "-t", "md", "-O", out, "-q").code == 0
    written = [path.read_text(encoding="utf-8") for path in out.iterdir()]
    assert sorted("number 1" in text for text in written) == [False, True]


@pytest.mark.parametrize("names", NAMES, ids=["case", "accents"])
def test_on_a_disk_that_takes_them_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, str]
) -> None:
    """Where a disk ignores case, or how accents are written, the one document would replace the other."""
    files = [(tmp_path / name, Path(name)) for name in names]
    for path, _ in files:
        path.write_text(ARTICLE, encoding="utf-8")
    assert len(batch.plan(files, ["md"], tmp_path / "out")) == 2
    monkeypatch.setattr(_files, "tells_names_apart", lambda _: False)
    with pytest.raises(UsageError, match="would both be written to"):
        batch.plan(files, ["md"], tmp_path / "out")


def test_this_disk_tells_names_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _files.tells_names_apart(tmp_path)
    assert _files.tells_names_apart(tmp_path / "not" / "yet" / "there")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(os.path, "lexists", lambda path: any(Path(path).parent.iterdir()))
    assert not _files.tells_names_apart(tmp_path)
    assert list(tmp_path.iterdir()) == []
