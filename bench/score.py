"""Measures the reader on labelled articles: ``python bench/damage.py FOLDER``, then this.

usage: python bench/score.py FOLDER [--by channel|lang|kind|name] [--lang en] [--channel print] [--faults 40]

FOLDER contains raw texts (`**/*.txt`), each with its correct reading beside it (`.gold.json`, as `bench/damage.py`
makes it). The words of both readings are aligned in the order of the page. *words* is the F1 of the words that are in
any role, *breaks* that of the positions where a part begins, *roles* the mean F1 of the words of each role, and then
those of some roles; *authors* and *dates* are F1 of names and of ISO dates, *whole* is the share of articles without
any fault. Words are compared without case, punctuation or hyphens. --faults lists words read in a wrong role.

Needs rapidfuzz.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import LCSseq

import copydesk
from copydesk import tree
from copydesk.visit import plain, walk

ROLES = (
    "kicker", "headline", "deck", "byline", "date", "editors_note", "dateline", "paragraph", "heading", "blockquote",
    "attribution", "pull_quote", "list", "verse", "table", "caption", "credit", "footnote", "furniture",
    "contact", "bio", "rights", "related", "correction",
)  # fmt: skip
SHOWN = ("kicker", "headline", "deck", "byline", "paragraph", "heading", "blockquote", "list", "caption", "furniture")
NAMES = {"pub_date": "date", "note": "footnote", "preformatted": "paragraph", "end": "furniture"}


class Part(NamedTuple):
    """A part of a reading: its role and its words."""

    role: str
    words: list[str]


def words(text: str) -> list[str]:
    """The words of a text in the form in which they are compared."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return re.findall(r"\w+", re.sub(r"\s*\n\s*", " ", folded))


def of_gold(gold: dict[str, Any]) -> list[Part]:
    """The parts of a correct reading."""
    out = []
    for block in gold["all"]:
        pieces = block.get("items") or block["text"].split("\n\n")
        out += [Part(NAMES.get(block["type"], block["type"]), words(piece)) for piece in pieces]
    return [part for part in out if part.words]


def of_article(article: tree.Article) -> list[Part]:
    """The parts that the reader found, in the order of the page."""
    head = article.head
    parts: list[tree.Node] = [*head.bylines, *head.dates, *article.body, *article.foot, *article.notes]
    parts += [part for part in (head.kicker, head.headline, head.deck, head.editors_note, head.dateline) if part]
    parts += article.furniture
    out = [Part(role, words(text)) for part in sorted(parts, key=_position) for role, text in _roles(part, "")]
    return [part for part in out if part.words]


def _position(node: tree.Node) -> int:
    origins = (below.origin for below in walk(node) if isinstance(below, tree.Located))
    return min((span.start for origin in origins if origin for span in origin.spans), default=0)


def _roles(node: tree.Node, inside: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, (tree.BlockQuote, tree.List, tree.Note)):
        role = {"BlockQuote": "blockquote", "List": "list", "Note": "footnote"}[type(node).__name__]
        blocks = [block for item in node.items for block in item] if isinstance(node, tree.List) else node.blocks
        for block in blocks:
            yield from _roles(block, role)
    elif isinstance(node, tree.Speech):
        parts = [part for block in node.blocks for part in _roles(block, inside)]
        (role, first), *rest = parts or [(inside or "paragraph", "")]
        yield role, f"{plain(node.speaker)} {first}"
        yield from rest
    elif isinstance(node, tree.Figure):
        yield "caption", plain(node.caption)
        yield "credit", plain(node.credit)
    elif isinstance(node, tree.Table):
        yield "table", " ".join(map(plain, (node.caption, node.header, node.rows)))
    elif isinstance(node, tree.PullQuote):
        yield "pull_quote", plain(node.inlines)
    elif isinstance(node, (tree.Furniture, tree.Byline)):
        yield type(node).__name__.lower(), node.text
    else:
        role = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(node).__name__).lower()
        yield inside or NAMES.get(role, role), plain(node)
    if isinstance(node, (tree.BlockQuote, tree.PullQuote)):
        yield "attribution", plain(node.attribution)


class Fault(NamedTuple):
    """Words that were read in a wrong role; an empty role means none."""

    right: str
    read: str
    words: str
    name: str


class Score:
    """The counts over the added articles: correct, extra and missed, by measure."""

    def __init__(self) -> None:
        self.articles = self.whole = 0
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.faults: list[Fault] = []

    def add(self, gold: dict[str, Any], article: tree.Article, name: str) -> None:
        """Compare one article with its right reading."""
        right, read = of_gold(gold), of_article(article)
        faults_before = len(self.faults)
        before = {key: list(count) for key, count in self.counts.items()}
        match = _aligned(
            [word for part in right for word in part.words], [word for part in read for word in part.words]
        )
        self._words(right, read, match, name)
        self._breaks(right, read, match)
        authors = [person.name for byline in article.head.bylines for person in byline.persons]
        self._sets("authors", {" ".join(words(x)) for x in gold["authors"]}, {" ".join(words(x)) for x in authors})
        dates = [date.iso[:10] for date in article.head.dates if date.iso]
        self._sets("dates", {gold["date"]} - {None}, set(dates[:1]))
        self.articles += 1
        has_faults = any(count[1:] != before.get(key, [0, 0, 0])[1:] for key, count in self.counts.items())
        self.whole += not has_faults and len(self.faults) == faults_before

    def _words(self, right: list[Part], read: list[Part], match: dict[int, int], name: str) -> None:
        role_of_read = [part.role for part in read for _ in part.words]
        role_of_right = [part.role for part in right for _ in part.words]
        right_words = [word for part in right for word in part.words]
        run: list[int] = []
        for index, role in enumerate([*role_of_right, ""]):
            read_as = role_of_read[match[index]] if index in match else ""
            if run and (read_as, role) != (self._role_at(run[-1], match, role_of_read), role_of_right[run[-1]]):
                role_read = self._role_at(run[0], match, role_of_read)
                self.faults.append(Fault(role_of_right[run[0]], role_read, " ".join(right_words[i] for i in run), name))
                run = []
            if role and read_as != role:
                run.append(index)
            if role:
                self.counts[role][0 if read_as == role else 2] += 1
                self.counts["words"][0 if read_as else 2] += 1
                if read_as and read_as != role:
                    self.counts[read_as][1] += 1
        aligned = set(match.values())
        for index, role in enumerate(role_of_read):
            if index not in aligned and role != "furniture":
                self.counts["words"][1] += 1
                self.counts[role][1] += 1

    @staticmethod
    def _role_at(index: int, match: dict[int, int], roles: list[str]) -> str:
        return roles[match[index]] if index in match else ""

    def _breaks(self, right: list[Part], read: list[Part], match: dict[int, int]) -> None:
        back = {there: here for here, there in match.items()}
        opened = {back[index] for index in _opens(read) if index in back}
        self._sets("breaks", set(_opens(right)) & match.keys(), opened)

    def _sets(self, key: str, right: set[Any], read: set[Any]) -> None:
        for index, entries in enumerate((right & read, read - right, right - read)):
            self.counts[key][index] += len(entries)

    def figure(self, key: str) -> float | None:
        """An F1, None where there was nothing of the kind."""
        right, invented, missed = self.counts[key]
        return 2 * right / (2 * right + invented + missed) if right + missed else None

    def figures(self) -> dict[str, float | None]:
        """All figures of the articles."""
        roles = [figure for role in ROLES if (figure := self.figure(role)) is not None]
        out: dict[str, float | None] = {
            key: self.figure(key) for key in ("words", "breaks", "authors", "dates", *ROLES)
        }
        return {**out, "roles": sum(roles) / len(roles), "whole": self.whole / self.articles}


def _opens(parts: list[Part]) -> Iterator[int]:
    index = 0
    for part in parts:
        yield index
        index += len(part.words)


def _aligned(right: list[str], read: list[str]) -> dict[int, int]:
    ids: dict[str, int] = {}
    one = [ids.setdefault(word, len(ids)) for word in right]
    two = [ids.setdefault(word, len(ids)) for word in read]
    match: dict[int, int] = {}
    for op in LCSseq.opcodes(one, two):
        if op.tag == "equal":
            match.update(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
    return match


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--by", choices=("channel", "lang", "kind", "name"), default="channel")
    parser.add_argument("--lang")
    parser.add_argument("--channel")
    parser.add_argument("--faults", type=int, default=0, help="how many faults to list, the longest first")
    given = parser.parse_args()
    groups: dict[str, Score] = {}
    every = Score()
    for path in sorted(given.folder.glob("**/*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        if (given.lang and gold["lang"] != given.lang) or (given.channel and path.parent.name != given.channel):
            continue
        group = {**gold, "channel": path.parent.name, "name": gold["id"]}[given.by]
        article = copydesk.read(path.read_bytes())
        for score in (groups.setdefault(group, Score()), every):
            score.add(gold, article, f"{path.parent.name}/{path.stem}")
    keys = ("words", "breaks", "roles", *SHOWN, "authors", "dates", "whole")
    print(f"{'':16}{'n':>5}" + "".join(f"{key[:9]:>10}" for key in keys))
    for group, score in [*sorted(groups.items()), ("all", every)]:
        cells = ((score.figures()[key], key) for key in keys)
        print(
            f"{group[:15]:16}{score.articles:5}"
            + "".join("         -" if f is None else f"{f:10.3f}" for f, _ in cells)
        )
    for fault in sorted(every.faults, key=lambda fault: -len(fault.words))[: given.faults]:
        print(f"{fault.name}: {fault.right} read as {fault.read or 'nothing'}: {fault.words[:90]}")


if __name__ == "__main__":
    main()
