"""Removes the markup of a Markdown source, so that its words can be counted."""

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
"""Literal text, whichever begins first: an escaped mark, a comment, code, and an HTML tag, whose attributes may look
like markup. pandoc's Markdown has attributes right after code."""
_HIDDEN = 0xF0000  # offset of the private characters that hide literal marks while markup is removed
_HIDE = {ord(mark): _HIDDEN + ord(mark) for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_HIDE_IN_TAG = {ord(mark): _HIDE[ord(mark)] for mark in "!()[\\]`{}"}
_SHOW = {hidden: mark for mark, hidden in _HIDE.items()}
_TARGET = r"(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)"
_ATTRIBUTES = re.compile(rf"(?<=[\])]){_IN_BRACES}|(?<=[ ]){_IN_BRACES}(?=\s*$)", re.MULTILINE)  # also a heading's
_MARKUP = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), replacement)
    for pattern, replacement in (
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
_ALT = r"!\[((?:[^\[\]\n]|\n(?!\n)){0,999})\]"
_PICTURES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"{_ALT}\(\s*{_TARGET}\s*\)", r" \1 "),
        (rf"{_ALT}\(\s*{_TARGET}\s*\)", r" \1 "),  # one in the words of another
        (_ALT, r" [\1 ]"),  # with a title, or a label
    )
)
"""Pictures, whose words are no part of those beside them: the article has them in a figure of its own."""
_EVERY_MARK = re.compile(r"[*_~^`\[\]\ufdd0-\ufdef]")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[!-~]*", re.IGNORECASE)  # not a word


def unmarked(text: str, pandoc_markdown: bool) -> str:
    """The text of a Markdown source without its markup; it keeps its line ends."""
    closed, end, rest = text.rpartition("-->")  # no comment can end after it, and searching for an end is slow
    text = closed + end + rest.replace("<!--", "<!--".translate(_HIDE))
    text = (_LITERAL_OF_PANDOC if pandoc_markdown else LITERAL).sub(_hidden, text)
    if pandoc_markdown:
        text = _ATTRIBUTES.sub("", text)
    for pattern, replacement in (*_PICTURES, *_MARKUP):
        text = pattern.sub(partial(_replaced, replacement), text)
    return without_marks(html.unescape(text).translate(_SHOW))


def _hidden(match: re.Match[str]) -> str:
    """Literal text with its marks hidden; a tag stays a tag, and a comment is removed."""
    escaped, _, code, tag = match.groups()
    if match[0].startswith("<!--"):
        return _replaced("", match)
    return tag.translate(_HIDE_IN_TAG) if tag else (escaped or code or "").translate(_HIDE)


def _replaced(replacement: str, match: re.Match[str]) -> str:
    """The replacement, with as many line ends as what it replaces."""
    words = match.expand(replacement)
    return words + "\n" * (match[0].count("\n") - words.count("\n"))


def without_marks(text: str) -> str:
    """Words without marking characters and without web addresses."""
    return _ADDRESS.sub(" ", _EVERY_MARK.sub("", text))
