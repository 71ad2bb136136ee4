"""One document: read it, then write it. The library's main entry.

    convert("article.txt", "article.pdf")

``reading`` knows every form an article can come in, ``writing`` only the tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Unpack, cast

from copydesk import _files, publication, writing
from copydesk.errors import StrictError, UsageError
from copydesk.metadata import Value, amend, fill, pairs_of
from copydesk.problems import NOTES, Problem
from copydesk.publication import Publication
from copydesk.reading import LIMIT, Reading, ReadOptions, source_of
from copydesk.replaced import keep_replaced
from copydesk.writing import Output, WriteOptions

__all__ = [
    "DEFAULTS",
    "LIMIT",
    "Conversion",
    "ConvertOptions",
    "Documents",
    "convert",
    "documents",
    "load",
    "raise_for_problems",
    "with_publication",
]


class ConvertOptions(NamedTuple):
    """What the person asked for, the same for every document of a batch.

    ``from_`` is the name of a source, None to tell it by the file's name; ``lang`` a BCP 47 tag, None to find out;
    ``metadata`` pairs such as ``("publisher", "The Daily Example")``; ``strict`` makes every problem a failure;
    ``keep_all`` sets nothing of a raw text aside as furniture; ``write`` is handed to ``writing.write``. ``config`` is
    the configuration file to use for all, None for the copydesk.toml nearest to each article, False for none;
    ``publication`` is what it declares, filled in by ``with_publication``.
    """

    from_: str | None = None
    lang: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    keep_all: bool = False
    write: WriteOptions = WriteOptions()
    config: str | os.PathLike[str] | Literal[False] | None = None
    publication: Publication = Publication()


DEFAULTS = ConvertOptions()
"""Nothing in particular."""


class Documents(NamedTuple):
    """An article's documents, in memory: for each format the output, or the error that kept it from being made."""

    reading: Reading
    outputs: tuple[Output | Exception, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of reading and writing."""
        outputs = (output for output in self.outputs if isinstance(output, Output))
        return (*self.reading.problems, *(problem for output in outputs for problem in output.problems))


class Conversion(NamedTuple):
    """One finished document: where it is, the problems of its reading and writing, and its size in bytes."""

    target: Path
    problems: tuple[Problem, ...] = ()
    size: int = 0


def convert(  # noqa: PLR0913 -- one parameter an option
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    from_: str | None = None,
    to: str | None = None,
    lang: str | None = None,
    metadata: Mapping[str, Value] | Iterable[tuple[str, Value]] = (),
    strict: bool = False,
    keep_all: bool = False,
    config: str | os.PathLike[str] | Literal[False] | None = None,
    **write_options: Unpack[WriteOptions],
) -> Conversion:
    """Reads the article in the file ``source`` and writes it to the file ``target``, with the ``writing.WriteOptions``.

    ``from_`` is ``"text"``, ``"markdown"`` or ``"json"``, ``to`` the name of a format; both are told by the files'
    names where they are not given. A value of ``metadata`` is a text or a list of texts. With ``keep_all`` nothing of
    a raw text is set aside as furniture. ``config`` is a copydesk.toml, None for the one that ``publication.find``
    finds beside the source, False for none. The target is replaced as a whole or, on any error, not at all.
    Raises UsageError, InputError, MissingEngineError, OutputError, or, if ``strict``, StrictError for any problem.
    """
    for name in (source, target):
        if not isinstance(name, str | os.PathLike):
            raise UsageError(f"a file is named by str or Path, not by {type(name).__name__}", "Give its path")
    options = ConvertOptions(from_, lang, pairs_of(metadata), strict, keep_all, write_options, config)
    path = Path(target)
    wanted = writing.format_of(to or path.suffix or path.name).name
    _files.check_target(path)
    made = documents(Path(source), [wanted], options)
    (output,) = made.outputs
    if isinstance(output, Exception):
        raise output
    if strict:
        raise_for_problems(made.problems)
    _files.write(path, output.data)
    return Conversion(path, made.problems, len(output.data))


def documents(source: Path | bytes | Reading, formats: Sequence[str], options: ConvertOptions) -> Documents:
    """Reads the article once, from a file, from the bytes of one, or as it was read already, and makes its document of
    each format in memory. An error in one document leaves the others alone.

    The copydesk.toml that counts is that of the file's folder, else that of the working folder. Raises UsageError and
    InputError as ``with_publication`` and ``load`` do.
    """
    options = with_publication(options, source.parent if isinstance(source, Path) else Path())
    reading = source if isinstance(source, Reading) else load(source, options)
    return Documents(reading, tuple(_document(reading, name, options) for name in formats))


def _document(reading: Reading, to: str, options: ConvertOptions) -> Output | Exception:
    try:
        return writing.write(reading.article, to, **options.write)
    except Exception as error:
        return error


def with_publication(options: ConvertOptions, folder: Path) -> ConvertOptions:
    """The same options for an article in this folder: what its copydesk.toml declares counts where they say nothing.

    Raises UsageError for a copydesk.toml that cannot be used.
    """
    path = publication.find(folder) if options.config is None else Path(options.config) if options.config else None
    if path is None:
        return options
    declared = publication.load(path)
    return options._replace(publication=declared, write=cast(WriteOptions, {**declared.look, **options.write}))


def load(source: Path | bytes, options: ConvertOptions = DEFAULTS) -> Reading:
    """The article in a file, or in the bytes of one, and what was noticed while it was read.

    Raises InputError if it cannot be read, UsageError for an input format or a key of metadata that does not exist.
    """
    name = source.name if isinstance(source, Path) else ""
    form = source_of(name, options.from_)
    data = _files.read(source, LIMIT) if isinstance(source, Path) else source
    printable = os.fsencode(name).decode("utf-8", "replace") or None  # a file's name may be in no encoding
    article, problems = form.read(data, ReadOptions(options.lang, printable, options.publication, options.keep_all))
    filled = fill(article, options.publication.pairs())
    kept = keep_replaced(filled, amend(filled, options.metadata))
    return Reading(kept.article, (*problems, *kept.problems))


def raise_for_problems(problems: tuple[Problem, ...]) -> None:
    """Raises StrictError if there is any problem with an article; notes, such as that the work takes long, are none. Of
    several, the loss of words is told first."""
    faults = [problem for problem in problems if problem.kind not in NOTES]
    faults.sort(key=lambda problem: problem.kind != "lost")
    if faults:
        number = "a problem" if len(faults) == 1 else f"{len(faults)} problems, the first"
        first = f" in {faults[0]}" if faults[0].line else f": {faults[0]}"
        raise StrictError(f"nothing was written because of {number}{first}", "Mend it, or leave out --strict")
