"""The articles of an issue: which blocks of its pages belong to each, and what they are in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.reading.ocr import alto, archive
from copydesk.reading.ocr.mets import Area, Division
from copydesk.reading.ocr.scanned import Block, Page, around, kind_of
from copydesk.reading.role import Role

_TITLE = 60  # characters of the first words of an article that stand for its title

Ids = tuple[str, ...]
"""The IDs of a block and of those that it is in."""


class Piece(NamedTuple):
    """A block of an article: the member that it is in, its IDs, and its kind in the words of the METS."""

    member: str
    ids: Ids
    kind: str


class Article(NamedTuple):
    """An article by its blocks, and the files of some that the archive lacks."""

    title: str
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...]


def members_of(pieces: Iterable[Piece]) -> list[str]:
    return list(dict.fromkeys(piece.member for piece in pieces))


def article_of(division: Division, found: dict[str, str | None], outlines: dict[str, list[alto.Outlined]]) -> Article:
    """An article with the blocks that its areas name; ``found`` are the members of the files that they name."""
    pieces: dict[tuple[str, Ids], Piece] = {}
    words: list[str] = []
    missing: dict[str, None] = {}
    for area in division.areas:
        name = found.get(area.file)
        if not name and archive.may_be_ocr(area.file):
            missing[area.file] = None
        for block in _blocks_in(outlines.get(name or "", []), area):
            pieces.setdefault((name or "", block.ids), Piece(name or "", block.ids, area.kind))
            words += block.words
    title = division.title or " ".join(words[:_TITLE])[:_TITLE].strip()
    return Article(title, tuple(pieces.values()), tuple(missing))


def _blocks_in(blocks: Sequence[alto.Outlined], area: Area) -> Sequence[alto.Outlined]:
    """The blocks from the first to the last of an area."""
    first = [at for at, block in enumerate(blocks) if area.first in block.ids]
    last = [at for at, block in enumerate(blocks) if area.last in block.ids] or first
    return blocks[first[0] : max(last[-1], first[-1]) + 1] if first else ()


def of_kind(block: Block, kind: str) -> Block:
    """A block with the role that the METS gives to it, if its own file gives it none. It belongs to an article, so that
    it is no furniture by its place alone."""
    role, furniture = kind_of(kind)
    return block._replace(role=block.role or role, furniture=furniture)


def headed(pages: Iterable[Page]) -> list[Page]:
    """The pages of an article whose first heading, above its text, is its headline, in one block; other titles in it
    are headings."""
    done = []
    is_open = True
    has_headline = False
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            is_title = block.role in ("headline", "heading")
            if is_title and is_open and blocks and blocks[-1].role == "headline":
                blocks[-1] = _joined(blocks[-1], block)
                continue
            is_headline = is_title and is_open and not has_headline
            has_headline = has_headline or is_headline
            is_open = is_open and block.role is not None
            role: Role | None = "headline" if is_headline else "heading" if is_title else block.role
            blocks.append(block._replace(role=role))
        done.append(page._replace(blocks=tuple(blocks)))
    return done


def _joined(first: Block, second: Block) -> Block:
    return first._replace(lines=(*first.lines, *second.lines), box=around((first.box, second.box)))
