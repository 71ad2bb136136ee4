"""pandoc's document -> Article.

``read_markdown`` reads the output of copydesk's Markdown writer, exactly, and any other CommonMark; ``read_pandoc``
reads any other format of pandoc. Content without a node in the tree keeps its words and is reported as a Problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from copydesk import pandoc
from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._shared.combining_marks import capped
from copydesk.reading._shared.soundness import check_depth
from copydesk.reading._shared.terminal import without_terminal_marks
from copydesk.reading.markdown.blocks import Blocks
from copydesk.reading.markdown.comments import comments_left_out, with_comments_in_paragraphs
from copydesk.reading.markdown.front_matter import FrontMatter, mark_of, read_front_matter
from copydesk.reading.markdown.kept import as_typed, with_distinct_labels, with_spaces_in_code, with_wide_tables
from copydesk.reading.markdown.lost_words import lost_values, lost_words
from copydesk.reading.markdown.raw_html import Element, nested
from copydesk.reading.markdown.source_lines import (
    HIDDEN_CARET,
    SourceLines,
    labelled,
    placed,
    with_labels,
    without_calls_in_notes,
)
from copydesk.reading.markdown.yaml_strings import is_pandoc, literal, repeated_keys
from copydesk.tree import Article, Headline, Note, NoteRef, Section
from copydesk.visit import plain

__all__ = ["MARKDOWN", "Document", "document_of", "read_markdown", "read_pandoc"]

_EXTENSIONS = "yaml_metadata_block footnotes pipe_tables superscript strikeout fenced_divs definition_lists sourcepos"
MARKDOWN = "+".join(("commonmark", *_EXTENSIONS.split()))
"""pandoc's input format for Markdown: CommonMark, and extensions that copydesk's writer uses or that are common."""
_PANDOC = "markdown-smart-auto_identifiers"
"""The input format if the front matter says ``markup: pandoc``: quotation marks and dashes stay as typed."""

_CONTROLS = re.compile("[\ufdd0-\ufdef\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


class Document(NamedTuple):
    """An article and the problems found while it was read."""

    article: Article
    problems: tuple[Problem, ...] = ()


def read_markdown(text: str) -> Document:
    """The article of a Markdown text: CommonMark with a front matter in YAML, footnotes and pipe tables, or pandoc's
    Markdown if the front matter says ``markup: pandoc``.

    A tree written by copydesk's Markdown writer is read back unchanged, except for furniture, source, origins, ids of
    notes that are not valid labels, and accents, which are composed (Unicode's form NFC). Raises InputError if pandoc
    cannot read the front matter, quotations or lists are nested too deep or the markup takes too much work, and
    MissingEngineError.
    """
    printed, problems = without_terminal_marks(text)
    clean = _CONTROLS.sub(lambda match: "\ufffd" if "\ud800" <= match[0] <= "\udfff" else "", printed)
    if clean != printed:
        problems.append(Problem("character", None, "control characters or lone surrogates were left out"))
    clean, marks = capped(clean)
    if marks:
        problems.append(Problem("character", None, f"{marks} excess combining marks were left out"))
    clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    clean = unicodedata.normalize("NFC", clean)  # as pandoc does; otherwise its positions would differ
    try:
        return _read(clean, tuple(problems))
    except RecursionError:
        raise _too_deep() from None


def read_pandoc(data: bytes | str, from_: str) -> Document:
    """The article in a document of any format that pandoc reads, such as ``html``, ``docx`` or ``rst``.

    Raises UsageError for a format that pandoc does not read, InputError for data of another format, and
    MissingEngineError.
    """
    given = data.encode() if isinstance(data, str) else data
    return document_of(msgspec.json.decode(_run(given, from_)))


def document_of(document: dict[str, Any]) -> Document:
    """The article of pandoc's document, decoded from its JSON. A note may have a ``label``, which becomes its id; the
    metadata may have the keys of copydesk's front matter. Raises InputError if it is nested too deep."""
    try:
        converted = _convert(document, SourceLines("")).document
        check_depth(converted.article)
        return converted
    except RecursionError:
        raise _too_deep() from None


def _too_deep() -> InputError:
    return InputError("quotations or lists are nested too deep", "Remove some of the levels")


def _read(text: str, problems: tuple[Problem, ...]) -> Document:
    """The article of a Markdown text without control characters, with a problem for each word that it lacks."""
    pandoc_markdown = is_pandoc(text)
    relabelled = with_distinct_labels(text)
    document = _run_markdown(relabelled.text, pandoc_markdown)
    source_text = with_comments_in_paragraphs(with_wide_tables(relabelled.text, document), document)
    if source_text != relabelled.text:
        document = _run_markdown(source_text, pandoc_markdown)
    source = SourceLines(source_text)
    converted = _convert(document, source)
    unreferenced = [label for label in source.definitions if label not in converted.notes]
    if unreferenced:  # pandoc drops notes without a reference: read again, with a reference to each
        calls = " ".join(map(source.call, unreferenced))
        source_text = f'{source_text.rstrip()}\n\n<div class="unplaced-notes">\n\n{calls}\n\n</div>\n'
        converted = _convert(_run_markdown(source_text, pandoc_markdown), SourceLines(source_text))
    renamed_notes = tuple(
        Problem("role", line, f"a second note has the label {old!r}; it became {new!r}, and nothing refers to it")
        for line, old, new in relabelled.changes
        if new in converted.notes
    )
    article, problems_found = converted.document
    check_depth(article)
    repeated = tuple(
        Problem("metadata", line, f"the key {key!r} of the front matter is repeated; {value!r} is left out")
        for line, key, value in repeated_keys(text)
    )
    lost = lost_words(text, article, converted.words_in_problems, converted.comments, pandoc_markdown=pandoc_markdown)
    return Document(article, (*problems, *repeated, *renamed_notes, *problems_found, *lost))


def _run_markdown(text: str, pandoc_markdown: bool) -> dict[str, Any]:
    """pandoc's document of a Markdown text; ``pandoc_markdown`` says whether it is pandoc's Markdown."""
    hidden = without_calls_in_notes(text)
    ready, dialect = (
        (with_spaces_in_code(with_labels(hidden)), _PANDOC) if pandoc_markdown else (literal(hidden), MARKDOWN)
    )
    data = as_typed(_run(ready.encode(), dialect).replace(HIDDEN_CARET.encode(), b"^"))
    document: dict[str, Any] = msgspec.json.decode(data)
    return labelled(document) if pandoc_markdown else document


SECONDS, SECONDS_PER_MB = 3.0, 12.0
"""Seconds of work that pandoc may spend on a text, and those in addition for each megabyte: about five times what
ordinary Markdown takes."""

MEGABYTES, MEGABYTES_PER_MB = 288, 512
"""Megabytes of heap that pandoc may use for a text, and those in addition for each megabyte."""


def _run(data: bytes, from_: str) -> bytes:
    """pandoc's document, in JSON. Raises InputError for markup that takes it more time or memory than any article's."""
    # --standalone keeps the front matter; --preserve-tabs keeps preformatted text verbatim
    arguments = ("--standalone", "--preserve-tabs", f"--from={from_}", "--to=json")
    size = len(data) / 2**20
    memory = min(pandoc.MEMORY, round(MEGABYTES + MEGABYTES_PER_MB * size))
    try:
        return pandoc.run(arguments, data, memory=memory, work=SECONDS + SECONDS_PER_MB * size).data
    except pandoc.TooMuchWorkError as error:
        raise InputError(f"its markup takes too much work: {error.message}", _SIMPLER) from None


_SIMPLER = (
    "Split it, or take out what is nested or repeated by the thousand (brackets, references, ::: lines, aliases of "
    "the front matter); -f text reads it as raw text"
)


class _Converted(NamedTuple):
    """A document, the words of the source that its problems report, and the text of its HTML comments."""

    document: Document
    words_in_problems: tuple[str, ...]
    comments: tuple[str, ...]

    @property
    def notes(self) -> frozenset[str]:
        """The ids of the article's notes."""
        return frozenset(note.id for note in self.document.article.notes)


def _convert(document: dict[str, Any], source: SourceLines) -> _Converted:
    blocks = Blocks(source.label)
    front = read_front_matter(placed(document["meta"]), blocks)
    elements = nested(placed(document["blocks"]))
    front, elements = _with_headline(front, elements, blocks)
    body: list[Section] = [*blocks.pictures()]
    more, foot = _body_and_foot(elements, blocks)
    body += [*more, *blocks.pictures()]
    article = Article(
        lang=front.lang,
        head=front.head,
        body=tuple(body),
        foot=tuple(foot),
        notes=tuple(blocks.notes.values()),
        metadata=front.metadata,
    )
    inlines = blocks.inlines
    messages = (problem.message for problem in inlines.problems)
    problems = (
        *comments_left_out(inlines.comments),
        *inlines.problems,
        *lost_values(placed(document["meta"]), article, messages),
    )
    comments = tuple(comment.words for comment in inlines.comments)
    return _Converted(
        Document(_with_marks(article, front, source), problems), tuple(inlines.words_in_problems), comments
    )


def _with_headline(front: FrontMatter, elements: list[Element], blocks: Blocks) -> tuple[FrontMatter, list[Element]]:
    """A first heading of level 1 becomes the headline; it is dropped if it repeats that of the front matter."""
    first: Element = elements[0] if elements else {"t": ""}
    if first["t"] != "Header" or first["c"][0] != 1:
        return front, elements
    blocks.inlines.own_attributes(first)
    inlines = blocks.inlines.read(first["c"][2])
    if front.head.headline is None and inlines:
        return front._replace(head=replace(front.head, headline=Headline(inlines))), elements[1:]
    if plain(inlines).split() == plain(front.head.headline).split():
        return front, elements[1:]
    return front, elements


def _body_and_foot(elements: Sequence[Element], blocks: Blocks) -> tuple[list[Section], list[Section]]:
    """The sections outside and inside of a ``<footer>``."""
    body: list[Section] = []
    foot: list[Section] = []
    for element in elements:
        if _is_footer(element):
            foot += blocks.read([element])
            continue
        sections = blocks.read([element])
        if sections and foot:
            blocks.inlines.report("the text after the footer was moved before it, to the end of the article", "role")
        body += sections
    return body, foot


def _is_footer(element: Element) -> bool:
    return bool(
        (element["t"] == "Html" and element["c"].tag == "footer")
        or (element["t"] == "Div" and "footer" in element["c"][0][1])
    )


def _with_marks(article: Article, front: FrontMatter, source: SourceLines) -> Article:
    """The article with notes in the order of their definitions, and with marks on notes and references."""
    marks = {note.id: front.marks.get(note.id) or mark_of(note.id) for note in article.notes}
    ordered = sorted(article.notes, key=lambda note: source.definitions.get(note.id, 0))
    notes = tuple(Note(note.id, marks[note.id], note.blocks) for note in ordered)
    marked: Article = _marked(replace(article, notes=notes), marks)
    return marked


def _marked(node: Any, marks: dict[str, str]) -> Any:
    if isinstance(node, NoteRef):
        return NoteRef(node.note, marks.get(node.note, node.mark)) if node.mark == node.note else node
    if isinstance(node, tuple):
        return tuple(_marked(part, marks) for part in node)
    if not hasattr(node, "__struct_fields__"):
        return node
    return type(node)(**{name: _marked(getattr(node, name), marks) for name in node.__struct_fields__})
