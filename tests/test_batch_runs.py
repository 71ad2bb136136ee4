"""A batch goes on where it was: what is up to date, what is done anew, what fails alone, and what a kill leaves."""

from __future__ import annotations

import json
import mailbox
import os
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from email.message import EmailMessage
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from copydesk.batch.archive import Archive
from copydesk.batch.entries import Shard, entries
from copydesk.batch.entry import failing
from copydesk.batch.lines_file import LinesFile
from copydesk.batch.manifest import Manifest
from copydesk.batch.one_article import Outcome, Settings, Task, work
from copydesk.batch.placing import Finished
from copydesk.batch.selection import Choice
from copydesk.batch.status import status
from copydesk.batch.workers import Limits
from copydesk.conversion import ConvertOptions
from copydesk.errors import FullDiskError, InputError, OutputError, UsageError
from copydesk.writing import WriteOptions
from tests.batch_work import quick
from tests.test_ocr_archives import tar
from tests.tools import ROOT

ARTICLE = """\
Rain at last

By Ana Ruiz

14 August 2025

It rained in the valley on Thursday, for the first time in two years, and the children who had never seen it stood in
the road with their mouths open.
"""


class Here:
    """A folder with articles, and batches of it into the folder ``out``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.archive: Archive | None = None

    def write(self, **texts: str) -> None:
        (self.folder / "in").mkdir(exist_ok=True)
        for name, text in texts.items():
            (self.folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")

    def run(
        self, *formats: str, inputs: tuple[str, ...] = ("in",), options: ConvertOptions | None = None, **more: Any
    ) -> list[Finished]:
        self.archive = Archive(
            self.out, formats or ("markdown",), options or ConvertOptions(config=False), processes=2, **more
        )
        given = [str(self.folder / name) for name in inputs]
        return list(self.archive.run(entries(given, self.out, Counter())))

    @property
    def counts(self) -> Counter[str]:
        assert self.archive is not None
        return self.archive.counts

    def tree(self) -> dict[str, str]:
        """The documents by their names, without the batch's own files."""
        return {
            path.relative_to(self.out).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and ".copydesk" not in path.parts
        }


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


# ------------------------------------------------------------------------------------- up to date, or done anew


def test_what_is_up_to_date_is_skipped(here: Here) -> None:
    here.write(a=ARTICLE, b=ARTICLE.replace("Rain", "Snow"), c="")
    first = here.run()
    assert [(each.id.rpartition("/")[2], each.state) for each in first] == [
        ("a.txt", "done"), ("b.txt", "done"), ("c.txt", "failed"),
    ]  # fmt: skip
    assert first[2].cause == "input"
    tree = here.tree()
    assert list(tree) == ["a.md", "b.md"]
    assert here.run() == []
    assert here.counts == {"current": 2, "failed before": 1}

    (here.folder / "in" / "a.txt").touch()  # the same text at another time
    assert here.run() == []
    here.write(b=ARTICLE.replace("Rain", "Hail"))
    (here.out / "a.md").unlink()
    assert [Path(each.id).name for each in here.run()] == ["a.txt", "b.txt"]
    assert here.tree() == {**tree, "b.md": tree["b.md"].replace("Snow", "Hail")}
    assert [Path(each.id).name for each in here.run(choice=Choice(again=True))] == ["c.txt"]


def test_other_options_do_all_anew(here: Here, tmp_path: Path) -> None:
    here.write(a=ARTICLE)
    sheet = tmp_path / "my.css"
    sheet.write_text("p { color: green; }", encoding="utf-8")
    look = WriteOptions(css=str(sheet))
    for options in (ConvertOptions(config=False), ConvertOptions(config=False, metadata=(("title", "Drizzle"),)),
                    ConvertOptions(config=False, write=look)):  # fmt: skip
        assert len(here.run("html", options=options)) == 1
        assert here.run("html", options=options) == []
    sheet.write_text("p { color: red; }", encoding="utf-8")
    assert len(here.run("html", options=ConvertOptions(config=False, write=look))) == 1
    (here.folder / "in" / "copydesk.toml").write_text('name = "The Weir"', encoding="utf-8")
    assert len(here.run("html", options=ConvertOptions())) == 1
    (here.folder / "in" / "copydesk.toml").write_text('name = "The Dam"', encoding="utf-8")
    assert len(here.run("html", options=ConvertOptions())) == 1
    assert here.run("html", options=ConvertOptions()) == []


def test_a_name_goes_with_its_article(here: Here) -> None:
    here.write(a=ARTICLE, b=ARTICLE + "\nMore of it.\n", c=ARTICLE.replace("Rain at last", "Snow"))
    here.run(pattern="{date:%Y}/{slug}.{ext}")
    assert list(here.tree()) == ["2025/rain-at-last-2.md", "2025/rain-at-last.md", "2025/snow.md"]
    here.write(c=ARTICLE.replace("Rain at last", "Hail").replace("2025", "1999"))
    here.run(pattern="{date:%Y}/{slug}.{ext}")
    assert list(here.tree()) == ["1999/hail.md", "2025/rain-at-last-2.md", "2025/rain-at-last.md"]
    here.write(c=ARTICLE.replace("Rain at last", "Hail"), a="")  # what fails leaves the old document
    here.run(pattern="{date:%Y}/{slug}.{ext}")
    assert list(here.tree()) == ["2025/hail.md", "2025/rain-at-last-2.md", "2025/rain-at-last.md"]


def test_a_link_out_of_the_folder_is_not_followed(here: Here) -> None:
    here.write(a="one")
    (here.folder / "elsewhere").mkdir()
    here.out.mkdir()
    (here.out / "one").symlink_to(here.folder / "elsewhere")
    (failed,) = here.run(pattern="{slug}/{stem}.{ext}", work=quick)
    assert (failed.cause, list((here.folder / "elsewhere").iterdir())) == ("output", [])


def test_what_cannot_be_placed_leaves_the_old_document(here: Here) -> None:
    here.write(a="one")
    here.run(pattern="{stem}.{ext}", work=quick)
    (here.folder / "elsewhere").mkdir()
    (here.out / "one").symlink_to(here.folder / "elsewhere")
    for _ in range(2):
        (failed,) = here.run(pattern="{slug}/{stem}.{ext}", work=quick, choice=Choice(again=True))
        assert (failed.cause, here.tree()) == ("output", {"a.out": "one"})
    (here.out / "one").unlink()
    here.run(pattern="{slug}/{stem}.{ext}", work=quick, choice=Choice(again=True))
    assert here.tree() == {"one/a.out": "one"}


def test_what_failed_of_an_archive_that_is_repaired_is_forgotten(here: Here) -> None:
    """The rest of a tar file that was cut and of one in a zip file, and a line that was cut; not what fails still."""
    source = here.folder / "in"
    source.mkdir()
    text = ARTICLE.encode()
    whole, lines = tar({"a.txt": text, "b.txt": text, "c.txt": b""}, "w"), json.dumps({"id": "x", "text": ARTICLE})

    def write(part: float) -> None:
        (source / "one.tar").write_bytes(whole[: int(len(whole) * part)])
        (source / "two.jsonl").write_text(lines[: int(len(lines) * part)], encoding="utf-8")
        with zipfile.ZipFile(source / "three.zip", "w") as archive:
            archive.writestr("four.tar", whole[: int(len(whole) * part)])

    def failed() -> list[str]:
        return sorted(id_.split("/in/")[1] for each in status(here.out).failures for id_ in each.articles)

    write(0.15)
    here.run()
    cut = [
        "one.tar!/b.txt",
        "one.tar: the rest",
        "three.zip!/four.tar!/b.txt",
        "three.zip!/four.tar: the rest",
        "two.jsonl#line-1",
    ]
    assert failed() == cut
    here.run()
    assert failed() == cut
    write(1)
    here.run()
    assert failed() == ["one.tar!/c.txt", "three.zip!/four.tar!/c.txt"]
    assert status(here.out).done == 5
    write(0.15)
    here.run()
    all_failed = sorted([*cut, "one.tar!/c.txt", "three.zip!/four.tar!/c.txt"])
    assert failed() == all_failed

    unread = failing(
        str(source / "one.tar"), PurePosixPath("one"), InputError("it is away", "Wait"), source / "one.tar"
    )
    list(Archive(here.out, ["markdown"], processes=1).run([unread]))
    assert failed() == sorted([*all_failed, "one.tar"])


def test_since_and_shards(here: Here) -> None:
    here.write(**{f"a{number}": f"text {number}" for number in range(12)})
    os.utime(here.folder / "in" / "a3.txt", (1e9, 1e9))
    assert len(here.run(work=quick, choice=Choice(since=1.1e9))) == 11
    assert here.counts["older"] == 1
    for number in (1, 2, 3):
        here.run(work=quick, choice=Choice(shard=Shard(number, 3)))
        assert (here.out / f"shard-{number}-of-3.done").exists()
    names = [path.name for path in here.out.glob("shard-*/*.out")]
    assert (len(names), len(set(names))) == (12, 12)
    assert status(here.out).done == 11 + 12


def test_a_file_of_several_articles(here: Here) -> None:
    (here.folder / "in").mkdir()
    letters = mailbox.mbox(here.folder / "in" / "letters.mbox")

    def add(subject: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["Subject"], mail["Date"] = "Ana <a@example.org>", subject, "Thu, 14 Aug 2025 10:00:00 +0000"
        mail.set_content("It rained in the valley on Thursday, for the first time in two years.\n")
        letters.add(mail)
        letters.flush()

    for number in range(3):
        add(f"Letter {number}")
    with zipfile.ZipFile(here.folder / "old.zip", "w") as packed:
        packed.write(here.folder / "in" / "letters.mbox", "old.mbox")
    assert len(here.run(inputs=("in", "old.zip"))) == 6
    assert list(here.tree()) == [f"{name}-{number}.md" for name in ("letters", "old") for number in (1, 2, 3)]
    (here.out / "old-2.md").unlink()
    assert [each.id.rpartition("/")[2] for each in here.run(inputs=("in", "old.zip"))] == ["old.mbox#2"]
    assert here.counts["current"] == 5
    letters.remove(letters.keys()[0])
    letters.close()
    here.run(inputs=("in",))
    assert list(here.tree()) == ["letters-1.md", "letters-2.md", "old-1.md", "old-2.md", "old-3.md"]


def test_names_that_are_no_utf_8(here: Here) -> None:
    (here.folder / "in").mkdir()
    path = os.fsencode(here.folder / "in") + b"/caf\xe9.txt"
    try:
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 -- a name in bytes
            file.write("one")
    except OSError:
        pytest.skip("this disk has only names in UTF-8")
    (finished,) = here.run(work=quick)
    assert finished.id.endswith("/caf\\udce9.txt")
    assert here.run(work=quick) == []
    assert here.tree() == {"caf\ufffd.out": "one"}


def test_two_articles_of_one_name_are_both_kept(here: Here) -> None:
    (here.folder / "in").mkdir()
    rows = [{"id": "1", "text": text} for text in ("one", "two", "one")]
    (here.folder / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    here.run(work=quick)
    assert (sorted(here.tree().values()), here.counts["twice"]) == (["one", "two"], 1)
    here.run(work=quick)
    assert (len(here.tree()), here.counts["current"]) == (2, 2)


# ------------------------------------------------------------------------------------------- the file of lines


def test_one_line_an_article(here: Here) -> None:
    here.write(a=ARTICLE, b=ARTICLE.replace("Rain", "Snow"))
    lines = here.folder / "all.jsonl"
    here.run(lines=lines)
    records = [json.loads(line) for line in lines.read_bytes().splitlines()]
    assert [record["title"] for record in records] == ["Rain at last", "Snow at last"]
    assert records[0]["article"]["type"] == "article"
    assert "stood in the road" in records[0]["text"]
    assert (records[0]["date"], records[0]["authors"]) == ("2025-08-14", ["Ana Ruiz"])
    here.write(a=ARTICLE.replace("Rain", "Hail"))
    with lines.open("ab") as file:
        file.write(b'{"half')  # as a kill leaves it
    assert len(here.run(lines=lines)) == 1
    titles = [json.loads(line)["title"] for line in lines.read_bytes().splitlines()]
    assert titles == ["Snow at last", "Hail at last"]
    lines.write_bytes(lines.read_bytes()[:-40])  # as a power cut may leave it
    assert [Path(each.id).name for each in here.run(lines=lines)] == ["a.txt"]
    assert [json.loads(line)["title"] for line in lines.read_bytes().splitlines()] == titles


def test_shards_have_files_of_lines_of_their_own(here: Here) -> None:
    here.write(a=ARTICLE, b=ARTICLE.replace("Rain", "Snow"), c=ARTICLE.replace("Rain", "Hail"))
    for number in (1, 2):
        here.run(lines=here.folder / "all.jsonl", choice=Choice(shard=Shard(number, 2)))
    files = sorted(here.folder.glob("*.jsonl"))
    assert [file.name for file in files] == ["all.shard-1-of-2.jsonl", "all.shard-2-of-2.jsonl"]
    assert sum(len(file.read_bytes().splitlines()) for file in files) == 3


def test_what_a_kill_left_of_a_line_is_cut_off(here: Here) -> None:
    (here.out / ".copydesk").mkdir(parents=True)
    path = here.folder / "all.jsonl"
    path.write_bytes(b"aaa\nhalf a li")
    manifest = Manifest(here.out)
    manifest.finish("a", [], {"state": "done", "line_start": 0, "line_length": 4})
    lines = LinesFile(path, manifest)
    assert path.read_bytes() == b"aaa\n"
    lines.close(complete=False)


@pytest.mark.parametrize("moved", [False, True])
def test_lines_killed_while_they_move(here: Here, moved: bool) -> None:
    here.out.mkdir()
    (here.out / ".copydesk").mkdir()
    path, new = here.folder / "all.jsonl", here.folder / ".all.jsonl.new"
    manifest = Manifest(here.out)
    for id_, start in (("a", 0), ("b", 4)):
        manifest.finish(id_, [], {"state": "done", "line_start": start, "line_length": 4})
    manifest.set_value("lines are moving", "8")
    manifest.commit()
    (path if moved else new).write_bytes(b"aaa\nbbb\n")
    if not moved:
        path.write_bytes(b"old\naaa\nbbb\n")
    lines = LinesFile(path, manifest)
    assert path.read_bytes() == b"aaa\nbbb\n"
    lines.close(complete=True)
    assert not new.exists()


# ------------------------------------------------------------------------------------------- one hurts no other


def test_a_poisoned_article_fails_alone(here: Here) -> None:
    here.write(**{f"a{number}": f"text {number}" for number in range(8)})
    here.write(a1b="exit", a2b="segv", a3b="hang", a4b="memory", a4c="starved", a5b="once")
    finished = here.run(work=quick, limits=Limits(seconds=1.5, memory=300))
    failed = {Path(each.id).stem: each for each in finished if each.state == "failed"}
    assert {name: each.cause for name, each in failed.items()} == {
        "a1b": "crash", "a2b": "crash", "a3b": "timeout", "a4b": "memory", "a4c": "memory",
    }  # fmt: skip
    assert "exit code 9" in failed["a1b"].error
    assert "SIGSEGV" in failed["a2b"].error
    assert "1.5 seconds" in failed["a3b"].error
    assert "300 MB" in failed["a4b"].error
    assert len(here.tree()) == 9
    assert [Path(each.id).stem for each in finished] == sorted(Path(each.id).stem for each in finished)
    state = status(here.out)
    assert (state.done, state.failed, {each.cause: each.number for each in state.failures}) == (
        9, 5, {"crash": 2, "timeout": 1, "memory": 2},
    )  # fmt: skip
    assert here.run(work=quick) == []
    here.write(a3b="healed")
    assert [each.state for each in here.run(work=quick)] == ["done"]


def test_workers_are_renewed(here: Here) -> None:
    here.write(**{f"a{number}": f"text {number}" for number in range(9)})
    assert len(here.run(work=quick, limits=Limits(tasks=2))) == 9
    assert len(here.tree()) == 9


def test_a_full_disk_stops_it(here: Here) -> None:
    here.write(a="one", b="full", c="three")
    with pytest.raises(FullDiskError, match="no space left"):
        here.run(work=quick)
    assert list(here.tree()) == ["a.out"]
    here.write(b="two")
    here.run(work=quick)
    assert list(here.tree()) == ["a.out", "b.out", "c.out"]


def test_a_lock_that_cannot_be_used_is_said(here: Here) -> None:
    here.write(a="one")
    (here.out / ".copydesk" / "lock").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"lock cannot be written: is a directory"):
        here.run(work=quick)


def test_only_one_batch_at_a_time(here: Here) -> None:
    here.write(a="one", b="two")
    archive = Archive(here.out, ["markdown"], work=quick)
    running = archive.run(entries([str(here.folder / "in")], here.out, Counter()))
    next(running)
    with pytest.raises(UsageError, match="another batch is at work"):
        here.run(work=quick)
    running.close()
    assert len(here.run(work=quick)) == 1
    assert not list((here.out / ".copydesk").glob("work-*"))


def test_a_worker_reports_what_is_wrong_with_an_article(tmp_path: Path) -> None:
    settings = Settings(ConvertOptions(config=False), ("markdown", "nope"), "{slug}", False, tmp_path)
    task = Task(1, "a", None, ARTICLE.encode(), "a.txt", "a.txt", tmp_path, metadata=(("date", "soon"),))
    outcome = work(settings, task)
    assert isinstance(outcome, Outcome)
    assert (outcome.state, outcome.cause) == ("failed", "options")
    assert [document.name for document in outcome.documents] == ["rain-at-last.md"]
    assert "metadata" in [problem.kind for problem in outcome.problems]


def test_an_article_whose_file_has_gone_is_no_fault_of_copydesk(tmp_path: Path) -> None:
    settings = Settings(ConvertOptions(config=False), ("markdown",), "{slug}", False, tmp_path)
    outcome = work(settings, Task(1, "a#2", tmp_path / "a.mbox", None, "a.mbox", "a.mbox", tmp_path, 2, 3))
    assert isinstance(outcome, Outcome)
    assert (outcome.cause, outcome.error.partition(".")[0]) == ("input", "there is no such file")


def test_there_is_no_status_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there was no batch"):
        status(tmp_path)


# ------------------------------------------------------------------------------------------------- kills

RUN = """
import sys
from collections import Counter
from pathlib import Path
from copydesk.batch.archive import Archive
from copydesk.batch.entries import entries
from tests.batch_work import quick
inputs, out = Path(sys.argv[1]), Path(sys.argv[2])
archive = Archive(out, ["markdown"], pattern="{slug}.{ext}", processes=2, work=quick)
for _ in archive.run(entries([str(inputs)], out, Counter())):
    print(flush=True)
"""


def test_killed_twice_it_goes_on(here: Here) -> None:
    here.write(**{f"a{number:02}": f"slow {number}" for number in range(40)})
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, here.folder / "in", here.out], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        for _ in range(7):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert all(text.startswith("slow ") for text in here.tree().values())
    finished = here.run(work=quick, pattern="{slug}.{ext}")
    assert len(finished) <= 40 - 14
    assert len(finished) + here.counts["current"] == 40
    names = ["slow.out", *(f"slow-{number}.out" for number in range(2, 41))]
    assert here.tree() == {name: f"slow {number}" for number, name in enumerate(names)}
