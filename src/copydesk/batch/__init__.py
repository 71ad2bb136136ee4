"""Batches: plans which file becomes which document, and runs the jobs on any ``concurrent.futures`` executor.

A failure affects its own document only; the others are still made. Each name is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copydesk.batch.planning import Found, Job, Target, check, find, numbered, plan
    from copydesk.batch.results import Failure, Result, failure
    from copydesk.batch.running import processes, run, work

__all__ = [
    "Failure",
    "Found",
    "Job",
    "Result",
    "Target",
    "check",
    "failure",
    "find",
    "numbered",
    "plan",
    "processes",
    "run",
    "work",
]

_MODULES = {
    "planning": ("Found", "Job", "Target", "check", "find", "numbered", "plan"),
    "results": ("Failure", "Result", "failure"),
    "running": ("processes", "run", "work"),
}


def __getattr__(name: str) -> Any:
    """What the package exports, imported when it is first used."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
