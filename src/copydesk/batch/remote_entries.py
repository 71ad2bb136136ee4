"""The inputs of a batch that are in stores such as S3: files, folders, patterns, and archives as streams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from copydesk.batch.containers import CONTAINERS, entry_of, is_container, opened
from copydesk.batch.entry import Entry
from copydesk.batch.folders import is_article, is_litter
from copydesk.batch.remote import Remote
from copydesk.errors import InputError, UsageError

__all__ = ["remote_entries"]

_PATTERN = "*?["


def remote_entries(address: str, endings: tuple[str, ...], skipped: Counter[str], output: str) -> Iterator[Entry]:
    """The entries of a file, a folder or a pattern, by the rules of local ones (``folders``), without what is below the
    address ``output``. Raises CopydeskError if nothing is there, or the store cannot be used."""
    given = Remote(address)
    _check_outside(given, output)
    if any(sign in address for sign in _PATTERN):
        files = [file for file in given.matches() if not is_litter(PurePosixPath(file.name), skipped)]
        if not files:
            raise InputError(f"no file matches the pattern {address}", "Check it; ** stands for any folders")
        for file in files:
            _check_outside(file, output)
            yield from _file(file, PurePosixPath(file.name), endings, skipped)
    elif given.is_folder():
        for file in given.below():
            if output and str(file).startswith(f"{output}/"):
                continue
            below = PurePosixPath(str(file).removeprefix(f"{given}/"))
            if is_article(below, (*endings, *CONTAINERS), skipped):
                yield from _file(file, below, endings, skipped, in_folder=True)
    else:
        yield from _file(given, PurePosixPath(given.name), endings, skipped)


def _check_outside(file: Remote, output: str) -> None:
    if output and f"{file}/".startswith(f"{output}/"):
        raise UsageError(f"the input {file} lies in the folder of the documents", "Choose another -O")


def _file(
    file: Remote, below: PurePosixPath, endings: tuple[str, ...], skipped: Counter[str], *, in_folder: bool = False
) -> Iterator[Entry]:
    if is_container(file):
        yield from opened(file, below, endings, skipped, in_folder=in_folder)
    else:
        yield entry_of(file, below)
