"""Which pictures of a folder are named by the articles in a folder above it, and so are no scans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePath
from urllib.parse import unquote

from copydesk import _files
from copydesk.choices import LIMIT
from copydesk.errors import InputError
from copydesk.reading import source_of, sources

__all__ = ["SCANS", "NamedPictures"]

SCANS = source_of("", "scan").endings
"""The endings of pictures, which may be scans."""
_NAMING = (
    ".xml",
    *(
        ending
        for source in sources().values()
        if source.names_files or source.name == "ocr"
        for ending in source.endings
    ),
)
"""The endings of files whose text may name pictures."""
_NAME = re.compile(rb"([^\"'<>(){}\[\]|\\/:\r\n]{1,200}?)\.(?:png|jpe?g|tiff?)\b", re.IGNORECASE)
_IN_LATEX = re.compile(rb"\\includegraphics\*?\s*(?:\[[^\]]*\]\s*)?\{([^{}]{1,200})\}")


class NamedPictures:
    """The pictures that articles name: those of one folder, given by the paths of its files, and of those ``above``."""

    def __init__(self, files: Sequence[Path], above: NamedPictures | None) -> None:
        self._files = files
        self._above = above

    def holds(self, picture: PurePath) -> bool:
        """Whether an article names a picture, whatever folder and ending it says."""
        return picture.stem.lower() in self._names or (self._above is not None and self._above.holds(picture))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names without their endings, in lower case, that the articles name."""
        return frozenset(name for file in self._files if file.suffix.lower() in _NAMING for name in _named_in(file))


def _named_in(file: Path) -> Iterator[str]:
    text = b""
    with suppress(InputError):
        text = _files.read(file, LIMIT)
    for match in (*_NAME.finditer(text), *_IN_LATEX.finditer(text)):
        name = unquote(match[1].decode("utf-8", "replace")).lower().rpartition("/")[2].strip()
        yield from (name, name.rpartition(" ")[2])
