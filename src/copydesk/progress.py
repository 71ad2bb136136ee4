"""How far work has come that takes long, for a person who waits: the pages of a scan that are recognised.

Whoever does such work reports its steps, and whoever shows them watches; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["report_pages", "watch_pages"]

Watcher = Callable[[int, int], None]
"""Is called with the number of pages that are done and the number of all."""

_watcher: ContextVar[Watcher | None] = ContextVar("_watcher", default=None)


@contextmanager
def watch_pages(watcher: Watcher) -> Iterator[None]:
    """Has the watcher called for each page that is recognised within this context."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def report_pages(done: int, number: int) -> None:
    """Says that so many pages of this number are recognised."""
    watcher = _watcher.get()
    if watcher is not None:
        watcher(done, number)
