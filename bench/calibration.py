"""How sure the reader says it is, against how often it is right, and which articles it warns of.

usage: python bench/calibration.py FOLDER... --scorer FOLDER [--write]

FOLDER holds raw texts, each with its right reading (`.gold.json`) beside it; the scorer's folder has the modules
`score.py` (`Tally`, `align`, `flat`, `words`) and `reading.py` (`reading`), which say what of a reading is right. The
words of both readings are aligned as the scorer does: the role of a piece is right if most of its words have its
label, a decision whether a paragraph begins if a block of the right reading begins there, or does not.

Prints for each kind of decision its calibration (said confidence, share right, number), with the expected calibration
error; the same where each source is judged by a calibration fitted to all others; and the share of the articles that
carry a doubt, of those read with and without faults, for several thresholds. --write puts the calibration that is
fitted to all articles into `weights.toml`: after each fit of the weights, for it holds for those alone.

Needs numpy and scipy, and what the scorer needs.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import weights_file
from scipy.optimize import minimize

from copydesk.reading.text import Draft, draft_of
from copydesk.reading.text.evidence import SURE
from copydesk.reading.text.evidence.calibration import (
    OTHERS,
    Calibration,
    break_calibration,
    break_kind,
    log_odds,
    role_calibration,
    role_kind,
)
from copydesk.reading.text.lines import Line

LABELS = {
    "paragraph": "paragraph", "heading": "heading", "quotation": "blockquote", "attribution": "blockquote",
    "pull_quote": "blockquote", "verse_line": "blockquote", "list_item": "list", "table_row": "paragraph",
    "caption": "paragraph", "note": "paragraph", "contact": "footer", "bio": "footer", "rights": "footer",
    "related": "footer", "correction": "footer",
}  # fmt: skip
"""The scorer's label of each role below the head."""

LINE_BY_LINE = ("verse", "table", "pre", "footnote")
"""The blocks of a right reading within which lines may begin pieces."""

BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0)
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.82, 0.85, 0.9, 0.95)
FEWEST = 200
"""Decisions for a role that has a calibration of its own."""

MOSTLY = 0.6
PULL = 3.0
"""How strongly a scale is pulled to 1 and a shift to 0, in decisions."""


class Judged(NamedTuple):
    """A decision: ``role`` or ``break``, its kind, the log-odds of its weights, and whether it was right."""

    decision: str
    kind: str
    log_odds: float
    right: bool


class Case(NamedTuple):
    """An article: where it is from, whether it was read without a fault, its decisions, the lowest confidence of its
    roles that could be others, and the kinds of its doubts."""

    source: str
    perfect: bool
    judged: list[Judged]
    least_sure: float
    doubts: list[str]


# -------------------------------------------------------------------------------------------------------- judge


def case_of(path: Path, scorer: str) -> Case:
    """Reads an article and judges its decisions."""
    if scorer not in sys.path:
        sys.path.insert(0, scorer)
    score, reading = importlib.import_module("score"), importlib.import_module("reading")
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    breaks: list[tuple[int, float]] = []
    draft = draft_of(path.read_bytes(), watch=lambda index, _, log_odds: breaks.append((index, log_odds)))
    tally = score.Tally()
    tally.add(gold, reading.reading(json.loads(draft.article.to_json()), "licence" in gold))
    judge = Judge(score, gold)
    parts = [part.decision for part in draft.labelled]
    open_ones = (each.confidence for each in parts if each.second not in (None, each.role))
    return Case(
        gold.get("source") or path.name.split("-")[0],
        bool(tally.perfect),
        [*judge.roles(draft), *judge.breaks(draft.lifted.lines, breaks)],
        min(open_ones, default=1.0),
        [problem.kind for problem in draft.problems if problem.is_doubt],
    )


class Judge:
    """Says of the decisions of an article whether they are right."""

    def __init__(self, score: Any, gold: dict[str, Any]) -> None:
        self._score, self._gold = score, gold
        self._words, self._labels, opens = score.flat(gold["blocks"], drop=("noise",))
        self._opens = set(opens)
        self._within: set[int] = set()  # words of blocks within which lines begin pieces
        done = 0
        for block in gold["blocks"]:
            size = len(score.flat([block], drop=("noise",))[0])
            if block["type"] in LINE_BY_LINE or (block["type"] != "blockquote" and "\n" in block["text"]):
                self._within.update(range(done, done + size))
            done += size

    def roles(self, draft: Draft) -> Iterator[Judged]:
        """The decisions for roles, but for those that were given, and those that nothing shows to be right or wrong."""
        texts = [self._score.words(part.piece.text) for part in draft.labelled]
        aligned = self._aligned(texts)
        for part, words, places in zip(draft.labelled, texts, aligned, strict=True):
            role, sure = part.decision.role, part.decision.confidence
            right = self._is_right(role, words, [self._labels[place] for place in places])
            if right is not None and part.decision.second is not None:
                calibration = role_calibration(role)
                yield Judged("role", role_kind(role), (log_odds(sure) - calibration.shift) / calibration.scale, right)

    def _is_right(self, role: str, words: list[str], labels: list[str]) -> bool | None:
        enough = bool(words) and len(labels) >= MOSTLY * len(words)
        if role in ("headline", "deck"):
            field = " ".join(self._score.words(self._gold.get("title" if role == "headline" else "deck") or ""))
            return " ".join(words) in field if field else False if enough else None
        if role in LABELS and enough:
            return max(set(labels), key=labels.count) == LABELS[role]
        return None

    def breaks(self, lines: Sequence[Line], decisions: Iterable[tuple[int, float]]) -> Iterator[Judged]:
        """The decisions whether a paragraph begins, where the words on both sides are of the article's text."""
        aligned = self._aligned([self._score.words(line.text) for line in lines], whole=True)
        for index, score in decisions:
            before, here = aligned[index - 1][-1:], aligned[index][:1]
            if not before or not here or min(before[0], here[0]) < 0 or here[0] in self._within:
                continue
            kind = break_kind(score, across=bool(lines[index].gap or lines[index].cut))
            yield Judged("break", kind, abs(score), (here[0] in self._opens) == (score > 0))

    def _aligned(self, texts: list[list[str]], *, whole: bool = False) -> list[list[int]]:
        """For each text the indices of its words in the right reading; of those that are not there none, or -1."""
        every = [word for words in texts for word in words]
        place = {read: right for right, read in self._score.align(self._words, every)}
        ends = np.cumsum([len(words) for words in texts])
        positions = [
            [place.get(at, -1) for at in range(end - len(words), end)] for words, end in zip(texts, ends, strict=True)
        ]
        return positions if whole else [[at for at in places if at >= 0] for places in positions]


# ---------------------------------------------------------------------------------------------------------- fit


Calibrations = dict[tuple[str, str], Calibration]


def fitted(judged: Sequence[Judged]) -> Calibrations:
    """A calibration for each kind of decision; the rare roles have one together."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for each in judged:
        groups[each.decision, each.kind].append(each)
    for key in [key for key, group in groups.items() if key[0] == "role" and len(group) < FEWEST]:
        groups["role", OTHERS] += groups.pop(key)
    return {key: _fitted(group) for key, group in sorted(groups.items())}


def _fitted(group: list[Judged]) -> Calibration:
    """The scale and shift of the highest likelihood: logistic regression."""
    x = np.clip([each.log_odds for each in group], -20, 20)
    sign = np.where([each.right for each in group], 1.0, -1.0)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (values[0] * x + values[1])
        slope = -sign / (1 + np.exp(np.clip(margin, -60, 60)))
        pull = PULL * ((values[0] - 1) ** 2 + values[1] ** 2)
        pulled = 2 * PULL * np.array([values[0] - 1, values[1]])
        return float(np.logaddexp(0, -margin).sum() + pull), np.array([slope @ x, slope.sum()]) + pulled

    scale, shift = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[(0.1, 3), (-4, 4)]).x
    return Calibration(round(float(scale), 2), round(float(shift), 2))


def calibration_of(each: Judged, calibrations: Calibrations) -> Calibration:
    """The calibration of a decision's kind."""
    return calibrations.get((each.decision, each.kind)) or calibrations.get((each.decision, OTHERS), Calibration())


def current(each: Judged) -> Calibration:
    """The one that the reader uses."""
    return role_calibration(each.kind) if each.decision == "role" else break_calibration(each.kind)


# -------------------------------------------------------------------------------------------------------- print


def show(name: str, pairs: list[tuple[float, bool]]) -> None:
    """A line: the number, the share right, the expected calibration error, and the bins."""
    said, right = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    error, cells = 0.0, []
    for low, high in zip(BINS, (*BINS[1:-1], 1.01), strict=False):
        within = (said >= low) & (said < high)
        if within.any():
            error += abs(said[within].sum() - right[within].sum()) / len(pairs)
            cells.append(f"{said[within].mean():.3f}:{right[within].mean():.3f} ({within.sum()})")
    print(f"{name:22}{len(pairs):7} {right.mean():.4f} {error:.4f}  {'  '.join(cells)}")


def show_calibration(title: str, pairs: list[tuple[Judged, float]]) -> None:
    """The calibration of all roles and all breaks together, and of each kind."""
    print(f"\n{title}\n{'':22}{'number':>7} {'right':>6} {'error':>6}  said:right (number)")
    for decision in ("role", "break"):
        some = [(each.kind, sure, each.right) for each, sure in pairs if each.decision == decision]
        show(f"all {decision}s", [(sure, right) for _, sure, right in some])
        for kind in sorted({kind for kind, _, _ in some}):
            show(f"  {kind}", [(sure, right) for own, sure, right in some if own == kind])


def show_warned(cases: Sequence[Case]) -> None:
    """The share of the articles with and without faults that carry a doubt."""
    faulty, perfect = ([case for case in cases if case.perfect is whole] for whole in (False, True))
    print(f"\n{len(cases)} articles, {len(faulty)} with faults: share with a doubt, of those with and without faults")

    def row(name: str, warned: Any) -> None:
        shares = (sum(map(warned, some)) / max(1, len(some)) for some in (faulty, perfect))
        print(f"{name:34}" + "".join(f"{share:9.3f}" for share in shares))

    row("as the reader reports", lambda case: bool(case.doubts))
    row("  in more than one line", lambda case: len(case.doubts) > 1)
    for kind in sorted({kind for case in cases for kind in case.doubts}):
        row(f"  {kind}", lambda case, kind=kind: kind in case.doubts)
    for threshold in THRESHOLDS:
        mark = " (today's)" if threshold == SURE else ""
        row(
            f"roles below {threshold:.2f}, other doubts{mark}",
            lambda case, limit=threshold: case.least_sure < limit or bool(set(case.doubts) - {"role"}),
        )
        row(f"  roles below {threshold:.2f} alone", lambda case, limit=threshold: case.least_sure < limit)
    print(f"doubts an article: {sum(len(case.doubts) for case in cases) / len(cases):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--scorer", type=Path, required=True, help="the folder of score.py and reading.py")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    by_folder: dict[Path, list[Case]] = {}
    with ProcessPoolExecutor(given.processes) as executor:
        for folder in given.folders:
            paths = [path for path in sorted(folder.rglob("*.txt")) if path.with_suffix(".gold.json").exists()]
            judge = partial(case_of, scorer=str(given.scorer.resolve()))
            by_folder[folder] = list(executor.map(judge, paths, chunksize=16))
    cases = [case for some in by_folder.values() for case in some]
    judged = [(case.source, each) for case in cases for each in case.judged]
    show_calibration("as the reader says", [(each, current(each).confidence(each.log_odds)) for _, each in judged])
    without = {
        source: fitted([each for other, each in judged if other != source])
        for source in {source for source, _ in judged}
    }
    show_calibration(
        "each source left out of the fit",
        [(each, calibration_of(each, without[source]).confidence(each.log_odds)) for source, each in judged],
    )
    for folder, some in by_folder.items():
        print(f"\n{folder}", end="")
        show_warned(some)
    calibrations = fitted([each for _, each in judged])
    print(
        "\nfitted to all:",
        *(f"  {' '.join(key)}: {values.scale} {values.shift}" for key, values in calibrations.items()),
        sep="\n",
    )
    if given.write:
        file = weights_file.parse(weights_file.PATH.read_text(encoding="utf-8"))
        file.calibration = {
            decision: {kind: values._asdict() for (own, kind), values in calibrations.items() if own == decision}
            for decision in ("role", "break")
        }
        weights_file.PATH.write_text(weights_file.render(file), encoding="utf-8")


if __name__ == "__main__":
    main()
