"""The commands besides conversion: explain, formats, styles, schema and doctor.

Each imports what it needs when it runs, so that the command starts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk import _files
from copydesk.choices import SOURCES
from copydesk.cli.inputs import STDIN, FileName, config_from, config_options, password_option, stdin
from copydesk.cli.terminal import print_result, print_table
from copydesk.errors import InputError, UsageError, named

if TYPE_CHECKING:
    from copydesk.reading.text.explain import LineReading

__all__ = ["COMMANDS"]

_SHOWN_OF_A_LINE = 48  # characters


@click.command("formats")
def show_formats() -> None:
    """Show the forms that can be read and the formats that can be written: name, file endings, description."""
    from copydesk import writing

    rows = [("READ", "", ""), *((each.name, " ".join(each.endings), each.description) for each in SOURCES)]
    rows += [("", "", ""), ("WRITTEN", "", "")]
    print_table(rows + [(each.name, " ".join(each.endings), each.description) for each in writing.formats()])


@click.command("styles")
@click.argument("source", required=False, type=FileName())
@click.option(
    "--gallery",
    type=FileName(),
    metavar="FILE",
    help="Make a web page that shows an article (SOURCE, or a sample) in every style; - for standard output.",
)
def show_styles(source: Path | None, gallery: Path | None) -> None:
    """Show the styles that documents can have: name, papers, description."""
    from copydesk import style

    if gallery is None:
        if source is not None:
            raise UsageError("no output given for the gallery", "Add --gallery and a file name")
        return print_table((each.name, " ".join(each.papers), each.description) for each in style.available())
    from copydesk import gallery as pages
    from copydesk.conversion import load

    if gallery != Path("-"):
        _files.check_target(gallery)
    with named(STDIN if source == Path("-") else str(source), InputError):
        article = load(pages.sample() if source is None else stdin() if source == Path("-") else source).article
    html = pages.page(article)
    return print_result(html) if gallery == Path("-") else _files.write(gallery, html)


@click.command("explain")
@click.argument("source", type=FileName())
@click.option(
    "-f", "--from", "from_", type=click.Choice([each.name for each in SOURCES]), help="The form of the input."
)
@click.option("--article", type=click.IntRange(min=1), metavar="N", help="Which article of a file of several, from 1.")
@click.option("--lang", metavar="TAG", help="The language (default: detected).")
@password_option
@config_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line, for programs.")
def explain_article(  # noqa: PLR0913 -- one parameter an option
    *,
    source: Path,
    from_: str | None,
    article: int | None,
    lang: str | None,
    password: str | None,
    config: str | None,
    no_config: bool,
    as_json: bool,
) -> None:
    """Show for each line of a text what it was read as, with what confidence and why; of a PDF also where it stands."""
    import msgspec

    from copydesk.conversion import ConvertOptions, load, with_publication
    from copydesk.reading.text.explain import explain

    with named(STDIN if source == Path("-") else str(source), InputError):
        options = with_publication(
            ConvertOptions(
                from_=from_, lang=lang, config=config_from(config, no_config), article=article, password=password
            ),
            source.parent,
        )
        reading = load(stdin() if source == Path("-") else source, options)
        if reading.text is None:
            raise InputError("it states its structure itself: there are no decisions to explain", "See -t json")
    lines = explain(reading.text, reading.article)
    if as_json:
        print_result("\n".join(msgspec.json.encode(line).decode() for line in lines))
    else:
        print_table(
            (
                str(line.number),
                line.role,
                f"{line.confidence:.2f}",
                _shortened(line.text),
                "; ".join((*line.reasons, *_where(line))),
            )
            for line in lines
        )


def _where(line: LineReading) -> Iterator[str]:
    """The page of a line and where on it, in points from its upper left corner."""
    if line.page is not None:
        left, top, right, bottom = line.box or (0.0, 0.0, 0.0, 0.0)
        yield f"page {line.page}" + (f", {left:.0f} to {right:.0f} pt by {top:.0f} to {bottom:.0f}" if line.box else "")


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_OF_A_LINE else text[: _SHOWN_OF_A_LINE - 1] + "…"


@click.command("schema")
def show_schema() -> None:
    """Show the JSON Schema of the article tree, which -t json writes and -f json reads."""
    import json

    from copydesk.tree import Article

    print_result(json.dumps(Article.json_schema(), indent=2))


@click.command("doctor")
def show_doctor() -> int:
    """Show what is installed, what is missing and the command to get it; exit 4 if a format cannot be written."""
    from copydesk import doctor

    findings = doctor.examine()
    print_table((finding.name, finding.version or "missing", finding.use) for finding in findings)
    for remedy in dict.fromkeys(finding.remedy for finding in findings if finding.remedy):
        print_result(f"\nTo get what is missing:\n  {remedy}")
    return doctor.exit_code(findings)


def _batch() -> click.Command:
    from copydesk.cli.batch import batch

    return batch


COMMANDS: dict[str, Callable[[], click.Command]] = {
    "batch": _batch,
    "explain": lambda: explain_article,
    "formats": lambda: show_formats,
    "styles": lambda: show_styles,
    "schema": lambda: show_schema,
    "doctor": lambda: show_doctor,
}
"""The commands by name, each made when it is asked for."""
