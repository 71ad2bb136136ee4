"""Which pictures of a folder belong to the articles in it, and are no scans: those that an article names, and those
that have the name of one."""

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
"""The endings of pictures, which are scans if they belong to no article."""
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
_OF_ARTICLE = re.compile(r"[ ._-]?\(?\d*\)?")
"""What follows the name of an article in those of its pictures: ``report-2.jpg``."""


class NamedPictures:
    """The pictures of the articles in a folder, given by the paths of its files, and in those ``above``."""

    def __init__(self, files: Sequence[Path], above: NamedPictures | None) -> None:
        self._files = files
        self._above = above

    def holds(self, picture: PurePath) -> bool:
        """Whether a picture in the folder belongs to an article."""
        stem = picture.stem.lower()
        return self._is_named(stem) or any(
            stem.startswith(own) and _OF_ARTICLE.fullmatch(stem, len(own)) for own in self._stems
        )

    def _is_named(self, stem: str) -> bool:
        return stem in self._names or (self._above is not None and self._above._is_named(stem))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(file.stem.lower() for file in self._files if file.suffix.lower() not in SCANS)

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
