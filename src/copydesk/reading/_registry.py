"""The sources, found by their names: which of them reads a file.

It imports the modules of the sources when it is first asked: so a source may ask which other one reads what it holds,
as a mail holds a web page.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from copydesk.errors import UsageError
from copydesk.reading._source import Source

RAW_TEXT = "text"
"""The name of the source that reads what no other does."""


@cache
def sources() -> dict[str, Source]:
    """The sources by name, raw text first."""
    names = [entry.name for entry in iter_modules([str(Path(__file__).parent)]) if not entry.name.startswith("_")]
    names.sort(key=lambda name: name != RAW_TEXT)
    modules = [import_module(f"{__package__}.{name}") for name in names]
    return {source.name: source for module in modules for source in _declared(module)}


def _declared(module: ModuleType) -> tuple[Source, ...]:
    """The sources that a module declares: its ``SOURCE``, or several as ``SOURCES``."""
    several: tuple[Source, ...] = getattr(module, "SOURCES", ())
    return several or ((module.SOURCE,) if hasattr(module, "SOURCE") else ())


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
    """The source whose form the beginning of a file has, None if it shows none. Those of special forms come first."""
    special_first = sorted(sources().values(), key=lambda source: not source.is_special)
    return next((source for source in special_first if source.matches(beginning)), None)


def by_ending(name: str) -> Source | None:
    """The source for the ending of a file's name, None if there is none."""
    ending = Path(name).suffix.lower()
    return next((source for source in sources().values() if ending in source.endings), None)
