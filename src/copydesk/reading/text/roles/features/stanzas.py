"""Stanzas: lines that begin with capitals in mid-sentence, refrains, and the labels above them."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.text.recognisers.stanzas import stanzas
from copydesk.reading.text.roles.features.context import Article, in_article


@in_article.any_of(
    in_stanza="It is a line of a stanza, whose lines begin with capitals in mid-sentence, or of its refrain.",
    counts_stanza="It is a number alone right above a stanza, and the numbers count up from 1.",
    labels_stanza="It is a word or two right above a stanza, and stands above another as well: Refrain.",
)
def in_stanzas(article: Article) -> Iterator[tuple[int, str]]:
    lines = [line for piece in article.pieces for line in piece.lines]
    pieces = [index for index, piece in enumerate(article.pieces) for _ in piece.lines]
    verse = stanzas(lines, article.locales[0])
    of_verse = {pieces[line] for group in verse.groups for line in group}
    for index in sorted(of_verse):
        if len(article.pieces[index].lines) == 1:
            yield index, "in_stanza"
    for index in sorted({pieces[line] for line in verse.labels} - of_verse):
        is_number = not any(map(str.isalpha, article.pieces[index].text))
        yield index, "counts_stanza" if is_number else "labels_stanza"
