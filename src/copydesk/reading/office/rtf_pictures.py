"""The pictures in a rich text file, which may be a hundred times as long as its text.

They are taken out before it is read, and a short stand-in is left of each. pandoc names a picture after the SHA-1 of
its bytes; so the name of a stand-in leads back to the picture.
"""

from __future__ import annotations

import re
from hashlib import sha1
from typing import NamedTuple

from copydesk.reading.office.word.pictures import description

_PICTURE = re.compile(rb"\\pict(?![a-z])")
_TOKEN = re.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<hex>[0-9a-fA-F\s]+)|(?P<brace>[{}])|\\[^a-z]"
    rb"|(?P<text>[^\\{}\s])",
    re.ASCII,
)
_DESCRIBED = re.compile(
    rb"\\sn wzDescription\}\s*\{\\sv\s([^{}]*)\}(?:(?!\\pict(?![a-z])).){0,9999}?\s([0-9a-f]{8})\s*\}", re.DOTALL
)
_KINDS = {b"pngblip": "png", b"jpegblip": "jpg"}
_DEEPEST = 8


class WithoutPictures(NamedTuple):
    """A file with stand-ins; the names that pandoc gives these, without their endings, and those that it would give the
    pictures; and the pictures by the latter."""

    data: bytes
    names: dict[str, str]
    pictures: dict[str, bytes]

    def renamed(self, document: bytes) -> bytes:
        """pandoc's document with the names of the pictures in the place of those of the stand-ins."""
        if not self.names:
            return document
        return re.sub(
            rb'"([0-9a-f]{40})\.',
            lambda match: b'"%s.' % self.names.get(match[1].decode(), match[1].decode()).encode(),
            document,
        )

    def descriptions(self, source: bytes) -> dict[str, str]:
        """The words that describe pictures, by the names of these. ``source`` is the file in Unicode."""
        return {
            self.names[name]: description(match[1].decode("utf-8", "replace"))
            for match in _DESCRIBED.finditer(source)
            if (name := _name(bytes.fromhex(match[2].decode()))) in self.names
        }

    def find(self, source: str) -> bytes | None:
        """The picture that a figure names."""
        return self.pictures.get(source.partition(".")[0])


def without_pictures(data: bytes) -> WithoutPictures:
    """The file with its pictures taken out."""
    parts: list[bytes] = []
    names: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    done = 0
    for match in _PICTURE.finditer(data):
        if match.start() < done:  # within the bytes of one before
            continue
        start, end, kind, content = _picture(data, match.end())
        if len(content) < 16:
            continue
        stand_in = len(names).to_bytes(4, "big")
        names[_name(stand_in)] = name = _name(content)
        if kind:
            pictures[name] = content
        parts += (data[done:start].rstrip(b" "), b" ", stand_in.hex().encode())
        done = end
    return WithoutPictures(b"".join((*parts, data[done:])), names, pictures)


def _name(content: bytes) -> str:
    return sha1(content, usedforsecurity=False).hexdigest()


def _picture(data: bytes, at: int) -> tuple[int, int, str, bytes]:
    """From where to where the bytes of a picture stand in the file, its kind if it is PNG or JPEG, and its bytes."""
    kind, depth, start, end = "", 0, 0, 0
    digits: list[bytes] = []
    binary = b""
    while match := _TOKEN.match(data, at):
        at = match.end()
        if match["brace"]:
            depth += 1 if match["brace"] == b"{" else -1
            if depth < 0 or depth > _DEEPEST:
                break
        elif depth:
            continue
        elif match["text"]:
            break
        elif match["word"] == b"bin":
            number = max(0, int(match["number"] or 0))
            start = start or match.start()
            binary += data[at : at + number]
            at = end = min(at + number, len(data))
        elif match["word"]:
            kind = _KINDS.get(match["word"], kind)
        elif match["hex"] and match["hex"].strip():
            start = start or match.start()
            end = at
            digits.append(match["hex"])
    letters = b"".join(b"".join(digits).split())
    return start, end, kind, binary or bytes.fromhex(letters[: len(letters) // 2 * 2].decode())
