"""Fields of Word: an instruction, which is not printed, and its result, which is."""

from __future__ import annotations

import re
from typing import Any

from copydesk.reading.office.word.names import W, local

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?(?P<target>[^"\s\\]+)"?(?P<rest>.*)', re.DOTALL)


_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b")


class Contents:
    """Tells which paragraphs of a text are the result of a field that lists its contents; fields go on over several."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def holds(self, paragraph: Any) -> bool:
        """Whether the next paragraph belongs to such a field."""
        held = self._is_open
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                self._open.append("")
            elif kind == "end" and self._open:
                self._open.pop()
            elif kind is None and self._open:
                self._open[-1] += element.text or ""
            held = held or self._is_open
        return held

    @property
    def _is_open(self) -> bool:
        return any(map(_CONTENTS.match, self._open))


class Fields:
    """The fields that are open at a place: they nest."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []  # of each open field its instruction; a second entry once that has ended

    @property
    def in_instruction(self) -> bool:
        """Whether what follows belongs to an instruction, and not to the text."""
        return any(len(field) == 1 for field in self._open)

    @property
    def target(self) -> str | None:
        """The target of the innermost field with a link."""
        links = (self.link_of(field[0]) for field in reversed(self._open) if len(field) > 1)
        return next(filter(None, links), None)

    def take(self, element: Any) -> None:
        """Takes a ``w:fldChar`` or a ``w:instrText``."""
        if local(element) == "instrText":
            if self._open and len(self._open[-1]) == 1:
                self._open[-1][0] += element.text or ""
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append([""])
        elif kind == "separate" and self._open:
            self._open[-1].append("")
        elif kind == "end" and self._open:
            self._open.pop()

    @staticmethod
    def link_of(instruction: str) -> str | None:
        """The address in an instruction such as ``HYPERLINK "https://example.org"``; None for any other."""
        match = _LINK.match(instruction)
        if not match or "\\l" in instruction[: match.start("target")]:
            return None
        return match["target"]
