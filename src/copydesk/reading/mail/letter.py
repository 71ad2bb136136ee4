"""A mail of any form, taken apart: its header, its texts and what is attached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from copydesk.reading.mail.fields import Header

_NAMED = 10
"""How many names a message lists."""


class Content(NamedTuple):
    """The bytes of a text and the character set that is stated for them, empty if none is; ``flowed`` and
    ``without_spaces`` say how its lines are folded (see ``flowed.unfolded``)."""

    data: bytes
    charset: str = ""
    flowed: bool = False
    without_spaces: bool = False


class Body(NamedTuple):
    """One text of a mail, as plain text, as HTML, or as both, to choose from."""

    plain: Content | None = None
    html: Content | None = None


class Attachment(NamedTuple):
    """A file that comes with a mail: its name, empty if it has none, its type in small letters, and the function that
    returns its bytes; for a mail that is no file by itself, ``letter`` returns it. ``cid`` is the name by which the
    page of the mail shows it, empty if it has none; ``after`` is how many texts of the mail stand before it, where it
    stands among them, and None if it does not."""

    name: str
    kind: str
    content: Callable[[], bytes]
    letter: Callable[[], Letter] | None = None
    cid: str = ""
    after: int | None = None

    @property
    def title(self) -> str:
        """What messages call it."""
        return self.name or self.kind


class Letter(NamedTuple):
    """A mail. ``around`` are words that no mailer shows, ``notes`` what is to be said of it; ``sealed`` says how it is
    encrypted, so that it cannot be read, and is empty otherwise."""

    header: Header
    bodies: tuple[Body, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    around: str = ""
    notes: tuple[str, ...] = ()
    sealed: str = ""

    @property
    def has_text(self) -> bool:
        texts = (content for body in self.bodies for content in body if content)
        return bool(self.sealed) or any(content.data.strip(b" \t\r\n\x00") for content in texts)

    @property
    def title(self) -> str:
        """What a list of mails calls it."""
        return self.header.value("subject") or "without a subject"


def listed(names: Sequence[str]) -> str:
    """``a.txt, b.txt and 12 more``"""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
