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


def _paragraph(name: str, based_on: str = "Normal", then: str = "", own: str = "") -> Kind:
    return Kind(name, "paragraph", based_on, then or name, own)


def _character(name: str, own: str = "") -> Kind:
    return Kind(name, "character", "Default Paragraph Font", own=own)


def _levels(name: str) -> list[Kind]:
    first, *deeper = [name if level == 1 else f"{name} {level}" for level in range(1, LIST_LEVELS + 1)]
    return [_paragraph(first, "Body Text", own=first), *(_paragraph(other, first, own=other) for other in deeper)]


KINDS: tuple[Kind, ...] = (
    Kind("Normal", "paragraph", own="Normal"),
    Kind("Default Paragraph Font", "character", own="Default Paragraph Font"),
    Kind("Normal Table", "table", own="Normal Table"),
    Kind("No List", "numbering", own="No List"),
    _paragraph("Kicker", then="Title"),
    _paragraph("Title", then="Subtitle", own="Title"),
    _paragraph("Subtitle", then="Byline", own="Subtitle"),
    _paragraph("Byline", then="Date"),
    _paragraph("Date", then="First Paragraph", own="Date"),
    _paragraph("Editor's Note", then="First Paragraph"),
    _paragraph("Head End", then="First Paragraph"),
    _paragraph("Body Text", own="Body Text"),
    _paragraph("First Paragraph", "Body Text", then="Body Text"),
    *(
        _paragraph(f"Heading {n}", "Normal" if n == 1 else f"Heading {n - 1}", "First Paragraph", f"heading {n}")
        for n in range(1, 6)
    ),
    _paragraph("Quote", "Body Text", own="Quote"),
    _paragraph("Quote 2", "Quote"),
    _paragraph("Quote Attribution", "Quote", then="Body Text"),
    _paragraph("Verse", "Body Text"),
    *_levels("List Bullet"),
    *_levels("List Number"),
    *_levels("List Continue"),
    _paragraph("Figure", then="Caption"),
    _paragraph("Caption", then="Body Text", own="caption"),
    _paragraph("Table Caption", "Caption"),
    _paragraph("Table Heading", "Table Text"),
    _paragraph("Table Text"),
    Kind("Table", "table", "Normal Table"),
    _paragraph("Preformatted"),
    _paragraph("Break", then="First Paragraph"),
    _paragraph("Section End"),
    _paragraph("Foot Start"),
    _paragraph("Contact"),
    _paragraph("Author Bio"),
    _paragraph("Rights"),
    _paragraph("Related"),
    _paragraph("Notice"),
    _paragraph("Footnote Text", own="footnote text"),
    _paragraph("Masthead"),
    _paragraph("Header", own="header"),
    _paragraph("Footer", own="footer"),
    _character("Dateline"),
    _character("Credit"),
    _character("Emphasis", "Emphasis"),
    _character("Strong", "Strong"),
    _character("Hyperlink", "Hyperlink"),
    _character("Lost Link"),
    _character("Code"),
    _character("Superscript"),
    _character("Footnote Reference", "footnote reference"),
    _character("Page Number", "page number"),
)
"""Every style that a document may use, in the order of the list that Word shows."""


def style_id(name: str) -> str:
    """Word's key for a style: ``"Editor's Note"`` has ``"EditorsNote"``."""
    return {"Normal Table": "TableNormal"}.get(name, "".join(filter(str.isalnum, name)))
