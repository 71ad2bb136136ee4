"""Which files of a folder, or of an archive, are articles: one set of rules for both.

The name of a file says that it is one, or its content, where that is at hand. Pictures are scans in a folder of
nothing else, unless an article above names them; beside articles they are taken for theirs. Hidden files, what systems
and programs leave beside articles, and a README are passed over in silence; the locks of open documents, and all others
that are left out, are counted.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from copydesk import _files
from copydesk.batch.named_pictures import SCANS, NamedPictures
from copydesk.errors import InputError
from copydesk.reading import BEGINNING, source_of, sources

__all__ = ["articles_below", "counts_of", "endings_of", "is_article", "is_litter"]

_LITTER = re.compile(r"\..+|__MACOSX|(?:eh)?thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)
"""The names of hidden files, and of those that macOS and Windows put into folders and archives."""

_LOCK = "~$"
"""What the name of a file begins with that Word puts beside a document while that is open."""

_COPY = re.compile(r"~$|\.(?:bak|old|orig|tmp|temp|part|crdownload)$", re.IGNORECASE)
"""How the names of copies end that programs keep, and of files that are not complete."""

_ABOUT_FOLDER = "README"
"""The name of a file that is about its folder, and no article in it."""


def endings_of(from_: str | None) -> tuple[str, ...]:
    """The endings of the files that are taken of folders: those of the source ``from_``, or of all."""
    if from_ is not None:
        return source_of("", from_).endings
    return tuple(ending for source in sources().values() if source.in_folders for ending in source.endings)


def counts_of(skipped: Mapping[str, int]) -> str:
    """How many files are left out, by their endings, and the option by which they are read, if one does:
    ``3 .csv, 2 .png of articles (read with -f scan)``."""
    named = {ending: f" (read with -f {source.name})" for source in sources().values() for ending in source.endings}
    return ", ".join(
        f"{count} {kind or 'without an ending'}{named.get(kind.partition(' ')[0], '')}"
        for kind, count in sorted(skipped.items())
    )


def is_litter(path: PurePath, skipped: Counter[str]) -> bool:
    """Whether a file is one that nobody means who names its folder, or a pattern. Locks are counted in ``skipped``."""
    if path.name.startswith(_LOCK):
        skipped["lock of Word (~$)"] += 1
        return True
    return any(_LITTER.fullmatch(part) for part in path.parts if part != "..")


def is_article(
    path: PurePath, endings: tuple[str, ...], skipped: Counter[str], beginning: Callable[[], bytes] | None = None
) -> bool:
    """Whether a file is taken, by its path in a folder or an archive: one with one of these ``endings``, or whose
    ``beginning``, if that can be read, shows that it is of a form that has them. What is neither is counted in
    ``skipped``, by its ending."""
    if is_litter(path, skipped) or path.stem.upper() == _ABOUT_FOLDER:
        return False
    if path.name.lower().endswith(endings) or (beginning is not None and _shows_form(path, beginning, endings)):
        return True
    skipped[path.suffix.lower()] += 1
    return False


def _shows_form(path: PurePath, beginning: Callable[[], bytes], endings: tuple[str, ...]) -> bool:
    if _COPY.search(path.name):
        return False
    form = source_of("", None, beginning())
    return form is not source_of("") and form.endings[0] in endings


def articles_below(
    folder: Path, endings: tuple[str, ...], skipped: Counter[str], *, output: Path | None, scans: bool = False
) -> Iterator[Path]:
    """The articles in a folder and below, in the order of their names, without what is in the folder ``output``; with
    ``scans`` also pictures, where they are scans. Pipes, sockets, devices and linked folders are passed over. A
    folder that cannot be read is yielded itself: reading it says why."""
    without = None if output is None else _files.real(output)
    yield from _Walk(folder, endings, skipped, without, scans).below(Path(), None)


class _Walk(NamedTuple):
    folder: Path
    endings: tuple[str, ...]
    skipped: Counter[str]
    without: Path | None
    scans: bool

    def below(self, inside: Path, above: NamedPictures | None) -> Iterator[Path]:
        try:
            with os.scandir(self.folder / inside) as entries:
                members = sorted(entries, key=lambda member: member.name)
        except OSError:
            yield self.folder / inside
            return
        files = [inside / member.name for member in members if not member.is_dir(follow_symlinks=False)]
        named = NamedPictures([self.folder / file for file in files], above)
        articles = {file for file in files if not self._may_be_scan(file) and self._is_article(file)}
        for member in members:
            path = inside / member.name
            if member.is_dir(follow_symlinks=False):
                if not is_litter(path, self.skipped) and _files.real(self.folder / path) != self.without:
                    yield from self.below(path, named)
            elif path in articles or (self._may_be_scan(path) and self._is_scan(path, bool(articles), above)):
                yield self.folder / path

    def _may_be_scan(self, path: Path) -> bool:
        return self.scans and path.suffix.lower() in SCANS

    def _is_article(self, path: Path) -> bool:
        file = self.folder / path
        return not _is_special(file) and is_article(path, self.endings, self.skipped, lambda: _beginning(file))

    def _is_scan(self, path: Path, is_beside_articles: bool, above: NamedPictures | None) -> bool:
        if _is_special(self.folder / path) or is_litter(path, self.skipped):
            return False
        if is_beside_articles or (above is not None and above.holds(path)):
            self.skipped[f"{path.suffix.lower()} of articles"] += 1
            return False
        return True


def _beginning(path: Path) -> bytes:
    """The beginning of a file, empty if it cannot be read."""
    with suppress(InputError):
        return _files.read(path, BEGINNING)[:BEGINNING]
    return b""


def _is_special(file: Path) -> bool:
    """Whether it is, or links to, a pipe, socket, device or folder; False if that cannot be determined, as of a link
    that leads nowhere."""
    return os.path.exists(file) and not os.path.isfile(file)  # noqa: PTH110, PTH113 -- Path's may raise
