"""The hidden layer of a scanned page: its words, with the line of the layer that each is of.

Who recognised the page saw its columns, and wrote one line after the other. In a layer words are stretched over their
boxes, so that the spaces between them are as wide as gutters are in type that is set: the lines of the layer are kept
but for those that were read across two columns, as in files of OCR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from copydesk.reading.copy import Box
from copydesk.reading.ocr.columns import with_columns
from copydesk.reading.ocr.scanned import Block, Page, ScannedLine, Word, around
from copydesk.reading.pdf.runs import Run

_STEP = 0.5  # em by which a word may stand above or below the one before it: lines of a scan slope
_BACK = 0.5  # em by which the boxes of two words may overlap


def in_lines(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page in their order, the hidden ones with the number of their line of the layer, on one baseline
    and of one size with the others of it."""
    words: dict[int, Run] = {}
    lines: list[ScannedLine] = []
    for line in _lines(runs):
        own = [_word(run) for run in line]
        words |= {id(word): run for word, run in zip(own, line, strict=True)}
        text = " ".join(word.text for word in own)
        size = median(run.size for run in line)
        lines.append(ScannedLine(text, around(word.box for word in own), tuple(own), size))
    page = with_columns(Page((Block(tuple(lines)),))) if lines else Page(())
    numbered: dict[int, Run] = {}
    for number, scanned in enumerate((line for block in page.blocks for line in block.lines), 1):
        line = [words[id(word)] for word in scanned.words]
        size, baseline = median(run.size for run in line), median(run.baseline for run in line)
        numbered |= {id(run): _set_on(run, number, size, baseline) for run in line}
    return [numbered.get(id(run), run) for run in runs]


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The lines of a layer, which ends one where it goes on elsewhere than right of a word."""
    line: list[Run] = []
    for run in runs:
        if not run.hidden:
            continue
        if line and not _goes_on(line[-1], run):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _goes_on(before: Run, run: Run) -> bool:
    size = max(before.size, run.size)
    return (
        run.follows(before)
        and abs(run.baseline - before.baseline) <= _STEP * size
        and run.left >= before.right - _BACK * size
    )


def _word(run: Run) -> Word:
    return Word(run.text, Box(run.left, run.top, run.right, run.bottom))


def _set_on(run: Run, line: int, size: float, baseline: float) -> Run:
    down = baseline - run.baseline
    return run._replace(line=line, size=size, baseline=baseline, top=run.top + down, bottom=run.bottom + down)
