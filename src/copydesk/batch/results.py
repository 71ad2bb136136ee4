"""The outcome of a job: what was made of an article, and what failed."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk import _files
from copydesk.errors import CopydeskError

if TYPE_CHECKING:  # an error of the command, such as an unknown option, needs none of this
    from copydesk.batch.planning import Job, Target
    from copydesk.conversion import Conversion
    from copydesk.problems import Problem


class Failure(NamedTuple):
    """An error and the target it affects, None for the whole article.

    ``details`` is the traceback of a fault in copydesk itself, empty for any other error.
    """

    error: CopydeskError
    target: Path | None = None
    details: str = ""


class Result(NamedTuple):
    """The outcome of a job: the problems of reading, the documents made, the failures."""

    job: Job
    problems: tuple[Problem, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    failures: tuple[Failure, ...] = ()


def failure(error: Exception, target: Target | None = None) -> Failure:
    """The failure for any exception; one that is no CopydeskError counts as a fault in copydesk, with its traceback."""
    path = target.path if target else None
    if isinstance(error, CopydeskError):
        return Failure(error, path)
    if isinstance(error, OSError) and error.errno in _files.REMEDIES:  # a library's own temporary files
        return Failure(_files.output_error("a temporary file", error), path)
    if isinstance(error, MemoryError):
        return Failure(
            CopydeskError("there is not enough memory for this article", "Split it, or choose another format"), path
        )
    description = " ".join(f"{type(error).__name__}: {error}".split())
    fault = CopydeskError(
        f"an error in copydesk itself ({description[:200]})", "Please report it with what COPYDESK_DEBUG=1 shows"
    )
    return Failure(fault, path, "".join(traceback.format_exception(error)))
