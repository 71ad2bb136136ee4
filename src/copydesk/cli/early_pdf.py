"""Whether a command makes a PDF that is worth a process of its own (``beside``), before anything is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from copydesk._config import applying
from copydesk.choices import SOURCES

if TYPE_CHECKING:
    from copydesk._web import Url
    from copydesk.writing import WriteOptions

__all__ = ["by_typst", "makes_one_pdf"]


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


def by_typst(options: WriteOptions, config: str | Literal[False] | None, source: Path | Url) -> bool:
    """Whether typst sets the PDF of a file, by the command's options or its copydesk.toml; what is wrong with that is
    said later."""
    if "pdf_engine" in options:
        return options["pdf_engine"] == "typst"
    path = applying(config, source.parent if isinstance(source, Path) else Path())
    if path is None:
        return False
    import tomllib

    try:
        look = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("look")
    except (OSError, ValueError):
        return False
    return isinstance(look, dict) and look.get("pdf_engine") == "typst"
