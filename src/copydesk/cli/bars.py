"""Progress bars on the terminal, by rich."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Bars"]


class Bars:
    """Progress bars on the terminal of standard error, each of two steps or more, by what they count."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def show(self, name: str, done: int, number: int) -> None:
        """Shows that so many steps are done of this number; a bar that is full goes, unless it is the first."""
        if number < 2 or (progress := self._started()) is None:
            return
        if name not in self._tasks:
            self._tasks[name] = progress.add_task(name, total=number)
        progress.update(self._tasks[name], completed=done, total=number, refresh=True)
        if name and done >= number:
            progress.remove_task(self._tasks.pop(name))

    def _started(self) -> Progress | None:
        if self._progress is None:
            try:
                from rich.console import Console
                from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
            except ImportError:  # bars are optional
                return None
            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.start()
        return self._progress
