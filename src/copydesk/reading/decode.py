"""Bytes -> text: byte order mark, then strict UTF-8, then the likeliest legacy encoding.

UTF-8 is tried before any guess because text that decodes as UTF-8 by chance is practically unknown; the guess
(by faust-cchardet) is only asked when UTF-8 fails, and cp1252 has the last word because it is what a Western
file most often is.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.problems import Problem

LIMIT = 64 * 2**20
"""The largest input, in bytes: some forty long novels. Above it, it is not an article."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF file", "Extract its text first, for instance with `pdftotext article.pdf`"),
    (b"PK\x03\x04", "a ZIP archive (a Word, EPUB or OpenDocument file is one)", "Save its text as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "Save it as plain text first"),
    (b"{\\rtf", "a rich text file", "Save it as plain text first"),
    (b"\x89PNG", "a PNG picture", "Recognise its text first, for instance with tesseract"),
    (b"\xff\xd8\xff", "a JPEG picture", "Recognise its text first, for instance with tesseract"),
    (b"GIF8", "a GIF picture", "Recognise its text first, for instance with tesseract"),
    (b"II*\x00", "a TIFF picture", "Recognise its text first, for instance with tesseract"),
    (b"MM\x00*", "a TIFF picture", "Recognise its text first, for instance with tesseract"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first"),
    (b"BZh", "a bzip2 archive", "Unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first"),
    (b"\x7fELF", "a program", "Name the text of an article"),
)

_ENCODING_SAMPLE = 2**18

# C0 controls that text holds by design: tab, line feed, vertical tab, form feed, carriage return, and the
# substitute that old DOS files end in.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")


class Decoded(NamedTuple):
    """The raw text, the encoding it was found to be in, and what was noticed."""

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
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"it is {what}, not text", remedy)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    wide = _wide_without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    if b"\x00" in data and len(_CONTROL.findall(data)) > len(data) // 50:
        raise InputError("it is a binary file, not text", "Name the text of an article")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        message = f"it is marked as {encoding}, and byte {error.start} is not; unreadable bytes became U+FFFD"
        return Decoded(data.decode(encoding, "replace"), encoding, (Problem("decoding", None, message),))


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is then zero."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if len(_CONTROL.findall(data)) > max(8, len(data) // 100):
        raise InputError("it is a binary file, not text", "Name the text of an article")
    patched = _utf8_with_stray_bytes(data)
    if patched is not None:
        return patched
    for encoding in (_likeliest(data), "cp1252", "latin-1"):
        try:
            text = data.decode(encoding or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
        message = f"it is not UTF-8 (byte {error.start}); it was read as {encoding}"
        return Decoded(text, str(encoding), (Problem("decoding", data.count(b"\n", 0, error.start) + 1, message),))
    raise AssertionError("latin-1 decodes any bytes")


_LATIN = re.compile(r"(?:ibm|cp)(?:437|85\d|86\d)|mac.*|iso-8859-(?:1|2|3|4|9|10|13|14|15|16)|(?:windows-|cp)125[0247]")
_ODD_INSIDE_WORDS = re.compile(r"(?<=[a-z])(?:[^\w\s'’.,:;/@_-]|[A-ZÀ-Þ])(?=[a-z])|[a-zß-ÿ][^\W\d_a-zß-ÿ\x00-\x7f]")


def _likeliest(data: bytes) -> str | None:
    """What the bytes are guessed to be in; for Latin letters cp1252, unless that puts odd characters into words and
    the guess does not. A guess from a handful of accents is often a code page that nobody uses any more."""
    guess = _guess(data)
    if guess is None or not _LATIN.fullmatch(guess):
        return guess
    try:
        western, guessed = data.decode("cp1252"), data.decode(guess)
    except (UnicodeDecodeError, LookupError):
        return guess
    odd = [len(_ODD_INSIDE_WORDS.findall(text)) for text in (western, guessed)]
    return guess if odd[1] < odd[0] else "cp1252"


def _guess(data: bytes) -> str | None:
    import cchardet

    lines = [line for line in data.split(b"\n") if not line.isascii()]
    guess: str | None = cchardet.detect(b"\n".join(lines)[:_ENCODING_SAMPLE] or data)["encoding"]
    return guess.lower() if guess else None


def _utf8_with_stray_bytes(data: bytes) -> Decoded | None:
    """UTF-8 into which a few bytes of cp1252 were pasted: mend those alone."""
    text = data.decode("utf-8", "surrogateescape")
    stray = re.findall("[\udc80-\udcff]", text)
    whole = sum(1 for byte in data if 0xC2 <= byte <= 0xF4) - len(stray)
    if whole < 4 * len(stray):
        return None
    mended = re.sub(
        "[\udc80-\udcff]", lambda m: m[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text
    )
    where = re.search("[\udc80-\udcff]", text)
    line = text.count("\n", 0, where.start()) + 1 if where else None
    message = f"{len(stray)} bytes were not UTF-8 and were read as cp1252"
    return Decoded(mended, "utf-8", (Problem("decoding", line, message),))
