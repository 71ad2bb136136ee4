"""Settings and fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from copydesk import cli
from tests.tools import FUZZ

settings.register_profile("copydesk", deadline=None, derandomize=True, database=None)
"""The same examples each time on every machine, so that anybody can reproduce a failure."""
settings.register_profile(
    "fuzz", deadline=None, database=None, max_examples=100 * FUZZ, suppress_health_check=list(HealthCheck)
)
"""Fresh and many examples: `make fuzz`."""
settings.load_profile("fuzz" if FUZZ > 1 else "copydesk")

if FUZZ == 1:
    # Hypothesis draws constants of our modules too, of those that were imported so far: so the examples of a test would
    # depend on the tests that ran before it in its process.
    assert hasattr(providers, "_get_local_constants")  # private to Hypothesis: a release that renames it must be seen
    providers._get_local_constants = lambda: providers._local_constants

for name in (
    "COPYDESK_DEBUG",
    "COPYDESK_PASSWORD",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "PYTHONWARNINGS",
):
    os.environ.pop(name, None)  # settings of a user's own terminal change the output of the command
# Without bytecode each process that a test starts compiles all of the package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.update(TZ="UTC", LC_ALL="C.UTF-8", TERM="xterm-256color")

ARTICLE = """\
Rain at last

By Ana Ruiz

LIMA, 14 August 2025 - It rained in the valley on Thursday, for the first time in two years, and the children
who had never seen it stood in the road with their mouths open.

The mayor declared a holiday. Nobody had waited for him to do so.
"""

LOST_LINK = ARTICLE + "\nThe record, [as the dam keeps it](#), says otherwise, and the dam has never been wrong.\n"
"""The same with a problem in line 10: a link whose target was lost."""


class Run(NamedTuple):
    """The result of a command: its exit code, standard output and standard error."""

    code: int
    out: bytes
    err: str


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Runs the command in this process: ``run("article.txt", "-o", "article.md")``."""

    def run(*arguments: str | Path) -> Run:
        with pytest.raises(SystemExit) as end:
            cli.main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Run(int(end.value.code or 0), out, err.decode("utf-8"))

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with a short article that is read without any problem."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
