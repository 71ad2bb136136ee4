"""Time and memory of reading and of each writer beside pandoc's, in the same run: ``make bench``.

Each measurement is a new process that reads or writes one article of 1, 10 or 100 times a sample; it tells the best
time of several and the most memory it held. pandoc is given finished Markdown, and for reading the raw text with
its blank lines as the only marks, which is all that it can do; its time holds its start, for it has no other way
to work. Trust the ratios, not the milliseconds.
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

SAMPLE = Path(__file__).parent.parent / "samples" / "page-cuts.txt"
FORMATS = ("markdown", "html", "json", "epub", "docx", "pdf")
PANDOC = {"markdown": "commonmark", "html": "html", "epub": "epub3", "docx": "docx", "read": "json"}
"""What pandoc makes in the peer's column; it has no part where it makes no such thing by itself."""

SHORTEST = 0.2  # seconds that a measurement lasts at the least, so that small times are means of many


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], help="how many times the sample")
    arguments.add_argument("--only", nargs="+", default=["read", *FORMATS], help="what to measure")
    arguments.add_argument("--child", nargs=2, metavar=("WHAT", "SIZE"), help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.child:
        what, size = given.child
        print(json.dumps(measure(what, int(size))))
        return
    print(f"{'':10}{'size':>6}{'copydesk':>13}{'memory':>10}{'pandoc':>13}{'pandoc / copydesk':>20}")
    for what in given.only:
        for size in given.sizes:
            row(what, size)


def row(what: str, size: int) -> None:
    """Measures one thing at one size, in a process of its own, and prints its line."""
    child = subprocess.run(
        [sys.executable, __file__, "--child", what, str(size)], stdout=subprocess.PIPE, check=True, text=True
    )
    told = json.loads(child.stdout)
    ours, peer = told["ours"], told["peer"]
    beside = f"{peer * 1000:10.1f} ms{peer / ours:19.1f}x" if peer else f"{'-':>13}{'-':>20}"
    print(f"{what:10}{size:>5}x{ours * 1000:10.1f} ms{told['memory'] / 1024:7.0f} MB{beside}", flush=True)


def measure(what: str, size: int) -> dict[str, float | None]:
    """The best seconds of one task, the most memory in kB that this process held for it, and pandoc's seconds."""
    import copydesk

    raw = "\n\n".join([SAMPLE.read_text(encoding="utf-8")] * size)
    if what == "read":
        ours = best(lambda: copydesk.read(raw))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"ours": ours, "memory": memory, "peer": best(lambda: pandoc(raw, "json"))}
    article = copydesk.read(raw)
    ours = best(lambda: copydesk.write(article, what))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    markdown = copydesk.write(article, "markdown").data.decode("utf-8")
    peer = best(lambda: pandoc(markdown, PANDOC[what])) if what in PANDOC else None
    return {"ours": ours, "memory": memory, "peer": peer}


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
