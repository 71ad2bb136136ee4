"""The articles of a file: one, or several that are split and read one by one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar, overload

from copydesk import _files
from copydesk.errors import CopydeskError, InputError, MissingEngineError, UsageError, named
from copydesk.problems import Problem
from copydesk.reading._mismatches import settled
from copydesk.reading._pictures_beside import with_pictures_beside
from copydesk.reading._registry import RAW_TEXT, by_ending, source_of
from copydesk.reading._source import BEGINNING, DEFAULTS, LIMIT, Part, Reading, ReadOptions, Source, check_size

_LISTED = 3
"""How many of the articles of a file a message names."""

Item_co = TypeVar("Item_co", covariant=True)


class Lazy(Sequence[Item_co]):
    """A sequence whose items are made when they are taken, each time anew, so that one is held at a time.

    ``item`` makes the item at an index from 0; what it raises hurts no other item.
    """

    def __init__(self, indices: range, item: Callable[[int], Item_co]) -> None:
        self._indices = indices
        self._item = item

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, index: int) -> Item_co: ...

    @overload
    def __getitem__(self, index: slice) -> Lazy[Item_co]: ...

    def __getitem__(self, index: int | slice) -> Item_co | Lazy[Item_co]:
        if isinstance(index, slice):
            return Lazy(self._indices[index], self._item)
        return self._item(self._indices[index])


def split(data: Path | bytes | str, from_: str | None, name: str, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The articles of a file, or of its bytes or text, not yet read, in its form: ``from_`` if that is given, else what
    its content shows, else what its ``name`` says. A ``str`` is raw text unless ``from_`` says otherwise. Of the
    options ``password`` and ``ocr`` count; the parts are to be read with the same. Raises InputError if it cannot be
    read or split, MissingEngineError without the library that does so, and UsageError for an unknown form."""
    if isinstance(data, str):
        source = source_of("", from_ or RAW_TEXT)
        check_size(data, source.description, source.limit)
        if source.parts is None:
            return _with_pictures((Part("", partial(source.read, data)),), source)
        return _with_pictures(source.parts(data.encode("utf-8", "surrogatepass"), options), source)
    content = _files.read(data, LIMIT) if isinstance(data, Path) else data
    source = source_of(name, from_, content[:BEGINNING])
    if isinstance(data, Path) and len(content) > LIMIT < source.limit:
        content = _files.read(data, source.limit)
    check_size(content, source.description, source.limit)
    source = settled(source, content, name, from_)
    parts = (Part("", partial(source.read, content)),) if source.parts is None else source.parts(content, options)
    parts = _with_pictures(parts, source)
    if from_ is not None or by_ending(name) in (None, source):
        return parts
    message = f"its content is {source.description}, though its name ends in {Path(name).suffix}; -f overrules"
    return [part._replace(read=partial(_noted, part, Problem("form", None, message))) for part in parts]


def _with_pictures(parts: Sequence[Part], source: Source) -> Sequence[Part]:
    return [part._replace(read=partial(_pictured, part, source.names_files)) for part in parts]


def _pictured(part: Part, names_files: bool, options: ReadOptions) -> Reading:
    return with_pictures_beside(part.read(options), options.pictures if names_files else None)


def _noted(part: Part, problem: Problem, options: ReadOptions) -> Reading:
    reading = part.read(options)
    return reading._replace(problems=(problem, *reading.problems))


def split_file(path: Path, from_: str | None, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The same for a file that is asked for again and again: its articles are counted, then read one after the other.
    The last file is remembered as long as it is unchanged, or until ``forget_file``."""
    with suppress(OSError):  # reading it will say what is wrong
        state = os.stat(path)  # noqa: PTH116 -- see _files
        if stat.S_ISREG(state.st_mode):
            deciding = ReadOptions(ocr=options.ocr, password=options.password)
            return _split_once(path, from_, deciding, state.st_mtime_ns, state.st_size)
    return split(path, from_, path.name, options)


@lru_cache(maxsize=1)
def _split_once(path: Path, from_: str | None, options: ReadOptions, changed: int, size: int) -> Sequence[Part]:
    return split(path, from_, path.name, options)


forget_file = _split_once.cache_clear


def number_of_articles(path: Path, from_: str | None, options: ReadOptions = DEFAULTS) -> int:
    """How many articles a file holds, without reading any; 1 if it cannot be read or split, as its reading will say."""
    try:
        if source_of(path.name, from_, _files.read(path, BEGINNING)[:BEGINNING]).parts is None:
            return 1
        return len(split_file(path, from_, options)) or 1
    except (InputError, MissingEngineError):
        return 1


def chosen(parts: Sequence[Part], article: int | None) -> Part:
    """The article with this number, from 1; for None the only one that is not attached to another. Raises UsageError if
    there is no such article, or if there are several to choose from."""
    if article is not None:
        if not 1 <= article <= len(parts):
            held = "one article" if len(parts) == 1 else f"{len(parts)} articles"
            raise UsageError(f"there is no article {article}: the file holds {held}", "They count from 1")
        return parts[article - 1]
    numbered = [(number, part) for number, part in enumerate(parts, 1) if not part.attached]
    if len(numbered) == 1:
        return numbered[0][1]
    listed = ", ".join(f"{number} {part.title!r}" for number, part in numbered[:_LISTED])
    more = ", ..." if len(numbered) > _LISTED else ""
    raise UsageError(
        f"the file holds {len(numbered)} articles: {listed}{more}",
        "Take one by --article N, or all by -O FOLDER; in Python by article=N, or read_all",
    )


def load(data: Path | bytes | str, from_: str | None, options: ReadOptions, article: int | None = None) -> Reading:
    """Reads a file, or its bytes or text, as ``split`` and ``chosen`` take it. Raises what they raise, and InputError
    if the article cannot be read."""
    return chosen(split(data, from_, options.name or "", options), article).read(options)


def load_all(data: Path | bytes | str, from_: str | None, options: ReadOptions) -> Lazy[Reading]:
    """All articles of a file, or of its bytes or text; each is read when it is taken, and raises InputError then if it
    cannot be read. Raises what ``split`` raises."""
    parts = split(data, from_, options.name or "", options)

    def read(index: int) -> Reading:
        if len(parts) == 1:
            return parts[0].read(options)
        with named(f"article {index + 1}", CopydeskError):
            return parts[index].read(options)

    return Lazy(range(len(parts)), read)
