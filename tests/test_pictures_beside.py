"""Pictures that an article names: which files are opened, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import pytest

import copydesk
from copydesk import _files
from copydesk.conversion import ConvertOptions, load
from copydesk.errors import UsageError
from copydesk.reading._shared import pictures as shared_pictures
from copydesk.tree import Figure
from copydesk.visit import walk
from copydesk.writing._shared.pictures import data_uri
from tests.outline import outline
from tests.tools import ROOT
from tests.trees import PICTURE

TEXT = "# Harbour\n\nThe pier is open again, the keeper said on Monday, and so is the shed.\n\n![A pier]({source})\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an article with pictures, a link that leads out, and pictures outside of it."""
    folder = tmp_path / "articles"
    (folder / "pictures").mkdir(parents=True)
    for name in ("pier.png", "pictures/pier one.png", "../secret.png"):
        (folder / name).write_bytes(PICTURE.data)
    (folder / "words.png").write_text("no picture", "utf-8")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "elsewhere").symlink_to(tmp_path)
    (folder / "inside.png").symlink_to(folder / "pier.png")
    (folder / "circle.png").symlink_to(folder / "circle.png")
    os.mkfifo(folder / "pipe.png")
    return folder


def examined(folder: Path, source: str, *, pictures: bool = True) -> tuple[Figure, tuple[str, ...]]:
    path = folder / "article.md"
    path.write_text(TEXT.format(source=source), "utf-8")
    reading = copydesk.examine(path, pictures=pictures)
    (figure,) = (node for node in walk(reading.article) if isinstance(node, Figure))
    return figure, tuple(map(str, reading.problems))


@pytest.mark.parametrize(
    "source", ["pier.png", "./pier.png", "pictures/pier%20one.png", "inside.png", "pictures\\\\pier%20one.png"]
)
def test_a_picture_below_the_folder_is_embedded(folder: Path, source: str) -> None:
    figure, problems = examined(folder, source)
    assert (figure.picture, problems) == (PICTURE, ())
    assert figure.source
    assert examined(folder, source, pictures=False)[0].picture is None


ELSEWHERE = "it is not in the folder of the article"
REFUSED = [
    ("../secret.png", ELSEWHERE),
    ("pictures/../../secret.png", ELSEWHERE),
    ("%2e%2e/secret.png", ELSEWHERE),
    ("{folder}/pier.png", ELSEWHERE),
    ("/etc/hostname", ELSEWHERE),
    ("link.png", "it is a link that leads out of the folder of the article"),
    ("elsewhere/secret.png", "it is a link that leads out of the folder of the article"),
    ("gone.png", "there is no such file beside the article"),
    ("pier.png/x", "there is no such file beside the article"),
    ("x" * 300, "there is no such file beside the article"),
    ("pictures", "it is no regular file"),
    ("pipe.png", "it is no regular file"),
    ("circle.png", "it is no regular file"),
    ("words.png", "it is not a picture that can be shown: it is no JPEG, PNG, GIF, WebP, TIFF, BMP or AVIF"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED, ids=[source[:30] for source, _ in REFUSED])
def test_no_other_file_is_opened(folder: Path, source: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read = _files.read_regular

    def recorded(path: Path, limit: int) -> bytes:
        opened.append(path)
        return read(path, limit)

    monkeypatch.setattr(_files, "read_regular", recorded)
    source = source.format(folder=folder)
    figure, problems = examined(folder, source)
    assert (figure.picture, figure.source) == (None, source)
    assert problems == (f"a picture is left out: {source[-60:]} ({reason})",)
    assert all(path.is_relative_to(folder) for path in opened)


@pytest.mark.parametrize(
    "source", ["https://example.org/pier.png", "//example.org/pier.png", "file://{folder}/pier.png"]
)
def test_of_an_address_only_the_documents_that_lack_it_tell(
    folder: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_files, "read_regular", None)  # which would open a file
    source = source.format(folder=folder)
    figure, problems = examined(folder, source)
    assert (figure.picture, figure.source, problems) == (None, source, ())
    for form in ("html", "epub"):
        said = copydesk.write(copydesk.read(folder / "article.md", pictures=True), form).problems
        assert [str(problem) for problem in said] == [f"the picture {source} is left out: nothing is ever fetched"]


PAGE = (
    "<title>Harbour</title>{head}<h1>Harbour</h1><p>The pier is open again, the keeper said on Monday, and so is the "
    'shed.</p><figure><img {image} alt="A pier"></figure><p>The keeper asks all who own a boat to come by and see.</p>'
)
CANONICAL = '<link rel="canonical" href="https://example.org/news/harbour">'
OF_PAGES = [
    ("", 'src="pier.png"', "pier.png", True),
    (CANONICAL, 'src="pictures/pier%20one.png"', "https://example.org/news/pictures/pier%20one.png", True),
    (CANONICAL, 'data-src="/pier-800.png" src="pier.png"', "https://example.org/pier-800.png", True),
    ('<base href="https://example.org/a/">', 'src="pier.png"', "https://example.org/a/pier.png", True),
    (CANONICAL, 'src="../secret.png"', "https://example.org/secret.png", False),
    (CANONICAL, 'src="link.png"', "https://example.org/news/link.png", False),
    (CANONICAL, 'src="/pier.png"', "https://example.org/pier.png", False),
    (CANONICAL, 'src="https://example.org/pier.png"', "https://example.org/pier.png", False),
]


@pytest.mark.parametrize(("head", "image", "source", "is_there"), OF_PAGES)
def test_a_picture_of_a_saved_page_lies_beside_it(
    folder: Path, head: str, image: str, source: str, *, is_there: bool
) -> None:
    path = folder / "article.html"
    path.write_text(PAGE.format(head=head, image=image), "utf-8")
    reading = copydesk.examine(path, pictures=True)
    (figure,) = (node for node in walk(reading.article) if isinstance(node, Figure))
    assert (figure.source, figure.picture) == (source, PICTURE if is_there else None)
    assert not [problem for problem in reading.problems if "left out" in problem.message]


def test_the_line_is_named_in_raw_text(folder: Path) -> None:
    path = folder / "article.txt"
    path.write_text(TEXT.format(source="gone.png"), "utf-8")
    (problem,) = (each for each in copydesk.examine(path, pictures=True).problems if "gone.png" in each.message)
    assert problem.line == 5


def test_all_pictures_together_have_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_pictures, "LARGEST", 2 * len(PICTURE.data) - 1)
    path = folder / "article.md"
    sources = ("pier.png", "pier.png", "inside.png", "pier.png")
    path.write_text("Harbour\n\n" + "".join(f"![]({source})\n\n" for source in sources), "utf-8")
    reading = copydesk.examine(path, pictures=True)
    figures = [node for node in walk(reading.article) if isinstance(node, Figure)]
    assert [bool(figure.picture) for figure in figures] == [True, True, False, True]
    assert [str(problem) for problem in reading.problems] == [
        "a picture is left out: inside.png (an article takes at most 200 pictures and 0 MB of them)"
    ]


def test_pictures_beside_count_with_those_that_the_file_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_pictures, "MOST", 1)
    path = folder / "article.md"
    path.write_text(f"Harbour\n\n![]({data_uri(PICTURE)})\n\n![](pier.png)\n", "utf-8")
    reading = copydesk.examine(path, pictures=True)
    assert ["takes at most 1 pictures" in str(problem) for problem in reading.problems] == [True]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("article.rst", "Harbour\n=======\n\nThe pier is open again.\n\n.. figure:: {}\n\n   The pier.\n"),
        (
            "article.tex",
            "\\documentclass{{article}}\n\\begin{{document}}\nThe pier is open again.\n\n"
            "\\includegraphics{{{}}}\n\\end{{document}}\n",
        ),
        ("article.nitf", '<nitf><body><body.content><p>The pier is open.</p><media media-type="image">'
         '<media-reference source="{}"/></media></body.content></body></nitf>'),
    ],
)  # fmt: skip
def test_only_what_is_left_out_is_said_to_be(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text.format("pier.png"), "utf-8")
    reading = copydesk.examine(path, pictures=True)
    assert [node.picture for node in walk(reading.article) if isinstance(node, Figure)] == [PICTURE]
    assert not [problem for problem in reading.problems if "left out" in problem.message]
    copydesk.convert(path, folder / "article.html", pictures=True, strict=True)
    with pytest.raises(copydesk.StrictError, match=r"because of a problem: the picture pier\.png is left out"):
        copydesk.convert(path, folder / "article.html", strict=True)


def test_what_is_in_no_file_has_no_pictures_beside_it() -> None:
    for reader in (copydesk.read, copydesk.read_all):
        with pytest.raises(UsageError, match="pictures lie beside an article, and this one is in no file"):
            reader(b"Harbour", pictures=True)
    with pytest.raises(UsageError, match="pictures lie beside an article, and this one is in no file"):
        load(b"Harbour", ConvertOptions(pictures=True))


def test_a_publication_may_ask_for_pictures(folder: Path) -> None:
    (folder / "copydesk.toml").write_text("pictures = true\n", "utf-8")
    (folder / "article.md").write_text(TEXT.format(source="pier.png"), "utf-8")
    for pictures, number in ((None, 1), (True, 1), (False, 0)):
        copydesk.convert(folder / "article.md", folder / "article.json", pictures=pictures)
        article = copydesk.read(folder / "article.json")
        assert [node.picture for node in walk(article) if isinstance(node, Figure) and node.picture] == (
            [PICTURE] * number
        )


DATA = [
    (data_uri(PICTURE), ""),
    (data_uri(PICTURE).replace("base64,", "charset=x;base64,").replace("data:", "DATA:"), ""),
    (f"data:image/png,{quote(PICTURE.data)}", ""),
    ("data:image/png;base64,abc", "it is not a picture that can be shown"),
    ("data:image/png;base64", "it is damaged: its address holds no data"),
    (data_uri(PICTURE)[:122], "it is damaged: image file is truncated"),
]


@pytest.mark.parametrize(("source", "reason"), DATA, ids=range(len(DATA)))
def test_pictures_in_the_text_itself_are_always_taken(source: str, reason: str) -> None:
    reading = copydesk.examine(TEXT.format(source=source).encode(), from_="markdown")
    (figure,) = (node for node in walk(reading.article) if isinstance(node, Figure))
    assert figure == Figure(alt="A pier", picture=None if reason else PICTURE)
    messages = [str(problem) for problem in reading.problems]
    assert all(message.startswith(f"a picture is left out: data:image/png;base64 ({reason}") for message in messages)
    assert len(messages) == bool(reason)


def test_the_sample_has_its_picture() -> None:
    reading = copydesk.examine(ROOT / "samples" / "tide-gauge.md", pictures=True)
    assert reading.problems == ()
    expected = (ROOT / "tests" / "cases" / "samples" / "tide-gauge.md.outline").read_text("utf-8")
    assert outline(reading.article) == expected
