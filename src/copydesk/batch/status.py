"""How far a batch is: what its manifests say, of one folder or of all its shards, also while it runs."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from copydesk.batch.manifest import manifest_of
from copydesk.errors import InputError, OutputError

__all__ = ["Status", "status"]

_SHOWN = 10

Ask = Callable[..., list[Any]]
"""Gives the rows for an order of SQL and its values."""


class Failed(msgspec.Struct, frozen=True):
    """Failures for one ``cause``: how many, and the articles that failed last, each with the reason."""

    cause: str
    number: int
    articles: dict[str, str]


class Status(msgspec.Struct, frozen=True):
    """Numbers of articles and documents; ``doubtful`` are the articles with the most doubts, ``lost`` those with words
    in no document, ``slowest`` those that took longest, in seconds. ``rate`` is articles a second in the last run;
    ``changed`` says how many seconds ago anything was finished."""

    done: int
    failed: int
    documents: int
    megabytes: float
    failures: tuple[Failed, ...]
    with_doubts: int
    doubtful: dict[str, int]
    lost: dict[str, int]
    slowest: dict[str, float]
    rate: float
    changed: float | None


def status(output: Path) -> Status:
    """What the manifests in this folder, and in those of its shards, say. Raises InputError if there is none."""
    bases = [each for each in (output, *sorted(output.glob("shard-*-of-*"))) if manifest_of(each).is_file()]
    if not bases:
        raise InputError(f"there was no batch into {output}", "Name the folder that was given with -O")
    counts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    reasons: dict[str, dict[str, str]] = {}
    tops: dict[str, dict[str, Any]] = {"doubts": {}, "lost": {}, "seconds": {}}
    rate, last = 0.0, 0.0
    for base in bases:
        with _opened(base) as ask:
            counts.update(_sums(ask))
            for cause, number in ask("SELECT cause, count(*) FROM article WHERE state = 'failed' GROUP BY cause"):
                causes[cause] += number
                order = "FROM article WHERE state = 'failed' AND cause = ? ORDER BY finished DESC LIMIT ?"
                reasons.setdefault(cause, {}).update(ask(f"SELECT id, error {order}", cause, _SHOWN))
            for column, top in tops.items():
                order = f"SELECT id, {column} FROM article WHERE {column} > 0 ORDER BY {column} DESC, id LIMIT ?"
                top.update(ask(order, _SHOWN))
            order = "SELECT started, ended, done + failed FROM run WHERE done + failed > 0 ORDER BY number DESC LIMIT 1"
            for started, ended, number in ask(order):
                rate += number / max((ended or time.time()) - started, 1e-3)
                last = max(last, ended or 0.0)
    return Status(
        done=counts["done"],
        failed=counts["failed"],
        documents=counts["documents"],
        megabytes=round(counts["bytes"] / 2**20, 1),
        failures=tuple(
            Failed(cause, number, dict(list(reasons[cause].items())[:_SHOWN])) for cause, number in causes.most_common()
        ),
        with_doubts=counts["with_doubts"],
        doubtful=_largest(tops["doubts"]),
        lost=_largest(tops["lost"]),
        slowest={id_: round(seconds, 2) for id_, seconds in _largest(tops["seconds"]).items()},
        rate=round(rate, 2),
        changed=round(time.time() - last, 1) if last else None,
    )


def _largest(values: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(values.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN])


def _sums(ask: Ask) -> dict[str, int]:
    """How many articles and documents there are of each kind, and the bytes of the documents."""
    sums: dict[str, int] = dict(
        ask("SELECT state, count(*) FROM article WHERE state IN ('done', 'failed') GROUP BY state")
    )
    ((sums["with_doubts"],),) = ask("SELECT count(*) FROM article WHERE doubts > 0")
    ((sums["documents"], sums["bytes"]),) = ask(
        "SELECT count(*), coalesce(sum(size), 0) FROM name JOIN article ON id = article "
        "WHERE state IN ('done', 'failed')"
    )
    return sums


@contextmanager
def _opened(base: Path) -> Iterator[Ask]:
    """A function that asks the manifest of a folder, which is only read. Raises OutputError if it cannot be."""
    try:
        connection = sqlite3.connect(f"{manifest_of(base).absolute().as_uri()}?mode=ro", uri=True, timeout=60)
        try:
            yield lambda order, *values: connection.execute(order, values).fetchall()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise OutputError(f"{manifest_of(base)} cannot be read: {error}", "Check the disk") from None
