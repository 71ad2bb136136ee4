"""Converts one article: reads it, then writes its documents. The main entry of the library.

    convert("article.txt", "article.pdf")

``reading`` makes a tree of any source, ``writing`` makes documents of the tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Unpack, cast

from copydesk import _files, beside, publication, writing
from copydesk import reading as sources
from copydesk._config import applying
from copydesk._web import Fetched, Url, fetch, is_url
from copydesk.errors import InputError, StrictError, UsageError, named, type_of
from copydesk.metadata import Value, amend, fill, pairs_of
from copydesk.problems import NOTES, Problem
from copydesk.publication import Publication
from copydesk.reading import BEGINNING, LIMIT, NO_FOLDER, Ocr, Part, Reading, ReadOptions
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
    "split_options",
    "with_publication",
]


class ConvertOptions(NamedTuple):
    """The options of a conversion, the same for every document of a batch.

    ``from_`` is the name of a source, None to choose by the file's name; ``lang`` a BCP 47 tag, None to detect it;
    ``metadata`` pairs such as ``("publisher", "The Daily Example")``; ``strict`` makes every problem a failure;
    ``keep_all`` sets nothing of a raw text aside as furniture; ``write`` is passed to ``writing.write``. ``config`` is
    the configuration file to use for all, None for the copydesk.toml nearest to each article, False for none;
    ``publication`` is what it declares, filled in by ``with_publication``. ``article`` is the number, from 1, of the
    article to take of a file that holds several, None for the only one. With ``allow_private`` a page may be fetched
    from an address of this computer or of a private network. ``ocr`` says when the words of a page's picture are
    recognised: where the page has no text, never, or always ("force"). ``password`` opens PDFs that are locked with it.
    ``pictures`` embeds those that an article names and that are files in its folder or below, None as its copydesk.toml
    says.
    """

    from_: str | None = None
    lang: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    keep_all: bool = False
    write: WriteOptions = WriteOptions()
    config: str | os.PathLike[str] | Literal[False] | None = None
    publication: Publication = Publication()
    article: int | None = None
    allow_private: bool = False
    ocr: Ocr = "auto"
    password: str | None = None
    pictures: bool | None = None


DEFAULTS = ConvertOptions()
"""The default options."""


class Documents(NamedTuple):
    """An article's documents, in memory: for each format the output or the error."""

    reading: Reading
    outputs: tuple[Output | Exception, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of reading and writing."""
        outputs = (output for output in self.outputs if isinstance(output, Output))
        return (*self.reading.problems, *(problem for output in outputs for problem in output.problems))

    def only(self, *, strict: bool) -> Output:
        """The output of the only format. Raises its error and, if ``strict``, StrictError for any problem."""
        (output,) = self.outputs
        if isinstance(output, Exception):
            raise output
        if strict:
            raise_for_problems(self.problems)
        return output


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
    article: int | None = None,
    allow_private: bool = False,
    ocr: Ocr = "auto",
    password: str | None = None,
    pictures: bool | None = None,
    **write_options: Unpack[WriteOptions],
) -> Conversion:
    """Reads the article in the file ``source``, or at such an address as ``https://...``, and writes it to the file
    ``target``, with the ``writing.WriteOptions``.

    ``from_`` is the name of a form of input, such as ``"text"``, ``to`` that of a format; by default the content and
    the file names decide. A value of ``metadata`` is a text or a list of texts. With ``keep_all`` nothing of
    a raw text is set aside as furniture. ``config`` is a copydesk.toml, None for the one that ``publication.find``
    finds beside the source, False for none. ``article`` is the number, from 1, of the article to take of a file that
    holds several. A page is fetched by one request, from a public address unless ``allow_private``. ``ocr`` is "auto",
    "never" or "force". ``password`` opens a PDF that is locked with one. ``pictures`` embeds those that the article
    names and that are files in its folder or below, None as the copydesk.toml says. The target is replaced as a whole
    or, on any error, not at all.
    Raises UsageError, InputError, MissingEngineError, OutputError, or, if ``strict``, StrictError for any problem.
    """
    for name in (source, target):
        if not isinstance(name, str | os.PathLike):
            raise UsageError(f"a file is given as str or Path, not as {type_of(name)}", "Give its path")
        _files.check_name(name)
    _files.check_file(target)
    if config not in (None, False) and not isinstance(config, str | os.PathLike):
        raise UsageError(f"config is the path of a file, None or False, not {config!r}", "Give the path")
    options = ConvertOptions(
        from_,
        lang,
        pairs_of(metadata),
        strict,
        keep_all,
        write_options,
        config,
        article=article,
        allow_private=allow_private,
        ocr=ocr,
        password=password,
        pictures=pictures,
    )
    path = Path(target)
    _files.check_target(path)
    format_name = writing.format_of(to or path.suffix or path.name).name
    read_from = Url(source) if is_url(source) else Path(source)
    if isinstance(read_from, Path) and _files.real(read_from) == _files.real(path):
        raise UsageError(f"{path} is itself the input and would be replaced", "Write to another file")
    with named(os.fspath(source), InputError):
        converted = documents(read_from, [format_name], options)
    output = converted.only(strict=strict)
    _files.write(path, output.data)
    return Conversion(path, converted.problems, len(output.data))


def documents(
    source: Path | Url | bytes | Part | Reading,
    formats: Sequence[str],
    options: ConvertOptions,
    of: Path | None = None,
) -> Documents:
    """Reads the article once, from a file, an address, its bytes or a part of the file ``of``, or takes one already
    read, and makes its document in each format, in memory. An error in one document does not affect the others.

    The copydesk.toml used is that of the file's folder, or of the working folder for what is of no file. Raises
    UsageError and InputError as ``with_publication`` and ``load`` do."""
    file = source if isinstance(source, Path) else of
    options = with_publication(options, file.parent if file else Path())
    reading = source if isinstance(source, Reading) else load(source, options, of)
    return Documents(reading, _written(reading, formats, options))


def _written(reading: Reading, formats: Sequence[str], options: ConvertOptions) -> tuple[Output | Exception, ...]:
    """The document in each format, or its error: a PDF by the process that the command has started for it, if any,
    while the others are written here."""
    process = beside.claim() if beside.FORMAT in formats else None
    if process is None:
        return tuple(_document(reading, name, options) for name in formats)
    wait = process.begin(reading.article, options.write)
    outputs = {name: _document(reading, name, options) for name in formats if name != beside.FORMAT}
    outputs[beside.FORMAT] = wait() or _document(reading, beside.FORMAT, options)
    return tuple(outputs[name] for name in formats)


def _document(reading: Reading, to: str, options: ConvertOptions) -> Output | Exception:
    try:
        return writing.write(reading.article, to, **options.write)
    except Exception as error:
        return error


def with_publication(options: ConvertOptions, folder: Path) -> ConvertOptions:
    """The options for an article in this folder, completed from its copydesk.toml.

    Raises UsageError for a copydesk.toml that cannot be used.
    """
    path = applying(options.config, folder)
    if path is None:
        return options
    declared = publication.load(path)
    return options._replace(publication=declared, write=cast(WriteOptions, {**declared.look, **options.write}))


def load(source: Path | Url | bytes | Part, options: ConvertOptions = DEFAULTS, of: Path | None = None) -> Reading:
    """Reads the article in a file, at an address, in its bytes or in a part of the file ``of``: the tree and the
    problems found.

    Raises InputError if it cannot be read, UsageError for an unknown input format or metadata key, for a file of
    several articles of which ``options`` name none, and for ``pictures`` of what is in no file.
    """
    file = source if isinstance(source, Path) else of
    name = os.fsencode(file.name).decode("utf-8", "replace") if file else None  # it may not be valid UTF-8
    if options.pictures and file is None:
        raise UsageError(*NO_FOLDER)
    embeds = options.publication.pictures if options.pictures is None else options.pictures
    read_options = ReadOptions(
        options.lang,
        name or None,
        options.publication,
        options.keep_all,
        ocr=options.ocr,
        password=options.password,
        pictures=file.parent if file and embeds else None,
    )
    if isinstance(source, Url):
        reading = _fetched(fetch(source, LIMIT, allow_private=options.allow_private), options.from_, read_options)
    elif isinstance(source, Part):
        reading = source.read(read_options)
    else:
        reading = sources.load(source, options.from_, read_options, options.article)
    filled = fill(reading.article, options.publication.pairs())
    kept = keep_replaced(filled, amend(filled, options.metadata))
    return reading._replace(article=kept.article, problems=(*reading.problems, *kept.problems))


def split_options(options: ConvertOptions) -> ReadOptions:
    """Those of the options that decide which articles a file holds."""
    return ReadOptions(ocr=options.ocr, password=options.password)


def _fetched(page: Fetched, from_: str | None, options: ReadOptions) -> Reading:
    """The article of a page that was fetched; what its server calls HTML is read as that if nothing else shows its
    form."""
    shown = any(source.matches(page.data[:BEGINNING]) for source in sources.sources().values())
    form = from_ or ("html" if page.is_html and not shown else None)
    reading = sources.load(page.data, form, options._replace(url=page.url, charset=page.charset))
    return reading._replace(problems=(*page.problems, *reading.problems))


def raise_for_problems(problems: tuple[Problem, ...]) -> None:
    """Raises StrictError if there is any problem other than the kinds in ``NOTES``; of several, it names lost words
    first."""
    faults = [problem for problem in problems if problem.kind not in NOTES]
    faults.sort(key=lambda problem: problem.kind != "lost")
    if faults:
        number = "a problem" if len(faults) == 1 else f"{len(faults)} problems, the first"
        first = f" in {faults[0]}" if faults[0].line else f": {faults[0]}"
        raise StrictError(f"nothing was written because of {number}{first}", "Correct it, or leave out --strict")
