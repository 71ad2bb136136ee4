"""What the machine gives this process."""

from __future__ import annotations

import functools
import os
from contextlib import suppress
from pathlib import Path


def processors() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@functools.cache
def process_space() -> str:
    """Eight hexadecimal digits that all processes have in common which see each other by their numbers: those of one
    container, or of one machine, since it was started."""
    import hashlib
    import platform

    known = [platform.node()]
    with suppress(OSError):  # a system without /proc has no containers either
        known.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii"))
        known.append(str(Path("/proc/self/ns/pid").stat().st_ino))
    return hashlib.blake2b("\n".join(known).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
