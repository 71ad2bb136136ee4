"""What a paragraph is, by the name of its style: the names of copydesk's own Word files, and those that Word,
LibreOffice, pandoc and newsrooms use."""

from __future__ import annotations

import re

from copydesk.reading.office.flow import Para
from copydesk.reading.role import Role

_STYLES = {
    "kicker": "kicker, overline, eyebrow, slug, slugline",
    "headline": "title, headline, article title, document title, titel, titre, título, titolo, hoofdtitel, название",
    "deck": "subtitle, deck, dek, standfirst, subhead, lead-in, untertitel, vorspann, sous-titre, chapeau, chapô,"
    " subtítulo, entradilla, sottotitolo, ondertitel, подзаголовок",
    "byline": "byline, by-line, author, authors, autor, autorenzeile, auteur, autore, автор",
    "date": "date, publication date, datum, fecha, data, дата",
    "editors_note": "editor's note, editors note",
    "paragraph": "body text, first paragraph, text body, paragraph after list, normal, standard, default, no spacing,"
    " normal (web), body, compact, plain, body text first indent, first line indent, plain text",
    "quotation": "quote, block text, block quote, block quotation, blockquote, quotations, quotation, extract, zitat,"
    " citation, cita, citazione, citaat, цитата",
    "attribution": "quote attribution, quotation attribution, pull quote attribution",
    "pull_quote": "pull quote, pullquote, intense quote",
    "speech": "speech, dialogue, dialog, speaker line",
    "verse": "verse, poetry, poem",
    "continued": "list paragraph, list continue, list contents",
    "picture": "figure",
    "caption": "caption, image caption, figure caption, illustration, figurecaption, beschriftung, bildunterschrift,"
    " légende, leyenda, pie de foto, didascalia, bijschrift, legenda, название объекта",
    "table_caption": "table caption, tablecaption",
    "preformatted": "preformatted, source code, html preformatted, preformatted text, macro text",
    "break": "break, section break, ornament, horizontal line",
    "contact": "contact",
    "bio": "author bio, about the author, biography",
    "rights": "rights, copyright",
    "related": "related, further reading",
    "correction": "notice, correction",
    "note": "footnote text, endnote text, footnote, endnote",
    "head_end": "head end",
    "foot_start": "foot start",
    "contents": "toc heading, toc, contents heading, contents, index, table of figures",
    "header": "header, footer, masthead, page header",
}
HEAD_ROLES: dict[str, Role] = {kind: kind for kind in ("kicker", "headline", "deck", "byline", "date", "editors_note")}
"""The kinds of paragraphs that belong to the head, which are roles of the reader of raw text too."""
_BY_NAME = {name.strip(): kind for kind, names in _STYLES.items() for name in names.split(",")}
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor|заголовок|başlık"
    r"|標題|标题|見出し|제목) ?(\d)"
)
"""Word and LibreOffice store the English name, whatever their language; programs that convert files may not."""
_COUNTED = re.compile(r" \d+$")

_ASIDE_ONLY_OURS = frozenset({"kicker", "byline", "head end", "foot start", "paragraph after list", "author bio"})
"""Styles that show that a file keeps to the names of copydesk's writer."""


def kind_of(para: Para) -> str:
    """What a paragraph is: a key of the table above, ``heading``, ``item``, or ``paragraph``."""
    for name in para.styles:
        kind = _BY_NAME.get(name) or _BY_NAME.get(_COUNTED.sub("", name))
        if kind == "picture" and "caption" in para.styles:
            continue  # LibreOffice's style for the captions of figures
        if kind == "continued":
            return "item" if para.item else "continued"
        if kind and (kind != "paragraph" or name != "normal"):
            return "item" if para.item and kind in ("paragraph", "contents") else kind
        if _HEADING.fullmatch(name):
            return "heading"
    if para.outline and not para.item:
        return "heading"
    return "item" if para.item else "heading" if para.outline else "paragraph"


def level_of(para: Para) -> int:
    """The level of a heading, 1 for the highest."""
    named = (_HEADING.fullmatch(name) for name in para.styles)
    return next((int(match[1]) for match in named if match), para.outline or 1)


def depth_of(para: Para) -> int:
    """The number at the end of the name of its style: 2 for ``Quote 2``, else 1."""
    match = _COUNTED.search(para.styles[0]) if para.styles else None
    return int(match[0]) if match else 1


def is_ours(para: Para) -> bool:
    """Whether the style of a paragraph is one that copydesk's writer names, and hardly anybody else."""
    return bool(para.styles) and para.styles[0] in _ASIDE_ONLY_OURS
