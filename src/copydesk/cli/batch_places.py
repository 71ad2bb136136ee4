"""Where a batch writes: a folder of this machine, or one in a store with its manifest in a folder here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk import _files
from copydesk._web import is_url
from copydesk.cli.inputs import Address
from copydesk.errors import InputError, UsageError

if TYPE_CHECKING:
    from copydesk.batch.entries import Shard
    from copydesk.batch.exports import Exports
    from copydesk.batch.remote import Remote

__all__ = ["Places", "check_inputs", "manifest_folder", "places"]


class Places(NamedTuple):
    """The ``folder`` of the manifest, which is that of the documents too unless they go to a ``store``, the file of
    ``lines`` and the ``exports`` made of it."""

    folder: Path
    store: Remote | None
    lines: Path | None
    exports: Exports
    written: tuple[Path, ...] = ()
    """The files of this machine that are written besides documents."""

    @property
    def address(self) -> str:
        """That of the store, empty if there is none."""
        return self.store.address if self.store else ""


def manifest_folder(folder: Path | Address, state: Path | None) -> Path:
    """The folder of the manifest, by ``-O`` and ``--state``. Raises UsageError."""
    if isinstance(folder, Path):
        if state is not None:
            raise UsageError("--state was given, and -O is a folder of this machine", "Leave it out")
        return folder
    if state is None:
        raise UsageError(
            f"{folder} is in a store, which cannot hold the manifest",
            "Add --state FOLDER, a folder of this machine that stays: by it the batch goes on where it was",
        )
    return state


def places(
    folder: Path | Address,
    state: Path | None,
    lines: Path | Address | None,
    parquet: Path | Address | None,
    shard: Shard | None,
) -> Places:
    """The places that a user asks for, of a ``shard`` if only that is to be done. Raises UsageError, and
    MissingEngineError for a library that is missing."""
    from copydesk.batch.exports import Exports
    from copydesk.batch.remote import Remote

    return Places(
        manifest_folder(folder, state),
        Remote(folder) if isinstance(folder, Address) else None,
        lines if isinstance(lines, Path) else None,
        Exports(
            Remote(parquet) if isinstance(parquet, Address) else parquet,
            Remote(lines) if isinstance(lines, Address) else None,
        ),
        tuple(
            each.with_name(shard.file_name(each.name)) if shard else each
            for each in (lines, parquet)
            if isinstance(each, Path)
        ),
    )


def check_inputs(inputs: tuple[str, ...], lists: tuple[str, ...], place: Places) -> None:
    """Raises UsageError for an input that is the address of a page, or lies where the documents go, and InputError for
    a list of inputs that cannot be read."""
    from copydesk.batch.entries import check_outside
    from copydesk.batch.remote import is_remote

    for each in inputs:
        _files.check_name(each)
        if is_url(each):
            raise UsageError(f"{each} is the address of a page", "Give it to `copydesk` itself, or name a file")
        if not is_remote(each):
            check_outside(Path(each), place.folder, place.written)
    for each in lists:
        if each != "-" and not os.access(each, os.R_OK):
            raise InputError(f"the list {each} cannot be read", "Check its name and permissions")
