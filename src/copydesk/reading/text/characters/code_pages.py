"""The code page of bytes that are not UTF-8: the one in which they are the letters of some language.

    b"Geb\\x81hren"   ->   cp850, for in it byte 81 is ü; in cp1252 it is nothing, in ISO 8859-1 a control character

A page is judged by what the bytes are in it: letters of one alphabet count for it; controls, signs inside words,
capitals after small letters and letters of two scripts in one word against it. Encodings of two bytes a letter are
judged likewise; those that switch by the escapes of ISO 2022 are known by these.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.language import detect

SAMPLE = 2**16  # bytes that are judged

_LATIN = {
    "en": "éèêëçñöüôïâàæœ", "id": "é", "vi": "ăâđêôơưàáèéìíòóùúýãõ\u0300\u0301\u0303\u0309\u0323",
    "fr": "éèêëàâçîïôùûüÿœæ", "de": "äöüß", "es": "áéíóúñü", "pt": "áàâãçéêíóôõúü", "it": "àèéìòù", "nl": "éëïèöüá",
    "sv": "åäöé", "da": "æøåé", "is": "áéíóúýþæðö", "ca": "àèéíïòóúüç", "fi": "äöåšž",
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ",
    "hr": "čćđšž", "tr": "çğıöşüâîi̇", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž",
}  # fmt: skip
"""The letters of languages beyond a to z, small ones."""

_OTHER = {
    "ru": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "оеаинтсрвл"),
    "uk": ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’", "оаниівтерс"),
    "bg": ("абвгдежзийклмнопрстуфхцчшщъьюя", "аоиентсрвл"),
    "el": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "αοιετσνηυρ"),
    "he": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת", "יוהלאמרתבש"),
    "ar": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْـ", "اليمنورتبع"),
    "th": ("".join(map(chr, range(0x0E01, 0x0E3B))) + "".join(map(chr, range(0x0E40, 0x0E5A))), "านรอกเงมยล่"),
}
"""The letters of languages in other scripts, and the ten that are most frequent."""

_PAGES: dict[str, tuple[str, ...]] = {
    "cp1252": ("en", "id", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "is", "ca", "fi", "et"),
    "iso8859_15": ("fr", "fi", "et"),
    "cp1250": ("pl", "cs", "sk", "hu", "ro", "hr", "de"),
    "iso8859_2": ("pl", "cs", "sk", "hu", "ro", "hr", "de"),
    "cp1254": ("tr",),
    "cp1258": ("vi",),
    "cp1257": ("lt", "lv", "et"),
    "iso8859_13": ("lt", "lv"),
    "iso8859_4": ("lt", "lv", "et"),
    "iso8859_16": ("ro",),
    "mac_roman": ("en", "id", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "ca"),
    "cp850": ("en", "id", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "ca"),
    "cp852": ("pl", "cs", "sk", "hu", "ro", "hr", "de"),
    "mac_latin2": ("pl", "cs", "sk", "hu", "hr"),
    "cp857": ("tr",),
    "mac_turkish": ("tr",),
    "cp860": ("pt",),
    "cp775": ("lt", "lv", "et"),
    "cp1251": ("ru", "uk", "bg"),
    "koi8_r": ("ru", "bg"),
    "koi8_u": ("uk",),
    "iso8859_5": ("ru", "bg"),
    "cp866": ("ru", "bg"),
    "cp1125": ("uk",),
    "mac_cyrillic": ("ru", "uk", "bg"),
    "cp1253": ("el",),
    "iso8859_7": ("el",),
    "mac_greek": ("el",),
    "cp737": ("el",),
    "cp869": ("el",),
    "cp1255": ("he",),
    "iso8859_8": ("he",),
    "cp862": ("he",),
    "cp1256": ("ar",),
    "iso8859_6": ("ar",),
    "cp720": ("ar",),
    "cp874": ("th",),
}
"""The code pages to choose from, the likelier first, and the languages that are written in each."""

_SIGNS = "“”„‘’‚‹›«»–—…·•§©®°€£¥½¼¾²³±×\u00a0¿¡ºª؟،؛־׳״ֿ"
_SIGN = pattern(
    r"(?<![^\W_])[“„«‹‘‚¿¡](?=\S)|(?<=[^\s\w])[”»›’](?!\w)|(?<=\w)[”»›’…](?!\w)|(?<=[^\W\d_])’(?=[^\W\d_])"
    r"|(?<=\s)[–—·•«»„“](?=\s)|(?<=\w)[–—](?=\w)|[€£¥](?=\d)|(?<=[\d \u00a0])[€£°½](?!\w)|©(?= ?\w)|§(?= ?\d)|(?<=\S)…"
    r"|\u00a0|(?<=[.,;!?»])[”’»›](?=\W|$)|[–—](?= )|(?<=\d)[ºª°²³]|(?<!\w)’(?=\w)"
)
"""Signs where a sentence has them."""
_LETTER = r"[^\W\d_]"
_ODD = pattern(
    rf"(?<={_LETTER})[^\w\s\x00-\x7f’·ʼ\u0300-\u036f\u05b0-\u05ea\u064b-\u0652\u0e30-\u0e4e-](?={_LETTER})"
    r"|[\x80-\x9f\u2500-\u25ff\ue000-\uf8ff\ufffd]"
    r"|(?<!\S)[Ā-ŐŒ-ɏßÇÌÎÏÐÑÒÓÔÙÛÜÝÞçìîïðñòóôùûüýþÿ](?!\S)"  # no word is one such letter
    r"|(?<!\w)[ß-öø-ÿĀ-ɏ](?=[A-Z])|(?<!\w)[À-ÖØ-Þ](?=[A-Z][a-z'])"
)
_MIXED = pattern(r"(?<=[A-Za-z])[\u0370-\u1fff](?<=\w)|[\u0370-\u1fff](?<=\w)(?=[A-Za-z])")
_BESIDE_DIGIT = pattern(r"[^\W\d_\x00-\x7fºª](?<=[^\u3040-\u30ff\u0e00-\u0e7f])(?=\d)|(?<=\d)[^\W\d_\x00-\x7fºª]")
_CAPITAL_INSIDE = re.compile(rf"(?<={_LETTER}){_LETTER}")


_SWITCHED = (
    ("iso2022_jp_2", re.compile(rb"\x1b\$[@B]")),
    ("iso2022_kr", re.compile(rb"\x1b\$\)C")),
    ("hz", re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")),
)
"""Encodings of seven bits that switch between alphabets, and what switches them."""


def switched(data: bytes) -> str | None:
    """The encoding of seven bits that these bytes switch by escapes, None if they do not."""
    for encoding, escape in _SWITCHED:
        if data.isascii() and escape.search(data):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


_WIDE = ("cp932", "euc_jp", "cp949", "johab", "gb18030", "big5hkscs")
"""Encodings of two bytes a letter, in the order in which they are tried."""
_HAN = {"cp932": 0.6, "euc_jp": 0.6, "cp949": -0.5, "johab": -0.5, "gb18030": 1.0, "big5hkscs": 1.0}
"""How much a frequent Chinese character counts in each."""
_WIDE_FITS = 0.5


def likeliest_wide(data: bytes) -> str | None:
    """The encoding of two bytes a letter that Chinese, Japanese or Korean text is in, None if it is none of these."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines[:2000])
    fits: dict[str, float] = {}
    for encoding in _WIDE:
        try:
            data.decode(encoding)
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = [character for character in text if character > "\x7f"]
        if letters and not _is_strewn(text, len(letters)):
            fits[encoding] = sum(_of_the_east(letter, encoding) for letter in letters) / len(letters)
    best = max(fits, key=lambda encoding: fits[encoding], default=None)
    return best if best is not None and fits[best] > _WIDE_FITS else None


def _of_the_east(letter: str, encoding: str) -> float:
    """How much a letter counts for its encoding, from -2 to 1."""
    if "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff5e":  # their marks and wide letters
        return 0.5
    if "\u3040" <= letter <= "\u30ff":
        return 1.0 if encoding in ("cp932", "euc_jp") else -1.0
    if "\uac00" <= letter <= "\ud7a3":
        return 1.0 if _encodes(letter, "euc_kr") else -1.0
    if "\u4e00" <= letter <= "\u9fff":
        return _HAN[encoding] if _is_common(letter, encoding) else -0.5
    return 0.3 if letter in _SIGNS else -2.0


@cache
def _is_common(letter: str, encoding: str) -> bool:
    """Whether a Chinese character stands in the first, much used part of its character set."""
    part = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5hkscs": ("big5", 0xA4, 0xC6), "cp932": ("euc_jp", 0xB0, 0xCF)}
    name, first, last = part.get(encoding, ("euc_jp" if encoding == "euc_jp" else "euc_kr", 0xB0, 0xFD))
    return _encodes(letter, name) and first <= letter.encode(name)[0] <= last


@cache
def _encodes(letter: str, encoding: str) -> bool:
    """Whether a letter has a code of two bytes in the encoding; EUC-KR spells rare syllables out, in eight."""
    try:
        return len(letter.encode(encoding)) <= 2
    except UnicodeEncodeError:
        return False


class Guess(NamedTuple):
    """A code page by its name in Python, and how well it fits: 1 where each byte is a letter of one language."""

    page: str
    fit: float


def likeliest_page(data: bytes) -> Guess:
    """The code page of one byte a letter that these bytes are likeliest in."""
    guesses = [Guess(page, fit) for page, fit in _fits(data, _PAGES)]
    return max(guesses, key=lambda guess: guess.fit)  # the first of several that fit alike


def fit_of(data: bytes, encoding: str) -> float | None:
    """How well these bytes fit a code page of any name, None if it is not one of those that can be judged."""
    same = [page for page in _PAGES if codecs.lookup(page).name == codecs.lookup(encoding).name]
    return next((fit for _, fit in _fits(data, same)), None)


def _fits(data: bytes, pages: Iterable[str]) -> Iterator[tuple[str, float]]:
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    language = detect(re.sub(rb"[\x80-\xff]", b" ", data[:SAMPLE]).decode("ascii"))
    yield from ((page, _fit(sample.decode(page, "replace"), page, language)) for page in pages)


_SAME_LETTERS = {"no": "da"}
_FOREIGN = 0.3
"""How much counts against an alphabet where the words that need no more than a to z are of another language."""


def _fit(text: str, page: str, language: str) -> float:
    """The score of a reading of the bytes, for each letter beyond ASCII: from about -4 to 1.

    ``language`` is that of the words which need no other letters, ``und`` if they show none.
    """
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    against = oddities(text)
    signs = sum(1 for _ in _SIGN.finditer(text))
    written = _SAME_LETTERS.get(language, language)
    if _PAGES[page][0] in _OTHER and _is_strewn(text, len(beyond)):
        against += len(beyond)
    fits = (_of_language(beyond, one) - _FOREIGN * (written not in ("und", one)) for one in _PAGES[page])
    return max(fits) + (_RIGHT_SIGN * signs - 2 * against) / len(beyond)


def _is_strewn(text: str, beyond: int) -> bool:
    """Whether letters beyond ASCII are so few that the text is not of their script."""
    return sum(1 for character in text if character.isascii() and character.isalpha()) > _FEW * beyond


_FEW = 4
_RIGHT_SIGN = 0.7
"""How much a sign counts where a sentence has it; elsewhere it counts less than a letter."""


def _of_language(letters: list[str], language: str) -> float:
    alphabet, frequent = _alphabet(language)
    total = 0.0
    for character in letters:
        if character in frequent:
            total += 1.0
        elif character in alphabet:
            total += 1.0 if not frequent else 0.6
        elif character in _SIGNS:
            total += 0.3
        else:
            total -= 1.0 if character.isalpha() else 2.0
    return total / len(letters)


@cache
def _alphabet(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The letters of a language, small and capital, and the frequent ones where these matter."""
    letters, frequent = _OTHER.get(language, (_LATIN.get(language, ""), ""))
    return frozenset(letters + letters.upper()), frozenset(frequent)


def oddities(text: str) -> int:
    """How many letters stand where such a letter stands in no language."""
    odd = sum(1 for pattern in (_ODD, _MIXED, _BESIDE_DIGIT) for _ in pattern.finditer(text))
    for match in _CAPITAL_INSIDE.finditer(text):
        character, before = match[0], text[match.start() - 1]
        if character > "\x7f" and character.isupper() and before.islower():
            odd += 1
    return odd
