"""Drop the small weights of roles that change nothing.

usage: python bench/prune.py TEXTS... [--below 0.3] [--write]

TEXTS are folders of raw texts (`**/*.txt`); the project's own samples and cases count as well. A fitted weight nearer
to zero than --below goes if no piece of any of these texts gets another role without it, the ones that went before
included. Weights by hand and biases stay. Without --write it tells only how many would go. Run it after a fit.

Needs numpy and rapidfuzz.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import weights_file
from fit import own_cases

from copydesk.reading.text import draft_of, evidence, roles
from copydesk.reading.text.roles import sequence, surroundings

_TOGETHER = 24  # weights that are tried at once, and by halves where that changes a role
_NEVER = -1e4  # log-odds
_TEXTS = 64  # texts of about one length that are looked at side by side


class Small(NamedTuple):
    """A weight in question: of a feature or, in the table of transitions, of the role before; and of which role."""

    size: float
    is_transition: bool
    row: str
    role: str


class Sequence(NamedTuple):
    """The features of the pieces of a text, and for each the roles among which the best sequence was looked for."""

    seen: list[list[str]]
    roles: list[set[str]]


def sequences(raws: Iterable[bytes]) -> Iterator[Sequence]:
    """All best sequences that the reader looks for in some texts, of which it may need two for one text."""
    seen: list[list[str]] = []
    found: list[Sequence] = []

    def watched_evidence(*told: Any) -> Any:
        findings, names = surroundings.evidence_of(*told)
        seen[:] = names
        return findings, names

    def watched_path(scores: Any, after: Any) -> Any:
        found.append(Sequence(list(seen), [set(each) for each in scores]))
        return sequence.best_path(scores, after)

    with mock.patch.object(roles, "evidence_of", watched_evidence), mock.patch.object(roles, "best_path", watched_path):
        for raw in raws:
            draft_of(raw, until="roles")
            yield from found
            found.clear()


class Scoring:
    """The weights of roles as arrays, and the sequences that they are tried on."""

    def __init__(self, file: weights_file.Weights, tried: Iterable[Sequence]) -> None:
        self.roles = list(evidence.role_weights())
        self.names = list(file.decisions["role"])
        self.befores = ["start", *self.roles]
        tables, after = evidence.role_weights(), evidence.transitions()
        self.emission = np.array([[tables[role].get(name, 0.0) for role in self.roles] for name in self.names])
        self.follow = np.array([[after.get(role, {}).get(other, 0.0) for other in self.roles] for role in self.befores])
        self._batches = list(self._arrays(sorted(tried, key=lambda each: len(each.seen))))
        self._first = self.best_roles()

    def _arrays(self, tried: list[Sequence]) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """For some sequences each, how often each feature is found in each piece, what bars roles from it, and how many
        pieces there are."""
        index = {name: place for place, name in enumerate(self.names)}
        for start in range(0, len(tried), _TEXTS):
            some = tried[start : start + _TEXTS]
            longest = len(some[-1].seen)
            counts = np.zeros((len(some), longest, len(self.names)), dtype=np.float32)
            barred = np.zeros((len(some), longest, len(self.roles)), dtype=np.float32)
            for number, each in enumerate(some):
                for place, names in enumerate(each.seen):
                    np.add.at(counts[number, place], [index[name] for name in (*names, "bias")], 1)
                    barred[number, place] = [0 if role in each.roles[place] else _NEVER for role in self.roles]
            yield counts, barred, np.array([len(each.seen) for each in some])

    def best_roles(self) -> np.ndarray:
        """The role of each piece in the best sequences, as a number."""
        emission = self.emission.astype(np.float32)
        return np.concatenate(
            [self._best(counts @ emission + barred, lengths).ravel() for counts, barred, lengths in self._batches]
        )

    def _best(self, scores: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        total = scores[:, 0] + self.follow[0]
        totals, earlier = [total], [np.zeros_like(total, dtype=int)]
        for place in range(1, scores.shape[1]):
            sums = total[:, :, None] + self.follow[1:]
            total = sums.max(axis=1) + scores[:, place]
            totals.append(total)
            earlier.append(sums.argmax(axis=1))
        roles = np.full(scores.shape[:2], -1)
        for number, length in enumerate(lengths):
            role = int(totals[length - 1][number].argmax())
            for place in range(length - 1, -1, -1):
                roles[number, place] = role
                role = int(earlier[place][number, role])
        return roles

    def drop(self, some: list[Small]) -> Iterator[Small]:
        """Drop those of the weights without which each piece keeps its role, and yield them."""
        if not some:
            return
        kept = self.emission.copy(), self.follow.copy()
        for each in some:
            if each.is_transition:
                self.follow[self.befores.index(each.row), self.roles.index(each.role)] = 0
            else:
                self.emission[self.names.index(each.row), self.roles.index(each.role)] = 0
        if (self.best_roles() == self._first).all():
            yield from some
            return
        self.emission, self.follow = kept
        if len(some) > 1:
            yield from self.drop(some[: len(some) // 2])
            yield from self.drop(some[len(some) // 2 :])


def small_weights(file: weights_file.Weights, below: float) -> list[Small]:
    """The fitted weights nearer to zero than ``below``, the smallest first."""
    tables = ((False, file.decisions["role"]), (True, file.after))
    found = [
        Small(abs(weight), is_transition, name, role)
        for is_transition, rows in tables
        for name, row in rows.items()
        for role, weight in row.fitted.items()
        if name != "bias" and abs(weight) < below
    ]
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--below", type=float, default=0.3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts = [path.read_bytes() for folder in options.texts for path in sorted(folder.glob("**/*.txt"))]
    texts += [case.raw for case in own_cases()]
    file = weights_file.parse(weights_file.PATH.read_text(encoding="utf-8"))
    scoring, small = Scoring(file, sequences(texts)), small_weights(file, options.below)
    dropped = [
        each for start in range(0, len(small), _TOGETHER) for each in scoring.drop(small[start : start + _TOGETHER])
    ]
    print(f"{len(small)} weights below {options.below}, {len(dropped)} of them change no role of {len(texts)} texts")
    for each in dropped if options.write else ():
        del (file.after if each.is_transition else file.decisions["role"])[each.row].fitted[each.role]
    if options.write:
        weights_file.PATH.write_text(weights_file.render(file), encoding="utf-8")


if __name__ == "__main__":
    main()
