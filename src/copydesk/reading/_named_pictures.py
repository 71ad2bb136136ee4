"""Embeds the pictures that figures name: those written into the text itself as ``data:`` addresses always, those in
files beside the article only on request.

A file is opened only if its real path, links resolved, is below the folder of the article: no address, no absolute
path, no ``..`` and no link leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from copydesk import _files
from copydesk.errors import InputError
from copydesk.image_files import MOST_BYTES
from copydesk.pictures import decoded
from copydesk.problems import Problem
from copydesk.reading._shared.data_uris import content_of
from copydesk.reading._source import Reading
from copydesk.tree import Figure, Node, Picture
from copydesk.visit import walk

_MOST_OF_ALL = 256 * 2**20
"""The most bytes of all the pictures of an article."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SHOWN = 80  # characters of a name in a message


def embedded(reading: Reading, folder: Path | None) -> Reading:
    """The same reading with the pictures that its figures name as ``data:`` addresses or, if there is a folder, as
    files in it or below. One that is refused stays out, with a problem that says which and why."""
    named = [node for node in walk(reading.article) if isinstance(node, Figure) and node.source and not node.picture]
    if not any(folder or _is_data(node.source) for node in named):
        return reading
    problems: list[Problem] = []
    shelf = _Shelf(folder)

    def with_picture(figure: Figure) -> Figure:
        if not figure.source or figure.picture or not (folder or _is_data(figure.source)):
            return figure
        is_data = _is_data(figure.source)
        try:
            return replace(figure, picture=shelf.picture(figure.source), source=None if is_data else figure.source)
        except ValueError as reason:
            name = "a picture in the text" if is_data else f"the picture {_shortened(figure.source)}"
            problems.append(Problem("unsupported", _line(reading, figure), f"{name} is left out: {reason}"))
            return replace(figure, source=None) if is_data else figure

    article = _replaced(reading.article, with_picture)
    return reading._replace(article=article, problems=(*reading.problems, *problems))


def _is_data(source: str | None) -> bool:
    return source is not None and source[:11].lower() == "data:image/"


class _Shelf:
    """The pictures of one article by their addresses; each is decoded once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._pictures: dict[str, Picture | ValueError] = {}
        self._size = 0

    def picture(self, source: str) -> Picture:
        """The picture at an address. Raises ValueError with the reason in words."""
        if source not in self._pictures:
            try:
                self._pictures[source] = self._decoded(source)
            except ValueError as reason:
                self._pictures[source] = reason
        result = self._pictures[source]
        if isinstance(result, ValueError):
            raise result
        return result

    def _decoded(self, source: str) -> Picture:
        data = content_of(source) if self._folder is None or _is_data(source) else _beside(source, self._folder)
        picture = decoded(data)
        self._size += len(picture.data)
        if self._size > _MOST_OF_ALL:
            raise ValueError(f"the pictures of the article have more than {_MOST_OF_ALL // 2**20} MB")
        return picture


def _beside(source: str, folder: Path) -> bytes:
    """The bytes of the file of this name in the folder or below. Raises ValueError if there is none or it is elsewhere;
    the name may be written as in an address, with ``%20`` for a space."""
    if _SCHEME.match(source) or source.startswith("//"):
        raise ValueError("it is an address, and nothing is ever fetched")
    home = _files.real(folder)
    for name in dict.fromkeys((source, unquote(source))):
        parts = name.replace("\\", "/").split("/")
        if name[:1] in ("/", "\\") or ".." in parts or "\0" in name:
            raise ValueError("it is not in the folder of the article")
        path = _files.real(home.joinpath(*parts))
        if not path.is_relative_to(home):
            raise ValueError("it is a link that leads out of the folder of the article")
        if _files.is_there(path):
            try:
                return _files.read_regular(path, MOST_BYTES)
            except InputError as error:
                raise ValueError(error.message) from None
    raise ValueError("there is no such file beside the article")


def _replaced(node: Any, with_picture: Callable[[Figure], Figure]) -> Any:
    """The node with each figure in it replaced."""
    if isinstance(node, tuple):
        parts = tuple(_replaced(part, with_picture) for part in node)
        return parts if any(new is not old for new, old in zip(parts, node, strict=True)) else node
    if isinstance(node, Figure):
        return with_picture(node)
    if not isinstance(node, Node):
        return node
    fields = {name: getattr(node, name) for name in node.__struct_fields__}
    changed = {name: new for name, old in fields.items() if (new := _replaced(old, with_picture)) is not old}
    return replace(node, **changed) if changed else node


def _line(reading: Reading, figure: Figure) -> int | None:
    """The line of the raw text in which a figure begins."""
    if reading.text is None or figure.origin is None or not figure.origin.spans:
        return None
    return reading.text.count("\n", 0, figure.origin.spans[0].start) + 1


def _shortened(source: str) -> str:
    return source if len(source) <= _SHOWN else f"{source[:_SHOWN]} …"
