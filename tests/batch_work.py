"""Stands for the work of a batch on an article, in its worker processes: imports little, and can fail in each way."""

from __future__ import annotations

import ctypes
import os
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
