"""The guard of Markdown: which words of the source reached no part of the article.

pandoc drops some of what it reads without a word, such as a definition that nothing refers to. So the words of the
source are counted, and those of the tree; where the tree has fewer, the line that lost them is looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from copydesk.problems import Problem
from copydesk.reading.markdown.raw_html import words_of
from copydesk.reading.markdown.unmarked import unmarked, without_marks
from copydesk.reading.markdown.yaml_strings import FRONT_MATTER
from copydesk.tree import Article, Byline, Figure, Link, Node, Person, PubDate
from copydesk.visit import plain, walk

_MOST_LOOKED_FOR = 2000  # places; in a text that lost more, looking for the rest takes long and tells nothing new
_SHOWN = 200  # letters of what is lost in a line

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # written without spaces
)
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")

_LINE_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]{1,6}|#|@\w*)[.)])[ \t]+)*")
_FENCE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]{1,6})[.)]) +)*"
    r"(?:(?:`{3,}|~{3,}) *\S*|:{3,} *(?:\{.*\}|\S*) *:*$)|^ *Table:"
)
_DONE = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[xX]\] ")
_TICKED = "\N{BALLOT BOX WITH X}"  # what pandoc's own makes of the mark of a task that is done
_LINK_DEFINITION = re.compile(r"[ \t>]*\[(?!\^)([^\[\]]+)\]:[ \t]*(?:<([^<>\n]*)>|(\S+))")


class _Place(NamedTuple):
    """A word of the source: which it is of all, its line, from 1, and its neighbours in the source."""

    number: int
    line: int
    before: str
    word: str
    after: str


def lost_words(
    source: str, article: Article, in_problems: Iterable[str] = (), comments: Iterable[str] = (), *, own: bool = False
) -> list[Problem]:
    """A Problem for each line of a Markdown text with the words that stand neither in the article nor in a problem.

    ``in_problems`` are words that problems tell already, ``comments`` what its HTML comments say; ``own`` tells whether
    it is pandoc's own Markdown. Words of the front matter are no concern of this.
    """
    body = FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), source, count=1)
    shown = "\n\n".join((*_strings(article), *in_problems))
    as_words, as_code = _words(without_marks(shown)), _words(unmarked(shown, own))  # code may look like markup
    held = Counter(as_words) | Counter(as_code)
    stream = "".join((*as_words, "\n", *as_code))
    lines = body.split("\n")
    if _TICKED in shown:
        lines = [_DONE.sub(r"\1", line) for line in lines]
    unused = _unused_definitions(lines, article, comments)
    heads = _heads_of_code(lines, article)
    for problem in (*unused, *heads):
        lines[(problem.line or 1) - 1] = ""
    words = list(_source_words(lines, own))
    missing = Counter(word for _, row in words for word in row) - held
    near = {place: _near(place, stream) for place in _places(words, missing)}
    letters = "".join(_words(shown))
    near = {place: sure for place, sure in near.items() if not _is_there(place.word, lines[place.line - 1], letters)}
    doubtful = Counter(place.line for place in near if near[place] < _WITH_NEIGHBOURS)
    lost: dict[int, list[str]] = {}
    for place in sorted(near, key=lambda place: (near[place], -doubtful[place.line])):
        if missing[place.word] > 0 and near[place] < _WITH_NEIGHBOURS:
            missing[place.word] -= 1
            lost.setdefault(place.line, []).append(place.word)
    order = dict(words)
    told = [_problem(line, order[line], lost[line]) for line in lost]
    return sorted((*unused, *heads, *told), key=lambda problem: problem.line or 0)


def _unused_definitions(lines: list[str], article: Article, comments: Iterable[str]) -> list[Problem]:
    """A Problem for each line that defines the target of a link and that no link uses, but for those in comments."""
    found = [(number, match) for number, line in enumerate(lines, start=1) if (match := _LINK_DEFINITION.match(line))]
    if not found:
        return []
    labels = Counter(_label(match[1]) for _, match in found)
    mentioned = Counter(map(_label, re.findall(r"\[([^\[\]]+)\]", "\n".join(lines))))
    targets = {node.target for node in walk(article) if isinstance(node, Link)}
    targets |= {node.source for node in walk(article) if isinstance(node, Figure)}
    shown = " ".join(" ".join((*_strings(article), *comments)).split())
    problems: list[Problem] = []
    for number, match in found:
        label, target = _label(match[1]), match[2] or match[3]
        used = mentioned[label] > labels[label] and (labels[label] == 1 or target in targets)
        line = " ".join(lines[number - 1].split())
        if not used and line not in shown:  # as it is where it stands in code
            problems.append(Problem("lost", number, f"no link uses {line!r}, and it is left out"))
    return problems


def _heads_of_code(lines: list[str], article: Article) -> list[Problem]:
    """A Problem for each line that opens a block of code and says more of it, in braces, than its language."""
    found = [(number, match[1].strip()) for number, line in enumerate(lines, start=1) if (match := _CODE.match(line))]
    found = [(number, head) for number, head in found if len(_NAME.findall(head)) > 1]
    shown = " ".join(" ".join(_strings(article)).split()) if found else ""
    return [
        Problem("lost" if "=" in head else "unsupported", number, f"what is said of code, {head!r}, is left out")
        for number, head in found
        if " ".join(head.split()) not in shown  # as it is where it stands in code itself
    ]


_CODE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]{1,6})[.)]) +)*(?:`{3,}(?=[^`]+$)|~{3,})(.*\{.+\}[ \t]*)$"
)
_NAME = re.compile(r"[\w+-]+")


def _label(typed: str) -> str:
    """The label of a link as Markdown compares it."""
    return " ".join(typed.split()).casefold()


def lost_values(meta: Mapping[str, Any], article: Article, in_problems: Iterable[str] = ()) -> list[Problem]:
    """A Problem for each key of a front matter, as pandoc read it, with the words that stand neither in the article
    nor in a problem."""
    shown = (*_strings(article), *_known(article), *in_problems)
    held = {word for string in shown for word in _words(string)}
    stream = "\n".join("".join(_words(string)) for string in shown)
    problems: list[Problem] = []
    for key, value in meta.items():
        words = (word for string in _typed(value) for word in _words(string))
        lost = [word for word in words if word not in held and word not in stream]
        if lost and key not in _SETTINGS:
            problems.append(Problem("metadata", None, f"of {key!r} in the front matter is left out {' '.join(lost)!r}"))
    return problems


_SETTINGS = ("dir", "lang", "language", "markdown", "markup", "notes")
"""Keys whose values say how to read, or hold words that other keys hold too."""


def _typed(value: Any) -> Iterator[str]:
    """The strings in pandoc's metadata; not the kind of a date, nor the number of an author's byline."""
    if value["t"] == "MetaMap":
        for key, child in value["c"].items():
            yield from _typed(child) if key not in ("kind", "byline") else ()
    elif value["t"] == "MetaList":
        for child in value["c"]:
            yield from _typed(child)
    elif value["t"] == "MetaBlocks":
        yield from map(words_of, value["c"])
    else:
        yield words_of(value)


def _known(article: Article) -> Iterator[str]:
    """What is known of the article and does not stand in it."""
    known = article.metadata
    yield from (word for word in (known.publisher, known.rights, known.identifier, known.url) if word)
    if dateline := article.head.dateline:
        yield from filter(None, (dateline.place, dateline.agency))


_WITH_NEIGHBOURS = 3


def _near(place: _Place, stream: str) -> int:
    """How surely the article has a word of the source, by the neighbours that it has there too: 0 to 3."""
    if place.before + place.word + place.after in stream:
        return _WITH_NEIGHBOURS
    return (place.before + place.word in stream) + (place.word + place.after in stream)


def _is_there(word: str, line: str, letters: str) -> bool:
    """Whether the letters of the article hold a word of a line with the letters on one side of it, whatever of them is
    markup. Only where much of the line may be: letters that stand so elsewhere must not hide a loss."""
    if not _MUCH_MARKUP.search(line):
        return False
    typed = "".join(_words(line))
    start = typed.find(word)
    while start >= 0:
        end = start + len(word)
        beside = (typed[max(0, start - _BESIDE) : end], typed[start : end + _BESIDE])
        if any(len(part) >= len(word) + _BESIDE and part in letters for part in beside):
            return True
        start = typed.find(word, start + 1)
    return typed in letters


_MUCH_MARKUP = re.compile(r"\\|<.*>|`.*`|\[.*\]|\{.*\}")
_BESIDE = 10  # letters


def _places(lines: list[tuple[int, list[str]]], missing: Counter[str]) -> list[_Place]:
    row = [("", 0), *((word, line) for line, words in lines for word in words), ("", 0)]
    found = [
        _Place(at, line, row[at - 1][0], word, row[at + 1][0]) for at, (word, line) in enumerate(row) if word in missing
    ]
    return found[:_MOST_LOOKED_FOR]


def _problem(line: int, words: list[str], lost: list[str]) -> Problem:
    """What is told of one line: its lost words in the order in which they stood."""
    left = Counter(lost)
    shown: list[str] = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
            shown.append(word)
    told = " ".join(shown)
    told = told if len(told) <= _SHOWN else f"{told[:_SHOWN]} …"
    return Problem("lost", line, f"what Markdown makes of this line leaves out {told!r}")


def _source_words(lines: list[str], own: bool) -> Iterator[tuple[int, list[str]]]:
    """The words of each line, without what is markup."""
    text = "\n".join(_after_marks(line) for line in lines)
    for number, line in enumerate(unmarked(text, own).split("\n"), start=1):
        marks = _LINE_MARKS.match(line)
        yield number, _words(line[marks.end() if marks else 0 :])


def _after_marks(line: str) -> str:
    """A line without the label and target of a definition, or the first word after the marks of a fence."""
    found = _LINK_DEFINITION.match(line) or _FENCE.match(line)
    return line[found.end() :] if found else line


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _strings(article: Article) -> Iterator[str]:
    """What a reader may see of the article, block by block."""
    yield from (plain(part) for part in (article.head, *article.body, *article.foot, *article.notes))
    for node in walk(article):
        yield from _more(node)
    yield from (word for word in (article.metadata.description, *article.metadata.keywords) if word)


def _more(node: Node) -> Iterator[str]:
    if isinstance(node, Figure):
        yield node.alt
    elif isinstance(node, Byline):
        for person in node.persons:
            yield " ".join(filter(None, (getattr(person, name) for name in Person.__struct_fields__)))
    elif isinstance(node, PubDate):
        yield node.iso or ""
