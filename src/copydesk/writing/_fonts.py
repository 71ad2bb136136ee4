"""The font files that PyPI packages bring, as ``@font-face`` rules.

A package offers its fonts through the entry-point group ``fonts_ttf``: a dictionary from the PostScript-like name
of each face (``SourceSerifProSemiboldIt``) to its file. Families that no package has (Noto, mostly) are left to the
system, which finds them by name. Only static fonts serve: WeasyPrint refuses a variable one's range of weights.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

GROUP = "fonts_ttf"

WEIGHTS = {"Light": 300, "Regular": 400, "": 400, "Semibold": 600, "Bold": 700, "Black": 900}
"""The weights that a style may ask for, by the name that the font's maker gave them."""


class Face(NamedTuple):
    """``Face("Source Serif Pro", 600, italic=True, file=Path(".../SourceSerifPro-SemiboldIt.ttf"))``"""

    family: str
    weight: int
    italic: bool
    file: Path

    def rule(self) -> str:
        """The face as a CSS ``@font-face`` rule."""
        slant = "italic" if self.italic else "normal"
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-style: {slant}; '
            f'src: url("{self.file.as_uri()}"); }}\n'
        )


@cache
def _files() -> dict[str, Path]:
    """Every face that an installed package offers, by its name."""
    files: dict[str, Path] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            files |= {name: Path(file) for name, file in entry.load().items()}
        except Exception:
            continue  # a font package that is broken is as good as one that is missing
    return files


def faces(families: tuple[str, ...]) -> tuple[Face, ...]:
    """The faces of these families that installed packages offer, in a fixed order; none of a family they lack."""
    found = []
    for family in families:
        weights = "|".join(WEIGHTS)
        pattern = re.compile(rf"{re.escape(family.replace(' ', ''))}(?P<weight>{weights})(?P<italic>It)?")
        for name, file in sorted(_files().items()):
            match = pattern.fullmatch(name)
            if match and file.is_file():
                found.append(Face(family, WEIGHTS[match["weight"]], bool(match["italic"]), file))
    return tuple(found)
