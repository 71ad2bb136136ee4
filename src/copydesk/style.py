"""Finding and loading a style: one folder that says how an article looks in every format.

A style folder holds ``style.toml`` (what it is), ``print.css`` (PDF), ``screen.css`` (HTML and EPUB), ``docx.toml``
(Word) and ``cover.toml`` (the covers of e-books). With ``inherits = "plain"`` in its style.toml it need only say where
it differs: its style sheets follow its parent's, its tables are laid over its parent's key by key, and a file that it
lacks is its parent's. Styles ship in the wheel as ``copydesk/_styles``; in a checkout they are ``styles/``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import UsageError

DEFAULT = "broadsheet"

PAPERS: dict[str, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4), "a5": (148, 210)}
"""Paper sizes: width and height in millimetres."""


_KEYS = ("name", "description", "inherits", "fonts", "papers", "typography")
"""What a style.toml may say."""


class Style(msgspec.Struct, frozen=True):
    """One look. ``fonts`` are the families it is set in, first the text's; ``papers`` those it is made for, first the
    one to take if nobody says; ``typography`` tells whether its documents are set with the quotation marks, dashes and
    spaces of the article's language; ``parent`` is the style that it inherits from. ``own_css``, ``reference_doc`` and
    ``reference_name`` are the person's, as ``amended`` sets them: CSS, a Word document and what errors call that."""

    name: str
    description: str
    folder: Path
    fonts: tuple[str, ...]
    papers: tuple[str, ...] = tuple(PAPERS)
    typography: bool = False
    parent: Style | None = None
    own_css: str = ""
    reference_doc: bytes | None = None
    reference_name: str = "the reference document"

    def amended(
        self, *, css: str | os.PathLike[str] | None = None, reference_doc: str | os.PathLike[str] | None = None
    ) -> Style:
        """The style with a person's own rules after its style sheets, and the Word document whose styles to use.

        Raises UsageError for a file that cannot be read, and for CSS that no program would heed.
        """
        told: dict[str, Any] = {}
        if css is not None:
            told["own_css"] = _own_rules(css)
        if reference_doc is not None:
            told["reference_doc"] = _of_the_person(reference_doc)
            told["reference_name"] = f"{self.reference_name} {os.fspath(reference_doc)}"
        return msgspec.structs.replace(self, **told) if told else self

    def sheet(self, file: str) -> str:
        """A style sheet, ``print.css`` or ``screen.css``: the parent's, the style's, then the person's own rules.

        Raises UsageError if neither the style nor one that it inherits from has it.
        """
        return "\n".join(_text(path) for path in self._needed(file)) + self.own_css

    def table(self, file: str) -> dict[str, Any]:
        """A TOML file of the style, such as ``docx.toml``, laid over the parent's.

        Raises UsageError if neither the style nor one that it inherits from has it, or it is no TOML.
        """
        merged: dict[str, Any] = {}
        for path in self._needed(file):
            merged = _laid_over(merged, _toml(path))
        return merged

    def files(self, file: str) -> tuple[Path, ...]:
        """Where this file stands in the style and those that it inherits from, the root's first."""
        style: Style | None = self
        folders: list[Path] = []
        while style is not None:
            folders.insert(0, style.folder)
            style = style.parent
        return tuple(folder / file for folder in folders if (folder / file).is_file())

    def _needed(self, file: str) -> tuple[Path, ...]:
        found = self.files(file)
        if not found:
            raise UsageError(f"the style {self.name} has no {file} in {self.folder}", f"Add {file} to the folder")
        return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", "Check its permissions, and save it as UTF-8") from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} cannot be used: {error}", "Mend the file") from None


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Two tables as one, table by table; where both have a key, ``above`` wins."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _laid_over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


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

    Raises UsageError where there is none, its style.toml is not as it should be, or it inherits from itself.
    """
    return _load(_folder(name), ())


def _load(folder: Path, heirs: tuple[Path, ...]) -> Style:
    """The style in this folder, from which those in the folders ``heirs`` inherit, the nearest last."""
    path = folder / "style.toml"
    told = _toml(path)
    strange = [key for key in told if key not in _KEYS]
    if strange:
        raise UsageError(f"{path} has a key {strange[0]!r}, which says nothing", f"Choose among {', '.join(_KEYS)}")
    try:
        if "inherits" in told:
            parent = _parent(folder, told.pop("inherits"), heirs)
            inherited = {"fonts": parent.fonts, "papers": parent.papers, "typography": parent.typography}
            told = {**inherited, **told, "parent": parent}
        style = msgspec.convert({"name": folder.name, **told, "folder": folder}, Style)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path} cannot be used: {error}", "Mend the file") from None
    unknown = set(style.papers) - set(PAPERS)
    if unknown or not style.papers:
        raise UsageError(
            f"{path} names {'the paper ' + ', '.join(sorted(unknown)) if unknown else 'no paper'}",
            f"Choose among {', '.join(PAPERS)}",
        )
    return style


def _parent(folder: Path, name: object, heirs: tuple[Path, ...]) -> Style:
    """The style from which the one in the folder inherits: a shipped one's name, or a path from that folder."""
    path = folder / "style.toml"
    if not isinstance(name, str):
        raise UsageError(f"{path} cannot be used: inherits is not a text", 'Write it as inherits = "plain"')
    try:
        parent = _folder(name, folder)
    except UsageError as error:
        raise UsageError(f"{path} inherits from {name!r}: {error.message}", error.remedy) from None
    line = (*heirs, folder)
    if any(parent.samefile(heir) for heir in line):
        loop = " -> ".join(heir.name for heir in (*line, parent))
        raise UsageError(f"{path} inherits from itself: {loop}", "Take out one of the `inherits`")
    return _load(parent, line)


def _folder(name: str, beside: Path = Path()) -> Path:
    """The folder of a style: a shipped one by name, or any by its path from ``beside``. Raises UsageError."""
    for folder in (home() / name, beside / name):
        if os.path.isfile(folder / "style.toml"):  # noqa: PTH113 -- Path.is_file raises for a name that is too long
            return folder
    names = ", ".join(path.parent.name for path in sorted(home().glob("*/style.toml")))
    raise UsageError(f"there is no style {name!r}", f"Choose one of {names}, or name a folder with a style.toml")


def _of_the_person(path: str | os.PathLike[str]) -> bytes:
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 -- those of Path raise for long names
        raise UsageError(f"{path} is not an ordinary file", "Save it as one: it is read more than once")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}", "Check its name and permissions"
        ) from None


def _own_rules(path: str | os.PathLike[str]) -> str:
    """A person's CSS. Raises UsageError for what every program would pass over without a word."""
    import tinycss2  # it takes its time to load, and few have rules of their own

    css = _of_the_person(path).decode("utf-8-sig", "replace")
    for line, what, remedy in _faults(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        raise UsageError(f"{path}, line {line}: {what}", remedy)
    return css


def _faults(nodes: Iterable[Any]) -> Iterator[tuple[int, str, str]]:
    """What is no CSS in these nodes of tinycss2 and below them: the line, what is wrong and what to do about it."""
    import tinycss2

    for node in nodes:
        within = (*(getattr(node, "prelude", None) or ()), *(node.value if node.type == "declaration" else ()))
        for broken in (each for each in (node, *within) if each.type == "error"):
            yield broken.source_line, "this is no CSS", "Mend the rule: p { color: green; }"
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield node.source_line, "an @import counts only before all rules", "Put the rules themselves here"
        content = getattr(node, "content", None) or ()
        yield from _faults(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True))


def check_paper(style: Style, paper: str) -> str:
    """The paper, if the style is made for it. Raises UsageError naming those it is made for."""
    if paper not in style.papers:
        raise UsageError(
            f"the style {style.name} is not made for the paper {paper!r}", f"Choose one of {', '.join(style.papers)}"
        )
    return paper
