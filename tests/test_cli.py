"""The command: its messages, the streams that they go to, and its exit codes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from copydesk import __version__, doctor
from copydesk.choices import SOURCES
from copydesk.cli import terminal
from copydesk.cli.commands import COMMANDS
from copydesk.errors import EXIT_CODES, InputError
from tests.conftest import ARTICLE, LOST_LINK, Run
from tests.tools import PATIENCE, copydesk, require

Command = Callable[..., Run]


# --------------------------------------------------------------------------------------------- what it makes


def test_the_file_name_sets_the_format(run: Command, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "article.md"
    assert run(article, "-o", target) == (0, b"", "")
    assert "children" in target.read_text(encoding="utf-8")


def test_several_documents_of_one_article(run: Command, article: Path, tmp_path: Path) -> None:
    assert run(article, "-o", tmp_path / "a.md", "-o", tmp_path / "b.html").code == 0
    assert (tmp_path / "a.md").exists()
    assert (tmp_path / "b.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_several_formats_into_a_new_folder(run: Command, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    assert run(article, "-t", "md", "-t", "json", "-t", "html", "-O", out).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["article.html", "article.json", "article.md"]


def test_folders_keep_their_shape(run: Command, tmp_path: Path) -> None:
    for name in ("talks/b.txt", "talks/may/a.txt", "talks/.hidden/c.txt", "talks/readme.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    result = run(tmp_path / "talks", "-t", "md", "-O", tmp_path / "out")
    assert result.code == 0
    assert result.err == "copydesk: 2 articles, 0 failed\n"
    files = [path.relative_to(tmp_path / "out") for path in sorted((tmp_path / "out").rglob("*.md"))]
    assert files == [Path("b.md"), Path("may/a.md")]


def test_one_input_and_one_format_go_to_standard_output(run: Command, article: Path) -> None:
    result = run(article, "-t", "md")
    assert result.code == 0
    assert b"Rain at last" in result.out
    assert result.err == ""


def test_metadata_and_language(run: Command, article: Path) -> None:
    done = run(article, "-t", "json", "-M", "title=A better headline", "-M", "publisher=The Example", "--lang", "de-AT")
    tree = json.loads(done.out)
    assert tree["lang"] == "de-AT"
    assert tree["metadata"]["publisher"] == "The Example"
    assert tree["head"]["headline"]["inlines"][0]["text"] == "A better headline"


def test_standard_input_to_standard_output(article: Path) -> None:
    result = copydesk("-", "-t", "md", "-o", "-", stdin=article.read_bytes())
    assert result.returncode == 0
    assert b"Rain at last" in result.stdout


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Rain / at last: ../../etc?", "rain-at-last-etc.md"),
        ("Дождь наконец", "дождь-наконец.md"),
        ("Ä" * 300, "ä" * 60 + ".md"),
        ("CON", "article.md"),
    ],
)
def test_standard_input_is_named_by_its_headline(tmp_path: Path, headline: str, name: str) -> None:
    text = ARTICLE.replace("Rain at last", "X")
    result = copydesk("-", "-M", f"title={headline}", "-t", "md", "-O", "out", stdin=text.encode(), cwd=tmp_path)
    assert result.returncode == 0, result.stderr.decode()
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


def test_a_tree_is_read_back_exactly(run: Command, article: Path, tmp_path: Path) -> None:
    first = run(article, "-t", "json").out
    tree = tmp_path / "tree.json"
    tree.write_bytes(first)
    assert run(tree, "-t", "json").out == first


def test_a_file_named_like_a_command(tmp_path: Path) -> None:
    (tmp_path / "formats").write_text(ARTICLE, encoding="utf-8")
    result = copydesk("./formats", "-t", "md", cwd=tmp_path)
    assert b"Rain at last" in result.stdout


# ----------------------------------------------------------------------------------------------- what it says

WRONG: list[tuple[list[str], int, str]] = [
    ([], 2, "no input given"),
    (["article.txt"], 2, "Add -o article.pdf"),
    (["", "-t", "md", "-O", "out"], 2, "the name of a file is empty"),
    (["article.txt", "-o", ""], 2, "the name of a file is empty"),
    (["explian", "article.txt"], 2, "there is no file or command explian"),
    (["fmts"], 2, "there is no file or command fmts. Did you mean `copydesk formats`?\n"),
    (["article.txt", "--explain"], 2, "Write it as a command: `copydesk explain`.\n"),
    (["article.txt", "-o", "a.md", "--strikt"], 2, "Did you mean '--strict'? `copydesk --help` lists the options.\n"),
    (["article.txt", "-o", "a.md/"], 2, "Name a file, such as a.md/article.pdf"),
    (["article.txt", "-O", "out"], 2, "no format given"),
    (["article.txt", "-o", "a.md", "-O", "out"], 2, "-o and -O were both given"),
    (["article.txt", "other.txt", "-o", "a.md"], 2, "2 articles given for one document"),
    (["article.txt", "-o", "plain"], 2, "does not say which format"),
    (["article.txt", "-o", "a.zzz"], 2, "there is no format '.zzz'"),
    (["article.txt", "-t", "zzz", "-O", "out"], 2, "there is no format 'zzz'"),
    (["article.txt", "-o", "a.md", "--style", "gothic"], 2, "there is no style 'gothic'"),
    (["article.txt", "-o", "a.md", "--paper", "a9"], 2, "'a9'"),
    (["article.txt", "-o", "a.md", "--lang", "???"], 2, "'???' is not a language tag"),
    (["article.txt", "-o", "a.md", "-M", "title"], 2, "has no ="),
    (["article.txt", "-o", "a.md", "-M", "colour=red"], 2, "there is no metadata key 'colour'"),
    (["article.txt", "-o", "a.md", "-f", "wav"], 2, "'wav'"),
    (["--nonsense"], 2, "--nonsense"),
    (["formats", "--nonsense"], 2, "--nonsense"),
    (["missing.txt", "-o", "a.md"], 5, "missing.txt: there is no such file"),
    (["n" * 300 + ".txt", "-o", "a.md"], 5, "it cannot be read: file name too long"),
    (["article.txt", "-o", "n" * 300 + ".md"], 6, "Give the output a shorter name"),
    (["article.txt", "-o", "no/folder/a.md"], 6, "mkdir -p"),
    (["article.txt", "-o", "folder", "-t", "md"], 6, "folder is a folder"),
    (["article.txt", "-o", "folder"], 6, "folder is a folder"),
    (["empty", "-t", "md", "-O", "out"], 5, "the folder empty holds no file"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG, ids=[" ".join(row[0])[:60] for row in WRONG])
def test_an_error_is_reported_in_one_line(
    run: Command, article: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(article.parent)
    Path("other.txt").write_text(ARTICLE, encoding="utf-8")
    Path("folder").mkdir()
    Path("empty").mkdir()
    result = run(*arguments)
    assert result.code == code
    assert result.out == b""
    assert result.err.startswith("copydesk: ")
    assert result.err.count("\n") == 1
    assert words in result.err
    assert not list(Path().glob("**/*.md"))


def test_problems_are_warnings_with_their_line(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "link.txt"
    path.write_text(LOST_LINK, encoding="utf-8")
    result = run(path, "-t", "md")
    assert f"{path}:10: warning: " in result.err
    assert run(path, "-t", "md", "-q").err == ""


def test_strict_writes_nothing(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "link.txt"
    path.write_text(LOST_LINK, encoding="utf-8")
    for result in (run(path, "--strict", "-o", tmp_path / "a.md"), run(path, "--strict", "-t", "md")):
        assert result.code == 3
        assert result.out == b""
        assert "nothing was written" in result.err
    assert not (tmp_path / "a.md").exists()
    assert run(path, "-o", tmp_path / "a.md", "-q").code == 0


def test_many_warnings_are_cut_short(capsys: pytest.CaptureFixture[str]) -> None:
    from copydesk.problems import Problem

    problems = [Problem("join", line, "joined") for line in range(1, 101)]
    terminal.Messages(quiet=False, verbose=False).warn("a.txt", problems)
    shown = capsys.readouterr().err.splitlines()
    assert len(shown) == terminal.SHOWN + 1
    assert shown[-1] == "a.txt: 80 more warnings; -v shows all"
    terminal.Messages(quiet=False, verbose=True).warn("a.txt", problems)
    assert len(capsys.readouterr().err.splitlines()) == 100


def test_what_several_documents_lack_is_said_once(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Harbour\n\n{ARTICLE}\n\n![The pier](https://example.org/pier.png)\n", encoding="utf-8")
    said = run(path, "-t", "html", "-t", "epub", "-t", "json", "-O", tmp_path / "out", "--pictures").err
    assert [line for line in said.splitlines() if "pier.png" in line] == [
        f"{tmp_path}/out/a.html, .epub: warning: the picture https://example.org/pier.png is left out: "
        "nothing is ever fetched"
    ]
    named = [tmp_path / "b.html", tmp_path / "c.epub"]
    said = run(path, "-o", named[0], "-o", named[1]).err
    assert f"{named[0]}, {named[1]}: warning: the picture" in said


def test_a_long_pdf_is_announced(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(
        ARTICLE + "".join(f"\nNobody had waited for {n}.\n" for n in range(200)), encoding="utf-8"
    )
    monkeypatch.setattr("copydesk.writing.LONG", 1)
    assert "a.txt: warning: its PDF will take about 1 seconds" in run(tmp_path / "a.txt", "-o", tmp_path / "a.pdf").err
    assert run(tmp_path / "a.txt", "-o", tmp_path / "a.md").err == ""


def test_verbose_shows_each_step(run: Command, article: Path, tmp_path: Path) -> None:
    result = run(article, "-o", tmp_path / "a.md", "-v")
    assert f"{article} -> {tmp_path / 'a.md'} (" in result.err


def test_the_other_articles_are_converted(run: Command, article: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "missing.txt", article, "-t", "md", "-O", tmp_path / "out")
    assert result.code == 5
    assert "missing.txt: there is no such file" in result.err
    assert "2 articles, 1 failed" in result.err
    assert (tmp_path / "out" / "article.md").exists()


def test_failures_of_different_kinds_exit_by_1(run: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").write_text(LOST_LINK, encoding="utf-8")
    result = run(tmp_path / "missing.txt", tmp_path / "link.txt", "--strict", "-t", "md", "-O", tmp_path / "out")
    assert result.code == 1


def test_a_fault_is_one_line_and_its_traceback_is_shown_on_request(
    run: Command, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("copydesk.writing.write", fail)
    result = run(article, "-o", tmp_path / "a.md")
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "an error in copydesk itself (ZeroDivisionError: oh no)" in result.err
    monkeypatch.setenv("COPYDESK_DEBUG", "1")
    assert "Traceback" in run(article, "-o", tmp_path / "a.md").err


def test_names_cannot_command_the_terminal(run: Command, tmp_path: Path) -> None:
    result = run(tmp_path / "a\x1b[31m\nb.txt", "-o", tmp_path / "a.md")
    assert "\x1b" not in result.err
    assert r"a\x1b[31m\nb.txt" in result.err


# ----------------------------------------------------------------------------------------------- terminals


def at_a_terminal(*arguments: str | Path, cwd: Path, stream: str, **environment: str) -> tuple[int, bytes]:
    """Runs the command with one of its streams at a terminal; returns the exit code and what the terminal showed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "copydesk", *arguments],
        cwd=cwd,
        env={**os.environ, "TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
        stdout=slave if stream == "stdout" else subprocess.DEVNULL,
        stderr=slave if stream == "stderr" else subprocess.DEVNULL,
    )
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 65536):
            shown += piece
    except OSError:  # the other end was closed
        pass
    os.close(master)
    return process.wait(timeout=PATIENCE), shown


def test_no_binary_to_a_terminal(article: Path) -> None:
    code, shown = at_a_terminal(article, "-t", "docx", cwd=article.parent, stream="stdout")
    assert (code, shown) == (2, b"")
    code, shown = at_a_terminal(article, "-t", "md", cwd=article.parent, stream="stdout")
    assert code == 0
    assert b"Rain at last" in shown


def test_a_progress_bar_at_a_terminal_alone(article: Path) -> None:
    for name in "abc":
        (article.parent / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    many = ("a.txt", "b.txt", "c.txt", "-t", "md", "-O", "out")
    code, shown = at_a_terminal(*many, cwd=article.parent, stream="stderr")
    assert code == 0
    assert b"3/3" in shown
    _, shown = at_a_terminal(*many, cwd=article.parent, stream="stderr", NO_COLOR="1")
    assert b"3/3" in shown
    assert b"\x1b[3" not in shown  # no colour
    _, shown = at_a_terminal(*many, "-q", cwd=article.parent, stream="stderr")
    assert shown == b""
    assert b"3/3" not in copydesk(*many, cwd=article.parent).stderr


def test_a_progress_bar_of_the_pages_of_a_scan(tmp_path: Path) -> None:
    require("tesseract")
    page = Image.new("L", (300, 200), 255)
    page.save(tmp_path / "scan.tif", save_all=True, append_images=[page, page])
    for output in (("-t", "md"), ("-o", "scan.md")):
        code, shown = at_a_terminal("scan.tif", *output, cwd=tmp_path, stream="stderr")
        assert code == InputError.exit_code
        assert b"1/3" in shown
        assert b"no text was recognised" in shown
    assert b"1/3" not in at_a_terminal("scan.tif", "-t", "md", "-q", cwd=tmp_path, stream="stderr")[1]


# -------------------------------------------------------------------------------------------- other commands


def test_version(run: Command) -> None:
    assert run("--version") == (0, f"copydesk {__version__}\n".encode(), "")
    output = run("--version", "-v").out.decode()
    assert all(finding.name in output for finding in doctor.examine())


def test_help_lists_every_exit_code(run: Command) -> None:
    output = run("--help").out.decode()
    assert all(f"  {code:<4} {meaning}" in output for code, meaning in EXIT_CODES.items())
    assert all(f"copydesk {name} " in output for name in COMMANDS)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_asked_for_by_either_name(run: Command, name: str) -> None:
    long, short = (run(*filter(None, (name, option))) for option in ("--help", "-h"))
    assert long == short
    assert long.out.startswith(f"Usage: copydesk {name}".rstrip().encode())


def test_formats_lists_own_formats_and_pandocs(run: Command) -> None:
    read, written = run("formats").out.decode().split("WRITTEN")
    assert [line.split()[0] for line in read.splitlines()[1:] if line] == [source.name for source in SOURCES]
    listed = {line.split()[0] for line in written.splitlines() if line}
    assert {"pdf", "epub", "docx", "markdown", "html", "json", "odt", "latex", "rst"} <= listed


def test_styles(run: Command) -> None:
    assert {line.split()[0] for line in run("styles").out.decode().splitlines()} >= {"broadsheet", "essay"}


def test_schema_is_one_that_trees_fit(run: Command, article: Path) -> None:
    import jsonschema

    schema = json.loads(run("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(run(article, "-t", "json").out), schema)


def test_doctor_finds_all_that_the_forms_and_formats_need(run: Command) -> None:
    result = run("doctor")
    listed = {line.split()[0] for line in result.out.decode().splitlines()}
    assert result.code == 0
    assert listed >= {"pandoc", "tesseract", "LibreOffice", *(name for source in SOURCES for name in source.libraries)}


def test_doctor_says_how_to_get_what_is_missing(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    result = run("doctor")
    output = result.out.decode()
    assert result.code == 4
    assert "  pip install python-docx\n" in output
    assert "apt-get install --no-install-recommends default-jdk-headless\n" in output


def test_ascii_terminals_do_not_crash(tmp_path: Path, article: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    result = copydesk(tmp_path / "été.txt", "-o", "a.md", env=ascii_only)
    assert result.returncode == 5
    assert b"there is no such file" in result.stderr
    article.write_text(ARTICLE.replace("Rain", "Été"), encoding="utf-8")
    assert "Été" in copydesk(article, "-t", "md", env=ascii_only).stdout.decode("utf-8")  # a document is UTF-8


@pytest.mark.parametrize("arguments", [("-t", "md"), ("-t", "md", "-O", "out"), ("-o", "a.md")])
def test_an_error_in_standard_input_names_standard_input(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = copydesk("-", *arguments, cwd=tmp_path)
    assert result.returncode == 5
    assert result.stderr.decode().startswith("copydesk: <stdin>: it holds no text.")
