"""Programs that tests use and the machine may lack: they skip then, but fail where CI=true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

PATIENCE = 600
"""Seconds after which what has not ended is taken to hang, on a machine that is busy with other things."""

FUZZ = int(os.environ.get("COPYDESK_FUZZ", "1"))
"""How many times the ordinary number of examples a property test gets; more than once is for `make fuzz`."""


def examples(number: int, **more: Any) -> settings:
    """The settings of a property test that has so many examples in the ordinary run."""
    return settings(max_examples=number * FUZZ, **more)


def require(program: str) -> str:
    """The path of a program, such as ``"pdftotext"``. Skips the test if it is missing, and fails it where CI=true."""
    return shutil.which(program) or missing(program)


def require_node(package: str) -> Path:
    """The folder of a validator from the npm registry (see ``tests/validators/package.json``), such as ``"axe-core"``.
    Skips the test if it is missing, and fails it where CI=true."""
    folder = ROOT / ".validators" / "node_modules" / package
    return folder if folder.is_dir() and shutil.which("node") else missing(package)


def missing(requirement: str) -> NoReturn:
    """Skips the test for want of a validator, and fails it where CI=true."""
    message = f"{requirement} is not installed; `make setup` installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


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
        timeout=PATIENCE,
    )


IN_ONE_PROCESS = """
import json
from copydesk.cli import main
for arguments in json.load(open("orders.json")):
    try:
        main(arguments)
    except SystemExit as end:
        if end.code:
            raise
"""
"""Python for the place of ``order``: it runs the command for each order, and ends with the first that fails."""


def order(folder: Path, orders: Sequence[tuple[str, str, str]], *, backwards: bool = False) -> int:
    """Leaves in a folder what ``IN_ONE_PROCESS`` is to do there: of these inputs make these formats by these options,
    each words parted by spaces, in the folders ``made-0``, ``made-1`` and so on, or the last of them first. Returns the
    number of documents."""
    arguments = [
        [*inputs.split(), *f" {formats}".replace(" ", " -t ").split(), *options.split(), "-q", "-O", f"made-{number}"]
        for number, (inputs, formats, options) in enumerate(orders)
    ]
    (folder / "orders.json").write_text(json.dumps(arguments[::-1] if backwards else arguments), "utf-8")
    return sum(len(inputs.split()) * len(formats.split()) for inputs, formats, _ in orders)
