"""What the header of a mail says of the article: its headline, its author, its day, who published it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import every_locale
from copydesk.reading.mail.fields import Address, Header, addresses, day_of
from copydesk.reading.text.recognisers.people.names import is_name
from copydesk.tree import Person

_OF_LISTS = ("list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list", "newsgroups")
_TAG = r"\[[^\[\]]{1,40}\]"
_OFFICES = re.compile(
    r"(?:no-?reply|do-?not-?reply|news(?:letters?|desk)?|info|press|presse|list|lists|digest|admin|support|service|contact"
    r"|notifications?|mailer-daemon|postmaster|bounces?|editor(?:ial)?s?|redaktion|office|team|hello|marketing|alerts?"
    r"|updates?)(?:[-+_.].*)?|.*[-+_.](?:no-?reply|newsletters?|request|bounces?)",
    re.IGNORECASE,
)
"""The names of mailboxes that belong to no person."""
_VIA = re.compile(r"\s+(?:via|on behalf of|im Auftrag von)\s.*", re.IGNORECASE)
_LONGEST_HEADLINE = 300  # characters


class Stated(NamedTuple):
    """What a header states of an article. ``prefix`` is what the subject has before the ``title``: ``Re: [ferry] ``;
    ``day`` is as in ``2025-08-14``. Each is empty where the header does not state it."""

    prefix: str
    title: str
    persons: tuple[Person, ...]
    day: str
    publisher: str
    keywords: str


def stated_by(header: Header) -> Stated:
    """What a header states of an article."""
    subject = header.value("subject")
    if len(subject) > _LONGEST_HEADLINE:
        subject = ""
    prefix = prefix_of(subject, of_list=any(header.raw(name) for name in _OF_LISTS))
    return Stated(
        prefix,
        subject[len(prefix) :],
        tuple(filter(None, map(_person, addresses(header.raw("from"))))),
        day_of(header.value("date")),
        _publisher(header),
        header.value("keywords"),
    )


@cache
def _answers() -> re.Pattern[str]:
    words = {word for locale in every_locale() for word in locale.page.mail_answer}
    longest_first = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return re.compile(
        rf"(?P<tags>(?:{_TAG}\s*)*)(?P<answers>(?:(?:{longest_first})(?:\[\d+\]|\(\d+\)|\*\d+)?\s?[:：]\s*(?:{_TAG}\s*)*)*)",
        re.IGNORECASE,
    )


def prefix_of(subject: str, *, of_list: bool) -> str:
    """What programs put before a subject: ``Re:``, ``Fwd:``, and the name of a list in brackets. Such brackets count
    where the mail comes ``of_list`` or stand beside a ``Re:``, for a headline may have some of its own."""
    match = _answers().match(subject)
    if match is None:
        return ""
    prefix = match[0] if of_list or match["answers"] else ""
    return prefix if subject[len(prefix) :].strip() else ""


def _person(address: Address) -> Person | None:
    """Who sends it, if that is plainly a person: no list, office or newsletter."""
    name = _VIA.sub("", re.sub(r"\s*\([^()]*\)", "", address.name)).strip(" \"'")
    family, comma, given = name.partition(", ")
    if comma and len(family.split()) <= 2 and len(given.split()) <= 2:
        name = f"{given} {family}"
    box = address.address.partition("@")[0]
    if not name or "@" in name or _OFFICES.fullmatch(box):
        return None
    of_person = any(len(word) > 2 and word.casefold() in box.casefold() for word in name.split())
    if not (is_name(name, frozenset(), announced=True) or (of_person and len(name.split()) <= 3)):
        return None
    return Person(name, email=address.address or None)


def _publisher(header: Header) -> str:
    """The list that it was sent to, if its name is given, or the only news group."""
    name = re.match(r"\s*\"?([^\"<>]+?)\"?\s*<", header.value("list-id"))
    groups = header.value("newsgroups").replace(" ", "").split(",")
    return name[1] if name else groups[0] if len(groups) == 1 else ""
