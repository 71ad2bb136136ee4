"""The pages of an e-book: its cover, its one chapter and its table of contents, as finished XHTML files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import ClassVar, NamedTuple

from copydesk import tree
from copydesk.locales import Labels, locale
from copydesk.tree import Article
from copydesk.visit import plain
from copydesk.writing._shared import word_check
from copydesk.writing._shared.pictures import file_name
from copydesk.writing.html.web import WebVisitor
from copydesk.writing.html.words import attributes

TEXT, COVER, COVER_IMAGE, NAV, STYLE = "text.xhtml", "cover.xhtml", "cover.svg", "nav.xhtml", "style.css"
PICTURES = "pictures"
"""The folder of the pictures of figures."""


class BookInfo(NamedTuple):
    """An article and the data that all files of its book need: writing direction, title and labels in its language."""

    article: Article
    side: str
    name: str
    labels: Labels


class Entry(NamedTuple):
    """A line of the table of contents: ``Entry(2, "heading-1", "A long repair")``."""

    level: int
    id: str
    words: str


class EpubVisitor(WebVisitor):
    """HTML with EPUB's semantic attributes, and an id for each heading; ``outline`` collects them.

    A note is an ``aside``, which reading systems show as a pop-up for its reference. Some show it nowhere else, so a
    note without a reference is none."""

    elements: ClassVar = {**WebVisitor.elements, "note": "aside"}
    roles: ClassVar = {
        **WebVisitor.roles,
        "pull-quote": ' epub:type="pullquote" role="doc-pullquote"',
        "notes": ' id="notes" epub:type="endnotes" role="doc-endnotes"',
        "note": ' epub:type="footnote" role="doc-footnote"',
    }
    frame: ClassVar = ('<article id="text" epub:type="bodymatter">\n', "</article>\n")

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self.outline: list[Entry] = []
        self.pictures: dict[str, bytes] = {}  # by the names of their files
        self._raised = 0  # levels by which headings are raised in the outline

    def headline(self, node: tree.Headline) -> str:
        return self._listed(super().headline(node), node)

    def heading(self, node: tree.Heading) -> str:
        return self._listed(super().heading(node), node)

    def address(self, picture: tree.Picture) -> str:
        name = f"{PICTURES}/{file_name(picture)}"
        self.pictures[name] = picture.data
        return name

    def verse(self, node: tree.Verse) -> str:
        return super().verse(node).replace(" class", ' epub:type="z3998:verse" class', 1)

    def notes(self) -> str:
        if self.article.notes:  # headings in them are listed below them
            self.outline.append(Entry(1, "notes", locale(self.article.lang).labels.notes))
        return super().notes()

    def foot(self) -> str:
        self._raised = 1 if self.article.notes else 0  # else its headings would be listed below the notes
        return super().foot()

    def note_ref(self, node: tree.NoteRef) -> str:
        return super().note_ref(node).replace("<a ", '<a epub:type="noteref" ', 1)

    def _listed(self, html: str, node: tree.Headline | tree.Heading) -> str:
        level, name = max(1, int(html[2]) - self._raised), f"heading-{len(self.outline)}"
        self.outline.append(Entry(level, name, " ".join(plain(node).split()) or "–"))
        return f'{html[:3]} id="{name}"{html[3:]}'


def _page(info: BookInfo, name: str, body: str, styles: str) -> str:
    lang = escape(info.article.lang)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        ' epub:prefix="z3998: http://www.daisy.org/z3998/2012/vocab/structure/#"'
        f' lang="{lang}" xml:lang="{lang}" dir="{info.side}">\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{escape(word_check.allowed(name), quote=False)}</title>\n{styles}\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


_STYLE_LINK = f'<link rel="stylesheet" type="text/css" href="{STYLE}"/>'


def chapter(info: BookInfo, visitor: EpubVisitor) -> str:
    return _page(info, info.name, visitor.document(), _STYLE_LINK)


def cover_page(info: BookInfo) -> str:
    picture = attributes(src=COVER_IMAGE, alt=f"{info.labels.cover}: {info.name}")
    styles = "<style>body { margin: 0; text-align: center; } img { max-width: 100%; max-height: 100vh; }</style>"
    body = f'<section epub:type="cover"><img role="doc-cover"{picture}/></section>\n'
    return _page(info, info.labels.cover, body, styles)


def nav_page(info: BookInfo, outline: Sequence[Entry]) -> str:
    labels = info.labels
    landmarks = (("cover", COVER, labels.cover), ("bodymatter", f"{TEXT}#text", labels.start_of_text))
    marks = "".join(
        f'<li><a epub:type="{kind}" href="{target}">{escape(words)}</a></li>\n' for kind, target, words in landmarks
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{escape(labels.contents)}</h1>\n'
        f"{_nav_list(outline)}</nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{marks}</ol>\n</nav>\n'
    )
    return _page(info, labels.contents, body, _STYLE_LINK)


def branches(outline: Sequence[Entry]) -> Iterator[tuple[Entry, Sequence[Entry]]]:
    """Each top-level entry with the entries below it."""
    start = 0
    while start < len(outline):
        top = outline[start]
        end = start + 1
        while end < len(outline) and outline[end].level > top.level:
            end += 1
        yield top, outline[start + 1 : end]
        start = end


def _nav_list(outline: Sequence[Entry]) -> str:
    items = ""
    for top, below in branches(outline):
        link = f'<a href="{TEXT}#{top.id}">{escape(word_check.allowed(top.words))}</a>'
        items += f"<li>{link}{_nav_list(below) if below else ''}</li>\n"
    return f"<ol>\n{items}</ol>\n"
