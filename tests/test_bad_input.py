"""Input that is no ordinary article gives a clear error or a correct document, and never loses a word."""

from __future__ import annotations

import codecs
import contextlib
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import copydesk as library
from copydesk import pandoc
from tests.conftest import ARTICLE, Run
from tests.tools import PATIENCE, copydesk, require

Command = Callable[..., Run]

# ---------------------------------------------------------------------------------- input without an article

NO_TEXT: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it holds no text"),
    "blanks": (b" \n\t\n\x0c\n\xc2\xa0\n" * 40, "it holds no text"),
    "a mark alone": (codecs.BOM_UTF8, "it holds no text"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "the PDF is damaged"),
    "ZIP": (b"PK\x03\x04\x14\x00\x06\x00", "it is a ZIP archive"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "the picture is damaged"),
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "the picture is damaged"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "it is an old Word"),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "it is a gzip archive"),
    "a program": (b"\x7fELF\x02\x01\x01\x00" + bytes(100), "it is a program"),
    "noise": (bytes(range(256)) * 40, "it is a binary file"),
}


@pytest.mark.parametrize(("data", "words"), NO_TEXT.values(), ids=list(NO_TEXT))
@pytest.mark.parametrize("ending", ["txt", "md", "json"])
def test_files_without_text(run: Command, tmp_path: Path, data: bytes, words: str, ending: str) -> None:
    source = tmp_path / f"a.{ending}"
    source.write_bytes(data)
    result = run(source, "-o", tmp_path / "out.html")
    assert result.code == 5
    assert result.err.startswith(f"copydesk: {source}: ")
    assert result.err.count("\n") == 1
    if ending != "json":  # the reader of trees reports what is wrong with it
        assert words in result.err
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "###\n"),
        ("a.txt", "* * *"),
        ("a.txt", "•\n\n•\n"),
        ("a.txt", "Page 1 of 2\n\fPage 2 of 2\n"),
        ("a.txt", "¿?…"),
        ("a.txt", "1\n\n2\n\n3\n"),
        ("a.txt", "7\n8\n9\n"),
        ("a.txt", "- 101 -\n\n\n- 102 -\n"),
        ("a.txt", "iii\n\niv\n\nv\n"),
        ("a.md", "###\n"),
        ("a.md", "* * *\n"),
        ("a.md", "---\ntitle: ''\n---\n"),
    ],
)
def test_marks_and_page_numbers_alone_are_no_article(run: Command, tmp_path: Path, name: str, text: str) -> None:
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    result = run(source, "-o", tmp_path / "out.html")
    assert (result.code, result.out) == (5, b"")
    assert result.err.startswith(f"copydesk: {source}: it holds no article text")
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize(
    "text", ["12\n", "3\n\n7\n\n5\n", "1\n\n2\n\nthree\n", "2\n\n1\n", "0\n\n1\n", "i\n\nii\n\nand\n"]
)
def test_numbers_that_number_no_pages_are_text(run: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = run(tmp_path / "a.txt", "-t", "plain", "-q")
    assert result.code == 0
    assert result.out.decode().split() == text.split()


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"type": "article", "body": [{"type": "nonsense"}]}', "{", "null", "Rain"]
)
def test_json_that_is_no_tree(run: Command, tmp_path: Path, text: str) -> None:
    source = tmp_path / "a.json"
    source.write_text(text, encoding="utf-8")
    result = run(source, "-o", tmp_path / "a.md")
    assert result.code == 5
    assert result.err.count("\n") == 1


def test_an_endless_device_ends(run: Command, tmp_path: Path) -> None:
    result = run("/dev/zero", "-o", tmp_path / "a.md")
    assert result.code == 5


# --------------------------------------------------------------------------------------------- odd text

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
ACCENTS = {
    "many": "Das Mädchen aß über Nacht die Äpfel, und der Bürgermeister hörte für drei Tage nichts außer Gelächter.",
    "few": "Élodie Müller, señora and façade painter",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("words", ACCENTS.values(), ids=list(ACCENTS))
def test_encodings(run: Command, tmp_path: Path, encoding: str, words: str) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(ARTICLE.replace("The mayor", f"{words} The mayor").encode(encoding))
    result = run(source, "-t", "md")
    assert result.code == 0
    assert words in result.out.decode("utf-8")


def words_of(text: str) -> str:
    """The letters and digits of a text, in order; where words end is not tested here."""
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


ODD: dict[str, str] = {
    "HTML": "<script>alert(1)</script> & <b>bold</b> &copy; &#65; <!-- gone? -->",
    "Markdown": "# not _a heading ~~~ --- | a | b | > quoted [^1] [ref]: x",
    "YAML": "key: [a, *b] # no comment & !!python/object 'quote\" %TAG |",
    "CSS": "} body { display: none } @import url(x.css); /* all */ a::before { content: 'x' }",
    "template": "{{ 7 * 7 }} {% include 'etc' %} ${HOME} $(id) `id` %s {0}",
    "controls": "one \x07two\x1b three\x7f four \x00five",
    "bidi": "one \u202eowt\u202c three \u2066four\u2069",
    "accents heaped": "Z" + "\u0301" * 100 + "algo spoke",
    "a long word": "w" * 5000,
}
"""Text that is markup or code in other formats. In raw text all of it is words."""


@pytest.mark.parametrize("to", ["markdown", "html", "epub", "docx", "json", "pdf"])
def test_odd_text_is_text_in_every_format(run: Command, tmp_path: Path, to: str) -> None:
    source = tmp_path / "a.txt"
    paragraphs = [f"Before {name} it said {text} and went on after it." for name, text in ODD.items()]
    source.write_text("Rain at last\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    result = run(source, "-o", tmp_path / "out", "-t", to)
    assert result.code == 0, result.err
    assert (tmp_path / "out").stat().st_size > 100


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
@pytest.mark.parametrize("to", ["md", "html", "docx"])
def test_no_word_of_odd_text_is_lost(tmp_path: Path, text: str, to: str) -> None:
    source, target = tmp_path / "a.txt", tmp_path / f"a.{to}"
    source.write_text(ARTICLE + f"\nThey wrote that {text} and then it ended.\n", encoding="utf-8")
    library.convert(source, target)
    reader = {"md": "commonmark_x", "html": "html", "docx": "docx"}[to]
    shown = pandoc.run(("--wrap=none", f"--from={reader}", "--to=plain"), target.read_bytes()).data.decode("utf-8")
    assert words_of(text) in words_of(shown)


def test_lone_surrogates(run: Command, tmp_path: Path) -> None:
    article = library.read("Rain \ud800 at last\n\nIt rained\udfff in the valley on Thursday, at last.\n")
    for to in ("md", "html", "json", "epub", "docx"):
        assert library.write(article, to).data
    source = tmp_path / "a.txt"
    source.write_bytes(b"Rain at last\n\nIt rained \xed\xa0\x80 in the valley on Thursday, at last.\n")
    assert run(source, "-t", "md").code == 0


HEADLINES = ["a/b/../../etc/passwd", "T" * 300, "x: \"y\" 'z' # w", "- - -", "\\", "%s%n", "con"]


@pytest.mark.parametrize("headline", HEADLINES)
def test_odd_headlines(run: Command, tmp_path: Path, headline: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    out = tmp_path / "out"
    result = run(
        source,
        "-M",
        f"title={headline}",
        *["-t", "md", "-t", "html", "-t", "json", "-t", "epub", "-t", "docx"],
        "-O",
        out,
    )
    assert result.code == 0, result.err
    assert {path.stem for path in out.iterdir()} == {"a"}
    assert len(list(out.iterdir())) == 5
    again = run(out / "a.md", "-t", "json")
    assert headline.replace("\\", "\\\\").replace('"', '\\"') in again.out.decode("utf-8")


# --------------------------------------------------------------------------------------------------- size


def test_ten_megabytes(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    sentences = "It rained in the valley on Thursday and the mayor declared a holiday for all who live there. " * 5
    source.write_text("Rain at last\n\n" + f"{sentences}\n\n" * (10 * 2**20 // len(sentences)), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = copydesk(source, "-t", "md", "-O", tmp_path / "out", "-q")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert result.returncode == 0, result.stderr.decode()
    assert (
        after.ru_utime - before.ru_utime < 60
    )  # seconds of processor time, however long it had to wait for a processor
    assert (tmp_path / "out" / "a.md").stat().st_size > 10 * 2**20


def test_a_hundred_thousand_words_within_a_gigabyte(tmp_path: Path) -> None:
    """A PDF of them takes half a minute; ``bench/run.py --slow`` measures its memory, a fifth of this."""
    drawn = random.Random(1)
    words = ["ferry", "lake", "goat", "pilot", "winter", "bell", "forgets", "under", "quietly", "the", "a", "of"]
    sentences = (" ".join(drawn.choices(words, k=50)).capitalize() + "." for _ in range(2_000))
    (tmp_path / "a.txt").write_text("Ferry returns\n\n" + "\n\n".join(sentences), encoding="utf-8")
    limited = (
        "import resource, sys; from copydesk.cli import main; "
        "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)); main(sys.argv[1:])"
    )
    endings = ("md", "html", "json", "epub", "docx", "odt")
    formats = [word for to in endings for word in ("-t", to)]
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", limited, "a.txt", *formats, "-q", "-O", "."],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert result.returncode == 0, result.stderr.decode()
    assert (tmp_path / "a.md").stat().st_size > (tmp_path / "a.txt").stat().st_size
    assert {path.suffix[1:] for path in tmp_path.iterdir()} == {"txt", *endings}


def test_one_line_of_a_megabyte(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("It rained in the valley. " * 42_000, encoding="utf-8")
    result = copydesk(source, "-t", "md", "-q")
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout.count(b"valley") == 42_000


def test_too_large(run: Command, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    with source.open("wb") as file:
        file.truncate(2**33)  # eight sparse gigabytes, which must not be read
    result = run(source, "-t", "md")
    assert result.code == 5
    assert "Split it" in result.err


# ------------------------------------------------------------------------------------------------ the machine


def test_a_folder_that_cannot_be_written(run: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below", Path("/proc/copydesk")):
        result = run(article, "-t", "md", "-O", folder)
        assert result.code == 6
        assert result.err.count("\n") == 1
    assert (tmp_path / "taken").read_bytes() == b"a file"


def test_a_folder_without_permission(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "old.md").write_bytes(b"old")
    folder.chmod(0o555)
    # root may write anywhere, unless this capability is removed
    as_anybody = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    if as_anybody:
        require("setpriv")
    for name in ("old.md", "new.md"):
        result = subprocess.run(
            [*as_anybody, sys.executable, "-m", "copydesk", str(article), "-o", str(folder / name)],
            capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert result.returncode == 6, result.stderr.decode()
        assert b"permission denied. Choose a folder that you may write to" in result.stderr
    assert (folder / "old.md").read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["old.md"]


@pytest.mark.parametrize("to", ["md", "html", "docx", "epub", "json", "pdf"])
def test_a_full_disk(article: Path, tmp_path: Path, to: str) -> None:
    """A file can only grow to 100 bytes here, as if the disk were then full."""
    target = tmp_path / f"out.{to}"
    target.write_bytes(b"old")
    program = (
        "import resource, sys; from copydesk.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); main(sys.argv[1:])"
    )
    result = subprocess.run(
        [sys.executable, "-B", "-c", program, str(article), "-o", str(target)],
        capture_output=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert result.returncode == 6, result.stderr.decode()
    assert b"file too large. Make room" in result.stderr
    assert target.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"article.txt", target.name}


def test_a_full_standard_output(article: Path) -> None:
    for arguments in ([str(article), "-t", "md"], ["formats"], ["--version"]):
        with Path("/dev/full").open("wb") as full:
            result = subprocess.run(
                [sys.executable, "-m", "copydesk", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert result.returncode == 6
        assert result.stderr.count(b"\n") == 1
        assert b"no space left on device" in result.stderr


MISSING = {"docx": "docx", "epub": "ebooklib", "pdf": "weasyprint", "rst": "pypandoc"}


@pytest.mark.parametrize(("to", "library"), MISSING.items())
def test_a_missing_library(article: Path, tmp_path: Path, to: str, library: str) -> None:
    program = f"import sys; sys.modules[{library!r}] = None; from copydesk.cli import main; main(sys.argv[1:])"
    result = subprocess.run(
        [sys.executable, "-c", program, str(article), "-t", to, "-t", "md", "-O", str(tmp_path / "out")],
        capture_output=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert result.returncode == 4, result.stderr.decode()
    assert result.stderr.count(b"\n") == 1
    assert b"pip install" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [
        "article.md"
    ]  # formats that do not need it still work


@pytest.mark.parametrize("read", [0, 1], ids=["at once", "after a byte"])
def test_a_broken_pipe_is_quiet(article: Path, read: int) -> None:
    article.write_text("Rain at last\n\n" + "It rained in the valley. " * 20_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "copydesk", str(article), "-t", "md", "-q"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(read)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=PATIENCE) == 141


# ------------------------------------------------------------------------------------------------ interrupts


def processes_of_session(leader: int) -> set[int]:
    """The processes of a session that are still running."""
    ids = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                ids.add(int(stat.parent.name))
    return ids


INTERRUPTIBLE = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, '-m', 'copydesk', *sys.argv[1:]])"
)
"""Starts the command as a terminal does. A script that runs the tests in the background has them ignore SIGINT, and
what they start inherits that."""


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_no_half_file_and_no_orphan(
    tmp_path: Path, workers: str, sent: signal.Signals, code: int
) -> None:
    long = "It rained in the valley on Thursday and the mayor declared a holiday for all who live there. " * 20
    first = tmp_path / "first.txt"
    first.write_text("Rain\n\n" + f"{long}\n\n" * 40, encoding="utf-8")
    for number in range(400):  # more than it could convert before it is interrupted, on any machine
        (tmp_path / f"{number:03}.txt").hardlink_to(first)
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, tmp_path, "-t", "html", "-t", "docx", "-O", out, "-j", workers, "-q"],
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    there = 1 if workers == "1" else 1 + int(workers)
    wait_until(lambda: any(out.glob("*.docx")) and len(processes_of_session(process.pid)) >= there)
    process.send_signal(sent)
    assert process.stderr is not None
    messages = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=PATIENCE) == code, messages.decode()
    assert b"Traceback" not in messages
    wait_until(lambda: not processes_of_session(process.pid))
    files = list(out.iterdir())
    assert 0 < len(files) < 800
    assert all(path.suffix in (".html", ".docx") for path in files)
    for path in files:
        assert path.read_bytes().rstrip().endswith(b"</html>") if path.suffix == ".html" else path.stat().st_size > 1000
