"""Whether a command makes a PDF that is worth a process of its own (``beside``), and by which engine, before anything
is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from copydesk._config import applying
from copydesk.choices import PDF_ENGINES, SOURCES

if TYPE_CHECKING:
    from copydesk._web import Url
    from copydesk.writing import WriteOptions

__all__ = ["engine", "makes_one_pdf"]


def makes_one_pdf(
    inputs: tuple[Path | Url, ...], outputs: tuple[Path, ...], to: tuple[str, ...], article: int | None
) -> bool:
    """Whether the documents of one article in a file are asked for, and one of them is a PDF."""
    formats = {*map(str.lower, to), *(path.suffix.lower().removeprefix(".") for path in outputs if not to)}
    if len(inputs) != 1 or not isinstance(inputs[0], Path) or "pdf" not in formats:
        return False
    of_several = any(inputs[0].suffix.lower() in source.endings for source in SOURCES if source.parts)
    if of_several and article is None and not outputs:
        return False
    return os.path.isfile(inputs[0])  # noqa: PTH113 -- Path.is_file raises for a name that is too long


def engine(options: WriteOptions, config: str | Literal[False] | None, source: Path | Url) -> str:
    """What sets the PDF of a file, by the command's options or its copydesk.toml; what is wrong with that is said
    later."""
    default = PDF_ENGINES[0]
    if "pdf_engine" in options:
        return options["pdf_engine"]
    path = applying(config, source.parent if isinstance(source, Path) else Path())
    if path is None:
        return default
    import tomllib

    try:
        look = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("look")
    except (OSError, ValueError):
        return default
    stated = look.get("pdf_engine") if isinstance(look, dict) else None
    return stated if stated in PDF_ENGINES else default
