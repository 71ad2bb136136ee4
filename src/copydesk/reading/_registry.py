"""Which of the sources reads a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copydesk.choices import SOURCES
from copydesk.errors import UsageError
from copydesk.reading._source import Source

RAW_TEXT = "text"
"""The name of the source that reads what no other does."""


@cache
def sources() -> dict[str, Source]:
    """The sources by name, raw text first."""
    return {source.name: source for source in SOURCES}


def source_of(name: str, from_: str | None = None, beginning: bytes = b"") -> Source:
    """The source for a file: the one named ``from_`` if given, else the one whose form its ``beginning`` has, else by
    the ending of its name, else raw text. Raises UsageError if there is no source ``from_``."""
    by_name = sources()
    if from_ is None:
        return by_content(beginning) or by_ending(name) or by_name[RAW_TEXT]
    if from_ not in by_name:
        raise UsageError(f"there is no input format {from_!r}", f"Choose one of {', '.join(by_name)}")
    return by_name[from_]


def by_content(beginning: bytes) -> Source | None:
    """The source whose form the beginning of a file has, None if it shows none."""
    return next((source for source in sources().values() if source.matches(beginning)), None)


def by_ending(name: str) -> Source | None:
    """The source for the ending of a file's name, None if there is none."""
    ending = Path(name).suffix.lower()
    return next((source for source in sources().values() if ending in source.endings), None)
