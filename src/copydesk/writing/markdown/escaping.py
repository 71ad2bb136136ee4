"""Words as Markdown: what must be escaped in each flavour, and how emphasis is marked.

In an unfinished line the marks are control characters, which no text contains; ``finish`` sees the whole line and
replaces each by a mark that CommonMark reads back: ``_emphasis_``, ``*emphasis*`` inside a word, and ``<em>`` where
the rules of flanking allow neither.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

# --------------------------------------------------------------------------------------------------- flavours


Patterns = tuple[tuple[str, str], ...]


class Flavour:
    """What is markup in a flavour of Markdown: regular expressions, each with the markup that it means.

    Those of ``anywhere`` match the one character to escape with a backslash; those of ``at_start`` match markup at the
    start of a line, whose last character is escaped.
    """

    def __init__(self, anywhere: Patterns, at_start: Patterns) -> None:
        self.anywhere = anywhere
        self.at_start = at_start
        self._unsafe, self._unsafe_at_start = (
            re.compile("|".join(pattern for pattern, _ in patterns)) for patterns in (anywhere, at_start)
        )

    def escape(self, text: str) -> str:
        """Words escaped so that they read back unchanged anywhere in a line: ``a*b`` gives ``a\\*b``."""
        # U+0338 would join the ">" of a tag
        return self._unsafe.sub(r"\\\g<0>", one_line(text)).replace("\u0338", "&#x338;")

    def escape_start(self, line: str) -> str:
        """A finished line escaped so that it opens no block: ``1. May`` gives ``1\\. May``."""
        match = self._unsafe_at_start.match(line)
        return f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}" if match else line

    def opens_block(self, line: str) -> bool:
        """Whether a line would open a block, so that no line of a paragraph may begin with it."""
        return self._unsafe_at_start.match(line) is not None or line.startswith(("```", "<!", "* "))


COMMONMARK = Flavour(
    anywhere=(
        (r"[\\`*\[\]]", "escapes, code, emphasis, links"),
        (r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "emphasis, except for an underscore inside a word"),
        (r"<(?=[A-Za-z/!?]|$|[^ <>]*@)", "tags, comments, addresses in angle brackets"),
        (r"&(?=#?[A-Za-z0-9]+;)", "entities"),
        (r"[|~^]", "cells; struck out, lowered and raised text where that is an extension"),
        (r"\$(?!\d)", "the end of a formula where that is an extension"),
    ),
    at_start=(
        (r"#(?=#{0,5}(?: |$))", "a heading"),
        (r"[-+](?![0-9A-Za-z])", "an item, a break, the underline of a heading, a table's ruler"),
        (r"[=>:]", "the underline of a heading, a quotation, a definition or a fence"),
        (r"\d{1,9}[.)](?= |$)", "a numbered item"),
    ),
)

GITHUB = Flavour(
    anywhere=(
        *COMMONMARK.anywhere,
        (r"\$", "a formula"),
        (r"(?:(?<=http)|(?<=HTTP)|(?<=https)|(?<=HTTPS)|(?<=ftp)|(?<=FTP)):(?=//)", "an address, which becomes a link"),
        (r"(?:(?<=www)|(?<=WWW))\.", "the same"),
        (r"(?<=[A-Za-z0-9._+-])@(?=[A-Za-z0-9])", "the same of mail"),
        (r":(?=[A-Za-z0-9_+-]+:)", "an emoji's name"),
    ),
    at_start=COMMONMARK.at_start,
)

PANDOC = Flavour(
    anywhere=(
        *COMMONMARK.anywhere,
        (r"['\"]|-(?=-)|\.(?=\.\.)", "what becomes quotation marks, dashes and an ellipsis"),
        (r"[{$]", "attributes, a formula"),
        (r"(?<![A-Za-z0-9])@", "a citation"),
    ),
    at_start=(
        *COMMONMARK.at_start,
        (r"#(?=#*(?: |$))", "a heading, of any depth"),
        (r"%", "the title of a document"),
        (r"\(?(?:\w+|#)[.)](?= |$)", "an item numbered in another way"),
        (r"[Tt]able:", "the caption of a table"),
    ),
)

_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_WHITE = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """The text on one line, every run of white space one space, without control characters, with composed accents.

    pandoc composes accents too, which turns a Greek one into a backtick, so this must precede escaping.
    """
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", _WHITE.sub(" ", text)))


# -------------------------------------------------------------------------------------------------- marks


class Pair(NamedTuple):
    """A kind of emphasis: its characters in an unfinished line, its marks, and its HTML tag if no mark is possible."""

    opening: str
    closing: str
    marks: tuple[str, ...]
    tag: str


EMPHASIS = Pair("\x01", "\x02", ("_", "*"), "em")
STRONG = Pair("\x03", "\x04", ("**",), "strong")
BREAK = "\x05"
BRACKET = "\x06"  # before a "[" that is markup: an exclamation mark before it would make it a picture
GLUE = "\x0e"  # a space at which no line may be broken: in code, in a tag, in a link's target
REFERENCE = "\x07"  # after a note reference: a colon after it would make it a note, a parenthesis a link
_BEFORE_UNDERSCORE = ("", " ", "(", "“", "‘", "«", "—", BREAK, STRONG.opening)
_PAIRS = {mark: pair for pair in (EMPHASIS, STRONG) for mark in (pair.opening, pair.closing)}
_CHARACTER_OF_EMPHASIS = re.compile(f"[{''.join(_PAIRS)}]")


def finish(line: str, *, single: bool = False, pandoc: bool = False) -> list[str]:
    """The finished lines of an unfinished line, several if it contains hard breaks.

    ``single`` makes one line, with breaks as ``<br>``: a heading, a cell, a line of the front matter. ``pandoc``
    marks emphasis for pandoc's Markdown, where an asterisk is a mark in any context.
    """
    line = line.replace(f"!{BRACKET}", f"\\!{BRACKET}").replace(BRACKET, "")
    line = line.replace(f"{REFERENCE}:", r"\:").replace(f"{REFERENCE}(", r"\(").replace(REFERENCE, "")
    line = re.sub(f" *{BREAK} *", " <br> " if single else BREAK, line)
    lines = _with_marks(line, pandoc).strip(f" {BREAK}").split(BREAK)
    return [text + "\\" for text in lines[:-1]] + lines[-1:]


def _with_marks(line: str, pandoc: bool) -> str:
    """The line with each pair of emphasis characters replaced by marks that read back as the same pair."""
    positions = [match.start() for match in _CHARACTER_OF_EMPHASIS.finditer(line)]
    if not positions:
        return line
    parts: list[str] = []
    ends: dict[int, str] = {}  # the positions after closing marks, and their characters
    closing_marks: dict[int, tuple[str, str]] = {}
    partners = _partners(line, positions)
    inside: list[Pair] = []
    size = start = 0

    def add(text: str) -> None:
        nonlocal size
        if text:
            parts.append(text)
            size += len(text)

    for index in positions:
        add(line[start:index])
        start = index + 1
        pair = _PAIRS[line[index]]
        if line[index] == pair.opening:
            end = partners[index]
            around = _Around(parts[-1][-1] if parts else "", line[index + 1], line[end - 1], line[end + 1 : end + 2])
            mark = None if pair in inside else _mark(pair, around, ends.get(size), pandoc)
            closing_marks[end] = (mark, mark) if mark else (f"<{pair.tag}>", f"</{pair.tag}>")
            text = closing_marks[end][0]
            inside.append(pair)
        else:
            text = closing_marks[index][1]
            inside.pop()
        add(text)
        if text[0] != "<":
            ends[size] = text[0]
    add(line[start:])
    return "".join(parts)


def _partners(line: str, positions: list[int]) -> dict[int, int]:
    """The position of the closing mark of each opening mark, of all at these positions."""
    partners: dict[int, int] = {}
    open_: list[int] = []
    for index in positions:
        if line[index] == _PAIRS[line[index]].opening:
            open_.append(index)
        else:
            partners[open_.pop()] = index
    return partners


class _Around(NamedTuple):
    """The characters on both sides of both marks of a pair: ``before _first ... last_ after``."""

    before: str
    first: str
    last: str
    after: str


def _mark(pair: Pair, around: _Around, last_mark: str | None, pandoc: bool) -> str | None:
    """The first of the pair's marks that is read as a mark between these neighbours; None if there is none.

    ``last_mark`` is the character of the mark right before, with which the same character would form one run; pandoc
    treats an underscore there, and after some punctuation, as one inside a word.
    """
    for mark in pair.marks:
        if mark[0] == last_mark or (mark == "*" and {"*", STRONG.opening, STRONG.closing} & set(around)):
            continue
        if pandoc and mark == "_" and (last_mark or around.before not in _BEFORE_UNDERSCORE):
            continue
        spaced = around.first.isspace() or around.last.isspace()
        if (pandoc and mark != "_" and not spaced) or _is_mark(mark, around):
            return mark
    return None


def _is_mark(mark: str, around: _Around) -> bool:
    """Whether CommonMark would read both ends as marks."""
    opening = _flanking(around.before, around.first)
    closing = _flanking(around.last, around.after)
    if opening is None or closing is None:
        return False
    inside_word = mark != "_"
    opens = opening.left and (inside_word or not opening.right or opening.punctuation_before)
    closes = closing.right and (inside_word or not closing.left or closing.punctuation_after)
    return opens and closes


class _Flanking(NamedTuple):
    """The properties of a mark by CommonMark 6.2, from the characters on both sides."""

    left: bool
    right: bool
    punctuation_before: bool
    punctuation_after: bool


def _flanking(before: str, after: str) -> _Flanking | None:
    """The flanking of a mark; None if versions of CommonMark or Unicode disagree about one of the characters."""
    one, other = _kind(before), _kind(after)
    if "doubtful" in (one, other):
        return None
    left = other != "white" and (other != "punctuation" or one != "word")
    right = one != "white" and (one != "punctuation" or other != "word")
    return _Flanking(left, right, one == "punctuation", other == "punctuation")


@cache
def _kind(character: str) -> str:
    if not character or character.isspace():
        return "white"
    if character in _PAIRS or (character.isascii() and not character.isalnum()):
        return "punctuation"
    category = unicodedata.category(character)
    return {"L": "word", "N": "word", "P": "punctuation"}.get(category[0], "doubtful")


# ------------------------------------------------------------------------------------------- code and links


def code(text: str, *, cell: bool = False) -> str:
    """Inline code, in a fence longer than its runs of backticks; in a table cell its bars are escaped.

    White space at its edges is outside the fence, since pandoc drops it inside.
    """
    original = one_line(text)
    text = original.strip()
    if not text:
        return " " if original else ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    text = text.replace("|", r"\|") if cell else text
    fenced = f"{fence}{padding}{text}{padding}{fence}".replace(" ", GLUE)
    before, after = (" " if edge.isspace() else "" for edge in (original[0], original[-1]))
    return f"{before}{fenced}{after}"


_AUTOLINK = re.compile(r"(?:https?|HTTPS?)://(?!.*&#?\w+;)[^\s<>\\`|]+")


def is_autolink(target: str) -> bool:
    """Whether a link whose text is its target can be written as ``<https://example.org/>``."""
    return _AUTOLINK.fullmatch(target) is not None


def destination(target: str) -> str:
    """A link's target, in angle brackets where it needs them: ``<a_(b c)>``."""
    target = re.sub(r"[\\<>|`]|&(?=#?[A-Za-z0-9]+;)", r"\\\g<0>", one_line(target))
    target = f"<{target}>" if not target or re.search(r"[ ()<>]", target) else target
    return target.replace(" ", GLUE)
