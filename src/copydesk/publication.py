"""A publication's copydesk.toml: its habits, declared once beside its articles.

It is looked for in the folder of an article and in those above it; the nearest counts, alone. The search ends at a
folder with ``.git`` in it and at the person's home. What the command line or a caller says comes before the file, and
the file before what copydesk would guess.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

import msgspec

from copydesk import writing
from copydesk.errors import UsageError
from copydesk.metadata import amend, pairs_of
from copydesk.reading.conventions import BylineConvention, Conventions, FooterConvention
from copydesk.reading.text.recognisers.byline_forms import SLOTS, fault
from copydesk.tree import Article

__all__ = ["NAME", "BylineConvention", "FooterConvention", "Publication", "find", "load"]

NAME = "copydesk.toml"

_LIMIT = 1 << 20  # bytes


class Publication(Conventions, frozen=True, kw_only=True):
    """A publication: the conventions that the reader follows, and what it wants of all its documents.

    ``metadata`` holds keys of ``copydesk.metadata.KEYS`` with a value or a list of values each; they count where an
    article does not tell by itself. ``look`` holds what ``copydesk.writing.WriteOptions`` names.
    """

    metadata: dict[str, str | tuple[str, ...]] = {}  # noqa: RUF012 -- msgspec makes each a new one
    look: dict[str, Any] = {}  # noqa: RUF012

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The metadata, with the publisher, as ``metadata.amend`` takes it."""
        own = (("publisher", self.name),) if self.name else ()
        return (*own, *pairs_of(self.metadata))


def find(folder: Path) -> Path | None:
    """The copydesk.toml that counts in a folder, None if there is none."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 -- Path.resolve would leave the way that was named
    home = Path.home() if os.environ.get("HOME") else None
    for place in (here, *here.parents):
        if os.path.isfile(place / NAME):  # noqa: PTH113 -- Path.is_file raises where a folder may not be looked into
            return place / NAME
        if place == home or os.path.exists(place / ".git"):  # noqa: PTH110 -- as above
            return None
    return None


def load(path: Path) -> Publication:
    """The publication that a file declares. Raises UsageError that names the file, the key and what to do."""
    table = _table(path)
    with _blaming(path):
        look = _converted(table.get("look", {}), _LOOK, "look")
        publication: Publication = _converted({**table, "look": msgspec.to_builtins(look)}, Publication)
        _check(publication)
        publication = msgspec.structs.replace(publication, look=_placed(publication.look, path.parent))
        writing.settings(cast(writing.WriteOptions, publication.look))
    return publication


def _table(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            table: dict[str, Any] = msgspec.to_builtins(tomllib.loads(file.read(_LIMIT).decode("utf-8-sig")))
            return table  # whose dates, which TOML knows without quotation marks, are now text
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}", "Check its name and permissions"
        ) from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: byte {error.start}", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML: {error}", "Mend it; texts stand in quotes, lists in brackets") from None


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Puts the name of the file before what is wrong in it."""
    try:
        yield
    except UsageError as error:
        raise error.about(str(path)) from None


_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`")


def _converted(table: Any, kind: Any, above: str = "") -> Any:
    """The table as the struct. Raises UsageError in words of TOML."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at `$")
        place = ".".join(filter(None, (above, where.rstrip("`").lstrip("."))))
        unknown = _UNKNOWN.match(said)
        if unknown:
            keys = ", ".join(_keys(kind, place.removeprefix(above).lstrip(".")))
            at = f" in [{place}]" if place else ""
            raise UsageError(f"there is no key {unknown['key']!r}{at}", f"Choose among {keys}") from None
        raise UsageError(f"{place or 'it'}: {_IN_TOML.sub(_as_toml, said)}", "Mend it") from None


_IN_TOML = re.compile(r"`(\w+(?: \| \w+)*)`|^[A-Z]")
_TOML = {"str": "text", "array": "a list", "object": "a table", "bool": "true or false", "int": "a number", "null": ""}


def _as_toml(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0].lower()
    return " or ".join(filter(None, (_TOML.get(name, name) for name in found[1].split(" | "))))


def _keys(kind: Any, place: str) -> tuple[str, ...]:
    """The keys of the table at a place of a struct: ``footer`` of ``Publication``."""
    for name in filter(None, place.split(".")):
        kind = get_type_hints(kind)[name]
    return tuple(sorted(kind.__struct_fields__))


def _plain(hint: Any) -> Any:
    """What a hint of ``WriteOptions`` is in TOML: a path or a style is its name, and what is None is left out."""
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


def _placed(look: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The same, with the files that it names found from the folder of the copydesk.toml."""
    paths = {name: str(folder / look[name]) for name in _PATHS if name in look}
    if (folder / look.get("style", "") / "style.toml").is_file():
        paths["style"] = str(folder / look["style"])
    return {**look, **paths}


def _check(publication: Publication) -> None:
    """Raises UsageError for a value of the right type that makes no sense."""
    lists = {"running_heads": publication.running_heads, "kickers": publication.kickers}
    lists |= {f"footer.{name}": getattr(publication.footer, name) for name in FooterConvention.__struct_fields__}
    for key, patterns in lists.items():
        for pattern in patterns:
            if not any(character.isalnum() for character in pattern):
                raise UsageError(
                    f"{key}: the pattern {pattern!r} would take lines of any kind", "Put words of the line into it"
                )
    for form in publication.byline.forms:
        wrong = fault(form)
        if wrong:
            known = ", ".join(f"{{{slot}}}" for slot in SLOTS)
            raise UsageError(
                f"byline.forms: in {form!r} {wrong}", f"Write it as in 'Words: {{name}}'; there may be {known}"
            )
    for key, pairs in (("language", (("lang", publication.language or ""),)), ("metadata", publication.pairs())):
        try:
            amend(Article(), pairs)
        except UsageError as error:
            raise error.about(key) from None
