"""What documents depend on besides the article itself, as one short text: if it differs, they are made anew.

The options, the style and all files that it is made of, the user's CSS and Word document, the copydesk.toml, the fonts,
the versions of copydesk and of the libraries that write documents.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import copydesk
from copydesk import writing
from copydesk._config import applying
from copydesk.conversion import ConvertOptions, with_publication
from copydesk.errors import CopydeskError
from copydesk.style import Style
from copydesk.writing._shared.font_files import faces, packaged

__all__ = ["Fingerprint", "depend_on_fonts", "fonts", "hash_of", "hash_of_file", "versions"]

_LIBRARIES = ("weasyprint", "ebooklib", "python-docx", "pypandoc_binary", "typst", "pypdfium2", "trafilatura")
_WITH_FONTS = {"pdf", "epub"}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class Fingerprint:
    """The fingerprints of a batch; ``more`` is what else its documents depend on, such as the pattern of names."""

    def __init__(self, options: ConvertOptions, formats: Sequence[str], more: Sequence[str] = ()) -> None:
        self._options = options
        self._formats = tuple(formats)
        self._more = tuple(more)
        self._folders: dict[Path, str] = {}
        self._tables: dict[Path | None, str] = {}

    def of(self, folder: Path, metadata: Sequence[tuple[str, str]] = (), form: str | None = None) -> str:
        """The fingerprint for an article in this folder, with the metadata and the form that came with it."""
        if folder not in self._folders:
            config = applying(self._options.config, folder)
            if config not in self._tables:
                self._tables[config] = self._compute(folder)
            self._folders[folder] = self._tables[config]
        return (
            _hash(self._folders[folder], repr((tuple(metadata), form))) if metadata or form else self._folders[folder]
        )

    def _compute(self, folder: Path) -> str:
        try:
            options = with_publication(self._options, folder)
            settings = writing.settings(options.write)
        except CopydeskError as error:  # each article says so
            return _hash(str(error))
        look = {name: value for name, value in options.write.items() if name not in ("style", "css", "reference_doc")}
        rest = options._replace(write={}, config=None)  # what they name is in the look and the publication
        return _hash(
            *versions().values(),
            *self._formats,
            *self._more,
            repr(rest),
            repr(sorted(look.items())),
            *_style(settings.style),
            settings.style.own_css,
            hashlib.sha256(settings.style.reference_doc or b"").hexdigest(),
            *(_fonts(settings.style.fonts) if depend_on_fonts(self._formats) else ()),
        )


def depend_on_fonts(formats: Iterable[str]) -> bool:
    """Whether documents of any of these formats do."""
    return not _WITH_FONTS.isdisjoint(formats)


def versions() -> dict[str, str]:
    """The versions of copydesk and of the libraries that documents depend on, empty for one that is not installed."""
    return {"copydesk": copydesk.__version__, **{name: _version(name) for name in _LIBRARIES}}


def hash_of(data: bytes) -> str:
    """The hash of what an article is read from."""
    return hashlib.blake2b(data).hexdigest()[:32]


def hash_of_file(path: Path) -> str:
    """The same of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


def _hash(*parts: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(f"{len(part)} {part}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _style(style: Style) -> Iterator[str]:
    """The files of a style and of those that it inherits from: names and contents."""
    part: Style | None = style
    while part is not None:
        for path in sorted(each for each in part.folder.rglob("*") if each.is_file()):
            yield path.relative_to(part.folder).as_posix()
            yield hash_of_file(path)
        part = part.parent


@cache
def _fonts(families: tuple[str, ...]) -> tuple[str, ...]:
    """The fonts of these families that packages bring, by their contents, and the system's, by names and sizes."""
    own = [f"{face.file.name} {hash_of_file(face.file)}" for face in faces(families)]
    return (*own, _system_fonts())


@cache
def fonts() -> str:
    """A fingerprint of all fonts of this machine."""
    return _hash(*(f"{file.name} {hash_of_file(file)}" for file in packaged() if file.is_file()), _system_fonts())


@cache
def _system_fonts() -> str:
    """A fingerprint of the system's fonts, by names and sizes."""
    files = [
        f"{name} {os.stat(Path(folder, name)).st_size}"  # noqa: PTH116 -- fewer objects for thousands of files
        for top in _FONT_FOLDERS
        for folder, _, names in sorted(os.walk(Path(top).expanduser()))
        for name in sorted(names)
        if os.path.isfile(Path(folder, name))  # noqa: PTH113
    ]
    return _hash(*files)
