"""Digests of mailing lists in plain text, which hold the messages of some days (RFC 1153).

A line of seventy hyphens ends what the list says of itself, lines of thirty part the messages; each has a header of its
own, which few programs write without ``Message: 1`` before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.reading.mail.bodies import text_in
from copydesk.reading.mail.letter import Letter

_PREAMBLE_END = re.compile(r"^-{68,72}[ \t]*$", re.MULTILINE)
_BETWEEN = re.compile(r"^(-{28,32}[ \t]*)$", re.MULTILINE)
_END = re.compile(r"\s*(?:_{40,}[ \t]*\n(?:.*\n){0,9}?)?(?:End of |Subject: Digest Footer)", re.IGNORECASE)
"""How the words begin with which a list closes a digest: perhaps with a rule and its own address."""
_NUMBER = re.compile(r"\s*(?:Message:\s*\d+[ \t]*\n)?\s*")
_FIELD = re.compile(r"[A-Za-z][A-Za-z-]*:[ \t]*\S")
_NEEDED = re.compile(r"^(?:From|Date|Subject):", re.MULTILINE)
_TYPE = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
_OWN_TYPE = re.compile(r"^(?:MIME-Version|Content-(?:Type|Transfer-Encoding)):.*\n(?:[ \t].*\n)*", re.MULTILINE | re.I)
_RULE = b"-" * 68  # in the bytes of every digest, without which none is decoded to look
_FEWEST = 2  # messages


class Digest(NamedTuple):
    """The messages of a digest, each as a mail of its own, and the words around them."""

    messages: tuple[bytes, ...]
    around: str


def digest_in(letter: Letter) -> Digest | None:
    """The digest that the text of a mail is; None if it is none."""
    plain = letter.bodies[0].plain if len(letter.bodies) == 1 and not letter.sealed else None
    if plain is None or _RULE not in plain.data:
        return None
    text = text_in(letter.bodies[0])
    preamble = None if text.is_html else _PREAMBLE_END.search(text.words)
    if preamble is None:
        return None
    messages: list[str] = []
    around = [text.words[: preamble.start()]]
    has_ended = False
    first, *others = _BETWEEN.split(text.words[preamble.end() :])
    for rule, part in [("", first), *zip(others[::2], others[1::2], strict=True)]:
        message = _message(part)
        if message:
            messages.append(message)
        elif messages and not (has_ended := has_ended or bool(_END.match(part))):
            messages[-1] += f"{rule}{part}" if part.strip() else ""  # a rule that is the message's own
        else:
            around.append(part)
    if len(messages) < _FEWEST:
        return None
    return Digest(tuple(message.encode("utf-8", "surrogatepass") for message in messages), "\n".join(around))


def _message(part: str) -> str:
    """A part of a digest as a mail; empty if it does not open with a header of two fields or more."""
    start = _NUMBER.match(part)
    mail = part[start.end() if start else 0 :]
    header, _, words = mail.partition("\n\n")
    lines = [line for line in header.split("\n") if not line.startswith((" ", "\t"))]
    if not words.strip() or not all(map(_FIELD.match, lines)) or len(_NEEDED.findall(header)) < 2:
        return ""
    return _OWN_TYPE.sub("", f"{header}\n") + f"{_TYPE}\n{words}"
