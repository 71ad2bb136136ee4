"""The parts of a mail -> a letter: which of them are its text, and which are attached."""

from __future__ import annotations

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
_FORWARDED = "message/rfc822"


class _Parts:
    """The texts of a mail and what is attached, in order, as far as they have been gone through."""

    def __init__(self) -> None:
        self.bodies: list[Body] = []
        self.attachments: list[Attachment] = []
        self.around: list[bytes] = []
        self.notes: dict[str, None] = {}
        self.sealed = ""

    def add(self, entity: Entity) -> None:
        """Adds an entity and all in it."""
        if entity.around:
            self.around.append(entity.around)
        if entity.kind in _SEALED and not entity.is_attached:
            self._add_sealed(entity)
        elif entity.kind in _SIGNATURES:
            self.notes[_UNCHECKED] = None
        elif entity.kind == "multipart/alternative":
            self._add_alternatives(entity)
        elif entity.parts:
            for part in entity.parts:
                self.add(part)
        elif entity.kind in _TEXTS and not _is_file(entity):
            self.bodies.append(_body(entity))
        elif not entity.kind.startswith("multipart/"):
            self._attach(entity)

    def _add_sealed(self, entity: Entity) -> None:
        signed_only = "signed-data" in entity.parameter("smime-type").lower()
        if "pkcs7" in entity.kind and signed_only:
            self.sealed = "its text is wrapped in a signature of S/MIME, from which copydesk does not take it"
        else:
            self.sealed = f"it is encrypted {_SEALED[entity.kind]}"

    def _add_alternatives(self, entity: Entity) -> None:
        """The plain text and the HTML of one text; the last of a kind is the sender's best. What comes with either is
        attached."""
        inner = _Parts()
        for part in entity.parts:
            inner.add(part)
        plain = [body.plain for body in inner.bodies if body.plain]
        html = [body.html for body in inner.bodies if body.html]
        if len(plain) > 1 or len(html) > 1:  # texts in pieces, with pictures between
            one_kind = [body for body in inner.bodies if (body.plain if plain else body.html)]
            self.bodies += one_kind
        elif plain or html:
            self.bodies.append(Body(*plain, **({"html": html[0]} if html else {})))
        self.attachments += inner.attachments
        self.around += inner.around
        self.notes |= inner.notes
        self.sealed = self.sealed or inner.sealed

    def _attach(self, entity: Entity) -> None:
        name = entity.name
        if not name and entity.kind == _FORWARDED:
            from copydesk.reading.mail.fields import header_of

            name = header_of(entity.content()[: 2**16]).value("subject")
        cid = entity.header.raw("content-id").strip().strip("<>")
        self.attachments.append(Attachment(name, entity.kind, entity.content, cid=cid))


def _is_file(entity: Entity) -> bool:
    """Whether a text is a file that comes with the mail. An inline text with a name is one too, as diaries and
    calendars show."""
    return entity.is_attached or bool(entity.name)


def _body(entity: Entity) -> Body:
    flowed = entity.parameter("format").lower() == "flowed"
    delsp = entity.parameter("delsp").lower() == "yes"
    content = Content(entity.content(), entity.parameter("charset"), flowed, delsp)
    return Body(html=content) if entity.kind == "text/html" else Body(plain=content)


def letter_of(data: bytes) -> Letter:
    """The letter that the bytes of a mail are. Raises InputError if it is nested beyond measure."""
    entity = entity_of(data)
    parts = _Parts()
    parts.add(entity)
    around = b"\n".join(parts.around).decode("utf-8", "replace")
    return Letter(
        entity.header, tuple(parts.bodies), tuple(parts.attachments), around, tuple(parts.notes), parts.sealed
    )
