"""The labels of notes: ``[^1]``, and what programs without notes make of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.tree import Note


def labels(notes: Sequence[Note]) -> dict[str, str]:
    """The label of each note: its id, or a new label if the id is not valid or differs from another only in case."""
    by_id: dict[str, str] = {}
    used: set[str] = set()
    for number, note in enumerate(notes, start=1):
        label = note.id
        while not re.fullmatch(r"[A-Za-z0-9_-]+", label) or label.lower() in used:
            label = f"note-{number}" if label == note.id else f"{label}-"
        used.add(label.lower())
        by_id[note.id] = label
    return by_id


_LINK_DEFINITION = re.compile(r"\S+(?:\s*$|\s+[\"'(])")


def is_link_definition(text: str) -> bool:
    """Whether programs without notes would read the words of a note, behind its label, as a link definition, which they
    would not show."""
    return _LINK_DEFINITION.match(text) is not None
