"""What each piece of evidence looks for, by the examples in ``cases/features``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from copydesk.reading.copy import Copy
from copydesk.reading.text import draft_of, evidence_in
from copydesk.reading.text.breaks import BREAK
from copydesk.reading.text.evidence.registry import Registry
from copydesk.reading.text.joining.hyphens import HYPHEN, evidence_of
from copydesk.reading.text.joining.vocabulary import Vocabulary
from copydesk.reading.text.recognisers.marks import HYPHENS
from copydesk.reading.text.roles.features import ROLE
from tests.typeset import copy_of

CASES = Path(__file__).parent / "cases" / "features"
MARK = "  ⟵ "


class Example(NamedTuple):
    """A raw text, and for the number of a line the evidence that must be found there, or must not. The lines of one
    whose name begins with ``typeset:`` say how they are set, as `tests/typeset.py` has it."""

    name: str
    raw: str
    found: dict[int, set[str]]
    missing: dict[int, set[str]]

    @property
    def copy(self) -> str | Copy:
        """What the reader is given."""
        return copy_of(self.raw) if self.name.startswith("typeset:") else self.raw


def examples(kind: str) -> Iterator[Example]:
    for case in re.split(r"(?m)^### (?=.)", (CASES / f"{kind}.case").read_text(encoding="utf-8"))[1:]:
        name, *lines = case.splitlines()
        marks = [line.partition(MARK) for line in lines]
        names_by_line = {number: set(names.split()) for number, (_, _, names) in enumerate(marks, 1) if names}
        raw = "".join(f"{line}\n" for line, _, _ in marks).replace("␌", "\f")
        found = {number: {name for name in names if name[0] != "-"} for number, names in names_by_line.items()}
        missing = {number: {name[1:] for name in names if name[0] == "-"} for number, names in names_by_line.items()}
        yield Example(name, raw, found, missing)


def in_pieces(raw: str | Copy) -> dict[int, set[str]]:
    """The features of each piece, by the number of its first line."""
    draft = draft_of(raw, until="heads")
    return {piece.number: set(names) for piece, names in zip(draft.pieces, evidence_in(draft), strict=True)}


def in_breaks(raw: str | Copy) -> dict[int, set[str]]:
    """The evidence of whether a paragraph begins, by the number of the line."""
    names_by_index: dict[int, tuple[str, ...]] = {}
    draft = draft_of(raw, until="paragraphs", watch=lambda index, names, _: names_by_index.update({index: names}))
    return {draft.lifted.lines[index].number: set(names) for index, names in names_by_index.items()}


def in_broken_words(raw: str | Copy) -> dict[int, set[str]]:
    """The evidence of whether a hyphen stays, by the number of the line that it ends."""
    draft = draft_of(raw, until="layout")
    lines = draft.lifted.lines
    vocabulary = Vocabulary([line.text for line in lines])
    broken = (index for index, line in enumerate(lines[:-1]) if line.text[-1] in HYPHENS)
    return {
        lines[index].number: set(evidence_of(lines[index].text, lines[index + 1].text, vocabulary, draft.locales[0]))
        for index in broken
    }


KINDS: dict[str, tuple[Registry, Callable[[str | Copy], dict[int, set[str]]]]] = {
    "pieces": (ROLE, in_pieces),
    "breaks": (BREAK, in_breaks),
    "hyphens": (HYPHEN, in_broken_words),
}


ALL = [pytest.param(kind, each, id=f"{kind}: {each.name}") for kind in KINDS for each in examples(kind)]


@pytest.mark.parametrize(("kind", "example"), ALL)
def test_example(kind: str, example: Example) -> None:
    names_found = defaultdict[int, set[str]](set, KINDS[kind][1](example.copy))
    not_found = {line: names - names_found[line] for line, names in example.found.items() if names - names_found[line]}
    found_though = {
        line: names & names_found[line] for line, names in example.missing.items() if names & names_found[line]
    }
    assert (not_found, found_though) == ({}, {})


@pytest.mark.parametrize("kind", KINDS)
def test_each_piece_of_evidence_has_an_example_and_no_other(kind: str) -> None:
    shown = {name for example in examples(kind) for names in example.found.values() for name in names}
    missed = {name for example in examples(kind) for names in example.missing.values() for name in names}
    assert shown == set(KINDS[kind][0].features)
    assert missed <= shown
