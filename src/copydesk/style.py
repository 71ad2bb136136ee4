"""Finds and loads styles. A style is a folder that defines how an article looks in every format.

A style folder contains ``style.toml`` (its description), ``print.css`` (PDF), ``screen.css`` (HTML and EPUB),
``docx.toml`` (Word) and ``cover.toml`` (the covers of e-books). With ``inherits = "plain"`` in its style.toml it
contains only the differences: its style sheets follow its parent's, its tables are merged into its parent's key by key,
and a file that it lacks is taken from its parent. In the wheel the styles are ``copydesk/_styles``, in a checkout
``styles/``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from copydesk.choices import DEFAULT_STYLE as DEFAULT
from copydesk.choices import PAPERS
from copydesk.errors import UsageError

__all__ = ["DEFAULT", "PAPERS", "Style", "available", "check_paper", "home", "load"]

_KEYS = ("name", "description", "inherits", "fonts", "papers", "typography")
"""The keys of a style.toml."""


class Style(msgspec.Struct, frozen=True):
    """A style. ``fonts`` are its font families, the text's first; ``papers`` the paper sizes it is made for, the
    default first; ``typography`` says whether documents are set with the quotation marks, dashes and spaces of the
    article's language; ``parent`` is the style that it inherits from. ``own_css``, ``reference_doc`` and
    ``reference_name`` come from the user, by ``amended``: CSS, a Word document and its name in errors."""

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
        """The style with the user's own CSS file after its style sheets, and a Word document whose styles to use.

        Raises UsageError for a file that cannot be read, and for invalid CSS.
        """
        fields: dict[str, Any] = {}
        if css is not None:
            fields["own_css"] = _user_css(css)
        if reference_doc is not None:
            fields["reference_doc"] = _user_file(reference_doc)
            fields["reference_name"] = f"{self.reference_name} {os.fspath(reference_doc)}"
        return msgspec.structs.replace(self, **fields) if fields else self

    def sheet(self, file: str) -> str:
        """The style sheet ``print.css`` or ``screen.css``: the parent's rules, the style's, then the user's.

        Raises UsageError if neither the style nor any parent has it.
        """
        return "\n".join(_text(path) for path in self._needed(file)) + self.own_css

    def table(self, file: str) -> dict[str, Any]:
        """A TOML file of the style, such as ``docx.toml``, merged with the parent's.

        Raises UsageError if neither the style nor any parent has it, or it is not TOML.
        """
        merged: dict[str, Any] = {}
        for path in self._needed(file):
            merged = _merged(merged, _toml(path))
        return merged

    def files(self, file: str) -> tuple[Path, ...]:
        """The paths of this file in the style and its parents, the root's first."""
        style: Style | None = self
        folders: list[Path] = []
        while style is not None:
            folders.insert(0, style.folder)
            style = style.parent
        return tuple(folder / file for folder in folders if (folder / file).is_file())

    def _needed(self, file: str) -> tuple[Path, ...]:
        paths = self.files(file)
        if not paths:
            raise UsageError(f"the style {self.name} has no {file} in {self.folder}", f"Add {file} to the folder")
        return paths


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", "Check its permissions, and save it as UTF-8") from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} cannot be used: {error}", "Correct the file") from None


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """The two tables merged recursively; where both have a key, ``above`` wins."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


@cache
def home() -> Path:
    """The folder of the styles. Raises UsageError, naming both folders searched, if there is none."""
    package = Path(__file__).parent
    candidates = (package / "_styles", package.parent.parent / "styles")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise UsageError(f"no styles were found in {candidates[0]} or {candidates[1]}", "Reinstall copydesk")


def available() -> tuple[Style, ...]:
    """The styles that come with copydesk, sorted by name."""
    return tuple(load(folder.name) for folder in sorted(home().iterdir()) if (folder / "style.toml").is_file())


@cache
def load(name: str = DEFAULT) -> Style:
    """The style of this name, or in this folder if ``name`` is the path of one.

    Raises UsageError if there is none, its style.toml is invalid, or it inherits from itself.
    """
    return _load(_folder(name), ())


def _load(folder: Path, heirs: tuple[Path, ...]) -> Style:
    """The style in this folder, from which those in the folders ``heirs`` inherit, the nearest last."""
    path = folder / "style.toml"
    table = _toml(path)
    unknown_keys = [key for key in table if key not in _KEYS]
    if unknown_keys:
        raise UsageError(f"{path} has an unknown key {unknown_keys[0]!r}", f"Choose among {', '.join(_KEYS)}")
    try:
        if "inherits" in table:
            parent = _parent(folder, table.pop("inherits"), heirs)
            inherited = {"fonts": parent.fonts, "papers": parent.papers, "typography": parent.typography}
            table = {**inherited, **table, "parent": parent}
        style = msgspec.convert({"name": folder.name, **table, "folder": folder}, Style)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path} cannot be used: {error}", "Correct the file") from None
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
        raise UsageError(f"{path} inherits from itself: {loop}", "Remove one of the `inherits`")
    return _load(parent, line)


def is_shipped(name: str) -> bool:
    """Whether a style of this name comes with copydesk, which then is the one that is meant."""
    return os.path.isfile(home() / name / "style.toml")  # noqa: PTH113 -- Path.is_file raises for a name that is too long


def _folder(name: str, beside: Path = Path()) -> Path:
    """The folder of a style: a shipped one by name, or any by its path relative to ``beside``. Raises UsageError."""
    if is_shipped(name):
        return home() / name
    folder = beside / name
    if os.path.isfile(folder / "style.toml"):  # noqa: PTH113 -- as above
        return folder
    names = ", ".join(path.parent.name for path in sorted(home().glob("*/style.toml")))
    raise UsageError(f"there is no style {name!r}", f"Choose one of {names}, or name a folder with a style.toml")


def _user_file(path: str | os.PathLike[str]) -> bytes:
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 -- those of Path raise for long names
        raise UsageError(f"{path} is not an ordinary file", "Save it as one")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}", "Check its name and permissions"
        ) from None


def _user_css(path: str | os.PathLike[str]) -> str:
    """The user's CSS. Raises UsageError for rules that every program would silently ignore."""
    import tinycss2  # slow to import, and seldom needed

    css = _user_file(path).decode("utf-8-sig", "replace")
    for line, reason, remedy in _faults(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        raise UsageError(f"{path}, line {line}: {reason}", remedy)
    return css


def _faults(nodes: Iterable[Any]) -> Iterator[tuple[int, str, str]]:
    """The faults in these nodes of tinycss2 and below them: line, description and remedy."""
    import tinycss2

    for node in nodes:
        within = (*(getattr(node, "prelude", None) or ()), *(node.value if node.type == "declaration" else ()))
        for broken in (each for each in (node, *within) if each.type == "error"):
            yield broken.source_line, "this is not valid CSS", "Correct the rule, as in p { color: green; }"
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield (
                node.source_line,
                "an @import is valid only before all rules",
                "Copy the imported rules into this file",
            )
        content = getattr(node, "content", None) or ()
        yield from _faults(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True))


def check_paper(style: Style, paper: str) -> str:
    """The paper, if the style is made for it. Raises UsageError, naming the style's papers, if not."""
    if paper not in style.papers:
        raise UsageError(
            f"the style {style.name} is not made for the paper {paper!r}", f"Choose one of {', '.join(style.papers)}"
        )
    return paper
