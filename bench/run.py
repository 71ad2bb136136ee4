"""Time and memory of reading and of each writer beside pandoc's, in the same run: ``make bench``.

Three parts: one article in new processes (``cold.py``); ordinary articles one after the other (``ordinary.py``); and
how time and memory grow with the length of a text. For that each measurement is a new process that reads or writes one
text of 1, 10 or 100 times a sample; it reports the best time of several and the peak memory (RSS), including Python and
its libraries. pandoc gets finished Markdown, and for reading the raw text, in which it sees only blank lines; its time
includes its start. For reading also the factor is reported by which twice the text takes longer: 2 means linear time.
Trust the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cold
import ordinary

SAMPLE = Path(__file__).parent.parent / "samples" / "page-cuts.txt"
ARTICLE = Path(__file__).parent.parent / "samples" / "feature.txt"
"""The article that is made in new processes."""

PARTS = ("cold", "ordinary", "growth")
FORMATS = ("markdown", "html", "json", "epub", "docx", "pdf")
PANDOC = {"markdown": "commonmark", "html": "html", "epub": "epub3", "docx": "docx", "read": "json"}
"""pandoc's format for each task; tasks that it cannot do without other programs are left out."""

SLOW = {("pdf", 100)}
"""The tasks that take longer than a minute, by format and size."""

SHORTEST = 0.2  # the least duration of a measurement in seconds, so that short times are averages


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], help="how many times the sample")
    arguments.add_argument("--only", nargs="+", default=["read", *FORMATS], help="what to measure")
    arguments.add_argument("--slow", action="store_true", help="also measure tasks that take longer than a minute")
    arguments.add_argument("--child", nargs=2, metavar=("WHAT", "SIZE"), help=argparse.SUPPRESS)
    arguments.add_argument("--alone", action="store_true", help="leave pandoc out")
    arguments.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to show")
    arguments.add_argument("--rounds", type=int, default=9, help="how often each new process is measured")
    arguments.add_argument("--style", default="broadsheet", help="the style of ordinary articles")
    options = arguments.parse_args()
    if options.child:
        task, size = options.child
        print(json.dumps(measure(task, int(size), alone=options.alone)))
        return
    if "cold" in options.parts:
        cold.compare(ARTICLE.read_text(encoding="utf-8"), "" if options.alone else pandoc_path(), options.rounds)
    if "ordinary" in options.parts:
        raw = ordinary.texts()
        print()
        ordinary.reading(raw)
        ordinary.writing(raw, options.style, "" if options.alone else pandoc_path())
        ordinary.columns(raw)
    if "growth" in options.parts:
        growth(options.only, options.sizes, slow=options.slow)


def growth(tasks: list[str], sizes: list[int], *, slow: bool) -> None:
    """Prints how time and memory grow with the length of a text."""
    print(f"\n{'':10}{'size':>6}{'copydesk':>13}{'memory':>10}{'pandoc':>13}{'memory':>10}{'pandoc / copydesk':>20}")
    for task in tasks:
        for size in sizes:
            if (task, size) not in SLOW or slow:
                row(task, size)
    if "read" in tasks:
        twice(max(sizes))


def row(task: str, size: int) -> None:
    """Measures one task at one size, in its own process, and prints its line."""
    measured = in_a_process(task, size)
    ours, peer = measured["ours"], measured["peer"]
    beside = (
        f"{peer * 1000:10.1f} ms{measured['peer_memory'] / 1024:7.0f} MB{peer / ours:19.1f}x"
        if peer
        else f"{'-':>13}{'-':>10}{'-':>20}"
    )
    print(f"{task:10}{size:>5}x{ours * 1000:10.1f} ms{measured['memory'] / 1024:7.0f} MB{beside}", flush=True)


def twice(size: int) -> None:
    """Prints how much longer twice the text takes to read."""
    half, double = (in_a_process("read", times, "--alone") for times in (max(1, size // 2), 2 * max(1, size // 2)))
    print(f"\nreading: twice the text takes {double['ours'] / half['ours']:.2f} times as long")


def in_a_process(task: str, size: int, *more: str) -> dict[str, Any]:
    child = subprocess.run(
        [sys.executable, __file__, "--child", task, str(size), *more], stdout=subprocess.PIPE, check=True, text=True
    )
    measured: dict[str, Any] = json.loads(child.stdout)
    return measured


def measure(task: str, size: int, *, alone: bool = False) -> dict[str, float | None]:
    """The best time of one task in seconds, its peak memory in kB, and both for pandoc."""
    import copydesk

    raw = "\n\n".join([SAMPLE.read_text(encoding="utf-8")] * size)
    if task == "read":
        ours, pandoc_input = best(lambda: copydesk.read(raw)), raw
        memory = most_memory()
    else:
        article = copydesk.read(raw)
        ours = best(lambda: copydesk.write(article, task))
        memory = most_memory()
        pandoc_input = copydesk.write(article, "markdown").data.decode("utf-8")
    peer = None if alone or task not in PANDOC else best(lambda: pandoc(pandoc_input, PANDOC[task]))
    peer_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"ours": ours, "memory": memory, "peer": peer, "peer_memory": peer_memory}


def most_memory() -> int:
    """The peak memory of this process and its children so far, in kB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def pandoc_path() -> str:
    """The pandoc program; empty if there is none."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return ""


def pandoc(text: str, to: str) -> None:
    subprocess.run(
        [pandoc_path(), "--sandbox", "--standalone", "--from=markdown", f"--to={to}", "--output=-"],
        input=text.encode("utf-8"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
    )  # fmt: skip


def best(task: Callable[[], object]) -> float:
    """The shortest of three times of a task in seconds, after a first run that fills caches."""
    once = seconds(task, 1)
    if once > 5:
        return once
    times = max(1, round(SHORTEST / max(seconds(task, 1), 1e-6)))
    return min(seconds(task, times) for _ in range(3)) / times


def seconds(task: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        task()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
