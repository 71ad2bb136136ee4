"""Bytes of a mail -> text: the character set that it states, unless the bytes show that they are in another."""

from __future__ import annotations

import codecs

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading.text.characters.code_pages import SAMPLE, fit_of, likeliest_page
from copydesk.reading.text.characters.decode import Decoded, decode

_ALSO = {
    "gb2312": ("gb18030",), "gbk": ("gb18030",), "x-gbk": ("gb18030",), "gb_2312-80": ("gb18030",),
    "shift_jis": ("cp932",), "shift-jis": ("cp932",), "x-sjis": ("cp932",), "euc-kr": ("cp949",),
    "ks_c_5601-1987": ("cp949",), "big5": ("big5", "big5hkscs", "cp950"),
    "iso-2022-jp": ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"), "iso-8859-1": ("cp1252",),
    "latin1": ("cp1252",), "iso-8859-9": ("cp1254",), "iso-8859-11": ("cp874",), "tis-620": ("cp874",),
    "iso-8859-8-i": ("iso8859_8",), "iso-8859-6-i": ("iso8859_6",), "unicode-1-1-utf-7": ("utf-7",),
    "x-mac-roman": ("mac_roman",), "macintosh": ("mac_roman",), "x-mac-cyrillic": ("mac_cyrillic",),
}  # fmt: skip
"""What is tried for a character set that mails state: mostly a larger one, for they state the smaller by habit."""

_NOTHING_SAID = frozenset({"", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "unknown", "default", "binary"})
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
"""Codecs of Python that are no character sets of a mail."""

_FEW_DAMAGED = 0.01
"""The share of letters that may be damaged in a text which is still in the character set that it states."""
_FEWEST = 4
"""How many characters beyond ASCII show that bytes are UTF-8, whatever is stated; fewer may be so by chance."""
_POOR, _BETTER = 0.55, 0.3
"""How badly a stated code page fits that is not believed, and how much better another one must."""
_ENOUGH = 10
"""How many bytes beyond ASCII tell code pages from one another."""


def text_of(data: bytes, stated: str) -> Decoded:
    """The text of a body, with ``\\n`` at the ends of its lines, and the problems of decoding it; ``stated`` is the
    character set that the mail names, empty if it names none."""
    found = _decoded(data, stated.strip().strip("'\"").lower())
    return found._replace(text=found.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def _decoded(data: bytes, stated: str) -> Decoded:
    if not data.strip():
        return Decoded("", "utf-8")
    names = () if stated in _NOTHING_SAID else tuple(filter(_is_charset, _ALSO.get(stated, (stated,))))
    if not names:
        return _by_itself(data)
    if _is_utf8(data) and not _switches(names[0]):
        if _same(names[0], "utf-8"):
            return Decoded(data.decode("utf-8"), "utf-8")
        if sum(byte & 0xC0 == 0xC0 for byte in data) >= _FEWEST:
            return Decoded(data.decode("utf-8"), "utf-8", (_other_than(stated, "utf-8"),))
    for name in names:
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):
            continue
        better = _better_page(data, name)
        if better is None:
            return Decoded(text, name)
        return Decoded(data.decode(better, "replace"), better, (_other_than(stated, better),))
    if not _same(names[0], "utf-8"):  # of UTF-8 with stray bytes the raw text's decoder makes more
        text = data.decode(names[0], "replace")
        damaged = text.count("\ufffd")
        if damaged <= _FEW_DAMAGED * len(text):
            message = f"{damaged} bytes mean nothing in {stated}, which it states, and became U+FFFD"
            return Decoded(text, names[0], (Problem("decoding", None, message),))
    found = _by_itself(data)
    return found._replace(problems=(_other_than(stated, found.encoding),))


def _by_itself(data: bytes) -> Decoded:
    """The text of bytes by themselves. Bytes that are no text are left as U+FFFD."""
    try:
        return decode(data)
    except InputError as error:
        message = f"a part of it that is stated to be text is none: {error.message}"
        return Decoded(
            data.decode("ascii", "replace").replace("\x00", "\ufffd"), "ascii", (Problem("decoding", None, message),)
        )


def _other_than(stated: str, encoding: str) -> Problem:
    return Problem(
        "decoding", None, f"it states the character set {stated}, and was read as {codecs.lookup(encoding).name}"
    )


def _is_charset(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):  # ValueError: a NUL in the name
        return False
    return found.name not in _NO_CHARSETS and getattr(found, "_is_text_encoding", True)


def _same(name: str, other: str) -> bool:
    return codecs.lookup(name).name == other


def _switches(name: str) -> bool:
    """Whether a character set writes other letters than those of ASCII in bytes of ASCII, or two bytes for these."""
    return codecs.lookup(name).name.startswith(("iso2022", "hz", "utf-7", "utf-16", "utf-32"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _better_page(data: bytes, name: str) -> str | None:
    """The code page of one byte a letter that fits much better than the stated one, None if that is good enough."""
    if sum(byte > 0x7F for byte in data[:SAMPLE]) < _ENOUGH:
        return None
    stated = fit_of(data, name)
    if stated is None or stated > _POOR:
        return None
    best = likeliest_page(data)
    return best.page if best.fit - stated >= _BETTER else None
