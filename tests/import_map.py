"""The map of imports, in text: each folder of the package, and the folders and modules whose names it imports.

usage: python -m tests.import_map
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.tools import ROOT

SOURCE = ROOT / "src" / "copydesk"


def imported(module: Path, *, top_only: bool = False) -> Iterator[str]:
    """The full names of all that a module imports: ``copydesk.tree.Article``; those of its top level with
    ``top_only``."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(name: str) -> str:
    """The folder that a full name stands in, or its module where that stands right in the package: ``reading/text``."""
    parts = name.split(".")[1:]
    depth = next((depth for depth in range(len(parts), 0, -1) if (SOURCE / Path(*parts[:depth])).is_dir()), 1)
    return "/".join(parts[:depth])


def import_map() -> Mapping[str, set[str]]:
    """Each folder, or module right in the package, with those whose names it imports."""
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    for module in sorted(SOURCE.rglob("*.py")):
        here = room_of(".".join(("copydesk", *module.relative_to(SOURCE).with_suffix("").parts)))
        names = (name for name in imported(module) if name.startswith("copydesk."))
        rooms[here] |= {room_of(name) for name in names} - {here}
    return rooms


def main() -> None:
    rooms = import_map()
    width = max(map(len, rooms))
    for room, others in sorted(rooms.items()):
        sys.stdout.write(f"{room:{width}} -> {', '.join(sorted(others)) or '-'}\n")


if __name__ == "__main__":
    main()
