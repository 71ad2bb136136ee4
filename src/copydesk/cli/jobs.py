"""The jobs that a command line asks for: which inputs become which documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

from copydesk import _files, batch, writing
from copydesk._web import Url
from copydesk.batch import Job, Target
from copydesk.cli.inputs import STDIN, stdin
from copydesk.cli.terminal import Messages
from copydesk.conversion import ConvertOptions, load, split_options, with_publication
from copydesk.errors import CopydeskError, InputError, UsageError, named
from copydesk.reading import Part, Reading, ReadOptions, split
from copydesk.visit import plain

__all__ = ["jobs_for", "only_source"]


def jobs_for(
    inputs: tuple[Path | Url, ...],
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
        if (
            len(inputs) > 1
            and isinstance(first, Path)
            and not first.suffix
            and first != Path("-")
            and not first.exists()
        ):
            raise UsageError(f"there is no file or command {first}", "`copydesk --help` lists the commands")
        raise UsageError("no output given", "Add -o article.pdf, or -t pdf -O out/")
    if not to:
        raise UsageError("no format given", "Add one, such as -t pdf")
    paths = [path for path in inputs if isinstance(path, Path) and path != Path("-")]
    files, skipped = batch.find(paths, options.from_, output=folder)
    messages.skipped(skipped)
    jobs = batch.plan(files, to, folder, options.from_, options.article, split_options(options))
    for source in dict.fromkeys(each for each in inputs if each not in paths):
        jobs += _jobs_of(source, to, folder, options)
        batch.check(jobs)
    for parent in dict.fromkeys(target.path.parent for job in jobs for target in job.targets):
        _files.make_folder(parent)
    return jobs


def _jobs_of(source: Path | Url, to: tuple[str, ...], folder: Path, options: ConvertOptions) -> Iterator[Job]:
    """The jobs for what is at an address, or on standard input: one article is named by its headline, several by their
    numbers. For what cannot be read there is a job that fails, so that the others are done."""
    data = source if isinstance(source, Url) else stdin()
    try:
        parts = [] if isinstance(data, Url) else split(data, options.from_, "", split_options(options))
        reading = _read_here(data, options) if len(parts) < 2 or options.article is not None else None
    except CopydeskError as error:
        yield Job(_name(source), Part("", partial(_fail, error)), ())
        return
    if reading is not None:
        headline = reading.article.head.headline
        below = Path(_files.slug(plain(headline) if headline else ""))
        (job,) = batch.plan([(below, below)], to, folder)
        yield job._replace(name=_name(source), source=reading, article=None)
        return
    for number, part in enumerate(parts, 1):
        below = Path(batch.numbered(_files.slug(""), number, len(parts)))
        (job,) = batch.plan([(below, below)], to, folder)
        yield job._replace(name=f"{STDIN}#{number}", source=part)


def _fail(error: CopydeskError, options: ReadOptions) -> NoReturn:
    raise error


def _job(
    inputs: tuple[Path | Url, ...], outputs: tuple[Path, ...], to: tuple[str, ...], options: ConvertOptions
) -> Job:
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
    if isinstance(source, Path):
        job = Job(str(source), source, targets, options.article)
    else:
        name = _name(source)
        with named(name, InputError):
            job = Job(name, _read_here(source or stdin(), options), targets)
    batch.check([job])
    return job


def only_source(inputs: tuple[Path | Url, ...], options: ConvertOptions) -> Path | Url | None:
    """The only input, a file or the address of a page, None for standard input. Raises UsageError if there is more than
    one."""
    if inputs == (Path("-"),):
        return None
    if len(inputs) == 1 and isinstance(inputs[0], Url):
        return inputs[0]
    addresses = sum(isinstance(each, Url) for each in inputs)
    files = batch.find((path for path in inputs if isinstance(path, Path)), options.from_).files
    if len(files) != 1 or addresses:
        number = len(files) + addresses
        raise UsageError(f"{number} articles given for one document", "Use -t and -O, as in -t pdf -O out/")
    return files[0][0]


def _name(source: Path | Url | None) -> str:
    """What an input is called in messages."""
    return STDIN if source in (None, Path("-")) else str(source)


def _read_here(source: Url | bytes, options: ConvertOptions) -> Reading:
    """The article at an address, or of standard input."""
    return load(source, with_publication(options, Path()))
