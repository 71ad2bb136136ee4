"""Files and addresses named in an article are never fetched, opened or run, whatever the input and output format."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from copydesk import writing
from copydesk.reading import BEGINNING, source_of, sources
from copydesk.tree import Article, Figure
from copydesk.visit import plain
from tests.tools import IN_ONE_PROCESS, PATIENCE, order, require
from tests.traps import doubtful, trap
from tests.trees import PICTURE, paragraph, words

EVERY = " ".join(known.name for known in writing.formats())
OF_ALL = "json html epub docx markdown"
"""What each file is written as: formats that cost little, since pandoc and PDF take their time for each."""
TREES = "light.md tree.json"
"""The files whose trees name the most, of which every format is made: a writer sees nothing of a file but its tree."""
LOOKS = (
    (TREES, EVERY, "-j 1 --archive --embed-fonts --typography"),
    (TREES, "pdf", "-j 1 --archive --embed-fonts --pdf-engine typst --style magazine"),
    *((TREES, "markdown docx", f"-j 1 --flavour {flavour} --style magazine") for flavour in writing.FLAVOURS),
)
"""The files, the formats, and the options."""

CALLS = "open,openat,creat,execve,socket,connect,sendto"


@pytest.fixture(scope="module")
def strace() -> list[str]:
    """How strace is called, but for the file that it writes and the command that it watches.

    Skips where it is missing or may not look at a process, as in some containers.
    """
    command = [require("strace"), "-f", "--seccomp-bpf", "-qq", "-s", "400", "-e", f"trace={CALLS}", "-o"]
    tried = subprocess.run([*command, "/dev/null", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace may not look at a process here: {tried.stderr.strip()}")
    return command


READ_DOUBTFUL = """
from pathlib import Path
import copydesk
for path in sorted(Path("doubtful").glob("*")):
    try:
        assert "Nobody may read" not in copydesk.plain(copydesk.read(path)), path
    except copydesk.CopydeskError:
        pass
"""
"""Python code that reads the files of a folder, which may be refused."""


def run(strace: list[str], folder: Path) -> str:
    """The system calls of a process, and of those that it starts, that carries out the orders in this folder and reads
    the files in its folder ``doubtful``."""
    log, temporary = folder.parent / "log", folder.parent / "temporary"
    temporary.mkdir()
    subprocess.run(
        [*strace, str(log), sys.executable, "-c", IN_ONE_PROCESS + READ_DOUBTFUL],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"},
        check=True,
        timeout=PATIENCE,
    )
    assert list(temporary.iterdir()) == []
    return log.read_text("utf-8", "backslashreplace")


ASKED = re.compile(r"bait|owned|(?<!socket\()AF_INET|connect\(")
"""A socket alone asks nobody: a library of trafilatura's makes one, to see whether this computer knows IPv6."""


def test_strace_shows_what_is_opened(strace: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bait.txt").write_text("Anybody may read this.", "utf-8")
    order(folder, [("bait.txt", "json", "")])
    assert ASKED.search(run(strace, folder))


def test_each_source_has_a_file_of_traps() -> None:
    """But old Office files, which LibreOffice converts: it alone writes any, and one has a test below."""
    files = trap("/bait", "http://127.0.0.1")
    named = {source_of(name, None, data[:BEGINNING]).name for name, data in files.items()}
    assert named == {*sources()} - {"doc", "ppt", "xls"}


def test_nothing_that_an_article_names_is_opened_or_asked_for(strace: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "doubtful").mkdir(parents=True)
    for name in ("bait", "bait.png", "bait.tex", "bait.txt"):
        (folder / name).write_text("Nobody may read this.", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        bait, url = str(folder / "bait"), f"http://127.0.0.1:{server.getsockname()[1]}"
        files = trap(bait, url)
        if not shutil.which("tesseract"):
            del files["picture.png"]
        for name, data in files.items():
            (folder / name).write_bytes(data)
        for name, data in doubtful(files, bait, url).items():
            (folder / "doubtful" / name).write_bytes(data)
        number = order(folder, [(" ".join(files), OF_ALL, "-j 1"), *LOOKS])
        log = run(strace, folder)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert len(list(folder.glob("made-*/*"))) == number
    assert "Nobody may read" not in "".join(path.read_text("utf-8") for path in folder.glob("made-0/*.json"))
    assert [line for line in log.splitlines() if ASKED.search(line)] == []
    written = set(re.findall(r'"([^"]*)", [A-Z_|]*O_(?:WRONLY|RDWR|CREAT)', log))
    allowed = re.compile(
        rf"made-\d/|{re.escape(str(tmp_path))}/(temporary|articles/made-\d)/|/dev/null$|.*/fontconfig/"
    )
    assert any(name.startswith("made-") or "/made-" in name for name in written)
    assert [name for name in written if not allowed.match(name)] == []


TEMPTING = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
    "<text:p>The pier is open again, and so is the shed.</text:p><text:p>{pictures}</text:p>"
    '<text:section text:name="a"><text:section-source xlink:href="{url}/more.odt"/><text:p>Old words.</text:p>'
    "</text:section></office:text></office:body></office:document>"
)


def test_an_old_word_file_is_converted_without_what_it_names(strace: list[str], tmp_path: Path) -> None:
    """LibreOffice itself would ask for linked pictures: it does so while it makes the file."""
    office, folder = require("soffice"), tmp_path / "articles"
    folder.mkdir()
    (folder / "bait.png").write_bytes(PICTURE.data)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        named = (f"{url}/bait.png", (folder / "bait.png").as_uri())
        frame = '<draw:frame text:anchor-type="as-char"><draw:image xlink:href="{}" xlink:type="simple"/></draw:frame>'
        (tmp_path / "old.fodt").write_text(
            TEMPTING.format(url=url, pictures="".join(map(frame.format, named))), "utf-8"
        )
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            str(folder),
            str(tmp_path / "old.fodt"),
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as making:
            while making.poll() is None:
                server.settimeout(0.1)
                with suppress(TimeoutError):
                    server.accept()[0].close()
        order(folder, [("old.doc", "json", "-j 1")])
        log = run(strace, folder)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert url.encode() in (folder / "old.doc").read_bytes()
    assert [line for line in log.splitlines() if re.search("bait|AF_INET", line)] == []
    assert any("execve" in line and "soffice" in line for line in log.splitlines())
    article = Article.from_json(next(folder.glob("made-0/*.json")).read_bytes())
    assert plain(article.body).split("\n\n") == ["The pier is open again, and so is the shed.", "Old words."]


def test_pictures_are_opened_only_below_the_folder_of_the_article(strace: list[str], tmp_path: Path) -> None:
    """On request. A link that leads out, an absolute path and an address are not opened; nor is what was named to tempt
    other programs."""
    folder = tmp_path / "articles"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "bait.png").write_bytes(PICTURE.data)
    (folder / "below" / "good.png").write_bytes(PICTURE.data)
    (folder / "trap.png").symlink_to(tmp_path / "bait.png")
    (folder / "trap").symlink_to(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        outside = str(tmp_path / "bait.png")
        names = [outside, f"file://{outside}", f"{url}/a.png", "../bait.png", "%2e%2e/bait.png", "trap.png"]
        names += ["below/good.png", "trap/bait.png", "below/../../bait.png"]
        shown = "".join(f"![A pier]({name})\n\n" for name in names)
        (folder / "light.md").write_text(f"# Harbour\n\nIt says so here.\n\n{shown}", "utf-8")
        (folder / "text.txt").write_text(f"Harbour opens\n\nBy Ana Ruiz\n\nIt says so here.\n\n{shown}", "utf-8")
        pictures = tuple(Figure(words("A pier"), source=name) for name in names)
        (folder / "tree.json").write_bytes(Article(lang="en", body=(paragraph("Here."), *pictures)).to_json())
        images = "".join(
            f'<p>It says so here, twice and more.</p><figure><img src="{name}"></figure>' for name in names
        )
        (folder / "page.html").write_text(
            f"<html><body><article><h1>Pier</h1>{images}</article></body></html>", "utf-8"
        )
        order(folder, [("light.md text.txt tree.json page.html", "json html pdf", "-j 1 --pictures")])
        log = run(strace, folder)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "below/good.png" in log
    asked = re.compile(rf"trap|{ASKED.pattern}")
    assert [line for line in log.splitlines() if asked.search(line)] == []
    for name in ("light", "text", "tree"):
        assert '"picture"' in (folder / "made-0" / f"{name}.json").read_text("utf-8")
