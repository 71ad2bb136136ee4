"""Damages articles at random, reads and writes them, and looks for lost words, crashes and hangs.

usage: python -m tests.fuzz [--count 20000] [--seed 1] [--processes 2] [--only NUMBER]

Each mutant is a text of ``samples``, ``tests/cases`` or ``bench/articles`` with a few changes drawn at random: lines
and blocks left out, repeated, moved, joined or broken, and things inserted that occur in raw texts. It must be read
within ``LIMIT`` seconds, each node must have the words of its spans, each letter of the text must be in the article
or its furniture, and each document must hold the words of the tree. The same seed and number give the same mutant;
``--only`` prints one. Of each kind of failure the smallest input that was found is shortened and printed. The exit
status is 1 if anything failed.
"""

from __future__ import annotations

import argparse
import random
import re
import runpy
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from typing import NamedTuple

import copydesk
from copydesk import writing
from copydesk.errors import InputError
from copydesk.reading.text import draft_of
from copydesk.reading.text.accounting import discrepancies
from copydesk.reading.text.characters import Clean
from copydesk.reading.text.characters.decode import decode
from copydesk.writing import FLAVOURS
from copydesk.writing._shared.word_check import check_each, words
from tests.raw_letters import missing_letters
from tests.test_reading import small_cases
from tests.tools import ROOT

LIMIT = 20
"""Seconds of work in which a mutant must be read and written."""

RARELY = 25
"""One mutant in so many is written as EPUB and Word too, and its Markdown is read by another program."""

SHRINKING = 20
"""Seconds of work spent on shortening a failing input."""

Change = Callable[[list[str], random.Random], list[str]]
"""Changes the lines of a text."""


# ------------------------------------------------------------------------------------------------ the texts


@cache
def texts() -> tuple[str, ...]:
    """The texts that are changed into mutants."""
    damage = runpy.run_path(str(ROOT / "bench" / "damage.py"))
    samples = [decode(path.read_bytes()).text for path in sorted((ROOT / "samples").glob("*.txt"))]
    samples += [raw for _, raw, _ in small_cases()]
    for source in sorted((ROOT / "bench" / "articles").glob("*.txt")):
        article = damage["load"](source)
        samples += [damage["make"](article, channel)[0] for channel in ("clip", "paged", "mail", "indent")]
    return tuple(samples)


# ---------------------------------------------------------------------------------------------- the changes


def _stretch(lines: list[str], rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(lines))
    return start, min(len(lines), start + rng.choice([1, 1, 1, 2, 3, 8]))


def left_out(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    return lines[:start] + lines[end:]


def repeated(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    target = rng.choice([end, rng.randrange(len(lines) + 1)])
    return lines[:target] + lines[start:end] + lines[target:]


def moved(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    rest = lines[:start] + lines[end:]
    target = rng.randrange(len(rest) + 1)
    return rest[:target] + lines[start:end] + rest[target:]


def joined(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    return [*lines[:start], rng.choice([" ", "", "    ", "\t", " | "]).join(lines[start : end + 1]), *lines[end + 1 :]]


def broken(lines: list[str], rng: random.Random) -> list[str]:
    index = rng.randrange(len(lines))
    line = lines[index]
    at = rng.randrange(len(line) + 1)
    end = rng.choice(["", "", "-", "\xad", "‐", "—"])
    return [*lines[:index], line[:at] + end, *rng.choice([[], [], [""], ["", ""]]), line[at:], *lines[index + 1 :]]


def wrapped(lines: list[str], rng: random.Random) -> list[str]:
    width = rng.randint(18, 90)
    return [part for line in lines for part in re.findall(rf".{{1,{width}}}(?:\s|$)|\S+", line) or [""]]


def unwrapped(lines: list[str], rng: random.Random) -> list[str]:
    return [line for line in lines if line.strip()]


def spread(lines: list[str], rng: random.Random) -> list[str]:
    return [part for line in lines for part in (line, "")]


def indented(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    margin = rng.choice(["  ", "    ", "\t", "> ", ">> ", "\u3000", "| ", " " * 30])
    return [*lines[:start], *(margin + line for line in lines[start:end]), *lines[end:]]


def whole_twice(lines: list[str], rng: random.Random) -> list[str]:
    return lines + rng.choice([[], [""], ["\f"], ["* * *"]]) + lines


def quoted_for_show(lines: list[str], rng: random.Random) -> list[str]:
    """Puts sentences of the text between its paragraphs, one or several after another."""
    sentences = re.findall(r"[^.!?\n]{24,200}[.!?]", "\n".join(lines))
    if not sentences:
        return lines
    index = rng.randrange(len(lines) + 1)
    inserted: list[str] = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        sentence = rng.choice(sentences).strip()
        inserted += ["", rng.choice(["“{}”", "{}", "«{}»", '"{}"']).format(sentence)]
        inserted += rng.choice([[], [], ["— Rosa Lind"], ["", "— Rosa Lind, pilot"]])
    return [*lines[:index], *inserted, "", *lines[index:]]


def spaced_out(lines: list[str], rng: random.Random) -> list[str]:
    index = rng.randrange(len(lines))
    return [*lines[:index], " ".join(lines[index][:40]) + lines[index][40:], *lines[index + 1 :]]


def garbled(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    wrong = (line.encode("utf-8").decode("cp1252", "replace") for line in lines[start:end])
    return [*lines[:start], *wrong, *lines[end:]]


def gapped(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    gap = rng.choice(["   ", "      ", "\t", " " * 12])
    return [
        *lines[:start],
        *(re.sub(" ", lambda _: gap if rng.random() < 0.2 else " ", line) for line in lines[start:end]),
        *lines[end:],
    ]


LABELS = (
    "(a)",
    "(d)",
    "d)",
    "(iv)",
    "iv)",
    "(x)",
    "1.",
    "01.",
    "7)",
    "(12)",
    "A)",
    "a.",
    "II.",
    "•",
    "-",
    "–",
    "*",
    "o",
)

PIECES: tuple[tuple[str, ...], ...] = (
    ("\f",), ("\f", "THE WEIR GAZETTE   {n}"), ("", "{n}", ""), ("", "- {n} -", ""), ("Page {n} of 9",), ("[{n}]",),
    ("continued on page {n}",), ("-30-",), ("###",), ("* * *",), ("- - -",), ("", "…", ""), ("", "€", ""), ("?",),
    ("Site      Depth    Change", "North     {n}      +6", "South     37       -2"),
    ("Site       Remarks          Depth", "North      owned by the     {n}", "           county since",
     "           the war"),
    ("a | b | c", "{n} | 2 | 3"), ("| a | b |", "|---|---|", "| {n} | 2 |"), ("a\tb\tc", "{n}\t2\t3"),
    ("From: Ana Ruiz <ana@a.example>", "To: Jo Park", "Subject: the weir", "Date: Mon, 3 May 2024 10:15:00", ""),
    ("On Monday Jo Park wrote:",), ("-- ", "Ana Ruiz"), ("By Ana Ruiz | {n} May 2024",),
    ("Share", "Print", "{n} min read"), ("[{n}] See the record.",), ("{n} See the record.",), ("¹ The same.",),
    ("the weir.[{n}] It",), ("it said*",), ("* the dog had no ticket",), ("![a hull](hull.png \"The hull\")",),
    ("[![a](b.png)](https://c.example)",), ("[the record](#)",),
    ("see [it](https://a.example/{n}) and <mailto:b@c.example>",), ("www.a.example/b_(c)",),
    ("Contact: Ana Ruiz, +44 20 7946 0018", "weirgazette.example"), ("© {n} The Weir",), ("Photo: Jo Park",),
    ("— Winifred Sorrell",), ("    a line of verse", "    and another, {n}"), ("~", "|", "'", ". ,"),
    ("_____________",), ("Headline", "========"), ("## A heading ##",), ("1.1 The first",),
    ("Q: And then?", "A: {n} of them."), ("天気は雨であった。\u3000翌日も。",), ("مطر في الوادي",), ("बारिश हुई",),
    ("ﬁrst ﬂoor",), ("see \x1b]8;;https://a.example/{n}\x1b\\the log\x1b]8;;\x1b\\ and \x1b[1mmore\x1b[0m\x1b[K",),
    ("Ź̂algo",), ("one \x07two \x00three",), ("\ufeffmarked",), ("left \u202eright\u202c",), ("��",),
    ("<b>bold</b> &amp; x",), ("*so* _so_ **so** `code` ^th^ /so/",), ("**not closed",), ("`\\`\\*",),
    ("$x^2$ {{a}} %b",), ("---", "title: x", "---"),
)  # fmt: skip
"""Lines that occur in raw texts; ``{n}`` is a number."""


def put_in(lines: list[str], rng: random.Random) -> list[str]:
    index = rng.randrange(len(lines) + 1)
    number = str(rng.randint(1, 40))
    return [*lines[:index], *(line.replace("{n}", number) for line in rng.choice(PIECES)), *lines[index:]]


def put_on_each_page(lines: list[str], rng: random.Random) -> list[str]:
    size, piece = rng.randint(8, 40), rng.choice(PIECES)
    pages: list[str] = []
    for number, start in enumerate(range(0, len(lines), size), 1):
        pages += [*lines[start : start + size], *(line.replace("{n}", str(number)) for line in piece)]
    return pages


def labelled(lines: list[str], rng: random.Random) -> list[str]:
    start, end = _stretch(lines, rng)
    label, gap = rng.choice(LABELS), rng.choice([" ", " ", "  ", "\t", ""])
    return [*lines[:start], *(f"{label}{gap}{line}" for line in lines[start:end]), *lines[end:]]


def speckled(lines: list[str], rng: random.Random) -> list[str]:
    index = rng.randrange(len(lines))
    line = lines[index]
    at = rng.randrange(len(line) + 1)
    mark = rng.choice(
        [*"|*_`[]()<>#~^\\/•·-–—'\"“”«»¬", "\u00ad", "\u200b", "\u00a0", "\u2028", "\x0b", "\r", "🎉", "½"]
    )
    return [*lines[:index], line[:at] + mark + line[at:], *lines[index + 1 :]]


def printed(lines: list[str], rng: random.Random) -> list[str]:
    """Makes lines bold or underlined, as printers and terminals do."""
    start, end = _stretch(lines, rng)
    form = rng.choice(["{0}\b{0}", "_\b{0}", "{0}\b_", "\x1b[1m{0}\x1b[0m", "\x1b[{0}", "{0}\b"])
    struck = (re.sub(r"\S", lambda match: form.format(match[0]), line) for line in lines[start:end])
    return [*lines[:start], *struck, *lines[end:]]


CHANGES: tuple[Change, ...] = (
    *(left_out, left_out, repeated, moved, joined, broken, broken, wrapped, unwrapped, spread, indented, whole_twice),
    *(
        quoted_for_show,
        quoted_for_show,
        spaced_out,
        garbled,
        gapped,
        put_in,
        put_in,
        put_in,
        put_on_each_page,
        labelled,
    ),
    *(labelled, speckled, speckled, printed),
)


def mutant(seed: int, number: int) -> str:
    """The text of this number."""
    rng = random.Random(f"{seed} {number}")
    lines = rng.choice(texts()).split("\n")
    if len(lines) > 60 and rng.random() < 0.7:  # only a part of it, which takes less time to read
        start = rng.randrange(len(lines) - 40)
        lines = lines[:8] + lines[start : start + 40]
    for _ in range(rng.choice([1, 1, 2, 3, 5, 8])):
        lines = rng.choice(CHANGES)(lines, rng) or [""]
    return "\n".join(lines)


# ----------------------------------------------------------------------------------------------- the checks


class Failure(NamedTuple):
    """What went wrong with a text: the kind, which is the same for similar faults, and a message."""

    kind: str
    message: str


class TookLongError(Exception):
    pass


def check(text: str, number: int = 0) -> Failure | None:
    """What is wrong with how a text is read and written. ``number`` determines the output format."""
    return failure_of(lambda: next(_failures(text, number), None))


def failure_of(fails: Callable[[], Failure | None]) -> Failure | None:
    """The failure that a check returns, or that its error or its time is; None for an input that is refused."""

    def stop(*_: object) -> None:
        raise TookLongError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        return fails()
    except InputError:
        return None
    except TookLongError as error:
        return Failure("took too long", _position(error, -2))
    except Exception as error:
        position = _position(error, -1)
        return Failure(f"{type(error).__name__} in {position}", str(error))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _position(error: Exception, depth: int) -> str:
    """The function in which an error was raised, or that was running then: ``parse (inlines.py)``."""
    frame = traceback.extract_tb(error.__traceback__)[depth]
    return f"{frame.name} ({frame.filename.rsplit('/', 1)[-1]})"


def _failures(text: str, number: int) -> Iterator[Failure]:
    article = copydesk.read(text)
    cleaned = draft_of(text.removeprefix("\ufeff"), until="setting").clean
    for fault in discrepancies(article, cleaned):
        kind = type(fault.node).__name__ if fault.node else "no node"
        yield Failure(f"reading: {kind}", f"line {fault.line}: {fault.stands[:200]!r} is read as {fault.says[:200]!r}")
    if missing := _unaccounted(text, cleaned, article):
        yield Failure("letters", f"{missing!r} are neither in the article nor in its furniture")
    if copydesk.Article.from_json(article.to_json()) != article:
        yield Failure("json", "the tree does not come back from JSON")
    flavour = FLAVOURS[number % len(FLAVOURS)]
    rare = ["epub", "docx"] if number % RARELY == 0 else []
    for to in ("html", "markdown", *rare):
        output = writing.write(article, to, flavour=flavour)
        for problem in output.problems:
            if problem.kind == "lost":
                yield Failure(f"writing: {to}", problem.message)
        if rare and to == "markdown" and flavour == FLAVOURS[0]:
            yield from _read_by_another(article, output.data.decode("utf-8"))


def _unaccounted(text: str, cleaned: Clean, article: copydesk.Article) -> str:
    """The letters of the raw text that are lost. Where the reader reports that it restored or left out characters,
    those of the clean text count."""
    missing = missing_letters(text, article)
    return missing_letters(cleaned.text, article) if missing and cleaned.problems else missing


def _read_by_another(article: copydesk.Article, markdown: str) -> Iterator[Failure]:
    from markdown_it import MarkdownIt

    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, count=1, flags=re.DOTALL)
    shown = MarkdownIt("commonmark").enable("table").render(body)
    for problem in check_each(shown, words(article.body, article.foot, article.notes), "HTML of the Markdown"):
        yield Failure("markdown read by another", problem.message)


def smaller(text: str, fails: Callable[[str], bool]) -> str:
    """The text without the lines, and then words, that the failure does not need."""
    ends = time.process_time() + SHRINKING
    for separator in ("\n", " "):
        parts = text.split(separator)
        size = max(1, len(parts) // 2)
        while size:
            start = 0
            while start < len(parts) and time.process_time() < ends:
                rest = parts[:start] + parts[start + size :]
                if fails(separator.join(rest)):
                    parts = rest
                else:
                    start += size
            size //= 2
        text = separator.join(parts)
    return text


# -------------------------------------------------------------------------------------------------- the run


def run(seed: int, numbers: range) -> list[tuple[int, Failure]]:
    """The failures among the mutants of these numbers."""
    tried = ((number, check(mutant(seed, number), number)) for number in numbers)
    return [(number, failure) for number, failure in tried if failure]


def _report(seed: int, kind: str, numbers: list[int]) -> str:
    """A kind of failure with the shortest of its mutants, shortened further."""
    number = min(numbers, key=lambda one: len(mutant(seed, one)))

    def fails(text: str) -> bool:
        failure = check(text, number)
        return failure is not None and failure.kind == kind

    text = smaller(mutant(seed, number), fails)
    failure = check(text, number)
    return f"{kind}: {failure.message if failure else ''}\n(number {number}, shortened)\n{text!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="show the mutant of this number, and what is wrong with it")
    options = parser.parse_args()
    if options.only is not None:
        text = mutant(options.seed, options.only)
        sys.stdout.write(f"{text}\n{check(text, options.only)}\n")
        return
    began = time.monotonic()
    texts()  # once, before the processes are forked
    chunks = [range(start, min(start + 100, options.count)) for start in range(0, options.count, 100)]
    with ProcessPoolExecutor(options.processes) as pool:
        failures = [failure for chunk in pool.map(partial(run, options.seed), chunks) for failure in chunk]
    seconds = time.monotonic() - began
    sys.stdout.write(f"seed {options.seed}: {options.count} mutants in {seconds:.0f} seconds, {len(failures)} failed\n")
    for kind, count in Counter(failure.kind for _, failure in failures).most_common():
        numbers = [number for number, failure in failures if failure.kind == kind]
        sys.stdout.write(f"\n{count} x {_report(options.seed, kind, numbers)}\n")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
