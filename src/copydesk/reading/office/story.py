"""The flow of an office document -> the nodes of an article, by the styles of its paragraphs.

Each kind of block takes the paragraphs that belong to it: those of a list, the stanzas of a verse, the caption of a
picture. The styles of copydesk's own Word files lead back to the nodes that they were made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from copydesk.reading.markdown.normalise import one_line, to_the_letter
from copydesk.reading.markdown.verse import lines_of
from copydesk.reading.office.addresses import contact
from copydesk.reading.office.flow import Flow, Grid, Para, inlines, without_marks
from copydesk.reading.office.groups import block_kind, caption_at, goes_on, goes_on_speaking, run_of, spoken
from copydesk.reading.office.items import list_of
from copydesk.reading.office.paragraph_styles import depth_of, kind_of, level_of
from copydesk.reading.office.tables import pictures_in, pictures_of, table
from copydesk.tree import (
    Bio,
    Block,
    BlockQuote,
    Break,
    Contact,
    Correction,
    Figure,
    Heading,
    Inline,
    Paragraph,
    Preformatted,
    PullQuote,
    Related,
    Rights,
    Section,
    Speech,
    Verse,
)
from copydesk.visit import plain, walk

_LINES: dict[str, type[Bio | Rights | Related | Correction]] = {
    "bio": Bio,
    "rights": Rights,
    "related": Related,
    "correction": Correction,
}
_TOP_ONLY = (Contact, PullQuote, Bio, Rights, Related, Correction)


class Story:
    """Makes sections of flows. ``raised`` is added to the levels of headings: 1 where the headline stands above those
    of level 1."""

    def __init__(self, raised: int = 1) -> None:
        self._raised = raised
        self._by_kind: dict[str, Callable[[Flow, int], tuple[list[Section], int]]] = {
            "heading": self._heading,
            "headline": self._heading,
            "quotation": self._quotation,
            "attribution": self._quotation,
            "pull_quote": self._pull_quote,
            "speech": self._speech,
            "verse": self._verse,
            "item": self._list,
            "picture": self._figure,
            "caption": self._figure,
            "table_caption": self._paragraph,
            "preformatted": self._preformatted,
            "break": self._break,
            "contact": self._contact,
            **dict.fromkeys(_LINES, self._line),
        }

    def sections(self, flow: Flow) -> list[Section]:
        """The sections of a flow, in order."""
        flow = [block for block in flow if isinstance(block, Grid) or not block.is_empty or kind_of(block) == "break"]
        sections: list[Section] = []
        at = 0
        while at < len(flow):
            block = flow[at]
            take = self._table if isinstance(block, Grid) else self._by_kind.get(kind_of(block), self._paragraph)
            more, after = take(flow, at)
            sections += [*more, *_left_out(flow[at:after], more)]
            at = after
        return sections

    def blocks(self, flow: Flow) -> tuple[Block, ...]:
        """The blocks of a flow inside a note or a cell, where there is no foot."""
        blocks: list[Block] = []
        for section in self.sections(flow):
            if isinstance(section, Contact):
                blocks += section.blocks
            elif isinstance(section, _TOP_ONLY):
                blocks.append(Paragraph(section.inlines))
            else:
                blocks.append(section)
        return tuple(blocks)

    # ------------------------------------------------------------------------------------------- single paragraphs

    def _paragraph(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        para = flow[at]
        assert isinstance(para, Para)
        words = inlines(without_marks(para.runs, "dateline", "speaker", "credit", "reference"))
        return [*([Paragraph(words)] if words else []), *para.pictures], at + 1

    def _heading(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        para = flow[at]
        assert isinstance(para, Para)
        level = min(max(level_of(para) + self._raised, 2), 6)
        words = inlines(para.runs)
        return [*([Heading(level, words)] if words else []), *para.pictures], at + 1

    def _line(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        para = flow[at]
        assert isinstance(para, Para)
        return [_LINES[kind_of(para)](inlines(para.runs))], at + 1

    def _break(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        para = flow[at]
        assert isinstance(para, Para)
        words = inlines(para.runs)
        return [Paragraph(words) if any(map(str.isalnum, plain(words))) else Break()], at + 1

    # ---------------------------------------------------------------------------------------------- several together

    def _quotation(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        """A quotation: the paragraphs of its style, deeper ones inside it, and its attribution."""
        quoted, after = run_of(flow, at, "quotation")
        attribution: tuple[Inline, ...] = ()
        if after < len(flow) and block_kind(flow[after]) == "attribution":
            attribution = inlines(flow[after].runs)  # type: ignore[union-attr]
            after += 1
        blocks = self._quoted(quoted, 1)
        if not blocks:
            return [Paragraph(attribution)], after
        return [BlockQuote(blocks, attribution)], after

    def _quoted(self, paras: list[Para], depth: int) -> tuple[Block, ...]:
        blocks: list[Block] = []
        deeper: list[Para] = []
        for para in paras:
            if depth_of(para) > depth:
                deeper.append(para)
                continue
            if deeper:
                blocks.append(BlockQuote(self._quoted(deeper, depth + 1)))
                deeper = []
            speaker, words = spoken(para)
            words_of_it = inlines(words)
            if speaker:
                blocks.append(Speech(speaker, (Paragraph(words_of_it),) if words_of_it else ()))
            elif words_of_it:
                blocks.append(Paragraph(words_of_it))
            blocks += para.pictures
        if deeper:
            blocks.append(BlockQuote(self._quoted(deeper, depth + 1)))
        return tuple(blocks)

    def _pull_quote(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        para = flow[at]
        assert isinstance(para, Para)
        attributed = at + 1 < len(flow) and block_kind(flow[at + 1]) == "attribution"
        attribution = inlines(flow[at + 1].runs) if attributed else ()  # type: ignore[union-attr]
        return [PullQuote(inlines(para.runs), attribution)], at + 1 + attributed

    def _speech(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        """What one person says: the paragraph that names the speaker, and those in the style of text below it.

        A paragraph of its own below a speech has another style in copydesk's files."""
        para = flow[at]
        assert isinstance(para, Para)
        speaker, runs = spoken(para)
        words = inlines(runs)
        if not speaker:
            return [Paragraph(words)], at + 1
        blocks: list[Block] = [Paragraph(words)] if words else []
        after = at + 1
        if not words and after < len(flow) and block_kind(flow[after]) not in ("paragraph", "heading"):
            take = self._by_kind.get(block_kind(flow[after]), self._table)
            first, after = take(flow, after)
            blocks += [section for section in first if not isinstance(section, _TOP_ONLY)]
        while after < len(flow) and goes_on_speaking(flow[after]):
            more, after = self._paragraph(flow, after)
            blocks += more  # type: ignore[arg-type]
        return [Speech(speaker, tuple(blocks))], after

    def _verse(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        """The stanzas: each is a paragraph, or each line is one, where lines are set singly."""
        paras, after = run_of(flow, at, "verse")
        lines: list[tuple[Inline, ...]] = []
        whole = any("\n" in para.text.strip() for para in paras)
        for para in paras:
            lines += [*([()] if lines and whole else []), *lines_of(inlines(para.runs))]
        return [Verse(tuple(lines))], after

    def _list(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        first = flow[at]
        assert isinstance(first, Para)
        assert first.item
        after = at
        paras: list[Para] = []
        while after < len(flow):
            block = flow[after]
            if not isinstance(block, Para) or kind_of(block) not in ("item", "continued"):
                break
            if block.item and block.item.level <= first.item.level and not goes_on(first, block):
                break
            paras.append(block)
            after += 1
        return [list_of(paras)], after

    def _figure(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        """A picture that has an alternative text for words, a caption, or both."""
        para = flow[at]
        assert isinstance(para, Para)
        if kind_of(para) == "picture":
            if para.pictures:
                *others, last = para.pictures
                return [*others, last if last.caption else replace(last, caption=inlines(para.runs))], at + 1
            caption, credit, after = caption_at(flow, at + 1)
            return [Figure(caption, credit, alt=one_line(para.text).strip())], after
        caption, credit, after = caption_at(flow, at)
        return [Figure(caption, credit)], after

    def _table(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        """The table, and behind it the pictures of its cells; these alone if the cells have no words."""
        grid = flow[at]
        assert isinstance(grid, Grid)
        caption = inlines(grid.caption)
        section = table(grid, caption)
        if section:
            return [section, *pictures_of(grid)], at + 1
        pictures = list(pictures_in([grid]))
        if not pictures or (caption and pictures[-1].caption):
            return [*([Paragraph(caption)] if caption else []), *pictures], at + 1
        return [*pictures[:-1], replace(pictures[-1], caption=caption or pictures[-1].caption)], at + 1

    def _preformatted(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        paras, after = run_of(flow, at, "preformatted")
        text = to_the_letter("\n".join(para.text for para in paras))
        return [Preformatted(text)], after

    def _contact(self, flow: Flow, at: int) -> tuple[list[Section], int]:
        paras, after = run_of(flow, at, "contact")
        return [contact(tuple(Paragraph(inlines(para.runs)) for para in paras))], after


def _left_out(blocks: Flow, sections: list[Section]) -> Iterator[Figure]:
    """The pictures of blocks that the sections made of these do not hold."""
    held = Counter(node.source for section in sections for node in walk(section) if isinstance(node, Figure))
    for picture in pictures_in(blocks):
        if held[picture.source]:
            held[picture.source] -= 1
        else:
            yield picture
