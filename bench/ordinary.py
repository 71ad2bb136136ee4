"""Reading and writing ordinary articles, one after the other in one process, beside pandoc's runs.

The raw texts are those of ``bench/articles``, as pages, mails and clippings leave them (``bench/damage.py``). pandoc
gets finished Markdown, one run for each article, for that is how it is used; its times include its start.
"""

from __future__ import annotations

import statistics
import tempfile
from functools import partial
from pathlib import Path

from damage import ARTICLES, load, make
from timing import command, seconds

import copydesk
from copydesk.tree import Article

CHANNELS = ("clip", "paged", "mail", "indent")
FORMATS = {"markdown": "commonmark", "html": "html", "epub": "epub3", "docx": "docx", "json": "", "pdf": "pdf"}
"""The formats, each with pandoc's name for it; empty if it has none."""

EACH = 5  # of how many articles one is written


def texts() -> list[str]:
    """The raw texts, in a fixed order."""
    sources = [load(path) for path in sorted(ARTICLES.glob("*.txt"))]
    printed = [make(source, channel, 0) for source in sources for channel in CHANNELS]
    return [text for text, _ in filter(None, printed)]


def reading(raw: list[str]) -> None:
    """Prints how many articles a second are read on one core."""
    for text in raw[:: 2 * EACH]:  # what a process makes once for each language
        copydesk.read(text)
    times = [seconds(partial(copydesk.read, text)) for text in raw]
    size = sum(len(text.encode()) for text in raw)
    print(
        f"reading {len(raw)} articles of {size / len(raw) / 1000:.1f} kB: {len(raw) / sum(times):.0f} a second a core,"
        f" {size / sum(times) / 1e6:.2f} MB/s; median {statistics.median(times) * 1000:.1f} ms"
    )


def writing(raw: list[str], style: str, pandoc: str) -> None:
    """Prints what an article takes in each format: the median and the nine-tenths, and pandoc's."""
    articles = [copydesk.read(text) for text in raw[::EACH]]
    print(f"\nwriting {len(articles)} of them, style {style}, ms of the processor an article")
    print(f"{'':10}{'median':>10}{'nine in ten':>13}{'pandoc':>10}{'pandoc / copydesk':>20}")
    for name, theirs in FORMATS.items():
        copydesk.write(articles[0], name, style=style)
        ours = [seconds(partial(copydesk.write, one, name, style=style)) for one in articles]
        beside = [_pandoc(pandoc, one, theirs) for one in articles[::3]] if pandoc and theirs else []
        tenths = statistics.quantiles(ours, n=10)
        line = f"{name:10}{statistics.median(ours) * 1000:>10.1f}{tenths[-1] * 1000:>13.1f}"
        if beside:
            peer = statistics.median(beside)
            line += f"{peer * 1000:>10.1f}{peer / statistics.median(ours[::3]):>19.1f}x"
        print(line, flush=True)


def columns(raw: list[str]) -> None:
    """Prints how evenly PDFs in two columns take their time: per thousand characters, the median and the extremes."""
    articles = [article for article in map(copydesk.read, raw[::EACH]) if _is_ordinary(article)]
    for style in ("broadsheet", "plain"):
        copydesk.write(articles[0], "pdf", style=style)
        rates = sorted(
            seconds(partial(copydesk.write, one, "pdf", style=style)) / len(copydesk.plain(one.body))
            for one in articles
        )
        middle = statistics.median(rates)
        print(
            f"PDF, {style}: {middle * 1e6:.0f} ms for a thousand characters; nine in ten below"
            f" {statistics.quantiles(rates, n=10)[-1] / middle:.2f} times that, the slowest {rates[-1] / middle:.2f}"
        )


def _is_ordinary(article: Article) -> bool:
    """Whether an article is long enough for its length to decide how long it takes, and in English."""
    return article.lang == "en" and len(copydesk.plain(article.body)) > 1500


def _pandoc(pandoc: str, article: Article, to: str) -> float:
    """What pandoc takes for one article: seconds of the processor."""
    text = copydesk.write(article, "markdown").data
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"article.{to}"
        engine = ["--pdf-engine=weasyprint"] if to == "pdf" else ["--sandbox", f"--to={to}"]
        spent = command(pandoc, "--standalone", "--from=markdown", *engine, f"--output={out}", input_=text)
    return spent.cpu
