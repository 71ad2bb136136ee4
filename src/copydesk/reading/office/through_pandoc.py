"""The forms that pandoc reads -> Article: one row for each.

What pandoc warns of becomes a problem. It runs in its sandbox: files that a document includes are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import msgspec

from copydesk import pandoc
from copydesk.errors import CopydeskError, InputError
from copydesk.problems import Problem
from copydesk.reading._source import Reading, ReadOptions, Source, check_size
from copydesk.reading.copy import Stated
from copydesk.reading.office.before_pandoc import prepared
from copydesk.reading.office.finish import finished
from copydesk.reading.office.flow import Document, Para
from copydesk.reading.office.head import language_of
from copydesk.reading.office.left_out import with_left_out
from copydesk.reading.office.levels import with_levels
from copydesk.reading.office.pandoc_flow import PandocFlow
from copydesk.reading.office.pandoc_head import with_head
from copydesk.reading.office.properties import is_person
from copydesk.reading.office.read_again import completed
from copydesk.reading.office.rtf_groups import edited
from copydesk.reading.office.rtf_letters import in_unicode
from copydesk.reading.office.structured import article_of, is_unstyled
from copydesk.reading.office.unstyled import read_unstyled
from copydesk.reading.text import read as read_text
from copydesk.reading.text.characters.decode import decode
from copydesk.visit import plain

SECONDS, SECONDS_PER_MB = 20.0, 10.0
"""How long pandoc may take for one file: it takes less than a second for an article, and needs ever more for some
damaged files."""
LIMIT = 16 * 2**20
"""The largest file, in bytes."""
_OF_PROGRAMS = ("jupyter", "toc", "generator", "nocite", "numbersections", "colorlinks", "classoption", "documentclass")
"""Metadata for programs, which says nothing to a reader."""
_RTF = b"{\\rtf"


_REQUEST = re.compile(r"^[.'][A-Za-z]", re.MULTILINE)
"""A line that tells the formatter of manual pages what to do."""


class _Form(NamedTuple):
    """A form: the endings of its files, what it is called, pandoc's reader, and what its beginning holds."""

    endings: tuple[str, ...]
    description: str
    reader: str
    shows: str = ""


_FORMS: dict[str, _Form] = {
    "latex": _Form((".tex", ".latex", ".ltx"), "LaTeX", "latex", r"^\s*(?:%.*\s*)*\\document(?:class|style)\b"),
    "rst": _Form((".rst", ".rest"), "reStructuredText", "rst"),
    "org": _Form(
        (".org",),
        "Org",
        "org-auto_identifiers",
        r"^\s*(?:#\+(?i:title|subtitle|author|date|language|email|options|startup): .*\s+){2}",
    ),
    "asciidoc": _Form((".adoc", ".asciidoc"), "AsciiDoc", "asciidoc"),
    "typst": _Form((".typ",), "Typst", "typst"),
    "djot": _Form((".dj", ".djot"), "Djot", "djot"),
    "textile": _Form((".textile",), "Textile", "textile-smart"),
    "mediawiki": _Form((".wiki", ".mediawiki"), "MediaWiki", "mediawiki-smart-auto_identifiers"),
    "dokuwiki": _Form((".dokuwiki",), "DokuWiki", "dokuwiki-smart"),
    "creole": _Form((".creole",), "Creole", "creole"),
    "muse": _Form((".muse",), "Muse", "muse"),
    "pod": _Form((".pod",), "Perl's documentation", "pod", r"^\s*=(?:pod|head1|encoding)\b"),
    "man": _Form(
        (".man", *(f".{section}" for section in range(1, 10))),
        "a manual page",
        "man",
        r"""\s*(?:[.']\\"[^\n]*\n\s*|'\\"[^\n]*\n\s*|\.(?:ds|de|nr|so|if|ie|el|ll|na|nh|ad)\b[^\n]*\n\s*){0,99}\.TH\s""",
    ),
    "mdoc": _Form((".mdoc",), "a manual page of BSD", "mdoc", r"""\s*(?:\.\\"[^\n]*\n\s*){0,99}\.Dd\s"""),
    "t2t": _Form((".t2t",), "txt2tags", "t2t"),
    "docbook": _Form(
        (".dbk", ".docbook"), "DocBook", "docbook", r"^[^\0]{0,2000}?(?:docbook\.org/ns/docbook|DTD DocBook)"
    ),
    "jats": _Form(
        (".jats", ".nxml"), "JATS", "jats", r"^[^\0]{0,2000}?(?:JATS-|DTD JATS|NLM//DTD|jats\.nlm\.nih\.gov)"
    ),
    "fb2": _Form((".fb2",), "a FictionBook e-book", "fb2", r"^[^\0]{0,2000}?<FictionBook\b"),
    "opml": _Form((".opml",), "an OPML outline", "opml", r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<opml\b"),
    "ipynb": _Form((".ipynb",), "a Jupyter notebook", "ipynb", r'^\s*\{[^\0]*"nbformat"\s*:\s*\d'),
}
"""The forms by name; the order is that in which the beginnings of files are compared."""


def _matches(pattern: str) -> Callable[[bytes], bool]:
    compiled = re.compile(pattern)

    def matches(beginning: bytes) -> bool:
        return bool(compiled.match(beginning.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")))

    return matches


def _read_form(data: bytes | str, options: ReadOptions, *, form: _Form) -> Reading:
    """The article of a document in one of the forms. Raises InputError if it cannot be read or has no words, and
    MissingEngineError if pandoc is not installed."""
    from copydesk.reading.markdown.document import document_of  # large, and most files are of other forms

    check_size(data, form.description, LIMIT)
    text, _, problems = decode(data)
    if form.reader == "man" and not _REQUEST.search(text):
        return read_text(data, options)  # a name such as notes.1 says little
    source = prepared(text, form.reader)
    output = _run(form.reader, source.text.encode("utf-8", "replace"))
    document = source.completed(_decoded(output.data))
    if "revdate" in document["meta"]:
        document["meta"].setdefault("date", document["meta"].pop("revdate"))
    meta, blocks = with_head(document["blocks"])
    document = with_levels({**document, "meta": document["meta"] | meta, "blocks": blocks})
    for key in [key for key, value in document["meta"].items() if key in _OF_PROGRAMS or value.get("c") in ("", [])]:
        del document["meta"][key]
    read = document_of(document)
    article = read.article
    if article.lang == "und":
        article = msgspec.structs.replace(article, lang=language_of(plain((article.head, article.body)), ""))
    result = finished(
        Reading(completed(article, Stated()), (*problems, *source.problems, *read.problems)),
        options,
        problems=_warned(output.warnings),
    )
    return with_left_out(result, source.words, source.passages)


def read_rtf(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a rich text file. One without headings and quotations is raw text, and read as such."""
    given = data.encode("latin-1", "replace") if isinstance(data, str) else data
    check_size(given, "a rich text file", LIMIT)
    if not given.lstrip().startswith(_RTF):
        raise InputError("it is no rich text file", "Check its name, or see -f")
    source = edited(in_unicode(given))
    output = _run("rtf", source.data)
    document = _decoded(output.data)
    stated = _stated(document["meta"])
    flow = PandocFlow()
    content = Document(flow.of(document["blocks"]), flow.notes, stated=stated)
    unstyled = is_unstyled(content.flow)
    reading = read_unstyled(content, options, "rtf") if unstyled else Reading(article_of(content), ())
    problems = (*source.problems, *_warned(output.warnings))
    result = finished(reading, options, stated=stated, furniture=source.furniture, problems=problems)
    return with_left_out(result, source.text)


def _run(reader: str, data: bytes) -> pandoc.PandocOutput:
    """pandoc's document of the data, in JSON. Raises InputError if it needs more time or memory than an article
    does."""
    arguments = ("--standalone", "--preserve-tabs", f"--from={reader}", "--to=json")
    try:
        return pandoc.run(arguments, data, timeout=SECONDS + SECONDS_PER_MB * len(data) / 2**20)
    except CopydeskError as error:
        if type(error) is not CopydeskError:
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
    return tuple(Problem("unsupported", None, f"pandoc: {warning}") for warning in dict.fromkeys(warnings))


def _stated(meta: dict[str, Any]) -> Stated:
    """What a rich text file states, as weak as in any office document."""

    def words(name: str) -> str:
        runs = PandocFlow()
        content = meta.get(name, {}).get("c", [])
        blocks = [{"t": "Para", "c": content}] if meta.get(name, {}).get("t") == "MetaInlines" else []
        return " ".join(" ".join(block.text for block in runs.of(blocks) if isinstance(block, Para)).split())

    author = words("author")
    return Stated(title=words("title"), authors=(author,) if is_person(author) else ())


SOURCES: tuple[Source, ...] = (
    Source(
        "rtf", (".rtf",), read_rtf, "a rich text file", lambda beginning: beginning.lstrip().startswith(_RTF), LIMIT
    ),
    *(
        Source(
            name,
            form.endings,
            partial(_read_form, form=form),
            f"{form.description} (by pandoc)",
            _matches(form.shows or r"(?!)"),
            LIMIT,
        )
        for name, form in _FORMS.items()
    ),
)
