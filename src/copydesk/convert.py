"""One document: read it, then write it. The library's main entry.

    convert("article.txt", "article.pdf")

This module knows every form an article can come in; ``reading`` knows only raw text, ``writing`` only the tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Unpack

from copydesk import _files, writing
from copydesk.errors import InputError, StrictError, UsageError
from copydesk.metadata import amend
from copydesk.problems import Problem
from copydesk.reading import Reading, examine
from copydesk.reading.decode import LIMIT, decode
from copydesk.reading.json import read_json
from copydesk.tree import Article
from copydesk.writing import Look

__all__ = ["INPUTS", "LIMIT", "PLAIN", "Conversion", "Wishes", "convert", "input_format", "load", "refuse"]

INPUTS: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "json": (".json",),
}
"""The forms an article can come in, and the file endings that tell. Any other ending is taken for text."""


class Wishes(NamedTuple):
    """What the person asked for, the same for every document of a batch.

    ``from_`` is a key of ``INPUTS``, None to tell it by the file's name; ``lang`` a BCP 47 tag, None to find out;
    ``metadata`` pairs such as ``("publisher", "The Daily Example")``; ``strict`` makes every problem a failure;
    ``look`` is handed to ``writing.write``.
    """

    from_: str | None = None
    lang: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    look: Look = Look()


PLAIN = Wishes()
"""Nothing in particular."""


class Conversion(NamedTuple):
    """One finished document: where it is, what was noticed while it was read and written, and its size in bytes."""

    target: Path
    problems: tuple[Problem, ...] = ()
    size: int = 0


def convert(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    from_: str | None = None,
    to: str | None = None,
    lang: str | None = None,
    metadata: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    strict: bool = False,
    **look: Unpack[Look],
) -> Conversion:
    """Reads the article in the file ``source`` and writes it to the file ``target``, looking as ``writing.Look`` says.

    ``from_`` is ``"text"``, ``"markdown"`` or ``"json"``, ``to`` the name of a format; both are told by the files'
    names where they are not given. The target is replaced as a whole or, on any error, not at all.
    Raises UsageError, InputError, MissingEngineError, OutputError, or, if ``strict``, StrictError for any problem.
    """
    pairs = tuple(metadata.items() if isinstance(metadata, Mapping) else metadata)
    wishes = Wishes(from_, lang, pairs, strict, look)
    path = Path(target)
    wanted = writing.format_of(to or path.suffix or path.name).name
    _files.check_target(path)
    reading = load(Path(source), wishes)
    output = writing.write(reading.article, wanted, **look)
    problems = (*reading.problems, *output.problems)
    if strict:
        refuse(problems)
    _files.write(path, output.data)
    return Conversion(path, problems, len(output.data))


def input_format(name: str, from_: str | None = None) -> str:
    """The form of an input: ``from_`` if it is given, else by the file's name. Raises UsageError for one unknown."""
    if from_ is not None and from_ not in INPUTS:
        raise UsageError(f"there is no input format {from_!r}", f"Choose one of {', '.join(INPUTS)}")
    ending = Path(name).suffix.lower()
    return from_ or next((form for form, endings in INPUTS.items() if ending in endings), "text")


def load(source: Path | bytes, wishes: Wishes = PLAIN) -> Reading:
    """The article in a file, or in the bytes of one, and what was noticed while it was read.

    Raises InputError if it cannot be read, UsageError for an input format or a key of metadata that does not exist.
    """
    name = source.name if isinstance(source, Path) else ""
    form = input_format(name, wishes.from_)
    data = _files.read(source, LIMIT) if isinstance(source, Path) else source
    printable = os.fsencode(name).decode("utf-8", "replace") or None  # a file's name may be in no encoding
    article, problems = _read(form, data, wishes.lang, printable)
    return Reading(amend(article, wishes.metadata), problems)


def refuse(problems: tuple[Problem, ...]) -> None:
    """Raises StrictError if there is any problem with an article; that the work takes long is none."""
    faults = [problem for problem in problems if problem.kind != "cost"]
    if faults:
        number = "a problem" if len(faults) == 1 else f"{len(faults)} problems, the first at"
        raise StrictError(f"nothing was written because of {number} {faults[0]}", "Mend it, or leave out --strict")


def _read(form: str, data: bytes, lang: str | None, name: str | None) -> tuple[Article, tuple[Problem, ...]]:
    if form == "text":
        return examine(data, lang=lang, name=name)
    article, problems = _read_json(data) if form == "json" else _read_markdown(data)
    return amend(article, (("lang", lang),) if lang else ()), problems


def _read_json(data: bytes) -> tuple[Article, tuple[Problem, ...]]:
    if len(data) > LIMIT:
        raise InputError(f"it holds more than {LIMIT // 2**20} MB", "Split it")
    return read_json(data), ()


def _read_markdown(data: bytes) -> tuple[Article, tuple[Problem, ...]]:
    from copydesk.reading.pandoc_document import read_markdown  # it is much, and most articles are raw text

    text, _, noticed = decode(data)
    article, found = read_markdown(text)
    return article, (*noticed, *found)
