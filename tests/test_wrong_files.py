"""Files that are not what they seem: feeds, locks, archives, empty files, text under other names, manual pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import copydesk
from copydesk.batch.planning import find
from copydesk.errors import InputError
from copydesk.reading import examine, source_of
from copydesk.visit import plain
from tests.conftest import Run
from tests.office import docx, odt, p, packed
from tests.outline import outline
from tests.test_bad_input import Command

TEXT = "The pump was built in the year of the long frost, and it has not stopped for a single day since."
ARTICLE = f"The Pump\n\nBy Ana Ruiz\n\n{TEXT}\n\n{TEXT}\n"


def refused(data: bytes, tmp_path: Path, name: str, from_: str | None = None) -> str:
    """Why a file is not read."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        copydesk.read(path, from_=from_)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>Pumps</title></channel></rss>', "news feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Pumps</title></feed>', "news feed"),
        ('<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "a drawing"),
        ('<?xml version="1.0"?><!DOCTYPE stock [<!ENTITY a "b">]><stock><pump/></stock>', "root element is <stock>"),
        ('<p:stock xmlns:p="http://p.example"><p:pump/></p:stock>', "root element is <p:stock>"),
    ],
)
@pytest.mark.parametrize("name", ["a.xml", "a.txt", "a"])
def test_xml_that_no_source_reads_is_named(tmp_path: Path, data: str, words: str, name: str) -> None:
    assert words in refused(data.encode(), tmp_path, name)


@pytest.mark.parametrize("text", [f"<Pause> {TEXT}", f"<note>\n{TEXT}", f"A < B\n\n{TEXT}", f"<b>Pump</b>\n\n{TEXT}"])
def test_text_that_opens_with_a_tag_is_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert TEXT in outline(copydesk.read(path))


def test_xml_is_read_as_text_where_the_command_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f'<?xml version="1.0"?><stock>{TEXT}</stock>')
    assert TEXT in outline(copydesk.read(path, from_="text"))


@pytest.mark.parametrize("ending", ["pdf", "docx", "odt", "epub", "doc", "png", "rtf"])
def test_text_under_the_name_of_another_form_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(ARTICLE)
    reading = examine(path)
    assert plain(reading.article.head.headline) == "The Pump"
    assert any(f"its name ends in .{ending}" in problem.message for problem in reading.problems)


@pytest.mark.parametrize("ending", ["pdf", "docx", "odt", "epub", "doc", "png", "rtf"])
@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_empty_files_are_called_empty(tmp_path: Path, ending: str, data: bytes) -> None:
    assert "it is empty" in refused(data, tmp_path, f"a.{ending}")


def test_bytes_under_the_name_of_another_form_are_damaged(tmp_path: Path) -> None:
    assert "damaged" in refused(bytes(range(256)) * 9, tmp_path, "a.pdf")


def test_a_form_that_the_command_states_and_the_file_has_not(tmp_path: Path) -> None:
    assert "it is a Word document, not PDF. Leave out -f pdf" in refused(docx(p(TEXT)), tmp_path, "a.docx", "pdf")


def test_xml_of_no_known_form_by_its_name(tmp_path: Path) -> None:
    data = b"<article><title>The pump</title><p>It leaks"
    assert "XML of a form that copydesk does not read: its root element is <article>" in refused(
        data, tmp_path, "a.xml"
    )
    (tmp_path / "a.txt").write_bytes(data)
    assert "It leaks" in outline(examine(tmp_path / "a.txt").article)


def test_a_lock_of_word_is_no_document(tmp_path: Path) -> None:
    lock = b"\x07Ana" + bytes(50) + b"\x07\x00A\x00n\x00a" + bytes(100)
    assert "its document is open in Word" in refused(lock, tmp_path, "~$pump.docx")
    (tmp_path / "pump.docx").write_bytes(docx(p(TEXT)))
    (tmp_path / ".~lock.pump.docx#").write_text(",ana,host")
    found = find([tmp_path])
    assert [path.name for path, _ in found.files] == ["pump.docx"]
    assert found.skipped == Counter({"lock of Word (~$)": 1})


def test_an_archive_of_articles_is_to_be_unpacked(tmp_path: Path) -> None:
    names = ("a.txt", "b.txt", "c.txt", "d.txt")
    message = refused(packed(dict.fromkeys(names, ARTICLE)), tmp_path, "a.docx")
    assert "a zip file of 4 files: a.txt, b.txt, c.txt, ... Unpack it" in message
    assert "an empty zip file" in refused(packed({}), tmp_path, "b.docx")


def test_a_word_file_that_is_cut_off_behind_its_magic(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    assert "it holds no Word text" in refused(data, tmp_path, "a.doc")


def test_an_address_of_another_kind_is_no_file(run: Command) -> None:
    result: Run = run("ftp://pumps.example/a.txt")
    assert result.code == 2
    assert "ftp://pumps.example/a.txt is an address" in result.err


# ------------------------------------------------------------------------------------------------ manual pages

MANUAL = (
    f'.\\" made by hand\n.TH PUMP 1 "2024-03-01" "" ""\n.SH NAME\npump \\- lifts water\n.SH DESCRIPTION\n.PP\n{TEXT}\n'
)


@pytest.mark.parametrize("name", ["pump.1", "pump.txt", "pump.man"])
def test_manual_pages(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(MANUAL)
    reading = examine(path)
    shown = outline(reading.article)
    assert "headline: PUMP" in shown
    assert "h2: DESCRIPTION" in shown
    assert f"p: {TEXT}" in shown
    assert not [problem for problem in reading.problems if problem.kind == "metadata"]


def test_manual_pages_of_bsd() -> None:
    data = f".Dd March 1, 2024\n.Dt PUMP 1\n.Os\n.Sh DESCRIPTION\n{TEXT}\n".encode()
    assert source_of("a", beginning=data).name == "mdoc"
    assert TEXT in outline(copydesk.read(data))


def test_a_text_whose_name_ends_in_a_number_is_no_manual_page(tmp_path: Path) -> None:
    path = tmp_path / "pump.1"
    path.write_text(ARTICLE)
    assert plain(copydesk.read(path).head.headline) == "The Pump"


# ----------------------------------------------------------------------------------------- OpenDocument in one piece


def flat(body: str) -> bytes:
    """An OpenDocument text in one piece of XML."""
    members = {"office": "office", "text": "text", "style": "style", "draw": "drawing"}
    names = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in members.items())
    head = f'<office:document {names} office:mimetype="application/vnd.oasis.opendocument.text">'
    page = "<style:header><text:p>Pumps and Wells</text:p></style:header>"
    styles = f"<office:master-styles><style:master-page>{page}</style:master-page></office:master-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    return f'<?xml version="1.0"?>\n{head}{styles}{text}'.encode()


@pytest.mark.parametrize("name", ["a.fodt", "a.xml", "a.txt"])
def test_an_opendocument_text_in_one_piece(tmp_path: Path, name: str) -> None:
    body = f'<text:h text:outline-level="1">The Pump</text:h><text:p>{TEXT}</text:p>'
    path = tmp_path / name
    path.write_bytes(flat(body))
    article = copydesk.read(path)
    whole = copydesk.read(odt(body))
    assert (article.head, article.body) == (whole.head, whole.body)
    assert [(one.kind, one.text) for one in article.furniture] == [("running_head", "Pumps and Wells")]


def test_a_damaged_one_is_a_clear_error(tmp_path: Path) -> None:
    assert "is damaged" in refused(flat("<text:p>")[:-40], tmp_path, "a.fodt")
