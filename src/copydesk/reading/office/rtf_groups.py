"""The groups of a rich text file, before pandoc reads it: what it would lose or misplace is put right.

It is given a file in UTF-8 (``rtf_letters``). Notes lose the ``\\*`` for which pandoc skips them; running heads and
comments go aside; words struck out, hidden or of an index are left out; headings are no items of a list. pandoc knows
no indents, sizes and styles, and no labels of items but those of newer lists: marks around a paragraph tell
``rtf_marks``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._shared.ruby import with_reading
from copydesk.reading.office.asides import page_lines
from copydesk.reading.office.rtf_letters import DEEPEST
from copydesk.reading.office.rtf_marks import END_OF_TABLE, LABEL, mark, setting_mark
from copydesk.reading.office.rtf_styles import telling_styles
from copydesk.reading.office.rtf_words import (
    CHARACTERS,
    ENDS,
    OTHER_STYLES,
    PROPERTIES,
    ROLES,
    SIGNS,
    SILENT,
    TO_PANDOC,
    UNSTARRED,
    Group,
)
from copydesk.tree import Furniture

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<end>[\r\n]+)"
    r"|(?P<text>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_OPENING = re.compile(r"\s*(\\\*)?\s*\\([a-zA-Z]+)")
_OUTERMOST = 2  # groups, one of which is the file's
_TYPED_LABEL = re.compile(rf"({LABEL.pattern}|\\bullet ?)((?:\\(?!tab\b)[a-z]+-?\d* ?)*\\tab ?)")
_FIELD = re.compile(r"\\(?:[a-zA-Z]+-?\d* ?|\*)|[{}\r\n]")
_RUBY = re.compile(r"\\o\s*\\al\s*\(\\s\\up\s*\d*\s*\(([^()]*)\),([^()]*)\)")
_OF_PANDOC = "\\widowctrl\\hyphauto"
_QUOTED_BY = 720  # twips by which pandoc's writer indents a quotation


class Edited(NamedTuple):
    """The file for pandoc; its words, as they are printed; and what was set aside or left out."""

    data: bytes
    text: str
    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]


def edited(data: bytes) -> Edited:
    """The file as pandoc should read it. Raises InputError if its groups are nested too deep."""
    return _Editor(data.decode("utf-8", "replace")).edited()


class _Editor:
    def __init__(self, source: str) -> None:
        self._source = source
        self._output: list[str] = []
        self._groups = [Group()]
        self._words: dict[str, list[str]] = {}  # by role, as far as they are not taken
        self._furniture: list[Furniture] = []
        self._author = ""
        self._label = ""
        self._sizes: Counter[int] = Counter()  # letters of the paragraph
        self._joined = False  # to the paragraph before, whose end is struck out
        self._begins = True  # a paragraph of the text
        self._lists: list[int] = []  # where the output makes an item of the paragraph
        self._table_ended = False
        self._item_indent = 0
        self._readings: list[tuple[int, str]] = []  # of fields: how deep each is, and its words
        self._styles = telling_styles(source)
        self._of_pandoc = _OF_PANDOC in source[:4096]

    def edited(self) -> Edited:
        at = 0
        while match := _TOKEN.match(self._source, at):
            at = match.end()
            if match["brace"] == "{":
                at = self._open(at)
            elif match["brace"]:
                self._close()
            elif match["text"] or match["word"] == "bullet":
                at = self._text(match, at)
            elif match["word"]:
                self._control(match)
            elif match["sign"] in SIGNS:
                self._say(match[0], SIGNS[match["sign"]])
            elif match["sign"] and match["sign"] in "\r\n":
                self._ends("\\par ", "par")  # pandoc takes the sign for a space
            elif match["sign"] and not match["sign"].isascii():  # a stray backslash before a letter
                self._say(match["sign"], match["sign"])
            elif match["sign"] == "'" or match[0] == "\\":  # no byte follows: damaged
                continue
            else:
                self._emit(match[0])
        while len(self._groups) > 1:
            self._close()
        text = "".join(self._words.get("text", ()))
        return Edited("".join(self._output).encode(), text, tuple(self._furniture), tuple(self._problems()))

    def _problems(self) -> Iterator[Problem]:
        deleted, hidden = self._taken("deleted"), self._taken("hidden")
        if deleted:
            yield Problem(
                "set_aside", None, f"it has tracked changes: read as if all were accepted; struck out: {deleted!r}"
            )
        if hidden:
            yield Problem("set_aside", None, f"hidden words, which Word does not print, are left out: {hidden!r}")

    @property
    def _group(self) -> Group:
        return self._groups[-1]

    def _set(self, **changes: bool | int | str) -> None:
        self._groups[-1] = self._groups[-1]._replace(**changes)  # type: ignore[arg-type]

    def _taken(self, role: str) -> str:
        """The words of a role so far, in one line."""
        return " ".join("".join(self._words.pop(role, ())).split())

    def _emit(self, source: str) -> None:
        if self._group.role in TO_PANDOC:
            self._output.append(source)

    def _insert(self, words: str) -> None:
        """Writes words that do not stand in the file so."""
        before = self._output[-1] if self._output else ""
        delimiter = " " if before.startswith("\\") and before[-1:].isalnum() else ""
        self._output.append(delimiter + words)

    def _open(self, at: int) -> int:
        """Opens a group; returns where to go on."""
        if len(self._groups) > DEEPEST:
            raise InputError("its groups are nested too deep", "Remove some of the levels")
        outer = self._group.role
        opening = _OPENING.match(self._source, at)
        name = opening[2] if opening else ""
        starred = bool(opening and opening[1])
        role = ROLES.get(name, "silent" if starred else outer)
        if starred and name in OTHER_STYLES:
            role = "dropped"
        boxed = outer == "silent" and name in ("shptxt", "dptxbxtext")
        if outer not in ("text", "note") and role != "dropped" and not boxed:
            role = "dropped" if name in SILENT and outer != "silent" else outer
        if role == "note" and outer == "text":
            self._paragraph_begins()
        self._groups.append(self._group._replace(role="note" if outer == "note" and role == "text" else role))
        self._emit("{")
        if name == "fldinst":
            self._field(at)
        return opening.start(2) - 1 if opening and starred and name in UNSTARRED else at

    def _close(self) -> None:
        if len(self._groups) == 1:  # more are closed than were opened
            return
        if len(self._groups) == _OUTERMOST:
            self._paragraph_ends()
        self._emit("}")
        ended = self._groups.pop().role
        while self._readings and self._readings[-1][0] > len(self._groups):
            words = self._readings.pop()[1]
            self._say(words, words)
        if ended == self._group.role:
            return
        if ended == "page":
            self._furniture += page_lines("".join(self._words.pop(ended, ())).split("\n"))
        elif ended == "author":
            self._author = self._taken(ended)
        elif ended == "comment" and (words := self._taken(ended)):
            self._furniture.append(Furniture(f"{self._author}: {words}" if self._author else words, "comment"))
        elif ended == "label":
            self._label = self._taken(ended)

    def _control(self, match: re.Match[str]) -> None:
        word, number = match["word"], int(match["number"] or 0)
        if word in ENDS:
            self._ends(match[0], word)
            return
        if word in CHARACTERS:
            self._say(match[0], CHARACTERS[word])
            return
        if word in PROPERTIES:
            self._set(**PROPERTIES[word](number))
        if word == "pard":
            self._lists = []
            if self._joined:
                return
        elif word == "ls":
            self._lists.append(len(self._output))
        elif word in ("trowd", "intbl"):
            self._set(in_table=True)
            self._table_ended = False
        elif word in ("deleted", "v"):
            self._set(**{"deleted" if word == "deleted" else "hidden": match["number"] != "0"})
            return
        elif word == "ansicpg":  # the letters are in Unicode
            return
        self._emit(match[0])

    def _ends(self, source: str, word: str) -> None:
        """Takes the end of a paragraph, a cell or a row. One that is struck out, or of a drop cap, ends nothing."""
        group = self._group
        if word == "par" and (group.deleted or group.initial) and group.role in ("text", "note"):
            if group.deleted:
                self._words.setdefault("deleted", []).append("\n")
            self._joined = True
            return
        self._joined = False
        role = group.role
        self._paragraph_ends()
        self._emit(source)
        self._words.setdefault("text" if role == "note" else role, []).append("\n")
        if role == "text":
            self._begins = True
            self._table_ended = word == "row"

    def _text(self, match: re.Match[str], at: int) -> int:
        """Takes letters, or a bullet; returns where to go on."""
        group = self._group
        hangs = group.first < 0 and not group.in_table and not group.listed
        if (
            self._begins
            and hangs
            and group.role == "text"
            and (typed := _TYPED_LABEL.match(match.string, match.start()))
        ):
            self._label = typed[1].replace("\\bullet", "•")
            self._output.append(typed[2].removesuffix(" ").removesuffix("\\tab"))
            return typed.end()
        self._say(match[0], match["text"] or "•")
        return at

    def _say(self, source: str, words: str) -> None:
        """Takes printed words, which the file writes as given."""
        group = self._group
        if group.role not in ("silent", "dropped") and (group.deleted or group.hidden):
            self._words.setdefault("deleted" if group.deleted else "hidden", []).append(words)
            return
        if group.role == "text" and words.strip():
            self._paragraph_begins()
            self._sizes[group.size] += len(words)
        self._emit(source)
        self._words.setdefault("text" if group.role == "note" else group.role, []).append(words)

    def _paragraph_begins(self) -> None:
        """Writes before the first words of a paragraph what pandoc does not read of it."""
        if not self._begins:
            return
        self._begins = False
        group = self._group
        label, self._label = self._label, ""
        if self._table_ended and not group.in_table:
            self._insert(f"{{\\pard {END_OF_TABLE}\\par}}")  # else a note that follows would swallow the table
            self._table_ended = False
        if group.outline:
            for at in self._lists:
                self._output[at] = ""
            if any(map(str.isalnum, label)):
                self._insert(f"{label} ")
                self._words.setdefault("text", []).append(f"{label} ")
        elif not group.listed and not group.in_table and (label or group.indent > 0):
            quoted = self._of_pandoc and not label and group.indent >= _QUOTED_BY and group.indent != self._item_indent
            self._insert(mark(group.indent, label, quoted=quoted))
            self._item_indent = group.indent if label else self._item_indent
        else:
            self._item_indent = 0
        self._lists = []

    def _paragraph_ends(self) -> None:
        """Writes behind the last words of a paragraph how it is set."""
        if self._sizes and self._group.role == "text" and not self._group.in_table:
            size = max(self._sizes, key=lambda size: self._sizes[size])
            self._insert(setting_mark(size, self._group.align, self._styles.get(self._group.style, "")))
        self._sizes.clear()

    def _field(self, at: int) -> None:
        """Keeps the words of a field that sets a reading above a word."""
        end = self._source.find("\\fldrslt", at, at + 1000)
        code = self._source[at : end if end >= 0 else at + 1000]
        if "EQ" not in code:
            return
        words = _FIELD.sub("", code.replace("\\\\", "\0")).replace("\0", "\\")
        if match := _RUBY.search(words):
            self._readings.append((len(self._groups) - 1, with_reading(match[2], match[1])))
