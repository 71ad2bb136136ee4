"""Languages as data: one TOML file each, named after its language (``de.toml``).

A new language is one new file; ``Locale`` says what it may hold.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

FALLBACK = "en"


class Labels(msgspec.Struct, frozen=True):
    """Words that a document needs and the article does not bring."""

    contents: str
    notes: str
    cover: str
    page: str
    start_of_text: str


class Locale(msgspec.Struct, frozen=True):
    """What copydesk knows of one language."""

    name: str
    labels: Labels
    direction: Literal["ltr", "rtl"] = "ltr"


@cache
def known() -> tuple[str, ...]:
    """The languages there are files for, as BCP 47 primary tags."""
    return tuple(sorted(entry.name[:-5] for entry in files(__package__).iterdir() if entry.name.endswith(".toml")))


@cache
def locale(lang: str) -> Locale:
    """The locale of a BCP 47 tag: by its primary language, English where there is no file for it."""
    primary = lang.replace("_", "-").split("-")[0].lower()
    name = primary if primary in known() else FALLBACK
    told = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told, Locale)


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Which way the language runs."""
    return locale(lang).direction
