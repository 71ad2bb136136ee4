"""An office document with styles -> an article: its head, text, notes and foot by the names of the styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.locales import locale, with_english
from copydesk.reading._shared.breaks import with_breaks
from copydesk.reading.html.foot import split_foot
from copydesk.reading.office.flow import Document, Flow, Grid, Para, inlines, without_marks
from copydesk.reading.office.head import HeadReader, language_of
from copydesk.reading.office.line_ends import with_joined_lines
from copydesk.reading.office.paragraph_styles import HEAD_ROLES, is_ours, kind_of, level_of
from copydesk.reading.office.properties import is_title
from copydesk.reading.office.set_apart import with_headings_set_apart, with_quotations_set_in
from copydesk.reading.office.story import Story
from copydesk.reading.office.typed_items import with_typed_items
from copydesk.reading.office.typed_notes import with_typed_notes
from copydesk.reading.text.furniture.words import page_patterns
from copydesk.tree import (
    Article,
    Bio,
    Break,
    Contact,
    Correction,
    Dateline,
    Deck,
    EditorsNote,
    Figure,
    Furniture,
    Head,
    Headline,
    Inline,
    Kicker,
    LineBreak,
    Note,
    Paragraph,
    Related,
    Rights,
    Section,
)
from copydesk.visit import plain

_HEAD = frozenset({"kicker", "headline", "deck", "byline", "date", "editors_note", "head_end"})
_FOOT = (Contact, Bio, Rights, Related, Correction)
_NEAR = 8  # blocks above which the headline is still at the beginning
_SENTENCE = 80  # characters of one that ends like a sentence
_LONG = 200  # characters of a paragraph that is text, and nothing above a headline
_PLAIN_KINDS = frozenset({"paragraph", "item", "continued", "table", "caption", "contents", "header"})
_OF_OUR_TEXTS = (("first paragraph",), ("text body",))
_KINDS_OF_RAW_TEXT = _PLAIN_KINDS | set(HEAD_ROLES)


def is_unstyled(flow: Flow) -> bool:
    """Whether nothing but the words and their type shows what the paragraphs of the text are, whatever styles the head
    has: raw text in an office document."""
    filled = _filled(flow)
    paras = [block for block in filled if isinstance(block, Para)]
    if any(map(is_ours, paras)) and any(para.styles[:1] in _OF_OUR_TEXTS for para in paras):
        return False  # one of copydesk's own, whose text is styled too
    if len(paras) < len(filled) and not any(para.text.strip() for para in paras):
        return False  # all words stand in tables
    return all(_kind(block) in _KINDS_OF_RAW_TEXT for block in filled)


def article_of(document: Document) -> Article:
    """The article of a document whose styles say what its paragraphs are."""
    ours = any(is_ours(block) for block in document.flow if isinstance(block, Para))
    document, rules = (document, []) if ours else with_typed_notes(document)
    flow = _filled(document.flow)
    furniture: list[Furniture] = []
    words = "\n".join(block.text for block in flow if isinstance(block, Para))
    lang = language_of(words, document.stated.lang)
    flow = flow if ours else _with_typed_and_set(with_joined_lines(flow, locale(lang)))
    split = _split(flow, document, ours=ours)
    head = _head(split.head, HeadReader(lang))
    story = Story(raised=split.raised)
    dateline, text = _dateline(split.text)
    body = with_breaks(story.sections(text))
    foot = tuple(story.sections(split.foot))
    body, foot = (body, foot) if split.foot else _with_foot(body)
    if not ours:
        reader = HeadReader(lang)
        pictures = tuple(takewhile(lambda section: isinstance(section, Figure), body))  # between headline and byline
        head, body = reader.with_printed_lines(head, body[len(pictures) :], document.stated.authors)
        body = (*pictures, *body)
        head, body = reader.with_printed_dateline(head, body)
        body, closing, furniture = _with_printed_foot(body, head, lang)
        foot = (*closing, *foot)
    notes = tuple(Note(key, mark, story.blocks(content)) for key, (mark, content) in document.notes.items())
    notes = (*notes, *_lone_notes(split.notes, len(notes)))
    head = replace(head, dateline=head.dateline or dateline)
    return Article(lang=lang, head=head, body=body, foot=foot, notes=notes, furniture=(*furniture, *rules))


def _with_typed_and_set(flow: Flow) -> list[Para | Grid]:
    """The flow with what is typed or set in another type, and no style says."""
    return with_headings_set_apart(with_quotations_set_in(with_typed_items(flow)))


class _Split(NamedTuple):
    """A flow in its parts; ``raised`` is what is added to the levels of headings."""

    head: list[Para]
    text: Flow
    notes: list[Para]
    foot: Flow
    raised: int = 1


def _filled(flow: Flow) -> list[Para | Grid]:
    """The blocks with content, and the empty ones whose style marks a place in copydesk's files."""
    return [
        block
        for block in flow
        if isinstance(block, Grid) or not block.is_empty or kind_of(block) in ("head_end", "foot_start", "break")
    ]


def _kind(block: Para | Grid) -> str:
    return kind_of(block) if isinstance(block, Para) else "table"


def _split(flow: list[Para | Grid], document: Document, *, ours: bool) -> _Split:
    foot_at = next((at for at, block in enumerate(flow) if _kind(block) == "foot_start"), len(flow))
    foot = flow[foot_at + 1 :]
    flow = flow[:foot_at]
    head: list[Para] = []
    at = 0
    while at < len(flow) and isinstance(block := flow[at], Para) and kind_of(block) in _HEAD:
        if kind_of(block) == "headline" and any(kind_of(above) == "headline" for above in head):
            break
        head.append(block)
        at += 1
    text = flow[at:]
    raised = 1
    if not any(kind_of(para) == "headline" for para in head) and not ours:
        head, text, raised = _with_headline(head, text, document)
    notes = [block for block in text if isinstance(block, Para) and kind_of(block) == "note"]
    text = [block for block in text if not (isinstance(block, Para) and kind_of(block) == "note")]
    pictures = tuple(picture for para in head for picture in para.pictures)
    text = [*([Para((), pictures=pictures)] if pictures else []), *text]
    return _Split(head, text, notes, foot, raised)


def _with_headline(
    head: list[Para], text: list[Para | Grid], document: Document
) -> tuple[list[Para], list[Para | Grid], int]:
    """The head with a headline from the text, the text without it, and what is added to the levels of headings.

    The headline is the title by its style, a paragraph that says what the file states as its title, or the first
    heading, if of those at the highest level it opens the text."""
    near = text[:_NEAR]
    paras = [(at, block) for at, block in enumerate(near) if isinstance(block, Para)]
    headings = [block for block in text if isinstance(block, Para) and kind_of(block) == "heading"]
    highest = min(map(level_of, headings), default=0)
    stated = " ".join(document.stated.title.split()).casefold()
    at = next((at for at, para in paras if kind_of(para) == "headline"), None)
    if at is None and stated and is_title(document.stated.title):
        at = next((at for at, para in paras if " ".join(para.text.split()).casefold() == stated), None)
    if at is None and text and _is_display(text[0], text[1:]):
        at = 0
    if at is None:
        at = next((at for at, para in paras if kind_of(para) == "heading" and level_of(para) == highest), None)
    if at is None or any(isinstance(block, Grid) or _is_prose(block) for block in text[:at]):
        return head, text, 2 - max(1, highest)
    chosen = text[at]
    assert isinstance(chosen, Para)
    runs = without_marks(chosen.runs, "strong") if chosen.setting.bold else chosen.runs
    title = chosen._replace(runs=tuple(runs), styles=("title",), outline=0, item=None)
    rest = [*text[:at], *text[at + 1 :]]
    alone = kind_of(chosen) == "heading" and sum(level_of(heading) == highest for heading in headings) == 1
    below = min((level_of(heading) for heading in headings if heading is not chosen), default=2)
    above = _kicker(rest[:at], head)
    if above:
        rest = rest[1:]
    return [*head, *above, title], rest, 2 - max(2, below) if alone else 2 - max(1, highest)


def _is_prose(para: Para) -> bool:
    """Whether a paragraph is text, and nothing that stands above a headline."""
    words = para.text.strip()
    return len(words) > (_SENTENCE if words.endswith(".") else _LONG)


def _is_display(block: Para | Grid, others: Sequence[Para | Grid]) -> bool:
    """Whether a first short paragraph is set bolder or larger than the text below it."""
    if not isinstance(block, Para) or kind_of(block) != "paragraph" or not 0 < len(block.text.strip()) <= _LONG:
        return False
    texts = [other for other in others if isinstance(other, Para) and kind_of(other) == "paragraph"]
    if not texts or block.text.strip().endswith((".", ":", ";", ",")):
        return False
    sizes = Counter(other.setting.size for other in texts)
    bold = sum(other.setting.bold for other in texts)
    larger = block.setting.size > 1.15 * sizes.most_common(1)[0][0] > 0
    return larger or (block.setting.bold and bold < len(texts) / 4)


def _kicker(above: Sequence[Para | Grid], head: list[Para]) -> list[Para]:
    """The one short paragraph above a headline, as a kicker."""
    if head or len(above) != 1 or not isinstance(above[0], Para) or _kind(above[0]) != "paragraph":
        return []
    text = above[0].text.strip()
    return [above[0]._replace(styles=("kicker",))] if 0 < len(text) <= 60 and not text.endswith((".", "!", "?")) else []


def _head(paras: list[Para], reader: HeadReader) -> Head:
    by_kind: dict[str, list[Para]] = {}
    for para in paras:
        by_kind.setdefault(kind_of(para), []).append(para)

    def lines(kind: str) -> tuple[Inline, ...]:
        parts: list[Inline] = []
        for para in by_kind.get(kind, []):
            parts += [*([LineBreak()] if parts else []), *inlines(para.runs)]
        return tuple(parts)

    return Head(
        kicker=Kicker(words) if (words := lines("kicker")) else None,
        headline=Headline(words) if (words := lines("headline")) else None,
        deck=Deck(words) if (words := lines("deck")) else None,
        bylines=tuple(reader.byline(para.text) for para in by_kind.get("byline", [])),
        dates=tuple(reader.date(para.text) for para in by_kind.get("date", [])),
        editors_note=EditorsNote(words) if (words := lines("editors_note")) else None,
    )


def _dateline(text: Flow) -> tuple[Dateline | None, Flow]:
    """The dateline that opens the text, by its character style, and the text without it."""
    first = text[0] if text else None
    if not isinstance(first, Para):
        return None, text
    count = next((at for at, run in enumerate(first.runs) if "dateline" not in run.marks), len(first.runs))
    words = plain(inlines(without_marks(first.runs[:count], "dateline")))
    if not words:
        return None, text
    rest = first._replace(runs=first.runs[count:])
    return HeadReader.dateline(words), [*([] if rest.is_empty else [rest]), *text[1:]]


def _with_foot(body: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The body and the foot: what stands at its end and belongs there."""
    end = len(body)
    while end and isinstance(body[end - 1], _FOOT):
        end -= 1
    return body[:end], body[end:]


def _with_printed_foot(
    body: tuple[Section, ...], head: Head, lang: str
) -> tuple[tuple[Section, ...], tuple[Section, ...], list[Furniture]]:
    """The body without the lines that close it: the sections of the foot that their words say that they are, and the
    mark of the end."""
    locales = with_english(locale(lang))
    marks: list[Furniture] = []
    last = plain(body[-1]).strip() if body and isinstance(body[-1], Paragraph) else ""
    if last and page_patterns(locales).end.fullmatch(last):
        marks.append(Furniture(last, "end_mark"))
        body = body[:-1]
    authors = tuple(person.name for byline in head.bylines for person in byline.persons)
    text, foot = split_foot(list(body), authors, locales)
    if foot and text and isinstance(text[-1], Break):
        text.pop()
    return tuple(text), tuple(foot), marks


def _lone_notes(paras: list[Para], count: int) -> list[Note]:
    """The notes at the end of the text that nothing refers to, each with its mark before it."""
    notes = []
    for number, para in enumerate(paras, count + 1):
        opening = para.runs[0] if para.runs else None
        marked = opening is not None and bool(opening.marks & {"reference", "superscript"})
        mark = opening.text.strip() if opening and marked else str(number)
        words = inlines(para.runs[1:] if marked else para.runs)
        notes.append(Note(f"n{number}", mark, (Paragraph(words),) if words else ()))
    return notes
