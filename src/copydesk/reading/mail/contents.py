"""The parts of a mail -> a letter: which of them are its text, and which are attached."""

from __future__ import annotations

from copydesk.reading.mail.enveloped import content_of, is_enveloped
from copydesk.reading.mail.fields import Header
from copydesk.reading.mail.letter import Attachment, Body, Content, Letter
from copydesk.reading.mail.mime import Entity, entity_of

_TEXTS = ("text/plain", "text/html")
_SIGNATURES = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
})  # fmt: skip
_SEALED = {
    "multipart/encrypted": "by PGP or GPG",
    "application/pgp-encrypted": "by PGP or GPG",
    "application/pkcs7-mime": "by S/MIME",
    "application/x-pkcs7-mime": "by S/MIME",
}
_UNCHECKED = "it is signed; the signature was not checked"
_MOST_SIGNATURES = 5  # around one another
_FORWARDED = "message/rfc822"


class _Parts:
    """The texts of a mail and what is attached, in order, as far as they have been gone through."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.bodies: list[Body] = []
        self.attachments: list[Attachment] = []
        self.around: list[bytes] = []
        self.notes: dict[str, None] = {}
        self.sealed = ""

    def add(self, entity: Entity, depth: int = 0, *, whole: bool = False) -> None:
        """Adds an entity and all in it. A ``whole`` mail is its text though it be called attached; ``depth`` is the
        number of signatures around it."""
        if entity.around:
            self.around.append(entity.around)
        if entity.kind in _SEALED and (whole or not entity.is_attached):
            self._add_sealed(entity, depth)
        elif entity.kind in _SIGNATURES:
            self.notes[_UNCHECKED] = None
        elif entity.kind == "multipart/alternative":
            self._add_alternatives(entity, depth)
        elif entity.parts:
            for part in entity.parts:
                self.add(part, depth)
        elif entity.kind in _TEXTS and not _is_file(entity):
            self.bodies.append(_body(entity))
        elif not entity.kind.startswith("multipart/"):
            self._attach(entity)

    def _add_sealed(self, entity: Entity, depth: int) -> None:
        content = entity.content()
        if not is_enveloped(content):
            self.sealed = f"it is encrypted {_SEALED[entity.kind]}"
        elif depth == _MOST_SIGNATURES:
            self.sealed = f"it has over {_MOST_SIGNATURES} signatures of S/MIME around one another"
        else:
            text, self.sealed = content_of(content)
            if not self.sealed:
                self.notes[_UNCHECKED] = None
                inner = _opened(text)
                self.header = self.header if self.header.fields else inner.header
                self.add(inner, depth + 1, whole=True)

    def _add_alternatives(self, entity: Entity, depth: int) -> None:
        """The plain text and the HTML of one text; the last of a kind is the sender's best. What comes with either is
        attached."""
        inner = _Parts(entity.header)
        for part in entity.parts:
            inner.add(part, depth)
        plain = [body.plain for body in inner.bodies if body.plain]
        html = [body.html for body in inner.bodies if body.html]
        places = [attachment._replace(after=None) for attachment in inner.attachments]
        if not (plain and html):
            number = len(self.bodies)
            places = [
                each._replace(after=None if each.after is None else each.after + number) for each in inner.attachments
            ]
        if len(plain) > 1 or len(html) > 1:  # texts in pieces, with pictures between
            one_kind = [body for body in inner.bodies if (body.plain if plain else body.html)]
            self.bodies += one_kind
        elif plain or html:
            self.bodies.append(Body(*plain, **({"html": html[0]} if html else {})))
        self.attachments += places
        self.around += inner.around
        self.notes |= inner.notes
        self.sealed = self.sealed or inner.sealed

    def _attach(self, entity: Entity) -> None:
        name = entity.name
        if not name and entity.kind == _FORWARDED:
            from copydesk.reading.mail.fields import header_of

            name = header_of(entity.content()[: 2**16]).value("subject")
        cid = entity.header.raw("content-id").strip().strip("<>")
        after = None if entity.is_attached else len(self.bodies)
        self.attachments.append(Attachment(name, entity.kind, entity.content, cid=cid, after=after))


def _is_file(entity: Entity) -> bool:
    """Whether a text is a file that comes with the mail. An inline text with a name is one too, as diaries and
    calendars show."""
    return entity.is_attached or bool(entity.name)


def _body(entity: Entity) -> Body:
    flowed = entity.parameter("format").lower() == "flowed"
    delsp = entity.parameter("delsp").lower() == "yes"
    content = Content(entity.content(), entity.parameter("charset"), flowed, delsp)
    return Body(html=content) if entity.kind == "text/html" else Body(plain=content)


def _opened(data: bytes) -> Entity:
    """The parts of a mail, or the one that a CMS without a header is."""
    return Entity(Header((), 0), "application/pkcs7-mime", data) if is_enveloped(data) else entity_of(data)


def letter_of(data: bytes) -> Letter:
    """The letter that the bytes of a mail are, or of the CMS that signs one. Raises InputError if it is nested beyond
    measure, or a signature around it is damaged."""
    entity = _opened(data)
    parts = _Parts(entity.header)
    parts.add(entity, whole=True)
    around = b"\n".join(parts.around).decode("utf-8", "replace")
    return Letter(parts.header, tuple(parts.bodies), tuple(parts.attachments), around, tuple(parts.notes), parts.sealed)
