"""The pictures of figures: what describes them, their names and addresses, and what is said of those left out."""

from __future__ import annotations

import base64
import hashlib

from copydesk.problems import Problem
from copydesk.tree import Figure, Picture
from copydesk.visit import plain

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}
"""The endings of files by the media types of pictures."""


def description(node: Figure) -> str:
    """The alternative text of a figure's picture on one line: its own, else its caption; empty if it has neither."""
    return " ".join((node.alt or plain(node.caption)).split())


def data_uri(picture: Picture) -> str:
    """The picture itself as an address."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


def as_svg(picture: Picture) -> str:
    """The picture in an SVG of its size, for a program that takes pictures as text only."""
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{data_uri(picture)}"/></svg>'


def file_name(picture: Picture) -> str:
    """A name for the picture's file: the same for the same bytes, and another for others."""
    return f"{hashlib.sha256(picture.data).hexdigest()[:20]}{ENDINGS[picture.media_type]}"


def not_fetched(node: Figure) -> list[Problem]:
    """The problem of a figure that only names its picture; none if it holds it or names none."""
    if node.picture or not node.source:
        return []
    return [Problem("unsupported", None, f"the picture {node.source} is left out: nothing is ever fetched")]
