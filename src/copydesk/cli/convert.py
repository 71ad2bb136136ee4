"""The conversion of articles, the command that needs no name: its options, and the check of them before any work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack, cast, get_args

import click
from click.core import ParameterSource

import copydesk
from copydesk.choices import DEFAULT_STYLE, FLAVOURS, NARROWEST, PAPERS, PDF_ENGINES, SOURCES, Ocr
from copydesk.cli.early_pdf import engine, makes_one_pdf
from copydesk.cli.inputs import FileName, config_from, config_options, password_option
from copydesk.cli.terminal import Messages, print_result
from copydesk.errors import EXIT_CODES, UsageError

if TYPE_CHECKING:
    from copydesk._web import Url
    from copydesk.conversion import ConvertOptions
    from copydesk.writing import WriteOptions

__all__ = ["checked", "convert", "options_given", "pair"]


class _Conversion(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from copydesk.metadata import KEYS  # which imports the tree

        self.epilog = _epilog(list(KEYS))
        super().format_epilog(ctx, formatter)


def _epilog(keys: list[str]) -> str:
    return f"""
\b
Examples:
  copydesk article.txt -o article.pdf
  copydesk article.txt talks/ -t pdf -t epub -t docx -t md -O out/
  copydesk letters.mbox -t md -O out/
  cat article.txt | copydesk - -t md
  copydesk https://example.org/article -o article.epub

\b
Commands (write ./formats for a file of that name):
  copydesk batch     an archive of articles: goes on where it was, and says what failed
  copydesk explain   what each line of a text was read as, with what confidence, and why
  copydesk formats   the forms that can be read and the formats that can be written
  copydesk styles    the styles that documents can have
  copydesk schema    the JSON Schema of the article tree
  copydesk doctor    what is installed, what is missing and how to get it

\b
Metadata (-M):
  {", ".join(keys[:8])},
  {", ".join(keys[8:])}
  No printed word is deleted: words that a value corrects are set aside as furniture,
  words that it replaces move into the text where they stood. Both are reported.

\b
Exit codes:
{chr(10).join(f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items())}
"""


@click.command("copydesk", cls=_Conversion)
@click.argument("inputs", nargs=-1, type=FileName(allow_dash=True, allow_url=True))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=FileName(allow_dash=True, of_document=True),
    help="The document to make; its name gives the format. - for standard output. May be repeated.",
)
@click.option("-t", "--to", multiple=True, metavar="FORMAT", help="A format to make. May be repeated.")
@click.option(
    "-O",
    "--output-folder",
    "folder",
    type=FileName(),
    help="The folder for the documents; created if missing.",
)
@click.option(
    "-f",
    "--from",
    "from_",
    type=click.Choice([each.name for each in SOURCES]),
    help="The form of the inputs (default: by their contents and names).",
)
@click.option(
    "--article",
    type=click.IntRange(min=1),
    metavar="N",
    help="Which article to take of a file that holds several, such as a mailbox, from 1 (default: with -O all).",
)
@click.option("--style", default=DEFAULT_STYLE, show_default=True, help="A style's name, or the folder of one.")
@click.option(
    "--paper",
    type=click.Choice(list(PAPERS), case_sensitive=False),
    help="The paper of PDF and Word documents (default: the style's first).",
)
@click.option(
    "--css", type=click.Path(), metavar="FILE", help="Your own CSS, after the style's, for PDF, EPUB and HTML."
)
@click.option(
    "--pdf-engine",
    type=click.Choice(PDF_ENGINES),
    default=PDF_ENGINES[0],
    show_default=True,
    help="What sets PDFs; auto is WeasyPrint where it can be used, else typst.",
)
@click.option("--archive/--no-archive", help="Make the PDF fit for archives too (PDF/A-2a).")
@click.option("--embed-fonts/--no-embed-fonts", help="Embed the style's fonts in the EPUB.")
@click.option(
    "--reference-doc", type=click.Path(), metavar="FILE", help="A Word document to take styles, page and language from."
)
@click.option(
    "--flavour",
    type=click.Choice(FLAVOURS),
    default=FLAVOURS[0],
    show_default=True,
    help="The flavour of Markdown.",
)
@click.option(
    "--wrap",
    type=int,
    default=0,
    metavar="N",
    help=f"Wrap the lines of Markdown at N columns, {NARROWEST} or more; 0, the default, writes a paragraph as "
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
@click.option(
    "--ocr",
    type=click.Choice(get_args(Ocr)),
    default="auto",
    show_default=True,
    help="Recognise the words of pictures of pages: where a page has no text, never, or on every page.",
)
@password_option
@click.option(
    "--pictures/--no-pictures",
    default=None,
    help="Embed the pictures that an article names and that are files in its folder or below.",
)
@click.option("--allow-private", is_flag=True, help="Fetch a page also from this computer or a private network.")
@click.option("--strict", is_flag=True, help="Write no document of an article that has any problem.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show each step and every warning.")
@click.option("--version", is_flag=True, help="Show the version; with -v also those of libraries and programs.")
def convert(  # noqa: PLR0913 -- one parameter an option
    *,
    inputs: tuple[Path | Url, ...],
    outputs: tuple[Path, ...],
    to: tuple[str, ...],
    folder: Path | None,
    from_: str | None,
    article: int | None,
    lang: str | None,
    config: str | None,
    no_config: bool,
    pairs: tuple[str, ...],
    processes: int,
    keep_all: bool,
    ocr: Ocr,
    password: str | None,
    pictures: bool | None,
    allow_private: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    version: bool,
    **write_options: Unpack[WriteOptions],
) -> int:
    """Make finished documents from the raw text of articles.

    INPUTS are files, folders (every file in them and below of a form that copydesk reads), the address of a page,
    which is fetched by one request, or - for standard input.
    """
    if version:
        return _version(verbose)
    given = options_given(write_options)
    config_file = config_from(config, no_config)
    sets_pdf = engine(given, config_file, inputs[0]) if makes_one_pdf(inputs, outputs, to, article) else None
    if sets_pdf and sets_pdf != "typst":
        _start_beside(given, sets_pdf)
    from copydesk.cli.jobs import jobs_for
    from copydesk.cli.running import convert_all, to_stdout
    from copydesk.conversion import ConvertOptions

    if sets_pdf == "typst":  # it loads fast, so that its process can share what was imported here
        _start_beside(given, sets_pdf)
    options = checked(
        ConvertOptions(
            from_,
            lang,
            tuple(map(pair, pairs)),
            strict,
            keep_all,
            given,
            config_file,
            article=article,
            allow_private=allow_private,
            ocr=ocr,
            password=password,
            pictures=pictures,
        )
    )
    messages = Messages(quiet=quiet, verbose=verbose)
    if not inputs:
        raise UsageError("no input given", "Name a text file; see `copydesk --help`")
    if Path("-") in outputs or (not outputs and folder is None and len(inputs) == len(to) == 1):
        with messages.progress(1):
            return to_stdout(inputs, outputs, to, options, messages)
    with messages.progress(1):  # standard input is read here
        jobs = jobs_for(inputs, outputs, to, folder, options, messages)
    return convert_all(jobs, options, processes, messages)


def _start_beside(given: WriteOptions, pdf_engine: str) -> None:
    from copydesk import beside

    beside.start({**given, "pdf_engine": pdf_engine})


def checked(options: ConvertOptions) -> ConvertOptions:
    """The same options. Raises UsageError, before any work, for a format, style, file, language or key that is not
    valid."""
    from copydesk import writing
    from copydesk.conversion import with_publication
    from copydesk.metadata import amend, check_language
    from copydesk.tree import Article

    writing.settings(options.write)
    if options.config:
        with_publication(options, Path())
    if options.lang is not None:
        check_language(options.lang)
    amend(Article(), options.metadata)
    return options


def options_given(options: WriteOptions) -> WriteOptions:
    """The options that the command line gives; the others may come from a copydesk.toml."""
    source = click.get_current_context().get_parameter_source
    given = {name: value for name, value in options.items() if source(name) is not ParameterSource.DEFAULT}
    return cast("WriteOptions", given)


def pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"-M {text} has no =", "Write it as key=value, such as -M author='Ana Ruiz'")
    return key, value


def _version(verbose: bool) -> int:
    lines = [f"copydesk {copydesk.__version__}"]
    if verbose:
        from copydesk import doctor

        lines += [f"{finding.name} {finding.version or 'missing'}" for finding in doctor.examine()]
    print_result("\n".join(lines))
    return 0
