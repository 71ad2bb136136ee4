"""The words and signs of rich text that say what a group is, what is printed, and how a paragraph is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

_OPENED_BY = {
    "note": "footnote",
    "comment": "annotation",
    "author": "atnauthor",
    "text": "shpinst shptxt do dptxbxtext",
    "page": "header headerl headerr headerf footer footerl footerr footerf",
    "label": "listtext pntext",
    "dropped": "atnid atndate atntime atnref atnparent atnicn atrfstart atrfend xe tc tcn rxe nonesttables nonshppict"
    " shprslt",
    "silent": "fonttbl colortbl stylesheet info pict listtable listoverridetable revtbl rsidtbl filetbl fldinst sp"
    " objdata bkmkstart bkmkend pn",
}
"""What a group is, and the words that open it: ``label`` is what is printed before an item, ``silent`` says nothing."""
ROLES = {name: role for role, names in _OPENED_BY.items() for name in names.split()}
SILENT = frozenset(_OPENED_BY["silent"].split())
TO_PANDOC = frozenset({"text", "note", "silent"})
UNSTARRED = frozenset({"footnote", "do"})
"""Groups that pandoc skips for their ``\\*``."""
OTHER_STYLES = frozenset({"cs", "ts", "ds"})
"""Styles of characters, tables and sections, which pandoc takes for that of the paragraphs of number 0."""
ENDS = frozenset({"par", "sect", "page", "row", "cell", "nestcell"})
CHARACTERS = {
    **dict.fromkeys((*ENDS, "line"), "\n"), "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip
SIGNS = {"~": "\N{NO-BREAK SPACE}", "_": "\N{NON-BREAKING HYPHEN}", "\\": "\\", "{": "{", "}": "}"}
USUAL_SIZE = 24
"""Half points, where a file states none."""


class Group(NamedTuple):
    """What holds in a group: its role, and the properties of its words and its paragraph, in twips; the size of its
    type is in half points."""

    role: str = "text"
    deleted: bool = False
    hidden: bool = False
    outline: bool = False
    listed: bool = False
    in_table: bool = False
    indent: int = 0
    first: int = 0
    size: int = USUAL_SIZE
    align: str = ""
    style: int = 0
    initial: bool = False


_ALIGNED = {"ql": "left", "qr": "right", "qc": "center", "qj": "justify"}
_PARAGRAPH = {
    "outline": False,
    "listed": False,
    "in_table": False,
    "indent": 0,
    "first": 0,
    "align": "",
    "style": 0,
    "initial": False,
}


def _aligned(align: str) -> Callable[[int], dict[str, Any]]:
    return lambda _: {"align": align}


PROPERTIES: dict[str, Callable[[int], dict[str, Any]]] = {
    "pard": lambda _: _PARAGRAPH,
    "outlinelevel": lambda number: {"outline": 0 <= number < 9},
    "s": lambda number: {"style": number},
    "dropcapli": lambda number: {"initial": number > 0},
    "ls": lambda number: {"listed": number > 0},
    "li": lambda number: {"indent": number},
    "fi": lambda number: {"first": number},
    "plain": lambda _: {"hidden": False, "size": USUAL_SIZE},
    "fs": lambda number: {"size": number if number > 0 else USUAL_SIZE},
    **{word: _aligned(align) for word, align in _ALIGNED.items()},
}
"""What the words of properties with their numbers say of a group's words and paragraph."""
