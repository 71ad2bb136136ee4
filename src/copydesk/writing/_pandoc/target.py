"""What pandoc can do in a target format."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class TargetFormat(NamedTuple):
    """The properties of the target format: whether pandoc's template shows title and deck, whether pandoc keeps
    captions of figures and tables, refers to pictures and holds them, and keeps link targets, whether it knows
    paragraph and character styles by their names, and further metadata of the template by its variables:
    ``{"copyright.statement": "rights"}``."""

    title: bool = True
    deck: bool = True
    captions: bool = True
    pictures: bool = True
    embeds: bool = False
    links: bool = True
    styles: bool = False
    metadata: Mapping[str, str] = MappingProxyType({})
