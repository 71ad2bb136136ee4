"""How worker processes are started: by a process that imports once, for all of them, what they need.

That process takes the greater part of a second, as this one does for what it imports itself; so a command that will
need it lets it begin first of all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from copydesk import _files
from copydesk.errors import TERMINATED

__all__ = ["WARM", "begin", "clear_at_exit", "start_worker", "warm_modules", "worker_context"]

WARM = "copydesk.batch.warm"
_LONGEST_FOLDER = 70  # bytes: the path of a socket has 104 at most, and multiprocessing adds 32

_SOCKETS = "COPYDESK_SOCKETS"
"""The variable by which that process knows the folder of the sockets for starting workers."""

_WARMED = ("pdf", "epub", "docx")
"""The formats with libraries that all workers share: ``warm`` has a module for each."""


def warm_modules(formats: Iterable[str], pdf_engine: object = None) -> list[str]:
    """The modules with what workers need that write documents of these formats."""
    by_typst = pdf_engine == "typst"
    return [WARM, *(f"{WARM}.{name}" for name in formats if name in _WARMED and not (name == "pdf" and by_typst))]


def begin(modules: Sequence[str]) -> None:
    """Starts the process that workers are started by, if it is none yet, and does not wait for it: it imports these
    modules, and ignores Ctrl-C, which is for this one."""
    import multiprocessing.util
    import signal

    if worker_context(modules).get_start_method() != "forkserver":
        return
    from multiprocessing import resource_tracker
    from multiprocessing.forkserver import ensure_running

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        resource_tracker.ensure_running()  # another process, which takes its time: the folder is not there before
        os.environ[_SOCKETS] = multiprocessing.util.get_temp_dir()
        ensure_running()
    finally:
        os.environ.pop(_SOCKETS, None)
        signal.signal(signal.SIGINT, before)


def clear_at_exit() -> None:
    """In the process that workers are forked from: lets it remove the folder of its sockets when it ends, since who
    started it may have been killed."""
    import atexit
    import shutil

    sockets = os.environ.pop(_SOCKETS, "")
    if Path(sockets).name.startswith("pymp-"):  # as multiprocessing calls it
        atexit.register(shutil.rmtree, sockets, ignore_errors=True)


def worker_context(preload: Sequence[str]) -> Any:
    """The way in which worker processes are started: by a process that imports these modules once for all of them,
    where the system can do that and the folder for temporary files has room for the name of a socket."""
    import multiprocessing
    import tempfile

    can_fork = "forkserver" in multiprocessing.get_all_start_methods()
    fits = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER
    way = "forkserver" if can_fork and fits else "spawn"
    context: Any = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload(list(preload))
    return context


def start_worker(temporary: str = "") -> None:
    """Prepares a worker: it ignores Ctrl-C, ends with its parent, and leaves no half-written file when it is
    stopped. A parent that is killed cannot remove ``temporary``, its folder for sockets: its workers do; empty for
    none."""
    import multiprocessing
    import shutil
    import signal
    import threading

    def stop(*_: object) -> None:
        _files.discard_unfinished()
        os._exit(TERMINATED)

    def follow_parent() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            if temporary:
                shutil.rmtree(temporary, ignore_errors=True)
            stop()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop)
    threading.Thread(target=follow_parent, daemon=True).start()
