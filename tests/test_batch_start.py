"""How a batch starts its workers: the process that they are forked from imports while the command itself does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from copydesk.batch.archive import Archive
from copydesk.batch.starting import WARM, warm_modules
from copydesk.conversion import ConvertOptions
from copydesk.writing import WriteOptions
from tests.test_bad_input import wait_until

_COMMAND = """
import json, sys
from copydesk import cli
from copydesk.cli import batch
def begin(modules):
    print(json.dumps([modules, sorted(sys.modules)]))
    sys.exit(9)
batch.begin = begin
sys.argv[0] = "copydesk"
cli.main()
"""

_BEGINNING = """
import sys
import tempfile
from pathlib import Path
from copydesk.batch.starting import begin
begin(["copydesk.tree"])
from multiprocessing.forkserver import _forkserver
print(Path(f"/proc/{_forkserver._forkserver_pid}/status").read_text())
begin(["copydesk.tree"])
"""


_KILLED = """
import os, signal, sys
from copydesk.batch.starting import WARM, begin
begin([WARM])
print(os.listdir(os.environ["TMPDIR"]), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


_TRACKED = """
import multiprocessing.util
from multiprocessing import resource_tracker
from copydesk.batch.starting import begin
real = multiprocessing.util.get_temp_dir
def get_temp_dir():
    print(resource_tracker._resource_tracker._fd is not None)
    return real()
multiprocessing.util.get_temp_dir = get_temp_dir
begin(["copydesk.tree"])
"""


def run(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def test_it_begins_before_the_command_imports_what_it_needs(tmp_path: Path) -> None:
    """With what the pool of workers will ask for: later it could not be told."""
    command = ["batch", "articles", "-t", "epub", "-t", "md", "-t", "pdf", "-O", str(tmp_path)]
    modules, loaded = json.loads(run(_COMMAND, *command))
    archive = Archive(tmp_path, ["epub", "markdown", "pdf"])
    assert modules == ["copydesk.batch.one_article", *archive._preload()]
    assert not {"copydesk.conversion", "copydesk.reading", "copydesk.writing"} & {*loaded}
    assert run(_COMMAND, *command, "--cluster", "nowhere") == ""


@pytest.mark.parametrize(
    ("formats", "engine", "expected"),
    [
        (["markdown"], None, [WARM]),
        (["pdf", "docx"], None, [WARM, f"{WARM}.pdf", f"{WARM}.docx"]),
        (["pdf", "epub"], "typst", [WARM, f"{WARM}.epub"]),
    ],
)
def test_what_workers_share(formats: list[str], engine: str | None, expected: list[str]) -> None:
    assert warm_modules(formats, engine) == expected
    write = WriteOptions(pdf_engine=engine) if engine else WriteOptions()
    assert Archive(Path("out"), formats, ConvertOptions(write=write))._preload() == expected


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at /proc")
def test_the_process_that_workers_are_forked_from_ignores_interrupts() -> None:
    """From its first moment on: it would show the user where it was interrupted."""
    ignored = next(line for line in run(_BEGINNING).splitlines() if line.startswith("SigIgn:"))
    assert int(ignored.split()[1], 16) & (1 << (signal.SIGINT - 1))


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_the_folder_of_sockets_is_made_when_nothing_else_has_to_start() -> None:
    """Killed in between, it would leave the folder."""
    assert run(_TRACKED).split()[0] == "True"


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_killed_in_its_first_second_it_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:  # whose name is short enough for sockets in it
        monkeypatch.setenv("TMPDIR", folder)
        assert run(_KILLED).startswith("['pymp-")
        wait_until(lambda: not list(Path(folder).iterdir()))
