"""The characters of a text -> what each becomes: quotation marks, dashes, dots and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.locales import Typography
from copydesk.typography.quotes import OPENING, QUOTES, Quotes, is_letter

_ELLIPSIS = re.compile(r"(?<![.…])(?!(?<=\d)\.{3}\d)\.{3}(?!\.\.)")
_BEGINS = r"^-{}(?= [^\W\d_]| [\"'“‘„«¿¡])"  # of a speaker's words, or of whom a quotation is credited to
_HYPHEN = re.compile(rf"(?<=[^\s\d] )-(?= \S)|(?<=\S )-(?= [^\s\d])|{_BEGINS.format('')}", re.MULTILINE)
_DOUBLE = re.compile(
    r"(?<=[^\s-] )-{2,3}(?= [^\s-])|(?<=[\w.,;:!?\"'”’»)\]])(?<!<!)-{2,3}(?=[\w\"'“‘«(\s]|$)(?<!\d--(?=\d))"
    rf"|{_BEGINS.format('-{1,2}')}",
    re.MULTILINE,
)
_RANGE = re.compile(r"(?<=\d)--(?=[1-9])")


def pieces(text: str, custom: Typography) -> list[str]:
    """What each character of a text becomes.

    A mark that is set may be what tells the next one, so it is done again until nothing changes.
    """
    made = list(text)
    while True:
        told = "".join(made)
        edits = _edits(told, custom)
        if "".join(edits) == told:
            return made
        parts = iter(edits)
        made = ["".join(next(parts) for _ in part) for part in made]


def _edits(text: str, custom: Typography) -> list[str]:
    made = list(text)
    literal = list(_literal(text))
    if any(mark in text for mark in QUOTES):
        Quotes(text, custom, {place for start, end in literal for place in range(start, end)}).put(made)
    if not custom.unspaced:
        for match in _ELLIPSIS.finditer(text):
            made[match.start() : match.end()] = ["…", "", ""]
    for pattern, dash in zip((_HYPHEN, _DOUBLE, _RANGE), (*custom.dashes, "–") if custom.dashes else (), strict=False):
        for match in pattern.finditer(text):
            if not _is_between_terms(text, *match.span()) and not _ends_options(text, *match.span()):
                made[match.start() : match.end()] = [dash, *[""] * (len(match[0]) - 1)]
    if custom.inside:
        _space(text, made, custom)
    for start, end in literal:
        made[start:end] = text[start:end]
    return made


_TERM = r"(?:[^\W\d_]|\d+)"
_TERM_BEFORE, _TERM_AFTER = re.compile(rf"(?:.*[\s(])?({_TERM}) ", re.DOTALL), re.compile(rf" ({_TERM})(?=[\s,;)]|$)")


def _is_between_terms(text: str, start: int, end: int) -> bool:
    """Whether a spaced hyphen stands between single letters or numbers, as a minus does: ``n - 1``."""
    if end - start > 1:
        return False
    return bool(_TERM_BEFORE.fullmatch(text[max(0, start - 12) : start])) and bool(_TERM_AFTER.match(text, end))


_OPTION = re.compile(r"(?<!\S)[\"'“‘(\[`]*(?:--[^\W\d_]|-[A-Za-z](?![\w'’-]))")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")


def _ends_options(text: str, start: int, end: int) -> bool:
    """Whether two hyphens between spaces stand among the options of a command, whose end they mark:
    ``git log --oneline -- src``. What is looked at is the sentence: the lines of a paragraph may be joined."""
    if text[start:end] != "--" or text[start - 1 : start] != " ":
        return False
    begins = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    ends = _STOP.search(text, end)
    return _OPTION.search(text[begins : ends.start() if ends else len(text)]) is not None


# ------------------------------------------------------------------------------------------- what is kept to the letter

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
    """Where code, addresses, names of files and options stand, without the marks around them."""
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
_GOES_ON = "\\/-("  # behind a colon that is no stop: C:\\, :-)


def _space(text: str, made: list[str], custom: Typography) -> None:
    """The spaces that do not break, before high marks and inside quotation marks."""
    for place, character in enumerate(text):
        space = custom.space_before(character)
        if space and place:
            _space_before(text, made, place, space)
        elif character == "«" and place + 1 < len(text):
            following = text[place + 1]
            if following in _SPACED:
                made[place + 1] = custom.inside
            elif not following.isspace():
                made[place] += custom.inside
        elif character == "»" and place:
            _space_before(text, made, place, custom.inside)


def _space_before(text: str, made: list[str], place: int, space: str) -> None:
    before, after = text[place - 1], text[place + 1 : place + 2]
    if after and after in _GOES_ON:
        return
    if before in _SPACED and place > 1:
        made[place - 1] = space
    elif not before.isspace() and before not in OPENING + "!?;:«" and not is_letter(after):
        made[place] = space + made[place]
