"""Scans: pictures within limits, the words that tesseract recognises, and what it lacks."""

from __future__ import annotations

import io
import stat
from functools import cache
from pathlib import Path
from threading import Barrier

import font_source_serif_pro
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import copydesk
from copydesk.errors import InputError, MissingEngineError, UsageError
from copydesk.locales import languages
from copydesk.progress import watch_pages
from copydesk.reading import ReadOptions, examine, load, scan, source_of
from copydesk.reading.scan import as_scan, pictures, recognised, tesseract, turned
from copydesk.system_packages import PACKAGES
from copydesk.tree import Heading, Paragraph
from tests.tools import ROOT, examples, missing, require

ARTICLE = (
    ("regular", 64, "Ferry to Lund is late again"),
    ("regular", 26, "By Mette Holm"),
    ("regular", 26, ""),
    ("regular", 26, "The ferry to Lund was late for the third time in a week"),
    ("regular", 26, "on Tuesday, and this time nobody at the harbour office had"),
    ("regular", 26, "an explanation. The passengers stood in the rain and sang."),
)
"""The lines of a page: their font, their size in pixels, their words."""

TABLE = (
    b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    b"5\t1\t1\t1\t1\t1\t10\t10\t90\t20\t96\tWORD\n"
)
"""What tesseract says of a page of one word."""


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    path = next(Path(font_source_serif_pro.__file__).parent.rglob("SourceSerifPro-Regular.[ot]tf"))
    return ImageFont.truetype(str(path), size)


def drawn(lines: tuple[tuple[str, int, str], ...] = ARTICLE) -> Image.Image:
    page = Image.new("L", (1000, 700), 255)
    top = 60
    for _, size, words in lines:
        ImageDraw.Draw(page).text((80, top), words, 0, font(size))
        top += size * 3 // 2
    return page


def saved(page: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    page.save(stream, form, **options)
    return stream.getvalue()


@pytest.fixture(scope="module")
def engine() -> str:
    path = require("tesseract")
    if "eng" not in tesseract.installed_languages():
        missing("tesseract-ocr-eng")
    return path


# ------------------------------------------------------------------------------------------------ recognising


def test_pages_are_recognised_at_the_same_time_and_stay_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    both = Barrier(2)

    def recognise(png: bytes, resolution: float, code: str) -> bytes:
        both.wait(60)
        return TABLE.replace(b"WORD", str(resolution).encode())

    monkeypatch.setattr(scan, "processors", lambda: 2)
    monkeypatch.setattr(scan, "recognise_upright", recognise)
    monkeypatch.setattr(tesseract, "check_language", lambda lang: "eng")
    copy = recognised(pictures.Scan(b"", resolution) for resolution in (100.0, 200.0))
    assert [line.text for line in copy.lines] == ["100.0", "200.0"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_the_article_of_a_scan(engine: str, form: str) -> None:
    data = saved(drawn(), form)
    assert source_of("", None, data).name == "scan"
    reading = examine(data)
    assert copydesk.plain(reading.article.head.headline or ()) == "Ferry to Lund is late again"
    assert [person.name for person in reading.article.head.bylines[0].persons] == ["Mette Holm"]
    (paragraph,) = reading.article.body
    assert copydesk.plain(paragraph).startswith("The ferry to Lund was late for the third time")
    assert copydesk.plain(paragraph).endswith("stood in the rain and sang.")
    assert paragraph.origin is not None
    assert paragraph.origin.page == 1
    assert paragraph.origin.box is not None


def test_the_sample(engine: str) -> None:
    article = copydesk.read(ROOT / "samples" / "ice-house.tif")
    assert copydesk.plain(article.head.headline) == "Ice from the mill pond keeps until August"
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ida Renner"]
    assert [copydesk.plain(block) for block in article.body if isinstance(block, Heading)] == ["A promise to the dairy"]
    assert sum(isinstance(block, Paragraph) for block in article.body) == 4


def test_a_crooked_and_noisy_scan(engine: str) -> None:
    page = drawn().rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    copy = recognised([as_scan(page, 150)])
    assert copy.text.split() == " ".join(words for _, _, words in ARTICLE).split()
    sizes = [line.size for line in copy.typeset().values()]
    assert sizes[0] > 2 * sizes[1]
    assert len(set(sizes[2:])) == 1


def test_the_pages_of_a_tiff(engine: str) -> None:
    pages = [drawn((("regular", 40, words),)) for words in ("First page", "Second page")]
    blank = Image.new("L", (600, 400), 255)
    data = saved(pages[0], "TIFF", save_all=True, append_images=[blank, pages[1]], compression="tiff_deflate")
    seen: list[tuple[int, int]] = []
    with watch_pages(lambda *counts: seen.append(counts)):
        copy = recognised(pictures.pages(data), first_page=4, done=2, number=pictures.number_of_pages(data) + 2)
    assert seen == [(3, 5), (4, 5), (5, 5)]
    assert [(line.text, line.typeset.page) for line in copy.lines if line.typeset] == [
        ("First page", 4), ("Second page", 6),
    ]  # fmt: skip
    assert [problem.message for problem in copy.problems] == ["no text was recognised on page 5"]


def test_a_blank_page_has_a_clear_error(engine: str) -> None:
    with pytest.raises(InputError, match="no text was recognised"):
        copydesk.read(saved(Image.new("L", (600, 400), 255)))


def test_another_language_is_recognised_by_its_own_data(engine: str) -> None:
    if "deu" not in tesseract.installed_languages():
        missing("tesseract-ocr-deu")
    lines = tuple(
        ("regular", 30, words) for words in ("Über die Brücke fährt seit gestern", "wieder ein größerer Zug.")
    )
    copy = recognised([as_scan(drawn(lines), 150)], "de-AT")
    assert copy.text == "Über die Brücke fährt seit gestern\nwieder ein größerer Zug."


def test_text_in_another_language_than_it_was_recognised_as_is_reported(engine: str) -> None:
    lines = tuple(("regular", 30, words) for words in (
        "Der Zug fährt nicht mehr über die Brücke, und", "niemand in der Stadt weiß, wann er das wieder tun", "wird.",
    ))  # fmt: skip
    problems = examine(saved(drawn(lines))).problems
    assert any("--lang de" in problem.message for problem in problems)


def test_nothing_is_recognised_where_that_is_not_wanted() -> None:
    with pytest.raises(InputError, match="its words may not be recognised"):
        load(saved(drawn()), None, ReadOptions(ocr="never"))


# ------------------------------------------------------------------------------------------------ the program


def test_tesseract_knows_all_languages_of_copydesk() -> None:
    assert [lang for lang in languages() if not tesseract.code_of(lang)] == []
    assert tesseract.code_of("zh-Hant-TW") == "chi_tra"
    with pytest.raises(UsageError, match="tesseract knows no language 'tlh'"):
        tesseract.code_of("tlh")


@pytest.fixture
def fresh() -> object:
    """The program is looked for anew, before and after."""
    for cached in (tesseract.program, tesseract.installed_languages):
        cached.cache_clear()
    yield None
    for cached in (tesseract.program, tesseract.installed_languages):
        cached.cache_clear()


def program(folder: Path, script: str) -> None:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\nif [ $1 = --list-langs ]; then echo List:; echo eng; exit; fi\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_without_tesseract_its_command_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: object) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingEngineError, match="tesseract") as raised:
        copydesk.read(saved(drawn()))
    assert PACKAGES["apt-get"][1]["tesseract"] in raised.value.remedy


def test_without_data_for_a_language_its_command_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: object
) -> None:
    program(tmp_path, "exit 1")
    (tmp_path / "apt-get").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(MissingEngineError, match="no data for the language 'zh'") as raised:
        copydesk.read(saved(drawn()), lang="zh")
    assert raised.value.remedy.endswith("apt-get install --no-install-recommends tesseract-ocr-chi-sim")


@pytest.mark.parametrize(
    ("script", "message"),
    [("echo no memory >&2; exit 1", "tesseract failed: no memory"), ("exec sleep 60", "did not finish a page")],
)
def test_a_program_that_fails_has_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: object, script: str, message: str
) -> None:
    program(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(tesseract, "TIMEOUT", 0.5)
    with pytest.raises(InputError, match=message):
        copydesk.read(saved(drawn()))


# ------------------------------------------------------------------------------------------------ pictures


def test_a_huge_picture_in_a_small_file_is_refused() -> None:
    for size in ((14_000, 11_000), (15_000, 12_500)):
        data = saved(Image.new("1", size), "TIFF", compression="group4")
        assert len(data) < 300_000
        with pytest.raises(InputError, match="150 million"):
            list(pictures.pages(data))


def test_a_large_picture_is_reduced() -> None:
    (scan,) = pictures.pages(saved(Image.new("1", (12_000, 9_000), 1), "TIFF", compression="group4", dpi=(600, 600)))
    with Image.open(io.BytesIO(scan.png)) as page:
        assert page.size == (6000, 4500)
    assert scan.resolution == 300


@pytest.mark.parametrize(
    ("dpi", "size", "resolution"),
    [((300, 300), (600, 400), 300), ((72, 72), (1170, 827), 100), (None, (2340, 1654), 200), (None, (9360, 20), 400)],
)
def test_the_resolution_of_a_picture(dpi: tuple[int, int] | None, size: tuple[int, int], resolution: float) -> None:
    page = Image.new("L", size)
    (scan,) = pictures.pages(saved(page, "JPEG", dpi=dpi) if dpi else saved(page))
    assert scan.resolution == pytest.approx(resolution, abs=0.1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_all_kinds_become_grey(mode: str) -> None:
    page = drawn((("regular", 60, "Rain"),)).convert("RGB")
    if mode in ("LA", "RGBA"):  # black letters on what is transparent
        page = Image.merge("RGBA", (*Image.new("RGB", page.size).split(), page.convert("L").point(lambda v: 255 - v)))
    if mode == "I;16":
        page = page.convert("L").convert("I").point(lambda value: value * 200).convert("I;16")
    (scan,) = pictures.pages(saved(page if mode == "I;16" else page.convert(mode)))
    with Image.open(io.BytesIO(scan.png)) as grey:
        assert grey.mode in ("1", "L")
        assert grey.convert("L").getextrema()[0] < 60  # type: ignore[operator]
        assert grey.convert("L").getpixel((0, 0)) == 255


def test_a_photograph_is_turned_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    (scan,) = pictures.pages(saved(Image.new("L", (60, 40)), "JPEG", exif=turned))
    with Image.open(io.BytesIO(scan.png)) as page:
        assert page.size == (40, 60)


PICTURES = [saved(drawn().resize((100, 70)), form) for form in ("PNG", "JPEG", "TIFF")]


@examples(60)
@given(st.sampled_from(PICTURES), st.data())
def test_damaged_pictures_are_unpacked_or_refused(picture: bytes, data: st.DataObject) -> None:
    damaged = bytearray(picture)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1) | st.integers(0, 60))] = data.draw(st.integers(0, 255))
    del damaged[data.draw(st.just(len(damaged)) | st.integers(4, len(damaged))) :]
    try:
        assert all(scan.png for scan in pictures.pages(bytes(damaged)))
    except InputError:
        return


def test_pictures_of_pages_are_left_where_they_are_to_be(tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    Image.new("L", (80, 40), 255).save(picture)
    with pytest.raises(copydesk.InputError, match="Leave out --ocr never"):
        copydesk.convert(picture, tmp_path / "page.md", ocr="never")


@pytest.mark.parametrize("degrees", [90])
def test_a_page_that_was_scanned_sideways_is_turned(engine: str, degrees: int) -> None:
    if "osd" not in tesseract.installed_languages():
        missing("tesseract-ocr-osd")
    more = tuple(("regular", 26, words) for _, _, words in ARTICLE[3:]) * 3
    page = drawn((*ARTICLE, *more)).rotate(degrees, expand=True)
    article = copydesk.read(saved(page))
    assert copydesk.plain(article.head.headline or ()) == "Ferry to Lund is late again"
    assert "stood in the rain and sang." in copydesk.plain(article.body)


def test_a_page_of_sure_words_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    row = b"5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t%d\tferry\n"
    tables = {"upright": b"head\n" + row % 90 * 9, "lying": b"head\n" + row % 20 * 9, "none": b"head\n"}
    asked: list[str] = []

    def recognise(png: bytes, resolution: float, code: str) -> bytes:
        asked.append(png.decode())
        return tables[png.decode()]

    monkeypatch.setattr(tesseract, "recognise", recognise)
    monkeypatch.setattr(tesseract, "installed_languages", lambda: frozenset({"eng", "osd"}))
    monkeypatch.setattr(tesseract, "orientation", lambda png, resolution: b"Rotate: 90\n")
    monkeypatch.setattr(turned, "_turned", lambda png, degrees: b"upright" if degrees == 90 else b"none")
    assert turned.recognise_upright(b"upright", 300, "eng") == tables["upright"]
    assert asked == ["upright"]
    assert turned.recognise_upright(b"lying", 300, "eng") == tables["upright"]
    monkeypatch.setattr(tesseract, "orientation", lambda png, resolution: b"Rotate: 0\n")
    assert turned.recognise_upright(b"lying", 300, "eng") == tables["lying"]
    monkeypatch.setattr(tesseract, "orientation", lambda png, resolution: b"Rotate: 180\n")
    assert turned.recognise_upright(b"lying", 300, "eng") == tables["lying"]
