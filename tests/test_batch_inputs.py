"""The inputs of a batch as streams: folders, patterns, lists, and the archives that hold many articles."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import pytest

from copydesk.batch import nested, planning
from copydesk.batch.entries import Shard, entries, listed
from copydesk.batch.entry import Entry
from copydesk.errors import CopydeskError, InputError, MissingEngineError, UsageError
from tests.conftest import ARTICLE
from tests.office import epub


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("talks/b.txt", "talks/a.txt", "talks/may/c.md", "talks/.d.txt", "talks/README.md", "talks/e.bin"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def found(*inputs: str, from_: str | None = None) -> list[Entry]:
    return list(entries(inputs, Path("out"), Counter(), from_))


def ids(*inputs: str, from_: str | None = None) -> list[str]:
    return [entry.id for entry in found(*inputs, from_=from_)]


def test_a_folder_in_the_order_of_names(here: Path) -> None:
    skipped = Counter[str]()
    stream = list(entries(["talks"], Path("out"), skipped))
    assert [entry.id for entry in stream] == ["talks/a.txt", "talks/b.txt", "talks/may/c.md"]
    assert [str(entry.below) for entry in stream] == ["a.txt", "b.txt", "may/c.md"]
    assert skipped == {".bin": 1}
    assert ids("talks", from_="markdown") == ["talks/may/c.md"]


def test_links_in_a_circle_and_pipes_do_not_stop_it(here: Path) -> None:
    (here / "talks" / "up").symlink_to(here / "talks")
    (here / "talks" / "loop.txt").symlink_to(here / "talks" / "loop.txt")
    os.mkfifo(here / "talks" / "pipe.txt")
    assert ids("talks") == ["talks/a.txt", "talks/b.txt", "talks/loop.txt", "talks/may/c.md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("talks/**/*.txt", ["talks/a.txt", "talks/b.txt"]),
        ("**/c.md", ["talks/may/c.md"]),
        ("talks/**/may/**/*.md", ["talks/may/c.md"]),
        ("talks/up/*.txt", ["talks/up/a.txt", "talks/up/b.txt"]),  # who names a link means it
    ],
)
def test_any_folders_of_a_pattern_are_no_links(here: Path, pattern: str, expected: list[str]) -> None:
    (here / "talks" / "up").symlink_to(here / "talks")
    (here / "talks" / "may" / "back").symlink_to(here / "talks")
    assert ids(pattern) == expected


def test_patterns_and_lists(here: Path) -> None:
    assert ids("talks/**/*.md", "./talks/a.txt") == ["talks/README.md", "talks/may/c.md", "talks/a.txt"]
    (nothing,) = found("talks/*.pdf")
    with pytest.raises(InputError, match="no file matches"):
        data_of(nothing)
    (here / "a[1].txt").write_text(ARTICLE, encoding="utf-8")
    assert ids("a[1].txt") == ["a[1].txt"]
    assert list(listed(io.BytesIO(b"a b.txt\r\n\ntalks\nlast"))) == ["a b.txt", "talks", "last"]
    assert list(listed(io.BytesIO(b"a\nb.txt\0talks\0"))) == ["a\nb.txt", "talks"]


def test_the_folder_of_the_documents_is_no_input(here: Path) -> None:
    (here / "talks" / "out").mkdir()
    (here / "talks" / "out" / "a.md").write_text(ARTICLE, encoding="utf-8")
    stream = entries(["talks"], Path("talks/out"), Counter())
    assert [entry.id for entry in stream] == ["talks/a.txt", "talks/b.txt", "talks/may/c.md"]
    for inside in ("talks/out", "talks/out/a.md"):
        (refused,) = entries([inside], Path("talks/out"), Counter())
        with pytest.raises(InputError, match="lies in the folder of the documents"):
            data_of(refused)


def test_the_file_of_lines_is_no_input(here: Path) -> None:
    Path("talks/all.jsonl").write_text('{"text": "Rain"}', encoding="utf-8")
    stream = entries(["talks"], Path("out"), Counter(), written=[Path("talks/may/../all.jsonl")])
    assert [entry.id for entry in stream] == ["talks/a.txt", "talks/b.txt", "talks/may/c.md"]


def data_of(entry: Entry) -> bytes:
    assert entry.data is not None
    return entry.data()


def test_a_zip_and_a_tar_are_streams_of_their_members(here: Path) -> None:
    members = {"may/a.txt": b"one", "../b.txt": b"two", ".c.txt": b"no", "__MACOSX/a.txt": b"no", "d.bin": b"no"}
    with zipfile.ZipFile("old.zip", "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    with tarfile.open("old.tar.gz", "w:gz") as tar:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    for archive in ("old.zip", "old.tar.gz"):
        stream = {entry.id: data_of(entry) for entry in entries([archive], Path("out"), Counter())}
        assert stream == {f"{archive}!/may/a.txt": b"one", f"{archive}!/../b.txt": b"two"}


def test_an_archive_in_a_folder_has_a_folder_of_its_own(here: Path) -> None:
    with zipfile.ZipFile("talks/old.zip", "w") as packed:
        packed.writestr("a.txt", ARTICLE)
    assert {str(entry.below) for entry in found("talks")} == {"a.txt", "b.txt", "may/c.md", "old/a.txt"}


def test_an_archive_in_an_archive_is_read_too(here: Path) -> None:
    """One that is damaged hurts no other, one too deep is said, and the copydesk.toml is that of the outermost."""
    lines = b'{"id": "a1", "text": "One."}\n{"id": "a2", "text": "Two."}\n'
    inner = archive_of({"may/a.txt": b"one", "more.jsonl": lines})
    members = {
        "1998.zip": inner,
        "._old.zip": inner,
        "broken.zip": inner[:60],
        "b.txt": b"two",
        "nt.zip": archive_of({"may\\c.txt": b"c"}),
        "issue.zip": WORD,
    }
    Path("press.zip").write_bytes(archive_of({**members, "1.zip": archive_of({"2.zip": archive_of({"3.zip": inner})})}))
    read: dict[str, bytes | str] = {}
    for entry in entries(["press.zip"], Path("out"), Counter()):
        assert entry.held_in == Path("press.zip")
        try:
            read[f"{entry.below} of {entry.id}"] = data_of(entry)
        except InputError as error:
            read[f"{entry.below} of {entry.id}"] = str(error)
    assert read == {
        "1998/may/a.txt of press.zip!/1998.zip!/may/a.txt": b"one",
        "1998/more/a1 of press.zip!/1998.zip!/more.jsonl#a1": b"One.",
        "1998/more/a2 of press.zip!/1998.zip!/more.jsonl#a2": b"Two.",
        "broken.zip of press.zip!/broken.zip: the rest": "the archive is damaged: File is not a zip file. Get it again"
        ", or unpack it",
        "b.txt of press.zip!/b.txt": b"two",
        "nt/may/c.txt of press.zip!/nt.zip!/may\\c.txt": b"c",
        "issue.zip of press.zip!/issue.zip": WORD,
        "1/2/3/may/a.txt of press.zip!/1.zip!/2.zip!/3.zip!/may/a.txt": b"one",
        "1/2/3/more.jsonl of press.zip!/1.zip!/2.zip!/3.zip!/more.jsonl": "it is within more than 3 archives. Unpack "
        "the outer ones",
    }


def test_an_archive_in_an_archive_is_unpacked_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time costs as much as all that stands before it in a packed tar file."""
    Path("press.zip").write_bytes(archive_of({"1998.zip": archive_of({"a.txt": b"one"}), "issue.zip": WORD}))
    unpacked: list[str] = []
    unpack = nested.Nested._unpack

    def counted(self: nested.Nested) -> BinaryIO:
        unpacked.append(self.name)
        return unpack(self)

    monkeypatch.setattr(nested.Nested, "_unpack", counted)
    assert [data_of(entry) for entry in entries(["press.zip"], Path("out"), Counter())] == [b"one", WORD]
    assert unpacked == ["1998.zip", "issue.zip"]


def test_an_archive_in_an_archive_may_not_be_too_large(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nested, "LARGEST", 100)
    Path("press.zip").write_bytes(archive_of({"1998.zip": archive_of({"a.txt": b"one"})}))
    (entry,) = entries(["press.zip"], Path("out"), Counter())
    with pytest.raises(InputError, match="it holds more than 0 MB"):
        data_of(entry)


def archive_of(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return file.getvalue()


WORD = archive_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})

TEXTS = {f"{number}.txt": random.Random(number).randbytes(800).hex().encode() for number in range(6)}
"""The articles of an archive, which cannot be packed so small that damage hits the first already."""


def packed(name: str) -> bytes:
    """An archive of these texts, in the form that its name says."""
    file = io.BytesIO()
    if ".tar" in name:
        with tarfile.open(fileobj=file, mode="w:" + name.partition(".tar")[2][1:]) as tar:  # type: ignore[call-overload]
            for text_name, text in TEXTS.items():
                member = tarfile.TarInfo(text_name)
                member.size = len(text)
                tar.addfile(member, io.BytesIO(text))
    elif ".zip" in name:
        with zipfile.ZipFile(file, "w", getattr(zipfile, f"ZIP_{name.partition('.')[0].upper()}")) as archive:
            for text_name, text in TEXTS.items():
                archive.writestr(text_name, text)
    elif ".jsonl" in name:
        file.write(gzip.compress(b"\n".join(json.dumps({"text": text.decode()}).encode() for text in TEXTS.values())))
    elif name == "crawl.warc":
        pytest.importorskip("warcio")
        for text_name, text in TEXTS.items():
            page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{text_name}\r\n"
            head += f"Content-Type: application/http\r\nContent-Length: {len(page)}\r\n\r\n"
            file.write(head.encode() + page + b"\r\n\r\n")
    else:
        arrow, table = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        table.write_table(arrow.table({"text": [text.decode() for text in TEXTS.values()]}), file)
    return file.getvalue()


ARCHIVES = [
    "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "stored.zip", "deflated.zip", "bzip2.zip", "lzma.zip", "a.jsonl.gz",
    "a.parquet", "crawl.warc",
]  # fmt: skip


def outcomes(name: str) -> tuple[list[bytes], list[str]]:
    """What can be read of an archive, and the errors. An entry is read before the one behind it, as in a batch."""
    texts, errors = [], []
    for entry in entries([name], Path("out"), Counter()):
        try:
            texts.append(data_of(entry))
        except CopydeskError as error:
            errors.append(str(error))
    return texts, errors


@pytest.mark.parametrize("name", ARCHIVES)
def test_of_an_archive_that_is_cut_short_stays_what_was_read(here: Path, name: str) -> None:
    whole = packed(name)
    Path(name).write_bytes(whole)
    assert outcomes(name) == (list(TEXTS.values()), [])
    Path(name).write_bytes(whole[: len(whole.rstrip(bytes(1))) * 3 // 4])
    texts, errors = outcomes(name)
    assert texts == list(TEXTS.values())[: len(texts)]
    assert {error.partition(":")[0] for error in errors} == {"the archive is damaged"}
    if ".zip" not in name:  # a tar fails in the member that is cut, and in what would be behind it
        assert len(errors) <= 2
    if name in ("a.tar", "a.tar.gz", "a.jsonl.gz", "crawl.warc"):  # the others are unpacked in large pieces, or at once
        assert texts


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_damaged_archive_stops_nothing(here: Path, name: str) -> None:
    whole, chance = packed(name), random.Random(name)
    damaged = 0
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 20))):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        Path(name).write_bytes(data)
        damaged += bool(outcomes(name)[1])
    assert damaged


def test_a_tar_with_a_damaged_head_does_not_just_end(here: Path) -> None:
    whole = bytearray(packed("a.tar"))
    whole[whole.index(b"3.txt") + 148] ^= 255  # of its checksum
    Path("a.tar").write_bytes(whole)
    texts, (error,) = outcomes("a.tar")
    assert texts == list(TEXTS.values())[:3]
    assert "the archive is damaged: invalid header at byte 7680." in error


def test_an_archive_that_may_not_be_read_is_not_called_damaged(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    Path("a.jsonl.gz").write_bytes(packed("a.jsonl.gz"))
    monkeypatch.setattr(gzip, "open", refuse)
    assert outcomes("a.jsonl.gz")[1] == ["it cannot be read: permission denied. Check the file and its permissions"]


LITTER = ("~$a.docx", ".~lock.a.odt#", "._a.txt", "Thumbs.db", "thumbs.DB", ".DS_Store", "desktop.ini", "README.md",
          "__MACOSX/a.txt", ".git/a.txt", "may/~$b.docx", "._old.zip")  # fmt: skip


@pytest.mark.parametrize("way", ["folder", "zip", "tar", "pattern", "command"])
def test_litter_is_no_article(here: Path, way: str) -> None:
    skipped = Counter[str]()
    for name in (*LITTER, "may/a.txt", "may/a.bin"):
        path = here / "litter" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE, encoding="utf-8")
    with zipfile.ZipFile("old.zip", "w") as archive, tarfile.open("old.tar", "w") as tar:
        for path in sorted((here / "litter").rglob("*")):
            archive.write(path, path.relative_to(here / "litter"))
        tar.add(here / "litter", ".")
    given = {"folder": "litter", "zip": "old.zip", "tar": "old.tar", "pattern": "litter/[!_R]*/[!R]*"}
    if way == "command":
        files, skipped = planning.find([Path("litter")])
        names = [str(path) for path, _ in files]
    else:
        names = [entry.id for entry in entries([given[way]], Path("out"), skipped)]
    if way == "pattern":
        assert names == ["litter/may/a.bin", "litter/may/a.txt"]
        assert skipped == {"lock of Word (~$)": 1}
    else:
        assert [name.rpartition("/")[2] for name in names] == ["a.txt"]
        assert skipped == {"lock of Word (~$)": 2, ".bin": 1}


def test_a_folder_that_cannot_be_read_is_one_that_fails(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "may":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    stream = found("talks")
    assert [entry.id for entry in stream] == ["talks/a.txt", "talks/b.txt", "talks/may"]
    with pytest.raises(InputError, match="it is a folder"):
        data_of(stream[2])


def test_a_word_file_named_zip_is_an_article(here: Path) -> None:
    with zipfile.ZipFile("letter.zip", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:document/>")
    (entry,) = found("letter.zip")
    assert entry.file == Path("letter.zip")


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_lines_of_json(here: Path, ending: str) -> None:
    rows: list[object] = [
        {"id": "x/1", "text": "Rain", "title": "Rain", "author": ["Ana", "Jo"], "keywords": ["a", "b"], "score": 2},
        {"id": 7, "html": "<p>Rain</p>"},
        {"text": "No name \ud800 but a \ud83c\udf27"},
        {"id": "empty"},
        [1],
    ]
    lines = "\n".join([*map(json.dumps, rows), "{not json", ""]).encode()
    Path(f"a{ending}").write_bytes(gzip.compress(lines) if ending.endswith("gz") else lines)
    stream = found(f"a{ending}")
    assert [entry.id.removeprefix(f"a{ending}#") for entry in stream] == [
        "x/1", "7", "line-3", "empty", "line-5", "line-6",
    ]  # fmt: skip
    assert [entry.form for entry in stream[:3]] == ["text", "html", "text"]
    assert str(stream[0].below) == "x-1"
    assert data_of(stream[2]).decode() == "No name \ufffd but a \U0001f327"
    assert stream[0].metadata == (("title", "Rain"), ("author", "Ana"), ("author", "Jo"), ("keywords", "a, b"))
    for broken in stream[3:]:
        with pytest.raises(InputError):
            data_of(broken)


def test_rows_of_parquet(here: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    table = pytest.importorskip("pyarrow.parquet")
    columns = {"id": ["x", None], "text": ["Rain", "Snow"], "title": ["A", None], "score": [1, 2]}
    table.write_table(arrow.table(columns), "a.parquet")
    one, two = found("a.parquet")
    assert [one.id, two.id, data_of(one), data_of(two)] == ["a.parquet#x", "a.parquet#row-2", b"Rain", b"Snow"]
    assert (one.form, one.metadata, two.metadata) == ("text", (("title", "A"),), ())
    Path("bad.parquet").write_bytes(b"PAR1 and no more")
    (bad,) = found("bad.parquet")
    with pytest.raises(InputError):
        data_of(bad)


def test_pages_of_a_crawl(here: Path) -> None:
    pytest.importorskip("warcio")
    with Path("crawl.warc.gz").open("wb") as file:
        for name, status, kind in (("a", "200 OK", "text/html"), ("b", "404 No", "text/html"), ("c", "200 OK", "x/y")):
            page = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n<p>Rain</p>".encode()
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{name}\r\n"
            head += f"Content-Type: application/http\r\nContent-Length: {len(page)}\r\n\r\n"
            file.write(gzip.compress(head.encode() + page + b"\r\n\r\n"))
    Path("bad.warc").write_bytes(b"no crawl")
    entry, bad = found("crawl.warc.gz", "bad.warc")
    with pytest.raises(InputError, match="the archive is damaged: Unknown archive format"):
        data_of(bad)
    assert (entry.id, data_of(entry)) == ("crawl.warc.gz#https://example.org/a", b"<p>Rain</p>")
    assert entry.metadata == (("url", "https://example.org/a"),)


def test_a_library_that_is_missing_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio", None)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    Path("a.warc").write_bytes(b"WARC/1.0")
    (entry,) = found("a.warc")
    with pytest.raises(MissingEngineError, match="warcio is not installed"):
        data_of(entry)


def test_shards_are_a_partition_that_depends_on_names_alone() -> None:
    names = [f"talks/{number}.txt" for number in range(500)]
    shards = [{name for name in names if Shard(number, 7).holds(name)} for number in range(1, 8)]
    assert sum(map(len, shards)) == 500
    assert set.union(*shards) == set(names)
    assert all(40 < len(shard) < 110 for shard in shards)
    assert Shard.parse("17/400").name == "shard-017-of-400"
    assert [Shard(3, 7).holds("talks/1.txt"), Shard(1, 7).holds("talks/4.txt")] == [False, False]
    for wrong in ("0/4", "5/4", "x", "1/", "-1/3"):
        with pytest.raises(UsageError):
            Shard.parse(wrong)


PICTURES = {
    "a.html": b"<html><body><p>It rains.</p><img src='shots/Pier%20one.jpg'></body></html>",
    "a.tex": rb"\documentclass{article}\begin{document}\includegraphics[width=3cm]{figures/mill}\end{document}",
    "beside.png": b"",
    "figures/mill.png": b"",
    "scans/README": b"",
    "scans/page-1.png": b"",
    "scans/page-2.tif": b"",
    "shots/pier one.jpg": b"",
    "shots/other.jpg": b"",
    "._c.png": b"",
}


def test_pictures_are_scans_where_no_article_stands_beside_them_or_names_them(tmp_path: Path) -> None:
    for name, data in PICTURES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    files, skipped = planning.find([tmp_path])
    names = [str(below) for _, below in files]
    assert names == ["a.html", "a.tex", "scans/page-1.png", "scans/page-2.tif", "shots/other.jpg"]
    assert skipped == {".png of articles": 2, ".jpg of articles": 1}
    files, _ = planning.find([tmp_path], "scan")
    assert [str(below) for _, below in files if "pier" in below.name] == ["shots/pier one.jpg"]
    assert [str(below) for _, below in planning.find([tmp_path], "html").files] == ["a.html"]


def test_files_are_taken_by_what_they_hold(tmp_path: Path) -> None:
    tei = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>'
    contents = {
        "a.xml": tei, "a.xml.bak": tei, "a.xml~": tei, "b.xml": b"<other/>", "c.zip": epub("<p>It rains.</p>"),
        "d": b"{\\rtf1 It rains.}", "e.csv": b"1,2",
    }  # fmt: skip
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    files, skipped = planning.find([tmp_path])
    assert [str(below) for _, below in files] == ["a.xml", "c.zip", "d"]
    assert skipped == {".bak": 1, ".xml~": 1, ".xml": 1, ".csv": 1}
    assert [str(below) for _, below in planning.find([tmp_path], "tei").files] == ["a.xml"]
    (tmp_path / "all.zip").write_bytes(archive_of({"f.xml": tei, "g.xml": b"<other/>"}))
    assert [str(entry.below) for entry in entries([str(tmp_path)], tmp_path / "out", Counter())] == [
        "a.xml", "all/f.xml", "c.zip", "d"
    ]  # fmt: skip


def test_a_folder_without_articles_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2")
    with pytest.raises(InputError, match=r"holds no file of a form that copydesk takes of folders, but 1 \.csv"):
        planning.find([tmp_path])
