"""The footnotes and endnotes of a Word file, numbered in the order of their references."""

from __future__ import annotations

import re
from typing import Any

from copydesk.reading.office.word.names import W
from copydesk.tree import NoteRef

_OWN_ANCHOR = re.compile(r"note(\d+)")
"""The bookmark that copydesk's writer puts around the first reference to a note."""


class Notes:
    """The notes by the ids that they get, each with its mark; ``elements`` has the element of each, by kind and key."""

    def __init__(self, parts: dict[str, Any]) -> None:
        """``parts`` has the root of the part of each kind, ``footnote`` and ``endnote``."""
        self._elements = {
            (kind, entry.get(f"{W}id", "")): entry
            for kind, root in parts.items()
            if root is not None
            for entry in root.iterfind(f"{W}{kind}")
            if entry.get(f"{W}type", "normal") == "normal"
        }
        self.references: dict[tuple[str, str], NoteRef] = {}
        self._counted = 0
        self._awaits_mark: tuple[str, str] | None = None

    def reference(self, kind: str, key: str, *, custom: bool) -> NoteRef | None:
        """The reference to a note; None if the file has no such note. ``custom`` says that its mark follows."""
        if (kind, key) not in self._elements:
            return None
        if (kind, key) not in self.references:
            self._counted += not custom
            mark = "*" if custom else str(self._counted)
            self.references[kind, key] = NoteRef(f"n{len(self.references) + 1}", mark)
        self._awaits_mark = (kind, key) if custom else None
        return self.references[kind, key]

    def takes_mark(self, text: str) -> bool:
        """Whether a text is the mark of the note referred to just before."""
        waits, self._awaits_mark = self._awaits_mark, None
        self._key = waits
        return waits is not None and bool(text.strip())

    def with_mark(self, text: str) -> NoteRef:
        """The reference to that note, with its mark."""
        assert self._key
        reference = NoteRef(self.references[self._key].note, text.strip())
        self.references[self._key] = reference
        return reference

    def again(self, anchor: str) -> NoteRef | None:
        """The note that a link within the file leads to, if copydesk's writer wrote it; None for any other link."""
        match = _OWN_ANCHOR.fullmatch(anchor)
        return self.references.get(("footnote", match[1])) if match else None

    def pending(self, read: set[tuple[str, str]]) -> list[tuple[tuple[str, str], Any, NoteRef]]:
        """The notes referred to so far that are not among those read: their keys, elements and references."""
        return [(key, self._elements[key], ref) for key, ref in self.references.items() if key not in read]

    def unreferred(self) -> list[tuple[tuple[str, str], Any]]:
        """The notes that nothing refers to."""
        return [(key, element) for key, element in self._elements.items() if key not in self.references]
