"""typst as a library: its fonts, one compilation at a time, and what it says of characters that no font has."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from copydesk.errors import CopydeskError, MissingEngineError
from copydesk.writing._shared import font_files

REMEDY = "pip install 'copydesk[typst]'"

_TEMPLATE = Path(__file__).with_name("template.typ")
_MISSING = re.compile(r'the (?:text|codepoint) `"(.*?)"`(?: could not be displayed|\Z|$)', re.DOTALL)
"""What typst says of a character without a glyph, and of one for private use, which PDF/A allows in no text."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

_LARGE = ("ja", "ko", "zh")
"""The languages whose fonts are large: typst keeps what it reads of them, some 70 MB for each."""

_AGE = 12
"""After so many further documents typst forgets what it knows of one, and with that its fonts."""

_one_at_a_time = threading.Lock()
_owner: int | None = None
"""The process that has used typst: a process forked from it hangs, since typst's threads are not forked."""


class MissingGlyphError(Exception):
    """Characters that no font has; ``characters`` are the words among which they are."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


class Sheet(NamedTuple):
    """What is to be set: the data of the template, and the pictures, as SVG, by the names that it calls them by.
    ``everywhere`` says whether the fonts of the system are needed beside those of Python packages, which takes a third
    of a second once. ``cut`` is how many points at the foot of the last page are kept empty: sheets that differ in
    nothing else take a fifth of the time of the first."""

    data: dict[str, Any]
    pictures: dict[str, str]
    everywhere: bool
    cut: float


class Copy:
    """One sheet in typst's hands: where its blocks come to stand, and the PDF."""

    def __init__(self, sheet: Sheet, families: tuple[str, ...], standards: list[str]) -> None:
        _claim()
        typst = load()
        inputs = {**sheet.pictures, "article": msgspec.json.encode(sheet.data).decode()}
        main = f'#import "{_TEMPLATE.name}": sheet\n#sheet(cut: {sheet.cut})'.encode()
        self._standards = standards
        with _one_at_a_time:
            fonts = _fonts(families, sheet.everywhere, sheet.data["lang"], sheet.data["script"])
        # a compiler reads such a main file once only
        self._compiler = partial(typst.Compiler, main, _TEMPLATE.parent, font_paths=fonts, sys_inputs=inputs)

    def pdf(self) -> bytes:
        """The finished PDF. Raises MissingGlyphError for characters that no font has."""
        with _one_at_a_time, _missing_glyphs():
            data, _ = self._compiler().compile_with_warnings(format="pdf", pdf_standards=self._standards, timestamp=0)
        return bytes(data)

    def positions(self, label: str) -> list[list[float]]:
        """The values of the template's metadata with this label, in order."""
        with _one_at_a_time, _missing_glyphs():
            values = self._compiler().query(f"<{label}>", field="value")
        return msgspec.json.decode(values, type=list[list[float]])


@contextmanager
def _missing_glyphs() -> Iterator[None]:
    """Turns typst's error about a character into a MissingGlyphError, others into errors of copydesk."""
    try:
        yield
    except RuntimeError as error:  # TypstError, or what a query raises
        message = str(error).partition(": unknown font family")[0].partition("\n")[0]
        words = _MISSING.search(message)
        if words:
            raise MissingGlyphError(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), words[1])) from None
        raise CopydeskError(f"typst cannot set this article: {message}", "Use --pdf-engine weasyprint") from error


def load() -> Any:
    """The typst library. Raises MissingEngineError if it is missing."""
    try:
        import typst
    except ImportError as error:
        raise MissingEngineError(f"typst, which was asked for to make PDF, is missing: {error}", REMEDY) from None
    return typst


def _claim() -> None:
    """Raises CopydeskError in a process that was forked after typst was used, where it would hang."""
    global _owner  # noqa: PLW0603 -- a process has one
    process = os.getpid()
    if _owner not in (None, process):
        raise CopydeskError(
            "typst was used before this process was forked and would hang in it",
            "Start processes by spawn or forkserver, or use threads",
        )
    _owner = process


def _fonts(families: tuple[str, ...], everywhere: bool, lang: str, script: str | None) -> Any:
    """The fonts of installed packages and, on request, of the system, never those within typst.

    Raises MissingEngineError if there is none."""
    if everywhere and lang in _LARGE:
        return _last_fonts(families, lang, script)
    return _kept_fonts(families, everywhere)


@cache
def _kept_fonts(families: tuple[str, ...], everywhere: bool) -> Any:
    folders = dict.fromkeys(str(face.file.parent) for face in font_files.faces(families))
    fonts = load().Fonts(include_system_fonts=everywhere, include_embedded_fonts=False, font_paths=list(folders))
    if not fonts.families():
        raise MissingEngineError("no font is installed, and a PDF needs one", "pip install font-source-serif-pro")
    return fonts


@lru_cache(maxsize=1)
def _last_fonts(families: tuple[str, ...], lang: str, script: str | None) -> Any:
    """The fonts for one such language, without what was read of those for another."""
    no_fonts = load().Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(_AGE):
        load().Compiler(b"", font_paths=no_fonts).compile(format="pdf")
    return _kept_fonts.__wrapped__(families, everywhere=True)


def warm(families: tuple[str, ...]) -> None:
    """Loads typst and these fonts. Raises MissingEngineError if typst or any font is missing."""
    _claim()
    with _one_at_a_time:
        _kept_fonts(families, False)
