"""What refers to the notes of an article, and which note it means."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import chain, repeat
from typing import Literal, NamedTuple

Form = Literal["bracketed", "raised", "sign", "plain"]
"""How a note is marked: ``[1]``, ``¹``, ``*``, or a plain ``1`` or ``1.`` at its beginning."""


class Reference(NamedTuple):
    """A mark in the text that may refer to a note: its form, and whether it may be a power instead, as in ``10²``."""

    mark: str
    form: Form
    power: bool = False


class NoteIds:
    """The ids of an article's notes by their marks; notes of one mark are referred to in turn. ``raised`` are the
    marks that refer to a note though they stand as powers do. What is ``bracketed`` is a series of its own: of notes of
    one mark, marks in brackets refer to those that open with one, and none refers to a note where ``works`` open so."""

    def __init__(
        self,
        marks: Iterable[str] = (),
        raised: Iterable[str] = (),
        bracketed: Iterable[bool] = (),
        works: Set[str] = frozenset(),
    ) -> None:
        self._ids: dict[str, list[tuple[str, bool]]] = {}
        self._raised = set(raised)
        self._works = works
        for number, (mark, is_bracketed) in enumerate(zip(marks, chain(bracketed, repeat(False))), 1):  # noqa: B905
            self._ids.setdefault(mark, []).append((f"n{number}", is_bracketed))

    def refer(self, reference: Reference) -> str | None:
        """The id of the note that the next reference means; None if no note bears its mark, or it is a power."""
        ids = self._ids.get(reference.mark)
        if not ids or (reference.power and reference.mark not in self._raised):
            return None
        is_bracketed = reference.form == "bracketed"
        own = [each for each in ids if each[1] == is_bracketed]
        if is_bracketed and not own and reference.mark in self._works:
            return None
        if reference.power:
            self._raised.remove(reference.mark)  # what follows in the same way is a power
        meant = own or ids
        if len(meant) > 1:
            ids.remove(meant[0])
        return meant[0][0]
