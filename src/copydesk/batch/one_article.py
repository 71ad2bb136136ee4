"""What a worker of a batch does with one article: it reads it and makes its documents, under names of no meaning yet.

Where they belong is decided by the process that gave the work: only it knows which names are free.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

import msgspec

from copydesk import _files, writing
from copydesk.batch.fingerprint import hash_of, hash_of_file
from copydesk.batch.names import Facts, Pattern
from copydesk.batch.remote import Remote
from copydesk.batch.results import failure
from copydesk.batch.workers import Death
from copydesk.choices import LIMIT
from copydesk.conversion import ConvertOptions, documents, raise_for_problems, split_options, with_publication
from copydesk.errors import (
    CopydeskError,
    FullDiskError,
    InputError,
    MissingEngineError,
    OutputError,
    StrictError,
    UsageError,
)
from copydesk.metadata import amend, canonical
from copydesk.problems import Problem
from copydesk.reading import Part, Reading, chosen, forget_file, split, split_file
from copydesk.tree import Article
from copydesk.visit import plain

__all__ = [
    "Document", "Outcome", "Settings", "Task", "cause_of", "hash_of_input", "is_fault", "part_of", "with_data", "work",
]  # fmt: skip

Cause = Literal["input", "options", "engine", "output", "strict", "fault", "memory", "timeout", "crash"]


class Settings(NamedTuple):
    """What is the same for all articles. ``formats`` are names; ``lines`` asks for a line of JSON for each article;
    ``scratch`` is the folder for finished documents that have no name yet."""

    options: ConvertOptions
    formats: tuple[str, ...]
    pattern: str
    lines: bool
    scratch: Path


class Task(NamedTuple):
    """One article: that in a ``file`` or in ``data``, whose name for telling its form is ``called``, or the ``article``
    numbered so, from 1, of the ``of`` in it; None to find out how many there are. ``below`` is its path, for the names
    of its documents, ``folder`` the one whose copydesk.toml applies. ``number`` is no other task's of this run.
    ``remote`` is the address of the article where it is still to be got."""

    number: int
    id: str
    file: Path | None
    data: bytes | None
    called: str
    below: str
    folder: Path
    article: int | None = None
    of: int = 1
    form: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    remote: str = ""


class Document(NamedTuple):
    """A finished document: the file that it is in, the name that it wishes for, and its size in bytes."""

    file: Path
    name: str
    size: int


class Outcome(NamedTuple):
    """What became of a task: ``done``, ``failed`` for a reason, or ``several`` if ``parts`` articles are in the file.
    ``input`` is the hash of its bytes, ``line`` the file with its line of JSON, ``full`` says that the disk is."""

    state: Literal["done", "failed", "several"]
    input: str = ""
    documents: tuple[Document, ...] = ()
    line: Path | None = None
    problems: tuple[Problem, ...] = ()
    parts: int = 0
    cause: str = ""
    error: str = ""
    details: str = ""
    seconds: float = 0.0
    full: bool = False


def work(settings: Settings, task: Task) -> Outcome | Death:
    """Does one task. Raises nothing but MemoryError."""
    start = time.perf_counter()
    try:
        outcome = _work(settings, task)
    except MemoryError:
        raise
    except Exception as error:
        outcome = _failed(error)
    return outcome._replace(seconds=time.perf_counter() - start)


_CAUSES: tuple[tuple[type[Exception], Cause], ...] = (
    (InputError, "input"),
    (StrictError, "strict"),
    (MissingEngineError, "engine"),
    (UsageError, "options"),
    (OutputError, "output"),
)


def is_fault(outcome: Outcome) -> bool:
    """Whether an article failed in a way that nobody foresaw, which may come of a lack of memory."""
    return outcome.cause == "fault"


def cause_of(error: Exception) -> Cause:
    return next((cause for kind, cause in _CAUSES if isinstance(error, kind)), "fault")


def _failed(error: Exception, outcome: Outcome | None = None) -> Outcome:
    failed = failure(error)
    return (outcome or Outcome("failed"))._replace(
        state="failed",
        cause=cause_of(failed.error),
        error=str(failed.error),
        details=failed.details,
        full=isinstance(failed.error, FullDiskError),
    )


def _work(settings: Settings, task: Task) -> Outcome:
    options = with_publication(settings.options, task.folder)._replace(config=False)
    options = options._replace(from_=options.from_ or task.form)
    task = with_data(task)
    outcome = Outcome("done", hash_of_input(task))
    try:
        parts = _parts(task, options)
        if task.article is None and len(parts) > 1:
            return outcome._replace(state="several", parts=len(parts))
        refused, options = _with_given(task.metadata, options)
        converted = documents(chosen(parts, task.article), settings.formats, options, task.file)
        problems = (*refused, *converted.problems)
        if options.strict:
            raise_for_problems(problems)
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        return _failed(error, outcome)
    outcome = outcome._replace(problems=problems)
    facts = _facts(task, converted.reading.article)
    pattern = Pattern(settings.pattern)
    for index, (name, output) in enumerate(zip(settings.formats, converted.outputs, strict=True)):
        if isinstance(output, MemoryError):
            raise output
        if isinstance(output, Exception):
            outcome = _failed(output, outcome)
            continue
        form = writing.format_of(name)
        extension = (form.endings[0] if form.endings else f".{form.name}")[1:]
        file = settings.scratch / f"{task.number}-{index}"
        _files.write_new(file, output.data)
        document = Document(file, pattern.path(facts, extension), len(output.data))
        outcome = outcome._replace(documents=(*outcome.documents, document))
    if settings.lines:
        file = settings.scratch / f"{task.number}-line"
        _files.write_new(file, _line(task, converted.reading, problems))
        outcome = outcome._replace(line=file)
    return outcome


def with_data(task: Task) -> Task:
    """The task with the bytes of an article that is in a store. Raises InputError."""
    return task._replace(data=Remote(task.remote).read(LIMIT), remote="") if task.remote else task


def hash_of_input(task: Task) -> str:
    """The hash of what an article is read from, empty if it cannot be read, as its reading will say."""
    if task.data is not None:
        return hash_of(task.data)
    try:
        return hash_of_file(task.file) if task.file is not None and task.file.is_file() else ""
    except OSError:
        return ""


def _parts(task: Task, options: ConvertOptions) -> Sequence[Part]:
    deciding = split_options(options)
    if task.file is None:
        return split(task.data or b"", options.from_, task.called, deciding)
    if task.called != task.file.name:
        return split(task.file, options.from_, task.called, deciding)
    parts = split_file(task.file, options.from_, deciding)
    if len(parts) == 1:
        forget_file()
    return parts


def _with_given(
    metadata: tuple[tuple[str, str], ...], options: ConvertOptions
) -> tuple[tuple[Problem, ...], ConvertOptions]:
    """The options with the metadata that came with an article, where the user sets none of the same key, and a problem
    for each piece that cannot be used."""
    own = {canonical(key) for key, _ in options.metadata}
    used: list[tuple[str, str]] = []
    refused: list[Problem] = []
    for key, value in metadata:
        if key in own:
            continue
        try:
            amend(Article(), ((key, value),))
            used.append((key, value))
        except CopydeskError as error:
            refused.append(Problem("metadata", None, error.message))
    return tuple(refused), options._replace(metadata=(*used, *options.metadata))


def _facts(task: Task, article: Article) -> Facts:
    below = PurePosixPath(task.below)
    stem = below.name if task.form else below.stem  # the name of a record has no ending
    if task.article is not None and task.of > 1:
        stem = f"{stem}-{task.article:0{len(str(task.of))}}"
    head = article.head
    persons = [person.name for byline in head.bylines for person in byline.persons]
    return Facts(
        path="/".join(below.parent.parts),
        stem=stem,
        id=task.id.rpartition("#")[2] if task.file is None and "#" in task.id else stem,
        slug=_files.slug(plain(head.headline) if head.headline else "", fallback=_files.slug(stem)),
        date=next((date.iso for date in head.dates if date.iso), ""),
        lang=article.lang,
        author=persons[0] if persons else "",
    )


def _line(task: Task, reading: Reading, problems: tuple[Problem, ...]) -> bytes:
    """One line: the article's name, its text, its tree, what is known of it and what was found."""
    article = reading.article
    facts = _facts(task, article)
    record = {
        "id": task.id,
        "title": plain(article.head.headline) if article.head.headline else None,
        "authors": [person.name for byline in article.head.bylines for person in byline.persons],
        "date": facts.date or None,
        "lang": article.lang,
        "given": dict(task.metadata),
        "text": plain(article),
        "problems": problems,
        "article": article,
    }
    return msgspec.json.encode(record) + b"\n"


def part_of(task: Task, article: int, of: int) -> Task:
    """The task for one of the articles in the file of a task."""
    return task._replace(id=f"{task.id}#{article}", article=article, of=of)
