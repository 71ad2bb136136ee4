"""How many lines of raw texts are set aside, by kind: ``python bench/furniture.py FOLDER...``.

For each folder of texts (`**/*.txt`): the lines that are furniture and the articles that have some, by kind; and, where
the right reading of an article stands beside it (`.gold.json`), the lines whose words stand in its text: those were
perhaps set aside by mistake. It reads by the public names alone, so that an older tree can be measured as well:
``PYTHONPATH=OLD/src python bench/furniture.py FOLDER``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import copydesk

SHORTEST = 3  # words of a line that is searched for in the right reading


def words(text: str) -> list[str]:
    """The words of a text, without regard to case."""
    return re.findall(r"\w+", text.casefold())


def in_text(path: Path, line: str) -> bool:
    """Whether the words of a line stand in the right reading of an article."""
    gold = path.with_suffix(".gold.json")
    wanted = words(line)
    if len(wanted) < SHORTEST or not gold.exists():
        return False
    blocks = json.loads(gold.read_text(encoding="utf-8"))["blocks"]
    return any(
        f" {' '.join(wanted)} " in f" {' '.join(words(block['text']))} " for block in blocks if block["type"] != "noise"
    )


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        paths = sorted(folder.rglob("*.txt"))
        lines, articles, text = Counter[str](), Counter[str](), Counter[str]()
        for path in paths:
            aside = copydesk.read(path.read_bytes()).furniture
            for kind in {each.kind for each in aside}:
                articles[kind] += 1
            articles["all"] += bool(aside)
            for each in aside:
                for kind in (each.kind, "all"):
                    lines[kind] += 1
                    text[kind] += in_text(path, each.text)
        print(f"{folder}: {len(paths)} texts\n{'kind':16}{'lines':>8}{'articles':>10}{'in the text':>13}")
        for kind, count in [*sorted(lines.items(), key=lambda pair: (pair[0] == "all", -pair[1]))]:
            print(f"{kind:16}{count:8}{articles[kind]:10}{text[kind]:13}")


if __name__ == "__main__":
    main()
