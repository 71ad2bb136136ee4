"""Which file becomes which document: finds the inputs, and plans a job for each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk import _files, writing
from copydesk.errors import InputError, UsageError
from copydesk.reading import Reading, source_of


class Target(NamedTuple):
    """A document to make: its file and the name of its format."""

    path: Path
    to: str


class Job(NamedTuple):
    """One article and the documents to make of it. ``source`` is a file, or the article already read."""

    name: str
    source: Path | Reading
    targets: tuple[Target, ...]


def find(inputs: Iterable[Path], from_: str | None = None) -> Iterator[tuple[Path, Path]]:
    """The files to convert, each with its path below the input that named it.

    A file or pipe stands for itself. A folder stands for all files in it and below, sorted, with an ending of the
    input format (``.txt`` unless ``from_`` says otherwise); hidden files, pipes, sockets and devices are skipped.
    ``talks`` gives ``(talks/may/a.txt, may/a.txt)``. Raises InputError for a folder that holds no such file.
    """
    endings = source_of("", from_).endings
    for input_path in inputs:
        if not os.path.isdir(input_path):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
            yield input_path, Path(input_path.name)
            continue
        paths = [
            path
            for path in sorted(_names_below(input_path))
            if path.suffix.lower() in endings and not _is_special(path)
        ]
        if not paths:
            raise InputError(
                f"the folder {input_path} holds no {' or '.join(endings)} file", "Name the files, or see -f"
            )
        yield from ((path, path.relative_to(input_path)) for path in paths)


def plan(sources: Iterable[tuple[Path, Path]], formats: Sequence[str], folder: Path) -> list[Job]:
    """The jobs that convert every file to every format, in the folder, under the file's own name.

    Raises UsageError, before anything is written, if two documents would be written to the same file or one would
    replace an input, and InputError or OutputError if the folder cannot be used.
    """
    target_formats = [writing.format_of(name) for name in formats]
    jobs: dict[Path, Job] = {}
    for source, below in sources:
        base = folder / below.parent / below.stem
        targets = tuple(
            Target(base.with_name(base.name + _ending(format_)), format_.name)
            for format_ in dict.fromkeys(target_formats)
        )
        jobs.setdefault(_files.real(source), Job(str(source), source, targets))
    check(jobs.values())
    return list(jobs.values())


def _ending(format_: writing.Format) -> str:
    """The file ending of a format: ``.docx``."""
    return format_.endings[0] if format_.endings else f".{format_.name}"


def check(jobs: Iterable[Job]) -> None:
    """Raises UsageError if two documents would be written to the same file, or one would replace an input."""
    jobs = tuple(jobs)
    owners: dict[Path, str] = {_files.real(job.source): "" for job in jobs if isinstance(job.source, Path)}
    for job in jobs:
        for target in job.targets:
            real = _files.real(target.path)
            other = owners.setdefault(real, f"{job.name} as {target.to}")
            if not other:
                raise UsageError(f"{target.path} is itself an input and would be replaced", "Write to another folder")
            if other != f"{job.name} as {target.to}":
                raise UsageError(
                    f"{other} and {job.name} as {target.to} would both be written to {target.path}",
                    "Rename one, or write them to different folders",
                )


def _names_below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(where, name) for name in names if not name.startswith("."))


def _is_special(path: Path) -> bool:
    """Whether a path is, or links to, a pipe, socket, device or folder; False if that cannot be determined."""
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 -- Path's may raise
