"""Times of functions and of commands, as ratios of runs that alternate: a machine is never as fast as a minute ago."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds by the clock and of the processor, of a command with all processes that it starts."""

    wall: float
    cpu: float


_PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def command(*arguments: str, input_: bytes | None = None) -> Spent:
    """Runs a command, which finds the programs of this environment, and says what it took. Raises CalledProcessError if
    it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        arguments,
        input=input_,
        stdin=subprocess.DEVNULL if input_ is None else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        env={**os.environ, "PATH": _PATH},
    )
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def total(spent: Sequence[Spent]) -> Spent:
    """Several commands, one after the other."""
    return Spent(sum(one.wall for one in spent), sum(one.cpu for one in spent))


def seconds(task: Callable[[], object]) -> float:
    """The seconds of the processor that a task takes in this process."""
    started = time.process_time()
    task()
    return time.process_time() - started


def alternated(tasks: Mapping[str, Callable[[], Spent]], rounds: int) -> dict[str, list[Spent]]:
    """Runs the tasks in turn, so many times, after a first round that fills caches."""
    for task in tasks.values():
        task()
    spent: dict[str, list[Spent]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            spent[name].append(task())
    return spent


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median of the ratios of runs that alternated: how many times as long the first takes."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True) if b)
