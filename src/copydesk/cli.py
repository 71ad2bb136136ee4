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
from typing import NoReturn, Unpack

import click

import copydesk
from copydesk import _files, batch, style, writing
from copydesk._terminal import Messages, echo, put, put_table, told
from copydesk.batch import Job, Target
from copydesk.convert import INPUTS, LIMIT, Wishes, load, refuse
from copydesk.errors import BROKEN_PIPE, EXIT_CODES, INTERRUPTED, TERMINATED, InputError, UsageError
from copydesk.metadata import KEYS, amend
from copydesk.tree import Article
from copydesk.visit import plain

__all__ = ["main"]

MANY = 8
"""The number of documents from which several processes are worth their start."""

_SHOWN_OF_A_LINE = 48  # characters

_STDIN = "<stdin>"

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
        with command.make_context(name, arguments) as context:
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


@click.command("copydesk", epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
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
    type=click.Choice(list(INPUTS)),
    help="What the inputs are; told by their names if left out.",
)
@click.option("--style", default=style.DEFAULT, show_default=True, help="A style, or the folder of one.")
@click.option(
    "--paper",
    type=click.Choice(list(style.PAPERS), case_sensitive=False),
    default="a4",
    show_default=True,
    help="The paper of a PDF and a Word document.",
)
@click.option(
    "--css", type=click.Path(), metavar="FILE", help="Your own CSS, after the style's, for PDF, EPUB and HTML."
)
@click.option("--archive", is_flag=True, help="Make the PDF fit for archives too (PDF/A-2a).")
@click.option("--embed-fonts", is_flag=True, help="Put the style's fonts into the EPUB.")
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
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Wrap the lines of Markdown at N characters; 0, the default, writes a paragraph as one line.",
)
@click.option("--lang", metavar="TAG", help="The language, such as en or de-AT; found out if left out.")
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
    pairs: tuple[str, ...],
    processes: int,
    strict: bool,
    quiet: bool,
    verbose: bool,
    version: bool,
    **look: Unpack[writing.Look],
) -> int:
    """Make finished documents of the raw text of articles.

    INPUTS are files, folders (every .txt file in them and below), or - for standard input.
    """
    if version:
        return _version(verbose)
    wishes = _wishes(Wishes(from_, lang, tuple(map(_pair, pairs)), strict, look))
    messages = Messages(quiet=quiet, verbose=verbose)
    if not inputs:
        raise UsageError("there is nothing to convert", "Name the text of an article; `copydesk --help` shows how")
    if Path("-") in outputs or (not outputs and folder is None and len(inputs) == len(to) == 1):
        return _to_stdout(inputs, outputs, to, wishes, messages)
    jobs = _jobs(inputs, outputs, to, folder, wishes)
    return _convert_all(jobs, wishes, processes, messages)


def _wishes(wishes: Wishes) -> Wishes:
    """The same wishes. Raises UsageError, before any work, for what does not exist."""
    writing.options(wishes.look)
    amend(Article(), (("lang", wishes.lang),) if wishes.lang else ())
    amend(Article(), wishes.metadata)
    return wishes


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"-M {text} has no =", "Write it as key=value, such as -M author='Ana Ruiz'")
    return key, value


def _jobs(
    inputs: tuple[Path, ...], outputs: tuple[Path, ...], to: tuple[str, ...], folder: Path | None, wishes: Wishes
) -> list[Job]:
    """The jobs that the command line asks for. Raises UsageError for one that makes no sense."""
    if outputs and folder:
        raise UsageError("-o and -O were both given", "Choose one: -o for a file, -O for a folder")
    if outputs:
        return [_job(inputs, outputs, to, wishes)]
    if folder is None:
        raise UsageError("it was not said where the documents should go", "Add -o article.pdf, or -t pdf -O out/")
    if not to:
        raise UsageError("it was not said what to make", "Add a format, such as -t pdf")
    jobs = batch.plan(batch.find((path for path in inputs if path != Path("-")), wishes.from_), to, folder)
    if Path("-") in inputs:
        with _naming(_STDIN):
            reading = _from_stdin(wishes)
        headline = reading.article.head.headline
        name = Path(_files.slug(plain(headline) if headline else ""))
        (job,) = batch.plan([(name, name)], to, folder)
        jobs.append(job._replace(name=_STDIN, source=reading))
        batch.check(jobs)
    for place in dict.fromkeys(target.path.parent for job in jobs for target in job.targets):
        _files.make_folder(place)
    return jobs


def _job(inputs: tuple[Path, ...], outputs: tuple[Path, ...], to: tuple[str, ...], wishes: Wishes) -> Job:
    """The job that makes the named documents of one article."""
    if len(to) > 1 or (to and len(outputs) > 1):
        raise UsageError("there are several -t or -o", "Leave -t out and let the names tell, or use -O")
    for path in outputs:
        if not to and not path.suffix:
            raise UsageError(f"the name {path} does not tell its format", "Add -t, such as -t pdf")
    source = _one(inputs, wishes)
    targets = tuple(Target(path, writing.format_of(to[0] if to else path.suffix).name) for path in outputs)
    with _naming(_STDIN):
        reading = _from_stdin(wishes) if source is None else source
    job = Job(_STDIN if source is None else str(source), reading, targets)
    batch.check([job])
    return job


def _one(inputs: tuple[Path, ...], wishes: Wishes) -> Path | None:
    """The one file that the inputs stand for, None for standard input. Raises UsageError if there are more."""
    if inputs == (Path("-"),):
        return None
    found = list(batch.find((path for path in inputs), wishes.from_))
    if len(found) != 1:
        raise UsageError(f"there are {len(found)} articles for one document", "Use -t and -O, as in -t pdf -O out/")
    return found[0][0]


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Puts the name of an input before what is wrong with it."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{name}: {error.message}", error.remedy) from None


def _from_stdin(wishes: Wishes) -> copydesk.Reading:
    if sys.stdin is None:
        raise UsageError("standard input is closed", "Name a file")
    if sys.stdin.isatty():
        echo("copydesk: reading from the terminal; end the text with Ctrl-D")
    return load(sys.stdin.buffer.read(LIMIT + 1), wishes)


def _to_stdout(
    inputs: tuple[Path, ...], outputs: tuple[Path, ...], to: tuple[str, ...], wishes: Wishes, messages: Messages
) -> int:
    """Writes one document to standard output, which must not be a terminal if the document is not text."""
    if len(to) != 1 or len(outputs) > 1:
        raise UsageError("standard output takes one document of one format", "Say which, such as -t md")
    source = _one(inputs, wishes)
    known = writing.format_of(to[0])
    if known.binary and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(f"{known.name} is not text and would upset the terminal", "Add -o and a file's name")
    name = _STDIN if source is None else str(source)
    try:
        reading = _from_stdin(wishes) if source is None else load(source, wishes)
        output = writing.write(reading.article, known.name, **wishes.look)
        messages.warn(name, (*reading.problems, *output.problems))
        if wishes.strict:
            refuse((*reading.problems, *output.problems))
    except Exception as error:
        return told(batch.failure(error), name)
    put(output.data)
    return 0


def _convert_all(jobs: list[Job], wishes: Wishes, processes: int, messages: Messages) -> int:
    """Does the jobs and says what became of each; returns the exit code."""
    number = processes or (os.cpu_count() or 1 if len(jobs) >= MANY else 1)
    executor = batch.processes(min(number, len(jobs))) if number > 1 and len(jobs) > 1 else None
    messages.forewarn(jobs)
    codes: list[int] = []
    failed = 0
    with messages.progress(len(jobs)) as advance:
        for result in batch.run(jobs, wishes, executor):
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


# ------------------------------------------------------------------------------------------- other commands


@click.command("formats")
def show_formats() -> None:
    """Show the formats that can be written: name, file endings, description."""
    put_table((known.name, " ".join(known.endings), known.description) for known in writing.formats())


@click.command("styles")
def show_styles() -> None:
    """Show the looks that documents can have: name, papers, description."""
    put_table((look.name, " ".join(look.papers), look.description) for look in style.available())


@click.command("explain")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--lang", metavar="TAG", help="The language; found out if left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def explain_article(source: Path, lang: str | None, as_json: bool) -> None:
    """Show for each line of a raw text what it was read as, how surely, and why."""
    import msgspec

    from copydesk.reading.decode import decode
    from copydesk.reading.explain import explain

    with _naming(_STDIN if source == Path("-") else str(source)):
        data = sys.stdin.buffer.read(LIMIT + 1) if source == Path("-") else _files.read(source, LIMIT)
        article = load(data, Wishes(from_="text", lang=lang)).article
    lines = explain(decode(data).text, article)
    if as_json:
        put("\n".join(msgspec.json.encode(line).decode() for line in lines))
    else:
        put_table(
            (str(line.number), line.role, f"{line.confidence:.2f}", _shortened(line.text), "; ".join(line.reasons))
            for line in lines
        )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_OF_A_LINE else text[: _SHOWN_OF_A_LINE - 1] + "…"


@click.command("schema")
def show_schema() -> None:
    """Show the JSON Schema of the article tree, which -t json writes and -f json reads."""
    import json

    put(json.dumps(Article.json_schema(), indent=2))


@click.command("doctor")
def show_doctor() -> int:
    """Show what is installed, what is missing and the exact command to get it; exit 4 if a format lacks something."""
    from copydesk import doctor

    findings = doctor.examine()
    put_table((finding.name, finding.version or "missing", finding.use) for finding in findings)
    for remedy in dict.fromkeys(finding.remedy for finding in findings if finding.remedy):
        put(f"\nTo get what is missing:\n  {remedy}")
    return doctor.exit_code(findings)


COMMANDS: dict[str, click.Command] = {
    str(command.name): command for command in (explain_article, show_formats, show_styles, show_schema, show_doctor)
}
"""The commands besides conversion, by the word that asks for them."""
