"""The credits of pictures that stand in their captions or below them: ``The mill in frost. Photo: Jo Webb``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace

from copydesk.locales import Locale, locale, with_english
from copydesk.reading.markdown.normalise import tidy
from copydesk.reading.office.flow import Flow, Grid, Para, Run
from copydesk.reading.office.groups import block_kind
from copydesk.reading.office.head import language_of
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.roles.features import credit_start, opens_as_credit
from copydesk.tree import Figure, Inline, Text
from copydesk.visit import plain

_LONGEST = 100  # characters of a credit below a caption


class PictureCredits:
    """Reads credits in the language of a flow, which is asked for only where there are captions."""

    def __init__(self, flow: Flow, lang: str) -> None:
        self._flow = flow
        self._lang = lang

    @cached_property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of the flow: its own, and English."""
        words = "\n".join(block.text for block in self._flow if isinstance(block, Para))
        return with_english(locale(language_of(words, self._lang)))

    def joined(self, blocks: Sequence[Para | Grid]) -> list[Para | Grid]:
        """The blocks with the lines right below captions that are nothing but credits in these."""
        result: list[Para | Grid] = []
        for block in blocks:
            above = result[-1] if result else None
            if isinstance(above, Para) and isinstance(block, Para) and self._is_credit_below(block, above):
                result[-1] = above._replace(runs=(*above.runs, Run("\n"), *block.runs))
            else:
                result.append(block)
        return result

    def _is_credit_below(self, block: Para, above: Para) -> bool:
        if block_kind(above) != "caption" or block_kind(block) not in ("caption", "paragraph") or block.pictures:
            return False
        words = block.text.strip()
        return 0 < len(words) <= _LONGEST and opens_as_credit(words, self.locales)

    def parted(self, block: Para | Grid) -> Para | Grid:
        """The block, its pictures with what is a credit at the end of their captions as that."""
        if isinstance(block, Grid):
            rows = tuple(tuple(tuple(map(self.parted, cell)) for cell in row) for row in block.rows)
            return block._replace(rows=rows)
        return block._replace(pictures=tuple(map(self._parted, block.pictures))) if block.pictures else block

    def _parted(self, figure: Figure) -> Figure:
        words = plain(figure.caption)
        if not words or figure.credit:
            return figure
        if len(words) <= _LONGEST and opens_as_credit(words, self.locales):
            return replace(figure, caption=(), credit=figure.caption)
        start = credit_start(words, self.locales)
        if not start or (words[start].islower() and not ends_sentence(words[:start].rstrip())):
            return figure  # The wheel in a photo by the river
        caption, credit = divided(figure.caption, start)
        return replace(figure, caption=caption, credit=credit)


def divided(inlines: Sequence[Inline], at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The inlines before a character of their words, and those from it on."""
    before: list[Inline] = []
    after: list[Inline] = []
    for inline in inlines:
        length = len(plain(inline))
        if at >= length or at <= 0:
            (before if at > 0 else after).append(inline)
        elif isinstance(inline, Text):
            before.append(Text(inline.text[:at]))
            after.append(Text(inline.text[at:]))
        elif hasattr(inline, "inlines"):
            one, other = divided(inline.inlines, at)
            before.append(replace(inline, inlines=one))
            after.append(replace(inline, inlines=other))
        else:
            before.append(inline)
        at -= length
    return tidy(before), tidy(after)
