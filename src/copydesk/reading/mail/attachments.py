"""Which of the files that come with a mail are articles of their own, and how they are read."""

from __future__ import annotations

from copydesk.reading._registry import RAW_TEXT, by_content, by_ending, sources
from copydesk.reading._source import BEGINNING, Reading, ReadOptions, Source, check_size
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


def read_attachment(attachment: Attachment, form: str, options: ReadOptions) -> Reading:
    """The article that an attached file is, in the form that ``form_of`` tells. Raises what its source raises."""
    source: Source = sources()[form]
    data = attachment.content()
    check_size(data, source.description, source.limit)
    reading: Reading = source.read(data, options._replace(name=attachment.name or options.name))
    return reading
