"""The ``copydesk`` command: its options, and the codes it exits with.

The first word may name one of ``COMMANDS``; anything else is a conversion.
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
from copydesk._inputs import STDIN, config_from, config_options, input_named, stdin
from copydesk._terminal import Messages, echo, print_result, report_failure
from copydesk.batch import Job, Target
from copydesk.conversion import ConvertOptions, documents, load, raise_for_problems, with_publication
from copydesk.errors import BROKEN_PIPE, EXIT_CODES, INTERRUPTED, TERMINATED, UsageError
from copydesk.metadata import KEYS, amend, check_language
from copydesk.reading import sources
from copydesk.tree import Article
from copydesk.visit import plain

__all__ = ["main"]

MANY = 8
"""The number of documents from which starting several processes pays off."""

EPILOG = f"""
\b
Examples:
  copydesk article.txt -o article.pdf
  copydesk article.txt talks/ -t pdf -t epub -t docx -t md -O out/
  cat article.txt | copydesk - -t md

\b
Commands (write ./formats for a file of that name):
  copydesk explain   what each line of a text was read as, with what confidence, and why
  copydesk formats   the formats that can be written
  copydesk styles    the styles that documents can have
  copydesk schema    the JSON Schema of the article tree
  copydesk doctor    what is installed, what is missing and how to get it

\b
Metadata (-M):
  {", ".join(list(KEYS)[:8])},
  {", ".join(list(KEYS)[8:])}
  No printed word is deleted: words that a value corrects are set aside as furniture,
  words that it replaces move into the text where they stood. Both are reported.

\b
Exit codes:
{chr(10).join(f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items())}
"""


class _Terminated(BaseException):
    """SIGTERM as an exception, so that unfinished work is cleaned up on the way out."""


# ------------------------------------------------------------------------------------------------ running


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command and exits with the code for its outcome (see ``EXIT_CODES``)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = COMMANDS.get(given[0], convert) if given else convert
    rest = given if command is convert else given[1:]
    for stream in (sys.stdout, sys.stderr):  # an ASCII terminal shows other characters as escapes
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with _raising_on_sigterm():
        code = _outcome(command, rest)
    sys.exit(code)


def _outcome(command: click.Command, arguments: list[str]) -> int:
    """Runs one command, reports any error and returns the exit code."""
    try:
        return _invoke(command, arguments)
    except (KeyboardInterrupt, click.Abort):
        _stop_workers()
        return INTERRUPTED
    except _Terminated:
        _stop_workers()
        return TERMINATED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python reports an error when it exits
        return BROKEN_PIPE
    except Exception as error:
        return report_failure(batch.failure(error))


def _invoke(command: click.Command, arguments: list[str]) -> int:
    """Lets click parse the arguments and run the command. Its errors become UsageErrors."""
    name = "copydesk" if command is convert else f"copydesk {command.name}"
    try:
        with command.make_context(name, arguments, help_option_names=["-h", "--help"]) as context:
            return int(command.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        raise UsageError(error.format_message().rstrip("."), f"`{name} --help` lists the options") from None


@contextmanager
def _raising_on_sigterm() -> Iterator[None]:
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
    help="The document to make; its name gives the format. - for standard output. May be repeated.",
)
@click.option("-t", "--to", multiple=True, metavar="FORMAT", help="A format to make. May be repeated.")
@click.option(
    "-O",
    "--output-folder",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder for the documents; created if missing.",
)
@click.option(
    "-f",
    "--from",
    "from_",
    type=click.Choice(list(sources())),
    help="The format of the inputs (default: by their names).",
)
@click.option("--style", default=style.DEFAULT, show_default=True, help="A style's name, or the folder of one.")
@click.option(
    "--paper",
    type=click.Choice(list(style.PAPERS), case_sensitive=False),
    help="The paper of PDF and Word documents (default: the style's first).",
)
@click.option(
    "--css", type=click.Path(), metavar="FILE", help="Your own CSS, after the style's, for PDF, EPUB and HTML."
)
@click.option("--archive/--no-archive", help="Make the PDF fit for archives too (PDF/A-2a).")
@click.option("--embed-fonts/--no-embed-fonts", help="Embed the style's fonts in the EPUB.")
@click.option(
    "--reference-doc", type=click.Path(), metavar="FILE", help="A Word document to take styles, page and language from."
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
    help="Set quotation marks, dashes and spaces by the rules of the article's language (default: as the style says).",
)
@click.option("--lang", metavar="TAG", help="The language, such as en or de-AT (default: detected).")
@config_options
@click.option(
    "-M",
    "--metadata",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Set or correct metadata of the article. May be repeated.",
)
@click.option(
    "-j",
    "--jobs",
    "processes",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Number of processes; 0, the default, decides by the number of documents.",
)
@click.option(
    "--keep-all", is_flag=True, help="Set nothing aside: keep running heads, page numbers and the like as text."
)
@click.option("--strict", is_flag=True, help="Write no document of an article that has any problem.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show each step and every warning.")
@click.option("--version", is_flag=True, help="Show the version; with -v also those of libraries and programs.")
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
    """Make finished documents from the raw text of articles.

    INPUTS are files, folders (every .txt file in them and below), or - for standard input.
    """
    if version:
        return _version(verbose)
    options = _checked(
        ConvertOptions(
            from_,
            lang,
            tuple(map(_pair, pairs)),
            strict,
            keep_all,
            _options_given(write_options),
            config_from(config, no_config),
        )
    )
    messages = Messages(quiet=quiet, verbose=verbose)
    if not inputs:
        raise UsageError("no input given", "Name a text file; see `copydesk --help`")
    if Path("-") in outputs or (not outputs and folder is None and len(inputs) == len(to) == 1):
        return _to_stdout(inputs, outputs, to, options, messages)
    jobs = _jobs(inputs, outputs, to, folder, options)
    return _convert_all(jobs, options, processes, messages)


def _checked(options: ConvertOptions) -> ConvertOptions:
    """The same options. Raises UsageError, before any work, for a format, style, file, language or key that is not
    valid."""
    writing.settings(options.write)
    if options.config:
        with_publication(options, Path())
    if options.lang is not None:
        check_language(options.lang)
    amend(Article(), options.metadata)
    return options


def _options_given(options: writing.WriteOptions) -> writing.WriteOptions:
    """The options that the command line gives; the others may come from a copydesk.toml."""
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
    """The jobs that the command line asks for. Raises UsageError for options that contradict each other."""
    if outputs and folder:
        raise UsageError("-o and -O were both given", "Choose one: -o for a file, -O for a folder")
    if outputs:
        return [_job(inputs, outputs, to, options)]
    if folder is None:
        raise UsageError("no output given", "Add -o article.pdf, or -t pdf -O out/")
    if not to:
        raise UsageError("no format given", "Add one, such as -t pdf")
    jobs = batch.plan(batch.find((path for path in inputs if path != Path("-")), options.from_), to, folder)
    if Path("-") in inputs:
        with input_named(STDIN):
            reading = _from_stdin(options)
        headline = reading.article.head.headline
        name = Path(_files.slug(plain(headline) if headline else ""))
        (job,) = batch.plan([(name, name)], to, folder)
        jobs.append(job._replace(name=STDIN, source=reading))
        batch.check(jobs)
    for parent in dict.fromkeys(target.path.parent for job in jobs for target in job.targets):
        _files.make_folder(parent)
    return jobs


def _job(inputs: tuple[Path, ...], outputs: tuple[Path, ...], to: tuple[str, ...], options: ConvertOptions) -> Job:
    """The job that makes the named documents of one article."""
    if len(to) > 1 or (to and len(outputs) > 1):
        raise UsageError("several -t or -o were given", "Leave -t out and let the names give the formats, or use -O")
    for path in outputs:
        if not to and not path.suffix:
            raise UsageError(f"the name {path} does not say which format to make", "Add -t, such as -t pdf")
    source = _one_source(inputs, options)
    targets = tuple(Target(path, writing.format_of(to[0] if to else path.suffix).name) for path in outputs)
    with input_named(STDIN):
        reading = _from_stdin(options) if source is None else source
    job = Job(STDIN if source is None else str(source), reading, targets)
    batch.check([job])
    return job


def _one_source(inputs: tuple[Path, ...], options: ConvertOptions) -> Path | None:
    """The only input file, None for standard input. Raises UsageError if there is more than one."""
    if inputs == (Path("-"),):
        return None
    files = list(batch.find((path for path in inputs), options.from_))
    if len(files) != 1:
        raise UsageError(f"{len(files)} articles given for one document", "Use -t and -O, as in -t pdf -O out/")
    return files[0][0]


def _from_stdin(options: ConvertOptions) -> copydesk.Reading:
    return load(stdin(), with_publication(options, Path()))


def _to_stdout(
    inputs: tuple[Path, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    options: ConvertOptions,
    messages: Messages,
) -> int:
    """Writes one document to standard output. Raises UsageError for a binary format if that is a terminal."""
    if len(to) != 1 or len(outputs) > 1:
        raise UsageError("standard output takes one document of one format", "Name it, such as -t md")
    source = _one_source(inputs, options)
    format_ = writing.format_of(to[0])
    if format_.binary and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            f"{format_.name} is a binary format and cannot be shown in a terminal", "Add -o and a file name"
        )
    name = STDIN if source is None else str(source)
    try:
        converted = documents(stdin() if source is None else source, [format_.name], options)
        (output,) = converted.outputs
        messages.warn(name, converted.problems)
        if isinstance(output, Exception):
            raise output
        if options.strict:
            raise_for_problems(converted.problems)
    except Exception as error:
        return report_failure(batch.failure(error), name)
    print_result(output.data)
    return 0


def _convert_all(jobs: list[Job], options: ConvertOptions, processes: int, messages: Messages) -> int:
    """Runs the jobs and reports the outcome of each; returns the exit code."""
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
    print_result("\n".join(lines))
    return 0
