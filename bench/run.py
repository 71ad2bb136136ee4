"""Time and memory of reading and of each writer beside pandoc's, in the same run: ``make bench``.

Each measurement is a new process that reads or writes one article of 1, 10 or 100 times a sample; it tells the best
time of several and the most memory (peak RSS) that it held, Python and its libraries included. pandoc is given finished
Markdown, and for reading the raw text with its blank lines as the only marks, which is all that it can do; its time
holds its start, for it has no other way to work. Reading tells its speed too, and how much longer twice the text takes:
2 is a time that grows with the text. Trust the ratios, not the milliseconds.
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

SAMPLE = Path(__file__).parent.parent / "samples" / "page-cuts.txt"
FORMATS = ("markdown", "html", "json", "epub", "docx", "pdf")
PANDOC = {"markdown": "commonmark", "html": "html", "epub": "epub3", "docx": "docx", "read": "json"}
"""What pandoc makes in the peer's column; it has no part where it makes no such thing by itself."""

SLOW = {("pdf", 100)}
"""What takes longer than a minute, by its format and size."""

SHORTEST = 0.2  # seconds that a measurement lasts at the least, so that small times are means of many


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], help="how many times the sample")
    arguments.add_argument("--only", nargs="+", default=["read", *FORMATS], help="what to measure")
    arguments.add_argument("--slow", action="store_true", help="measure what takes longer than a minute, too")
    arguments.add_argument("--child", nargs=2, metavar=("WHAT", "SIZE"), help=argparse.SUPPRESS)
    arguments.add_argument("--alone", action="store_true", help="leave pandoc out")
    given = arguments.parse_args()
    if given.child:
        what, size = given.child
        print(json.dumps(measure(what, int(size), alone=given.alone)))
        return
    print(f"{'':10}{'size':>6}{'copydesk':>13}{'memory':>10}{'pandoc':>13}{'memory':>10}{'pandoc / copydesk':>20}")
    for what in given.only:
        for size in given.sizes:
            if (what, size) not in SLOW or given.slow:
                row(what, size)
    if "read" in given.only:
        speed(max(given.sizes))


def row(what: str, size: int) -> None:
    """Measures one thing at one size, in a process of its own, and prints its line."""
    told = in_a_process(what, size)
    ours, peer = told["ours"], told["peer"]
    beside = (
        f"{peer * 1000:10.1f} ms{told['peer_memory'] / 1024:7.0f} MB{peer / ours:19.1f}x"
        if peer
        else f"{'-':>13}{'-':>10}{'-':>20}"
    )
    print(f"{what:10}{size:>5}x{ours * 1000:10.1f} ms{told['memory'] / 1024:7.0f} MB{beside}", flush=True)


def speed(size: int) -> None:
    """Prints how fast raw text is read, and how much longer twice the text takes."""
    half, whole = (in_a_process("read", times, "--alone") for times in (max(1, size // 2), 2 * max(1, size // 2)))
    fast = whole["bytes"] / whole["ours"] / 1e6
    print(f"\nreading: {fast:.2f} MB/s; twice the text takes {whole['ours'] / half['ours']:.2f} times as long")


def in_a_process(what: str, size: int, *more: str) -> dict[str, Any]:
    child = subprocess.run(
        [sys.executable, __file__, "--child", what, str(size), *more], stdout=subprocess.PIPE, check=True, text=True
    )
    told: dict[str, Any] = json.loads(child.stdout)
    return told


def measure(what: str, size: int, *, alone: bool = False) -> dict[str, float | None]:
    """The best seconds of one task, the most memory in kB that this process held for it, and pandoc's of both."""
    import copydesk

    raw = "\n\n".join([SAMPLE.read_text(encoding="utf-8")] * size)
    if what == "read":
        ours, given = best(lambda: copydesk.read(raw)), raw
        memory = most_memory()
    else:
        article = copydesk.read(raw)
        ours = best(lambda: copydesk.write(article, what))
        memory = most_memory()
        given = copydesk.write(article, "markdown").data.decode("utf-8")
    peer = None if alone or what not in PANDOC else best(lambda: pandoc(given, PANDOC[what]))
    peer_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    size_of_raw = len(raw.encode("utf-8"))
    return {"ours": ours, "memory": memory, "peer": peer, "peer_memory": peer_memory, "bytes": size_of_raw}


def most_memory() -> int:
    """The most that this process, or one that it started, held so far, in kB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def pandoc(text: str, to: str) -> None:
    import pypandoc

    subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", "--standalone", "--from=markdown", f"--to={to}", "--output=-"],
        input=text.encode("utf-8"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
    )  # fmt: skip


def best(task: Callable[[], object]) -> float:
    """The shortest of three times that a task takes, after a first that warms up what is imported and cached."""
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
