"""The beginnings and ends of lines: terminal punctuation, list markers, brackets left open."""

from __future__ import annotations

import re
import unicodedata

from copydesk.locales.scripts import letters_where, marks, pairs

EAST_ASIAN = letters_where(lambda script: script.dense)
"""Kana, Han characters and Hangul, as what stands between the brackets of a pattern."""

SYLLABLES = letters_where(lambda script: script.dense and script.spaces)
"""The same of scripts whose words are separated by spaces, and which lines break between any two characters: Hangul."""

_BEYOND_LATIN = re.compile("[^\0-\u036f\u1e00-\u1eff\u2000-\u2bff]")


def beyond_latin(text: str) -> bool:
    """Whether a text has letters or marks of other scripts than Latin: most have none, and need no patterns of such
    letters, which take long to compile."""
    return not text.isascii() and _BEYOND_LATIN.search(text) is not None


# The marks of all scripts together, each a string. What ends a sentence or separates its clauses is defined here alone.
QUESTIONS = marks("questions")
SHOUTS = marks("shouts")
COLONS = marks("colons")
COMMAS = marks("commas")
SEMICOLONS = marks("semicolons")
ELLIPSES = marks("ellipses")
PAUSES = COMMAS + SEMICOLONS
SENTENCE_ENDS = marks("stops", "questions", "shouts")
"""What ends a sentence, also within a line: no colon, and no ellipsis, which may stand for words that are left out."""

UNSPACED_SENTENCE_ENDS = marks("stops", "questions", "shouts", where=lambda script: not script.spaces)
"""Those of the scripts that have no space behind them."""

_STRONG = frozenset(SENTENCE_ENDS + ELLIPSES)
TERMINAL = _STRONG | frozenset(COLONS)
"""What a line may end in at the end of a sentence."""

OPENING_QUOTES, CLOSING_QUOTES = ("\"'" + "".join(pair[side] for pair in pairs("quotes")) for side in (0, 1))
OPENING_BRACKETS, CLOSING_BRACKETS = ("".join(pair[side] for pair in pairs("brackets")) for side in (0, 1))
CLOSING = f"{CLOSING_QUOTES}{CLOSING_BRACKETS}*_"
OPENING = f"{OPENING_QUOTES}{OPENING_BRACKETS}¿¡*_"

HYPHENS = "-‐\u00ad"  # hyphen-minus, hyphen, soft hyphen
DASHES = "–—―"

BULLETS = "•·●○◦‣▪▫■□◆◇►▸▶➤➢✓✔★☆∙⁃–—*+-o"
_SURE_BULLETS = "•●○◦‣▪▫■□◆◇►▸▶➤➢✓✔★☆∙⁃"

_SPEAKING = re.compile(rf"[^\W_]|[{QUESTIONS}{SHOUTS}{ELLIPSES}¿¡%&@]|\.\.")

ORNAMENTS = frozenset("⁂✻✼❦❧☙※✦✧✶✱⁕❋♦◊§¶") | frozenset(BULLETS)
"""Marks that separate sections, besides those drawn with punctuation."""


_KEPT = re.compile(rf"[{re.escape(''.join(dict.fromkeys(OPENING_QUOTES + CLOSING_QUOTES)))}{{}}()\[\];]")


def speaks(text: str) -> bool:
    """Whether a text has words: letters, or marks that stand for words, as ``“…”``, ``?!`` and ``€`` do. The ``}`` of a
    program is no ornament either, nor are quotation marks, with nothing between them or alone."""
    return bool(_SPEAKING.search(text) or _KEPT.search(text)) or any(
        unicodedata.category(character) in ("Sc", "So") and character not in ORNAMENTS for character in text
    )


_MAY_BE_MARKER = rf"(?=[{re.escape(_SURE_BULLETS)}*+·–\d(-]|[a-zA-Z]\)|[ivxl]{{2,6}}\))"
"""What a marker begins with, quick to see: most texts begin with a word."""

MARKER = re.compile(
    rf"{_MAY_BE_MARKER}(?:(?P<bullet>[{re.escape(_SURE_BULLETS)}])[ \t]*(?=\S)(?!(?P=bullet)|[^\n]*(?P=bullet)$)"
    r"|(?!\+[ \t]+\d[^=]*=)(?!\*[^*]+\s\*\s[^=]*=)(?P<dash>[-*+·–])[ \t]+(?!=)(?:(?=[^\s\d])|(?<=[*+][ \t])(?=\d))"
    r"|(?P<number>\d{1,3})(?P<after>[.)])[ \t]+(?=\S)"
    r"|\((?P<round>\d{1,3}|[a-zA-Z]|[ivxl]{1,6})\)[ \t]+(?=\S)"
    r"|(?P<letter>[a-zA-Z]|[ivxl]{2,6})\)[ \t]+(?=\S))"
)
"""What opens an item of a list; ``+ = present`` explains a sign, and is none; nor does
``+ 3 - 5 = ?`` or ``* knit two * = repeat``, nor do the stars of ``★ ★ STRIKE ★ ★``."""


_GREEK_QUESTION = re.compile(rf"[{letters_where(lambda script: script.language == 'el')}][{re.escape(CLOSING)}]*;\Z")


def asks_in_greek(text: str) -> bool:
    """Whether a line ends in a semicolon behind a Greek letter, which is the question mark of that language."""
    return text[-1:] == ";" and beyond_latin(text) and _GREEK_QUESTION.search(text[-12:]) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line could be the end of a sentence: ``… he said.”`` or ``as follows:``"""
    if text[-1:] not in CLOSING:  # as with most lines
        return text[-1] in TERMINAL or asks_in_greek(text)
    tail = text.rstrip(CLOSING)
    return (bool(tail) and (tail[-1] in TERMINAL or asks_in_greek(tail))) or not tail


def ends_strongly(text: str) -> bool:
    """Whether a line could be the end of a sentence; a colon does not count."""
    if text[-1:] not in CLOSING:
        return text[-1] in _STRONG or asks_in_greek(text)
    tail = text.rstrip(CLOSING)
    return bool(tail) and (tail[-1] in _STRONG or asks_in_greek(tail))


_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?=[^\w]*$)")


def last_word(text: str) -> str:
    """The last word of a line in lower case, without what follows it; empty if punctuation stands behind it."""
    if not text[-1:].isalpha():
        return ""
    match = _LAST_WORD.search(text[-40:].rsplit(maxsplit=1)[-1])
    return match[0].casefold() if match else ""


_DIGIT = re.compile(
    r"[\d²³¹\u1369-\u1371\u19da⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\U00010a40-\U00010a43\U00010e60-\U00010e68"
    r"\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)


def holds_digit(text: str) -> bool:
    """Whether one of the characters of a text is a digit, also a raised one or one in a circle: as `str.isdigit` says,
    but quick."""
    return _DIGIT.search(text) is not None


def in_brackets(text: str) -> bool:
    """Whether a text stands between brackets, with or without a full stop behind them."""
    inner = text.rstrip(".")
    return inner[:1] in OPENING_BRACKETS and inner[-1:] in CLOSING_BRACKETS and len(inner) > 1


def first_letter(text: str) -> str:
    """The first letter or digit of a line, past quotes and brackets; empty if other punctuation comes first."""
    for character in text:
        if character.isalnum():
            return character
        if character not in OPENING:
            return ""
    return ""


_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "「": "」", "（": "）"}
_ASCII_PAIRS = {opening: closing for opening, closing in _PAIRS.items() if opening.isascii()}

PAIRED = re.compile(f'[{re.escape("".join(_PAIRS) + "".join(_PAIRS.values()))}"]')
"""A bracket or quotation mark of those that `left_open` looks for."""


def left_open(text: str) -> str:
    """The bracket or quotation mark that a paragraph opens last and never closes, or nothing."""
    for opening, closing in (_ASCII_PAIRS if text.isascii() else _PAIRS).items():
        count = text.count(opening)
        if count and count > text.count(closing) and text.rfind(opening) > text.rfind(closing):
            return opening
    return '"' if text.count('"') % 2 else ""
