"""The style sheet of an e-book and, on request, its fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.style import Style
from copydesk.writing._shared import font_files

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FOREIGN = re.compile(r"(?<![\w-])(?:direction|unicode-bidi)\s*:[^;}]*;?")  # EPUB forbids them and uses `dir`
_IN_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_DECLARATION = re.compile(r"(?<=[{;])(\s*-?[a-z][a-z-]*\s*:\s*)([^;{}]*var\([^;{}]*)")


@cache
def sheet(style: Style) -> str:
    """The style's ``screen.css`` without what EPUB forbids, and with the value of each custom property before its
    ``var()``, which many e-ink readers do not support."""
    css = _FOREIGN.sub("", _COMMENT.sub("", style.sheet("screen.css")))
    values: dict[str, str] = {}
    for block in _ROOT.findall(_IN_MEDIA.sub("", css)):
        values.update((name, value.strip()) for name, value in _PROPERTY.findall(block))
    return _DECLARATION.sub(lambda match: _spelled_out(match[1], match[2], values), css)


def _spelled_out(name: str, value: str, values: dict[str, str]) -> str:
    resolved = value
    for _ in values:  # properties may refer to each other, but not in a circle
        resolved = _VAR.sub(lambda match: values.get(match[1], match[0]), resolved)
    return f"{name}{value}" if "var(" in resolved else f"{name}{resolved};{name}{value}"


# ---------------------------------------------------------------------------------------------------- the fonts

TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2", ".txt": "text/plain"}
"""The media types of fonts and their licences by file ending."""

_WEIGHT = re.compile(r"font-weight\s*:\s*(\d+)")
_FAMILIES = re.compile(r"font-family\s*:([^;}]*)")


class Fonts(NamedTuple):
    """Font files and licences by their names in the book, the CSS rules for them, and problems."""

    files: dict[str, bytes]
    rules: str
    problems: tuple[Problem, ...]


def fonts(style: Style, css: str, words: Iterable[str]) -> Fonts:
    """The fonts needed to show these words in the style's typefaces anywhere.

    The files are embedded whole: the licences of many fonts forbid changing a font without renaming it, and a subset is
    a change. A family is embedded only with its licence.
    """
    letters = {character for some in words for character in some if character.isalpha()}
    weights = {400, 700, *map(int, _WEIGHT.findall(css))}
    named = " ".join(_FAMILIES.findall(css))
    files: dict[str, bytes] = {}
    rules, refusals = "", []
    for family in style.fonts:
        if family not in named:
            continue
        faces = [face for face in font_files.faces((family,)) if face.weight in weights]
        reason = _refusal(faces, letters)
        if reason:
            refusals.append(f"{family} ({reason})")
            continue
        for face in faces:
            name = f"fonts/{face.file.name}"
            files[name] = face.file.read_bytes()
            rules += face.rule(name)
        licence = next(_licences(faces[0].file.parent))
        files[f"fonts/{family.replace(' ', '')}-licence.txt"] = licence.read_bytes()
    problems = []
    if refusals:
        problems.append(Problem("unsupported", None, f"fonts that are not embedded: {', '.join(refusals)}"))
    return Fonts(files, rules, tuple(problems))


def _refusal(faces: list[font_files.Face], letters: set[str]) -> str | None:
    """Why these faces of a family may not, or need not, be embedded; None if they can be."""
    from fontTools.ttLib import TTFont

    if not faces:
        return "no installed package has its files"
    if not any(_licences(faces[0].file.parent)):
        return "it has no licence file"
    with TTFont(faces[0].file, lazy=True) as font:
        if font["OS/2"].fsType & 2:  # OpenType's OS/2 table: bit 1 is "restricted license embedding"
            return "its licence forbids it"
        if letters and not letters & {chr(code) for code in font.getBestCmap()}:
            return "it has none of the article's letters"
    return None


def _licences(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if re.match("(?i)ofl|licen[cs]e", path.name))
