"""The zip file that a Word file, an OpenDocument text or an e-book is: opened with limits, and never unpacked to disk.

Sizes in a zip file's own list may be false; so each member is read through a limit of its own, and all together through
a budget.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from copydesk.errors import InputError
from copydesk.reading._shared import xml
from copydesk.reading._shared.xml import EntitiesError

MAGIC = b"PK\x03\x04"
MEMBERS = 20_000
"""The most members of a package: an e-book with a file for each printed page has a thousand."""
LARGEST = 64 * 2**20
"""The largest member that is read, in bytes."""
BUDGET = 256 * 2**20
"""The bytes that may be read from one package."""
TOTAL = 2**31
"""The largest sum of the sizes that a package states."""
RATIO = 400
"""How many times smaller than its content a member over a megabyte may be: XML that repeats itself reaches 60."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    IndexError,
)  # fmt: skip
_KINDS = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
    ("META-INF/container.xml", "epub"),
)
_MIMETYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MAIN_TYPE = b"wordprocessingml.document.main+xml"


class Relation(NamedTuple):
    """What a part of a Word file refers to: the kind of the relation, such as ``hyperlink``, and its target, which is
    the name of a member unless it is ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """The members of a zip file. Raises InputError if it is damaged, encrypted, or unpacks to more than the limits."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise _damaged(error) from None
        _check(members)
        named = (member for member in members if member.filename and not member.filename.endswith("/"))
        self._members = {member.filename: member for member in named}
        self._left = BUDGET

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def size(self, name: str) -> int:
        """The size that the package states of a member, in bytes."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """The content of a member. Raises InputError if there is none, or it cannot be read within the limits."""
        if name not in self._members:
            raise InputError(f"it lacks the part {name}: it is damaged", "Open it in its program and save it again")
        limit = min(LARGEST, self._left)
        try:
            with self._zip.open(self._members[name]) as member:
                content = member.read(limit + 1)
        except _BROKEN as error:
            raise _damaged(error) from None
        if len(content) > limit:
            raise InputError(f"its part {name} unpacks to more than {limit // 2**20} MB", "Split it")
        self._left -= len(content)
        return content

    def picture(self, name: str) -> bytes | None:
        """The content of the member that a figure names; None if there is none. Raises as ``read`` does."""
        for member in (name, member_name("", name), member_name("", unquote(name))):
            if member in self:
                return self.read(member)
        return None

    def xml(self, name: str) -> Any:
        """The root element of a member in XML."""
        return parse(self.read(name), name)

    def xml_or_none(self, name: str) -> Any:
        """The same, None if there is no such member or it is no XML."""
        try:
            return self.xml(name) if name in self else None
        except InputError:
            return None

    def kind(self) -> str:
        """What the package is: ``docx``, ``odt``, ``epub``, ``pptx``, ``xlsx``, ``ods``, ``odp``, or nothing."""
        if "mimetype" in self:
            kind = _MIMETYPES.get(self.read("mimetype").strip())
            if kind:
                return kind
        by_member = next((kind for name, kind in _KINDS if name in self), "")
        if not by_member and self.main_part():
            return "docx"
        return by_member or ("odt" if "content.xml" in self and "META-INF/manifest.xml" in self else "")

    def main_part(self) -> str:
        """The name of the part with the text of a Word file; empty if the list of its parts names none."""
        listed = self.xml_or_none("[Content_Types].xml")
        overrides = [] if listed is None else listed.iterfind("{*}Override")
        main = (entry for entry in overrides if _MAIN_TYPE in entry.get("ContentType", "").encode())
        return next((entry.get("PartName", "").lstrip("/") for entry in main), "")

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part of a Word file refers to, by key."""
        path = PurePosixPath(part)
        listed = self.xml_or_none(f"{path.parent}/_rels/{path.name}.rels".removeprefix("./"))
        relations = {}
        for entry in [] if listed is None else listed.iterfind("{*}Relationship"):
            external = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            kind = entry.get("Type", "").rpartition("/")[2]
            resolved = target if external else member_name(str(path.parent), target)
            relations[entry.get("Id", "")] = Relation(kind, resolved, external)
        return relations


def member_name(folder: str, target: str) -> str:
    """The name of the member that a relative address in a folder of the package means."""
    parts = [] if target.startswith("/") else [part for part in folder.split("/") if part not in ("", ".")]
    for part in target.split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def parse(data: bytes, name: str) -> Any:
    """The root element of a part. Raises InputError if it is damaged, and EntitiesError if it declares entities."""
    try:
        return xml.parse(data)
    except EntitiesError:
        message = f"its part {name} declares entities, which such a file never does"
        raise EntitiesError(message, "Do not trust it") from None
    except InputError as error:
        message = f"its part {name} is damaged: {error.message}"
        raise InputError(message, "Open it in its program and save it again") from None


def _damaged(error: Exception) -> InputError:
    if "password" in str(error) or "encrypted" in str(error):
        return InputError("it is encrypted", "Remove its password first")
    return InputError(f"its zip file is damaged: {error or type(error).__name__}", "Fetch or save it again")


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Raises InputError for what no document has: names that lead elsewhere, and content that grows out of bounds."""
    if len(members) > MEMBERS:
        raise InputError(f"it has {len(members)} parts, and a document may have {MEMBERS}", "Do not trust it")
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or parts[:1] == ("/",) or (parts and parts[0].endswith(":")):
            raise InputError(f"its part {member.filename!r} would lie outside of it", "Do not trust it")
        if member.file_size > 2**20 and member.file_size > RATIO * max(1, member.compress_size):
            raise InputError(
                f"its part {member.filename!r} unpacks to {member.file_size // max(1, member.compress_size)} times its"
                " size, as only a zip bomb does",
                "Do not trust it",
            )
    total = sum(member.file_size for member in members)
    if total > TOTAL:
        raise InputError(f"it unpacks to {total // 2**20} MB", "Do not trust it, or split it")
