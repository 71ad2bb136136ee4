"""The same input and options give the same bytes: in another process, folder and order, and on another day.

Two processes make the same documents at the same time. They differ in time zone, locale and hash seed; the clock of one
is three days ahead; and they work in opposite orders, so that neither earlier documents nor the time
between may have any effect.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from copydesk import writing
from tests import trees
from tests.test_docx_reference import house
from tests.tools import IN_ONE_PROCESS, PATIENCE, ROOT, order

FORMATS = " ".join(known.name for known in writing.formats())
OURS = " ".join(known.name for known in writing.formats() if "pandoc" not in known.description)
ORDERS = (
    ("essay.txt", OURS, ""),
    ("essay.txt", "docx markdown", "--reference-doc house.docx --flavour pandoc --wrap 72"),
    ("essay.txt", "pdf epub html", "--style magazine --typography -M date=2025-08-14"),
    ("arabic.txt", OURS, "--archive --embed-fonts --flavour gfm"),
    ("everything.json", FORMATS, ""),
    ("everything.json", OURS, "--archive --embed-fonts --typography --style essay --paper letter"),
    ("everything.json", "docx markdown", "--reference-doc house.docx --flavour pandoc --typography"),
    ("everything.json", "markdown", "--flavour gfm --wrap 40"),
)
"""The documents: their inputs, formats and options."""

CLOCK = """
import datetime, sys, time
days = float(sys.argv[1])
if days:
    now, local, world, real = time.time, time.localtime, time.gmtime, datetime.datetime
    time.time = lambda: now() + 86_400 * days
    time.time_ns = lambda: int(time.time() * 1e9)
    time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: world(time.time() if seconds is None else seconds)
    class Later(real):
        now = classmethod(lambda cls, tz=None: real.fromtimestamp(time.time(), tz))
        utcnow = classmethod(lambda cls: real.utcfromtimestamp(time.time()))
        today = now
    class Day(datetime.date):
        today = classmethod(lambda cls: Later.now().date())
    datetime.datetime, datetime.date = Later, Day
"""
"""Python that sets the clock forward by so many days."""

PLACES = (
    ({"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}, 0),
    ({"TZ": "America/Lima", "PYTHONHASHSEED": "2", "LC_ALL": "C"}, 3),
)


def start(folder: Path, environment: dict[str, str], days: int) -> subprocess.Popen[bytes]:
    """A process that carries out the orders in this folder, its clock so many days ahead."""
    command = [sys.executable, "-W", "ignore", "-c", CLOCK + IN_ONE_PROCESS, str(days)]
    return subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stderr=subprocess.PIPE)


def test_the_same_input_and_options_give_the_same_bytes(tmp_path: Path) -> None:
    processes: dict[Path, subprocess.Popen[bytes]] = {}
    for environment, days in PLACES:
        folder = tmp_path / f"day-{days}"
        folder.mkdir()
        for sample in ("essay.txt", "arabic.txt"):
            (folder / sample).write_bytes((ROOT / "samples" / sample).read_bytes())
        (folder / "everything.json").write_bytes(trees.everything().to_json())
        (folder / "house.docx").write_bytes(house())
        number = order(folder, ORDERS, backwards=days > 0)
        processes[folder] = start(folder, environment, days)
    for process in processes.values():
        _, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, errors.decode()
    first, second = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("made-*/*")} for folder in processes
    )
    assert len(first) == number
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
