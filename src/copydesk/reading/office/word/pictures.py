"""The pictures of a Word file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from copydesk.reading.office.package import Relation
from copydesk.reading.office.word.names import R, local
from copydesk.tree import Figure

_NAME = re.compile(
    r"(?:[A-Z]:)?[^\s]*\.(?:png|jpe?g|gif|tiff?|bmp|emf|wmf|svg|webp)|(?:picture|image|bild|grafik) ?\d*", re.I
)
"""An alternative text that is a file's name or a number: Word and others fill it in."""


def picture(
    element: Any, relations: Mapping[str, Relation], names: tuple[str, ...] = ("docPr", "shape")
) -> Figure | None:
    """The figure of a ``w:drawing`` or ``w:pict``, or of a shape of a slide or a sheet; None if it holds no picture.
    Its source is a name in the file. ``names`` are those of the elements that describe it."""
    for one in element.iter("{*}blip", "{*}imagedata"):
        key = one.get(f"{R}embed") or one.get(f"{R}id") or one.get(f"{R}link") or ""
        relation = relations.get(key)
        described = (entry for entry in element.iter() if local(entry) in names)
        words = next((words for entry in described if (words := entry.get("descr") or entry.get("alt"))), "")
        return Figure(source=relation.target if relation else None, alt=description(words))
    return None


def description(words: str) -> str:
    """The words that describe a picture, in one line; empty if a program filled them in."""
    words = " ".join(words.split())
    return "" if _NAME.fullmatch(words) else words
