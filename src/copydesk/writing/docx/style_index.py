"""The styles of a reference document, found by their names or keys."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from copydesk.writing.docx.kinds import KINDS, Kind, style_id
from copydesk.writing.docx.values import ON, value
from copydesk.writing.docx.xml import W

_DEFAULT = "the style that is not named"


class StyleIndex:
    """The styles of a document, from the root element of its styles.

    copydesk's styles are found by name, then by alias, then by key, ignoring case, including the alternative names in
    ``kinds``. References to missing styles are removed.
    """

    def __init__(self, root: Any) -> None:
        self._root = root
        self._elements: dict[str, Any] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._index()
        self._keys = {kind.name: self._found(kind) for kind in KINDS}

    def key(self, name: str) -> str | None:
        """The key of the document's style for ``name``, or of copydesk's once it is added; None if there is none."""
        return self._keys[name] if name in self._keys else self._names.get(("character", _comparable(name)))

    def new_key(self, name: str) -> str:
        """A key that is not in use, for a style that the document lacks."""
        key = style_id(name)
        while key in self._elements:
            key += "Added"
        return key

    def add(self, name: str, element: Any) -> None:
        """Adds one of copydesk's styles to the document."""
        self._root.append(element)
        self._keys[name] = key = str(element.get(f"{W}styleId"))
        self._elements[key] = element

    def ancestry(self, key: str) -> Iterable[Any]:
        """A style and the styles that it is based on, in order."""
        passed = set()
        while key in self._elements and key not in passed:
            passed.add(key)
            yield self._elements[key]
            key = value(self._elements[key], "basedOn")

    def _found(self, kind: Kind) -> str | None:
        candidates = (kind.builtin, kind.name, *kind.alternatives) if kind.based_on else (kind.builtin, _DEFAULT)
        return next(filter(None, (self._names.get((kind.kind, _comparable(each))) for each in candidates)), None)

    def _index(self) -> None:
        ranks: list[list[tuple[tuple[str, str], str]]] = [[], [], []]
        for one in self._root.iterfind(f"{W}style"):
            key, kind = str(one.get(f"{W}styleId")), one.get(f"{W}type", "paragraph")
            self._elements[key] = one
            aliases = value(one, "aliases").split(",")
            for rank, names in zip(ranks, ([value(one, "name")], aliases, [key]), strict=True):
                rank += [((kind, _comparable(name)), key) for name in names if _comparable(name)]
            if one.get(f"{W}default") in ON:
                self._names[kind, _comparable(_DEFAULT)] = key
        for identity, key in chain.from_iterable(ranks):
            self._names.setdefault(identity, key)
        for one in self._elements.values():
            for name in ("basedOn", "next", "link"):
                other = one.find(f"{W}{name}")
                if other is not None and other.get(f"{W}val") not in self._elements:
                    one.remove(other)


def _comparable(name: str) -> str:
    """The form in which names of styles are compared: ``"Block Text"`` equals ``"blocktext"``."""
    return "".join(filter(str.isalnum, name)).casefold()
