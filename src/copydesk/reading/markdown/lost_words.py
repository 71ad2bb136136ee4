"""Finds words of a Markdown source that are missing from the article.

pandoc silently drops some of its input, such as a definition without a reference. So the words of the source and of the
tree are counted; if the tree has fewer, the line that lost them is searched for.
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

_MOST_LOOKED_FOR = 2000  # occurrences; searching for more is slow and gives no new information
_SHOWN = 200  # letters quoted of the lost words of a line

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # scripts without spaces
)
_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")

_LINE_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]{1,6}|#|@\w*)[.)])[ \t]+)*")
_FENCE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]{1,6})[.)]) +)*"
    r"(?:(?:`{3,}|~{3,}) *\S*|:{3,} *(?:\{.*\}|\S*) *:*$)|^ *Table:"
)
_DONE = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[xX]\] ")
_TICKED = "\N{BALLOT BOX WITH X}"  # pandoc's character for a completed task
_LINK_DEFINITION = re.compile(r"[ \t>]*\[(?!\^)([^\[\]]+)\]:[ \t]*(?:<([^<>\n]*)>|(\S+))")


class _Occurrence(NamedTuple):
    """A word of the source: its number, its line, from 1, and its neighbours in the source."""

    number: int
    line: int
    before: str
    word: str
    after: str


def lost_words(
    source: str,
    article: Article,
    in_problems: Iterable[str] = (),
    comments: Iterable[str] = (),
    *,
    pandoc_markdown: bool = False,
) -> list[Problem]:
    """A Problem for each line of a Markdown text with the words that are neither in the article nor in a problem.

    ``in_problems`` are words that problems report already, ``comments`` the text of HTML comments; ``pandoc_markdown``
    says whether it is pandoc's Markdown. The front matter is ignored; ``lost_values`` checks it.
    """
    body = FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), source, count=1)
    shown = "\n\n".join((*_strings(article), *in_problems))
    as_words, as_code = (
        _words(without_marks(shown)),
        _words(unmarked(shown, pandoc_markdown)),
    )  # code may look like markup
    article_counts = Counter(as_words) | Counter(as_code)
    stream = "".join((*as_words, "\n", *as_code))
    lines = body.split("\n")
    if _TICKED in shown:
        lines = [_DONE.sub(r"\1", line) for line in lines]
    unused = _unused_definitions(lines, article, comments)
    heads = _heads_of_code(lines, article)
    for problem in (*unused, *heads):
        lines[(problem.line or 1) - 1] = ""
    words = list(_source_words(lines, pandoc_markdown))
    missing = Counter(word for _, row in words for word in row) - article_counts
    evidence = {occurrence: _neighbours(occurrence, stream) for occurrence in _occurrences(words, missing)}
    letters = "".join(_words(shown))
    evidence = {
        occurrence: sure
        for occurrence, sure in evidence.items()
        if not _is_among_markup(occurrence.word, lines[occurrence.line - 1], letters)
    }
    doubtful = Counter(occurrence.line for occurrence in evidence if evidence[occurrence] < _WITH_NEIGHBOURS)
    lost: dict[int, list[str]] = {}
    for occurrence in sorted(evidence, key=lambda occurrence: (evidence[occurrence], -doubtful[occurrence.line])):
        if missing[occurrence.word] > 0 and evidence[occurrence] < _WITH_NEIGHBOURS:
            missing[occurrence.word] -= 1
            lost.setdefault(occurrence.line, []).append(occurrence.word)
    order = dict(words)
    lines_with_losses = [_problem(line, order[line], lost[line]) for line in lost]
    return sorted((*unused, *heads, *lines_with_losses), key=lambda problem: problem.line or 0)


def _unused_definitions(lines: list[str], article: Article, comments: Iterable[str]) -> list[Problem]:
    """A Problem for each link definition that no link uses, except in comments."""
    definitions = [
        (number, match) for number, line in enumerate(lines, start=1) if (match := _LINK_DEFINITION.match(line))
    ]
    if not definitions:
        return []
    labels = Counter(_label(match[1]) for _, match in definitions)
    mentioned = Counter(map(_label, re.findall(r"\[([^\[\]]+)\]", "\n".join(lines))))
    targets = {node.target for node in walk(article) if isinstance(node, Link)}
    targets |= {node.source for node in walk(article) if isinstance(node, Figure)}
    shown = " ".join(" ".join((*_strings(article), *comments)).split())
    problems: list[Problem] = []
    for number, match in definitions:
        label, target = _label(match[1]), match[2] or match[3]
        used = mentioned[label] > labels[label] and (labels[label] == 1 or target in targets)
        line = " ".join(lines[number - 1].split())
        if not used and line not in shown:  # as it would be in code
            problems.append(Problem("lost", number, f"no link uses {line!r}, and it is left out"))
    return problems


def _heads_of_code(lines: list[str], article: Article) -> list[Problem]:
    """A Problem for each opening fence of code that has attributes in braces besides the language."""
    fences = [(number, match[1].strip()) for number, line in enumerate(lines, start=1) if (match := _CODE.match(line))]
    fences = [(number, head) for number, head in fences if len(_NAME.findall(head)) > 1]
    shown = " ".join(" ".join(_strings(article)).split()) if fences else ""
    return [
        Problem("lost" if "=" in head else "unsupported", number, f"the attributes of code {head!r} are left out")
        for number, head in fences
        if " ".join(head.split()) not in shown  # as it would be in code itself
    ]


_CODE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]{1,6})[.)]) +)*(?:`{3,}(?=[^`]+$)|~{3,})(.*\{.+\}[ \t]*)$"
)
_NAME = re.compile(r"[\w+-]+")


def _label(typed: str) -> str:
    """The label of a link in the form in which Markdown compares labels."""
    return " ".join(typed.split()).casefold()


def lost_values(meta: Mapping[str, Any], article: Article, in_problems: Iterable[str] = ()) -> list[Problem]:
    """A Problem for each key of a front matter, as pandoc read it, with the words that are neither in the article
    nor in a problem."""
    shown = (*_strings(article), *_hidden_metadata(article), *in_problems)
    held = {word for string in shown for word in _words(string)}
    stream = "\n".join("".join(_words(string)) for string in shown)
    problems: list[Problem] = []
    for key, value in meta.items():
        words = (word for string in _typed(value) for word in _words(string))
        lost = [word for word in words if word not in held and word not in stream]
        if lost and key not in _SETTINGS:
            problems.append(
                Problem("metadata", None, f"words of {key!r} in the front matter are left out: {' '.join(lost)!r}")
            )
    return problems


_SETTINGS = ("dir", "lang", "language", "markdown", "markup", "notes")
"""Keys whose values are settings, or repeat words of other keys."""


def _typed(value: Any) -> Iterator[str]:
    """The strings in pandoc's metadata, except the kind of a date and the number of an author's byline."""
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


def _hidden_metadata(article: Article) -> Iterator[str]:
    """The metadata of the article that is not in its text."""
    metadata = article.metadata
    yield from (word for word in (metadata.publisher, metadata.rights, metadata.identifier, metadata.url) if word)
    if dateline := article.head.dateline:
        yield from filter(None, (dateline.place, dateline.agency))


_WITH_NEIGHBOURS = 3


def _neighbours(occurrence: _Occurrence, stream: str) -> int:
    """The evidence, from 0 to 3, that the article contains this occurrence of a word, by the neighbours that it has
    there."""
    if occurrence.before + occurrence.word + occurrence.after in stream:
        return _WITH_NEIGHBOURS
    return (occurrence.before + occurrence.word in stream) + (occurrence.word + occurrence.after in stream)


def _is_among_markup(word: str, line: str, letters: str) -> bool:
    """Whether the letters of the article contain a word with the adjacent letters of its line on one side. This is
    tried only for lines that may be mostly markup: the same letters elsewhere must not hide a loss."""
    if not _MUCH_MARKUP.search(line):
        return False
    line_letters = "".join(_words(line))
    start = line_letters.find(word)
    while start >= 0:
        end = start + len(word)
        beside = (line_letters[max(0, start - _BESIDE) : end], line_letters[start : end + _BESIDE])
        if any(len(part) >= len(word) + _BESIDE and part in letters for part in beside):
            return True
        start = line_letters.find(word, start + 1)
    return line_letters in letters


_MUCH_MARKUP = re.compile(r"\\|<.*>|`.*`|\[.*\]|\{.*\}")
_BESIDE = 10  # letters


def _occurrences(lines: list[tuple[int, list[str]]], missing: Counter[str]) -> list[_Occurrence]:
    row = [("", 0), *((word, line) for line, words in lines for word in words), ("", 0)]
    occurrences = [
        _Occurrence(at, line, row[at - 1][0], word, row[at + 1][0])
        for at, (word, line) in enumerate(row)
        if word in missing
    ]
    return occurrences[:_MOST_LOOKED_FOR]


def _problem(line: int, words: list[str], lost: list[str]) -> Problem:
    """The Problem for one line, with its lost words in order."""
    remaining = Counter(lost)
    shown: list[str] = []
    for word in words:
        if remaining[word] > 0:
            remaining[word] -= 1
            shown.append(word)
    quotation = " ".join(shown)
    quotation = quotation if len(quotation) <= _SHOWN else f"{quotation[:_SHOWN]} …"
    return Problem("lost", line, f"what Markdown makes of this line leaves out {quotation!r}")


def _source_words(lines: list[str], pandoc_markdown: bool) -> Iterator[tuple[int, list[str]]]:
    """The words of each line, without markup."""
    text = "\n".join(_after_marks(line) for line in lines)
    for number, line in enumerate(unmarked(text, pandoc_markdown).split("\n"), start=1):
        marks = _LINE_MARKS.match(line)
        yield number, _words(line[marks.end() if marks else 0 :])


def _after_marks(line: str) -> str:
    """A line without the label and target of a definition, or without a fence and the first word after it."""
    match = _LINK_DEFINITION.match(line) or _FENCE.match(line)
    return line[match.end() :] if match else line


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _strings(article: Article) -> Iterator[str]:
    """The visible strings of the article, block by block."""
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
