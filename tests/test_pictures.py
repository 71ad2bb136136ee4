"""The bytes of pictures: what is decoded, refused, left out and kept to the bit."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFile

import copydesk
from copydesk import image_files
from copydesk.errors import InputError
from copydesk.pictures import LONGEST_SIDE, decoded
from copydesk.tree import Article, Figure, Picture


def drawn(mode: str = "RGB", size: tuple[int, int] = (120, 60)) -> Image.Image:
    """A picture whose left half is red, or dark, with a frame."""
    image = Image.new("RGB", size, (240, 240, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, max(0, size[0] // 2 - 1), size[1]), (200, 20, 20))
    return image.quantize(8) if mode == "P" else image.convert(mode)


def noise(size: tuple[int, int] = (200, 100)) -> Image.Image:
    """A picture of many colours, always the same."""
    import random

    return Image.frombytes("RGB", size, random.Random(4).randbytes(size[0] * size[1] * 3))


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def is_red_on_the_left(image: Image.Image) -> bool:
    shown = image.convert("RGB")
    left, right = (shown.getpixel((int(shown.width * part), shown.height // 2)) for part in (0.2, 0.8))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    return left[0] > left[1] + 100 and abs(right[0] - right[1]) < 20


FORMS = [
    ("RGB", "PNG", "image/png"),
    ("P", "PNG", "image/png"),
    ("RGBA", "PNG", "image/png"),
    ("RGB", "JPEG", "image/jpeg"),
    ("CMYK", "JPEG", "image/jpeg"),
    ("P", "GIF", "image/png"),
    ("RGB", "WEBP", "image/png"),
    ("RGB", "TIFF", "image/png"),
    ("RGB", "BMP", "image/png"),
    ("RGB", "AVIF", "image/png"),
    ("RGB", "JPEG2000", "image/png"),
    ("YCbCr", "TIFF", "image/png"),
]


@pytest.mark.parametrize(("mode", "form", "media_type"), FORMS)
def test_each_form_is_decoded(mode: str, form: str, media_type: str) -> None:
    picture = decoded(saved(drawn(mode), form))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 120, 60)
    assert opened(picture).mode in ("RGB", "RGBA", "P")
    assert is_red_on_the_left(opened(picture))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I", "I;16", "F"])
def test_shades_of_grey_are_kept(mode: str) -> None:
    shades = Image.new("L", (100, 40), 255)
    shades.paste(0, (0, 0, 50, 40))
    if mode == "I;16":
        shades = shades.convert("I").point(lambda value: value * 257).convert("I;16")
    picture = decoded(saved(shades if mode == "I;16" else shades.convert(mode), "PNG" if mode == "LA" else "TIFF"))
    grey = opened(picture).convert("L")
    assert (grey.getpixel((10, 10)), grey.getpixel((90, 10))) == (0, 255)


@pytest.mark.parametrize(("mode", "form", "_"), FORMS)
@pytest.mark.parametrize("size", [(120, 60), (LONGEST_SIDE + 100, 60)])
def test_what_is_decoded_once_stays_as_it_is(mode: str, form: str, _: str, size: tuple[int, int]) -> None:
    picture = decoded(saved(drawn(mode, size), form))
    assert max(picture.width, picture.height) <= LONGEST_SIDE
    assert decoded(picture.data) == picture


def test_what_is_too_wide_is_scaled_down() -> None:
    picture = decoded(saved(drawn(size=(LONGEST_SIDE * 2, 400)), "JPEG"))
    assert (picture.width, picture.height) == (LONGEST_SIDE, 200)
    assert is_red_on_the_left(opened(picture))


def with_exif(image: Image.Image, form: str, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Somebody"
    return saved(image, form, exif=exif)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_pictures_stand_upright(form: str) -> None:
    lying = with_exif(drawn().rotate(90, expand=True), form, 6)  # to be turned clockwise by a quarter
    picture = decoded(lying)
    assert (picture.width, picture.height) == (120, 60)
    assert is_red_on_the_left(opened(picture))
    assert decoded(picture.data) == picture


METADATA: list[tuple[str, Callable[[], bytes]]] = [
    ("exif", lambda: with_exif(drawn(), "JPEG")),
    ("exif of PNG", lambda: with_exif(drawn(), "PNG")),
    ("comment", lambda: saved(drawn(), "JPEG", comment=b"Somebody")),
    ("XMP", lambda: saved(drawn(), "JPEG", xmp=b"<x>Somebody</x>")),
    ("after the end", lambda: saved(drawn(), "JPEG") + b"Somebody"),
    ("after the end of PNG", lambda: saved(drawn(), "PNG") + b"Somebody"),
    ("comment of GIF", lambda: saved(drawn("P"), "GIF", comment=b"Somebody")),
]


@pytest.mark.parametrize(("name", "data"), METADATA, ids=[name for name, _ in METADATA])
def test_metadata_are_left_out(name: str, data: Callable[[], bytes]) -> None:
    content = data()
    assert b"Somebody" in content
    picture = decoded(content)
    assert b"Somebody" not in picture.data
    assert is_red_on_the_left(opened(picture))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("options", [{}, {"progressive": True, "restart_marker_rows": 1}, {"dpi": (300, 300)}])
def test_no_pixel_is_changed(form: str, options: dict[str, Any]) -> None:
    content = with_exif(noise(), form) if not options else saved(noise(), form, **options)
    assert opened(decoded(content)).tobytes() == Image.open(io.BytesIO(content)).tobytes()


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_only_a_small_colour_profile_is_kept(form: str) -> None:
    assert opened(decoded(saved(noise(), form, icc_profile=PROFILE))).info["icc_profile"] == PROFILE
    large = PROFILE + noise((100, 100)).tobytes()
    picture = decoded(saved(noise(), form, icc_profile=large))
    assert "icc_profile" not in opened(picture).info
    assert len(picture.data) < len(saved(noise(), form)) * 1.6


def test_a_photograph_is_a_jpeg_and_a_drawing_is_not() -> None:
    smooth = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 45)])
    photograph = Image.blend(smooth, Image.effect_noise((256, 256), 40).convert("RGB"), 0.2)
    assert decoded(saved(photograph, "BMP")).media_type == "image/jpeg"
    assert decoded(saved(drawn(), "BMP")).media_type == "image/png"


def large_png(width: int, height: int) -> bytes:
    """A PNG file that says it is so large, with next to nothing in it."""
    start = saved(drawn("1"), "PNG")
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + start[24:29]
    import zlib

    return start[:12] + head + zlib.crc32(head).to_bytes(4, "big") + start[33:]


REFUSED = [
    (b"", "it is not a picture that can be shown: it is no JPEG, PNG, GIF, WebP, TIFF, BMP or AVIF"),
    (b"words", "it is not a picture that can be shown: it is no JPEG, PNG, GIF, WebP, TIFF, BMP or AVIF"),
    (b'<?xml version="1.0"?><svg/>', "it is not a picture that can be shown: it is SVG, a drawing: save it as PNG"),
    (saved(noise(), "PNG")[:9_000], "it is damaged: image file is truncated"),
    (saved(noise(), "JPEG")[:9_000], "it is damaged: image file is truncated (6 bytes not processed)"),
    (saved(drawn(size=(1, 1)), "GIF"), "it is not a picture that can be shown: it has only 1 by 1 pixels"),
    (saved(drawn(size=(400, 23)), "PNG"), "it is not a picture that can be shown: it has only 400 by 23 pixels"),
    (saved(drawn(size=(4800, 30)), "PNG"), "it is not a picture that can be shown: it has only 4,800 by 30 pixels"),
    (large_png(10_000, 5_001), "it has 50 megapixels; the limit is 50"),
    (large_png(13_400, 10_000), "it has 134 megapixels; the limit is 50"),
    (large_png(100_000, 20_000), "it has 2000 megapixels; the limit is 50"),
    (bytes(image_files.MOST_BYTES + 2**20), "it has 41 MB; the limit is 40 MB"),
]


@pytest.mark.parametrize("tolerant", [False, True])
@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_cannot_be_shown_is_refused_with_the_reason(
    data: bytes, reason: str, tolerant: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where WeasyPrint has told Pillow to accept what is cut off."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", tolerant)
    with pytest.raises(ValueError, match=f"{re.escape(reason)}$"):
        decoded(data)


# ------------------------------------------------------------------------------------------------ in the tree


def as_json(**changed: Any) -> str:
    picture = json.loads(Article(body=(Figure(picture=decoded(saved(drawn(), "PNG"))),)).to_json())
    picture["body"][0]["picture"] |= changed
    return json.dumps(picture)


WRONG = [
    ({"data": "no base64!"}, "Invalid base64 encoded string"),
    ({"data": "d29yZHM="}, "it is neither JPEG nor PNG"),
    ({"data": "iVBORw0KGgoAAAA="}, "its PNG header is missing"),
    ({"data": "/9j/4AAQSkZJRgAB"}, "its JPEG header is missing"),
    ({"width": 121}, "the picture is called image/png of 121 by 60 pixels and is image/png of 120 by 60 pixels"),
    ({"media_type": "image/jpeg"}, "the picture is called image/jpeg of 120 by 60 pixels and is image/png of"),
    ({"media_type": "image/gif"}, "Invalid enum value 'image/gif'"),
]


@pytest.mark.parametrize(("changed", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_picture_in_json_is_one(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Article.from_json(as_json(**changed))
    with pytest.raises(InputError, match=f"{message}.* at body\\[0\\].picture"):
        copydesk.read(as_json(**changed), from_="json")


def test_a_picture_in_json_is_decoded_in_full_and_stripped() -> None:
    cut = saved(noise(), "PNG")[:9_000]
    article = Article(body=(Figure(picture=Picture("image/png", cut, 200, 100)),))
    with pytest.raises(InputError, match="a picture cannot be shown: it is damaged"):
        copydesk.read(article.to_json(), from_="json")
    beside = saved(drawn(), "PNG") + b"Somebody"
    article = Article(body=(Figure(picture=Picture("image/png", beside, 120, 60)),))
    assert copydesk.read(article.to_json(), from_="json").body == (Figure(picture=decoded(beside)),)


def test_nobody_is_shown_the_bytes_of_a_picture() -> None:
    picture = decoded(saved(drawn(), "PNG"))
    assert repr(picture) == f"Picture('image/png', <{len(picture.data)} bytes>, 120, 60)"
    assert len(repr(Article(body=(Figure(picture=picture),)))) < 600
