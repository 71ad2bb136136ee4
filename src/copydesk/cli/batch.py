"""The command ``batch``: converts an archive of articles, goes on where it was, and says how far it is."""

from __future__ import annotations

import datetime
import itertools
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from copydesk import _files
from copydesk.batch.starting import begin, warm_modules
from copydesk.cli.batch_places import Places, check_inputs, manifest_folder, places
from copydesk.cli.batch_progress import Progress, in_words
from copydesk.cli.convert import checked, convert, options_given, pair
from copydesk.cli.inputs import Address, FileName, config_from
from copydesk.cli.terminal import Messages, print_result, print_table
from copydesk.errors import InputError, UsageError

if TYPE_CHECKING:
    from copydesk.batch.archive import Archive
    from copydesk.batch.entry import Entry
    from copydesk.conversion import ConvertOptions

__all__ = ["batch"]

_PAUSE = 2.0
"""Seconds between two looks of ``--watch``."""

_REST = 4
"""Between two looks it rests this many times as long as a look takes."""


@click.command(
    "batch",
    epilog="""
\b
Examples:
  copydesk batch articles/ 2020.zip -t pdf -t epub -O out/
  find talks -name '*.txt' -print0 | copydesk batch --list - -t md -O out/
  copydesk batch crawl.jsonl.gz -O out/ --parquet-out articles.parquet
  copydesk batch s3://press/1998 -t pdf -O s3://press/pdf --state state/
  copydesk batch 'press/**/*.docx' -t pdf -O out/ --name '{date:%Y}/{slug}.{ext}'
  copydesk batch --status -O out/
""",
)
@click.argument("inputs", nargs=-1)
@click.option("-t", "--to", multiple=True, metavar="FORMAT", help="A format to make. May be repeated.")
@click.option("-O", "--output-folder", "folder", type=FileName(allow_store=True), required=True, help="The folder for "
              "the documents, also s3://bucket/folder.")  # fmt: skip
@click.option("--state", type=FileName(), metavar="FOLDER", help="Where the manifest is kept if -O is in a store.")
@click.option("--list", "lists", multiple=True, metavar="FILE", help="A file that lists inputs, one a line or ended by "
              "NULs; - for standard input.")  # fmt: skip
@click.option("--name", "pattern", default="{path}/{stem}.{ext}", show_default=True, help="The names of documents, of "
              "path, stem, slug, id, date, lang, author and ext.")  # fmt: skip
@click.option("--jsonl-out", "lines", type=FileName(allow_store=True), metavar="FILE", help="Write a line of JSON for "
              "each article: its text, tree, metadata and problems.")  # fmt: skip
@click.option("--parquet-out", "parquet", type=FileName(allow_store=True), metavar="FILE", help="Write the same as a "
              "Parquet file, at the end.")  # fmt: skip
@click.option("--retry-failed", "again", is_flag=True, help="Try again what failed before.")
@click.option("--since", metavar="WHEN", help="Only inputs changed since then: 2026-11-01, 2026-11-01T08:30, 3d, 12h.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=300, show_default=True, metavar="SECONDS",
              help="The most time for an article.")  # fmt: skip
@click.option("--memory", type=click.IntRange(min=128), default=2048, show_default=True, metavar="MB",
              help="The most memory for an article.")  # fmt: skip
@click.option("--renew", type=click.IntRange(min=1), default=1000, show_default=True, metavar="N",
              help="Replace a worker process after N articles.")  # fmt: skip
@click.option("--shard", metavar="I/N", help="Only the part I of N, into a folder of its own: 17/400.")
@click.option("-j", "--jobs", "processes", type=click.IntRange(min=0), default=0, metavar="N",
              help="Number of processes (default: one a processor).")  # fmt: skip
@click.option("--cluster", metavar="ADDRESS", help="Let a Dask cluster do the work: the address of its scheduler, such "
              "as tcp://host:8786.")  # fmt: skip
@click.option("--cluster-wait", type=click.FloatRange(min=0), default=600, show_default=True, metavar="SECONDS",
              help="Stop when the cluster has had no worker for so long.")  # fmt: skip
@click.option("--watch", is_flag=True, help="Go on until interrupted, and convert what is new or changed.")
@click.option(
    "--make-deps", "deps", type=FileName(), metavar="FILE", help="Write what the documents depend on, for make."
)
@click.option("--status", "show_status", is_flag=True, help="Show how far the batch in -O is: done, failed and why, "
              "doubtful, slowest.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Show --status as JSON.")
@click.option("--log-json", is_flag=True, help="Report each article as a line of JSON on standard error.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show each article and its warnings.")
def batch(  # noqa: PLR0913 -- one parameter an option
    *,
    inputs: tuple[str, ...],
    to: tuple[str, ...],
    folder: Path | Address,
    state: Path | None,
    lists: tuple[str, ...],
    pattern: str,
    lines: Path | Address | None,
    parquet: Path | Address | None,
    again: bool,
    since: str | None,
    timeout: float,
    memory: int,
    renew: int,
    shard: str | None,
    processes: int,
    cluster: str | None,
    cluster_wait: float,
    watch: bool,
    deps: Path | None,
    show_status: bool,
    as_json: bool,
    log_json: bool,
    quiet: bool,
    verbose: bool,
    **given: Any,
) -> int:
    """Convert an archive of articles, and go on where it was.

    INPUTS are files, folders, patterns such as 'talks/**/*.txt', and tar, zip and JSON Lines files of articles. What is
    up to date is not converted again; a batch that was stopped or killed goes on with the same command.
    """
    if show_status:
        return _show_status(manifest_folder(folder, state), as_json)
    if not inputs and not lists:
        raise UsageError("no input given", "Name files or folders; see `copydesk batch --help`")
    if watch and "-" in lists:
        raise UsageError("--watch and --list - were both given", "A list on standard input can be read only once")
    if deps is not None and isinstance(folder, Address):
        raise UsageError("--make-deps was given, and make knows no files in stores", "Leave it out")
    if cluster:
        _check_cluster(processes, pictures=given["pictures"])
    else:
        begin(["copydesk.batch.one_article", *warm_modules(to, given["pdf_engine"])])
    from copydesk import writing
    from copydesk.batch.archive import Archive
    from copydesk.batch.entries import Shard
    from copydesk.batch.selection import Choice
    from copydesk.batch.workers import Limits

    part = Shard.parse(shard) if shard else None
    place = places(folder, state, lines, parquet, part)
    check_inputs(inputs, lists, place)
    if deps is not None:
        _files.check_target(deps)
    options = _options(given)
    formats = tuple(dict.fromkeys(writing.format_of(name).name for name in to))
    chosen = Choice(again, _moment(since) if since else None, part)

    def total() -> int:
        return sum(1 for _ in _entries(inputs, lists, place, Counter(), options))

    def one_run(*, another: bool = False) -> Archive:
        """Does what there is to do; ``another``, as for ``--watch``, says nothing where that is nothing."""
        archive = Archive(
            place.folder, formats, options, pattern=pattern, lines=place.lines, exports=place.exports,
            store=place.store, choice=chosen, limits=Limits(timeout, memory, renew), processes=processes,
            cluster=cluster, cluster_wait=cluster_wait,
        )  # fmt: skip
        skipped: Counter[str] = Counter()
        progress = Progress(
            archive.counts,
            None if "-" in lists or shard or another else total,
            quiet=quiet,
            verbose=verbose,
            as_json=log_json,
        )
        stopped = True
        try:
            with closing(archive.run(_entries(inputs, lists, place, skipped, options), progress.say)) as finished:
                for article in finished:
                    progress.finished(article)
            stopped = False
        finally:
            if not another or archive.counts["done"] or archive.counts["failed"]:
                progress.end(stopped=stopped)
        Messages(quiet=quiet or log_json or another, verbose=verbose).skipped(skipped)
        if deps is not None:
            from copydesk.batch.makefile import rules

            _files.write(deps, rules(archive.output, options).encode())
        return archive

    began = time.monotonic()
    archive = one_run()
    while watch:
        time.sleep(max(_PAUSE, _REST * (time.monotonic() - began)))
        chosen, began = chosen._replace(again=False), time.monotonic()
        archive = one_run(another=True)
    return 1 if archive.counts["failed"] or archive.counts["failed before"] else 0


_OWN = {"inputs", "outputs", "to", "folder", "article", "processes", "allow_private", "quiet", "verbose", "version"}
batch.params += [param for param in convert.params if param.name not in _OWN]
"""The options of documents and of reading are those of a conversion."""


def _check_cluster(processes: int, *, pictures: bool | None) -> None:
    """Raises UsageError for options that make no sense with a cluster."""
    if processes or pictures:
        option = "-j" if processes else "--pictures"
        raise UsageError(
            f"--cluster and {option} were both given", "It has its own workers, which have no files of yours"
        )


def _options(given: dict[str, Any]) -> ConvertOptions:
    """The options of reading and writing, checked. Raises UsageError."""
    from copydesk.conversion import ConvertOptions

    config = config_from(given.pop("config"), given.pop("no_config"))
    pairs = tuple(map(pair, given.pop("pairs")))
    reading = {name: given.pop(name) for name in tuple(given) if name in ConvertOptions._fields}
    return checked(ConvertOptions(**reading, config=config, metadata=pairs, write=options_given(cast("Any", given))))


def _entries(
    inputs: tuple[str, ...], lists: tuple[str, ...], place: Places, skipped: Counter[str], options: ConvertOptions
) -> Iterator[Entry]:
    from copydesk.batch.entries import entries

    names = itertools.chain(inputs, *map(_listed, lists))
    return entries(names, place.folder, skipped, options.from_, written=place.written, store=place.address)


def _listed(name: str) -> Iterator[str]:
    """The names in a list."""
    from copydesk.batch.entries import listed

    if name == "-":
        if sys.stdin is None:
            raise UsageError("standard input is closed", "Name a file")
        yield from listed(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as stream:
            yield from listed(stream)
    except OSError as error:
        raise InputError(f"the list {name} cannot be read: {error.strerror}", "Check its name") from None


def _moment(text: str) -> float:
    """A moment in seconds since 1970: of a date, of a date and a time, or so long ago. Raises UsageError."""
    ago = re.fullmatch(r"(\d+(?:\.\d+)?)([smhdw])", text)
    if ago:
        return time.time() - float(ago[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[ago[2]]
    try:
        return datetime.datetime.fromisoformat(text).timestamp()
    except ValueError:
        raise UsageError(f"{text!r} is no moment", "Write --since 2026-11-01, 2026-11-01T08:30, 3d or 12h") from None


def _show_status(folder: Path, as_json: bool) -> int:
    import msgspec

    from copydesk.batch.status import status

    state = status(folder)
    if as_json:
        print_result(msgspec.json.format(msgspec.json.encode(state), indent=2).decode())
        return 0
    rows = [("done", f"{state.done:,}"), ("failed", f"{state.failed:,}"), ("with doubts", f"{state.with_doubts:,}")]
    rows += [
        ("documents", f"{state.documents:,}, {state.megabytes:,} MB"),
        ("rate", f"{state.rate:g} articles a second"),
    ]
    if state.changed is not None:
        rows.append(("last change", f"{in_words(state.changed)} ago"))
    for failed in state.failures:
        rows += [("", ""), (f"FAILED: {failed.cause}", f"{failed.number:,}"), *failed.articles.items()]
        left = failed.number - len(failed.articles)
        rows += [(f"and {left:,} more", "")] if left > 0 else []
    for title, values in (("LOST WORDS", state.lost), ("MOST DOUBTS", state.doubtful), ("SLOWEST", state.slowest)):
        if values:
            unit = " s" if title == "SLOWEST" else ""
            rows += [("", ""), (title, ""), *((id_, f"{value}{unit}") for id_, value in values.items())]
    print_table(rows)
    return 0
