"""Embeds the pictures that a reading still names when it is done: those written into the text itself as ``data:``
addresses always, those in files beside the article only on request.

A file is opened only if its real path, links resolved, is below the folder of the article: no address, no absolute
path, no ``..`` and no link leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from copydesk import _files
from copydesk.image_files import MOST_BYTES
from copydesk.reading._shared.pictures import nothing_brought, with_pictures
from copydesk.reading._source import Reading
from copydesk.tree import Figure
from copydesk.visit import walk

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def with_pictures_beside(reading: Reading, folder: Path | None) -> Reading:
    """The same reading with the pictures that its figures name as ``data:`` addresses or, if there is a folder, as
    files in it or below, whose names it keeps. Those that are refused stay out, with a problem that says which and
    why."""
    find = nothing_brought if folder is None else partial(_named, folder, reading.names)
    taken = with_pictures(reading.article, find, keeps_names=True, kind="unsupported", line_of=partial(_line, reading))
    return reading._replace(article=taken.article, problems=(*reading.problems, *taken.problems))


def _named(folder: Path, names: Mapping[str, str], source: str) -> bytes | None:
    """The bytes of the file that a page names, or else of that with the name or address of its figure."""
    if source in names:
        with suppress(ValueError):
            return _beside(folder, names[source])
    return _beside(folder, source)


def _beside(folder: Path, source: str) -> bytes | None:
    """The bytes of the file of this name in the folder or below, None for an address: a format that cannot show what
    is there says so. Raises ValueError if there is no such file or it is elsewhere; the name may be written as in an
    address, with ``%20`` for a space."""
    if _SCHEME.match(source) or source.startswith("//"):
        return None
    home = _files.real(folder)
    for name in dict.fromkeys((source, unquote(source))):
        parts = name.replace("\\", "/").split("/")
        if name[:1] in ("/", "\\") or ".." in parts or "\0" in name:
            raise ValueError("it is not in the folder of the article")
        path = _files.real(home.joinpath(*parts))
        if not path.is_relative_to(home):
            raise ValueError("it is a link that leads out of the folder of the article")
        if _files.is_there(path):
            return _files.read_regular(path, MOST_BYTES)
    raise ValueError("there is no such file beside the article")


def _line(reading: Reading, source: str) -> int | None:
    """The line of the raw text in which the first figure with this source begins."""
    figures = (node for node in walk(reading.article) if isinstance(node, Figure) and node.source == source)
    origin = next((figure.origin for figure in figures if figure.origin), None)
    if reading.text is None or origin is None or not origin.spans:
        return None
    return reading.text.count("\n", 0, origin.spans[0].start) + 1
