"""The style sheet of an e-book, and the fonts that go with it if they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.style import Style
from copydesk.writing._shared import font_files

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FOREIGN = re.compile(r"(?<![\w-])(?:direction|unicode-bidi)\s*:[^;}]*;?")  # EPUB forbids them: `dir` says it
_IN_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_DECLARATION = re.compile(r"(?<=[{;])(\s*-?[a-z][a-z-]*\s*:\s*)([^;{}]*var\([^;{}]*)")


def sheet(style: Style) -> str:
    """The style's ``screen.css`` as an EPUB may hold it, with the value of each custom property spelled out before
    its ``var()``: many e-ink readers know none."""
    css = _FOREIGN.sub("", _COMMENT.sub("", style.sheet("screen.css")))
    values: dict[str, str] = {}
    for block in _ROOT.findall(_IN_MEDIA.sub("", css)):
        values.update((name, value.strip()) for name, value in _PROPERTY.findall(block))
    return _DECLARATION.sub(lambda found: _spelled_out(found[1], found[2], values), css)


def _spelled_out(name: str, value: str, values: dict[str, str]) -> str:
    told = value
    for _ in values:  # a property may name another, and that another, but not in a circle
        told = _VAR.sub(lambda found: values.get(found[1], found[0]), told)
    return f"{name}{value}" if "var(" in told else f"{name}{told};{name}{value}"


# ---------------------------------------------------------------------------------------------------- the fonts

TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2", ".txt": "text/plain"}
"""The media types of fonts, and of their licences, by their files' endings."""

_WEIGHT = re.compile(r"font-weight\s*:\s*(\d+)")
_FAMILIES = re.compile(r"font-family\s*:([^;}]*)")


class Fonts(NamedTuple):
    """Font files and their licences by their names in the book, the rules that name them, and what was noticed."""

    files: dict[str, bytes]
    rules: str
    problems: tuple[Problem, ...]


def fonts(style: Style, css: str, words: Iterable[str]) -> Fonts:
    """What is needed to set these words in the style's fonts anywhere.

    The files are embedded whole: the licence of many fonts forbids to change one and keep its name, and to cut out
    the letters that are needed is to change it. A family goes in only with its licence.
    """
    letters = {character for some in words for character in some if character.isalpha()}
    wanted = {400, 700, *map(int, _WEIGHT.findall(css))}
    named = " ".join(_FAMILIES.findall(css))
    files: dict[str, bytes] = {}
    rules, refused = "", []
    for family in style.fonts:
        if family not in named:
            continue
        faces = [face for face in font_files.faces((family,)) if face.weight in wanted]
        reason = _refusal(faces, letters)
        if reason:
            refused.append(f"{family} ({reason})")
            continue
        for face in faces:
            name = f"fonts/{face.file.name}"
            files[name] = face.file.read_bytes()
            rules += face.rule(name)
        licence = next(_licences(faces[0].file.parent))
        files[f"fonts/{family.replace(' ', '')}-licence.txt"] = licence.read_bytes()
    problems = []
    if refused:
        problems.append(Problem("unsupported", None, f"fonts that are not embedded: {', '.join(refused)}"))
    return Fonts(files, rules, tuple(problems))


def _refusal(faces: list[font_files.Face], letters: set[str]) -> str | None:
    """Why these faces of a family may not or need not be embedded."""
    from fontTools.ttLib import TTFont

    if not faces:
        return "no installed package has its files"
    if not any(_licences(faces[0].file.parent)):
        return "it comes without a licence"
    with TTFont(faces[0].file, lazy=True) as font:
        if font["OS/2"].fsType & 2:  # OpenType's OS/2 table: bit 1 is "restricted license embedding"
            return "its licence forbids it"
        if letters and not letters & {chr(code) for code in font.getBestCmap()}:
            return "it has none of the article's letters"
    return None


def _licences(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if re.match("(?i)ofl|licen[cs]e", path.name))
