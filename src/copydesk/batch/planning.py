"""Which file becomes which document: finds the inputs, and plans a job for each."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk import _files, writing
from copydesk.batch.folders import articles_below, counts_of, endings_of
from copydesk.errors import InputError, UsageError
from copydesk.reading import DEFAULTS, Part, Reading, ReadOptions, number_of_articles


class Target(NamedTuple):
    """A document to make: its file and the name of its format."""

    path: Path
    to: str


class Job(NamedTuple):
    """One article and the documents to make of it.

    ``source`` is the file that it is in, and ``article`` its number there, from 1, None for the only one; so a job is a
    few words, whatever is in its file. For an article that is in no file, ``source`` is the article, read or not.
    """

    name: str
    source: Path | Part | Reading
    targets: tuple[Target, ...]
    article: int | None = None


class Found(NamedTuple):
    """The files to convert, each with its path below the input that named it: ``(talks/may/a.txt, may/a.txt)`` of the
    folder ``talks``. ``skipped`` counts the files of folders that are left out, by their endings."""

    files: tuple[tuple[Path, Path], ...]
    skipped: Counter[str]


def find(inputs: Iterable[Path], from_: str | None = None, *, output: Path | None = None) -> Found:
    """The files to convert.

    A file or pipe stands for itself. A folder stands for all articles in it and below (``folders``), of the form
    ``from_`` if that is given, without those in the folder ``output``. Raises InputError for a folder that holds none.
    """
    endings = endings_of(from_)
    files: list[tuple[Path, Path]] = []
    skipped: Counter[str] = Counter()
    for input_path in inputs:
        if not os.path.isdir(input_path):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
            files.append((input_path, Path(input_path.name)))
            continue
        articles = list(articles_below(input_path, endings, skipped, output=output, scans=from_ is None))
        if not articles:
            kinds = f"{' or '.join(endings)} file" if from_ else "file of a form that copydesk takes of folders"
            others = f", but {counts_of(skipped)}" if skipped else ""
            raise InputError(f"the folder {input_path} holds no {kinds}{others}", "Name the files, or see -f")
        files += [(path, path.relative_to(input_path)) for path in articles]
    return Found(tuple(files), skipped)


def plan(
    files: Iterable[tuple[Path, Path]],
    formats: Sequence[str],
    folder: Path,
    from_: str | None = None,
    article: int | None = None,
    options: ReadOptions = DEFAULTS,
) -> list[Job]:
    """The jobs that convert every article to every format, in the folder.

    A document has the file's own name; with its ending too, as in ``report.docx.md``, where files differ in nothing
    else. Of a file that holds several articles, each has a number behind the name, ``letters-07.md``, in as many digits
    as the last one needs, or only the one numbered ``article`` is converted, under the name alone. ``from_`` is the
    name of their form, None to tell it by content and name; ``options`` are those that they will be read with, of which
    ``password`` and ``ocr`` decide how many articles a file holds.

    Raises UsageError, before anything is written, if two documents would be written to the same file or one would
    replace an input, and InputError or OutputError if the folder cannot be used.
    """
    target_formats = dict.fromkeys(writing.format_of(name) for name in formats)
    named: dict[Path, tuple[Path, Path]] = {}
    for source, below in files:
        named.setdefault(_files.real(source), (source, below))
    endings = defaultdict[Path, set[str]](set)
    for _, below in named.values():
        endings[below.with_suffix("")].add(below.suffix)
    taken = {below.with_suffix("") for _, below in named.values()}
    jobs: list[Job] = []
    for source, below in named.values():
        number = 1 if article is not None else _articles_in(source, from_, options)
        alone = len(endings[below.with_suffix("")]) == 1
        name = below.stem if alone else below.name
        if number > 1 and taken & {
            below.with_name(numbered(below.stem, each, number)) for each in range(1, number + 1)
        }:
            name = below.name
        for each in range(1, number + 1):
            base = folder / below.parent / (numbered(name, each, number) if number > 1 else name)
            targets = tuple(Target(base.with_name(base.name + _ending(form)), form.name) for form in target_formats)
            called = f"{source}#{each}" if number > 1 else str(source)
            jobs.append(Job(called, source, targets, each if number > 1 else article))
    check(jobs)
    return jobs


def numbered(name: str, number: int, last: int) -> str:
    """A name with a number in as many digits as the last one has: ``letters-07`` of 12."""
    return f"{name}-{number:0{len(str(last))}}"


def _articles_in(source: Path, from_: str | None, options: ReadOptions) -> int:
    """How many articles a file holds; 1 for a pipe, which can be read only once, and for what is no file."""
    is_file = os.path.isfile(source)  # noqa: PTH113 -- Path's may raise
    return number_of_articles(source, from_, options) if is_file else 1


def _ending(format_: writing.Format) -> str:
    """The file ending of a format: ``.docx``."""
    return format_.endings[0] if format_.endings else f".{format_.name}"


def check(jobs: Iterable[Job]) -> None:
    """Raises UsageError if two documents would be written to the same file, or one would replace an input."""
    jobs = tuple(jobs)
    sources = {_files.real(job.source) for job in jobs if isinstance(job.source, Path)}
    targets = {target.path: _files.real(target.path) for job in jobs for target in job.targets}
    identity = _identity({*sources, *targets.values()})
    owners = dict.fromkeys(map(identity, sources), "")
    for job in jobs:
        for target in job.targets:
            other = owners.setdefault(identity(targets[target.path]), f"{job.name} as {target.to}")
            if not other:
                raise UsageError(f"{target.path} is itself an input and would be replaced", "Write to another folder")
            if other != f"{job.name} as {target.to}":
                raise UsageError(
                    f"{other} and {job.name} as {target.to} would both be written to {target.path}",
                    "Rename one, or write them to different folders",
                )


def _identity(paths: Collection[Path]) -> Callable[[Path], Path]:
    """A function that gives the same for paths of one file: on a disk that takes names for one that differ in case, or
    in how accents are written, for these too."""
    folded = Counter(map(_folded, paths))
    alike = {path.parent for path in paths if folded[_folded(path)] > 1}
    undivided = {folder for folder in alike if not _files.tells_names_apart(folder)}
    return lambda path: _folded(path) if path.parent in undivided else path


def _folded(path: Path) -> Path:
    return Path(unicodedata.normalize("NFC", os.fspath(path)).casefold())
