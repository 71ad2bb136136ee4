"""The jobs that a command line asks for: which inputs become which documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copydesk import _files, batch, writing
from copydesk.batch import Job, Target
from copydesk.cli.inputs import STDIN, stdin
from copydesk.cli.terminal import Messages
from copydesk.conversion import ConvertOptions, load, with_publication
from copydesk.errors import InputError, UsageError, named
from copydesk.reading import Reading, split
from copydesk.visit import plain

__all__ = ["jobs_for", "only_source"]


def jobs_for(
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    folder: Path | None,
    options: ConvertOptions,
    messages: Messages,
) -> list[Job]:
    """The jobs that the command line asks for; says which files of folders it leaves out. Raises UsageError for options
    that contradict each other."""
    if outputs and folder:
        raise UsageError("-o and -O were both given", "Choose one: -o for a file, -O for a folder")
    if outputs:
        return [_job(inputs, outputs, to, options)]
    if folder is None:
        first = inputs[0]
        if len(inputs) > 1 and not first.suffix and first != Path("-") and not first.exists():
            raise UsageError(f"there is no file or command {first}", "`copydesk --help` lists the commands")
        raise UsageError("no output given", "Add -o article.pdf, or -t pdf -O out/")
    if not to:
        raise UsageError("no format given", "Add one, such as -t pdf")
    found = batch.find((path for path in inputs if path != Path("-")), options.from_, output=folder)
    messages.skipped(found.skipped)
    jobs = batch.plan(found.files, to, folder, options.from_, options.article)
    if Path("-") in inputs:
        jobs += _jobs_of_stdin(to, folder, options)
        batch.check(jobs)
    for parent in dict.fromkeys(target.path.parent for job in jobs for target in job.targets):
        _files.make_folder(parent)
    return jobs


def _jobs_of_stdin(to: tuple[str, ...], folder: Path, options: ConvertOptions) -> Iterator[Job]:
    """The jobs for the articles of standard input: one is named by its headline, several by their numbers."""
    data = stdin()
    with named(STDIN, InputError):
        parts = split(data, options.from_, "")
        if len(parts) == 1 or options.article is not None:
            reading = _read_here(data, options)
            headline = reading.article.head.headline
            name = Path(_files.slug(plain(headline) if headline else ""))
            (job,) = batch.plan([(name, name)], to, folder)
            yield job._replace(name=STDIN, source=reading, article=None)
            return
    for number, part in enumerate(parts, 1):
        name = Path(batch.numbered(_files.slug(""), number, len(parts)))
        (job,) = batch.plan([(name, name)], to, folder)
        yield job._replace(name=f"{STDIN}#{number}", source=part)


def _job(inputs: tuple[Path, ...], outputs: tuple[Path, ...], to: tuple[str, ...], options: ConvertOptions) -> Job:
    """The job that makes the named documents of one article."""
    if len(to) > 1 or (to and len(outputs) > 1):
        raise UsageError("several -t or -o were given", "Leave -t out and let the names give the formats, or use -O")
    for path in outputs:
        if path.is_dir():
            _files.check_target(path)
        if not to and not path.suffix:
            raise UsageError(f"the name {path} does not say which format to make", "Add -t, such as -t pdf")
    source = only_source(inputs, options)
    targets = tuple(Target(path, writing.format_of(to[0] if to else path.suffix).name) for path in outputs)
    if source is None:
        with named(STDIN, InputError):
            job = Job(STDIN, _read_here(stdin(), options), targets)
    else:
        job = Job(str(source), source, targets, options.article)
    batch.check([job])
    return job


def only_source(inputs: tuple[Path, ...], options: ConvertOptions) -> Path | None:
    """The only input file, None for standard input. Raises UsageError if there is more than one."""
    if inputs == (Path("-"),):
        return None
    files = batch.find(inputs, options.from_).files
    if len(files) != 1:
        raise UsageError(f"{len(files)} articles given for one document", "Use -t and -O, as in -t pdf -O out/")
    return files[0][0]


def _read_here(data: bytes, options: ConvertOptions) -> Reading:
    return load(data, with_publication(options, Path()))
