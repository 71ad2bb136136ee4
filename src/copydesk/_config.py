"""Which copydesk.toml applies to an article.

It is searched for in the folder of the article and in those above it; only the nearest is used. The search ends at a
folder that contains ``.git`` and at the user's home.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

__all__ = ["NAME", "applying", "find"]

NAME = "copydesk.toml"


def find(folder: Path) -> Path | None:
    """The path of the copydesk.toml that applies to a folder, None if there is none."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 -- Path.resolve would follow links
    home = Path.home() if os.environ.get("HOME") else None
    for parent in (here, *here.parents):
        if os.path.isfile(parent / NAME):  # noqa: PTH113 -- Path.is_file raises for a folder without permission
            return parent / NAME
        if parent == home or os.path.exists(parent / ".git"):  # noqa: PTH110 -- as above
            return None
    return None


def applying(config: str | os.PathLike[str] | Literal[False] | None, folder: Path) -> Path | None:
    """The file for an article in this folder: the one that a user names for all, or the one that is found; None if
    there is none, or ``config`` is False."""
    if config is None:
        return find(folder)
    return Path(config) if config else None
