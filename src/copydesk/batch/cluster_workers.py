"""What is known of the workers of a cluster while they work: whether there are any, and whether their fonts differ."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from copydesk.errors import CopydeskError

__all__ = ["WAIT", "Workers"]

WAIT = 600.0
"""So many seconds without a worker are the end of a batch, unless the user says otherwise."""

_SILENCE = 30
"""Seconds without a worker after which that is said."""

_BETWEEN = 5
"""Seconds between two looks."""


class Workers:
    """The workers of the scheduler at an ``address``, of which ``client`` is a client of Dask. ``say`` is told, in a
    line each, what a person should know. Raises CopydeskError, at a look, if there has been no worker for ``wait``
    seconds."""

    def __init__(self, client: Any, address: str, wait: float, say: Callable[[str], None]) -> None:
        self._client = client
        self._address = address
        self._wait = wait
        self._say = say
        self._looked = self._last = time.monotonic()
        self._silent = True
        self._fonts: tuple[str, str] | None = None
        self.threads = max(1, self._count())
        """How many threads they have together; the last number, while there are none."""

    def _count(self) -> int:
        return sum(self._client.nthreads().values())

    def look(self, waiting: int) -> None:
        """Counts the threads, now and then. So many articles are ``waiting`` or with workers."""
        now = time.monotonic()
        if now - self._looked < _BETWEEN:
            return
        self._looked = now
        try:
            threads = self._count()
        except OSError:  # the connection is lost, which shows in the state of the client
            return
        if threads:
            self.threads, self._last = threads, now
            if not self._silent:
                self._silent = True
                self._say("the cluster has workers again")
        elif now - self._last > self._wait:
            raise CopydeskError(
                f"no worker has been at {self._address} for {now - self._last:.0f} seconds",
                f"Start some: `dask worker {self._address}`; the same command goes on where it was. See --cluster-wait",
            )
        elif self._silent and now - self._last > _SILENCE:
            self._silent = False
            since = time.strftime("%H:%M", time.localtime(time.time() - (now - self._last)))
            self._say(f"no worker has been at {self._address} since {since}; {waiting:,} articles wait for one")

    def note_fonts(self, worker: str, fonts: str) -> None:
        """Notes the fingerprint of a worker's fonts, empty if they do not matter. The first that differs from that of
        the first worker is said."""
        if not fonts or self._fonts == ("", ""):
            return
        first, expected = self._fonts = self._fonts or (worker, fonts)
        if fonts != expected:
            self._fonts = ("", "")
            self._say(f"the workers {first} and {worker} have different fonts: documents may not look the same")
