"""Stands for the work of a batch on an article, in its worker processes: imports little, and can fail in each way."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from copydesk.batch.fingerprint import hash_of
from copydesk.batch.names import Facts, Pattern
from copydesk.batch.one_article import Document, Outcome, Settings, Task


def quick(settings: Settings, task: Task) -> Outcome:
    """Copies the article, under its first word as ``slug``, or does what that word says."""
    data = task.data if task.data is not None else (task.file or Path()).read_bytes()
    order = data.decode().split()[0]
    if order == "exit":
        os._exit(9)
    if order == "once" and not (settings.scratch.parent / "once").exists():
        (settings.scratch.parent / "once").touch()
        os._exit(9)
    if order == "worker" or (order == "once-worker" and _is_first(task.folder / "once")):
        os.kill(_ancestor(3), signal.SIGKILL)
        time.sleep(60)
    if order == "segv":
        ctypes.string_at(0)
    if order == "hang":
        time.sleep(60)
    if order == "memory":
        hold = [bytearray(2**24) for _ in range(1000)]
        del hold
    if order == "starved":
        hold_less = b"x" * (250 * 2**20)
        time.sleep(0.3)
        return Outcome("failed", cause="fault", error=f"a library failed with {len(hold_less)} bytes")
    if order == "full":
        return Outcome("failed", full=True)
    if order == "slow":
        time.sleep(0.02)
    name = Pattern(settings.pattern).path(Facts("", Path(task.below).stem, task.id, slug=order), "out")
    file = settings.scratch / f"{task.number}"
    file.write_bytes(data)
    return Outcome("done", hash_of(data), (Document(file, name, len(data)),))


def _is_first(mark: Path) -> bool:
    """Whether nobody was here before; leaves a mark for the next one."""
    if mark.exists():
        return False
    mark.touch()
    return True


def _ancestor(generation: int) -> int:
    """The process that started the one that started this one, and so on: the third is the worker of a cluster."""
    process = os.getpid()
    for _ in range(generation):
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        process = int(stat.rpartition(")")[2].split()[1])
    return process
