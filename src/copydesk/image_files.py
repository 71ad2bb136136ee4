"""The bytes of JPEG and PNG files: how large their picture is, and the same file without what was written beside it.

Cameras and programs add where and by whom a picture was taken, thumbnails and comments. Leaving these out here, without
decoding the picture, costs no quality, and gives the same bytes if it is done again. Nothing here needs a library.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Literal, NamedTuple

MediaType = Literal["image/jpeg", "image/png"]

MOST_BYTES = 40 * 2**20
MOST_PIXELS = 50_000_000
LARGEST_PROFILE = 2**14
"""The largest colour profile, in bytes, that is kept: those of cameras have under 4 kB, those of presses megabytes."""


class Header(NamedTuple):
    """What a file says of its picture: the size is in pixels. ``is_common`` says that any program can show its kind:
    no 16-bit PNG, no arithmetic coding."""

    media_type: MediaType
    width: int
    height: int
    is_common: bool = True


def header(data: bytes) -> Header:
    """The header of a JPEG or PNG file. Raises ValueError if it is neither or ends before it says its size."""
    if data.startswith(_PNG):
        if data[12:16] != b"IHDR" or len(data) < 33:
            raise ValueError("its PNG header is missing")
        width, height = struct.unpack(">II", data[16:24])
        return Header("image/png", width, height, data[24] <= 8)
    if data.startswith(_JPEG):
        for marker, _, content in _segments(data):
            if marker in _FRAMES and len(content) >= 5:
                height, width = struct.unpack(">HH", content[1:5])
                return Header("image/jpeg", width, height, marker in _COMMON_FRAMES)
        raise ValueError("its JPEG header is missing")
    raise ValueError("it is neither JPEG nor PNG")


def check_size(size_in_bytes: int, width: int, height: int) -> None:
    """Raises ValueError for a picture that is larger than any that is shown."""
    if size_in_bytes > MOST_BYTES:
        raise ValueError(f"it has {size_in_bytes / 2**20:.0f} MB; the limit is {MOST_BYTES // 2**20} MB")
    if width * height > MOST_PIXELS:
        megapixels = f"{width * height / 10**6:.0f}"
        raise ValueError(f"it has {megapixels} megapixels; the limit is {MOST_PIXELS // 10**6}")
    if width < 1 or height < 1:
        raise ValueError("it has no pixels")


def stripped(data: bytes) -> bytes:
    """The JPEG or PNG file with nothing but what its first picture needs, and a small colour profile. Raises ValueError
    if it is damaged."""
    return _stripped_png(data) if data.startswith(_PNG) else _stripped_jpeg(data)


# ------------------------------------------------------------------------------------------------------ PNG

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}


def _stripped_png(data: bytes) -> bytes:
    kept = [_PNG]
    position = len(_PNG)
    while position + 12 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        if end > len(data):
            raise ValueError("it is cut off")
        if kind == b"IEND":
            break
        if kind in _CHUNKS and not (kind == b"iCCP" and end - position > LARGEST_PROFILE):
            kept.append(data[position:end])
        position = end
    return b"".join((*kept, b"\x00\x00\x00\x00IEND\xaeB`\x82"))


# ----------------------------------------------------------------------------------------------------- JPEG

_JPEG = b"\xff\xd8\xff"
_COMMON_FRAMES = frozenset((0xC0, 0xC1, 0xC2))  # baseline, extended and progressive, Huffman-coded
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END, _PROFILE, _JFIF, _ADOBE = 0xDA, 0xD9, 0xE2, 0xE0, 0xEE
_BESIDE = frozenset((*range(0xE0, 0xF0), 0xFE))  # segments of applications, and comments


class _Segment(NamedTuple):
    """A segment of a JPEG file: its marker, all its bytes, and its content without marker and length."""

    marker: int
    whole: bytes
    content: bytes


def _segments(data: bytes) -> Iterator[_Segment]:
    """The segments up to the end of the first picture, each scan with its data. Raises ValueError for other bytes."""
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise ValueError(f"it is damaged at byte {position}")
        marker = data[position + 1]
        if marker == 0xFF:  # fill
            position += 1
            continue
        if marker == _END:
            return
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        content = data[position + 4 : end]
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        yield _Segment(marker, data[position:end], content)
        position = end


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the next marker stands, from this position on, that is no part of the data of a scan."""
    while 0 <= (position := data.find(b"\xff", position)) < len(data) - 1:
        following = data[position + 1]
        if following == 0xFF:
            position += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:  # a byte of the data, a restart
            position += 2
        else:
            return position
    return len(data)


def _stripped_jpeg(data: bytes) -> bytes:
    segments = list(_segments(data))
    profile = [one for one in segments if one.marker == _PROFILE and one.content.startswith(b"ICC_PROFILE\0")]
    if sum(len(one.whole) for one in profile) > LARGEST_PROFILE:
        profile = []
    kept = [one.whole for one in segments if one.marker not in _BESIDE or _says_colours(one) or one in profile]
    return b"".join((b"\xff\xd8", *kept, b"\xff\xd9"))


def _says_colours(segment: _Segment) -> bool:
    """Whether a segment of an application says how the numbers of the picture are meant."""
    if segment.marker == _JFIF:
        return segment.content.startswith(b"JFIF\0") and len(segment.content) == 14  # without a thumbnail
    return segment.marker == _ADOBE and segment.content.startswith(b"Adobe")
