"""Is a file a mail? Its beginning tells."""

from __future__ import annotations

import re

from copydesk.reading.mail.enveloped import is_enveloped
from copydesk.reading.mail.mailboxes import is_mailbox

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_OUTLOOK = ("__properties_version1.0".encode("utf-16-le"), "__substg1.0_".encode("utf-16-le"))
_NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]*:[ \t]*([^\r\n]*)(?:\r?\n|\r|\Z)(?:[ \t]+\S[^\r\n]*(?:\r?\n|\r|\Z))*")
_OF_MAILS = frozenset({b"from", b"date", b"subject", b"received", b"message-id"})
_OF_PROGRAMS = frozenset({b"mime-version", b"content-type"})
_OF_WEB_PAGES = frozenset({b"snapshot-content-location"})
_SAVED_PAGE = re.compile(rb"<saved by ", re.IGNORECASE)
_ROUTE = re.compile(rb"(?:from|by)\s+\S+", re.IGNORECASE)


def is_mail(beginning: bytes) -> bool:
    """Whether a file begins as a mail, a mailbox or a mail of Outlook does.

    A header that people wrote or copied, with nothing that only programs write, is raw text: its reader knows it. So is
    a web page that a browser saved in the form of a mail no mail.
    """
    if beginning.startswith(OLE):
        return any(mark in beginning for mark in _OF_OUTLOOK)
    return is_enveloped(beginning) or is_mailbox(beginning) or _has_header(beginning)


def _has_header(beginning: bytes) -> bool:
    position = len(beginning) - len(beginning.lstrip(b"\xef\xbb\xbf\r\n"))
    names: set[bytes] = set()
    by_program = False
    while match := _NAME.match(beginning, position):
        position = match.end()
        name = match[1].lower()
        names.add(name)
        routed = name == b"received" and _ROUTE.match(match[2]) is not None
        by_program = by_program or routed or name in _OF_PROGRAMS
        if name in _OF_WEB_PAGES or (name == b"from" and _SAVED_PAGE.match(match[2])):
            return False
    return by_program and len(names) > 1 and bool(names & _OF_MAILS)
