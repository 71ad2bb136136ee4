"""Damages files of every form at random and reads them: each is read, or refused with a clear error, in good time.

usage: python -m tests.fuzz_files [--count 2000] [--seed 1] [--processes 2] [--only NUMBER]

The files are documents that copydesk writes of a few samples, and a mail; of those that are zip files a member is
damaged. Bytes are changed, left out, repeated and moved. What an article says is not checked, as its words are damaged.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial

import copydesk
from copydesk.errors import CopydeskError
from tests.fuzz import Failure, failure_of
from tests.tools import ROOT

SAMPLES = ("feature", "science-news", "german", "arabic")
FORMS = ("json", "markdown", "html", "epub", "docx", "odt", "pdf", "rtf", "latex", "rst", "jats", "fb2")

SIGNS = (b"<", b">", b'"', b"{", b"]", b"\x00", b"&", b"\xff", b"9" * 20)
"""What the syntax of some form is made of."""

MAIL = """\
From: Ana Ruiz <ana@a.example>
To: desk@a.example
Subject: =?utf-8?q?Rain_at_last?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

It rained in the valley =E2=80=94 for days.

--b
Content-Type: text/html; charset=utf-8

<p>It rained in the <b>valley</b> for days.</p>

--b--
"""


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    """The files that are damaged, each with its form."""
    articles = [copydesk.read((ROOT / "samples" / f"{name}.txt").read_bytes()) for name in SAMPLES]
    written = [(form, copydesk.write(article, form).data) for article in articles for form in FORMS]
    return (*written, ("mail", MAIL.encode()))


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes with a few changes."""
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        start = rng.randrange(len(data) + 1)
        stretch = data[start : start + rng.choice([1, 1, 4, 30, 300])]
        end = start + len(stretch)
        data = rng.choice(
            [
                data[:start] + data[end:],
                data[:end] + stretch * rng.choice([1, 1, 50]) + data[end:],
                data[:start] + rng.randbytes(len(stretch)) + data[end:],
                data[:start] + rng.choice(SIGNS) + data[end:],
                data[:start],
            ]
        )  # fmt: skip
    return data


def mutant(seed: int, number: int) -> tuple[str, bytes]:
    """The file of this number, and its form."""
    rng = random.Random(f"{seed} {number}")
    form, data = rng.choice(files())
    if not data.startswith(b"PK") or rng.random() < 0.2:
        return form, damaged(data, rng)
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = rng.choice([name for name in names if name.endswith(("ml", ".rels", ".opf", ".ncx"))] or names)
        for name in names:
            content = source.read(name)
            target.writestr(name, damaged(content, rng) if name == chosen else content)
    return form, output.getvalue()


def check(form: str, data: bytes) -> Failure | None:
    """What is wrong with how a file is read, and its article written; None if it is refused."""

    def fails() -> Failure | None:
        try:
            article = copydesk.read(data)
        except CopydeskError:
            return None
        for to in ("html", "json"):
            copydesk.write(article, to)
        return None

    failure = failure_of(fails)
    return failure and failure._replace(kind=f"{form}: {failure.kind}")


def run(seed: int, numbers: range) -> list[tuple[int, Failure]]:
    """The failures among the files of these numbers."""
    tried = ((number, check(*mutant(seed, number))) for number in numbers)
    return [(number, failure) for number, failure in tried if failure]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="write the file of this number to standard output")
    options = parser.parse_args()
    if options.only is not None:
        sys.stdout.buffer.write(mutant(options.seed, options.only)[1])
        return
    files()  # once, before the processes are forked
    chunks = [range(start, min(start + 20, options.count)) for start in range(0, options.count, 20)]
    with ProcessPoolExecutor(options.processes) as pool:
        failures = [failure for chunk in pool.map(partial(run, options.seed), chunks) for failure in chunk]
    sys.stdout.write(f"seed {options.seed}: {options.count} files, {len(failures)} failed\n")
    for kind, count in Counter(failure.kind for _, failure in failures).most_common():
        number, first = next((number, failure) for number, failure in failures if failure.kind == kind)
        sys.stdout.write(f"\n{count} x {kind}: {first.message} (--only {number})\n")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
