"""Pictures of PDFs: which of them are of the article, where they stand, and how they look."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageFile

import copydesk
from copydesk.image_files import stripped
from copydesk.pictures import decoded
from copydesk.reading.pdf.chosen import joined
from copydesk.reading.pdf.images import PlacedImage
from copydesk.tree import Article, Figure, Paragraph
from copydesk.visit import plain
from tests.pdf_files import HEIGHT, Page, Stream, column, painted, pdf, words
from tests.picture_files import corner, figures, image, picture_file, pictures

JPEG = picture_file("JPEG", 200, 150)
TITLE = words("The wheel that would not stop", 40, 60, 20, "B")
ABOVE = [
    "The mill at the weir had stood still for a year when the",
    "village woke in the night, and everybody heard it turn.",
]
BELOW = [
    "Nobody had opened the gate. The miller lay in bed, and",
    "his key hung on the nail by the door, as it always had.",
]


def photo(
    data: bytes = JPEG, width: int = 200, height: int = 150, colours: str = "DeviceRGB", more: str = ""
) -> Stream:
    """A picture that is a JPEG file."""
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8"
    return Stream(f"{entries} /ColorSpace /DeviceRGB /Filter /DCTDecode {more}", data)


def pixels(shown: Image.Image, more: str = "", colours: str = "DeviceRGB") -> Stream:
    """A picture that is packed without loss."""
    entries = f"/Type /XObject /Subtype /Image /Width {shown.width} /Height {shown.height} /BitsPerComponent 8"
    return Stream(f"{entries} /ColorSpace /{colours} /Filter /FlateDecode {more}", zlib.compress(shown.tobytes()))


def article_page(*shown: str) -> str:
    """A page of an article with two paragraphs, and what is shown between them."""
    return TITLE + "".join((*column(ABOVE, 40, 100), *shown, *column(BELOW, 40, 330)))


def read(*pages: Page | str, **streams: Stream) -> Article:
    return copydesk.read(pdf(*pages, streams=streams))


def kinds(article: Article) -> list[str]:
    return [type(section).__name__ for section in article.body]


def test_a_photo_stands_where_it_is_read() -> None:
    article = read(article_page(painted("A", 40, 140, 200, 150)), A=photo())
    assert kinds(article) == ["Paragraph", "Figure", "Paragraph"]
    assert article.body[1] == Figure(picture=decoded(JPEG))
    without = read(article_page())
    assert [plain(one) for one in article.body if isinstance(one, Paragraph)] == [plain(one) for one in without.body]


def test_a_photo_keeps_the_bytes_of_the_file_but_not_what_its_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned, which no PDF heeds
    exif[0x010E] = "by Ana Ruiz"
    data = picture_file("JPEG", 200, 150, "RGB", exif=exif.tobytes())
    (picture,) = pictures(read(article_page(painted("A", 40, 140, 200, 150)), A=photo(data)))
    assert picture.data == stripped(data)
    assert b"Ana Ruiz" not in picture.data
    assert corner(picture) == "upper left"


def test_a_picture_has_the_caption_below_it() -> None:
    caption = words("Photo: The wheel in the spring, before it stopped. Ana Ruiz", 40, 304, 8)
    article = read(article_page(painted("A", 40, 140, 200, 150), caption), A=photo())
    without = read(article_page(caption))
    assert [figure.picture is not None for figure in figures(article)] == [True]
    assert [figure.caption for figure in figures(article)] == [figure.caption for figure in figures(without)]


@pytest.mark.parametrize("above", [False, True])
def test_pictures_below_one_another_have_each_its_own_caption(*, above: bool) -> None:
    """Each caption is as near to the next picture as to its own, or nearer."""
    wheel, weir = "Photo: The wheel before it stopped. Ana Ruiz", "Photo: The weir after the storm. Ana Ruiz"
    shown = (
        *(words(text, 40, down, 8) for text, down in ((wheel, 136 if above else 211), (weir, 207 if above else 285))),
        painted("A", 40, 140, 200, 60),
        painted("B", 40, 213 if above else 214, 200, 60),
    )
    article = read(article_page(*shown), A=photo(), B=photo(picture_file("JPEG", 200, 100), 200, 100))
    found = [
        (figure.picture and figure.picture.height, plain((figure.caption, figure.credit)))
        for figure in figures(article)
    ]
    assert [(height, "wheel" in said) for height, said in found] == [(150, True), (100, False)]


BELOW_PICTURE = {
    "its number opens it": ("Figure 1: The wheel before it stopped", 10.0, True),
    "it is small": ("The wheel in the spring of that year, when it still turned", 8.0, True),
    "it is text": ("The wheel in the spring of that year, when it still turned", 10.0, False),
}


@pytest.mark.parametrize("name", BELOW_PICTURE)
def test_a_paragraph_right_below_a_picture_may_be_its_caption(name: str) -> None:
    words_below, size, is_caption = BELOW_PICTURE[name]
    below = words(words_below, 40, 305, size)
    article = read(article_page(painted("A", 40, 140, 200, 150), below), A=photo())
    (figure,) = figures(article)
    assert plain(figure.caption) == (words_below if is_caption else "")
    assert words_below in plain(article)


TURNS = {
    "as it is": ("", "upper left"),
    "upside down": ("1 0 0 -1 0 1", "lower left"),
    "mirrored": ("-1 0 0 1 1 0", "upper right"),
    "by half": ("-1 0 0 -1 1 1", "lower right"),
    "by a quarter": ("0 1 -1 0 1 0", "lower left"),
}


@pytest.mark.parametrize("name", TURNS)
@pytest.mark.parametrize("kind", ["lossless", "lossy"])
def test_a_picture_looks_as_it_is_painted(name: str, kind: str) -> None:
    turn, expected = TURNS[name]
    stream = photo() if kind == "lossy" else pixels(image(200, 150))
    article = read(article_page(painted("A", 40, 140, 160, 160, turn=turn)), A=stream)
    assert [corner(picture) for picture in pictures(article)] == [expected]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_are_turned(turned: int) -> None:
    content = article_page(painted("A", 40, 140, 160, 150))
    matrix = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 400 {HEIGHT}", 270: "0 -1 1 0 0 400"}[turned]
    box = "/MediaBox [0 0 400 600]" if turned == 180 else "/MediaBox [0 0 600 400]"
    article = read(Page(f"q {matrix} cm {content} Q", f"{box} /Rotate {turned}"), A=photo())
    assert [corner(picture) for picture in pictures(article)] == ["upper left"]
    assert kinds(article) == ["Paragraph", "Figure", "Paragraph"]


def test_a_mask_and_inverted_colours_are_heeded() -> None:
    whole = Image.new("L", (200, 150), 255)
    whole.paste(0, (0, 0, 100, 75))  # the red quarter is not seen
    masked = photo(more="/SMask 901 0 R")
    article = read(article_page(painted("A", 40, 140, 200, 150)), A=masked, M=pixels(whole, colours="DeviceGray"))
    assert [corner(picture) for picture in pictures(article)] == ["nowhere"]
    inverted = photo(more="/Decode [1 0 1 0 1 0]")
    (picture,) = pictures(read(article_page(painted("A", 40, 140, 200, 150)), A=inverted))
    with Image.open(io.BytesIO(picture.data)) as opened:
        red, _, blue = opened.convert("RGB").getpixel((20, 20))  # type: ignore[misc]
    assert blue > red


def test_a_picture_is_cut_as_the_page_cuts_it() -> None:
    cut = f"q 40 {HEIGHT - 140 - 75} 100 75 re W n {painted('A', 40, 140, 200, 150)} Q\n"
    (picture,) = pictures(read(article_page(cut), A=photo()))
    assert (picture.width, picture.height) == (100, 75)
    with Image.open(io.BytesIO(picture.data)) as opened:
        red, _, blue = opened.convert("RGB").getpixel((90, 60))  # type: ignore[misc]
    assert red > blue


def test_a_picture_in_a_form() -> None:
    form = Stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [.01 0 0 .01 0 0]"
        " /Resources << /XObject << /A 901 0 R >> >>",
        b"q 100 0 0 100 0 0 cm /A Do Q",
    )
    article = read(article_page(painted("F", 40, 140, 200, 150)), F=form, A=photo())
    assert kinds(article) == ["Paragraph", "Figure", "Paragraph"]
    assert pictures(article) == [decoded(JPEG)]


def test_strips_are_one_picture() -> None:
    whole = image(200, 160)
    names = "ABCD"
    strips = {name: pixels(whole.crop((0, at * 40, 200, at * 40 + 40))) for at, name in enumerate(names)}
    shown = [painted(name, 40, 140 + at * 40, 200, 40) for at, name in enumerate(names)]
    article = read(article_page(*shown), **strips)
    assert kinds(article) == ["Paragraph", "Figure", "Paragraph"]
    (picture,) = pictures(article)
    assert corner(picture) == "upper left"
    assert 1.2 < picture.width / picture.height < 1.3


def test_pictures_that_touch_along_a_whole_side_are_joined() -> None:
    def placed(left: float, top: float, right: float, bottom: float) -> PlacedImage:
        return PlacedImage((0,), (left, top, right, bottom), (left, top, right, bottom), 10, 10)

    upper, lower, beside, apart = (
        placed(0, 0, 50, 20), placed(0, 20, 50, 40), placed(50.5, 0, 90, 20), placed(0, 45, 50, 60),
    )  # fmt: skip
    assert [len(group) for group in joined([upper, apart, lower, beside])] == [1, 3]
    assert [len(group) for group in joined([placed(0, 0, 50, 20), placed(50, 10, 90, 40)])] == [1, 1]


def many_lines(left: float, down: float) -> str:
    return "".join(
        column([f"{line} and the {number}th time too." for number, line in enumerate(ABOVE * 4)], left, down)
    )


NO_PICTURES = {
    "a rule": painted("A", 40, 200, 300, 6),
    "an icon": painted("A", 40, 200, 20, 20),
    "the background of a box": painted("A", 30, 140, 340, 150) + many_lines(40, 160),
    "the background of a box in a longer text": painted("A", 30, 140, 340, 150)
    + many_lines(40, 160)
    + many_lines(40, 380)
    + many_lines(40, 480),
    "the whole page": painted("A", 0, 0, 400, 600),
    "beyond the page": painted("A", 420, 140, 200, 150),
    "a logo above the article": painted("A", 40, 5, 60, 40),
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_of_the_article(name: str) -> None:
    assert not pictures(read(NO_PICTURES[name] + article_page(), A=photo()))


def test_a_picture_that_fills_its_page_is_none_of_the_article() -> None:
    page = painted("A", 0, 0, 400, 545) + "".join(column(BELOW, 40, 565))
    assert not pictures(read(article_page(), page, A=photo()))


def test_what_pages_repeat_is_no_picture_of_the_article() -> None:
    logo, large = painted("A", 40, 250, 60, 60), painted("B", 200, 150, 180, 150)
    pages = [article_page(logo, large if number < 1 else "").replace("night", f"night {number}") for number in range(2)]
    article = read(*pages, A=photo(), B=photo(picture_file("JPEG", 180, 150), 180, 150))
    assert [picture.width for picture in pictures(article)] == [180]
    thrice = [article_page(painted("A", 40, 140, 300, 150)).replace("night", f"night {number}") for number in range(3)]
    assert not pictures(read(*thrice, A=photo()))


def test_a_drawing_over_a_picture_is_shown_with_it() -> None:
    line = f"q 0 1 0 RG 9 w 60 {HEIGHT - 270} m 220 {HEIGHT - 270} l S Q\n"
    (picture,) = pictures(read(article_page(painted("A", 40, 140, 200, 150), line), A=photo()))
    with Image.open(io.BytesIO(picture.data)) as opened:
        shown = opened.convert("RGB")
    red, green, blue = shown.getpixel((shown.width // 2, int(shown.height * 130 / 150)))  # type: ignore[misc]
    assert green > red + 100
    assert green > blue + 100


def test_the_shadow_of_a_drawing_is_no_picture() -> None:
    grey = pixels(Image.new("RGB", (100, 80), (60, 60, 60)), more="/SMask 901 0 R")
    mask = pixels(Image.linear_gradient("L").resize((100, 80)), colours="DeviceGray")
    line = f"q 0 1 0 RG 9 w 60 {HEIGHT - 200} m 220 {HEIGHT - 200} l S Q\n"
    assert not pictures(read(article_page(painted("A", 40, 140, 200, 150), line), A=grey, M=mask))


def test_a_picture_between_two_columns_of_a_page() -> None:
    left = [f"The left column tells of the mill in line {number}." for number in range(8)]
    right = [f"The right one is of the weir in line {number}." for number in range(8)]
    content = TITLE + "".join((
        *column(left, 30, 100, 7), painted("A", 30, 210, 160, 100), *column(["It was still the left one."], 30, 330, 7),
        *column(right, 215, 100, 7), painted("B", 215, 210, 160, 100), *column(["It was the right one."], 215, 330, 7),
    ))  # fmt: skip
    article = read(content, A=photo(), B=photo(picture_file("JPEG", 160, 150), 160, 150))
    shown = [("picture" if isinstance(one, Figure) else plain(one)[:9]) for one in article.body]
    assert shown.index("picture") < next(at for at, words in enumerate(shown) if words == "The right")
    assert [picture.width for picture in pictures(article)] == [200, 160]


def test_a_picture_at_the_foot_of_a_column() -> None:
    left = [f"The left column tells of the mill in line {number}." for number in range(8)]
    right = [f"The right one is of the weir in line {number}." for number in range(20)]
    foot = painted("A", 30, 205, 160, 130)
    heading = words("The weir", 215, 100, 10, "B")
    article = read(TITLE + "".join((*column(left, 30, 100, 7), foot, heading, *column(right, 215, 120, 7))), A=photo())
    assert kinds(article) == ["Paragraph", "Figure", "Heading", "Paragraph"]


def test_portraits_stand_before_the_text_beside_them() -> None:
    persons = "".join((
        painted("A", 40, 100, 60, 60), *column(["Ana Ruiz keeps the weir, and", "has done so for years."], 120, 110),
        painted("B", 40, 200, 60, 60), *column(["Jo Park mends the wheel, and", "nobody pays for it."], 120, 210),
        *column(BELOW, 40, 330),
    ))  # fmt: skip
    article = read(TITLE + persons, A=photo(), B=photo(picture_file("JPEG", 160, 150), 160, 150))
    shown = ["picture" if isinstance(one, Figure) else plain(one).split()[0] for one in article.body]
    assert shown == ["picture", "Ana", "picture", "Jo", "Nobody"]


def test_pictures_that_are_damaged_or_empty() -> None:
    damaged = {"A": photo(JPEG[:300])}
    reading = copydesk.examine(pdf(article_page(painted("A", 40, 140, 200, 150)), streams=damaged))
    assert kinds(reading.article) == ["Paragraph", "Paragraph"]
    assert "the picture at the middle of page 1 (it is damaged" in "".join(one.message for one in reading.problems)
    empty = {"A": pixels(Image.new("RGB", (200, 150), "green"))}
    reading = copydesk.examine(pdf(article_page(painted("A", 40, 140, 200, 150)), streams=empty))
    assert kinds(reading.article) == ["Paragraph", "Paragraph"]
    assert not reading.problems


def test_a_photo_that_is_cut_off_is_shown_as_the_page_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = picture_file("JPEG", 200, 150, "RGB", quality=95)
    for truncated in (False, True):  # WeasyPrint has Pillow load what is cut off
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", truncated)
        article = read(article_page(painted("A", 40, 140, 200, 150)), A=photo(whole[: len(whole) * 9 // 10]))
        assert [corner(picture) for picture in pictures(article)] == ["upper left"]


def test_a_picture_that_is_too_large_is_said() -> None:
    huge = photo(width=60_000, height=60_000)
    reading = copydesk.examine(pdf(article_page(painted("A", 40, 140, 200, 150)), streams={"A": huge}))
    assert not pictures(reading.article)
    assert any(
        problem.kind == "set_aside" and "the picture at the middle of page 1" in problem.message
        for problem in reading.problems
    )
