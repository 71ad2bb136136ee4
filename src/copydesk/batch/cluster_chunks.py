"""How articles are put into chunks for a cluster: how many of them, and which go together."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.batch.cluster_host import Parcel

__all__ = ["Item", "Ready"]

_FIRST, _FEWEST, _MOST = 5, 50, 500
"""Articles in a chunk: the first chunks are small, so that each worker has work however few there are; later ones are
as large as can be done in ``_SECONDS``, between the other two."""

_SECONDS = 20
_BYTES = 8 * 2**20
"""A chunk holds no more bytes of articles than so many, but at least one article."""


class Item(NamedTuple):
    """An article under the ``key`` of whoever gave it, and the ``size`` in bytes of what is sent for it: of the
    ``file`` that holds it among others, if there is one."""

    key: Any
    parcel: Parcel
    file: Path | None
    size: int


class Ready:
    """The articles that are ready to be sent."""

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self._seconds, self._done = 0.0, 0

    def __len__(self) -> int:
        return len(self._items)

    def add(self, item: Item) -> None:
        self._items.append(item)

    def learn(self, seconds: float) -> None:
        """Notes how long an article took."""
        self._seconds += seconds
        self._done += 1

    def size(self, rounds: int) -> int:
        """How many articles the next chunk is to have, when all workers have been given so many rounds of chunks."""
        usual = _SECONDS * self._done / self._seconds if self._seconds else _FEWEST
        usual = min(max(usual, _FEWEST), _MOST)
        return int(min(usual, _FIRST * 2 ** min(rounds, 10)))

    def take(self, number: int) -> list[Item]:
        """So many articles, or as many of them as a chunk may hold; the bytes of a file of several count once."""
        items: list[Item] = []
        files: set[Path] = set()
        size = 0
        while self._items and len(items) < number:
            following = self._items[0]
            size += 0 if following.file in files else following.size
            if items and size > _BYTES:
                break
            if following.file is not None:
                files.add(following.file)
            items.append(self._items.popleft())
        return items
