"""The text of a mail: its plain part or its HTML, whichever is whole, decoded and unfolded."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.mail.charsets import text_of
from copydesk.reading.mail.flowed import unfolded
from copydesk.reading.mail.html_lines import words_of
from copydesk.reading.mail.letter import Body, Content
from copydesk.reading.text.characters.code_pages import oddities
from copydesk.reading.text.characters.decode import Decoded
from copydesk.reading.text.characters.mojibake import PATTERN

_STATED_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_REPLACED = re.compile(r"(?<=[^\W\d_])\?+(?=[^\W\d_])|\?{3,}|\ufffd")
"""Letters that a program could not write: ``M?laga``."""
_FEWEST_LETTERS = 3  # words with letters beyond ASCII
_STUB = 4  # times as many words has the HTML than a plain part that only stands for it
_FEWEST_WORDS = 40  # of an HTML part that may have such a plain part

_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]+: .*\n)*\n?", re.MULTILINE)
_SIGNATURE = re.compile(
    r"^-----BEGIN PGP SIGNATURE-----\n[\s\S]*?(?:^-----END PGP SIGNATURE-----(?:\n|\Z)|\Z)", re.MULTILINE
)
_ENCRYPTED = re.compile(r"^-----BEGIN PGP MESSAGE-----\s*$", re.MULTILINE)


class Text(NamedTuple):
    """The text of a mail, or a piece of it: plain text, or HTML, and the character set that it was in. ``around`` is
    what programs put around it, ``sealed`` says how it is encrypted if it is."""

    words: str
    is_html: bool
    charset: str
    problems: tuple[Problem, ...] = ()
    around: str = ""
    sealed: str = ""


def text_in(body: Body) -> Text:
    """The text of a body: the plain part, unless that is empty, stands for the HTML only, or lost its letters."""
    plain = _plain(body.plain) if body.plain else Text("", False, "utf-8")
    html = _html(body.html) if body.html else Text("", True, "utf-8")
    if not html.words.strip():
        return plain
    if not plain.words.strip():
        return html
    shown = words_of(html.words)
    if _is_stub(plain.words, shown):
        message = f"its plain text only stands for its HTML, which was read: {' '.join(plain.words.split())[:80]!r}"
        return html._replace(problems=(Problem("set_aside", None, message), *html.problems), around=plain.words)
    is_proven = html.charset == "utf-8" != plain.charset and not html.problems
    if _lost_letters(plain.words, shown) or (is_proven and _has_other_letters(plain.words, shown)):
        message = "the letters of its plain text are damaged, and its HTML was read"
        return html._replace(problems=(Problem("decoding", None, message), *html.problems))
    return plain


def _plain(content: Content) -> Text:
    """A plain part; one that holds a web page is HTML."""
    decoded = text_of(content.data, content.charset)
    if _PAGE.match(decoded.text):
        return Text(decoded.text, True, decoded.encoding, decoded.problems)
    if _ENCRYPTED.search(decoded.text):
        return Text(decoded.text, False, decoded.encoding, decoded.problems, sealed="it is encrypted by PGP or GPG")
    text, around = _without_armour(decoded.text)
    if content.flowed:
        text = unfolded(text, without_spaces=content.without_spaces)
    return Text(text, False, decoded.encoding, decoded.problems, around)


def _html(content: Content) -> Text:
    decoded = _decoded_page(content)
    return Text(_DECLARATION.sub("", decoded.text, count=1), True, decoded.encoding, decoded.problems)


def _decoded_page(content: Content) -> Decoded:
    """A page in the character set that the mail states, or, where it states none, in that which the page states."""
    inside = _STATED_CHARSET.search(content.data[:4096])
    return text_of(content.data, content.charset or (inside[1].decode("ascii") if inside else ""))


def _without_armour(text: str) -> tuple[str, str]:
    """The text that was signed by PGP without what shows that, and the latter."""
    opening = _SIGNED.search(text)
    if opening is None:
        return text, ""
    rest = text[opening.end() :]
    signature = _SIGNATURE.search(rest)
    signed, behind = (rest[: signature.start()], rest[signature.end() :]) if signature else (rest, "")
    plain = re.sub(r"(?m)^- (?=-|From )", "", signed)
    return text[: opening.start()] + plain + behind, opening[0].strip() + "\n" + (signature[0] if signature else "")


def _is_stub(plain: str, shown: list[str]) -> bool:
    """Whether a plain part says only that the mail is a page, or where else it can be seen."""
    words = len(re.findall(r"\w+", plain))
    by_name = "html" in plain.casefold() and words < len(shown) and words < _FEWEST_WORDS
    return by_name or (len(shown) > _FEWEST_WORDS and words * _STUB < len(shown))


def _lost_letters(plain: str, shown: list[str]) -> bool:
    """Whether a plain part has other letters than the page where it should have the same, and worse ones."""
    beyond = Counter(word for word in shown if not word.isascii())
    if sum(beyond.values()) < _FEWEST_LETTERS:
        return False
    kept = beyond & Counter(re.findall(r"\w+", plain))
    return sum(kept.values()) * 2 < sum(beyond.values()) and _damage(plain) > _damage(" ".join(shown))


def _has_other_letters(plain: str, shown: list[str]) -> bool:
    """Whether a plain part has the words of the page, but other letters in most of those with letters beyond ASCII:
    ``cafщ`` for ``café``. Then one of the two is in another character set than it states, hardly a page in UTF-8."""
    of_page = Counter(word for word in shown if not word.isascii())
    of_plain = Counter(word for word in re.findall(r"\w+", plain) if not word.isascii())
    missing, others = (Counter(map(_ascii_start, each)) for each in (of_page - of_plain, of_plain - of_page))
    is_other = (missing & others).total() * 2 > missing.total()
    return is_other and _damage(plain) >= _damage(" ".join(shown))


def _ascii_start(word: str) -> str:
    """The letters of a word up to the first that is beyond ASCII."""
    return word[: next(at for at, letter in enumerate(word) if letter > "\x7f")]


def _damage(text: str) -> int:
    return oddities(text) + len(_REPLACED.findall(text)) + len(re.findall(PATTERN, text))
