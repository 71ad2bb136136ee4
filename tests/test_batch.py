"""Many documents: the plan, the order of the results, failures, and workers that die."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from copydesk import batch, conversion, writing
from copydesk.batch import Job, Result, Target
from copydesk.conversion import ConvertOptions, load
from copydesk.errors import InputError, MissingEngineError, UsageError
from tests.conftest import ARTICLE, LOST_LINK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "c/a.txt", "c/d.TXT", "notes.md", ".trash/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    return tmp_path


# --------------------------------------------------------------------------------------------------- the plan


def test_a_folder_stands_for_its_texts(folder: Path) -> None:
    files, skipped = batch.find([folder])
    assert [str(below) for _, below in files] == ["a.txt", "b.txt", "c/a.txt", "c/d.TXT", "notes.md"]
    assert [path for path, _ in files] == [folder / below for _, below in files]
    assert not skipped


def test_what_no_source_reads_is_counted(folder: Path) -> None:
    for name in ("README.md", "a.jpg", "c/a.JPG", "Makefile", "tree.json"):
        (folder / name).write_text("x", encoding="utf-8")
    found = batch.find([folder])
    assert len(found.files) == 5
    assert found.skipped == {".jpg of articles": 2, "": 1, ".json": 1}


def test_documents_in_the_folder_of_their_articles_are_no_articles(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a.md").write_text(ARTICLE, encoding="utf-8")
    assert len(batch.find([folder]).files) == 6
    assert len(batch.find([folder], output=folder / "c" / ".." / "out").files) == 5


def test_files_that_differ_in_their_endings_keep_them(folder: Path, tmp_path: Path) -> None:
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    jobs = batch.plan(batch.find([folder]).files, ["html"], tmp_path / "out")
    names = [job.targets[0].path.relative_to(tmp_path / "out").as_posix() for job in jobs]
    assert names == ["a.md.html", "a.txt.html", "b.html", "c/a.html", "c/d.html", "notes.html"]


def test_what_is_no_regular_file_in_a_folder_is_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "null.txt").symlink_to("/dev/null")
    (folder / "e.txt").mkdir()
    with socket(AF_UNIX) as server:
        server.bind(str(folder / "c" / "s.txt"))
        (folder / "c" / "link.txt").symlink_to(folder / "a.txt")
        (folder / "c" / "gone.txt").symlink_to(
            folder / "z.txt"
        )  # a file that cannot be read is reported when it is read
        names = [str(below) for _, below in batch.find([folder]).files]
    assert names == ["a.txt", "b.txt", "c/a.txt", "c/d.TXT", "c/gone.txt", "c/link.txt", "notes.md"]


def test_a_pipe_that_is_named_is_an_input(folder: Path) -> None:
    pipe = folder / "pipe.txt"
    os.mkfifo(pipe)
    assert batch.find([pipe]).files == ((pipe, Path("pipe.txt")),)


def test_a_folder_of_another_input_format(folder: Path) -> None:
    assert [str(below) for _, below in batch.find([folder], "markdown").files] == ["notes.md"]
    with pytest.raises(InputError, match=r"holds no \.json file"):
        batch.find([folder], "json")


def test_every_file_into_every_format(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    jobs = batch.plan(batch.find([folder / "c", folder / "b.txt"]).files, ["md", ".html", "markdown"], out)
    assert [[target.path for target in job.targets] for job in jobs] == [
        [out / "a.md", out / "a.html"],
        [out / "d.md", out / "d.html"],
        [out / "b.md", out / "b.html"],
    ]
    assert not out.exists()


def test_a_file_named_twice_is_converted_once(folder: Path, tmp_path: Path) -> None:
    jobs = batch.plan(batch.find([folder / "a.txt", folder / "c" / ".." / "a.txt"]).files, ["md"], tmp_path / "out")
    assert len(jobs) == 1


def test_two_documents_of_one_name_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"c/a\.txt as markdown would both be written to .*a\.md"):
        batch.plan(batch.find([folder / "a.txt", folder / "c" / "a.txt"]).files, ["md"], tmp_path / "out")


def test_an_input_is_never_replaced(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"notes\.md is itself an input"):
        batch.plan(batch.find([folder / "a.txt", folder / "notes.md"]).files, ["md"], folder)


def test_links_in_a_circle_are_the_fault_of_one_file(folder: Path, tmp_path: Path) -> None:
    (folder / "c" / "circle.txt").symlink_to(folder / "c" / "circle.txt")
    (tmp_path / "out").mkdir()
    jobs = batch.plan(batch.find([folder / "c"]).files, ["md"], tmp_path / "out")
    failed = {result.job.name: result.failures for result in batch.run(jobs) if result.failures}
    assert list(failed) == [str(folder / "c" / "circle.txt")]
    assert "symbolic links" in str(failed[str(folder / "c" / "circle.txt")][0].error)
    assert (tmp_path / "out" / "a.md").exists()


def test_a_name_with_dots_keeps_them(folder: Path, tmp_path: Path) -> None:
    (folder / "v1.2.txt").write_text(ARTICLE, encoding="utf-8")
    (job,) = batch.plan(batch.find([folder / "v1.2.txt"]).files, ["md"], tmp_path)
    assert job.targets[0].path.name == "v1.2.md"


# --------------------------------------------------------------------------------------------------- the work


def jobs_of(folder: Path, number: int, to: str = "markdown") -> list[Job]:
    jobs = []
    for count in range(number):
        source = folder / f"{count}.txt"
        source.write_text(ARTICLE.replace("Rain at last", f"Rain number {count}"), encoding="utf-8")
        jobs.append(Job(source.name, source, (Target(folder / f"{count}.out", to),)))
    return jobs


EXECUTORS: dict[str, Callable[[], Executor] | None] = {
    "here": None,
    "threads": partial(ThreadPoolExecutor, 3),
    "processes": batch.processes(2),
}


@pytest.mark.parametrize("executor", EXECUTORS.values(), ids=list(EXECUTORS))
def test_results_come_in_order_and_a_failure_stops_nothing(
    tmp_path: Path, executor: Callable[[], Executor] | None
) -> None:
    jobs = jobs_of(tmp_path, 7)
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "5.txt").unlink()
    results = list(batch.run(jobs, executor=executor))
    assert [result.job.name for result in results] == [job.name for job in jobs]
    assert [len(result.failures) for result in results] == [0, 0, 1, 0, 0, 1, 0]
    for number in (0, 1, 3, 4, 6):
        assert f"Rain number {number}" in (tmp_path / f"{number}.out").read_text(encoding="utf-8")


def test_a_format_that_fails_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = writing.write

    def lame(article: object, to: str, **rest: object) -> object:
        if to == "docx":
            raise MissingEngineError("python-docx is missing", "pip install python-docx")
        return write(article, to, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "write", lame)
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    targets = tuple(Target(tmp_path / f"a.{to}", to) for to in ("docx", "markdown", "html"))
    result = batch.work(Job("a.txt", source, targets))
    assert [document.target.name for document in result.conversions] == ["a.markdown", "a.html"]
    assert [(failure.target, failure.error.exit_code) for failure in result.failures] == [(tmp_path / "a.docx", 4)]


def test_the_article_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[object] = []

    def counting(source: object, options: ConvertOptions, of: Path | None) -> object:
        reads.append(source)
        return load(source, options, of)  # type: ignore[arg-type]

    monkeypatch.setattr(conversion, "load", counting)
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    targets = tuple(Target(tmp_path / f"a.{to}", to) for to in ("markdown", "html"))
    assert len(batch.work(Job("a.txt", source, targets)).conversions) == 2
    assert len(reads) == 1


def test_strict_writes_none_of_the_documents(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(LOST_LINK, encoding="utf-8")
    targets = tuple(Target(tmp_path / f"a.{to}", to) for to in ("markdown", "html"))
    result = batch.work(Job("a.txt", source, targets), ConvertOptions(strict=True))
    assert result.conversions == ()
    assert [failure.error.exit_code for failure in result.failures] == [3]
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


# ------------------------------------------------------------------------------------------ workers that die


def deadly(job: Job, options: ConvertOptions) -> Result:
    """Does the job, unless it is the third, which kills its worker, or the fifth, which does so once."""
    once = Path(str(job.targets[0].path) + ".once")
    if job.name == "3.txt" or (job.name == "5.txt" and not once.exists()):
        once.touch()
        os._exit(9)
    return batch.work(job, options)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_dying_worker_is_blamed_on_its_own_article(tmp_path: Path, workers: int) -> None:
    jobs = jobs_of(tmp_path, 8)

    class Deadly(ProcessPoolExecutor):
        def submit(self, _: object, *rest: object) -> object:  # type: ignore[override]
            return super().submit(deadly, *rest)  # type: ignore[arg-type]

    results = list(batch.run(jobs, executor=partial(Deadly, workers)))
    assert [result.job.name for result in results] == [job.name for job in jobs]
    assert [bool(result.failures) for result in results] == [number == 3 for number in range(8)]
    assert "crashed or was killed" in str(results[3].failures[0].error)
    assert all((tmp_path / f"{number}.out").exists() for number in range(8) if number != 3)


def test_it_ends_early_without_waiting(tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, 6)
    results = batch.run(jobs, executor=batch.processes(1))
    assert next(results).conversions
    results.close()  # type: ignore[attr-defined]
