"""A publication's copydesk.toml: its conventions, declared once beside its articles.

The command line or the caller overrides the file, and the file overrides guesses.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

import msgspec

from copydesk import _files, writing
from copydesk._config import NAME, find
from copydesk.errors import InputError, UsageError, named
from copydesk.metadata import amend, pairs_of
from copydesk.reading.conventions import BylineConvention, Conventions, FooterConvention
from copydesk.reading.text.recognisers.people.byline_forms import SLOTS, fault
from copydesk.tree import Article

__all__ = ["NAME", "BylineConvention", "FooterConvention", "Publication", "find", "load"]

_LIMIT = 1 << 20  # bytes


class Publication(Conventions, frozen=True, kw_only=True):
    """A publication: the conventions that the reader follows, and settings for all its documents.

    ``metadata`` maps keys of ``copydesk.metadata.KEYS`` to a value or a list of values; they apply where an article has
    no value of its own. ``look`` holds ``copydesk.writing.WriteOptions``; ``pictures`` embeds the pictures that
    articles name and that are files in their folders or below.
    """

    metadata: dict[str, str | tuple[str, ...]] = {}  # noqa: RUF012 -- msgspec makes each a new one
    look: dict[str, Any] = {}  # noqa: RUF012
    pictures: bool = False

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The metadata, including the publisher, as ``metadata.amend`` takes it."""
        publisher = (("publisher", self.name),) if self.name else ()
        return (*publisher, *pairs_of(self.metadata))


def load(path: Path) -> Publication:
    """The publication that a file declares. Raises UsageError with the file, the key and what to do."""
    table = _table(path)
    with named(str(path), UsageError):
        look = _converted(table.get("look", {}), _LOOK, "look")
        publication: Publication = _converted({**table, "look": msgspec.to_builtins(look)}, Publication)
        _check(publication)
        publication = msgspec.structs.replace(publication, look=_with_paths(publication.look, path.parent))
        writing.settings(cast(writing.WriteOptions, publication.look))
    return publication


def _table(path: Path) -> dict[str, Any]:
    try:
        text = _files.read(path, _LIMIT).decode("utf-8-sig")
        table: dict[str, Any] = msgspec.to_builtins(tomllib.loads(text))
        return table  # TOML dates are now text
    except InputError as error:
        raise UsageError(f"{path} cannot be read: {error.message}", "Check its name and permissions") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: byte {error.start}", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML: {error}", "Correct it; texts go in quotes, lists in brackets") from None


_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`")


def _converted(table: Any, kind: Any, above: str = "") -> Any:
    """The table as the struct. Raises UsageError in terms of TOML."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        key = ".".join(filter(None, (above, where.rstrip("`").lstrip("."))))
        unknown = _UNKNOWN.match(message)
        if unknown:
            keys = ", ".join(_keys(kind, key.removeprefix(above).lstrip(".")))
            at = f" in [{key}]" if key else ""
            raise UsageError(f"there is no key {unknown['key']!r}{at}", f"Choose among {keys}") from None
        raise UsageError(f"{key or 'it'}: {_IN_TOML.sub(_as_toml, message)}", "Correct it") from None


_IN_TOML = re.compile(r"`(\w+(?: \| \w+)*)`|^[A-Z]")
_TOML = {"str": "text", "array": "a list", "object": "a table", "bool": "true or false", "int": "a number", "null": ""}


def _as_toml(match: re.Match[str]) -> str:
    if not match[1]:
        return match[0].lower()
    return " or ".join(filter(None, (_TOML.get(name, name) for name in match[1].split(" | "))))


def _keys(kind: Any, path: str) -> tuple[str, ...]:
    """The keys of the table at a path in a struct: ``footer`` in ``Publication``."""
    for name in filter(None, path.split(".")):
        kind = get_type_hints(kind)[name]
    return tuple(sorted(kind.__struct_fields__))


def _plain(hint: Any) -> Any:
    """The TOML type for a type hint of ``WriteOptions``: a path or style is given by name, None by leaving it out."""
    return next((kind for kind in (bool, int) if kind in (hint, *get_args(hint))), str)


_HINTS = get_type_hints(writing.WriteOptions)
_PATHS = tuple(name for name, hint in _HINTS.items() if "PathLike" in str(hint))
_LOOK = msgspec.defstruct(
    "_LOOK",
    [
        (name, _plain(hint) | msgspec.UnsetType, msgspec.UNSET)
        for name, hint in get_type_hints(writing.WriteOptions).items()
    ],
    forbid_unknown_fields=True,
)


def _with_paths(look: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The same, with file paths made relative to the folder of the copydesk.toml."""
    paths = {name: str(folder / look[name]) for name in _PATHS if name in look}
    if (folder / look.get("style", "") / "style.toml").is_file():
        paths["style"] = str(folder / look["style"])
    return {**look, **paths}


def _check(publication: Publication) -> None:
    """Raises UsageError for a value of the right type that is not valid."""
    lists = {"running_heads": publication.running_heads, "kickers": publication.kickers}
    lists |= {f"footer.{name}": getattr(publication.footer, name) for name in FooterConvention.__struct_fields__}
    for key, patterns in lists.items():
        for pattern in patterns:
            if not any(character.isalnum() for character in pattern):
                raise UsageError(f"{key}: the pattern {pattern!r} would match any line", "Add words of the line to it")
    for form in publication.byline.forms:
        reason = fault(form)
        if reason:
            slots = ", ".join(f"{{{slot}}}" for slot in SLOTS)
            raise UsageError(
                f"byline.forms: in {form!r} {reason}", f"Write it as in 'Words: {{name}}'; there may be {slots}"
            )
    for key, pairs in (("language", (("lang", publication.language or ""),)), ("metadata", publication.pairs())):
        with named(key, UsageError):
            amend(Article(), pairs)
