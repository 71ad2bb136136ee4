"""Who wrote an article in LaTeX: the commands of its title page -> authors, each with what stands with the name.

The commands are those of LaTeX itself, of authblk, and of the classes of publishers: IEEEtran, REVTeX, acmart,
elsarticle, llncs, amsart, sn-jnl. All values are TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from copydesk.reading.office.head import HeadReader
from copydesk.reading.office.properties import is_person
from copydesk.reading.office.tex_commands import Command, Edit, commands, divided, edited, unwrapped

AUTHORS = ("author", "IEEEauthorblockN", "name", "collaboration")
PLACES = ("affil", "affiliation", "address", "institute", "IEEEauthorblockA", "altaffiliation", "altaffil")
DETAILS = ("email", "ead", "orcid", "homepage", "curraddr", "urladdr")
NOTES = ("thanks", "authornote", "cortext", "fntext", "equalcont", "tnotetext", "titlenote", "subtitlenote")
"""The commands of a title page, each with one argument: names, where authors work, what else is known of the author
before, and notes on the author or the title before."""
OF_PERSONS = (*AUTHORS, *PLACES, *DETAILS, *NOTES)

_AND = re.compile(r"\\(?:and|And|AND)(?![A-Za-z])")
LINE = re.compile(r"\\\\\*?\s*(?:\[[^\]\n]{0,40}\])?|\\(?:newline|linebreak|par)(?![A-Za-z])")
_COMMA = re.compile(r",|\\&|(?<![A-Za-z\\])and(?![A-Za-z])")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n[ \t]*|$)")
_SUPERSCRIPT = re.compile(r"\$\s*\{?\}?\^\s*(?:\{([^{}$]*)\}|(\\?\w+|\*))\s*\$")
_BEFORE_NAME = re.compile(r"\s*(?:\d+\s*\\textsuperscript\s*\{\s*(?:st|nd|rd|th)\s*\}|[Bb]y[\s~]+)")
_MARKS = {
    **dict.fromkeys(("inst", "IEEEauthorrefmark", "textsuperscript", "corref", "fnref", "tnoteref", "samethanks"), 1),
    **dict.fromkeys(("authornotemark", "footnotemark", "affilmark", "fnmsep", "quad", "qquad", "hfill"), 0),
}
"""Marks that refer to a place or a note, and what only spaces names; with the number of their arguments."""
_BLOCKS = {"IEEEauthorblockN": 1, "IEEEauthorblockA": 1}
"""Names and a place within one command."""
_OWN = {"orcidID": 1, "orcidlink": 1, "IEEEmembership": 1, **dict.fromkeys(DETAILS, 1)}
"""Details that stand among the words of a name."""
_BETWEEN_PARTS = {
    **dict.fromkeys(("fnm", "sur", "spfx", "sfx", "IEEEauthorblockN", "IEEEauthorblockA", "email", "mbox"), ("", "")),
    **dict.fromkeys(("orgdiv", "orgname", "orgaddress", "street", "url"), ("", "")),
}
_PARTS_OF_PLACES = ("position", "department", "institution", "streetaddress", "city", "state", "postcode", "country")
_FIELD = re.compile(r"[a-z]+\s*=\s*\{([^{}]*)\}")
_NUMBER = re.compile(r"[\s,;]+")
_JUNIOR = re.compile(r",\s*((?:[JS]r\.?|I{2,3}|IV)(?![A-Za-z.]))")
_NAME_AND_PLACE = 2


class Author(NamedTuple):
    """A name, with the notes on it, and what else is known of the author: the lines of each place, and addresses and
    the like, each by itself."""

    name: str
    details: tuple[tuple[str, ...], ...] = ()


class _Entry:
    """An author whose places and notes are not yet known."""

    def __init__(self, name: str, keys: Iterable[str], details: Iterable[str]) -> None:
        self.name = name
        self.keys = frozenset(keys)
        self.places: list[tuple[str, ...]] = []
        self.details = list(details)
        self.notes: list[str] = []


class _Place(NamedTuple):
    keys: frozenset[str]
    lines: list[str]
    of: tuple[_Entry, ...]


class Authors:
    """Takes the commands of a title page in their order; then ``authors`` has who wrote the article, ``of_nobody`` what
    it says where no author is named, ``title_notes`` the notes on its title."""

    def __init__(self) -> None:
        self.title_notes: list[str] = []
        self._entries: list[_Entry] = []
        self._waiting: list[_Entry] = []
        self._is_closed = False
        self._places: list[_Place] = []
        self._details_of_nobody: list[str] = []

    def take(self, command: Command, content: str) -> None:
        """The next command, and its argument."""
        content = _COMMENT.sub("", content)
        if command.name in AUTHORS:
            self._take_authors(content, command.options)
        elif command.name == "institute":
            for number, one in enumerate(divided(content, _AND), 1):
                self._take_lines(divided(one, LINE), str(number))
        elif command.name in ("altaffiliation", "altaffil"):
            self._of_last(f"{command.options}{content}")
        elif command.name in PLACES:
            self._take_lines(divided(content, LINE), command.options)
        elif command.name in DETAILS:
            self._of_last(content)
        else:
            self._take_note(content, command.options)

    def authors(self) -> tuple[Author, ...]:
        """The authors in their order, with the places that their marks name, or else that stand below their names."""
        marked: dict[str, list[_Entry]] = {}
        for entry in self._entries:
            for key in entry.keys:
                marked.setdefault(key, []).append(entry)
        for place in self._places:
            named = dict.fromkeys(entry for key in place.keys for entry in marked.get(key, ()))
            for entry in named or place.of or self._entries[-1:]:
                entry.places.append(tuple(place.lines))
        return tuple(
            Author(
                entry.name + "".join(f"\\thanks{{{note}}}" for note in entry.notes),
                tuple(dict.fromkeys((*entry.places, *((detail,) for detail in entry.details)))),
            )
            for entry in self._entries
        )

    def of_nobody(self) -> tuple[str, ...]:
        """The places, addresses and the like of a title page that names no author."""
        places = () if self._entries else (", ".join(place.lines) for place in self._places)
        return (*places, *self._details_of_nobody)

    def _take_authors(self, content: str, options: str) -> None:
        for number, block in enumerate(divided(content, _AND)):
            self._is_closed |= number > 0
            parts = [part for part in commands(block, _BLOCKS) if not part.depth]
            for part in parts:
                ((first, last),) = part.arguments
                if part.name in AUTHORS:
                    self._take_block(block[first:last], part.options)
                else:
                    self._take_lines(divided(block[first:last], LINE), part.options)
            if not parts:
                self._take_block(block, options)

    def _take_block(self, block: str, options: str) -> None:
        """Names, and below them the lines of a place."""
        names, *lines = divided(block, LINE)
        self._take_names(names, options)
        self._take_lines(lines, "")

    def _take_names(self, names: str, options: str) -> None:
        if self._is_closed:
            self._waiting, self._is_closed = [], False
        for name in _names(names):
            keys, words = _without_marks(name.removeprefix(_opening(name)))
            words, details = _without_details(words)
            words, after = _without_places(words)
            if not _bare(words):
                if self._entries:
                    self._entries[-1].name += words
                for detail in (*details, *after):
                    self._of_last(detail)
                continue
            entry = _Entry(words, {*keys, *filter(None, _NUMBER.split(options))}, (*after, *details))
            self._entries.append(entry)
            self._waiting.append(entry)

    def _take_lines(self, lines: Iterable[str], options: str) -> None:
        """The lines of a place, or of several if marks open these."""
        place: _Place | None = None
        for line in lines:
            keys, words = _without_marks(line)
            keys = keys or frozenset(() if place else filter(None, _NUMBER.split(options)))
            words, details = _without_details(words)
            if place is None or keys:
                place = _Place(keys, [], tuple(self._waiting))
                self._places.append(place)
            place.lines.extend(filter(None, (words, *details)))
            self._is_closed = True

    def _of_last(self, content: str) -> None:
        details = self._entries[-1].details if self._entries else self._details_of_nobody
        if content.strip():
            details.append(content.strip())

    def _take_note(self, content: str, key: str) -> None:
        named = [entry for entry in self._entries if key and key in entry.keys] or self._entries[-1:]
        if named:
            named[0].notes.append(content)
        else:
            self.title_notes.append(content)


def _names(line: str) -> Iterator[str]:
    """The names in a line. Commas part them where marks, ``and`` or three persons show that there are several: else
    one stands before a place or a degree."""
    line = unwrapped(_JUNIOR.sub(r" \1", line.replace("~", " ")), {"IEEEmembership": ("\\IEEEmembership{", "},")})
    parts = [part for part in divided(line, _COMMA) if part.strip()]
    plain = [_without_details(_without_marks(part)[1])[0] for part in parts]
    marked = sum(bool(_without_marks(part)[0]) or "\\IEEEmembership" in part for part in parts)
    joined = [one.end() - one.start() > 1 for one in _COMMA.finditer(line)]
    several = marked > 1 or any(joined) or len(parts) > _NAME_AND_PLACE
    several = several or len(HeadReader("en").byline(_bare(line)).persons) > 1
    if several and all(not one or is_person(one) for one in map(_bare, plain)):
        yield from parts
    else:
        yield line


def _opening(name: str) -> str:
    """A ``By``, or a counting ``1st``, before a name."""
    match = _BEFORE_NAME.match(name)
    return match[0] if match else ""


def _bare(name: str) -> str:
    """A name as letters, to see whether it is one: accents and groups of TeX are taken off."""
    without = edited(name, ((one.start, one.end, "") for one in commands(name, {"thanks": 1, "footnote": 1})))
    return " ".join(re.sub(r"\\[a-zA-Z]+(?![a-zA-Z])\s*|\\.|[{}$]", "", without).split())


def _without_marks(words: str) -> tuple[frozenset[str], str]:
    """The keys that the marks in some words name, and the words without them."""
    keys: list[str] = []
    edits = []
    for match in _SUPERSCRIPT.finditer(words):
        keys.append(match[1] or match[2])
        edits.append((match.start(), match.end(), ""))
    for command in commands(words, _MARKS):
        keys += [command.options, *(words[first:last] for first, last in command.arguments)]
        edits.append((command.start, command.end, ""))
    found = frozenset(part for key in keys for part in _NUMBER.split(key) if part)
    return found, " ".join(edited(words, edits).split())


def _without_details(words: str) -> tuple[str, tuple[str, ...]]:
    """Some words without the addresses and the like among them, and these."""
    edits: list[Edit] = []
    details: list[str] = []
    end = 0
    for command in commands(words, _OWN):
        ((first, last),) = command.arguments
        if command.start >= end:
            end = command.end
            details.append(words[first:last].strip().removesuffix(","))
            edits.append((command.start, end, ""))
    return _trimmed(_in_words(edited(words, edits))), tuple(filter(None, details))


def _without_places(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without the place or the degree behind its comma, and that."""
    first, *others = divided(name, re.compile(","))
    place = _trimmed(",".join(others))
    return (_trimmed(first), (place,)) if place else (name, ())


def _in_words(place: str) -> str:
    """The parts of a place, which classes print with commas between them, with these."""
    if fields := _FIELD.findall(place):
        return ", ".join(field.strip() for field in fields)
    edits = []
    for command in commands(place, dict.fromkeys(_PARTS_OF_PLACES, 1)):
        ((first, last),) = command.arguments
        edits.append((command.start, command.end, f", {place[first:last]}"))
    return _trimmed(unwrapped(edited(place, edits), _BETWEEN_PARTS))


def _trimmed(words: str) -> str:
    return re.sub(r"(?:\s*,)+", ",", " ".join(words.split())).strip(" ,;")
