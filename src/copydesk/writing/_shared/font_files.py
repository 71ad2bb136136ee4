"""The font files of installed Python packages, as ``@font-face`` rules or registered with WeasyPrint.

A package offers its fonts through the entry-point group ``fonts_ttf``: a dictionary from the PostScript-like name
of each face (``SourceSerifProSemiboldIt``) to its file. Families that no package has (mostly Noto) are left to the
system, which finds them by name. Only static fonts are supported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

GROUP = "fonts_ttf"

WEIGHTS = {"Light": 300, "Regular": 400, "": 400, "Semibold": 600, "Bold": 700, "Black": 900}
"""The weights that a style may use, by their names in the fonts."""


OTHER_ITALICS = {"Source Serif Pro": "Noto Serif", "Source Sans Pro": "Noto Sans"}
"""The families whose italics have only Western letters, and the families whose italics are used for others."""

NEED_OTHER_ITALICS = (
    *("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"),
    *("el", "cy", "eo", "ha", "mt", "vi", "yo"),
)
"""The languages that need those other letters: besides Cyrillic and Greek those whose words would otherwise be set
half in one face, half in another."""


class Face(NamedTuple):
    """``Face("Source Serif Pro", 600, italic=True, file=Path(".../SourceSerifPro-SemiboldIt.ttf"))``"""

    family: str
    weight: int
    italic: bool
    file: Path

    def rule(self, url: str) -> str:
        """The face as a CSS ``@font-face`` rule; ``url`` is the address of its file."""
        slant = "italic" if self.italic else "normal"
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-style: {slant}; '
            f'src: url("{url}"); }}\n'
        )


@cache
def _files() -> dict[str, Path]:
    """The file of every face in installed packages, by its name."""
    files: dict[str, Path] = {}
    for _, value in sorted(dict(_entry_points()).items()):
        module, _, attribute = value.partition(":")
        try:
            offered = getattr(import_module(module), attribute)
            files |= {name: Path(file) for name, file in offered.items()}
        except Exception:
            continue  # treat a broken font package as missing
    return files


def packaged() -> tuple[Path, ...]:
    """The files of all faces in installed packages, in a fixed order."""
    return tuple(file for _, file in sorted(_files().items()))


def _entry_points() -> Iterator[tuple[str, str]]:
    """The name and the ``module:attribute`` of each entry point of the group, as installed packages declare them.

    ``importlib.metadata`` would need ten times as long, most of it to import what reads mail and archives."""
    for folder in reversed(sys.path):  # what is named twice is found first where the path begins
        for file in sorted(Path(folder).glob("*-info/entry_points.txt")):  # dist-info, or egg-info of old
            text = ""
            with suppress(OSError):  # such as one that only its owner may read
                text = file.read_text(encoding="utf-8", errors="replace")
            _, _, section = text.partition(f"[{GROUP}]\n")
            for line in section.partition("\n[")[0].splitlines():
                name, equals, value = line.partition("=")
                if equals:
                    yield name.strip(), value.strip()


def faces(families: tuple[str, ...]) -> tuple[Face, ...]:
    """The faces of these families in installed packages, in a fixed order; none for a family that is not installed."""
    available = []
    for family in families:
        weights = "|".join(WEIGHTS)
        pattern = re.compile(rf"{re.escape(family.replace(' ', ''))}(?P<weight>{weights})(?P<italic>It)?")
        for name, file in sorted(_files().items()):
            match = pattern.fullmatch(name)
            if match and file.is_file():
                available.append(Face(family, WEIGHTS[match["weight"]], bool(match["italic"]), file))
    return tuple(available)


@cache
def known_to_pango(faces: tuple[Face, ...]) -> Any:
    """A ``weasyprint.text.fonts.FontConfiguration`` with these faces and the system's; None if there is no font at all.

    With ``@font-face`` WeasyPrint would copy each file to a temporary folder, which remains if the process is
    killed; without any font, Pango crashes the process.
    """
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fontconfig.FcConfigParseAndLoadFromMemory(config, _file(_OWN_FAMILIES), False)
    for face in faces:
        fontconfig.FcConfigAppFontAddFile(config, bytes(face.file))
    system = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    if not faces and (system == ffi.NULL or not system.nfont):
        return None
    fonts = FontConfiguration()
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts.font_map), config)
    fonts.italics = _choose_italics(fonts.font_map)  # keeps these rules alive as long as the fonts
    return fonts


# ------------------------------------------------------------------------------------------------------- the italics
# If the italic of a family lacks a letter, Pango slants the upright, and WeasyPrint ignores the slant. So the italic is
# made a separate family, without an upright: letters that it lacks come from the next family in the style's
# list. For languages that need more letters than it has, another family replaces it as a whole.


def _rule(target: str, family: str, edit: str, to: str, lang: str | None = None) -> str:
    """A fontconfig rule for faces (``scan``) or requests (``pattern``) of a family that are not upright: it prepends or
    assigns another family. ``lang`` is a language tag, or the prefix of all its regions if it ends in a hyphen."""
    compare = "contains" if lang and lang.endswith("-") else "eq"
    spoken = f'<test name="lang" compare="{compare}"><string>{lang}</string></test>' if lang else ""
    return (
        f'<match target="{target}"><test name="slant" compare="not_eq"><const>roman</const></test>{spoken}'
        f'<test name="family"><string>{family}</string></test>'
        f'<edit name="family" mode="{edit}" binding="strong"><string>{to}</string></edit></match>'
    )


_OWN_FAMILIES = "".join(_rule("scan", family, "prepend", f"{family} Italic") for family in OTHER_ITALICS)
_CHOICE = "".join(
    "".join(_rule("pattern", family, "assign", other, tag) for lang in NEED_OTHER_ITALICS for tag in (lang, f"{lang}-"))
    + _rule("pattern", family, "assign", f"{family} Italic")
    for family, other in OTHER_ITALICS.items()
)


def _file(rules: str) -> bytes:
    """A fontconfig configuration file."""
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    return f"{head}<fontconfig>{rules}</fontconfig>".encode()


def _choose_italics(font_map: Any) -> object:
    """Makes Pango follow these rules. Returns an object that must live as long as the font map. Pango before 1.48 has
    no such hook: nothing changes."""
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2

    _declare(ffi)
    config = ffi.gc(fontconfig.FcConfigCreate(), fontconfig.FcConfigDestroy)
    fontconfig.FcConfigParseAndLoadFromMemory(config, _file(_CHOICE), False)

    def substitute(pattern: Any, _: Any) -> None:
        fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)

    function = ffi.callback("copydesk_substitute", substitute)
    with suppress(AttributeError):
        pangoft2.pango_fc_font_map_set_default_substitute(
            ffi.cast("PangoFcFontMap *", font_map), function, ffi.NULL, ffi.NULL
        )
    return function, config


@cache
def _declare(ffi: Any) -> None:
    """Declares functions to WeasyPrint's cffi that it does not use itself; this must happen only once."""
    ffi.cdef(
        "FcConfig * FcConfigCreate (void);"
        "typedef void (*copydesk_substitute) (FcPattern *pattern, void *data);"
        "void pango_fc_font_map_set_default_substitute ("
        "    PangoFcFontMap *map, copydesk_substitute function, void *data, void *notify);"
    )
