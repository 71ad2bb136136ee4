"""Words of a file that a reader of another program left out without a word: the words of both are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from copydesk.problems import Problem, counted
from copydesk.reading._source import Reading
from copydesk.tree import Article
from copydesk.visit import plain

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
_MOST = 2000
"""Occurrences that are looked for; more of them would say nothing new."""
_SHOWN = 200
"""Letters that are quoted of them."""


def with_left_out(reading: Reading, source: str, passages: Iterable[str] = ()) -> Reading:
    """The same with one problem that names the words of the source which it holds nowhere, if there are any, and one
    for each of the passages that it does not hold."""
    missing = _left_out(source, reading.article, reading.problems)
    letters = "".join(_words(" ".join(_values(msgspec.to_builtins(reading.article))))) if passages else ""
    dropped = [
        Problem("lost", None, f"{' '.join(passage.split())!r} is left out")
        for passage in passages
        if "".join(_words(passage)) not in letters
    ]
    return reading._replace(problems=(*reading.problems, *missing, *dropped))


def _left_out(source: str, article: Article, problems: Iterable[Problem]) -> list[Problem]:
    said = " ".join(problem.message for problem in problems)
    text = f"{plain((article.head, article.body, article.foot, article.notes))} {said}"
    values = " ".join(_values(msgspec.to_builtins(article)))
    present = Counter(_words(text)) | Counter(_words(values))
    row = ["", *_words(source), ""]
    missing = Counter(row) - present
    if not any(missing):
        return []
    stream = "\n".join("".join(_words(part)) for part in (text, values))
    places = [at for at in range(1, len(row) - 1) if missing[row[at]] > 0]
    lost = [row[at] for at in places[:_MOST] if _is_missing(row, at, missing, stream)]
    if not lost:
        return []
    words = " ".join(lost)
    quoted = words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"
    return [
        Problem("lost", None, counted("%d {word|words} of the file {is|are} not in the article: ", len(lost)) + quoted)
    ]


def _is_missing(row: list[str], at: int, missing: Counter[str], stream: str) -> bool:
    """Whether an occurrence of a word is one of those missing: it does not stand between its neighbours, whether or
    not a space separates it from them."""
    before, word, after = row[at - 1 : at + 2]
    if missing[word] <= 0 or before + word + after in stream:
        return False
    missing[word] -= 1
    return True


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _values(value: Any) -> Iterator[str]:
    """The strings of an article, without the names of its nodes."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in ("type", "origin", "source"):
                yield from _values(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _values(child)
    elif isinstance(value, str):
        yield value
