"""The command: what it is asked for and by which code it exits.

The first word may name one of ``COMMANDS``; all else is a conversion.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, Unpack, cast

import click
from click.core import ParameterSource

import copydesk
from copydesk import _files, batch, style, writing
from copydesk._commands import COMMANDS
from copydesk._inputs import STDIN, chosen, heeds_config, naming, stdin
from copydesk._terminal import Messages, echo, put, told
from copydesk.batch import Job, Target
from copydesk.conversion import ConvertOptions, documents, load, raise_for_problems, with_publication
from copydesk.errors import BROKEN_PIPE, EXIT_CODES, INTERRUPTED, TERMINATED, UsageError
from copydesk.metadata import KEYS, amend, check_language
from copydesk.reading import sources
from copydesk.tree import Article
from copydesk.visit import plain

__all__ = ["main"]

MANY = 8
"""The number of documents from which several processes are worth their start."""

EPILOG = f"""
\b
Examples:
  copydesk article.txt -o article.pdf
  copydesk article.txt talks/ -t pdf -t epub -t docx -t md -O out/
  cat article.txt | copydesk - -t md

\b
Commands (a file of such a name is ./formats):
  copydesk explain   what each line of a text was read as, how surely, and why
  copydesk formats   the formats that can be written
  copydesk styles    the looks that documents can have
  copydesk schema    the JSON Schema of the article tree
  copydesk doctor    what is installed, what is missing and how to get it

\b
Metadata (-M):
  {", ".join(list(KEYS)[:8])},
  {", ".join(list(KEYS)[8:])}
  No printed word is deleted: what a value corrects is set aside as furniture,
  what it merely replaces goes into the text where it stood. Both are reported.

\b
Exit codes:
{chr(10).join(f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items())}
"""


class _Terminated(BaseException):
    """SIGTERM as an exception, so that what is half done is undone on the way out."""


# ------------------------------------------------------------------------------------------------ running


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command and exits by the code that says what became of it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = COMMANDS.get(given[0], convert) if given else convert
    rest = given if command is convert else given[1:]
    for stream in (sys.stdout, sys.stderr):  # an ASCII terminal shows the rest as escapes
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with _heeding_sigterm():
        code = _outcome(command, rest)
    sys.exit(code)


def _outcome(command: click.Command, arguments: list[str]) -> int:
    """Runs one command, says what went wrong with it and returns the exit code."""
    try:
        return _invoke(command, arguments)
    except (KeyboardInterrupt, click.Abort):
        _stop_workers()
        return INTERRUPTED
    except _Terminated:
        _stop_workers()
        return TERMINATED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would complain at its end
        return BROKEN_PIPE
    except Exception as error:
        return told(batch.failure(error))


def _invoke(command: click.Command, arguments: list[str]) -> int:
    """Has click read the arguments and run the command. Its errors become ours."""
    name = "copydesk" if command is convert else f"copydesk {command.name}"
    try:
        with command.make_context(name, arguments, help_option_names=["-h", "--help"]) as context:
            return int(command.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        raise UsageError(error.format_message().rstrip("."), f"`{name} --help` shows what there is") from None


@contextmanager
def _heeding_sigterm() -> Iterator[None]:
    def terminate(*_: object) -> NoReturn:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop_workers() -> None:
    if "multiprocessing" in sys.modules:
        import multiprocessing

        for worker in multiprocessing.active_children():
            worker.terminate()


# ---------------------------------------------------------------------------------------------- converting


@click.command("copydesk", epilog=EPILOG)
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="The document to make, its format told by its name; - for standard output. May be repeated.",
)
@click.option("-t", "--to", multiple=True, metavar="FORMAT", help="A format to make. May be repeated.")
@click.option(
    "-O",
    "--output-folder",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder for the documents; made if it is missing.",
)
@click.option(
    "-f",
    "--from",
    "from_",
    type=click.Choice(list(sources())),
    help="What the inputs are; told by their names if left out.",
)
@click.option("--style", default=style.DEFAULT, show_default=True, help="A style, or the folder of one.")
@click.option(
    "--paper",
    type=click.Choice(list(style.PAPERS), case_sensitive=False),
    help="The paper of a PDF and a Word document; the style's first if left out.",
)
@click.option(
    "--css", type=click.Path(), metavar="FILE", help="Your own CSS, after the style's, for PDF, EPUB and HTML."
)
@click.option("--archive/--no-archive", help="Make the PDF fit for archives too (PDF/A-2a).")
@click.option("--embed-fonts/--no-embed-fonts", help="Put the style's fonts into the EPUB.")
@click.option(
    "--reference-doc", type=click.Path(), metavar="FILE", help="A Word document whose styles, page and language to use."
)
@click.option(
    "--flavour",
    type=click.Choice(writing.FLAVOURS),
    default=writing.FLAVOURS[0],
    show_default=True,
    help="The flavour of Markdown.",
)
@click.option(
    "--wrap",
    type=int,
    default=0,
    metavar="N",
    help=f"Wrap the lines of Markdown at N columns, {writing.NARROWEST} or more; 0, the default, writes a paragraph as "
    "one line.",
)
@click.option(
    "--typography/--no-typography",
    default=None,
    help="Set quotation marks, dashes and spaces as the language of the text has them; as the style says if left out.",
)
@click.option("--lang", metavar="TAG", help="The language, such as en or de-AT; found out if left out.")
@heeds_config
@click.option(
    "-M",
    "--metadata",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Sets or mends what is known of the article. May be repeated.",
)
@click.option(
    "-j",
    "--jobs",
    "processes",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Work in so many processes; 0, the default, decides by the number of documents.",
)
@click.option(
    "--keep-all", is_flag=True, help="Set nothing aside: keep running heads, page numbers and the like as text."
)
@click.option("--strict", is_flag=True, help="Write nothing of an article if there is any problem with it.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show each step and every warning.")
@click.option("--version", is_flag=True, help="Show the version; with -v also of what it works with.")
def convert(  # noqa: PLR0913 -- one parameter an option
    *,
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    folder: Path | None,
    from_: str | None,
    lang: str | None,
    config: str | None,
    no_config: bool,
    pairs: tuple[str, ...],
    processes: int,
    keep_all: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    version: bool,
    **write_options: Unpack[writing.WriteOptions],
) -> int:
    """Make finished documents of the raw text of articles.

    INPUTS are files, folders (every .txt file in them and below), or - for standard input.
    """
    if version:
        return _version(verbose)
    options = _checked(
        ConvertOptions(
            from_, lang, tuple(map(_pair, pairs)), strict, keep_all, _given(write_options), chosen(config, no_config)
        )
    )
    messages = Messages(quiet=quiet, verbose=verbose)
    if not inputs:
        raise UsageError("there is nothing to convert", "Name the text of an article; `copydesk --help` shows how")
    if Path("-") in outputs or (not outputs and folder is None and len(inputs) == len(to) == 1):
        return _to_stdout(inputs, outputs, to, options, messages)
    jobs = _jobs(inputs, outputs, to, folder, options)
    return _convert_all(jobs, options, processes, messages)


def _checked(options: ConvertOptions) -> ConvertOptions:
    """The same options. Raises UsageError, before any work, for what does not exist."""
    writing.settings(options.write)
    if options.config:
        with_publication(options, Path())
    if options.lang is not None:
        check_language(options.lang)
    amend(Article(), options.metadata)
    return options


def _given(options: writing.WriteOptions) -> writing.WriteOptions:
    """The part of the options that the command line gives; the rest may stand in a copydesk.toml."""
    source = click.get_current_context().get_parameter_source
    given = {name: value for name, value in options.items() if source(name) is not ParameterSource.DEFAULT}
    return cast(writing.WriteOptions, given)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"-M {text} has no =", "Write it as key=value, such as -M author='Ana Ruiz'")
    return key, value


def _jobs(
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    folder: Path | None,
    options: ConvertOptions,
) -> list[Job]:
    """The jobs that the command line asks for. Raises UsageError for one that makes no sense."""
    if outputs and folder:
        raise UsageError("-o and -O were both given", "Choose one: -o for a file, -O for a folder")
    if outputs:
        return [_job(inputs, outputs, to, options)]
    if folder is None:
        raise UsageError("it was not said where the documents should go", "Add -o article.pdf, or -t pdf -O out/")
    if not to:
        raise UsageError("it was not said what to make", "Add a format, such as -t pdf")
    jobs = batch.plan(batch.find((path for path in inputs if path != Path("-")), options.from_), to, folder)
    if Path("-") in inputs:
        with naming(STDIN):
            reading = _from_stdin(options)
        headline = reading.article.head.headline
        name = Path(_files.slug(plain(headline) if headline else ""))
        (job,) = batch.plan([(name, name)], to, folder)
        jobs.append(job._replace(name=STDIN, source=reading))
        batch.check(jobs)
    for place in dict.fromkeys(target.path.parent for job in jobs for target in job.targets):
        _files.make_folder(place)
    return jobs


def _job(inputs: tuple[Path, ...], outputs: tuple[Path, ...], to: tuple[str, ...], options: ConvertOptions) -> Job:
    """The job that makes the named documents of one article."""
    if len(to) > 1 or (to and len(outputs) > 1):
        raise UsageError("there are several -t or -o", "Leave -t out and let the names tell, or use -O")
    for path in outputs:
        if not to and not path.suffix:
            raise UsageError(f"the name {path} does not tell its format", "Add -t, such as -t pdf")
    source = _one(inputs, options)
    targets = tuple(Target(path, writing.format_of(to[0] if to else path.suffix).name) for path in outputs)
    with naming(STDIN):
        reading = _from_stdin(options) if source is None else source
    job = Job(STDIN if source is None else str(source), reading, targets)
    batch.check([job])
    return job


def _one(inputs: tuple[Path, ...], options: ConvertOptions) -> Path | None:
    """The one file that the inputs stand for, None for standard input. Raises UsageError if there are more."""
    if inputs == (Path("-"),):
        return None
    found = list(batch.find((path for path in inputs), options.from_))
    if len(found) != 1:
        raise UsageError(f"there are {len(found)} articles for one document", "Use -t and -O, as in -t pdf -O out/")
    return found[0][0]


def _from_stdin(options: ConvertOptions) -> copydesk.Reading:
    return load(stdin(), with_publication(options, Path()))


def _to_stdout(
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    options: ConvertOptions,
    messages: Messages,
) -> int:
    """Writes one document to standard output, which must not be a terminal if the document is not text."""
    if len(to) != 1 or len(outputs) > 1:
        raise UsageError("standard output takes one document of one format", "Say which, such as -t md")
    source = _one(inputs, options)
    known = writing.format_of(to[0])
    if known.binary and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(f"{known.name} is not text and would upset the terminal", "Add -o and a file's name")
    name = STDIN if source is None else str(source)
    try:
        made = documents(stdin() if source is None else source, [known.name], options)
        (output,) = made.outputs
        messages.warn(name, made.problems)
        if isinstance(output, Exception):
            raise output
        if options.strict:
            raise_for_problems(made.problems)
    except Exception as error:
        return told(batch.failure(error), name)
    put(output.data)
    return 0


def _convert_all(jobs: list[Job], options: ConvertOptions, processes: int, messages: Messages) -> int:
    """Does the jobs and says what became of each; returns the exit code."""
    number = processes or (os.cpu_count() or 1 if len(jobs) >= MANY else 1)
    executor = batch.processes(min(number, len(jobs))) if number > 1 and len(jobs) > 1 else None
    messages.forewarn(jobs)
    codes: list[int] = []
    failed = 0
    with messages.progress(len(jobs)) as advance:
        for result in batch.run(jobs, options, executor):
            codes += messages.result(result)
            failed += bool(result.failures)
            advance()
    if len(jobs) > 1 and not messages.quiet:
        echo(f"copydesk: {len(jobs)} articles, {failed} failed")
    return 0 if not codes else codes[0] if len(set(codes)) == 1 else 1


def _version(verbose: bool) -> int:
    lines = [f"copydesk {copydesk.__version__}"]
    if verbose:
        from copydesk import doctor

        lines += [f"{finding.name} {finding.version or 'missing'}" for finding in doctor.examine()]
    put("\n".join(lines))
    return 0
