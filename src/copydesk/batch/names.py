"""The names of documents, by a pattern such as ``{date:%Y}/{slug}.{ext}``.

What stands in a field comes from articles: it can name no folder above, no hidden or reserved file, and no character
that a disk refuses. ``folded`` is the same for two names that some disk takes for one.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from string import Formatter
from typing import NamedTuple

from copydesk.errors import UsageError

__all__ = ["DEFAULT", "Facts", "Pattern", "folded", "numbered"]

DEFAULT = "{path}/{stem}.{ext}"
"""The names of documents are those of their articles, in the same folders."""

FIELDS = ("path", "stem", "slug", "id", "date", "lang", "author", "ext")

_LONGEST = 200
"""The longest part of a name between two slashes, in bytes: disks allow 255, and a number may have to be added."""

_REFUSED = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DIRECTIVE = re.compile(r"%(.)")


class Facts(NamedTuple):
    """What a name may be made of: the fields of a pattern but ``ext``. ``date`` is a day in ISO 8601, or empty."""

    path: str
    stem: str
    id: str
    slug: str = ""
    date: str = ""
    lang: str = "und"
    author: str = ""


class Pattern:
    """A pattern, checked. Raises UsageError for an unknown field, and for one that leads out of the folder."""

    def __init__(self, text: str) -> None:
        if "{ext}" not in text:
            text += ".{ext}"
        try:
            parts = list(Formatter().parse(text))
        except ValueError as error:
            raise UsageError(f"--name {text}: {error}", "Write it as in '{date:%Y}/{slug}.{ext}'") from None
        for literal, field, spec, conversion in parts:
            if field is not None and (field not in FIELDS or conversion or (spec and field != "date")):
                raise UsageError(
                    f"--name {text}: there is no field {{{field}}} of this kind", f"Choose among {', '.join(FIELDS)}"
                )
            if any(directive not in "YymdY%" for directive in _DIRECTIVE.findall(spec or "")):
                raise UsageError(f"--name {text}: {spec} is no form of a date", "Choose among %Y, %y, %m and %d")
            if "\0" in literal or "\\" in literal:
                raise UsageError(f"--name {text}: no name can hold this", "Write it as in '{date:%Y}/{slug}.{ext}'")
        literals = "".join(literal if field is None else f"{literal}x" for literal, field, _, _ in parts)
        if literals.startswith("/") or ".." in literals.split("/") or literals.endswith("/"):
            raise UsageError(f"--name {text} leads out of the folder, or to none", "Leave / and .. out")
        self.text = text
        self._parts = parts

    def path(self, facts: Facts, extension: str) -> str:
        """The name of a document, below the folder of the batch: ``2025/rain-at-last.pdf``."""
        name = ""
        for literal, field, spec, _ in self._parts:
            name += literal
            if field == "date":
                name += _date(facts.date, spec or "%Y-%m-%d")
            elif field == "path":
                name += "/".join(_part(part) for part in facts.path.split("/") if part not in ("", ".", ".."))
            elif field is not None:
                name += _part({**facts._asdict(), "ext": extension}[field]).strip(". ") or f"no-{field}"
        return "/".join(_safe(part) for part in name.split("/") if part not in ("", ".", ".."))


def _date(date: str, spec: str) -> str:
    """The date in the form of a pattern, ``undated`` where the article has none."""
    if not date:
        return "undated"
    values = {"Y": date[:4], "y": date[2:4], "m": date[5:7], "d": date[8:10], "%": "%"}
    return _DIRECTIVE.sub(lambda match: values[match[1]], spec)


def _part(text: str) -> str:
    """A text as part of a name: without slashes and characters that some disk refuses."""
    return " ".join(unicodedata.normalize("NFC", _REFUSED.sub("-", text)).split())


def _safe(part: str) -> str:
    """A name between two slashes that every disk takes: it is not hidden, not reserved, not too long."""
    part = part.lstrip(". ").rstrip(". ") or "_"
    stem, dot, ending = part.rpartition(".")
    if dot and len(ending.encode()) <= 16:
        return _shortened(f"_{stem}" if _RESERVED.fullmatch(stem) else stem, _LONGEST - 17) + dot + ending
    return _shortened(f"_{part}" if _RESERVED.fullmatch(part) else part, _LONGEST)


def _shortened(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore").rstrip(". ")


def folded(name: str) -> str:
    """The same for all names that a disk which ignores case, or normalises Unicode, takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def numbered(name: str, number: int) -> str:
    """``a/rain-2.pdf`` of ``a/rain.pdf``; the name itself for 1."""
    if number == 1:
        return name
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
