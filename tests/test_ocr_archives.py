"""Archives of recognised pages: the order of their METS, and what is missing, broken or far too large in them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import InputError
from copydesk.reading import source_of
from copydesk.reading.ocr import archive, copy_of
from tests.test_ocr import alto, block, hocr
from tests.tools import examples


def tar(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as packed:  # type: ignore[call-overload]
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


def mets(*pages: tuple[str, ...], structure: bool = True, folder: str = "./") -> bytes:
    """The METS of pages, each with the names of its files."""
    names = [name for page in pages for name in page]
    files = "".join(
        f'<m:file ID="F{index}"><m:FLocat xlink:href="{folder}{name}"/></m:file>' for index, name in enumerate(names)
    )
    divisions = ""
    for page in pages:
        pointers = "".join(f'<m:fptr FILEID="F{names.index(name)}"/>' for name in page)
        divisions += f'<m:div TYPE="page">{pointers}</m:div>'
    structures = f'<m:structMap TYPE="LOGICAL"/><m:structMap TYPE="PHYSICAL"><m:div>{divisions}</m:div></m:structMap>'
    return (
        '<?xml version="1.0"?><m:mets xmlns:m="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<m:fileSec><m:fileGrp>{files}</m:fileGrp></m:fileSec>{structures if structure else ''}</m:mets>"
    ).encode()


def one(text: str) -> bytes:
    return alto(block(text))


RAIN = {"b.xml": one("It rained"), "a.xml": one("all night."), "b.tif": b"II*\0" * 9}


@pytest.mark.parametrize("pack", [tar, lambda files: tar(files, "w:"), zipped], ids=["tar.gz", "tar", "zip"])
@pytest.mark.parametrize(
    "contents", [mets(("b.tif", "b.xml"), ("a.xml",)), mets(("b.xml",), ("a.xml",), structure=False, folder="file://")]
)
def test_the_order_of_a_mets(pack: object, contents: bytes) -> None:
    data = pack({"issue.xml": contents, **RAIN})  # type: ignore[operator]
    assert source_of("", None, data[: 2**16]).name == "ocr"
    copy = copy_of(data)
    assert copy.text == "It rained\n\fall night."
    assert copy.problems == ()
    assert copydesk.read(data).body


def test_pages_without_a_mets_are_in_the_order_of_their_names() -> None:
    files = {
        "2.html": hocr("<p class='ocr_page'>again."),
        "1.xml": one("It rained"),
        "._1.xml": b"x",
        "notes.txt": b"x",
    }
    assert copy_of(zipped(files)).text == "It rained\n\fagain."


def test_a_page_in_two_forms_is_read_once() -> None:
    files = {"issue.mets": mets(("1.txt", "1.xml", "1.html")), "1.txt": b"It", "1.xml": one("It rained.")}
    assert copy_of(tar({**files, "1.html": hocr("<p class='ocr_page'>It rained.")})).text == "It rained."


def test_files_beside_the_mets_and_in_other_folders() -> None:
    files = {"x/issue.xml": mets(("alto/1.xml",), ("2.xml",)), "x/alto/1.xml": one("It"), "text/2.xml": one("rained.")}
    assert copy_of(tar(files)).text == "It\n\frained."


def test_a_page_that_is_missing_is_reported() -> None:
    copy = copy_of(tar({"issue.xml": mets(("1.xml",), ("2.xml",), ("3.xml",)), "2.xml": one("It rained.")}))
    assert copy.text == "It rained."
    assert [(problem.kind, problem.message) for problem in copy.problems] == [
        ("lost", "the archive lacks 1.xml and another, which its METS names for a page")
    ]


def test_an_error_names_the_file_of_the_archive() -> None:
    with pytest.raises(InputError, match=r"pages/1\.xml: its XML is broken"):
        copy_of(tar({"pages/1.xml": one("It rained.")[:-9]}))


def test_an_ordinary_archive_is_no_ocr() -> None:
    document = zipped(
        {"word/document.xml": b"<w:document><w:t>The class of ocr_page and :alto, METS:</w:t></w:document>"}
    )
    for data in (document, tar({"a.txt": b"It rained."}), gzip.compress(b"It rained.")):
        assert source_of("", None, data).name != "ocr"


BROKEN = {
    "cut off": (tar({"1.xml": one("It rained. " * 999)})[:-300], "the archive "),
    "cut zip": (zipped({"1.xml": one("It rained.")})[:-30], "the archive is broken"),
    "no pages": (zipped({"1.txt": b"ocr_page"}), "holds no pages"),
    "two METS": (tar({"a.xml": mets(), "b.xml": mets()}), "holds 2 METS"),
    "METS without files": (tar({"a.xml": mets(), "1.xml": one("It")}), "holds no pages"),
    "no gzip": (b"\x1f\x8b" + bytes(99), "the archive "),
}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_archives_have_a_clear_error(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        copy_of(data)


def test_archives_that_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_BYTES", 50_000)
    files = {f"{number}.xml": one("It rained. " * 99) for number in range(40)}
    for data in (zipped(files), tar(files)):
        with pytest.raises(InputError, match="hold more than"):
            copy_of(data)
    monkeypatch.setattr(archive, "_MOST_UNPACKED", 200_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        copy_of(tar({"picture.tif": bytes(300_000), "1.xml": one("It rained.")}))
    monkeypatch.setattr(archive, "_MOST_MEMBERS", 3)
    with pytest.raises(InputError, match="holds more than 3 files"):
        copy_of(zipped(files))


def test_the_header_of_a_member_may_not_fill_the_memory() -> None:
    entry = tarfile.TarInfo("long")
    entry.type, entry.size = tarfile.XHDTYPE, 2**40
    with pytest.raises(InputError):
        copy_of(gzip.compress(entry.tobuf() + bytes(10_000)))


@examples(40)
@given(st.sampled_from([tar({"i.xml": mets(("b.xml",)), **RAIN}), zipped(RAIN), tar(RAIN, "w:")]), st.data())
def test_damaged_archives_are_read_or_refused(file: bytes, data: st.DataObject) -> None:
    damaged = bytearray(file)
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(damaged) - 1))
        damaged[position] = data.draw(st.integers(0, 255))
    try:
        copy_of(bytes(damaged))
    except InputError:
        return
