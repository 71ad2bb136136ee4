"""Raw text -> Article, in phases: each adds its result to the draft, from the results of those before it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from copydesk.errors import InputError
from copydesk.locales import Locale, locale, with_english
from copydesk.metadata import check_language, is_language
from copydesk.problems import Problem
from copydesk.reading._source import DEFAULTS, Reading, ReadOptions
from copydesk.reading.conventions import as_written_by
from copydesk.reading.copy import Copy
from copydesk.reading.text.accounting import lost
from copydesk.reading.text.assembly import Assembled, assemble
from copydesk.reading.text.characters import Clean, clean
from copydesk.reading.text.characters.decode import Decoded, decode
from copydesk.reading.text.characters.letterspacing import closed_up
from copydesk.reading.text.characters.other_sources import other_source
from copydesk.reading.text.characters.set_type import joined_initials, without_leaders
from copydesk.reading.text.doubts import broken_order, lost_bullets, misread_words, repeated_text
from copydesk.reading.text.furniture import Cleared, remove_furniture, stray_bullets, summary
from copydesk.reading.text.furniture.folios import are_only_folios
from copydesk.reading.text.heads import split_heads
from copydesk.reading.text.layout import Layout, find_layout
from copydesk.reading.text.layout.columns import Unfolded, unfold
from copydesk.reading.text.layout.long_lines import apart
from copydesk.reading.text.lines import LINE_END, Line, split, typeset_lines, without_outer_marks
from copydesk.reading.text.paragraphs import Pieces, Watch, pieces
from copydesk.reading.text.parts import (
    Part,
    with_attributions,
    with_authors_named_once,
    with_headline,
    with_pictures,
    with_pull_quotes,
    with_signature,
    without_late_head_parts,
)
from copydesk.reading.text.parts.closing_credits import with_closing_credits
from copydesk.reading.text.parts.code_in_lists import with_code_in_lists
from copydesk.reading.text.parts.counted_steps import with_counted_steps
from copydesk.reading.text.parts.described_titles import with_described_title
from copydesk.reading.text.parts.false_captions import without_false_captions
from copydesk.reading.text.parts.false_headings import without_false_headings
from copydesk.reading.text.parts.first_headings import with_first_heading
from copydesk.reading.text.parts.impossible_roles import without_impossible_roles
from copydesk.reading.text.parts.lone_headings import without_lone_heading
from copydesk.reading.text.parts.marked_headings import with_marked_headings
from copydesk.reading.text.parts.note_blocks import with_note_blocks
from copydesk.reading.text.parts.notes import only_notes
from copydesk.reading.text.parts.numbered_headings import with_numbered_headings
from copydesk.reading.text.parts.questions import with_lettered_questions, with_numbered_questions, with_questions_alike
from copydesk.reading.text.parts.speeches import with_speeches
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.pull_quotes import Lifted, lift_pull_quotes
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.language import detect
from copydesk.reading.text.recognisers.tables.areas import find_tables
from copydesk.reading.text.roles import Decision, choose_roles
from copydesk.reading.text.roles.features.runs import note_headings
from copydesk.reading.text.roles.surroundings import evidence_of
from copydesk.reading.text.stated_title import with_stated_title
from copydesk.tree import Article, Metadata
from copydesk.tree import Source as Record


@dataclass(slots=True)
class Draft:
    """A raw text on its way to an article: the input, the options, and the results of the phases so far.

    ``watch`` is called with each decision whether a paragraph begins, to fit the weights.
    """

    data: bytes | str | Copy
    options: ReadOptions = DEFAULTS
    watch: Watch | None = None
    decoded: Decoded = field(init=False)
    copy: Copy = field(init=False)
    clean: Clean = field(init=False)
    lang: str = field(init=False)
    locales: tuple[Locale, ...] = field(init=False)
    credit_lines: CreditLines = field(init=False)
    cleared: Cleared = field(init=False)
    unfolded: Unfolded = field(init=False)
    lifted: Lifted = field(init=False)
    layout: Layout = field(init=False)
    rows: frozenset[int] = field(init=False)
    joined: Pieces = field(init=False)
    pieces: list[Piece] = field(init=False)
    labelled: list[Part] = field(init=False)
    assembled: Assembled = field(init=False)
    article: Article = field(init=False)
    problems: tuple[Problem, ...] = ()


def _decode(draft: Draft) -> None:
    data = draft.data
    draft.copy = Copy((), "text") if isinstance(data, bytes | str) else data
    draft.decoded = decode(data) if isinstance(data, bytes | str) else Decoded(data.text, data.form, data.problems)
    if not draft.decoded.text.strip():
        raise InputError("it holds no text", "Name a file that holds an article")


def _clean(draft: Draft) -> None:
    draft.clean = closed_up(clean(draft.decoded.text))


def _choose_language(draft: Draft) -> None:
    options = draft.options
    draft.lang = options.lang or options.conventions.language or detect(draft.clean.text)
    stated = draft.copy.stated.lang
    if draft.lang == "und" and is_language(stated):  # a file's own word is weak: Word calls Arabic texts en-US
        draft.lang = stated
    draft.locales = with_english(as_written_by(options.conventions, locale(draft.lang)))
    draft.credit_lines = CreditLines(draft.locales)


def _undo_setting(draft: Draft) -> None:
    draft.clean = without_leaders(joined_initials(draft.clean, draft.locales[0]))


def _remove_furniture(draft: Draft) -> None:
    options = draft.options
    lines = apart(typeset_lines(_with_raw_numbers(draft), with_stated_title(draft.copy)))
    draft.cleared = remove_furniture(lines, draft.credit_lines, options.conventions, keep_all=options.keep_all)
    has_words = any(character.isalnum() for line in draft.cleared.lines for character in line.text)
    if not has_words or (are_only_folios(lines) and not options.keep_all):
        raise InputError("it holds no article text, only marks, page numbers and the like", "Name another file")


def _with_raw_numbers(draft: Draft) -> list[Line]:
    """The lines of the clean text with their numbers in the raw text: line ends may have been joined or added."""
    lines = split(draft.clean.text)
    ends = [match.end() for match in LINE_END.finditer(draft.decoded.text)]
    in_step = len(draft.clean.clean_marks) == 1 and len(ends) == draft.clean.text.count("\n")
    if in_step:
        return lines
    return [line._replace(number=bisect_right(ends, draft.clean.raw(line.start, line.end).start) + 1) for line in lines]


def _unfold_columns(draft: Draft) -> None:
    unfolded = unfold(draft.cleared.lines)
    draft.unfolded = unfolded._replace(lines=without_outer_marks(unfolded.lines))


def _lift_pull_quotes(draft: Draft) -> None:
    draft.lifted = lift_pull_quotes(draft.unfolded.lines, draft.locales[0])


def _find_layout(draft: Draft) -> None:
    draft.layout = find_layout(draft.lifted.lines)


def _find_tables(draft: Draft) -> None:
    draft.rows = find_tables(draft.lifted.lines)


def _join_lines(draft: Draft) -> None:
    draft.joined = pieces(
        draft.lifted.lines,
        draft.layout,
        draft.credit_lines,
        draft.watch,
        conventions=draft.options.conventions,
        rows=draft.rows,
        unbroken=draft.copy.unbroken,
    )


def _split_heads(draft: Draft) -> None:
    draft.pieces = split_heads(draft.joined.pieces, draft.credit_lines)


def _choose_roles(draft: Draft) -> None:
    stray = stray_bullets(draft.cleared.furniture)

    def roles(pieces: list[Piece]) -> list[Decision]:
        return choose_roles(pieces, draft.layout, draft.credit_lines, stray, draft.options.conventions, draft.rows)

    draft.labelled = with_pictures(draft.pieces, draft.locales, roles)


def _correct_roles(draft: Draft) -> None:
    labelled = only_notes(draft.labelled, note_headings(draft.locales))
    for corrected in (
        without_impossible_roles,
        with_code_in_lists,
        with_counted_steps,
        with_headline,
        partial(with_described_title, locales=draft.locales),
        without_late_head_parts,
        partial(with_closing_credits, credit_lines=draft.credit_lines),
        partial(with_signature, credit_lines=draft.credit_lines),
        with_attributions,
        with_authors_named_once,
        with_numbered_questions,
        with_questions_alike,
        with_numbered_headings,
        with_marked_headings,
        without_false_headings,
        without_false_captions,
        with_first_heading,
    ):
        labelled = corrected(labelled)
    spoken = without_lone_heading(with_lettered_questions(with_speeches(labelled, draft.locales)))
    noted = with_note_blocks(spoken, note_headings(draft.locales))
    draft.labelled = with_pull_quotes(noted, draft.lifted.pulled)


def evidence_in(draft: Draft) -> list[list[str]]:
    """The names of the evidence for the roles of each piece, to fit the weights."""
    _, names = evidence_of(
        draft.pieces, draft.layout, draft.credit_lines, stray_bullets(draft.cleared.furniture), draft.rows
    )
    return names


def _assemble(draft: Draft) -> None:
    draft.assembled = assemble(draft.labelled, draft.cleared.furniture, draft.clean, draft.locales)
    text = draft.decoded.text
    draft.article = Article(
        lang=draft.lang,
        head=draft.assembled.head,
        body=draft.assembled.body,
        foot=draft.assembled.foot,
        notes=draft.assembled.notes,
        furniture=draft.assembled.furniture,
        metadata=Metadata(publisher=draft.options.conventions.name or draft.copy.stated.publisher or None),
        source=Record(
            draft.options.name,
            draft.decoded.encoding,
            len(text),
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
    )


def _collect_problems(draft: Draft) -> None:
    problems = (
        *draft.decoded.problems,
        *draft.clean.problems,
        *filter(None, [summary(draft.cleared.furniture)]),
        *draft.cleared.problems,
        *filter(None, (other_source(draft.decoded.text), draft.unfolded.problem)),
        *repeated_text(draft.cleared.lines),
        *misread_words(draft.cleared.lines),
        *broken_order(draft.labelled),
        *lost_bullets(draft.cleared.furniture, stray_bullets(draft.cleared.furniture)),
        *draft.joined.problems,
        *draft.assembled.problems,
        *lost(draft.article, draft.clean),
    )
    draft.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))


PHASES: dict[str, Callable[[Draft], None]] = {
    "decode": _decode,  # bytes -> text
    "characters": _clean,  # text -> clean text, with the map to the raw one; T H E   F E R R Y -> THE FERRY
    "language": _choose_language,  # which locale's words count
    "setting": _undo_setting,  # T / HE bell -> THE bell; dots that lead to the cells of a table -> spaces
    "furniture": _remove_furniture,  # lines with their positions; page numbers, running heads, buttons: set aside
    "columns": _unfold_columns,  # columns that stand side by side: one after the other
    "pull_quotes": _lift_pull_quotes,  # sentences of the text repeated for display: taken out
    "layout": _find_layout,  # are the lines wrapped, and at what measure?
    "tables": _find_tables,  # lines whose cells stand below one another: the rows of tables
    "paragraphs": _join_lines,  # lines -> pieces: wrapped lines, broken words and cut sentences joined
    "heads": _split_heads,  # a piece of the head that holds a byline and a date -> two
    "roles": _choose_roles,  # evidence -> the role of each piece, the best sequence over the whole article
    "corrections": _correct_roles,  # signatures, notes, pull quotes and attributions in their places
    "assemble": _assemble,  # roles -> Article, with inlines
    "doubts": _collect_problems,  # problems, and whether any letter of the text is lost
}
"""The phases, in order."""


def draft_of(
    data: bytes | str | Copy, options: ReadOptions = DEFAULTS, *, until: str = "", watch: Watch | None = None
) -> Draft:
    """The draft of an article after all phases, or after the one called ``until``. Raises InputError if the text is
    empty, binary, too large, in no known encoding, or holds nothing but furniture."""
    draft = Draft(data, options, watch)
    for name, phase in PHASES.items():
        phase(draft)
        if name == until:
            break
    return draft


def read(data: bytes | str | Copy, options: ReadOptions) -> Reading:
    """The article of a raw text or of copy, and its problems: doubtful decisions, repaired characters, lost targets.
    Raises as ``draft_of`` does, and UsageError for an invalid language tag."""
    if options.lang is not None:
        check_language(options.lang)
    draft = draft_of(data, options)
    return Reading(draft.article, draft.problems, draft.decoded.text)
