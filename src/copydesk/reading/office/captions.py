"""The captions of pictures and tables: paragraphs in a style of captions, and others that their place and their setting
show to be some. Each is given to its picture or its table, wherever that stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.locales import Locale
from copydesk.reading.office.flow import Document, Grid, Para, Run, cut, without_common_marks, without_marks
from copydesk.reading.office.groups import block_kind, caption_at, with_pictures_inside
from copydesk.reading.office.paragraph_styles import is_ours
from copydesk.reading.office.picture_credits import PictureCredits
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.roles.features import credit_start
from copydesk.reading.text.roles.features.vocabulary import vocabulary
from copydesk.tree import Figure

_LONGEST = 300  # characters of a caption
_MOST = 2  # paragraphs of a caption in a box
_SMALLER = 0.95  # of the size of the text: type that shows
_OF_TABLES = re.compile(
    r"\s*(?:tab(?:le|ela|ella|elle|elul|la|leau|ell|el|\.)?|taulukko|táblázat|tabulka|таблиця?|таблица|πίνακας|tablo|bảng"
    r"|표|表|جدول|טבלה|तालिका|ตาราง)\s*(?:[\divxlc]|nr|no|n°|№|第)",
    re.IGNORECASE,
)
"""How programs name tables in captions, with a number."""

Block = Para | Grid | None


def figure_of(box: Sequence[Para | Grid]) -> Figure | None:
    """The picture in a box of text, with the few words there as its caption; None if the box holds more."""
    filled = [block for block in box if isinstance(block, Grid) or not block.is_empty]
    paras = [block for block in filled if isinstance(block, Para)]
    words = [para for para in paras if para.text.strip()]
    pictures = [picture for para in paras for picture in para.pictures]
    plain = all(block_kind(block) in ("paragraph", "caption", "picture") for block in filled)
    short = len(words) <= _MOST and sum(len(para.text) for para in words) <= _LONGEST
    if len(pictures) != 1 or not plain or not short:
        return None
    runs = [run for para in words for run in (Run("\n"), *para.runs)][1:]
    return _captioned(pictures[0], Para(tuple(runs), ("caption",)))


def with_captions(document: Document) -> Document:
    """The document with the captions in its pictures, and pictures within lists and quotations there. Paragraphs right
    below pictures are captions if they open as
    such, repeat the description, end in a credit, or are set smaller than the text, in italics, or centred."""
    sources = PictureCredits(document.flow, document.stated.lang)
    ours = any(is_ours(block) for block in document.flow if isinstance(block, Para))
    blocks = list(document.flow) if ours else sources.joined(document.flow)
    below = [(above, at) for above, at in pairwise(_filled(blocks)) if _may_be_caption(blocks[above], blocks[at])]
    look = _Look(blocks, [at for _, at in below], sources.locales) if below else None
    for above, at in below:
        picture, para = blocks[above].pictures[-1], blocks[at]  # type: ignore[union-attr]
        assert isinstance(para, Para)
        if look and (para.text.split() == picture.alt.split() or look.is_caption(para)):
            blocks[at] = look.caption(para)
    flow = with_pictures_inside(_given(blocks))
    return document._replace(flow=flow if ours else list(map(sources.parted, flow)))


def _given(blocks: Iterable[Para | Grid]) -> list[Para | Grid]:
    """The blocks with the captions in the pictures and tables above them, or below those that stand above theirs."""
    result = [_cells(block) if isinstance(block, Grid) else block for block in blocks]
    filled = _filled(result)
    taken: set[int] = set()
    for number, at in enumerate(filled):
        block = result[at]
        if not isinstance(block, Para) or block_kind(block) not in ("caption", "table_caption"):
            continue
        above, below = filled[number - 1] if number else None, next(iter(filled[number + 1 :]), None)
        after = next(iter(filled[number + 2 :]), None)
        around = [None if one is None else result[one] for one in (above, below, after)]
        table = (above, below, None)[_table_beside(block, *around)]
        if table is not None:
            result[table] = result[table]._replace(caption=without_marks(block.runs, "credit"))  # type: ignore[call-arg]
            taken.add(at)
        elif block_kind(block) != "caption":
            continue
        elif block.pictures:
            result[at] = _with_caption(block._replace(runs=(), styles=()), block)
        elif above is not None and _lacks_caption(result[above]):
            result[above] = _with_caption(result[above], block)
            taken.add(at)
        elif below is not None and _is_below(result[below]) and not (above is not None and _is_figure(result[above])):
            result[below] = _with_caption(result[below], block)
            taken.add(at)
    return [block for at, block in enumerate(result) if at not in taken]


def _table_beside(caption: Para, above: Block, below: Block, after: Block) -> int:
    """Which of the blocks beside a caption is the table that it names: 0 for the one above it, 1 for that below it, 2
    for none. ``after`` is the block behind the latter: where captions stand below their tables, the next one."""
    if caption.pictures:
        return 2
    plainly = block_kind(caption) == "table_caption" or bool(_OF_TABLES.match(caption.text))
    pictured = [block is not None and _lacks_caption(block) for block in (above, below)]
    if _is_untitled(below) and (plainly or not pictured[0]):
        in_turn = _is_untitled(above) and after is not None and block_kind(after) == block_kind(caption)
        return 0 if in_turn else 1
    return 0 if _is_untitled(above) and (plainly or not pictured[1]) else 2


def _is_untitled(block: Block) -> bool:
    """Whether a block is a table without a caption."""
    return isinstance(block, Grid) and not block.caption


def _filled(blocks: Iterable[Para | Grid]) -> list[int]:
    """The indexes of the blocks with content, and of those that close a figure in copydesk's own files."""
    return [
        at for at, block in enumerate(blocks)
        if isinstance(block, Grid) or not block.is_empty or block.styles[:1] == ("table space",)
    ]  # fmt: skip


def _cells(grid: Grid) -> Grid:
    return grid._replace(rows=tuple(tuple(tuple(_given(cell)) for cell in row) for row in grid.rows))


def _is_figure(block: Para | Grid) -> bool:
    """Whether a block stands for a picture that is not there, with the words that describe it."""
    return block_kind(block) == "picture" and not _lacks_caption(block)


def _is_below(block: Para | Grid) -> bool:
    """Whether a block is a picture alone, which may have its caption above it."""
    return isinstance(block, Para) and _lacks_caption(block) and not block.text.strip()


def _lacks_caption(block: Para | Grid) -> bool:
    return isinstance(block, Para) and bool(block.pictures) and not block.pictures[-1].caption


def _with_caption(block: Para | Grid, caption: Para) -> Para:
    assert isinstance(block, Para)
    return block._replace(pictures=(*block.pictures[:-1], _captioned(block.pictures[-1], caption)))


def _captioned(picture: Figure, para: Para) -> Figure:
    caption, credit, _ = caption_at([para], 0)
    return replace(picture, caption=caption, credit=credit) if caption or credit else picture


# ------------------------------------------------------------------------------------------------ without a style


def _may_be_caption(above: Para | Grid, block: Para | Grid) -> bool:
    """Whether a block is a short paragraph below one that holds nothing but pictures."""
    if not isinstance(above, Para) or not isinstance(block, Para) or not above.pictures or block.pictures:
        return False
    return not above.text.strip() and block_kind(block) == "paragraph" and 0 < len(block.text.strip()) <= _LONGEST


class _Setting(NamedTuple):
    """What shows of how a paragraph is set: its size in points, 0 if unknown, slant and alignment."""

    size: float
    italic: bool
    centred: bool


class _Look:
    """How captions look in a document: unlike its text, its questions and its bylines. ``below`` has the indexes of
    the paragraphs right below pictures."""

    def __init__(self, blocks: Sequence[Para | Grid], below: Sequence[int], locales: tuple[Locale, ...]) -> None:
        paras = [block for block in blocks if isinstance(block, Para)]
        self._lines = CreditLines(locales)
        self._locales = locales
        self._opening = vocabulary(locales).openings["opens_as_caption"]
        self._usual = _usual(paras)
        places = set(below)
        others = [block for at, block in enumerate(blocks) if at not in places and isinstance(block, Para)]
        self._elsewhere = Counter(_setting_of(para) for para in others if not para.is_empty)
        self._most = len(below)

    def is_caption(self, para: Para) -> bool:
        words = " ".join(para.text.split())
        if self._opening.match(words) or credit_start(words, self._locales):
            return True
        if self._lines.is_date_line(words) or self._lines.byline(words):
            return False
        setting, usual = _setting_of(para), self._usual
        if para.setting.bold or setting.size > usual.size > 0 or self._elsewhere[setting] > self._most:
            return False
        smaller = 0 < setting.size < _SMALLER * usual.size
        return smaller or (setting.italic and not usual.italic) or (setting.centred and not usual.centred)

    def caption(self, para: Para) -> Para:
        """A paragraph as a caption: without the italics of all its words, and with the credit that it ends in."""
        start = credit_start(para.text, self._locales)
        words, credit = cut(para.runs, start or len(para.text))
        marked = (run._replace(marks=run.marks | {"credit"}) for run in without_common_marks(credit))
        return para._replace(styles=("caption",), runs=(*without_common_marks(words), *marked))


def _usual(paras: Iterable[Para]) -> _Setting:
    letters: Counter[_Setting] = Counter()
    for para in paras:
        letters[_setting_of(para)] += len(para.text)
    return max(letters, key=lambda setting: letters[setting])


def _setting_of(para: Para) -> _Setting:
    return _Setting(para.setting.size, para.setting.italic, para.setting.align == "center")
