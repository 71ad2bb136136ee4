"""The text of a Markdown source without its markup, for its words to be counted."""

from __future__ import annotations

import html
import re
from functools import partial

from copydesk.reading.markdown.raw_html import BLOCK_TAGS, BOX_TAGS

_IN_BRACES = r"""\{(?:[^{}"\n]|"[^"]*")*\}"""
_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_CODE_SPAN = r"(`+)(?!`)((?:[^\n]|\n(?!\n))+?)(?<!`)\2(?!`)"
_SPACE = r"(?:[^\S\n]|\n(?!\n))"
_VALUE = r"""(?:"(?:[^"<>\n]|\n(?!\n))*"|'(?:[^'<>\n]|\n(?!\n))*'|[^\s"'=<>`]+)"""
_TAG = rf"(</?[A-Za-z][\w-]*(?:{_SPACE}+[\w:-]+(?:{_SPACE}*={_SPACE}*{_VALUE})?)*{_SPACE}*/?>)"
_COMMENT = r"<!--[\s\S]*?-->"
LITERAL = re.compile(rf"{_ESCAPED}|{_COMMENT}|{_CODE_SPAN}|`+|{_TAG}")
_LITERAL_OF_PANDOC = re.compile(rf"{_ESCAPED}|{_COMMENT}|{_CODE_SPAN}(?:{_IN_BRACES})?|`+|{_TAG}")
"""What is taken to the letter, whichever begins first: a mark behind a backslash, a comment, code, and a tag of HTML,
whose attributes may look like markup. Pandoc's own Markdown has attributes of code right behind it."""
_HIDDEN = 0xF0000  # where what looks like markup behind a backslash and in code is hidden while markup is taken out
_HIDE = {ord(mark): _HIDDEN + ord(mark) for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_HIDE_IN_TAG = {ord(mark): _HIDE[ord(mark)] for mark in "!()[\\]`{}"}
_SHOW = {hidden: mark for mark, hidden in _HIDE.items()}
_TARGET = r"(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)"
_ATTRIBUTES = re.compile(rf"(?<=[\])]){_IN_BRACES}|(?<=[ ]){_IN_BRACES}(?=\s*$)", re.MULTILINE)  # also a heading's
_MARKUP = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), instead)
    for pattern, instead in (
        (r"""<(\w+) [^<>]*\bdata-note="[^"<>]*"[^<>]*>[^<>\n]*</\1>|\[[^\[\]]*\]\{data-note="[^"]*"\}""", ""),
        (r"\[\^[^\]\s]+\]", ""),
        (rf"\]\(\s*{_TARGET}\s*\)", ""),
        (rf"\]\(\s*{_TARGET}", " "),  # but not its title
        (r"\]\[(?:[^\[\]\n]|\n(?!\n)){0,999}\]", ""),
        (r"<!\[CDATA\[", ""),
        (rf"</?(?:{'|'.join(sorted(BLOCK_TAGS | BOX_TAGS))})(?![\w-])(?:[^<>\n]|\n(?!\n)){{0,2000}}>", " "),
        (r"</?[A-Za-z](?:[^<>\n]|\n(?!\n)){0,2000}>", ""),
    )
)
_EVERY_MARK = re.compile(r"[*_~^`\[\]\ufdd0-\ufdef]")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[!-~]*", re.IGNORECASE)  # is no word


def unmarked(text: str, own: bool) -> str:
    """The text of a Markdown source without its markup; it keeps its line ends."""
    closed, end, rest = text.rpartition("-->")  # behind it no comment can end, and to look for an end takes long
    text = closed + end + rest.replace("<!--", "<!--".translate(_HIDE))
    text = (_LITERAL_OF_PANDOC if own else LITERAL).sub(_hidden, text)
    if own:
        text = _ATTRIBUTES.sub("", text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(partial(_instead, instead), text)
    return without_marks(html.unescape(text).translate(_SHOW))


def _hidden(found: re.Match[str]) -> str:
    """What is taken to the letter, with the marks in it hidden; a tag stays one, and nothing stays of a comment."""
    escaped, _, code, tag = found.groups()
    if found[0].startswith("<!--"):
        return _instead("", found)
    return tag.translate(_HIDE_IN_TAG) if tag else (escaped or code or "").translate(_HIDE)


def _instead(put: str, found: re.Match[str]) -> str:
    return put + "\n" * found[0].count("\n")


def without_marks(text: str) -> str:
    """Words without the characters that mark some of them, and without addresses."""
    return _ADDRESS.sub(" ", _EVERY_MARK.sub("", text))
