"""The pictures that the figures of an article name -> into the figures, within limits.

A reader makes figures that name their pictures; at its end the article is given those that the file itself holds, and
later perhaps those in files beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from copydesk.errors import InputError
from copydesk.pictures import decoded
from copydesk.problems import Problem, ProblemKind
from copydesk.reading._shared.data_uris import content_of, is_data
from copydesk.tree import Article, Figure, Node, Picture
from copydesk.visit import plain, walk

MOST = 200
"""The pictures that one article takes."""
LARGEST = 256 * 2**20
"""The bytes of all its pictures, as they are kept."""

_LISTED = 10  # names in a message
_LONGEST_NAME = 60
_WEB = ("http://", "https://")
_SPACER = re.compile(r"it has only [\d,]+ by")

AnyNode = TypeVar("AnyNode")

Find = Callable[[str], bytes | None]
"""The bytes of the picture that stands under the name or address of a figure, None if there is none. May raise
InputError, or ValueError with the reason in words, if they cannot be read."""


def nothing_brought(source: str) -> bytes | None:
    """The ``Find`` of a file that holds no pictures but those that stand in its text."""
    return None


LineOf = Callable[[str], int | None]
"""The line of the raw text that a figure stands in, by the name of its picture."""


def nowhere(source: str) -> None:
    """The ``LineOf`` of what is no raw text."""


class Shelf:
    """The pictures of one article, of which it ``holds`` some: decodes each once, and remembers which it refused and
    why."""

    def __init__(self, holds: Iterable[Picture] = ()) -> None:
        sizes = [len(picture.data) for picture in holds]
        self._left = LARGEST - sum(sizes)
        self._number = len(sizes)
        self._refused: dict[str, list[tuple[str, str]]] = {}
        self._beyond: list[str] = []

    def take(self, make: Callable[[], bytes | Picture | None], name: str) -> Picture | None:
        """The picture that is made, or that is in the bytes; None if it is refused, or there is none. ``name`` is for
        the message."""
        try:
            content = make()
            if content is None:
                return None
            if self._number >= MOST or self._left <= 0:
                self._beyond.append(name)
                return None
            picture = decoded(content) if isinstance(content, bytes) else content
        except (InputError, ValueError) as error:
            self._refuse(name, error.message if isinstance(error, InputError) else str(error))
            return None
        if len(picture.data) > self._left:
            self._beyond.append(name)
            return None
        self._left -= len(picture.data)
        self._number += 1
        return picture

    def _refuse(self, name: str, reason: str) -> None:
        if not _SPACER.search(reason):  # of which a reader misses nothing
            kind = re.sub(r"[\d,.]+", "0", reason.partition(": ")[0] if "damaged" in reason else reason)
            self._refused.setdefault(kind, []).append((name, reason))

    def problems(self, kind: ProblemKind = "set_aside", line_of: LineOf = nowhere) -> Iterator[Problem]:
        """What to say of those that were left out: one problem for each reason, with the line of the first picture."""
        for group in self._refused.values():
            message = f"{_listed([name for name, _ in group])} ({group[0][1]})"
            yield Problem(kind, line_of(group[0][0]), message)
        if self._beyond:
            limit = f"an article takes at most {MOST} pictures and {LARGEST // 2**20} MB of them"
            yield Problem(kind, line_of(self._beyond[0]), f"{_listed(self._beyond)} ({limit})")


def _listed(names: list[str]) -> str:
    """``3 pictures are left out: a.png, b.png, c.png``"""
    shown = ", ".join(map(_short, names[:_LISTED])) + (
        f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    )
    return f"{'a picture is' if len(names) == 1 else f'{len(names)} pictures are'} left out: {shown}"


class Taken(NamedTuple):
    """An article with pictures, and the problems."""

    article: Article
    problems: tuple[Problem, ...] = ()


def with_pictures(
    article: Article,
    find: Find = nothing_brought,
    *,
    keeps_names: bool = False,
    kind: ProblemKind = "set_aside",
    line_of: LineOf = nowhere,
) -> Taken:
    """The article with the pictures that its figures name, as far as ``find`` or a ``data:`` address holds them.

    A figure keeps an address of the web, and with ``keeps_names`` any; else a name, which means something within the
    file only, is dropped with the picture there, and a ``data:`` address always. Figures whose pictures there are not,
    or which are refused, stay as they are but for that. ``kind`` and ``line_of`` are those of the problems.
    """
    figures = [node for node in walk(article) if isinstance(node, Figure)]
    sources = dict.fromkeys(figure.source for figure in figures if figure.source and figure.picture is None)
    if not sources:
        return Taken(article)
    shelf = Shelf(figure.picture for figure in figures if figure.picture)
    pictures = {
        source: picture
        for source in sources
        if (picture := shelf.take(partial(_content, source, find), source)) is not None
    }
    return Taken(_hung(article, pictures, keeps_names=keeps_names), tuple(shelf.problems(kind, line_of)))


def _content(source: str, find: Find) -> bytes | None:
    content = find(source)
    if content is None and is_data(source):
        return content_of(source)
    return content


def _short(name: str) -> str:
    """What a message calls a picture: the end of its name, or what it says of itself if it stands in the text."""
    return name[:_LONGEST_NAME].partition(",")[0] if is_data(name) else name[-_LONGEST_NAME:]


def _hung(article: Article, pictures: dict[str, Picture], *, keeps_names: bool) -> Article:
    """The article with the pictures by their sources."""

    def with_picture(figure: Figure) -> Figure:
        picture = pictures.get(figure.source or "") if figure.picture is None else None
        if picture is None:
            return replace(figure, source=None) if is_data(figure.source or "") else figure
        name = figure.source or ""
        is_kept = name.startswith(_WEB) or (keeps_names and not is_data(name))
        return described_once(replace(figure, picture=picture, source=name if is_kept else None))

    return with_figures(article, with_picture)


def described_once(figure: Figure) -> Figure:
    """The figure without an alternative text that is its caption: programs that need one take that."""
    return replace(figure, alt="") if figure.alt.split() == plain(figure.caption).split() else figure


def with_figures(node: AnyNode, change: Callable[[Figure], Figure | None]) -> AnyNode:
    """The node, or tuple of nodes, with each figure changed, or left out where ``change`` returns None. Parts without
    figures are the same objects as before."""
    return _changed(node, change)  # type: ignore[no-any-return]


def _changed(node: Any, change: Callable[[Figure], Figure | None]) -> Any:
    if isinstance(node, tuple):
        parts = tuple(_changed(part, change) for part in node)
        if all(one is other for one, other in zip(parts, node, strict=True)):
            return node
        return tuple(part for part in parts if part is not None)
    if isinstance(node, Figure):
        return change(node)
    if not isinstance(node, Node) or isinstance(node, Picture):
        return node
    values = {name: getattr(node, name) for name in node.__struct_fields__}
    changed = {name: _changed(value, change) for name, value in values.items() if isinstance(value, tuple | Node)}
    different = {name: value for name, value in changed.items() if value is not values[name]}
    return replace(node, **different) if different else node
