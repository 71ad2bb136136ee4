"""Bytes -> text: byte order mark, then strict UTF-8, then the likeliest legacy encoding.

UTF-8 is tried before any guess because text that decodes as UTF-8 by chance is practically unknown. Where it fails,
``code_pages`` finds the encoding that fits the letters, faust-cchardet the rare ones, and cp1252 is the last resort,
for most Western files are in it. A byte that means nothing in the encoding becomes U+FFFD, and is reported.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._source import LIMIT
from copydesk.reading.text.characters.code_pages import likeliest_page, likeliest_wide, switched
from copydesk.reading.text.characters.unmarked import wide_without_mark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_RECOGNISE = "Save it as PNG, JPEG or TIFF, whose text is recognised"
_UNPACK = "Unpack it first"
_MAGIC = tuple(
    (re.compile(pattern, re.DOTALL), kind, remedy)
    for pattern, kind, remedy in (
        (rb"%PDF-", "a PDF file", "Extract its text first, for instance with `pdftotext article.pdf`"),
        (rb"%!PS", "a PostScript file", "Make a PDF of it first, for instance with `ps2pdf`"),
        (
            rb"PK\x03\x04",
            "a ZIP archive (a Word, EPUB or OpenDocument file is one)",
            "Save its text as plain text first; of an archive of articles, `copydesk batch` makes documents of each",
        ),
        (
            rb"\xd0\xcf\x11\xe0",
            "an old Word or Office file, or one locked with a password",
            "Save it without one, or as plain text",
        ),
        (rb"\{\\rtf", "a rich text file", "Save it as plain text first"),
        (
            rb".{60}(?:BOOKMOBI|TEXtREAd)",
            "an e-book of a Kindle or a Palm",
            "Make an EPUB of it first, for instance with calibre",
        ),
        (rb"\x89PNG", "a PNG picture", "Recognise its text first, for instance with tesseract"),
        (rb"\xff\xd8\xff", "a JPEG picture", "Recognise its text first, for instance with tesseract"),
        (rb"II\*\x00|MM\x00\*", "a TIFF picture", "Recognise its text first, for instance with tesseract"),
        (rb"GIF8", "a GIF picture", _RECOGNISE),
        (rb"RIFF.{4}WEBP", "a WebP picture", _RECOGNISE),
        (rb"BM.{4}\x00{4}", "a BMP picture", _RECOGNISE),
        (rb".{4}ftyp(?:heic|heix|mif1|avif)", "a HEIF or AVIF picture", _RECOGNISE),
        (rb"AT&TFORM", "a DjVu file", "Make a PDF of it first, for instance with `ddjvu -format=pdf`"),
        (rb"\x1f\x8b", "a gzip archive", _UNPACK),
        (rb"BZh", "a bzip2 archive", _UNPACK),
        (rb"\xfd7zXZ", "an xz archive", _UNPACK),
        (rb"7z\xbc\xaf", "a 7z archive", _UNPACK),
        (rb"Rar!\x1a\x07", "a RAR archive", _UNPACK),
        (rb"\x7fELF", "a program", "Name the text of an article"),
    )
)
"""How files begin that hold no plain text, what they are, and what to do."""

_ENCODING_SAMPLE = 2**18

# All C0 controls but those that text holds by design: backspace, tab, line feed, vertical tab, form feed, carriage
# return, escape, and the substitute that old DOS files end in.
_CONTROL = re.compile(rb"[\x00-\x07\x0e-\x19\x1c-\x1f]")


class Decoded(NamedTuple):
    """The raw text, its encoding, and the problems of decoding it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(source: bytes | str) -> Decoded:
    """The raw text of an input.

    Raises InputError if it is empty, larger than ``LIMIT``, binary, or in no known encoding.
    """
    if len(source) > LIMIT:
        raise InputError(
            f"it holds {len(source) / 2**20:.0f} MB, and an article may hold {LIMIT // 2**20} MB", "Split it"
        )
    decoded = Decoded(source.removeprefix("\ufeff"), "str") if isinstance(source, str) else _from_bytes(source)
    if not decoded.text or decoded.text.isspace():
        raise InputError("it holds no text", "Name a file that holds an article")
    return decoded


def _from_bytes(data: bytes) -> Decoded:
    for beginning, kind, remedy in _MAGIC:
        if beginning.match(data):
            raise InputError(f"it is {kind}, not text", remedy)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding)
    wide = wide_without_mark(data)
    if wide:
        text = data.decode(wide, "replace")
        return Decoded(text, wide, _unreadable(text, wide))
    padded = len(data) - len(data.rstrip(b"\x00"))
    if padded:
        decoded = _from_bytes(data[:-padded])
        message = f"{padded} zero bytes at its end were left out"
        return decoded._replace(problems=(*decoded.problems, Problem("decoding", None, message)))
    seven_bits = switched(data)
    if seven_bits:
        message = f"its escapes tell that it is {seven_bits}, and it was read so"
        return Decoded(data.decode(seven_bits), seven_bits, (Problem("decoding", None, message),))
    if b"\x00" in data and len(_CONTROL.findall(data)) > len(data) // 50:
        raise InputError("it is a binary file, not text", "Name the text of an article")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error)


def _by_mark(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        message = f"it is marked as {encoding}, and byte {error.start} is not; unreadable bytes became U+FFFD"
        return Decoded(data.decode(encoding, "replace"), encoding, (Problem("decoding", None, message),))


def _legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if len(_CONTROL.findall(data)) > max(8, len(data) // 100):
        raise InputError("it is a binary file, not text", "Name the text of an article")
    patched = _utf8_with_stray_bytes(data)
    if patched is not None:
        return patched
    encoding = _likeliest(data)
    text = re.sub("[\x80-\x9f]", "\ufffd", data.decode(encoding, "replace"))  # controls, which are no letters
    message = f"it is not UTF-8 (byte {error.start}); it was read as {encoding}"
    problem = Problem("decoding", data.count(b"\n", 0, error.start) + 1, message)
    return Decoded(text, encoding, (problem, *_unreadable(text, encoding)))


def _unreadable(text: str, encoding: str) -> tuple[Problem, ...]:
    """A Problem if bytes meant nothing in the encoding, with the line of the first."""
    number = text.count("\ufffd")
    if not number:
        return ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return (Problem("decoding", line, f"{number} bytes mean nothing in {encoding} and became U+FFFD"),)


def _likeliest(data: bytes) -> str:
    """The likeliest encoding of the bytes: the one in which they are the letters of some language."""
    page = likeliest_page(data)
    wide = likeliest_wide(data) if page.fit < _SURE else None
    if wide is not None:
        return wide
    guess = _guess(data) if page.fit < _FITS else None  # cchardet detects some that are rare
    if guess is not None and _decodes(data, guess):
        return guess
    return page.page if page.fit > _FITS else "cp1252"


_FITS, _SURE = 0.3, 0.95
"""How well a code page must fit to be taken at all, and not to be doubted."""


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return not re.search("[\x80-\x9f]", data.decode(encoding))
    except (UnicodeDecodeError, LookupError):
        return False


def _guess(data: bytes) -> str | None:
    import cchardet

    lines = [line for line in data.split(b"\n") if not line.isascii()]
    guess: str | None = cchardet.detect(b"\n".join(lines)[:_ENCODING_SAMPLE] or data)["encoding"]
    return guess.lower() if guess else None


_STRAY_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as ``surrogateescape`` keeps it."""


def _utf8_with_stray_bytes(data: bytes) -> Decoded | None:
    """The text of UTF-8 with a few bytes of cp1252 in it, these read as cp1252; None if there are more than a few."""
    text = data.decode("utf-8", "surrogateescape")
    stray = list(_STRAY_BYTE.finditer(text))
    sequences = sum(character > "\x7f" for character in text) - len(stray)
    if sequences < 4 * len(stray):
        return None
    repaired = _STRAY_BYTE.sub(lambda m: m[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)
    line = text.count("\n", 0, stray[0].start()) + 1
    message = f"{len(stray)} bytes were not UTF-8 and were read as cp1252"
    return Decoded(repaired, "utf-8", (Problem("decoding", line, message),))
