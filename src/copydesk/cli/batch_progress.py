"""What the command ``batch`` says while it works: on a terminal one line that changes, else now and then a line."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from copydesk.cli.terminal import Messages, echo, print_error, show_for_now, wanted_details

if TYPE_CHECKING:
    from copydesk.batch.placing import Finished

__all__ = ["Progress", "in_words"]

_SPAN = 30.0
"""The rate is that of the last so many seconds."""

_BETWEEN_LINES = 15.0
_BETWEEN_CHANGES = 0.2


class Progress:
    """Reports what is finished. ``counts`` are those of the batch; ``total`` counts all inputs, in a thread of its own,
    for the time that is left."""

    def __init__(
        self, counts: Counter[str], total: Callable[[], int] | None, *, quiet: bool, verbose: bool, as_json: bool
    ) -> None:
        self._counts = counts
        self._quiet = quiet
        self._messages = Messages(quiet=quiet or not verbose, verbose=verbose)
        self._as_json = as_json
        self._changing = not quiet and not verbose and not as_json and bool(sys.stderr and sys.stderr.isatty())
        self._times: deque[float] = deque()
        self._shown = self._start = time.monotonic()
        self._total: int | None = None
        if total is not None and not quiet:
            threading.Thread(target=self._count, args=(total,), daemon=True).start()

    def _count(self, total: Callable[[], int]) -> None:
        try:
            self._total = total()
        except Exception:
            return  # the run itself says what is wrong with an input

    def finished(self, article: Finished) -> None:
        """Reports one article."""
        now = time.monotonic()
        self._times.append(now)
        while self._times[0] < now - _SPAN:
            self._times.popleft()
        if self._as_json:
            self._log(article)
        else:
            self._report(article)
        if now - self._shown > (_BETWEEN_CHANGES if self._changing else _BETWEEN_LINES):
            self._shown = now
            self._show()

    def say(self, words: str) -> None:
        """Says something of the batch as a whole."""
        if self._as_json:
            import msgspec

            echo(msgspec.json.encode({"event": "note", "message": words}).decode())
        elif not self._quiet:
            echo(f"copydesk: {words}")

    def _log(self, article: Finished) -> None:
        import msgspec

        record = {
            "event": article.state,
            "id": article.id,
            "documents": [str(path) for path in article.documents],
            "seconds": round(article.seconds, 3),
            "problems": len(article.problems),
            **({"cause": article.cause, "error": article.error} if article.error else {}),
            **({"details": details} if (details := wanted_details(article.details)) else {}),
        }
        echo(msgspec.json.encode(record).decode())

    def _report(self, article: Finished) -> None:
        self._messages.warn(article.id, article.problems)
        if article.state == "failed":
            print_error(article.error, article.details, article.id)
        else:
            self._messages.step(f"{article.id} -> {', '.join(map(str, article.documents)) or 'a line'}")

    def _show(self) -> None:
        if self._quiet:
            return
        rate = len(self._times) / max(min(_SPAN, self._shown - self._start), 1e-3)
        passed = sum(self._counts.values())
        words = f"{passed:,}{f' of {self._total:,}' if self._total else ''} articles"
        if self._counts["failed"]:
            words += f", {self._counts['failed']:,} failed"
        words += f", {rate:.3g} a second"
        if self._total is not None and rate and self._total >= passed:
            words += f", {in_words((self._total - passed) / rate)} left"
        if self._as_json:
            echo(f'{{"event":"progress","passed":{passed},"total":{self._total or "null"},"rate":{rate:.3g}}}')
        elif self._changing:
            show_for_now(words)
        else:
            echo(f"copydesk: {words}")

    def end(self, *, stopped: bool) -> None:
        """Says at last what was done."""
        show_for_now("")
        counts = self._counts
        if self._as_json:
            import msgspec

            event = "stopped" if stopped else "end"
            seconds = round(time.monotonic() - self._start, 2)
            echo(msgspec.json.encode({"event": event, "seconds": seconds, **counts}).decode())
        elif not self._quiet:
            words = [f"{counts['done']:,} articles converted", f"{counts['failed']:,} failed"]
            for name, words_for_it in (
                ("current", "up to date"),
                ("failed before", "failed before (--retry-failed tries them again)"),
                ("older", "older"),
                ("twice", "named twice"),
            ):
                words += [f"{counts[name]:,} {words_for_it}"] if counts[name] else []
            echo(f"copydesk: {', '.join(words)}")
        if stopped and not self._quiet and not self._as_json:
            echo("copydesk: stopped; the same command goes on where it was")


def in_words(seconds: float) -> str:
    """A duration: ``40 s``, ``12 min``, ``3.5 h``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
