"""An interrupt ends the command quietly, also while its modules are still being imported and while it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import PATIENCE

INTERRUPTED_AT = """
import atexit, runpy, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)
moment = sys.argv.pop()

class Interrupting:
    def find_spec(self, name, *_):
        if name == moment:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
if moment == "the end":
    atexit.register(signal.raise_signal, signal.SIGINT)
runpy.run_module("copydesk", run_name="__main__")
"""
"""Runs the command, and interrupts it when it begins to import the module that the last argument names."""

MOMENTS = {
    "click": "before anything of the command is there",
    "copydesk.cli.convert": "while its options are",
    "copydesk.conversion": "while it runs",
    "copydesk.writing.docx": "while it writes",
    "the end": "while Python shuts down",
}


@pytest.mark.parametrize("module", MOMENTS)
def test_an_interrupt_at_any_moment_is_quiet(article: Path, tmp_path: Path, module: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT, article, "-o", tmp_path / "a.docx", "-q", module],
        capture_output=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")
    assert {path.name for path in tmp_path.iterdir()} <= {article.name, *(["a.docx"] if module == "the end" else [])}


def test_who_ignores_interrupts_goes_on(article: Path, tmp_path: Path) -> None:
    """As a script does for what it starts in the background."""
    ignoring = INTERRUPTED_AT.replace("signal.default_int_handler", "signal.SIG_IGN")
    result = subprocess.run(
        [sys.executable, "-c", ignoring, article, "-o", tmp_path / "a.md", "-q", "copydesk.conversion"],
        capture_output=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, b"")
    assert (tmp_path / "a.md").exists()
