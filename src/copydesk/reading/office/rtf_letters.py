"""The letters of a rich text file: bytes in the code page of the font that they are set in -> Unicode.

pandoc takes all bytes for Windows-1252, whatever the font table says, and so garbles Cyrillic, Greek, Turkish and the
like without a word; and it knows no letters beyond U+FFFF, which a file writes as two numbers.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^a-zA-Z\x80-\xff])"
    rb"|(?P<brace>[{}])|(?P<high>[\x80-\xff])|(?P<end>[\r\n]+)|(?P<plain>[^\\{}\x80-\xff\r\n])",
    re.DOTALL,
)
_PLAIN = re.compile(rb"[^\\{}\x80-\xff\r\n]+")
_FONT = re.compile(rb"\\f(\d{1,9})((?:\s*\\(?!f\d)[a-z*]+-?\d*)*)")
_CHARSET, _PAGE = re.compile(rb"\\fcharset(\d{1,9})"), re.compile(rb"\\cpg(\d{1,9})")
_WESTERN = 0
"""The character set that is Windows-1252 by its definition, and the file's own in what some programs write."""
_CHARSETS = {
    _WESTERN: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp437",
}  # fmt: skip
_SYMBOLS = 2
_KINDS = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
DEEPEST = 1000
"""How many groups may be within one another."""


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
    western: frozenset[int] = frozenset()
    """The fonts that are Windows-1252, in a file of another code page."""


def in_unicode(data: bytes) -> bytes:
    """The same file in UTF-8, every letter above ASCII as itself, without what stands for it in older programs."""
    fonts = _fonts(data)
    written = _Letters(data, fonts)
    output = written.read()
    mislabelled = {font: fonts.page for font, whole_words in written.evidence.items() if whole_words > 0}
    if mislabelled:
        output = _Letters(data, fonts._replace(pages=fonts.pages | mislabelled, western=frozenset())).read()
    return output


class _Letters:
    """Reads a file once. ``evidence`` has for each font that is Windows-1252 by its character set, in a file of
    another code page, by how much its words of bytes above ASCII alone outnumber those that have others too: in
    Windows-1252 words mix both, in Cyrillic or Greek they do not."""

    def __init__(self, data: bytes, fonts: _Fonts) -> None:
        self._data = data
        self._fonts = fonts
        self._output: list[bytes] = []
        self._pending = bytearray()
        self._states = [_State(fonts.default)]
        self._skip = 0
        self._high = ""
        self._letter_before = False
        self.evidence: Counter[int] = Counter()

    def read(self) -> bytes:
        at = 0
        while at < len(self._data):
            if not self._skip and not self._pending and (plain := _PLAIN.match(self._data, at)):
                self._output.append(plain[0])
                self._letter_before, self._high, at = plain[0][-1:].isalpha(), "", plain.end()
                continue
            match = _TOKEN.match(self._data, at)
            if match is None:
                self._output.append(self._data[at : at + 1])
                at += 1
                continue
            at = match.end()
            byte = bytes([int(match["byte"], 16)]) if match["byte"] else match["high"] or b""
            if self._skip and not match["brace"] and not match["end"]:
                self._skip -= 1  # it stands for the character before, in programs without Unicode
            elif byte:
                self._pending += byte
            elif match["end"]:
                self._output.append(match[0])
            else:
                at = self._after(match, at)
        self._flush(b"")
        return b"".join(self._output)

    def _after(self, match: re.Match[bytes], at: int) -> int:
        """Takes a token that is no byte above ASCII; returns where to go on."""
        ascii_byte = match["plain"] or (match["sign"] if match["sign"] in (b"\\", b"{", b"}") else b"")
        if self._pending and ascii_byte and _lacks_second(bytes(self._pending), self._font, self._fonts):
            self._pending += ascii_byte  # the second byte of an East Asian letter may be ASCII
            return at
        self._flush(ascii_byte)
        self._letter_before = ascii_byte.isalpha()
        if match["word"] != b"u":
            self._high = ""
        return self._take(match, at)

    @property
    def _font(self) -> int:
        return self._states[-1].font

    def _flush(self, following: bytes) -> None:
        if not self._pending:
            return
        if self._font in self._fonts.western:
            mixed = self._letter_before or following.isalpha()
            self.evidence[self._font] += -1 if mixed else len(self._pending) > 1
        self._letters(_decoded(bytes(self._pending), self._font, self._fonts))
        self._pending.clear()
        self._high = ""

    def _letters(self, text: str) -> None:
        """Writes letters; a space ends a control word that stands before them."""
        before = self._output[-1] if self._output else b""
        delimiter = b" " if before.startswith(b"\\") and before[-1:].isalnum() else b""
        self._output.append(delimiter + "".join(map(_escaped, text)).encode())

    def _take(self, match: re.Match[bytes], at: int) -> int:
        """Takes a control word, a brace or an ASCII letter; returns where to go on."""
        word, number, states = match["word"], int(match["number"] or 0), self._states
        if word == b"u":
            self._numbered(number)
            self._skip = states[-1].fallbacks
            return at
        if word == b"bin" and number > 0:
            self._output.append(b" " + self._data[at : at + number].hex().encode())
            return at + number
        self._output.append(match[0])
        if match["brace"] == b"{" and len(states) < DEEPEST:
            states.append(states[-1])
        elif match["brace"] == b"}" and len(states) > 1:
            states.pop()
        elif word == b"f":
            states[-1] = states[-1]._replace(font=number)
        elif word == b"plain":
            states[-1] = states[-1]._replace(font=self._fonts.default)
        elif word == b"uc":
            states[-1] = states[-1]._replace(fallbacks=max(0, min(number, 8)))
        if match["brace"]:
            self._skip = 0
        return at

    def _numbered(self, number: int) -> None:
        """Writes the letter of a number, or keeps the first half of one that takes two."""
        letter = chr(number % 0x10000)
        if "\ud800" <= letter <= "\udbff":
            self._high = letter
            return
        if "\udc00" <= letter <= "\udfff" and self._high:
            letter = (self._high + letter).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        self._high = ""
        self._letters(letter)


def _escaped(letter: str) -> str:
    """A letter as a file in UTF-8 may hold it."""
    if letter in "\\{}":
        return f"\\{letter}"
    if letter in "\r\n":
        return " "
    if letter < " ":
        return f"{{\\uc0\\u{ord(letter)} }}"
    return "\ufffd" if "\ud800" <= letter <= "\udfff" or "\ufdd0" <= letter <= "\ufdef" else letter


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
    western = set()
    for font, properties in _FONT.findall(table):
        charset, own = _CHARSET.search(properties), _PAGE.search(properties)
        number = int(charset[1]) if charset else 0
        if number == _SYMBOLS:
            symbols.add(int(font))
        if number == _WESTERN and not own:
            if not charset or page in _KINDS.values():  # of a Mac or of DOS: such fonts are in the page of the file
                continue
            western.add(int(font))
        found = (_known(f"cp{int(own[1])}") if own else None) or _CHARSETS.get(number)
        if found:
            pages[int(font)] = found
    return _Fonts(pages, frozenset(symbols), page, int(default[1]) if default else 0, frozenset(western))


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


def _decoded(pending: bytes, font: int, fonts: _Fonts) -> str:
    if font in fonts.symbols:
        return "".join("•" if byte in (0xB7, 0xA7) else chr(0xF000 + byte) for byte in pending)
    return pending.decode(_page(font, fonts), "replace")
