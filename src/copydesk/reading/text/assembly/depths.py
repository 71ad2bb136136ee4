"""Parts quoted by ``>``, as in mail, grouped by how deep they are quoted."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.text.parts import Part

_DEEPEST = 9  # quotations inside one another; what is deeper stands in the innermost


def by_depth(parts: list[Part], level: int) -> Iterator[tuple[int, list[Part]]]:
    """Neighbours that are all quoted deeper than ``level``, or all not deeper, each run with its first part's depth,
    ``level`` at the least. An attribution closes the quotation above it, whether it is marked or not."""
    run: list[Part] = []
    depth = level
    for part in parts:
        here = _depth(part)
        signs = part.decision.role == "attribution" and depth > level
        closed = bool(run) and run[-1].decision.role == "attribution" and depth > level and not signs
        if run and (closed or ((here > level) != (depth > level) and not signs)):
            yield depth, run
            run = []
        if not run:
            depth = max(here, level)
        run.append(part)
    if run:
        yield depth, run


def without_attribution(run: list[Part], level: int) -> tuple[list[Part], list[Part]]:
    """The words of a run, and the attributions below them that are quoted no deeper than ``level``."""
    end = len(run)
    while end > 1 and run[end - 1].decision.role == "attribution" and _depth(run[end - 1]) <= level:
        end -= 1
    return run[:end], run[end:]


def _depth(part: Part) -> int:
    return min(part.piece.lines[0].depth, _DEEPEST)
