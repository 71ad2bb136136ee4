"""Mails: a file of one (``.eml``, Outlook's ``.msg``) or of many (``.mbox``), and the articles attached to them.

========== =========================================================================================
detection   is a file a mail?
mailboxes   a mailbox -> its mails
mime        a mail -> its parts; ``fields`` decodes the header, ``charsets`` the texts
contents    the parts -> a ``Letter``: which are its text, which are attached; ``outlook`` does so for ``.msg``
digests     the messages that a digest in plain text holds
bodies      the text of a letter: plain or HTML, whichever is whole; ``flowed`` joins its lines
article     a letter -> an article: its text is read by the source of its form; ``head`` has what the header says
attachments which attached files are articles
pictures    those that its page shows, and those that are attached
========== =========================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from copydesk.errors import InputError, MissingEngineError
from copydesk.problems import Problem
from copydesk.reading._source import BEGINNING, DEFAULTS, Part, Reading, ReadOptions
from copydesk.reading.mail.article import read_letter
from copydesk.reading.mail.attachments import Articles, articles_in, form_of, not_readable
from copydesk.reading.mail.contents import letter_of
from copydesk.reading.mail.detection import OLE
from copydesk.reading.mail.digests import Digest, digest_in
from copydesk.reading.mail.letter import Attachment, Letter, listed
from copydesk.reading.mail.mailboxes import is_mailbox, mails_of
from copydesk.reading.mail.outlook import outlook_letter
from copydesk.reading.mail.pictures import is_picture

_MAIL = "mail"
_DEEPEST = 5
"""How many mails may be attached to one another for each to be an article."""


def parts(data: bytes, options: ReadOptions = DEFAULTS) -> Sequence[Part]:
    """The articles of a mail or a mailbox: each mail, followed by what is attached to it. Raises InputError if a file
    of one mail cannot be taken apart."""
    if not is_mailbox(data[:BEGINNING]):
        return list(_articles_of(partial(_letter, data), options))
    return [part for mail in mails_of(data) for part in _among_others(partial(_letter, mail), options)]


Opened = Callable[[], Letter]
"""A mail that is taken apart when it is asked for, so that of many only one is held in memory that way."""


def _letter(mail: bytes) -> Letter:
    return outlook_letter(mail) if mail.startswith(OLE) else letter_of(mail)


def _among_others(mail: Opened, options: ReadOptions, depth: int = 0) -> list[Part]:
    """The articles of a mail among others; one that cannot be taken apart says so when it is read."""
    try:
        return list(_articles_of(mail, options, depth))
    except InputError:
        return [Part("a mail that cannot be read", partial(_read_mail, mail))]


def _articles_of(mail: Opened, options: ReadOptions, depth: int = 0) -> Iterator[Part]:
    letter = mail()
    digest = digest_in(letter) if depth < _DEEPEST else None
    if digest is not None:
        yield from _messages_of(digest, letter, options, depth)
        return
    forms = [(attachment, form_of(attachment)) for attachment in letter.attachments]
    attached = [_attached(attachment, form, options, depth) for attachment, form in forms if form]
    articles = [part for each in attached for part in each.parts]
    lone = bool(articles) and not letter.has_text  # then there is no text that its pictures could stand in
    left_out = [one.title for one, form in forms if not form and (lone or not is_picture(one))]
    notes = [f"attached files that are no articles were left out: {listed(left_out)}"] if left_out else []
    if lone:
        above = "; ".join(f"{field.name}: {field.value}" for field in letter.header.fields)
        notes.append(f"the mail that it came with has no text of its own; its header was left out: {above}")
        yield _noted(articles[0], [Problem("set_aside", None, note) for note in notes])
        yield from articles[1:]
        return
    if articles:
        titles = listed([part.title for part in articles])
        notes.append(f"what is attached to it are further articles of the file: {titles}")
    problems = [Problem("set_aside", None, note) for note in notes]
    problems += [Problem("unsupported", None, each.fault) for each in attached if each.fault]
    yield _noted(Part(letter.title, partial(_read_mail, mail)), problems)
    yield from (part._replace(attached=True) for part in articles)


def _messages_of(digest: Digest, letter: Letter, options: ReadOptions, depth: int) -> Iterator[Part]:
    """The messages of a digest; what the list says of itself, and of which day it is, is said with the first."""
    first, *others = (
        part for message in digest.messages for part in _among_others(partial(_letter, message), options, depth + 1)
    )
    fields = "; ".join(f"{field.name}: {field.value}" for field in letter.header.fields)
    around = " ".join(f"{fields} {digest.around}".split())
    note = f"what the digest says of itself was left out: {around}"
    yield _noted(first, [Problem("set_aside", None, note)])
    yield from others


def _attached(attachment: Attachment, form: str, options: ReadOptions, depth: int) -> Articles:
    """The articles of an attached file: more than one if it is a mail that has others attached,
    or a file of several."""
    if form != _MAIL or depth >= _DEEPEST:
        return articles_in(attachment, form, options)
    mail = attachment.letter or partial(_letter_in, attachment)
    try:
        return Articles(_among_others(mail, options, depth + 1))
    except MissingEngineError as error:
        return Articles([Part(attachment.title, partial(_read_mail, mail))], not_readable(attachment, error))


def _letter_in(attachment: Attachment) -> Letter:
    return _letter(attachment.content())


def _read_mail(mail: Opened, options: ReadOptions) -> Reading:
    return read_letter(mail(), options)


def _noted(part: Part, problems: Sequence[Problem]) -> Part:
    """The article with more problems."""
    return part._replace(read=partial(_with_problems, part, tuple(problems)))


def _with_problems(part: Part, problems: tuple[Problem, ...], options: ReadOptions) -> Reading:
    reading = part.read(options)
    return reading._replace(problems=(*problems, *reading.problems))


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article that the first mail of a file is. Raises InputError if it is encrypted, has no text or cannot be
    taken apart."""
    return parts(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), options)[0].read(options)
