"""External programs for tests: without one, a test is skipped, or fails if CI=true."""

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
"""Seconds after which a program is taken to hang, on a machine that is busy with other work."""

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
    """Skips the test because a requirement is missing, or fails it if CI=true."""
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
"""Python code for the folder of ``order``: runs the command for each order, and ends at the first failure."""


def order(folder: Path, orders: Sequence[tuple[str, str, str]], *, backwards: bool = False) -> int:
    """Writes the orders for ``IN_ONE_PROCESS`` into a folder: inputs, formats and options, each separated by spaces.

    The documents go to the folders ``made-0``, ``made-1`` and so on; ``backwards`` runs the last order first. Returns
    the number of documents."""
    arguments = [
        [*inputs.split(), *f" {formats}".replace(" ", " -t ").split(), *options.split(), "-q", "-O", f"made-{number}"]
        for number, (inputs, formats, options) in enumerate(orders)
    ]
    (folder / "orders.json").write_text(json.dumps(arguments[::-1] if backwards else arguments), "utf-8")
    return sum(len(inputs.split()) * len(formats.split()) for inputs, formats, _ in orders)
