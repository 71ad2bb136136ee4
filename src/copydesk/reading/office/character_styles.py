"""The character styles that say what words are, by the names that programs give them."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.problems import Problem
from copydesk.reading.office.flow import Mark

_MARKS: dict[str, tuple[Mark, ...]] = {
    "strong": ("strong",),
    "strong emphasis": ("strong",),
    "bold": ("strong",),
    "emphasis": ("emphasis",),
    "italic": ("emphasis",),
    "superscript": ("superscript",),
    "code": ("code",),
    "html code": ("code",),
    "verbatim char": ("code",),
    "source text": ("code",),
    "source_text": ("code",),
    "teletype": ("code",),
    "dateline": ("dateline",),
    "speaker": ("speaker",),
    "credit": ("credit",),
    "lost link": ("lost_link",),
    "hyperlink": (),
    "internet link": (),
    "followedhyperlink": (),
    "footnote reference": ("reference",),
    "footnote anchor": ("reference",),
    "footnote symbol": ("reference",),
    "page number": (),
}
_ORDER = ("dateline", "speaker", "credit", "hyperlink", "lost link", "code", "superscript", "strong", "emphasis")
"""The names that a style of copydesk's own combines, in this order: ``Strong Emphasis`` is both."""


def struck_through(pieces: Iterable[str]) -> list[Problem]:
    """One problem that names the words that a line is drawn through, which the tree has no mark for; none without any.
    They are no tracked change: an author crosses them out to be read."""
    words = " ".join("".join(pieces).split())
    return [Problem("unsupported", None, f"struck-out text is kept as plain text: {words!r}")] if words else []


def marks_of_style(names: Iterable[str], *, combined: bool = True) -> frozenset[Mark] | None:
    """The marks that a character style says, by its names, the own one first; None if they say nothing.

    ``combined`` says that a name may be several: copydesk's Word files have ``Strong Emphasis`` for both marks."""
    for name in names:
        parts = _parts(name) if combined else None
        if parts and len(parts) > 1:
            return frozenset(mark for part in parts for mark in _MARKS[part])
        if name in _MARKS:
            return frozenset(_MARKS[name])
    return None


def _parts(name: str) -> list[str] | None:
    """The names that a combined name consists of; None if it is no such name."""
    parts: list[str] = []
    rest = name
    for known in _ORDER:
        if rest == known or rest.startswith(f"{known} "):
            parts.append(known)
            rest = rest[len(known) :].lstrip()
    return None if rest else parts
