"""Pages without text: their pictures are recognised, as scans are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading.copy import Copy, CopyLine
from copydesk.reading.pdf.page_ranges import page_ranges
from copydesk.reading.scan import Scan, as_scan, recognised

_RESOLUTION = 300.0  # dots an inch
_MOST_PIXELS = 30_000_000
_POINTS = 72.0


def recognised_pages(document: Any, numbers: Sequence[int], lang: str | None) -> Copy:
    """The copy of the pages with these numbers, from 1. Raises MissingEngineError where tesseract is missing."""
    lines: list[CopyLine] = []
    problems: list[Problem] = []
    done = 0
    for run in page_ranges(numbers):
        try:
            copy = recognised(_pictures(document, run), lang, run[0], done=done, number=len(numbers))
        except InputError as error:
            pages = f"page {run[0]}" if len(run) == 1 else f"pages {run[0]} to {run[-1]}"
            problems.append(Problem("misread", None, f"{pages}: {error.message}"))
            continue
        finally:
            done += len(run)
        lines += copy.lines
        problems += copy.problems
    return Copy(tuple(lines), "scan", problems=tuple(problems))


def with_scans(lines: Sequence[CopyLine], scans: Copy) -> Iterator[CopyLine]:
    """The lines of a file with those of its scanned pages where these stand."""
    waiting = list(scans.lines)
    for line in lines:
        page = line.typeset.page if line.typeset else 0
        while waiting and waiting[0].typeset and waiting[0].typeset.page < page:
            yield waiting.pop(0)
        yield line
    yield from waiting


def _pictures(document: Any, numbers: Sequence[int]) -> Iterator[Scan]:
    """The pages as pictures, one after the other."""
    for number in numbers:
        page = document[number - 1]
        width, height = page.get_size()
        area = max(1.0, width * height) / _POINTS**2
        resolution = min(_RESOLUTION, (_MOST_PIXELS / area) ** 0.5)
        bitmap = page.render(scale=resolution / _POINTS, grayscale=True)
        picture = bitmap.to_pil()
        scan = as_scan(picture, resolution)
        bitmap.close()
        page.close()
        yield scan
