"""The font files that PyPI packages bring: as ``@font-face`` rules, or known to WeasyPrint.

A package offers its fonts through the entry-point group ``fonts_ttf``: a dictionary from the PostScript-like name
of each face (``SourceSerifProSemiboldIt``) to its file. Families that no package has (Noto, mostly) are left to the
system, which finds them by name. Only static fonts serve.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NamedTuple

GROUP = "fonts_ttf"

WEIGHTS = {"Light": 300, "Regular": 400, "": 400, "Semibold": 600, "Bold": 700, "Black": 900}
"""The weights that a style may ask for, by the name that the font's maker gave them."""


class Face(NamedTuple):
    """``Face("Source Serif Pro", 600, italic=True, file=Path(".../SourceSerifPro-SemiboldIt.ttf"))``"""

    family: str
    weight: int
    italic: bool
    file: Path

    def rule(self, url: str) -> str:
        """The face as a CSS ``@font-face`` rule; ``url`` is where it is found."""
        slant = "italic" if self.italic else "normal"
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-style: {slant}; '
            f'src: url("{url}"); }}\n'
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


@cache
def known_to_pango(faces: tuple[Face, ...]) -> Any:
    """A ``weasyprint.text.fonts.FontConfiguration`` with these faces and the system's; None if there is no font at all.

    ``@font-face`` would have WeasyPrint copy each file to a temporary folder, which stays behind where a process is
    stopped; without any font, Pango takes the whole process down.
    """
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    for face in faces:
        fontconfig.FcConfigAppFontAddFile(config, bytes(face.file))
    system = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    if not faces and (system == ffi.NULL or not system.nfont):
        return None
    fonts = FontConfiguration()
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts.font_map), config)
    return fonts
