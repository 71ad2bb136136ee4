"""The characters of a text -> the replacement of each: quotation marks, dashes, dots and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from copydesk.locales import Typography
from copydesk.patterns import pattern
from copydesk.typography.quotes import OPENING, QUOTES, Quotes, is_letter

_ELLIPSIS = re.compile(r"(?<![.…])(?!(?<=\d)\.{3}\d)\.{3}(?!\.\.)")
_BEGINS = r"^-{}(?= [^\W\d_]| [\"'“‘„«¿¡])"  # of a speaker's words, or of an attribution
_HYPHEN = re.compile(rf"(?<=[^\s\d] )-(?= \S)|(?<=\S )-(?= [^\s\d])|{_BEGINS.format('')}", re.MULTILINE)
_DOUBLE = re.compile(
    r"(?<=[^\s-] )-{2,3}(?= [^\s-])|(?<=[\w.,;:!?\"'”’»)\]])(?<!<!)-{2,3}(?=[\w\"'“‘«(\s]|$)(?<!\d--(?=\d))"
    rf"|{_BEGINS.format('-{1,2}')}",
    re.MULTILINE,
)
_RANGE = re.compile(r"(?<=\d)--(?=[1-9])")


def pieces(text: str, custom: Typography) -> list[str]:
    """The replacement of each character of a text.

    A replaced mark may decide about another one, so the rules are repeated until nothing changes.
    """
    result = list(text)
    while True:
        current = "".join(result)
        edits = _edits(current, custom)
        if "".join(edits) == current:
            return result
        parts = iter(edits)
        result = ["".join(islice(parts, len(part))) for part in result]


def _edits(text: str, custom: Typography) -> list[str]:
    result = list(text)
    literal = list(_literal(text))
    if any(mark in text for mark in QUOTES):
        Quotes(text, custom, {position for start, end in literal for position in range(start, end)}).replace_in(result)
    if not custom.unspaced:
        for match in _ELLIPSIS.finditer(text):
            result[match.start() : match.end()] = ["…", "", ""]
    for hyphens, dash in zip((_HYPHEN, _DOUBLE, _RANGE), (*custom.dashes, "–") if custom.dashes else (), strict=False):
        for match in hyphens.finditer(text):
            if not _is_between_terms(text, *match.span()) and not _ends_options(text, *match.span()):
                result[match.start() : match.end()] = [dash, *[""] * (len(match[0]) - 1)]
    if custom.inside:
        _space(text, result, custom)
    for start, end in literal:
        result[start:end] = text[start:end]
    return result


_TERM = r"(?:[^\W\d_]|\d+)"
_TERM_BEFORE, _TERM_AFTER = re.compile(rf"(?:.*[\s(])?({_TERM}) ", re.DOTALL), re.compile(rf" ({_TERM})(?=[\s,;)]|$)")


def _is_between_terms(text: str, start: int, end: int) -> bool:
    """Whether a spaced hyphen is between single letters or numbers, like a minus: ``n - 1``."""
    if end - start > 1:
        return False
    return bool(_TERM_BEFORE.fullmatch(text[max(0, start - 12) : start])) and bool(_TERM_AFTER.match(text, end))


_OPTION = pattern(r"(?<!\S)[\"'“‘(\[`]*(?:--[^\W\d_]|-[A-Za-z](?![\w'’-]))")
_STOP = pattern(r"[.!?…][\"'”’)\]]*\s|\n")


def _ends_options(text: str, start: int, end: int) -> bool:
    """Whether two hyphens between spaces mark the end of the options of a command: ``git log --oneline -- src``. This
    is decided by the sentence, since the lines of a paragraph may have been joined."""
    if text[start:end] != "--" or text[start - 1 : start] != " ":
        return False
    begins = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    ends = _STOP.search(text, end)
    return _OPTION.search(text[begins : ends.start() if ends else len(text)]) is not None


# ------------------------------------------------------------------------------------------- what is left verbatim

_WORD = re.compile(r"\S+")
_MARKS = frozenset("\"'.:;!?-")
_ADDRESS = re.compile(
    r"://|www\.|\\|\w@\w|/.*/"
    r"|^(?:~|\.{1,2})?/\w"  # a path
    r"|^-{1,2}[^\W\d_]"  # an option
    r"|\w\.[a-z][A-Za-z0-9]{0,4}$"  # a file
)
_CODE = re.compile(
    r"(?<!`)`[^`\n]+`(?!`)"  # as Markdown marks it
    r"|``[^`'\n]*''"  # quotation marks of TeX
    r"|<[A-Za-z/!][^<>\n]*>"  # a tag
    r"|=\s?(?:\"[^\"\n]*\"|'[^'\n]*')"  # a value
    r"|\w\([^()\n]*\)"  # a call
    r"|\{[^{}\n]*\}"
    r"|[:;]'-?[()]"  # a face
)


def _literal(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of code, addresses, file names and options, without the marks around them."""
    for match in _CODE.finditer(text):
        yield match.span()
    for word in _WORD.finditer(text):
        if _MARKS.isdisjoint(word[0]):
            continue
        bare = word[0].lstrip("\"'([{<«“‘„")
        start = word.end() - len(bare)
        bare = bare.rstrip("\"'.,;:!?)]}>»”’…")
        if _ADDRESS.search(bare):
            yield start, start + len(bare)


# ------------------------------------------------------------------------------------------------------- spaces

_SPACED = " \u00a0\u2009"
_GOES_ON = "\\/-("  # after a colon that is no punctuation: C:\\, :-)


def _space(text: str, result: list[str], custom: Typography) -> None:
    """Inserts no-break spaces before high punctuation marks and inside quotation marks."""
    for position, character in enumerate(text):
        space = custom.space_before(character)
        if space and position:
            _space_before(text, result, position, space)
        elif character == "«" and position + 1 < len(text):
            following = text[position + 1]
            if following in _SPACED:
                result[position + 1] = custom.inside
            elif not following.isspace():
                result[position] += custom.inside
        elif character == "»" and position:
            _space_before(text, result, position, custom.inside)


def _space_before(text: str, result: list[str], position: int, space: str) -> None:
    before, after = text[position - 1], text[position + 1 : position + 2]
    if after and after in _GOES_ON:
        return
    if before in _SPACED and position > 1:
        result[position - 1] = space
    elif not before.isspace() and before not in OPENING + "!?;:«" and not is_letter(after):
        result[position] = space + result[position]
