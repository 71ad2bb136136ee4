"""Which styles a Word file has, and which is based on which: the same in every look.

The names are Word's own wherever it has one, so that its menus, its navigation pane and other programs know them.
"""

from __future__ import annotations

from typing import NamedTuple

LIST_LEVELS = 3
"""Levels of a list that have a style of their own; what lies deeper takes the last one's."""


class Kind(NamedTuple):
    """A Word style: what it is based on and which one follows it when a person types on."""

    name: str
    kind: str
    based_on: str = ""
    then: str = ""
    own: str = ""  # the name that Word has for it, if it is one of Word's own
    also: tuple[
        str, ...
    ] = ()  # what it is called where nothing bears its name: by pandoc, by LibreOffice, or less aptly


def _paragraph(name: str, based_on: str = "Normal", then: str = "", own: str = "", also: tuple[str, ...] = ()) -> Kind:
    return Kind(name, "paragraph", based_on, then or name, own, also)


def _character(name: str, own: str = "", also: tuple[str, ...] = ()) -> Kind:
    return Kind(name, "character", "Default Paragraph Font", own=own, also=also)


def _levels(name: str, *also: str) -> list[Kind]:
    first, *deeper = [name if level == 1 else f"{name} {level}" for level in range(1, LIST_LEVELS + 1)]
    return [
        _paragraph(first, "Body Text", own=first, also=also),
        *(_paragraph(other, first, own=other) for other in deeper),
    ]


KINDS: tuple[Kind, ...] = (
    Kind("Normal", "paragraph", own="Normal"),
    Kind("Default Paragraph Font", "character", own="Default Paragraph Font"),
    Kind("Normal Table", "table", own="Normal Table"),
    Kind("No List", "numbering", own="No List"),
    _paragraph("Kicker", then="Title", also=("Overline", "Eyebrow")),
    _paragraph("Title", then="Subtitle", own="Title"),
    _paragraph("Subtitle", then="Byline", own="Subtitle"),
    _paragraph("Byline", then="Date", also=("Author", "Authors")),
    _paragraph("Date", then="First Paragraph", own="Date"),
    _paragraph("Editor's Note", then="First Paragraph", also=("Abstract",)),
    _paragraph("Head End", then="First Paragraph"),
    _paragraph("Body Text", own="Body Text", also=("Text Body", "Normal")),
    _paragraph("First Paragraph", "Body Text", then="Body Text", also=("Body Text", "Text Body", "Normal")),
    _paragraph("Paragraph After List", "First Paragraph", then="Body Text"),
    *(
        _paragraph(f"Heading {n}", "Normal" if n == 1 else f"Heading {n - 1}", "First Paragraph", f"heading {n}")
        for n in range(1, 6)
    ),
    _paragraph("Quote", "Body Text", own="Quote", also=("Block Text", "Block Quote", "Quotations")),
    _paragraph("Quote 2", "Quote"),
    _paragraph("Quote Attribution", "Quote", then="Body Text"),
    _paragraph("Pull Quote", "Quote", also=("Intense Quote",)),
    _paragraph("Pull Quote Attribution", "Quote Attribution", then="Body Text"),
    _paragraph("Verse", "Body Text", also=("Poetry", "Poem")),
    *_levels("List Bullet", "List Paragraph", "Compact"),
    *_levels("List Number", "List Paragraph", "Compact"),
    *_levels("List Continue", "List Paragraph"),
    _paragraph("Figure", then="Caption"),
    _paragraph("Caption", then="Body Text", own="caption", also=("Image Caption",)),
    _paragraph("Table Caption", "Caption", also=("Caption",)),
    _paragraph("Table Heading", "Table Text", also=("Table Header",)),
    _paragraph("Table Text", also=("Table Contents", "Compact")),
    *(
        _paragraph(f"{name} {side}", name)  # a column of figures, and one that the tree says is centred
        for name in ("Table Heading", "Table Text")
        for side in ("End", "Centre")
    ),
    Kind("Table", "table", "Normal Table", also=("Table Grid",)),
    _paragraph("Table Space"),
    _paragraph("Preformatted", also=("Source Code", "HTML Preformatted", "Preformatted Text", "Plain Text")),
    _paragraph("Break", then="First Paragraph"),
    _paragraph("Section End"),
    _paragraph("Foot Start"),
    _paragraph("Contact"),
    _paragraph("Author Bio"),
    _paragraph("Rights", also=("Copyright",)),
    _paragraph("Related"),
    _paragraph("Notice"),
    _paragraph("Footnote Text", own="footnote text", also=("Footnote",)),
    _paragraph("Masthead", also=("Header",)),
    _paragraph("Header", own="header"),
    _paragraph("Footer", own="footer"),
    _character("Dateline"),
    _character("Credit"),
    _character("Emphasis", "Emphasis"),
    _character("Strong", "Strong"),
    _character("Hyperlink", "Hyperlink", ("Internet Link",)),
    _character("Lost Link"),
    _character("Code", also=("Verbatim Char", "HTML Code", "Source Text")),
    _character("Superscript"),
    _character("Footnote Reference", "footnote reference"),
    _character("Page Number", "page number"),
)
"""Every style that a document may use, in the order of the list that Word shows."""


BULLET_LISTS, NUMBERED_LISTS = 0, 1
"""The definitions of numbering that the list styles are tied to; each other way to number has one after them."""


class Naming:
    """What a file calls its styles and numberings: here what we call them, in a person's own document what it does."""

    first_definition = 0
    """The number of our first definition of a numbering (``w:abstractNum``)."""

    first_number = 1
    """The number of our first numbering (``w:num``)."""

    def style(self, name: str) -> str:
        """The key of the style that we call ``name``."""
        return style_id(name)

    def has(self, name: str) -> bool:
        """Whether the file has this style."""
        return True

    def tied(self, name: str) -> tuple[int, int] | None:
        """The definition of numbering and its level that a list style is tied to; None if its paragraphs must say."""
        kind = {"List Bullet": BULLET_LISTS, "List Number": NUMBERED_LISTS}.get(name.rstrip(" 0123456789"))
        return None if kind is None else (self.first_definition + kind, list_level(name))


def list_level(name: str) -> int:
    """The level of a list style, counted from 0: ``"List Bullet 2"`` has 1."""
    return int(name[-1]) - 1 if name[-1].isdigit() else 0


def style_id(name: str) -> str:
    """Word's key for a style: ``"Editor's Note"`` has ``"EditorsNote"``."""
    return {"Normal Table": "TableNormal"}.get(name, "".join(filter(str.isalnum, name)))
