"""Which files of a folder, or of an archive, are articles: one set of rules for both.

Hidden files, what systems and programs leave beside articles, and a README are passed over in silence; the locks of
open documents, and files of no form that is read, are counted.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath

from copydesk import _files
from copydesk.reading import source_of, sources

__all__ = ["articles_below", "endings_of", "is_article", "is_litter"]

_LITTER = re.compile(r"\..+|__MACOSX|(?:eh)?thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)
"""The names of hidden files, and of those that macOS and Windows put into folders and archives."""

_LOCK = "~$"
"""What the name of a file begins with that Word puts beside a document while that is open."""

_ABOUT_FOLDER = "README"
"""The name of a file that is about its folder, and no article in it."""


def endings_of(from_: str | None) -> tuple[str, ...]:
    """The endings of the files that are taken of folders: those of the source ``from_``, or of all."""
    if from_ is not None:
        return source_of("", from_).endings
    return tuple(ending for source in sources().values() if source.in_folders for ending in source.endings)


def is_litter(path: PurePath, skipped: Counter[str]) -> bool:
    """Whether a file is one that nobody means who names its folder, or a pattern. Locks are counted in ``skipped``."""
    if path.name.startswith(_LOCK):
        skipped["lock of Word (~$)"] += 1
        return True
    return any(_LITTER.fullmatch(part) for part in path.parts if part != "..")


def is_article(path: PurePath, endings: tuple[str, ...], skipped: Counter[str]) -> bool:
    """Whether a file is taken, by its path in a folder or an archive. What has none of these ``endings`` is counted in
    ``skipped``, by its own."""
    if is_litter(path, skipped) or path.stem.upper() == _ABOUT_FOLDER:
        return False
    if path.name.lower().endswith(endings):
        return True
    skipped[path.suffix.lower()] += 1
    return False


def articles_below(
    folder: Path, endings: tuple[str, ...], skipped: Counter[str], *, output: Path | None
) -> Iterator[Path]:
    """The articles in a folder and below, in the order of their names, without what is in the folder ``output``. Pipes,
    sockets, devices and linked folders are passed over. A folder that cannot be read is yielded itself: reading it says
    why."""
    without = None if output is None else _files.real(output)
    yield from _below(folder, Path(), endings, skipped, without)


def _below(
    folder: Path, inside: Path, endings: tuple[str, ...], skipped: Counter[str], without: Path | None
) -> Iterator[Path]:
    try:
        with os.scandir(folder / inside) as entries:
            members = sorted(entries, key=lambda member: member.name)
    except OSError:
        yield folder / inside
        return
    for member in members:
        path = inside / member.name
        if member.is_dir(follow_symlinks=False):
            if not is_litter(path, skipped) and _files.real(folder / path) != without:
                yield from _below(folder, path, endings, skipped, without)
        elif not _is_special(member) and is_article(path, endings, skipped):
            yield folder / path


def _is_special(member: os.DirEntry[str]) -> bool:
    """Whether it is, or links to, a pipe, socket, device or folder; False if that cannot be determined, as of a link
    that leads nowhere."""
    return os.path.exists(member.path) and not os.path.isfile(member.path)  # noqa: PTH110, PTH113 -- Path's may raise
