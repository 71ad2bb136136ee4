"""The forms that pandoc reads -> Article: they are listed in ``choices``.

What pandoc warns of becomes a problem. It runs in its sandbox: files that a document includes are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from copydesk import pandoc
from copydesk.choices import OF_PANDOC
from copydesk.errors import CopydeskError, InputError
from copydesk.problems import Problem
from copydesk.reading._shared.xml_opening import declared_text
from copydesk.reading._source import Reading, ReadOptions, check_size
from copydesk.reading.copy import Stated
from copydesk.reading.office.after_pandoc import completed_document
from copydesk.reading.office.asides import without_asides
from copydesk.reading.office.before_pandoc import prepared
from copydesk.reading.office.captions import with_captions
from copydesk.reading.office.character_styles import struck_through
from copydesk.reading.office.embedded import Pictures, of_fiction_book, of_notebook
from copydesk.reading.office.finish import finished
from copydesk.reading.office.flow import Document, Para
from copydesk.reading.office.head import language_of
from copydesk.reading.office.layout_tables import with_layout_as_text
from copydesk.reading.office.left_out import with_left_out
from copydesk.reading.office.levels import with_levels
from copydesk.reading.office.pandoc_flow import PandocFlow
from copydesk.reading.office.pandoc_head import with_head
from copydesk.reading.office.properties import is_person
from copydesk.reading.office.read_again import completed
from copydesk.reading.office.rtf_groups import edited
from copydesk.reading.office.rtf_letters import in_unicode
from copydesk.reading.office.rtf_marks import LABEL, unmarked
from copydesk.reading.office.rtf_pictures import without_pictures
from copydesk.reading.office.structured import article_of, is_unstyled
from copydesk.reading.office.tables import moved_pictures
from copydesk.reading.office.unstyled import read_unstyled
from copydesk.reading.text import read as read_text
from copydesk.reading.text.characters.decode import decode
from copydesk.tree import Furniture
from copydesk.visit import plain

SECONDS, SECONDS_PER_MB = 20.0, 10.0
"""How long pandoc may take for one file: it takes less than a second for an article, and needs ever more for some
damaged files."""
_OF_PROGRAMS = ("jupyter", "toc", "generator", "nocite", "numbersections", "colorlinks", "classoption", "documentclass")
"""Metadata for programs, which says nothing to a reader."""
_SAYS_WHAT_IT_SKIPS = ("latex",)
"""The readers whose messages name each command that they do not know."""
_SKIPPED = re.compile(r"\[INFO\] Skipped '(.*)' at [^']*", re.DOTALL)
_ARGUMENT = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_TEX = re.compile(r"\\[A-Za-z@]+\*?|\\.|[{}~$]")
_SENTENCE = re.compile(r"[^\W\d_]{2}[^\W\d_]*[,;:]?\s+[^\W\d_]{2}")
_RTF = b"{\\rtf"
_PICTURES_OF: Mapping[str, Callable[[str], Pictures]] = {"fb2": of_fiction_book, "ipynb": of_notebook}
"""How the pictures in a file are known, for the readers whose files hold some."""

_TYPED_LABELS = re.compile(rf"^\s*{LABEL.pattern}\s", re.MULTILINE)
"""The labels of items that are typed; where they make a list, it has none."""
_REQUEST = re.compile(r"^[.'][A-Za-z]", re.MULTILINE)
"""A line that tells the formatter of manual pages what to do."""


def read_form(data: bytes | str, options: ReadOptions, *, reader: str) -> Reading:
    """The article of a document in one of the forms. Raises InputError if it cannot be read or has no words, and
    MissingEngineError if pandoc is not installed."""
    from copydesk.reading.markdown.document import document_of  # large, and most files are of other forms

    text, _, problems = decode(data if isinstance(data, str) else declared_text(data) or data)
    if reader == "man" and not _REQUEST.search(text):
        return read_text(data, options)  # a name such as notes.1 says little
    source = prepared(text, reader)
    output = _run(reader, source.text.encode("utf-8", "replace"))
    document, asides = source.completed(_decoded(output.data))
    document, left_out = completed_document(document, reader)
    if "revdate" in document["meta"]:
        document["meta"].setdefault("date", document["meta"].pop("revdate"))
    pictures = _PICTURES_OF[reader](text) if reader in _PICTURES_OF else {}
    meta, blocks = with_head(document["blocks"])
    document = with_levels({**document, "meta": document["meta"] | meta, "blocks": blocks})
    for key in [key for key, value in document["meta"].items() if key in _OF_PROGRAMS or value.get("c") in ("", [])]:
        del document["meta"][key]
    read = document_of(document)
    article = read.article
    if article.lang == "und":
        article = msgspec.structs.replace(article, lang=language_of(plain((article.head, article.body)), ""))
    result = finished(
        Reading(completed(article, Stated()), (*problems, *source.problems, *left_out, *read.problems)),
        options,
        furniture=[Furniture(aside, "frame") for aside in asides],
        problems=_warned(output.warnings),
        find=lambda source: pictures[source]() if source in pictures else None,
    )
    return with_left_out(result, source.words, (*source.passages, *_skipped(output.warnings)))


def read_rtf(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a rich text file. One without headings and quotations is raw text, and read as such."""
    given = data.encode("latin-1", "replace") if isinstance(data, str) else data
    if not given.lstrip().startswith(_RTF):
        raise InputError("it is no rich text file", "Check its name, or see -f")
    words = without_pictures(given)
    check_size(words.data, "a rich text file without its pictures", OF_PANDOC)
    unicode = in_unicode(words.data)
    source = edited(unicode)
    output = _run("rtf", source.data)
    document = _decoded(words.renamed(output.data))
    stated = _stated(document["meta"])
    flow = PandocFlow(words.descriptions(unicode))
    content = Document(flow.of(document["blocks"]), flow.notes, source.furniture, stated)
    content = without_asides(with_captions(with_layout_as_text(content)))
    unstyled = is_unstyled(content.flow)
    reading = read_unstyled(content, options, "rtf") if unstyled else Reading(article_of(content), ())
    problems = (*source.problems, *struck_through(flow.struck), *moved_pictures(content), *_warned(output.warnings))
    result = finished(reading, options, stated=stated, furniture=content.furniture, problems=problems, find=words.find)
    return with_left_out(result, _TYPED_LABELS.sub("", source.text))


def as_html(rtf: bytes) -> bytes:
    """A rich text as a web page in UTF-8. Raises InputError if it cannot be read, and MissingEngineError if pandoc is
    not installed."""
    check_size(rtf, "a rich text", OF_PANDOC)
    return unmarked(_run("rtf", edited(in_unicode(rtf)).data, "html").data.decode()).encode()


def _run(reader: str, data: bytes, to: str = "json") -> pandoc.PandocOutput:
    """pandoc's document of the data, in JSON. Raises InputError if it needs more time or memory than an article
    does."""
    arguments: tuple[str, ...] = ("--standalone", "--preserve-tabs", f"--from={reader}", f"--to={to}")
    if reader in _SAYS_WHAT_IT_SKIPS:
        arguments = ("--verbose", *arguments)
    try:
        return pandoc.run(arguments, data, work=SECONDS + SECONDS_PER_MB * len(data) / 2**20)
    except CopydeskError as error:
        if type(error) not in (CopydeskError, pandoc.TooMuchWorkError):
            raise
        raise InputError(
            f"it cannot be read: {error.message}", "It may be damaged: save it again, or split it"
        ) from None


def _decoded(data: bytes) -> dict[str, Any]:
    try:
        document: dict[str, Any] = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        raise InputError("its parts are nested too deep", "Remove some of the levels") from None
    return document


def _warned(warnings: tuple[str, ...]) -> tuple[Problem, ...]:
    real = (warning for warning in dict.fromkeys(warnings) if not warning.startswith("["))
    return tuple(Problem("unsupported", None, f"pandoc: {warning}") for warning in real)


def _skipped(messages: tuple[str, ...]) -> Iterator[str]:
    """The arguments of commands which pandoc does not know that are words, and no settings or names of files."""
    for message in dict.fromkeys(messages):
        match = _SKIPPED.fullmatch(message)
        for argument in _ARGUMENT.findall(match[1]) if match else ():
            words = " ".join(_TEX.sub(" ", argument).split())
            if _SENTENCE.search(words) and "=" not in words:
                yield words


def _stated(meta: dict[str, Any]) -> Stated:
    """What a rich text file states, as weak as in any office document."""

    def words(name: str) -> str:
        runs = PandocFlow()
        content = meta.get(name, {}).get("c", [])
        blocks = [{"t": "Para", "c": content}] if meta.get(name, {}).get("t") == "MetaInlines" else []
        return " ".join(" ".join(block.text for block in runs.of(blocks) if isinstance(block, Para)).split())

    author = words("author")
    return Stated(title=words("title"), authors=(author,) if is_person(author) else ())
