"""The letters of a rich text file: bytes in the code page of the font that they are set in -> Unicode.

pandoc takes all bytes for Windows-1252, whatever the font table says, and so garbles Cyrillic, Greek, Turkish and the
like without a word.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<high>[\x80-\xff])|(?P<end>[\r\n]+)|(?P<plain>[^\\{}\x80-\xff\r\n])",
    re.DOTALL,
)
_FONT = re.compile(rb"\\f(\d+)((?:\s*\\(?!f\d)[a-z*]+-?\d*)*)")
_CHARSET, _PAGE = re.compile(rb"\\fcharset(\d+)"), re.compile(rb"\\cpg(\d+)")
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp437",
}  # fmt: skip
_SYMBOLS = 2
_KINDS = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_DEEPEST = 1000


class _State(NamedTuple):
    """What holds in a group: the font, and how many bytes stand for a character of Unicode in older programs."""

    font: int
    fallbacks: int = 1


class _Fonts(NamedTuple):
    """The code pages of the fonts, and that of the file."""

    pages: dict[int, str]
    symbols: frozenset[int]
    page: str
    default: int


def in_unicode(data: bytes) -> bytes:
    """The same file with every byte above ASCII written as its character in Unicode."""
    fonts = _fonts(data)
    output: list[bytes] = []
    pending = bytearray()
    states = [_State(fonts.default)]
    skip = 0
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:
            output.append(data[at : at + 1])
            at += 1
            continue
        at = match.end()
        byte = bytes([int(match["byte"], 16)]) if match["byte"] else match["high"] or b""
        if skip and not match["brace"] and not match["end"]:
            skip -= 1  # it stands for the character before, in programs without Unicode
            output.append(match[0])
            continue
        if byte:
            pending += byte
            continue
        ascii_byte = match["plain"] or (match["sign"] if match["sign"] in (b"\\", b"{", b"}") else b"")
        if pending and ascii_byte and _lacks_second(bytes(pending), states[-1].font, fonts):
            pending += ascii_byte  # the second byte of an East Asian letter may be ASCII
            continue
        if match["end"]:
            output.append(match[0])
            continue
        output.append(_characters(bytes(pending), states[-1].font, fonts))
        pending.clear()
        skip, at = _take(match, states, fonts, output, data, at)
    output.append(_characters(bytes(pending), states[-1].font, fonts))
    return b"".join(output)


def _take(
    match: re.Match[bytes], states: list[_State], fonts: _Fonts, output: list[bytes], data: bytes, at: int
) -> tuple[int, int]:
    """Takes a token that is no letter; returns how many of the next stand for a character, and where to go on."""
    output.append(match[0])
    word, number = match["word"], int(match["number"] or 0)
    skip = 0
    if match["brace"] == b"{" and len(states) < _DEEPEST:
        states.append(states[-1])
    elif match["brace"] == b"}" and len(states) > 1:
        states.pop()
    elif word == b"f":
        states[-1] = states[-1]._replace(font=number)
    elif word == b"plain":
        states[-1] = states[-1]._replace(font=fonts.default)
    elif word == b"uc":
        states[-1] = states[-1]._replace(fallbacks=max(0, min(number, 8)))
    elif word == b"u":
        skip = states[-1].fallbacks
    elif word == b"bin" and number > 0:
        output.append(data[at : at + number])
        at += number
    return skip, at


def _fonts(data: bytes) -> _Fonts:
    start = data.find(b"\\fonttbl")
    table = data[start : _end_of_group(data, start)] if start >= 0 else b""
    stated = re.search(rb"\\ansicpg(\d+)", data[:4096])
    kind = re.search(rb"\\(ansi|mac|pca|pc)(?![a-z])", data[:4096])
    page = _known(f"cp{int(stated[1])}") if stated else None
    page = page or (_KINDS[kind[1]] if kind else "cp1252")
    default = re.search(rb"\\deff(\d+)", data[:4096])
    pages: dict[int, str] = {}
    symbols = set()
    for font, properties in _FONT.findall(table):
        charset, own = _CHARSET.search(properties), _PAGE.search(properties)
        number = int(charset[1]) if charset else 0
        if number == _SYMBOLS:
            symbols.add(int(font))
        found = (_known(f"cp{int(own[1])}") if own else None) or _CHARSETS.get(number)
        if found:
            pages[int(font)] = found
    return _Fonts(pages, frozenset(symbols), page, int(default[1]) if default else 0)


def _known(page: str) -> str | None:
    try:
        return codecs.lookup({"cp65001": "utf-8", "cp936": "gbk", "cp10000": "mac_roman"}.get(page, page)).name
    except LookupError:
        return None


def _end_of_group(data: bytes, start: int) -> int:
    depth = 1
    for at in range(start, len(data)):
        if data[at] in b"{}" and data[at - 1] != ord("\\"):
            depth += 1 if data[at] == ord("{") else -1
            if not depth:
                return at
    return len(data)


def _page(font: int, fonts: _Fonts) -> str:
    return fonts.pages.get(font, fonts.page)


def _lacks_second(pending: bytes, font: int, fonts: _Fonts) -> bool:
    """Whether the bytes end with the first half of a letter."""
    page = _page(font, fonts)
    if page not in ("cp932", "cp949", "gbk", "cp950", "johab"):
        return False
    decoder = codecs.getincrementaldecoder(page)("replace")
    decoder.decode(pending)
    return bool(decoder.getstate()[0])


def _characters(pending: bytes, font: int, fonts: _Fonts) -> bytes:
    """Bytes as characters of Unicode, in a group of their own."""
    if not pending:
        return b""
    if font in fonts.symbols:
        text = "".join("•" if byte in (0xB7, 0xA7) else chr(0xF000 + byte) for byte in pending)
    else:
        text = pending.decode(_page(font, fonts), "replace")
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return b"{\\uc0" + b"".join(b"\\u%d " % number for number in numbers) + b"}"
