"""Files that hold several articles: a mailbox, a mail with articles attached; as a library, as jobs, as a command."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import copydesk
from copydesk import batch, reading
from copydesk.batch import Job
from copydesk.conversion import ConvertOptions
from copydesk.errors import InputError, UsageError
from copydesk.reading import Reading, ReadOptions
from copydesk.reading.mail.article import read_letter
from copydesk.reading.mail.letter import Letter
from tests.conftest import ARTICLE, Run
from tests.mails import HEADER, attached, mail, mailbox, multipart, numbered, part
from tests.outline import outline
from tests.tools import ROOT
from tests.tools import copydesk as command

Command = Callable[..., Run]

BAD = mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n")


def headline(article: copydesk.Article) -> str:
    return copydesk.plain(article.head.headline) if article.head.headline else ""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A mailbox of twelve mails, the third of which cannot be read."""
    mails = [numbered(number) for number in range(1, 13)]
    path = tmp_path / "letters.mbox"
    path.write_bytes(mailbox(*mails[:2], BAD, *mails[3:]))
    return path


# ------------------------------------------------------------------------------------------------ the library


def test_each_article_is_read_when_it_is_taken(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []

    def counting(letter: Letter, options: ReadOptions) -> Reading:
        taken.append(letter)
        return read_letter(letter, options)

    monkeypatch.setattr("copydesk.reading.mail.read_letter", counting)
    articles = copydesk.read_all(letters)
    assert len(articles) == 12
    assert taken == []
    assert headline(articles[-1]) == "Rain number 12"
    assert [headline(article) for article in articles[3:5]] == ["Rain number 4", "Rain number 5"]
    assert len(taken) == 3
    assert articles[0].source is not None
    assert articles[0].source.name == "letters.mbox"


def test_a_bad_article_hurts_no_other(letters: Path) -> None:
    articles = copydesk.read_all(letters)
    with pytest.raises(InputError, match="article 3: it is encrypted"):
        articles[2]
    assert headline(articles[3]) == "Rain number 4"
    with pytest.raises(IndexError):
        articles[12]


def test_one_article_is_named_by_its_number(letters: Path) -> None:
    assert headline(copydesk.read(letters, article=12)) == "Rain number 12"
    with pytest.raises(UsageError, match="there is no article 13: the file holds 12 articles"):
        copydesk.read(letters, article=13)
    with pytest.raises(UsageError, match="1 'Rain number 1', 2 'Rain number 2', 3 'Rain at last', \\.\\.\\."):
        copydesk.read(letters)


def test_a_file_of_one_article(tmp_path: Path) -> None:
    assert [headline(article) for article in copydesk.read_all(ARTICLE)] == ["Rain at last"]
    assert headline(copydesk.read(ARTICLE, article=1)) == "Rain at last"
    with pytest.raises(UsageError, match="the file holds one article"):
        copydesk.read(ARTICLE, article=2)
    (tmp_path / "one.mbox").write_bytes(mailbox(numbered(1)))
    assert headline(copydesk.read(tmp_path / "one.mbox")) == "Rain number 1"
    assert len(copydesk.examine_all(ARTICLE, from_="mail")) == 1


def test_lines_that_begin_like_a_mail() -> None:
    stuffed = mail(
        "It rained in the valley on Thursday, and nobody was told.\n\n>From there it went on to the sea, they say.\n"
    )
    articles = copydesk.read_all(mailbox(stuffed, numbered(2)))
    assert len(articles) == 2
    assert copydesk.plain(articles[0].body).endswith("From there it went on to the sea, they say.")
    sentence = mail("It rained in the valley.\n\nFrom 10:30 on nobody went out: it was wet.\nNobody: no.\n")
    assert len(copydesk.read_all(mailbox(sentence, numbered(2)))) == 2


@pytest.mark.parametrize("above", ["\n\n", "\nFrom\n"])
def test_a_line_above_a_mail_that_lacks_its_time(above: str) -> None:
    data = mailbox(numbered(1)).rstrip() + f"{above}From ana@quay.example\n".encode() + numbered(2)
    assert [headline(article) for article in copydesk.read_all(data)] == ["Rain number 1", "Rain number 2"]
    sentence = mail("It rained in the valley.\n\nFrom ana@quay.example\nNobody: no.\n\nIt rained on.\n")
    assert len(copydesk.read_all(mailbox(sentence, numbered(2)))) == 2


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("", 2),
        ("From: Ana Ruiz <ana@quay.example>\nCc: all\n\n", 1),  # neither a subject nor a day
        ("From: here on it rained.\nDate: none.\nNobody went out.\n\n", 1),
    ],
)
def test_a_line_above_a_mail_without_a_blank_line_before_it(more: str, number: int) -> None:
    above = b"From MAILER-DAEMON Mon Nov  9 13:00:00 2026\n"
    data = mailbox(numbered(1)).rstrip() + b"\n" + above + (more.encode() or numbered(2))
    assert len(copydesk.read_all(data)) == number


def test_a_form_that_the_name_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_bytes(mailbox(numbered(1), numbered(2)))
    for each in copydesk.examine_all(path):
        assert "its content is a mail or a mailbox" in each.problems[0].message


# ----------------------------------------------------------------------------------------------------- jobs


def test_a_document_of_each_article(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text(ARTICLE, encoding="utf-8")
    files = batch.find([letters, tmp_path / "letters.txt"]).files
    jobs = batch.plan(files, ["md"], tmp_path)
    names = [job.targets[0].path.name for job in jobs]
    assert names[:2] == ["letters.mbox-01.md", "letters.mbox-02.md"]
    assert names[-2:] == ["letters.mbox-12.md", "letters.txt.md"]
    alone = batch.plan(files[:1], ["md"], tmp_path)
    assert [job.targets[0].path.name for job in alone][:2] == ["letters-01.md", "letters-02.md"]
    assert [job.article for job in alone] == list(range(1, 13))


def test_a_name_that_another_file_has(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "letters-07.txt").write_text(ARTICLE, encoding="utf-8")
    jobs = batch.plan(batch.find([tmp_path]).files, ["md"], tmp_path / "out")
    names = [job.targets[0].path.name for job in jobs]
    assert len({*names}) == 13
    assert {"letters-07.md", "letters.mbox-07.md"} <= {*names}


def test_a_job_is_small_whatever_is_in_its_file(letters: Path, tmp_path: Path) -> None:
    letters.write_bytes(mailbox(*(numbered(number) + b"x" * 10_000 for number in range(20))))
    for job in batch.plan(batch.find([letters]).files, ["md"], tmp_path):
        assert len(pickle.dumps(job)) < 1000


@pytest.mark.parametrize("executor", [None, batch.processes(2)], ids=["here", "processes"])
def test_all_articles_but_the_bad_one_are_converted(
    letters: Path, tmp_path: Path, executor: Callable[[], object] | None
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    jobs = batch.plan(batch.find([letters]).files, ["md"], out)
    results = list(batch.run(jobs, executor=executor))  # type: ignore[arg-type]
    assert [bool(result.failures) for result in results] == [number == 3 for number in range(1, 13)]
    assert results[2].job.name == f"{letters}#3"
    assert sorted(path.name for path in out.iterdir()) == [f"letters-{n:02}.md" for n in range(1, 13) if n != 3]
    assert "Rain number 12" in (out / "letters-12.md").read_text(encoding="utf-8")


def test_a_file_is_split_once_for_its_jobs(letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[object] = []

    def counting(*given: object) -> object:
        split.append(given)
        return reading.split(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("copydesk.reading._articles.split", counting)
    jobs = batch.plan(batch.find([letters]).files, ["md"], tmp_path)
    assert len(list(batch.run(jobs))) == 12
    assert len(split) == 1
    letters.write_bytes(mailbox(numbered(21), numbered(22)))
    assert "Rain number 22" in batch.work(jobs[1])._replace().conversions[0].target.read_text(encoding="utf-8")


def test_a_job_takes_the_article_of_the_options(letters: Path, tmp_path: Path) -> None:
    job = Job("a", letters, (batch.Target(tmp_path / "a.md", "markdown"),))
    assert not batch.work(job, ConvertOptions(article=2)).failures
    assert "Rain number 2" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "holds 12 articles" in str(batch.work(job).failures[0].error)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    result = batch.work(Job("a", tmp_path / "a.mbox", (batch.Target(tmp_path / "a.md", "markdown"),), 2))
    assert "there is no such file" in str(result.failures[0].error)


# -------------------------------------------------------------------------------------------------- the command


def test_all_articles_into_a_folder(run: Command, letters: Path, tmp_path: Path) -> None:
    result = run(letters, "-t", "md", "-O", tmp_path / "out", "-q")
    assert result.code == 5
    assert result.err.startswith(f"copydesk: {letters}#3: it is encrypted by PGP or GPG. Open it in your mail program")
    assert result.err.count("\n") == 1
    assert len(list((tmp_path / "out").iterdir())) == 11


@pytest.mark.parametrize("arguments", [["-o", "a.md"], ["-t", "md"], ["-t", "md", "-o", "-"]])
def test_one_document_of_several_articles_is_refused(
    run: Command, letters: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(letters.parent)
    result = run(letters, *arguments)
    assert (result.code, result.out) == (2, b"")
    assert "the file holds 12 articles: 1 'Rain number 1', 2 'Rain number 2', 3 'Rain at last', ..." in result.err
    assert "--article N" in result.err
    assert "-O" in result.err
    taken = run(letters, *arguments, "--article", "2", "-q")
    assert taken.code == 0
    text = taken.out or Path("a.md").read_bytes()
    assert b"Rain number 2" in text


def test_one_article_by_its_number(run: Command, letters: Path, tmp_path: Path) -> None:
    assert run(letters, "--article", "2", "-t", "md", "-O", tmp_path / "out", "-q").code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letters.md"]
    assert run(letters, "--article", "99", "-o", tmp_path / "a.md").code == 2
    assert run(letters, "--article", "0", "-o", tmp_path / "a.md").code == 2
    assert b"Rain number 4" in run("explain", letters, "--article", "4").out
    assert run("explain", letters).code == 2


def test_what_is_attached_does_not_keep_the_mail_from_being_converted(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(
        multipart(part("It rained, and nobody went out to look at it any more.\n"), attached(ARTICLE, "a.txt"))
    )
    result = run(path, "-t", "md")
    assert result.code == 0
    assert "note: what is attached to it are further articles of the file: a.txt" in result.err
    assert b"LIMA" in run(path, "-t", "md", "--article", "2", "-q").out
    assert run(path, "-t", "md", "-O", tmp_path / "out", "-q").code == 0
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["mail-1.md", "mail-2.md"]


def test_standard_input_may_hold_several(letters: Path, tmp_path: Path) -> None:
    data = letters.read_bytes()
    result = command("-", "-t", "md", "-O", "out", "-q", stdin=data, cwd=tmp_path)
    assert result.returncode == 5
    assert b"<stdin>#3: it is encrypted" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir())[:2] == ["article-01.md", "article-02.md"]
    taken = command("-", "-t", "md", "--article", "2", "-q", stdin=data, cwd=tmp_path)
    assert b"Rain number 2" in taken.stdout
    one = command("-", "-t", "md", "-O", "one", "--article", "2", "-q", stdin=data, cwd=tmp_path)
    assert one.returncode == 0, one.stderr
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["rain-number-2.md"]


def test_a_folder_of_mixed_files(run: Command, letters: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "may").mkdir(parents=True)
    letters.rename(folder / "may" / "letters.mbox")
    (folder / "rain.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "note.md").write_text("# Rain\n\nIt rained.\n", encoding="utf-8")
    (folder / "mail.eml").write_bytes(numbered(1))
    (folder / "a.xyz").write_bytes(b"?")
    (folder / "mail.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "named.txt").write_bytes(mailbox(numbered(1), numbered(2)))
    result = run(folder, "-t", "html", "-O", tmp_path / "out", "-j", "1")
    assert "left out of folders: 1 .jpg of articles (read with -f scan), 1 .xyz\n" in result.err
    assert "copydesk: 17 articles, 1 failed" in result.err
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.html")}
    assert {"rain.html", "note.html", "mail.html", "named-1.html", "named-2.html", "may/letters-12.html"} <= written
    assert len(written) == 16


def test_a_pipe_is_not_opened_before_its_turn(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mbox")
    (job,) = batch.plan(batch.find([tmp_path / "pipe.mbox"]).files, ["md"], tmp_path)
    assert job.article is None


def test_convert_takes_one(letters: Path, tmp_path: Path) -> None:
    copydesk.convert(letters, tmp_path / "a.md", article=2)
    assert "Rain number 2" in (tmp_path / "a.md").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="holds 12 articles"):
        copydesk.convert(letters, tmp_path / "b.md")
    assert not (tmp_path / "b.md").exists()


def test_a_publication_beside_the_mailbox_counts(letters: Path, tmp_path: Path) -> None:
    (letters.parent / "copydesk.toml").write_text('name = "The Ferry"\n', encoding="utf-8")
    out = tmp_path / "elsewhere" / "out"
    out.mkdir(parents=True)
    jobs = batch.plan(batch.find([letters]).files, ["json"], out)
    assert batch.work(jobs[0]).conversions
    assert copydesk.Article.from_json((out / "letters-01.json").read_bytes()).metadata.publisher == "The Ferry"


def test_a_mail_without_a_subject_is_listed() -> None:
    header = HEADER.replace("Subject: Rain at last\n", "")
    with pytest.raises(UsageError, match="1 'without a subject'"):
        copydesk.read(mailbox(mail(header=header), numbered(2)))


def test_the_sample() -> None:
    for number, article in enumerate(copydesk.read_all(ROOT / "samples" / "letters.mbox"), 1):
        expected = ROOT / "tests" / "cases" / "samples" / f"letters-{number}.outline"
        assert outline(article).strip() == expected.read_text(encoding="utf-8").strip()
