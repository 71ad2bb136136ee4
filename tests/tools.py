"""Programs that tests use and the machine may lack: they skip then, but fail where CI=true."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def require(program: str) -> str:
    """The path of a program, such as ``"pdftotext"``. Skips the test if it is missing, and fails it where CI=true."""
    path = shutil.which(program)
    if path is None:
        message = f"{program} is not installed; `make setup` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


def copydesk(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *map(str, arguments)],
        input=stdin,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
        timeout=120,
    )
