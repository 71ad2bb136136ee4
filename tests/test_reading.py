"""The reader against right readings: whole samples, and small cases by subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import copydesk
from tests.outline import outline

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"

SAMPLES = sorted(path for path in (ROOT / "samples").glob("*.txt"))


def small_cases() -> Iterator[tuple[str, str, str]]:
    """Name, raw text and expected outline of each case in ``cases/reading``."""
    for path in sorted((CASES / "reading").glob("*.case")):
        for case in re.split(r"(?m)^### (?=.)", path.read_text(encoding="utf-8"))[1:]:
            name, rest = case.split("\n", 1)
            raw, expected = re.split(r"(?m)^>>>\n", rest, maxsplit=1)
            yield f"{path.stem}: {name}", raw.replace("␌", "\f"), expected


def unlabelled(text: str) -> str:
    return re.sub(r"^lang: .*\n", "", text)


@pytest.mark.parametrize(("name", "raw", "expected"), [pytest.param(*case, id=case[0]) for case in small_cases()])
def test_case(name: str, raw: str, expected: str) -> None:
    got = outline(copydesk.read(raw))
    if not expected.startswith("lang:"):
        got = unlabelled(got)
    assert got.strip() == expected.strip()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    expected = (CASES / "samples" / f"{path.stem}.outline").read_text(encoding="utf-8")
    assert outline(copydesk.read(path.read_bytes())).strip() == expected.strip()


def test_notes_of_one_mark_are_referred_to_in_turn() -> None:
    article = copydesk.read(
        "Ferry returns\n\nThe ferry came back on Monday, as the board had promised in the spring.* Nobody came.\n\n"
        "It left again on Tuesday, with four passengers and the dog of the harbour master on board.* It rained.\n\n"
        "* The promise was made in writing.\n\n* The dog had no ticket.\n"
    )
    references = [node.note for node in copydesk.walk(article.body) if isinstance(node, copydesk.NoteRef)]
    assert references == [note.id for note in article.notes] == ["n1", "n2"]
