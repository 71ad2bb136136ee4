"""A letter -> an article: its text is read by the source of its form, its header fills the head."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from msgspec.structs import replace

from copydesk.errors import InputError, MissingEngineError
from copydesk.metadata import fill
from copydesk.problems import Problem
from copydesk.reading import text as raw_text
from copydesk.reading._registry import sources
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.copy import Copy, CopyLine, Typeset
from copydesk.reading.mail.bodies import Text, text_in
from copydesk.reading.mail.fields import Field
from copydesk.reading.mail.head import Stated, stated_by
from copydesk.reading.mail.html_lines import lines_of, without_title
from copydesk.reading.mail.letter import Letter, listed
from copydesk.reading.mail.pictures import with_attached_pictures
from copydesk.tree import Article, Byline, Furniture, Head, Headline, Origin, PubDate, Span
from copydesk.tree import Text as Words

_SHOWN = ("from", "date", "subject", "to", "cc", "newsgroups")
"""The fields that mailers show, which stand above the text."""
_LONGEST_SHOWN = 1000  # characters


def read_letter(letter: Letter, options: ReadOptions) -> Reading:
    """The article that a letter is. Raises InputError if it is encrypted or has no text."""
    texts = [text_in(body) for body in letter.bodies]
    sealed = letter.sealed or next((text.sealed for text in texts if text.sealed), "")
    if sealed:
        raise InputError(sealed, "Open it in your mail program, and save its text there")
    given, texts = texts, [text for text in texts if text.words.strip()]
    if not texts:
        names = listed([attachment.title for attachment in letter.attachments])
        if names:
            raise InputError(f"it has no text of its own, only {names}", "Save what is attached, and name that")
        raise InputError("it has no text of its own", "Name a mail that has text")
    stated = stated_by(letter.header)
    reading, starts = _read(letter, texts, stated, options)
    notes = [Problem("set_aside", None, note) for note in letter.notes]
    if not letter.header.fields:
        notes.append(Problem("form", None, "it has no header of a mail, and was read as raw text"))
    problems = (*notes, *(problem for text in texts for problem in text.problems), *reading.problems)
    around = [letter.around, *(text.around for text in texts)]
    asides = tuple(Furniture(words.strip(), "mail_header") for words in around if words.strip())
    article = replace(reading.article, furniture=(*reading.article.furniture, *asides))
    pairs = (("publisher", stated.publisher), ("keywords", stated.keywords))
    printable = [(key, value) for key, value in pairs if value and value.isprintable()]
    before = accumulate((bool(text.words.strip()) for text in given[:-1]), initial=0)
    places = [starts[number] for number in before if number < len(starts)]
    taken = with_attached_pictures(fill(article, printable), letter.attachments, places)
    return reading._replace(article=taken.article, problems=(*problems, *taken.problems))


def _read(letter: Letter, texts: list[Text], stated: Stated, options: ReadOptions) -> tuple[Reading, list[int]]:
    """The article of the texts of a letter, and where each of them begins in its text, nowhere if it is of a page."""
    lacking: tuple[Problem, ...] = ()
    if len(texts) == 1 and texts[0].is_html and "html" in sources():
        try:
            reading = _read_page(texts[0].words, options)
            return reading._replace(article=_with_fields(reading.article, letter.header.fields, stated)), []
        except InputError:  # it finds no article there, though there are words
            pass
        except MissingEngineError as error:
            lacking = (Problem("unsupported", None, f"its HTML was read by its lines only: {error}"),)
    shown = _shown(letter.header.fields)
    above = [CopyLine(f"{field.name}: {field.value}") for field in shown]
    top = sum(len(line.text) + 1 for line in above)
    if not shown and stated.title:
        shown = [field for field in letter.header.fields if field.name.lower() == "subject"][:1]
        above = [CopyLine(stated.title, Typeset(role="headline"))]
    if any(text.is_html for text in texts) or (above and above[0].typeset):
        lines = [*above, CopyLine("")]
        starts = []
        for text in texts:
            starts.append(sum(len(line.text) + 1 for line in lines))
            lines += lines_of(text.words) if text.is_html else map(CopyLine, [*text.words.split("\n"), ""])
        reading = raw_text.read(Copy(tuple(lines), "mail"), options)
    else:
        words = "\n\n".join(text.words for text in texts)
        starts = list(accumulate((len(text.words) + 2 for text in texts[:-1]), initial=top + 1))
        reading = raw_text.read("\n".join([*(line.text for line in above), "", words]), options)
    others = [field for field in letter.header.fields if field not in shown]
    article = _with_lines(_settled(reading.article, stated, top), shown, stated)
    article = _with_fields(article, others, stated)
    if above and above[0].typeset and stated.prefix.strip():
        article = replace(article, furniture=(*article.furniture, Furniture(stated.prefix.strip(), "mail_header")))
    if article.source is not None:
        article = replace(article, source=replace(article.source, encoding=texts[0].charset))
    return reading._replace(article=article, problems=(*lacking, *reading.problems)), starts


def _read_page(html: str, options: ReadOptions) -> Reading:
    """The page as the source of web pages reads it. Its title is furniture: no mailer shows it, and the programs that
    write mails put there what they like."""
    page, title = without_title(html)
    reading: Reading = sources()["html"].read(page, options)
    if not title:
        return reading
    aside = Furniture(title, "mail_header")
    return reading._replace(article=replace(reading.article, furniture=(*reading.article.furniture, aside)))


def _shown(fields: tuple[Field, ...]) -> list[Field]:
    """The fields that are put above the text, where its reader knows them again as a header."""
    shown = [
        field for field in fields if field.name.lower() in _SHOWN and field.value and len(field.value) <= _LONGEST_SHOWN
    ]
    of_text = {field.name.lower() for field in shown}
    return shown if len(of_text) > 1 and of_text & {"from", "subject", "date"} else []


def _settled(article: Article, stated: Stated, top: int) -> Article:
    """The article with what its reader took from the header, the first ``top`` characters of the text, as the header
    states it: the subject without ``Re:``, persons only as authors, the day in the zone of the mail."""
    head, aside = article.head, list(article.furniture)
    headline = head.headline
    if headline is not None and _is_above(headline.origin, top):
        headline, prefix = _without_prefix(headline, stated.prefix)
        aside += prefix
    bylines: list[Byline] = []
    for byline in head.bylines:
        if not _is_above(byline.origin, top):
            bylines.append(byline)
        elif stated.persons:
            bylines.append(replace(byline, persons=stated.persons))
        else:
            aside.append(Furniture(byline.text, "mail_header", origin=byline.origin))
    dates = (replace(date, iso=stated.day or date.iso) if _is_above(date.origin, top) else date for date in head.dates)
    return replace(
        article,
        head=replace(head, headline=headline, bylines=tuple(bylines), dates=tuple(dates)),
        furniture=tuple(sorted(aside, key=_position)),
    )


def _with_lines(article: Article, shown: Iterable[Field], stated: Stated) -> Article:
    """The article with the author and the day that stand above its text, where its reader set these lines aside: a text
    that opens with a headline of its own has no other byline and date. The names of the fields stay furniture."""
    head, aside = article.head, list(article.furniture)
    for field in shown:
        line = f"{field.name}: {field.value}"
        at = next((at for at, piece in enumerate(aside) if piece.text == line and piece.origin), None)
        if at is None or field.name.lower() not in ("from", "date"):
            continue
        origin = aside[at].origin
        assert origin is not None
        name, value = _cut(origin, len(field.name) + 1)
        filled = _filled(head, field, stated, value)
        if filled is not None:
            head, aside[at] = filled, replace(aside[at], text=f"{field.name}:", origin=name)
    return replace(article, head=head, furniture=tuple(aside))


def _cut(origin: Origin, letters: int) -> tuple[Origin, Origin]:
    """The origins of the first letters of a line and of the rest of it."""
    span = origin.spans[0]
    at = span.start + letters
    return replace(origin, spans=(Span(span.start, at),)), replace(origin, spans=(Span(at, span.end),))


def _is_above(origin: Origin | None, top: int) -> bool:
    return origin is not None and bool(origin.spans) and origin.spans[-1].end <= top


def _position(furniture: Furniture) -> int:
    return furniture.origin.spans[0].start if furniture.origin and furniture.origin.spans else 0


def _without_prefix(headline: Headline, prefix: str) -> tuple[Headline, list[Furniture]]:
    """The headline without what a program put before it, and that as furniture."""
    first, *rest = headline.inlines
    kept = prefix.rstrip()
    if not kept or headline.origin is None or not isinstance(first, Words) or not first.text.startswith(prefix):
        return headline, []
    span, *spans = headline.origin.spans
    origin = replace(headline.origin, spans=(Span(span.start + len(prefix), span.end), *spans))
    aside = replace(headline.origin, spans=(Span(span.start, span.start + len(kept)),), rule="mail_header")
    inlines = (Words(first.text[len(prefix) :]), *rest)
    return replace(headline, inlines=inlines, origin=origin), [Furniture(kept, "mail_header", origin=aside)]


def _with_fields(article: Article, fields: Iterable[Field], stated: Stated) -> Article:
    """The article with fields that its text does not hold: those that the head lacks are put there, the others are
    furniture."""
    head, aside = article.head, list(article.furniture)
    for field in fields:
        filled = _filled(head, field, stated)
        if filled is None or filled == head:
            aside.append(Furniture(f"{field.name}: {field.value}".strip(), "mail_header"))
        else:
            head = filled
            if field.name.lower() == "subject" and stated.prefix:
                aside.append(Furniture(stated.prefix.strip(), "mail_header"))
    return replace(article, head=head, furniture=tuple(aside))


def _filled(head: Head, field: Field, stated: Stated, origin: Origin | None = None) -> Head | None:
    """The head with the value of a field, which has this origin; None if it needs or takes none."""
    match field.name.lower():
        case "subject" if head.headline is None and stated.title:
            return replace(head, headline=Headline((Words(stated.title),)))
        case "from" if not head.bylines and stated.persons:
            return replace(head, bylines=(Byline(field.value, stated.persons, origin=origin),))
        case "date" if not head.dates and stated.day:
            return replace(head, dates=(PubDate(field.value, iso=stated.day, origin=origin),))
    return None
