"""Which of the files that come with a mail are articles of their own, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from copydesk.errors import InputError, MissingEngineError
from copydesk.reading._registry import RAW_TEXT, by_content, by_ending, sources
from copydesk.reading._source import BEGINNING, Part, Reading, ReadOptions, Source, check_libraries, check_size
from copydesk.reading.mail.letter import Attachment

_FORMS = {"text/plain": RAW_TEXT, "text/html": "html", "text/markdown": "markdown", "message/rfc822": "mail"}
_NO_ARTICLES = (".asc", ".sig", ".p7s", ".log", ".csv", ".ics", ".vcf")


def form_of(attachment: Attachment) -> str:
    """The name of the source that reads an attached file as an article; empty if none does."""
    if attachment.letter is not None:
        return "mail"
    name = attachment.name.lower()
    data = attachment.content()[:BEGINNING]
    if not data.strip() or name.endswith(_NO_ARTICLES):
        return ""
    if attachment.kind == "message/rfc822":
        return "mail"
    shown = by_content(data) or by_ending(name) or sources().get(_FORMS.get(attachment.kind, ""))
    return shown.name if shown is not None and shown.in_folders else ""


class Articles(NamedTuple):
    """The articles of an attached file, and what cannot be done with it, empty if nothing is in the way."""

    parts: Sequence[Part]
    fault: str = ""


def articles_in(attachment: Attachment, form: str, options: ReadOptions) -> Articles:
    """The articles of an attached file, in the form that ``form_of`` tells: more than one if it is a magazine, one if
    it is a mail. A file that cannot be split says so when it is read; ``options`` are those of the mail."""
    source = sources()[form]
    whole = [Part(attachment.title, partial(_read, attachment, source))]
    if form == "mail":
        return Articles(whole)
    try:
        check_libraries(source)
        parts = source.parts(_content(attachment, source), options.of_inner(attachment.name)) if source.parts else ()
    except InputError:
        return Articles(whole)
    except MissingEngineError as error:
        return Articles(whole, not_readable(attachment, error))
    several = [part._replace(read=partial(_read_part, part, attachment.name)) for part in parts]
    return Articles(several if len(several) > 1 else whole)


def not_readable(attachment: Attachment, error: MissingEngineError) -> str:
    """What to say of an attached file that needs what is not installed."""
    return f"the attached {attachment.title} cannot be read: {error}"


def _content(attachment: Attachment, source: Source) -> bytes:
    data = attachment.content()
    check_size(data, source.description, source.limit)
    return data


def _read(attachment: Attachment, source: Source, options: ReadOptions) -> Reading:
    inner, content = options.of_inner(attachment.name), _content(attachment, source)
    reading: Reading = source.parts(content, inner)[0].read(inner) if source.parts else source.read(content, inner)
    return reading


def _read_part(part: Part, name: str, options: ReadOptions) -> Reading:
    return part.read(options.of_inner(name))
