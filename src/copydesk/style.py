"""Finding and loading a style: one folder that says how an article looks in every format.

A style folder holds ``style.toml`` (what it is), ``print.css`` (PDF), ``screen.css`` (HTML and EPUB) and
``docx.toml`` (Word). Styles ship in the wheel as ``copydesk/_styles``; in a checkout they are ``styles/``.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import UsageError

DEFAULT = "broadsheet"

PAPERS: dict[str, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4), "a5": (148, 210)}
"""Paper sizes: width and height in millimetres."""


class Style(msgspec.Struct, frozen=True):
    """One look. ``fonts`` are the families it is set in, first the text's; ``papers`` those it is made for."""

    name: str
    description: str
    folder: Path
    fonts: tuple[str, ...]
    papers: tuple[str, ...] = tuple(PAPERS)
    own_css: str = ""
    reference_doc: bytes | None = None

    def amended(
        self, *, css: str | os.PathLike[str] | None = None, reference_doc: str | os.PathLike[str] | None = None
    ) -> Style:
        """The style with a person's own rules after its style sheets, and the Word document whose styles to use.

        Raises UsageError for a file that cannot be read.
        """
        told: dict[str, Any] = {}
        if css is not None:
            told["own_css"] = _of_the_person(css).decode("utf-8", "replace")
        if reference_doc is not None:
            told["reference_doc"] = _of_the_person(reference_doc)
        return msgspec.structs.replace(self, **told) if told else self

    def sheet(self, file: str) -> str:
        """A style sheet of the style, ``print.css`` or ``screen.css``, with the person's own rules at its end."""
        return self.text(file) + self.own_css

    def text(self, file: str) -> str:
        """The text of a file of the style, such as ``print.css``. Raises UsageError if the style lacks it."""
        try:
            return (self.folder / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise UsageError(
                f"the style {self.name} has no {file} in {self.folder}", f"Add {file} to the folder"
            ) from None

    def table(self, file: str) -> dict[str, Any]:
        """A TOML file of the style, such as ``docx.toml``."""
        return tomllib.loads(self.text(file))


@cache
def home() -> Path:
    """The folder that the styles live in. Raises UsageError naming both places where it was looked for."""
    package = Path(str(files("copydesk")))
    places = (package / "_styles", package.parent.parent / "styles")
    for place in places:
        if place.is_dir():
            return place
    raise UsageError(f"no styles were found in {places[0]} or {places[1]}", "Install copydesk again")


def available() -> tuple[Style, ...]:
    """All styles that came with copydesk, by name."""
    return tuple(load(folder.name) for folder in sorted(home().iterdir()) if (folder / "style.toml").is_file())


@cache
def load(name: str = DEFAULT) -> Style:
    """The style of this name, or in this folder if ``name`` is the path of one.

    Raises UsageError where there is none, or its style.toml is not as it should be.
    """
    folder = home() / name
    if not (folder / "style.toml").is_file():
        folder = Path(name)
    if not (folder / "style.toml").is_file():
        names = ", ".join(path.parent.name for path in sorted(home().glob("*/style.toml")))
        raise UsageError(f"there is no style {name!r}", f"Choose one of {names}, or name a folder with a style.toml")
    try:
        told = tomllib.loads((folder / "style.toml").read_text(encoding="utf-8"))
        style = msgspec.convert({"name": folder.name, **told, "folder": folder}, Style)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{folder / 'style.toml'} cannot be used: {error}", "Mend the file") from None
    unknown = set(style.papers) - set(PAPERS)
    if unknown:
        raise UsageError(
            f"{folder / 'style.toml'} names the paper {', '.join(sorted(unknown))}",
            f"Choose among {', '.join(PAPERS)}",
        )
    return style


def _of_the_person(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}", "Check its name and permissions"
        ) from None


def check_paper(style: Style, paper: str) -> str:
    """The paper, if the style is made for it. Raises UsageError naming those it is made for."""
    if paper not in style.papers:
        raise UsageError(
            f"the style {style.name} is not made for the paper {paper!r}", f"Choose one of {', '.join(style.papers)}"
        )
    return paper
